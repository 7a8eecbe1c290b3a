package cases

import (
	"slices"
	"testing"
)

// Two words of which only one can be meant: nothing is done, whatever else stands in the mail, and nobody is told of
// what was not done.
func TestWordsThatContradictEachOther(t *testing.T) {
	for name, commands := range map[string][]Command{
		"assigned and no complaint":   {cmd("toewijzen", "bakker"), cmd("geen-klacht")},
		"assigned to two":             {cmd("toewijzen", "bakker"), cmd("toewijzen", "regio")},
		"two locations":               {cmd("locatie", "Morel"), cmd("locatie", "De", "Messenmaker")},
		"serious and not":             {cmd("ernstig"), cmd("ernstig", "nee")},
		"closed and opened":           {cmd("sluiten"), cmd("heropenen")},
		"withdrawn and closed":        {cmd("intrekken"), cmd("sluiten")},
		"closed with a proposal":      {cmd("sluiten"), cmd("voorstel")},
		"one text in two letters":     {cmd("bericht"), cmd("voorstel")},
		"in both languages":           {cmd("message"), cmd("voorstel")},
		"a note for the parent":       {cmd("notitie"), cmd("bericht")},
		"another's, and judged":       {cmd("oordeel", "gegrond"), cmd("doorgezonden", "gemeente")},
		"two judgements":              {cmd("oordeel", "gegrond"), cmd("oordeel", "ongegrond")},
		"it helped and it did not":    {cmd("gewerkt", "1", "ja"), cmd("gewerkt", "1", "nee")},
		"taken back and sent at once": {cmd("ongedaan"), cmd("nu")},
		"among what is right":         {cmd("categorie", "eten"), cmd("bericht"), cmd("uitstel", "2026-12-01"), cmd("stand")},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.mail(complaint(), "")
			before := w.cases[first]
			w.sent()
			d := w.command("directeur", "Tekst.", first, commands...)
			refusal := w.refused(d, RefuseClash)
			if len(refusal.Against) != 1 {
				t.Errorf("against %v", refusal.Against)
			}
			w.expect("refused directeur")
			if after := w.cases[first]; after.Seq != before.Seq {
				t.Errorf("%d rows of history came of it", after.Seq-before.Seq)
			}
		})
	}
}

// What a careful person puts together stays together, and what stands there twice by a slip is done once.
func TestWordsThatGoTogether(t *testing.T) {
	for name, commands := range map[string][]Command{
		"at the start":            {cmd("locatie", "Morel"), cmd("toewijzen", "bakker"), cmd("categorie", "eten"), cmd("ernstig", "nee")},
		"two measures":            {cmd("maatregel", "2026-12-01", "bakker"), cmd("maatregel", "2026-12-01", "regio"), cmd("voorstel")},
		"two agreements":          {cmd("afspraak"), cmd("afspraak")},
		"at the end":              {cmd("locatie", "Morel"), cmd("oordeel", "gegrond"), cmd("maatregel", "2026-12-01"), cmd("tevreden", "ja"), cmd("sluiten")},
		"judged and proposed":     {cmd("oordeel", "deels"), cmd("voorstel")},
		"answered, no complaint":  {cmd("bericht"), cmd("geen-klacht")},
		"kept from two":           {cmd("vertrouwelijk", "bakker"), cmd("vertrouwelijk", "jansen")},
		"the same location twice": {cmd("locatie", "Morel"), cmd("location", "morel")},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.o.People[0].Roles = append(w.o.People[0].Roles, Director)
			w.mail(complaint(), "")
			d := w.command("kwaliteit", "Tekst.", first, commands...)
			for _, n := range d.Steps[0].Notices {
				if n.Transcript != nil && !n.Transcript.Applied {
					t.Errorf("refused: %+v", n.Transcript.Results)
				}
			}
		})
	}
	w := newWorld(t)
	w.mail(complaint(), "")
	w.sent()
	w.command("kwaliteit", "", first, cmd("toewijzen", "bakker"), cmd("assign", "a.bakker"))
	w.expect("assigned bakker", "confirmation parent", "transcript kwaliteit")
}

// The table names words that it has, and no word stands against itself.
func TestTheTableOfContradictions(t *testing.T) {
	for _, w := range Words() {
		for _, not := range w.Not {
			if o, ok := FindWord(not); !ok || o.Name != not {
				t.Errorf("%s stands against %q, which is no word", w.Name, not)
			}
		}
		if slices.Contains(w.Not, w.Name) && w.Many {
			t.Errorf("%s may stand several times and excludes itself", w.Name)
		}
	}
}
