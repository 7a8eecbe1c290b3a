package mailin

import (
	"bytes"
	"strings"
)

// head collects the lines of a header block up to a number of bytes. What is too long is cut field by
// field: ten thousand receivers must not hide who wrote.
type head struct {
	raw  []byte
	max  int
	used int  // bytes of the field that is being collected
	skip bool // the rest of that field is left out
	over bool // something was left out
}

// bom is the byte order mark of UTF-8.
const bom = "\uFEFF"

// maxField is the length of a header field: a thousand addresses.
const maxField = 64 << 10

func (h *head) add(l line) {
	if l.head && l.data[0] != ' ' && l.data[0] != '\t' {
		h.used, h.skip = 0, false
	}
	if h.skip {
		return
	}
	room := max(0, min(maxField-h.used, h.max-len(h.raw)))
	if len(l.data)+len(l.end) > room {
		h.over, h.skip = true, true
		l.data, l.end = l.data[:min(room, len(l.data))], lf
	}
	h.raw = append(append(h.raw, l.data...), l.end...)
	h.used += len(l.data) + len(l.end)
}

// fields reads the block. It repairs what it can and tells whether it had to: a mailbox file's From line,
// a line that lost its folding, NUL. A bare CR becomes a blank and never a line end: the provider's server
// did not see a field there, and must not be made to have vouched for one.
func (h *head) fields(max int) (list []Header, repaired bool) {
	var value []byte
	flush := func() {
		if len(list) > 0 {
			list[len(list)-1].Value = string(bytes.Trim(value, " \t"))
		}
	}
	for raw := range bytes.Lines(h.raw) {
		text := bytes.TrimRight(raw, "\r\n")
		if bytes.IndexByte(text, 0) >= 0 || bytes.IndexByte(text, '\r') >= 0 {
			text, repaired = scrub(text), true
		}
		if len(list) == 0 && bytes.HasPrefix(text, []byte(bom)) { // a file that was saved as text
			text, repaired = text[len(bom):], true
		}
		if len(list) == 0 && len(text) > 0 && text[0] <= ' ' { // nothing is there that this could go on with
			text, repaired = bytes.TrimLeft(text, " \t"), true
		}
		if name, v, ok := field(text); ok {
			if len(list) == max {
				repaired = true
				break
			}
			flush()
			list, value = append(list, Header{Name: name}), append(value[:0], v...)
			continue
		}
		blank := len(text) > 0 && (text[0] == ' ' || text[0] == '\t')
		repaired = repaired || !blank
		if len(list) > 0 && (blank || folds(list[len(list)-1].Name, text)) {
			value = append(append(value, ' '), bytes.Trim(text, " \t")...)
		}
	}
	flush()
	return list, repaired
}

func scrub(b []byte) []byte {
	b = bytes.ReplaceAll(b, []byte{0}, nil)
	return bytes.ReplaceAll(b, []byte("\r"), []byte(" "))
}

// field splits `Name: value`. Blanks before the colon are tolerated, within the name they are not.
func field(text []byte) (name string, value []byte, ok bool) {
	i := bytes.IndexByte(text, ':')
	if i <= 0 || text[0] == ' ' || text[0] == '\t' {
		return "", nil, false
	}
	n := bytes.TrimRight(text[:i], " \t")
	for _, c := range n {
		if c <= ' ' || c > '~' {
			return "", nil, false
		}
	}
	return string(n), bytes.Trim(text[i+1:], " \t"), len(n) > 0
}

// guarded fields say who wrote and who vouches for it: a line that belongs to nothing never becomes a
// part of them.
var guarded = map[string]bool{
	"from": true, "sender": true, "reply-to": true, "return-path": true,
	"authentication-results": true, "received": true,
}

// folds tells whether a line that begins with no blank may still go on with the field before it.
func folds(name string, text []byte) bool {
	return !guarded[strings.ToLower(name)] && !bytes.HasPrefix(text, []byte("From "))
}

// known are the fields of which every real header block has at least one.
var known = map[string]bool{
	"from": true, "to": true, "cc": true, "subject": true, "date": true, "message-id": true,
	"received": true, "return-path": true, "mime-version": true, "content-type": true,
	"content-transfer-encoding": true, "content-disposition": true, "delivered-to": true,
	"reply-to": true, "sender": true, "in-reply-to": true, "references": true, "x-mailer": true,
	"envelope-to": true, "x-original-to": true, "user-agent": true,
}

// looksLikeHeader tells a header block from the first lines of a text without one.
func looksLikeHeader(list []Header) bool {
	for _, f := range list {
		if known[strings.ToLower(f.Name)] {
			return true
		}
	}
	return false
}

// first gives the value of the first field of the name, "" when there is none.
func first(list []Header, name string) string {
	for _, f := range list {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// all gives the values of every field of the name.
func all(list []Header, name string) []string {
	var values []string
	for _, f := range list {
		if strings.EqualFold(f.Name, name) {
			values = append(values, f.Value)
		}
	}
	return values
}

// envelope reads a message: a header block, then the body. It is used for the mail itself and for each
// message inside it.
type envelope struct {
	head    head
	fields  int
	begun   func(list []Header, h *head, repaired bool) // the header block is read
	body    func(line)
	inBody  bool
	started bool
	skipped bool // blank lines stood before the header
}

func (e *envelope) line(l line) {
	switch {
	case e.inBody:
		e.body(l)
	case len(l.data) > 0 || !l.head:
		e.started = true
		e.head.add(l)
	case e.started:
		e.finish()
	default: // blank lines before the header are skipped
		e.skipped = true
	}
}

// finish ends the header block. A block without any field of mail is text that lost its header.
func (e *envelope) finish() {
	if e.inBody {
		return
	}
	e.inBody = true
	list, repaired := e.head.fields(e.fields)
	if looksLikeHeader(list) {
		e.begun(list, &e.head, repaired)
		return
	}
	e.begun(nil, &e.head, len(e.head.raw) > 0)
	s := splitter{take: e.body}
	s.Write(e.head.raw)
	s.close()
	e.body(line{head: true, end: lf})
}
