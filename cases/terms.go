package cases

import "cmp"

// Due gives the due dates of a case of a kind and a regime that was received on a date (DESIGN section 1).
func (o *Organisation) Due(k Kind, r Regime, received Date) Dates {
	var d Dates
	if k == Compliment {
		return d
	}
	d.Confirm = o.end(o.Terms.Confirm, received)
	d.Propose = o.end(o.Terms.Propose, received)
	if term, ok := o.law(r, received); ok && k == Complaint {
		d.Statutory = o.end(term.Term, received)
	}
	return d
}

// Latest is the last date to which the date of the law can be moved with a letter to the parent: the date itself
// where the law knows no extension (Wkkgz art. 17: four weeks more).
func (o *Organisation) Latest(k Kind, r Regime, received Date) Date {
	due := o.Due(k, r, received).Statutory
	if term, _ := o.law(r, received); !due.IsZero() && term.Extension != (Span{}) {
		return o.end(term.Extension, due)
	}
	return due
}

// dates gives the due dates of a case again, of which some terms start again on a day. A later date that the parent was
// told stays, unless it was told before its term started again, and so does the date of a proposal that was made. One past
// the date of the law moves that date, as far as the law allows.
func (o *Organisation) dates(c Case, anew Dates) Dates {
	if !anew.Propose.IsZero() {
		c.Extensions = nil
	}
	for _, p := range Promises() {
		if day := *anew.Of(p); !day.IsZero() {
			*c.Anew.Of(p) = day
		}
	}
	due := o.Due(c.Kind, c.Regime, c.Received)
	if day := c.Anew.Statutory; !day.IsZero() {
		due.Statutory = o.Due(c.Kind, c.Regime, day).Statutory
	}
	if day := c.Anew.Propose; !day.IsZero() {
		due.Propose = o.Due(c.Kind, c.Regime, day).Propose
		if law := due.Statutory; !law.Before(day) && law.Before(due.Propose) {
			due.Propose = law
		}
	}
	if day := c.Anew.Appeal; !day.IsZero() {
		due.Appeal = o.end(o.Terms.AppealDecide, day)
	}
	latest := o.latest(c)
	for _, d := range c.Extensions {
		if !due.Propose.IsZero() {
			due.Propose = d
		}
		if !due.Statutory.IsZero() && d.After(due.Statutory) && !d.After(latest) {
			due.Statutory = d
		}
	}
	return due
}

// latest is the last date to which the date of the law can be moved for a case.
func (o *Organisation) latest(c Case) Date {
	return o.Latest(c.Kind, c.Regime, cmp.Or(c.Anew.Statutory, c.Received))
}

// due gives the due dates of the case if kind, regime or receipt were others.
func (t *turn) due(k Kind, r Regime, received Date) Dates {
	c := t.c
	c.Kind, c.Regime, c.Received = k, r, received
	return t.o.dates(c, Dates{})
}

// extend gives the parent a later date for the proposal, with the reason; once that is made, for the judgement, when
// the law allows it. It takes the place of one that still waits: the parent reads one date.
func extend(t *turn, g Given) *Refusal {
	t.replace(t.waiting(Extension))
	d, due := g.Date, t.c.Due
	made := due.Propose.IsZero() || !t.c.Kept.Propose.IsZero()
	latest := later(t.o.latest(t.c), due.Statutory)
	judgement := !due.Statutory.IsZero() && t.c.Kept.Statutory.IsZero() && d.After(due.Statutory)
	switch {
	case t.postponed():
		return &Refusal{Code: RefuseExtensions}
	case made && (due.Statutory.IsZero() || !latest.After(due.Statutory)):
		return &Refusal{Code: RefuseState, Arg: "uitstel"}
	case !d.After(t.today()), made && !judgement, !made && !d.After(due.Propose), !due.Statutory.IsZero() && d.After(latest):
		return &Refusal{Code: RefuseDate, Arg: g.Raw}
	}
	if !made {
		due.Propose = d
	}
	if judgement {
		due.Statutory = d
	}
	t.did(EntryExtended, Facts{Date: d, Due: &due})
	t.want = append(t.want, want{kind: Extension, text: t.e.Mail.Text})
	return nil
}
