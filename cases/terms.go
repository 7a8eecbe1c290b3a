package cases

// Due gives the due dates of a case of a kind and a regime that was received on a date (DESIGN section 1).
func (o *Organisation) Due(k Kind, r Regime, received Date) Dates {
	var d Dates
	if k == Compliment {
		return d
	}
	d.Confirm = o.end(o.Terms.Confirm, received)
	d.Propose = o.end(o.Terms.Propose, received)
	if term, ok := o.Terms.Statutory[r]; ok && k == Complaint {
		d.Statutory = o.end(term.Term, received)
	}
	return d
}

// Latest is the last date to which the date of the law can be moved with a letter to the parent: the date itself
// where the law knows no extension (Wkkgz art. 17: four weeks more).
func (o *Organisation) Latest(k Kind, r Regime, received Date) Date {
	due := o.Due(k, r, received).Statutory
	if term := o.Terms.Statutory[r]; !due.IsZero() && term.Extension != (Span{}) {
		return o.end(term.Extension, due)
	}
	return due
}

// extended gives the due dates with the later dates that the parent was told. One past the date of the law moves that
// date, as far as the law allows.
func (o *Organisation) extended(k Kind, r Regime, received Date, told []Date) Dates {
	due, latest := o.Due(k, r, received), o.Latest(k, r, received)
	for _, d := range told {
		if !due.Propose.IsZero() {
			due.Propose = d
		}
		if !due.Statutory.IsZero() && d.After(due.Statutory) && !d.After(latest) {
			due.Statutory = d
		}
	}
	return due
}

// due gives the due dates again. A later date that the parent was told stays, and so does the date of a proposal that
// was made.
func (t *turn) due(k Kind, r Regime, received Date) Dates {
	return t.o.extended(k, r, received, t.c.Extensions)
}

// extend gives the parent a later date for the proposal, with the reason; once that is made, for the judgement, when
// the law allows it. It takes the place of one that still waits: the parent reads one date.
func extend(t *turn, g Given) *Refusal {
	for _, l := range t.waiting(Extension) {
		t.undoLetter(l)
	}
	d, due := g.Date, t.c.Due
	made := due.Propose.IsZero() || !t.c.Kept.Propose.IsZero()
	latest := later(t.o.Latest(t.c.Kind, t.c.Regime, t.c.Received), due.Statutory)
	judgement := !due.Statutory.IsZero() && t.c.Kept.Statutory.IsZero() && d.After(due.Statutory)
	switch {
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
