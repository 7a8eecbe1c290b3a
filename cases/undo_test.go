package cases

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// matters is all of a case that taking something back must bring back: not that the history is longer, that letters
// made anew have other numbers and moments, or that a number of a measure is not given twice.
func (w *world) matters(ref Ref) any {
	c := w.cases[ref]
	c.Seq, c.Head, c.LastMeasure, c.LastAgreement = 0, "", 0, 0
	var waiting []string
	for _, q := range c.Queued {
		waiting = append(waiting, fmt.Sprint(q.Kind, q.Keeps, q.Paper, q.Returned, q.Mail, q.Word, q.Cause))
	}
	slices.Sort(waiting)
	c.Queued = nil
	return []any{c, waiting, w.o.Duties(c)}
}

// undoLink takes back the mail that wrote the rows after this one, as the link in its answer does.
func (w *world) undoLink(person string, ref Ref, after int) Decision {
	return w.command(person, "", ref, cmd("ongedaan", itoa(after+1), "regel"))
}

func applied(d Decision) bool {
	for _, s := range d.Steps {
		for _, n := range s.Notices {
			if n.Transcript != nil {
				return n.Transcript.Applied
			}
		}
	}
	return false
}

// Every word that changes a case is taken back by the last mail's ongedaan, and by the link: the case is what it was.
func TestEveryWordIsTakenBack(t *testing.T) {
	ready := func(w *world) {
		w.command("kwaliteit", "Oké.", first, cmd("locatie", "Morel"), cmd("toewijzen", "bakker"), cmd("oordeel", "gegrond"), cmd("maatregel", "2026-12-01"), cmd("afspraak", "2026-12-01"))
		w.accept()
	}
	eyes := func(w *world) {
		ready(w)
		w.o.Second = []Role{Director}
		w.command("kwaliteit", "", first, cmd("tevreden", "ja"))
	}
	appeal := func(w *world) {
		ready(w)
		w.o.Terms.Appeal, w.o.Terms.AppealDecide = Span{Months: 1}, Span{Months: 1}
		w.command("kwaliteit", "Het klopt.", first, cmd("tevreden", "ja"), cmd("sluiten"))
		w.accept()
	}
	ended := func(w *world) { ready(w); w.command("kwaliteit", "", first, cmd("intrekken")); w.accept() }
	for name, v := range map[string]struct {
		before   func(*world)
		commands []Command
	}{
		"toewijzen":             {nil, []Command{cmd("toewijzen", "bakker")}},
		"toewijzen, another":    {ready, []Command{cmd("toewijzen", "regio")}},
		"toewijzen, both wait":  {func(w *world) { w.command("kwaliteit", "", first, cmd("toewijzen", "regio")) }, []Command{cmd("toewijzen", "bakker")}},
		"toewijzen to oneself":  {nil, []Command{cmd("toewijzen", "kwaliteit")}},
		"locatie":               {nil, []Command{cmd("locatie", "Morel")}},
		"locatie, another":      {ready, []Command{cmd("locatie", "De", "Messenmaker")}},
		"categorie":             {nil, []Command{cmd("categorie", "eten")}},
		"soort":                 {nil, []Command{cmd("soort", "compliment")}},
		"regime":                {nil, []Command{cmd("regime", "wkkgz")}},
		"taal":                  {nil, []Command{cmd("taal", "en")}},
		"melder":                {nil, []Command{cmd("melder")}},
		"ontvangen":             {nil, []Command{cmd("ontvangen", "2026-10-20")}},
		"bericht":               {ready, []Command{cmd("bericht")}},
		"afspraak":              {ready, []Command{cmd("afspraak", "2026-12-10"), cmd("afspraak")}},
		"voorstel":              {ready, []Command{cmd("voorstel")}},
		"uitstel":               {ready, []Command{cmd("uitstel", "2026-12-01")}},
		"uitstel, another":      {func(w *world) { ready(w); w.command("kwaliteit", "Nog niet.", first, cmd("uitstel", "2026-12-01")) }, []Command{cmd("uitstel", "2026-12-03")}},
		"oordeel":               {nil, []Command{cmd("oordeel", "gegrond")}},
		"oordeel, another":      {ready, []Command{cmd("oordeel", "ongegrond")}},
		"maatregel":             {ready, []Command{cmd("maatregel", "2026-12-10", "regio"), cmd("maatregel", "2026-12-11", "breed")}},
		"klaar":                 {ready, []Command{cmd("klaar", "1"), cmd("klaar", "1", "afspraak")}},
		"gewerkt":               {func(w *world) { ready(w); w.command("kwaliteit", "", first, cmd("klaar", "1")) }, []Command{cmd("gewerkt", "1", "ja")}},
		"tevreden":              {ready, []Command{cmd("tevreden", "ja", "nee")}},
		"sluiten":               {ready, []Command{cmd("tevreden", "ja"), cmd("sluiten")}},
		"sluiten on the way":    {func(w *world) { ready(w); w.command("bakker", "Dit.", first, cmd("voorstel")) }, []Command{cmd("tevreden", "ja"), cmd("sluiten")}},
		"sluiten, four eyes":    {eyes, []Command{cmd("sluiten")}},
		"oordeel, four eyes":    {func(w *world) { eyes(w); w.command("kwaliteit", "Dank.", first, cmd("sluiten")) }, []Command{cmd("oordeel", "deels")}},
		"heropenen, appeal":     {appeal, []Command{cmd("heropenen", "beroep")}},
		"heropenen":             {ended, []Command{cmd("heropenen")}},
		"heropenen in the hold": {func(w *world) { ready(w); w.command("kwaliteit", "", first, cmd("intrekken")) }, []Command{cmd("heropenen")}},
		"intrekken":             {ready, []Command{cmd("intrekken")}},
		"doorgezonden":          {ready, []Command{cmd("doorgezonden", "gemeente")}},
		"geen-klacht":           {func(w *world) { w.command("kwaliteit", "", first, cmd("toewijzen", "regio")) }, []Command{cmd("geen-klacht")}},
		"vertrouwelijk":         {nil, []Command{cmd("vertrouwelijk", "jansen")}},
		"vertrouwelijk, handler": {
			func(w *world) { w.command("kwaliteit", "", first, cmd("toewijzen", "bakker")) },
			[]Command{cmd("vertrouwelijk", "bakker")},
		},
		"vertrouwelijk, who wrote": {
			func(w *world) { ready(w); w.command("bakker", "Dit.", first, cmd("voorstel")) },
			[]Command{cmd("vertrouwelijk", "bakker")},
		},
		"vertrouwelijk nee": {func(w *world) { w.command("kwaliteit", "", first, cmd("vertrouwelijk", "jansen")) }, []Command{cmd("vertrouwelijk", "jansen", "nee")}},
		"all at once": {nil, []Command{
			cmd("locatie", "Morel"), cmd("toewijzen", "bakker"), cmd("ontvangen", "2026-10-30"), cmd("categorie", "eten"), cmd("notitie"),
		}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.mail(complaint(), "")
			if v.before != nil {
				v.before(w)
			}
			before, rows := w.matters(first), w.cases[first].Seq
			text := "naam: Sanne Vermeer-de Boer\ntelefoon: 06-55501234"
			if !applied(w.command("kwaliteit", text, first, v.commands...)) || reflect.DeepEqual(w.matters(first), before) {
				t.Fatal("the mail did nothing")
			}
			if d := w.undoLink("kwaliteit", first, rows); !applied(d) {
				t.Fatalf("not taken back: %+v", d.Steps[0].Notices)
			}
			if after := w.matters(first); !reflect.DeepEqual(after, before) {
				t.Errorf("the case is\n%+v\nand was\n%+v", after, before)
			}
			if at := Broken(w.history[first]); at != 0 || !reflect.DeepEqual(Fold(w.history[first]), w.cases[first]) {
				t.Errorf("the history breaks at %d, or its fold is another case", at)
			}
			w.refused(w.undoLink("kwaliteit", first, rows), RefuseUndone)
			w.refused(w.command("kwaliteit", "", first, cmd("ongedaan")), RefuseUndone)
		})
	}
}

