package templates

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"complaintsd/cases"
)

// fault says in plain words why a command was refused, and what can be done.
func (p *page) fault(r cases.Result) string {
	say, ok := faults[r.Refusal.Code]
	if !ok {
		return "Dit kon niet."
	}
	said := say(p, r) + nearest(p, r.Refusal)
	if then, also := besides(r); also {
		said += " " + p.fault(then)
	}
	return said
}

// besides is what is wrong once the word is the one that may have been meant.
func besides(r cases.Result) (cases.Result, bool) {
	if r.Refusal == nil || r.Refusal.Then == nil {
		return r, false
	}
	r.Command = cases.Command{Word: r.Refusal.Nearest[0], Args: r.Command.Args}
	r.Refusal = r.Refusal.Then
	return r, true
}

// nearest says what may have been meant. People are named, and the link takes their id.
func nearest(p *page, r *cases.Refusal) string {
	if len(r.Nearest) == 0 {
		return ""
	}
	near := cleanAll(r.Nearest)
	if r.Code == cases.RefusePerson || r.Code == cases.RefuseSeveral || r.Code == cases.RefuseDate {
		for i, n := range near {
			near[i] = p.called(n)
		}
	}
	return " Bedoel je: " + alternatives(near) + "?"
}

// called is a person by name, or a date in words.
func (p *page) called(s string) string {
	if d, err := cases.ParseDate(s); err == nil {
		return p.date(d)
	}
	return p.name(s)
}

// alternatives joins words as one says them: a, b of c.
func alternatives(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " of " + words[last]
}

func faultPerson(_ *page, r cases.Result) string {
	if arg(r) == "" {
		return "Er staat geen naam bij." + usage(r)
	}
	return fmt.Sprintf("Ik ken geen medewerker met de naam “%s”.", arg(r))
}

func faultSeveral(_ *page, r cases.Result) string {
	return fmt.Sprintf("Meer dan één medewerker kan “%s” zijn.", arg(r))
}

func faultLocation(p *page, r cases.Result) string {
	names := p.locationNames()
	if arg(r) == "" {
		return "Er staat geen locatie bij. De locaties zijn: " + names + "."
	}
	said := fmt.Sprintf("De locatie “%s” ken ik niet.", arg(r))
	if names == "" || len(r.Refusal.Nearest) > 0 || len(p.o.Locations) > mostNames {
		return said
	}
	return said + " De locaties zijn: " + names + "."
}

// mostNames is how many locations are listed in a sentence.
const mostNames = 20

func faultDate(p *page, r cases.Result) string {
	example := p.o.Calendar.Next(p.today().Add(7))
	how := fmt.Sprintf("Schrijf een datum als %d-%d-%d, vrijdag of +7d", example.Day, example.Month, example.Year)
	switch {
	case arg(r) == "":
		return "Er staat geen datum bij. " + how + "."
	case len(r.Refusal.Nearest) > 0:
		return fmt.Sprintf("“%s” is niet duidelijk.", arg(r))
	case wordOf(r.Command.Word).Name == "uitstel":
		return p.faultExtension(r)
	case wordOf(r.Command.Word).Name == "verstuurd":
		return fmt.Sprintf("De datum “%s” kan hier niet. Kies vandaag, of een dag sinds de brief klaar is.", arg(r))
	}
	return fmt.Sprintf("De datum “%s” kan hier niet. ", arg(r)) + how + ", en kijk of hij past bij de termijnen."
}

// faultExtension says between which dates a later date for the proposal must lie.
func (p *page) faultExtension(r cases.Result) string {
	said := fmt.Sprintf("De datum “%s” kan hier niet.", arg(r))
	if p.Bare() || p.c.Due.Propose.IsZero() {
		return said
	}
	said += " Kies een dag na " + p.date(p.c.Due.Propose)
	if end := p.c.Due.Statutory; !end.IsZero() {
		said += ", en uiterlijk " + p.date(end) + ". Dat is de laatste dag van de wet"
	}
	return said + "."
}

