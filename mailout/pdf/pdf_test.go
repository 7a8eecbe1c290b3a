package pdf_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"complaintsd/mailout/pdf"
)

func text(s string) [][]pdf.Span { return [][]pdf.Span{{{Text: s}}} }

func sheet() pdf.Sheet {
	return pdf.Sheet{
		Language: "nl", Title: "Ons voorstel voor je klantreactie", Author: "KluppluZ",
		Made: time.Date(2026, 11, 19, 8, 0, 0, 0, time.UTC), Name: "KluppluZ", Window: pdf.RightWindow(),
		Return:  "Retour: KluppluZ, Postbus 12, 5600 AA Voorbeeldstad",
		Address: []string{"Mevrouw Nguyễn-Özdemir", "Dorpsstraat 1 bis", "5600 AA VOORBEELDSTAD"},
		Sender:  []string{"KluppluZ", "afdeling Pedagogiek & Kwaliteit", "040-5550100", "kluppluz.example/klantreacties"},
		Facts: []pdf.Fact{
			{Label: "Datum", Value: "19 november 2026"},
			{Label: "Kenmerk", Value: "KLP-2026-0042"},
			{Label: "Onderwerp", Value: "Ons voorstel voor je klantreactie"},
		},
		Body: []pdf.Block{
			{Lines: text("Beste mevrouw Nguyễn-Özdemir,")},
			{Lines: text("We doen je een voorstel voor een oplossing. Het gaat over je klantreactie over De Messenmaker van dinsdag 17 november 2026.")},
			{Kind: pdf.Heading, Lines: text("Wat stellen we voor?")},
			{Lines: text("We spreken af dat een vaste medewerker elke dag om 17.00 uur vertelt hoe de dag was.")},
			{Kind: pdf.Item, Lines: [][]pdf.Span{{
				{Text: "Klachtenloket Kinderopvang", Bold: true},
				{Text: ". Hier krijg je gratis advies en hulp: "},
				{Text: "www.klachtenloket-kinderopvang.nl", Link: "https://www.klachtenloket-kinderopvang.nl"},
				{Text: "."},
			}}},
			{Kind: pdf.Row, Label: "Voorstel", Lines: text("uiterlijk maandag 7 december 2026")},
			{Lines: text("Met vriendelijke groet,")},
			{Kind: pdf.Signature, Lines: [][]pdf.Span{{{Text: "Joke Jansen"}}, {{Text: "locatiemanager, KluppluZ"}}}},
		},
		Page: "pagina %d van %d", Running: "KluppluZ · kenmerk KLP-2026-0042",
	}
}

