package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailin"
)

func sizeOf(t testing.TB, path string) int64 {
	t.Helper()
	return must[os.FileInfo](t)(os.Stat(path)).Size()
}

// spoiled is a mail whose connection is lost after so many bytes the second time it is read: when it is written.
func spoiled(uid uint32, size int) mailin.Raw {
	whole := text(fmt.Sprint("spoiled", uid), strings.Repeat("x", size))
	raw, opened := rawMail(uid, whole), 0
	raw.Open = func() (io.ReadCloser, error) {
		if opened++; opened == 1 {
			return io.NopCloser(strings.NewReader(whole)), nil
		}
		return io.NopCloser(io.MultiReader(strings.NewReader(whole[:size]), failing{errors.New("connection lost")})), nil
	}
	return raw
}

// A batch that comes to nothing leaves no bytes behind, and the next one stands where it would have.
func TestBatchThatFailsLeavesNoBytes(t *testing.T) {
	s, path := inFile(t)
	accept(t, s, text("a@example.org", "een"))
	before := sizeOf(t, path+"-mail")
	if err := s.Accept(context.Background(), []mailin.Raw{rawMail(2, text("b@example.org", "twee")), spoiled(3, 100_000)}); err == nil {
		t.Fatal("accepted")
	}
	if have := sizeOf(t, path+"-mail"); have != before {
		t.Errorf("%d bytes after it, %d before", have, before)
	}
	changed := rawMail(4, text("c@example.org", "een"))
	first := changed.Open
	changed.Open = func() (io.ReadCloser, error) {
		changed.Open = func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("iets anders")), nil }
		return first()
	}
	other := changed
	other.Open = func() (io.ReadCloser, error) { return changed.Open() }
	if err := s.Accept(context.Background(), []mailin.Raw{other}); !errors.Is(err, errOther) {
		t.Errorf("a mail that changed while it was read: %v", err)
	}
	accept(t, s, text("a@example.org", "een"), text("b@example.org", "twee"))
	report(t, s)
}

// What was written before a crash and never told of stays where it is: nobody can know here whose it was.
func TestNothingIsWrittenOverWhatStood(t *testing.T) {
	s, path := inFile(t)
	accept(t, s, text("a@example.org", "een"))
	ok(t, s.Close())
	half := must[*os.File](t)(os.OpenFile(path+"-mail", os.O_APPEND|os.O_WRONLY, 0))
	_, err := half.WriteString("een halve mail")
	ok(t, errors.Join(err, half.Close()))
	before := must[[]byte](t)(os.ReadFile(path + "-mail"))

	s = reopened(t, path)
	ok(t, s.Accept(context.Background(), []mailin.Raw{rawMail(2, text("b@example.org", "twee")), rawMail(3, text("c@example.org", "drie"))}))
	for _, want := range []string{"een", "twee", "drie"} {
		if m, found := next(t, s); !found || !strings.Contains(content(t, m), want) {
			t.Errorf("%s: %+v", want, m)
		}
	}
	report(t, s)
	if after := must[[]byte](t)(os.ReadFile(path + "-mail")); !strings.HasPrefix(string(after), string(before)) {
		t.Error("what stood there has changed")
	}
}

// A database of yesterday that is put back beside the raw mail of today knows its own mail, and overwrites none.
func TestOlderDatabaseBesideNewerMail(t *testing.T) {
	s, path := inFile(t)
	accept(t, s, text("a@example.org", "gisteren"))
	ok(t, s.Close())
	backup := must[[]byte](t)(os.ReadFile(path))
	s = reopened(t, path)
	ok(t, s.Accept(context.Background(), []mailin.Raw{rawMail(2, text("b@example.org", "vandaag"))}))
	ok(t, s.Close())
	before := must[[]byte](t)(os.ReadFile(path + "-mail"))

	ok(t, os.WriteFile(path, backup, 0o600))
	s = reopened(t, path)
	ok(t, s.Accept(context.Background(), []mailin.Raw{rawMail(3, text("c@example.org", "morgen"))}))
	for _, want := range []string{"gisteren", "morgen"} {
		if m, found := next(t, s); !found || !strings.Contains(content(t, m), want) {
			t.Errorf("%s: %+v", want, m)
		}
	}
	report(t, s)
	if after := must[[]byte](t)(os.ReadFile(path + "-mail")); !strings.HasPrefix(string(after), string(before)) {
		t.Error("the mail of today is gone")
	}
}

