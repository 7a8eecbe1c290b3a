package mailin

import (
	"regexp"
	"strings"
	"time"

	"complaintsd/cases"
)

// mostDaysAway is how far away a return may be: what lies further is no return.
const mostDaysAway = 366 // days

// absences are the words behind which the day of return stands, and how many days after that date somebody is
// back: "t/m 12 maart" means the thirteenth. The surest words come first.
var absences = []struct {
	words *regexp.Regexp
	later int
}{
	{regexp.MustCompile(`tot en met|t/m\b|tot & met|\bthrough\b|up to and including|bis (?:zum )?einschlie(?:ß|ss)lich|jusqu'au|jusqu’au`), 1},
	{regexp.MustCompile(`weer (?:aanwezig|bereikbaar|terug|op kantoor|beschikbaar|aan het werk)|\bterug (?:op|vanaf)\b|\ber weer\b|\bweer op\b|ben ik (?:er )?weer\b|` +
		`\bback (?:on|in the office|at work)\b|\breturn(?:ing)?\b|zurück (?:am|ab)|wieder (?:da|im büro|erreichbar|am|ab)|de retour|serai à nouveau`), 0},
	{regexp.MustCompile(`\btot\b|\buntil\b|\btill\b`), 0},
	{regexp.MustCompile(`\bbis\b`), 1},
	{regexp.MustCompile(`\bvanaf\b|\bab dem\b|\bà partir du\b|\bfrom\b`), 0},
}

// A date as people write it behind such words, or shortly before: "op 13 maart ben ik er weer".
var absenceDates = []struct {
	form             *regexp.Regexp
	day, month, year int
}{
	{regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})\b`), 3, 2, 1},
	{regexp.MustCompile(`\b(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?\b`), 1, 2, 3},
	{regexp.MustCompile(`\b(\d{1,2})(?:\.|er|e|st|nd|rd|th)? ?(?:de |of )?(\pL{3,})\b\.?,?(?: (\d{4}))?`), 1, 2, 3},
	{regexp.MustCompile(`\b(\pL{3,})\.? (\d{1,2})(?:st|nd|rd|th)?\b(?:,? (\d{4}))?`), 2, 1, 3},
}

// returnDay reads in an absence notice when its sender is back; zero when it does not say. A date without a year is
// the next one from the arrival on.
func returnDay(text string, arrived cases.Date) cases.Date {
	text = strings.ToLower(oneLine(text[:min(len(text), 4000)]))
	for _, a := range absences {
		for _, at := range a.words.FindAllStringIndex(text, 5) {
			for _, near := range []string{until(text[at[1]:], 45), before(text[:at[0]], 30)} {
				d := absenceDate(near, arrived)
				if d.IsZero() {
					continue
				}
				if d = d.Add(a.later); d.After(arrived) && arrived.Days(d) <= mostDaysAway {
					return d
				}
			}
		}
	}
	return cases.Date{}
}

// sentenceEnd is the end of a sentence, which the point in "12. November" is not.
var sentenceEnd = regexp.MustCompile(`[^\d.][.!?] `)

// until gives the beginning of a text, up to the end of a sentence.
func until(s string, n int) string {
	s = s[:min(len(s), n)]
	if end := sentenceEnd.FindStringIndex(s); end != nil {
		s = s[:end[1]]
	}
	return strings.ToValidUTF8(s, "")
}

// before gives the end of a text, from the beginning of a sentence.
func before(s string, n int) string {
	s = s[max(0, len(s)-n):]
	if ends := sentenceEnd.FindAllStringIndex(s, -1); ends != nil {
		s = s[ends[len(ends)-1][1]:]
	}
	return strings.ToValidUTF8(s, "")
}

// absenceDate reads the first date.
func absenceDate(s string, from cases.Date) cases.Date {
	for _, form := range absenceDates {
		f := form.form.FindStringSubmatch(s)
		if f == nil {
			continue
		}
		month := number(f[form.month])
		if month == 0 {
			month = monthOf(f[form.month])
		}
		d := cases.Date{Year: from.Year, Month: time.Month(month), Day: number(f[form.day])}
		if f[form.year] != "" {
			d.Year = fullYear(f[form.year])
		}
		if month < 1 || month > 12 || d.Add(0) != d {
			continue
		}
		if f[form.year] == "" && d.Before(from) {
			d.Year++
		}
		return d
	}
	return cases.Date{}
}
