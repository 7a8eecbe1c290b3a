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
	if p.fromParent() {
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
				names = append(names, fmt.Sprintf("%s (%s)", f.Name, size(f.Size)))
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
	var r []string
	add := func(yes bool, format string, values ...any) {
		if yes {
			r = append(r, fmt.Sprintf(format, values...))
		}
	}
	add(m.Hint != "", "De mail noemt kenmerk %s. Het is niet zeker dat hij daarbij hoort. Daarom is dit een nieuwe zaak.", m.Hint)
	if f := m.Forward; f != nil {
		add(f.From != "", "Een collega stuurde deze mail door. De ouder is waarschijnlijk %s. Klopt dat? %s.", who(f.Name, f.From), p.filledIn(f))
		add(!f.Dated.IsZero(), "%s", p.sentOn(f))
	}
	add(m.FormLocation != "" && p.c.Location == "", "In het formulier staat als locatie: %s.", p.proposedLocation(m.FormLocation))
	add(m.FormKind != "" && !strings.EqualFold(m.FormKind, p.KindWord()), "In het formulier staat als soort: %s.", p.proposedKind(m.FormKind))
	add(m.Kind == cases.KindScan, "Dit is een ingescande brief. Vul zelf in wie hem schreef (%s) en wanneer hij kwam (%s).",
		p.Choice("melder", "melder"), p.Choice("ontvangen", "ontvangen DATUM"))
	add(m.DMARCBad, "Niet zeker is dat de afzender echt is. De ouder kreeg daarom geen automatisch antwoord.")
	add(p.c.Complainant.Email == "" && p.n.Kind == cases.NewCase && m.Kind != cases.KindScan && m.Forward == nil,
		"Er is geen mailadres van de ouder bekend. Vul dat aan met %s, of de brieven gaan per post.", p.Choice("melder", "melder"))
	add(len(m.Defects) > 0, "De mail was beschadigd en is zo goed mogelijk gelezen. Kijk zo nodig in de mailbox.")
	return r
}

func who(name, address string) string {
	if name == "" || name == address {
		return address
	}
	return name + " (" + address + ")"
}

// filledIn is a link that records the parent of a forwarded mail, with the lines that melder takes.
func (p *page) filledIn(f *cases.Origin) string {
	lines := "e-mail: " + f.From
	if f.Name != "" && f.Name != f.From {
		lines = "naam: " + f.Name + "\n" + lines
	}
	return link("Leg deze ouder vast", mailtoBody(p.o.Address, p.tag()+" [melder]", lines)+string(markAlt)+"[melder]")
}

// sentOn offers the date of a forwarded mail as that of receipt: the clock started when a colleague got it.
func (p *page) sentOn(f *cases.Origin) string {
	d := p.o.Today(f.Dated)
	return fmt.Sprintf("De doorgestuurde mail is van %s. Kregen we hem toen? %s.", p.date(d), p.Choice("Neem die datum over", "ontvangen "+d.String()))
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
