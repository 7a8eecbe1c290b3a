package cases

import (
	"slices"
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
	return !slices.Contains(c.Extra, d) && !feast(d)
}

// feasts are the feast days of the years in which a case can have dates: computing them was a quarter of each reminder.
var feasts = feastsOf(firstYear, lastYear)

const firstYear, lastYear = 2000, 2060

func feastsOf(first, last int) map[Date]bool {
	days := map[Date]bool{}
	for year := first; year <= last; year++ {
		for _, h := range nl.Holidays {
			act, obs := h.Calc(year)
			days[DateOf(act)], days[DateOf(obs)] = true, true
		}
	}
	return days
}

func feast(d Date) bool {
	if d.Year < firstYear || d.Year > lastYear {
		return feastsOf(d.Year, d.Year)[d]
	}
	return feasts[d]
}

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
