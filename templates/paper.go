package templates

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"complaintsd/cases"
	"complaintsd/mailout"
	"complaintsd/mailout/pdf"
)

// printed is a letter as a file to be printed and posted. Without a file, fault says why in plain words, and the
// letter is to be typed out.
type printed struct {
	name  string
	bytes []byte
	fault string
}

// UseLogo puts a picture at the head of an organisation's letters on paper, before the first is written. The error says
// what is wrong with it.
func (w *Writer) UseLogo(org string, file []byte) error {
	logo, err := pdf.NewLogo(file)
	if err != nil {
		return err
	}
	w.logos[org] = logo
	return nil
}

// Paper prints a letter to the parent as it would be on paper, also one that goes by mail: the preview shows it.
func (w *Writer) Paper(o *cases.Organisation, s cases.Step, n cases.Notice, now time.Time) ([]byte, error) {
	n.Address = ""
	p := newPage(w, cleanOrganisation(o), s, n, now)
	words, err := w.words(p)
	if err != nil {
		return nil, err
	}
	return pdf.Render(w.sheet(p, words))
}

// print makes the file of a letter, once for all the notices of a step that need it.
func (w *Writer) print(p *page, words filled) printed {
	if done, ok := p.prints[p.n.Letter]; ok {
		return done
	}
	file, err := pdf.Render(w.sheet(p, words))
	done := printed{fmt.Sprintf("brief-%s-%d.pdf", p.c.Ref, p.n.Letter), file, unprintable(err)}
	if p.prints != nil {
		p.prints[p.n.Letter] = done
	}
	return done
}

// unprintable tells in plain words why there is no file.
func unprintable(err error) string {
	var lacks pdf.Missing
	switch {
	case err == nil:
		return ""
	case errors.As(err, &lacks):
		var names []string
		for _, r := range lacks.Runes {
			names = append(names, string(r))
		}
		return "Er is geen pdf van deze brief. Deze tekens staan niet in het lettertype: " + strings.Join(names, " ") + "."
	}
	return "Er is geen pdf van deze brief. Het maken ervan is mislukt."
}

// onPaper is the row of a letter that is posted: its bytes are the file, or its words where no file can be made. The
// file itself travels with the notice to the registrar.
func (w *Writer) onPaper(p *page, l mailout.Letter, words filled) mailout.Letter {
	l.State = mailout.Paper
	if done := w.print(p, words); done.fault == "" {
		l.Bytes, l.Contents = done.bytes, [][]byte{done.bytes}
		l.Files = []mailout.File{{Name: done.name, Type: pdfType, Size: int64(len(done.bytes))}}
		return l
	}
	l.Bytes = []byte(strings.ReplaceAll(l.Text, "\n", "\r\n"))
	return l
}

// sheet is the letter as it will stand on paper.
func (w *Writer) sheet(p *page, words filled) pdf.Sheet {
	labels := paperLabels[p.language]
	subject := strings.TrimPrefix(words.subject, "["+string(p.c.Ref)+"] ")
	return pdf.Sheet{
		Language: string(p.language), Title: subject, Author: p.o.Name, Made: p.o.Local(p.now),
		Name: p.o.Name, Logo: w.logos[p.o.Prefix], Window: window(p.o.Paper), Return: p.returnLine(), Address: p.addressLines(),
		Sender: p.senderLines(), Body: sheetBlocks(words.blocks), Page: labels.page, Running: p.o.Name + " · " + string(p.c.Ref),
		Facts: []pdf.Fact{{Label: labels.date, Value: fullDate(p.today(), p.language)}, {Label: labels.ref, Value: string(p.c.Ref)}, {Label: labels.subject, Value: subject}},
	}
}

var paperLabels = map[cases.Language]struct{ date, ref, subject, page, back string }{
	cases.Dutch:   {"Datum", "Kenmerk", "Onderwerp", "pagina %d van %d", "Retour: "},
	cases.English: {"Date", "Reference", "Subject", "page %d of %d", "Return to: "},
}

