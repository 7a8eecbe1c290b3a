package cases

import "slices"

// applyOutside answers a colleague whom the case does not concern, or about whom it is, as if there were no such case:
// nobody can find out by asking whether there is a complaint about him or her (invariant 10). The mail is kept at the
// case all the same.
func applyOutside(o *Organisation, b *Book, e Event, p Person) Decision {
	t := begin(o, b, e, Case{})
	t.actor = p
	results := t.run(false)
	t.conclude(results, !slices.ContainsFunc(results, func(r Result) bool { return r.Refusal != nil }), false)
	return Decision{Mail: outcome(e, e.Ref, e.Mail.Reason), Steps: t.steps()}
}

// alarms tells that a mail only raises the alarm, which anybody may do about any case.
func alarms(m *Mail) bool {
	for _, c := range m.Commands {
		if w, ok := FindWord(c.Word); !ok || w.Name != "ernstig" || len(c.Args) > 0 {
			return false
		}
	}
	return len(m.Commands) > 0 && len(m.Unknown) == 0
}