// A director takes back what makes a case serious, or not; a paper letter that was said to be posted waits again.
func TestTakenBackByOthers(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	before, rows := w.matters(first), w.cases[first].Seq
	w.command("kwaliteit", "", first, cmd("ernstig"))
	if r := w.refused(w.command("kwaliteit", "", first, cmd("ongedaan")), RefuseFinal); r.Arg != "ernstig" {
		t.Errorf("refused for %q", r.Arg)
	}
	w.undoLink("directeur", first, rows)
	if after := w.matters(first); !reflect.DeepEqual(after, before) {
		t.Errorf("the case is\n%+v\nand was\n%+v", after, before)
	}

	w = newWorld(t)
	w.mail(Mail{Kind: KindScan}, "")
	w.command("kwaliteit", "naam: S. Vermeer\nadres: Kerkstraat 1, Breda", first, cmd("melder"))
	unassigned := w.matters(first)
	w.command("kwaliteit", "", first, cmd("toewijzen", "regio"))
	before = w.matters(first)
	w.command("kwaliteit", "", first, cmd("verstuurd"))
	w.command("kwaliteit", "", first, cmd("ongedaan"))
	if after := w.matters(first); !reflect.DeepEqual(after, before) || !w.cases[first].Kept.Confirm.IsZero() {
		t.Errorf("the case is\n%+v\nand was\n%+v", after, before)
	}
	w.sent()
	for _, e := range w.history[first] { // the director, of what the registrar did: its paper letter is not to be posted
		if e.Kind == EntryAssigned {
			w.undoLink("directeur", first, e.Seq-1)
		}
	}
	w.expect("assigned regio", "letter-failed kwaliteit", "transcript directeur")
	if after := w.matters(first); !reflect.DeepEqual(after, unassigned) {
		t.Errorf("the case is\n%+v\nand was\n%+v", after, unassigned)
	}
}

