package mailin

import (
	"regexp"
	"strings"
	"time"
)

var forwardSubject = regexp.MustCompile(`(?i)^\s*(?:\[[^\]]{1,40}\]\s*)*(?:fwd?|fw|doorst|doorgestuurd|dfw|wg|tr|i|rv|enc|vs|vb|vl|pd|továbbítás|пересл)\s*(?:\[\d+\])?\s*[:：]`)

// forward finds the mail inside a forwarded one: below a line that says so, below a header block when the
// subject says so, or attached.
func (p *pass) forward(m *Message, top *letter, b body) *Forward {
	bySubject := forwardSubject.MatchString(m.Subject)
	lines := strings.Split(b.text, "\n")
	if f := p.inlineForward(lines, bySubject, m.Date.Location()); f != nil {
		return f
	}
	if b.html != nil && bySubject {
		if f := p.inlineForward(strings.Split(htmlText(p.charset(b.html)), "\n"), true, m.Date.Location()); f != nil {
			return f
		}
	}
	if inner := attached(top.root); inner != nil && (bySubject || !said(lines)) {
		return p.attachedForward(inner)
	}
	return nil
}

// inlineForward looks at the first place where an original begins; what stands below belongs to that one.
func (p *pass) inlineForward(lines []string, bySubject bool, place *time.Location) *Forward {
	for i, l := range lines {
		if attribution(lines[i:]) > 0 {
			return nil // an answered mail: whatever is forwarded further down is history
		}
		plain := plainLine(l)
		marked := isForwardLine(plain)
		original := bySubject && dashed(plain) && originalLine.MatchString(plain)
		switch {
		case marked || original:
			rest := unquoteBlock(lines[i+1:])
			if b, n := readBlock(rest, 1); b != nil {
				return p.forwardOf(b, rest[n:], place)
			}
		case bySubject && headedFrom(l):
			rest := unquoteBlock(lines[i:])
			if b, n := readBlock(rest, 2); b != nil {
				return p.forwardOf(b, rest[n:], place)
			}
		}
	}
	return nil
}

func headedFrom(l string) bool {
	class, _ := headerLine(strings.TrimLeft(l, "> "))
	return class == 'f' || class == 'd' || class == 's'
}

// unquoteBlock takes one `>` from the lines when the original is quoted as a whole.
func unquoteBlock(lines []string) []string {
	i := skipBlank(lines, 0)
	if i == len(lines) || !isQuoted(lines[i]) {
		return lines
	}
	var out []string
	for _, l := range lines {
		if t := strings.TrimLeft(l, " "); strings.HasPrefix(t, ">") {
			l = strings.TrimPrefix(t[1:], " ")
		}
		out = append(out, l)
	}
	return out
}

func (p *pass) forwardOf(b block, rest []string, place *time.Location) *Forward {
	from := strings.NewReplacer("[mailto:", "<", "<mailto:", "<", "]", ">").Replace(b['f'])
	f := &Forward{Subject: p.text(b['s']), Body: unmark(strings.Join(trimSeparators(rest), "\n"))}
	if a, ok := p.address(from); ok {
		f.From, f.FromName = a.Addr, a.Name
	} else if f.From = firstAddrSpec(from); f.From == "" {
		f.FromName = p.name(from)
	}
	if t := humanDate(b['d'], place); !t.IsZero() {
		f.Date = t.Format(time.RFC3339)
	}
	return f
}

// attached finds the first message that is a part of this one.
func attached(n *node) *letter {
	if n == nil {
		return nil
	}
	if n.inner != nil {
		return n.inner
	}
	for _, kid := range n.kids {
		if l := attached(kid); l != nil {
			return l
		}
	}
	return nil
}

func (p *pass) attachedForward(l *letter) *Forward {
	f := &Forward{Subject: p.text(first(l.fields, "Subject")), Body: unmark(p.readable(l.root).text)}
	if from, _ := p.addresses(first(l.fields, "From")); len(from) > 0 {
		f.From, f.FromName = from[0].Addr, from[0].Name
	}
	if t := parseDate(first(l.fields, "Date")); !t.IsZero() {
		f.Date = t.Format(time.RFC3339)
	}
	return f
}
