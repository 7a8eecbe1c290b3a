package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/cases/sqlite"
	"complaintsd/cmd/complaintsd/config"
	"complaintsd/mailout"
)

// openCases is how many of the cases in the register of BenchmarkDigest are open: more than anybody could handle.
const openCases = 1000

// BenchmarkDigest is the overview of one person with many cases in the register, from the file to the letter: a
// thousand of them are open, the others were closed in the course of two years.
func BenchmarkDigest(b *testing.B) {
	zone := benchMust[*time.Location](b)(time.LoadLocation("Europe/Amsterdam"))
	monday := time.Date(2026, time.November, 16, 8, 0, 0, 0, zone)
	var all []benchDay
	const days = 700
	for d := range days {
		all = append(all, benchDay{monday.AddDate(0, 0, d-days-7), (*benchCases - openCases) / days})
	}
	open := monday.AddDate(0, 0, -3)
	h, path := benchRegister(b, 1, func() time.Time { return monday }, append(all, benchDay{open, openCases}))
	benchClose(b, h, open)
	benchOK(b, h.Close())
	out := filepath.Join(b.TempDir(), "digest.eml")
	var took []float64
	for b.Loop() {
		began := time.Now()
		cmd := digestCmd{configured: configured{Config: path}, As: "kwaliteit", At: "2026-11-16", Out: out}
		benchOK(b, cmd.Run(&world{ctx: context.Background(), stdout: io.Discard, stderr: os.Stderr, now: time.Now}))
		took = append(took, time.Since(began).Seconds()*1000)
	}
	letter := benchMust[[]byte](b)(os.ReadFile(out))
	if !strings.Contains(string(letter), "1000 open") {
		b.Fatalf("the digest is not of %d cases", openCases)
	}
	b.ReportMetric(median(took), "ms/digest")
}

// benchClose closes the cases of a register that came before a moment.
func benchClose(b *testing.B, h *house, before time.Time) {
	b.Helper()
	o := h.cfg.Organisations[0]
	var refs []cases.Ref
	at := map[cases.Ref]time.Time{}
	benchOK(b, h.store.List(context.Background(), sqlite.Filter{}, func(c cases.Case) error {
		if c.Arrived.Before(before) {
			refs = append(refs, c.Ref)
			at[c.Ref] = c.Arrived.AddDate(0, 0, 5).Truncate(time.Millisecond)
		}
		return nil
	}))
	for len(refs) > 0 {
		n := min(len(refs), perChange)
		book := benchMust[cases.Book](b)(h.store.Load(context.Background(), desk.Want{Org: o.Prefix, Refs: refs[:n], Now: at[refs[0]]}))
		change := desk.Change{Org: o.Prefix, Now: at[refs[0]]}
		for _, c := range book.Cases {
			e := cases.Event{At: at[c.Ref], Org: o.Prefix, Ref: c.Ref, Mail: &cases.Mail{
				ID: string(c.Ref), Kind: cases.KindCommand, Person: o.With(cases.Registrar)[0].ID, Proof: cases.ByToken, Arrived: at[c.Ref], Text: "De klacht is ingetrokken.",
				Commands: []cases.Command{{Word: "locatie", Args: []string{o.Locations[0].Name}}, {Word: "intrekken"}},
			}}
			for _, step := range cases.Apply(o, cases.Book{Cases: []cases.Case{c}, NextLetter: 1, NextToken: 1, Key: 1}, e).Steps {
				step.Case.Queued = nil // no letters here: they would be in flight for ever
				change.Cases = append(change.Cases, step.Case)
				change.Entries = append(change.Entries, step.Entries...)
			}
		}
		benchOK(b, h.store.Commit(context.Background(), change))
		refs = refs[n:]
	}
}

// yearMails is how many mails arrive in the year of BenchmarkYear.
const yearMails = 5000

// BenchmarkYear plays a year of complaints through simulate, for which nobody does anything: every reminder, every
// letter by date and every digest of it.
func BenchmarkYear(b *testing.B) {
	first := time.Date(2026, time.January, 2, 8, 0, 0, 0, time.UTC)
	var mails []arrival
	for i := range yearMails {
		at := first.Add(time.Duration(i) * 364 * 24 * time.Hour / yearMails)
		body := fmt.Sprintf("From: Ouder <ouder%d@post.example>\r\nTo: klachten@kluppluz.example\r\nSubject: Klacht %d\r\nDate: %s\r\nMessage-ID: <%d@post.example>\r\n\r\nDe opvang was dicht.\r\n",
			i, i, at.Format(time.RFC1123Z), i)
		mails = append(mails, arrival{name: fmt.Sprint(i), org: "KLP", at: at, size: int64(len(body)), open: func() (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader(body)), nil
		}})
	}
	for b.Loop() {
		cfg, problems := config.Read(strings.NewReader(config.Example), b.TempDir())
		if len(problems) > 0 {
			b.Fatal(problems)
		}
		letters := 0
		sent := func(time.Time, mailout.Letter) error { letters++; return nil }
		began := time.Now()
		benchOK(b, simulate(&world{ctx: context.Background(), stdout: io.Discard, stderr: os.Stderr, now: time.Now}, cfg, mails, first.AddDate(1, 0, 0), sent))
		b.ReportMetric(time.Since(began).Seconds(), "s/year")
		b.ReportMetric(float64(letters), "letters/year")
	}
}
