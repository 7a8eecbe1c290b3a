package mailin

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/unicode/norm"
)

// blind charsets look like valid UTF-8 although they are not: for these the label is believed first.
var blind = []string{"iso-2022", "utf-16", "utf16", "utf-7", "utf7", "unicode-1-1-utf-7", "hz-gb"}

// decodeCharset makes text of bytes: valid UTF-8 is UTF-8 whatever the label says, else the label is
// believed, else it is Windows-1252. ISO 8859-1 and ASCII are read as Windows-1252, which is what mailers
// mean by them (the encoding standard of the web does the same). Text comes out in NFC.
func decodeCharset(b []byte, label string, defect func(string)) string {
	label = strings.ToLower(strings.Trim(strings.TrimSpace(label), `"'`))
	if defect == nil {
		defect = func(string) {}
	}
	if label != "" && !common[label] && !believedFirst(label) && lookup(label) == nil {
		defect("unknown-charset")
	}
	if !believedFirst(label) && utf8.Valid(b) {
		if label != "" && !utf8Names[label] && !ascii(b) {
			defect("wrong-charset")
		}
		return norm.NFC.String(string(b))
	}
	if strings.Contains(label, "utf-7") || strings.Contains(label, "utf7") {
		return norm.NFC.String(decodeUTF7(string(b)))
	}
	enc := lookup(label)
	if enc == nil && mostlyUTF8(b) {
		defect("charset-guessed")
		return norm.NFC.String(strings.TrimPrefix(mendUTF8(b), "\uFEFF"))
	}
	if enc == nil {
		enc = charmap.Windows1252
		defect("charset-guessed")
	} else if enc == charmap.Windows1252 && label != "windows-1252" && beyond(b, label) {
		defect("wrong-charset")
	}
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		out = []byte(strings.ToValidUTF8(string(b), "\uFFFD"))
	}
	return norm.NFC.String(strings.TrimPrefix(string(out), "\uFEFF"))
}

// utf8Names and common are the labels that need no looking up.
var (
	utf8Names = set("utf-8", "utf8", "unicode-1-1-utf-8")
	common    = set("utf-8", "utf8", "unicode-1-1-utf-8", "us-ascii", "ascii", "iso-8859-1", "windows-1252", "iso-8859-15")
)

// beyond tells that ASCII has characters above it, or Latin-1 those that only Windows has.
func beyond(b []byte, label string) bool {
	for _, c := range b {
		if c >= 0x80 && (c < 0xA0 || strings.HasSuffix(label, "ascii")) {
			return true
		}
	}
	return false
}

func ascii[T string | []byte](s T) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func believedFirst(label string) bool {
	for _, p := range blind {
		if strings.HasPrefix(label, p) {
			return true
		}
	}
	return false
}

// lookup finds a charset by its label; nil for an unknown one, and for UTF-8, which these bytes are not.
func lookup(label string) encoding.Encoding {
	if label == "" || label == "utf-8" || label == "utf8" {
		return nil
	}
	if e, err := htmlindex.Get(label); err == nil && e != encoding.Replacement {
		if name, _ := htmlindex.Name(e); name == "utf-8" {
			return nil
		}
		return e
	}
	if e, err := ianaindex.MIME.Encoding(label); err == nil {
		return e // nil where the charset is known but not supported
	}
	return nil
}

const base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// decodeUTF7 reads RFC 2152.
func decodeUTF7(s string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(s, "+")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		n := strings.IndexFunc(after, func(r rune) bool { return !strings.ContainsRune(base64Alphabet, r) })
		if n < 0 {
			n = len(after)
		}
		if n == 0 {
			out.WriteByte('+')
		}
		out.WriteString(utf16Of(after[:n]))
		s = strings.TrimPrefix(after[n:], "-")
	}
}

func utf16Of(s string) string {
	b := looseBase64(s)
	out, err := utf16be.NewDecoder().Bytes(b[:len(b)&^1])
	if err != nil {
		return ""
	}
	return string(out)
}
