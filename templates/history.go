package templates

import (
	"fmt"
	"strings"

	"complaintsd/cases"
)

// told says in one line what a row of the history changed, "" when it is nothing for a reader.
func (p *page) told(e cases.Entry) string {
	if tell := tells[e.Kind]; tell != nil {
		return tell(p, e)
	}
	return ""
}

var tells = map[cases.EntryKind]func(*page, cases.Entry) string{
	cases.EntryOpened:      func(p *page, e cases.Entry) string { return "Nieuwe zaak " + string(e.Ref) + "." },
	cases.EntryNote:        says("De notitie is bewaard."),
	cases.EntryAssigned:    tellAssigned,
	cases.EntrySerious:     tellSerious,
	cases.EntryField:       tellField,
	cases.EntryComplainant: says("De gegevens van de melder zijn aangevuld."),
	cases.EntryReceived: func(p *page, e cases.Entry) string {
		return "Ontvangen op " + p.date(e.Facts.Date) + ". De termijnen gaan mee."
	},
	cases.EntryAgreement:     tellAgreement,
	cases.EntryMeasure:       tellMeasure,
	cases.EntryMeasureDone:   func(p *page, e cases.Entry) string { return fmt.Sprintf("Maatregel %d is klaar.", e.Facts.Number) },
	cases.EntryAgreementDone: func(p *page, e cases.Entry) string { return fmt.Sprintf("Afspraak %d is nagekomen.", e.Facts.Number) },
	cases.EntryMeasureWorked: func(p *page, e cases.Entry) string {
		return fmt.Sprintf("Maatregel %d heeft geholpen: %s.", e.Facts.Number, clean(e.Facts.Value))
	},
	cases.EntryJudgement:    func(p *page, e cases.Entry) string { return "Oordeel: " + outcome(e.Facts.Value) + "." + p.asWritten() },
	cases.EntrySatisfied:    tellSatisfied,
	cases.EntryClosed:       says("De zaak is gesloten."),
	cases.EntryCloseAsked:   tellCloseAsked,
	cases.EntryReopened:     tellReopened,
	cases.EntryNotComplaint: says("Dit is geen klacht. De zaak is gesloten zonder brief."),
	cases.EntryWithdrawn:    says("De ouder trekt de klacht in. De zaak is gesloten."),
	cases.EntryReferred:     func(p *page, e cases.Entry) string { return "Doorgezonden naar " + clean(e.Facts.Value) + "." },
	cases.EntryRestricted:   tellRestricted(false),
	cases.EntryExtended:     tellExtended,
	cases.EntrySettled:      tellSettled,
	cases.EntryQueued:       tellQueued,
	cases.EntryAsked:        says("Hier is nog je bevestiging voor nodig."),
	cases.EntryConfirmed:    says("Bevestigd."),
	cases.EntryMerged:       tellMerged,
	cases.EntryParted:       tellParted,
	cases.EntrySplit:        tellSplit,
}

func says(s string) func(*page, cases.Entry) string {
	return func(*page, cases.Entry) string { return s }
}

func (p *page) name(id string) string {
	if h, ok := p.o.Person(id); ok {
		return h.Name
	}
	return clean(id)
}

func outcome(o string) string {
	if w := outcomeWords[o]; w != "" {
		return w
	}
	return clean(o)
}

func tellSerious(_ *page, e cases.Entry) string {
	if e.Facts.Yes {
		return "De zaak is nu ernstig. De directeur beslist wie de zaak behandelt."
	}
	return "De zaak is niet meer ernstig."
}

var fieldWords = map[string]string{
	"location": "Locatie", "category": "Categorie", "kind": "Soort", "regime": "Regime", "language": "Taal van de brieven",
}

func tellField(p *page, e cases.Entry) string {
	value := clean(e.Facts.Value)
	if e.Facts.Other == "language" {
		if e.Facts.Word == "taal" && cases.Language(value) == p.c.Language {
			return p.tellLanguage()
		}
		value = tongues[cases.Language(value)]
	}
	if fieldWords[e.Facts.Other] == "" || value == "" {
		return ""
	}
	return fieldWords[e.Facts.Other] + ": " + value + "."
}

