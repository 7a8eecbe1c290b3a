package templates

import (
	"fmt"
	"slices"
	"strings"

	"complaintsd/cases"
)

// takenBackText is what a colleague reads who was told of something that was taken back. It goes as the kind of notice
// that told it, and an organisation's own text for that kind would tell it again.
const takenBackText cases.NoticeKind = "taken-back"

// textOf is the text of a notice.
func textOf(n cases.Notice) cases.NoticeKind {
	switch {
	case n.Relieved:
		return relievedText
	case len(n.TakenBack) > 0 && !n.Kind.ToParent() && n.Kind != cases.DigestNotice:
		return takenBackText
	}
	return n.Kind
}

// By is who took something back.
func (p *page) By() string { return p.name(p.n.By) }

// TakenBack says what no longer holds, to somebody who was told of it, and to whose command it was.
func (p *page) TakenBack() []string {
	var lines []string
	for _, e := range p.n.TakenBack {
		say := takenBack[e.Kind]
		if e.Actor == p.n.To.ID && e.Facts.Other != cases.OnPaper {
			say = restores[e.Kind]
			if e.Kind == cases.EntryQueued {
				say = stayedHere
			}
		}
		if say != nil {
			lines = append(lines, say(p, e))
		}
	}
	return lines
}

// HandlesAgain tells that the case is the reader's again.
func (p *page) HandlesAgain() bool {
	return p.Handles() && slices.ContainsFunc(p.n.TakenBack, func(e cases.Entry) bool {
		return e.Kind == cases.EntryAssigned && e.Facts.Other == p.n.To.ID
	})
}

// stayedHere says of a letter that somebody else stopped it.
func stayedHere(_ *page, e cases.Entry) string {
	return "Deze brief gaat niet weg: " + letterWords[e.Facts.Notice] + ". De ouder krijgt hem niet."
}

var takenBack = map[cases.EntryKind]func(*page, cases.Entry) string{
	cases.EntryAssigned:   takenAway,
	cases.EntryReopened:   says("De zaak is toch niet weer open."),
	cases.EntrySerious:    says("De zaak is niet gemerkt als ernstig."),
	cases.EntryField:      says("De zaak gaat niet over een locatie van jou. De mail daarover was een vergissing."),
	cases.EntryRestricted: tellRestricted(true),
	cases.EntryQueued: func(_ *page, e cases.Entry) string {
		return "Deze brief hoeft niet op de post: " + letterWords[e.Facts.Notice] + "."
	},
}

// takenAway says to whom a case was given by mistake that it is not theirs, and to who had it that it is again.
func takenAway(p *page, e cases.Entry) string {
	switch {
	case e.Facts.Other == p.n.To.ID && e.Facts.Other != "":
		return "Jij behandelt deze zaak weer."
	case e.Facts.Person == p.n.To.ID || e.Facts.Other == "":
		return "Jij behandelt deze zaak niet. De mail daarover was een vergissing."
	}
	return p.name(e.Facts.Other) + " behandelt deze zaak weer."
}

// tellRestricted says who may read nothing, or may again; with back, what it says was taken back.
func tellRestricted(back bool) func(*page, cases.Entry) string {
	return func(p *page, e cases.Entry) string {
		if back == (e.Facts.Value == "nee") {
			return p.name(e.Facts.Person) + " leest niets over deze zaak."
		}
		return p.name(e.Facts.Person) + " mag weer over deze zaak lezen."
	}
}

// restored says what is so again, after the rows were taken back.
func (p *page) restored(r cases.Result) []string {
	var lines []string
	for _, e := range r.Undone {
		say := restores[e.Kind]
		if instead := replaced[e.Kind]; instead != nil && slices.ContainsFunc(r.Entries, func(w cases.Entry) bool { return w.Kind == e.Kind }) {
			say = instead
		}
		if say == nil {
			continue
		}
		if line := say(p, e); line != "" {
			lines = append(lines, line)
		}
	}
	if len(r.Told) > 0 {
		var names []string
		for _, id := range r.Told {
			names = append(names, p.name(id))
		}
		verb := " kreeg"
		if len(names) > 1 {
			verb = " kregen"
		}
		lines = append(lines, joinedNames(names)+verb+" een mail dat dit is teruggenomen.")
	}
	return lines
}

