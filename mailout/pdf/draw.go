package pdf

import (
	"bytes"
	"fmt"

	"codeberg.org/go-pdf/fpdf"
)

const (
	ink       = 20 // grey of the text, 0 is black
	faint     = 95 // of labels and feet; dark enough for a poor printer
	smallSize = 8.0
	tinySize  = 6.5
	nameSize  = 15.0
	// The address ends 20 mm before the right edge, the sender well before the window begins.
	addressWidth = 76.0
	senderWidth  = 52.0
	factsTop     = 96.0 // below the first fold (99 mm) begins what no window may show
	thirds       = 99.0 // a third of A4, where it is folded for DL
	logoTop      = 14.0
	logoWidth    = 62.0 // the room of a logo
	logoHeight   = 20.0
)

// document is a file in the making.
type document struct {
	*fpdf.Fpdf
	s   Sheet
	set setting
}

func newDocument(s Sheet) (*document, error) {
	f := fpdf.New("P", "mm", "A4", "")
	f.SetCatalogSort(true) // else the order of fonts and images in the file is that of a map
	f.SetCreationDate(s.Made.UTC())
	f.SetModificationDate(s.Made.UTC())
	f.SetTitle(s.Title, true)
	f.SetAuthor(s.Author, true)
	f.SetLang(s.Language)
	f.SetProducer("complaintsd", false)
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(0, 0, 0)
	f.AddUTF8FontFromBytes(family, "", regular())
	f.AddUTF8FontFromBytes(family, "B", heavy())
	if !s.Logo.none() {
		f.RegisterImageOptionsReader("logo", fpdf.ImageOptions{ImageType: s.Logo.kind}, bytes.NewReader(s.Logo.data))
	}
	return &document{f, s, settings[0]}, f.Error()
}

func (d *document) face(bold bool, size float64) {
	style := ""
	if bold {
		style = "B"
	}
	d.SetFont(family, style, size)
}

// width of words on one line, in millimetres.
func (d *document) width(text string, bold bool, size float64) float64 {
	d.face(bold, size)
	return d.GetStringWidth(text)
}

// at writes words with their upper edge at y.
func (d *document) at(x, y float64, text string, bold bool, size float64, grey int) {
	d.face(bold, size)
	d.SetTextColor(grey, grey, grey)
	d.Text(x, y+size*0.3528*0.93, text) // points to millimetres; 0.93 is the ascent of the font
}

// firstTop is where the text of the first page begins.
func (d *document) firstTop() float64 { return factsTop + float64(len(d.facts()))*d.set.leading + 8 }

func (d *document) page(lines []placed, number, count int) {
	d.AddPage()
	if number == 1 {
		d.head()
	} else {
		d.at(margin, 16, d.s.Running, false, smallSize, faint)
	}
	for _, l := range lines {
		d.line(l)
	}
	foot := fmt.Sprintf(d.s.Page, number, count)
	d.at(paperWidth-margin-d.width(foot, false, smallSize), 282, foot, false, smallSize, faint)
	d.at(margin, 282, d.s.Name, false, smallSize, faint)
}

func (d *document) line(l placed) {
	if l.mark != "" {
		d.at(margin, l.top, l.mark, false, l.size, faint)
	}
	x := margin + l.indent
	for _, r := range l.runs {
		d.at(x, l.top, r.text, r.bold, l.size, ink)
		if r.link != "" {
			d.LinkString(x, l.top, r.width, d.set.leading, r.link)
		}
		x += r.width
	}
}

// head is what stands above the text of the first page.
func (d *document) head() {
	s := d.s
	switch {
	case s.Logo.none():
		d.at(margin, logoTop+2, s.Name, true, nameSize, ink)
	default:
		w, h := s.Logo.fit(logoWidth, logoHeight)
		d.ImageOptions("logo", margin, logoTop, w, h, false, fpdf.ImageOptions{ImageType: s.Logo.kind}, 0, "")
	}
	d.address()
	d.sender()
	for i, l := range d.facts() {
		d.line(placed{l, factsTop + float64(i)*d.set.leading})
	}
	d.SetDrawColor(170, 170, 170)
	d.SetLineWidth(0.2)
	d.Line(4, thirds, 7, thirds)
	d.Line(4, 2*thirds, 7, 2*thirds)
}

func (d *document) address() {
	w := d.s.Window
	if d.s.Return != "" {
		d.at(w.Left, w.Top-4.5, d.s.Return, false, tinySize, faint)
	}
	size, gap := d.fitAddress()
	d.stack(w.Left, w.Top, addressWidth, gap, size, ink, d.s.Address)
}

// addressSizes are tried in turn, with the gap between lines: a long address is set smaller, so that all of it stands
// in the window and none of it over the text.
var addressSizes = [][2]float64{{10.5, 5}, {9.5, 4.4}, {8.5, 3.9}, {7.5, 3.3}}

// windowDepth is how much of an address a window shows below its first line.
const windowDepth = 32.0

func (d *document) fitAddress() (size, gap float64) {
	for _, try := range addressSizes {
		size, gap = try[0], try[1]
		lines := 0
		for _, l := range d.s.Address {
			lines += len(d.fill([]Span{{Text: l}}, false, size, addressWidth))
		}
		if float64(lines)*gap <= windowDepth {
			return size, gap
		}
		gap = min(gap, (factsTop-2-d.s.Window.Top)/float64(lines))
	}
	return size, gap
}

// sender stands beside the address, outside the window.
func (d *document) sender() {
	x := margin
	if !d.s.Window.Right {
		x = paperWidth - margin - senderWidth
	}
	d.stack(x, d.s.Window.Top, senderWidth, 4.2, smallSize, faint, d.s.Sender)
}

// stack writes lines below each other, and breaks those that are too long.
func (d *document) stack(x, y, width, gap, size float64, grey int, lines []string) {
	for _, l := range lines {
		for _, runs := range d.fill([]Span{{Text: l}}, false, size, width) {
			d.at(x, y, runs[0].text, false, size, grey)
			y += gap
		}
	}
}

// facts are the date, the reference and the subject, which is bold.
func (d *document) facts() []line {
	var all []line
	for i, f := range d.s.Facts {
		value := Span{Text: f.Value, Bold: i == len(d.s.Facts)-1}
		all = append(all, d.block(Block{Kind: Row, Label: f.Label, Lines: [][]Span{{value}}})...)
	}
	return all
}
