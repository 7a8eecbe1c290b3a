package cases

import (
	"testing"
	"time"
)

// BenchmarkDuties is what each event of a case works out: all that has still to be done for it.
func BenchmarkDuties(b *testing.B) {
	o := organisation(b)
	c := opened(o)
	b.ReportAllocs()
	for b.Loop() {
		if len(o.Duties(c)) == 0 {
			b.Fatal("nothing has to be done for a new case")
		}
	}
}

// BenchmarkDigest is the overview over a thousand open cases.
func BenchmarkDigest(b *testing.B) {
	o := organisation(b)
	var book Book
	for i := range 1000 {
		c := opened(o)
		c.Ref, c.Received = NewRef("KLP", 2026, i+1), c.Received.Add(-i*7%60)
		c.Due = o.Due(Complaint, Wko, c.Received)
		book.Cases = append(book.Cases, c)
	}
	b.ReportAllocs()
	for b.Loop() {
		if d := o.Digest(o.People[0], book, Date{2026, time.November, 16}); len(d.Open) != len(book.Cases) {
			b.Fatalf("%d of %d cases", len(d.Open), len(book.Cases))
		}
	}
}

// opened is a case some days after its first mail, of which two reminders were sent.
func opened(o *Organisation) Case {
	received := Date{2026, time.November, 10}
	return Case{
		Ref: "KLP-2026-0042", Org: "KLP", Kind: Complaint, State: New, Regime: Wko, Received: received,
		Arrived: received.At(Clock{9, 30}, o.Calendar.Zone), Due: o.Due(Complaint, Wko, received),
		Done: Done{"unassigned/director/0/2026-11-10+5", "unassigned/registrar/0/2026-11-10+3"},
	}
}