func render(t *testing.T, s pdf.Sheet) []byte {
	t.Helper()
	b, err := pdf.Render(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestLetterHoldsAllItsWords(t *testing.T) {
	file := render(t, sheet())
	got := said(pieces(t, file))
	for _, want := range []string{
		"Mevrouw Nguyễn-Özdemir", "Dorpsstraat 1 bis", "Retour: KluppluZ", "19 november 2026", "KLP-2026-0042", "Ons voorstel voor je klantreactie",
		"Beste mevrouw Nguyễn-Özdemir,", "Wat stellen we voor?", "•", "Klachtenloket Kinderopvang", "Voorstel", "uiterlijk maandag 7 december",
		"Joke Jansen", "locatiemanager, KluppluZ", "pagina 1 van 1", "afdeling Pedagogiek & Kwaliteit",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the letter does not say %q; it says\n%s", want, got)
		}
	}
	for _, want := range []string{"/Lang (nl)", "/FontFile2", "/URI (https://www.klachtenloket-kinderopvang.nl)", "/MediaBox [0 0 595.28 841.89]", "/Title", "/Author", "D:20261119080000"} {
		if !bytes.Contains(file, []byte(want)) {
			t.Errorf("the file does not have %s", want)
		}
	}
	if len(file) > 60_000 {
		t.Errorf("%d bytes: the fonts are in it whole", len(file))
	}
}

func TestSameSheetGivesSameBytes(t *testing.T) {
	s := sheet()
	s.Logo = logo(t, "png")
	first := render(t, s)
	for range 10 {
		if !bytes.Equal(first, render(t, s)) {
			t.Fatal("the same letter has other bytes")
		}
	}
}

// The windows of envelopes as offices buy them, in millimetres: a folded sheet slides from the one edge to the other,
// and the address must be seen, and nothing of the text.
func TestAddressStaysInWindow(t *testing.T) {
	type window struct {
		name                  string
		width, height, folded float64 // of the envelope, and the height of the folded sheet
		left, top, right, low float64 // edges of the window
	}
	right := []window{
		{"DL, window 110 by 40", 220, 110, 99, 90, 43, 200, 83},
		{"DL, window 100 by 30", 220, 110, 99, 100, 46, 200, 78},
		{"C5, window 110 by 45", 229, 162, 148.5, 99, 45, 209, 90},
	}
	left := []window{
		{"DL, window 110 by 40", 220, 110, 99, 20, 43, 130, 83},
		{"C5, window 110 by 45", 229, 162, 148.5, 20, 45, 130, 90},
	}
	for place, windows := range map[pdf.Window][]window{pdf.RightWindow(): right, pdf.LeftWindow(): left} {
		s := sheet()
		s.Window = place
		all := pieces(t, render(t, s))
		name, town := find(t, all, s.Address[0]), find(t, all, s.Address[2])
		sender, date := find(t, all, "afdeling Ped"), find(t, all, "Datum")
		for _, w := range windows {
			for _, slide := range [][2]float64{{0, 0}, {w.width - 210, 0}, {0, w.height - w.folded}, {w.width - 210, w.height - w.folded}} {
				x, y := slide[0], slide[1]
				if name.x+x < w.left || name.x+45+x > w.right || name.base-4+y < w.top || town.base+1+y > w.low {
					t.Errorf("%s, slid by %v: the address is cut off", w.name, slide)
				}
				if date.base-4+y < w.low {
					t.Errorf("%s, slid by %v: the text is seen", w.name, slide)
				}
				if sender.x+45+x > w.left && sender.x+x < w.right {
					t.Errorf("%s, slid by %v: the sender is seen", w.name, slide)
				}
			}
		}
	}
}

func TestLongLetterGoesOn(t *testing.T) {
	s := sheet()
	var body []pdf.Block
	for i := range 40 {
		body = append(body, pdf.Block{Kind: pdf.Heading, Lines: text(fmt.Sprintf("Kop %d", i))}, pdf.Block{Lines: text(strings.Repeat("Dit is een zin. ", 20))})
	}
	s.Body = append(body, s.Body[len(s.Body)-2:]...)
	all := pieces(t, render(t, s))
	pages := all[len(all)-1].page
	if pages < 3 {
		t.Fatalf("%d pages", pages)
	}
	for n := 1; n <= pages; n++ {
		foot := find(t, all, fmt.Sprintf("pagina %d van %d", n, pages))
		if foot.page != n {
			t.Errorf("page %d says %q", foot.page, foot.text)
		}
	}
	if head := find(t, all, "KluppluZ · kenmerk"); head.page != 2 || head.base > 25 {
		t.Errorf("the second page begins with %v", head)
	}
	if greeting, name := find(t, all, "Met vriendelijke groet"), find(t, all, "Joke"); greeting.page != name.page || name.base-greeting.base < 18 {
		t.Errorf("nobody can sign between %v and %v", greeting, name)
	}
}

// A letter of a little more than a page is set closer and fits on one, and one that does not fit takes two lines of its
// text over with who signs: nobody gets a page with no more than a greeting.
func TestNobodySignsAnEmptyPage(t *testing.T) {
	onePage := false
	for n := 10; n < 60; n++ {
		s := sheet()
		end := s.Body[len(s.Body)-2:]
		s.Body = nil
		for i := range n {
			s.Body = append(s.Body, pdf.Block{Lines: text(fmt.Sprintf("Regel %d.", i))})
			if i%5 == 4 {
				s.Body[i].Lines = append(s.Body[i].Lines, text("Nog een regel.")...)
			}
		}
		s.Body = append(s.Body, end...)
		all := pieces(t, render(t, s))
		greeting, name, last := find(t, all, "Met vriendelijke groet"), find(t, all, "Joke"), find(t, all, fmt.Sprintf("Regel %d.", n-1))
		if greeting.page != name.page || last.page != greeting.page {
			t.Errorf("%d lines: %v, %v and %v", n, last, greeting, name)
		}
		if name.page == 1 && find(t, all, "Regel 1.").base-find(t, all, "Regel 0.").base < 7.5 {
			onePage = true
		}
	}
	if !onePage {
		t.Error("no letter was set closer to fit")
	}
}

// However long the blocks are: all words stand on the pages in their order, within the margins, and no heading ends a
// page.
func TestPagesHoldEverything(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := sheet()
		s.Body = nil
		var want []string
		kinds := []pdf.Kind{pdf.Para, pdf.Para, pdf.Item, pdf.Heading, pdf.Row}
		for i := range rapid.IntRange(0, 30).Draw(r, "blocks") {
			words := strings.Fields(strings.Repeat(fmt.Sprintf("w%d ", i), rapid.IntRange(1, 300).Draw(r, "words")))
			kind := rapid.SampledFrom(kinds).Draw(r, "kind")
			if kind == pdf.Heading {
				words = words[:min(len(words), 30)]
			}
			want = append(want, words...)
			s.Body = append(s.Body, pdf.Block{Kind: kind, Lines: text(strings.Join(words, " "))})
		}
		s.Body = append(s.Body, pdf.Block{Lines: text("slot")})
		all := pieces(t, render(t, s))
		var got []string
		for _, p := range all {
			if p.x < 24.9 || p.x > 190 || p.base > 290 {
				r.Fatalf("outside the margins: %v", p)
			}
			for _, w := range strings.Fields(p.text) {
				if w[0] == 'w' {
					got = append(got, w)
				}
			}
		}
		if !slices.Equal(got, want) {
			r.Fatalf("the pages say %d words of %d", len(got), len(want))
		}
	})
}

