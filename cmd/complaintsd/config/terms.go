package config

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"complaintsd/cases"
)

// span is a term in days or months, of at least so many.
func span(p *cases.Span, least int) value {
	return value{
		read: of("text", `"21d", "5wd" or "12mo"`, func(s string, wrong report) {
			if t, ok := parseSpan(s, least, wrong); ok {
				*p = t
			}
		}),
		write: func() string { return strconv.Quote(p.String()) },
	}
}

func parseSpan(s string, least int, wrong report) (cases.Span, bool) {
	t, err := cases.ParseSpan(s)
	switch {
	case err != nil:
		wrong(fmt.Sprintf("is %q, which is no term in days, working days or months", s), `write it as "21d", "5wd" or "12mo", with " next" or " previous" behind it for its weekend rule`)
	case t.Days+t.Months < least:
		wrong(fmt.Sprintf("is %q, which is too short", s), fmt.Sprintf("write at least %dd", least))
	default:
		return t, true
	}
	return cases.Span{}, false
}

// statutory is the term of a regime.
func statutory(terms map[cases.Regime]cases.StatutoryTerm, r cases.Regime) value {
	return legal(func() cases.StatutoryTerm { return terms[r] }, func(t cases.StatutoryTerm) { terms[r] = t })
}

// legal is a term of a law, with the extension that it allows: 42d, or 42d+28d.
func legal(get func() cases.StatutoryTerm, set func(cases.StatutoryTerm)) value {
	return value{
		read: of("text", `"42d" or "42d+28d"`, func(s string, wrong report) {
			var t cases.StatutoryTerm
			term, extension, longer := strings.Cut(s, "+")
			var ok bool
			if t.Term, ok = parseSpan(term, 1, wrong); ok && longer {
				t.Extension, ok = parseSpan(extension, 1, wrong)
			}
			if ok {
				set(t)
			}
		}),
		write: func() string {
			t := get()
			if t.Extension == (cases.Span{}) {
				return strconv.Quote(t.Term.String())
			}
			return strconv.Quote(t.Term.String() + "+" + t.Extension.String())
		},
	}
}

// times is how often something may be done, for each regime.
func times(p *map[cases.Regime]int) value {
	return value{
		read: of("a section", `{ wko = 2, wkkgz = 1 }`, func(table map[string]any, wrong report) {
			*p = map[cases.Regime]int{}
			for _, name := range slices.Sorted(maps.Keys(table)) {
				n, whole := table[name].(int64)
				switch {
				case !slices.Contains(legalRegimes, cases.Regime(name)):
					wrong(fmt.Sprintf("has %q, which is no regime here", name), mean(name, stringsOf(legalRegimes)))
				case !whole || n < 0 || n > 99:
					wrong("for "+name+" is no number of times", "write a bare number from 0 to 99")
				default:
					(*p)[cases.Regime(name)] = int(n)
				}
			}
		}),
		write: func() string {
			if len(*p) == 0 {
				return ""
			}
			return inline(*p, strconv.Itoa)
		},
	}
}

// longest is the most that a wait may last.
const longest = 366 * 24 * time.Hour

// lasting is a time on the clock: 30s, 10m, 2h, 1d.
func lasting(p *time.Duration, least time.Duration) value {
	return value{
		read: of("text", `"10m", "2h" or "1d"`, func(s string, wrong report) {
			d, err := parseDuration(s)
			switch {
			case err != nil:
				wrong(fmt.Sprintf("is %q, which is no length of time", s), `write it as "10m", "2h" or "1d"`)
			case d < least || d > longest:
				wrong(fmt.Sprintf("is %q", s), fmt.Sprintf("write a length of time from %s to %s", brief(least), brief(longest)))
			default:
				*p = d
			}
		}),
		write: func() string { return strconv.Quote(brief(*p)) },
	}
}

func parseDuration(s string) (time.Duration, error) {
	days, isDays := strings.CutSuffix(s, "d")
	if !isDays {
		return time.ParseDuration(s)
	}
	n, err := strconv.ParseInt(days, 10, 16)
	return time.Duration(n) * 24 * time.Hour, err
}

