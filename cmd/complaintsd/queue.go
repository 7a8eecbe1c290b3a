package main

import (
	"context"
	"time"

	"complaintsd/cases/desk"
	"complaintsd/cases/sqlite"
	"complaintsd/mailout"
)

// queue is the outbox table of one sender with the desk as its Settle: the outcome of a letter is an event. An
// outcome that is none, a mail to staff that was accepted, waits for the note of the next final dot and is written
// with it: one synced write a letter instead of two. A crash in between leaves the letter uncertain, which it is
// told to be, like every crash behind a final dot.
type queue struct {
	*sqlite.Store
	desk   *desk.Desk
	heard  func(at time.Time, l mailout.Letter) // hears of each accepted letter; may be nil
	before *desk.Settlement
	at     time.Time
}

// Settle takes what an attempt came to.
func (q *queue) Settle(ctx context.Context, l mailout.Letter, o mailout.Outcome, now time.Time) error {
	if err := q.flush(ctx); err != nil {
		return err
	}
	if row, plain := desk.Plain(l, o, now); plain {
		q.before, q.at = &row, now
	} else if err := q.desk.Settle(ctx, l, o, now); err != nil {
		return err
	}
	if o.Result == mailout.Accepted && q.heard != nil {
		q.heard(now, l)
	}
	return nil
}

// Dotted notes the final dot, and what became of the letter before.
func (q *queue) Dotted(ctx context.Context, letter int64) error {
	err := q.DottedAfter(ctx, letter, q.before, q.at)
	if err == nil {
		q.before = nil
	}
	return err
}

// Claim hands out letters once the last one is settled.
func (q *queue) Claim(ctx context.Context, org string, now time.Time, n int) ([]mailout.Letter, error) {
	if err := q.flush(ctx); err != nil {
		return nil, err
	}
	return q.Store.Claim(ctx, org, now, n)
}

// flush writes what waits for a dot that does not come.
func (q *queue) flush(ctx context.Context) error {
	if q.before == nil {
		return nil
	}
	err := q.Commit(ctx, desk.Change{Now: q.at, Settled: q.before})
	if err == nil {
		q.before = nil
	}
	return err
}
