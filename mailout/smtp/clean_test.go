package smtp

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func FuzzClean(f *testing.F) {
	for _, seed := range []string{
		"", "5.1.1 no such user", "two\r\nlines", "tab\there", "\x00\x1b[31mred", "\u202eevil\u2066", "\xff\xfe", strings.Repeat("é ", 300),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, said string) {
		got := clean(said)
		if utf8.RuneCountInString(got) > maxReason || !utf8.ValidString(got) || strings.TrimSpace(got) != got ||
			strings.ContainsFunc(got, func(r rune) bool { return !unicode.IsPrint(r) }) {
			t.Errorf("%q becomes %q", said, got)
		}
		if again := clean(got); again != got {
			t.Errorf("%q is not clean yet: %q", got, again)
		}
	})
}
