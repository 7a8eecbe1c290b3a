package sqlite

import (
	"context"
	"testing"

	"complaintsd/cases"
	"complaintsd/cases/desk"
)

// merged writes a row that lets one case go on in another.
func merged(t *testing.T, s *Store, from, into cases.Ref) {
	t.Helper()
	ctx := context.Background()
	b, err := s.Load(ctx, desk.Want{Org: "KLP", Now: noon, Refs: []cases.Ref{from, into}})
	ok(t, err)
	old, found := b.Case(from)
	if !found {
		t.Fatalf("%s is not there", from)
	}
	row := cases.Entry{Ref: from, Kind: cases.EntryMerged, Actor: "p.kwaliteit", Level: 2, At: noon, Facts: cases.Facts{Value: string(into), Date: cases.DateOf(noon)}}
	c, rows := grow(old, row)
	ok(t, s.Commit(ctx, desk.Change{Org: "KLP", Now: noon, Cases: []cases.Case{c}, Entries: rows}))
}

// Whatever asks for a merged case gets the one in which it goes on beside it, however often it was merged.
func TestMergedCaseComesWithTheOther(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		three(t, s)
		merged(t, s, ref(1), ref(2))
		merged(t, s, ref(2), ref(3))
		ctx := context.Background()
		b, err := s.Load(ctx, desk.Want{Org: "KLP", Now: noon, Refs: []cases.Ref{ref(1)}})
		ok(t, err)
		if c, found := b.Lead(ref(1)); !found || c.Ref != ref(3) || len(b.Cases) != 3 {
			t.Errorf("loaded %s, leads to %s", refsOf(b.Cases), c.Ref)
		}
		known, err := s.Known(ctx, cases.Claims{Org: "KLP", Tokens: []string{s.opts.Keys.Text(token(1, ref(1)))}})
		ok(t, err)
		if c, found := known.Lead(ref(1)); !found || c.Ref != ref(3) || len(known.Cases) != 3 {
			t.Errorf("known %s, leads to %s", refsOf(known.Cases), c.Ref)
		}
		ok(t, s.Verify(ctx, func(line string) { t.Error(line) }))
	})
}
