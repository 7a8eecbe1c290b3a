package cases

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Arg is an argument of a word: how help shows it, and what it has to be.
type Arg struct {
	Name     string // as help shows it, in capitals; "" for choices
	Type     ArgType
	Optional bool
	Undated  bool // a date that may be left out where the organisation lets it
	Choices  []Choice
}

// ArgType says what an argument has to be.
type ArgType string

// The types of arguments.
const (
	ArgDate   ArgType = "date"
	ArgPast   ArgType = "past" // a date that has been
	ArgPerson ArgType = "person"
	ArgPlace  ArgType = "place"
	ArgChoice ArgType = "choice" // one of a few words
	ArgFlag   ArgType = "flag"   // a word that stands there or not, in any place
	ArgNumber ArgType = "number"
	ArgRef    ArgType = "ref"
	ArgText   ArgType = "text"
)

// Choice is a word that an argument may be, with its English form.
type Choice struct{ Word, Alias string }

var (
	aDate   = Arg{Name: "DATUM", Type: ArgDate}
	aPast   = Arg{Name: "DATUM", Type: ArgPast}
	aPerson = Arg{Name: "PERSOON", Type: ArgPerson}
	aPlace  = Arg{Name: "LOCATIE", Type: ArgPlace}
	aRef    = Arg{Name: "KENMERK", Type: ArgRef}
	aNumber = Arg{Name: "NUMMER", Type: ArgNumber}

	answers = []Choice{{"ja", "yes"}, {"deels", "partly"}, {"nee", "no"}}
)

func args(list ...Arg) []Arg { return list }

func maybe(a Arg) Arg { a.Optional = true; return a }

func undated(a Arg) Arg { a.Undated = true; return a }

func freely(name string) Arg { return Arg{Name: name, Type: ArgText} }

func choice(word, alias string) Choice { return Choice{word, alias} }

func oneOf(choices ...Choice) Arg { return Arg{Type: ArgChoice, Choices: choices} }

func flag(word, alias string) Arg {
	return Arg{Type: ArgFlag, Optional: true, Choices: []Choice{{word, alias}}}
}

func kinds() []Choice {
	return []Choice{{string(Complaint), "complaint"}, {string(Suggestion), "suggestion"}, {string(Tip), "tip"}, {string(Compliment), "compliment"}}
}

func regimes() []Choice {
	return []Choice{{string(Wko), "wko"}, {string(Wkkgz), "wkkgz"}, {string(Jeugdwet), "youth"}, {string(NoRegime), "geen"}}
}

func outcomes() []Choice {
	english := []string{"founded", "partly", "unfounded", "resolved", "no-judgement"}
	var all []Choice
	for i, o := range Outcomes() {
		all = append(all, Choice{o, english[i]})
	}
	return all
}

// String is the argument as help shows it: [DATUM], or the choices.
func (a Arg) String() string {
	s := a.Name
	if s == "" {
		s = strings.Join(a.words(), ", ")
		if i := strings.LastIndex(s, ", "); i >= 0 {
			s = s[:i] + " of " + s[i+2:]
		}
	}
	if a.Optional {
		return "[" + s + "]"
	}
	return s
}

func (a Arg) words() []string {
	var all []string
	for _, c := range a.Choices {
		all = append(all, c.Word)
	}
	return all
}

// Given is a command whose arguments were read. What was not given is zero.
type Given struct {
	Word   string // of the table
	Date   Date
	Person Person
	Place  Location
	Choice []string // in the order of the row
	Flags  []string
	Number int64
	Ref    Ref
	Text   string
	Raw    string // the arguments as they were written
}

// reader reads an argument from the first of the words that are left, at least one, and gives the rest.
type reader func(*turn, Arg, []string, *Given) ([]string, *Refusal)

var readers = map[ArgType]reader{
	ArgDate:   readDate,
	ArgPast:   readDate,
	ArgPerson: readPerson,
	ArgPlace:  readPlace,
	ArgChoice: readChoice,
	ArgNumber: readNumber,
	ArgRef:    readRef,
	ArgText:   readText,
}

