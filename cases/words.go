package cases

import (
	"slices"
	"strings"
)

// Word is one row of the table of commands: the subject tags that staff use (DESIGN section 8). Help,
// permission and errors come from this table.
type Word struct {
	Name, Alias string
	Usage       string // arguments, as help shows them
	Effect      string // in Dutch, as help shows it
	Who         []Role // Handler is the handler of the case; AnyStaff and StaffOfCase below
	Level       Level
	Text        bool // the mail's own text must not be empty
	Anywhere    bool // it needs no case
	do          func(*turn, Command) *Refusal
}

// AnyStaff may be anybody of the roster; StaffOfCase anybody whom the case concerns.
const (
	AnyStaff    Role = "any"
	StaffOfCase Role = "case"
)

// Words is the table.
func Words() []Word {
	handling := []Role{Handler, Registrar}
	registrar := []Role{Registrar}
	return []Word{
		{Name: "toewijzen", Alias: "assign", Usage: "PERSOON", Effect: "wie behandelt; de ouder krijgt de bevestiging met die naam", Who: []Role{Registrar, Director}, Level: 2, do: assign},
		{Name: "ernstig", Alias: "serious", Usage: "[nee]", Effect: "directeur en regiomanager horen het meteen; de directeur wijst toe", Who: []Role{AnyStaff}, Level: 1, do: serious},
		{Name: "locatie", Alias: "location", Usage: "LOCATIE", Effect: "over welke locatie het gaat", Who: handling, Level: 1, do: locate},
		{Name: "categorie", Alias: "category", Usage: "WOORD", Effect: "waar het over gaat", Who: handling, Level: 1, do: field("category", nil)},
		{Name: "soort", Alias: "kind", Usage: "klacht, suggestie, tip of compliment", Effect: "wat voor bericht het is", Who: handling, Level: 1, do: kind},
		{Name: "regime", Alias: "regime", Usage: "wko, wkkgz, jeugdwet of none", Effect: "welke wet geldt", Who: handling, Level: 1, do: regime},
		{Name: "taal", Alias: "language", Usage: "nl of en", Effect: "in welke taal de brieven zijn", Who: handling, Level: 1, do: field("language", []string{"nl", "en"})},
		{Name: "melder", Alias: "complainant", Usage: "(regels in de mail: naam:, e-mail:, adres:, telefoon:, kind:)", Effect: "wie de melding deed", Who: handling, Level: 1, Text: true, do: complainant},
		{Name: "ontvangen", Alias: "received", Usage: "DATUM", Effect: "echte datum van ontvangst; alle termijnen gaan mee", Who: registrar, Level: 1, do: received},
		{Name: "nieuw", Alias: "new", Usage: "", Effect: "maakt een nieuwe zaak van deze mail (telefoonnotitie, brief)", Who: []Role{AnyStaff}, Level: 1, Anywhere: true, do: func(*turn, Command) *Refusal { return nil }},
		{Name: "notitie", Alias: "note", Usage: "", Effect: "interne notitie; gaat niet naar de ouder", Who: []Role{StaffOfCase}, Level: 1, do: note},
		{Name: "bericht", Alias: "message", Usage: "", Effect: "de tekst van de mail gaat naar de ouder", Who: handling, Level: 2, Text: true, do: send(Message, "")},
		{Name: "afspraak", Alias: "agreement", Usage: "[DATUM]", Effect: "legt een afspraak vast", Who: handling, Level: 1, do: agree},
		{Name: "voorstel", Alias: "proposal", Usage: "", Effect: "de tekst van de mail gaat als voorstel naar de ouder", Who: handling, Level: 2, Text: true, do: send(Proposal, Propose)},
		{Name: "uitstel", Alias: "extend", Usage: "DATUM", Effect: "de ouder krijgt een brief met de reden en de nieuwe datum voor het voorstel", Who: handling, Level: 2, Text: true, do: extend},
		{Name: "oordeel", Alias: "judgement", Usage: "gegrond, deels, ongegrond, opgelost of geen-oordeel", Effect: "legt het oordeel vast; de tekst is de uitleg", Who: handling, Level: 1, Text: true, do: judge},
		{Name: "maatregel", Alias: "measure", Usage: "DATUM [PERSOON] [breed] [oc]", Effect: "legt een maatregel vast, met datum en wie ervoor zorgt", Who: handling, Level: 1, do: measure},
		{Name: "klaar", Alias: "done", Usage: "NUMMER", Effect: "de maatregel met dit nummer is klaar", Who: []Role{Handler, Registrar, Owner}, Level: 1, do: done},
		{Name: "tevreden", Alias: "satisfied", Usage: "ja, deels of nee [ja, deels of nee]", Effect: "wat de ouder aan de telefoon zei over oplossing en aanpak", Who: registrar, Level: 1, do: satisfaction},
		{Name: "sluiten", Alias: "close", Usage: "", Effect: "de sluitingsbrief gaat naar de ouder; de tekst van de mail staat erin", Who: nil, Level: 2, do: closing},
		{Name: "heropenen", Alias: "reopen", Usage: "", Effect: "de zaak gaat weer open; de ouder krijgt een brief, met de tekst van de mail", Who: registrar, Level: 2, do: reopen},
		{Name: "intrekken", Alias: "withdraw", Usage: "", Effect: "de ouder trekt de klacht in en krijgt een bevestiging daarvan, met de tekst van de mail", Who: registrar, Level: 2, do: end(EntryWithdrawn, WithdrawnLetter)},
		{Name: "doorgezonden", Alias: "referred", Usage: "NAAM", Effect: "de klacht hoort bij een ander en is doorgestuurd; de ouder hoort naar wie, met de tekst van de mail", Who: registrar, Level: 2, do: refer},
		{Name: "geen-klacht", Alias: "not-a-complaint", Usage: "", Effect: "dit is geen klacht; er gaat geen brief", Who: registrar, Level: 1, do: notComplaint},
		{Name: "vertrouwelijk", Alias: "restrict", Usage: "PERSOON", Effect: "deze persoon leest niets over de zaak", Who: []Role{Registrar, Director}, Level: 1, do: restrict},
		{Name: "verstuurd", Alias: "posted", Usage: "[DATUM]", Effect: "de brief op papier is op de post gedaan", Who: registrar, Level: 1, do: posted},
		{Name: "ongedaan", Alias: "undo", Usage: "[NUMMER]", Effect: "houdt een brief tegen die nog niet weg is", Who: []Role{StaffOfCase}, Level: 1, do: undo},
		{Name: "nu", Alias: "now", Usage: "[NUMMER]", Effect: "verstuurt een brief die nog wacht meteen", Who: []Role{StaffOfCase}, Level: 1, do: now},
		{Name: "stand", Alias: "status", Usage: "", Effect: "hoe de zaak er nu voor staat", Who: []Role{StaffOfCase}, Level: 1, do: func(*turn, Command) *Refusal { return nil }},
		{Name: "help", Alias: "help", Usage: "", Effect: "deze tabel", Who: []Role{AnyStaff}, Level: 1, Anywhere: true, do: func(*turn, Command) *Refusal { return nil }},
	}
}

