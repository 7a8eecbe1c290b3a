package desk_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"complaintsd/cases"
	"complaintsd/mailout"
)

// done are the duties of a case that were done, with the moment of each. One that was done twice is told.
func (f *office) done(ref cases.Ref) map[string]time.Time {
	f.t.Helper()
	all := map[string]time.Time{}
	for _, e := range f.dossier(ref).History {
		if e.Kind != cases.EntryDuty {
			continue
		}
		if at, twice := all[e.Facts.Value]; twice {
			f.t.Fatalf("%s: %s was done on %s and again on %s", ref, e.Facts.Value, at, e.At)
		}
		all[e.Facts.Value] = e.At
	}
	return all
}

// plan is, written down once more, what has to be done for a klacht for which nobody does anything: the key of
// each duty with its local date. It shares nothing with the code under test but the calendar.
func plan(o *cases.Organisation, day0 cases.Date) map[string]cases.Date {
	back := func(d cases.Date) cases.Date {
		if p := o.Calendar.Previous(d); p.After(day0) {
			return p
		}
		return o.Calendar.Next(d)
	}
	all := map[string]cases.Date{fmt.Sprintf("last-day//0/%s", day0.Add(7)): day0.Add(7)}
	for _, v := range []struct {
		rule, role  string
		due, offset int
	}{
		{"unassigned", "registrar", 0, 3},
		{"unassigned", "director", 0, 5},
		{"propose", "handler", 21, -7},
		{"propose", "handler", 21, -3},
		{"propose", "handler", 21, -1},
		{"propose", "registrar", 21, -1},
		{"propose", "registrar", 21, 0},
		{"propose", "regional", 21, 1},
		{"statutory", "handler", 42, -7},
		{"statutory", "handler", 42, -2},
		{"statutory", "registrar", 42, -7},
		{"statutory", "registrar", 42, -2},
		{"statutory", "director", 42, -2},
		{"statutory", "director", 42, 0},
		{"statutory", "director", 42, 1},
	} {
		on := day0.Add(v.due + v.offset)
		if next := o.Calendar.Next(on); v.offset > 0 && (v.rule != "unassigned" || !next.After(day0.Add(7))) {
			on = next
		} else { // also where days off lie before the day of the confirmation: earlier is of use, later is not
			on = back(on)
		}
		all[fmt.Sprintf("%s/%s/0/%s%+d", v.rule, v.role, day0.Add(v.due), v.offset)] = on
	}
	return all
}

// staffHours tells when staff may be reminded: on a working day, by day.
func staffHours(o *cases.Organisation, at time.Time) bool {
	l := at.In(zone())
	return o.Calendar.Working(cases.DateOf(l)) && l.Hour() >= 8 && l.Hour() < 20
}

// Invariant 8: whenever the daemon is down and for how long, each duty that was due is done by the first tick
// after it (a reminder by the first one of a working day), none before its moment and none twice; one tick is one mail a person at most; and a week whose
// digest was missed is not made good twice. The complaint comes at any minute of two years, so that both clock
// changes, weekends and feast days are among the days.
func TestAnyDowntime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := open(t, "2026-01-01 00:00")
		defer f.close()
		f.o.People = slices.DeleteFunc(f.o.People, func(p cases.Person) bool { return !p.Has(cases.Registrar) && !p.Has(cases.Director) })
		f.now = f.now.Add(time.Duration(rapid.IntRange(0, 2*365*24*60).Draw(t, "minute of arrival")) * time.Minute)
		f.ok(f.desk.Tick(t.Context())) // the digest of the weeks before
		f.post()
		ref := f.complain(parent)
		day0 := f.o.Today(f.now)
		f.post()
		want := plan(f.o, day0)
		digested := map[string]bool{}
		ticks := []time.Time{}
		for end := day0.Add(50).At(cases.Clock{}, zone()); f.now.Before(end); {
			before := f.now
			f.now = f.now.Add(rapid.Custom(downtime).Draw(t, "downtime"))
			if rapid.Bool().Draw(t, "restart") {
				f.restart()
			}
			f.ok(f.desk.Tick(t.Context()))
			ticks = append(ticks, f.now)
			f.posted(t, before, digested)
			done := f.done(ref)
			missed := func(key string, due time.Time) bool { // a tick could have done it before now
				letter := strings.HasPrefix(key, "last-day")
				return slices.ContainsFunc(ticks, func(at time.Time) bool {
					return at.Before(f.now) && !at.Before(due) && (letter || staffHours(f.o, at))
				})
			}
			for key, at := range done {
				due := want[key].At(cases.Clock{Hour: 8}, zone())
				if want[key].IsZero() || at.Before(due) {
					t.Fatalf("%s was done at %s, due at %s", key, at, due)
				}
				if !strings.HasPrefix(key, "last-day") && !staffHours(f.o, at) {
					t.Fatalf("%s was done at %s", key, at)
				}
				if at.Equal(f.now) && missed(key, due) {
					t.Fatalf("%s was due at %s and not done at %s", key, due, before)
				}
			}
			for key, on := range want {
				due := on.At(cases.Clock{Hour: 8}, zone())
				if _, ok := done[key]; !ok && (missed(key, due) || !due.After(f.now) && staffHours(f.o, f.now)) {
					t.Fatalf("%s was due on %s and is not done at %s", key, on, f.now)
				}
			}
		}
		f.now = f.o.Calendar.Next(f.o.Today(f.now).Add(1)).At(cases.Clock{Hour: 9}, zone())
		f.ok(f.desk.Tick(t.Context()))
		if got := slices.Sorted(maps.Keys(f.done(ref))); !slices.Equal(got, slices.Sorted(maps.Keys(want))) {
			t.Fatalf("done\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(slices.Sorted(maps.Keys(want)), "\n"))
		}
	})
}

