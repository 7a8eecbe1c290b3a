package templates

import (
	"strings"
	"testing"

	"complaintsd/cases"
)

// The day on which silence counts as no answer is told as the clock keeps it: in working days, when the organisation
// counts in them.
func TestSilenceIsToldAsItIsKept(t *testing.T) {
	o := SampleOrganisations()[0]
	o.Terms.SatisfactionSilence = cases.Span{Days: 10, Working: true}
	c := cases.Case{Ref: cases.NewRef(o.Prefix, 2026, 1), Satisfied: cases.Satisfaction{Asked: cases.Date{Year: 2026, Month: 3, Day: 30}}}
	p := &page{o: o, c: c, language: cases.Dutch}
	want := "woensdag 15 april 2026" // Good Friday and Easter Monday do not count
	if got := strings.Join(p.awaited(), " "); !strings.Contains(got, want) {
		t.Errorf("no %q in %q", want, got)
	}
}
