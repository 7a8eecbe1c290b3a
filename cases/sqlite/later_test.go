package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailin"
)

// settleAll reads so many mails and gives each an outcome, with a letter.
func settleAll(t *testing.T, s *Store, from, to int) {
	t.Helper()
	for n := from; n <= to; n++ {
		m, found := next(t, s)
		if !found {
			t.Fatalf("there is no mail %d", n)
		}
		ok(t, s.Commit(context.Background(), complaint(n, m)))
	}
}

func mails(n int) (contents []string) {
	for i := range n {
		contents = append(contents, text(fmt.Sprint(i, "@example.org"), "x"))
	}
	return contents
}

// The outcome of a mail may be lost in a crash, with all that follows from it: then the mail waits for it again. It
// may not be lost any more once anybody could act on it.
func TestOutcomesAreDurableBeforeAnybodyActsOnThem(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		name    string
		settled int
		act     func(*testing.T, *Store)
		durable bool
	}{
		{"nothing", 2, func(*testing.T, *Store) {}, false},
		{"as many as may wait", mostLater, func(*testing.T, *Store) {}, true},
		{"a letter is claimed", 2, func(t *testing.T, s *Store) {
			if got := numbers(claim(t, s, noon, 1)); !slices.Equal(got, []int64{1}) {
				t.Errorf("claimed %v", got)
			}
		}, true},
		{"what is to be filed is asked for", 2, func(t *testing.T, s *Store) {
			if got := must[[]mailin.Filing](t)(s.Unfiled(ctx, "KLP", "INBOX", 7, 9)); len(got) != 2 {
				t.Errorf("to be filed: %v", got)
			}
		}, true},
		{"another mail arrives", 2, func(t *testing.T, s *Store) {
			ok(t, s.Accept(ctx, []mailin.Raw{rawMail(99, text("late@example.org", "x"))}))
		}, true},
		{"all is read", mostLater + 3, func(t *testing.T, s *Store) {
			if m, found := next(t, s); found {
				t.Errorf("mail %d is left", m.ID)
			}
		}, true},
		{"an event is decided that is no mail", 2, func(t *testing.T, s *Store) {
			must[cases.Book](t)(s.Load(ctx, desk.Want{Org: "KLP", Now: noon}))
		}, true},
		{"another mail is decided", 2, func(t *testing.T, s *Store) {
			must[cases.Book](t)(s.Load(ctx, desk.Want{Org: "KLP", Now: noon, Arrived: noon}))
		}, false},
		{"the register is looked at", 2, func(t *testing.T, s *Store) {
			if _, found, err := s.One(ctx, ref(2)); err != nil || !found {
				t.Errorf("case 2: %v, %v", found, err)
			}
		}, true},
		{"the clock looks what is due", 2, func(t *testing.T, s *Store) {
			must[[]cases.Ref](t)(s.Due(ctx, noon, 9))
		}, true},

		{"a large mail comes next", 2, func(t *testing.T, s *Store) {
			s.waiting[0].Size = large + 1
			next(t, s)
		}, true},
		{"a change that is refused", 2, func(t *testing.T, s *Store) {
			if err := s.Commit(ctx, desk.Change{Org: "KLP", Now: noon, Cancelled: []int64{99}}); !errors.Is(err, desk.ErrRefused) {
				t.Errorf("taken: %v", err)
			}
		}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, path := inFile(t)
			accept(t, s, mails(mostLater+3)...)
			settleAll(t, s, 1, c.settled)
			c.act(t, s)
			s = reborn(t, s, path)
			m, found := next(t, s)
			if again := found && m.ID == 1; again == c.durable {
				t.Errorf("the first mail comes again: %v", again)
			}
			if found && m.Attempts > 2 {
				t.Errorf("mail %d at attempt %d", m.ID, m.Attempts)
			}
			refs := must[[]cases.Ref](t)(s.Due(ctx, noon.AddDate(1, 0, 0), 99))
			if want := map[bool]int{true: c.settled}[c.durable]; len(refs) != want {
				t.Errorf("%d cases, want %d", len(refs), want)
			}
		})
	}
}

// When the database takes back by itself what was told to be written, as it may on a full disk, the mails come again in
// the same process, and nothing of the first time is left.
func TestOutcomesTakenBackComeAgain(t *testing.T) {
	s, _ := inFile(t)
	accept(t, s, mails(5)...)
	settleAll(t, s, 1, 3)
	next(t, s) // the fourth is in hand
	err := s.write(context.Background(), func(l *link) error {
		_, err := l.exec("ROLLBACK")
		return errors.Join(errors.New("the disk is full"), err)
	})
	if err == nil {
		t.Fatal("written")
	}
	if err := s.Commit(context.Background(), complaint(4, desk.Mail{ID: 4})); !errors.Is(err, desk.ErrTakenBack) {
		t.Fatalf("taken although it follows on what is gone: %v", err)
	}
	if m, found := next(t, s); !found || m.ID != 1 || m.Attempts != 1 {
		t.Fatalf("mail %d at attempt %d, %v", m.ID, m.Attempts, found)
	}
	s.waiting = nil
	settleAll(t, s, 1, 5)
	if m, found := next(t, s); found {
		t.Errorf("mail %d is left", m.ID)
	}
	if refs := must[[]cases.Ref](t)(s.Due(context.Background(), noon.AddDate(1, 0, 0), 99)); len(refs) != 5 {
		t.Errorf("%d cases", len(refs))
	}
}

