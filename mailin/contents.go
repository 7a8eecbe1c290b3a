package mailin

import (
	"regexp"
	"strings"
	"time"
)

// contents gives what a mail holds besides its text, as text: what is only attached counts where there is no other
// text (alone), digests and invitations always.
func (p *pass) contents(n *node, alone bool) string {
	var all []string
	for _, s := range p.gatherContents(n, alone, nil) {
		if s = strings.TrimSpace(s); s != "" {
			all = append(all, s)
		}
	}
	s := strings.Join(all, "\n\n")
	if len(s) > p.lim.Text {
		p.defect("text-cut")
		s = strings.ToValidUTF8(s[:p.lim.Text], "")
	}
	return s
}

func (p *pass) gatherContents(n *node, alone bool, list []string) []string {
	switch {
	case n == nil:
	case n.inner != nil:
		if alone || n.digest {
			list = append(list, p.enclosedText(n.inner))
		}
	case calendars[n.kind]:
		if alone || !n.attached {
			list = append(list, calendarText(p.charset(n)))
		}
	case vcards[n.kind] && alone:
		list = append(list, vcardText(p.charset(n)))
	case strings.Contains(n.kind, "rtf") && alone:
		text, _ := readRTF(n.text, p.lim.Text)
		list = append(list, tidy(clean(text)))
	case n.kind == "text/enriched" && alone:
		list = append(list, enrichedText(p.charset(n)))
	case (n.report || otherText(n.kind)) && alone:
		list = append(list, tidy(clean(p.charset(n))))
	}
	for _, kid := range n.kids {
		list = p.gatherContents(kid, alone, list)
	}
	return list
}

// enrichedText takes the commands out of enriched text (RFC 1896), where a single line end is a blank.
func enrichedText(s string) string {
	s = enrichedParam.ReplaceAllString(clean(s), "")
	s = strings.ReplaceAll(enrichedCommand.ReplaceAllString(s, ""), "<<", "<")
	return tidy(lineEnds.ReplaceAllStringFunc(s, func(ends string) string {
		if len(ends) == 1 {
			return " "
		}
		return ends[1:]
	}))
}

var (
	enrichedParam   = regexp.MustCompile(`(?i)<param>[^<]*</param>`)
	enrichedCommand = regexp.MustCompile(`</?[A-Za-z][A-Za-z0-9-]{0,60}>`)
	lineEnds        = regexp.MustCompile(`\n+`)
)

// enclosedText shows an attached message as mail programs show a forwarded one.
func (p *pass) enclosedText(l *letter) string {
	var b strings.Builder
	for _, f := range []struct{ label, value string }{
		{"Van", p.shown(first(l.fields, "From"))},
		{"Verzonden", shownDate(first(l.fields, "Date"))},
		{"Aan", p.shown(first(l.fields, "To"))},
		{"Onderwerp", p.text(first(l.fields, "Subject"))},
	} {
		if f.value != "" {
			b.WriteString(f.label + ": " + f.value + "\n")
		}
	}
	text := unmark(p.readable(l.root).text)
	return b.String() + "\n" + strings.TrimSpace(text+"\n\n"+p.contents(l.root, strings.TrimSpace(text) == ""))
}

// maxShownPeople is how many receivers are shown of an attached message.
const maxShownPeople = 10

func (p *pass) shown(field string) string {
	var people []string
	list, _ := p.addresses(field)
	for _, a := range list[:min(len(list), maxShownPeople)] {
		people = append(people, strings.TrimSpace(a.Name+" <"+a.Addr+">"))
	}
	return strings.Join(people, ", ")
}

func shownDate(field string) string {
	if t := parseDate(field); !t.IsZero() {
		return t.Format(time.RFC1123Z)
	}
	return oneLine(field)
}
