package cases

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// seriousWorld has a serious case of which nobody decided who handles it; regio is the director's deputy, without dates.
func seriousWorld(t *testing.T, more ...Command) *world {
	w := newWorld(t)
	w.o.People[4].Deputy = "regio"
	w.o.People[3].Regions = nil
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, append([]Command{cmd("ernstig")}, more...)...)
	w.accept()
	w.sent()
	return w
}

// A serious case does not wait for one person: the director's deputy is reminded of it too, and may decide.
func TestDeputyOfTheDirector(t *testing.T) {
	w := seriousWorld(t)
	w.tick(w.at(3, 8))
	w.expect("reminder directeur", "reminder regio")
	d := w.command("regio", "", first, cmd("toewijzen", "jansen"))
	w.expect("assigned jansen", "confirmation parent", "transcript regio")
	if c := w.cases[first]; c.Handler != "jansen" || !c.Decided {
		t.Errorf("handled by %q, decided %v: %+v", c.Handler, c.Decided, d)
	}
	w.refused(w.command("regio", "", first, cmd("ernstig", "nee")), RefuseDirector)
}

// What is no serious case is none of the deputy's, and a complaint about the director or about the deputy neither.
func TestDeputyOfTheDirectorKnowsNoMore(t *testing.T) {
	w := newWorld(t)
	w.o.People[4].Deputy, w.o.People[3].Regions = "regio", nil
	w.mail(complaint(), "")
	w.sent()
	w.tick(w.at(6, 8))
	if got := w.sent(); slices.Contains(got, "reminder regio") {
		t.Errorf("of an ordinary case: %q", got)
	}
	w.refused(w.command("regio", "", first, cmd("stand")), RefuseNoCase)
	for _, about := range []string{"directeur", "regio"} {
		w := seriousWorld(t, cmd("vertrouwelijk", about))
		for day := range 10 {
			w.tick(w.at(day, 8))
		}
		if got := strings.Join(w.sent(), " "); strings.Contains(got, "regio") {
			t.Errorf("about %s: %s", about, got)
		}
		w.refused(w.command("regio", "", first, cmd("toewijzen", "jansen")), RefuseNoCase)
	}
}

// One with dates has the role while they run, and no more before and after.
func TestDatedDeputyOfTheDirector(t *testing.T) {
	w := seriousWorld(t)
	w.o.People[4].DeputyFrom, w.o.People[4].DeputyUntil = date(t, "2026-11-10"), date(t, "2026-11-12")
	all := w.o
	w.o = all.On(w.o.Today(w.now))
	w.tick(w.at(3, 8))
	w.expect("reminder directeur")
	w.now = w.now.Add(8 * 24 * time.Hour)
	w.o = all.On(date(t, "2026-11-11"))
	w.command("regio", "", first, cmd("toewijzen", "jansen"))
	w.expect("assigned jansen", "confirmation parent", "transcript regio")
}
