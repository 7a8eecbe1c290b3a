package mailin

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// mostlyUTF8 tells a UTF-8 text with some damage from a text in another charset: a mail that was cut within a character,
// or to which a relay has added lines in Windows-1252.
func mostlyUTF8(b []byte) bool {
	whole, broken := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			n, _ = torn(b)
			broken++
		case n > 1:
			whole++
		}
		b = b[n:]
	}
	return whole > 0 && whole >= broken
}

// mendUTF8 reads such a text. What is left of a torn character becomes the mark for one that is missing; any other byte is
// read as Windows-1252.
func mendUTF8(b []byte) string {
	var out strings.Builder
	out.Grow(len(b))
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			var part bool
			if n, part = torn(b); !part {
				r = charmap.Windows1252.DecodeByte(b[0])
			}
		}
		out.WriteRune(r)
		b = b[n:]
	}
	return out.String()
}

// torn measures the broken bytes at the beginning: the first bytes of a character whose others are missing, or one byte of
// something else.
func torn(b []byte) (n int, part bool) {
	size := 0 // of the character that the first byte announces
	switch c := b[0]; {
	case c >= 0xC2 && c < 0xE0:
		size = 2
	case c >= 0xE0 && c < 0xF0:
		size = 3
	case c >= 0xF0 && c < 0xF5:
		size = 4
	}
	n = 1
	for n < len(b) && n < size && b[n]&0xC0 == 0x80 {
		n++
	}
	return n, size > 0 && (n > 1 || n == len(b))
}
