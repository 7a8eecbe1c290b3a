package templates

import "strings"

// foot is the lines below every letter: who sends it, and how to reach them.
func foot(p *page) []string {
	who := p.o.Name
	if p.o.Department != "" && p.o.Department != p.o.Name {
		who += ", " + strings.TrimPrefix(strings.TrimPrefix(p.Department(), "de "), "the ")
	}
	phone := p.Phone()
	site := p.Site(bareSite(p.o.Website), p.o.Website)
	switch {
	case phone == "" && site == "":
		return []string{who}
	case phone != "" && site != "":
		phone += " · "
	}
	return []string{who, phone + site}
}

// plainFoot begins with the mark of a signature (RFC 3676 section 4.3), so that an answer leaves it out.
func plainFoot(b *strings.Builder, p *page) {
	b.WriteString("\n-- \n")
	for _, l := range foot(p) {
		b.WriteString(inline(l))
		b.WriteByte('\n')
	}
}

func (h *canvas) foot(p *page) {
	for i, l := range foot(p) {
		if i > 0 {
			h.WriteString("<br>")
		}
		h.rich(l)
	}
}
