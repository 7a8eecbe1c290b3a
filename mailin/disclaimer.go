package mailin

import (
	"regexp"
	"strings"
)

// dropDisclaimers drops paragraphs that begin like a disclaimer and go on like one, and what virus
// scanners and friends of trees add, but never the first paragraph.
func dropDisclaimers(lines []string) []string {
	var kept []string
	within := false // the paragraph before was of that kind
	for i := 0; i < len(lines); {
		end := i
		for end < len(lines) && strings.TrimSpace(lines[end]) != "" {
			end++
		}
		if end > i {
			within = said(kept) && (isDisclaimer(lines[i:end]) || within && isLegal(lines[i:end]) || titlesDisclaimer(lines[i:]))
		}
		if !within {
			kept = append(kept, lines[i:end]...)
		}
		if end < len(lines) {
			kept = append(kept, "")
			end++
		}
		i = end
	}
	return kept
}

func isDisclaimer(paragraph []string) bool {
	whole := strings.ToLower(strings.Join(paragraph, " "))
	if len(whole) < maxNote && (contains(whole, virusHints) > 0 && virusNote.MatchString(whole) ||
		contains(whole, treeHints) > 0 && treeNote.MatchString(whole)) {
		return true
	}
	n := contains(whole, legalWords)
	if n == 0 || !disclaimer.MatchString(plainLine(paragraph[0])) {
		return false
	}
	return n >= 2 || len(whole) < 160 && strings.HasPrefix(whole, "disclaimer")
}

// contains counts the words of a list that stand in a text.
func contains(s string, list []string) int {
	n := 0
	for _, w := range list {
		if strings.Contains(s, w) {
			n++
		}
	}
	return n
}

// titlesDisclaimer tells whether the first line is no more than the title of the disclaimer below it.
func titlesDisclaimer(lines []string) bool {
	if l := strings.Trim(plainLine(lines[0]), "-_=*~: \t"); !disclaimerTitles[l] {
		return false
	}
	next := skipBlank(lines, 1)
	end := next
	for end < len(lines) && strings.TrimSpace(lines[end]) != "" {
		end++
	}
	return isLegal(lines[next:end])
}

// isLegal tells whether a paragraph has a word that lawyers like.
func isLegal(paragraph []string) bool {
	return contains(strings.ToLower(strings.Join(paragraph, " ")), legalWords) > 0
}

// maxNote is the length of what virus scanners and friends of trees add.
const maxNote = 300

var disclaimerTitles = wordSet("disclaimer|vertrouwelijkheid|confidentiality notice|confidentiality|haftungsausschluss|" +
	"vertraulichkeitshinweis|avertissement|avis de confidentialité|legal notice|important notice|privacy")

// disclaimer begins a paragraph of the kind that lawyers like; their words confirm it.
var (
	disclaimer = regexp.MustCompile(`^(?:[-_*=~ ]*)(?:(?:let op|n\.?b\.?|belangrijk|important|wichtig(?:er hinweis)?|hinweis|achtung|attention|important notice) ?[:!-] ?)?(?:(?:e-?mail )?disclaimer|` +
		`(?:de|alle) (?:informatie|inhoud)\b.{0,80}(?:bericht|mail|bijlagen?|mailbericht)|dit (?:e-?mail)?(?:bericht|mailbericht)|deze e-?mail|` +
		`dit document|(?:the|all|any) (?:information|contents?)\b.{0,80}(?:message|mail|communication)|this (?:e-?mail|message|communication|transmission)|` +
		`diese (?:e-?mail|nachricht)|der inhalt dieser e-?mail|die information(?:en)? in dieser|ce (?:message|courriel|mail)|les informations contenues|` +
		`cet e-?mail|confidential|vertrouwelijk|vertraulich|aan dit bericht kunnen|aan de inhoud van (?:dit|deze)|op (?:al )?onze|op alle|` +
		`als u niet de|indien u niet de|bent u niet de|if you are not|wenn sie nicht der|si vous n'êtes pas|` +
		`[\p{L}.& ]{2,40} (?:staat niet in voor|aanvaardt geen|is niet aansprakelijk|accepts no|does not accept))`)
	virusNote = regexp.MustCompile(`^(?:<?https?://[^\s>]*>?\s?)?(?:virusvrij|virus-?free|virenfrei|garanti sans virus|sans virus)\b|` +
		`\b(?:gecontroleerd op virussen|op virussen (?:gecontroleerd|gescand)|virusscan|checked for viruses|scanned for viruses|` +
		`auf viren (?:geprüft|überprüft|untersucht)|(?:vérifié|analysé)\w*\b.{0,40}(?:virus|avast|antivirus))`)
	treeNote = regexp.MustCompile(`^(?:p |[^\p{L}])*(?:denk|denkt|please|kindly|think|consider|save|bitte|pensez|merci|is het|spaar|wilt u|print)\b.*` +
		`\b(?:(?:environment|milieu|umwelt|environnement|trees?|bomen?|papier)\b.*\b(?:print|afdruk|uitprint|ausdruck|drucken|imprim)|` +
		`(?:print|afdruk|uitprint|ausdruck|drucken|imprim)\p{L}*\b.*\b(?:environment|milieu|umwelt|environnement|trees?|bomen?|papier)\b)|` +
		`^(?:p |[^\p{L}])*(?:denk (?:aan|om) het milieu|think before you print|please consider the environment)\b`)
)

var legalWords = []string{
	"vertrouwelijk", "uitsluitend", "bestemd", "geadresseerde", "ontvanger", "onbevoegd", "rechten worden ontleend",
	"kunnen geen rechten", "aansprakelijk", "abusievelijk", "algemene voorwaarden", "verwijderen", "verwijder dan",
	"vernietig", "openbaarmaking", "afzender te melden", "confidential", "intended", "recipient", "addressee",
	"unauthorised", "unauthorized", "privileged", "liab", "disclos", "delete it", "delete this", "delete the",
	"destroy", "by mistake", "vertraulich", "empfänger", "adressat", "bestimmt", "unbefugt", "irrtümlich", "vernichten",
	"löschen", "confidentiel", "destinataire", "destiné", "diffus", "autorisation", "détrui", "par erreur", "virus",
}

// The words without which a note of a virus scanner, or of a friend of trees, is none.
var (
	virusHints = []string{"vir"}
	treeHints  = []string{"print", "druck", "drucken", "imprim", "afdruk", "milieu"}
)
