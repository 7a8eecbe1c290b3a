package main

import (
	"context"
	"time"

	"complaintsd/cases/desk"
	"complaintsd/cases/sqlite"
	"complaintsd/mailout"
)

// queue is the outbox table of one sender with the desk as its Settle: the outcome of a letter is an event. An
// outcome that is none, a mail to staff that was accepted, is for the store alone.
type queue struct {
	*sqlite.Store
	desk  *desk.Desk
	heard func(at time.Time, l mailout.Letter) // hears of each accepted letter; may be nil
}

// Settle takes what an attempt came to.
func (q *queue) Settle(ctx context.Context, l mailout.Letter, o mailout.Outcome, now time.Time) error {
	if err := q.settle(ctx, l, o, now); err != nil {
		return err
	}
	if o.Result == mailout.Accepted && q.heard != nil {
		q.heard(now, l)
	}
	return nil
}

func (q *queue) settle(ctx context.Context, l mailout.Letter, o mailout.Outcome, now time.Time) error {
	if row, plain := desk.Plain(l, o, now); plain {
		return q.Accepted(row.Letter, now, row.Reason)
	}
	return q.desk.Settle(ctx, l, o, now)
}
