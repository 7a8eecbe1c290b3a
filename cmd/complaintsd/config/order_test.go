package config

import (
	"strings"
	"testing"

	"complaintsd/cases"
)

// Terms in an odd order and dates of which nobody is reminded are told by check; the program runs all the same.
func TestTermsInAnOddOrder(t *testing.T) {
	for _, v := range []struct {
		old, now string
		told     []string
	}{
		{"", "", nil},
		{`propose      = "21d"`, `propose = "60d"`, []string{"for wko is due after 42d", "for wkkgz is due after 42d", "for jeugdwet is due after 42d"}},
		{`propose      = "21d"`, `propose = "42d"`, nil},
		{`jeugdwet     = "42d"`, `jeugdwet = "10d"`, []string{"a proposal may take 21d, and the written judgement for jeugdwet is due after 10d"}},
		{`confirm      = "7d"`, `confirm = "30d"`, []string{"parents hear within 30d who helps them"}},
		{`satisfaction_reminder = "7d"`, `satisfaction_reminder = "14d"`, []string{"asked again after 14d"}},
		{`satisfaction_silence  = "14d"`, `satisfaction_silence = "5d"`, []string{"counts as none after 5d already"}},
		{`statutory  = { handler = ["-7d", "-2d"], registrar = ["-7d", "-2d"], director = ["-2d", "0d", "+1d"] }`, `statutory = {}`, []string{"nobody is reminded of the date of the law"}},
		{`propose    = { handler = ["-7d", "-3d", "-1d"], registrar = ["-1d", "0d"], regional = ["+1d"] }`, `propose = { handler = [] }`, []string{"the date of the proposal"}},
		{`# since  = "2026-01-01"`, `since = "2027-01-05"`, []string{"32: warning: mail that arrives before 2027-01-05 becomes no case"}},
		{`# since  = "2026-01-01"`, `since = "2027-01-04"`, nil},
		{`unassigned = { registrar = "3d", director = "5d" }`, `unassigned = {}`, []string{"a case that nobody handles"}},
	} {
		text := Example
		if v.old != "" {
			text = edit(t, Example, v.old, v.now)
		}
		var told []string
		for _, p := range load(t, text).Warnings(cases.Date{Year: 2027, Month: 1, Day: 4}) {
			told = append(told, p.String())
		}
		same(t, v.now+": "+strings.Join(told, "; "), len(told), len(v.told))
		for i := range min(len(told), len(v.told)) {
			same(t, told[i], strings.Contains(told[i], v.told[i]), true)
		}
	}
}

// Reminders that go to whoever the organisation chose to act can be turned off as well.
func TestChosenRemindersOff(t *testing.T) {
	c := load(t, edit(t, Example, "[organisation.terms] ", "[organisation.terms]\nclose_second = [\"director\"]\nappeal = \"1mo\"\n",
		"[organisation.reminders] ", "[organisation.reminders]\nclose_second = {}\nappeal = {}\n"))
	same(t, "second", len(c.Organisations[0].Reminders.Second), 0)
	same(t, "appeal", len(c.Organisations[0].Reminders.Appeal), 0)
}
