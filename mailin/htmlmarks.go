package mailin

import "strings"

// The marks stand in text made of HTML, each on a line of its own, where the HTML says more than the text:
// mark where quoted history begins, cardBegin and cardEnd around a signature. They are of the private use
// area: clean takes them out of what others write.
const (
	mark      = '\uE0F1'
	cardBegin = '\uE0F2'
	cardEnd   = '\uE0F3'
	marks     = string(mark) + string(cardBegin) + string(cardEnd)
)

func isMark(r rune) bool { return r >= mark && r <= cardEnd }

// unmark takes the marks out of a text, with the lines that they stand on.
func unmark(s string) string {
	if !strings.ContainsAny(s, marks) {
		return tidy(s)
	}
	var out strings.Builder
	for l := range strings.SplitAfterSeq(s, "\n") {
		if t := strings.TrimSpace(l); t != "" && strings.Trim(t, marks+"> ") == "" && strings.ContainsAny(t, marks) {
			continue
		}
		out.WriteString(strings.Map(func(r rune) rune {
			if isMark(r) {
				return -1
			}
			return r
		}, l))
	}
	return tidy(out.String())
}

// dropMarked drops the signatures that the HTML marks as such.
func dropMarked(lines []string) []string {
	var kept []string
	inside := false
	for _, l := range lines {
		switch {
		case strings.ContainsRune(l, cardBegin):
			inside = true
		case strings.ContainsRune(l, cardEnd):
			inside = false
		case !inside:
			kept = append(kept, l)
		}
	}
	if inside { // the end stood in the history that was cut
		return lines
	}
	return kept
}

// historyNames are the classes, ids, names and data-markers that mail programs give to the element that
// holds the mail answered, or to the one before it.
var historyNames = wordSet("gmail_quote|gmail_quote_container|gmail_extra|yahoo_quoted|moz-cite-prefix|moz-forward-container|protonmail_quote|" +
	"outlookmessageheader|zmail_extra|tutanota_quote|divrplyfwdmsg|appendonsend|replysection|mail-editor-reference-message-container|" +
	"ms-outlook-mobile-reference-message|reply-intro|olk_src_body_section|messagereplysection|stopspelling|ecxstopspelling|zwchr|" +
	"__headers__|__quoted_text__|freshdesk_quote|front-blockquote|fastmail-quoted|fairemail_quote|nylas-quote|missive_quote|wmi-quote|" +
	"mail-quote-collapse|hmmessage_quote|originalmessage|isforwardcontent|orimsghtmlseperator|edo-original|quoted-text|quotedtext|" +
	"yahoo-quoted-begin|ymail_quote|cite2|reply-quote|mailspring_quote|skiff_quote|hey-quote|zimbra_quote")

// cardNames are the same for signatures.
var cardNames = wordSet("gmail_signature|gmail_signature_prefix|signature|moz-signature|ms-outlook-mobile-signature|applemailsignature|" +
	"protonmail_signature_block|messagesignaturesection|ymail_android_signature|yahoo-signature|tutanota_signature|outlooksignature|" +
	"mail_android_signature|composer_signature|mobile-signature|fm-sig|ecxsignature|zmail_signature")

// names gives what an element is called, in lower case, without the prefixes that programs put before the
// names in what they quote.
func names(attr map[string]string) []string {
	all := strings.Fields(strings.ToLower(attr["class"]))
	for _, a := range []string{"id", "name", "data-marker"} {
		if v := attr[a]; v != "" {
			all = append(all, strings.ToLower(v))
		}
	}
	for i, n := range all {
		for strings.HasPrefix(n, "x_") {
			n = n[len("x_"):]
		}
		if strings.Contains(n, "yahoo_quoted") {
			n = "yahoo_quoted"
		}
		all[i] = n
	}
	return all
}

func named(attr map[string]string, list map[string]bool) bool {
	for _, n := range names(attr) {
		if list[n] {
			return true
		}
	}
	return false
}

// quotesHistory tells whether quoted history begins with an element.
func quotesHistory(name string, attr map[string]string) bool {
	switch {
	case name == "blockquote" && strings.EqualFold(attr["type"], "cite"), named(attr, historyNames):
		return true
	case name == "div" && strings.EqualFold(attr["name"], "quote"): // GMX and WEB.DE
		return true
	}
	// Outlook draws a line above the header of the original, and nowhere else a line of this kind.
	style := squeezed(attr["style"])
	return name == "div" && strings.Contains(style, ";border-top:solid#") && strings.Contains(style, ";padding:3.0pt0")
}

// squeezed gives a style in lower case without blanks, with a semicolon at both ends.
func squeezed(style string) string {
	if style == "" {
		return ""
	}
	return ";" + strings.ToLower(strings.Join(strings.Fields(style), "")) + ";"
}
