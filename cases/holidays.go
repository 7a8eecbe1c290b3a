package cases

import (
	"fmt"
	"slices"
	"time"
)

// holidaysAhead is how many days before its end somebody is told that the list of extra days has to grow.
const holidaysAhead = 90

// Known is the last of the extra days: those after it stand in no list yet. Zero without any.
func (c Calendar) Known() Date {
	if len(c.Extra) == 0 {
		return Date{}
	}
	return slices.MaxFunc(c.Extra, func(a, b Date) int { return a.utc().Compare(b.utc()) })
}

// Ending tells whether the list of extra days ends soon, or has ended.
func (c Calendar) Ending(on Date) bool { return on.Days(c.Known()) <= holidaysAhead }

// HolidaysSlot names the warning that the list of extra days ends, "" when there is none to give: one for each list,
// in the hours of reminders.
func (o *Organisation) HolidaysSlot(now time.Time) string {
	if !o.Calendar.Ending(o.Today(now)) || !o.Hours(Duty{Rule: RuleUnassigned}, now) {
		return ""
	}
	return "until " + o.Calendar.Known().String()
}

// applyHolidays tells the operator that the list of extra days ends.
func applyHolidays(o *Organisation, b *Book, e Event) Decision {
	if o.Operator == "" {
		return Decision{}
	}
	known := o.Calendar.Known()
	t := begin(o, b, e, Case{})
	t.post(Notice{Kind: Alert, Address: o.Operator, Title: "De lijst met vrije dagen loopt af", Reason: fmt.Sprintf(
		"De vrije dagen die de overheid aanwijst zijn bekend tot en met %d-%d-%d. Zet de volgende in de configuratie, bij holidays. Anders gaan er herinneringen uit op een vrije dag.",
		known.Day, known.Month, known.Year)})
	return Decision{Steps: []Step{t.step()}}
}
