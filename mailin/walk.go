package mailin

import (
	"bytes"
	"slices"
	"strings"
)

// node is a part of a message: a multipart with its parts, a readable text, an attached message, or
// something else that only counts and hashes.
type node struct {
	kind     string // media type, lower case
	params   params
	kids     []*node
	text     []byte  // decoded bytes of a readable part or a report part
	report   bool    // text is of a report part, for the program and not for people
	card     bool    // text is of a calendar or an address card
	attached bool    // it says that it stands beside the text
	digest   bool    // it is a part of a digest
	spare    bool    // text is of a file that may be the text of the message
	inner    *letter // of message/rfc822
}

func (n *node) multi() bool { return strings.HasPrefix(n.kind, "multipart/") }

// level is a multipart that is open. Without a boundary parameter the first line that looks like a
// boundary is taken for it.
type level struct {
	node     *node
	boundary string
	digest   bool
}

// walker cuts the body of one message into its parts, line by line, in one pass. Only boundaries of
// multiparts that are open count, the innermost first, so that a missing end never swallows what follows.
type walker struct {
	pass  *pass
	depth int // multiparts and messages around this message
	open  []level
	part  *head // the header of a part is being read
	leaf  *leaf // the body of a part is being read
}

// begin opens the part with these fields: the message itself, or a part of the innermost multipart.
func (w *walker) begin(fields []Header) *node {
	n := w.describe(fields)
	if !n.multi() {
		w.leaf = w.pass.newLeaf(n, fields, w.depth+len(w.open))
		return n
	}
	if w.depth+len(w.open) >= w.pass.lim.Depth {
		w.pass.defect("too-deep")
		n.kind = "application/octet-stream"
		return n
	}
	boundary := strings.TrimRight(n.params["boundary"], " \t")
	if boundary == "" {
		w.pass.defect("no-boundary")
	}
	w.open = append(w.open, level{n, boundary, n.kind == "multipart/digest"})
	// Text before the first boundary is for no one, unless there never is a boundary.
	w.leaf = w.pass.newLeaf(&node{kind: "text/plain"}, nil, 0)
	return n
}

func (w *walker) describe(fields []Header) *node {
	field := first(fields, "Content-Type")
	kind, ps, clean := parseMedia(field)
	digest := len(w.open) > 0 && w.open[len(w.open)-1].digest
	if !clean {
		w.pass.defect("bad-parameters")
	}
	switch {
	case strings.Contains(kind, "/") && !strings.HasSuffix(kind, "/"):
	case digest && field == "":
		kind = "message/rfc822"
	default:
		if field != "" {
			w.pass.defect("bad-content-type")
		}
		kind = map[string]string{"html": "text/html", "multipart/": "multipart/mixed", "multipart": "multipart/mixed"}[kind]
		if kind == "" {
			kind = "text/plain"
		}
	}
	return &node{kind: kind, params: ps, digest: digest}
}

// line takes the next line of the body.
func (w *walker) line(l line) {
	if l.head && len(l.data) > 2 && l.data[0] == '-' && l.data[1] == '-' && w.delimiter(l) {
		return
	}
	switch {
	case w.part != nil && l.head && len(l.data) == 0:
		w.endHeader()
	case w.part != nil:
		w.part.add(l)
	case w.leaf != nil:
		w.leaf.dec.line(l)
	}
}

// delimiter handles a boundary line of an open multipart and tells whether it was one.
func (w *walker) delimiter(l line) bool {
	text := bytes.TrimRight(l.data[2:], " \t")
	for i := len(w.open) - 1; i >= 0; i-- {
		lv := &w.open[i]
		if lv.boundary == "" && looksLikeBoundary(text) {
			lv.boundary = string(bytes.TrimSuffix(text, []byte("--")))
		}
		rest, ok := bytes.CutPrefix(text, []byte(lv.boundary))
		switch {
		case !ok || lv.boundary == "":
			continue
		case len(rest) == 0:
			w.closeTo(i + 1)
			w.next()
			return true
		case string(rest) == "--" || string(rest) == "-":
			w.closeTo(i)
			return true
		}
	}
	return false
}

func looksLikeBoundary(text []byte) bool {
	return len(text) >= 5 && len(text) <= 70 && bytes.IndexByte(text, ' ') < 0 && !bytes.HasPrefix(text, []byte("---"))
}

// next begins a part of the innermost multipart.
func (w *walker) next() {
	if w.pass.parts++; w.pass.parts > w.pass.lim.Parts {
		w.pass.defect("too-many-parts")
		return
	}
	w.part = &head{max: w.pass.lim.PartHeader}
}

func (w *walker) endHeader() {
	if w.part.over {
		w.pass.defect("header-too-long")
	}
	fields, repaired := w.part.fields(w.pass.lim.Fields)
	if repaired {
		w.pass.defect("header-repaired")
	}
	block := w.part
	w.part = nil
	parent := w.open[len(w.open)-1].node
	if len(block.raw) == 0 || describes(fields) {
		parent.kids = append(parent.kids, w.begin(fields))
		return
	}
	// A part that begins with its text: there is no header, and no blank line to end one.
	parent.kids = append(parent.kids, w.begin(nil))
	w.pass.defect("header-repaired")
	s := splitter{take: w.line}
	s.Write(block.raw)
	s.close()
	w.line(line{head: true, end: lf})
}

// describes tells a header of a part from the first lines of a text without one.
func describes(fields []Header) bool {
	return looksLikeHeader(fields) || slices.ContainsFunc(fields, func(f Header) bool {
		name := strings.ToLower(f.Name)
		return strings.HasPrefix(name, "content-") || strings.HasPrefix(name, "x-")
	})
}

// closeTo ends the part that is open and all multiparts but the outermost n.
func (w *walker) closeTo(n int) {
	if w.part != nil {
		w.endHeader() // a part without a body
	}
	if w.leaf != nil {
		w.leaf.close()
	}
	if len(w.open) > n { // the text before the first boundary, if nothing came after it
		if lv := w.open[len(w.open)-1]; len(lv.node.kids) == 0 && w.leaf != nil {
			lv.node.kids = []*node{w.leaf.node}
			w.pass.defect("no-parts")
		}
	}
	w.leaf = nil
	w.open = w.open[:min(n, len(w.open))]
}

// end ends the body.
func (w *walker) end() {
	if len(w.open) > 0 && w.open[0].boundary != "" {
		w.pass.defect("no-final-boundary")
	}
	w.closeTo(0)
}
