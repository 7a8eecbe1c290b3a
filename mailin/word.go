package mailin

import (
	"strings"
	"unicode"
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
	var out strings.Builder
	var run []byte // decoded bytes of neighbouring words of one charset
	var label string
	flush := func() {
		out.WriteString(decodeCharset(run, label, defect))
		run, label = nil, ""
	}
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
		run, label, s = append(run, w.bytes()...), w.charset, rest
	}
	flush()
	return out.String() + decodeCharset([]byte(s), "", defect)
}

type word struct{ charset, encoding, text string }

// nextWord finds `=?charset?encoding?text?=`. A text with blanks in it is tolerated, one with a question
// mark only in Q encoding.
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
	parts := strings.SplitN(s[2:], "?", 3)
	if len(parts) < 3 || len(parts[0]) > 40 || len(parts[1]) != 1 || !strings.Contains("qQbB", parts[1]) {
		return word{}, 0
	}
	end := strings.Index(parts[2][:min(len(parts[2]), maxWord)], "?=")
	if end < 0 {
		return word{}, 0
	}
	charset, _, _ := strings.Cut(parts[0], "*") // RFC 2231 5: a language may follow
	n := 2 + len(parts[0]) + 1 + 1 + 1 + end + 2
	return word{charset, strings.ToLower(parts[1]), parts[2][:end]}, n
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
		r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2069:
		return true
	}
	return false
}

// oneLine cleans a subject or a name: one line, single blanks, nothing that cannot be seen.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), hidden(r), r >= 0xE000 && r <= 0xF8FF:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// maxShown is the length of a subject or a display name, in characters.
const maxShown = 1000

// text decodes an unstructured field: a subject, a display name.
func (p *pass) text(raw string) string { return cutTo(oneLine(decodeWords(raw, p.defect)), maxShown) }

// cutTo gives the first n characters.
func cutTo(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

// maxName is the length of a file name in characters.
const maxName = 120

// fileName cleans a file name: no path, nothing that a file system or a shell reads as more than a name.
func fileName(s string) string {
	s = oneLine(s)
	if i := strings.LastIndexAny(s, `/\`); i >= 0 {
		s = s[i+1:]
	}
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"|?*`, r) {
			return '_'
		}
		return r
	}, s)
	s = strings.Trim(strings.TrimLeft(s, "."), " ")
	if r := []rune(s); len(r) > maxName {
		ext := ""
		if i := strings.LastIndexByte(s, '.'); i > len(s)-10 && i > 0 {
			ext = s[i:]
		}
		s = string(r[:maxName-len([]rune(ext))]) + ext
	}
	return s
}
