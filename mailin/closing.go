package mailin

import (
	"regexp"
	"strings"
)

// maxClosing is the number of lines with text from a closing formula to the end of the mail, up to which
// they are one: name, function, address, telephone numbers, slogan.
const maxClosing = 14

// cutClosing cuts a letter at its closing formula, with the name and all that stands under it.
func cutClosing(lines []string) []string {
	if at, _ := closingAt(lines); at >= 0 {
		return lines[:at]
	}
	return lines
}

// closingAt gives the line of the last closing formula ("Met vriendelijke groet,"), -1 for none, and
// whether the name stands on it.
func closingAt(lines []string) (at int, named bool) {
	rest := 0
	for i := len(lines) - 1; i >= 0 && rest <= maxClosing; i-- {
		l := plainLine(lines[i])
		if l == "" {
			continue
		}
		if len(l) < 80 {
			if m := closing.FindStringSubmatch(l); m != nil {
				name := strings.Trim(m[1], ",.!;/| ")
				return i, name != "" && !closing.MatchString(name)
			}
		}
		rest++
	}
	return -1, false
}

// dropCard drops the visiting card under the name of the writer: function, company, address, numbers. The
// name stays, and so do a postscript and whole sentences. A mail that is nothing but a card tells
// something with it, and so does the card of whoever asks to be called.
func dropCard(lines []string) []string {
	at, named := closingAt(lines)
	if at < 0 || !said(lines[:at]) {
		return lines
	}
	begin := at + 1
	if !named {
		begin = min(skipBlank(lines, begin)+1, len(lines))
	}
	end, card := begin, false
	for end < len(lines) && !sentence(lines[end]) {
		card = card || onCard.MatchString(strings.ToLower(lines[end]))
		end++
	}
	if !card || asksForCard.MatchString(strings.ToLower(strings.Join(lines[max(0, at-maxAsking):at], " "))) {
		return lines
	}
	if end < len(lines) {
		return append(append(lines[:begin:begin], ""), lines[end:]...)
	}
	return lines[:begin]
}

// maxAsking is the number of lines above the closing formula in which a writer can ask to be called.
const maxAsking = 60

// maxCardWords is the number of words from which a line is none of a card.
const maxCardWords = 8

func sentence(l string) bool {
	if l = plainLine(l); strings.Count(l, "|") > 1 || strings.Count(l, "•") > 1 {
		return false
	}
	return len(wordsOf.FindAllString(l, maxCardWords+1)) > maxCardWords || strings.HasPrefix(l, "ps") || strings.HasPrefix(l, "p.s") || strings.HasSuffix(l, "?")
}

var (
	wordsOf = regexp.MustCompile(`\p{L}{2,}`)
	// closing is a whole line that ends a letter, a name after it allowed.
	closing = regexp.MustCompile(`^(?:` +
		`(?:met|mvg|m\.v\.g|hartelijke?|vriendelijke|warme|lieve|veel|beste|zonnige|sportieve|de) ?[\p{L} -]{0,24}(?:groeten|groetjes|groetend|groet)|` +
		`groet|groeten|groetjes|grtz|gr|mvg|m\.v\.g|hoogachtend|bedankt alvast|alvast bedankt|` +
		`(?:kind|best|warm|many|with|yours|my)[\p{L} ]{0,20}(?:regards|wishes|sincerely|faithfully|truly)|regards|sincerely|cheers|best|thanks|many thanks|thank you|` +
		`(?:mit|viele|liebe|beste|herzliche|freundliche|schöne)[\p{L} ]{0,20}(?:grüßen|grüße|gruß|grüssen|grüsse|gruss)|gruß|grüße|hochachtungsvoll|mfg|` +
		`(?:bien |très |sincères? |meilleures |avec mes )?[\p{L} ]{0,12}(?:cordialement|salutations)(?: distinguées)?|bien à vous|` +
		`(?:med )?(?:vänliga|bästa|venlig|vennlig|bedste|beste)? ?(?:hälsningar|hilsen|hilsner)|mvh|(?:un |cordiales )?saludos?(?: cordiales?)?|atentamente|` +
		`(?:cordiali |distinti )?saluti|atenciosamente|(?:com os melhores )?cumprimentos|pozdrawiam|z poważaniem` +
		`)((?:[,.!;/|]+ {0,2}|[,.!;]* {1,2})[\p{L}./|' -]{1,40})?[,.!;]*$`)
	// asksForCard are words of a mail to which the card belongs
	asksForCard = regexp.MustCompile(`\b(?:bel|belt|bellen|terugbellen|bereikbaar|bereiken|telefoon(?:nummer|nummers|tje)?|telefonisch|nummer|adres|adresgegevens|gegevens|verhuisd|` +
		`call|phone|number|reach me|address|moved|anrufen|ruf|telefon\p{L}*|nummer|erreichbar|erreichen|adresse|appel\p{L}*|téléphone|joindre|numéro|coordonnées)\b`)
	// onCard is what makes lines under a name a card.
	onCard = regexp.MustCompile(`(?:\+\d|\b0)\d[\d ()./-]{6,}\d|\bwww\.|https?://|\S@\S+\.\S|^[^\p{L}]*\d{4} ?[a-z]{2}\b|\b(?:tel|telefoon|phone|mobiel|mobile|mobil|fax|tél)\b ?[.:]`)
)
