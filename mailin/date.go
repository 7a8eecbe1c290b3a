package mailin

import (
	netmail "net/mail"
	"regexp"
	"strings"
	"time"
)

// parseDate reads a Date field; zero when nothing can be made of it. The zone stays as written.
func parseDate(s string) time.Time {
	t, _ := readDate(s)
	return t
}

// readDate also tells whether the date is written as RFC 5322 wants it, or near enough.
func readDate(s string) (t time.Time, clean bool) {
	if t, clean = dateField(s); t.IsZero() {
		t = civilTime(numberZone(s), time.UTC) // names of another language
	}
	return t, clean
}

// dateField reads what is written in English.
func dateField(s string) (t time.Time, clean bool) {
	s = strings.Join(strings.Fields(strings.Map(plainDate, oneLine(s))), " ")
	if len(s) > 200 {
		return time.Time{}, false
	}
	s = numberZone(s) // the library takes a zone of letters for UTC
	if t, err := netmail.ParseDate(s); err == nil && plausible(t) {
		return t, true
	}
	s = loosenDate(s)
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, s); err == nil && plausible(t) {
			return t, false
		}
	}
	return time.Time{}, false
}

func plainDate(r rune) rune {
	if r == '\u00A0' {
		return ' '
	}
	return r
}

func plausible(t time.Time) bool { return t.Year() >= 1970 && t.Year() < 2200 }

var (
	dateComment = regexp.MustCompile(`\([^)]*\)?`)
	dateWeekday = regexp.MustCompile(`^(?i)(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? *`)
	dateZone    = regexp.MustCompile(`(?i)\b(?:GMT|UTC|UT)? ?([+-]\d\d):?(\d\d)$`)
	dateUTC     = regexp.MustCompile(`(?i) ?(?:GMT|UTC|UT|Z)$`)
)

func loosenDate(s string) string {
	s = strings.TrimSpace(dateComment.ReplaceAllString(s, ""))
	s = dateWeekday.ReplaceAllString(s, "")
	s = dateUTC.ReplaceAllString(s, " +0000")
	s = dateZone.ReplaceAllString(s, " $1$2")
	s = strings.ReplaceAll(strings.ReplaceAll(s, ",", " "), "T", " ")
	return strings.Join(strings.Fields(s), " ")
}

// zones are those that mail names by letters and not by numbers: RFC 5322 knows the American ones only.
var zones = map[string]string{
	"CET": "+0100", "CEST": "+0200", "MET": "+0100", "MEST": "+0200", "MEZ": "+0100", "MESZ": "+0200", "WET": "+0000",
	"WEST": "+0100", "BST": "+0100", "EET": "+0200", "EEST": "+0300", "EST": "-0500", "EDT": "-0400", "CST": "-0600",
	"CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700",
}

var namedZone = regexp.MustCompile(`(?i)^(.*:\d\d )(MES?Z|[CMWE]E?S?T|BST|[ECMP][SD]T)(?: ?\(.*\)?)?$`)

// numberZone writes the zone at the end of a date as a number.
func numberZone(s string) string {
	if m := namedZone.FindStringSubmatch(s); m != nil {
		return m[1] + zones[strings.ToUpper(m[2])]
	}
	return s
}

var dateLayouts = []string{
	"2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04 -0700", "2 Jan 2006 15:04:05", "2 Jan 2006 15:04",
	"2 Jan 06 15:04:05 -0700", "2 Jan 06 15:04 -0700", "2-Jan-2006 15:04:05 -0700", "2 January 2006 15:04:05 -0700",
	"Jan 2 15:04:05 2006", "Jan 2 15:04:05 2006 -0700", "Jan 2 15:04:05 MST 2006", "Jan 2 2006 15:04:05 -0700",
	"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05", "2006-01-02 15:04:05.999 -0700", "2 Jan 2006",
}
