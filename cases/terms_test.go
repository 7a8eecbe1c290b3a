package cases

import (
	"strings"
	"testing"
	"time"
)

// The test vectors of the law: terms over Easter, Ascension, equated days and both clock changes, as the calendar has
// them, moved on and moved back.
func TestTermsOfTheLaw(t *testing.T) {
	c := Calendar{Zone: amsterdam(t), Extra: EquatedDays()}
	for _, v := range []struct{ received, term, plain, next, previous string }{
		{"2026-04-02", "7d", "2026-04-09", "2026-04-09", "2026-04-09"},
		{"2026-04-02", "21d", "2026-04-23", "2026-04-23", "2026-04-23"},
		{"2026-04-02", "42d", "2026-05-14", "2026-05-18", "2026-05-13"}, // Ascension, and the equated day after it
		{"2026-04-24", "7d", "2026-05-01", "2026-05-01", "2026-05-01"},
		{"2026-04-24", "21d", "2026-05-15", "2026-05-18", "2026-05-13"},
		{"2026-04-24", "42d", "2026-06-05", "2026-06-05", "2026-06-05"},
		{"2026-03-29", "7d", "2026-04-05", "2026-04-07", "2026-04-02"}, // Easter
		{"2026-03-29", "21d", "2026-04-19", "2026-04-20", "2026-04-17"},
		{"2026-03-29", "42d", "2026-05-10", "2026-05-11", "2026-05-08"},
		{"2026-10-25", "7d", "2026-11-01", "2026-11-02", "2026-10-30"},
		{"2026-10-25", "42d", "2026-12-06", "2026-12-07", "2026-12-04"},
		{"2025-12-24", "7d", "2025-12-31", "2025-12-31", "2025-12-31"},
		{"2024-02-29", "12mo", "2025-02-28", "2025-02-28", "2025-02-28"},
	} {
		for rule, want := range map[string]string{"": v.plain, " next": v.next, " previous": v.previous} {
			s, err := ParseSpan(v.term + rule)
			if err != nil {
				t.Fatal(err)
			}
			if got := c.End(s, date(t, v.received)); got.String() != want {
				t.Errorf("%s after %s ends on %s, want %s", s, v.received, got, want)
			}
			if s.String() != v.term+rule {
				t.Errorf("%s is written %s", v.term+rule, s)
			}
		}
	}
	for _, v := range [][2]string{{"2025-12-24", "2026-01-06"}, {"2026-04-02", "2026-04-13"}} {
		if got := c.End(Span{Days: 5, Working: true}, date(t, v[0])); got.String() != v[1] {
			t.Errorf("five working days after %s end on %s, want %s", v[0], got, v[1])
		}
	}
}

// A short term that is moved back over days off never ends on the day on which it begins, nor before it: its letter
// would have been late when the mail came in.
func TestTermDoesNotEndBeforeItBegins(t *testing.T) {
	c := Calendar{Zone: amsterdam(t), Extra: EquatedDays()}
	for _, v := range []struct{ received, term, want string }{
		{"2026-04-03", "3d previous", "2026-04-07"}, // Good Friday: the Monday is Easter, Thursday has passed
		{"2026-11-06", "1d previous", "2026-11-09"}, // a Friday
		{"2026-11-07", "1d previous", "2026-11-09"}, // a Saturday
		{"2026-11-07", "3d previous", "2026-11-10"},
		{"2026-11-05", "3d previous", "2026-11-06"},
		{"2026-11-07", "0d previous", "2026-11-09"},
	} {
		s, err := ParseSpan(v.term)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.End(s, date(t, v.received)); got.String() != v.want {
			t.Errorf("%s after %s ends on %s, want %s", v.term, v.received, got, v.want)
		}
	}
}