// Without the bytes of its mail a database is not opened for work, and the error says how to mend that; who only looks
// can, and verify names the file, or every mail that is missing.
func TestMailFileMissingOrShort(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		name string
		harm func(file string) error
		want string
	}{
		{"missing", os.Remove, "raw mail: none of it can be read: open %s: no such file"},
		{"short", func(file string) error { return os.Truncate(file, 150) }, "mail 2: its bytes are not what arrived (74 bytes of "},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, path := inFile(t)
			first := text("a@example.org", "x")
			accept(t, s, first, text("b@example.org", strings.Repeat("klacht ", 100)))
			size := sizeOf(t, path+"-mail")
			ok(t, s.Close())
			ok(t, c.harm(path+"-mail"))

			_, err := Open(path, options())
			mend := fmt.Sprintf("truncate -s %d %s", size, path+"-mail")
			if err == nil || !strings.Contains(err.Error(), mend) || strings.Contains(err.Error(), "\n") {
				t.Fatalf("opened: %v", err)
			}
			r := must[*Store](t)(OpenReader(path, options()))
			var said []string
			ok(t, r.Verify(ctx, func(line string) { said = append(said, line) }))
			ok(t, r.Close())
			if want := strings.ReplaceAll(c.want, "%s", path+"-mail"); len(said) != 1 || !strings.HasPrefix(said[0], want) {
				t.Errorf("verify says %q", said)
			}
			f := must[*os.File](t)(os.OpenFile(path+"-mail", os.O_CREATE|os.O_WRONLY, 0o600))
			ok(t, errors.Join(f.Truncate(size), f.Close()))
			s = reopened(t, path)
			ok(t, s.Accept(ctx, []mailin.Raw{rawMail(3, text("c@example.org", "nieuw"))}))
			for range 2 {
				next(t, s)
			}
			if m, _ := next(t, s); !strings.Contains(content(t, m), "nieuw") {
				t.Error("the new mail is not read")
			}
		})
	}
}

func TestMailFileThatIsAFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "complaintsd.db")
	ok(t, os.Mkdir(path+"-mail", 0o700))
	if _, err := Open(path, options()); err == nil || !strings.Contains(err.Error(), "is no file: take it away") {
		t.Errorf("opened: %v", err)
	}
}

// Half of a mail is not taken for the whole.
func TestMailThatEndsEarly(t *testing.T) {
	s, path := inFile(t)
	accept(t, s, text("a@example.org", strings.Repeat("klacht ", 100)))
	m, _ := next(t, s)
	for _, left := range []int64{0, 300} {
		ok(t, os.Truncate(path+"-mail", left))
		r := must[io.ReadCloser](t)(m.Open())
		if b, err := io.ReadAll(r); !errors.Is(err, io.ErrUnexpectedEOF) || int64(len(b)) != left {
			t.Errorf("%d bytes left: read %d, %v", left, len(b), err)
		}
		ok(t, r.Close())
	}
}

// A file that is cut off beneath the program gets nothing written behind the hole: who looks would take that for mail.
func TestMailFileCutOff(t *testing.T) {
	ctx := context.Background()
	for name, use := range map[string]func(*testing.T, *Store) error{
		"accept": func(t *testing.T, s *Store) error {
			return s.Accept(ctx, []mailin.Raw{rawMail(2, text("b@example.org", "twee"))})
		},
		"a change that is given up": func(t *testing.T, s *Store) error {
			together(s, func() error { return givenUp(s) }, func() error { return givenUp(s) })
			return s.Accept(ctx, []mailin.Raw{rawMail(2, text("b@example.org", "twee"))})
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, path := inFile(t)
			accept(t, s, text("a@example.org", "een"))
			ok(t, os.Truncate(path+"-mail", 5))
			if err := use(t, s); !errors.Is(err, ErrDoubt) || !strings.Contains(err.Error(), path+"-mail was cut off") {
				t.Errorf("accepted: %v", err)
			}
			_ = s.Close()
			if have := sizeOf(t, path+"-mail"); have != 5 {
				t.Errorf("%d bytes after it", have)
			}
			if _, err := Open(path, options()); err == nil || !strings.Contains(err.Error(), "put back the file that belongs to it") {
				t.Errorf("opened: %v", err)
			}
		})
	}
}