// rest says what the same mail did besides, which was not taken back, with a link for that.
func (p *page) rest(r cases.Result) string {
	var lines []string
	for _, e := range r.Rest {
		if s := p.told(e); s != "" {
			lines = append(lines, s)
		}
	}
	if lines == nil {
		return ""
	}
	link := p.Choice("Neem ook dat terug", fmt.Sprintf("ongedaan %d regel", r.Rest[0].Seq))
	return "Dit blijft staan, want dat deed een ander woord van die mail: " + strings.Join(lines, " ") + " " + link + "."
}

// joinedNames joins names as one says them: a, b en c.
func joinedNames(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " en " + names[last]
}

var restores = map[cases.EntryKind]func(*page, cases.Entry) string{
	cases.EntryAssigned: func(p *page, _ cases.Entry) string {
		return "Behandelaar is weer: " + orWord(p.Handler().Name, "nog niemand") + "."
	},
	cases.EntrySerious: func(p *page, _ cases.Entry) string {
		return when(p.c.Serious, "De zaak is weer gemerkt als ernstig.") + when(!p.c.Serious, "De zaak is niet meer gemerkt als ernstig.")
	},
	cases.EntryField:       restoreField,
	cases.EntryComplainant: says("De gegevens van de melder zijn weer zoals eerst."),
	cases.EntryReceived: func(p *page, _ cases.Entry) string {
		return "Ontvangen is weer op " + p.date(p.c.Received) + ". De termijnen gaan mee terug."
	},
	cases.EntryExtended: func(p *page, _ cases.Entry) string {
		if n := len(p.c.Extensions); n > 0 {
			return "Het uitstel is weer tot " + p.date(p.c.Extensions[n-1]) + "."
		}
		return "Het uitstel geldt niet meer."
	},
	cases.EntryAgreement:     restoreNumber("Afspraak %d vervalt."),
	cases.EntryAgreementDone: restoreNumber("Afspraak %d staat weer open."),
	cases.EntryMeasure:       restoreNumber("Maatregel %d vervalt."),
	cases.EntryMeasureDone:   restoreNumber("Maatregel %d is weer niet klaar."),
	cases.EntryMeasureWorked: restoreNumber("Of maatregel %d heeft geholpen, staat weer open."),
	cases.EntryJudgement: func(p *page, _ cases.Entry) string {
		return "Oordeel is weer: " + orWord(outcome(p.c.Judgement.Outcome), "nog geen") + "."
	},
	cases.EntrySatisfied: func(p *page, _ cases.Entry) string {
		return "Wat de ouder ervan vond, is weer: " + orWord(p.satisfiedNow(), "nog niet bekend") + "."
	},
	cases.EntryClosed: says("De zaak is weer open."), cases.EntryWithdrawn: says("De zaak is weer open."),
	cases.EntryReferred: says("De zaak is weer open."), cases.EntryNotComplaint: says("De zaak is weer open."),
	cases.EntryReopened:   says("De zaak is weer dicht, zoals eerst."),
	cases.EntryRestricted: tellRestricted(true),
	cases.EntryCloseAsked: says("De zaak blijft open. Niemand hoeft meer akkoord te geven."),
	cases.EntryAsked:      says("De vraag om een bevestiging vervalt. De link in die mail werkt niet meer."),
	cases.EntrySettled: func(_ *page, e cases.Entry) string {
		return "Deze brief ligt weer klaar voor de post: " + letterWords[e.Facts.Notice] + "."
	},
}

// replaced says of rows that the same word took the place of what no longer holds: what does is told with the new row.
var replaced = map[cases.EntryKind]func(*page, cases.Entry) string{
	cases.EntryExtended: func(p *page, e cases.Entry) string {
		return "Het uitstel tot " + p.date(e.Facts.Date) + " geldt niet meer."
	},
}

func restoreNumber(form string) func(*page, cases.Entry) string {
	return func(_ *page, e cases.Entry) string { return fmt.Sprintf(form, e.Facts.Number) }
}

func restoreField(p *page, e cases.Entry) string {
	value := map[string]string{
		"location": p.c.Location, "category": p.c.Category, "kind": string(p.c.Kind), "regime": string(p.c.Regime), "language": string(p.c.Language),
	}[e.Facts.Other]
	e.Facts.Value, e.Facts.Word = value, ""
	return orWord(strings.Replace(tellField(p, e), ":", " is weer:", 1), fieldWords[e.Facts.Other]+" is weer: nog niet bekend.")
}