// What a second person agreed to is taken back by that person, and waits for a second person again.
func TestAgreeingIsTakenBack(t *testing.T) {
	w := newWorld(t)
	w.o.Second = []Role{Director}
	w.mail(complaint(), "")
	w.command("kwaliteit", "Het klopt.", first, cmd("locatie", "Morel"), cmd("oordeel", "gegrond"), cmd("tevreden", "ja"), cmd("sluiten"))
	before := w.matters(first)
	w.command("directeur", "", first, cmd("akkoord"))
	if w.cases[first].State != Closed {
		t.Fatal("not closed")
	}
	w.command("directeur", "", first, cmd("ongedaan"))
	if after := w.matters(first); !reflect.DeepEqual(after, before) {
		t.Errorf("the case is\n%+v\nand was\n%+v", after, before)
	}
	w.command("kwaliteit", "", first, cmd("ongedaan"))
	if c := w.cases[first]; c.CloseAsk != nil || c.Judgement.Outcome != "gegrond" {
		t.Errorf("asked %v, judged %q: only the closing is taken back", c.CloseAsk, c.Judgement.Outcome)
	}
}

// Who was told hears that it was taken back, and nobody else.
func TestWhoHearsThatItWasTakenBack(t *testing.T) {
	for name, v := range map[string]struct {
		before, commands []Command
		want             []string
	}{
		"a handler":          {nil, []Command{cmd("toewijzen", "bakker")}, []string{"assigned bakker"}},
		"the second handler": {[]Command{cmd("toewijzen", "jansen")}, []Command{cmd("toewijzen", "bakker")}, []string{"assigned bakker", "assigned jansen", "confirmation parent"}},
		"oneself":            {nil, []Command{cmd("toewijzen", "kwaliteit")}, nil},
		"a location":         {nil, []Command{cmd("locatie", "Morel")}, []string{"new-case bakker", "new-case regio"}},
		"another location":   {[]Command{cmd("locatie", "Morel")}, []Command{cmd("locatie", "De", "Messenmaker")}, []string{"new-case jansen"}},
		"both":               {nil, []Command{cmd("locatie", "Morel"), cmd("toewijzen", "bakker")}, []string{"new-case bakker", "new-case regio"}},
		"a category":         {nil, []Command{cmd("categorie", "eten")}, nil},
		"a measure":          {nil, []Command{cmd("maatregel", "2026-12-01", "regio")}, nil},
		"a mark":             {nil, []Command{cmd("vertrouwelijk", "jansen")}, []string{"alert directeur"}},
		"the mark of the director": {
			nil, []Command{cmd("vertrouwelijk", "directeur")}, nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.mail(complaint(), "")
			w.command("kwaliteit", "", first, v.before...)
			rows := w.cases[first].Seq
			w.command("kwaliteit", "", first, v.commands...)
			w.sent()
			w.undoLink("kwaliteit", first, rows)
			w.expect(append(v.want, "transcript kwaliteit")...)
		})
	}
}

