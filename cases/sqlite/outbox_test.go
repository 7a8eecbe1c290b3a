package sqlite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailout"
)

// queue puts letters into the outbox, one after the other.
func queue(t testing.TB, s *Store, now time.Time, letters ...mailout.Letter) {
	t.Helper()
	ok(t, s.Commit(context.Background(), desk.Change{Org: "KLP", Now: now, Letters: letters}))
}

func claim(t testing.TB, s *Store, now time.Time, n int) []mailout.Letter {
	t.Helper()
	return must[[]mailout.Letter](t)(s.Claim(context.Background(), "KLP", now, n))
}

func numbers(letters []mailout.Letter) (list []int64) {
	for _, l := range letters {
		list = append(list, l.ID)
	}
	return list
}

func settleLetter(t testing.TB, s *Store, now time.Time, settled desk.Settlement) {
	t.Helper()
	ok(t, s.Commit(context.Background(), desk.Change{Org: "KLP", Now: now, Settled: &settled}))
}

func TestClaimByNumberWhenDue(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		held := letter(1, "", cases.Proposal)
		held.State, held.Release = mailout.Held, noon.Add(10*time.Minute)
		paper := letter(3, "", cases.Closing)
		paper.State, paper.To = mailout.Paper, ""
		other := letter(4, "", cases.Receipt)
		other.Org = "HUM"
		sent := letter(2, ref(1), cases.Receipt)
		queue(t, s, noon, held, sent, paper, other, letter(5, "", cases.NewCase))

		if at := must[time.Time](t)(s.NextDue(context.Background(), "KLP")); !at.Equal(noon) {
			t.Errorf("next due at %s", at)
		}
		got := claim(t, s, noon, 1)
		if len(got) != 1 {
			t.Fatalf("claimed %v", numbers(got))
		}
		want := sent
		want.State, want.Attempts = mailout.Sending, 1
		if fmt.Sprint(got[0]) != fmt.Sprint(want) || !bytes.Equal(got[0].Bytes, sent.Bytes) {
			t.Errorf("claimed\n%+v, want\n%+v", got[0], want)
		}
		if have := numbers(claim(t, s, noon, 10)); !slices.Equal(have, []int64{5}) {
			t.Errorf("claimed %v", have)
		}
		if at := must[time.Time](t)(s.NextDue(context.Background(), "KLP")); !at.Equal(noon.Add(10 * time.Minute)) {
			t.Errorf("the held letter is due at %s", at)
		}
		if n := must[int](t)(s.InFlight(context.Background())); n != 2 {
			t.Errorf("%d letters on their way", n)
		}
		// However long sending takes, a letter is not handed out twice.
		if have := numbers(claim(t, s, noon.AddDate(0, 0, 9), 10)); !slices.Equal(have, []int64{1}) {
			t.Errorf("claimed later %v", have)
		}
	})
}

func TestHeldLettersAreTakenBackOrHurried(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		var letters []mailout.Letter
		for id := range int64(3) {
			l := letter(id+1, "", cases.Proposal)
			l.State, l.Release = mailout.Held, noon.Add(10*time.Minute)
			letters = append(letters, l)
		}
		queue(t, s, noon, letters...)
		ok(t, s.Commit(context.Background(), desk.Change{Org: "KLP", Now: noon, Cancelled: []int64{1}, Released: []int64{3}}))
		if have := numbers(claim(t, s, noon, 9)); !slices.Equal(have, []int64{3}) {
			t.Errorf("hurried %v", have)
		}
		if have := numbers(claim(t, s, noon.Add(time.Hour), 9)); !slices.Equal(have, []int64{2}) {
			t.Errorf("after the hold %v", have)
		}
	})
}

// News of a trouble that could not leave goes before the news of its end, and nobody else's letter is hurried.
func TestWhoseLettersHurry(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		alert, other := letter(1, "", cases.Alert), letter(2, "", cases.Alert)
		other.To = "ander@kluppluz.example"
		queue(t, s, noon, alert, other)
		for _, m := range claim(t, s, noon, 9) {
			ok(t, s.Commit(context.Background(), desk.Change{Org: "KLP", Now: noon, Settled: &desk.Settlement{Letter: m.ID, State: mailout.Due, Retry: noon.Add(time.Hour)}}))
		}
		ok(t, s.Commit(context.Background(), desk.Change{
			Org: "KLP", Now: noon.Add(time.Minute), Letters: []mailout.Letter{letter(3, "", cases.Recovery)}, Hurried: alert.To,
		}))
		if have := numbers(claim(t, s, noon.Add(time.Minute), 9)); !slices.Equal(have, []int64{1, 3}) {
			t.Errorf("they leave in the order %v", have)
		}
	})
}

