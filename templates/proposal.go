package templates

import (
	"slices"
	"strings"

	"complaintsd/cases"
)

// What a mail says of its writer is proposed, not believed: the registrar reads it, and takes it over or not with
// one tap. Nobody else is asked.

// proposing tells whether the reader is the one who decides on what a mail proposes.
func (p *page) proposing() bool {
	return p.n.Kind == cases.NewCase && p.Is("registrar") && p.n.Mail != nil && p.fromParent()
}

// PassedOn is what a mail that a colleague passed on says of its first sender, as facts; none when there is
// nothing to propose.
func (p *page) PassedOn() []string {
	if !p.proposing() || p.n.Mail.Forward == nil {
		return nil
	}
	f := p.n.Mail.Forward
	var rows []string
	for _, x := range [][2]string{{"Naam", f.Name}, {"E-mail", f.From}, {"Onderwerp", f.Subject}, {"Verstuurd", p.moment(f)}} {
		if x[1] != "" {
			rows = append(rows, mark(fact, x[0], x[1]))
		}
	}
	return rows
}

func (p *page) moment(f *cases.Origin) string {
	if f.Dated.IsZero() {
		return ""
	}
	return p.date(p.o.Today(f.Dated))
}

// PassedOnBy is who passed it on.
func (p *page) PassedOnBy() string {
	m := p.n.Mail
	if c, ok := p.o.Person(m.Person); ok {
		return c.Name
	}
	if m.FromName != "" && m.FromName != m.From {
		return m.FromName
	}
	return "Een collega"
}

// Accept is the button that takes the proposal over: who the parent is, and the day on which the mail was sent,
// because the terms run since a colleague had it.
func (p *page) Accept() string {
	f := p.n.Mail.Forward
	var words, lines []string
	if f.Name != "" && f.Name != f.From {
		lines = append(lines, "naam: "+f.Name)
	}
	if f.From != "" {
		lines = append(lines, "e-mail: "+f.From)
	}
	if len(lines) > 0 {
		words = append(words, "melder")
	}
	if d := p.o.Today(f.Dated); !f.Dated.IsZero() && !d.After(p.o.Today(p.n.Mail.Arrived)) {
		words = append(words, "ontvangen "+d.String())
	}
	if len(words) == 0 {
		return ""
	}
	return p.fill("Ja, dat klopt: leg dit zo vast", words, lines)
}

// Decline is the button that keeps the proposal from coming up again: a note in the case says that it is wrong.
func (p *page) Decline() string {
	return p.fill("Nee, dat klopt niet: laat het zoals het is", []string{"notitie"},
		[]string{"De voorgestelde melder of datum van de doorgestuurde mail klopt niet."})
}

// Correct is the button with the lines to fill in by hand.
func (p *page) Correct() string {
	return p.fill("Nee, ik vul zelf in wie de ouder is", []string{"melder"}, p.blank())
}

// FillIn is the button for a letter or a form that does not say who wrote it: the lines to fill in, with what is
// known already.
func (p *page) FillIn() string {
	return p.fill("Vul in wie de ouder is", []string{"melder"}, p.blank())
}

// Filled is what was filled in on a form, as facts, without the message itself, which stands below. It is shown to
// whoever decides on it, also what stands under labels that nobody knows.
func (p *page) Filled() []string {
	if !p.proposing() {
		return nil
	}
	var rows []string
	for _, f := range p.n.Mail.Fields {
		if f.Label == cases.FormMessage {
			continue
		}
		value := f.Value
		if f.Label == cases.FormPhone {
			value = p.Call(value)
		}
		rows = append(rows, mark(fact, title(f.Label), value))
	}
	return rows
}

// nearby says which other cases this one may belong with. They are merged by the reader or not at all.
func (p *page) nearby() []string {
	var found []string
	for _, n := range p.n.Near {
		ref := clean(string(n.Ref))
		s := "Deze ouder heeft nog een zaak: " + ref + "."
		if n.Same {
			s = "Dit lijkt dezelfde klacht als zaak " + ref + ", die in hetzelfde uur kwam."
		}
		if n.May {
			s += " Hoort het bij elkaar? " + p.Choice("Voeg deze zaak bij "+ref, "samenvoegen "+ref) + "."
		} else if n.Same {
			s += " Leg eerst vast wie de ouder is. Dan kun je de zaken samenvoegen."
		}
		found = append(found, s)
	}
	return found
}

// NewAddress is the link that fills in another mail address.
func (p *page) NewAddress() string {
	return link("Vul het in", mailtoBody(p.o.Address, p.tag()+commandWords("melder"), "e-mail: ")+string(markAlt)+"[melder]")
}

// NeedsFilling tells that nobody knows yet to whom the letters go.
func (p *page) NeedsFilling() bool {
	return p.proposing() && p.n.Mail.Forward == nil && p.c.Complainant.Email == ""
}

// Scanned tells that the mail is a letter on paper that went through a scanner.
func (p *page) Scanned() bool { return p.n.Mail != nil && p.n.Mail.Kind == cases.KindScan }

// blank are the lines that `melder` takes, filled in with what is known, and with the address that the mail asks to
// answer to when there is no other.
func (p *page) blank() []string {
	w := p.c.Complainant
	if m := p.n.Mail; w.Email == "" && m != nil && p.proposing() {
		w.Email = m.AnswerTo
	}
	known := map[string]string{"naam": w.Name, "adres": w.Address, "e-mail": w.Email, "telefoon": w.Phone, "kind": w.Child}
	var lines []string
	for _, label := range cases.FilledLabels() {
		if label == "locatie" && p.c.Location != "" {
			continue
		}
		lines = append(lines, label+": "+known[label])
	}
	return lines
}

// fill is a button that opens a mail with commands in its subject and lines in its text.
func (p *page) fill(label string, words, lines []string) string {
	return mark(button, label, mailtoBody(p.o.Address, p.tag()+commandWords(words...), strings.Join(lines, "\n")))
}

// Labels are those of the lines that can be filled in, for a sentence.
func (p *page) Labels() string {
	labels := slices.Clone(cases.FilledLabels())
	for i := range labels {
		labels[i] = "“" + labels[i] + ":”"
	}
	return strings.Join(labels, ", ")
}
