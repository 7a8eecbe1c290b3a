package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailout"
)

func lines(t *testing.T, path string) string {
	t.Helper()
	return string(must[[]byte](t)(os.ReadFile(path + "-dots")))
}

func states(t *testing.T, s *Store) string {
	t.Helper()
	var list []string
	ok(t, s.read(context.Background(), func(l *link) error {
		return l.each(`SELECT state, reason FROM letter ORDER BY id`, nil, func(scan scan) error {
			var state, reason string
			err := scan(&state, &reason)
			list = append(list, strings.TrimSpace(state+" "+reason))
			return err
		})
	}))
	return strings.Join(list, ", ")
}

func threeLetters(t *testing.T, s *Store) {
	t.Helper()
	queue(t, s, noon, letter(1, "", cases.Receipt), letter(2, "", cases.Receipt), letter(3, "", cases.Receipt))
}

// What was accepted is written with the next claim, or at the end, and then the file is empty.
func TestAcceptedLettersAreWrittenWithTheNextClaim(t *testing.T) {
	s, path := inFile(t)
	threeLetters(t, s)
	for _, id := range numbers(claim(t, s, noon, 2)) {
		ok(t, s.Dotted(context.Background(), id))
		ok(t, s.Accepted(id, noon, fmt.Sprint("taken as ", id)))
	}
	if have := states(t, s); have != "sending, sending, due" {
		t.Errorf("before the claim: %s", have)
	}
	claim(t, s, noon, 2)
	if have := states(t, s); have != "sent taken as 1, sent taken as 2, sending" {
		t.Errorf("after the claim: %s", have)
	}
	ok(t, s.Dotted(context.Background(), 3))
	ok(t, s.Accepted(3, noon, "taken as 3"))
	if got := claim(t, s, noon, 2); got != nil || lines(t, path) != "" {
		t.Errorf("claimed %v; the file has %s", numbers(got), lines(t, path))
	}
	if have := states(t, s); have != "sent taken as 1, sent taken as 2, sent taken as 3" {
		t.Errorf("in the end: %s", have)
	}
}

func TestAcceptedLettersAreWrittenAtTheEnd(t *testing.T) {
	s, path := inFile(t)
	threeLetters(t, s)
	claim(t, s, noon, 1)
	ok(t, s.Dotted(context.Background(), 1))
	ok(t, s.Accepted(1, noon, ""))
	ok(t, s.Close())
	if have := lines(t, path); have != "" {
		t.Errorf("the file has %s", have)
	}
	if have := states(t, reopened(t, path)); have != "sent, due, due" {
		t.Errorf("states %s", have)
	}
}

// Invariant 4: after a crash the database learns what was noted, and of nothing else.
func TestNotesAfterACrash(t *testing.T) {
	dot := func(id int64) func(*testing.T, *Store) {
		return func(t *testing.T, s *Store) { t.Helper(); ok(t, s.Dotted(context.Background(), id)) }
	}
	accepted := func(id int64) func(*testing.T, *Store) {
		return func(t *testing.T, s *Store) { t.Helper(); ok(t, s.Accepted(id, noon, "")) }
	}
	settled := func(id int64, state mailout.State) func(*testing.T, *Store) {
		return func(t *testing.T, s *Store) {
			t.Helper()
			settleLetter(t, s, noon, desk.Settlement{Letter: id, State: state, Retry: noon, Uncounted: true})
		}
	}
	half := func(t *testing.T, s *Store) {
		t.Helper()
		must[int](t)(s.dots.file.WriteAt([]byte(`{"letter":2,"attempt":1,"at":1795259033601,"answer":"250 2.0.0 ok, as A1B2`), s.dots.size))
	}
	for _, c := range []struct {
		name  string
		steps []func(*testing.T, *Store)
		file  func(content string) string // what the crash left of it; nil: all
		want  string
	}{
		{"nothing noted", nil, nil, "sending, sending, sending"},
		{"a dot", []func(*testing.T, *Store){dot(2)}, nil, "sending, dotted, sending"},
		{"a dot and its answer", []func(*testing.T, *Store){dot(2), accepted(2), dot(3)}, nil, "sending, sent, dotted"},
		{"settled by the database", []func(*testing.T, *Store){dot(1), dot(2), settled(1, mailout.Failed)}, nil, "failed, dotted, sending"},
		{"settled while its answer was on its way", []func(*testing.T, *Store){dot(1), dot(2), accepted(1), settled(1, mailout.Failed)}, nil, "failed, dotted, sending"},
		{"due again", []func(*testing.T, *Store){dot(1), dot(2), settled(1, mailout.Due)}, nil, "due, dotted, sending"},
		{"the answer is half written", []func(*testing.T, *Store){dot(1), dot(2), accepted(2)}, func(s string) string { return s[:len(s)-9] }, "dotted, dotted, sending"},
		{"the answer has no end of line", []func(*testing.T, *Store){dot(1), dot(2), accepted(2)}, func(s string) string { return s[:len(s)-1] }, "dotted, dotted, sending"},
		{"a line cannot be read", []func(*testing.T, *Store){dot(1), accepted(1), dot(2)}, func(s string) string { return s[:20] + "\x00\x00" + s[22:] }, "dotted, dotted, dotted"},
		{"half a line of a write that failed", []func(*testing.T, *Store){dot(1), half, dot(3)}, nil, "dotted, sending, dotted"},
		{"a line of an earlier attempt", nil, func(string) string { return `{"letter":1,"attempt":7}` + "\n" }, "sending, sending, sending"},
		{"a line of no letter", nil, func(string) string { return `{"letter":99,"attempt":1}` + "\n" }, "sending, sending, sending"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, path := inFile(t)
			threeLetters(t, s)
			claim(t, s, noon, 3)
			for _, step := range c.steps {
				step(t, s)
			}
			if c.file != nil {
				ok(t, os.WriteFile(path+"-dots", []byte(c.file(lines(t, path))), 0o600))
			}
			s = reborn(t, s, path)
			if have := states(t, s); have != c.want {
				t.Errorf("states %s, want %s", have, c.want)
			}
			if have := lines(t, path); have != "" {
				t.Errorf("the file still has %s", have)
			}
		})
	}
}

