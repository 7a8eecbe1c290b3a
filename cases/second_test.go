package cases

import (
	"slices"
	"strings"
	"testing"
)

// asks plays a complaint until the registrar asks to close it, on day 20, where a second person has to agree.
func asks(t *testing.T, roles ...Role) *world {
	t.Helper()
	w := newWorld(t)
	w.o.Second, w.o.Reminders.Second = roles, map[Role][]int{}
	for _, r := range roles {
		w.o.Reminders.Second[r] = []int{0, 2}
	}
	w.o.Reminders.Propose, w.o.Reminders.Statutory = nil, nil
	w.next.Texts = map[string]string{}
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("locatie", "Morel"), cmd("toewijzen", "bakker"))
	w.accept()
	w.now = w.at(21, 9)
	w.command("bakker", "Het klopt.", first, cmd("oordeel", "gegrond"))
	w.command("kwaliteit", "", first, cmd("tevreden", "ja"))
	w.sent()
	w.mail(Mail{ID: "slot", Kind: KindCommand, Person: "kwaliteit", Proof: ByToken, From: "kwaliteit", Text: "Dank voor het geduld.", Commands: []Command{cmd("sluiten")}}, first)
	w.next.Texts["slot"] = "Dank voor het geduld."
	return w
}

// A closing letter leaves when a second person agrees, with the words of the first; until then the case is open, and who
// can agree is asked, and asked again.
func TestSecondPersonAgreesToClosing(t *testing.T) {
	w := asks(t, Director)
	w.expect("transcript kwaliteit")
	if c := w.cases[first]; !c.State.Open() || c.CloseAsk == nil || c.CloseAsk.By != "kwaliteit" {
		t.Fatalf("%s %+v", c.State, c.CloseAsk)
	}
	for _, v := range []struct {
		who  string
		want Task
	}{{"directeur", TaskAgree}, {"kwaliteit", ""}, {"bakker", TaskPropose}} {
		p, _ := w.o.Person(v.who)
		if got := w.o.Task(p, w.cases[first]); got != v.want {
			t.Errorf("%s has %q to do, want %q", v.who, got, v.want)
		}
	}
	registrar, _ := w.o.Person("kwaliteit")
	if d := w.o.Digest(registrar, Book{Cases: []Case{w.cases[first]}}, w.o.Today(w.now)); !d.Open[0].Asked {
		t.Error("the digest does not say that it waits")
	}
	w.refused(w.command("kwaliteit", "", first, cmd("akkoord")), RefuseNotYours)
	w.refused(w.command("bakker", "", first, cmd("akkoord")), RefuseNotYours)
	w.sent()
	w.tick(w.at(21, 9))
	w.expect("reminder directeur")
	w.tick(w.at(22, 9))
	w.expect()
	w.tick(w.at(23, 9))
	w.expect("reminder directeur")
	d := w.command("directeur", "Met groet, Hanna", first, cmd("akkoord"))
	w.expect("closing parent", "transcript directeur")
	for _, n := range d.Steps[0].Notices {
		if n.Kind == Closing && (n.Text != "Dank voor het geduld." || n.Keeps != Statutory) {
			t.Errorf("the letter says %q and keeps %q", n.Text, n.Keeps)
		}
	}
	w.accept()
	if c := w.cases[first]; c.State != Closed || c.Kept.Statutory != w.o.Today(w.now) || c.Sources[c.FinalBy] != "slot" || len(w.o.Duties(c)) > 0 {
		t.Errorf("%s kept %+v, the words of %q", c.State, c.Kept, c.Sources[c.FinalBy])
	}
}

