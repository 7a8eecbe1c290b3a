package templates

import (
	"strings"
	"testing"

	"complaintsd/cases"
)

// The registrar reads of a new complaint before which day it would be late by the organisation's own terms; nobody else
// does, and without such terms nobody.
func TestFilingTermsAreARemark(t *testing.T) {
	months := func(n int) cases.Span { return cases.Span{Months: n} }
	for _, v := range []struct {
		within, former cases.Span
		sample         string
		want           []string
	}{
		{months(2), months(3), "new-case-nl", []string{"binnen 2 maanden", "Gebeurde het voor donderdag 17 september 2026?", "tot 3 maanden daarna", "Gestopt voor maandag 17 augustus 2026", "Je mag een late klacht gewoon behandelen."}},
		{months(2), cases.Span{}, "new-case-nl", []string{"Gebeurde het voor donderdag 17 september 2026? Dan is de klacht laat. Je mag"}},
		{cases.Span{}, cases.Span{}, "new-case-nl", nil},
		{months(2), months(3), "new-case-nl-manager", nil},
		{months(2), months(3), "receipt-nl-je", nil},
	} {
		o := SampleOrganisations()[0]
		o.Terms.File, o.Terms.FileFormer = v.within, v.former
		got := sampleText(t, o, v.sample)
		for _, w := range v.want {
			if !strings.Contains(got, w) {
				t.Errorf("%s does not say %q:\n%s", v.sample, w, got)
			}
		}
		if strings.Contains(got, "regeling") != (v.want != nil) {
			t.Errorf("%s:\n%s", v.sample, got)
		}
	}
}
