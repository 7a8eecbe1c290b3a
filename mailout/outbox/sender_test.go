package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"complaintsd/mailout"
	"complaintsd/mailout/outbox"
)

var down = mailout.Outcome{Result: mailout.Deferred, Reason: "connection refused", Login: true}

// house is a Sender with its fakes and its own clock, inside a synctest bubble.
type house struct {
	queue     queue
	transport transport
	sender    outbox.Sender
	wake      chan struct{}
	start     time.Time
	stop      func()

	mu   sync.Mutex
	told []error
}

func (h *house) hear(err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.told = append(h.told, err)
}

// health is what the Sender told so far.
func (h *house) health() []error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.told)
}

// build makes a house whose Sender can be drained or run.
func build(now func() time.Time) *house {
	h := &house{wake: make(chan struct{}, 1), start: now()}
	h.sender = outbox.Sender{
		Org: "KLP", Queue: &h.queue, Transport: &h.transport, Now: now, Log: slog.New(slog.DiscardHandler),
		Wake: h.wake, Health: h.hear, Jitter: func() float64 { return 1 },
	}
	return h
}

// run starts the Sender; it ends with the test.
func (h *house) run(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- h.sender.Run(ctx) }()
	h.stop = func() {
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("Run ended with %v", err)
		}
	}
}

// after lets the clock run, and then lets everything come to rest.
func after(d time.Duration) {
	time.Sleep(d) // the bubble's clock: no time passes outside
	synctest.Wait()
}

func TestRelayDownForADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(time.Now)
		h.queue.put(h.start, 50)
		h.transport.outcome = func(mailout.Letter, int) mailout.Outcome {
			if time.Since(h.start) < 24*time.Hour {
				return down
			}
			return mailout.Outcome{Result: mailout.Accepted}
		}
		h.run(t)
		defer h.stop()
		after(24*time.Hour - time.Second)
		if h.transport.attempts() > 120 || h.transport.attempts() < 60 {
			t.Errorf("the relay was bothered %d times in a day", h.transport.attempts())
		}
		if !h.queue.all(mailout.Due) || len(h.health()) != 1 || h.health()[0] == nil {
			t.Errorf("states %v, health %v", h.queue.states(), h.health())
		}
		after(20 * time.Minute)
		if !h.queue.all(mailout.Sent) || len(h.health()) != 2 || h.health()[1] != nil {
			t.Errorf("states %v, health %v", h.queue.states(), h.health())
		}
		for _, r := range h.queue.snapshot() {
			if r.Attempts != 1 || h.transport.sent(r.ID) != 1 {
				t.Errorf("letter %d: %d attempts counted, sent %d times", r.ID, r.Attempts, h.transport.sent(r.ID))
			}
		}
	})
}

func TestRefusedForEverStopsNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(time.Now)
		h.queue.put(h.start, 45)
		h.transport.outcome = func(l mailout.Letter, _ int) mailout.Outcome {
			if l.ID%3 == 0 {
				return mailout.Outcome{Result: mailout.Refused, Code: 550, Reason: "no such user"}
			}
			return mailout.Outcome{Result: mailout.Accepted}
		}
		h.run(t)
		defer h.stop()
		after(30 * 24 * time.Hour)
		for i, state := range h.queue.states() {
			want := mailout.Sent
			if (i+1)%3 == 0 {
				want = mailout.Failed
			}
			if state != want {
				t.Errorf("letter %d is %s, want %s", i+1, state, want)
			}
		}
		if h.transport.attempts() != 45 || len(h.health()) != 0 {
			t.Errorf("%d attempts, health %v", h.transport.attempts(), h.health())
		}
	})
}

// A letter that the queue cannot read any more is never handed to the relay: it is settled as refused, so that a
// person hears of it, and the others leave.
func TestDamagedLetterIsNotSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(time.Now)
		h.queue.put(h.start, 3)
		h.queue.rows[1].Damaged = true
		h.transport.outcome = func(mailout.Letter, int) mailout.Outcome { return mailout.Outcome{Result: mailout.Accepted} }
		h.run(t)
		defer h.stop()
		after(time.Hour)
		want := []mailout.State{mailout.Sent, mailout.Failed, mailout.Sent}
		if got := h.queue.states(); !slices.Equal(got, want) || h.transport.attempts() != 2 || len(h.health()) != 0 {
			t.Errorf("states %v, %d attempts, health %v", got, h.transport.attempts(), h.health())
		}
	})
}

func TestDeferredFollowsTheTimetable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(time.Now)
		h.queue.put(h.start, 1)
		h.transport.outcome = func(mailout.Letter, int) mailout.Outcome {
			return mailout.Outcome{Result: mailout.Deferred, Code: 452, Reason: "mailbox full"}
		}
		h.run(t)
		defer h.stop()
		after(10 * 24 * time.Hour)
		r := h.queue.snapshot()[0]
		var due time.Duration
		for i, at := range r.tried {
			wait, _ := mailout.Retry(i, 0)
			if due += wait; at.Sub(h.start) < due || at.Sub(h.start) > due+time.Duration(i)*time.Minute {
				t.Errorf("attempt %d after %v, want %v", i+1, at.Sub(h.start), due)
			}
		}
		if r.State != mailout.Failed || len(r.tried) != 19 || len(h.health()) != 0 {
			t.Errorf("%s after %d attempts, health %v", r.State, len(r.tried), h.health())
		}
	})
}

