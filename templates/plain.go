package templates

import (
	"strings"
	"unicode/utf8"
)

// width of the plain part, in runes (RFC 3676 section 4.2 advises 78 or fewer).
const width = 72

// plain writes the blocks as text.
func plain(b *strings.Builder, blocks []block) {
	for i, x := range blocks {
		if i > 0 && apart(blocks[i-1], x) {
			b.WriteByte('\n')
		}
		plainBlock(b, x)
	}
}

// apart tells whether an empty line parts two blocks: not below a heading, not inside a list.
func apart(above, below block) bool {
	return above.kind != heading && (above.kind != below.kind || above.kind == para || above.kind == quote || above.kind == letter)
}

func plainBlock(b *strings.Builder, x block) {
	switch x.kind {
	case item:
		wrap(b, x.text(), "- ", "  ")
	case fact:
		wrap(b, x.field(0)+": "+x.field(1), "", "  ")
	case quote:
		prefixed(b, x.text(), "> ")
	case letter:
		prefixed(b, x.text(), "| ")
	case button:
		wrap(b, link(x.field(0), x.field(1)), "- ", "  ")
	case glance:
		plainGlance(b, x)
	default:
		wrap(b, x.text(), "", "")
	}
}

func prefixed(b *strings.Builder, s, prefix string) {
	for line := range strings.SplitSeq(s, string(markBreak)) {
		if strings.HasPrefix(line, " ") || utf8.RuneCountInString(line) <= width {
			b.WriteString(strings.TrimRight(prefix+strings.ReplaceAll(inline(line), string(markBlank), " "), " "))
			b.WriteByte('\n')
			continue
		}
		wrap(b, line, prefix, prefix)
	}
}

// wrap breaks the text into lines of at most width runes. A word that is longer, as an address is, gets a
// line of its own and stays whole.
func wrap(b *strings.Builder, s, first, next string) {
	l := lines{Builder: b, prefix: first, next: next}
	for part := range strings.SplitSeq(s, string(markBreak)) {
		for word := range strings.FieldsSeq(inline(part)) {
			l.add(word)
		}
		l.end()
	}
}

// lines is a text that is broken while it grows.
type lines struct {
	*strings.Builder
	prefix, next string
	used         int // runes on the line; 0: not even its prefix
}

func (l *lines) add(word string) {
	n := utf8.RuneCountInString(word)
	if l.used > 0 && l.used+1+n > width {
		l.end()
	}
	if l.used == 0 {
		l.WriteString(l.prefix)
		l.used = len(l.prefix) // a prefix is ASCII
	} else {
		l.WriteByte(' ')
		l.used++
	}
	l.WriteString(strings.ReplaceAll(word, string(markBlank), " "))
	l.used += n
}

func (l *lines) end() {
	if l.used == 0 {
		l.WriteString(strings.TrimRight(l.prefix, " "))
	}
	l.WriteByte('\n')
	l.prefix, l.used = l.next, 0
}

// inline writes the marks inside a block: bold is lost, a link shows where it leads.
func inline(s string) string {
	if !strings.ContainsAny(s, inlineMarks) {
		return s
	}
	s = noBold.Replace(s)
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, string(markLink))
		b.WriteString(before)
		if !found {
			return b.String()
		}
		words, rest, _ := strings.Cut(rest, string(markURL))
		url, rest, _ := strings.Cut(rest, string(markEnd))
		b.WriteString(shown(words, url))
		s = rest
	}
}

const inlineMarks = string(markBold) + string(markPlain) + string(markLink)

var noBold = strings.NewReplacer(string(markBold), "", string(markPlain), "")

func shown(words, url string) string {
	if _, alt, found := strings.Cut(url, string(markAlt)); found {
		return words + " " + strings.ReplaceAll(alt, " ", string(markBlank))
	}
	if strings.HasPrefix(url, "tel:") || strings.TrimPrefix(strings.TrimPrefix(url, "https://"), "mailto:") == words {
		return words
	}
	return words + " <" + url + ">"
}
