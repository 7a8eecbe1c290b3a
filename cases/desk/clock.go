package desk

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"complaintsd/cases"
	"complaintsd/mailout"
)

// settleIn is how long after the first start the list of mail from before it is made: by then the mailbox has
// been read.
const settleIn = 15 * time.Minute

// batch is how many letters are asked for at a time.
const batch = 100

// gathered is how many due cases are done together, so that what is due for one person is one mail.
const gathered = 1000

// duties performs what is due, each case once and in one transaction for all, so that each person gets one mail. A
// case that fails stays due and keeps no other waiting (invariant 8).
func (d *Desk) duties(ctx context.Context, now time.Time) error {
	seen := map[cases.Ref]bool{}
	var failed []error
	for {
		refs, err := d.Store.Due(ctx, now, gathered)
		if err != nil {
			return errors.Join(append(failed, err)...)
		}
		fresh := map[string][]cases.Ref{}
		for _, ref := range refs {
			if prefix, _, _ := ref.Split(); !seen[ref] {
				seen[ref] = true
				fresh[prefix] = append(fresh[prefix], ref)
			}
		}
		if len(fresh) == 0 {
			return errors.Join(failed...)
		}
		for _, prefix := range slices.Sorted(maps.Keys(fresh)) {
			failed = append(failed, d.due(ctx, prefix, fresh[prefix], now))
		}
	}
}

// due does what is due for some cases. When one of them cannot be done, halves of them are tried, until it stands
// alone: the others are done.
func (d *Desk) due(ctx context.Context, prefix string, refs []cases.Ref, now time.Time) error {
	o, err := d.org(prefix)
	if err != nil {
		return err
	}
	err = d.handle(ctx, o, cases.Event{At: now, Org: prefix, Tick: &cases.Tick{Refs: refs}}, nil, nil)
	switch {
	case err == nil:
		return nil
	case len(refs) > 1 && Hopeless(err):
		half := len(refs) / 2
		return errors.Join(d.due(ctx, prefix, refs[:half], now), d.due(ctx, prefix, refs[half:], now))
	case len(refs) > 1:
		return fmt.Errorf("do what is due for %d cases: %w", len(refs), err)
	}
	return fmt.Errorf("do what is due for %s: %w", refs[0], err)
}

// jobs runs the newest slots of the digest and of the yearly look at other people's addresses that are not done,
// and once in a life the list of mail that was there before the first day. A daemon that was down for weeks sends one digest.
func (d *Desk) jobs(ctx context.Context, o *cases.Organisation, now time.Time) error {
	var failed []error // one that fails keeps no other waiting
	if name, at := o.DigestSlot(now); !at.Before(d.Started) {
		failed = append(failed, d.slot(ctx, o, now, cases.Tick{Job: cases.JobDigest, Slot: name}))
	}
	if name, at := o.CheckSlot(now); name != "" && !at.Before(d.Started) {
		failed = append(failed, d.slot(ctx, o, now, cases.Tick{Job: cases.JobCheck, Slot: name}))
	}
	if name := o.HolidaysSlot(now); name != "" {
		failed = append(failed, d.slot(ctx, o, now, cases.Tick{Job: cases.JobHolidays, Slot: name}))
	}
	return errors.Join(append(failed, d.beforeStart(ctx, o, now))...)
}

// beforeStart makes the list of mail that was there before the first day.
func (d *Desk) beforeStart(ctx context.Context, o *cases.Organisation, now time.Time) error {
	if now.Before(d.Started.Add(settleIn)) || d.slots[Slot{o.Prefix + "/" + cases.JobBeforeStart, "once"}] {
		return nil
	}
	book, err := d.Store.Load(ctx, Want{Org: o.Prefix, Now: now, BeforeStart: true})
	if err != nil || book.BeforeStart == 0 {
		return err
	}
	return d.slot(ctx, o, now, cases.Tick{
		Job: cases.JobBeforeStart, Slot: "once", Count: book.BeforeStart, Lines: book.BeforeStartLines,
	})
}

