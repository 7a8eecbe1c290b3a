package cases

import (
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestPeopleAreFound(t *testing.T) {
	o := organisation(t)
	o.People = append(o.People,
		Person{ID: "zoe", Name: "Zoë Jansen-Öz", Address: "z.oz@kluppluz.example"},
		Person{ID: "dewit", Name: "Dirk de Wit", Address: "d.dewit@kluppluz.example"})
	for said, want := range map[string]string{
		"jansen": "jansen", "Joke": "jansen", "j.jansen": "jansen", "J.Jansen@kluppluz.example": "jansen", "joke jansen": "jansen", "JOKE  JANSEN": "jansen",
		"zoe": "zoe", "Zoë": "zoe", "zoë jansen": "zoe", "oz": "zoe", "Noor": "kwaliteit", "kwaliteit": "kwaliteit", "dirk": "dewit",
	} {
		if p, refusal := o.person(said); refusal != nil || p.ID != want {
			t.Errorf("%q is %q, %+v", said, p.ID, refusal)
		}
	}
	for said, want := range map[string]Refusal{
		"de wit":  {Code: RefuseSeveral, Nearest: []string{"kwaliteit", "dewit"}},
		"jansn":   {Code: RefusePerson, Nearest: []string{"jansen"}},
		"Bakkers": {Code: RefusePerson, Nearest: []string{"bakker"}},
		"niemand": {Code: RefusePerson},
		"x":       {Code: RefusePerson},
		"NAAM":    {Code: RefusePerson},
	} {
		_, refusal := o.person(said)
		if refusal == nil || refusal.Code != want.Code || refusal.Arg != said || !slices.Equal(refusal.Nearest, want.Nearest) {
			t.Errorf("%q: %+v, want %+v", said, refusal, want)
		}
	}
}

func TestLocationsAreFound(t *testing.T) {
	o := organisation(t)
	o.Locations = append(o.Locations, Location{Name: "Crèche Noord", Aliases: []string{"BSO Noord"}})
	for said, want := range map[string]string{"morel": "Morel", "de  messenmaker": "De Messenmaker", "creche noord": "Crèche Noord", "bso noord": "Crèche Noord"} {
		if l, ok := o.Location(said); !ok || l.Name != want {
			t.Errorf("%q is %q %v", said, l.Name, ok)
		}
	}
	for said, want := range map[string][]string{"morrel": {"Morel"}, "messenmaker": {"De Messenmaker"}, "noord": {"Crèche Noord"}, "maan": nil, "": nil} {
		if near := o.nearLocations(said); !slices.Equal(near, want) {
			t.Errorf("near %q: %q, want %q", said, near, want)
		}
	}
}

func TestArguments(t *testing.T) {
	w := newWorld(t)
	turn := begin(w.o, &Book{}, Event{At: w.now, Mail: &Mail{}}, Case{})
	for _, v := range []struct {
		cmd  Command
		want Given
	}{
		{cmd("maatregel", "oc", "1", "maart", "2027", "joke", "jansen", "Breed"), Given{Date: date(t, "2027-03-01"), Person: Person{ID: "jansen"}, Flags: []string{"oc", "breed"}}},
		{cmd("measure", "+7d"), Given{Date: date(t, "2026-11-09")}},
		{cmd("oordeel", "Geen", "oordeel"), Given{Choice: []string{"geen-oordeel"}}},
		{cmd("judgement", "founded"), Given{Choice: []string{"gegrond"}}},
		{cmd("tevreden", "ja", "NO"), Given{Choice: []string{"ja", "nee"}}},
		{cmd("afspraak"), Given{}},
		{cmd("ongedaan", "#12"), Given{Number: 12}},
		{cmd("doorgezonden", "Gemeente", "Breda"), Given{Text: "Gemeente Breda"}},
		{cmd("locatie", "de", "messenmaker"), Given{Place: Location{Name: "De Messenmaker"}}},
	} {
		word, _ := FindWord(v.cmd.Word)
		g, refusal := turn.given(word, v.cmd)
		if refusal != nil {
			t.Errorf("%v: %+v", v.cmd, refusal)
		}
		if g.Date != v.want.Date || g.Person.ID != v.want.Person.ID || g.Place.Name != v.want.Place.Name || g.Number != v.want.Number ||
			g.Text != v.want.Text || !slices.Equal(g.Choice, v.want.Choice) || !slices.Equal(g.Flags, v.want.Flags) {
			t.Errorf("%v is read as %+v", v.cmd, g)
		}
	}
}

func TestArgumentsThatAreRefused(t *testing.T) {
	w := newWorld(t)
	turn := begin(w.o, &Book{}, Event{At: w.now, Mail: &Mail{}}, Case{})
	for _, v := range []struct {
		cmd  Command
		want Refusal
	}{
		{cmd("toewijzen"), Refusal{Code: RefusePerson}},
		{cmd("locatie"), Refusal{Code: RefuseLocation}},
		{cmd("uitstel"), Refusal{Code: RefuseDate}},
		{cmd("uitstel", "DATUM"), Refusal{Code: RefuseDate, Arg: "DATUM"}},
		{cmd("uitstel", "volgende", "vrijdag"), Refusal{Code: RefuseDate, Arg: "volgende vrijdag", Nearest: []string{"2026-11-06", "2026-11-13"}}},
		{cmd("uitstel", "1-12", "graag"), Refusal{Code: RefuseArgument, Arg: "graag"}},
		{cmd("bericht", "van", "de", "directie"), Refusal{Code: RefuseArgument, Arg: "van de directie"}},
		{cmd("soort", "klahct"), Refusal{Code: RefuseArgument, Arg: "klahct", Nearest: []string{"klacht"}}},
		{cmd("oordeel", "misschien"), Refusal{Code: RefuseArgument, Arg: "misschien"}},
		{cmd("tevreden", "ja", "nee", "ja"), Refusal{Code: RefuseArgument, Arg: "ja"}},
		{cmd("ongedaan", "alles"), Refusal{Code: RefuseArgument, Arg: "alles"}},
		{cmd("doorgezonden", "naam"), Refusal{Code: RefuseArgument, Arg: "naam"}},
		{cmd("ernstig", "misschien"), Refusal{Code: RefuseArgument, Arg: "misschien"}},
	} {
		word, _ := FindWord(v.cmd.Word)
		_, refusal := turn.given(word, v.cmd)
		if refusal == nil || refusal.Code != v.want.Code || refusal.Arg != v.want.Arg || !slices.Equal(refusal.Nearest, v.want.Nearest) {
			t.Errorf("%v: %+v, want %+v", v.cmd, refusal, v.want)
		}
	}
}

// Whatever stands in a bracket is read or refused, and a refusal says what was wrong with words that stand there.
func TestAnyArgumentsAreReadOrRefused(t *testing.T) {
	w := newWorld(t)
	turn := begin(w.o, &Book{}, Event{At: w.now, Mail: &Mail{}}, Case{})
	rapid.Check(t, func(rt *rapid.T) {
		word := rapid.SampledFrom(Words()).Draw(rt, "word")
		args := rapid.SliceOfN(rapid.OneOf(rapid.StringMatching(`[^\s\[\]]{1,12}`), rapid.SampledFrom([]string{"ja", "1-3", "maart", "jansen", "Morel", "breed", "+7d", "volgende"})), 0, 6).Draw(rt, "args")
		_, refusal := turn.given(word, Command{Word: word.Name, Args: args})
		if refusal != nil && refusal.Code == "" {
			rt.Fatalf("%s %q: refused without a reason", word.Name, args)
		}
		if refusal == nil && len(word.Args) == 0 && len(args) > 0 {
			rt.Fatalf("%s %q: words that mean nothing were passed over", word.Name, args)
		}
	})
}
