package mailin

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

var forwardSubject = regexp.MustCompile(`(?i)^\s*(?:\[[^\]]{1,40}\]\s*)*(?:fwd?|fw|doorst|doorgestuurd|dfw|wg|tr|i|rv|enc|vs|vb|vl|pd|továbbítás|пересл)\s*(?:\[\d+\])?\s*[:：]`)

// answerSubject is that of an answer: what stands below it is history.
var answerSubject = regexp.MustCompile(`(?i)^\s*(?:\[[^\]]{1,40}\]\s*)*(?:re|aw|antw|antw\.|sv|ré|rif|res|betr)\s*(?:\[\d+\])?\s*[:：]`)

// forward finds the mail inside a forwarded one: below a line that says so, below a header block when the
// subject says so or says at least that it is no answer, or attached.
func (p *pass) forward(m *Message, top *letter, b body) *Forward {
	bySubject := forwardSubject.MatchString(m.Subject)
	lines := strings.Split(unpack(b.text), "\n")
	search := func(lines []string) *Forward {
		if bySubject || answerSubject.MatchString(m.Subject) {
			return p.inlineForward(lines, bySubject, m.Date)
		}
		f := p.inlineForward(lines, true, m.Date)
		if f != nil && f.From == "" && f.FromName != "" && f.Date != "" {
			m.Perhaps = f // Outlook leaves the address out when it knows the sender
		}
		if f == nil || f.From == "" || f.Date == "" || isOf(f.From, m.From, m.To, m.Cc) {
			return p.inlineForward(lines, false, m.Date)
		}
		return f
	}
	if f := search(lines); f != nil {
		return f
	}
	if b.html != nil && bySubject {
		if f := search(strings.Split(unpack(htmlText(p.charset(b.html))), "\n")); f != nil {
			return f
		}
	}
	inner := attached(top.root)
	switch {
	case inner == nil:
	case bySubject || !said(lines):
		return p.attachedForward(inner)
	case !answerSubject.MatchString(m.Subject):
		m.Perhaps = p.attachedForward(inner)
	}
	return nil
}

// maxPassedOn is how many times a mail may have been passed on before: colleagues send it to each other first.
const maxPassedOn = 4

// within finds what a passed-on mail passes on itself.
func (p *pass) within(f *Forward, sent time.Time) *Forward {
	for in, n := f, 0; in != nil && n < maxPassedOn; in, n = in.Inner, n+1 {
		in.Inner = p.inlineForward(strings.Split(in.Body, "\n"), true, sent)
	}
	return f
}

// isOf tells whether the address is one of the lists': a quoted mail of whoever is written to is answered, not
// passed on.
func isOf(addr string, lists ...[]Address) bool {
	return slices.ContainsFunc(slices.Concat(lists...), func(a Address) bool { return a.Addr == addr })
}

// packed is how Yahoo writes the header of a forwarded mail in plain text: all in one line.
var packed = regexp.MustCompile(`(?i)^([-_ ]{3,}(?:` + forwardWords + `)[-_ ]{3,})(\S.*)$`)

var packedLabel = regexp.MustCompile(`(?:Van|From|Von|De|Aan|To|An|À|Cc|CC|Verzonden|Sent|Gesendet|Envoyé|Onderwerp|Subject|Betreff|Objet) ?: ?`)

// unpack gives each field of such a line a line of its own.
func unpack(text string) string {
	if !strings.Contains(text, "----") {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if f := packed.FindStringSubmatch(strings.TrimSpace(l)); f != nil && len(l) < 2000 && packedLabel.MatchString(f[2]) {
			lines[i] = f[1] + packedLabel.ReplaceAllString(f[2], "\n$0")
			for j := i + 1; j < len(lines) && j < i+4 && packedLabel.MatchString(lines[j]); j++ {
				lines[j] = strings.TrimPrefix(packedLabel.ReplaceAllString(lines[j], "\n$0"), "\n")
			}
		}
	}
	return strings.Join(lines, "\n")
}

// inlineForward looks at the first place where an original begins; what stands below belongs to that one.
func (p *pass) inlineForward(lines []string, bySubject bool, sent time.Time) *Forward {
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
				return p.forwardOf(b, rest[n:], sent)
			}
		case bySubject && headedFrom(l):
			rest := unquoteBlock(lines[i:])
			if b, n := readBlock(rest, 2); b != nil {
				return p.forwardOf(b, rest[n:], sent)
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

func (p *pass) forwardOf(b block, rest []string, sent time.Time) *Forward {
	from := strings.NewReplacer("[mailto:", "<", "<mailto:", "<", "]", ">", "<<", "<", ">>", ">").Replace(b['f'])
	if end := strings.IndexByte(from, '>'); end >= 0 && strings.Contains(from[:end], "@") {
		from = from[:end+1] // what follows is the address again, or on whose behalf it was sent
	}
	rest = trimSeparators(rest)
	if quotedWhole(rest) {
		rest = unquoteBlock(rest)
	}
	if k := dropBanner(rest); said(k) {
		rest = k
	}
	f := &Forward{Subject: p.text(b['s']), Body: unmark(strings.Join(rest, "\n"))}
	if a, ok := p.address(from); ok {
		f.From, f.FromName = a.Addr, a.Name
	} else if f.From = firstAddrSpec(from); f.From == "" {
		f.FromName = p.name(from)
	}
	if t := humanDate(b['d'], placeOf(sent)); !t.IsZero() {
		f.Date = t.Format(time.RFC3339)
	}
	return f
}

// quotedWhole tells that every line is quoted, as some programs do below a header that is not.
func quotedWhole(lines []string) bool {
	quoted := 0
	for _, l := range lines {
		switch t := strings.TrimSpace(l); {
		case strings.HasPrefix(t, ">"):
			quoted++
		case t != "":
			return false
		}
	}
	return quoted > 0
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
