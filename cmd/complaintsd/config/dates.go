package config

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"complaintsd/cases"

	"github.com/pelletier/go-toml/v2"
)

// day is a date, with or without quotes; it gives its first moment in UTC, and the zone is put in later.
func day(p *time.Time) value {
	return value{
		read: func(v any, wrong report) {
			if d, ok := date(v, wrong); ok {
				*p = d.At(cases.Clock{}, time.UTC)
			}
		},
		write: func() string {
			if p.IsZero() {
				return ""
			}
			return strconv.Quote(cases.DateOf(*p).String())
		},
	}
}

// civil is a date without a time or a zone.
func civil(p *cases.Date) value {
	return value{
		read: func(v any, wrong report) {
			if d, ok := date(v, wrong); ok {
				*p = d
			}
		},
		write: func() string { return strconv.Quote(p.String()) },
	}
}

// maybe is such a date that may well be absent.
func maybe(p *cases.Date) value {
	v := civil(p)
	return value{read: v.read, write: func() string {
		if p.IsZero() {
			return ""
		}
		return v.write()
	}}
}

func date(v any, wrong report) (cases.Date, bool) {
	s, quotes := v.(string)
	if d, bare := v.(toml.LocalDate); bare {
		s, quotes = d.String(), true
	}
	d, err := cases.ParseDate(s)
	switch {
	case !quotes:
		wrong("is "+kind(v)+", not a date", `write it as "2026-11-21"`)
	case err != nil || d.IsZero():
		wrong(fmt.Sprintf("is %q, which is no date", s), `write it as "2026-11-21"`)
	default:
		return d, true
	}
	return cases.Date{}, false
}

// holidays are days that are added to those that are known.
func holidays(p *[]cases.Date) value {
	return value{
		read: of("a list", `["2029-05-11"]`, func(l []any, wrong report) {
			for _, v := range l {
				if d, ok := date(v, wrong); ok && !slices.Contains(*p, d) {
					*p = append(*p, d)
				}
			}
		}),
		write: func() string {
			var added []string
			for _, d := range *p {
				if !slices.Contains(cases.EquatedDays(), d) {
					added = append(added, d.String())
				}
			}
			return quoted(added)
		},
	}
}
