package mailin

import (
	"fmt"
	"strings"
	"time"
)

// maxEvents is how many appointments of a calendar are told.
const maxEvents = 20

// event is an appointment of a calendar.
type event struct {
	summary, place, organiser, about, answer string
	from, to                                 moment
	repeats                                  bool
}

// moment is a date or a time as a calendar says it: with the zone that it names, because nothing else is known.
type moment struct {
	at   time.Time
	zone string // "" for a whole day or a time that floats
	day  bool
}

// calendarText tells the appointments of a calendar (RFC 5545): what, when, where, and who invites.
func calendarText(s string) string {
	var out []string
	method, e, inside := "", event{}, 0
	for _, l := range contentLines(s) {
		switch {
		case l.name == "METHOD":
			method = strings.ToUpper(strings.TrimSpace(l.value))
		case l.name == "BEGIN":
			if inside++; strings.EqualFold(l.value, "VEVENT") {
				e, inside = event{}, 1
			}
		case l.name == "END" && strings.EqualFold(l.value, "VEVENT"):
			if len(out) < maxEvents {
				out = append(out, e.text(method))
			}
			inside = 0
		case l.name == "END":
			inside--
		case inside == 1 && eventFields[l.name] != nil:
			eventFields[l.name](&e, l)
		}
	}
	return strings.Join(out, "\n\n")
}

var eventFields = map[string]func(*event, contentLine){
	"SUMMARY":     func(e *event, l contentLine) { e.summary = oneLine(l.words()) },
	"LOCATION":    func(e *event, l contentLine) { e.place = oneLine(l.words()) },
	"DESCRIPTION": func(e *event, l contentLine) { e.about = l.words() },
	"DTSTART":     func(e *event, l contentLine) { e.from = readMoment(l) },
	"DTEND":       func(e *event, l contentLine) { e.to = readMoment(l) },
	"RRULE":       func(e *event, _ contentLine) { e.repeats = true },
	"ORGANIZER":   func(e *event, l contentLine) { e.organiser = calendarPerson(l) },
	"ATTENDEE": func(e *event, l contentLine) {
		if word := partstats[strings.ToUpper(l.params["partstat"])]; word != "" && e.answer == "" {
			e.answer = calendarPerson(l) + " " + word
		}
	},
}

// partstats are those to an invitation.
var partstats = map[string]string{"ACCEPTED": "komt", "DECLINED": "komt niet", "TENTATIVE": "komt misschien"}

// methods are what a calendar is sent for (RFC 5546).
var methods = map[string]string{
	"REQUEST": "Uitnodiging", "CANCEL": "Afgezegde afspraak", "REPLY": "Antwoord op een uitnodiging",
	"COUNTER": "Voorstel voor een ander moment",
}

func calendarPerson(l contentLine) string {
	name, address := oneLine(l.params["cn"]), strings.TrimSpace(l.value)
	if len(address) > 7 && strings.EqualFold(address[:7], "mailto:") {
		address = address[7:]
	}
	if address = bareAddress(address); address == "" || address == name {
		return name
	}
	return strings.TrimSpace(name + " <" + address + ">")
}

func readMoment(l contentLine) moment {
	v := strings.TrimSpace(l.value)
	if at, err := time.Parse("20060102", v); err == nil {
		return moment{at: at, day: true}
	}
	if at, err := time.Parse("20060102T150405Z", v); err == nil {
		return moment{at: at, zone: "UTC"}
	}
	at, _ := time.Parse("20060102T150405", v)
	return moment{at: at, zone: oneLine(l.params["tzid"])}
}

func (e event) text(method string) string {
	what := methods[method]
	if what == "" {
		what = "Afspraak"
	}
	var b strings.Builder
	add := func(label, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", label, value)
		}
	}
	add(what, e.summary)
	add("Wanneer", e.when())
	add("Waar", e.place)
	add("Organisator", e.organiser)
	if method == "REPLY" {
		add("Antwoord", e.answer)
	}
	if e.about != "" {
		b.WriteString("\n" + e.about)
	}
	return strings.TrimSpace(b.String())
}

func (e event) when() string {
	if e.from.at.IsZero() {
		return ""
	}
	s := e.from.text(true)
	last := e.to
	if last.day {
		last.at = last.at.AddDate(0, 0, -1) // the end of a whole day is the next one
	}
	if last.at.After(e.from.at) {
		sameDay := last.at.Format(time.DateOnly) == e.from.at.Format(time.DateOnly)
		s += " tot " + last.text(!sameDay)
	}
	if e.from.zone != "" {
		s += " (" + e.from.zone + ")"
	}
	if e.repeats {
		s += ", herhaalt zich"
	}
	return s
}

func (m moment) text(date bool) string {
	day := fmt.Sprintf("%s %d %s %d", calendarDays[m.at.Weekday()], m.at.Day(), calendarMonths[m.at.Month()-1], m.at.Year())
	switch {
	case m.day:
		return day
	case date:
		return day + " " + m.at.Format("15:04")
	}
	return m.at.Format("15:04")
}

var (
	calendarDays   = [7]string{"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"}
	calendarMonths = [12]string{
		"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
	}
)
