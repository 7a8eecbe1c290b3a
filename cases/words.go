package cases

import (
	"slices"
	"strings"
)

// Word is one row of the table of commands: the subject tags that staff use (DESIGN section 8). Help,
// the README's table, permission and errors come from this table.
type Word struct {
	Name, Alias string
	Args        []Arg
	Effect      string // in Dutch, as help shows it
	Who         []Role // Handler is the handler of the case; Closer, AnyStaff and StaffOfCase below
	Level       Level
	Needs       []Need
	Anywhere    bool     // it needs no case
	Encloses    bool     // the files of the mail go with its letter
	Many        bool     // it may stand several times in one mail
	Not         []string // what it never stands beside; said of one of the two
	Past        bool     // it looks into the history of the case
	Final       bool     // it is not taken back: it changes nothing, or there is another way
	TakeBack    []Role   // who may take it back, besides what holds for all; nil is anybody
	do          func(*turn, Given) *Refusal
}

// Roles that only the table knows.
const (
	AnyStaff    Role = "any"    // anybody of the roster
	StaffOfCase Role = "case"   // anybody whom the case concerns
	Closer      Role = "close"  // whom the configuration lets close
	Assigner    Role = "assign" // whom the configuration lets name the handler
	Decider     Role = "decide" // who decides on the appeal that runs
	Seconder    Role = "second" // who can agree to what another wants to close
)

// Need is what must be so before a word can be done.
type Need string

// The needs.
const (
	NeedOpen  Need = "open"  // the case is open
	NeedEnded Need = "ended" // the case is not open
	NeedText  Need = "text"  // the mail's own text is not empty
	NeedAlone Need = "alone" // the word stands alone in its mail: it changes two cases
)

var (
	handling  = []Role{Handler, Registrar}
	registrar = []Role{Registrar}
	concerned = []Role{StaffOfCase}
	anybody   = []Role{AnyStaff}

	open     = []Need{NeedOpen}
	ended    = []Need{NeedEnded}
	text     = []Need{NeedText}
	alone    = []Need{NeedAlone}
	openText = []Need{NeedOpen, NeedText}
)

