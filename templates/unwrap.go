package templates

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Mail programs break lines at 72 to 78 characters (RFC 5322 section 2.1.1 asks for at most 78). A line
// shorter than shortWrap was ended by its writer. One longer than longWrap was hardly broken by a program:
// there, only a sentence that goes on in the next line tells that nobody meant the break.
const (
	shortWrap = 55
	longWrap  = 80
)

var (
	listItem = regexp.MustCompile(`^\s*([-*+•·–—>|]|\d{1,2}[.)]|[a-zA-Z]\))(\s|$)`)
	labelled = regexp.MustCompile(`^(\p{Lu}[\p{L} -]{0,24}|\p{L}{1,25}):(\s|$)`)
	farewell = regexp.MustCompile(`(?i)^(met (vriendelijke|hartelijke) groet|(vriendelijke |hartelijke |veel )?groet(en|jes)?\b|mvg\b|m\.v\.g|hoogachtend|(kind|best|warm) regards|regards\b|sincerely)`)

	goesOn      = regexp.MustCompile(`^\p{Ll}`)
	sentenceEnd = regexp.MustCompile(`[.!?:;…]["'”’)]*\s*$`)
)

// unwrapped takes back the line breaks that a mail program put into running text, so that a letter does not
// break its lines twice. Breaks that somebody meant stay: short lines as of an address, lists, labels, a
// greeting, and a sentence that ends where the next word still had room.
func unwrapped(s string) string {
	lines := strings.Split(s, "\n")
	var b strings.Builder
	b.Grow(len(s))
	for len(lines) > 0 {
		n := 1
		for n < len(lines) && lines[n-1] != "" && lines[n] != "" {
			n++
		}
		unwrapLines(&b, lines[:n])
		if lines = lines[n:]; len(lines) > 0 {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// unwrapLines writes the lines of one paragraph.
func unwrapLines(b *strings.Builder, lines []string) {
	width, inList := widest(lines), false
	for i, line := range lines {
		inList = inList || listItem.MatchString(line)
		if i > 0 && wrapped(lines[i-1], line, width, inList) {
			b.WriteString(" " + strings.TrimSpace(line))
			continue
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(strings.TrimRight(line, " "))
	}
}

// wrapped tells whether the break between two lines is a program's.
func wrapped(line, next string, width int, inList bool) bool {
	n := runes(line)
	switch {
	case n < shortWrap:
		return false
	case n > longWrap && !goesOn.MatchString(next):
		return false
	case listItem.MatchString(next), labelled.MatchString(next), farewell.MatchString(next):
		return false
	case indent(next) > indent(line) && !inList: // below a list item, deeper lines belong to the item
		return false
	}
	word, _, _ := strings.Cut(strings.TrimSpace(next), " ")
	return n+1+runes(word) > width || !sentenceEnd.MatchString(line)
}

// widest is the longest line that a program may have broken.
func widest(lines []string) int {
	width := 0
	for _, l := range lines {
		if n := runes(l); n <= longWrap {
			width = max(width, n)
		}
	}
	return width
}

func runes(line string) int { return utf8.RuneCountInString(strings.TrimRight(line, " ")) }

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }
