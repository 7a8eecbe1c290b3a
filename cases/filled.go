package cases

import (
	"regexp"
	"strings"
)

// complainant (melder) fills in who complained from the lines of the mail, and what else stands there for the
// registrar to fill in of a scanned letter: when it came, and which location it is about.
func complainant(t *turn, _ Given) *Refusal {
	lines := readLines(t.e.Mail.Text)
	who := lines.over(t.c.Complainant)
	more := lines.commands()
	switch known := t.c.Complainant.Email; {
	case who.Email != "" && !Deliverable(who.Email):
		return &Refusal{Code: RefuseArgument, Arg: who.Email}
	case known != "" && who.Email != known: // it sends all later letters elsewhere
		t.askBack("melder", lines.over(Complainant{}), "")
		who = t.c.Complainant
	case who == t.c.Complainant && len(more) == 0:
		return &Refusal{Code: RefuseArgument, Arg: "naam: …, e-mail: …"}
	}
	if who != t.c.Complainant {
		t.level = 1
		before := t.c.Complainant
		t.write(EntryComplainant, t.actor.ID, Facts{Mail: t.e.Mail.ID}, &who)
		if mailed := who.Email != before.Email; mailed || who.Name != before.Name || who.Address != before.Address {
			t.again(mailed)
		}
	}
	for _, cmd := range more {
		if refusal := t.one(cmd, true); refusal != nil {
			return refusal
		}
	}
	return nil
}

// FilledLabels are the labels of the lines that a mail with `melder` fills in, as links put them there.
func FilledLabels() []string {
	return []string{"naam", "adres", "e-mail", "telefoon", "kind", "ontvangen", "locatie"}
}

// filledLabels says which field the label of a line means.
var filledLabels = map[string]string{
	"naam": "naam", "name": "naam", "e-mail": "e-mail", "email": "e-mail", "mail": "e-mail", "e-mailadres": "e-mail",
	"adres": "adres", "address": "adres", "telefoon": "telefoon", "telefoonnummer": "telefoon", "phone": "telefoon", "tel": "telefoon",
	"kind": "kind", "child": "kind", "ontvangen": "ontvangen", "received": "ontvangen", "locatie": "locatie", "location": "locatie",
}

// filled are the lines of a mail that were filled in, by field.
type filled map[string]string

// readLines reads the lines `naam: …` of a mail. The first line of a label counts: the ones further down may be
// the signature of who fills them in. Below an address, the line with postcode and town belongs to it.
func readLines(text string) filled {
	lines := filled{}
	last := ""
	for _, line := range strings.Split(text, "\n") {
		label, value, ok := strings.Cut(line, ":")
		field := filledLabels[strings.ToLower(strings.Trim(label, " \t\u00a0*-•"))]
		value = strings.TrimSpace(value)
		switch {
		case ok && field != "" && lines[field] == "" && value != "":
			lines[field], last = value, field
		case last == "adres" && postcode.MatchString(strings.TrimSpace(line)):
			lines[last] += ", " + strings.TrimSpace(line)
			last = ""
		default:
			last = ""
		}
	}
	return lines
}

var postcode = regexp.MustCompile(`^\d{4} ?[A-Za-z]{2}\b`)

// over puts what was filled in over what is known.
func (l filled) over(c Complainant) Complainant {
	for field, to := range map[string]*string{"naam": &c.Name, "adres": &c.Address, "telefoon": &c.Phone, "kind": &c.Child} {
		if l[field] != "" {
			*to = l[field]
		}
	}
	if l["e-mail"] != "" {
		c.Email = bareMail(l["e-mail"])
	}
	return c
}

// bareMail takes off what mail programs hang on an address: `jan@x.example<mailto:jan@x.example>`.
func bareMail(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, mark := range []string{"<mailto:", "[mailto:", "<", " "} {
		if before, _, found := strings.Cut(s, mark); found && strings.Contains(before, "@") {
			s = before
		}
	}
	return strings.TrimSpace(strings.TrimPrefix(strings.Trim(s, "<>[]() \u00a0"), "mailto:"))
}

// commands are the words that other lines stand for.
func (l filled) commands() []Command {
	var all []Command
	for _, word := range []string{"ontvangen", "locatie"} {
		if v := l[word]; v != "" {
			all = append(all, Command{Word: word, Args: strings.Fields(v)})
		}
	}
	return all
}
