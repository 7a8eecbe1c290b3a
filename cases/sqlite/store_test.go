package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"complaintsd/cases"
)

func TestFileIsPrivateAndDurable(t *testing.T) {
	s, path := inFile(t)
	accept(t, s, text("a@example.org", "x"))
	for _, name := range []string{path, path + "-mail", path + "-wal", path + "-shm"} {
		info, err := os.Stat(name)
		ok(t, err)
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %o", name, info.Mode().Perm())
		}
	}
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "trusted_schema": "0",
		"cell_size_check": "1", "busy_timeout": "10000", "page_size": "8192",
	} {
		l := <-s.writer
		var have any
		_, err := l.one("PRAGMA "+pragma, nil, &have)
		s.writer <- l
		ok(t, err)
		if fmt.Sprint(have) != want {
			t.Errorf("%s is %v, want %s", pragma, have, want)
		}
	}
}

func TestReadersCannotWrite(t *testing.T) {
	s, _ := inFile(t)
	err := s.read(context.Background(), func(l *link) error {
		_, err := l.exec(`DELETE FROM meta`)
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "readonly") {
		t.Fatalf("a reader wrote: %v", err)
	}
}

func TestInstanceAndFirstStartStay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a #1%.db")
	o := options()
	o.Random = func(p []byte) { copy(p, []byte{0, 9, 10, 31, 32, 33, 63, 95}) }
	s := must[*Store](t)(Open(path, o))
	if s.Instance() != "09az01zz" || !s.Started().Equal(noon) {
		t.Fatalf("made as %s at %s", s.Instance(), s.Started())
	}
	ok(t, s.Close())
	o.Random, o.Now = func(p []byte) { clear(p) }, func() time.Time { return noon.AddDate(1, 0, 0) }
	s = must[*Store](t)(Open(path, o))
	defer s.Close()
	if s.Instance() != "09az01zz" || !s.Started().Equal(noon) {
		t.Fatalf("reopened as %s of %s", s.Instance(), s.Started())
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}
}

