package mailin

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxGroups bounds the groups inside each other, of which each costs memory.
const maxGroups = 500

// readRTF makes text of RTF, at most limit bytes. Where the RTF was made of HTML (MS-OXRTFEX), the HTML comes out, and
// html is true.
func readRTF(b []byte, limit int) (text string, html bool) {
	r := rtfReader{in: b, limit: limit, page: "windows-1252", fonts: map[int]string{}}
	r.html = rtfOfHTML(b)
	r.now.skipped = 1
	for len(r.in) > 0 && r.out.Len() < limit {
		r.step()
	}
	r.flush()
	return strings.ToValidUTF8(r.out.String()[:min(r.out.Len(), limit)], ""), r.html
}

// rtfOfHTML looks for \fromhtml, which stands near the beginning (MS-OXRTFEX 2.1.3.1).
func rtfOfHTML(b []byte) bool {
	return strings.Contains(string(b[:min(len(b), 1000)]), `\fromhtml1`)
}

type rtfReader struct {
	in    []byte
	limit int
	out   strings.Builder
	html  bool
	page  string         // charset of the document
	fonts map[int]string // charset of a font
	font  int            // the font that the table of fonts describes
	raw   []byte         // bytes in the charset of the font, which may need each other
	pair  rune           // the first half of a surrogate pair
	fall  int            // characters to leave out: they stand in for a \u

	now   rtfGroup
	outer []rtfGroup
	over  int // groups that are open beyond the limit
}

// rtfGroup is what a group restores at its end.
type rtfGroup struct {
	quiet   bool // it holds no text: a table of fonts, a picture
	fonts   bool // it is the table of fonts
	tag     bool // it holds HTML
	rtfOnly bool // \htmlrtf: what only the reader of RTF is to see
	charset string
	skipped int  // characters after a \u (\uc)
	star    bool // \* was just read: what is not known is left out as a whole
}

func (r *rtfReader) step() {
	c := r.in[0]
	r.in = r.in[1:]
	switch c {
	case '{':
		r.begin()
	case '}':
		r.end()
	case '\\':
		r.control()
	case '\r', '\n':
	default:
		r.char(c)
	}
}

func (r *rtfReader) begin() {
	r.flush()
	r.fall = 0
	if len(r.outer) >= maxGroups {
		r.over++
		return
	}
	r.outer = append(r.outer, r.now)
	r.now.star = false
}

func (r *rtfReader) end() {
	r.flush()
	r.fall = 0
	switch {
	case r.over > 0:
		r.over--
	case len(r.outer) > 0:
		r.now, r.outer = r.outer[len(r.outer)-1], r.outer[:len(r.outer)-1]
	}
}

// control reads what comes after a backslash: a word with a number, or a sign.
func (r *rtfReader) control() {
	if len(r.in) == 0 {
		return
	}
	n := 0
	for n < len(r.in) && n < 32 && (r.in[n]|0x20 >= 'a' && r.in[n]|0x20 <= 'z') {
		n++
	}
	if n == 0 {
		r.sign()
		return
	}
	word := string(r.in[:n])
	r.in = r.in[n:]
	number, has := r.number()
	if len(r.in) > 0 && r.in[0] == ' ' {
		r.in = r.in[1:]
	}
	r.word(word, number, has)
}

func (r *rtfReader) number() (int, bool) {
	n := 0
	for n < len(r.in) && n < 12 && (r.in[n] >= '0' && r.in[n] <= '9' || n == 0 && r.in[n] == '-') {
		n++
	}
	v, err := strconv.Atoi(string(r.in[:n]))
	r.in = r.in[n:]
	return v, err == nil
}

func (r *rtfReader) sign() {
	c := r.in[0]
	r.in = r.in[1:]
	switch c {
	case '\'':
		if len(r.in) >= 2 && unhex[r.in[0]] != 0 && unhex[r.in[1]] != 0 {
			r.char((unhex[r.in[0]]-1)<<4 | (unhex[r.in[1]] - 1))
			r.in = r.in[2:]
		}
	case '*':
		r.now.star = true
	case '~':
		r.text("\u00A0")
	case '_':
		r.text("-")
	case '\r', '\n':
		r.text("\n")
	case '\\', '{', '}':
		r.char(c)
	}
}

