// Package pdf lays a letter out on A4 paper, for a window envelope, ready to be signed and posted.
//
// The same Sheet gives the same bytes: there is no clock, no random id, and nothing is taken from the machine.
// The text is set ragged and never hyphenated, the fonts are inside, and only the letters that are used.
//
// Failure policy: a letter is whole or there is none. A character that the fonts do not have is named in the error
// (Missing) instead of being left out: a name with a hole in it is nobody's name. The fonts are read when a letter
// is made and not when the program starts; most letters never touch paper.
package pdf

import (
	"bytes"
	"fmt"
	"time"
)

// Sheet is a letter on paper.
type Sheet struct {
	Language string // of the document: nl, en
	Title    string // of the document, as a reader of PDF shows it
	Author   string
	Made     time.Time // the date in the document; never the clock

	Name    string // of the organisation: it stands at the top where there is no logo
	Logo    Logo
	Window  Window
	Return  string   // a small line above the address: to whom an undeliverable letter goes back
	Address []string // a line each, the name first
	Sender  []string // who writes, beside the address
	Facts   []Fact   // date, reference and subject, below the address
	Body    []Block
	Page    string // of the foot of each page: "pagina %d van %d"
	Running string // the head of the second and further pages
}

// Window is where the address stands, in millimetres from the left and from the top edge of the paper to its first
// line. Sheets for an envelope whose window is on the right have the sender on the left, and the other way about.
type Window struct {
	Left, Top float64
	Right     bool
}

// RightWindow is the custom of Dutch offices, and LeftWindow that of most others. A folded sheet slides about in its
// envelope; both places stay inside the usual windows of DL (110 by 220) and C5 (162 by 229) wherever it slides to.
// Windows differ: an office tries one print and moves the address by configuration.
func RightWindow() Window { return Window{Left: 112, Top: 51, Right: true} }

// LeftWindow is for envelopes whose window is on the left.
func LeftWindow() Window { return Window{Left: 25, Top: 51} }

// Fact is a label with its value.
type Fact struct{ Label, Value string }

// Kind of a block.
type Kind int

// The kinds of blocks.
const (
	Para Kind = iota
	Heading
	Item      // of a list
	Row       // a label with a value
	Signature // the name of who signs, with room above it for a pen
)

// Block is a piece of the letter: lines that end where they end, each of which is broken where it is full.
type Block struct {
	Kind  Kind
	Label string // of a Row
	Lines [][]Span
}

// Span is a stretch of words in one face. Link is where it leads when somebody reads the file and not the paper.
type Span struct {
	Text string
	Bold bool
	Link string
}

// Render makes the bytes of the file. The error is Missing when the fonts cannot write the letter.
func Render(s Sheet) ([]byte, error) {
	s = normal(s)
	if lacks := missing(s); len(lacks) > 0 {
		return nil, Missing{lacks}
	}
	d, err := newDocument(s)
	if err != nil {
		return nil, fmt.Errorf("make pdf: %w", err)
	}
	pages := d.pages()
	for i, p := range pages {
		d.page(p, i+1, len(pages))
	}
	var b bytes.Buffer
	if err := d.Output(&b); err != nil {
		return nil, fmt.Errorf("make pdf: %w", err)
	}
	return b.Bytes(), nil
}
