package templates

import (
	"fmt"
	"strconv"
	"time"

	"complaintsd/cases"
)

var (
	weekdays = map[cases.Language][]string{
		cases.Dutch:   {"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"},
		cases.English: {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	}
	months = map[cases.Language][]string{
		cases.Dutch:   {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"},
		cases.English: {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	}
)

// long writes a date as parents read it: dinsdag 24 november 2026.
func long(d cases.Date, l cases.Language) string {
	if d.IsZero() {
		return ""
	}
	return weekdays[l][d.Weekday()] + " " + short(d, l) + " " + strconv.Itoa(d.Year)
}

// short leaves out weekday and year, for subjects: 24 november.
func short(d cases.Date, l cases.Language) string {
	if d.IsZero() {
		return ""
	}
	return strconv.Itoa(d.Day) + " " + months[l][d.Month-1]
}

// clock writes the time of day.
func clock(t time.Time) string { return t.Format("15:04") }

// left writes how many days are left until a date, in Dutch; staff only.
func left(days int) string {
	switch {
	case days == 0:
		return "vandaag"
	case days == 1:
		return "morgen"
	case days > 1:
		return fmt.Sprintf("nog %d dagen", days)
	case days == -1:
		return "1 dag te laat"
	default:
		return fmt.Sprintf("%d dagen te laat", -days)
	}
}

// units are what terms are counted in, one and several of it.
var units = map[cases.Language]struct{ day, work, month [2]string }{
	cases.Dutch:   {[2]string{"dag", "dagen"}, [2]string{"werkdag", "werkdagen"}, [2]string{"maand", "maanden"}},
	cases.English: {[2]string{"day", "days"}, [2]string{"working day", "working days"}, [2]string{"month", "months"}},
}

// lasting writes how long a term is: 1 maand, 10 werkdagen.
func lasting(s cases.Span, l cases.Language) string {
	n, unit := s.Days, units[l].day
	switch {
	case s.Months != 0:
		n, unit = s.Months, units[l].month
	case s.Working:
		unit = units[l].work
	}
	switch n {
	case 0:
		return ""
	case 1:
		return "1 " + unit[0]
	}
	return strconv.Itoa(n) + " " + unit[1]
}
