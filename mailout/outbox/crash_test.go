package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"complaintsd/mailout"
	"complaintsd/mailout/outbox"
)

var errDisk = errors.New("disk full")

// failing gives a fault that fails a call, before or after its work, for its first n occurrences.
func failing(call, when string, n int) func(string, string) error {
	return func(c, w string) error {
		if c == call && w == when && n > 0 {
			n--
			return errDisk
		}
		return nil
	}
}

func TestQueueThatFails(t *testing.T) {
	cases := []struct {
		name  string
		fault func(string, string) error
	}{
		{"claim", failing("claim", "before", 20)},
		{"claim for a day", failing("claim", "before", 100)},
		{"dotted", failing("dotted", "before", 20)},
		{"settle", failing("settle", "before", 20)},
		{"settle of one letter, long", failing("settle", "before", 60)},
		{"next", failing("next", "before", 20)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := build(time.Now)
				h.queue.put(h.start, 30)
				h.queue.fault = c.fault
				h.run(t)
				defer h.stop()
				after(3 * 24 * time.Hour)
				if !h.queue.all(mailout.Sent) {
					t.Fatalf("states %v", h.queue.states())
				}
				for id := int64(1); id <= 30; id++ {
					if n := h.transport.sent(id); n != 1 {
						t.Errorf("letter %d was sent %d times", id, n)
					}
				}
				if told := h.health(); len(told) != 2 || !errors.Is(told[0], errDisk) || told[1] != nil {
					t.Errorf("health %v", told)
				}
			})
		})
	}
}

// One letter whose outcome the queue never takes holds up no other, and is not sent twice.
func TestOneLetterThatCannotBeSettled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(time.Now)
		h.queue.put(h.start, 30)
		h.sender.Queue = stubborn{&h.queue}
		h.run(t)
		defer h.stop()
		after(24 * time.Hour)
		for id := int64(1); id <= 30; id++ {
			if n := h.transport.sent(id); n != 1 {
				t.Errorf("letter %d was sent %d times", id, n)
			}
		}
		if got := h.queue.states(); got[4] != mailout.Dotted || got[5] != mailout.Sent {
			t.Errorf("states %v", got)
		}
		if told := h.health(); len(told) != 1 {
			t.Errorf("health %v, want to be told once", told)
		}
	})
}

// stubborn takes no outcome of letter 5.
type stubborn struct{ *queue }

func (q stubborn) Settle(ctx context.Context, l mailout.Letter, o mailout.Outcome, now time.Time) error {
	if l.ID == 5 {
		return errDisk
	}
	return q.queue.Settle(ctx, l, o, now)
}

// drain runs a Sender until it returns or the program dies in it.
func drain(s *outbox.Sender) (died bool) {
	defer func() {
		if r := recover(); r != nil {
			if _, died = r.(crash); !died {
				panic(r)
			}
		}
	}()
	_ = s.Drain(context.Background()) // its failures are what the test has set up
	return false
}

// play drains with a turned clock until nothing is due any more; after each death it starts again, with Recover.
func (h *house) play(now *time.Time) error {
	for range 2000 {
		if drain(&h.sender) {
			again := build(h.sender.Now)
			again.sender.Queue, again.sender.Transport = &h.queue, &h.transport
			h.sender = again.sender
			if err := h.queue.Recover(context.Background(), *now); err != nil {
				return err
			}
		}
		*now = now.Add(time.Minute)
		if next := h.queue.next("KLP"); next.After(*now) {
			*now = next
		} else if next.IsZero() && !h.claimed() {
			return nil
		}
	}
	return errors.New("the outbox never comes to an end")
}

func (h *house) claimed() bool {
	for _, s := range h.queue.states() {
		if s == mailout.Sending || s == mailout.Dotted {
			return true
		}
	}
	return false
}

// Invariant 4: the program dies at each single call in turn, once before its work and once after it. Each letter
// is sent; twice only if the death came between its dot and its settlement, and then it went through uncertain.
func TestDeathAtEachCall(t *testing.T) {
	for n := 1; ; n++ {
		now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
		h := build(func() time.Time { return now })
		h.queue.put(now, 3)
		calls, where := 0, ""
		h.queue.fault = func(call, when string) error {
			if calls++; calls == n {
				where = call + " " + when
				panic(crash{})
			}
			return nil
		}
		if err := h.play(&now); err != nil {
			t.Fatal(err)
		}
		if where == "" {
			if n < 10 {
				t.Fatalf("only %d calls were made", n)
			}
			return
		}
		twice := 0
		for _, r := range h.queue.rows {
			if sent := h.transport.sent(r.ID); r.State != mailout.Sent || sent < 1 || sent > 2 || sent == 2 && r.lost == 0 {
				t.Errorf("death at call %d (%s): letter %d is %s, sent %d times, %d lost", n, where, r.ID, r.State, sent, r.lost)
			} else if sent == 2 {
				twice++
			}
		}
		if twice > 1 || twice == 1 && where != "settle before" {
			t.Errorf("death at call %d (%s): %d letters were sent twice", n, where, twice)
		}
	}
}

// Whatever relay and queue do: every letter comes to an end, none is sent three times, and none twice without
// having been called uncertain.
func TestAnyTroubleEndsWell(t *testing.T) {
	results := []mailout.Outcome{
		{Result: mailout.Accepted},
		{Result: mailout.Accepted},
		{Result: mailout.Deferred, Code: 451, Reason: "later"},
		{Result: mailout.Refused, Code: 550, Reason: "no"},
		{Result: mailout.Lost, Reason: "EOF"},
		down,
	}
	rapid.Check(t, func(t *rapid.T) {
		now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
		h := build(func() time.Time { return now })
		h.queue.put(now, rapid.IntRange(1, 30).Draw(t, "letters"))
		h.transport.outcome = func(_ mailout.Letter, call int) mailout.Outcome {
			if call > 300 {
				return results[0]
			}
			return rapid.SampledFrom(results).Draw(t, "outcome")
		}
		h.transport.taken = func(mailout.Outcome) bool { return rapid.Bool().Draw(t, "taken") }
		faults := 0
		h.queue.fault = func(call, when string) error {
			if when == "after" && call != "settle" || faults > 20 {
				return nil
			}
			switch rapid.IntRange(0, 30).Draw(t, fmt.Sprint(call, " ", when)) {
			case 0:
				faults++
				panic(crash{})
			case 1:
				faults++
				if when == "before" {
					return errDisk
				}
			}
			return nil
		}
		if err := h.play(&now); err != nil {
			t.Fatal(err)
		}
		for _, r := range h.queue.rows {
			sent := h.transport.sent(r.ID)
			wrong := r.State == mailout.Sent && sent == 0 || sent > 2 || sent == 2 && r.lost == 0 || r.State == mailout.Due
			if wrong {
				t.Fatalf("letter %d is %s, sent %d times, %d lost", r.ID, r.State, sent, r.lost)
			}
		}
	})
}
