package mailin

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// body is the readable text of a message. The text holds marks (see html.go) where the HTML says that
// quoted history begins.
type body struct {
	text string
	html *node // the HTML alternative that was not taken, because there is plain text
}

// readable gives the text of a message: its readable parts, else the named files of text in it.
func (p *pass) readable(root *node) body {
	b := p.body(root)
	if strings.TrimSpace(b.text) == "" {
		p.spares = true
		b = p.body(root)
		p.spares = false
	}
	return p.withTNEF(b, root)
}

// withTNEF takes the body of a winmail.dat where there is no other text, or only a line that a mail system put there.
// Otherwise the text beside it says the same: Outlook sends both.
func (p *pass) withTNEF(b body, root *node) body {
	n := tnefOf(root)
	if n == nil {
		return b
	}
	inner := p.joined(n)
	ours, theirs := letters(b.text), letters(inner.text)
	switch {
	case len(theirs) == 0, strings.Contains(ours, theirs), len(ours) > len(theirs)/2:
		return b
	case len(ours) > 0 && !strings.Contains(theirs, ours):
		return body{text: inner.text + "\n\n" + b.text}
	}
	return inner
}

// letters gives the letters and digits of a text.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// tnefOf finds the winmail.dat that has a body.
func tnefOf(n *node) *node {
	if n == nil || n.inner != nil && len(n.kids) == 0 {
		return nil
	}
	if !n.multi() && len(n.kids) > 0 {
		return n
	}
	for _, kid := range n.kids {
		if found := tnefOf(kid); found != nil {
			return found
		}
	}
	return nil
}

// body picks and joins the readable parts under n.
func (p *pass) body(n *node) body {
	switch {
	case n == nil || n.report || n.inner != nil || n.spare && !p.spares:
		return body{}
	case n.kind == "multipart/alternative":
		return p.alternative(n)
	case n.kind == "multipart/related":
		return p.body(rootOf(n))
	case n.multi():
		return p.joined(n)
	case n.kind == "text/html":
		return body{text: htmlText(p.charset(n))}
	case n.kind == "text/plain" && pageBegin.Match(n.text) && bytes.Contains(n.text, []byte("</")):
		p.defect("type-corrected") // what PHP sends when nobody says otherwise
		return body{text: htmlText(p.charset(n))}
	case n.kind == "text/plain":
		return body{text: p.plain(n)}
	}
	return body{}
}

// alternative prefers plain text, which says the same without guesswork, unless it is empty or only says
// that there is HTML.
func (p *pass) alternative(n *node) body {
	var best body
	for _, kid := range n.kids {
		switch b := p.body(kid); {
		case strings.TrimSpace(b.text) == "":
		case best.text == "", htmlPart(kid) != nil && standsIn(best.text, b.text):
			best = b
		case htmlPart(kid) != nil && best.html == nil:
			best.html = htmlPart(kid)
		}
	}
	return best
}

// maxStandIn is the length up to which a plain text can be one that stands in for the HTML beside it.
const maxStandIn = 300

// shownAlike is the number of characters by which a plain text is known as the beginning of the HTML.
const shownAlike = 18

// standsIn tells whether a plain text does no more than send its reader to the HTML.
func standsIn(plain, html string) bool {
	if len(plain) > maxStandIn || 2*len(plain) > len(html) {
		return false
	}
	low := strings.ToLower(plain)
	line, _, _ := strings.Cut(plain, "\n")
	return !strings.Contains(html, cutTo(line, shownAlike)) && (strings.Contains(low, "html") || strings.Contains(low, "in uw browser") || strings.Contains(low, "in your browser"))
}

// htmlPart finds the HTML part of an alternative, also within multipart/related.
func htmlPart(n *node) *node {
	if n.kind == "text/html" {
		return n
	}
	if n.kind == "multipart/related" {
		if root := rootOf(n); root != nil {
			return htmlPart(root)
		}
	}
	return nil
}

// rootOf is the part of a multipart/related that the others belong to: the first (RFC 2387), or the first text where some
// programs put a picture before it.
func rootOf(n *node) *node {
	for _, kid := range n.kids {
		if isText(kid.kind) || kid.multi() {
			return kid
		}
	}
	if len(n.kids) > 0 {
		return n.kids[0]
	}
	return nil
}

