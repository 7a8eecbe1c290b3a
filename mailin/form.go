package mailin

import (
	"regexp"
	"slices"
	"strings"

	"complaintsd/cases"
)

// The fields of a form that mean something here. A label that is none of them keeps its own name, in lower
// case. The configuration maps further labels to these words.
const (
	fieldName     = cases.FormName
	fieldEmail    = cases.FormEmail
	fieldPhone    = cases.FormPhone
	fieldAddress  = cases.FormAddress
	fieldChild    = cases.FormChild
	fieldLocation = cases.FormLocation
	fieldKind     = cases.FormKind
	fieldSubject  = cases.FormSubject
	fieldMessage  = cases.FormMessage
)

// formLabels are the labels that forms in use have, without accents and in lower case.
var formLabels = map[string]string{
	"naam": fieldName, "uw naam": fieldName, "je naam": fieldName, "jouw naam": fieldName, "naam ouder": fieldName,
	"naam ouder/verzorger": fieldName, "naam melder": fieldName, "volledige naam": fieldName,
	"hoe heet je": fieldName, "hoe heet u": fieldName, "wat is je naam": fieldName, "wat is uw naam": fieldName, "wie ben je": fieldName,
	"voor- en achternaam": fieldName, "name": fieldName, "your name": fieldName, "van": fieldName, "from": fieldName,
	"voornaam": "voornaam", "tussenvoegsel": "tussenvoegsel", "tussenvoegsels": "tussenvoegsel", "achternaam": "achternaam",
	"voorletters": "voorletters", "first name": "voornaam", "last name": "achternaam",
	"e-mail": fieldEmail, "email": fieldEmail, "mail": fieldEmail, "e-mailadres": fieldEmail, "emailadres": fieldEmail,
	"mailadres": fieldEmail, "e-mail adres": fieldEmail, "email adres": fieldEmail, "uw e-mail": fieldEmail,
	"uw e-mailadres": fieldEmail, "je e-mailadres": fieldEmail, "jouw e-mailadres": fieldEmail, "email address": fieldEmail,
	"e-mailadres ouder": fieldEmail, "e-mail ouder": fieldEmail, "e-mailadres ouder/verzorger": fieldEmail, "e-mailadres melder": fieldEmail,
	"wat is je e-mailadres": fieldEmail, "wat is uw e-mailadres": fieldEmail, "op welk e-mailadres kunnen we je bereiken": fieldEmail,
	"e-mail address": fieldEmail, "your email": fieldEmail, "je e-mail": fieldEmail,
	"telefoon": fieldPhone, "telefoonnummer": fieldPhone, "tel": fieldPhone, "mobiel": fieldPhone, "mobiele nummer": fieldPhone,
	"mobiel nummer": fieldPhone, "uw telefoonnummer": fieldPhone, "je telefoonnummer": fieldPhone, "phone": fieldPhone,
	"wat is je telefoonnummer": fieldPhone, "wat is uw telefoonnummer": fieldPhone, "telefoon overdag": fieldPhone, "mobiele telefoon": fieldPhone,
	"telephone": fieldPhone, "phone number": fieldPhone,
	"adres": fieldAddress, "adresgegevens": fieldAddress, "address": fieldAddress, "straat": "straat",
	"straat en huisnummer": "straat", "straatnaam": "straat", "huisnummer": "huisnummer", "postcode": "postcode",
	"woonplaats": "woonplaats", "plaats": "woonplaats", "postcode en woonplaats": "postcode",
	"naam kind": fieldChild, "naam van het kind": fieldChild, "naam van uw kind": fieldChild, "naam van je kind": fieldChild,
	"kind": fieldChild, "kinderen": fieldChild, "naam kind(eren)": fieldChild, "voornaam kind": fieldChild,
	"child": fieldChild, "name of child": fieldChild, "child's name": fieldChild,
	"locatie": fieldLocation, "vestiging": fieldLocation, "opvanglocatie": fieldLocation, "naam locatie": fieldLocation,
	"welke locatie": fieldLocation, "over welke locatie gaat het": fieldLocation, "op welke locatie": fieldLocation, "location": fieldLocation, "kinderdagverblijf": fieldLocation, "bso": fieldLocation,
	"soort": fieldKind, "soort reactie": fieldKind, "soort melding": fieldKind, "type": fieldKind, "type reactie": fieldKind,
	"aard van de reactie": fieldKind, "soort bericht": fieldKind,
	"onderwerp": fieldSubject, "betreft": fieldSubject, "subject": fieldSubject,
	"bericht": fieldMessage, "uw bericht": fieldMessage, "je bericht": fieldMessage, "jouw bericht": fieldMessage,
	"berichtinhoud": fieldMessage, "opmerking": fieldMessage, "opmerkingen": fieldMessage, "jouw reactie": fieldMessage,
	"je reactie": fieldMessage, "uw reactie": fieldMessage, "reactie": fieldMessage, "uw klacht": fieldMessage,
	"je klacht": fieldMessage, "jouw klacht": fieldMessage, "klacht": fieldMessage, "omschrijving": fieldMessage,
	"omschrijving klacht": fieldMessage, "omschrijving van de klacht": fieldMessage, "omschrijving van uw klacht": fieldMessage, "omschrijving van je klacht": fieldMessage,
	"beschrijving van de klacht": fieldMessage, "beschrijving van uw klacht": fieldMessage, "wat wil je ons vertellen": fieldMessage, "wat wilt u ons vertellen": fieldMessage,
	"wat is uw klacht": fieldMessage, "wat is je klacht": fieldMessage, "wat is er gebeurd": fieldMessage, "wat wil je kwijt": fieldMessage, "your message": fieldMessage, "comments": fieldMessage, "beschrijving": fieldMessage, "toelichting": fieldMessage, "message": fieldMessage,
	"opvangsoort": "opvangsoort", "soort opvang": "opvangsoort", "geboortedatum kind": "geboortedatum kind",
	"geboortedatum": "geboortedatum kind", "groep": "groep", "gewenste oplossing": "gewenste oplossing",
	"wat is voor u een goede oplossing": "gewenste oplossing", "reeds besproken met": "reeds besproken met",
	"besproken met": "reeds besproken met", "toestemming": "toestemming", "akkoord privacy": "toestemming", "toestemming privacy": "toestemming",
	"akkoord met privacyverklaring": "toestemming", "privacyverklaring": "toestemming", "akkoord met de privacyverklaring": "toestemming",
	"akkoord": "toestemming", "privacy": "toestemming", "bijlage": "bijlage", "bijlagen": "bijlage", "datum": "datum",
}

