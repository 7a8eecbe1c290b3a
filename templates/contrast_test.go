package templates

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"complaintsd/cases"
)

// house colours of the tests: the usual one, and others that are only just readable on white.
var houseColours = []cases.Colour{cases.DefaultColour, "#7a3e00", "#767676", "#000000", "#c2185b", "#006400", "#0000ff"}

// Everything can be read by day and at night, in every house colour (WCAG 2.1, 1.4.3: at least 4.5 to 1).
func TestContrast(t *testing.T) {
	w := writer(t)
	for i, colour := range houseColours {
		for _, s := range Samples() {
			if s.Step.Notices[0].Address == "" || i > 0 && !slices.Contains(colourful, s.Kind) {
				continue
			}
			o := *s.Org
			o.Colour = colour
			w.looks[o.Prefix] = looksOf(&o)
			_, _, part := opened(t, written(t, w, s))
			for _, night := range []bool{false, true} {
				readable(t, fmt.Sprintf("%s in %s, night %v", s.Name, colour, night), drawnHTML(t, part, screen{night: night}))
			}
		}
	}
}

// colourful are kinds that have all that is coloured: links, buttons, facts, quotes, bars.
var colourful = []cases.NoticeKind{cases.AskSatisfaction, cases.Closing, cases.DigestNotice, cases.TranscriptNotice, cases.NewCase, cases.LetterFailed}

func readable(t *testing.T, what string, all []*element) {
	t.Helper()
	inks := map[string]bool{}
	for _, e := range all {
		if strings.Trim(e.text, " \n\u00a0") == "" {
			continue
		}
		ink, ground := hexOf(e.inherited("color", "#000000")), hexOf(e.ground())
		inks[ink] = true
		if got := cases.Colour(ink).Contrast(cases.Colour(ground)); got < cases.Readable {
			t.Errorf("%s: %q is %s on %s: %.1f to 1", what, e.text, ink, ground, got)
		}
	}
	if len(inks) < 2 {
		t.Errorf("%s: only the colours %v", what, inks)
	}
}

// The bars of the digest can be told from what is not filled, and the night has their colours too (WCAG 2.1, 1.4.11: 3 to 1).
func TestBarsStandOut(t *testing.T) {
	w := writer(t)
	for _, s := range Samples() {
		if s.Kind != cases.DigestNotice || s.Step.Notices[0].Digest == nil || len(s.Step.Notices[0].Digest.Open) == 0 {
			continue
		}
		_, _, part := opened(t, written(t, w, s))
		for _, night := range []bool{false, true} {
			grounds := map[string]string{}
			for _, e := range drawnHTML(t, part, screen{night: night}) {
				for _, class := range e.classes {
					if glanceColours[class] != "" {
						grounds[class] = hexOf(e.own["background"])
					}
				}
			}
			for class, colour := range grounds {
				if got := cases.Colour(colour).Contrast(cases.Colour(grounds["empty"])); class != "empty" && got < 3 {
					t.Errorf("%s, night %v: %s is %s on %s: %.1f to 1", s.Name, night, class, colour, grounds["empty"], got)
				}
			}
			if len(grounds) < 3 {
				t.Errorf("%s: bars in %v", s.Name, grounds)
			}
		}
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
