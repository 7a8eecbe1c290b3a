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
	return say(p, r) + nearest(r.Refusal)
}

func nearest(r *cases.Refusal) string {
	if len(r.Nearest) == 0 {
		return ""
	}
	return " Bedoel je: " + strings.Join(cleanAll(r.Nearest), ", ") + "?"
}

var faults = map[cases.RefusalCode]func(*page, cases.Result) string{
	cases.RefuseUnknownWord: func(_ *page, r cases.Result) string { return fmt.Sprintf("Het woord “%s” bestaat niet.", arg(r)) },
	cases.RefuseNoCase:      is("Er staat geen zaak bij die ik ken. Zet het kenmerk vooraan in het onderwerp, of beantwoord een mail over de zaak."),
	cases.RefuseNotYours:    faultNotYours,
	cases.RefuseDirector:    is("Deze zaak is ernstig. Alleen de directeur beslist wie haar behandelt."),
	cases.RefuseAccused: func(_ *page, r cases.Result) string {
		return fmt.Sprintf("De klacht gaat over %s. Die kan haar niet behandelen.", arg(r))
	},
	cases.RefuseArgument: faultArgument,
	cases.RefusePerson: func(_ *page, r cases.Result) string {
		return fmt.Sprintf("Ik ken niet precies één medewerker met de naam “%s”.", arg(r))
	},
	cases.RefuseLocation: func(p *page, r cases.Result) string {
		return fmt.Sprintf("De locatie “%s” ken ik niet. De locaties zijn: %s.", arg(r), p.locationNames())
	},
	cases.RefuseDate: func(_ *page, r cases.Result) string {
		if arg(r) == "" {
			return "Er staat geen datum bij. Schrijf hem als 24-11-2026."
		}
		return fmt.Sprintf("De datum “%s” kan hier niet. Schrijf een datum als 24-11-2026, en kijk of hij past bij de termijnen.", arg(r))
	},
	cases.RefuseEmptyText: is("De mail is leeg. Schrijf in de mail wat de ouder moet lezen, of wat je wilt vastleggen."),
	cases.RefuseMissing:   faultMissing,
	cases.RefuseState:     faultState,
	cases.RefuseStale:     is("Deze mail is meer dan vier dagen onderweg geweest. Stuur hem opnieuw als het nog nodig is."),
	cases.RefuseNoAddress: is("Er is geen adres van de ouder bekend. Vul het aan met [melder]."),
}

func is(s string) func(*page, cases.Result) string {
	return func(*page, cases.Result) string { return s }
}

func arg(r cases.Result) string { return clean(r.Refusal.Arg) }

func faultNotYours(*page, cases.Result) string {
	return "Dit mag jij niet doen. Vraag het aan de afdeling die de klachten bewaakt."
}

func faultArgument(_ *page, r cases.Result) string {
	usage := ""
	if w := wordOf(r.Command.Word); w.Name != "" {
		usage = fmt.Sprintf(" Schrijf: [%s].", strings.TrimSpace(w.Name+" "+w.Usage))
	}
	if arg(r) == "" {
		return "Er ontbreekt iets." + usage
	}
	return fmt.Sprintf("“%s” begrijp ik hier niet.", arg(r)) + usage
}

func wordOf(word string) cases.Word {
	for _, w := range cases.Words() {
		if w.Name == word || w.Alias == word {
			return w
		}
	}
	return cases.Word{}
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

func faultState(p *page, r cases.Result) string {
	if w := wordOf(r.Command.Word).Name; w == "ongedaan" || w == "nu" {
		return "Er wacht geen brief van jou. Waarschijnlijk is hij al weg."
	}
	state := stateWords[p.c.State]
	if state == "" || p.Bare() {
		return "Dat kan nu niet."
	}
	return "Dat kan nu niet. De stand van de zaak is: " + state + "."
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

// Help is the table of words, as facts.
func (p *page) Help() []string {
	var rows []string
	for _, w := range cases.Words() {
		rows = append(rows, mark(fact, "["+strings.TrimSpace(w.Name+" "+w.Usage)+"]", w.Effect+aliasOf(w)))
	}
	return rows
}

func aliasOf(w cases.Word) string {
	if w.Alias == "" || w.Alias == w.Name {
		return ""
	}
	return " (ook: " + w.Alias + ")"
}
