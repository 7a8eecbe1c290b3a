package cases

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"time"
)

// Key is what makes a duty the same duty: it is done once, whatever happens to the clock meanwhile.
func (d Duty) Key() string {
	return string(d.Rule) + "/" + string(d.Role) + "/" + strconv.Itoa(d.Number) + "/" + d.Occurrence
}

// Duties lists what has still to be done for a case, in the order of time: reminders and the letters that
// leave by date. They follow from the case alone, so a fact that was done in time takes its duties away.
func (o *Organisation) Duties(c Case) []Duty {
	if c.Dormant || c.Ref == "" || c.State == Merged {
		return nil
	}
	all := make([]Duty, 0, 24) // as many as a new case has
	if c.State.Open() {
		all = o.openDuties(all, c)
	}
	all = o.statutoryDuties(all, c)
	all = o.appealDuties(all, c)
	all = o.secondDuties(all, c)
	all = o.postDuties(all, c)
	all = o.measureDuties(all, c)
	all = o.satisfactionDuties(all, c)
	if len(c.Done) > 0 {
		all = slices.DeleteFunc(all, func(d Duty) bool { return c.Done.Has(d.Key()) })
	}
	slices.SortStableFunc(all, func(a, b Duty) int {
		if n := a.At.Compare(b.At); n != 0 {
			return n
		}
		return cmp.Compare(a.Key(), b.Key())
	})
	return all
}

func (o *Organisation) openDuties(all []Duty, c Case) []Duty {
	if c.Handler == "" && !c.Due.Confirm.IsZero() {
		all = o.reminders(all, c, RuleUnassigned, 0, c.Received, o.Reminders.Unassigned)
	}
	if c.Kept.Confirm.IsZero() && !c.Due.Confirm.IsZero() && !c.awaits(Confirmation) && !c.HandledByDep && !c.Imported && !c.Forged {
		all = append(all, Duty{
			Ref: c.Ref, Rule: RuleLastDay, Occurrence: c.Due.Confirm.String(), Serves: c.Due.Confirm,
			At: o.confirmOn(c).At(Clock{8, 0}, o.Calendar.Zone),
		})
	}
	if by, ok := o.progress(c); ok {
		all = o.reminders(all, c, RuleProgress, 0, by, o.Reminders.Progress)
	}
	if c.owesOffer() {
		offsets := o.Reminders.Propose
		if c.awaits(Proposal) { // it is made, and waits for who posts it
			offsets = maps.Clone(offsets)
			delete(offsets, Handler)
		}
		all = o.reminders(all, c, RulePropose, 0, c.Due.Propose, offsets)
	}
	return all
}

// confirmOn is the day on which the confirmation leaves that names no handler: the last one, or the first, when the
// organisation does not wait for a name.
func (o *Organisation) confirmOn(c Case) Date {
	if first := o.Today(c.Arrived).Add(1); o.Terms.ConfirmUnnamed && first.Before(c.Due.Confirm) {
		return first
	}
	return c.Due.Confirm
}

// progress is the day by which the parent hears how it goes, as the law asks (Wet kinderopvang art. 1.57b), when the
// organisation has a term for that: so long after the last letter, until the case is closed.
func (o *Organisation) progress(c Case) (Date, bool) {
	if o.Terms.Progress == (Span{}) || c.Due.Confirm.IsZero() {
		return Date{}, false
	}
	return o.end(o.Terms.Progress, later(c.Received, c.Told)), true
}

// statutoryDuties run until the judgement has reached the parent: also while the case is closed and its letter
// was not accepted, or came back.
func (o *Organisation) statutoryDuties(all []Duty, c Case) []Duty {
	if !c.State.Open() && !c.unread() || !c.Kept.Statutory.IsZero() || c.Due.Statutory.IsZero() {
		return all
	}
	return o.reminders(all, c, RuleStatutory, 0, c.Due.Statutory, o.Reminders.Statutory)
}

// unread tells that the case is closed with a judgement of which it is not known that the parent has it.
func (c Case) unread() bool { return c.State == Closed && c.Judgement.Outcome != "" }

// appealDuties run likewise until the decision has reached the parent who asked for it.
func (o *Organisation) appealDuties(all []Duty, c Case) []Duty {
	if !c.Appealing() || !c.State.Open() && !c.unread() {
		return all
	}
	return o.reminders(all, c, RuleAppeal, 0, c.Due.Appeal, o.Reminders.Appeal)
}

