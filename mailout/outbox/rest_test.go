package outbox_test

import (
	"testing"
	"testing/synctest"
	"time"

	"complaintsd/mailout"
)

// Something that was queued says that the queue works: after a trouble of hours nothing waits for the end of a pause.
func TestWakeEndsTheRestAfterTheQueueFailed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(time.Now)
		h.queue.put(h.start, 1)
		h.queue.fault = failing("claim", "before", 15) // the pauses have grown to a quarter of an hour
		h.run(t)
		defer h.stop()
		after(2*time.Hour + time.Minute)
		for range 15 {
			h.wake <- struct{}{}
			synctest.Wait()
		}
		if h.transport.sent(1) != 1 {
			t.Error("the letter still waits")
		}
	})
}

// The relay's trouble is over when the relay says so: no letter that is queued meanwhile knocks at its door.
func TestWakeLeavesADeadRelayAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(time.Now)
		h.queue.put(h.start, 1)
		h.transport.outcome = func(mailout.Letter, int) mailout.Outcome {
			return mailout.Outcome{Result: mailout.Deferred, Login: true, Reason: "no route"}
		}
		h.run(t)
		defer h.stop()
		after(2*time.Hour + time.Second)
		before := h.transport.attempts()
		for range 20 {
			select {
			case h.wake <- struct{}{}:
			default:
			}
			after(time.Second)
		}
		if n := h.transport.attempts(); n > before+1 {
			t.Errorf("%d attempts in 20 seconds", n-before)
		}
	})
}
