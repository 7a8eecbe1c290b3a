package sqlite

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailout"
)

// dump gives every row of every table, so that two states of a store can be held against each other.
func dump(t testing.TB, s *Store) string {
	t.Helper()
	var out strings.Builder
	ok(t, s.read(context.Background(), func(l *link) error {
		var tables []string
		err := l.each(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`, nil, func(scan scan) error {
			var name string
			err := scan(&name)
			tables = append(tables, name)
			return err
		})
		for _, name := range tables {
			fmt.Fprintf(&out, "%s\n", name)
			err = errors.Join(err, dumpTable(l, name, &out))
		}
		return err
	}))
	return out.String()
}

func dumpTable(l *link, name string, out *strings.Builder) error {
	rows, err := l.conn.QueryContext(context.Background(), `SELECT * FROM "`+name+`"`)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, dest := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		dest[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		fmt.Fprintf(out, "  %v\n", values)
	}
	return rows.Err()
}

// settled is a store with one case, whose letter 1 is held, and a second mail that waits.
func settled(t *testing.T, s *Store) (c cases.Case, waiting desk.Mail) {
	t.Helper()
	accept(t, s, text("a@example.org", "een"), text("b@example.org", "twee"))
	m, _ := next(t, s)
	change := complaint(1, m)
	change.Letters[0].State, change.Letters[0].Release = mailout.Held, noon.Add(time.Hour)
	change.Slot = &desk.Slot{Job: "digest", Slot: "2026-11-16"}
	ok(t, s.Commit(context.Background(), change))
	waiting, _ = next(t, s)
	return change.Cases[0], waiting
}

// The faults are one for each statement of a commit that can refuse. Everything else in the change is right,
// and none of it may stand afterwards.
func TestCommitIsWholeOrNothing(t *testing.T) {
	note := cases.Entry{Ref: ref(2), Kind: cases.EntryNote, Actor: "j.jansen"}
	for _, c := range []struct {
		name  string
		spoil func(*desk.Change)
		want  error // nil: any
	}{
		{"slot done", func(c *desk.Change) { c.Slot = &desk.Slot{Job: "digest", Slot: "2026-11-16"} }, desk.ErrSlotDone},
		{"case there already", func(c *desk.Change) { c.Cases[0], c.Entries = opened(1, "x") }, desk.ErrRefused},
		{"history without its case", func(c *desk.Change) { c.Cases = nil; c.Duties = nil }, desk.ErrRefused},
		{"duty without its case", func(c *desk.Change) { c.Duties[0].Ref = ref(9) }, desk.ErrRefused},
		{"case without its history", func(c *desk.Change) { c.Entries = nil }, desk.ErrRefused},
		{"row left out", func(c *desk.Change) {
			c.Cases[0], c.Entries = grow(c.Cases[0], note, note)
		}, desk.ErrRefused},
		{"row not chained", func(c *desk.Change) { c.Entries[0].Prev = "0000" }, desk.ErrRefused},
		{"case not at its last row", func(c *desk.Change) { c.Cases[0].Head = "0000" }, desk.ErrRefused},
		{"time with fractions", func(c *desk.Change) { c.Entries[0].At = noon.Add(time.Microsecond) }, desk.ErrRefused},
		{"time of another zone", func(c *desk.Change) { c.Entries[0].At = noon.In(time.FixedZone("CET", 3600)) }, desk.ErrRefused},
		{"mail not there", func(c *desk.Change) { c.Mail.ID = 99 }, desk.ErrRefused},
		{"mail with an outcome", func(c *desk.Change) { c.Mail.ID = 1 }, desk.ErrRefused},
		{"token given before", func(c *desk.Change) { c.Tokens[0].ID = 1 }, nil},
		{"token revoked that is not there", func(c *desk.Change) { c.Tokens[0].Revoked = true }, desk.ErrRefused},
		{"letter number given before", func(c *desk.Change) { c.Letters[0].ID = 1 }, nil},
		{"Message-ID given before", func(c *desk.Change) { c.Letters[0].MessageID = "letter1@example.org" }, nil},
		{"state of a letter that is none", func(c *desk.Change) { c.Letters[0].State = "lost in the post" }, nil},
		{"settled letter not there", func(c *desk.Change) { c.Settled = &desk.Settlement{Letter: 99, State: mailout.Sent} }, desk.ErrRefused},
		{"letter taken back not there", func(c *desk.Change) { c.Cancelled = []int64{1, 99} }, desk.ErrRefused},
		{"letter hurried that is not held", func(c *desk.Change) { c.Cancelled, c.Released = []int64{1}, []int64{1} }, desk.ErrRefused},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := must[*Store](t)(OpenMemory(options()))
			defer s.Close()
			_, m := settled(t, s)
			before := dump(t, s)
			change := complaint(2, m)
			c.spoil(&change)
			err := s.Commit(context.Background(), change)
			if err == nil || c.want != nil && !errors.Is(err, c.want) || errors.Is(err, ErrDoubt) {
				t.Fatalf("committed: %v", err)
			}
			if after := dump(t, s); after != before {
				t.Fatalf("something stands\nbefore:\n%s\nafter:\n%s", before, after)
			}
			ok(t, s.Commit(context.Background(), complaint(2, m))) // and the store goes on
			report(t, s)
		})
	}
}

func TestLoadGivesWhatWasCommitted(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		c, m := settled(t, s)
		c, rows := grow(c,
			cases.Entry{Ref: c.Ref, Kind: cases.EntryJudgement, Actor: "j.jansen", Level: 1, Facts: cases.Facts{Value: "gegrond", Mail: m.SHA256}},
			cases.Entry{Ref: c.Ref, Kind: cases.EntryMeasure, Actor: "j.jansen", Level: 1, Facts: cases.Facts{Number: 1, Mail: "gone", Date: cases.DateOf(noon)}},
		)
		ok(t, s.Commit(ctx, desk.Change{
			Org: "KLP", Now: noon, Cases: []cases.Case{c}, Entries: rows,
			Mail: &desk.Outcome{ID: m.ID, Kind: cases.KindCommand, Ref: c.Ref, Text: "de redenen"},
		}))
		b := must[cases.Book](t)(s.Load(ctx, desk.Want{Org: "KLP", Now: noon, Refs: []cases.Ref{c.Ref, c.Ref, ref(77)}, Sender: "ouder@example.org"}))
		if len(b.Cases) != 1 || b.Cases[0].Head != c.Head || b.Cases[0].Judgement != c.Judgement {
			t.Errorf("cases %+v", b.Cases)
		}
		if b.Texts[m.SHA256] != "de redenen" {
			t.Errorf("texts %q", b.Texts)
		}
		if b.NextCase != 2 || b.NextLetter != 2 || b.NextToken != 2 || b.Key != 1 || b.Receipts != 1 {
			t.Errorf("numbers %d %d %d, key %d, receipts %d", b.NextCase, b.NextLetter, b.NextToken, b.Key, b.Receipts)
		}
		newYear := time.Date(2026, time.December, 31, 23, 0, 0, 0, time.UTC) // 2027 in the zone of the organisation
		b = must[cases.Book](t)(s.Load(ctx, desk.Want{Org: "KLP", Now: newYear, Sender: "ouder@example.org"}))
		if b.NextCase != 1 || b.Receipts != 0 || b.Cases != nil {
			t.Errorf("in the new year: case %d, receipts %d, cases %v", b.NextCase, b.Receipts, b.Cases)
		}
	})
}

func TestDigestLoadsWhatIsLiveOrLatelyClosed(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		for n, closed := range []cases.Date{{}, cases.DateOf(noon).Add(-digestLook), cases.DateOf(noon).Add(-digestLook - 1)} {
			c, rows := opened(n+1, "x")
			if !closed.IsZero() {
				var more []cases.Entry
				c, more = grow(c, cases.Entry{Ref: c.Ref, Kind: cases.EntryClosed, Actor: "p.kwaliteit", Facts: cases.Facts{Date: closed}})
				rows = append(rows, more...)
			}
			ok(t, s.Commit(ctx, desk.Change{Org: "KLP", Now: noon, Cases: []cases.Case{c}, Entries: rows}))
		}
		b := must[cases.Book](t)(s.Load(ctx, desk.Want{Org: "KLP", Now: noon, All: true}))
		var refs []cases.Ref
		for _, c := range b.Cases {
			refs = append(refs, c.Ref)
		}
		if fmt.Sprint(refs) != fmt.Sprint([]cases.Ref{ref(1), ref(2)}) {
			t.Errorf("a digest has %v", refs)
		}
		if b := must[cases.Book](t)(s.Load(ctx, desk.Want{Org: "HUM", Now: noon, All: true})); b.Cases != nil {
			t.Errorf("another organisation sees %v", b.Cases)
		}
	})
}

func TestDueInTheOrderOfTime(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		if at := must[time.Time](t)(s.NextTick(ctx)); !at.IsZero() {
			t.Errorf("next tick of nothing at %s", at)
		}
		var all []cases.Case
		for n, hours := range []int{3, 1, 2, 9} {
			c, rows := opened(n+1, "x")
			all = append(all, c)
			ok(t, s.Commit(ctx, desk.Change{
				Org: "KLP", Now: noon, Cases: []cases.Case{c}, Entries: rows, Duties: duties(c.Ref, 3, noon.Add(time.Duration(hours)*time.Hour)),
			}))
		}
		now := noon.Add(3 * time.Hour)
		check := func(limit int, want ...cases.Ref) {
			t.Helper()
			if have := must[[]cases.Ref](t)(s.Due(ctx, now, limit)); fmt.Sprint(have) != fmt.Sprint(want) {
				t.Errorf("due are %v, want %v", have, want)
			}
		}
		check(10, ref(2), ref(3), ref(1))
		check(2, ref(2), ref(3))
		if at := must[time.Time](t)(s.NextTick(ctx)); !at.Equal(noon.Add(time.Hour)) {
			t.Errorf("next tick at %s", at)
		}
		// A case whose duties are done is not due any more.
		ok(t, s.Commit(ctx, desk.Change{Org: "KLP", Now: now, Cases: all[1:2]}))
		check(10, ref(3), ref(1))
	})
}
