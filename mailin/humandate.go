package mailin

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// months by their first letters, in the languages in which mail programs write dates.
var months = func() map[string]time.Month {
	table := map[time.Month]string{
		1: "jan|gen|ene|janv|sty|tammi", 2: "feb|fév|fev|febr|lut|helmi", 3: "mar|mrt|maa|mär|mae|mars|maalis",
		4: "apr|avr|abr|abril|kwi|huhti", 5: "may|mei|mai|mag|maj|maio|touko", 6: "jun|juin|giu|cze|kesä",
		7: "jul|juil|lug|lip|heinä", 8: "aug|aoû|aou|ago|sie|elo", 9: "sep|set|wrz|syys",
		10: "oct|okt|ott|out|paź|loka", 11: "nov|lis|marras", 12: "dec|dez|déc|dic|gru|des|joulu",
	}
	out := map[string]time.Month{}
	for m, list := range table {
		for w := range splitWords(list) {
			out[w] = m
		}
	}
	return out
}()

var (
	dayFirst    = regexp.MustCompile(`\b(\d{1,2})(?:\.|er|st|nd|rd|th)? +(?:de +)?([\p{L}]{3,})\.?,? +(?:de +|del +)?(\d{4}|\d{2})\b`)
	monthFirst  = regexp.MustCompile(`\b([\p{L}]{3,})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})\b`)
	isoDate     = regexp.MustCompile(`\b(\d{4})[-/](\d{1,2})[-/](\d{1,2})`)
	numericDate = regexp.MustCompile(`\b(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d{2})\b`)
	timeOfDay   = regexp.MustCompile(`\b(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?\s*([ap])?\.?(?:m\b)?`)
	offset      = regexp.MustCompile(`([+-])(\d{2}):?(\d{2})\b`)
)

// humanDate reads a date as mail programs show it to people ("maandag 3 maart 2025 10:15"). A date
// without a zone is of the place given. Zero when nothing can be made of it.
func humanDate(s string, place *time.Location) time.Time {
	if len(s) > 200 {
		return time.Time{}
	}
	if t, _ := dateField(s); !t.IsZero() && offset.MatchString(s) {
		return t
	}
	return civilTime(s, place)
}

// civilTime reads a day and an hour in the languages that mail programs speak.
func civilTime(s string, place *time.Location) time.Time {
	if len(s) > 200 {
		return time.Time{}
	}
	l := strings.ToLower(oneLine(s))
	y, m, d, rest := civilDate(l)
	if m < 1 || m > 12 || d < 1 || d > 31 {
		return time.Time{}
	}
	if z := offset.FindStringSubmatch(rest); z != nil {
		h, mins := number(z[2]), number(z[3])
		place = time.FixedZone("", map[string]int{"+": 1, "-": -1}[z[1]]*(h*3600+mins*60))
		rest = strings.Replace(rest, z[0], "", 1)
	}
	hour, minute, second := clockOf(rest)
	t := time.Date(y, time.Month(m), d, hour, minute, second, 0, place)
	if t.Day() != d || !plausible(t) {
		return time.Time{}
	}
	return t
}

// placeOf is where a mail was written, by the offset of its date: a date that it quotes may lie on the other side of the
// change to summer time.
func placeOf(sent time.Time) *time.Location {
	here, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return sent.Location()
	}
	_, ours := sent.In(here).Zone()
	if _, theirs := sent.Zone(); ours != theirs {
		return sent.Location()
	}
	return here
}

// civilDate finds the date, and gives the text without it.
func civilDate(l string) (y, m, d int, rest string) {
	if f := dayFirst.FindStringSubmatch(l); f != nil && monthOf(f[2]) > 0 {
		return fullYear(f[3]), monthOf(f[2]), number(f[1]), strings.Replace(l, f[0], " ", 1)
	}
	if f := monthFirst.FindStringSubmatch(l); f != nil && monthOf(f[1]) > 0 {
		return fullYear(f[3]), monthOf(f[1]), number(f[2]), strings.Replace(l, f[0], " ", 1)
	}
	if f := isoDate.FindStringSubmatch(l); f != nil {
		return number(f[1]), number(f[2]), number(f[3]), strings.Replace(l, f[0], " ", 1)
	}
	f := numericDate.FindStringSubmatch(l)
	if f == nil {
		return 0, 0, 0, l
	}
	d, m, rest = number(f[1]), number(f[3]), strings.Replace(l, f[0], " ", 1)
	american := f[2] == "/" && (strings.Contains(rest, "am") || strings.Contains(rest, "pm"))
	if m > 12 || american && d <= 12 {
		d, m = m, d
	}
	return fullYear(f[4]), m, d, rest
}

// monthOf knows a month by its longest known beginning.
func monthOf(word string) int {
	r := []rune(word)
	for n := min(len(r), 6); n >= 3; n-- {
		if m := months[string(r[:n])]; m > 0 {
			return int(m)
		}
	}
	return 0
}

func clockOf(s string) (hour, minute, second int) {
	f := timeOfDay.FindStringSubmatch(s)
	if f == nil {
		return 0, 0, 0
	}
	hour, minute, second = number(f[1]), number(f[2]), number(f[3])
	switch {
	case f[4] == "p" && hour < 12:
		hour += 12
	case f[4] == "a" && hour == 12:
		hour = 0
	}
	return hour, minute, second
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func fullYear(s string) int {
	if len(s) == 2 {
		return 2000 + number(s)
	}
	return number(s)
}