// word does what a control word says. Destinations that nobody knows are left out when \* stands before them.
func (r *rtfReader) word(word string, n int, has bool) {
	star := r.now.star
	r.now.star = false
	switch {
	case word == "u":
		r.unicode(n)
	case rtfWords[word] != "":
		r.text(rtfWords[word])
	case rtfActions[word] != nil:
		r.flush()
		rtfActions[word](r, n, has)
	case star || rtfQuiet[word]:
		r.flush()
		r.now.quiet = true
	}
}

// rtfWords stand for characters.
var rtfWords = map[string]string{
	"par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "tab": "\t", "cell": "\t", "nestcell": "\t", "nestrow": "\n",
	"emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
	"emspace": " ", "enspace": " ", "qmspace": " ",
}

// rtfQuiet are destinations that hold no text of the letter.
var rtfQuiet = set("colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "headerl", "headerr",
	"headerf", "footerl", "footerr", "footerf", "footnote", "nonesttables", "listtable", "filetbl", "fldinst")

// rtfActions change how the following is read.
var rtfActions = map[string]func(r *rtfReader, n int, has bool){
	"ansicpg": func(r *rtfReader, n int, _ bool) { r.page = codePage(n) },
	"mac":     func(r *rtfReader, _ int, _ bool) { r.page = "macintosh" },
	"pc":      func(r *rtfReader, _ int, _ bool) { r.page = "ibm437" },
	"uc":      func(r *rtfReader, n int, _ bool) { r.now.skipped = max(0, min(n, 10)) },
	"fonttbl": func(r *rtfReader, _ int, _ bool) { r.now.quiet, r.now.fonts = true, true },
	"plain":   func(r *rtfReader, _ int, _ bool) { r.now.charset = "" },
	"htmltag": func(r *rtfReader, _ int, _ bool) { r.now.tag, r.now.quiet = true, !r.html },
	"htmlrtf": func(r *rtfReader, n int, has bool) { r.now.rtfOnly = r.html && (!has || n != 0) },
	"bin":     func(r *rtfReader, n int, _ bool) { r.in = r.in[max(0, min(n, len(r.in))):] },
	"f": func(r *rtfReader, n int, _ bool) {
		if r.now.fonts {
			r.font = n
		} else {
			r.now.charset = r.fonts[n]
		}
	},
	"fcharset": func(r *rtfReader, n int, _ bool) {
		if page := fontCharsets[n]; page != 0 && r.now.fonts && len(r.fonts) < 1000 {
			r.fonts[r.font] = codePage(page)
		}
	},
}

func (r *rtfReader) silent() bool { return r.now.quiet || r.now.rtfOnly }

// char takes a byte in the charset of the font.
func (r *rtfReader) char(c byte) {
	if r.fall > 0 {
		r.fall--
		return
	}
	if !r.silent() {
		r.raw = append(r.raw, c)
	}
}

// text takes what is text already.
func (r *rtfReader) text(s string) {
	r.flush()
	if r.fall > 0 {
		r.fall--
		return
	}
	if !r.silent() {
		r.out.WriteString(s)
	}
}

func (r *rtfReader) flush() {
	if len(r.raw) == 0 {
		return
	}
	page := r.page
	if r.now.charset != "" {
		page = r.now.charset
	}
	if ascii(r.raw) {
		r.out.Write(r.raw)
	} else if enc := lookup(page); enc != nil {
		b, _ := enc.NewDecoder().Bytes(r.raw)
		r.out.Write(b)
	} else {
		r.out.WriteString(decodeCharset(r.raw, page, nil))
	}
	r.raw = r.raw[:0]
}

// unicode takes \uN: a number with a sign, of sixteen bits, so that some characters come in two halves.
func (r *rtfReader) unicode(n int) {
	r.flush()
	r.fall = r.now.skipped
	c := rune(uint16(n))
	switch {
	case r.silent():
	case utf16.IsSurrogate(c) && r.pair == 0:
		r.pair = c
	case r.pair != 0:
		if c = utf16.DecodeRune(r.pair, c); c != utf8.RuneError {
			r.out.WriteRune(c)
		}
		r.pair = 0
	default:
		r.out.WriteRune(c)
	}
}
