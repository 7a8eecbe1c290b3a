package cases

import (
	"cmp"
	"maps"
	"slices"
)

// appealWord is the flag of `heropenen` that says that the parent asks the management to look again.
const appealWord = "beroep"

// Appealing tells that the parent asked the management to look again, and has no decision yet.
func (c Case) Appealing() bool { return !c.Due.Appeal.IsZero() && c.Kept.Appeal.IsZero() }

// owesOffer tells that the parent has still to get a proposal: on an appeal the parent gets a decision.
func (c Case) owesOffer() bool {
	return c.State.Open() && !c.Due.Propose.IsZero() && c.Kept.Propose.IsZero() && !c.Appealing()
}

// DayZero is the day from which the terms of the case run: the receipt, or the day on which the last of them started
// again.
func (c Case) DayZero() Date {
	return later(later(c.Received, c.Anew.Propose), later(c.Anew.Statutory, c.Anew.Appeal))
}

// reopen starts the case again. An appeal has its own term, in which it is asked and decided. Otherwise terms that have
// not passed stay, and those that have start anew: no law says how long a second look may take, so the parent gets the
// same time promised as for a new complaint, and reads which date that is.
func reopen(t *turn, g Given) *Refusal {
	appeal := slices.Contains(g.Flags, appealWord)
	if refusal := t.mayReopen(g, appeal); refusal != nil {
		return refusal
	}
	endings := []NoticeKind{Closing, WithdrawnLetter, ReferredLetter}
	told := !t.takeBack(endings...) && !t.c.waitsFor(endings) && t.c.State != NotComplaint
	t.dropPaper(endings)
	f := Facts{Date: t.today(), Yes: !told}
	if anew := t.restarted(g, appeal, told); anew != (Dates{}) {
		due := t.o.dates(t.c, anew)
		f.Anew, f.Due = &anew, &due
	}
	t.did(EntryReopened, f)
	if p, ok := t.o.Person(t.c.Handler); ok && p.ID != t.actor.ID {
		t.tell(AssignedNotice, []Person{p}, nil) // the reminders start again, and must not be the first to say so
	}
	if told {
		t.want = append(t.want, want{kind: ReopenedLetter, text: t.e.Mail.Text})
		return nil
	}
	t.goOn()
	return nil
}

// mayReopen holds the day against the term for reopening, and that of an appeal against the day on which the closing
// letter reached the parent: left with the relay's yes, or was posted.
func (t *turn) mayReopen(g Given, appeal bool) *Refusal {
	terms, asked := t.o.Terms, t.asked(g)
	switch {
	case !appeal && !g.Date.IsZero():
		return &Refusal{Code: RefuseArgument, Arg: g.Raw}
	case !appeal && terms.Reopen != (Span{}) && t.today().After(t.o.end(terms.Reopen, t.c.ClosedOn)):
		return &Refusal{Code: RefuseLate, Arg: g.Word}
	case !appeal:
		return nil
	case terms.Appeal == (Span{}), t.c.Kind != Complaint, t.c.State != Closed, !t.c.Due.Appeal.IsZero(), len(t.waiting(Closing)) > 0:
		return &Refusal{Code: RefuseNoAppeal}
	case asked.Before(t.c.ClosedOn):
		return &Refusal{Code: RefuseDate, Arg: g.Raw}
	case !t.c.Final.IsZero() && asked.After(t.o.end(terms.Appeal, t.c.Final)):
		return &Refusal{Code: RefuseLate, Arg: appealWord}
	}
	return nil
}

// asked is the day on which the parent appealed: the one that is named, or that of his last mail since the end.
func (t *turn) asked(g Given) Date { return cmp.Or(g.Date, t.c.Wrote, t.today()) }

// restarted gives the day from which each term runs that starts again.
func (t *turn) restarted(g Given, appeal, told bool) Dates {
	var anew Dates
	past := func(d Date) bool { return !d.IsZero() && d.Before(t.today()) }
	switch {
	case !told: // nothing had ended for the parent
	case appeal && t.o.Terms.AppealDecide != (Span{}):
		anew.Appeal = t.asked(g)
	default:
		if past(t.c.Due.Propose) {
			anew.Propose = t.today()
		}
		if past(t.c.Due.Statutory) && t.answered() {
			anew.Statutory = t.today()
		}
	}
	return anew
}

// answered tells that the parent had an answer, or wanted none. Who should have had one by the date of the law and did
// not, is not made to wait for another such date.
func (t *turn) answered() bool {
	return t.c.State == Withdrawn || t.c.State == Referred || t.c.State == Closed && !t.c.Final.IsZero()
}

// waitsFor tells whether a letter of one of the kinds has not left.
func (c Case) waitsFor(kinds []NoticeKind) bool {
	return slices.ContainsFunc(kinds, func(k NoticeKind) bool {
		return slices.ContainsFunc(slices.Collect(maps.Values(c.Queued)), func(q Queued) bool { return q.Kind == k })
	})
}

// foldReopened takes the end of the case away: what the parent said of it was not the end either. The judgement stays
// given when it is appealed against.
func foldReopened(c *Case, e Entry) {
	c.State, c.ClosedOn, c.Wrote, c.Judgement, c.Into = New, Date{}, Date{}, Judgement{}, ""
	c.Satisfied, c.Offer = Satisfaction{}, Date{}
	anew := Dates{}
	if e.Facts.Anew != nil {
		anew = *e.Facts.Anew
	}
	if anew.Appeal.IsZero() {
		c.forget(Statutory)
	}
	if !anew.Propose.IsZero() {
		if c.FirstOffer == nil {
			c.FirstOffer = &Offered{c.Due.Propose, c.Kept.Propose}
		}
		c.Extensions = nil
		c.forget(Propose)
	}
	for _, p := range Promises() {
		if day := *anew.Of(p); !day.IsZero() {
			*c.Anew.Of(p) = day
		}
	}
	foldDue(c, e)
}

// forget takes away that a promise was kept: it is to be kept again.
func (c *Case) forget(p Promise) {
	*c.Kept.Of(p) = Date{}
	c.KeptBy = maps.Clone(c.KeptBy)
	delete(c.KeptBy, p)
}
