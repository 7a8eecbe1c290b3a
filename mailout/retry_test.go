package mailout_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"complaintsd/mailout"
)

func TestRetryTimetable(t *testing.T) {
	eight := 8 * time.Hour
	want := []time.Duration{
		0,
		time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute,
		time.Hour, 2 * time.Hour, 4 * time.Hour, eight,
		eight, eight, eight, eight, eight, eight, eight, eight, eight, eight,
	}
	for attempts, wait := range want {
		got, giveUp := mailout.Retry(attempts, 0)
		if got != wait || giveUp {
			t.Errorf("after attempt %d: wait %v, give up %v; want %v, false", attempts, got, giveUp, wait)
		}
	}
	for _, attempts := range []int{len(want), len(want) + 1, 1 << 40} {
		if wait, giveUp := mailout.Retry(attempts, 0); wait != 0 || !giveUp {
			t.Errorf("after attempt %d: wait %v, give up %v; want 0, true", attempts, wait, giveUp)
		}
	}
}

func TestRetryJitterShortensByATenthAtMost(t *testing.T) {
	cases := []struct {
		jitter float64
		want   time.Duration
	}{
		{-3, 60 * time.Second}, {0, 60 * time.Second}, {0.5, 57 * time.Second}, {1, 54 * time.Second}, {7, 54 * time.Second},
	}
	for _, c := range cases {
		if got, _ := mailout.Retry(1, c.jitter); got != c.want {
			t.Errorf("jitter %v: wait %v, want %v", c.jitter, got, c.want)
		}
	}
}

// Whatever the jitter: a letter ends, within four days, and not before three and a half.
func TestRetryEndsWithinFourDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var passed, before time.Duration
		for attempts := 1; ; attempts++ {
			jitter := rapid.Float64Range(0, 1).Draw(t, "jitter")
			wait, giveUp := mailout.Retry(attempts, jitter)
			if giveUp {
				break
			}
			if wait <= 0 || float64(wait) < 0.85*float64(before) {
				t.Fatalf("attempt %d waits %v after a wait of %v", attempts, wait, before)
			}
			passed, before = passed+wait, wait
			if passed > 4*24*time.Hour {
				t.Fatalf("attempt %d comes %v after the first", attempts+1, passed)
			}
		}
		if passed < 84*time.Hour {
			t.Fatalf("given up %v after the first attempt", passed)
		}
	})
}

func TestDoubtSendsOnceMore(t *testing.T) {
	if wait, giveUp := mailout.Doubt(1); wait != 15*time.Minute || giveUp {
		t.Errorf("first lost answer: wait %v, give up %v", wait, giveUp)
	}
	if _, giveUp := mailout.Doubt(2); !giveUp {
		t.Error("second lost answer: no person is asked")
	}
}