// postDuties remind the registrar of letters on paper: the promise is kept when somebody says they are posted.
func (o *Organisation) postDuties(all []Duty, c Case) []Duty {
	for _, l := range sortedKeys(c.Queued) {
		q := c.Queued[l]
		if !q.Paper || q.Keeps == "" || !c.Kept.Of(q.Keeps).IsZero() {
			continue
		}
		if due := *c.Due.Of(q.Keeps); !due.IsZero() {
			all = o.reminders(all, c, RulePost, int(l), due, map[Role][]int{Registrar: {-2, 0}})
		}
	}
	return all
}

// measureDuties watch measures and agreements until they are done, also after closing, and ask some months later
// whether a measure did help.
func (o *Organisation) measureDuties(all []Duty, c Case) []Duty {
	for _, m := range c.Measures {
		switch {
		case m.Done.IsZero() && !m.Date.IsZero():
			first := len(all)
			all = o.reminders(all, c, RuleMeasure, m.Number, m.Date, o.Reminders.Measure)
			o.spare(all[first:], m.Owner, m.Noted)
		case !m.Done.IsZero() && m.Worked == "" && o.Terms.Review != (Span{}):
			all = o.reminders(all, c, RuleReview, m.Number, o.end(o.Terms.Review, m.Done), o.Reminders.Review)
		}
	}
	for _, a := range c.Agreements {
		if a.Done.IsZero() && !a.Date.IsZero() && (c.State.Open() || c.State == Closed) {
			first := len(all)
			all = o.reminders(all, c, RuleAgreement, a.Number, a.Date, o.Reminders.Agreement)
			o.spare(all[first:], a.Owner, a.Noted)
		}
	}
	return all
}

// spare puts off what would remind an owner on the day on which he or she recorded it, or before, to the next working
// day. A colleague's is told at once: it is the first that the owner hears of it.
func (o *Organisation) spare(duties []Duty, owner string, n Noted) {
	if owner != n.By {
		return
	}
	next := o.Calendar.Next(o.Today(n.At).Add(1)).At(o.Reminders.At, o.Calendar.Zone)
	for i := range duties {
		if d := &duties[i]; d.Role == Owner && !o.Today(d.At).After(o.Today(n.At)) {
			d.At = next
		}
	}
}

// satisfactionDuties: the question some days after the accepted proposal or the closing letter, one
// reminder, and then the note that no answer came.
func (o *Organisation) satisfactionDuties(all []Duty, c Case) []Duty {
	after := c.Offer
	if o.Terms.AskAfterClosing {
		after = c.ClosedOn
	}
	ended := !c.State.Open() && c.State != Closed
	if after.IsZero() || ended || c.Satisfied.Answered() || c.Satisfied.Silent {
		return all
	}
	one := func(r Rule, from Date, s Span) Duty {
		on := o.end(s, from)
		return Duty{Ref: c.Ref, Rule: r, Occurrence: from.String(), Serves: on, At: on.At(o.Reminders.At, o.Calendar.Zone)}
	}
	if c.Satisfied.Asked.IsZero() {
		if c.awaits(AskSatisfaction) || c.State == Closed && !o.Terms.AskAfterClosing {
			return all
		}
		return append(all, one(RuleAsk, after, o.Terms.SatisfactionAfter))
	}
	if c.Satisfied.Wrote {
		return all // not silent: the registrar reads it and records it
	}
	return append(all,
		one(RuleAskAgain, c.Satisfied.Asked, o.Terms.SatisfactionReminder),
		one(RuleSilence, c.Satisfied.Asked, o.Terms.SatisfactionSilence),
	)
}

// awaits tells whether a letter of the kind is on its way to the parent. One that came back is not: it may never be
// posted, and what is due leaves all the same.
func (c Case) awaits(k NoticeKind) bool {
	for _, q := range c.Queued {
		if q.Kind == k && !q.Returned {
			return true
		}
	}
	return false
}

