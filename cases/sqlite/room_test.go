package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"complaintsd/cases/desk"
	"complaintsd/mailin"
)

// fill leaves so many pages for the database to grow by, until it is called again; -1 is no limit.
func fill(t testing.TB, s *Store, pages int64) {
	t.Helper()
	l := <-s.writer
	defer func() { s.writer <- l }()
	var have, limit int64
	_, err := l.one("PRAGMA page_count", nil, &have)
	ok(t, err)
	limit = have + pages
	if pages < 0 {
		limit = 1 << 30
	}
	_, err = l.one(fmt.Sprintf("PRAGMA max_page_count(%d)", limit), nil, &limit)
	ok(t, err)
}

// crowd is more mails than a small database has room for the rows of.
func crowd(n int) []mailin.Raw {
	var list []mailin.Raw
	for i := range n {
		list = append(list, rawMail(uint32(i+1), text(fmt.Sprint(i)+"@example.org", "klacht")))
	}
	return list
}

// A database that cannot grow takes nothing, says so by name, and goes on as if nothing had been when it can.
func TestFullDiskLeavesNothingBehind(t *testing.T) {
	ctx := context.Background()
	s, path := inFile(t)
	many := crowd(300)
	fill(t, s, 2)
	for range 2 {
		err := s.Accept(ctx, many)
		full := (*FullError)(nil)
		if !errors.As(err, &full) || full.Folder != filepath.Dir(path) || errors.Is(err, ErrDoubt) {
			t.Fatalf("accepted into a full database: %v", err)
		}
	}
	if _, found := next(t, s); found {
		t.Fatal("half of a mail is there")
	}
	if info := must[os.FileInfo](t)(os.Stat(path + "-mail")); info.Size() != 0 {
		t.Errorf("%d bytes of raw mail are left behind", info.Size())
	}
	ok(t, s.Roomy(ctx))
	fill(t, s, -1)
	ok(t, s.Accept(ctx, many))
	ok(t, s.Close())
	ok(t, reopened(t, path).Verify(ctx, func(line string) { t.Error(line) }))
}

// Who shares a transaction with a change that has no room is written, or told the same.
func TestFullDiskAndOtherWriters(t *testing.T) {
	ctx := context.Background()
	s, _ := inFile(t)
	fill(t, s, 10)
	errs := make([]error, 8)
	var all sync.WaitGroup
	writer := <-s.writer
	for n := range errs {
		all.Go(func() {
			if n == 3 {
				errs[n] = s.Accept(ctx, crowd(300))
				return
			}
			errs[n] = s.Commit(ctx, desk.Change{Org: "KLP", Now: noon, Slot: &desk.Slot{Job: "job", Slot: fmt.Sprint(n)}})
		})
	}
	waitFor(s, len(errs))
	s.writer <- writer
	all.Wait()
	for n, err := range errs {
		full := (*FullError)(nil)
		slot := must[string](t)(s.lastOf(ctx, fmt.Sprint(n)))
		if failed := errors.As(err, &full); failed != (err != nil) || failed == (slot != "") && n != 3 || n == 3 && !failed {
			t.Errorf("writer %d: error %v, slot %q", n, err, slot)
		}
	}
}

func TestMailLeavesTheReserveAlone(t *testing.T) {
	const mb, gb = 1 << 20, 1 << 30
	for _, c := range []struct {
		disk      space
		mail, log int64
		takes     bool
	}{
		{space{all: 20 * gb, left: gb}, 50 * mb, 0, true},
		{space{all: 20 * gb, left: 64 * mb}, 0, 0, true},
		{space{all: 20 * gb, left: 64*mb - 1}, 0, 0, false},
		{space{all: 20 * gb, left: 64 * mb}, 1, 0, false},
		{space{all: 20 * gb, left: 114 * mb}, 50 * mb, 0, true},
		{space{all: 20 * gb, left: 114 * mb}, 50 * mb, 1, false},
		{space{all: 20 * mb, left: 2 * mb}, mb, 0, true}, // a small disk keeps a twentieth
		{space{all: 20 * mb, left: mb - 1}, 0, 0, false},
	} {
		if got := c.disk.takes(c.mail, c.log); got != c.takes {
			t.Errorf("%+v, mail %d, log %d: %v", c.disk, c.mail, c.log, got)
		}
	}
}

func TestFullErrorIsAPlainLine(t *testing.T) {
	for want, e := range map[string]*FullError{
		"the disk of /state is full": {Folder: "/state"},
		"the disk of /state is nearly full: its last 3 MB are kept for letters and dates": {Folder: "/state", Left: 2<<20 + 1},
	} {
		if e.Error() != want {
			t.Errorf("%q, want %q", e.Error(), want)
		}
	}
}

// What keeps a database from being opened is said with its mend.
func TestOpeningErrors(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text.db")
	ok(t, os.WriteFile(text, []byte(strings.Repeat("Dit is geen database. ", 500)), 0o600))
	folder := filepath.Join(dir, "folder.db")
	ok(t, os.Mkdir(folder, 0o700))
	for path, words := range map[string]string{
		text:   "is not a database: restore it from a backup",
		folder: "it is no file",
	} {
		for name, open := range map[string]func(string, Options) (*Store, error){"Open": Open, "OpenReader": OpenReader} {
			_, err := open(path, options())
			if err == nil || !strings.Contains(err.Error(), words) || !strings.Contains(err.Error(), path) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s %s: %v", name, path, err)
			}
		}
	}
}

// A mistake while something is read leaves no view open behind it.
func TestPanicWhileReadingHoldsNobodyUp(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("the panic was swallowed")
				}
			}()
			_ = s.readHot(context.Background(), func(l *link) error {
				return l.each(`SELECT name FROM meta`, nil, func(scan) error { panic("a mistake") })
			})
		}()
		accept(t, s, text("a@example.org", "x"))
		if _, found := next(t, s); !found {
			t.Error("nothing was written after it")
		}
	})
}

// Whoever holds the database from outside is named as what it is, and nothing is lost by it.
func TestAnotherProgramHoldsTheDatabase(t *testing.T) {
	ctx := context.Background()
	s, path := inFile(t)
	l := <-s.writer
	var none int
	_, err := l.one("PRAGMA busy_timeout(0)", nil, &none)
	ok(t, err)
	s.writer <- l
	other := must[*sql.DB](t)(sql.Open("sqlite", "file:"+path+"?_txlock=immediate"))
	defer other.Close()
	held := must[*sql.Tx](t)(other.Begin())
	if err := s.Roomy(ctx); err == nil || errors.Is(err, ErrDoubt) || !strings.Contains(err.Error(), "another program, such as sqlite3, holds the database: end it") {
		t.Errorf("beside it: %v", err)
	}
	ok(t, held.Rollback())
	ok(t, s.Roomy(ctx))
}
