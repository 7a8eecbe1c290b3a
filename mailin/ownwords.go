package mailin

import (
	"regexp"
	"strings"
)

// ownLines gives what the writer of a command says with it. Quoted history is not what the handler has to
// say to the parent, not even the lines that he answers.
func ownLines(m Message) string {
	if m.NothingNew {
		return ""
	}
	var own []string
	for _, l := range cutQuotes(strings.Split(m.Text, "\n")) {
		if !isQuoted(l) {
			own = append(own, l)
		}
	}
	return tidy(strings.Join(own, "\n"))
}

// unsigned gives the text of a command without its greeting and its name: a letter that is made of it greets
// and signs by itself.
func unsigned(text string) string {
	lines := strings.Split(text, "\n")
	for _, step := range []func([]string) []string{dropGreeting, dropSigned} {
		if k := step(lines); said(k) {
			lines = k
		}
	}
	return tidy(strings.Join(lines, "\n"))
}

// greeting is a whole line that begins a letter, to somebody by name or by kind.
var greeting = regexp.MustCompile(`^(?i:beste|geachte|hallo|hoi|dag|goedendag|goedemorgen|goedemiddag|goedenavond|lieve|` +
	`dear|hello|hi|good (?:morning|afternoon|evening)|guten tag|liebe[rn]?|sehr geehrte[rn]?|bonjour|chère|cher)` +
	`(?: (?:\p{Lu}|ouders?|mevrouw|meneer|mijnheer|heer|familie|allemaal|allen|parents?|mr|mrs|ms|sir|madam)[\p{L}.,/' -]{0,60})?[,!.]?$`)

// dropGreeting drops a greeting on a line of its own.
func dropGreeting(lines []string) []string {
	i := skipBlank(lines, 0)
	if i < len(lines) && len(lines[i]) < 100 && greeting.MatchString(strings.TrimSpace(lines[i])) {
		return lines[i+1:]
	}
	return lines
}

// maxSigned is the number of lines under a closing formula that are a name and a function.
const maxSigned = 6

// dropSigned drops a closing formula with a name under it, and nothing else under it.
func dropSigned(lines []string) []string {
	at, _ := closingAt(lines)
	if at < 0 {
		return lines
	}
	n := 0
	for _, l := range lines[at+1:] {
		if strings.TrimSpace(l) != "" {
			n++
		}
		if sentence(l) {
			return lines
		}
	}
	if n > maxSigned {
		return lines
	}
	return lines[:at]
}