var faults = map[cases.RefusalCode]func(*page, cases.Result) string{
	cases.RefuseUnknownWord: func(_ *page, r cases.Result) string { return fmt.Sprintf("Het woord “%s” bestaat niet.", arg(r)) },
	cases.RefuseNoCase:      is("Bij dit kenmerk is geen zaak die jij kunt zien. Kijk of het kenmerk klopt, of beantwoord een mail over de zaak."),
	cases.RefuseNotYours:    faultNotYours,
	cases.RefuseDirector:    is("Deze zaak is ernstig. Alleen de directeur beslist wie de zaak behandelt."),
	cases.RefuseAccused: func(_ *page, r cases.Result) string {
		return fmt.Sprintf("De klacht gaat over %s. Die kan de klacht niet behandelen.", arg(r))
	},
	cases.RefuseArgument:    faultArgument,
	cases.RefusePerson:      faultPerson,
	cases.RefuseSeveral:     faultSeveral,
	cases.RefuseLocation:    faultLocation,
	cases.RefuseDate:        faultDate,
	cases.RefuseEmptyText:   is("De mail is leeg. Schrijf in de mail wat de ouder moet lezen, of wat je wilt vastleggen."),
	cases.RefuseMissing:     faultMissing,
	cases.RefuseState:       faultState,
	cases.RefuseEarly:       is("De datum van deze mail ligt in de toekomst. Zet de klok van je computer goed en stuur hem opnieuw."),
	cases.RefuseStale:       is("Deze mail is meer dan vier dagen onderweg geweest. Stuur hem opnieuw als het nog nodig is."),
	cases.RefuseNotAlone:    is("Dit woord verandert twee zaken. Stuur het in een mail zonder andere woorden tussen haken."),
	cases.RefuseLeft:        faultLeft,
	cases.RefuseSince:       faultSince,
	cases.RefuseFinal:       faultFinal,
	cases.RefuseUndone:      is("Dat is al teruggenomen. Wil je het toch? Stuur het woord dan opnieuw. Wil je nog iets terugnemen? Gebruik de link in het antwoord op die mail."),
	cases.RefuseNoRow:       faultNoRow,
	cases.RefuseClash:       faultClash,
	cases.RefuseLate:        faultLate,
	cases.RefuseExtensions:  is("De ouder heeft al zo vaak een latere datum gekregen als hier mag. Doe een voorstel, of schrijf de ouder met [bericht] hoe het gaat."),
	cases.RefuseNoAppeal:    is("Bij deze zaak kan de ouder de directie niet (meer) om een besluit vragen. Open de zaak gewoon weer met [heropenen]."),
	cases.RefuseNoLink:      is("Bevestigen kan alleen met de link uit de mail die erom vraagt. Open die mail en tik op de knop."),
	cases.RefuseUsed:        is("Deze link is al gebruikt, of er is daarna iets anders gevraagd. Er is nu niets veranderd. Vraag het zo nodig opnieuw."),
	cases.RefuseExpired:     is("Deze link werkte 72 uur. Die tijd is voorbij, en er is niets veranderd. Vraag het zo nodig opnieuw."),
	cases.RefuseUnknownCase: func(_ *page, r cases.Result) string { return fmt.Sprintf("De zaak %s ken ik hier niet.", arg(r)) },
	cases.RefuseSameCase:    is("Dat is deze zaak zelf."),
	cases.RefuseOtherParent: is("Het is niet zeker dat beide zaken van dezelfde ouder zijn. Zaken van twee ouders blijven apart: de een mag niet lezen wat de ander schreef. Is het toch dezelfde ouder? Vul dan eerst met [melder] bij beide zaken hetzelfde mailadres in, of dezelfde naam als er geen mailadres is."),
	cases.RefuseEndedCase: func(_ *page, r cases.Result) string {
		return fmt.Sprintf("De zaak %s is al dicht. Open die zaak eerst weer.", arg(r))
	},
	cases.RefuseTooFar:    is("In deze zaak is al iets voorgesteld, afgesproken of beslist. Dat zou verloren gaan. Voeg de andere zaak samen met deze."),
	cases.RefuseFile:      faultFile,
	cases.RefuseNoAddress: is("Er is geen adres van de ouder bekend. Vul het aan met [melder]."),
}

func is(s string) func(*page, cases.Result) string {
	return func(*page, cases.Result) string { return s }
}

func arg(r cases.Result) string { return clean(r.Refusal.Arg) }

