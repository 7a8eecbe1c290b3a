package outbox_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"complaintsd/mailout"
)

// spiteful is a relay whose library panics over one letter, before its final dot or after.
type spiteful struct {
	*transport
	letter   int64
	afterDot bool
}

func (s spiteful) Deliver(ctx context.Context, l mailout.Letter, dot func() error) mailout.Outcome {
	if l.ID != s.letter {
		return s.transport.Deliver(ctx, l, dot)
	}
	if s.afterDot {
		_ = dot()
	}
	panic("index out of range")
}

// A letter whose sending panics would end the process at each start again, with all letters behind it. Before its
// final dot it is refused, as a damaged one is; after it nobody knows, and it leaves once more at most.
func TestPanicOverOneLetterStopsNoOther(t *testing.T) {
	for _, c := range []struct {
		name     string
		afterDot bool
		state    mailout.State
		attempts int
	}{
		{"before the dot", false, mailout.Failed, 1},
		{"after the dot", true, mailout.Uncertain, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := build(time.Now)
				h.queue.put(h.start, 3)
				h.sender.Transport = spiteful{&h.transport, 2, c.afterDot}
				h.run(t)
				defer h.stop()
				after(0)
				hungUp := h.transport.hangUps()
				after(24 * time.Hour)
				want := []mailout.State{mailout.Sent, c.state, mailout.Sent}
				if got := h.queue.states(); !slices.Equal(got, want) || len(h.health()) != 0 || hungUp == 0 {
					t.Errorf("states %v, health %v, %d times hung up", got, h.health(), hungUp)
				}
				if got := len(h.queue.snapshot()[1].tried); got != c.attempts {
					t.Errorf("%d attempts, want %d", got, c.attempts)
				}
			})
		})
	}
}