func TestReadersOfOneMailAreApart(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		accept(t, s, text("a@example.org", "een"), text("b@example.org", "twee"))
		m, _ := next(t, s)
		a, b := must[io.ReadCloser](t)(m.Open()), must[io.ReadCloser](t)(m.Open())
		half := make([]byte, 10)
		_, err := io.ReadFull(a, half)
		ok(t, err)
		whole := must[[]byte](t)(io.ReadAll(b))
		rest := must[[]byte](t)(io.ReadAll(a))
		if string(half)+string(rest) != string(whole) || string(whole) != text("a@example.org", "een") {
			t.Errorf("%q and %q, %q", half, rest, whole)
		}
		kept := must[io.ReadCloser](t)(s.Kept(context.Background(), m.SHA256))
		if got := must[[]byte](t)(io.ReadAll(kept)); string(got) != string(whole) {
			t.Errorf("kept %q", got)
		}
		none := must[io.ReadCloser](t)(s.Kept(context.Background(), "none"))
		if got := must[[]byte](t)(io.ReadAll(none)); len(got) > 0 {
			t.Errorf("of no mail: %q", got)
		}
	})
}

// Whatever comes, fails, is killed in between or started anew: each mail that was accepted is there, byte for byte, once.
func TestEveryMailStaysWhole(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "store")
		ok(t, err)
		path := filepath.Join(dir, "complaintsd.db")
		s := must[*Store](t)(Open(path, options()))
		defer func() { _ = s.Close() }()
		ctx, uid := context.Background(), uint32(0)
		var want []string
		mail := func() mailin.Raw {
			uid++
			return rawMail(uid, text(fmt.Sprint(uid)+"@example.org", strings.Repeat("x", rapid.IntRange(0, 5000).Draw(rt, "size"))))
		}
		rt.Repeat(map[string]func(*rapid.T){
			"accept": func(rt *rapid.T) {
				var batch []mailin.Raw
				for range rapid.IntRange(1, 4).Draw(rt, "mails") {
					raw := mail()
					batch, want = append(batch, raw), append(want, bytesOf(t, raw))
				}
				uid++ // one that is there already, or in the batch itself
				batch = append(batch, rawMail(uid, want[rapid.IntRange(0, len(want)-1).Draw(rt, "again")]))
				ok(t, s.Accept(ctx, batch))
			},
			"taken back": func(rt *rapid.T) {
				raw := mail()
				for _, err := range together(s, func() error { return s.Accept(ctx, []mailin.Raw{raw}) }, func() error { return givenUp(s) }) {
					if err == nil {
						rt.Fatal("accepted")
					}
				}
			},
			"fail": func(rt *rapid.T) {
				batch := []mailin.Raw{mail(), spoiled(uid+1, rapid.IntRange(0, 5000).Draw(rt, "size"))}
				if uid++; s.Accept(ctx, batch) == nil {
					rt.Fatal("accepted")
				}
			},
			"kill": func(rt *rapid.T) {
				s = reborn(t, s, path)
				f := must[*os.File](t)(os.OpenFile(path+"-mail", os.O_APPEND|os.O_WRONLY, 0))
				_, err := f.Write(make([]byte, rapid.IntRange(0, 5000).Draw(rt, "left behind")))
				ok(t, errors.Join(err, f.Close(), s.Close()))
				s = must[*Store](t)(Open(path, options()))
			},
		})
		report(t, s)
		for i, w := range want {
			m, found := next(t, s)
			if !found || content(t, m) != w {
				rt.Fatalf("mail %d of %d is not what was accepted", i+1, len(want))
			}
			ok(t, s.Commit(ctx, desk.Change{Org: "KLP", Now: noon, Mail: &desk.Outcome{ID: m.ID, Kind: cases.KindList}}))
		}
		if m, found := next(t, s); found {
			rt.Fatalf("mail %d was never accepted", m.ID)
		}
	})
}

func bytesOf(t testing.TB, raw mailin.Raw) string {
	t.Helper()
	r := must[io.ReadCloser](t)(raw.Open())
	return string(must[[]byte](t)(io.ReadAll(r)))
}