// Words is the table.
func Words() []Word {
	return []Word{
		{Name: "toewijzen", Alias: "assign", Args: args(aPerson), Effect: "wie behandelt; de ouder krijgt de bevestiging met die naam", Who: []Role{Assigner}, Level: 2, Needs: open, Not: []string{"intrekken", "doorgezonden", "geen-klacht"}, do: assign},
		{Name: "ernstig", Alias: "serious", Args: args(maybe(oneOf(choice("nee", "no")))), Effect: "directeur en regiomanager horen het meteen; de directeur wijst toe, en alleen hij neemt het terug", Who: anybody, Level: 1, TakeBack: []Role{Director}, do: serious},
		{Name: "locatie", Alias: "location", Args: args(aPlace), Effect: "over welke locatie het gaat", Who: handling, Level: 1, do: locate},
		{Name: "categorie", Alias: "category", Args: args(freely("WOORD")), Effect: "waar het over gaat", Who: handling, Level: 1, do: categorise},
		{Name: "soort", Alias: "kind", Args: args(oneOf(kinds()...)), Effect: "wat voor bericht het is", Who: handling, Level: 1, do: kind},
		{Name: "regime", Alias: "regime", Args: args(oneOf(regimes()...)), Effect: "welke wet geldt", Who: handling, Level: 1, do: regime},
		{Name: "taal", Alias: "language", Args: args(oneOf(choice("nl", "dutch"), choice("en", "english"))), Effect: "in welke taal de brieven zijn", Who: handling, Level: 1, do: language},
		{Name: "melder", Alias: "complainant", Effect: "wie de melding deed: regels in de mail, zoals naam:, e-mail:, adres:, telefoon: en kind:", Who: handling, Level: 1, Needs: text, Not: writes, Past: true, do: complainant},
		{Name: ConfirmWord, Alias: "confirm", Args: args(flag("stil", "quiet")), Effect: "doet wat je vroeg en wat nog een bevestiging nodig had, zoals een ander mailadres van de ouder; alleen met de link uit de mail die daarom vraagt; met stil hoort het oude adres er niets over", Who: anybody, Level: 3, Needs: alone, Final: true, Past: true, do: confirm},
		{Name: "ontvangen", Alias: "received", Args: args(aPast), Effect: "echte datum van ontvangst; alle termijnen gaan mee", Who: registrar, Level: 1, do: received},
		{Name: "nieuw", Alias: "new", Effect: "maakt een nieuwe zaak van deze mail (telefoonnotitie, brief)", Who: anybody, Level: 1, Anywhere: true, Not: writes, Final: true, do: nothing},
		{Name: "notitie", Alias: "note", Effect: "interne notitie; gaat niet naar de ouder", Who: concerned, Level: 1, Not: writes, Final: true, do: note},
		{Name: "bericht", Alias: "message", Effect: "de tekst van de mail gaat naar de ouder", Who: handling, Level: 2, Needs: openText, Encloses: true, Not: writes, do: send(Message, "")},
		{Name: "afspraak", Alias: "agreement", Args: args(maybe(aDate), maybe(aPerson)), Effect: "legt een afspraak vast, met wie ervoor zorgt", Who: handling, Level: 1, Many: true, do: agree},
		{Name: "voorstel", Alias: "proposal", Effect: "de tekst van de mail gaat als voorstel naar de ouder", Who: handling, Level: 2, Needs: openText, Encloses: true, Not: besides(writes, ends), do: send(Proposal, Propose)},
		{Name: "uitstel", Alias: "extend", Args: args(aDate), Effect: "de ouder krijgt een brief met de reden en de nieuwe datum voor het voorstel", Who: handling, Level: 2, Needs: openText, Not: besides(writes, ends), Past: true, do: extend},
		{Name: "oordeel", Alias: "judgement", Args: args(oneOf(outcomes()...)), Effect: "legt het oordeel vast; de tekst is de uitleg", Who: []Role{Handler, Registrar, Decider}, Level: 1, Needs: text, Not: []string{"doorgezonden", "geen-klacht"}, do: judge},
		{Name: "maatregel", Alias: "measure", Args: args(undated(aDate), maybe(aPerson), flag("breed", "wide"), flag("oc", "council")), Effect: "legt een maatregel vast, met datum en wie ervoor zorgt", Who: handling, Level: 1, Many: true, do: measure},
		{Name: "klaar", Alias: "done", Args: args(aNumber, flag("afspraak", "agreement")), Effect: "de maatregel (of de afspraak) met dit nummer is klaar", Who: []Role{Handler, Registrar, Owner}, Level: 1, Many: true, do: done},
		{Name: "gewerkt", Alias: "worked", Args: args(aNumber, oneOf(answers...)), Effect: "of de maatregel met dit nummer geholpen heeft", Who: []Role{Handler, Registrar, Owner}, Level: 1, Many: true, do: worked},
		{Name: "tevreden", Alias: "satisfied", Args: args(oneOf(answers...), maybe(oneOf(answers...))), Effect: "wat de ouder aan de telefoon zei over oplossing en aanpak", Who: registrar, Level: 1, do: satisfaction},
		{Name: "sluiten", Alias: "close", Effect: "de sluitingsbrief gaat naar de ouder; de tekst van de mail staat erin", Who: []Role{Closer}, Level: 2, Needs: open, Encloses: true, Not: ends, do: closing},
		{Name: "akkoord", Alias: "agree", Effect: "de sluitingsbrief gaat weg die een collega klaarzette; jij bent de tweede die ernaar keek", Who: []Role{Seconder}, Level: 2, Needs: open, Not: ends, do: agreeClosing},
		{Name: "heropenen", Alias: "reopen", Args: args(maybe(aPast), flag(appealWord, "appeal")), Effect: "de zaak gaat weer open; de ouder krijgt een brief, met de tekst van de mail. Met beroep: de ouder vroeg de directie om opnieuw te kijken, op de datum die je noemt of die van de laatste mail", Who: registrar, Level: 2, Needs: ended, Not: ends, do: reopen},
		{Name: "intrekken", Alias: "withdraw", Effect: "de ouder trekt de klacht in en krijgt een bevestiging daarvan, met de tekst van de mail", Who: registrar, Level: 2, Needs: open, Not: ends, do: end(EntryWithdrawn, WithdrawnLetter)},
		{Name: "doorgezonden", Alias: "referred", Args: args(freely("NAAM")), Effect: "de klacht hoort bij een ander en is doorgestuurd; de ouder hoort naar wie, met de tekst van de mail", Who: registrar, Level: 2, Needs: open, Not: ends, do: end(EntryReferred, ReferredLetter)},
		{Name: "geen-klacht", Alias: "not-a-complaint", Effect: "dit is geen klacht; er gaat geen brief", Who: registrar, Level: 1, Needs: open, Not: ends, do: notComplaint},
		{Name: "samenvoegen", Alias: "merge", Args: args(aRef), Effect: "deze zaak gaat verder in de zaak met dat kenmerk, van dezelfde ouder; er gaat geen brief", Who: registrar, Level: 2, Needs: []Need{NeedOpen, NeedAlone}, Final: true, Past: true, do: merge},
		{Name: "splitsen", Alias: "split", Args: args(maybe(aRef), maybe(aPast)), Effect: "maakt een tweede zaak voor wat in de tekst van de mail staat, met een eigen datum van ontvangst als je die noemt; met een kenmerk gaat een samengevoegde zaak weer los", Who: registrar, Level: 1, Needs: alone, Final: true, do: split},
		{Name: "vertrouwelijk", Alias: "restrict", Args: args(aPerson, flag(notAnyMore, "no")), Effect: "deze persoon leest niets over de zaak; met nee erbij weer wel", Who: []Role{Registrar, Director}, Level: 1, Many: true, Past: true, do: restrict},
		{Name: "verstuurd", Alias: "posted", Args: args(maybe(aPast)), Effect: "de brief op papier is op de post gedaan", Who: registrar, Level: 1, do: posted},
		{Name: "ongedaan", Alias: "undo", Args: args(maybe(aNumber), flag("regel", "row")), Effect: "houdt brieven tegen die nog niet weg zijn, en draait terug wat daarbij hoort; wacht er geen, dan neemt het je laatste mail over de zaak terug. Met een nummer: die ene brief, of de mail van die regel", Who: concerned, Level: 1, Many: true, Not: []string{"nu"}, Final: true, Past: true, do: undo},
		{Name: "nu", Alias: "now", Args: args(maybe(aNumber)), Effect: "verstuurt een brief die nog wacht meteen", Who: concerned, Level: 1, Many: true, Final: true, do: now},
		{Name: "stand", Alias: "status", Effect: "hoe de zaak er nu voor staat", Who: concerned, Level: 1, Final: true, do: nothing},
		{Name: "help", Alias: "help", Effect: "deze tabel", Who: anybody, Level: 1, Anywhere: true, Final: true, do: nothing},
	}
}

