package templates

import (
	"cmp"

	"complaintsd/cases"
)

// Choices are what the registrar can do for a parent who is not satisfied: talk, do something about it, or show the
// way to somebody outside.
func (p *page) Choices() []string {
	if !p.c.Satisfied.No() || !p.Is(string(cases.Registrar)) {
		return nil
	}
	var found []string
	if phone := p.c.Complainant.Phone; phone != "" {
		found = append(found, "Praat met de ouder. Bel: "+p.Call(phone)+".")
	}
	if !p.Open() {
		return append(found, p.Choice("Open de zaak weer en schrijf de ouder waarom", "heropenen"))
	}
	if phone := p.c.Complainant.Phone; phone == "" && p.c.Complainant.Email != "" {
		found = append(found, p.Choice("Praat met de ouder. Vraag wanneer je kunt bellen", "bericht"))
	}
	found = append(found, p.Choice("Doe een ander voorstel", "voorstel"))
	if len(p.o.ReferralsFor(p.regime())) == 0 {
		return found
	}
	return append(found,
		link("Wijs de ouder de weg naar buiten", mailtoBody(p.o.Address, p.tag()+" [bericht]", p.outside())+string(markAlt)+"[bericht]"),
	)
}

// outside is what the registrar may write of those outside to whom the parent can go.
func (p *page) outside() string {
	s := "Je bent niet tevreden. Dat vinden we jammer. Je kunt ook naar een ander gaan:\n"
	if tone(p.o) == cases.U {
		s = "U bent niet tevreden. Dat vinden we jammer. U kunt ook naar een ander gaan:\n"
	}
	if p.speaks() == cases.English {
		s = "You are not satisfied. We are sorry about that. You can also go to somebody else:\n"
	}
	for _, r := range p.o.ReferralsFor(p.regime()) {
		s += "- " + r.Name
		if how := cmp.Or(r.Website, r.Phone, r.Mail); how != "" {
			s += ": " + how
		}
		s += "\n"
	}
	return s
}
