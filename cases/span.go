package cases

import (
	"fmt"
	"regexp"
	"strconv"
)

// Span is a term: in calendar units as the law counts, 21d or 12mo, or in working days, 5wd. Roll says what happens
// when it ends on a day off.
type Span struct {
	Months, Days int
	Working      bool // the days are working days
	Roll         Roll
}

// Roll is the weekend rule of a term.
type Roll string

// The weekend rules. Terms of the law move on (Algemene termijnenwet art. 1); a promise of one's own does not move
// unless the organisation says so, and parents then read the date as it falls.
const (
	Stays    Roll = ""
	RollNext Roll = "next"
	RollBack Roll = "previous"
)

var spanForm = regexp.MustCompile(`^([+-]?\d{1,4})(d|wd|mo)(?: (next|previous))?$`)

// ParseSpan reads 21d, -7d, +1d, 5wd, 12mo, or one of them with its weekend rule: 42d next.
func ParseSpan(s string) (Span, error) {
	m := spanForm.FindStringSubmatch(s)
	if m == nil {
		return Span{}, fmt.Errorf("term %q is not a number of days, working days or months, as 21d, 5wd or 12mo", s)
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return Span{}, fmt.Errorf("term %q: %w", s, err)
	}
	t := Span{Days: n, Working: m[2] == "wd", Roll: Roll(m[3])}
	if m[2] == "mo" {
		t.Months, t.Days = n, 0
	}
	return t, nil
}

// Plain tells that the span is a number of calendar days and nothing else.
func (s Span) Plain() bool { return s == Span{Days: s.Days} }

// From gives the date on which the span ends when it starts on d, as the calendar of a wall has it. The start is
// day 0.
func (s Span) From(d Date) Date { return d.AddMonths(s.Months).Add(s.Days) }

// End gives the date on which a term ends that starts on d, with working days and weekend rule. The start is day 0.
// Moved back, a short one that would end on its first day or earlier moves on instead.
func (c Calendar) End(s Span, d Date) Date {
	if s.Working {
		return c.AddWorking(d, s.Days)
	}
	end := s.From(d)
	switch s.Roll {
	case RollNext:
		return c.Next(end)
	case RollBack:
		if back := c.Previous(end); back.After(d) {
			return back
		}
		return c.Next(end) // no term ends before it begins
	}
	return end
}

// end is End by the calendar of the organisation.
func (o *Organisation) end(s Span, d Date) Date { return o.Calendar.End(s, d) }

func (s Span) String() string {
	text := fmt.Sprintf("%dd", s.Days)
	switch {
	case s.Months != 0:
		text = fmt.Sprintf("%dmo", s.Months)
	case s.Working:
		text = fmt.Sprintf("%dwd", s.Days)
	}
	if s.Roll != Stays {
		text += " " + string(s.Roll)
	}
	return text
}
