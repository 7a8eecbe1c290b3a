package templates

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"complaintsd/cases"
)

// What the built-in texts say is what every letter is for.
func TestBuiltInTextsSayAllThatIsNeeded(t *testing.T) {
	w := writer(t)
	for key, set := range w.sets {
		for k, text := range set {
			if m := text.missing(SampleOrganisations()[1], k); len(m) > 0 {
				t.Errorf("%v: %q", key, m)
			}
		}
	}
}

func TestMissingWordsOfATextOfItsOwn(t *testing.T) {
	parts, err := fs.ReadFile(texts, "nl/parts.txt")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(parts), `{{define "referral"}}`)
	_, after, _ := strings.Cut(rest, `{{define "facts"}}`)
	for name, c := range map[string]struct {
		file, words string
		want        []string
	}{
		"whole":      {"nl/receipt.txt", "Ontvangen\n\n{{.Ref}}: {{if .ConfirmBy}}uiterlijk {{.ConfirmBy}}{{end}}\n", nil},
		"in subject": {"nl/receipt.txt", "Ontvangen: {{.Ref}}\n\n{{.ConfirmBy}}\n", nil},
		"no date": {"nl/receipt.txt", "Ontvangen\n\n{{.Ref}}\n", []string{
			"teksten/nl/receipt.txt: warning: does not say by when the parent hears who handles the case; add {{.ConfirmBy}}",
		}},
		"by a part": {"nl/satisfaction.txt", "Tevreden?\n\n{{template \"answers\" .}}\n", nil},
		"nowhere to go": {"nl/closing.txt", "Ons antwoord\n\n{{.Text}} {{.Outcome}} {{.Reasons}} {{range .Measures}}{{.Date}}{{end}}\n", []string{
			"teksten/nl/closing.txt: warning: does not say until when the dispute can be brought; add {{template \"referral\" .}}",
			"teksten/nl/closing.txt: warning: does not say where a parent can go who disagrees; add {{template \"referral\" .}}",
		}},
		"English": {"en/message.txt", "A message\n\nHello.\n", []string{
			"teksten/en/message.txt: warning: does not say the words of the handler; add {{.Text}}",
		}},
		"no subject": {"nl/message.txt", "\n{{.Text}}\n", []string{"teksten/nl/message.txt: warning: has no subject; write it on the first line"}},
		"markup": {"nl/message.txt", "Over (je|jouw|uw) klacht\n\n{{.Text}} **let op\n", []string{
			`teksten/nl/message.txt: warning: a reader would see "(je|jouw|uw)"; mend the line`,
			`teksten/nl/message.txt: warning: a reader would see "**let"; mend the line`,
		}},
		"one part":     {"nl/parts.txt", `{{define "hello"}}Dag {{.Name}},{{end}}` + "\n", nil},
		"another part": {"nl/parts.txt", `{{define "hallo"}}Dag {{.Name}},{{end}}` + "\n", []string{`teksten/nl/parts.txt: warning: no text shows the part "hallo"; look whether its name is right`}},
		"parts": {"nl/parts.txt", before + `{{define "referral"}}Bel een ander.{{end}}` + "\n" + `{{define "facts"}}` + after, []string{
			"teksten/nl/parts.txt: warning: does not say until when the dispute can be brought; add {{template \"referral\" .}}",
			"teksten/nl/parts.txt: warning: does not say where a parent can go who disagrees; add {{template \"referral\" .}}",
		}},
	} {
		own := Override{Org: "KLP", Files: fstest.MapFS{c.file: {Data: []byte(c.words)}}, Dir: "teksten"}
		w, err := New("i1k2", SampleKeys(), SampleOrganisations(), own)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := w.Missing(SampleOrganisations(), own); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestEveryNeedIsOfAKnownKind(t *testing.T) {
	for k := range needs {
		if !slices.Contains(cases.NoticeKinds(), k) {
			t.Errorf("no letter is called %s", k)
		}
	}
}
