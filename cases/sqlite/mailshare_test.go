package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"complaintsd/mailin"
)

// together has all of it written in one transaction, in this order.
func together(s *Store, list ...func() error) []error {
	writer := <-s.writer
	errs := make([]error, len(list))
	var all sync.WaitGroup
	for i, f := range list {
		all.Go(func() { errs[i] = f() })
		waitFor(s, i+1)
	}
	s.writer <- writer
	all.Wait()
	return errs
}

// givenUp is a change at which SQLite takes back the whole transaction by itself, as it may on a full disk.
func givenUp(s *Store) error {
	return s.write(context.Background(), func(l *link) error {
		_, err := l.exec("ROLLBACK")
		return errors.Join(errors.New("the disk is full"), err)
	})
}

// Mailboxes that deliver at once share a transaction and the file, and a batch that comes to nothing takes no byte of
// the one before it or the one behind it.
func TestBatchesOfOneTransactionAreApart(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		name  string
		fails []bool
	}{
		{"none fails", []bool{false, false, false}},
		{"the first fails", []bool{true, false, false}},
		{"the one between fails", []bool{false, true, false}},
		{"the last fails", []bool{false, false, true}},
		{"two fail", []bool{true, true, false}},
		{"all fail", []bool{true, true, true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			both(t, func(t *testing.T, s *Store) {
				var list []func() error
				var want []string
				end := int64(0)
				for i, fails := range c.fails {
					// The longer the earlier one, the more of it would show behind a later one.
					content := text(fmt.Sprint(i, "@example.org"), strings.Repeat(fmt.Sprint(i), 1000*(5-i)))
					batch := []mailin.Raw{rawMail(uint32(10*i+1), content)}
					if fails {
						batch = append(batch, spoiled(uint32(10*i+2), 9000))
					} else {
						want, end = append(want, content), end+int64(len(content))
					}
					list = append(list, func() error { return s.Accept(ctx, batch) })
				}
				for i, err := range together(s, list...) {
					if (err != nil) != c.fails[i] {
						t.Errorf("batch %d: %v", i, err)
					}
				}
				if info := must[os.FileInfo](t)(s.raw.file.Stat()); info.Size() != end {
					t.Errorf("%d bytes of raw mail, want %d", info.Size(), end)
				}
				for _, w := range want {
					m, found := next(t, s)
					if !found || content(t, m) != w {
						t.Errorf("mail %d is not what was accepted", m.ID)
					}
					settleMail(t, s, m.ID)
				}
				if m, found := next(t, s); found {
					t.Errorf("mail %d came to nothing", m.ID)
				}
				report(t, s)
			})
		})
	}
}

// When the whole transaction is taken back, as on a full disk, no byte of its mail keeps the room that is needed.
func TestBatchOfATransactionThatIsTakenBack(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		accept(t, s, text("a@example.org", "een"))
		before := must[os.FileInfo](t)(s.raw.file.Stat()).Size()
		later := rawMail(2, text("b@example.org", strings.Repeat("twee ", 1000)))
		errs := together(s,
			func() error { return s.Accept(ctx, []mailin.Raw{later}) },
			func() error { return givenUp(s) })
		if errs[0] == nil || errs[1] == nil {
			t.Fatalf("written: %v", errs)
		}
		if have := must[os.FileInfo](t)(s.raw.file.Stat()).Size(); have != before {
			t.Errorf("%d bytes after it, %d before", have, before)
		}
		ok(t, s.Accept(ctx, []mailin.Raw{later}))
		report(t, s)
	})
}

// A mail that comes twice in one batch, by two of our addresses, stands there once.
func TestCopyInOneBatch(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		one, two := text("a@example.org", "een"), text("b@example.org", "twee")
		ok(t, s.Accept(context.Background(), []mailin.Raw{rawMail(1, one), rawMail(2, one), rawMail(3, two)}))
		for _, want := range []string{one, two} {
			if m, found := next(t, s); !found || content(t, m) != want {
				t.Errorf("mail %d is not %q", m.ID, want)
			}
		}
		if have := must[os.FileInfo](t)(s.raw.file.Stat()).Size(); have != int64(len(one+two)) {
			t.Errorf("%d bytes of raw mail", have)
		}
		report(t, s)
	})
}

// A message without a byte is a mail as well, and takes no place in the file.
func TestEmptyMail(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		ok(t, s.Accept(context.Background(), []mailin.Raw{rawMail(1, text("a@example.org", "een")), rawMail(2, ""), rawMail(3, text("b@example.org", "twee"))}))
		for _, want := range []string{text("a@example.org", "een"), "", text("b@example.org", "twee")} {
			m, found := next(t, s)
			if !found || content(t, m) != want {
				t.Errorf("mail %d is not %q", m.ID, want)
			}
			kept := must[io.ReadCloser](t)(s.Kept(context.Background(), m.SHA256))
			if got := must[[]byte](t)(io.ReadAll(kept)); string(got) != want {
				t.Errorf("kept %q", got)
			}
		}
		report(t, s)
	})
}

