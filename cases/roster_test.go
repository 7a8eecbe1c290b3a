package cases

import (
	"slices"
	"strings"
	"testing"
)

// A deputy with dates has the roles of the one who is away while the dates run, and not a day longer.
func TestDeputyWithDates(t *testing.T) {
	o := organisation(t)
	o.People[4].Deputy, o.People[4].DeputyFrom, o.People[4].DeputyUntil = "regio", date(t, "2026-11-02"), date(t, "2026-11-13")
	o.People[1].DeputyUntil = date(t, "2026-11-06") // Joke's deputy is kwaliteit; it began some day before
	for on, want := range map[string][]string{
		"2026-11-01": {"directeur"}, "2026-11-02": {"regio", "directeur"}, "2026-11-13": {"regio", "directeur"}, "2026-11-14": {"directeur"},
	} {
		var got []string
		for _, p := range o.On(date(t, on)).With(Director) {
			got = append(got, p.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: directors %q", on, got)
		}
	}
	c := Case{Ref: "KLP-2026-0001", Handler: "jansen", Visible: true}
	for on, want := range map[string]int{"2026-11-06": 2, "2026-11-07": 1} {
		if got := o.On(date(t, on)).who(Handler, c, Measure{}); len(got) != want {
			t.Errorf("%s: %d people for the handler", on, len(got))
		}
	}
	if len(o.With(Director)) != 1 || o.People[3].Has(Director) {
		t.Error("the roster itself changed")
	}
}

// Who is away and whose deputy is away too is stood in for by the deputy's deputy; two who name each other end there.
func TestDeputyOfTheDeputy(t *testing.T) {
	o := organisation(t)
	from := date(t, "2026-11-02")
	o.People[4].Deputy, o.People[4].DeputyFrom = "regio", from
	o.People[3].Deputy, o.People[3].DeputyFrom = "bakker", from
	o.People[2].Deputy, o.People[2].DeputyFrom = "directeur", from
	on := o.On(from)
	for _, id := range []string{"regio", "bakker", "directeur"} {
		if p, _ := on.Person(id); !p.Has(Director) || !p.Has(Regional) || !p.Has(Manager) {
			t.Errorf("%s has %v", id, p.Roles)
		}
	}
}

// Whoever left is known by name, reads nothing, does nothing, is named for nothing, and whose case it was is the
// registrar's.
func TestWhoLeft(t *testing.T) {
	w := newWorld(t)
	const ref = Ref("KLP-2026-0001")
	w.mail(complaint(), "")
	w.command("kwaliteit", "", ref, cmd("locatie", "De Messenmaker"), cmd("toewijzen", "jansen"))
	w.accept()
	w.sent()
	w.o.People[1].Left = date(t, "2026-11-03")
	w.o = w.o.On(date(t, "2026-11-02")) // the last day
	w.command("jansen", "Ik bel morgen.", ref, cmd("notitie"))
	if got := w.sent(); !slices.Equal(got, []string{"transcript jansen"}) {
		t.Errorf("on the last day: %q", got)
	}
	w.o = w.o.On(date(t, "2026-11-03"))
	w.mail(Mail{Kind: KindReply, From: "ouder@post.example", Text: "En?"}, ref)
	if got := w.sent(); !slices.Equal(got, []string{"parent-wrote kwaliteit"}) {
		t.Errorf("the parent's mail: %q", got)
	}
	before := w.cases[ref].Seq
	w.command("jansen", "Sluit maar.", ref, cmd("bericht"), cmd("ernstig"))
	if got := strings.Join(w.sent(), " "); strings.Contains(got, "parent") || w.cases[ref].Seq != before {
		t.Errorf("somebody who left did something: %s", got)
	}
	w.command("kwaliteit", "", ref, cmd("toewijzen", "jansen"))
	if got := w.sent(); !slices.Equal(got, []string{"refused kwaliteit"}) {
		t.Errorf("named as handler: %q", got)
	}
	if d := w.o.Digest(w.o.People[1], Book{Cases: []Case{w.cases[ref]}}, date(t, "2026-11-03")); len(d.Open) != 0 {
		t.Error("reads an overview")
	}
}

// An absence notice of the handler offers the deputy to the registrar, once for each date, and moves nothing.
func TestAbsenceOfTheHandler(t *testing.T) {
	w := newWorld(t)
	const ref = Ref("KLP-2026-0001")
	w.mail(complaint(), "")
	w.command("kwaliteit", "", ref, cmd("locatie", "De Messenmaker"), cmd("toewijzen", "jansen"))
	w.accept()
	w.sent()
	for _, v := range []struct{ from, back, want string }{
		{"j.jansen@kluppluz.example", "2026-11-20", "alert kwaliteit"},
		{"j.jansen@kluppluz.example", "2026-11-20", ""}, // once
		{"j.jansen@kluppluz.example", "2026-11-27", "alert kwaliteit"},
		{"j.jansen@kluppluz.example", "2026-11-01", ""}, // is back
		{"j.jansen@kluppluz.example", "", ""},
		{"a.bakker@kluppluz.example", "2026-11-20", ""}, // handles it not
		{"ouder@post.example", "2026-11-20", "parent-wrote jansen"},
	} {
		before := w.cases[ref]
		w.mail(Mail{Kind: KindAutoReply, From: v.from, Back: date(t, v.back)}, ref)
		if got := strings.Join(w.sent(), " "); got != v.want {
			t.Errorf("%s back on %s: %q, want %q", v.from, v.back, got, v.want)
		}
		if after := w.cases[ref]; after.Handler != before.Handler || after.Due != before.Due || after.State != before.State {
			t.Errorf("%s back on %s changed the case", v.from, v.back)
		}
	}
}
