package pdf

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
)

// family is Liberation Sans: the measures of Arial, free (SIL Open Font License), with all of Latin including
// Vietnamese, Greek and Cyrillic. The two faces have the same characters.
const family = "liberation"

func regular() []byte { return liberationsansregular.TTF }

func heavy() []byte { return liberationsansbold.TTF }

// Missing names the characters that a letter needs and the fonts do not have, each once.
type Missing struct{ Runes []rune }

func (m Missing) Error() string {
	var names []string
	for _, r := range m.Runes {
		names = append(names, fmt.Sprintf("%c (U+%04X)", r, r))
	}
	return "the fonts do not have " + strings.Join(names, ", ")
}

// missing lists what the fonts cannot write. Scripts that run from right to left count as such: the line would stand
// in the wrong order.
func missing(s Sheet) []rune {
	var found []rune
	font, err := sfnt.Parse(regular())
	seen := map[rune]bool{}
	var buf sfnt.Buffer
	s.each(func(text *string) {
		for _, r := range *text {
			if seen[r] || r == ' ' {
				continue
			}
			seen[r] = true
			if err != nil || !writes(font, &buf, r) {
				found = append(found, r)
			}
		}
	})
	slices.Sort(found)
	return found
}

func writes(font *sfnt.Font, buf *sfnt.Buffer, r rune) bool {
	if r > 0xffff || unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana) {
		return false
	}
	glyph, err := font.GlyphIndex(buf, r)
	return err == nil && glyph != 0
}

// normal composes letters and their accents (a name may come in either form; fonts have the composed one), and makes
// blanks of what would break a line.
func normal(s Sheet) Sheet {
	s = s.clone()
	s.each(func(text *string) { *text = blanks.Replace(norm.NFC.String(*text)) })
	return s
}

var blanks = strings.NewReplacer("\n", " ", "\r", "", "\t", " ", "\u00a0", " ", "\u202f", " ", "\u2011", "-")

func (s Sheet) clone() Sheet {
	s.Address, s.Sender, s.Facts = slices.Clone(s.Address), slices.Clone(s.Sender), slices.Clone(s.Facts)
	s.Body = slices.Clone(s.Body)
	for i := range s.Body {
		lines := slices.Clone(s.Body[i].Lines)
		for j := range lines {
			lines[j] = slices.Clone(lines[j])
		}
		s.Body[i].Lines = lines
	}
	return s
}

// each visits all text that is printed.
func (s *Sheet) each(visit func(*string)) {
	for _, t := range []*string{&s.Name, &s.Return, &s.Page, &s.Running} {
		visit(t)
	}
	for i := range s.Address {
		visit(&s.Address[i])
	}
	for i := range s.Sender {
		visit(&s.Sender[i])
	}
	for i := range s.Facts {
		visit(&s.Facts[i].Label)
		visit(&s.Facts[i].Value)
	}
	for i := range s.Body {
		visit(&s.Body[i].Label)
		for _, l := range s.Body[i].Lines {
			for j := range l {
				visit(&l[j].Text)
			}
		}
	}
}
