package templates

import "strings"

// maxMailto is how long a mailto link may be: Outlook and some telephones cut longer ones.
const maxMailto = 1800

// mailto makes a link that opens a new mail (RFC 6068). Everything but letters, digits and a few signs is
// escaped; a blank is %20, as + would stay a plus.
func mailto(to, subject string) string {
	var b strings.Builder
	b.Grow(len("mailto:?subject=") + len(to) + len(subject)*3/2)
	b.WriteString("mailto:")
	percent(&b, to, "@")
	b.WriteString("?subject=")
	percent(&b, subject, "")
	if b.Len() > maxMailto {
		cut := []rune(subject)
		return mailto(to, string(cut[:len(cut)*3/4]))
	}
	return b.String()
}

func percent(b *strings.Builder, s, keep string) {
	const hex = "0123456789ABCDEF"
	for i := range len(s) {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-._~"+keep, c) >= 0:
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
}

// command is the link that sends commands for the case of the page: [REF token] [word args] and so on.
func (p *page) command(words ...string) string {
	var b strings.Builder
	b.Grow(len(p.opening()) + 64)
	p.writeCommand(&b, words...)
	return b.String()
}

// writeCommand writes the link into a text that grows: letters to staff have twenty of them.
func (p *page) writeCommand(b *strings.Builder, words ...string) {
	from := b.Len()
	b.WriteString(p.opening())
	commands := commandWords(words...)
	percent(b, commands, "")
	if b.Len()-from > maxMailto {
		whole := b.String()[:from]
		b.Reset()
		b.WriteString(whole + mailto(p.o.Address, p.tag()+commands))
	}
}

// opening is what all command links of a letter begin with.
func (p *page) opening() string {
	if p.mailto == "" {
		p.mailto = mailto(p.o.Address, p.tag())
	}
	return p.mailto
}

// tag names the case with proof.
func (p *page) tag() string {
	if p.c.Ref == "" {
		return ""
	}
	return "[" + string(p.c.Ref) + " " + p.token + "]"
}

func commandWords(words ...string) string {
	if len(words) == 1 {
		return " [" + bracketSafe.Replace(clean(words[0])) + "]"
	}
	var b strings.Builder
	for _, w := range words {
		b.WriteString(commandWords(w))
	}
	return b.String()
}

// bracketSafe keeps an argument from ending its bracket.
var bracketSafe = strings.NewReplacer("[", "(", "]", ")")

// Button is a command as a button.
func (p *page) Button(label, word string) string {
	return mark(button, label, p.command(word))
}

// Choice is a command as words in a line, for staff. The plain part shows the words for the subject instead
// of the long address: an answer proves itself by what it answers, but for a mail over several cases.
func (p *page) Choice(label, word string) string {
	var b strings.Builder
	b.Grow(len(label) + len(p.opening()) + 4*len(word) + 16)
	b.WriteByte(markLink)
	b.WriteString(label)
	b.WriteByte(markURL)
	p.writeCommand(&b, word)
	b.WriteByte(markAlt)
	if p.part {
		b.WriteString(p.tag() + " ")
	}
	b.WriteString(commandWords(word)[1:])
	b.WriteByte(markEnd)
	return b.String()
}

// Call is a telephone number that can be tapped.
func (p *page) Call(number string) string {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, number)
	if len(digits) < 6 {
		return number
	}
	return link(number, "tel:"+digits)
}

// Site is a web address that can be tapped.
func (p *page) Site(words, url string) string {
	if !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "http://") {
		return words
	}
	return link(words, url)
}

func title(s string) string {
	if s == "" {
		return s
	}
	r := []rune(s)
	return strings.ToUpper(string(r[0])) + string(r[1:])
}

// mailtoBody is a mailto with words in the new mail, when there is room for them.
func mailtoBody(to, subject, body string) string {
	s := mailto(to, subject)
	if body == "" || !fits(s, body) {
		return s
	}
	return s + bodyPart(body)
}

// bodyPart is the text of a new mail; its lines end in CR LF (RFC 6068 section 5).
func bodyPart(body string) string {
	var b strings.Builder
	b.WriteString("&body=")
	percent(&b, strings.ReplaceAll(strings.ReplaceAll(body, "\r\n", "\n"), "\n", "\r\n"), "")
	return b.String()
}

// fits tells whether a link has room for a text.
func fits(link, body string) bool { return len(link)+len(bodyPart(body)) <= maxMailto }
