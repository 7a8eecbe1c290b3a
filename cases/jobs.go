package cases

import (
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
	JobHolidays    = "holidays"
)

// Gets tells whether a person gets the weekly digest: who is responsible for a place, a region or all of it.
func (p Person) Gets() bool {
	return slices.ContainsFunc(p.Roles, func(r Role) bool { return r == Manager || r == Regional || r == Registrar || r == Director })
}

// Readers are the addresses to which digests go.
func (o *Organisation) Readers() []string {
	var all []string
	for _, p := range o.People {
		if p.Gets() {
			all = append(all, p.Address)
		}
	}
	return all
}

// applyDigest makes the weekly overview of each manager, from all cases that are not done with.
func applyDigest(o *Organisation, b *Book, e Event) Decision {
	t := begin(o, b, e, Case{})
	for _, p := range o.People {
		if !p.Gets() {
			continue
		}
		d := o.Digest(p, *b, o.Today(e.At))
		if d.Empty() && o.Reminders.NoEmptyDigest {
			continue
		}
		n := Notice{Kind: DigestNotice, To: p, Address: p.Address, Digest: &d}
		for _, ref := range d.Linked() {
			n.Keys = append(n.Keys, t.staffToken(ref, p))
		}
		t.post(n)
	}
	return Decision{Steps: []Step{t.step()}}
}

// linked is how many cases of a digest have links of their own: a list that is longer is read in the register.
const linked = 40

// Linked are the cases that the reader gets links for: what waits for the reader, and then what is due first.
func (d Digest) Linked() []Ref {
	var mine, others []Ref
	for _, l := range d.Open {
		if l.Task != "" {
			mine = append(mine, l.Ref)
		} else if l.Next != "" && l.DaysLeft <= 7 {
			others = append(others, l.Ref)
		}
	}
	for _, m := range d.Promised {
		if m.Mine {
			mine = append(mine, m.Ref)
		} else if m.DaysLeft <= 7 {
			others = append(others, m.Ref)
		}
	}
	for _, l := range d.Stuck {
		others = append(others, l.Ref)
	}
	var all []Ref
	seen := map[Ref]bool{}
	for _, ref := range append(mine, others...) {
		if !seen[ref] && len(all) < linked {
			seen[ref] = true
			all = append(all, ref)
		}
	}
	return all
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

// applyBeforeStart gives the registrar the one list of the mail that was in the mailbox before the first day
// and was left alone (invariant 12). The lines come with the event.
func applyBeforeStart(o *Organisation, b *Book, e Event) Decision {
	t := begin(o, b, e, Case{})
	t.tell(Alert, o.With(Registrar), func(n *Notice) {
		n.Title = "Er stond al mail in de mailbox"
		n.Reason = early(e.Tick.Count, len(e.Tick.Lines), o.Address)
		n.Lines = e.Tick.Lines
	})
	return Decision{Steps: []Step{t.step()}}
}

// early tells of mail from before the first day, of which the list shows the newest, and how one of it becomes a case.
func early(count, listed int, address string) string {
	words := "In de mailbox stond 1 bericht van voor de eerste dag. Het staat er nog en er is niets mee gedaan: er is geen zaak van gemaakt en er is niemand geantwoord. Kijk zelf of het nog een open klacht is. Stuur het dan door naar " + address + ": zo wordt het een zaak."
	if count != 1 {
		words = fmt.Sprintf("In de mailbox stonden %d berichten van voor de eerste dag. Ze staan er nog en er is niets mee gedaan: er is geen zaak van gemaakt en er is niemand geantwoord. Kijk zelf of er nog een open klacht bij staat. Stuur die dan door naar %s: zo wordt het een zaak.", count, address)
	}
	if listed < count {
		words += fmt.Sprintf(" Hieronder staan de nieuwste %d.", listed)
	}
	return words
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