func TestLostAnswers(t *testing.T) {
	cases := []struct {
		name  string
		lost  int // answers in a row
		taken bool
		state mailout.State
		sent  int
	}{
		{"one, taken", 1, true, mailout.Sent, 2},
		{"one, not taken", 1, false, mailout.Sent, 1},
		{"for ever, taken", 1000, true, mailout.Uncertain, 2},
		{"for ever, not taken", 1000, false, mailout.Uncertain, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := build(time.Now)
				h.queue.put(h.start, 1)
				h.transport.taken = func(mailout.Outcome) bool { return c.taken }
				h.transport.outcome = func(_ mailout.Letter, call int) mailout.Outcome {
					if call <= c.lost {
						return mailout.Outcome{Result: mailout.Lost, Reason: "EOF"}
					}
					return mailout.Outcome{Result: mailout.Accepted}
				}
				h.run(t)
				defer h.stop()
				after(14 * time.Minute)
				if got := h.queue.states()[0]; got != mailout.Uncertain || h.transport.attempts() != 1 {
					t.Errorf("%s after %d attempts in the first quarter of an hour", got, h.transport.attempts())
				}
				after(10 * 24 * time.Hour)
				if got := h.queue.states()[0]; got != c.state || h.transport.attempts() != 2 || h.transport.sent(1) != c.sent {
					t.Errorf("%s after %d attempts, sent %d times", got, h.transport.attempts(), h.transport.sent(1))
				}
			})
		})
	}
}

func TestWakeAndSleep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(time.Now)
		h.run(t)
		defer h.stop()
		after(90 * time.Second)
		if h.transport.hangUps() == 0 {
			t.Error("the idle connection was kept")
		}
		h.queue.put(time.Now(), 1)
		h.wake <- struct{}{}
		synctest.Wait()
		if h.transport.sent(1) != 1 {
			t.Error("a wake-up sends nothing")
		}
		h.queue.put(time.Now(), 1)
		after(time.Minute)
		if h.transport.sent(2) != 1 {
			t.Error("without a wake-up a letter waits for more than a minute")
		}
		h.queue.put(time.Now().Add(30*time.Second), 1)
		h.wake <- struct{}{}
		after(29 * time.Second)
		if early := h.transport.sent(3); early != 0 {
			t.Error("a held letter left early")
		}
		after(time.Second)
		if h.transport.sent(3) != 1 {
			t.Error("a held letter did not leave at its time")
		}
	})
}

// A letter that is due but is not handed out must not make the Sender spin.
func TestLetterThatIsNotHandedOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(time.Now)
		asked := 0
		h.queue.put(h.start, 1)
		h.queue.fault = func(call, when string) error {
			if call == "claim" && when == "before" {
				asked++
				h.queue.mu.Lock()
				h.queue.rows[0].Org = "ELSE" // gone between asking and claiming
				h.queue.mu.Unlock()
			}
			if call == "claim" && when == "after" {
				h.queue.mu.Lock()
				h.queue.rows[0].Org = "KLP"
				h.queue.mu.Unlock()
			}
			return nil
		}
		h.run(t)
		defer h.stop()
		after(time.Minute)
		if asked > 62 {
			t.Errorf("asked %d times in a minute", asked)
		}
	})
}

func TestStopHandsBackTheRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(time.Now)
		h.queue.put(h.start, 10)
		ctx, cancel := context.WithCancel(t.Context())
		h.transport.outcome = func(l mailout.Letter, _ int) mailout.Outcome {
			if l.ID == 4 {
				cancel()
			}
			return mailout.Outcome{Result: mailout.Accepted}
		}
		if err := h.sender.Run(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("Run: %v", err)
		}
		sent := []mailout.State{mailout.Sent, mailout.Sent, mailout.Sent}
		if got := h.queue.states(); !slices.Equal(got[:3], sent) || slices.ContainsFunc(got[3:], func(s mailout.State) bool { return s != mailout.Due }) {
			t.Errorf("states %v", got)
		}
		if h.transport.attempts() != 4 || len(h.health()) != 0 {
			t.Errorf("%d attempts, health %v", h.transport.attempts(), h.health())
		}
	})
}

// A letter that is taken back while it is on its way is stopped, and nobody is alarmed: the others leave at once.
func TestWithdrawnLetterIsNoTrouble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(time.Now)
		h.queue.put(h.start, 5)
		dots := 0
		h.queue.fault = func(call, when string) error {
			if call == "dotted" && when == "before" {
				if dots++; dots == 2 {
					return fmt.Errorf("note the dot: %w", mailout.ErrWithdrawn)
				}
			}
			return nil
		}
		h.run(t)
		defer h.stop()
		after(time.Second)
		for i, state := range h.queue.states() {
			if want := map[bool]mailout.State{true: mailout.Due, false: mailout.Sent}[i == 1]; state != want {
				t.Errorf("letter %d is %s, want %s", i+1, state, want)
			}
		}
		if h.transport.sent(2) != 0 || len(h.health()) != 0 {
			t.Errorf("sent %d times, health %v", h.transport.sent(2), h.health())
		}
	})
}
