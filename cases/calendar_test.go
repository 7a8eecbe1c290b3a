package cases

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// The vectors of domain.md section 1.10: Easter rule, decree days and both nights of the clock change.
func TestTerms(t *testing.T) {
	o := organisation(t)
	for _, v := range []struct {
		received                    string
		confirm, propose, statutory string
	}{
		{"2026-04-02", "2026-04-09", "2026-04-23", "2026-05-14"},
		{"2026-04-24", "2026-05-01", "2026-05-15", "2026-06-05"},
		{"2026-03-29", "2026-04-05", "2026-04-19", "2026-05-10"},
		{"2026-10-25", "2026-11-01", "2026-11-15", "2026-12-06"},
		{"2025-12-24", "2025-12-31", "2026-01-14", "2026-02-04"},
	} {
		d := o.Due(Complaint, Wko, date(t, v.received))
		if got := [3]string{d.Confirm.String(), d.Propose.String(), d.Statutory.String()}; got != [3]string{v.confirm, v.propose, v.statutory} {
			t.Errorf("received %s: due %v", v.received, got)
		}
	}
}

func TestWorkingDays(t *testing.T) {
	c := organisation(t).Calendar
	for _, v := range []struct{ day, previous, next string }{
		{"2026-05-14", "2026-05-13", "2026-05-18"}, // Hemelvaart, then the equated Friday and the weekend
		{"2026-05-15", "2026-05-13", "2026-05-18"},
		{"2026-04-05", "2026-04-02", "2026-04-07"}, // Easter with Good Friday before it
		{"2026-04-19", "2026-04-17", "2026-04-20"},
		{"2026-05-10", "2026-05-08", "2026-05-11"},
		{"2026-05-05", "2026-05-04", "2026-05-06"}, // Bevrijdingsdag, every year
		{"2025-04-26", "2025-04-25", "2025-04-28"}, // Koningsdag on Saturday when the 27th is a Sunday
		{"2026-11-18", "2026-11-18", "2026-11-18"},
	} {
		d := date(t, v.day)
		if p, n := c.Previous(d), c.Next(d); p.String() != v.previous || n.String() != v.next {
			t.Errorf("%s: previous %s, next %s; want %s, %s", v.day, p, n, v.previous, v.next)
		}
	}
	for _, v := range []struct{ from, want string }{{"2025-12-24", "2026-01-06"}, {"2026-04-02", "2026-04-13"}} {
		want := date(t, v.want)
		// The second vector counts Good Friday and Easter Monday as days off.
		if got := c.AddWorking(date(t, v.from), 5); got != want {
			t.Errorf("five working days after %s: %s, want %s", v.from, got, v.want)
		}
	}
}

func TestDates(t *testing.T) {
	if got := date(t, "2028-02-29").AddMonths(12).String(); got != "2029-02-28" {
		t.Errorf("twelve months from 29 February: %s", got)
	}
	if got := date(t, "2026-10-24").At(Clock{8, 0}, amsterdam(t)).Sub(date(t, "2026-10-23").At(Clock{8, 0}, amsterdam(t))); got != 24*time.Hour {
		t.Errorf("an ordinary day has %s", got)
	}
	if got := date(t, "2026-10-25").At(Clock{8, 0}, amsterdam(t)).Sub(date(t, "2026-10-24").At(Clock{8, 0}, amsterdam(t))); got != 25*time.Hour {
		t.Errorf("the day of the clock change in October has %s", got)
	}
	if n := date(t, "2026-03-28").Days(date(t, "2026-03-30")); n != 2 {
		t.Errorf("days over the clock change in March: %d", n)
	}
}

// The table of feast days says what its rules say, and so do years that are not in it.
func TestFeasts(t *testing.T) {
	for year := firstYear - 2; year <= lastYear+2; year++ {
		of := feastsOf(year, year)
		for d := (Date{year, time.January, 1}); d.Year == year; d = d.Add(1) {
			if feast(d) != of[d] {
				t.Fatalf("%s: a feast day is %v", d, feast(d))
			}
		}
	}
}

// Dates compare, count and read as the instants do that stand for them.
func TestDatesAsInstants(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		date := func(label string) Date {
			return DateOf(time.Unix(rapid.Int64Range(-60_000_000_000, 200_000_000_000).Draw(t, label), 0).UTC())
		}
		a, b, n := date("a"), date("b"), rapid.IntRange(-4000, 4000).Draw(t, "n")
		if a.Before(b) != a.utc().Before(b.utc()) || a.After(b) != a.utc().After(b.utc()) {
			t.Fatalf("%s and %s are in the wrong order", a, b)
		}
		if got := DateOf(a.utc().AddDate(0, 0, n)); a.Add(n) != got || a.Days(got) != n {
			t.Fatalf("%s and %d days: %s, of which there are %d; want %s", a, n, a.Add(n), a.Days(got), got)
		}
		if back, err := ParseDate(a.String()); a.Year >= 0 && (err != nil || back != a || a.String() != a.utc().Format(time.DateOnly)) {
			t.Fatalf("%s reads as %s, %v", a, back, err)
		}
	})
}

// FuzzParseDate holds our reader of dates against the one of the standard library.
func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"", "2026-11-21", "2028-02-29", "2027-02-29", "0000-01-01", "2026-00-10", "2026-13-01", "+026-01-01", "2026-1-1", "2026-11-2١", "2026/11/21"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := ParseDate(s)
		want, bad := time.Parse(time.DateOnly, s)
		switch {
		case s == "" && (err != nil || !got.IsZero()):
			t.Fatalf("no date reads as %v, %v", got, err)
		case s != "" && ((err != nil) != (bad != nil) || err == nil && got != DateOf(want)):
			t.Fatalf("%q reads as %v, %v; want %v, %v", s, got, err, want, bad)
		}
	})
}
