package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"complaintsd/cases"
)

// A database that is deleted, moved or replaced beneath the program takes nothing more, and what was in it is saved.
func TestDatabaseTakenAway(t *testing.T) {
	ctx := context.Background()
	remove := func(path string) error {
		return errors.Join(os.Remove(path), os.Remove(path+"-wal"), os.Remove(path+"-shm"), os.Remove(path+"-dots"), os.Remove(path+"-hand"))
	}
	for name, take := range map[string]func(path string) error{
		"deleted": remove,
		"moved":   func(path string) error { return os.Rename(path, path+".old") },
		"replaced": func(path string) error {
			return errors.Join(os.WriteFile(path+".new", []byte("another one"), 0o600), os.Rename(path+".new", path))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, path := inFile(t)
			accept(t, s, text("a@example.org", "x"))
			m, _ := next(t, s)
			ok(t, s.Commit(ctx, complaint(1, m)))
			queue(t, s, noon, letter(2, "", cases.Alert), letter(3, "", cases.Alert))
			claim(t, s, noon, 3)
			ok(t, errors.Join(s.Dotted(ctx, 1), s.Accepted(1, noon, ""), s.Dotted(ctx, 2)))
			ok(t, take(path))
			if err := s.Dotted(ctx, 3); !errors.As(err, new(*TakenError)) {
				t.Errorf("a letter leaves of which nothing is kept: %v", err)
			}
			ok(t, s.Accepted(2, noon, ""))
			lost := (*TakenError)(nil)
			if _, err := s.Due(ctx, noon, 1); !errors.As(err, &lost) || !errors.Is(err, ErrDoubt) {
				t.Errorf("the clock went on: %v", err)
			}
			if err := s.Filed(ctx, "KLP", "INBOX", 7, []uint32{1}); !errors.As(err, &lost) {
				t.Errorf("written all the same: %v", err)
			}
			if _, _, err := s.Next(ctx, noon); !errors.As(err, &lost) {
				t.Errorf("read all the same: %v", err)
			}
			if err := s.Close(); !errors.As(err, &lost) {
				t.Errorf("closed with %v", err)
			}
			ok(t, errors.Join(os.RemoveAll(path), os.RemoveAll(path+"-wal"), os.RemoveAll(path+"-shm")))
			saved := Rescued(path)
			if len(saved) != 1 {
				t.Fatalf("saved as %q", saved)
			}
			info := must[os.FileInfo](t)(os.Stat(saved[0]))
			if info.Mode().Perm() != 0o600 {
				t.Errorf("%s has mode %o", saved[0], info.Mode().Perm())
			}
			ok(t, os.Rename(saved[0], path))
			again := reopened(t, path)
			if have := states(t, again); have != "sent, sent, sending" {
				t.Errorf("letters are %s", have)
			}
			if _, found, err := again.One(ctx, ref(1)); err != nil || !found {
				t.Errorf("the case is not in what was saved: %v", err)
			}
			ok(t, again.Verify(ctx, func(line string) { t.Error(line) }))
			if left := Rescued(path); len(left) > 0 {
				t.Errorf("%q beside a database", left)
			}
		})
	}
}

func TestFolderTakenAway(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	s := must[*Store](t)(Open(filepath.Join(dir, "complaintsd.db"), options()))
	ok(t, os.RemoveAll(dir))
	lost := (*TakenError)(nil)
	if err := s.Filed(context.Background(), "KLP", "INBOX", 7, []uint32{1}); !errors.As(err, &lost) {
		t.Errorf("written all the same: %v", err)
	}
	if err := s.Close(); !errors.As(err, &lost) {
		t.Errorf("closed with %v", err)
	}
}