// Who can agree is somebody else than who asked, and may read of the case; where a role has nobody else it is the one
// above.
func TestWhoIsTheSecond(t *testing.T) {
	for _, v := range []struct {
		name  string
		roles []Role
		do    func(*world)
		want  []string
	}{
		{"a director", []Role{Director}, nil, []string{"directeur"}},
		{"the only registrar asked", []Role{Registrar}, nil, []string{"directeur"}},
		{"another registrar", []Role{Registrar}, func(w *world) {
			w.o.People = append(w.o.People, Person{ID: "tweede", Address: "tweede@kluppluz.example", Roles: []Role{Registrar}})
		}, []string{"tweede"}},
		{"the director is complained about", []Role{Director}, func(w *world) { w.command("kwaliteit", "", first, cmd("vertrouwelijk", "directeur")) }, nil},
		{"the regional manager or the director", []Role{Regional, Director}, nil, []string{"regio", "directeur"}},
	} {
		w := asks(t, v.roles...)
		if v.do != nil {
			v.do(w)
		}
		var got []string
		for _, p := range w.o.Seconds(w.cases[first]) {
			got = append(got, p.ID)
		}
		if !slices.Equal(got, v.want) {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

// A case about the only other person who could agree is closed by one.
func TestNobodyElseCanAgree(t *testing.T) {
	w := asks(t, Director)
	w.command("kwaliteit", "", first, cmd("vertrouwelijk", "directeur"))
	w.command("kwaliteit", "Dank.", first, cmd("sluiten"))
	if got := w.cases[first].State; got != Closed {
		t.Errorf("it is %s", got)
	}
}

// What was asked holds no longer when the letter would be another one, when it is taken back, and when the case ends.
func TestRequestThatHoldsNoLonger(t *testing.T) {
	for name, v := range map[string]struct {
		who  string
		text string
		cmd  Command
	}{
		"another judgement": {"bakker", "Toch niet.", cmd("oordeel", "ongegrond")},
		"a further measure": {"bakker", "Een slot.", cmd("maatregel", "2026-12-20")},
		"taken back":        {"kwaliteit", "", cmd("ongedaan")},
		"withdrawn":         {"kwaliteit", "", cmd("intrekken")},
	} {
		w := asks(t, Director)
		w.command(v.who, v.text, first, v.cmd)
		if w.cases[first].CloseAsk != nil {
			t.Errorf("%s: it still waits", name)
		}
		w.refused(w.command("directeur", "", first, cmd("akkoord")), RefuseState)
		w.sent()
		w.tick(w.at(23, 9))
		if got := w.sent(); slices.Contains(got, "reminder directeur") {
			t.Errorf("%s: the director is asked: %q", name, got)
		}
	}
}

// Asked anew on the same day is asked again.
func TestRequestIsMadeAgain(t *testing.T) {
	w := asks(t, Director)
	w.sent()
	w.tick(w.at(21, 10))
	w.expect("reminder directeur")
	w.command("kwaliteit", "Beter gezegd.", first, cmd("sluiten"))
	w.sent()
	w.next.Reminded = map[string]bool{"h.vos@kluppluz.example": true}
	asked := 0
	for _, e := range w.history[first] {
		if e.Kind == EntryDuty && strings.HasPrefix(e.Facts.Value, string(RuleSecond)) {
			asked++
		}
	}
	due := 0
	for _, d := range w.o.Duties(w.cases[first]) {
		if d.Rule == RuleSecond && !d.At.After(w.now) {
			due++
		}
	}
	if asked != 1 || due != 1 {
		t.Errorf("asked %d times, and %d due", asked, due)
	}
}

// The files of who wants to close are put before the second person, and go with the letter when that one agrees. Without
// them nothing leaves.
func TestFilesWaitForTheSecondPerson(t *testing.T) {
	plan := file("plan.pdf", "application/pdf", "%PDF")
	asked := func(t *testing.T) *world {
		w := asks(t, Director)
		w.mail(Mail{ID: "bijlage", Kind: KindCommand, Person: "kwaliteit", Proof: ByToken, From: "kwaliteit", Text: "Zie de bijlage.", Files: []File{plan}, Commands: []Command{cmd("sluiten")}}, first)
		w.next.Texts["bijlage"] = "Zie de bijlage."
		w.letters = nil
		return w
	}
	names := func(files []File) (all []string) {
		for _, f := range files {
			all = append(all, f.Name)
		}
		return all
	}
	w := asked(t)
	if ask := w.cases[first].CloseAsk; ask == nil || ask.Files != 1 || ask.Mail != "bijlage" {
		t.Fatalf("asked %+v", ask)
	}
	book := Book{Cases: []Case{w.cases[first]}}
	for what, e := range map[string]Event{
		"akkoord": {Mail: &Mail{Kind: KindCommand, Commands: []Command{cmd("akkoord")}}}, "the clock": {Tick: &Tick{}},
		"a digest": {Tick: &Tick{Job: JobDigest}}, "a note": {Mail: &Mail{Kind: KindCommand, Commands: []Command{cmd("notitie")}}},
	} {
		if got, want := len(book.Enclosing(e)), map[string]int{"akkoord": 1, "the clock": 1}[what]; got != want {
			t.Errorf("%s asks for the files of %d mails", what, got)
		}
	}
	w.refused(w.command("directeur", "", first, cmd("akkoord")), RefuseFile)
	w.letters = nil
	w.next.Files = map[string][]File{"bijlage": {plan}}
	w.tick(w.at(21, 10))
	if n := w.letters[0]; n.Kind != Reminder || !slices.Equal(names(n.Files), []string{"plan.pdf"}) {
		t.Errorf("%s with %q", n.Kind, names(n.Files))
	}
	w.letters = nil
	w.command("directeur", "", first, cmd("akkoord"))
	for _, n := range w.letters {
		if n.Kind == Closing && !slices.Equal(names(n.Files), []string{"plan.pdf"}) || n.Kind == TranscriptNotice && len(n.Files) > 0 {
			t.Errorf("%s with %q", n.Kind, names(n.Files))
		}
	}
	c := w.cases[first]
	for _, q := range c.Queued {
		if q.Files != 1 || q.Mail != "bijlage" {
			t.Errorf("it waits as %+v", q)
		}
	}
	if c.State != Closed || len(c.Queued) != 1 {
		t.Errorf("%s with %d letters", c.State, len(c.Queued))
	}
}

// A tip has no date of the law: its closing letter serves the promise that is open, or is asked for within a week.
// Nobody reads of being late on the day of the question.
func TestSecondPersonIsNotLateForATip(t *testing.T) {
	for kept, want := range map[string]string{"": "2026-11-23", "2026-11-04": "2026-11-12"} {
		w := newWorld(t)
		w.o.Reminders.Second = map[Role][]int{Director: {0}}
		c := Case{
			Ref: first, Kind: Tip, State: Confirmed, Received: date(t, "2026-11-02"), Due: Dates{Propose: date(t, "2026-11-23")},
			Kept: Dates{Propose: date(t, kept)}, CloseAsk: &CloseAsk{By: "kwaliteit", On: date(t, "2026-11-05")},
		}
		for _, d := range w.o.secondDuties(nil, c) {
			if d.Serves.String() != want {
				t.Errorf("kept %q: serves %s, want %s", kept, d.Serves, want)
			}
		}
	}
}