// The note of the mail in hand counts each process once, and only for the mail that was in it.
func TestTheMailInHandIsCountedOnce(t *testing.T) {
	s, path := inFile(t)
	accept(t, s, mails(2)...)
	settleAll(t, s, 1, 1)
	if m, _ := next(t, s); m.ID != 2 {
		t.Fatalf("mail %d", m.ID)
	}
	for range 3 { // processes that end before they hand out anything
		s = reborn(t, s, path)
	}
	attempts := map[int64]int{}
	for m, found := next(t, s); found; m, found = next(t, s) {
		attempts[m.ID] = m.Attempts
		settleMail(t, s, m.ID)
	}
	if attempts[1] != 1 || attempts[2] != 2 {
		t.Errorf("attempts %v", attempts)
	}
}

// Whatever takes the open transaction away, the outcomes in it come again, and nothing is written half.
func TestTheOpenTransactionEnds(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		name string
		end  func(s *Store) error
		here bool // the process goes on
	}{
		{"SQLite takes it back while something is read", func(s *Store) error {
			return s.readHot(ctx, func(l *link) error {
				_, err := l.exec("ROLLBACK") // as after a page that the disk did not take
				return errors.Join(errors.New("the disk is full"), err)
			})
		}, true},
		{"another change has no room", func(s *Store) error {
			fill(t, s, 1)
			defer fill(t, s, -1)
			return s.Accept(ctx, crowd(300))
		}, true},
		{"a mistake while something is written", func(s *Store) (err error) {
			defer func() { err = fmt.Errorf("%v", recover()) }()
			return s.write(ctx, func(l *link) error {
				if _, err := l.exec("UPDATE mail SET kind = 'list'"); err != nil {
					return err
				}
				panic("a mistake")
			})
		}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, path := inFile(t)
			accept(t, s, mails(5)...)
			settleAll(t, s, 1, 3)
			if err := c.end(s); err == nil {
				t.Fatal("it went well")
			}
			if !c.here {
				if _, _, err := s.Next(ctx, noon); !errors.Is(err, ErrDoubt) {
					t.Errorf("it goes on: %v", err)
				}
				ok(t, s.Close())
				s = reopened(t, path)
			}
			for m, found := next(t, s); found; m, found = next(t, s) {
				ok(t, s.Commit(ctx, complaint(int(m.ID), m)))
			}
			if refs := must[[]cases.Ref](t)(s.Due(ctx, noon.AddDate(1, 0, 0), 99)); len(refs) != 5 {
				t.Errorf("%d cases", len(refs))
			}
			ok(t, s.Verify(ctx, func(line string) { t.Error(line) }))
		})
	}
}

// A reading that fails for another reason takes nothing back.
func TestReadingThatFailsTakesNothingBack(t *testing.T) {
	s, _ := inFile(t)
	accept(t, s, mails(3)...)
	settleAll(t, s, 1, 2)
	if err := s.readHot(context.Background(), func(*link) error { return errors.New("a mistake") }); err == nil {
		t.Fatal("it went well")
	}
	settleAll(t, s, 3, 3)
	if refs := must[[]cases.Ref](t)(s.Due(context.Background(), noon.AddDate(1, 0, 0), 99)); len(refs) != 3 {
		t.Errorf("%d cases", len(refs))
	}
}

// An attempt that a start cannot count is counted by the next one.
func TestTheNoteOfTheMailInHandIsKeptUntilItIsCounted(t *testing.T) {
	s, path := inFile(t)
	accept(t, s, mails(1)...)
	next(t, s)
	ok(t, s.hand.file.Close())
	s.hand = hand{}
	s.broken.Store(true)
	if err := s.blame(path); err == nil {
		t.Error("counted in a store that takes nothing")
	}
	s.broken.Store(false)
	ok(t, s.Close())
	if m, _ := next(t, reopened(t, path)); m.Attempts != 2 {
		t.Errorf("attempt %d", m.Attempts)
	}
}

// While outcomes wait for their durability, other programs read and back up what is durable, and wait for nothing.
func TestTheOpenTransactionIsInNobodysWay(t *testing.T) {
	ctx := context.Background()
	s, path := inFile(t)
	accept(t, s, mails(3)...)
	settleAll(t, s, 1, 1)
	ok(t, s.settleDown(ctx))
	settleAll(t, s, 2, 2)

	reader := must[*Store](t)(OpenReader(path, options()))
	defer reader.Close()
	if refs := must[[]cases.Ref](t)(reader.Due(ctx, noon.AddDate(1, 0, 0), 99)); !slices.Equal(refs, []cases.Ref{ref(1)}) {
		t.Errorf("the reader sees %v", refs)
	}
	ok(t, reader.Verify(ctx, func(line string) { t.Error(line) }))

	backup := filepath.Join(t.TempDir(), "copy.db")
	other := must[*sql.DB](t)(sql.Open("sqlite", "file:"+path+"?mode=ro"))
	defer other.Close()
	must[sql.Result](t)(other.Exec("VACUUM INTO ?", backup))
	settleAll(t, s, 3, 3)
	ok(t, os.WriteFile(backup+"-mail", must[[]byte](t)(os.ReadFile(path+"-mail")), 0o600)) // after the database, as README says

	restored := reopened(t, backup)
	settleAll(t, restored, 2, 3)
	if m, found := next(t, restored); found {
		t.Errorf("mail %d is left", m.ID)
	}
	ok(t, restored.Verify(ctx, func(line string) { t.Error(line) }))
}
