package main

import (
	"testing"

	"complaintsd/cases"
)

// A row of the history reads as what was said: first the solution, then the process, and a field before its value.
func TestFactsReadInTheirOrder(t *testing.T) {
	for _, c := range []struct {
		kind  cases.EntryKind
		facts cases.Facts
		want  string
	}{
		{cases.EntrySatisfied, cases.Facts{Value: "ja", Other: "nee"}, "ja nee"},
		{cases.EntryField, cases.Facts{Other: "category", Value: "ruilen"}, "category ruilen"},
		{cases.EntryOpened, cases.Facts{Value: "klacht", Other: "wko", Reason: "nieuwe mail"}, "klacht wko nieuwe mail"},
		{cases.EntryUndone, cases.Facts{Rows: []int{5, 6}}, "telt niet meer: regel 5 6"},
	} {
		if got := facts(cases.Entry{Kind: c.kind, Facts: c.facts}); got != c.want {
			t.Errorf("%s is told as %q, not %q", c.kind, got, c.want)
		}
	}
}
