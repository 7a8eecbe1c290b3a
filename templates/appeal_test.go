package templates

import (
	"strings"
	"testing"
	"testing/fstest"

	"complaintsd/cases"
)

// Where the organisation itself can be asked to look again, the closing letter of a complaint says until when, and in
// how much time it decides; nobody else says so, and without such an appeal no letter does.
func TestAppealInTheClosingLetter(t *testing.T) {
	month, days, none := cases.Span{Months: 1}, cases.Span{Days: 10, Working: true}, cases.Span{}
	for _, v := range []struct {
		term, decide cases.Span
		kind         string
		want         []string // nothing: no word of it
	}{
		{month, month, "closing-nl-je", []string{"onze directie", "**vrijdag 15 januari 2027**", "binnen 1 maand een besluit"}},
		{days, days, "closing-nl-je-gegrond", []string{"**woensdag 30 december 2026**", "binnen 10 werkdagen een besluit"}},
		{month, month, "closing-en", []string{"our management", "**Friday 15 January 2027**", "within 1 month"}},
		{month, none, "closing-nl-je", []string{"**vrijdag 15 januari 2027**."}},
		{none, month, "closing-nl-je", nil},
		{month, month, "closing-nl-je-tip", nil},
		{month, month, "proposal-nl-je", nil},
	} {
		o := SampleOrganisations()[0]
		o.Terms.Appeal, o.Terms.AppealDecide = v.term, v.decide
		got := sampleText(t, o, v.kind)
		for _, w := range v.want {
			if w = strings.ReplaceAll(w, "**", ""); !strings.Contains(got, w) {
				t.Errorf("%s with %s does not say %q:\n%s", v.kind, v.term, w, got)
			}
		}
		if strings.Contains(got, "directie") != (len(v.want) > 0) && !strings.Contains(got, "our management") {
			t.Errorf("%s with %s:\n%s", v.kind, v.term, got)
		}
		if v.decide == none && strings.Contains(got, "besluit") {
			t.Errorf("a term that nobody set:\n%s", got)
		}
	}
}

// sampleText is the plain part of one of the samples, on one line.
func sampleText(t *testing.T, o *cases.Organisation, name string) string {
	t.Helper()
	w, err := New("i1k2", SampleKeys(), []*cases.Organisation{o})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range SamplesOf(o) {
		if s.Name == name {
			return strings.Join(strings.Fields(written(t, w, s).Text), " ")
		}
	}
	t.Fatalf("no sample %s", name)
	return ""
}

// check tells of a closing letter of one's own that leaves the appeal out, where there is one.
func TestAppealIsMissed(t *testing.T) {
	for _, there := range []bool{true, false} {
		o := SampleOrganisations()[0]
		if there {
			o.Terms.Appeal = cases.Span{Months: 1}
		}
		orgs := []*cases.Organisation{o}
		words := "Ons antwoord\n\n{{.Text}} {{.Outcome}} {{.Reasons}} {{range .Measures}}{{.Date}}{{end}} {{.DisputeBy}} {{range .Referrals}}{{.Name}}{{end}}\n"
		own := Override{Org: "KLP", Files: fstest.MapFS{"nl/closing.txt": {Data: []byte(words)}}, Dir: "teksten"}
		w, err := New("i1k2", SampleKeys(), orgs, own)
		if err != nil {
			t.Fatal(err)
		}
		told := strings.Contains(strings.Join(w.Missing(orgs, own), "\n"), "until when the organisation can be asked to look again")
		if told != there {
			t.Errorf("appeal %v: told %v", there, told)
		}
	}
}
