package cases

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// remindersOf plays a measure that somebody records, and gives the days of the mails of reminders to a person.
func remindersOf(w *world, recorder, owner string, word string, at time.Time, due Date) (days []Date) {
	w.now = at
	w.command(recorder, "Een nieuw slot.", first, cmd(word, due.String(), owner))
	w.letters = nil
	for hour := range 24 * 14 {
		w.tick(at.Add(time.Duration(hour)*time.Hour + time.Minute))
		for _, n := range w.letters {
			if n.Kind == Reminder && n.To.ID == owner && len(n.Duties) > 0 && (n.Duties[0].Rule == RuleMeasure || n.Duties[0].Rule == RuleAgreement) {
				days = append(days, w.o.Today(w.now))
			}
		}
		w.letters = nil
	}
	return days
}

// Who records a measure or an agreement that is due soon, is reminded of it on a later morning. Somebody else's is told at
// once: it is the first that the owner hears of it.
func TestReminderOfWhatWasJustRecorded(t *testing.T) {
	for name, v := range map[string]struct {
		recorder, owner, word string
		at, due               string // 2026-11-05 is a Thursday
		want                  []string
	}{
		"in good time":          {"bakker", "bakker", "maatregel", "2026-11-05", "2026-11-12", []string{"2026-11-09", "2026-11-12"}},
		"in two days":           {"bakker", "bakker", "maatregel", "2026-11-03", "2026-11-05", []string{"2026-11-04", "2026-11-05"}},
		"tomorrow":              {"bakker", "bakker", "maatregel", "2026-11-03", "2026-11-04", []string{"2026-11-04"}},
		"today":                 {"bakker", "bakker", "maatregel", "2026-11-03", "2026-11-03", []string{"2026-11-04"}},
		"over the weekend":      {"bakker", "bakker", "maatregel", "2026-11-05", "2026-11-08", []string{"2026-11-06"}},
		"on Friday, for Monday": {"bakker", "bakker", "maatregel", "2026-11-06", "2026-11-09", []string{"2026-11-09"}},
		"on Friday, for Sunday": {"bakker", "bakker", "maatregel", "2026-11-06", "2026-11-08", []string{"2026-11-09"}},
		"it was due":            {"bakker", "bakker", "maatregel", "2026-11-03", "2026-11-02", []string{"2026-11-04"}},
		"another's":             {"kwaliteit", "bakker", "maatregel", "2026-11-03", "2026-11-05", []string{"2026-11-03", "2026-11-05"}},
		"an agreement":          {"bakker", "bakker", "afspraak", "2026-11-03", "2026-11-04", []string{"2026-11-04"}},
	} {
		w := given(t)
		w.o.Reminders.Agreement = w.o.Reminders.Measure
		w.o.Reminders.Propose, w.o.Reminders.Statutory = nil, nil
		got := remindersOf(w, v.recorder, v.owner, v.word, date(t, v.at).At(Clock{10, 0}, w.o.Calendar.Zone), date(t, v.due))
		var days []string
		for _, d := range got {
			days = append(days, d.String())
		}
		if len(days) != len(v.want) {
			t.Errorf("%s: reminded on %q, want %q", name, days, v.want)
			continue
		}
		for i := range days {
			if days[i] != v.want[i] {
				t.Errorf("%s: reminded on %q, want %q", name, days, v.want)
			}
		}
	}
}

// Whenever it is recorded and due, there is a reminder; none on the day itself, none on a day off, and the first no later
// than it has to be.
func TestReminderOfOnesOwnIsNeverLost(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		w := given(t)
		w.o.Reminders.Propose, w.o.Reminders.Statutory = nil, nil
		on := w.o.Today(w.now).Add(rapid.IntRange(1, 60).Draw(r, "recorded on day"))
		due := on.Add(rapid.IntRange(-2, 8).Draw(r, "due in days"))
		days := remindersOf(w, "bakker", "bakker", "maatregel", on.At(Clock{rapid.IntRange(0, 23).Draw(r, "hour"), 30}, w.o.Calendar.Zone), due)
		if len(days) == 0 {
			r.Fatal("never reminded")
		}
		if last := later(due, w.o.Calendar.Next(on.Add(1))); days[0].After(last) {
			r.Errorf("recorded on %s for %s, reminded on %s", on, due, days[0])
		}
		for _, d := range days {
			if !d.After(on) || !w.o.Calendar.Working(d) {
				r.Errorf("recorded on %s for %s, reminded on %s", on, due, d)
			}
		}
	})
}
