package config

import (
	"fmt"

	"complaintsd/cases"
)

// appealWarnings tell of an appeal that closing letters offer and the other terms do not carry.
func (c *Config) appealWarnings(org int, today cases.Date) []Problem {
	o := c.Organisations[org]
	n := notes{file: c.file, lines: c.lines}
	terms := fmt.Sprintf("organisation[%d].terms", org)
	appeal, reopen := o.Calendar.End(o.Terms.Appeal, today), o.Calendar.End(o.Terms.Reopen, today)
	switch {
	case o.Terms.Appeal == (cases.Span{}):
		return nil
	case o.Terms.Reopen != (cases.Span{}) && appeal.After(reopen):
		n.add(terms+".appeal", fmt.Sprintf("warning: parents may appeal for %s, and a case can be opened again for %s only", o.Terms.Appeal, o.Terms.Reopen),
			"make reopen as long as appeal, so that a case can be opened when the parent asks something else")
	}
	if o.Terms.AppealDecide == (cases.Span{}) {
		n.add(terms+".appeal_decide", "warning: appeal_decide is 0d, so closing letters name no term for the decision and nobody is reminded of it", `write it as "1mo"`)
	}
	return n.found
}
