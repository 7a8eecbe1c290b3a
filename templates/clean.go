package templates

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"complaintsd/cases"
)

// maxLine bounds a single value, in runes: no name of a person or a place is longer.
const maxLine = 200

// maxText bounds a text of several lines, in bytes: what a staff letter quotes of a mail, and what a
// handler writes to a parent.
const maxText = 60_000

// clean makes one harmless line of a value: no line breaks, no control characters (the marks of markup.go
// are such), no characters that turn the direction of reading, no doubled blanks.
func clean(s string) string {
	if harmless(s) {
		return s
	}
	s = strings.Join(strings.Fields(strings.Map(visible, strings.ToValidUTF8(s, ""))), " ")
	if utf8.RuneCountInString(s) > maxLine {
		s = string([]rune(s)[:maxLine-1]) + "…"
	}
	return s
}

// harmless spares the common case, plain short words, the work.
func harmless(s string) bool {
	if len(s) > maxLine {
		return false
	}
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			return false
		}
	}
	return true
}

// cleanText does the same for a text of several lines, whose line breaks stay.
func cleanText(s string) string {
	if harmlessText(s) {
		return s
	}
	cut := len(s) > maxText
	if cut {
		s = s[:maxText]
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\r\n", "\n")
	lines := strings.Split(strings.ReplaceAll(s, "\r", "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(strings.Map(visible, l), " ")
	}
	s = strings.Trim(strings.Join(lines, "\n"), "\n")
	if cut {
		s += "\n(…)"
	}
	return s
}

// harmlessText spares plain texts the work, and the many that are empty.
func harmlessText(s string) bool {
	if len(s) > maxText || strings.HasSuffix(s, " ") {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\n':
			if i == 0 || i == len(s)-1 || s[i-1] == ' ' {
				return false
			}
		case c < ' ' || c > '~':
			return false
		}
	}
	return true
}

// visible maps a rune to what may stand in a letter: blanks to a blank, the unseen to nothing.
func visible(r rune) rune {
	switch {
	case ' ' <= r && r <= '~':
		return r
	case r == '\n', r == '\r', r == '\t', r == '\u2028', r == '\u2029', unicode.Is(unicode.Zs, r):
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == utf8.RuneError:
		return -1 // Cf holds the bidi controls, the zero-width joiners and the byte order mark
	}
	return r
}

func cleanAll(list []string) []string {
	list = slices.Clone(list)
	for i := range list {
		list[i] = clean(list[i])
	}
	return list
}

func cleanOrganisation(o *cases.Organisation) *cases.Organisation {
	v := *o
	for _, s := range []*string{&v.Name, &v.Prefix, &v.Address, &v.Department, &v.Phone, &v.Website, &v.Privacy, &v.Word, &v.LogoURL, &v.Paper.Return} {
		*s = clean(*s)
	}
	v.People = slices.Clone(o.People)
	for i := range v.People {
		v.People[i] = cleanPerson(v.People[i])
	}
	v.Locations = slices.Clone(o.Locations)
	for i := range v.Locations {
		v.Locations[i].Name = clean(v.Locations[i].Name)
	}
	v.Referrals = slices.Clone(o.Referrals)
	for i := range v.Referrals {
		r := &v.Referrals[i]
		for _, s := range []*string{&r.Name, &r.About, &r.AboutEn, &r.Website, &r.Phone, &r.Mail} {
			*s = clean(*s)
		}
	}
	return &v
}

func cleanPerson(p cases.Person) cases.Person {
	p.ID, p.Name, p.Title, p.Address, p.Phone = clean(p.ID), clean(p.Name), clean(p.Title), clean(p.Address), clean(p.Phone)
	return p
}

func cleanCase(c cases.Case) cases.Case {
	c.Ref, c.Location, c.Category = cases.Ref(clean(string(c.Ref))), clean(c.Location), clean(c.Category)
	c.Kind, c.Handler = cases.Kind(clean(string(c.Kind))), clean(c.Handler)
	c.Satisfied.Solution, c.Satisfied.Process = clean(c.Satisfied.Solution), clean(c.Satisfied.Process)
	for _, w := range []*cases.Complainant{&c.Complainant, &c.Pending.Who} {
		w.Name, w.Email, w.Phone, w.Child = clean(w.Name), clean(w.Email), clean(w.Phone), clean(w.Child)
		w.Address = strings.ReplaceAll(cleanText(w.Address), "\n", ", ")
	}
	return c
}

func cleanNotice(n cases.Notice) cases.Notice {
	n.To, n.Address, n.Text, n.Reason = cleanPerson(n.To), clean(n.Address), cleanText(n.Text), cleanText(n.Reason)
	n.Title, n.Scanned = clean(n.Title), cleanText(n.Scanned)
	n.Files = cleanFiles(n.Files)
	n.Why = clean(n.Why)
	n.Story, n.Lines = cleanText(n.Story), cleanAll(n.Lines)
	n.ReplyTo, n.Thread = messageID(n.ReplyTo), slices.Clone(n.Thread)
	for i := range n.Thread {
		n.Thread[i] = messageID(n.Thread[i])
	}
	n.Texts = nil // the page has them, and cleans those that it shows
	n.Thread = slices.DeleteFunc(n.Thread, func(id string) bool { return id == "" })
	if n.Mail != nil {
		m := cleanMail(*n.Mail)
		n.Mail = &m
	}
	return n
}

func cleanFiles(files []cases.File) []cases.File {
	files = slices.Clone(files)
	for i := range files {
		files[i].Name = clean(files[i].Name)
	}
	return files
}

// messageID gives the id without < >, or "" when it is none that a header could carry.
func messageID(id string) string {
	id = strings.Trim(strings.TrimSpace(id), "<>")
	if id == "" || len(id) > 900 || strings.ContainsAny(id, " <>\t\r\n") || clean(id) != id && len(id) <= maxLine {
		return ""
	}
	if strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return ""
	}
	return id
}

func cleanMail(m cases.Mail) cases.Mail {
	m.From, m.FromName, m.Subject, m.Text = clean(m.From), clean(m.FromName), clean(m.Subject), cleanText(m.Text)
	m.Defects, m.Unknown = cleanAll(m.Defects), cleanAll(m.Unknown)
	m.Hint, m.FormLocation, m.FormKind = cases.Ref(clean(string(m.Hint))), clean(m.FormLocation), clean(m.FormKind)
	m.AnswerTo = clean(m.AnswerTo)
	m.Files = cleanFiles(m.Files)
	if f := m.Forward; f != nil {
		m.Forward = &cases.Origin{From: clean(f.From), Name: clean(f.Name), Dated: f.Dated, Subject: clean(f.Subject)}
	}
	m.Fields = slices.Clone(m.Fields)
	for i, f := range m.Fields {
		m.Fields[i] = cases.FormField{Label: clean(f.Label), Value: clean(f.Value)}
	}
	if f := m.Form; f != nil {
		m.Form = &cases.Complainant{
			Name: clean(f.Name), Email: clean(f.Email), Phone: clean(f.Phone), Child: clean(f.Child),
			Address: strings.ReplaceAll(cleanText(f.Address), "\n", ", "),
		}
	}
	return m
}
