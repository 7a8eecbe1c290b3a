package mailin

import (
	"regexp"
	"strings"

	"complaintsd/cases"
)

// returns are the ways to say when somebody is there again, with the words of the day in a group, and how many days
// later than that day it is: who is away "tot en met" a day comes back on the next.
var returns = []struct {
	said  *regexp.Regexp
	later int
}{
	{regexp.MustCompile(`(?i)\b(?:tot en met|t/m|t\.e\.m\.|through|up to and including|until and including)\s+([^\n]{1,60})`), 1},
	{regexp.MustCompile(`(?i)\b(?:op|vanaf|per|on|from)\s+((?:[\p{L}\d/-]+\s+){1,5}?)(?:ben ik|I am|I will be|I'm)\b[^.!?\n]{0,20}\b(?:weer|terug|back)\b`), 0},
	{regexp.MustCompile(`(?i)\b(?:weer|terug|back|return\w*|available again)\b[^.!?\n]{0,40}?\b(?:op|vanaf|per|on|from)\s+([^\n]{1,60})`), 0},
	{regexp.MustCompile(`(?i)\b(?:terug|back)\s+([^\n]{1,60})`), 0},
	{regexp.MustCompile(`(?i)\b(?:tot|until|till)\s+([^\n]{1,60})`), 0},
}

const (
	mostAbsence  = 4000 // bytes of an absence notice that are read
	mostDaysAway = 366
	mostDayWords = 5
)

// returnDay reads in an absence notice when its sender is there again; zero when it does not say, or says something
// that has been or is far off.
func returnDay(text string, today cases.Date) cases.Date {
	text = text[:min(len(text), mostAbsence)]
	for _, r := range returns {
		for _, m := range r.said.FindAllStringSubmatch(text, -1) {
			if d, ok := dayAt(m[1], today); ok {
				if d = d.Add(r.later); d.After(today) && today.Days(d) <= mostDaysAway {
					return d
				}
			}
		}
	}
	return cases.Date{}
}

// dayAt reads the date with which a text begins: the longest that can be read.
func dayAt(text string, today cases.Date) (cases.Date, bool) {
	words := strings.Fields(text)
	for n := min(len(words), mostDayWords); n > 0; n-- {
		if d, ok := cases.ReadDate(strings.Trim(strings.Join(words[:n], " "), ".,;:!?()"), today); ok {
			return d, true
		}
	}
	return cases.Date{}, false
}