// Bounds of a form. A longer one is read up to here; its whole text is kept as the mail's anyway.
const (
	maxFormFields = 100
	maxFieldValue = 64 << 10
	maxFormLabel  = 60
)

var labelForm = regexp.MustCompile(`^[\s*_•-]*([\pL][\pL\pM\d ()/'’.,&?-]{0,59}?)[\s*_]*[:：][\s*_]*(.*)$`)

// readForm reads the fields of a form mail: `Label: waarde`, or a label on a line of its own and the value
// on the next ones, which is also what a flattened table looks like. A value runs until the next label; a
// message in free words goes on until a label that is known, because people write colons. Extra labels are
// those of the configuration, in lower case.
func readForm(text string, extra map[string]string) map[string]string {
	return readFields(text, nil, extra).fields()
}

// readFields reads the text of a form mail and the tables that came with it. What the text says goes before a table.
func readFields(text string, data []Table, extra map[string]string) *formReader {
	r := &formReader{extra: extra, values: map[string][]string{}, full: map[string]bool{}}
	lines := strings.Split(breakable.Replace(text), "\n")
	foot := footOf(lines)
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if line == "--" || formFoot.MatchString(line) { // what the form plugin says of itself
			break
		}
		r.foot = i >= foot
		r.line(line)
	}
	written := set(r.order...)
	for _, f := range data {
		readData(f, func(label, value string) { r.cell(label, value, written) })
	}
	return r
}

// formFoot are the words with which form plugins end: where the form stands, and where its answers are kept.
var formFoot = regexp.MustCompile(`(?i)^(?:(?:dit|deze) (?:bericht|e-?mail|mail|formulier) (?:is|werd) (?:verzonden|verstuurd|ingevuld) (?:via|vanaf|op|met) .{0,40}(?:formulier|website|site)\b|` +
	`this e-?mail was sent from a contact form|de resultaten van deze inzending|the results of this submission|manage submissions$)`)

// rule is a line that parts what was filled in from what the plugin adds: time, page, program.
var rule = regexp.MustCompile(`^[-_=*]{3,}$`)

// oneValue are the fields that have one line, or a few without a blank one: what stands below is no part of them.
var oneValue = set(fieldName, fieldEmail, fieldPhone, fieldLocation, fieldKind, fieldChild, "voornaam", "achternaam", "postcode", "woonplaats")

// footOf finds the line from which on there are only labels with values, what plugins add of themselves; the number of
// lines when there is none.
func footOf(lines []string) int {
	labels := 0
	for i, line := range slices.Backward(lines) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case rule.MatchString(line) && labels > 1:
			return i
		case !labelForm.MatchString(line):
			return len(lines)
		default:
			labels++
		}
	}
	return len(lines)
}

