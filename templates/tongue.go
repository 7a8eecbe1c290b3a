package templates

import (
	"fmt"

	"complaintsd/cases"
)

// What colleagues write goes into a letter as they wrote it, whatever its language: nothing is translated. Whoever
// writes, or chooses the language, is told so while there is time to mend it.

var tongues = map[cases.Language]string{cases.Dutch: "Nederlands", cases.English: "Engels"}

// foreign is the language of the letters to the parent, when it is another than the organisation's; "" when not.
func (p *page) foreign() string {
	if p.speaks() == p.o.Language {
		return ""
	}
	return tongues[p.speaks()]
}

// tellLanguage says what another language of the letters means for what was written, and for what is to come.
func (p *page) tellLanguage() string {
	said := "Taal van de brieven: " + tongues[p.speaks()] + ". Wat jij en je collega’s schrijven, komt er zo in. Er wordt niets vertaald."
	var parts []string
	if p.c.Judgement.Mail != "" && p.c.Judgement.Outcome != "" {
		parts = append(parts, "de uitleg bij het oordeel")
	}
	for _, m := range p.c.Measures {
		if m.Mail != "" { // of one mail with the judgement as well: its words would stay when the reasons are sent anew
			parts = append(parts, fmt.Sprintf("maatregel %d", m.Number))
		}
	}
	if len(parts) == 0 || !p.Open() {
		return said
	}
	said += " Voor de sluitingsbrief is er al: " + joinedNames(parts) + ". Is dat niet in het " + tongues[p.speaks()] + "?"
	if parts[0] == "de uitleg bij het oordeel" {
		said += " " + p.Choice("Stuur het oordeel opnieuw", "oordeel "+p.c.Judgement.Outcome) + ", met de uitleg in die taal."
		parts = parts[1:]
	}
	if len(parts) > 0 {
		said += " Neem een maatregel terug met de link in het antwoord van toen, en leg hem opnieuw vast."
	}
	return said
}

// asWritten reminds who wrote the reasons of a judgement of the language of the letter.
func (p *page) asWritten() string {
	if p.foreign() == "" || !p.Open() {
		return ""
	}
	return " De brief is in het " + p.foreign() + ". Je uitleg komt er zo in en wordt niet vertaald."
}

// untranslated says it of a letter that is about to leave, when it holds words of colleagues.
func (p *page) untranslated(letter *page) string {
	own := letter.n.Text != "" || letter.n.Kind == cases.Closing && (letter.Reasons() != "" || len(letter.c.Measures) > 0)
	if p.foreign() == "" || !own {
		return ""
	}
	return "Deze brief is in het " + p.foreign() + ". Wat jij en je collega’s schreven, staat erin zoals het is. Lees goed of de taal klopt."
}