// A dot that cannot be noted is refused, and what could not be written stays to be written.
func TestNotesThatFail(t *testing.T) {
	s, path := inFile(t)
	threeLetters(t, s)
	claim(t, s, noon, 3)
	ok(t, s.Dotted(context.Background(), 1))
	ok(t, s.Accepted(1, noon, ""))
	ok(t, s.dots.file.Close())
	if err := s.Dotted(context.Background(), 2); err == nil {
		t.Error("the dot was noted in a file that is closed")
	}
	if err := s.Accepted(2, noon, ""); err == nil {
		t.Error("the answer was noted in a file that is closed")
	}
	s.dots.file = must[*os.File](t)(os.OpenFile(path+"-dots", os.O_RDWR, 0o600))
	s.broken.Store(true)
	if err := s.flush(context.Background()); err == nil {
		t.Error("written into a store that takes nothing")
	}
	s.broken.Store(false)
	ok(t, s.Dotted(context.Background(), 2))
	claim(t, s, noon, 3)
	if have := states(t, s); have != "sent, sending, sending" {
		t.Errorf("states %s", have)
	}
	if have := states(t, reborn(t, s, path)); have != "sent, dotted, sending" {
		t.Errorf("after a crash %s", have)
	}
}

// A letter that is taken back in the moment in which it is claimed does not leave, and one that could not be claimed
// is not on its way.
func TestLetterIsWithdrawnWhileItIsClaimed(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		name   string
		broken bool
		state  string
	}{
		{"claimed", false, "cancelled, due, due"},
		{"not claimed", true, "due, due, due"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, _ := inFile(t)
			threeLetters(t, s)
			writer := <-s.writer // both have to wait, and are written together
			claimed, cancelled := make(chan error, 1), make(chan error, 1)
			go func() {
				_, err := s.claim(ctx, []int64{1}, noon)
				claimed <- err
			}()
			waitFor(s, 1)
			go func() { cancelled <- s.Commit(ctx, desk.Change{Org: "KLP", Now: noon, Cancelled: []int64{1}}) }()
			waitFor(s, 2)
			s.broken.Store(c.broken)
			s.writer <- writer
			if err := <-claimed; (err != nil) != c.broken {
				t.Errorf("claimed: %v", err)
			}
			if err := <-cancelled; (err != nil) != c.broken {
				t.Errorf("cancelled: %v", err)
			}
			s.broken.Store(false)
			if err := s.Dotted(ctx, 1); !errors.Is(err, mailout.ErrWithdrawn) {
				t.Errorf("the dot goes out: %v", err)
			}
			if have := states(t, s); have != c.state {
				t.Errorf("states %s, want %s", have, c.state)
			}
		})
	}
}

// Whoever looks which letters can still be taken back sees that one has left, also while nobody claims.
func TestAcceptedLetterHasLeft(t *testing.T) {
	s, _ := inFile(t)
	ctx := context.Background()
	accept(t, s, mails(1)...)
	settleAll(t, s, 1, 1)
	queue(t, s, noon, letter(2, ref(1), cases.NewCase))
	claim(t, s, noon, 2)
	unsent := func() (ids []int64) {
		for _, u := range must[cases.Book](t)(s.Load(ctx, desk.Want{Org: "KLP", Now: noon, Refs: []cases.Ref{ref(1)}, Unsent: true})).Unsent {
			ids = append(ids, u.Letter)
		}
		return ids
	}
	ok(t, s.Dotted(ctx, 2))
	if got := unsent(); !slices.Equal(got, []int64{1, 2}) {
		t.Errorf("before the answer: %v", got)
	}
	ok(t, s.Accepted(2, noon, ""))
	if got := unsent(); !slices.Equal(got, []int64{1}) {
		t.Errorf("after the answer: %v", got)
	}
	ok(t, s.Commit(ctx, desk.Change{Org: "KLP", Now: noon, Cancelled: unsent()}))
}