// A new database beside the raw mail of one that is gone shows none of it, and takes none of it away.
func TestNewDatabaseBesideOldMail(t *testing.T) {
	s, path := inFile(t)
	accept(t, s, text("a@example.org", "van vroeger"), text("b@example.org", "ook van vroeger"))
	ok(t, s.Close())
	old := must[[]byte](t)(os.ReadFile(path + "-mail"))
	ok(t, os.Remove(path))

	s = reopened(t, path)
	if m, found := next(t, s); found {
		t.Errorf("mail %d is there", m.ID)
	}
	words := text("c@example.org", "van nu")
	accept(t, s, words, "")
	for _, want := range []string{words, ""} {
		if m, found := next(t, s); !found || content(t, m) != want {
			t.Errorf("mail %d is not %q", m.ID, want)
		}
	}
	report(t, s)
	if have := must[[]byte](t)(os.ReadFile(path + "-mail")); string(have) != string(old)+words {
		t.Errorf("%d bytes of raw mail, %d of them old", len(have), len(old))
	}
}

// Who looks while mail is taken in, and while batches come to nothing, finds each mail whole.
func TestReaderBesideTheDaemon(t *testing.T) {
	ctx := context.Background()
	s, path := inFile(t)
	r := must[*Store](t)(OpenReader(path, options()))
	defer r.Close()
	done := make(chan error)
	go func() {
		for i := uint32(0); i < 60; i++ {
			content := text(fmt.Sprint(i, "@example.org"), strings.Repeat("x", int(i)*100))
			if err := s.Accept(ctx, []mailin.Raw{rawMail(2*i, content)}); err != nil {
				done <- err
				return
			}
			if s.Accept(ctx, []mailin.Raw{rawMail(1000+2*i, text(fmt.Sprint("b", i), "y")), spoiled(1001+2*i, 3000)}) == nil {
				done <- errors.New("accepted")
				return
			}
		}
		done <- nil
	}()
	for looks := 0; ; looks++ {
		ok(t, r.Verify(ctx, func(line string) { t.Errorf("look %d: %s", looks, line) }))
		select {
		case err := <-done:
			ok(t, err)
			report(t, r)
			return
		default:
		}
	}
}

// A program that ends in the midst of a batch leaves bytes of which no row tells: they stay, and harm nobody.
func TestPanicWhileMailIsWritten(t *testing.T) {
	s, path := inFile(t)
	accept(t, s, text("a@example.org", "een"))
	broken, opened := rawMail(3, text("c@example.org", "drie")), 0
	first := broken.Open
	broken.Open = func() (io.ReadCloser, error) {
		if opened++; opened > 1 {
			panic("a mistake")
		}
		return first()
	}
	two := rawMail(2, text("b@example.org", "twee"))
	func() {
		defer func() { _ = recover() }()
		err := s.Accept(context.Background(), []mailin.Raw{two, broken})
		t.Errorf("the panic was swallowed: %v", err)
	}()
	ok(t, s.Close())
	left := sizeOf(t, path+"-mail")
	s = reopened(t, path)
	ok(t, s.Accept(context.Background(), []mailin.Raw{two}))
	for _, want := range []string{text("a@example.org", "een"), text("b@example.org", "twee")} {
		if m, found := next(t, s); !found || content(t, m) != want {
			t.Errorf("mail %d is not %q", m.ID, want)
		}
	}
	if have := sizeOf(t, path+"-mail"); have != left+two.Size {
		t.Errorf("%d bytes behind the %d that were there", have, left)
	}
	report(t, s)
}

// The file of a store in memory is a passing one. Where none can be made, the error says what to do; no store leaves one open.
func TestFilesOfRawMailAreClosed(t *testing.T) {
	s, path := inFile(t)
	memory := must[*Store](t)(OpenMemory(options()))
	for name, s := range map[string]*Store{"file": s, "memory": memory, "reader": must[*Store](t)(OpenReader(path, options()))} {
		ok(t, s.Close())
		if _, err := s.raw.file.Stat(); !errors.Is(err, os.ErrClosed) {
			t.Errorf("%s: after the end %v", name, err)
		}
	}
	if _, err := os.Stat(memory.raw.file.Name()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file of a store in memory has a name: %v", err)
	}
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "none"))
	if _, err := OpenMemory(options()); err == nil || !strings.Contains(err.Error(), "TMPDIR") || strings.Contains(err.Error(), "\n") {
		t.Errorf("made without a folder for it: %v", err)
	}
}
