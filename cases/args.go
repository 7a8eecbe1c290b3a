package cases

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// person finds the one person of the roster that is meant: by id, address, local part of the address or
// name, and failing that by part of a name. Two that fit are asked back.
func (t *turn) person(s string) (Person, *Refusal) {
	s = strings.ToLower(strings.TrimSpace(s))
	if s == "" {
		return Person{}, &Refusal{Code: RefusePerson}
	}
	exact := func(p Person) bool {
		local, _, _ := strings.Cut(p.Address, "@")
		return slices.Contains([]string{strings.ToLower(p.ID), p.Address, local, strings.ToLower(p.Name)}, s)
	}
	partly := func(p Person) bool { return strings.Contains(strings.ToLower(p.Name), s) }
	for _, fits := range []func(Person) bool{exact, partly} {
		var found []Person
		for _, p := range t.o.People {
			if fits(p) {
				found = append(found, p)
			}
		}
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			return Person{}, &Refusal{Code: RefusePerson, Arg: s, Nearest: ids(found)}
		}
	}
	return Person{}, &Refusal{Code: RefusePerson, Arg: s, Nearest: t.o.nearPeople(s)}
}

func ids(people []Person) []string {
	var all []string
	for _, p := range people {
		all = append(all, p.ID)
	}
	return all
}

func (o *Organisation) nearPeople(s string) []string {
	var near []string
	for _, p := range o.People {
		words := append(strings.Fields(strings.ToLower(p.Name)), strings.ToLower(p.ID))
		if slices.ContainsFunc(words, func(w string) bool { return distance(w, s) <= 2 }) {
			near = append(near, p.ID)
		}
	}
	return near
}

// nearLocations gives the locations that may be meant; all of them when there are few and none is near.
func (o *Organisation) nearLocations(s string) []string {
	var near, all []string
	for _, l := range o.Locations {
		all = append(all, l.Name)
		for _, n := range append([]string{l.Name}, l.Aliases...) {
			n = strings.ToLower(n)
			if distance(n, strings.ToLower(s)) <= 2 || s != "" && strings.Contains(n, strings.ToLower(s)) {
				near = append(near, l.Name)
				break
			}
		}
	}
	if near == nil && len(all) <= 12 {
		return all
	}
	return near
}

// date reads a date that takes all of the arguments.
func (t *turn) date(args []string) (Date, *Refusal) {
	d, rest, refusal := t.leadingDate(args)
	if refusal == nil && len(rest) > 0 {
		refusal = &Refusal{Code: RefuseDate, Arg: strings.Join(args, " ")}
	}
	return d, refusal
}

// pastDate reads a date that has been: without a year it is the latest one, not the next.
func (t *turn) pastDate(args []string) (Date, *Refusal) {
	d, refusal := t.date(args)
	s := withoutDay(strings.Join(args, " "))
	switch {
	case refusal != nil || !d.After(t.today()):
	case slices.Contains(dayNames, s):
		d = d.Add(-7)
	case !withYear.MatchString(s) && s[0] >= '0' && s[0] <= '9':
		d = d.AddMonths(-12)
	}
	return d, refusal
}

var withYear = regexp.MustCompile(`\d{4}`)

// leadingDate reads a date at the start of the arguments, as long as it can be: "1 maart 2027 jansen".
func (t *turn) leadingDate(args []string) (Date, []string, *Refusal) {
	for n := min(5, len(args)); n > 0; n-- {
		if d, ok := ReadDate(strings.Join(args[:n], " "), t.today()); ok {
			return d, args[n:], nil
		}
	}
	return Date{}, nil, &Refusal{Code: RefuseDate, Arg: strings.Join(args, " ")}
}

var (
	dayMonth = regexp.MustCompile(`^(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}))?$`)
	dayName  = regexp.MustCompile(`^(\d{1,2}) ([a-z]+)\.?(?: (\d{4}))?$`)
	plusDays = regexp.MustCompile(`^\+(\d{1,3})(d|w)$`)
)

var monthNames = []string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}

var monthsEnglish = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

var dayNames = []string{"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"}

// ReadDate reads a date as people write it: 2026-11-21, 21-11-2026, 21-11, 21 november, morgen, +7d, or a
// day of the week (the next one). A date without a year is the next one from today on.
func ReadDate(s string, today Date) (Date, bool) {
	s = withoutDay(s)
	if d, err := ParseDate(s); err == nil && !d.IsZero() {
		return d, true
	}
	if n, ok := map[string]int{"vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2, "gisteren": -1}[s]; ok {
		return today.Add(n), true
	}
	if i := slices.Index(dayNames, s); i >= 0 {
		return today.Add(cmp.Or((i-int(today.Weekday())+7)%7, 7)), true
	}
	if m := plusDays.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[1])
		if m[2] == "w" {
			n *= 7
		}
		return today.Add(n), true
	}
	if m := dayMonth.FindStringSubmatch(s); m != nil {
		month, _ := strconv.Atoi(m[2])
		return civil(m[1], month, m[3], today)
	}
	if m := dayName.FindStringSubmatch(s); m != nil {
		return civil(m[1], monthOf(m[2]), m[3], today)
	}
	return Date{}, false
}

// withoutDay takes the day of the week off a whole date, as letters write it: maandag 23 november 2026.
func withoutDay(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if day, rest, more := strings.Cut(s, " "); more && slices.Contains(dayNames, day) {
		return strings.TrimSpace(rest)
	}
	return s
}

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

func civil(day string, month int, year string, today Date) (Date, bool) {
	dd, _ := strconv.Atoi(day)
	yyyy, _ := strconv.Atoi(year)
	if month < 1 || month > 12 {
		return Date{}, false
	}
	d := Date{cmp.Or(yyyy, today.Year), time.Month(month), dd}
	if d.Add(0) != d {
		return Date{}, false
	}
	if yyyy == 0 && d.Before(today) {
		d.Year++
	}
	return d, d.Add(0) == d
}

func sortedKeys[V any](m map[int64]V) []int64 { return slices.Sorted(maps.Keys(m)) }
