package config

import (
	"fmt"

	"complaintsd/cases"
)

// orderWarnings tell of terms that stand in an order that nobody can have meant, and of dates of which nobody is reminded.
func (c *Config) orderWarnings(org int, today cases.Date) []Problem {
	o := c.Organisations[org]
	n := notes{file: c.file, lines: c.lines}
	section := fmt.Sprintf("organisation[%d].", org)
	t := o.Terms
	last := func(s cases.Span) cases.Date { return o.Calendar.End(s, today) }
	if last(t.Confirm).After(last(t.Propose)) {
		n.add(section+"terms.confirm", fmt.Sprintf("warning: parents hear within %s who helps them, and within %s what is proposed", t.Confirm, t.Propose),
			"make confirm shorter than propose")
	}
	for _, r := range legalRegimes {
		if law := t.Statutory[r].Term; law != (cases.Span{}) && last(t.Propose).After(last(law)) {
			n.add(section+"terms.propose", fmt.Sprintf("warning: a proposal may take %s, and the written judgement for %s is due after %s", t.Propose, r, law),
				"make propose shorter, so that the proposal comes first")
		}
	}
	if !last(t.SatisfactionReminder).Before(last(t.SatisfactionSilence)) {
		n.add(section+"terms.satisfaction_reminder", fmt.Sprintf("warning: parents are asked again after %s, and no answer counts as none after %s already", t.SatisfactionReminder, t.SatisfactionSilence),
			"make satisfaction_reminder shorter than satisfaction_silence")
	}
	if since := cases.DateOf(o.Since); !o.Since.IsZero() && since.After(today) {
		n.add(section+"imap.since", fmt.Sprintf("warning: mail that arrives before %s becomes no case, and nobody gets an answer to it", since), "is that the day on which you begin? Else take since out")
	}
	c.silent(&n, section+"reminders.", o.Reminders)
	return n.found
}

// silent tells of reminders that are all off: a date of which nobody is reminded is found in the weekly overview only.
func (c *Config) silent(n *notes, section string, r cases.Reminders) {
	for _, x := range []struct {
		key, what string
		offsets   map[cases.Role][]int
	}{
		{"unassigned", "a case that nobody handles", r.Unassigned},
		{"propose", "the date of the proposal", r.Propose},
		{"statutory", "the date of the law", r.Statutory},
	} {
		some := false
		for _, days := range x.offsets {
			some = some || len(days) > 0
		}
		if !some {
			n.add(section+x.key, "warning: nobody is reminded of "+x.what, `name a role with its days, or leave `+x.key+` out for the defaults`)
		}
	}
}
