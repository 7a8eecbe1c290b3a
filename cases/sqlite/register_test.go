package sqlite

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"complaintsd/cases"
	"complaintsd/cases/desk"
)

// many commits so many cases of KLP, from the last number down, and one of another organisation.
func many(t testing.TB, s *Store, n int) {
	t.Helper()
	var change desk.Change
	for number := n; number >= 1; number-- {
		c, rows := opened(number, fmt.Sprint(number))
		change.Cases, change.Entries = append(change.Cases, c), append(change.Entries, rows...)
	}
	change.Org, change.Now = "KLP", noon
	ok(t, s.Commit(context.Background(), change))
}

// The register has each case once, in order, however many batches it takes.
func TestListIsWholeAndInOrder(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		const all = 2*listed + 7
		many(t, s, all)
		var refs []cases.Ref
		ok(t, s.List(context.Background(), Filter{Org: "KLP"}, func(c cases.Case) error {
			refs = append(refs, c.Ref)
			return nil
		}))
		if len(refs) != all || !slices.IsSorted(refs) || len(slices.Compact(refs)) != all {
			t.Errorf("%d cases, want %d in order", len(refs), all)
		}
		stop := errors.New("enough")
		n := 0
		if err := s.List(context.Background(), Filter{}, func(cases.Case) error { n++; return stop }); !errors.Is(err, stop) || n != 1 {
			t.Errorf("stopped after %d: %v", n, err)
		}
		ok(t, s.List(context.Background(), Filter{Org: "HUM"}, func(c cases.Case) error { return fmt.Errorf("%s is not of HUM", c.Ref) }))
	})
}

// Whoever reads a list slowly holds up nobody: the log of the database can be emptied meanwhile.
func TestListHoldsNoView(t *testing.T) {
	s, path := inFile(t)
	many(t, s, 3)
	other := must[*Store](t)(OpenReader(path, options()))
	defer other.Close()
	ok(t, other.List(context.Background(), Filter{}, func(c cases.Case) error {
		accept(t, s, text(string(c.Ref)+"@example.org", "x"))
		l := <-s.writer
		defer func() { s.writer <- l }()
		var busy, left, done int
		if _, err := l.one("PRAGMA wal_checkpoint(TRUNCATE)", nil, &busy, &left, &done); err != nil || busy != 0 {
			t.Errorf("at %s the log is held up: %d (%v)", c.Ref, busy, err)
		}
		return nil
	}))
}
