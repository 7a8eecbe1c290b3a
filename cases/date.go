package cases

import (
	"cmp"
	"fmt"
	"strconv"
	"time"
)

// Date is a civil date. Every term in this program is a matter of civil dates in the organisation's
// zone, never of n x 24 hours: a week that holds a clock change is still a week.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf gives the civil date of an instant, in the instant's own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads a date as 2026-11-21. The empty text is the zero Date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	if len(s) == len(time.DateOnly) && s[4] == '-' && s[7] == '-' {
		d := Date{digits(s[:4]), time.Month(digits(s[5:7])), digits(s[8:])}
		if d.Year >= 0 && d.Month > 0 && d.Day > 0 && d.Add(0) == d {
			return d, nil
		}
	}
	return Date{}, fmt.Errorf("date %q is not of the form 2026-11-21", s)
}

// digits reads a number without a sign; -1 for anything else.
func digits(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

func (d Date) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// IsZero tells that there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Add moves n days on, or back.
func (d Date) Add(n int) Date { return DateOf(Date{d.Year, d.Month, d.Day + n}.utc()) }

// AddMonths moves n months on. A day that the target month lacks becomes its last day: twelve months
// from 29 February end on 28 February, the earlier date, which is safe in a letter to a parent.
func (d Date) AddMonths(n int) Date {
	first := time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Date{first.Year(), first.Month(), min(d.Day, last)}
}

// Days counts the days from d to e, negative when e lies before d.
func (d Date) Days(e Date) int { return int((e.utc().Unix() - d.utc().Unix()) / (24 * 60 * 60)) }

// Before tells that d lies before e.
func (d Date) Before(e Date) bool { return d.compare(e) < 0 }

// After tells that d lies after e.
func (d Date) After(e Date) bool { return d.compare(e) > 0 }

func (d Date) compare(e Date) int { return cmp.Compare(d.rank(), e.rank()) }

// rank grows with the dates, and leaves room for 31 days in each month.
func (d Date) rank() int { return (d.Year*12+int(d.Month))*31 + d.Day }

// Weekday of the date.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// At gives the instant of a clock time on this date. A time that the night of a clock change skips comes an
// hour later: 02:30 becomes 03:30.
func (d Date) At(c Clock, zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, c.Hour, c.Minute, 0, 0, zone)
}

// String is the date as 2026-11-21, or "" for none.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	b := padded(make([]byte, 0, len(time.DateOnly)), d.Year, 1000)
	b = padded(append(b, '-'), int(d.Month), 10)
	b = padded(append(b, '-'), d.Day, 10)
	return string(b)
}

// padded writes a number with zeros before it; least is the first number that needs none. Dates are written for
// every row of every case: what formats all and everything takes five times as long.
func padded(b []byte, n, least int) []byte {
	for ; n < least && least > 1; least /= 10 {
		b = append(b, '0')
	}
	return strconv.AppendInt(b, int64(n), 10)
}

// MarshalText writes the date as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what ParseDate reads.
func (d *Date) UnmarshalText(b []byte) error {
	v, err := ParseDate(string(b))
	*d = v
	return err
}

// Clock is a time of day on the wall.
type Clock struct{ Hour, Minute int }

// ParseClock reads a time of day as 08:00.
func ParseClock(s string) (Clock, error) {
	t, err := time.Parse("15:04", s)
	if err != nil {
		return Clock{}, fmt.Errorf("time %q is not of the form 08:00", s)
	}
	return Clock{t.Hour(), t.Minute()}, nil
}

// Before tells that c is earlier on a day.
func (c Clock) Before(d Clock) bool { return c.Hour*60+c.Minute < d.Hour*60+d.Minute }

func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c.Hour, c.Minute) }