// nothing is done by a word that the answer or the opening of a case sees to.
func nothing(*turn, Given) *Refusal { return nil }

// Usage is how the arguments are written, as help shows it.
func (w Word) Usage() string {
	var all []string
	for _, a := range w.Args {
		all = append(all, a.String())
	}
	return strings.Join(all, " ")
}

// FindWord finds a row by its word or its alias, in lower case and without accents.
func FindWord(word string) (Word, bool) {
	for _, w := range Words() {
		if w.Name == word || w.Alias == word {
			return w, true
		}
	}
	return Word{}, false
}

// NearestWords gives the words that may have been meant: those at a small edit distance, in the language in
// which they were written.
func NearestWords(word string) []string {
	var all []string
	for _, w := range Words() {
		all = append(all, w.Name)
		if w.Alias != w.Name {
			all = append(all, w.Alias)
		}
	}
	return nearest(word, all)
}

// May tells whether the person may use the word on the case, or, when it needs none, without one.
func (w Word) May(o *Organisation, p Person, c Case) bool {
	if c.Ref == "" {
		return w.Anywhere && w.may(o, p, c)
	}
	return w.Anywhere || !slices.Contains(c.Restricted, p.ID) && w.may(o, p, c)
}

func (w Word) may(o *Organisation, p Person, c Case) bool {
	return slices.ContainsFunc(w.Who, func(r Role) bool { return holds(o, p, r, c) })
}

// holds tells whether the person has the role for the case. Nobody has one in a case about himself.
func holds(o *Organisation, p Person, r Role, c Case) bool {
	if p.Gone {
		return false
	}
	switch r {
	case AnyStaff:
		return true
	case StaffOfCase:
		return o.Concerns(p, c)
	case Closer:
		return slices.ContainsFunc(o.Close, func(r Role) bool { return holds(o, p, r, c) })
	case Assigner:
		return slices.ContainsFunc(o.Assigners(), func(r Role) bool { return holds(o, p, r, c) })
	case Seconder:
		if c.CloseAsk == nil {
			return slices.ContainsFunc(o.Second, func(r Role) bool { return holds(o, p, r, c) })
		}
		return slices.ContainsFunc(o.Seconds(c), func(q Person) bool { return q.ID == p.ID })
	case Decider:
		return c.Appealing() && slices.ContainsFunc(o.Decide, func(r Role) bool { return holds(o, p, r, c) })
	case Handler:
		h, _ := o.Person(c.Handler)
		return c.Handler == p.ID || h.Deputy == p.ID
	case Owner:
		return slices.ContainsFunc(c.Measures, func(m Measure) bool { return m.Owner == p.ID }) ||
			slices.ContainsFunc(c.Agreements, func(a Agreement) bool { return a.Owner == p.ID })
	case Manager, Regional:
		return p.Has(r) && o.concerns(p, c)
	case Director:
		return o.Decides(p, c)
	default:
		return p.Has(r)
	}
}