// Tell puts a technical trouble, or its end, before the operator of an organisation. News of a trouble that waits, because
// the relay was the trouble, leaves before the news of its end: the last that the operator reads is what holds.
func (d *Desk) Tell(ctx context.Context, org string, recovered bool, words string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	o, err := d.org(org)
	if err != nil {
		return err
	}
	tick, hurry := cases.Tick{Job: cases.JobAlert, Words: words}, ""
	if recovered {
		tick.Job, hurry = cases.JobRecovery, o.Operator
	}
	return d.handle(ctx, o, cases.Event{At: d.Now(), Org: org, Tick: &tick}, nil, func(c *Change) { c.Hurried = hurry })
}

// slot runs a job once: the slot is claimed in the transaction of what it does.
func (d *Desk) slot(ctx context.Context, o *cases.Organisation, now time.Time, tick cases.Tick) error {
	s := Slot{Job: o.Prefix + "/" + tick.Job, Slot: tick.Slot}
	if d.slots[s] {
		return nil
	}
	err := d.handle(ctx, o, cases.Event{At: now, Org: o.Prefix, Tick: &tick}, nil, func(c *Change) { c.Slot = &s })
	if err != nil && !errors.Is(err, ErrSlotDone) {
		return err
	}
	if d.slots == nil {
		d.slots = map[Slot]bool{}
	}
	d.slots[s] = true
	return nil
}

// relayWait is when a letter may be tried again that was held up by the relay's own trouble.
const relayWait = time.Minute

// doubtWait is how long a letter whose answer was lost waits for its one second attempt.
const doubtWait = 15 * time.Minute

// settlement is what an attempt means: for the outbox row, and as an event of the case, nil for none.
type settlement struct {
	row   Settlement
	event *cases.Settled
}

// settle reads the outcome of an attempt (DESIGN invariant 4): accepted and refused are final, deferred is a
// new date until the timetable ends, and a lost answer allows one more attempt with the same bytes.
func settle(l mailout.Letter, o mailout.Outcome, now time.Time) settlement {
	s := settlement{row: Settlement{Letter: l.ID, Reason: o.Reason}}
	event := &cases.Settled{Letter: l.ID, Kind: cases.NoticeKind(l.Kind), To: l.To, Reason: o.Reason, Again: l.Doubt}
	switch o.Result {
	case mailout.Accepted:
		s.row.State, event.Outcome = mailout.Sent, cases.Accepted
	case mailout.Refused:
		s.row.State, event.Outcome = mailout.Failed, cases.RefusedBy
	case mailout.Lost:
		s.row.State, event.Outcome = mailout.Uncertain, cases.Uncertain
		if !l.Doubt {
			s.row.Retry = now.Add(doubtWait)
		}
	case mailout.Deferred:
		if o.Login { // the relay's own trouble: the sender pauses, and the letter loses nothing by it
			s.row.State, s.row.Retry, s.row.Uncounted = mailout.Due, now.Add(relayWait), true
			return s
		}
		wait, end := mailout.Retry(l.Attempts, jitter(l.ID))
		if !end {
			s.row.State, s.row.Retry = mailout.Due, now.Add(wait)
			return s
		}
		s.row.State, event.Outcome = mailout.Failed, cases.RefusedBy
	}
	s.event = event
	return s
}

// Plain gives the settlement of a letter that was accepted and of which nobody but the outbox has to know: it may
// be written together with what comes next. The second value is false for every other outcome.
func Plain(l mailout.Letter, o mailout.Outcome, now time.Time) (Settlement, bool) {
	s := settle(l, o, now)
	return s.row, s.row.State == mailout.Sent && !s.matters()
}

// jitter spreads retries without a random source: what is in the outbox behaves the same each time.
func jitter(id int64) float64 { return float64(uint64(id)*2654435761%1000) / 1000 }

// matters tells whether anybody but the outbox has to know: what becomes of letters to parents is in the
// history, and a letter that will not arrive is told. A receipt keeps no promise: that it was accepted at the
// first attempt stands in its row, and only what is unusual about it is an event.
func (s settlement) matters() bool {
	e := s.event
	plain := e.Outcome == cases.Accepted && !e.Again
	return !plain || e.Kind.ToParent() && !e.Kind.Loose()
}