// Whoever's word another one takes back hears of it: else a handler waits for an answer to a letter that never left.
func TestTheAuthorHearsThatItWasTakenBack(t *testing.T) {
	for name, undo := range map[string]Command{"the letter": cmd("ongedaan"), "the mail": {Word: "ongedaan"}} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.mail(complaint(), "")
			w.command("kwaliteit", "", first, cmd("toewijzen", "bakker"), cmd("locatie", "Morel"))
			w.accept()
			rows := w.cases[first].Seq
			w.command("bakker", "Nieuwe luiers.", first, cmd("voorstel"), cmd("maatregel", "2026-12-01"))
			w.sent()
			if name == "the mail" {
				undo.Args = []string{itoa(rows + 1), "regel"}
			}
			w.command("kwaliteit", "", first, undo)
			w.expect("alert bakker", "transcript kwaliteit")
		})
	}
}

// Who no longer handles the case takes nothing of it back, but a letter of his own that waits.
func TestAFormerHandlerTakesNothingBack(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("toewijzen", "bakker"), cmd("locatie", "Morel"))
	w.accept()
	rows := w.cases[first].Seq
	w.command("bakker", "Elke week.", first, cmd("maatregel", "2026-12-01"))
	w.command("bakker", "We zijn bezig.", first, cmd("bericht"))
	w.command("kwaliteit", "", first, cmd("toewijzen", "jansen"))
	if r := w.refused(w.undoLink("bakker", first, rows), RefuseNotYours); r.Arg != "maatregel" {
		t.Errorf("refused for %q", r.Arg)
	}
	if !applied(w.command("bakker", "", first, cmd("ongedaan"))) {
		t.Error("the own letter is not stopped")
	}
	if !applied(w.undoLink("kwaliteit", first, rows)) || len(w.cases[first].Measures) != 0 {
		t.Error("the registrar does not take it back")
	}
}

// The same ongedaan twice takes back once; but what was written since then waits, and is stopped.
func TestTakenBackAgain(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("toewijzen", "bakker"))
	w.accept()
	w.command("bakker", "Een.", first, cmd("bericht"))
	w.command("kwaliteit", "", first, cmd("ongedaan"))
	w.refused(w.command("kwaliteit", "", first, cmd("ongedaan")), RefuseUndone)
	w.command("bakker", "Twee.", first, cmd("bericht"))
	if !applied(w.command("kwaliteit", "", first, cmd("ongedaan"))) || len(w.cases[first].Queued) != 0 {
		t.Error("the second letter leaves")
	}
}