func TestDeferredLetterComesAgain(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		queue(t, s, noon, letter(1, "", cases.Receipt))
		claim(t, s, noon, 1)
		ok(t, s.Defer(ctx, 1, noon.Add(5*time.Minute), "452 later"))
		if have := claim(t, s, noon.Add(4*time.Minute), 1); have != nil {
			t.Errorf("claimed too early %v", numbers(have))
		}
		later := noon.Add(5 * time.Minute)
		if got := claim(t, s, later, 1); len(got) != 1 || got[0].Attempts != 2 || got[0].Doubt {
			t.Errorf("claimed %+v", got)
		}
		settleLetter(t, s, later, desk.Settlement{Letter: 1, State: mailout.Due, Retry: later, Uncounted: true})
		if got := claim(t, s, later, 1); len(got) != 1 || got[0].Attempts != 2 {
			t.Errorf("an attempt that said nothing was counted: %+v", got)
		}
		settleLetter(t, s, later, desk.Settlement{Letter: 1, State: mailout.Sent})
		if at := must[time.Time](t)(s.NextDue(ctx, "KLP")); !at.IsZero() {
			t.Errorf("a sent letter is due at %s", at)
		}
	})
}

// Invariant 4: what a crash leaves is sent again; a letter whose dot may have gone out, once more at most.
func TestRecoverAfterACrash(t *testing.T) {
	ctx := context.Background()
	s, path := inFile(t)
	crash := func(now time.Time) {
		t.Helper()
		s = reborn(t, s, path)
		ok(t, s.Recover(ctx, now))
	}
	queue(t, s, noon, letter(1, "", cases.Receipt), letter(2, "", cases.Receipt))
	claim(t, s, noon, 2)
	ok(t, s.Dotted(ctx, 2))
	s = reborn(t, s, path)
	if got := must[[]mailout.Letter](t)(s.Interrupted(ctx)); !slices.Equal(numbers(got), []int64{2}) {
		t.Errorf("interrupted %v", numbers(got))
	}
	ok(t, s.Recover(ctx, noon))
	wait, _ := mailout.Retry(1, 0)
	if got := claim(t, s, noon.Add(wait), 9); !slices.Equal(numbers(got), []int64{1}) || got[0].Doubt || got[0].Attempts != 2 {
		t.Fatalf("without a dot: %+v", got)
	}
	settleLetter(t, s, noon.Add(wait), desk.Settlement{Letter: 1, State: mailout.Sent})

	wait, _ = mailout.Doubt(1)
	now := noon.Add(wait)
	if got := claim(t, s, now, 9); !slices.Equal(numbers(got), []int64{2}) || !got[0].Doubt {
		t.Fatalf("with a dot: %+v", got)
	}
	crash(now) // before the second dot: it stays in doubt
	now = now.Add(24 * time.Hour)
	if got := claim(t, s, now, 9); len(got) != 1 || !got[0].Doubt {
		t.Fatalf("in doubt: %+v", got)
	}
	ok(t, s.Dotted(ctx, 2))
	crash(now) // after the second dot: never again
	if got := claim(t, s, now.AddDate(1, 0, 0), 9); got != nil {
		t.Fatalf("a third time: %+v", got)
	}
	if at := must[time.Time](t)(s.NextDue(ctx, "KLP")); !at.IsZero() {
		t.Errorf("next due at %s", at)
	}
}

func TestDotNeedsAnAttempt(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		queue(t, s, noon, letter(1, "", cases.Receipt), letter(2, "", cases.Receipt))
		for _, id := range []int64{1, 99} {
			if err := s.Dotted(ctx, id); !errors.Is(err, desk.ErrRefused) {
				t.Errorf("dot of letter %d: %v", id, err)
			}
			if err := s.Accepted(id, noon, ""); !errors.Is(err, desk.ErrRefused) {
				t.Errorf("letter %d, not claimed, was accepted: %v", id, err)
			}
		}
		claim(t, s, noon, 2)
		ok(t, s.Dotted(ctx, 1))
		if err := s.Dotted(ctx, 1); !errors.Is(err, desk.ErrRefused) {
			t.Errorf("second dot: %v", err)
		}
	})
}

func TestUnattendedLettersAreCountedOverTheHour(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		unattendedAt := func(now time.Time) int {
			t.Helper()
			return must[cases.Book](t)(s.Load(context.Background(), desk.Want{Org: "KLP", Now: now})).Unattended
		}
		if n := unattendedAt(noon); n != 0 {
			t.Errorf("%d of none", n)
		}
		id := int64(0)
		put := func(now, release time.Time, kind cases.NoticeKind) {
			id++
			l := letter(id, "", kind)
			l.Release = release
			queue(t, s, now, l)
		}
		put(noon, noon, cases.Receipt)
		put(noon, noon, cases.Confirmation) // exempt
		put(noon, noon, cases.NewCase)      // to staff
		put(noon.Add(30*time.Minute), noon.Add(30*time.Minute), cases.AskSatisfaction)
		put(noon.Add(30*time.Minute), noon.Add(90*time.Minute), cases.Receipt) // spread to the next hour
		for minutes, want := range map[int]int{31: 3, 61: 2, 91: 1, 151: 0} {
			if n := unattendedAt(noon.Add(time.Duration(minutes) * time.Minute)); n != want {
				t.Errorf("after %d minutes %d, want %d", minutes, n, want)
			}
		}
	})
}
