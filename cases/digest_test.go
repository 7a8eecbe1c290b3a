package cases

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// What waits for whom follows the case: assigning, proposing, judging, closing, and talking to who is not satisfied.
func TestTasks(t *testing.T) {
	w := newWorld(t)
	person := func(id string) Person {
		p, _ := w.o.Person(id)
		return p
	}
	is := func(when string, want map[string]Task) {
		t.Helper()
		for _, id := range []string{"kwaliteit", "bakker", "jansen", "directeur"} {
			if got := w.o.Task(person(id), w.cases[first]); got != want[id] {
				t.Errorf("%s: %s has %q to do, want %q", when, id, got, want[id])
			}
		}
	}
	w.mail(complaint(), "")
	is("new", map[string]Task{"kwaliteit": TaskAssign})
	w.command("kwaliteit", "", first, cmd("ernstig"))
	is("serious", map[string]Task{"directeur": TaskAssign})
	w.command("kwaliteit", "", first, cmd("locatie", "Morel"))
	w.command("directeur", "", first, cmd("ernstig", "nee"), cmd("toewijzen", "bakker"))
	is("assigned", map[string]Task{"bakker": TaskPropose})
	w.command("bakker", "Wij stellen voor.", first, cmd("voorstel"))
	w.accept()
	is("proposed", map[string]Task{"bakker": TaskJudge})
	w.command("kwaliteit", "Het klopt.", first, cmd("oordeel", "gegrond"))
	is("judged, not asked", map[string]Task{})
	w.command("kwaliteit", "", first, cmd("tevreden", "ja", "nee"))
	is("not satisfied", map[string]Task{"kwaliteit": TaskTalk})
	w.command("kwaliteit", "", first, cmd("tevreden", "ja"))
	is("satisfied", map[string]Task{"kwaliteit": TaskClose})
	w.command("kwaliteit", "Dank.", first, cmd("sluiten"))
	is("closed", map[string]Task{})
}

// A milestone has its evidence: the letter that kept it, by mail or by post; how late; and a letter that came back.
func TestMilestones(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("toewijzen", "bakker"))
	w.accept()
	letter := w.cases[first].KeptBy[Confirm].Letter
	m := Milestones(w.cases[first], w.o.Today(w.now))
	if len(m) != 3 || m[0].Kept != w.o.Today(w.now) || m[0].By.Letter != letter || letter == 0 || m[0].Late != 0 {
		t.Fatalf("after the confirmation: %+v", m)
	}
	w.now = w.at(10, 9)
	w.mail(Mail{Kind: KindBounce, Bounce: &Bounce{Letter: letter, Kind: Confirmation, Permanent: true}}, first)
	m = Milestones(w.cases[first], w.o.Today(w.now))
	if !m[0].Kept.IsZero() || m[0].Back != w.o.Today(w.now) || m[0].Late != 3 {
		t.Errorf("after the bounce: %+v", m[0])
	}
	if d := w.o.Digest(w.o.People[0], Book{Cases: []Case{w.cases[first]}}, w.o.Today(w.now)); len(d.Stuck) != 1 || !d.Stuck[0].Failed || !d.Open[0].Back {
		t.Errorf("the digest does not tell of the letter that came back: %+v %+v", d.Stuck, d.Open)
	}
	w.command("kwaliteit", "e-mail: ander@post.example", first, cmd("toewijzen", "jansen"))
	w.accept()
	m = Milestones(w.cases[first], w.o.Today(w.now))
	if m[0].Late != 3 || m[0].Kept.IsZero() || len(w.cases[first].Failed) != 0 {
		t.Errorf("kept three days late: %+v, failed %v", m[0], w.cases[first].Failed)
	}
}

// A letter on paper keeps its promise on the day of posting, and says how late that was.
func TestMilestoneOfALetterPostedLate(t *testing.T) {
	for _, v := range []struct {
		args []string
		late int
	}{{nil, 5}, {[]string{"2026-11-11"}, 2}, {[]string{"2026-11-09"}, 0}} {
		w := newWorld(t)
		m := complaint()
		m.From, m.FromName, m.Kind = "scanner@kluppluz.example", "", KindScan
		w.mail(m, "")
		w.command("kwaliteit", "naam: Sanne\nadres: Straat 1, 5611 AA Eindhoven", first, cmd("melder"), cmd("locatie", "Morel"), cmd("toewijzen", "bakker"))
		w.now = w.at(12, 9)
		if open := Milestones(w.cases[first], w.o.Today(w.now))[0]; !open.Kept.IsZero() || open.Late != 5 {
			t.Errorf("before it is posted: %+v", open)
		}
		w.command("kwaliteit", "", first, cmd("verstuurd", v.args...))
		if got := Milestones(w.cases[first], w.o.Today(w.now))[0]; got.Late != v.late || !got.By.Post || got.By.Letter == 0 {
			t.Errorf("posted %v: %+v", v.args, got)
		}
	}
}

