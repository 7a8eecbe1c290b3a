package cases

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// mostDateWords is how many words a date can have: "volgende week vrijdag", "op vrijdag 3 maart 2027".
const mostDateWords = 5

// ReadDate reads a date as people write it, in Dutch or English: 2026-11-21, 21-11-2026, 21-11, 21 november,
// vrijdag 21 november, morgen, +7d, over 2 weken, a day of the week (the next one), volgende week vrijdag. A date
// without a year is the next one from today on. "Volgende vrijdag" is not read: for some that is this week's.
func ReadDate(s string, today Date) (Date, bool) {
	d, _, ok := dateIn(s, today)
	return d, ok
}

// ReadPast reads a date that has been: without a year it is the latest one, not the next.
func ReadPast(s string, today Date) (Date, bool) {
	d, how, ok := dateIn(s, today)
	if !ok || !d.After(today) {
		return d, ok
	}
	switch how {
	case byWeekday:
		return d.Add(-7), true
	case byMonth:
		return d.AddMonths(-12), true
	}
	return d, true
}

// written is how a date was written, as far as it matters which of several it is.
type written int

const (
	wholly    written = iota
	byWeekday         // vrijdag
	byMonth           // 21 november
)

// forms are the ways to write a date, tried in this order.
var forms = []func(string, Date) (Date, written, bool){relative, weekday, ahead, inWeek, yearFirst, dayFirst, monthNamed, withWeekday}

func dateIn(s string, today Date) (d Date, how written, ok bool) {
	s = strings.TrimRight(fold(s), ".,;")
	for _, filler := range []string{"op ", "on ", "uiterlijk ", "komende ", "aanstaande ", "coming ", "this ", "deze "} {
		if !strings.HasPrefix(s, filler+"week") {
			s = strings.TrimPrefix(s, filler)
		}
	}
	for _, form := range forms {
		if d, how, ok = form(s, today); ok {
			return d, how, ok
		}
	}
	return Date{}, wholly, false
}

var daysAway = map[string]int{
	"vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2, "gisteren": -1, "yesterday": -1, "eergisteren": -2,
}

func relative(s string, today Date) (Date, written, bool) {
	n, ok := daysAway[s]
	return today.Add(n), wholly, ok
}

// dayNames begin with Sunday, as time.Weekday does.
var dayNames = [][]string{
	{"zondag", "zo", "sunday", "sun"},
	{"maandag", "ma", "monday", "mon"},
	{"dinsdag", "di", "tuesday", "tue"},
	{"woensdag", "wo", "wednesday", "wed"},
	{"donderdag", "do", "thursday", "thu"},
	{"vrijdag", "vr", "friday", "fri"},
	{"zaterdag", "za", "saturday", "sat"},
}

func dayOf(s string) (time.Weekday, bool) {
	i := slices.IndexFunc(dayNames, func(names []string) bool { return slices.Contains(names, s) })
	return time.Weekday(i), i >= 0
}

func weekday(s string, today Date) (Date, written, bool) {
	day, ok := dayOf(s)
	return today.Add(cmp.Or((int(day-today.Weekday())+7)%7, 7)), byWeekday, ok
}

var (
	plus = regexp.MustCompile(`^(?:\+|over |in )([a-z]+|\d{1,3}) ?(d|w|dag|dagen|week|weken|day|days|weeks)$`)

	counts = map[string]int{
		"een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
	}
)

// ahead reads +7d and over twee weken.
func ahead(s string, today Date) (Date, written, bool) {
	m := plus.FindStringSubmatch(s)
	if m == nil {
		return Date{}, wholly, false
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		n = counts[m[1]]
	}
	if m[2][0] == 'w' {
		n *= 7
	}
	return today.Add(n), wholly, n > 0 || err == nil
}

var ofWeek = regexp.MustCompile(`^(?:(volgende|next|deze|this) week (?:op |on )?([a-z]+)|([a-z]+) (volgende|next|deze|this) week)$`)

// inWeek reads volgende week vrijdag. Weeks begin on Monday.
func inWeek(s string, today Date) (Date, written, bool) {
	m := ofWeek.FindStringSubmatch(s)
	if m == nil {
		return Date{}, wholly, false
	}
	day, ok := dayOf(m[2] + m[3])
	monday := today.Add(-(int(today.Weekday()) + 6) % 7)
	if which := m[1] + m[4]; which == "volgende" || which == "next" {
		monday = monday.Add(7)
	}
	return monday.Add((int(day) + 6) % 7), wholly, ok
}

