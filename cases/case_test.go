package cases

import "testing"

func TestRestsSince(t *testing.T) {
	closed, early, late := Date{2026, 11, 4}, Date{2026, 11, 1}, Date{2027, 1, 12}
	for name, c := range map[string]struct {
		c    Case
		want Date
	}{
		"open":                        {Case{}, Date{}},
		"open, measure done":          {Case{Measures: []Measure{{Done: early}}}, Date{}},
		"closed":                      {Case{ClosedOn: closed}, closed},
		"closed, letter to be posted": {Case{ClosedOn: closed, Queued: map[int64]Queued{4: {Paper: true, Keeps: Statutory}}}, Date{}},
		"closed, letter was posted":   {Case{ClosedOn: closed, Kept: Dates{Statutory: closed}, Queued: map[int64]Queued{4: {Paper: true, Keeps: Statutory}}}, closed},
		"closed, question on paper":   {Case{ClosedOn: closed, Queued: map[int64]Queued{4: {Paper: true, Kind: AskSatisfaction}}}, closed},
		"closed, measure open":        {Case{ClosedOn: closed, Measures: []Measure{{Done: early}, {}}}, Date{}},
		"closed, measure done before": {Case{ClosedOn: closed, Measures: []Measure{{Done: early}}}, closed},
		"closed, measure done after":  {Case{ClosedOn: closed, Measures: []Measure{{Done: late}, {Done: early}}}, late},
	} {
		if got := c.c.RestsSince(); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}