// What the closing letter tells the parent is not taken back under it.
func TestNothingIsTakenBackUnderAClosingLetter(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("toewijzen", "bakker"), cmd("locatie", "Morel"))
	w.accept()
	rows := w.cases[first].Seq
	w.command("kwaliteit", "Het klopt.", first, cmd("oordeel", "gegrond"), cmd("maatregel", "2026-12-01"))
	w.command("kwaliteit", "Dank.", first, cmd("tevreden", "ja"), cmd("sluiten"))
	for _, when := range []string{"while it waits", "after it left"} {
		if r := w.refused(w.undoLink("kwaliteit", first, rows), RefuseSince); !slices.Equal(r.Missing, []string{"end"}) {
			t.Errorf("%s: built on it: %v", when, r.Missing)
		}
		w.accept()
	}
}

// What cannot be taken back is refused with the reason, and nothing changes.
func TestWhatIsNotTakenBack(t *testing.T) {
	first := Ref(first)
	for name, v := range map[string]struct {
		before func(*world)
		person string
		undo   Command
		code   RefusalCode
		arg    string
	}{
		"nothing was done":    {func(*world) {}, "kwaliteit", cmd("ongedaan"), RefuseState, "ongedaan"},
		"a note":              {func(w *world) { w.command("kwaliteit", "Let op.", first) }, "kwaliteit", cmd("ongedaan"), RefuseState, "ongedaan"},
		"another's":           {func(w *world) { w.command("kwaliteit", "", first, cmd("locatie", "Morel")) }, "bakker", cmd("ongedaan"), RefuseState, "ongedaan"},
		"another's by number": {func(w *world) { w.command("kwaliteit", "", first, cmd("locatie", "Morel")) }, "bakker", cmd("ongedaan", "3", "regel"), RefuseNotYours, "locatie"},
		"no such row":         {func(*world) {}, "kwaliteit", cmd("ongedaan", "99", "regel"), RefuseNoRow, "99 regel"},
		"a row of the parent": {func(*world) {}, "kwaliteit", cmd("ongedaan", "1", "regel"), RefuseNoRow, "1 regel"},
		"it left":             {func(w *world) { w.command("kwaliteit", "", first, cmd("toewijzen", "bakker")); w.accept() }, "kwaliteit", cmd("ongedaan"), RefuseLeft, "confirmation"},
		"it leaves": {func(w *world) {
			w.command("kwaliteit", "Hoi.", first, cmd("bericht"))
			w.command("kwaliteit", "", first, cmd("nu"))
		}, "kwaliteit", cmd("ongedaan"), RefuseLeft, "message"},
		"merged": {func(w *world) {
			w.mail(complaint(), "")
			w.command("kwaliteit", "", "KLP-2026-0002", cmd("samenvoegen", string(first)))
		}, "kwaliteit", cmd("ongedaan"), RefuseFinal, "samenvoegen"},
		"split": {func(w *world) { w.command("kwaliteit", "Ook het eten.", first, cmd("splitsen")) }, "kwaliteit", cmd("ongedaan"), RefuseFinal, "splitsen"},
		"the other's date": {func(w *world) {
			w.command("kwaliteit", "", first, cmd("ontvangen", "2026-10-30"))
			w.command("directeur", "", first, cmd("toewijzen", "bakker"))
			w.command("kwaliteit", "", first, cmd("ontvangen", "2026-10-29"))
			w.command("directeur", "", first, cmd("categorie", "eten"))
		}, "kwaliteit", cmd("ongedaan", "3", "regel"), RefuseSince, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.mail(complaint(), "")
			v.before(w)
			before := w.cases[first]
			if r := w.refused(w.command(v.person, "", first, v.undo), v.code); v.arg != "" && r.Arg != v.arg {
				t.Errorf("refused for %q", r.Arg)
			}
			if after := w.cases[first]; !reflect.DeepEqual(after, before) {
				t.Error("the case changed")
			}
		})
	}
}

