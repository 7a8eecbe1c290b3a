package templates

import (
	"regexp"
	"strings"
	"testing"

	"complaintsd/cases"

	"golang.org/x/net/html"
)

// house colours of the tests: the usual one, and others that are only just readable on white.
var houseColours = []cases.Colour{cases.DefaultColour, "#7a3e00", "#767676", "#000000", "#c2185b", "#006400", "#0000ff"}

// inked is a piece of text as it is drawn: its colour, and what is behind it.
type inked struct {
	text        string
	ink, behind cases.Colour
	inside      string // name of the element
}

var (
	inkForm    = regexp.MustCompile(`(?:^|;)\s*color:\s*(#[0-9a-f]{6})`)
	groundForm = regexp.MustCompile(`(?:^|;)\s*background:\s*(#[0-9a-f]{6})`)
)

// inks reads the colours of every text of a letter that carries its styles in its tags, as they are handed down.
func inks(t *testing.T, part string) []inked {
	t.Helper()
	var found []inked
	stack := []inked{{ink: "#000000", behind: cases.White}}
	z := html.NewTokenizer(strings.NewReader(part))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return found
		case html.StartTagToken:
			tok := z.Token()
			top := stack[len(stack)-1]
			top.inside = tok.Data
			for _, a := range tok.Attr {
				if a.Key != "style" {
					continue
				}
				if m := inkForm.FindStringSubmatch(a.Val); m != nil {
					top.ink = cases.Colour(m[1])
				}
				if m := groundForm.FindStringSubmatch(a.Val); m != nil {
					top.behind = cases.Colour(m[1])
				}
			}
			if tok.Data != "meta" && tok.Data != "br" && tok.Data != "img" {
				stack = append(stack, top)
			}
		case html.EndTagToken:
			stack = stack[:len(stack)-1]
		case html.TextToken:
			top := stack[len(stack)-1]
			if top.text = strings.TrimSpace(string(z.Text())); top.text != "" && top.inside != "style" && top.inside != "title" {
				found = append(found, top)
			}
		}
	}
}

// Everything can be read, in every house colour (WCAG 2.1, 1.4.3: at least 4.5 to 1).
func TestContrast(t *testing.T) {
	w := writer(t)
	for _, colour := range houseColours {
		for _, s := range Samples() {
			if !s.Kind.ToParent() || s.Step.Notices[0].Address == "" {
				continue
			}
			o := *s.Org
			o.Colour = colour
			w.looks[o.Prefix] = looksOf(&o)
			_, _, part := opened(t, written(t, w, s))
			for _, x := range inks(t, part) {
				if got := x.ink.Contrast(x.behind); got < cases.Readable {
					t.Errorf("%s in %s: %q is %s on %s: %.1f to 1", s.Name, colour, x.text, x.ink, x.behind, got)
				}
			}
		}
	}
}

// rule is a line of a style block: its selectors, and what it sets.
var rule = regexp.MustCompile(`([^{}]+)\{([^{}]*)\}`)

// The style blocks set colours that go together, by day (staff) and at night (all).
func TestContrastOfStyleBlocks(t *testing.T) {
	for _, colour := range houseColours {
		own := looksOf(&cases.Organisation{Name: "Org", Colour: colour})
		for name, l := range map[string]*look{"parents": own.parent, "staff": own.staff} {
			day, night, found := strings.Cut(strings.ReplaceAll(l.frame[2], " !important", ""), "prefers-color-scheme:dark){")
			if !found {
				t.Fatalf("%s: nothing for the night", name)
			}
			if name == "staff" {
				readable(t, name+" by day in "+string(colour), day, cases.White)
			}
			readable(t, name+" at night in "+string(colour), night, cases.Dark)
		}
	}
}

func readable(t *testing.T, name, css string, ground cases.Colour) {
	t.Helper()
	css = regexp.MustCompile(`#([0-9a-f])([0-9a-f])([0-9a-f])([^0-9a-f])`).ReplaceAllString(css, "#$1$1$2$2$3$3$4")
	button := regexp.MustCompile(`\.b(?: td)?\{[^}]*background:(#[0-9a-f]{6})`).FindStringSubmatch(css)
	inks := 0
	for _, m := range rule.FindAllStringSubmatch(css, -1) {
		ink := inkForm.FindStringSubmatch(m[2])
		if ink == nil {
			continue
		}
		inks++
		behind := ground
		if strings.HasSuffix(strings.TrimSpace(m[1]), ".b a") && button != nil {
			behind = cases.Colour(button[1])
		}
		if got := cases.Colour(ink[1]).Contrast(behind); got < cases.Readable {
			t.Errorf("%s: %s: %s on %s: %.1f to 1", name, m[1], ink[1], behind, got)
		}
	}
	if inks < 4 || button == nil {
		t.Errorf("%s: %d colours, button %v", name, inks, button)
	}
}

// Where there is a logo it says the name when pictures are off, and it stands in letters to parents only.
func TestLogo(t *testing.T) {
	o := sampleOrganisation("KLP", cases.Je)
	o.Name, o.LogoURL = `De "Zon" & Co`, "https://voorbeeld.example/logo.png?a=1&b=2"
	w, err := New("i1k2", SampleKeys(), []*cases.Organisation{o})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range SamplesOf(o) {
		if s.Step.Notices[0].Address == "" {
			continue
		}
		_, _, part := opened(t, written(t, w, s))
		const want = `<img src="https://voorbeeld.example/logo.png?a=1&amp;b=2" alt="De &#34;Zon&#34; &amp; Co"`
		if strings.Contains(part, want) != s.Kind.ToParent() {
			t.Errorf("%s: logo %v", s.Name, !s.Kind.ToParent())
		}
	}
}
