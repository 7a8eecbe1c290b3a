package templates

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// page gives the whole HTML part. It is ASCII with lines of bounded length, so that it leaves as it is: encoded
// as quoted-printable it would be a fifth longer, and it is the longest part of every letter.
func (l *look) page(p *page, subject string, body []block) string {
	h := &canvas{look: l}
	h.Grow(l.room + len(body)*192)
	h.tag(l.frame[0])
	h.WriteString(string(p.language))
	h.tag(l.frame[1])
	h.text(subject)
	h.tag(l.frame[2])
	h.blocks(body)
	h.tag(l.frame[3])
	h.foot(p)
	h.tag(l.frame[4])
	return h.String()
}

// canvas is an HTML part that grows. Every value in it passes text or address.
type canvas struct {
	strings.Builder
	*look
	line int // where the last line began
}

func (h *canvas) blocks(blocks []block) {
	for i, x := range blocks {
		first := i == 0 || blocks[i-1].kind != x.kind
		last := i == len(blocks)-1 || blocks[i+1].kind != x.kind
		h.block(x, first, last)
		h.newline()
	}
}

// tag writes a piece of the frame, whose lines are short.
func (h *canvas) tag(piece string) {
	h.WriteString(piece)
	h.line = h.Len()
}

func (h *canvas) newline() {
	h.WriteByte('\n')
	h.line = h.Len()
}

// block writes one block; first and last tell where a run of its kind begins and ends.
func (h *canvas) block(x block, first, last bool) {
	if x.kind == glance {
		var drawn strings.Builder
		htmlGlance(&drawn, x, first)
		h.ready(drawn.String())
		return
	}
	d, ok := h.drawn[x.kind]
	if !ok {
		d = h.drawn[para]
	}
	if first {
		h.WriteString(d.run[0])
	}
	if x.kind == item && onlyLink(x.words) {
		d.one = h.drawn[tap].one
	}
	h.WriteString(d.one[0])
	switch x.kind {
	case fact:
		h.rich(x.field(0))
		h.WriteString(d.between)
		h.rich(x.field(1))
	case button:
		h.address(x.field(1))
		h.WriteString(d.between)
		h.rich(x.field(0))
	default:
		h.rich(x.text())
	}
	h.WriteString(d.one[1])
	if last {
		h.WriteString(d.run[1])
	}
}

// onlyLink tells whether words are one link: the item of a menu, which a phone gives the height of a finger.
func onlyLink(words string) bool {
	return strings.HasPrefix(words, string(markLink)) && strings.IndexByte(words, markEnd) == len(words)-1
}

// entities are the characters that are not written as they are, besides all beyond ASCII; "" for those below.
var entities = [utf8.RuneSelf]string{
	'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\'': "&#39;",
	markBold: "<b>", markPlain: "</b>", markBreak: "<br>\n", markBlank: " ",
}

// longLine is where a line of HTML is broken at the next blank: a line of a mail may have 998 bytes (RFC 5322
// section 2.1.1), and a link may follow that stays whole.
const longLine = 400

// text writes a value: marks become tags, everything else is what it is.
func (h *canvas) text(s string) {
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c > ' ' && c < utf8.RuneSelf && entities[c] == "" {
			i++
			continue
		}
		h.WriteString(s[from:i])
		if c < utf8.RuneSelf {
			h.special(c)
			i++
		} else {
			r, n := utf8.DecodeRuneInString(s[i:])
			h.numbered(r)
			i += n
		}
		from = i
	}
	h.WriteString(s[from:])
}

// numbered writes a character beyond ASCII.
func (h *canvas) numbered(r rune) {
	h.WriteString("&#")
	h.WriteString(strconv.Itoa(int(r)))
	h.WriteByte(';')
}

// ready writes HTML that is drawn already, a row of a table on each line.
func (h *canvas) ready(drawn string) {
	for row := range strings.SplitAfterSeq(drawn, "</tr>") {
		for _, r := range row {
			if r < utf8.RuneSelf {
				h.WriteByte(byte(r))
				continue
			}
			h.numbered(r)
		}
		h.newline()
	}
}

func (h *canvas) special(c byte) {
	switch {
	case c == ' ' && h.Len()-h.line > longLine:
		h.newline()
	case entities[c] != "":
		h.WriteString(entities[c])
		if c == markBreak {
			h.line = h.Len()
		}
	default:
		h.WriteByte(c)
	}
}

// rich writes the words of a block, with the links in them.
func (h *canvas) rich(s string) {
	for {
		before, rest, found := strings.Cut(s, string(markLink))
		h.text(before)
		if !found {
			return
		}
		words, rest, _ := strings.Cut(rest, string(markURL))
		url, rest, _ := strings.Cut(rest, string(markEnd))
		url, _, _ = strings.Cut(url, string(markAlt))
		tag := h.link
		if strings.HasPrefix(url, "tel:") {
			tag = h.call
		}
		h.WriteString(tag[0])
		h.address(url)
		h.WriteString(tag[1])
		h.text(words)
		h.WriteString(tag[2])
		s = rest
	}
}

// address lets only addresses through that open a page, a letter or a call.
func (h *canvas) address(url string) {
	for _, scheme := range []string{"mailto:", "https://", "http://", "tel:"} {
		if strings.HasPrefix(url, scheme) {
			h.text(strings.ReplaceAll(url, " ", "%20"))
			return
		}
	}
	h.WriteByte('#')
}