// fields gives each field with its lines, and those that are made of others.
func (r *formReader) fields() map[string]string {
	fields := map[string]string{}
	for name, lines := range r.values {
		if v := strings.TrimSpace(strings.Join(lines, "\n")); v != "" {
			fields[name] = v[:min(len(v), maxFieldValue)]
		}
	}
	given := "voornaam"
	if fields[given] == "" {
		given = "voorletters"
	}
	compose(fields, fieldName, given, "tussenvoegsel", "achternaam")
	compose(fields, fieldAddress, "straat", "huisnummer")
	return fields
}

// answers are labels that are also what people choose from a list.
var answers = set("klacht", "reactie", "bericht", "opmerking", "bso", "kinderdagverblijf", "kind", "kinderen", "akkoord", "privacy", "mail", "email", "e-mail", "telefoon")

// breakable gives plain characters for those that only keep a line together.
var breakable = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2011", "-", "\u200b", "", "\ufeff", "")

type formReader struct {
	extra   map[string]string
	values  map[string][]string
	full    map[string]bool // the fields that have a value
	order   []string        // of the fields, as they came
	current string          // field that is being read
	foot    bool            // what is read was added by the plugin
	ended   bool            // a blank line stood before this one
	fromRow bool            // a table said something that the text did not
}

// cell takes a label and its value from a table. A value is one line of it or several.
func (r *formReader) cell(label, value string, written map[string]bool) {
	field, _ := r.field(breakable.Replace(clean(label)))
	value = strings.TrimSpace(clean(value))
	if field == "" || value == "" || written[field] || len(r.values) >= maxFormFields {
		return
	}
	r.open(field, value)
	r.fromRow = true
}

// open begins a field, or goes on with one that was there.
func (r *formReader) open(field, value string) {
	if _, again := r.values[field]; !again {
		r.order = append(r.order, field)
	}
	r.add(field, value)
}

func (r *formReader) add(field, line string) {
	r.values[field] = append(r.values[field], line)
	if strings.TrimSpace(line) != "" {
		r.full[field] = true
	}
}

func (r *formReader) line(line string) {
	label, value, known, ok := r.split(line)
	if answers[strings.ToLower(line)] && r.current != "" && !r.filledNow() {
		ok = false // "Soort reactie", and on the next line "Klacht"
	}
	free := !r.foot && (r.current == fieldMessage || r.current == "gewenste oplossing")
	if free && r.filled(label) {
		known = false // the form asked this already: the line is the writer's own
	}
	if oneValue[r.current] && r.ended && !ok && line != "" && r.filledNow() {
		r.current = fieldMessage // a label that nobody knows, and what was written under it
		r.open(r.current, "")
	}
	r.ended = line == ""
	switch {
	case r.foot && rule.MatchString(line):
	case ok && (known || !free && len(r.values) < maxFormFields):
		r.current = label
		r.open(label, value)
	case r.current != "":
		r.add(r.current, line)
	}
}

// filled tells whether another field has its value already.
func (r *formReader) filled(field string) bool {
	return field != r.current && field != fieldMessage && r.full[field]
}

// filledNow tells whether the field that is being read has a value.
func (r *formReader) filledNow() bool {
	return r.full[r.current]
}

// split reads a line as label and value. A line without a colon is a label only when it is a known one and
// nothing else stands there.
func (r *formReader) split(line string) (field, value string, known, ok bool) {
	if f, known := r.field(line); known {
		return f, "", true, true
	}
	if cell, rest, found := strings.Cut(line, "\t"); found { // a row of a flattened table
		if f, known := r.field(cell); f != "" {
			return f, strings.TrimSpace(rest), known, true
		}
	}
	if label, rest, found := strings.Cut(line, "="); found { // old scripts
		if f, known := r.field(label); known {
			return f, strings.TrimSpace(rest), true, true
		}
	}
	if m := starred.FindStringSubmatch(line); m != nil {
		f, known := r.field(m[1])
		return f, "", known, known || f != "" && (r.current == "" || r.filledNow())
	}
	m := labelForm.FindStringSubmatch(line)
	if m == nil || strings.HasPrefix(m[2], "//") || clockAfter(m[1], m[2]) {
		return "", "", false, false
	}
	f, known := r.field(m[1])
	return f, strings.Trim(strings.TrimSpace(m[2]), "*"), known, true
}

// starred is a label alone on its line, as plain text shows what is bold: "*Hoe heet je?*".
var starred = regexp.MustCompile(`^\*([\pL][^*\n]{0,59})\*$`)

