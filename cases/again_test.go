package cases

import (
	"slices"
	"testing"
)

// A letter on paper that waits to be posted is made anew when it becomes known where it has to go.
func TestPaperIsMadeAnew(t *testing.T) {
	for what, c := range map[string]struct {
		lines   string
		address string // to which the new letter goes
		same    bool   // nothing is made anew
	}{
		"a postal address": {"adres: Kerkstraat 3, 5701 AA Voorbeeldstad", "", false},
		"a name":           {"naam: K. Vermeer", "", false},
		"a mail address":   {"e-mail: k@post.example", "k@post.example", false},
		"only a telephone": {"telefoon: 0492-555010", "", true},
	} {
		w := newWorld(t)
		w.command("kwaliteit", "Er kwam een brief.", "", cmd("nieuw"))
		ref := NewRef("KLP", 2026, 1)
		w.command("kwaliteit", "", ref, cmd("locatie", "Morel"), cmd("toewijzen", "bakker"))
		w.mail(Mail{ID: "woorden", Kind: KindCommand, Person: "bakker", Proof: ByToken, Text: "Ik bel u.", Commands: []Command{cmd("bericht")}}, ref)
		w.next.Texts = map[string]string{"woorden": "Ik bel u."}
		before := w.cases[ref].Queued
		w.sent()
		d := w.command("kwaliteit", c.lines, ref, cmd("melder"))
		after := w.cases[ref].Queued
		var old, fresh []NoticeKind
		for l, q := range before {
			if _, still := after[l]; still != c.same {
				t.Errorf("%s: letter %d waits still: %v", what, l, still)
			}
			old = append(old, q.Kind)
		}
		for l, q := range after {
			if _, known := before[l]; !known && q.Paper != (c.address == "") {
				t.Errorf("%s: the new letter is on paper: %v", what, q.Paper)
			}
			fresh = append(fresh, q.Kind)
		}
		slices.Sort(old)
		slices.Sort(fresh)
		if !slices.Equal(old, fresh) || len(old) != 2 {
			t.Errorf("%s: %v wait instead of %v", what, fresh, old)
		}
		for _, n := range d.Steps[0].Notices {
			if n.Parent && (n.Address != c.address || n.Kind == Message && n.Text != "Ik bel u.") {
				t.Errorf("%s: %s goes to %q with %q", what, n.Kind, n.Address, n.Text)
			}
		}
	}
}