// reminders adds the duties of one rule from its offsets per role, in any order.
func (o *Organisation) reminders(all []Duty, c Case, r Rule, number int, date Date, offsets map[Role][]int) []Duty {
	serves := date.String()
	for role, days := range offsets {
		for _, offset := range days {
			on := o.remindOn(date, offset, c.DayZero())
			if r == RuleUnassigned && on.After(c.Due.Confirm) { // many days off: earlier is of use, later is not
				on = o.remindOn(date.Add(offset), 0, c.Received)
			}
			all = append(all, Duty{
				Ref: c.Ref, Rule: r, Role: role, Number: number, Serves: date,
				Occurrence: occurrence(serves, offset), At: on.At(o.Reminders.At, o.Calendar.Zone),
			})
		}
	}
	return all
}

// occurrence names one reminder of a rule: 2026-11-21-3 is the one three days before that date.
func occurrence(serves string, offset int) string {
	if offset < 0 {
		return serves + strconv.Itoa(offset)
	}
	return serves + "+" + strconv.Itoa(offset)
}

// remindOn moves a reminder to a working day: one before or on the date it serves moves back, but not to
// the day of receipt or earlier, one after it moves forward (DESIGN section 1).
func (o *Organisation) remindOn(date Date, offset int, received Date) Date {
	d := date.Add(offset)
	if offset > 0 {
		return o.Calendar.Next(d)
	}
	if back := o.Calendar.Previous(d); back.After(received) {
		return back
	}
	return o.Calendar.Next(later(d, received.Add(1)))
}

func later(a, b Date) Date {
	if a.After(b) {
		return a
	}
	return b
}

// jobs are the ticks that belong to no case.
var jobs = map[string]func(*Organisation, *Book, Event) Decision{
	JobDigest:      applyDigest,
	JobBeforeStart: applyBeforeStart,
	JobJunk:        applyJunk,
	JobScan:        applyScan,
	JobAlert:       applyTrouble(Alert),
	JobRecovery:    applyTrouble(Recovery),
	JobCheck:       applyCheck,
	JobHolidays:    applyHolidays,
}

// applyTick does what the clock has made due: for cases, or for a slot of the cron table.
func applyTick(o *Organisation, b *Book, e Event) Decision {
	if job := jobs[e.Tick.Job]; job != nil {
		return job(o, b, e)
	}
	return applyDue(o, b, e)
}

// agreement gives an agreement as what it has in common with a measure: a date, an owner, and whether it is done.
func (c Case) agreement(number int) Measure {
	for _, a := range c.Agreements {
		if a.Number == number {
			return Measure{Number: a.Number, Date: a.Date, Owner: a.Owner, Done: a.Done, Mail: a.Mail}
		}
	}
	return Measure{}
}

// owed is the measure or the agreement that a duty is about.
func (c Case) owed(d Duty) Measure {
	if d.Rule == RuleAgreement {
		return c.agreement(d.Number)
	}
	return c.measure(d.Number)
}

// about are the mails with the words of what a duty asks.
func (c Case) about(d Duty) []string {
	switch d.Rule {
	case RuleSecond:
		if c.CloseAsk != nil {
			return c.closingMails()
		}
	case RuleMeasure, RuleReview, RuleAgreement:
		return []string{c.owed(d).Mail}
	}
	return nil
}

func (c Case) measure(number int) Measure {
	for _, m := range c.Measures {
		if m.Number == number {
			return m
		}
	}
	return Measure{}
}

// lettersByDate are the duties that are a letter to the parent, or a fact, and not a reminder. The last-day
// confirmation is exempt from the limits: it keeps a promise.
var lettersByDate = map[Rule]func(*turn){
	RuleLastDay:  func(t *turn) { t.letter(want{kind: Confirmation, keeps: Confirm}, t.lastMoment(), false) },
	RuleAsk:      func(t *turn) { t.letter(want{kind: AskSatisfaction}, t.spread(), false) },
	RuleAskAgain: func(t *turn) { t.letter(want{kind: SatisfactionReminder}, t.spread(), false) },
	RuleSilence:  func(t *turn) { t.write(EntrySilent, ActorClock, Facts{Date: t.today()}, nil) },
}

// lastMoment is when the confirmation leaves that names no handler: at once. One by return follows from nothing but a
// mail, and many at once are a flood: the limit holds for it.
func (t *turn) lastMoment() time.Time {
	if t.c.Due.Confirm == t.c.Received {
		return t.spread()
	}
	return t.e.At
}
