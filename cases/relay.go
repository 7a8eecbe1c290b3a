package cases

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// staffBeside are the people of the roster to whom a parent's mail went as well.
func (t *turn) staffBeside() []Person {
	var found []Person
	for _, a := range t.e.Mail.Copied {
		if p, ok := t.o.PersonAt(a); ok && !p.Has(Registrar) {
			found = append(found, p)
		}
	}
	return found
}

// listeners are who reads what the parent wrote: the handler, and the registrar as well when the parent wrote to staff
// beside us (invariant 5: they never share one message), or asks to withdraw, which is the registrar's to do.
func (t *turn) listeners() []Person {
	people := t.readers()
	beside, ending := t.staffBeside(), t.c.State.Open() && t.e.Mail.AsksToWithdraw()
	if len(beside) > 0 {
		t.write(EntryHint, ActorMail, Facts{Mail: t.e.Mail.ID, Person: beside[0].ID, Reason: "de ouder schreef ook aan een medewerker"}, nil)
	}
	if ending {
		t.write(EntryHint, ActorMail, Facts{Mail: t.e.Mail.ID, Reason: "de ouder wil de klacht misschien intrekken"}, nil)
	}
	if len(beside) > 0 || ending {
		people = append(slices.Clone(people), t.o.who(Registrar, t.c, Measure{})...)
	}
	return people
}

// besideParent tells the registrar that a colleague wrote to the parent beside us: what the parent read is not what we
// send, and stands in no letter.
func (t *turn) besideParent() {
	parent := t.c.Complainant.Email
	if parent == "" || !slices.Contains(t.e.Mail.Copied, parent) {
		return
	}
	t.write(EntryHint, ActorMail, Facts{Mail: t.e.Mail.ID, Person: t.actor.ID, Reason: "een medewerker schreef ook aan de ouder"}, nil)
	t.tell(Alert, t.o.who(Registrar, t.c, Measure{}), func(n *Notice) {
		n.Title = "Een mail ging ook rechtstreeks naar de ouder"
		n.Reason = fmt.Sprintf("%s schreef over %s en zette de ouder erbij, als ontvanger of in de cc. De ouder las dus ook het onderwerp en de tekst van die mail. Wij stuurden hem niet. Vraag %s om de ouder voortaan alleen via de klachtenmailbox te schrijven, met het woord [bericht].",
			t.actor.Name, t.c.Ref, t.actor.First())
	})
}

var (
	withdraws = regexp.MustCompile(`(?i)\b(?:trek(?:ken)?\b.{0,40}\b(?:klacht|melding|klantreactie|reactie)\b.{0,30}\bin\b|` +
		`(?:klacht|melding|klantreactie|reactie)\b.{0,40}\b(?:intrekken|in te trekken|ingetrokken|in trekken)\b|` +
		`(?:intrekken|in te trekken|intrekking)\b.{0,40}\b(?:klacht|melding|klantreactie|reactie)\b|` +
		`withdraw(?:ing|al of)?\b.{0,30}\bcomplaint\b|complaint\b.{0,30}\bwithdrawn\b)`)
	notAtAll = regexp.MustCompile(`(?i)\b(?:niet|nooit|geen|not|never)\b`)
)

// AsksToWithdraw tells that a parent's mail seems to ask that the complaint be withdrawn: by a word in brackets, or in
// own words. It is only proposed to the registrar.
func (m *Mail) AsksToWithdraw() bool {
	for _, c := range m.Commands {
		if w, ok := FindWord(c.Word); ok && w.Name == "intrekken" {
			return true
		}
	}
	if text := strings.ToLower(m.Text); !strings.Contains(text, "trek") && !strings.Contains(text, "trokken") && !strings.Contains(text, "withdr") {
		return false // as most mails: the pattern is long
	}
	said := withdraws.FindString(strings.Join(strings.Fields(m.Text), " "))
	return said != "" && !notAtAll.MatchString(said)
}