// brief writes a length of time in its largest unit.
func brief(d time.Duration) string {
	units := []struct {
		name string
		size time.Duration
	}{{"d", 24 * time.Hour}, {"h", time.Hour}, {"m", time.Minute}}
	for _, u := range units {
		if d >= u.size && d%u.size == 0 {
			return strconv.Itoa(int(d/u.size)) + u.name
		}
	}
	return d.String()
}

// offsets are days before (-) or after (+) a date, for each role; unsigned ones are after it only.
func offsets(p *map[cases.Role][]int, known []cases.Role, signed bool) value {
	return value{
		read: of("a section", `{ registrar = "3d" } or { handler = ["-7d", "-1d"] }`, func(table map[string]any, wrong report) {
			*p = map[cases.Role][]int{}
			for _, name := range slices.Sorted(maps.Keys(table)) {
				if !slices.Contains(known, cases.Role(name)) {
					wrong(fmt.Sprintf("has %q, which is no role here", name), mean(name, stringsOf(known)))
					continue
				}
				days := parseOffsets(table[name], signed, func(what, mend string) { wrong("for "+name+" "+what, mend) })
				(*p)[cases.Role(name)] = days
			}
		}),
		write: func() string {
			return inline(*p, func(days []int) string { return quoted(offsetWords(days, signed)) })
		},
	}
}

func parseOffsets(v any, signed bool, wrong report) []int {
	if s, one := v.(string); one {
		v = []any{s}
	}
	var days []int
	list(`["-3d", "+1d"]`, func(words []string, wrong report) {
		for _, w := range words {
			n, err := parseOffset(w, signed)
			if err != nil {
				wrong(fmt.Sprintf("has %q", w), err.Error())
			}
			days = append(days, n)
		}
	})(v, wrong)
	return days
}

var (
	errUnsigned = errors.New(`write days after the receipt, as "3d"`)
	errSigned   = errors.New(`write days before or after the due date, as "-3d" or "+1d"`)
)

func parseOffset(s string, signed bool) (int, error) {
	t, err := cases.ParseSpan(s)
	switch {
	case signed && (err != nil || !t.Plain()):
		return 0, errSigned
	case !signed && (err != nil || !t.Plain() || t.Days < 0):
		return 0, errUnsigned
	}
	return t.Days, nil
}

func offsetWords(days []int, signed bool) []string {
	words := []string{}
	for _, n := range days {
		w := strconv.Itoa(n) + "d"
		if signed && n > 0 {
			w = "+" + w
		}
		words = append(words, w)
	}
	return words
}

// clock is a time of day. The hour from two to three is refused: in March it does not exist, in October it
// comes twice.
func clock(p *cases.Clock) value {
	return value{
		read: of("text", `"08:00"`, func(s string, wrong report) {
			if c, ok := parseClock(s, wrong); ok {
				*p = c
			}
		}),
		write: func() string { return strconv.Quote(p.String()) },
	}
}

func parseClock(s string, wrong report) (cases.Clock, bool) {
	c, err := cases.ParseClock(s)
	if err != nil {
		wrong(fmt.Sprintf("is %q, which is no time of day", s), `write it as "08:00"`)
		return c, false
	}
	if c.Hour == 2 {
		wrong(fmt.Sprintf("is %q, a time that is skipped or comes twice when the clock changes", s), "choose a time outside 02:00-03:00")
		return c, false
	}
	return c, true
}

var weekdays = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// weekly is a day of the week and a time: mon 08:00.
func weekly(day *time.Weekday, at *cases.Clock) value {
	return value{
		read: of("text", `"mon 08:00"`, func(s string, wrong report) {
			name, hour, _ := strings.Cut(s, " ")
			d := slices.Index(weekdays, strings.ToLower(name))
			if d < 0 {
				wrong(fmt.Sprintf("is %q, which starts with no day of the week", s), `write it as "mon 08:00"; known: `+strings.Join(weekdays, ", "))
				return
			}
			if c, ok := parseClock(strings.TrimSpace(hour), wrong); ok {
				*day, *at = time.Weekday(d), c
			}
		}),
		write: func() string { return strconv.Quote(weekdays[*day] + " " + at.String()) },
	}
}
