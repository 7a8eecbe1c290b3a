package mailin

import (
	"bytes"
	"encoding/base64"
	"regexp"
	"strings"

	"golang.org/x/text/encoding/unicode"
)

var (
	utf16be = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	utf16le = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
)

// decoder turns the lines of a part into its bytes. Decoders are tolerant: damage costs the damaged
// characters, not the rest.
type decoder interface {
	line(l line)
	close()
}

// newDecoder reads a Content-Transfer-Encoding as it is meant: in any case, quoted, with comments.
func newDecoder(cte string, out func([]byte), defect func(string)) decoder {
	asWritten := strings.ToLower(strings.TrimSpace(cte))
	cte = strings.Trim(uncomment(asWritten), "\"'; \t.")
	if i := strings.IndexAny(cte, ";,"); i > 0 {
		cte = cte[:i]
	}
	encoding, known := encodings[withoutGaps.Replace(cte)]
	switch {
	case !known:
		defect("unknown-encoding")
	case encoding != asWritten && !plainEncodings[asWritten] && encoding != "uuencode":
		defect("encoding-repaired")
	}
	switch encoding {
	case "base64":
		return &base64Decoder{out: out, defect: defect}
	case "quoted-printable":
		return &quotedDecoder{out: out, defect: defect}
	case "uuencode":
		defect("uuencoded")
		return &uuDecoder{out: out, defect: defect, named: func(string) {}}
	}
	return &plainDecoder{out: out}
}

var withoutGaps = strings.NewReplacer(" ", "", "-", "")

// encodings are the names of encodings as they are met, without blanks and hyphens.
var encodings = map[string]string{
	"base64": "base64", "b64": "base64", "b": "base64",
	"quotedprintable": "quoted-printable", "qp": "quoted-printable", "q": "quoted-printable",
	"uuencode": "uuencode", "xuuencode": "uuencode", "xuue": "uuencode", "uue": "uuencode",
	"": "", "7bit": "", "8bit": "", "binary": "", "7bits": "", "8bits": "", "none": "", "7": "", "8": "",
}

var plainEncodings = set("7bit", "8bit", "binary")

// plainDecoder passes lines on. The last line end belongs to the boundary after it (RFC 2046 5.1.1).
type plainDecoder struct {
	out  func([]byte)
	pend []byte
}

func (d *plainDecoder) line(l line) {
	if len(d.pend) > 0 {
		d.out(d.pend)
	}
	d.out(l.data)
	d.pend = l.end
}

func (d *plainDecoder) close() {}

// quotedDecoder reads quoted-printable. A `=` that begins no escape stays as it is.
type quotedDecoder struct {
	out    func([]byte)
	defect func(string)
	pend   []byte
	buf    []byte
}

func (d *quotedDecoder) line(l line) {
	if len(d.pend) > 0 {
		d.out(d.pend)
		d.pend = nil
	}
	data := l.data
	if len(l.end) > 0 {
		data = bytes.TrimRight(data, " \t") // blanks at the end were added on the way (RFC 2045 6.7)
	}
	if n := len(data) - 1; n >= 0 && data[n] == '=' {
		data = data[:n]
	} else {
		d.pend = l.end
	}
	if bytes.IndexByte(data, '=') < 0 {
		d.out(data)
		return
	}
	var bad bool
	if d.buf, bad = appendQ(d.buf[:0], data); bad {
		d.defect("bad-quoted-printable")
	}
	d.out(d.buf)
}

func (d *quotedDecoder) close() {}

func appendQ(dst, s []byte) (_ []byte, bad bool) {
	for i := 0; i < len(s); i++ {
		if s[i] != '=' {
			dst = append(dst, s[i])
			continue
		}
		if i+2 < len(s) && unhex[s[i+1]] != 0 && unhex[s[i+2]] != 0 {
			dst = append(dst, (unhex[s[i+1]]-1)<<4|(unhex[s[i+2]]-1))
			i += 2
			continue
		}
		dst, bad = append(dst, '='), true
	}
	return dst, bad
}

func unquoteQ(s string) []byte {
	b, _ := appendQ(nil, []byte(s))
	return b
}

// unhex gives the value of a hexadecimal digit plus one, 0 for any other byte.
var unhex = func() (t [256]byte) {
	for i := range byte(10) {
		t['0'+i] = i + 1
	}
	for i := range byte(6) {
		t['a'+i], t['A'+i] = i+11, i+11
	}
	return t
}()