// A deputy without dates may act for the handler, and nothing waits for the deputy until the handler is away.
func TestTaskOfADeputy(t *testing.T) {
	w := assigned(t)
	w.command("kwaliteit", "", first, cmd("toewijzen", "jansen")) // whose deputy is the registrar
	registrar, _ := w.o.Person("kwaliteit")
	if got := w.o.Task(registrar, w.cases[first]); got != "" {
		t.Errorf("while the handler is there: %q", got)
	}
	for i := range w.o.People {
		if w.o.People[i].ID == "jansen" {
			w.o.People[i].DeputyFrom, w.o.People[i].DeputyUntil = w.o.Today(w.now), w.o.Today(w.now).Add(7)
		}
	}
	if got := w.o.On(w.o.Today(w.now)).Task(registrar, w.cases[first]); got != TaskPropose {
		t.Errorf("while the handler is away: %q", got)
	}
}

// An agreement is watched like a measure, and ended by its owner; a measure is asked after three months later.
func TestAgreementsAndReviews(t *testing.T) {
	w := newWorld(t)
	w.o.Terms.Review = Span{Months: 3}
	w.o.Reminders.Agreement = map[Role][]int{Owner: {-1}}
	w.o.Reminders.Review = map[Role][]int{Owner: {0}, Registrar: {14}}
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("locatie", "Morel"), cmd("toewijzen", "bakker"), cmd("soort", "compliment"))
	w.command("bakker", "We bellen.", first, cmd("afspraak", "2026-11-12"), cmd("maatregel", "2026-12-01", "jansen", "oc"))
	w.sent()
	w.tick(w.at(9, 8))
	w.expect("reminder bakker")
	d := w.o.Digest(w.o.People[0], Book{Cases: []Case{w.cases[first]}}, w.o.Today(w.now))
	if len(d.Promised) != 2 || !d.Promised[0].Agreement || !d.Promised[1].Council {
		t.Errorf("promised: %+v", d.Promised)
	}
	w.command("jansen", "", first, cmd("klaar", "1", "afspraak"))
	w.expect("refused jansen")
	w.command("bakker", "", first, cmd("klaar", "1", "afspraak"))
	w.command("jansen", "", first, cmd("klaar", "1"))
	if a, m := w.cases[first].Agreements[0], w.cases[first].Measures[0]; a.Done.IsZero() || m.Done.IsZero() {
		t.Fatalf("not done: %+v %+v", a, m)
	}
	w.sent()
	w.tick(w.o.Calendar.Next(date(t, "2027-02-11")).At(Clock{9, 0}, w.o.Calendar.Zone)) // three months after 11 November
	w.expect("reminder jansen")
	w.command("jansen", "", first, cmd("gewerkt", "1", "deels"))
	w.expect("transcript jansen")
	if got := w.cases[first].Measures[0].Worked; got != "deels" {
		t.Errorf("it worked: %q", got)
	}
	w.tick(date(t, "2027-06-01").At(Clock{9, 0}, w.o.Calendar.Zone))
	w.expect()
	if got := w.cases[first].RestsSince(); !w.cases[first].ClosedOn.IsZero() && got.Before(date(t, "2027-02-11")) {
		t.Errorf("the case rests since %s: the answer would come too late", got)
	}
}