// Nothing goes back under something newer that was built on it; what stands apart does not matter.
func TestNothingGoesBackUnderSomethingNewer(t *testing.T) {
	for name, v := range map[string]struct {
		first, later []Command
		want         []string // what is named as built on it; nil when it is taken back
	}{
		"a handler, and another":     {[]Command{cmd("toewijzen", "bakker")}, []Command{cmd("toewijzen", "jansen")}, []string{"handler"}},
		"a measure, done":            {[]Command{cmd("maatregel", "2026-12-01")}, []Command{cmd("klaar", "1")}, []string{"measure 1"}},
		"a measure, and another":     {[]Command{cmd("maatregel", "2026-12-01")}, []Command{cmd("maatregel", "2026-12-02")}, nil},
		"a date, and a delay":        {[]Command{cmd("ontvangen", "2026-10-30")}, []Command{cmd("uitstel", "2026-12-01")}, []string{"due"}},
		"a kind, and a law":          {[]Command{cmd("soort", "tip")}, []Command{cmd("regime", "wkkgz")}, []string{"due"}},
		"a location, and a category": {[]Command{cmd("locatie", "Morel")}, []Command{cmd("categorie", "eten")}, nil},
		"reopened, and worked on":    {[]Command{cmd("heropenen")}, []Command{cmd("bericht")}, []string{"end"}},
		"reopened, and ended":        {[]Command{cmd("heropenen")}, []Command{cmd("geen-klacht")}, []string{"end"}},
		"a mark, and a handler":      {[]Command{cmd("vertrouwelijk", "regio")}, []Command{cmd("toewijzen", "bakker")}, []string{"handler"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.mail(complaint(), "")
			if v.first[0].Word == "heropenen" {
				w.command("kwaliteit", "", first, cmd("geen-klacht"))
			}
			if v.first[0].Word == "vertrouwelijk" {
				w.command("kwaliteit", "", first, cmd("toewijzen", "regio"))
			}
			rows := w.cases[first].Seq
			for _, commands := range [][]Command{v.first, v.later} {
				if !applied(w.command("kwaliteit", "Tekst.", first, commands...)) {
					t.Fatalf("refused: %v", commands)
				}
			}
			d := w.undoLink("kwaliteit", first, rows)
			if v.want == nil {
				if !applied(d) {
					t.Error("refused")
				}
				return
			}
			if r := w.refused(d, RefuseSince); !slices.Equal(r.Missing, v.want) {
				t.Errorf("built on it: %v", r.Missing)
			}
		})
	}
}

// A number is not given twice: who reads of measure 2 in an old mail must not find another one.
func TestNumbersAreNotGivenTwice(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("maatregel", "2026-12-01"), cmd("afspraak"))
	w.command("kwaliteit", "", first, cmd("ongedaan"))
	w.command("kwaliteit", "", first, cmd("maatregel", "2026-12-02"), cmd("afspraak"))
	if c := w.cases[first]; len(c.Measures) != 1 || c.Measures[0].Number != 2 || c.Agreements[0].Number != 2 {
		t.Errorf("measures %v, agreements %v", c.Measures, c.Agreements)
	}
}

// An old case from an archive sleeps again when what woke it is taken back: nobody is reminded of years ago.
func TestAnImportedCaseSleepsAgain(t *testing.T) {
	w := newWorld(t)
	m := complaint()
	m.Kind = KindImported
	w.mail(m, "")
	w.command("kwaliteit", "", first, cmd("toewijzen", "bakker"))
	w.command("kwaliteit", "", first, cmd("ongedaan"))
	w.sent()
	w.tick(w.at(50, 8))
	w.expect()
	if !w.cases[first].Dormant {
		t.Error("the case is awake")
	}
}