// clockAfter tells the colon of an hour: "Ingezonden op 2-11-2026 10:15".
func clockAfter(label, value string) bool {
	return label != "" && value != "" && label[len(label)-1] >= '0' && label[len(label)-1] <= '9' && value[0] >= '0' && value[0] <= '9'
}

// field gives the field of a label, or the label itself in lower case.
func (r *formReader) field(label string) (field string, known bool) {
	label = strings.ToLower(strings.TrimSpace(strings.Trim(strings.TrimSpace(label), "*:?_")))
	if len(label) > maxFormLabel {
		return "", false
	}
	if f, ok := r.extra[label]; ok {
		return f, true
	}
	plain := strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(foldWord(label), "(verplicht)"), "(required)"))
	if f, ok := formLabels[plain]; ok {
		return f, true
	}
	return label, false
}

// compose fills a field that the form did not have from its parts.
func compose(fields map[string]string, to string, parts ...string) {
	if fields[to] != "" {
		return
	}
	var words []string
	for _, p := range parts {
		if fields[p] != "" {
			words = append(words, fields[p])
		}
	}
	if len(words) > 0 {
		fields[to] = strings.Join(words, " ")
	}
}

// complainant proposes who filled the form in: nothing of it is believed before a person has seen it.
func complainant(m Message, o *cases.Organisation, fields map[string]string) *cases.Complainant {
	c := &cases.Complainant{
		Name: oneFieldLine(fields[fieldName]), Phone: oneFieldLine(fields[fieldPhone]),
		Child: oneFieldLine(fields[fieldChild]), Address: postal(fields),
	}
	if name, addr := nameAndAddress(c.Name); addr != "" { // Contact Form 7: "Van: Naam <adres>"
		c.Name, c.Email = name, addr
	}
	for _, a := range []string{fields[fieldEmail], c.Email} {
		if c.Email = parentAddress(a, m, o); c.Email != "" {
			break
		}
	}
	if len(m.ReplyTo) == 1 {
		if a := parentAddress(m.ReplyTo[0].Addr, m, o); a != "" {
			c.Email = a
			if c.Name == "" {
				c.Name = oneFieldLine(m.ReplyTo[0].Name)
			}
		}
	}
	return c
}

// parentAddress gives the address when it is one, and not one of the organisation's own or the form's.
func parentAddress(a string, m Message, o *cases.Organisation) string {
	_, a = nameAndAddress(a)
	if a == "" || o.Owns(a) || slices.ContainsFunc(m.From, func(f Address) bool { return f.Addr == a }) {
		return ""
	}
	return a
}

// nameAndAddress reads `addr` or `Naam <addr>`.
func nameAndAddress(s string) (name, addr string) {
	s = oneFieldLine(s)
	name, rest, found := strings.Cut(s, "<")
	if !found {
		name, rest = "", s
	}
	addr = asciiLower(strings.TrimPrefix(strings.Trim(rest, "<> "), "mailto:"))
	if len(addr) > 254 || !plainMailbox.MatchString(addr) {
		return "", ""
	}
	return strings.Trim(name, `" `), addr
}

// postal is the address as it stands on an envelope.
func postal(fields map[string]string) string {
	lines := []string{fields[fieldAddress]}
	if place := strings.TrimSpace(fields["postcode"] + "  " + fields["woonplaats"]); place != "" && !strings.Contains(fields[fieldAddress], place) {
		lines = append(lines, place)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// oneFieldLine joins the lines of a value that has its place in one, and bounds it.
func oneFieldLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 200 {
		s = strings.ToValidUTF8(s[:200], "")
	}
	return s
}

// kindOfForm reads the kind that the sender chose, "" when the word is none of ours.
func kindOfForm(fields map[string]string) string {
	chosen := foldWord(fields[fieldKind])
	for _, k := range []cases.Kind{cases.Complaint, cases.Suggestion, cases.Compliment, cases.Tip} {
		if strings.Contains(chosen, string(k)) {
			return string(k)
		}
	}
	return ""
}

// locationOfForm is the location as the roster of the organisation writes it, else as the sender did.
func locationOfForm(o *cases.Organisation, fields map[string]string) string {
	named := oneFieldLine(fields[fieldLocation])
	if l, ok := o.Location(named); ok {
		return l.Name
	}
	return named
}

// formOf finds the form that sends from the address.
func formOf(o *cases.Organisation, sender string) (cases.Form, bool) {
	for _, f := range o.Forms {
		if sender != "" && strings.EqualFold(f.Sender, sender) {
			return f, true
		}
	}
	return cases.Form{}, false
}
