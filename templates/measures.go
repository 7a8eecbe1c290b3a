package templates

import (
	"regexp"
	"slices"
	"strings"

	"complaintsd/cases"
)

// The words of a measure stand in the mail that recorded it: all of it, or, where the mail says more (the reasons of a
// judgement, other measures), the line that begins with `maatregel:`, the first one for the first measure of that mail.

// Measure is a measure as a letter tells it.
type Measure struct {
	Number                        int
	Words, Date, Done, Owner, Due string
	Council                       string // ", de oudercommissie moet gehoord worden", for staff; "" when it need not
	Days                          int
	Above                         bool // its words are no others than those of the judgement or of the letter
}

// Measures are those of the case. For a parent each has words: it stands apart, or it says where it stands.
func (p *page) Measures() []Measure {
	var found []Measure
	above := 0
	for _, m := range p.c.Measures {
		v := p.measure(m)
		found = append(found, v)
		if v.Above {
			above++
		}
	}
	for i := range found {
		if p.n.Parent {
			found[i].Words = p.forParent(found[i], above)
		}
	}
	return found
}

func (p *page) measure(m cases.Measure) Measure {
	owner, _ := p.o.Person(m.Owner)
	v := Measure{
		Number: m.Number, Date: p.date(m.Date), Done: p.date(m.Done), Owner: owner.Name,
		Days: p.today().Days(m.Date), Due: left(p.today().Days(m.Date)),
	}
	if m.Parent {
		v.Council = ", de oudercommissie moet gehoord worden"
	}
	text := p.behind(m.Mail)
	own, rest := measureLines(text)
	if n := p.place(m); n < len(own) {
		rest = own[n]
	} else {
		said := m.Mail == p.c.Judgement.Mail || p.c.CloseAsk != nil && m.Mail == p.c.CloseAsk.Mail || same(text, p.n.Text)
		v.Above = rest != "" && said
	}
	v.Words = strings.TrimRight(strings.Join(strings.Fields(rest), " "), ".")
	return v
}

// place is how many measures of the same mail come before this one.
func (p *page) place(m cases.Measure) int {
	n := 0
	for _, o := range p.c.Measures {
		if o.Mail == m.Mail && o.Number < m.Number {
			n++
		}
	}
	return n
}

// forParent are the words for a letter, of which so many measures refer to what stands above them.
func (p *page) forParent(m Measure, above int) string {
	say := measureWords[p.language]
	switch {
	case !m.Above && m.Words != "":
		return m.Words
	case !m.Above:
		return say.none
	case above > 1:
		return say.part
	case m.Date == "" && m.Done == "":
		return say.undated
	}
	return say.above
}

// measureWords say what a number would not: a parent knows none.
var measureWords = map[cases.Language]struct{ above, part, undated, none string }{
	cases.Dutch: {
		"wat we hierboven schrijven", "een deel van wat we hierboven schrijven", "we doen wat we hierboven schrijven", "we doen hier iets aan",
	},
	cases.English: {
		"what we describe above", "part of what we describe above", "we do what we describe above", "we are doing something about this",
	},
}

var measureLabel = regexp.MustCompile(`(?i)^[\s*•-]*(?:maatregel|measure)(?:[\s\x{a0}]+\d+)?[\s\x{a0}]*:(.*)$`)

// measureLines takes the words out of a mail that stand behind `maatregel:`, up to an empty line or the next of them.
func measureLines(text string) (own []string, rest string) {
	var others []string
	inside := false
	for _, line := range strings.Split(text, "\n") {
		label := measureLabel.FindStringSubmatch(line)
		switch {
		case label != nil:
			own, inside = append(own, strings.TrimSpace(label[1])), true
		case strings.TrimSpace(line) == "":
			others, inside = append(others, line), false
		case inside:
			own[len(own)-1] = strings.TrimSpace(own[len(own)-1] + " " + strings.TrimSpace(line))
		default:
			others = append(others, line)
		}
	}
	var said []string
	for _, words := range own {
		if words != "" {
			said = append(said, words)
		}
	}
	return said, strings.TrimSpace(strings.Join(others, "\n"))
}

// besideMeasures are the words of a mail without those of its measures.
func (p *page) besideMeasures(mail string) string {
	if slices.ContainsFunc(p.c.Measures, func(m cases.Measure) bool { return m.Mail == mail }) {
		return beside(p.behind(mail))
	}
	return p.behind(mail)
}

// howSaid tells whoever just recorded a measure where a parent will read of it, when that is not on its own.
func (p *page) howSaid(e cases.Entry) string {
	if p.n.Mail == nil || e.Facts.Mail != p.n.Mail.ID || e.Facts.Mail == "" {
		return ""
	}
	for _, m := range p.c.Measures {
		if m.Mail == e.Facts.Mail && m.Number > e.Facts.Number { // it is said once, behind the last of them
			return ""
		}
	}
	own, _ := measureLines(p.n.Mail.Text)
	switch {
	case p.n.Mail.Text == "":
		return " Je mail had geen tekst. De ouder leest dan niet wat jullie gaan doen. Neem de mail terug en stuur hem opnieuw, met de maatregel in de tekst."
	case len(own) == 0 && p.c.Judgement.Mail == e.Facts.Mail:
		return " De brief aan de ouder verwijst dan naar je uitleg bij het oordeel. Moet er apart staan wat jullie gaan doen? Neem de mail terug en stuur hem opnieuw, met een regel die begint met “maatregel:”."
	}
	return ""
}

// beside is what a mail says besides its measures; all of it, when that is nothing.
func beside(text string) string {
	if own, rest := measureLines(text); len(own) > 0 && rest != "" {
		return rest
	}
	return text
}
