package outbox_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"complaintsd/mailout"
)

// crash is what a fake panics with where the program dies.
type crash struct{}

// row of the fake queue.
type row struct {
	mailout.Letter
	next  time.Time
	lost  int // final dots without an answer
	doubt bool
	tried []time.Time
}

// queue is an outbox table in memory that keeps the contract of outbox.Queue.
type queue struct {
	mu   sync.Mutex
	rows []*row
	// fault may fail or kill any call. It is asked before and after the work is done.
	fault func(call, when string) error
}

func (q *queue) put(at time.Time, n int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for range n {
		id := int64(len(q.rows) + 1)
		q.rows = append(q.rows, &row{next: at, Letter: mailout.Letter{
			ID: id, Org: "KLP", State: mailout.Due, Bytes: []byte(fmt.Sprint("letter ", id)),
		}})
	}
}

// do runs one call between its faults. A fault after the work leaves the work done.
func (q *queue) do(call string, work func()) error {
	if q.fault != nil {
		if err := q.fault(call, "before"); err != nil {
			return err
		}
	}
	q.mu.Lock()
	work()
	q.mu.Unlock()
	if q.fault != nil {
		return q.fault(call, "after")
	}
	return nil
}

func (q *queue) Claim(_ context.Context, org string, now time.Time, n int) (out []mailout.Letter, err error) {
	err = q.do("claim", func() {
		for _, r := range q.rows {
			if len(out) == n || r.Org != org || r.State != mailout.Due && r.State != mailout.Uncertain || r.next.IsZero() || r.next.After(now) {
				continue
			}
			r.doubt = r.State == mailout.Uncertain
			r.State = mailout.Sending
			r.Attempts++
			r.tried = append(r.tried, now)
			wait, _ := mailout.Retry(r.Attempts, 0)
			r.next = now.Add(wait)
			out = append(out, r.Letter)
		}
	})
	return out, err
}

func (q *queue) Dotted(_ context.Context, letter int64) error {
	return q.do("dotted", func() { q.rows[letter-1].State = mailout.Dotted })
}

func (q *queue) Settle(_ context.Context, l mailout.Letter, o mailout.Outcome, now time.Time) error {
	return q.do("settle", func() {
		r := q.rows[l.ID-1]
		switch o.Result {
		case mailout.Accepted:
			r.State, r.next = mailout.Sent, time.Time{}
		case mailout.Refused:
			r.State, r.next = mailout.Failed, time.Time{}
		case mailout.Lost:
			r.uncertain(now)
		case mailout.Deferred:
			r.deferred(o, now)
		}
	})
}

func (r *row) uncertain(now time.Time) {
	r.lost++
	r.State = mailout.Uncertain
	wait, person := mailout.Doubt(r.lost)
	if r.next = now.Add(wait); person {
		r.next = time.Time{}
	}
}

func (r *row) deferred(o mailout.Outcome, now time.Time) {
	r.State = mailout.Due
	if r.doubt {
		r.State = mailout.Uncertain
	}
	if o.Login {
		r.Attempts--
		r.next = now.Add(time.Minute)
		return
	}
	wait, giveUp := mailout.Retry(r.Attempts, 0)
	if r.next = now.Add(wait); giveUp {
		r.State, r.next = mailout.Failed, time.Time{}
	}
}

func (q *queue) NextDue(_ context.Context, org string) (next time.Time, err error) {
	err = q.do("next", func() { next = q.next(org) })
	return next, err
}

func (q *queue) next(org string) (next time.Time) {
	for _, r := range q.rows {
		if r.Org == org && (r.State == mailout.Due || r.State == mailout.Uncertain) && !r.next.IsZero() &&
			(next.IsZero() || r.next.Before(next)) {
			next = r.next
		}
	}
	return next
}

func (q *queue) Recover(_ context.Context, now time.Time) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, r := range q.rows {
		switch r.State {
		case mailout.Sending:
			r.deferred(mailout.Outcome{Login: true}, now)
		case mailout.Dotted:
			r.uncertain(now)
		}
	}
	return nil
}

func (q *queue) states() (out []mailout.State) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, r := range q.rows {
		out = append(out, r.State)
	}
	return out
}

// snapshot of the rows, for a test beside a running Sender.
func (q *queue) snapshot() (out []row) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, r := range q.rows {
		out = append(out, *r)
	}
	return out
}

func (q *queue) all(s mailout.State) bool {
	return !slices.ContainsFunc(q.states(), func(x mailout.State) bool { return x != s })
}

// transport is a relay that keeps a ledger of what it took upon itself.
type transport struct {
	mu      sync.Mutex
	ledger  map[int64]int
	bytes   map[int64]string
	calls   int
	closed  int
	outcome func(letter mailout.Letter, call int) mailout.Outcome // nil accepts
	taken   func(mailout.Outcome) bool                            // whether the relay took a lost letter; nil: it did
}

func (t *transport) Deliver(ctx context.Context, l mailout.Letter, dot func() error) mailout.Outcome {
	t.mu.Lock()
	t.calls++
	call := t.calls
	t.mu.Unlock()
	o := mailout.Outcome{Result: mailout.Accepted, Code: 250}
	if t.outcome != nil {
		o = t.outcome(l, call)
	}
	if ctx.Err() != nil {
		return mailout.Outcome{Result: mailout.Deferred, Login: true, Reason: "stopped"}
	}
	if o.Result == mailout.Deferred || o.Result == mailout.Refused {
		return o
	}
	if err := dot(); err != nil {
		return mailout.Outcome{Result: mailout.Deferred, Login: true, Reason: err.Error()}
	}
	if o.Result == mailout.Accepted || t.taken == nil || t.taken(o) {
		t.take(l)
	}
	return o
}

func (t *transport) take(l mailout.Letter) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ledger == nil {
		t.ledger, t.bytes = map[int64]int{}, map[int64]string{}
	}
	t.ledger[l.ID]++
	if was := t.bytes[l.ID]; was != "" && was != string(l.Bytes) {
		t.ledger[l.ID] += 1000 // other bytes under the same number
	}
	t.bytes[l.ID] = string(l.Bytes)
}

func (t *transport) Close() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.closed++
	return nil
}

func (t *transport) attempts() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.calls
}

func (t *transport) hangUps() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.closed
}

func (t *transport) sent(id int64) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.ledger[id]
}