func (p *pass) joined(n *node) body {
	var all body
	for _, kid := range n.kids {
		b := p.body(kid)
		if strings.TrimSpace(b.text) == "" {
			continue
		}
		if all.text != "" {
			b.text = all.text + "\n\n" + b.text
			b.html = nil
		}
		all = b
	}
	return all
}

func (p *pass) charset(n *node) string {
	b := n.text
	for cut := 0; p.defects["text-cut"] && cut < 3 && !utf8.Valid(b) && len(b) > 0; cut++ {
		b = b[:len(b)-1] // the limit fell within a character
	}
	label := n.params["charset"]
	if label == "" && n.kind == "text/html" {
		label = metaCharset(b)
	}
	return decodeCharset(b, label, p.defect)
}

// pageBegin is how a page of HTML begins that calls itself plain text.
var pageBegin = regexp.MustCompile(`(?i)^\s*<(?:!doctype html|html|head|body|table|div|p)(?:\s[^<>]{0,500})?>`)

var metaLabel = regexp.MustCompile(`(?i)<meta[^>]{1,200}?charset\s*=\s*["']?([\w:.+-]{2,40})`)

// metaCharset is the charset that HTML names itself, at its beginning; "" for none. What says so in plain letters is not
// in UTF-16, whatever it says.
func metaCharset(b []byte) string {
	m := metaLabel.FindSubmatch(b[:min(len(b), 1024)])
	if m == nil || believedFirst(strings.ToLower(string(m[1]))) {
		return ""
	}
	return string(m[1])
}

func (p *pass) plain(n *node) string {
	s := p.charset(n)
	if strings.ContainsFunc(s, unreadable) {
		p.defect("control-characters")
	}
	s = unwrapLinks(unarmour(clean(s)))
	if strings.EqualFold(n.params["format"], "flowed") {
		s = unflow(s, strings.EqualFold(n.params["delsp"], "yes"))
	}
	return tidy(s)
}

// clean makes every line end LF and drops control characters, and the marks that only we set.
func clean(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r', r == '\u2028', r == '\u2029', r == '\f':
			return '\n'
		case unreadable(r):
			return -1
		}
		return r
	}, s)
}

// unreadable characters have no place in a text: control characters other than white space, direction overrides, and
// the marks that only we set.
func unreadable(r rune) bool {
	switch {
	case r < 0x80:
		return r < ' ' && r != '\n' && r != '\t' && r != '\r' && r != '\f' || r == 0x7F
	case isMark(r), r == '\uFEFF', r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return unicode.IsControl(r)
}

// tidy drops blanks at line ends and blank lines around the text, and keeps two blank lines at most.
func tidy(s string) string {
	var out []string
	blank := 0
	for l := range strings.SplitSeq(s, "\n") {
		l = strings.TrimRight(l, " \t\u00A0")
		if l == "" {
			blank++
		} else {
			blank = 0
		}
		if blank <= 2 {
			out = append(out, l)
		}
	}
	return strings.Trim(strings.Join(out, "\n"), "\n")
}

// unflow joins the lines of format=flowed (RFC 3676): a line that ends in a blank goes on in the next one
// of the same quote depth. DelSp says that the blank itself was added. A signature line never flows.
func unflow(s string, delsp bool) string {
	var out strings.Builder
	flowing, depth := false, 0
	for l := range strings.SplitSeq(s, "\n") {
		d := len(l) - len(strings.TrimLeft(l, ">"))
		text := strings.TrimPrefix(l[d:], " ")
		if !flowing || d != depth || text == "-- " {
			if out.Len() > 0 {
				out.WriteByte('\n')
			}
			out.WriteString(strings.Repeat(">", d) + strings.Repeat(" ", min(d, 1)))
		}
		depth, flowing = d, strings.HasSuffix(text, " ") && text != "-- "
		if flowing && delsp {
			text = strings.TrimSuffix(text, " ")
		}
		out.WriteString(text)
	}
	return out.String()
}
