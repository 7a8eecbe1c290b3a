package cases

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// The jobs of the cron table that are events of their own.
const (
	JobDigest      = "digest"
	JobBeforeStart = "before-start"
	JobAlert       = "alert"
	JobRecovery    = "recovery"
	JobCheck       = "check-referrals"
)

// applyDigest makes the weekly overview of each manager, from all cases that are not done with.
func applyDigest(o *Organisation, b *Book, e Event) Decision {
	t := begin(o, b, e, Case{})
	for _, p := range o.People {
		if !slices.ContainsFunc(p.Roles, func(r Role) bool { return r == Manager || r == Regional || r == Registrar || r == Director }) {
			continue
		}
		d := o.Digest(p, b.Cases, o.Today(e.At))
		t.post(Notice{Kind: DigestNotice, To: p, Address: p.Address, Digest: &d})
	}
	return Decision{Steps: []Step{t.step()}}
}

// DigestSlot gives the latest moment at or before now at which the weekly digest was due, and the name of that
// slot: the date of its day of the week. On a day off it is due on the next working day.
func (o *Organisation) DigestSlot(now time.Time) (string, time.Time) {
	on := o.Today(now)
	for on.Weekday() != o.Reminders.DigestDay {
		on = on.Add(-1)
	}
	for {
		at := o.Calendar.Next(on).At(o.Reminders.DigestAt, o.Calendar.Zone)
		if !at.After(now) {
			return on.String(), at
		}
		on = on.Add(-7)
	}
}

// NextDigest gives the first moment after now at which the weekly digest is due.
func (o *Organisation) NextDigest(now time.Time) time.Time {
	on := o.Today(now).Add(-7)
	for on.Weekday() != o.Reminders.DigestDay {
		on = on.Add(1)
	}
	for {
		if at := o.Calendar.Next(on).At(o.Reminders.DigestAt, o.Calendar.Zone); at.After(now) {
			return at
		}
		on = on.Add(7)
	}
}

// Digest gives the overview of one person on a date: the director's and the registrar's hold all locations, a
// manager's the own ones. It has no names of parents and no narrative (invariant 11), and nothing of a case
// that this person must not know of (invariant 10).
func (o *Organisation) Digest(p Person, cases []Case, on Date) Digest {
	d := Digest{Person: p, On: on}
	for _, c := range cases {
		if c.Dormant || !o.sees(p, c, false) {
			continue
		}
		line := o.line(c, on)
		switch {
		case c.State.Open():
			d.Open = append(d.Open, line)
		case c.ClosedOn.Days(on) <= 7:
			d.ClosedIn = append(d.ClosedIn, line)
		}
		if days := c.Received.Days(on); days <= 7 {
			d.Opened = append(d.Opened, line)
		}
		d.Measures = append(d.Measures, o.openMeasures(c, on)...)
	}
	slices.SortStableFunc(d.Open, func(a, b DigestLine) int {
		return cmp.Or(cmp.Compare(a.urgency(), b.urgency()), cmp.Compare(a.Ref, b.Ref))
	})
	slices.SortStableFunc(d.Measures, func(a, b DigestMeasure) int { return cmp.Compare(a.DaysLeft, b.DaysLeft) })
	return d
}

// urgency orders: what is late most comes first, and what has no date comes last.
func (l DigestLine) urgency() int {
	if l.Next == "" {
		return 1 << 20
	}
	return l.DaysLeft
}

func (o *Organisation) line(c Case, on Date) DigestLine {
	l := DigestLine{
		Ref: c.Ref, Kind: c.Kind, State: c.State, Location: c.Location, Day: c.Received.Days(on),
		Due: c.Due, Kept: c.Kept, Serious: c.Serious,
	}
	if h, ok := o.Person(c.Handler); ok {
		l.Handler = h.Name
	}
	for _, p := range []Promise{Confirm, Propose, Statutory} {
		if due := *c.Due.Of(p); c.Kept.Of(p).IsZero() && !due.IsZero() && c.State.Open() {
			l.Next, l.DaysLeft = p, on.Days(due)
			break
		}
	}
	return l
}

func (o *Organisation) openMeasures(c Case, on Date) []DigestMeasure {
	var open []DigestMeasure
	for _, m := range c.Measures {
		if !m.Done.IsZero() {
			continue
		}
		owner, _ := o.Person(m.Owner)
		open = append(open, DigestMeasure{
			Ref: c.Ref, Location: c.Location, Number: m.Number, Owner: owner.Name, Date: m.Date, DaysLeft: on.Days(m.Date),
		})
	}
	return open
}

// applyBeforeStart gives the registrar the one list of the mail that was in the mailbox before the first day
// and was left alone (invariant 12). The lines come with the event.
func applyBeforeStart(o *Organisation, b *Book, e Event) Decision {
	t := begin(o, b, e, Case{})
	t.tell(Alert, o.With(Registrar), func(n *Notice) {
		n.Title = "Er stond al mail in de mailbox"
		n.Reason = fmt.Sprintf("In de mailbox stonden %d berichten van voor de eerste dag. Daar is niets mee gedaan: er is geen zaak van gemaakt en er is niemand geantwoord. Kijk zelf of er nog een open klacht bij staat.", e.Tick.Count)
		n.Lines = e.Tick.Lines
	})
	return Decision{Steps: []Step{t.step()}}
}

// applyTrouble tells the operator that something technical fails, or works again.
func applyTrouble(k NoticeKind) func(*Organisation, *Book, Event) Decision {
	return func(o *Organisation, b *Book, e Event) Decision {
		if o.Operator == "" {
			return Decision{}
		}
		t := begin(o, b, e, Case{})
		t.post(Notice{Kind: k, Address: o.Operator, Reason: e.Tick.Words})
		return Decision{Steps: []Step{t.step()}}
	}
}
