package mailin

import (
	"io"
	"strings"
)

// leaf is a part whose body is being read: decoded, and then kept as text, taken for a file, or read further:
// a message, a signed part, a winmail.dat.
type leaf struct {
	pass   *pass
	node   *node
	dec    decoder
	keep   bool    // the bytes are text or a report
	uu     *uuText // finds files in the text
	file   *file
	inside inside
}

// inside reads what a file holds, while it comes in.
type inside interface {
	io.Writer
	// close ends the reading and tells whether the content came out, so that the file itself need not be listed.
	close() bool
}

// reports are parts that the program reads and people do not.
var reports = map[string]bool{
	"message/delivery-status": true, "message/global-delivery-status": true,
	"message/feedback-report": true, "message/disposition-notification": true,
	"text/rfc822-headers": true, "message/global-headers": true, "message/rfc822-headers": true,
}

func (p *pass) newLeaf(n *node, fields []Header, depth int) *leaf {
	l := &leaf{pass: p, node: n}
	disposition, dp, clean := parseMedia(first(fields, "Content-Disposition"))
	if !clean {
		p.defect("bad-parameters")
	}
	name := p.partName(dp, n.params)
	switch {
	case isText(n.kind) && disposition != "attachment" && name == "":
		l.keep = true
		if n.kind == "text/plain" {
			l.uu = p.newUUText(l.takeText)
		}
	default:
		l.keep = reports[n.kind]
		l.file = p.newFile(name, n.kind, inline(n, disposition, fields))
		n.report, n.attached = l.keep, disposition == "attachment"
		n.card = calendars[n.kind] || vcards[n.kind] || otherText(n.kind)
		// A text with a name is a file, unless it turns out to be all the text there is.
		n.spare = isText(n.kind) && disposition != "attachment"
		l.inside = p.lookInside(n, name, depth)
	}
	l.dec = newDecoder(first(fields, "Content-Transfer-Encoding"), l.take, p.defect)
	if d, ok := l.dec.(*uuDecoder); ok && l.file != nil && name == "" {
		d.named = func(name string) { l.file.name = fileName(name) }
	}
	if _, ok := l.dec.(*base64Decoder); ok && p.lim.Hashed && !p.lim.FileHashes && p.lim.Files == 0 && !l.keep && !n.spare && !n.card && l.inside == nil {
		l.dec = &base64Counter{take: l.count}
	}
	return l
}

// partName is the name of a part. It stands in many places, and in many spellings.
func (p *pass) partName(disposition, kind params) string {
	for _, v := range []string{disposition["filename"], kind["name"], kind["filename"], kind["file"], disposition["name"]} {
		if strings.Contains(v, "=?") {
			p.defect("misplaced-encoded-word") // RFC 2047 5: never in a parameter
		}
		decoded := decodeWords(v, p.defect)
		name := fileName(decoded)
		if name != decoded {
			p.defect("name-cleaned")
		}
		if name != "" {
			return name
		}
	}
	return ""
}

func isText(kind string) bool { return kind == "text/plain" || kind == "text/html" }

// otherText are texts that are files, unless there is no other text: RTF, Markdown, enriched text.
func otherText(kind string) bool {
	return kind == "application/rtf" || strings.HasPrefix(kind, "text/") && !isText(kind) && !reports[kind]
}

// inline tells whether a file is shown within the text rather than beside it.
func inline(n *node, disposition string, fields []Header) bool {
	if disposition == "inline" {
		return true
	}
	return disposition == "" && first(fields, "Content-ID") != "" && strings.HasPrefix(n.kind, "image/")
}

// lookInside gives the reader of what a part holds, nil when it is only a file.
func (p *pass) lookInside(n *node, name string, depth int) inside {
	kind := n.kind
	if vague[kind] {
		kind = endings[endingOf(name)]
		if strings.EqualFold(name, "winmail.dat") {
			kind = "application/ms-tnef"
		}
	}
	if !holds[kind] {
		return p.newTable(n, name)
	}
	if depth+1 >= p.lim.Depth {
		p.defect("too-deep")
		return nil
	}
	switch {
	case strings.HasSuffix(kind, "ms-tnef"):
		return p.newTNEF(n, depth+1)
	case strings.HasSuffix(kind, "pkcs7-mime"):
		return p.newSealedPart(n, depth+1)
	}
	return p.newEnclosed(n, depth+1)
}

// holds are the types of files that are read further.
var holds = set("message/rfc822", "message/global", "application/ms-tnef", "application/vnd.ms-tnef",
	"application/pkcs7-mime", "application/x-pkcs7-mime")

// enclosed is an attached message.
type enclosed struct {
	splitter
	letter *letter
}

func (p *pass) newEnclosed(n *node, depth int) inside {
	p.inside++
	n.inner = p.newLetter(depth, p.lim.PartHeader)
	return &enclosed{splitter{take: n.inner.env.line}, n.inner}
}

func (e *enclosed) close() bool {
	e.splitter.close()
	e.letter.close()
	e.letter.pass.inside--
	return false
}

// take gets decoded bytes.
func (l *leaf) take(b []byte) {
	if !l.within(int64(len(b))) {
		return
	}
	switch {
	case l.uu != nil:
		l.uu.Write(b)
	case l.keep, l.node.spare, l.node.card:
		l.takeText(b)
	}
	if l.file != nil {
		l.file.write(b)
	}
	if l.inside != nil {
		l.inside.Write(b)
	}
}

// within counts decoded bytes against the limit.
func (l *leaf) within(n int64) bool {
	if l.pass.decoded += n; l.pass.decoded <= l.pass.lim.Decoded {
		return true
	}
	l.pass.defect("too-big")
	if l.file != nil {
		l.file.cut = true
	}
	return false
}

// count takes the size and the beginning of a file that is not decoded.
func (l *leaf) count(size int64, head []byte) {
	l.file.size += size
	l.file.look(head)
	l.within(size)
}

func (l *leaf) takeText(b []byte) {
	room := &l.pass.room
	switch {
	case l.node.report:
		room = &l.pass.reportRoom
	case l.node.spare, l.node.card:
		room = &l.pass.spareRoom
	}
	if len(b) > *room {
		b = b[:*room]
		if l.keep {
			l.pass.defect("text-cut")
		}
	}
	*room -= len(b)
	l.node.text = append(l.node.text, b...)
}

func (l *leaf) close() {
	l.dec.close()
	if l.uu != nil {
		l.uu.close()
	}
	out := l.inside != nil && l.inside.close()
	if l.file != nil && !out {
		l.file.list()
	}
}