func tellAgreement(p *page, e cases.Entry) string {
	s := fmt.Sprintf("Afspraak %d is vastgelegd", e.Facts.Number)
	if !e.Facts.Date.IsZero() {
		s += ", voor " + p.date(e.Facts.Date)
	}
	s += "."
	if e.Facts.Person != "" && !e.Facts.Date.IsZero() {
		s += " " + p.name(e.Facts.Person) + " krijgt een herinnering."
	}
	return s
}

func tellMeasure(p *page, e cases.Entry) string {
	s := fmt.Sprintf("Maatregel %d: klaar op %s", e.Facts.Number, p.date(e.Facts.Date))
	if e.Facts.Date.IsZero() {
		s = fmt.Sprintf("Maatregel %d, zonder datum", e.Facts.Number)
	}
	if e.Facts.Person != "" {
		s += ", " + p.name(e.Facts.Person) + " zorgt ervoor"
	}
	if e.Facts.Other == "oc" {
		s += ". De oudercommissie moet gehoord worden"
	}
	return s + "." + p.pastMeasure(e) + p.howSaid(e)
}

// pastMeasure asks about a measure whose date had passed when it was recorded: the parent would read of something to
// come that is done already.
func (p *page) pastMeasure(e cases.Entry) string {
	if e.Facts.Date.IsZero() || !e.Facts.Date.Before(p.o.Today(e.At)) {
		return ""
	}
	for _, m := range p.c.Measures {
		if m.Number == e.Facts.Number && m.Done.IsZero() {
			return " Die datum is al voorbij. " + p.Choice("Meld het als de maatregel klaar is", fmt.Sprintf("klaar %d", m.Number)) + "."
		}
	}
	return ""
}

func tellSatisfied(_ *page, e cases.Entry) string {
	var parts []string
	if v := clean(e.Facts.Value); v != "" {
		parts = append(parts, "tevreden over de oplossing: "+v)
	}
	if v := clean(e.Facts.Other); v != "" {
		parts = append(parts, "over hoe het ging: "+v)
	}
	return title(strings.Join(parts, "; ")) + "."
}

func tellExtended(p *page, e cases.Entry) string {
	if e.Facts.Due == nil {
		return "Er is uitstel."
	}
	if d := e.Facts.Due.Propose; !d.IsZero() && p.c.Kept.Propose.IsZero() {
		return "Nieuwe datum voor het voorstel: " + p.date(d) + "."
	}
	return "Nieuwe datum voor het oordeel: " + p.date(e.Facts.Due.Statutory) + "."
}

// tellSettled says what became of a letter by somebody's hand: it was stopped, or it was posted.
func tellSettled(p *page, e cases.Entry) string {
	what := orWord(letterWords[e.Facts.Notice], fmt.Sprintf("brief %d", e.Facts.Letter))
	switch e.Facts.Value {
	case string(cases.Cancelled):
		if e.Facts.Other == cases.Remade {
			return "Deze brief wordt opnieuw gemaakt: " + what + "."
		}
		return "Deze brief gaat niet weg: " + what + ". De ouder krijgt hem niet."
	case string(cases.Accepted):
		return "Op de post gedaan op " + p.date(e.Facts.Date) + ": " + what + "."
	}
	return ""
}

// tellQueued says that a letter that still waited leaves at once.
func tellQueued(_ *page, e cases.Entry) string {
	if !e.Facts.Until.IsZero() {
		return ""
	}
	return "Deze brief gaat nu weg: " + orWord(letterWords[e.Facts.Notice], fmt.Sprintf("brief %d", e.Facts.Letter)) + "."
}

// tellMerged names both cases, and who handled the one that does not go on: that person hears it from a colleague.
func tellMerged(p *page, e cases.Entry) string {
	s := fmt.Sprintf("Zaak %s gaat verder in zaak %s. Mail met het oude kenmerk komt daar ook aan.", e.Ref, clean(e.Facts.Value))
	if h := e.Facts.Person; h != "" && h != p.c.Handler && h != p.n.To.ID {
		s += " " + p.name(h) + " behandelde de oude zaak: vertel dit even."
	}
	return s
}

func tellParted(_ *page, e cases.Entry) string {
	return fmt.Sprintf("Zaak %s staat weer los van zaak %s.", clean(e.Facts.Value), e.Ref)
}

func tellSplit(_ *page, e cases.Entry) string {
	if e.Facts.Yes {
		return ""
	}
	return fmt.Sprintf("Zaak %s is gesplitst. De tweede zaak is %s.", e.Ref, clean(e.Facts.Value))
}