// missing says by type how a refusal is called when the argument is not there.
var missing = map[ArgType]RefusalCode{ArgDate: RefuseDate, ArgPast: RefuseDate, ArgPerson: RefusePerson, ArgPlace: RefuseLocation}

// given reads the arguments of a command as the row of the table says. Words that are left over are refused:
// whoever wrote [bericht van de directie] did not mean to write to the parent.
func (t *turn) given(w Word, cmd Command) (Given, *Refusal) {
	g := Given{Word: w.Name, Raw: strings.Join(cmd.Args, " ")}
	rest := takeFlags(w.Args, cmd.Args, &g)
	for _, a := range w.Args {
		a.Optional = a.Optional || a.Undated && t.o.Terms.Undated
		switch {
		case a.Type == ArgFlag || a.Optional && len(rest) == 0:
			continue
		case len(rest) == 0:
			code, special := missing[a.Type]
			if !special {
				code = RefuseArgument
			}
			return g, &Refusal{Code: code}
		}
		var refusal *Refusal
		if rest, refusal = readers[a.Type](t, a, rest, &g); refusal != nil {
			return g, refusal
		}
	}
	if len(rest) > 0 {
		return g, &Refusal{Code: RefuseArgument, Arg: strings.Join(rest, " ")}
	}
	return g, nil
}

// takeFlags takes out the words that may stand anywhere.
func takeFlags(args []Arg, words []string, g *Given) (rest []string) {
	for _, word := range words {
		f := slices.IndexFunc(args, func(a Arg) bool {
			return a.Type == ArgFlag && (fold(word) == a.Choices[0].Word || fold(word) == a.Choices[0].Alias)
		})
		if f < 0 {
			rest = append(rest, word)
			continue
		}
		g.Flags = append(g.Flags, args[f].Choices[0].Word)
	}
	return rest
}

// readDate reads a date from as many words as can be one: of "1 maart 2027 jansen" the first three.
func readDate(t *turn, a Arg, words []string, g *Given) ([]string, *Refusal) {
	read := ReadDate
	if a.Type == ArgPast {
		read = ReadPast
	}
	for n := min(mostDateWords, len(words)); n > 0; n-- {
		if d, ok := read(strings.Join(words[:n], " "), t.today()); ok {
			if near := otherYear(strings.Join(words[:n], " "), d, t.today(), a.Type == ArgPast); near != nil {
				return nil, &Refusal{Code: RefuseDate, Arg: strings.Join(words[:n], " "), Nearest: near}
			}
			g.Date = d
			return words[n:], nil
		}
	}
	if a.Undated && a.Optional { // then it is the person who comes next
		return words, nil
	}
	said := strings.Join(words[:min(2, len(words))], " ")
	if near := nearDates(said, t.today()); near != nil {
		return nil, &Refusal{Code: RefuseDate, Arg: said, Nearest: near}
	}
	return nil, &Refusal{Code: RefuseDate, Arg: strings.Join(words, " ")}
}

func readPerson(t *turn, _ Arg, words []string, g *Given) (rest []string, refusal *Refusal) {
	g.Person, refusal = t.o.person(strings.Join(words, " "))
	return nil, refusal
}

func readPlace(t *turn, _ Arg, words []string, g *Given) ([]string, *Refusal) {
	name := strings.Join(words, " ")
	place, ok := t.o.Location(name)
	if !ok {
		return nil, &Refusal{Code: RefuseLocation, Arg: name, Nearest: t.o.nearLocations(name)}
	}
	g.Place = place
	return nil, nil
}

