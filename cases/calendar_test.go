package cases

import (
	"testing"
	"time"
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
