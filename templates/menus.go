package templates

import (
	"slices"
	"strings"

	"complaintsd/cases"
)

// maxAssignees is how many names a notice offers for a tap; others can be written by hand.
const maxAssignees = 10

// Assignees are buttons, one for each who may well handle the case: the location's people, and the
// registrars. Nobody who is complained about.
func (p *page) Assignees() []string {
	var buttons []string
	for _, h := range p.plausible() {
		label := "Wijs toe aan " + h.Name
		if h.ID == p.n.To.ID {
			label = "Ik behandel dit zelf"
		} else if note := p.post(h); note != "" {
			label += " (" + note + ")"
		}
		buttons = append(buttons, p.Button(label, "toewijzen "+h.ID))
	}
	return buttons
}

// Away is the name of a handler who is away, and AwayBack the day of return.
func (p *page) Away() string {
	away, _ := p.o.Person(p.n.Away)
	return away.Name
}

// AwayBack is the day on which the handler is there again.
func (p *page) AwayBack() string {
	if p.n.Mail == nil {
		return ""
	}
	return p.date(p.n.Mail.Back)
}

// StandIns are buttons to give the case of somebody who is away to another: the own deputy first.
func (p *page) StandIns() []string {
	away, ok := p.o.Person(p.n.Away)
	if !ok {
		return nil
	}
	var buttons []string
	if d, ok := p.o.Person(away.Deputy); ok && !d.Gone && !slices.Contains(p.c.Restricted, d.ID) {
		buttons = append(buttons, p.Button(d.Name+" neemt het over (vervanger)", "toewijzen "+d.ID))
	}
	for _, h := range p.plausible() {
		if h.ID != away.Deputy {
			buttons = append(buttons, p.Button(h.Name+" neemt het over", "toewijzen "+h.ID))
		}
	}
	return buttons
}

func (p *page) post(h cases.Person) string {
	where := ""
	if p.c.Location == "" && len(h.Locations) == 1 {
		where = h.Locations[0]
	}
	return strings.Trim(h.Title+", "+clean(where), ", ")
}

func (p *page) plausible() []cases.Person {
	l, known := p.o.Location(p.c.Location)
	var near, far []cases.Person
	for _, h := range p.o.People {
		switch {
		case slices.Contains(p.c.Restricted, h.ID), h.ID == p.c.Handler:
		case h.Has(cases.Manager) && (!known || slices.Contains(h.Locations, l.Name)):
			near = append(near, h)
		case h.Has(cases.Regional) && known && slices.Contains(h.Regions, l.Region), h.Has(cases.Registrar), h.ID == p.n.To.ID:
			far = append(far, h)
		}
	}
	all := append(near, far...)
	return all[:min(len(all), maxAssignees)]
}

// Locations are links to say which location it is, while that is unknown.
func (p *page) Locations() []string {
	if p.c.Location != "" {
		return nil
	}
	var found []string
	for _, l := range p.o.Locations {
		found = append(found, p.Choice(l.Name, "locatie "+l.Name))
	}
	return found
}

// Next are the steps that the reader can take now, the likely ones first. A word in capitals is to be filled
// in; sent as it is, it is refused.
func (p *page) Next() []string {
	var found []string
	for _, s := range nextSteps {
		if s.when(p) {
			found = append(found, p.Choice(s.label, s.command))
		}
		if s.command == "afspraak" {
			found = append(found, p.spoken()...)
		}
		if s.command == "splitsen" {
			found = append(found, p.partings()...)
		}
	}
	return found
}

