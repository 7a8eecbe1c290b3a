package main

import (
	"context"
	"fmt"
	"net"
	"path/filepath"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/cmd/complaintsd/config"
)

// benchDay has complaints of one day, for a register of many cases.
type benchDay struct {
	at time.Time
	n  int
}

// perChange is how many cases one transaction makes.
const perChange = 1000

// benchFill makes cases as the desk would of first mails, and no letters.
func benchFill(b *testing.B, h *house, all []benchDay) {
	b.Helper()
	o, number := h.cfg.Organisations[0], 0
	for _, r := range all {
		for n := r.n; n > 0; {
			change := desk.Change{Org: o.Prefix, Now: r.at}
			for range min(n, perChange) {
				number, n = number+1, n-1
				book := cases.Book{NextCase: number, NextLetter: 1, NextToken: 1, Key: 1}
				for _, step := range cases.Apply(o, book, benchComplaint(o, r.at, number)).Steps {
					change.Cases = append(change.Cases, step.Case)
					change.Entries = append(change.Entries, step.Entries...)
					change.Duties = append(change.Duties, o.Duties(step.Case)...)
				}
			}
			benchOK(b, h.store.Commit(context.Background(), change))
		}
	}
}

func benchComplaint(o *cases.Organisation, at time.Time, number int) cases.Event {
	at = at.UTC().Truncate(time.Millisecond)
	return cases.Event{At: at, Org: o.Prefix, Mail: &cases.Mail{
		ID: fmt.Sprintf("%064x", number), MessageID: fmt.Sprintf("%d@ouders.example", number), Kind: cases.KindComplaint,
		From: fmt.Sprintf("ouder%d@ouders.example", number), Subject: "Klacht", Text: "De opvang was dicht.", Arrived: at, Dated: at,
	}}
}

// benchRegister makes a house with cases, at an IMAP port, and gives the name of its configuration.
func benchRegister(b *testing.B, imapPort int, now func() time.Time, all []benchDay) (*house, string) {
	b.Helper()
	path := benchConfigure(b, b.TempDir(), "klachten", imapPort, 1)
	cfg, problems := config.Load(path)
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	h := benchMust[*house](b)(open(cfg, now))
	benchFill(b, h, all)
	return h, path
}

// BenchmarkStart is the time from the start of the process until it knocks at the mailbox, with many open cases.
func BenchmarkStart(b *testing.B) {
	mailbox := benchMust[net.Listener](b)(net.Listen("tcp", "127.0.0.1:0"))
	b.Cleanup(func() { mailbox.Close() })
	h, config := benchRegister(b, mailbox.Addr().(*net.TCPAddr).Port, time.Now, []benchDay{{time.Now(), *benchCases}})
	benchOK(b, h.Close())
	program := benchBinary(b)
	var took, peak []float64
	for b.Loop() {
		began := time.Now()
		p := benchStart(b, program, "run", "--config", config)
		conn := benchMust[net.Conn](b)(mailbox.Accept())
		took = append(took, float64(time.Since(began).Microseconds())/1000)
		conn.Close()
		peak = append(peak, p.stop(b).peak)
	}
	b.ReportMetric(median(took), "ms/start")
	b.ReportMetric(median(peak), "peak-MB")
}

// BenchmarkTick is a tick with many open cases, 50 of which are due: the registrar is reminded of cases that
// nobody was assigned to, three days after their receipt.
func BenchmarkTick(b *testing.B) {
	const due = 50
	zone := benchMust[*time.Location](b)(time.LoadLocation("Europe/Amsterdam"))
	first := time.Date(2026, time.September, 7, 10, 0, 0, 0, zone) // a Monday; no feast days before December
	const weeks = 10
	all := []benchDay{{first.AddDate(0, 0, 7*weeks), *benchCases - weeks*due}}
	for w := range weeks {
		all = append(all, benchDay{first.AddDate(0, 0, 7*w), due})
	}
	now := first
	h, _ := benchRegister(b, 1, func() time.Time { return now }, all)
	defer func() { benchOK(b, h.Close()) }()
	h.desk.Started = first.AddDate(1, 0, 0) // no digest of 100,000 open cases beside it
	var took []float64
	for w := range weeks {
		thursday := time.Date(2026, time.September, 10+7*w, 8, 0, 0, 0, zone)
		now = thursday.Add(-13 * time.Hour) // what fell due since last week
		benchOK(b, h.desk.Tick(context.Background()))
		now = thursday
		refs := benchMust[[]cases.Ref](b)(h.store.Due(context.Background(), now, 2*due))
		if len(refs) < due {
			b.Fatalf("%d cases are due, not %d", len(refs), due)
		}
		began := time.Now()
		benchOK(b, h.desk.Tick(context.Background()))
		took = append(took, float64(time.Since(began).Microseconds())/1000)
		for _, ref := range refs {
			if d, _, err := h.store.One(context.Background(), ref); err != nil || len(d.Case.Done) == 0 {
				b.Fatalf("%s: done %v, %v", ref, d.Case.Done, err)
			}
		}
	}
	began := time.Now()
	benchOK(b, h.desk.Tick(context.Background()))
	idle := float64(time.Since(began).Microseconds()) / 1000
	for b.Loop() { // the ticks above are what is measured: each needs a day of its own
	}
	fmt.Printf("ticks with %d due: %.0f ms; synced writes %.0f/s\n", due, took, benchSynced(b, filepath.Dir(database(h.cfg))))
	b.ReportMetric(median(took), "ms/tick")
	b.ReportMetric(idle, "ms/idle-tick")
}
