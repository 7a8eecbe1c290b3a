package cases

import (
	"slices"
	"strings"
	"testing"
)

// handedOver are the ids of those who hear that they need not handle the case any more.
func handedOver(w *world) (found []string) {
	for _, n := range w.letters {
		if n.Relieved && len(n.TakenBack) == 0 {
			found = append(found, n.To.ID)
		}
	}
	w.letters = nil
	return found
}

// given plays a complaint that bakker handles, and of which the parent knows that.
func given(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("locatie", "Morel"), cmd("toewijzen", "bakker"))
	w.accept()
	w.letters = nil
	return w
}

// Who handled a case hears that somebody else does now: nobody who did it himself, who left, who acts for the new
// handler, or who must not read of the case.
func TestWhoHearsThatACaseWasHandedOver(t *testing.T) {
	days := func(w *world, id, deputy string) {
		for i, p := range w.o.People {
			if p.ID == id {
				w.o.People[i].Deputy, w.o.People[i].DeputyFrom, w.o.People[i].DeputyUntil = deputy, w.o.Today(w.now), w.o.Today(w.now).Add(5)
			}
		}
		w.o = w.o.On(w.o.Today(w.now))
	}
	for name, v := range map[string]struct {
		before func(*world)
		who    string
		do     []Command
		want   []string
	}{
		"by the registrar":          {nil, "kwaliteit", []Command{cmd("toewijzen", "regio")}, []string{"bakker"}},
		"within the hold":           {func(w *world) { w.command("kwaliteit", "", first, cmd("toewijzen", "jansen")) }, "kwaliteit", []Command{cmd("toewijzen", "regio")}, []string{"jansen"}},
		"the same once more":        {nil, "kwaliteit", []Command{cmd("toewijzen", "bakker")}, nil},
		"the registrar had it":      {func(w *world) { w.command("kwaliteit", "", first, cmd("toewijzen", "kwaliteit")) }, "directeur", []Command{cmd("toewijzen", "regio")}, []string{"kwaliteit"}},
		"by the one who had it":     {func(w *world) { w.command("kwaliteit", "", first, cmd("toewijzen", "kwaliteit")) }, "kwaliteit", []Command{cmd("toewijzen", "regio")}, nil},
		"nobody had it":             {func(w *world) { w.command("kwaliteit", "", first, cmd("vertrouwelijk", "bakker")) }, "kwaliteit", []Command{cmd("toewijzen", "regio")}, nil},
		"complained about, at once": {nil, "kwaliteit", []Command{cmd("toewijzen", "regio"), cmd("vertrouwelijk", "bakker")}, nil},
		"he left": {func(w *world) {
			w.o.People[2].Left = w.o.Today(w.now)
			w.o = w.o.On(w.o.Today(w.now))
		}, "kwaliteit", []Command{cmd("toewijzen", "regio")}, nil},
		"who acts for the new handler":   {func(w *world) { days(w, "regio", "bakker") }, "kwaliteit", []Command{cmd("toewijzen", "regio")}, nil},
		"who is away, and who stands in": {func(w *world) { days(w, "bakker", "jansen") }, "kwaliteit", []Command{cmd("toewijzen", "regio")}, []string{"bakker", "jansen"}},
		"the stand-in gets it":           {func(w *world) { days(w, "bakker", "jansen") }, "kwaliteit", []Command{cmd("toewijzen", "jansen")}, []string{"bakker"}},
		"refused with another word":      {nil, "kwaliteit", []Command{cmd("toewijzen", "regio"), cmd("locatie", "Nergens")}, nil},
		"the director decides":           {func(w *world) { w.command("kwaliteit", "", first, cmd("ernstig")) }, "directeur", []Command{cmd("toewijzen", "directeur")}, []string{"bakker"}},
	} {
		w := given(t)
		if v.before != nil {
			v.before(w)
		}
		w.letters = nil
		w.command(v.who, "", first, v.do...)
		if got := handedOver(w); !slices.Equal(got, v.want) {
			t.Errorf("%s: %q hear of it, want %q", name, got, v.want)
		}
	}
}

// Taken back, the one who handles it again hears that, once, and is not told a second time that it is somebody else's.
func TestHandedOverIsTakenBack(t *testing.T) {
	w := given(t)
	w.command("kwaliteit", "", first, cmd("toewijzen", "regio"))
	w.expect("assigned regio", "assigned bakker", "confirmation parent", "transcript kwaliteit")
	w.command("kwaliteit", "", first, cmd("ongedaan"))
	w.expect("assigned regio", "assigned bakker", "transcript kwaliteit")
	if got := w.cases[first].Handler; got != "bakker" {
		t.Errorf("the handler is %q", got)
	}
	w.command("kwaliteit", "", first, cmd("toewijzen", "jansen"))
	if got := handedOver(w); !slices.Equal(got, []string{"bakker"}) {
		t.Errorf("%q hear of the next one", got)
	}
}

// A case that comes back to its handler because the other one's mails do not count any more is told as well.
func TestHandedBackByAComplaintAboutTheAuthor(t *testing.T) {
	w := given(t)
	w.o.People = append(w.o.People, Person{ID: "tweede", Address: "tweede@kluppluz.example", Roles: []Role{Registrar}})
	w.command("tweede", "", first, cmd("toewijzen", "regio"))
	w.letters = nil
	w.command("kwaliteit", "", first, cmd("vertrouwelijk", "tweede"))
	if got := w.sent(); !slices.Contains(got, "assigned bakker") || w.cases[first].Handler != "bakker" {
		t.Errorf("handler %s; sent %q", w.cases[first].Handler, got)
	}
}

// Reminders go to who handles the case now.
func TestRemindersFollowTheHandler(t *testing.T) {
	w := given(t)
	w.command("kwaliteit", "", first, cmd("toewijzen", "regio"))
	w.accept()
	w.letters = nil
	for day := 3; day < 24; day++ {
		w.tick(w.at(day, 9))
	}
	for _, s := range w.sent() {
		if strings.HasSuffix(s, " bakker") {
			t.Errorf("he still gets: %s", s)
		}
	}
}