// readChoice takes one word, or two that are written apart: geen oordeel.
func readChoice(_ *turn, a Arg, words []string, g *Given) ([]string, *Refusal) {
	for _, n := range []int{2, 1} {
		if n > len(words) {
			continue
		}
		said := strings.ReplaceAll(fold(strings.Join(words[:n], "-")), "_", "-")
		for _, c := range a.Choices {
			if said == c.Word || said == c.Alias {
				g.Choice = append(g.Choice, c.Word)
				return words[n:], nil
			}
		}
	}
	return nil, &Refusal{Code: RefuseArgument, Arg: words[0], Nearest: nearest(words[0], a.words())}
}

func readNumber(_ *turn, _ Arg, words []string, g *Given) ([]string, *Refusal) {
	n, err := strconv.ParseInt(strings.TrimPrefix(words[0], "#"), 10, 32)
	if err != nil || n <= 0 {
		return nil, &Refusal{Code: RefuseArgument, Arg: words[0]}
	}
	g.Number = n
	return words[1:], nil
}

// readRef takes a reference of the organisation. One that may be left out leaves other words to the next argument.
func readRef(t *turn, a Arg, words []string, g *Given) ([]string, *Refusal) {
	ref, ok := ParseRef(words[0])
	if prefix, _, _ := ref.Split(); ok && prefix == t.o.Prefix {
		g.Ref = ref
		return words[1:], nil
	}
	if a.Optional {
		return words, nil
	}
	return nil, &Refusal{Code: RefuseArgument, Arg: words[0]}
}

// mostText is how long free words may be: they stand in the history.
const mostText = 120

// readText takes all words. The placeholder of a link, sent as it is, is none.
func readText(_ *turn, a Arg, words []string, g *Given) ([]string, *Refusal) {
	g.Text = strings.Join(words, " ")
	if strings.EqualFold(g.Text, a.Name) || len(g.Text) > mostText {
		return nil, &Refusal{Code: RefuseArgument, Arg: g.Text}
	}
	return nil, nil
}

// person finds the one person of the roster that is meant: by id, address, local part of the address or
// name, and failing that by part of a name. Two that fit are asked back.
func (o *Organisation) person(s string) (Person, *Refusal) {
	said := fold(s)
	exact := func(p Person) bool {
		local, _, _ := strings.Cut(p.Address, "@")
		return slices.Contains([]string{fold(p.ID), p.Address, local, fold(p.Name)}, said)
	}
	partly := func(p Person) bool { return len(said) >= 2 && strings.Contains(fold(p.Name), said) }
	for _, fits := range []func(Person) bool{exact, partly} {
		var found []Person
		for _, p := range o.People {
			if fits(p) && !p.Gone {
				found = append(found, p)
			}
		}
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			return Person{}, &Refusal{Code: RefuseSeveral, Arg: s, Nearest: ids(found)}
		}
	}
	return Person{}, &Refusal{Code: RefusePerson, Arg: s, Nearest: o.nearPeople(said)}
}

func ids(people []Person) []string {
	var all []string
	for _, p := range people {
		all = append(all, p.ID)
	}
	return all
}

// nearPeople gives the people of whose name or id a word is near to one of the words that were said.
func (o *Organisation) nearPeople(said string) []string {
	var near []string
	for _, p := range o.People {
		if p.Gone {
			continue
		}
		words := append(strings.Fields(fold(p.Name)), fold(p.ID), fold(p.Name))
		for _, s := range append(strings.Fields(said), said) {
			if len(s) >= 3 && len(nearest(s, words)) > 0 {
				near = append(near, p.ID)
				break
			}
		}
	}
	return near
}

// nearLocations gives the locations that may be meant.
func (o *Organisation) nearLocations(s string) []string {
	var near []string
	for _, l := range o.Locations {
		names := append([]string{l.Name}, l.Aliases...)
		within := func(n string) bool { return len(s) >= 3 && strings.Contains(fold(n), fold(s)) }
		if len(nearest(s, names)) > 0 || slices.ContainsFunc(names, within) {
			near = append(near, l.Name)
		}
	}
	return near
}

func sortedKeys[V any](m map[int64]V) []int64 { return slices.Sorted(maps.Keys(m)) }