// downtime is a minute mostly, else hours, and now and then weeks.
func downtime(t *rapid.T) time.Duration {
	switch rapid.IntRange(0, 9).Draw(t, "kind") {
	case 0:
		return time.Minute
	case 1, 2, 3, 4, 5, 6:
		return time.Duration(rapid.IntRange(1, 48*60).Draw(t, "minutes")) * time.Minute
	case 7, 8:
		return time.Duration(rapid.IntRange(1, 10*24).Draw(t, "hours")) * time.Hour
	default:
		return time.Duration(rapid.IntRange(7, 77).Draw(t, "days")) * 24 * time.Hour
	}
}

// posted sends what a tick queued: at most one letter of a kind to each, and digests once a slot.
func (f *office) posted(t *rapid.T, before time.Time, digested map[string]bool) {
	t.Helper()
	got := f.post()
	slices.Sort(got)
	if len(slices.Compact(slices.Clone(got))) != len(got) {
		t.Fatalf("one tick sends twice: %q", got)
	}
	slot, at := f.o.DigestSlot(f.now)
	n := 0
	for _, l := range got {
		if strings.HasPrefix(l, string(cases.DigestNotice)) {
			n++
		}
	}
	switch {
	case n > 0 && digested[slot]:
		t.Fatalf("the digest of %s leaves again", slot)
	case n == 0 && at.After(before):
		t.Fatalf("no digest at %s, due at %s", f.now, at)
	case n != 0 && n != len(f.o.People):
		t.Fatalf("%d digests", n)
	}
	digested[slot] = true
}

// Whatever staff do between the downtimes and whatever the relay makes of the letters: after a tick nothing is due
// any more, no duty is done twice, and the promise of the confirmation has its letter on its last day at the latest,
// or at the first tick after it.
func TestAnyDowntimeOfAHandledCase(t *testing.T) {
	tags := []string{
		"[locatie Morel]", "[toewijzen bakker]", "[toewijzen jansen]", "[voorstel]", "[maatregel 2026-05-20 bakker]", "[klaar 1]",
		"[oordeel gegrond]", "[tevreden ja]", "[sluiten]", "[heropenen]", "[uitstel 2026-04-10]", "[ontvangen 2026-02-27]",
		"[soort suggestie]", "[soort klacht]", "[ernstig]", "[intrekken]", "[notitie]", "[ongedaan]", "[nu]",
	}
	rapid.Check(t, func(t *rapid.T) {
		f := open(t, "2026-03-02 00:00")
		defer f.close()
		f.now = f.now.Add(time.Duration(rapid.IntRange(0, 4*7*24*60).Draw(t, "minute of arrival")) * time.Minute)
		ref := f.complain(parent)
		f.post()
		for range rapid.IntRange(1, 25).Draw(t, "turns") {
			if rapid.Bool().Draw(t, "staff act") {
				f.command("kwaliteit", ref, rapid.SampledFrom(tags).Draw(t, "tags"), "Wij hebben erover gesproken.")
				f.relay(t)
			}
			f.now = f.now.Add(rapid.Custom(downtime).Draw(t, "downtime"))
			f.ok(f.desk.Tick(t.Context()))
			c := f.dossier(ref).Case
			for _, d := range f.o.Duties(c) {
				if d.At.After(f.now) {
					break
				}
				if d.Rule == cases.RuleLastDay || d.Rule == cases.RuleSilence || staffHours(f.o, f.now) && !f.waits(d, c) {
					t.Fatalf("%s was due at %s and is not done at %s", d.Key(), d.At, f.now)
				}
			}
			if refs, err := f.store.Due(t.Context(), f.now, 10); err != nil || len(refs) > 0 {
				t.Fatalf("still due after the tick: %q, %v", refs, err)
			}
			f.done(ref)
			f.promised(t, c)
			f.relay(t)
		}
	})
}

// waits tells that a reminder may wait for the next morning: its reader had one today, and that is soon enough.
func (f *office) waits(d cases.Duty, c cases.Case) bool {
	by := d.Serves
	if d.Rule == cases.RuleUnassigned {
		by = c.Due.Confirm
	}
	today := f.o.Today(f.now)
	soon := by.Before(today) || !by.Before(f.o.Calendar.Next(today.Add(1)))
	return soon && slices.ContainsFunc(f.sent, func(l mailout.Letter) bool {
		return l.Kind == string(cases.Reminder) && f.o.Today(l.Release) == today
	})
}

// promised tells that a case past its last day has a confirmation that left, waits to leave, or was given to a person.
func (f *office) promised(t *rapid.T, c cases.Case) {
	t.Helper()
	if !c.State.Open() || c.Due.Confirm.IsZero() || f.now.Before(c.Due.Confirm.At(cases.Clock{Hour: 8}, zone())) {
		return
	}
	if !slices.ContainsFunc(f.dossier(c.Ref).History, func(e cases.Entry) bool {
		return e.Kind == cases.EntryQueued && e.Facts.Notice == cases.Confirmation
	}) {
		t.Fatalf("at %s there is no confirmation, due on %s", f.now, c.Due.Confirm)
	}
}

// relay settles what may leave: mostly it takes the letters.
func (f *office) relay(t *rapid.T) {
	t.Helper()
	for _, l := range f.claim() {
		o := rapid.SampledFrom([]mailout.Outcome{accepted, accepted, accepted, refused, deferred, down, lost}).Draw(t, "outcome")
		if l.Attempts > 20 || !cases.NoticeKind(l.Kind).ToParent() {
			o = accepted
		}
		f.settle(l, o)
		if o.Result == mailout.Accepted {
			f.sent = append(f.sent, l)
		}
	}
}
