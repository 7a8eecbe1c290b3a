package sqlite

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailout"
)

// model is what the store should hold.
type model struct {
	t     *rapid.T
	path  string
	store *Store
	cases []cases.Case
	rows  map[cases.Ref][]cases.Entry
	next  map[cases.Ref]time.Time // the earliest duty
	last  cases.Ref               // the case that was written last
	sent  map[cases.Ref][]mailout.Letter
}

// What is loaded equals what was committed, whatever the order of events, refusals and new starts, and the
// case equals the fold of its history (invariant 9).
func TestLoadedEqualsCommitted(t *testing.T) {
	dir, run := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		m := &model{
			t: t, path: filepath.Join(dir, fmt.Sprint(run)), rows: map[cases.Ref][]cases.Entry{},
			next: map[cases.Ref]time.Time{}, sent: map[cases.Ref][]mailout.Letter{},
		}
		m.open()
		defer func() { _ = m.store.Close() }()
		t.Repeat(map[string]func(*rapid.T){
			"":        m.check,
			"new":     m.newCase,
			"grow":    m.grow,
			"refused": m.refused,
			"restart": m.restart,
		})
		for _, c := range m.cases {
			m.dossier(t, c.Ref)
		}
		if err := m.store.verifyRows(context.Background(), func(line string) { t.Error(line) }); err != nil {
			t.Fatal(err)
		}
	})
}

func (m *model) open() {
	s, err := Open(m.path, options())
	if err != nil {
		m.t.Fatal(err)
	}
	m.store = s
}

func (m *model) restart(t *rapid.T) {
	if err := m.store.Close(); err != nil {
		t.Fatal(err)
	}
	m.open()
}

var facts = rapid.Custom(func(t *rapid.T) cases.Facts {
	words := rapid.SampledFrom([]string{"", "gegrond", "location", "regime", "kind", "category", "één\x00\u2028<&>", "wko"})
	return cases.Facts{
		Date: cases.DateOf(noon).Add(rapid.IntRange(-400, 400).Draw(t, "day")), Person: words.Draw(t, "person"),
		Value: words.Draw(t, "value"), Other: words.Draw(t, "other"), Number: rapid.IntRange(0, 3).Draw(t, "number"),
		Yes: rapid.Bool().Draw(t, "yes"), Promise: rapid.SampledFrom([]cases.Promise{"", cases.Confirm, cases.Propose}).Draw(t, "promise"),
		Letter: rapid.Int64Range(0, 4).Draw(t, "letter"), Mail: words.Draw(t, "mail"), MsgID: words.Draw(t, "msgid"),
	}
})

var rowKinds = rapid.SampledFrom([]cases.EntryKind{
	cases.EntryMail, cases.EntryNote, cases.EntryAssigned, cases.EntrySerious, cases.EntryField, cases.EntryComplainant,
	cases.EntryReceived, cases.EntryAgreement, cases.EntryMeasure, cases.EntryMeasureDone, cases.EntryJudgement,
	cases.EntryClosed, cases.EntryReopened, cases.EntryRestricted, cases.EntryDuty, cases.EntryQueued, cases.EntrySettled,
	cases.EntryMerged, cases.EntryJoined, cases.EntryParted, cases.EntrySplit,
})

func (m *model) row(t *rapid.T, r cases.Ref, kind cases.EntryKind) cases.Entry {
	e := cases.Entry{
		Ref: r, Kind: kind, Actor: "p.kwaliteit", Level: 1, Facts: facts.Draw(t, "facts"),
		At: noon.Add(time.Duration(rapid.IntRange(0, 1e9).Draw(t, "at")) * time.Millisecond),
	}
	if rapid.Bool().Draw(t, "with who") {
		e.Who = &cases.Complainant{Name: rapid.String().Draw(t, "name"), Email: rapid.SampledFrom([]string{"", "a@example.org"}).Draw(t, "email")}
	}
	return e
}

