package mailin

import "encoding/binary"

// The attributes of TNEF that are read (MS-OXTNEF 2.1.3.2): type in the upper half, id in the lower.
const (
	tnefSignature = 0x223E9F78

	attCodePage  = 0x00069007
	attBody      = 0x0002800C
	attProps     = 0x00069003
	attFileStart = 0x00069002
	attFileTitle = 0x00018010
	attFileData  = 0x0006800F
	attFileProps = 0x00069005
)

// maxAttribute is the length up to which an attribute other than a file is kept while it is read.
const maxAttribute = 8 << 20

// gathered are the attributes that are kept until their end.
var gathered = map[uint32]bool{
	attCodePage: true, attBody: true, attProps: true, attFileTitle: true, attFileProps: true,
}

// tnef reads a winmail.dat as it comes in: what Outlook makes of a mail for another Outlook (MS-OXTNEF). The body and
// the files in it become those of the mail. Sums are not checked: a mail with a wrong one is read all the same.
type tnef struct {
	pass  *pass
	node  *node
	depth int
	need  int // bytes wanted of head
	head  []byte
	id    uint32
	left  int64 // bytes of the attribute still to come
	keep  bool
	data  []byte
	bad   bool

	begun bool // the signature was read
	page  string
	file  *file // the file that is being read
	body  mapiBody
}

func (p *pass) newTNEF(n *node, depth int) *tnef {
	return &tnef{pass: p, node: n, depth: depth, need: 6, page: "windows-1252"}
}

// Write takes the next bytes. It never fails.
func (t *tnef) Write(b []byte) (int, error) {
	n := len(b)
	for len(b) > 0 && !t.bad {
		if t.left > 0 {
			part := b[:min(int64(len(b)), t.left)]
			t.left -= int64(len(part))
			b = b[len(part):]
			t.content(part)
			continue
		}
		part := b[:min(len(b), t.need-len(t.head))]
		t.head, b = append(t.head, part...), b[len(part):]
		if len(t.head) == t.need {
			t.begin()
		}
	}
	return n, nil
}

// begin reads the head of an attribute: level, id, length. Before it stands the sum of the one before it.
func (t *tnef) begin() {
	h := t.head
	t.head = t.head[:0]
	if !t.begun {
		t.begun, t.need = true, 9
		if binary.LittleEndian.Uint32(h) != tnefSignature {
			t.pass.defect("tnef-repaired") // it goes on as long as attributes follow
		}
		return
	}
	h = h[len(h)-9:]
	t.need = 11
	id := binary.LittleEndian.Uint32(h[1:])
	if h[0] != 1 && h[0] != 2 || id>>16 > 9 { // there are two levels and ten types
		t.bad = true
		return
	}
	t.id, t.left = id, int64(binary.LittleEndian.Uint32(h[5:]))
	t.keep = gathered[t.id] && t.left <= maxAttribute
	if gathered[t.id] && !t.keep {
		t.pass.defect("tnef-cut")
	}
	t.data = t.data[:0]
	if t.id == attFileStart {
		t.endFile()
		t.nextFile()
	}
	if t.left == 0 {
		t.end()
	}
}

func (t *tnef) content(b []byte) {
	switch {
	case t.id == attFileData && t.file != nil:
		t.file.write(b)
	case t.keep:
		t.data = append(t.data, b...)
	}
	if t.left == 0 {
		t.end()
	}
}

// end uses what an attribute says.
func (t *tnef) end() {
	if !t.keep {
		return
	}
	switch d := t.data; t.id {
	case attCodePage:
		if len(d) >= 4 {
			t.page = codePage(int(binary.LittleEndian.Uint32(d)))
		}
	case attBody:
		if t.body.plain == "" {
			t.body.plain = t.string(d)
		}
	case attProps:
		t.body.read(t, d)
	case attFileTitle:
		if t.file != nil {
			t.file.name = fileName(t.string(d))
		}
	case attFileProps:
		if t.file != nil {
			t.fileProps(d)
		}
	}
}

func (t *tnef) string(b []byte) string { return decodeCharset(untilNUL(b), t.page, nil) }

func untilNUL(b []byte) []byte {
	for i, c := range b {
		if c == 0 {
			return b[:i]
		}
	}
	return b
}

func (t *tnef) nextFile() {
	if t.pass.parts++; t.pass.parts > t.pass.lim.Parts {
		t.pass.defect("too-many-parts")
		return
	}
	t.file = t.pass.newFile("", "application/octet-stream", false)
}

func (t *tnef) endFile() {
	if t.file != nil && t.file.size > 0 {
		t.file.list()
	}
	t.file = nil
}

// close gives the body to the part. What broke off keeps what had come out, and the file is listed as well.
func (t *tnef) close() bool {
	t.endFile()
	t.node.kids = t.body.parts(t.pass)
	whole := t.begun && !t.bad && t.id != 0 && t.left == 0 && len(t.head) <= 2 // the last sum may be missing
	if t.begun && !whole {
		t.pass.defect("tnef-cut")
	}
	return whole
}
