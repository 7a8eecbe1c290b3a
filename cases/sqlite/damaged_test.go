package sqlite

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailout"
)

// A letter whose body cannot be read, or is not what was decided, is handed out as damaged and stops no other.
func TestDamagedLetterStopsNoOther(t *testing.T) {
	for name, statement := range map[string]string{
		"its list of files cannot be read": `UPDATE letter_body SET files = '{' WHERE letter = 1`,
		"it has no body":                   `DELETE FROM letter_body WHERE letter = 1`,
		"its bytes changed":                `UPDATE letter_body SET bytes = x'00' WHERE letter = 1`,
		"its hash changed":                 `UPDATE letter_body SET sha256 = 'x' WHERE letter = 1`,
	} {
		t.Run(name, func(t *testing.T) {
			s, path := inFile(t)
			queue(t, s, noon, letter(1, "", cases.Closing), letter(2, "", cases.NewCase))
			ok(t, s.write(context.Background(), func(l *link) error {
				_, err := l.exec(statement)
				return err
			}))
			got := claim(t, s, noon, 10)
			if !slices.Equal(numbers(got), []int64{1, 2}) || !got[0].Damaged || got[1].Damaged || got[0].To == "" || got[0].Kind == "" {
				t.Fatalf("claimed %+v", got)
			}
			// A crash behind its final dot does not stop the next start either.
			ok(t, s.Dotted(context.Background(), 1))
			s = reborn(t, s, path)
			left, err := s.Interrupted(context.Background())
			ok(t, err)
			if !slices.Equal(numbers(left), []int64{1}) || !left[0].Damaged {
				t.Errorf("interrupted %+v", left)
			}
		})
	}
}

// A letter that is due again has a date: without one it would wait for ever, and nobody would know.
func TestDueWithoutADateIsRefused(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		queue(t, s, noon, letter(1, "", cases.Closing))
		claim(t, s, noon, 1)
		err := s.Commit(context.Background(), desk.Change{Org: "KLP", Now: noon, Settled: &desk.Settlement{Letter: 1, State: mailout.Due}})
		if !errors.Is(err, desk.ErrRefused) {
			t.Errorf("taken: %v", err)
		}
		if err := s.Defer(context.Background(), 1, time.Time{}, "later"); !errors.Is(err, desk.ErrRefused) {
			t.Errorf("deferred to no date: %v", err)
		}
		settleLetter(t, s, noon, desk.Settlement{Letter: 1, State: mailout.Due, Retry: noon.Add(time.Minute)})
		if have := numbers(claim(t, s, noon.Add(time.Minute), 1)); !slices.Equal(have, []int64{1}) {
			t.Errorf("claimed %v", have)
		}
	})
}

// A panic in the midst of a commit ends the store; the next one finds nothing of the change, and the mail waits.
func TestPanicInsideACommitLeavesNothing(t *testing.T) {
	s, path := inFile(t)
	accept(t, s, text("a", "klacht"))
	m, _ := next(t, s)
	func() {
		defer func() { _ = recover() }()
		_ = s.write(context.Background(), func(l *link) error {
			w := writer{link: l, change: complaint(1, m), now: millis(noon)}
			for _, part := range []func() error{w.cases, w.mail, w.tokens, w.letters} {
				ok(t, part())
			}
			panic("a mistake")
		})
		t.Error("the panic was swallowed")
	}()
	if err := s.Commit(context.Background(), complaint(1, m)); !errors.Is(err, ErrDoubt) {
		t.Errorf("after it: %v", err)
	}
	ok(t, s.Close())
	s = reopened(t, path)
	if _, found, err := s.One(context.Background(), ref(1)); err != nil || found {
		t.Errorf("a case is there: %v %v", found, err)
	}
	if left := claim(t, s, noon, 10); len(left) != 0 {
		t.Errorf("letters are there: %v", numbers(left))
	}
	again, found := next(t, s)
	if !found || again.ID != m.ID {
		t.Fatalf("the mail does not wait: %+v", again)
	}
	ok(t, s.Commit(context.Background(), complaint(1, again)))
	report(t, s)
}
