package pdf

import (
	"strings"
	"unicode/utf8"
)

// Measures of the page, in millimetres, and sizes of type, in points.
const (
	paperWidth = 210.0
	margin     = 25.0
	textWidth  = paperWidth - 2*margin
	nextTop    = 32.0 // of the text of the second and further pages
	labelWidth = 30.0
	itemIndent = 5.0
)

// setting is how close the lines stand.
type setting struct {
	body, heading float64 // sizes of type
	leading       float64
	between       float64 // paragraphs
	penRoom       float64 // above the name of who signs
	bottom        float64 // no text below this
}

// settings are tried in turn: a letter is set closer only where that saves a page, which else would often hold no more
// than a greeting.
var settings = []setting{
	{body: 10.5, heading: 11.5, leading: 5.2, between: 3, penRoom: 20, bottom: 268},
	{body: 10, heading: 11, leading: 4.8, between: 2.3, penRoom: 15, bottom: 272},
}

// run is a stretch of words in one face, on one line.
type run struct {
	text  string
	bold  bool
	link  string
	width float64
}

func (r run) like(o run) bool { return r.bold == o.bold && r.link == o.link }

// line is a line as it will stand on paper.
type line struct {
	runs   []run
	indent float64
	above  float64 // room, unless it is the first of its page
	size   float64
	mark   string // of an item, or the label of a row
	keep   bool   // with the next line, on one page
}

// compose breaks the blocks into lines.
func (d *document) compose(blocks []Block) []line {
	var all []line
	for i, b := range blocks {
		lines := d.block(b)
		if len(lines) == 0 {
			continue
		}
		lines[0].above = d.room(blocks, i)
		together(lines, b.Kind == Heading || b.Kind == Signature, b.Kind == Heading || signedAfter(blocks, i, 1))
		if signedAfter(blocks, i, 2) { // the greeting does not begin a page: two lines of the letter go with it
			lines[len(lines)-1].keep = true
		}
		all = append(all, lines...)
	}
	return all
}

// signedAfter tells whether a signature stands so many blocks below.
func signedAfter(blocks []Block, i, n int) bool {
	return i+n < len(blocks) && blocks[i+n].Kind == Signature
}

// room is what stands free above a block.
func (d *document) room(blocks []Block, i int) float64 {
	switch b := blocks[i]; {
	case i == 0:
		return 0
	case b.Kind == Signature:
		return d.set.penRoom
	case b.Kind == Heading:
		return d.set.between + 1.5
	case blocks[i-1].Kind == Heading:
		return 0.6
	case b.Kind == blocks[i-1].Kind && (b.Kind == Item || b.Kind == Row):
		return 0.8
	}
	return d.set.between
}

// together keeps lines on one page: all of a heading and of a signature, and else the first two and the last two, so
// that no line stands alone. With next, the block stays with the one below it.
func together(lines []line, whole, next bool) {
	last := len(lines) - 1
	for i := range last {
		lines[i].keep = whole || next || i == 0 || i == last-1
	}
	lines[last].keep = next
}

func (d *document) block(b Block) []line {
	first := line{size: d.set.body}
	switch b.Kind {
	case Heading:
		first.size = d.set.heading
	case Item:
		first.indent, first.mark = itemIndent, "•"
	case Row:
		first.indent, first.mark = labelWidth, b.Label
	}
	var lines []line
	for _, spans := range b.Lines {
		for _, runs := range d.fill(spans, b.Kind == Heading, first.size, textWidth-first.indent) {
			l := first
			l.runs = runs
			lines = append(lines, l)
			first.mark = ""
		}
	}
	return lines
}

// fill breaks one line of words into as many as it takes.
func (d *document) fill(spans []Span, bold bool, size, width float64) [][]run {
	var lines [][]run
	var current []run
	used := 0.0
	for _, w := range d.words(spans, bold, size, width) {
		blank := d.width(" ", current != nil && current[len(current)-1].bold, size)
		if current != nil && used+blank+w.width > width {
			lines, current, used = append(lines, current), nil, 0
		}
		if current != nil {
			last := &current[len(current)-1]
			last.text, last.width, used = last.text+" ", last.width+blank, used+blank
		}
		for _, r := range w.pieces {
			current = extend(current, r)
		}
		used += w.width
	}
	if current != nil {
		lines = append(lines, current)
	}
	return lines
}

func extend(runs []run, r run) []run {
	if n := len(runs); n > 0 && runs[n-1].like(r) {
		runs[n-1].text += r.text
		runs[n-1].width += r.width
		return runs
	}
	return append(runs, r)
}

// word is what no blank parts, in one face or several.
type word struct {
	pieces []run
	width  float64
}

func (d *document) words(spans []Span, bold bool, size, widest float64) []word {
	var all []word
	apart := true // the next piece begins a word
	for _, s := range spans {
		for i, text := range strings.Split(s.Text, " ") {
			apart = apart || i > 0
			for _, part := range d.parts(text, s.Bold || bold, size, widest) {
				if apart || len(all) == 0 {
					all = append(all, word{})
				}
				r := run{text: part, bold: s.Bold || bold, link: s.Link, width: d.width(part, s.Bold || bold, size)}
				w := &all[len(all)-1]
				w.pieces, w.width = append(w.pieces, r), w.width+r.width
				apart = part != text // the rest of a word that is too long stands on its own
			}
		}
	}
	return all
}

// parts cuts a word that no line can hold, as an address of the web may be.
func (d *document) parts(text string, bold bool, size, widest float64) []string {
	var parts []string
	for text != "" {
		n := len(text)
		for d.width(text[:n], bold, size) > widest {
			_, last := utf8.DecodeLastRuneInString(text[:n])
			n -= last
		}
		parts, text = append(parts, text[:n]), text[n:]
	}
	return parts
}
