package mailin

import "strings"

// calendars and vcards are types of lines `NAME;PARAM=x:value` (RFC 5545 3.1, RFC 6350 3.3).
var (
	calendars = set("text/calendar", "text/x-vcalendar", "application/ics", "application/x-ics")
	vcards    = set("text/vcard", "text/x-vcard", "text/directory", "application/vcard")
)

// contentLine is one line of a calendar or an address card.
type contentLine struct {
	name   string // upper case, without group
	params params
	value  string
}

// maxContentLines bounds the lines that are read.
const maxContentLines = 5000

// contentLines reads the lines, unfolded. What is no such line is left out.
func contentLines(s string) []contentLine {
	var list []contentLine
	s = strings.ReplaceAll(clean(s), "=\n", "=\n ") // the quoted-printable of old cards folds by itself
	s = strings.NewReplacer("\n ", "", "\n\t", "").Replace(s)
	for l := range strings.SplitSeq(s, "\n") {
		if len(list) == maxContentLines {
			break
		}
		head, value, ok := cutUnquoted(l, ':')
		if !ok {
			continue
		}
		name, rest, _ := strings.Cut(head, ";")
		if i := strings.LastIndexByte(name, '.'); i >= 0 {
			name = name[i+1:]
		}
		raw := rawParams{}
		for len(rest) > 0 && len(raw.list) < maxParams {
			rest = raw.next(rest)
		}
		c := contentLine{strings.ToUpper(strings.TrimSpace(name)), params{}, value}
		for _, p := range raw.list {
			c.params[p.name] = p.value
		}
		if strings.EqualFold(c.params["encoding"], "quoted-printable") {
			c.value = decodeCharset(unquoteQ(strings.ReplaceAll(value, "= ", "")), c.params["charset"], nil)
		}
		list = append(list, c)
	}
	return list
}

// cutUnquoted cuts at the first sep outside quotes.
func cutUnquoted(s string, sep byte) (before, after string, ok bool) {
	quote := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			quote = !quote
		case s[i] == sep && !quote:
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

// words takes the escapes out of a value.
func (c contentLine) words() string {
	s := strings.NewReplacer(`\n`, "\n", `\N`, "\n", `\,`, ",", `\;`, ";", `\\`, `\`).Replace(c.value)
	return strings.TrimSpace(tidy(clean(s)))
}