// commit writes a case with further rows, some duties, and a letter or none.
func (m *model) commit(t *rapid.T, c cases.Case, rows []cases.Entry) {
	change := desk.Change{Org: "KLP", Now: noon, Cases: []cases.Case{c}, Entries: rows}
	change.Duties = duties(c.Ref, rapid.IntRange(0, 2).Draw(t, "duties"), noon.Add(time.Duration(c.Seq)*time.Hour))
	if rapid.Bool().Draw(t, "with letter") {
		b, err := m.store.Load(context.Background(), desk.Want{Org: "KLP", Now: noon})
		if err != nil {
			t.Fatal(err)
		}
		change.Letters = []mailout.Letter{letter(b.NextLetter, c.Ref, cases.Message)}
		change.Tokens = []cases.Token{token(b.NextToken, c.Ref)}
	}
	if err := m.store.Commit(context.Background(), change); err != nil {
		t.Fatal(err)
	}
	m.rows[c.Ref] = append(m.rows[c.Ref], rows...)
	m.sent[c.Ref] = append(m.sent[c.Ref], change.Letters...)
	m.last = c.Ref
	delete(m.next, c.Ref)
	if len(change.Duties) > 0 {
		m.next[c.Ref] = change.Duties[0].At
	}
}

func (m *model) newCase(t *rapid.T) {
	b, err := m.store.Load(context.Background(), desk.Want{Org: "KLP", Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	c, rows := grow(cases.Case{}, m.row(t, ref(b.NextCase), cases.EntryOpened))
	m.commit(t, c, rows)
	m.cases = append(m.cases, c)
}

func (m *model) grow(t *rapid.T) {
	if len(m.cases) == 0 {
		t.Skip("no case")
	}
	i := rapid.IntRange(0, len(m.cases)-1).Draw(t, "case")
	var rows []cases.Entry
	for range rapid.IntRange(0, 3).Draw(t, "rows") {
		rows = append(rows, m.row(t, m.cases[i].Ref, rowKinds.Draw(t, "kind")))
	}
	c, rows := grow(m.cases[i], rows...)
	m.commit(t, c, rows)
	m.cases[i] = c
}

// refused is a change that was made from an older state of the case.
func (m *model) refused(t *rapid.T) {
	if len(m.cases) == 0 {
		t.Skip("no case")
	}
	old := rapid.SampledFrom(m.cases).Draw(t, "case")
	c, rows := grow(old, m.row(t, old.Ref, cases.EntryNote), m.row(t, old.Ref, cases.EntryNote))
	change := desk.Change{Org: "KLP", Now: noon, Cases: []cases.Case{c}, Entries: rows[1:], Slot: &desk.Slot{Job: "x", Slot: "y"}}
	if err := m.store.Commit(context.Background(), change); err == nil {
		t.Fatal("a history with a hole was written")
	}
}

func (m *model) check(t *rapid.T) {
	ctx := context.Background()
	var listed []cases.Case
	err := m.store.List(ctx, Filter{}, func(c cases.Case) error {
		listed = append(listed, c)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "cases", m.cases, listed)
	if m.last != "" {
		m.dossier(t, m.last)
	}
	var first time.Time
	for _, at := range m.next {
		if first.IsZero() || at.Before(first) {
			first = at
		}
	}
	if at, err := m.store.NextTick(ctx); err != nil || !at.Equal(first) {
		t.Fatalf("next tick at %s, want %s: %v", at, first, err)
	}
}

func (m *model) dossier(t *rapid.T, r cases.Ref) {
	d, _, err := m.store.One(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "history", m.rows[r], d.History)
	var letters []mailout.Letter
	for _, row := range d.Letters {
		row.Letter.Bytes = letter(row.ID, r, cases.Message).Bytes // a dossier has none
		letters = append(letters, row.Letter)
	}
	same(t, "letters", m.sent[r], letters)
}

// same compares by JSON, which is quick, and shows the difference field by field.
func same(t *rapid.T, what string, want, have any) {
	a, errA := encode(want)
	b, errB := encode(have)
	if errA != nil || errB != nil || a != b {
		t.Fatalf("%s: %v %v\n%s", what, errA, errB, cmp.Diff(want, have))
	}
}