// A brief is read as it was written, whatever a location is called.
func TestBriefs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-z]{0,6}`)
		b := Brief{
			Received: Date{2026, 3, 2}.Add(rapid.IntRange(0, 900).Draw(t, "day")), Kind: Kind(word.Draw(t, "kind")),
			Location: rapid.String().Draw(t, "location"), Visible: rapid.Bool().Draw(t, "visible"),
			Confirm: rapid.SampledFrom([]string{"", inTime, tooLate, "2026-04-01"}).Draw(t, "confirm"), Statutory: rapid.SampledFrom([]string{"", inTime, "2026-05-13"}).Draw(t, "statutory"), Solution: word.Draw(t, "solution"),
		}
		if n := rapid.IntRange(0, 3).Draw(t, "restricted"); n > 0 {
			b.Restricted = slices.Repeat([]string{"jansen"}, n)
		}
		got, err := ParseBrief(b.String())
		if err != nil || got.String() != b.String() || got.Location != b.Location || len(got.Restricted) != len(b.Restricted) {
			t.Errorf("%+v is read as %+v, %v", b, got, err)
		}
	})
}

// The written judgement counts in the year as it reached the parent: a case that was closed with a letter that never
// arrived is late all the same; one without a judgement owes none.
func TestJudgementOfTheYear(t *testing.T) {
	due := date(t, "2026-04-13")
	for _, v := range []struct {
		state   State
		outcome string
		kept    string
		want    string
	}{
		{Confirmed, "", "", "2026-04-13"},
		{Closed, "gegrond", "2026-04-13", inTime},
		{Closed, "gegrond", "2026-04-14", tooLate},
		{Closed, "gegrond", "", "2026-04-13"},
		{Closed, "", "", ""},
		{Withdrawn, "", "", ""},
	} {
		c := Case{State: v.state, Judgement: Judgement{Outcome: v.outcome}, Due: Dates{Statutory: due}, Kept: Dates{Statutory: date(t, v.kept)}}
		if b, _ := BriefOf(c); b.Statutory != v.want {
			t.Errorf("%+v: %q", v, b.Statutory)
		}
	}
}

// The numbers of a year are counted until the same day of both years, and hold nothing that the reader must not know
// of (invariant 10).
func TestTally(t *testing.T) {
	o := organisation(t)
	brief := func(day, closed, location, confirm, solution string, restricted ...string) Brief {
		return Brief{
			Received: date(t, day), Closed: date(t, closed), Kind: Complaint, Location: location, Visible: location != "",
			Restricted: restricted, Confirm: confirm, Solution: solution, Process: solution,
		}
	}
	b := Book{Briefs: []Brief{
		brief("2026-02-01", "2026-03-01", "Morel", inTime, "ja"),
		brief("2026-02-02", "", "De Messenmaker", tooLate, "geen"),
		brief("2026-03-01", "", "", "2026-03-08", ""),
		brief("2026-03-05", "", "Morel", "2026-03-12", "", "bakker"),
		brief("2025-12-20", "2026-01-05", "Morel", inTime, "nee"),
		brief("2025-02-01", "2025-02-20", "Morel", tooLate, "deels"),
		brief("2025-03-11", "", "Morel", inTime, ""), // after the day
	}}
	on := date(t, "2026-03-10")
	for _, v := range []struct {
		who                                               string
		received, closed, confirmed, good, before, silent int
	}{
		{"kwaliteit", 4, 2, 3, 1, 1, 1}, // one more is late by now, one is not yet due
		{"directeur", 4, 2, 3, 1, 1, 1},
		{"regio", 3, 2, 2, 1, 1, 1}, // not the one that nobody placed
		{"bakker", 1, 2, 1, 1, 1, 0},
		{"jansen", 1, 0, 1, 0, 0, 1},
	} {
		p, _ := o.Person(v.who)
		d := o.Digest(p, b, on)
		got := []int{d.Year.Received, d.Year.Closed, d.Year.Confirmed, d.Year.ConfirmInTime, d.Before.Received, d.Year.Solution["geen"]}
		if want := []int{v.received, v.closed, v.confirmed, v.good, v.before, v.silent}; !slices.Equal(got, want) {
			t.Errorf("%s reads %v, want %v", v.who, got, want)
		}
	}
}

// A digest without anything to tell is left out when the configuration says so.
func TestEmptyDigest(t *testing.T) {
	w := newWorld(t)
	w.apply(Event{Tick: &Tick{Job: JobDigest, Slot: "x"}})
	if got := w.sent(); len(got) != len(w.o.People) {
		t.Errorf("digests: %q", got)
	}
	w.o.Reminders.NoEmptyDigest = true
	w.mail(complaint(), "")
	w.sent()
	d := w.apply(Event{Tick: &Tick{Job: JobDigest, Slot: "y"}})
	if got := strings.Join(w.sent(), ", "); got != "digest kwaliteit, digest directeur" {
		t.Errorf("digests: %s", got)
	}
	if keys := d.Steps[0].Notices[0].Keys; len(keys) != 1 || keys[0].Ref != first || keys[0].Party != "kwaliteit" {
		t.Errorf("the registrar's links: %+v", keys)
	}
}

// What is new or closed since the last digest is in the next one, also when a holiday moved that by a day, and when the
// letter had been on somebody's desk before it came here.
func TestDigestLeavesNoDayOut(t *testing.T) {
	w := newWorld(t)
	w.o.Reminders.DigestDay, w.o.Reminders.DigestAt = time.Monday, Clock{Hour: 8}
	registrar, _ := w.o.Person("kwaliteit")
	for _, v := range []struct {
		received, arrived, closed, on string
		opened, ended                 bool
	}{
		{"2026-03-30", "2026-03-30", "", "2026-04-07", true, false}, // after the digest of that day; Easter moves the next
		{"2026-03-29", "2026-03-29", "", "2026-04-07", false, false},
		{"2026-04-06", "2026-04-06", "", "2026-04-13", true, false},
		{"2026-03-16", "2026-04-08", "", "2026-04-13", true, false}, // a letter of weeks ago
		{"2026-03-02", "2026-03-02", "2026-03-30", "2026-04-07", false, true},
		{"2026-03-02", "2026-03-02", "2026-03-29", "2026-04-07", false, false},
	} {
		c := Case{Ref: first, Org: "KLP", Kind: Complaint, State: New, Received: date(t, v.received), Arrived: date(t, v.arrived).At(Clock{Hour: 12}, w.o.Calendar.Zone)}
		if v.closed != "" {
			c.State, c.ClosedOn = Closed, date(t, v.closed)
		}
		d := w.o.Digest(registrar, Book{Cases: []Case{c}}, date(t, v.on))
		if len(d.Opened) > 0 != v.opened || len(d.ClosedIn) > 0 != v.ended {
			t.Errorf("%+v: new %d, closed %d", v, len(d.Opened), len(d.ClosedIn))
		}
	}
}
