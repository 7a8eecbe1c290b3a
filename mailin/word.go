package mailin

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxWords bounds the encoded words of one field, maxWord the length of one, which RFC 2047 wants to be 75.
const (
	maxWords = 1000
	maxWord  = 8 << 10
)

// decodeWords reads RFC 2047 encoded words wherever they stand, also within quotes and without blanks
// around them, and raw 8-bit text between them (RFC 6532 and older habits). Blanks between two encoded
// words go; a character that was cut between two words is made whole.
func decodeWords(s string, defect func(string)) string {
	if !strings.Contains(s, "=?") {
		return decodeCharset([]byte(s), "", defect)
	}
	var out strings.Builder
	var run []byte // decoded bytes of neighbouring words of one charset
	var label string
	flush := func() {
		out.WriteString(decodeCharset(run, label, defect))
		run, label = nil, ""
	}
	odd := false
	for range maxWords {
		before, w, rest, ok := nextWord(s)
		if !ok {
			break
		}
		if strings.TrimSpace(before) != "" || !strings.EqualFold(w.charset, label) {
			flush()
		}
		if strings.TrimSpace(before) != "" || out.Len() == 0 && len(run) == 0 {
			out.WriteString(decodeCharset([]byte(before), "", defect))
		}
		odd = odd || w.odd || len(run) > 0 && !believedFirst(label) && !utf8.Valid(run) || glued(before, rest)
		run, label, s = append(run, w.bytes()...), w.charset, rest
	}
	flush()
	if odd && defect != nil {
		defect("bad-encoded-word")
	}
	return out.String() + decodeCharset([]byte(s), "", defect)
}

// glued tells that no blank parts an encoded word from what stands around it (RFC 2047 5).
func glued(before, after string) bool {
	return before != "" && !strings.ContainsAny(before[len(before)-1:], " \t\"(,:") ||
		after != "" && !strings.ContainsAny(after[:1], " \t\")<,;")
}

type word struct {
	charset, encoding, text string
	odd                     bool // not as RFC 2047 wants it
}

// nextWord finds `=?charset?encoding?text?=`. A text with blanks in it is tolerated, and one with a question mark
// at its end.
func nextWord(s string) (before string, w word, rest string, ok bool) {
	for at := 0; ; {
		i := strings.Index(s[at:], "=?")
		if i < 0 {
			return "", word{}, "", false
		}
		i += at
		if w, n := wordAt(s[i:]); n > 0 {
			return s[:i], w, s[i+n:], true
		}
		at = i + 2
	}
}

func wordAt(s string) (word, int) {
	charset, rest, _ := strings.Cut(s[2:min(len(s), 2+maxWord)], "?")
	encoding, text, ok := strings.Cut(rest, "?")
	if !ok || len(charset) > 40 || len(encoding) != 1 || !strings.Contains("qQbB", encoding) {
		return word{}, 0
	}
	start := 2 + len(charset) + 1 + 1 + 1
	end, n := strings.Index(text, "?="), 2
	switch {
	case end >= 0 && strings.HasPrefix(text[end:], "?=?="): // a question mark that was not encoded
		end++
	case end < 0 && start+len(text) == len(s) && len(text) > 3 && !strings.ContainsAny(text, " \t"): // the end was cut off
		end = len(strings.TrimSuffix(text, "?"))
		n = len(text) - end
	case end < 0:
		return word{}, 0
	}
	charset, _, _ = strings.Cut(charset, "*") // RFC 2231 5: a language may follow
	text = text[:end]
	odd := charset == "" || n < 2 || strings.ContainsAny(text, " \t?")
	return word{charset, strings.ToLower(encoding), text, odd}, start + end + n
}

func (w word) bytes() []byte {
	if w.encoding == "b" {
		return looseBase64(w.text)
	}
	return unquoteQ(strings.ReplaceAll(w.text, "_", " "))
}

// hidden are characters that change how a line reads without being seen: direction marks (one turns
// "gpj.exe" into "exe.jpg"), zero-width characters and soft hyphens.
func hidden(r rune) bool {
	switch {
	case r == 0x61C, r == 0xAD, r == 0xFEFF, r >= 0x200B && r <= 0x200F,
		r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2069, r >= 0xE0000 && r <= 0xE007F:
		return true
	}
	return false
}

// unseen characters have no place in a subject or a name: control and hidden ones, and those of private use, where
// our own marks are.
func unseen(r rune) bool {
	return unicode.IsControl(r) && !unicode.IsSpace(r) || hidden(r) || r >= 0xE000 && r <= 0xF8FF
}

// oneLine cleans a subject or a name: one line, single blanks, nothing that cannot be seen.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unseen(r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// maxShown is the length of a subject or a display name, in characters.
const maxShown = 1000

// text decodes an unstructured field: a subject, a display name.
func (p *pass) text(raw string) string {
	s := decodeWords(raw, p.defect)
	if strings.ContainsFunc(s, unseen) {
		p.defect("hidden-characters")
	}
	return cutTo(norm.NFC.String(oneLine(s)), maxShown) // again, because words were joined
}

// cutTo gives the first n characters.
func cutTo(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}