func TestLongWordsAndLongNames(t *testing.T) {
	s := sheet()
	url := "https://voorbeeld.example/" + strings.Repeat("heel-lang-", 40)
	s.Body = append(s.Body, pdf.Block{Lines: text("Zie " + url + " voor meer.")})
	s.Address[0] = "De heer en mevrouw Van der Veen-Van den Heuvel tot Beichlingen genaamd Bartolotti Rijnders"
	all := pieces(t, render(t, s))
	if got := strings.ReplaceAll(said(all), "\n", ""); !strings.Contains(got, url) {
		t.Errorf("the address of the page is not whole: %s", got)
	}
	first := find(t, all, "De heer en")
	below := all[slices.Index(all, first)+1]
	if !strings.Contains(s.Address[0], below.text) || below.x != first.x || below.base < first.base+4 {
		t.Errorf("the rest of the name stands at %v, the first at %v", below, first)
	}
}

// An address of any length stands above the text, whole, and its last line, with the town, can be read.
func TestLongAddressStaysAboveTheText(t *testing.T) {
	for n := 1; n <= 12; n++ {
		s := sheet()
		s.Address = s.Address[:1]
		for i := range n {
			s.Address = append(s.Address, fmt.Sprintf("regel%d %s", i, strings.Repeat("van een lang adres ", i%4)))
		}
		all := pieces(t, render(t, s))
		last, date := find(t, all, fmt.Sprintf("regel%d", n-1)), find(t, all, "Datum")
		if last.base > date.base-4 {
			t.Errorf("%d lines: the address ends at %.0f, the text begins at %.0f", n, last.base, date.base)
		}
		if first := find(t, all, s.Address[0]); n <= 6 && last.base > first.base+33 {
			t.Errorf("%d lines: the address goes from %.0f to %.0f and is cut off by the window", n, first.base, last.base)
		}
	}
}

func TestCharactersThatTheFontsLack(t *testing.T) {
	for name, want := range map[string][]rune{
		"Łukasz Żółć, Δημήτρης, Борис Ќ, Ştefan, Ștefan, Əli, Nguyễn, Þór": nil,
		"Ame\u0301lie and Ame\u0301lie": nil, // accents on their own
		"محمد":                          []rune("حدم"),
		"שרה":                           []rune("הרש"),
		"王芳 王":                          []rune("王芳"),
		"ok 😀":                          []rune("😀"),
	} {
		s := sheet()
		s.Address[0] = name
		_, err := pdf.Render(s)
		var lacks pdf.Missing
		if errors.As(err, &lacks) != (want != nil) || !slices.Equal(lacks.Runes, want) {
			t.Errorf("%s: %v", name, err)
		}
		for _, r := range want {
			if !strings.Contains(err.Error(), string(r)) {
				t.Errorf("the error does not name %c: %v", r, err)
			}
		}
	}
}

func picture(size int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, size, size/2))
	for x := range size {
		for y := range size / 2 {
			img.Set(x, y, color.NRGBA{uint8(x), 90, 140, uint8(y)})
		}
	}
	return img
}

func logoFile(kind string, img image.Image) []byte {
	var b bytes.Buffer
	if kind == "png" {
		_ = png.Encode(&b, img)
	} else {
		_ = jpeg.Encode(&b, img, nil)
	}
	return b.Bytes()
}

func logo(t *testing.T, kind string) pdf.Logo {
	t.Helper()
	l, err := pdf.NewLogo(logoFile(kind, picture(200)))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLogo(t *testing.T) {
	for _, kind := range []string{"png", "jpeg"} {
		s := sheet()
		s.Logo = logo(t, kind)
		if file := render(t, s); !bytes.Contains(file, []byte("/Subtype /Image")) || bytes.Contains(file, []byte("/SMask")) {
			t.Errorf("%s: no picture, or one to be taken apart", kind)
		}
	}
	for what, file := range map[string][]byte{
		"is no PNG or JPEG": []byte("<svg/>"), "is damaged": logoFile("png", picture(100))[:200], "2000 by 1000 pixels": logoFile("png", picture(2000)),
	} {
		if _, err := pdf.NewLogo(file); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func BenchmarkRender(b *testing.B) {
	s := sheet()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := pdf.Render(s); err != nil {
			b.Fatal(err)
		}
	}
}
