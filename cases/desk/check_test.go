package desk_test

import (
	"strings"
	"testing"

	"complaintsd/cases"
)

// Once a year the registrar is asked to look at other people's addresses, also after days off, and never about a
// year that was over before the first start.
func TestReferralsAreLookedAtOnceAYear(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	f.o.Referrals = []cases.Referral{
		{Name: "Oud", Website: "https://oud.example", Checked: cases.Date{Year: 2025, Month: 2, Day: 1}},
		{Name: "Nieuw", Website: "https://nieuw.example", Checked: cases.Date{Year: 2025, Month: 5, Day: 5}},
	}
	f.diary("2026-05-06 08:00")
	for range 2 {
		f.diary("2026-09-01 08:00")
		var told []string
		for _, l := range f.sent {
			if l.Kind == string(cases.Alert) {
				told = append(told, f.who(l.To)+" "+l.Subject)
				if !strings.Contains(l.Text, "Oud: https://oud.example") || !strings.Contains(l.Text, "Nieuw: https://nieuw.example") {
					t.Errorf("the letter lacks an address:\n%s", l.Text)
				}
			}
		}
		if len(told) != 1 || told[0] != "kwaliteit Kijk of deze adressen nog kloppen" {
			t.Errorf("told %q", told)
		}
	}
}