var nextSteps = []struct {
	label, command string
	when           func(*page) bool
}{
	{"Schrijf de ouder een bericht", "bericht", (*page).handling},
	{"Stuur de ouder je voorstel", "voorstel", func(p *page) bool { return p.handling() && p.c.Kept.Propose.IsZero() && p.c.Kind != cases.Compliment }},
	{"Leg een afspraak vast", "afspraak", (*page).handling},
	{"Geef de ouder een nieuwe datum (vul de datum in)", "uitstel DATUM", func(p *page) bool { return p.handling() && p.ProposeBy() != "" }},
	{"Leg een maatregel vast (vul datum en naam in)", "maatregel DATUM NAAM", (*page).handling},
	{"Leg vast dat de ouder de klacht intrekt", "intrekken", (*page).ending},
	{"Geef de klacht door aan een andere organisatie (vul de naam in)", "doorgezonden NAAM", (*page).ending},
	{"Sluit de zaak met een brief aan de ouder", "sluiten", func(p *page) bool {
		return p.mayClose() && p.Open() && p.c.Judgement.Outcome != "" && p.c.CloseAsk == nil
	}},
	{"Akkoord: de sluitingsbrief gaat weg", "akkoord", (*page).mayAgree},
	{"Meld dat de brief op de post is", "verstuurd", func(p *page) bool { return p.Is("registrar") && p.onPaper() }},
	{"De ouder vraagt de directie om opnieuw te kijken: open de zaak daarvoor", "heropenen beroep", (*page).mayAppeal},
	{"Open de zaak weer", "heropenen", func(p *page) bool { return p.Is("registrar") && !p.Open() }},
	{"Maak een tweede zaak (schrijf in de mail waar die over gaat)", "splitsen", func(p *page) bool { return p.Is("registrar") && p.Concerned() }},
	{"Schrijf een notitie voor jezelf en collega’s", "notitie", (*page).Concerned},
	{"Vraag hoe de zaak ervoor staat", "stand", (*page).Concerned},
	{"Lees wat er allemaal kan", "help", func(*page) bool { return true }},
}

// partings are links to take merged cases out again.
func (p *page) partings() []string {
	var found []string
	for _, ref := range p.c.Joined {
		if p.Is("registrar") {
			found = append(found, p.Choice("Haal zaak "+string(ref)+" weer los", "splitsen "+string(ref)))
		}
	}
	return found
}

func (p *page) mayClose() bool {
	return slices.ContainsFunc(p.o.Close, func(r cases.Role) bool {
		return p.n.To.Has(r) || r == cases.Handler && p.n.To.ID == p.c.Handler
	})
}

func (p *page) ending() bool {
	return p.Is("registrar") && p.Open() && p.c.Ref != "" && p.IsComplaint()
}

func (p *page) handling() bool {
	h := p.Handler()
	mine := p.n.To.ID == p.c.Handler || h.Deputy != "" && h.Deputy == p.n.To.ID || p.n.To.Has(cases.Registrar)
	return mine && p.Open() && p.c.Ref != ""
}

// spoken are the steps with a choice of words: the judgement, and what the parent answered.
func (p *page) spoken() []string {
	var found []string
	if j := p.judging(); len(j) > 0 {
		found = append(found, "Leg je oordeel vast: "+strings.Join(j, ", ")+". Schrijf de uitleg in de mail.")
	}
	if s := p.satisfied(); len(s) > 0 {
		found = append(found, "Leg vast wat de ouder vindt, na een telefoontje of een antwoord in eigen woorden: "+strings.Join(s, ", ")+".")
	}
	return found
}

// judging are links to give a judgement, none when that cannot be done now.
func (p *page) judging() []string {
	if !p.handling() && !p.deciding() || !p.IsComplaint() || p.c.Judgement.Outcome != "" {
		return nil
	}
	var found []string
	for _, o := range cases.Outcomes() {
		found = append(found, p.Choice(outcomeWords[o], "oordeel "+o))
	}
	return found
}

// judgingMenu asks for the judgement, with an item for each outcome: five words in a line are hard to tap.
func (p *page) judgingMenu(what string) []string {
	menu := []string{mark(para, "Leg "+what+" vast, en schrijf de uitleg in de mail:")}
	for _, choice := range p.judging() {
		menu = append(menu, mark(item, choice))
	}
	return menu
}

var outcomeWords = map[string]string{
	"gegrond": "gegrond", "deels": "deels gegrond", "ongegrond": "ongegrond", "opgelost": "opgelost", "geen-oordeel": "geen oordeel",
}

// satisfied are links to record what the parent said about the solution and the process, for the registrar.
func (p *page) satisfied() []string {
	s := p.c.Satisfied
	if s.Asked.IsZero() || s.Answered() || !p.Is("registrar") {
		return nil
	}
	var found []string
	for _, a := range []string{"ja", "deels", "nee"} {
		found = append(found, p.Choice("tevreden: "+a, "tevreden "+a+" "+a))
	}
	return found
}
