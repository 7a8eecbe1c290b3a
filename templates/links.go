package templates

import "strings"

// maxMailto is how long a mailto link may be: Outlook and some telephones cut longer ones.
const maxMailto = 1800

// mailto makes a link that opens a new mail (RFC 6068). Everything but letters, digits and a few signs is
// escaped; a blank is %20, as + would stay a plus.
func mailto(to, subject string) string {
	s := "mailto:" + percent(to, "@") + "?subject=" + percent(subject, "")
	for len(s) > maxMailto {
		cut := []rune(subject)
		subject = string(cut[:len(cut)*3/4])
		s = "mailto:" + percent(to, "@") + "?subject=" + percent(subject, "")
	}
	return s
}

func percent(s, keep string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
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
	return b.String()
}

// command is the link that sends commands for the case of the page: [REF token] [word args] and so on.
func (p *page) command(words ...string) string {
	return mailto(p.o.Address, p.tag()+commandWords(words...))
}

// tag names the case with proof.
func (p *page) tag() string {
	if p.c.Ref == "" {
		return ""
	}
	return "[" + string(p.c.Ref) + " " + p.token + "]"
}

func commandWords(words ...string) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(" [" + bracketSafe.Replace(clean(w)) + "]")
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
// of the long address: an answer proves itself by what it answers.
func (p *page) Choice(label, word string) string {
	return link(label, p.command(word)+string(markAlt)+strings.TrimSpace(commandWords(word)))
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
	if body == "" {
		return s
	}
	if with := s + "&body=" + percent(strings.ReplaceAll(body, "\n", "\r\n"), ""); len(with) <= maxMailto {
		return with
	}
	return s
}