func window(o cases.Paper) pdf.Window {
	w := pdf.RightWindow()
	if o.LeftWindow {
		w = pdf.LeftWindow()
	}
	if o.Left > 0 {
		w.Left = float64(o.Left)
	}
	if o.Top > 0 {
		w.Top = float64(o.Top)
	}
	return w
}

func (p *page) returnLine() string {
	if p.o.Paper.Return == "" {
		return ""
	}
	return paperLabels[p.language].back + p.o.Paper.Return
}

// addressLines are the name and the address as they stand in the window. An address is kept on one line, with commas
// where it had its lines.
func (p *page) addressLines() []string {
	lines := []string{p.c.Complainant.Name}
	if lines[0] == "" {
		lines[0] = map[cases.Language]string{cases.Dutch: "Aan de ouder", cases.English: "To the parent"}[p.language]
	}
	for part := range strings.SplitSeq(p.c.Complainant.Address, ",") {
		if part = strings.TrimSpace(part); part != "" {
			lines = append(lines, part)
		}
	}
	return lines
}

func (p *page) senderLines() []string {
	lines := []string{p.o.Name}
	for _, s := range []string{
		strings.TrimPrefix(strings.TrimPrefix(p.Department(), "de "), "the "), p.o.Paper.Return, inline(p.Phone()), p.o.Address,
		strings.TrimPrefix(strings.TrimPrefix(p.o.Website, "https://"), "http://"),
	} {
		if s != "" && s != p.o.Name {
			lines = append(lines, s)
		}
	}
	return lines
}

var sheetKinds = map[kind]pdf.Kind{heading: pdf.Heading, item: pdf.Item, button: pdf.Item, fact: pdf.Row}

// sheetBlocks sets the blocks of a letter for paper. Nobody taps on paper: of a button only its words remain.
func sheetBlocks(blocks []block) []pdf.Block {
	var all []pdf.Block
	for i, b := range blocks {
		x := pdf.Block{Kind: sheetKinds[b.kind]}
		words := b.text()
		if b.kind == fact {
			x.Label, words = inline(b.field(0)), b.field(1)
		}
		if signs(blocks, i) {
			x.Kind = pdf.Signature
		}
		for line := range strings.SplitSeq(words, string(markBreak)) {
			x.Lines = append(x.Lines, spans(line))
		}
		all = append(all, x)
	}
	return all
}

// signs tells whether a block is the name of who signs: the lines at the end, above what says what is enclosed, and
// below a greeting that ends with a comma.
func signs(blocks []block, i int) bool {
	return i > 1 && i >= len(blocks)-2 && blocks[i].kind == para && blocks[i-1].kind == para &&
		strings.HasSuffix(blocks[i-1].text(), ",")
}

// spans reads the marks inside a line.
func spans(s string) []pdf.Span {
	var all []pdf.Span
	bold := false
	add := func(text, link string) {
		if text != "" {
			all = append(all, pdf.Span{Text: strings.ReplaceAll(text, string(markBlank), " "), Bold: bold, Link: link})
		}
	}
	for s != "" {
		i := strings.IndexAny(s, inlineMarks)
		if i < 0 {
			break
		}
		add(s[:i], "")
		mark := s[i]
		s = s[i+1:]
		if mark != markLink {
			bold = mark == markBold
			continue
		}
		words, rest, _ := strings.Cut(s, string(markURL))
		url, rest, _ := strings.Cut(rest, string(markEnd))
		link, _, _ := strings.Cut(url, string(markAlt))
		add(noBold.Replace(onSheet(words, url)), link)
		s = rest
	}
	add(s, "")
	return all
}

// onSheet is a link as paper shows it: whoever reads it has to type the address.
func onSheet(words, url string) string {
	if bare := bareSite(url); bare != url && bare != words {
		return words + " (" + bare + ")"
	}
	return strings.TrimPrefix(shown(words, url), "https://")
}

// fullDate is a date at the head of a letter: 24 november 2026.
func fullDate(d cases.Date, l cases.Language) string {
	_, date, _ := strings.Cut(long(d, l), " ")
	return date
}
