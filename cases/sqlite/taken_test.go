package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"complaintsd/cases"
	"complaintsd/mailin"
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
			name, saved := Rescued(path)
			if name != path || len(saved) != 1 {
				t.Fatalf("of %q saved as %q", name, saved)
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
			if lost, left := Rescued(path); lost != "" {
				t.Errorf("%q beside a database", left)
			}
		})
	}
}

// The file with the raw mail is watched and saved as the database is, alone or with it.
func TestMailFileTakenAway(t *testing.T) {
	ctx := context.Background()
	for name, take := range map[string]func(path string) error{
		"deleted": func(path string) error { return os.Remove(path + "-mail") },
		"replaced": func(path string) error {
			return errors.Join(os.Remove(path+"-mail"), os.WriteFile(path+"-mail", nil, 0o600))
		},
		"both": func(path string) error { return errors.Join(os.Remove(path), os.Remove(path+"-mail")) },
	} {
		t.Run(name, func(t *testing.T) {
			s, path := inFile(t)
			words := text("a@example.org", "zes kilo uien")
			accept(t, s, words)
			ok(t, take(path))
			lost := (*TakenError)(nil)
			if err := s.Accept(ctx, []mailin.Raw{rawMail(2, text("b@example.org", "x"))}); !errors.As(err, &lost) || !errors.Is(err, ErrDoubt) {
				t.Errorf("accepted all the same: %v", err)
			}
			if err := s.Close(); !errors.As(err, &lost) || !strings.Contains(err.Error(), "give that file the name "+path) {
				t.Errorf("closed with %v", err)
			}
			for range 2 {
				name, saved := Rescued(path)
				if name == "" {
					break
				}
				ok(t, errors.Join(os.RemoveAll(name+"-wal"), os.RemoveAll(name+"-shm"), os.Rename(saved[0], name)))
			}
			again := reopened(t, path)
			if m, found := next(t, again); !found || content(t, m) != words {
				t.Errorf("the mail is not in what was saved: %v", found)
			}
			report(t, again)
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
