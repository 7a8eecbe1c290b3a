package cases

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestSameWords(t *testing.T) {
	const story = "Bij het ophalen weet niemand hoe de dag was. Dat is nu al drie weken zo. Ik wil graag dat iemand mij belt."
	for name, c := range map[string]struct {
		a, b string
		want bool
	}{
		"the same":               {story, story, true},
		"other line breaks":      {story, strings.ReplaceAll(story, ". ", ".\r\n\r\n"), true},
		"with greetings":         {story, "Beste mensen,\n\n" + story + "\n\nGroet, Sanne", true},
		"as a form":              {"Naam: Sanne\nE-mail: s@x.example\nBericht: " + story, story, true},
		"a word mended":          {story, strings.Replace(story, "nu al", "inmiddels al", 1), true},
		"another complaint":      {story, "Het hek bij de ingang staat elke ochtend open. Dat is gevaarlijk voor de kleintjes op de groep.", false},
		"the same greeting only": {"Beste mensen, graag bel ik u.", "Beste mensen, het hek stond open.", false},
		"short and the same":     {"Het hek stond weer open vandaag.", "Het hek stond weer open, vandaag!", true},
		"too short to tell":      {"Klacht", "Klacht", false},
		"nothing":                {"", "", false},
	} {
		if sameWords(c.a, c.b) != c.want || sameWords(c.b, c.a) != c.want {
			t.Errorf("%s: %v", name, !c.want)
		}
	}
}

// Who must not read of the other case learns nothing of it, and neither does anybody but the registrar.
func TestNearCasesAreForWhoMayKnow(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.sent()
	earlier := w.cases[first]
	var told []string
	near := func(c Case) []Near {
		m := complaint()
		m.ID, m.Arrived = "tweede", w.now.Add(10*time.Minute)
		b := w.next
		b.Near, b.Texts = []Case{c}, map[string]string{}
		d := Apply(w.o, b, Event{At: m.Arrived, Org: "KLP", Mail: &m})
		var found []Near
		for _, n := range d.Steps[0].Notices {
			if n.Kind == NewCase {
				found, told = append(found, n.Near...), append(told, n.To.ID)
			}
		}
		return found
	}
	if got := near(earlier); !slices.Equal(got, []Near{{Ref: first, Same: true, May: true}}) {
		t.Errorf("offered: %v", got)
	}
	hidden := earlier
	hidden.Restricted, told = []string{"kwaliteit"}, nil
	if got := near(hidden); len(got) > 0 || !slices.Equal(told, []string{"directeur"}) { // the same words once more
		t.Errorf("of a case about the registrar %v hears, with %v", told, got)
	}
	closed := earlier
	closed.State, closed.Arrived = Closed, earlier.Arrived.Add(-48*time.Hour)
	if got := near(closed); len(got) > 0 {
		t.Errorf("a case that was closed is hinted at: %v", got)
	}
	merged := earlier
	merged.State = Merged
	if got := near(merged); len(got) > 0 {
		t.Errorf("a merged case is offered: %v", got)
	}
}
