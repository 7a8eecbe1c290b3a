package templates

import "strings"

// foot is the lines below every letter: who sends it, and how to reach them.
func foot(p *page) []string {
	lines := []string{p.o.Name}
	if p.o.Department != "" && p.o.Department != p.o.Name {
		lines[0] += ", " + strings.TrimPrefix(strings.TrimPrefix(p.Department(), "de "), "the ")
	}
	var reach []string
	for _, s := range []string{p.Phone(), p.Site(strings.TrimPrefix(strings.TrimPrefix(p.o.Website, "https://"), "http://"), p.o.Website)} {
		if s != "" {
			reach = append(reach, s)
		}
	}
	return append(lines, strings.Join(reach, " · "))
}

// plainFoot begins with the mark of a signature (RFC 3676 section 4.3), so that an answer leaves it out.
func plainFoot(p *page) string {
	var b strings.Builder
	b.WriteString("\n-- \n")
	for _, l := range foot(p) {
		if l != "" {
			b.WriteString(inline(l) + "\n")
		}
	}
	return b.String()
}

func htmlFoot(p *page) string {
	var lines []string
	for _, l := range foot(p) {
		if l != "" {
			lines = append(lines, rich(l))
		}
	}
	return strings.Join(lines, "<br>")
}