func faultNotYours(p *page, r cases.Result) string {
	if wordOf(r.Command.Word).Name == "akkoord" && p.c.CloseAsk != nil && !p.Bare() {
		return "Akkoord geven kan alleen een ander dan wie wilde sluiten. Gevraagd is het aan " + p.seconds() + "."
	}
	if wordOf(r.Command.Word).Name == "akkoord" && !p.Bare() {
		return stateFaults["akkoord"]
	}
	if p.n.To.Has(cases.Registrar) {
		return "Dit mag jij niet doen. Vraag het aan de directie."
	}
	return "Dit mag jij niet doen. Vraag het aan de afdeling die de klachten bewaakt."
}

func faultArgument(_ *page, r cases.Result) string {
	if arg(r) == "" {
		return "Er ontbreekt iets." + usage(r)
	}
	return fmt.Sprintf("“%s” begrijp ik hier niet.", arg(r)) + usage(r)
}

// usage says how the word is written.
func usage(r cases.Result) string {
	w := wordOf(r.Command.Word)
	if w.Name == "" {
		return ""
	}
	return fmt.Sprintf(" Schrijf: [%s].", spelled(w))
}

func spelled(w cases.Word) string { return strings.TrimSpace(w.Name + " " + w.Usage()) }

func wordOf(word string) cases.Word {
	w, _ := cases.FindWord(word)
	return w
}

var missingWords = map[string]string{
	"location":     "de locatie ([locatie NAAM])",
	"judgement":    "het oordeel ([oordeel gegrond], met de uitleg in de mail)",
	"measure-date": "een datum bij elke maatregel",
	"satisfaction": "of de ouder tevreden is (wacht op antwoord, of [tevreden ja ja] na een telefoontje)",
}

func faultMissing(_ *page, r cases.Result) string {
	var found []string
	for _, m := range r.Refusal.Missing {
		found = append(found, orWord(missingWords[m], clean(m)))
	}
	return "De zaak kan nog niet dicht. Eerst is nodig: " + strings.Join(found, "; ") + "."
}

// stateFaults say by word what is not so; other words want an open case.
var stateFaults = map[string]string{
	"ongedaan":  "Van jou is er in deze zaak niets om terug te nemen.",
	"nu":        "Er wacht geen brief van jou. Waarschijnlijk is hij al weg.",
	"verstuurd": "Er ligt geen brief klaar voor de post.",
	"heropenen": "De zaak is al open.",
	"akkoord":   "Er wacht geen sluitingsbrief op akkoord. Misschien is het oordeel of een maatregel veranderd. Dan moet iemand opnieuw [sluiten] sturen.",

	"vertrouwelijk": "Deze persoon mag al over de zaak lezen.",
}

func faultState(p *page, r cases.Result) string {
	w := wordOf(r.Command.Word).Name
	state := stateWords[p.c.State]
	switch {
	case p.Bare() || state == "":
		return "Dat kan nu niet."
	case stateFaults[w] != "":
		return stateFaults[w]
	case w == "uitstel" && p.Open():
		return "Er is geen datum meer om te verzetten: het voorstel is al gedaan, of deze zaak vraagt er geen."
	case p.Open():
		return "Dat kan nu niet. De stand van de zaak is: " + state + "."
	}
	return "Dat kan niet meer. De stand van de zaak is: " + state + ". Open de zaak zo nodig weer met [heropenen]."
}

// faultClash names what the command excludes. Two letters of one text are told as that: each of them alone is right.
func faultClash(p *page, r cases.Result) string {
	var others []string
	twice := true
	for _, i := range r.Refusal.Against {
		o := p.transcript().Results[i].Command
		others = append(others, brackets(o))
		twice = twice && slices.Contains(wordOf(o.Word).Needs, cases.NeedText) && slices.Contains(wordOf(r.Command.Word).Needs, cases.NeedText)
	}
	said := "Dit gaat niet samen met " + alternatives(others) + ". Kies wat je bedoelt."
	if twice {
		said += " De tekst van je mail kan maar één keer naar de ouder."
	}
	return said
}

func (p *page) locationNames() string {
	var names []string
	for _, l := range p.o.Locations {
		names = append(names, l.Name)
	}
	return strings.Join(names, ", ")
}

func sortedLetters(m map[int64]cases.Queued) []int64 { return slices.Sorted(maps.Keys(m)) }

// WantsHelp tells that the table of words was asked for.
func (p *page) WantsHelp() bool { return p.transcript().Help }
