package templates

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"

	"complaintsd/cases"
	"complaintsd/mailout"
	"complaintsd/mailout/pdf"
)

// posted is a step with a letter on paper and the notice to the registrar that carries it.
func posted(who cases.Complainant) Sample {
	s := postSample(sampleOrganisation("KLP", cases.Je), cases.Confirmation, "post")
	s.Step.Case.Complainant = who
	onPaper := *s.Step.Notices[0].Post
	s.Step.Notices = []cases.Notice{onPaper, s.Step.Notices[0]}
	s.Step.Notices[1].Post = &onPaper
	return s
}

func TestRegistrarGetsTheLetterAsFile(t *testing.T) {
	w := writer(t)
	s := posted(cases.Complainant{Name: "Nguyễn Şahin", Address: "Dorpsstraat 1\n5600 AA Voorbeeldstad"})
	letters, err := w.Letters(s.Org, s.Step, s.Now)
	if err != nil {
		t.Fatal(err)
	}
	paper, notice := letters[0], letters[1]
	want := []mailout.File{{Name: "brief-KLP-2026-0042-11.pdf", Type: "application/pdf", Size: int64(len(paper.Bytes))}}
	if paper.State != mailout.Paper || !bytes.HasPrefix(paper.Bytes, []byte("%PDF-")) || !slices.Equal(paper.Files, want) || !slices.Equal(notice.Files, want) {
		t.Errorf("paper is %s with %v, the notice has %v", paper.State, paper.Files, notice.Files)
	}
	if got := attached(t, notice, "application/pdf"); !bytes.Equal(got, paper.Bytes) {
		t.Errorf("the file in the notice (%d bytes) is not the letter (%d bytes)", len(got), len(paper.Bytes))
	}
	for _, words := range []string{"zit als pdf bij deze mail", "[verstuurd 2026-11-18]", "%5Bverstuurd%5D"} {
		if !strings.Contains(strings.Join(strings.Fields(notice.Text), " "), words) {
			t.Errorf("the notice does not say %q:\n%s", words, notice.Text)
		}
	}
	again, err := w.Letters(s.Org, s.Step, s.Now)
	if err != nil || !bytes.Equal(again[1].Bytes, notice.Bytes) {
		t.Errorf("the same step has other bytes (%v)", err)
	}
}

// A name that the fonts cannot write costs the file, never the letter: its words are there to be typed out.
func TestNameThatCannotBePrinted(t *testing.T) {
	w := writer(t)
	s := posted(cases.Complainant{Name: "محمد", Address: "Dorpsstraat 1, 5600 AA Voorbeeldstad"})
	letters, err := w.Letters(s.Org, s.Step, s.Now)
	if err != nil {
		t.Fatal(err)
	}
	paper, notice := letters[0], letters[1]
	if len(paper.Files)+len(notice.Files) > 0 || !strings.Contains(string(paper.Bytes), "behandelt je klantreactie") {
		t.Errorf("files %v and %v; the bytes are\n%s", paper.Files, notice.Files, paper.Bytes)
	}
	for _, words := range []string{"Er is geen pdf van deze brief", "ح", "Typ de brief hieronder over", "behandelt je klantreactie"} {
		if !strings.Contains(strings.Join(strings.Fields(notice.Text), " "), words) {
			t.Errorf("the notice does not say %q:\n%s", words, notice.Text)
		}
	}
}

func TestAddressThatNobodyKnows(t *testing.T) {
	w := writer(t)
	s := posted(cases.Complainant{})
	letters, err := w.Letters(s.Org, s.Step, s.Now)
	if err != nil {
		t.Fatal(err)
	}
	if notice := letters[1]; !strings.Contains(notice.Text, "Er is ook geen postadres bekend") || !strings.Contains(notice.Text, "%5Bmelder%5D") || len(notice.Files) != 1 {
		t.Errorf("the registrar is not asked for the address:\n%s", notice.Text)
	}
	p := newPage(w, s.Org, s.Step, s.Step.Notices[0], s.Now)
	if got := p.addressLines(); !slices.Equal(got, []string{"Aan de ouder"}) {
		t.Errorf("the address is %q", got)
	}
}