// base64Decoder gathers lines and decodes them together: that is several times faster than line by line.
type base64Decoder struct {
	out    func([]byte)
	defect func(string)
	in     []byte
	buf    []byte
	begun  bool
	plain  *plainDecoder // not nil: it is no base64 at all
}

const base64Block = 8 << 10

var plainWord = regexp.MustCompile(`^[A-Z]?[a-z]+[,.;:!?]?$`)

// inWords tells that the first line is one of words: scripts declare base64 and send the text as it is.
func inWords(l []byte) bool {
	words := strings.Fields(string(l[:min(len(l), 200)]))
	for _, w := range words[:min(len(words), 5)] {
		if !plainWord.MatchString(w) {
			return false
		}
	}
	return len(words) > 1 || len(words) == 1 && strings.ContainsAny(words[0], ",.;:!?")
}

func (d *base64Decoder) line(l line) {
	if !d.begun && len(bytes.TrimSpace(l.data)) > 0 {
		if d.begun = true; inWords(l.data) {
			d.defect("encoding-repaired")
			d.plain = &plainDecoder{out: d.out}
		}
	}
	if d.plain != nil {
		d.plain.line(l)
		return
	}
	d.in = append(d.in, l.data...)
	if len(d.in) >= base64Block {
		d.flush(len(d.in) &^ 3)
	}
}

func (d *base64Decoder) close() {
	d.flush(len(d.in))
	if len(d.in) > 0 { // the padding is missing
		d.defect("base64-padding")
		d.out(looseBase64(string(d.in)))
	}
}

// base64Counter tells how many bytes there would be, without decoding them. What is not base64 counts as if it
// were not there. The beginning is decoded, because it tells the type.
type base64Counter struct {
	take  func(size int64, head []byte)
	chars int64
	head  []byte
}

func (d *base64Counter) line(l line) {
	if room := headSize*4/3 - len(d.head); room > 0 {
		d.head = append(d.head, l.data[:min(room, len(l.data))]...)
	}
	d.chars += int64(len(l.data))
	for _, c := range l.data[max(0, len(l.data)-4):] { // padding and blanks stand at the end of a line
		if unbase64[c] == 0 {
			d.chars--
		}
	}
}

func (d *base64Counter) close() { d.take(d.chars*3/4, looseBase64(string(d.head))) }

// flush decodes the first n characters. When the strict reader refuses them, all that is gathered is
// cleaned of what is not base64 and read loosely.
func (d *base64Decoder) flush(n int) {
	if n == 0 {
		return
	}
	if size := base64.StdEncoding.DecodedLen(n); cap(d.buf) < size {
		d.buf = make([]byte, size)
	}
	got, err := base64.StdEncoding.Decode(d.buf[:cap(d.buf)], d.in[:n])
	if err == nil {
		d.out(d.buf[:got])
		d.in = append(d.in[:0], d.in[n:]...)
		return
	}
	out, rest, bad := loosen(d.in)
	if bad {
		d.defect("bad-base64")
	} else {
		d.defect("base64-padding") // it ended, and went on
	}
	d.out(out)
	d.in = append(d.in[:0], rest...)
}

// loosen decodes whole groups of four, skipping what is not base64 and going on after padding. It gives
// back the characters of an unfinished group.
func loosen(in []byte) (out, rest []byte, bad bool) {
	var group [4]byte
	n := 0
	for _, c := range in {
		v := unbase64[c]
		switch {
		case v > 0:
			group[n] = v - 1
			if n++; n == 4 {
				out = appendGroup(out, group, 4)
				n = 0
			}
		case c == '=':
			out = appendGroup(out, group, n)
			n = 0
		case c != ' ' && c != '\t' && c != '\r' && c != '\n':
			bad = true
		}
	}
	for _, v := range group[:n] {
		rest = append(rest, base64Alphabet[v])
	}
	return out, rest, bad
}

// appendGroup adds the bytes of a group of n characters, n < 4 where padding followed.
func appendGroup(dst []byte, g [4]byte, n int) []byte {
	b := [3]byte{g[0]<<2 | g[1]>>4, g[1]<<4 | g[2]>>2, g[2]<<6 | g[3]}
	return append(dst, b[:max(n-1, 0)]...)
}

func looseBase64(s string) []byte {
	out, _, _ := loosen([]byte(s + "="))
	return out
}

// unbase64 gives the value of a character plus one, 0 for any other byte. It knows the URL alphabet too.
var unbase64 = func() (t [256]byte) {
	for i := range len(base64Alphabet) {
		t[base64Alphabet[i]] = byte(i + 1)
	}
	t['-'], t['_'] = t['+'], t['/']
	return t
}()
