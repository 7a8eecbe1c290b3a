package templates

import (
	"fmt"
	"strings"

	"complaintsd/cases"
)

// relievedText is what somebody reads who handled a case until it was given to a colleague. It goes as the kind of notice
// that gave it.
const relievedText cases.NoticeKind = "relieved"

// tellAssigned names who handles the case, and who hears that it is somebody else's now.
func tellAssigned(p *page, e cases.Entry) string {
	said := "Behandelaar: " + p.name(e.Facts.Person) + "."
	var names []string
	for _, q := range p.o.Relieved(p.c, e) {
		names = append(names, q.Name)
	}
	switch len(names) {
	case 0:
		return said
	case 1:
		return said + " " + names[0] + " krijgt bericht."
	}
	return said + " " + joinedNames(names) + " krijgen bericht."
}

// HandlerReach says how a colleague reaches the handler: by telephone, when there is a number, and by mail.
func (p *page) HandlerReach() string {
	h := p.Handler()
	if h.Phone == "" {
		return "Mail dan even naar " + h.Address + "."
	}
	return "Bel of mail dan even: " + p.Call(h.Phone) + ", " + h.Address + "."
}

// Kept are the measures and agreements that stay with the reader, whoever handles the case.
func (p *page) Kept() []string {
	var lines []string
	for _, m := range p.c.Measures {
		if m.Owner == p.n.To.ID && m.Done.IsZero() {
			v := p.measure(m)
			lines = append(lines, strings.TrimSuffix(fmt.Sprintf("Maatregel %d, %s: %s", m.Number, measureState(v), v.Words), ": ")+".")
		}
	}
	for _, a := range p.c.Agreements {
		if a.Owner == p.n.To.ID && a.Done.IsZero() {
			lines = append(lines, fmt.Sprintf("Afspraak %d, %s.", a.Number, orWord(p.date(a.Date), "zonder datum")))
		}
	}
	return lines
}
