package cases

import (
	"time"

	"github.com/rickar/cal/v2/nl"
)

// Calendar knows the working days of an organisation: the Dutch feast days that can be computed, and
// Extra, the days that a decree adds and no rule computes (Algemene termijnenwet art. 3).
type Calendar struct {
	Zone  *time.Location
	Extra []Date
}

// Working tells whether people are at work on the date.
func (c Calendar) Working(d Date) bool {
	if w := d.Weekday(); w == time.Saturday || w == time.Sunday {
		return false
	}
	for _, x := range c.Extra {
		if x == d {
			return false
		}
	}
	return !feast(d)
}

func feast(d Date) bool {
	for _, h := range nl.Holidays {
		act, obs := h.Calc(d.Year)
		if same(act, d) || same(obs, d) {
			return true
		}
	}
	return false
}

func same(t time.Time, d Date) bool { return !t.IsZero() && DateOf(t) == d }

// Next is d itself when it is a working day, else the first one after it.
func (c Calendar) Next(d Date) Date {
	for !c.Working(d) {
		d = d.Add(1)
	}
	return d
}

// Previous is d itself when it is a working day, else the last one before it.
func (c Calendar) Previous(d Date) Date {
	for !c.Working(d) {
		d = d.Add(-1)
	}
	return d
}

// AddWorking moves n working days on; the start is not counted.
func (c Calendar) AddWorking(d Date, n int) Date {
	for n > 0 {
		if d = d.Add(1); c.Working(d) {
			n--
		}
	}
	return d
}

// EquatedDays are the days that decrees set equal to feast days (Algemene termijnenwet art. 3), as far as
// they are known. They come three years at a time; the configuration adds the next ones.
func EquatedDays() []Date {
	return []Date{
		{2025, time.May, 30},
		{2026, time.January, 2},
		{2026, time.May, 15},
		{2027, time.May, 7},
		{2028, time.April, 28},
		{2028, time.May, 26},
	}
}