func TestSheetHoldsTheLetter(t *testing.T) {
	w := writer(t)
	s := posted(cases.Complainant{Name: "S. Peeters", Address: "Dorpsstraat 1, 5600 AA Voorbeeldstad"})
	s.Org.Paper = cases.Paper{Return: "Postbus 12, 5600 AB Voorbeeldstad", LeftWindow: true, Left: 22}
	p := newPage(w, s.Org, s.Step, s.Step.Notices[0], s.Now)
	words, err := w.words(p)
	if err != nil {
		t.Fatal(err)
	}
	got := w.sheet(p, words)
	if !slices.Equal(got.Address, []string{"S. Peeters", "Dorpsstraat 1", "5600 AA Voorbeeldstad"}) || got.Return != "Retour: Postbus 12, 5600 AB Voorbeeldstad" {
		t.Errorf("address %q, return %q", got.Address, got.Return)
	}
	if want := pdf.LeftWindow(); got.Window.Left != 22 || got.Window.Top != want.Top || got.Window.Right {
		t.Errorf("window %+v", got.Window)
	}
	facts := []pdf.Fact{{Label: "Datum", Value: "18 november 2026"}, {Label: "Kenmerk", Value: "KLP-2026-0042"}, {Label: "Onderwerp", Value: "Wie je klantreactie behandelt"}}
	if !slices.Equal(got.Facts, facts) || got.Language != "nl" || got.Title != facts[2].Value || got.Author != "KluppluZ" {
		t.Errorf("facts %v, %s, %s, %s", got.Facts, got.Language, got.Title, got.Author)
	}
	last := got.Body[len(got.Body)-1]
	if last.Kind != pdf.Signature || len(last.Lines) != 2 || last.Lines[0][0].Text != "Joke Jansen" {
		t.Errorf("it ends with %+v", last)
	}
	if !slices.ContainsFunc(got.Body, func(b pdf.Block) bool { return b.Kind == pdf.Heading }) || got.Body[1].Lines[0][0] != (pdf.Span{Text: "Joke Jansen", Bold: true}) {
		t.Errorf("headings or bold words are lost: %+v", got.Body)
	}
}

// Every letter to a parent can be printed, whatever the case is like.
func TestEveryLetterPrints(t *testing.T) {
	w := writer(t)
	for _, s := range stripped() {
		if !s.Kind.ToParent() {
			continue
		}
		file, err := w.Paper(s.Org, s.Step, s.Step.Notices[0], s.Now)
		if err != nil || !bytes.HasPrefix(file, []byte("%PDF-")) {
			t.Errorf("%s: %v", s.Name, err)
		}
	}
}

func TestLogoOfAnOrganisation(t *testing.T) {
	w := writer(t)
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	if err := w.UseLogo("KLP", b.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := w.UseLogo("ZON", []byte("GIF89a")); err == nil {
		t.Error("a file that is no PNG or JPEG is taken for a logo")
	}
	for _, o := range SampleOrganisations() {
		s := parentSample(o, cases.Message, cases.Dutch, "logo")
		file, err := w.Paper(o, s.Step, s.Step.Notices[0], s.Now)
		if err != nil {
			t.Fatal(err)
		}
		if got := bytes.Contains(file, []byte("/Subtype /Image")); got != (o.Prefix == "KLP") {
			t.Errorf("%s has a logo: %v", o.Prefix, got)
		}
	}
}

func BenchmarkLetterOnPaper(b *testing.B) {
	w := writer(b)
	s := posted(cases.Complainant{Name: "S. Peeters", Address: "Dorpsstraat 1, 5600 AA Voorbeeldstad"})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := w.Letters(s.Org, s.Step, s.Now); err != nil {
			b.Fatal(err)
		}
	}
}
