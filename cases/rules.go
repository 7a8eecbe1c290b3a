package cases

import "slices"

// Law is the term of a regime for what is received from a day on: laws change, and what was filed before keeps the term
// of its day.
type Law struct {
	Regime Regime
	From   Date
	Term   StatutoryTerm
}

// law is the term of a regime for what was received on a date: the latest that held then, or that of the terms.
func (o *Organisation) law(r Regime, received Date) (StatutoryTerm, bool) {
	term, known := o.Terms.Statutory[r]
	since := Date{}
	for _, l := range o.Terms.Laws {
		if l.Regime == r && !l.From.After(received) && !l.From.Before(since) {
			term, known, since = l.Term, true, l.From
		}
	}
	return term, known
}

// Assigners are the roles that name the handler.
func (o *Organisation) Assigners() []Role { return either(o.Assign, Registrar, Director) }

// alarmed are the roles that hear of a serious complaint besides the director.
func (o *Organisation) alarmed() []Role { return either(o.Alarm, Regional) }

func either(set []Role, usual ...Role) []Role {
	if len(set) > 0 {
		return set
	}
	return usual
}

// hasAny tells whether the person has one of the roles.
func (p Person) hasAny(roles []Role) bool { return slices.ContainsFunc(roles, p.Has) }

// postponed tells that the parent was told a later date as often as the organisation allows for the regime.
func (t *turn) postponed() bool {
	most, limited := t.o.Terms.Extensions[t.c.Regime]
	return limited && len(t.c.Extensions) >= most
}

// Since gives the day from which a term runs that ends on d: what happened before it is longer ago than the term.
func (c Calendar) Since(s Span, d Date) Date {
	if !s.Working {
		return d.AddMonths(-s.Months).Add(-s.Days)
	}
	for n := s.Days; n > 0; {
		if d = d.Add(-1); c.Working(d) {
			n--
		}
	}
	return d
}