// UndoAll is a link that takes back all that the mail did, "" when nothing can be.
func (p *page) UndoAll() string {
	tr := p.transcript()
	if tr.Undo == 0 || !tr.Applied {
		return ""
	}
	return p.Choice("Neem deze mail terug", fmt.Sprintf("ongedaan %d regel", tr.Undo))
}

// insteads say, of a letter that has left, what can be done instead.
var insteads = map[string]string{
	string(cases.Confirmation):    "Wijs zo nodig een ander aan met [toewijzen NAAM]. De ouder krijgt dan een nieuwe brief.",
	string(cases.Message):         "Schrijf de ouder zo nodig een nieuw [bericht].",
	string(cases.Proposal):        "Stuur zo nodig een nieuw [voorstel].",
	string(cases.Extension):       "Noem zo nodig een nieuwe datum met [uitstel DATUM], of leg het uit in een [bericht].",
	string(cases.Closing):         "Open de zaak zo nodig weer met [heropenen].",
	string(cases.WithdrawnLetter): "Open de zaak zo nodig weer met [heropenen].",
	string(cases.ReferredLetter):  "Open de zaak zo nodig weer met [heropenen].",
	string(cases.ReopenedLetter):  "Sluit de zaak zo nodig weer met [sluiten].",
}

func faultLeft(_ *page, r cases.Result) string {
	said := "Deze brief is al weg: " + orWord(letterWords[cases.NoticeKind(r.Refusal.Arg)], "een brief") + ". Terugnemen kan niet meer."
	if instead := insteads[r.Refusal.Arg]; instead != "" {
		said += " " + instead
	}
	return said
}

// insteadOf says how something is taken back that has a way of its own.
var insteadOf = map[string]string{
	"ernstig":         "Alleen de directeur neemt dit terug, met [ernstig nee].",
	"samenvoegen":     "Haal de zaken uit elkaar met [splitsen KENMERK], met het nummer van de oude zaak.",
	"splitsen":        "Voeg de zaken zo nodig samen met [samenvoegen KENMERK].",
	cases.ConfirmWord: "Vul het juiste adres in met [melder]. Daar is weer een bevestiging voor nodig.",
	"bijlagen":        "Daarmee zou een brief met bijlagen terugkomen, en die bijlagen zijn er niet meer. Stuur het woord opnieuw, met de bijlagen.",
}

func faultFinal(_ *page, r cases.Result) string {
	return orWord(insteadOf[r.Refusal.Arg], "Dit woord heeft niets veranderd dat terug kan.")
}

// factWords name what a case is made of, as cases.Refusal.Missing calls it.
var factWords = map[string]string{
	"handler": "de behandelaar", "serious": "of de zaak ernstig is", "decided": "wie volgens de directeur behandelt", "location": "de locatie",
	"category": "de categorie", "kind": "de soort", "regime": "de wet die geldt", "language": "de taal", "complainant": "de gegevens van de melder",
	"received": "de datum van ontvangst", "due": "de termijnen", "extensions": "het uitstel", "judgement": "het oordeel",
	"satisfied": "of de ouder tevreden is", "asked": "of de ouder tevreden is", "offer": "het voorstel", "kept": "wat de ouder al weet",
	"anew": "de termijnen", "asked to close": "wie akkoord geeft met het sluiten", "pending": "wat nog bevestigd moet worden", "joined": "welke zaken erbij horen", "end": "of de zaak open is", "measure": "maatregel",
	"agreement": "afspraak", "restricted": "wie niets leest",
}

// faultSince names what has changed since, so that it cannot go back.
func faultSince(_ *page, r cases.Result) string {
	var names []string
	for _, m := range r.Refusal.Missing {
		name, number, _ := strings.Cut(m, " ")
		said := orWord(factWords[name], name)
		if name == "measure" || name == "agreement" {
			said += " " + clean(number)
		}
		if !slices.Contains(names, said) {
			names = append(names, said)
		}
	}
	return "Terugnemen kan niet meer: daarna is er op verder gegaan. Het gaat om: " + joinedNames(names) + ". Stuur met een nieuw woord hoe het wel moet zijn."
}
