package mailin

import (
	"encoding/binary"
	"strings"
)

// The properties that are read (MS-OXPROPS).
const (
	propSubject     = 0x0037
	propSenderName  = 0x0C1A
	propSender      = 0x0C1F
	propSenderSMTP  = 0x5D01
	propSent        = 0x0039
	propBody        = 0x1000
	propRTF         = 0x1009
	propHTML        = 0x1013
	propCodePage    = 0x3FDE
	propDisplayName = 0x3001
	propData        = 0x3701
	propMethod      = 0x3705
	propName        = 0x3704
	propLongName    = 0x3707
	propMIMEType    = 0x370E
	propContentID   = 0x3712
)

// The types of properties (MS-OXCDATA 2.11.1), without the bit for several values.
const (
	typeString8 = 0x1E
	typeUnicode = 0x1F
	typeObject  = 0x0D
	typeBinary  = 0x102
	manyValues  = 0x1000
	namedFrom   = 0x8000
	maxProps    = 5000
)

// fixed are the lengths of values that have one. Shorter ones are filled up to four bytes.
var fixed = map[uint16]int{
	0x00: 0, 0x01: 0, 0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16,
}

// mapiProp is one property with its first value.
type mapiProp struct {
	id, kind uint16
	value    []byte
}

// text gives a value that is a string.
func (p mapiProp) text(page string) string {
	switch p.kind {
	case typeUnicode:
		b, _ := utf16le.NewDecoder().Bytes(p.value[:len(p.value)&^1])
		s, _, _ := strings.Cut(string(b), "\x00")
		return s
	case typeString8:
		return decodeCharset(untilNUL(p.value), page, nil)
	}
	return ""
}

func (p mapiProp) number() int {
	if len(p.value) < 4 {
		return 0
	}
	return int(binary.LittleEndian.Uint32(p.value))
}

// readProps reads a list of properties (MS-OXTNEF 2.1.3.4). What breaks off ends the list.
func readProps(b []byte) []mapiProp {
	r := propReader{b: b}
	var list []mapiProp
	for range min(r.uint32(), maxProps) {
		kind, id := r.uint16(), r.uint16()
		if id >= namedFrom {
			r.skipName()
		}
		value := r.values(kind)
		if r.short {
			break
		}
		list = append(list, mapiProp{id, kind &^ manyValues, value})
	}
	return list
}

type propReader struct {
	b     []byte
	short bool // it broke off
}

func (r *propReader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.short, r.b = true, nil
		return nil
	}
	v := r.b[:n]
	r.b = r.b[n:]
	return v
}

func (r *propReader) uint32() int {
	if v := r.take(4); v != nil {
		return int(binary.LittleEndian.Uint32(v))
	}
	return 0
}

func (r *propReader) uint16() uint16 {
	if v := r.take(2); v != nil {
		return binary.LittleEndian.Uint16(v)
	}
	return 0
}

// skipName passes the name of a property that has one: a set, and a number or a string.
func (r *propReader) skipName() {
	r.take(16)
	if kind := r.uint32(); kind == 0 {
		r.take(4)
	} else {
		r.padded(r.uint32())
	}
}

func (r *propReader) padded(n int) []byte {
	v := r.take(n)
	r.take(min(-n&3, len(r.b)))
	return v
}

// values reads the values of a property and gives the first.
func (r *propReader) values(kind uint16) (first []byte) {
	size, isFixed := fixed[kind&^manyValues]
	count := 1
	if kind&manyValues != 0 || !isFixed {
		count = r.uint32()
	}
	for i := 0; i < count && !r.short; i++ {
		v := []byte(nil)
		if isFixed {
			v = r.take(size)
		} else {
			v = r.padded(r.uint32())
		}
		if i == 0 {
			first = v
		}
		if size == 0 && isFixed {
			break
		}
	}
	return first
}

// mapiBody is the body of a message, in the forms that it has, and what would stand in its header.
type mapiBody struct {
	plain, html string
	fields      []Header
}

// read takes the body of a message from its properties. Text and HTML say more than RTF, which Outlook makes of them.
func (m *mapiBody) read(t *tnef, b []byte) {
	list, page, limit := readProps(b), "", t.pass.lim.Text
	m.fields = t.headers(list)
	for _, p := range list {
		if p.id == propCodePage {
			page = codePage(p.number())
		}
	}
	for _, p := range list {
		switch {
		case p.id == propBody && p.text(t.page) != "":
			m.plain = p.text(t.page)
		case p.id == propHTML && p.kind == typeBinary:
			m.html = decodeCharset(p.value, page, nil)
		case p.id == propHTML:
			m.html = p.text(t.page)
		case p.id == propRTF && m.html == "":
			rtf, whole := unpackRTF(p.value, 4*limit)
			if !whole {
				t.pass.defect("tnef-cut")
			}
			if text, html := readRTF(rtf, limit); html {
				m.html = text
			} else if m.plain == "" {
				m.plain = text
			}
		}
	}
}

// parts gives the body as the parts of a mail.
func (m *mapiBody) parts(p *pass) []*node {
	var kids []*node
	for _, part := range []struct{ kind, text string }{{"text/plain", m.plain}, {"text/html", m.html}} {
		if strings.TrimSpace(part.text) == "" {
			continue
		}
		part.text = strings.ToValidUTF8(part.text, "\uFFFD")
		if len(part.text) > p.spareRoom {
			part.text = strings.ToValidUTF8(part.text[:p.spareRoom], "")
			p.defect("text-cut")
		}
		p.spareRoom -= len(part.text)
		kids = append(kids, &node{kind: part.kind, params: params{"charset": "utf-8"}, text: []byte(part.text)})
	}
	if len(kids) < 2 {
		return kids
	}
	return []*node{{kind: "multipart/alternative", kids: kids}}
}
