package mime

import (
	"bytes"
	"io"
	"strings"

	gomail "github.com/wneessen/go-mail"
)

// maxLine is how long a line of a mail may be, in bytes without its CRLF (RFC 5322 section 2.1.1).
const maxLine = 998

// written gives a text to the library: as it is when any relay takes it so, else to be encoded.
func written(text string) (func(io.Writer) (int64, error), gomail.PartOption) {
	if !asItIs(text) {
		return coded(text), gomail.WithPartEncoding(gomail.EncodingQP)
	}
	return bare(text), gomail.WithPartEncoding(gomail.NoEncoding)
}

// coded leaves the ends of the lines to the encoder.
func coded(text string) func(io.Writer) (int64, error) {
	return func(w io.Writer) (int64, error) {
		n, err := io.WriteString(w, text)
		return int64(n), err
	}
}

func bare(text string) func(io.Writer) (int64, error) {
	return func(w io.Writer) (int64, error) {
		if b, ok := w.(*bytes.Buffer); ok { // the library's own, which would grow in many steps
			b.Grow(len(text) + strings.Count(text, "\n"))
		}
		n, err := crlf.WriteString(w, text)
		return int64(n), err
	}
}

var crlf = strings.NewReplacer("\n", "\r\n")

// asItIs tells whether a text may travel unencoded (RFC 2045 section 2.7). A blank at the end of a line could
// get lost on the way, and the mark of a signature needs its own.
func asItIs(text string) bool {
	start := 0
	for i := range len(text) {
		switch c := text[i]; {
		case c == '\n':
			if i-start > maxLine || i > start && text[i-1] == ' ' {
				return false
			}
			start = i + 1
		case c < ' ' || c > '~':
			return false
		}
	}
	return len(text)-start <= maxLine && !strings.HasSuffix(text, " ")
}

// labelled names what is plain ASCII 7bit. The library writes 8bit over what it does not encode (and encodes
// what is called 7bit), at which a relay without 8BITMIME (RFC 6152) would encode it anew.
func labelled(b []byte, p Parts) []byte {
	for n := range byte(2) {
		label := []byte("--" + derived(p, n) + "\r\nContent-Transfer-Encoding: 8bit\r\n")
		at := 0
		for {
			i := bytes.Index(b[at:], label)
			if i < 0 {
				break
			}
			at += i + len(label)
			b[at-len("8bit\r\n")] = '7'
		}
	}
	return b
}