// Who is restricted by mistake reads again when that is said, by registrar or director and never by that person; the
// other one hears of it. The location's people are let in no further than they were.
func TestAMarkIsTakenBackLater(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.refused(w.command("kwaliteit", "", first, cmd("vertrouwelijk", "jansen", "nee")), RefuseState)
	w.command("kwaliteit", "", first, cmd("vertrouwelijk", "directeur"), cmd("vertrouwelijk", "jansen"))
	if !w.cases[first].Visible {
		t.Error("nobody of the location may know")
	}
	w.now = w.at(3, 9)
	w.command("directeur", "", first, cmd("vertrouwelijk", "directeur", "nee"))
	w.command("bakker", "", first, cmd("vertrouwelijk", "jansen", "nee"))
	if c := w.cases[first]; !slices.Equal(c.Restricted, []string{"directeur", "jansen"}) {
		t.Fatalf("restricted: %v", c.Restricted)
	}
	w.sent()
	w.command("kwaliteit", "", first, cmd("vertrouwelijk", "directeur", "nee"))
	w.expect("transcript kwaliteit") // the director is whom it was about
	w.command("directeur", "", first, cmd("vertrouwelijk", "jansen", "no"))
	w.expect("alert kwaliteit", "transcript directeur")
	if c := w.cases[first]; len(c.Restricted) != 0 || c.Visible {
		t.Errorf("restricted %v, let in %v", c.Restricted, c.Visible)
	}
	w.command("kwaliteit", "", first, cmd("toewijzen", "jansen"))
	if c := w.cases[first]; c.Handler != "jansen" || !c.Visible {
		t.Errorf("handler %q, let in %v", c.Handler, c.Visible)
	}
}

// sensible are commands that are often done.
var sensible = []Command{
	cmd("toewijzen", "bakker"), cmd("toewijzen", "jansen"), cmd("locatie", "Morel"), cmd("categorie", "eten"), cmd("soort", "tip"),
	cmd("regime", "wkkgz"), cmd("taal", "en"), cmd("ontvangen", "2026-10-30"), cmd("bericht"), cmd("afspraak"), cmd("voorstel"),
	cmd("uitstel", "2026-12-01"), cmd("uitstel", "2026-12-04"), cmd("oordeel", "deels"), cmd("maatregel", "2026-12-01"), cmd("klaar", "1"),
	cmd("gewerkt", "1", "ja"), cmd("tevreden", "ja"), cmd("sluiten"), cmd("heropenen"), cmd("intrekken"), cmd("doorgezonden", "gemeente"),
	cmd("geen-klacht"), cmd("vertrouwelijk", "jansen"), cmd("vertrouwelijk", "jansen", "nee"), cmd("ernstig"), cmd("ernstig", "nee"), cmd("verstuurd"),
}

// Whatever was done before, taking a mail back at once gives the case that was there, or is refused and gives the one
// that is there.
func TestTakenBackAtOnceIsAsItWas(t *testing.T) {
	taken := 0
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		w.mail(complaint(), "")
		for range rapid.IntRange(0, 15).Draw(rt, "steps") {
			if rapid.Bool().Draw(rt, "sensible") {
				w.command("kwaliteit", "tekst", first, rapid.SampledFrom(sensible).Draw(rt, "command"))
			} else {
				randomStep(rt, w)
			}
		}
		ref := NewRef("KLP", 2026, rapid.IntRange(1, min(2, len(w.cases))).Draw(rt, "case"))
		person := rapid.SampledFrom([]string{"kwaliteit", "bakker", "directeur"}).Draw(rt, "who")
		before, rows := w.matters(ref), w.cases[ref].Seq
		commands := rapid.SliceOfN(rapid.SampledFrom(sensible), 1, 3).Draw(rt, "commands")
		w.command(person, "tekst", ref, commands...)
		between := w.matters(ref)
		if w.cases[ref].Seq == rows {
			return
		}
		if applied(w.undoLink(person, ref, rows)) {
			taken++
			if after := w.matters(ref); !reflect.DeepEqual(after, before) {
				rt.Fatalf("after %v the case was\n%+v\nand taken back is\n%+v\nbefore it was\n%+v", commands, between, after, before)
			}
		} else if after := w.matters(ref); !reflect.DeepEqual(after, between) {
			rt.Fatalf("refused, and changed: %v", commands)
		}
		if !reflect.DeepEqual(Fold(w.history[ref]), w.cases[ref]) {
			rt.Fatal("the case is not the fold of its history")
		}
	})
	t.Logf("%d taken back", taken)
	if taken == 0 {
		t.Error("nothing was ever taken back")
	}
}
