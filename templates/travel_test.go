package templates

import (
	"strings"
	"testing"

	"complaintsd/cases"
)

// The longest part of each letter leaves as it is, and is no longer than it has to be: each mail brings several to
// staff, and all are kept.
func TestHTMLTravelsAsItIs(t *testing.T) {
	w := writer(t)
	for _, s := range Samples() {
		l := written(t, w, s)
		if l.To == "" {
			continue
		}
		_, _, part := opened(t, l)
		if strings.Count(string(l.Bytes), "Content-Transfer-Encoding: 7bit\r\n") != 1 {
			t.Errorf("%s: the HTML is encoded", s.Name)
		}
		if help := s.Step.Notices[0].Transcript; len(part) > 12_000 && (help == nil || !help.Help) {
			t.Errorf("%s: HTML of %d bytes", s.Name, len(part))
		}
	}
}

// A long story does not make a line that a relay would break, and is not encoded for it either.
func TestLongStoryTravelsAsItIs(t *testing.T) {
	w := writer(t)
	for _, s := range Samples() {
		if s.Name != "new-case-nl" {
			continue
		}
		s.Step.Notices[0].Mail.Text = strings.Repeat("De overdracht ging weer niet goed, één keer op dinsdag. ", 400)
		l := written(t, w, s)
		for line := range strings.Lines(string(l.Bytes)) {
			if len(line) > 1000 {
				t.Errorf("line of %d bytes", len(line))
			}
		}
		if !strings.Contains(string(l.Bytes), "Content-Transfer-Encoding: 7bit\r\n") {
			t.Error("the HTML is encoded")
		}
	}
}

// The organisation's own word stands in Dutch letters; an English letter has an English one, whatever the word is.
func TestWordOfTheOrganisation(t *testing.T) {
	for _, c := range []struct {
		word string
		kind cases.Kind
		l    cases.Language
		want string
	}{
		{"", cases.Complaint, cases.Dutch, "klacht"},
		{"klacht", cases.Tip, cases.Dutch, "tip"},
		{"klacht", cases.Compliment, cases.English, "compliment"},
		{"klantreactie", cases.Tip, cases.Dutch, "klantreactie"},
		{"klantreactie", "", cases.English, "feedback"},
		{"melding", cases.Complaint, cases.English, "report"},
		{"signaal", cases.Complaint, cases.Dutch, "signaal"},
		{"signaal", cases.Complaint, cases.English, "complaint"},
		{"signaal", cases.Suggestion, cases.English, "suggestion"},
		{"signaal", "", cases.English, "complaint"},
	} {
		p := &page{o: &cases.Organisation{Word: c.word}, c: cases.Case{Kind: c.kind}, language: c.l}
		if got := p.Word(); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}