func TestNewerFileIsRefused(t *testing.T) {
	s, path := inFile(t)
	ok(t, s.Close())
	db := must[*sql.DB](t)(sql.Open("sqlite", "file:"+path))
	_, err := db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)`)
	ok(t, errors.Join(err, db.Close()))
	for name, open := range map[string]func(string, Options) (*Store, error){"Open": Open, "OpenReader": OpenReader} {
		if _, err := open(path, options()); err == nil || !strings.Contains(err.Error(), "newer program") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReaderWorksBesideTheDaemonAndAfterIt(t *testing.T) {
	s, path := inFile(t)
	accept(t, s, text("a@example.org", "x"))
	m, _ := next(t, s)
	ok(t, s.Commit(context.Background(), complaint(1, m)))
	if _, found := next(t, s); found { // all is read, and therefore durable
		t.Fatal("another mail")
	}
	look := func() {
		t.Helper()
		r := must[*Store](t)(OpenReader(path, options()))
		defer r.Close()
		d, found, err := r.One(context.Background(), ref(1))
		ok(t, err)
		if !found || d.Case.Ref != ref(1) {
			t.Fatalf("case is not there: %+v", d)
		}
		if err := r.Filed(context.Background(), "KLP", "INBOX", 7, []uint32{1}); err == nil {
			t.Fatal("a reader filed a message")
		}
	}
	look()
	ok(t, s.Close())
	look()
	if _, err := OpenReader(path+".none", options()); !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("no file: %v", err)
	}
}

func TestNothingAfterACommitInDoubt(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		// A deferred constraint fails at COMMIT itself.
		err := s.write(ctx, func(l *link) error {
			_, err := l.exec(`INSERT INTO history (ref, seq, at, actor, level, proof, kind, facts, who_sum, prev, hash)
				VALUES ('none', 1, 0, '', 0, '', '', '{}', '', '', '')`)
			return err
		})
		if !errors.Is(err, ErrDoubt) {
			t.Fatalf("commit in doubt: %v", err)
		}
		if _, _, err := s.Next(ctx, noon); !errors.Is(err, ErrDoubt) {
			t.Errorf("reading after it: %v", err)
		}
		if err := s.Filed(ctx, "KLP", "INBOX", 7, []uint32{1}); !errors.Is(err, ErrDoubt) {
			t.Errorf("writing after it: %v", err)
		}
	})
}

func TestSecondLockIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	first := must[*Lock](t)(LockState(dir))
	if _, err := LockState(dir); err == nil || !strings.Contains(err.Error(), "in use by process") {
		t.Fatalf("second lock: %v", err)
	}
	ok(t, first.Release())
	ok(t, must[*Lock](t)(LockState(dir)).Release())
}

// A process that this one has just forked holds all of its open files until it executes its program.
func TestLockIsFreeWhileACopyOfItsFileIsOpen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	first := must[*Lock](t)(LockState(dir))
	dup := must[int](t)(syscall.Dup(int(first.file.Fd())))
	defer syscall.Close(dup)
	ok(t, first.Release())
	ok(t, must[*Lock](t)(LockState(dir)).Release())
}

func TestKeysAreMadeOnceAndKept(t *testing.T) {
	dir := t.TempDir()
	fill := func(b byte) func([]byte) {
		return func(p []byte) {
			for i := range p {
				p[i] = b
			}
		}
	}
	ring := must[cases.Keyring](t)(LoadKeys(dir, fill(1)))
	if ring.Current != 0 || len(ring.Keys[0]) != keyLength || ring.Keys[0][0] != 1 {
		t.Fatalf("made %+v", ring)
	}
	again := must[cases.Keyring](t)(LoadKeys(dir, fill(2)))
	if again.Keys[0][0] != 1 {
		t.Fatal("the key was made anew")
	}
	info, err := os.Stat(filepath.Join(dir, keyFile))
	ok(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Fatalf("mode %o", info.Mode().Perm())
	}
}

func TestKeyFiles(t *testing.T) {
	const a, b = "00112233445566778899aabbccddeeff", "ffeeddccbbaa99887766554433221100"
	for _, c := range []struct {
		name, content string
		mode          os.FileMode
		current       int
		fault         string
	}{
		{"rotated", "1 " + a + "\n2 " + b + "\n", 0o600, 2, ""},
		{"any order, blank line", "2 " + b + "\n\n1 " + a + "\n", 0o600, 2, ""},
		{"group may read", "1 " + a + "\n", 0o640, 0, "chmod 600"},
		{"empty", "", 0o600, 0, "holds no key"},
		{"short", "1 0011\n", 0o600, 0, "16 bytes"},
		{"no hex", "1 " + strings.Repeat("z", 32) + "\n", 0o600, 0, "16 bytes"},
		{"number", "32 " + a + "\n", 0o600, 0, "from 0 to 31"},
		{"twice", "1 " + a + "\n1 " + b + "\n", 0o600, 0, "line 2: key number 1 stands there twice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			ok(t, os.WriteFile(filepath.Join(dir, keyFile), []byte(c.content), c.mode))
			ring, err := LoadKeys(dir, nil)
			if c.fault == "" {
				ok(t, err)
				if ring.Current != c.current || len(ring.Keys) != 2 {
					t.Fatalf("read %+v", ring)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.fault) || strings.Contains(err.Error(), a) {
				t.Fatalf("want %q, got %v", c.fault, err)
			}
		})
	}
}

// A database whose first start was cut short is no damaged one: whoever only reads it hears what to do.
func TestReaderOfAnUnfinishedFirstStart(t *testing.T) {
	s, path := inFile(t)
	ok(t, s.write(context.Background(), func(l *link) error {
		_, err := l.exec(`DELETE FROM meta`)
		return err
	}))
	ok(t, s.Close())
	if _, err := OpenReader(path, options()); err == nil || !strings.Contains(err.Error(), "start the daemon") {
		t.Errorf("open: %v", err)
	}
	again := reopened(t, path)
	if again.Started().IsZero() {
		t.Error("the start did not begin again")
	}
}