// Of a regime that knows an extension a letter moves the date of the law, so far and no further; the others never.
func TestExtensionOfTheLaw(t *testing.T) {
	for _, v := range []struct {
		regime, until string
		made          bool // the proposal
		want          string
	}{
		{"wko", "2026-12-20", false, ""},           // the date of the law is 14 December
		{"wko", "2026-12-10", false, "2026-12-14"}, // the target moves, the law does not
		{"wkkgz", "2026-12-20", false, "2026-12-20"},
		{"wkkgz", "2027-01-11", true, "2027-01-11"}, // 42 + 28
		{"wkkgz", "2027-01-12", true, ""},
		{"wkkgz", "2026-12-10", true, ""}, // earlier than what the law gives
	} {
		w := newWorld(t)
		w.mail(complaint(), "")
		w.command("kwaliteit", "", first, cmd("regime", v.regime), cmd("toewijzen", "bakker"))
		if v.made {
			w.command("bakker", "Wij stellen voor.", first, cmd("voorstel"))
			w.accept()
		}
		w.sent()
		w.command("bakker", "Wij wachten op een deskundige.", first, cmd("uitstel", v.until))
		c := w.cases[first]
		if v.want == "" {
			w.expect("refused bakker")
			continue
		}
		w.expect("extension parent", "transcript bakker")
		if got := c.Due.Statutory.String(); got != v.want {
			t.Errorf("%s until %s: the law gives until %s, want %s", v.regime, v.until, got, v.want)
		}
		if moved := c.Due.Propose.String() == v.until; moved == v.made {
			t.Errorf("%s until %s: the proposal is due on %s", v.regime, v.until, c.Due.Propose)
		}
		w.command("bakker", "", first, cmd("ongedaan"))
		if got := w.cases[first].Due.Statutory; got != w.o.Due(Complaint, Regime(v.regime), c.Received).Statutory {
			t.Errorf("undone, the law gives until %s", got)
		}
	}
}

// Each organisation has its own rules: how the confirmation leaves, whether it judges, who acts for whom, and how often
// a parent hears how it goes.
func TestRulesOfAnOrganisation(t *testing.T) {
	w := newWorld(t)
	w.o.Terms.ConfirmUnnamed, w.o.Terms.Unjudged = true, true
	w.o.Terms.Progress = Span{Days: 5, Working: true}
	w.o.Reminders.Progress = map[Role][]int{Handler: {0}}
	w.o.Escalation = Escalation{Handler: Regional}
	w.mail(complaint(), "")
	w.sent()
	w.tick(w.at(1, 8))
	w.expect("confirmation parent")
	w.accept()
	w.command("kwaliteit", "", first, cmd("locatie", "Morel"))
	w.sent()
	w.tick(w.at(8, 8)) // five working days after Tuesday the 3rd
	w.expect("reminder kwaliteit", "reminder directeur", "reminder regio")
	w.command("kwaliteit", "Wij zijn bezig.", first, cmd("bericht"))
	w.accept()
	w.sent()
	for _, v := range [][2]int{{14, 1}, {15, 2}} {
		day, want := v[0], v[1]
		w.tick(w.at(day, 8))
		got := 0
		for _, key := range w.cases[first].Done {
			if strings.HasPrefix(key, string(RuleProgress)) {
				got++
			}
		}
		if got != want {
			t.Errorf("day %d: %d reminders to tell how it goes, want %d", day, got, want)
		}
	}
	w.command("kwaliteit", "Klaar.", first, cmd("tevreden", "ja"), cmd("sluiten"))
	if got := w.cases[first].State; got != Closed {
		t.Errorf("without a judgement it is %s", got)
	}
}

// The chain of escalation ends with registrar or director.
func TestEscalationEnds(t *testing.T) {
	for _, v := range []struct {
		chain Escalation
		ends  bool
	}{
		{Escalation{}, true},
		{Escalation{Handler: Manager, Manager: Regional, Regional: Director}, true},
		{Escalation{Manager: Regional, Regional: Manager}, false},
		{Escalation{Manager: Manager}, false},
	} {
		if got := v.chain.Ends(); got != v.ends {
			t.Errorf("%+v ends: %v", v.chain, got)
		}
	}
}

// The operator is told once that the list of holidays ends, in the daytime.
func TestHolidaysEnd(t *testing.T) {
	w := newWorld(t)
	w.o.Calendar.Extra = []Date{{2027, time.January, 30}, {2026, time.January, 2}}
	for _, v := range []struct{ at, slot string }{
		{"2026-10-30", ""}, {"2026-11-02", "until 2027-01-30"}, {"2026-11-08", ""}, {"2027-03-01", "until 2027-01-30"},
	} {
		if got := w.o.HolidaysSlot(date(t, v.at).At(Clock{9, 0}, w.o.Calendar.Zone)); got != v.slot {
			t.Errorf("%s: %q, want %q", v.at, got, v.slot)
		}
	}
	w.apply(Event{Tick: &Tick{Job: JobHolidays, Slot: "x"}})
	w.expect("alert " + w.o.Operator)
}
