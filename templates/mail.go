package templates

import (
	"fmt"
	"slices"
	"strings"

	"complaintsd/cases"
)

// fromParent tells whether the mail that caused the notice holds the words of the parent, and not those of
// a colleague who commands.
func (p *page) fromParent() bool {
	m := p.n.Mail
	return m != nil && (m.Person == "" || p.n.Kind == cases.NewCase && m.Kind != cases.KindCommand || p.isNew())
}

// isNew tells that a colleague opened the case with this very mail.
func (p *page) isNew() bool {
	for _, e := range p.entries {
		if e.Kind == cases.EntryOpened {
			return true
		}
	}
	return false
}

// Story is what the parent wrote: in this mail, or in the first one of the case.
func (p *page) Story() string {
	switch {
	case p.fromParent() && p.n.Mail.Kind == cases.KindCommand:
		return cleanText(p.n.Mail.Full) // the first mail of a case is never trimmed
	case p.fromParent():
		return p.n.Mail.Text
	}
	return p.n.Story
}

// Wrote is the heading above the story.
func (p *page) Wrote() string {
	m := p.n.Mail
	if m != nil && p.fromParent() && m.Person != "" {
		if c, ok := p.o.Person(m.Person); ok {
			return "Wat schreef " + c.Name + "?"
		}
	}
	if !p.fromParent() {
		return "Waar gaat het over?" // the first mail may be a colleague's note of a call
	}
	return "Wat schreef de ouder?"
}

// Colleague is the name of who caused the notice with a command, and Says what that mail said.
func (p *page) Colleague() string {
	if p.n.Mail == nil || p.fromParent() {
		return ""
	}
	c, _ := p.o.Person(p.n.Mail.Person)
	return c.Name
}

// Says is what the colleague wrote beside the commands.
func (p *page) Says() string {
	if p.Colleague() == "" || p.Colleague() == p.n.To.Name {
		return ""
	}
	return p.n.Mail.Text
}

// FileNames lists what came with the parent's mail.
func (p *page) FileNames() []string {
	var names []string
	if p.fromParent() {
		for _, f := range p.n.Mail.Files {
			if f.Name != "" {
				names = append(names, fmt.Sprintf("%s (%s%s)", f.Name, size(f.Size), when(f.Dangerous(), "; open dit alleen als je de afzender vertrouwt")))
			}
		}
	}
	return names
}

func size(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d kB", max(1, n>>10))
	}
	return strings.Replace(fmt.Sprintf("%.1f MB", float64(n)/(1<<20)), ".", ",", 1)
}

// Remarks are what a person has to look at before believing the mail.
func (p *page) Remarks() []string {
	m := p.n.Mail
	if m == nil || !p.fromParent() {
		return nil
	}
	found := p.nearby()
	for _, remark := range remarks {
		if s := remark(p, m); s != "" {
			found = append(found, s)
		}
	}
	return found
}

// remarks say each one thing about a mail, or nothing.
var remarks = []func(*page, *cases.Mail) string{
	func(p *page, m *cases.Mail) string {
		return when(m.Hint != "" && p.Is("registrar"), "De mail noemt kenmerk "+string(m.Hint)+". Het is niet zeker dat hij daarbij hoort. Daarom is dit een nieuwe zaak.")
	},
	func(p *page, m *cases.Mail) string {
		if m.FormLocation == "" || p.c.Location != "" {
			return ""
		}
		return "In het formulier staat als locatie: " + p.proposedLocation(m.FormLocation) + "."
	},
	func(p *page, m *cases.Mail) string {
		if m.FormKind == "" || strings.EqualFold(m.FormKind, p.KindWord()) {
			return ""
		}
		return "In het formulier staat als soort: " + p.proposedKind(m.FormKind) + "."
	},
	func(_ *page, m *cases.Mail) string { return sealed[m.Sealed] },
	func(p *page, _ *cases.Mail) string { return p.filing() },
	func(p *page, m *cases.Mail) string { // whoever holds a letter may add to the case, and is not always the parent
		other := m.Kind == cases.KindReply && m.Person == "" && m.From != "" && m.From != p.c.Complainant.Email && p.c.Complainant.Email != ""
		return when(other, "Let op: deze mail kwam van een ander adres dan dat van de ouder: "+clean(m.From)+". Het kan ook iemand anders zijn die een brief van ons heeft. Twijfel je? Bel de ouder eerst. Een bericht van jou gaat naar het adres dat we kennen.")
	},
	func(p *page, m *cases.Mail) string {
		answer := m.AnswerTo != "" && m.Kind == cases.KindComplaint && p.Is("registrar")
		if answer && p.c.Complainant.Email == "" {
			return "De mail vraagt om antwoord op een ander adres: " + m.AnswerTo + ". Is dat het adres van de ouder? Het staat al klaar in de mail waarin je de ouder invult."
		}
		return when(answer, "De mail vraagt om antwoord op een ander adres: "+m.AnswerTo+". Onze brieven gaan daar niet naartoe. Is dat het adres van de ouder? Leg het vast met [melder].")
	},
	func(p *page, m *cases.Mail) string {
		return when(m.Form == nil && cases.Unread(m.From) && p.c.Complainant.Email == "" && m.Sealed == "", "De mail kwam van een adres dat niemand leest: "+m.From+". Daar gaat geen brief naartoe.")
	},
	func(p *page, m *cases.Mail) string {
		names := p.beside(m)
		return when(names != "" && p.Is("registrar"), "De ouder stuurde deze mail ook aan "+names+". Antwoord de ouder alleen via de klachtenmailbox, met [bericht]. Zo komen jullie niet samen in één mail.")
	},
	func(p *page, m *cases.Mail) string {
		if !p.Open() || !m.AsksToWithdraw() {
			return ""
		}
		said := "Het lijkt erop dat de ouder de klacht wil intrekken. "
		if !p.Is("registrar") {
			return said + title(p.Department()) + " kijkt ernaar."
		}
		return said + "Klopt dat? " + p.Choice("Leg vast dat de ouder de klacht intrekt", "intrekken") + ". Twijfel je? Bel de ouder eerst."
	},
	func(_ *page, m *cases.Mail) string {
		return when(m.DMARCBad, "Niet zeker is dat de afzender echt is. De ouder kreeg daarom geen automatisch antwoord.")
	},
	func(_ *page, m *cases.Mail) string {
		return when(len(m.Defects) > 0, "De mail was beschadigd en is zo goed mogelijk gelezen. Kijk zo nodig in de mailbox.")
	},
}

// beside are the names of the colleagues to whom the parent wrote as well.
func (p *page) beside(m *cases.Mail) string {
	var names []string
	for _, a := range m.Copied {
		if q, ok := p.o.PersonAt(a); ok && !q.Has(cases.Registrar) {
			names = append(names, q.Name)
		}
	}
	return strings.Join(names, " en ")
}

func when(holds bool, words string) string {
	if holds {
		return words
	}
	return ""
}

// proposedLocation is what a form says, as a link when it is one of ours. It is proposed, not believed
// (invariant 10).
func (p *page) proposedLocation(name string) string {
	if l, ok := p.o.Location(name); ok {
		return p.Choice(l.Name, "locatie "+l.Name)
	}
	return name
}

func (p *page) proposedKind(word string) string {
	k := strings.ToLower(word)
	if slices.Contains([]string{"klacht", "suggestie", "tip", "compliment"}, k) {
		return p.Choice(k, "soort "+k)
	}
	return word
}