func findWord(word string) (Word, bool) {
	for _, w := range Words() {
		if w.Name == word || w.Alias == word {
			return w, true
		}
	}
	return Word{}, false
}

// nearestWords gives the words that may have been meant: those at a small edit distance.
func nearestWords(word string) []string {
	best, names := 3, []string(nil)
	for _, w := range Words() {
		d := min(distance(word, w.Name), distance(word, w.Alias))
		if strings.HasPrefix(w.Name, word) && len(word) >= 3 {
			d = min(d, 1)
		}
		if d < best {
			best, names = d, nil
		}
		if d == best && d < 3 {
			names = append(names, w.Name)
		}
	}
	return names
}

// distance counts the single-letter changes between two words (Levenshtein).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(y)]
}

// may tells whether the person may use the word on the case.
func (w Word) may(o *Organisation, p Person, c Case) bool {
	if w.Who == nil { // closing: the configuration says who
		return slices.ContainsFunc(o.Close, func(r Role) bool { return holds(o, p, r, c) })
	}
	return slices.ContainsFunc(w.Who, func(r Role) bool { return holds(o, p, r, c) })
}

// holds tells whether the person has the role for the case. Nobody has one in a case about himself.
func holds(o *Organisation, p Person, r Role, c Case) bool {
	switch r {
	case AnyStaff:
		return true
	case StaffOfCase:
		return o.Concerns(p, c)
	case Handler:
		h, _ := o.Person(c.Handler)
		return c.Handler == p.ID || h.Deputy == p.ID
	case Owner:
		return slices.ContainsFunc(c.Measures, func(m Measure) bool { return m.Owner == p.ID })
	case Manager, Regional:
		return p.Has(r) && o.concerns(p, c)
	default:
		return p.Has(r)
	}
}