var (
	isoForm   = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)
	dayMonth  = regexp.MustCompile(`^(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|\d\d))?$`)
	dayName   = regexp.MustCompile(`^(\d{1,2})(?:e|de|ste|th|st|nd|rd)? (?:of )?([a-z]+)\.?,?(?: (\d{4}))?$`)
	nameDay   = regexp.MustCompile(`^([a-z]+)\.? (\d{1,2})(?:th|st|nd|rd)?,?(?: (\d{4}))?$`)
	beforeDay = regexp.MustCompile(`^([a-z]+),? (.*\d.*)$`)
)

func yearFirst(s string, _ Date) (Date, written, bool) {
	m := isoForm.FindStringSubmatch(s)
	if m == nil {
		return Date{}, wholly, false
	}
	month, _ := strconv.Atoi(m[2])
	return civil(m[3], month, m[1], Date{})
}

func dayFirst(s string, today Date) (Date, written, bool) {
	m := dayMonth.FindStringSubmatch(s)
	if m == nil {
		return Date{}, wholly, false
	}
	month, _ := strconv.Atoi(m[2])
	if len(m[3]) == 2 {
		m[3] = "20" + m[3]
	}
	return civil(m[1], month, m[3], today)
}

func monthNamed(s string, today Date) (Date, written, bool) {
	if m := dayName.FindStringSubmatch(s); m != nil {
		return civil(m[1], monthOf(m[2]), m[3], today)
	}
	if m := nameDay.FindStringSubmatch(s); m != nil {
		return civil(m[2], monthOf(m[1]), m[3], today)
	}
	return Date{}, wholly, false
}

// withWeekday reads vrijdag 27 november. A day of the week that the date is not is a slip, and no date.
func withWeekday(s string, today Date) (Date, written, bool) {
	m := beforeDay.FindStringSubmatch(s)
	if m == nil {
		return Date{}, wholly, false
	}
	day, named := dayOf(m[1])
	if !named {
		return Date{}, wholly, false
	}
	for _, form := range []func(string, Date) (Date, written, bool){yearFirst, dayFirst, monthNamed} {
		d, how, ok := form(m[2], today)
		if last := d.AddMonths(-12); ok && how == byMonth && d.Weekday() != day && last.Weekday() == day {
			return last, wholly, true // the day of the week says of which year it is
		}
		if ok {
			return d, how, d.Weekday() == day
		}
	}
	return Date{}, wholly, false
}

var (
	monthNames    = []string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}
	monthsEnglish = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
)

// monthOf reads a month by its name or the first three letters of it.
func monthOf(s string) int {
	if s == "mrt" {
		return 3
	}
	for _, names := range [][]string{monthNames, monthsEnglish} {
		for i, n := range names {
			if s == n || len(s) >= 3 && strings.HasPrefix(n, s) {
				return i + 1
			}
		}
	}
	return 0
}

// civil makes a date that the calendar has. Without a year it is the next one from today on.
func civil(day string, month int, year string, today Date) (Date, written, bool) {
	dd, _ := strconv.Atoi(day)
	yyyy, _ := strconv.Atoi(year)
	if month < 1 || month > 12 {
		return Date{}, wholly, false
	}
	d, how := Date{cmp.Or(yyyy, today.Year), time.Month(month), dd}, wholly
	if yyyy == 0 {
		how = byMonth
		if d.Add(0).Before(today) {
			d.Year++
		}
	}
	return d, how, dd > 0 && d.Add(0) == d
}

// nearDates are what may be meant by "volgende vrijdag": the coming one, or that of next week.
func nearDates(s string, today Date) []string {
	which, name, _ := strings.Cut(fold(s), " ")
	day, ok := dayOf(name)
	if !ok || which != "volgende" && which != "next" {
		return nil
	}
	soon, _, _ := weekday(dayNames[day][0], today)
	later, _, _ := inWeek("volgende week "+dayNames[day][0], today)
	if soon == later {
		later = later.Add(7)
	}
	return []string{soon.String(), later.String()}
}

// farDays is how far away a date without a year is not believed: on 30 December "31 december" is a slip for tomorrow or
// yesterday, and no date of a year ago.
const farDays = 300

// otherYear are what may be meant by a date without a year that is almost a year away; nil for any other date.
func otherYear(s string, d, today Date, past bool) []string {
	_, how, _ := dateIn(s, today)
	away := today.Days(d)
	switch {
	case how != byMonth || max(away, -away) <= farDays:
		return nil
	case past:
		return []string{d.String()}
	}
	return []string{d.AddMonths(-12).String(), d.String()}
}
