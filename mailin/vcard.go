package mailin

import "strings"

// maxCards is how many people of a file of cards are told.
const maxCards = 20

// cardLabels are what is told of a person (RFC 6350, and its older forms), with the words for it.
var cardLabels = map[string]string{
	"FN": "Naam", "ORG": "Organisatie", "TITLE": "Functie", "TEL": "Telefoon", "EMAIL": "E-mail", "ADR": "Adres", "NOTE": "Notitie",
}

// vcardText tells who stands on address cards.
func vcardText(s string) string {
	var out, card []string
	for _, l := range contentLines(s) {
		label := cardLabels[l.name]
		switch {
		case l.name == "END" && len(out) < maxCards:
			out, card = append(out, strings.Join(card, "\n")), nil
		case label != "" && len(card) < 50:
			if v := cardValue(l); v != "" {
				card = append(card, label+": "+v)
			}
		}
	}
	return strings.Join(out, "\n\n")
}

// cardValue joins the fields of a value, of which some are empty.
func cardValue(l contentLine) string {
	var parts []string
	for part := range strings.SplitSeq(strings.ReplaceAll(l.value, `\;`, "\x01"), ";") {
		part = oneLine(contentLine{value: strings.ReplaceAll(part, "\x01", ";")}.words())
		if part != "" {
			parts = append(parts, part)
		}
	}
	if l.name == "TEL" || l.name == "EMAIL" {
		return strings.TrimPrefix(strings.TrimPrefix(strings.Join(parts, ";"), "tel:"), "mailto:")
	}
	return strings.Join(parts, ", ")
}
