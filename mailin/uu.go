package mailin

import (
	"bytes"
	"strings"
)

// uuText takes the files out of a text that old mail programs put there (uuencode): from a line `begin 644 name` to a
// line `end`. All else is text. A line that only looks like a beginning is text too: what follows decides.
type uuText struct {
	splitter
	pass  *pass
	text  func([]byte)
	begin []byte // a line that may begin a file
	file  *file  // the file that is open
	buf   []byte
}

func (p *pass) newUUText(text func([]byte)) *uuText {
	u := &uuText{pass: p, text: text}
	u.take = u.line
	return u
}

func (u *uuText) line(l line) {
	if u.begin != nil {
		u.decide(l)
		return
	}
	switch {
	case u.file != nil:
		u.fileLine(l)
	case l.head && u.pass.parts < u.pass.lim.Parts && len(l.end) > 0 && uuName(l.data) != "":
		u.begin = append(append(u.begin[:0], l.data...), l.end...)
	default:
		u.text(l.data)
		u.text(l.end)
	}
}

// decide tells by the line after it whether a beginning is one.
func (u *uuText) decide(l line) {
	begin := u.begin
	u.begin = nil
	if out, ok := uuLine(nil, l.data, 4); !ok || len(out) == 0 {
		u.text(begin)
		u.line(l)
		return
	}
	u.pass.parts++
	u.pass.defect("uuencoded")
	u.file = u.pass.newFile(fileName(uuName(begin)), "application/octet-stream", false)
	u.fileLine(l)
}

func (u *uuText) fileLine(l line) {
	data := bytes.TrimRight(l.data, "\r")
	if string(bytes.TrimRight(data, " ")) == "end" {
		u.end()
		return
	}
	var ok bool
	if u.buf, ok = uuLine(u.buf[:0], data, maxLine); !ok || !l.head {
		u.pass.defect("bad-uuencode")
		u.end()
		u.line(l)
		return
	}
	u.file.write(u.buf)
}

func (u *uuText) end() {
	u.file.list()
	u.file = nil
}

func (u *uuText) close() {
	u.splitter.close()
	if u.begin != nil {
		u.text(u.begin)
	}
	if u.file != nil {
		u.pass.defect("bad-uuencode") // it has no end
		u.end()
	}
}

// uuName reads `begin 644 name`; "" when the line is something else.
func uuName(l []byte) string {
	rest, ok := bytes.CutPrefix(l, []byte("begin "))
	if !ok || len(rest) > 500 {
		return ""
	}
	mode, name, _ := strings.Cut(string(rest), " ")
	if len(mode) < 3 || len(mode) > 4 || strings.Trim(mode, "01234567") != "" {
		return ""
	}
	return strings.TrimSpace(name)
}

// uuLine adds the bytes of a line. The first character tells how many they are; blanks at the end may have been lost on
// the way, so many as lost says, and some writers add a sum.
func uuLine(dst, l []byte, lost int) (_ []byte, ok bool) {
	if len(bytes.TrimRight(l, " `")) == 0 {
		return dst, true
	}
	n := int(l[0]-' ') & 63
	want := (n + 2) / 3 * 4
	for _, c := range l {
		if c < ' ' || c > '`' {
			return dst, false
		}
	}
	l = l[1:]
	if n > 45 || len(l) > want+1 || want-len(l) > lost {
		return dst, false
	}
	for i := 0; i < want; i += 4 {
		var g [4]byte
		for k := range g {
			if i+k < len(l) {
				g[k] = (l[i+k] - ' ') & 63
			}
		}
		dst = appendGroup(dst, g, min(n+1, 4))
		n -= 3
	}
	return dst, true
}

// uuDecoder reads a part that is uuencoded as a whole.
type uuDecoder struct {
	out    func([]byte)
	named  func(string)
	defect func(string)
	buf    []byte
	open   bool
}

func (d *uuDecoder) line(l line) {
	if !d.open {
		name := uuName(l.data)
		if d.open = name != ""; d.open {
			d.named(name)
		}
		return
	}
	if string(bytes.TrimRight(l.data, " \r")) == "end" {
		d.open = false
		return
	}
	var ok bool
	if d.buf, ok = uuLine(d.buf[:0], l.data, maxLine); !ok {
		d.defect("bad-uuencode")
	}
	d.out(d.buf)
}

func (d *uuDecoder) close() {}
