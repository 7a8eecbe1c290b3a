package mailin

import (
	"encoding/binary"
	"strings"
	"time"
)

// embedded is the method of a file that is a message (MS-OXCMSG 2.2.2.9): a TNEF of its own within the properties.
const embedded = 5

// fileProps names the file that is being read, and reads it when it stands in its properties.
func (t *tnef) fileProps(b []byte) {
	method, shown := 0, ""
	var data []byte
	for _, p := range readProps(b) {
		switch p.id {
		case propLongName:
			t.rename(p.text(t.page))
		case propName:
			if t.file.name == "" {
				t.rename(p.text(t.page))
			}
		case propDisplayName:
			shown = p.text(t.page)
		case propMIMEType:
			if kind, _, _ := parseMedia(p.text(t.page)); strings.Contains(kind, "/") {
				t.file.label = kind
			}
		case propContentID:
			t.file.inline = p.text(t.page) != ""
		case propMethod:
			method = p.number()
		case propData:
			data = p.value
		}
	}
	if t.file.name == "" {
		t.rename(shown)
	}
	switch {
	case t.file.size > 0 || len(data) == 0:
	case method == embedded && len(data) > 16:
		t.message(data[16:]) // the identifier of the interface stands before it
	default:
		t.file.write(data)
	}
}

func (t *tnef) rename(name string) {
	if clean := fileName(name); clean != "" {
		t.file.name = clean
	}
}

// message reads a message within the message: it is listed as a file, and its text is there for whoever passes on.
func (t *tnef) message(b []byte) {
	t.file.label = "application/ms-tnef"
	t.file.write(b)
	if t.depth+1 >= t.pass.lim.Depth {
		t.pass.defect("too-deep")
		return
	}
	t.pass.inside++
	n := &node{kind: "application/ms-tnef"}
	inner := t.pass.newTNEF(n, t.depth+1)
	inner.Write(b)
	inner.close()
	t.pass.inside--
	if t.node.inner == nil {
		t.node.inner = &letter{pass: t.pass, root: &node{kind: "multipart/mixed", kids: n.kids}, fields: inner.body.fields}
	}
}

// headers makes the fields of a message within a message.
func (t *tnef) headers(list []mapiProp) (fields []Header) {
	name, address := "", ""
	for _, p := range list {
		switch p.id {
		case propSubject:
			fields = append(fields, Header{"Subject", oneLine(p.text(t.page))})
		case propSenderName:
			name = oneLine(p.text(t.page))
		case propSender, propSenderSMTP:
			if a := bareAddress(p.text(t.page)); a != "" {
				address = a
			}
		case propSent:
			if len(p.value) == 8 {
				fields = append(fields, Header{"Date", fileTime(binary.LittleEndian.Uint64(p.value))})
			}
		}
	}
	if name = strings.NewReplacer(`"`, "", `\`, "").Replace(name); name+address != "" {
		fields = append(fields, Header{"From", `"` + name + `" <` + address + `>`})
	}
	return fields
}

// fileTime makes a Date field of a Windows time: steps of 100 nanoseconds since 1601.
func fileTime(n uint64) string {
	const epoch = 11644473600 // seconds from 1601 to 1970
	return time.Unix(int64(n/1e7)-epoch, 0).UTC().Format(time.RFC1123Z)
}
