package main

import (
	"context"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/cmd/complaintsd/config"
	"complaintsd/mailin"
	"complaintsd/mailin/ocr"
	"complaintsd/mailout"
	"complaintsd/mailout/outbox"
)

// withCase opens the house of the example with one case, of which nothing was sent yet. The caller shuts it.
func withCase(t *testing.T) *daemon {
	t.Helper()
	cfg, problems := config.Read(strings.NewReader(config.Example), t.TempDir())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	h, err := open(cfg, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	raw := plainMail("een", "ouder@post.example", "Klacht")
	err = h.store.Accept(t.Context(), []mailin.Raw{{
		Place: mailin.Place{Account: "KLP", Mailbox: "INBOX", Validity: 1, UID: 1}, Arrived: time.Now(),
		Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(raw)), nil },
	}})
	if err != nil {
		t.Fatal(err)
	}
	if found, err := h.desk.Receive(t.Context()); !found || err != nil {
		t.Fatal(found, err)
	}
	return idle(h)
}

// idle is a daemon none of whose machines runs.
func idle(h *house) *daemon {
	d := &daemon{house: h, log: slog.New(slog.DiscardHandler)}
	d.trouble = newTrouble(d)
	return d
}

func (d *daemon) shut(t *testing.T) {
	t.Helper()
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

// stumbling is a relay whose library panics over receipts, after noting the final dot or before. It takes all other mail.
type stumbling struct {
	afterDot bool
	taken    []mailout.Letter
}

func (s *stumbling) Deliver(_ context.Context, l mailout.Letter, dot func() error) mailout.Outcome {
	receipt := l.Kind == string(cases.Receipt)
	if receipt && !s.afterDot {
		panic("index out of range")
	}
	if err := dot(); err != nil {
		return mailout.Outcome{Result: mailout.Deferred, Login: true, Reason: err.Error()}
	}
	if receipt {
		panic("index out of range")
	}
	s.taken = append(s.taken, l)
	return mailout.Outcome{Result: mailout.Accepted, Code: 250}
}

// states of the letters of a kind.
func (d *daemon) states(t *testing.T, kind cases.NoticeKind) (found []mailout.State) {
	t.Helper()
	dossier, _, err := d.store.One(t.Context(), cases.NewRef("KLP", time.Now().Year(), 1))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range dossier.Letters {
		if l.Kind == string(kind) {
			found = append(found, l.State)
		}
	}
	return found
}

// Invariant 3 for what goes out: over a letter whose sending panics no other one waits, the process goes on, and people
// hear of it.
func TestWithstandPanicOverALetter(t *testing.T) {
	for _, c := range []struct {
		name     string
		afterDot bool
		state    mailout.State
		failed   int // letters that tell the registrar
	}{
		{"before the final dot", false, mailout.Failed, 1},
		{"after it", true, mailout.Uncertain, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, relay := withCase(t), &stumbling{afterDot: c.afterDot}
			defer d.shut(t)
			s := outbox.Sender{
				Org: "KLP", Queue: &queue{Store: d.store, desk: d.desk}, Transport: relay, Now: time.Now, Log: slog.New(slog.DiscardHandler),
			}
			if err := s.Drain(t.Context()); err != nil {
				t.Fatal(err)
			}
			var kinds []string
			failed := 0
			for _, l := range relay.taken {
				kinds = append(kinds, l.Kind)
				if l.Kind == string(cases.LetterFailed) && strings.Contains(l.Text, "fout in het programma") {
					failed++
				}
			}
			if got := d.states(t, cases.Receipt); len(got) != 1 || got[0] != c.state || failed != c.failed || len(kinds) != 1+failed {
				t.Errorf("the receipt is %q; the relay got %q", got, kinds)
			}
		})
	}
}

// wordless panics over everything.
type wordless struct{}

func (wordless) Letters(*cases.Organisation, cases.Step, time.Time) ([]mailout.Letter, error) {
	panic("index out of range")
}

// A letter whose loss cannot be told to its case keeps the start from nothing. It stays where it is, and when the
// program was mended its case hears of it.
func TestWithstandPanicAtTheStart(t *testing.T) {
	d := withCase(t)
	letters, err := d.store.Claim(t.Context(), "KLP", time.Now(), 1)
	if err != nil || len(letters) != 1 || letters[0].Kind != string(cases.Receipt) {
		t.Fatalf("claimed %+v: %v", letters, err)
	}
	if err := d.store.Dotted(t.Context(), letters[0].ID); err != nil {
		t.Fatal(err)
	}
	d.shut(t)
	for _, mended := range []bool{false, true} {
		h, err := open(d.cfg, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		again := idle(h)
		want, told := mailout.Uncertain, 0
		if !mended {
			want, told = mailout.Dotted, 1
			h.desk.Writer = wordless{}
		}
		if err := again.recover(t.Context()); err != nil {
			t.Errorf("mended %v: %v", mended, err)
		}
		if got := again.states(t, cases.Receipt); len(got) != 1 || got[0] != want || len(again.trouble.news) != told {
			t.Errorf("mended %v: the receipt is %q, the operator hears %d things", mended, got, len(again.trouble.news))
		}
		if err := h.store.Verify(t.Context(), func(line string) { t.Error(line) }); err != nil {
			t.Error(err)
		}
		again.shut(t)
	}
}

// torn panics when it is read.
type torn struct{}

func (torn) Read([]byte) (int, error) { panic("index out of range") }

// A scanned letter over which the reading panics has no words, and is not looked at in every life of the program.
func TestWithstandPanicOverAScan(t *testing.T) {
	scan := desk.Scan{Mail: desk.Mail{ID: 7, Open: func() (io.ReadCloser, error) { return io.NopCloser(torn{}), nil }}}
	if words, err := wordsOf(t.Context(), ocr.Reader{}, scan); words != "" || err == nil {
		t.Errorf("words %q, error %v", words, err)
	}
}
