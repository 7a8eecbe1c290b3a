package cases

import (
	"reflect"
	"testing"
)

// A letter that came back waits to be posted. What stopped it and is taken back gives it back for the post: by mail it
// would only come back once more. A letter that nobody's word asked for is still nobody's.
func TestALetterForThePostWaitsForItAgain(t *testing.T) {
	scanned := func(w *world) {
		w.mail(Mail{Kind: KindScan}, "")
		w.command("kwaliteit", "naam: S. Vermeer\nadres: Kerkstraat 1, Breda", first, cmd("melder"))
	}
	for name, v := range map[string]struct {
		before func(*world)
		text   string
		mail   []Command
	}{
		"tevreden, the question came back": {func(w *world) {
			w.mail(complaint(), "")
			w.mail(bounceOf(1, AskSatisfaction), first)
		}, "", []Command{cmd("tevreden", "ja")}},
		"tevreden, the question goes by post": {func(w *world) {
			scanned(w)
			w.command("kwaliteit", "Dit.", first, cmd("voorstel"))
			w.command("kwaliteit", "", first, cmd("verstuurd"))
			w.tick(w.at(40, 8))
		}, "", []Command{cmd("tevreden", "ja")}},
		"heropenen, the closing letter came back": {func(w *world) {
			w.mail(complaint(), "")
			w.command("kwaliteit", "Het klopt.", first, cmd("locatie", "Morel"), cmd("oordeel", "gegrond"), cmd("tevreden", "ja"), cmd("sluiten"))
			letter := w.cases[first].waitsOf(Closing)
			w.accept()
			w.mail(bounceOf(letter, Closing), first)
		}, "", []Command{cmd("heropenen")}},
		"melder, the question came back": {func(w *world) {
			w.mail(complaint(), "")
			w.mail(bounceOf(1, AskSatisfaction), first)
		}, "naam: Sanne de Boer", []Command{cmd("melder")}},
		"melder with another address": {func(w *world) {
			w.mail(complaint(), "")
			w.command("kwaliteit", "", first, cmd("toewijzen", "bakker"))
			w.mail(bounceOf(1, Receipt), first)
			w.accept()
			w.mail(bounceOf(w.cases[first].KeptBy[Confirm].Letter, Confirmation), first)
		}, "naam: Sanne de Boer\nadres: Kerkstraat 2, Breda", []Command{cmd("melder")}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			v.before(w)
			before, rows := w.matters(first), w.cases[first].Seq
			if paper(w.cases[first]) == 0 {
				t.Fatal("no letter waits to be posted")
			}
			w.command("kwaliteit", v.text, first, v.mail...)
			if !applied(w.undoLink("kwaliteit", first, rows)) {
				t.Fatal("not taken back")
			}
			if after := w.matters(first); !reflect.DeepEqual(after, before) {
				t.Errorf("the case is\n%+v\nand was\n%+v", after, before)
			}
		})
	}
}

// The mail address was changed since: then the letter goes there.
func TestALetterThatCameBackGoesToALaterAddress(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.mail(bounceOf(1, AskSatisfaction), first)
	rows := w.cases[first].Seq
	w.command("kwaliteit", "", first, cmd("tevreden", "ja"))
	w.command("kwaliteit", "e-mail: sanne@post.example", first, cmd("melder"))
	if p := w.cases[first].Pending.Token; p != 0 {
		w.confirm("kwaliteit", first, p)
	}
	w.sent()
	w.undoLink("kwaliteit", first, rows)
	w.expect("satisfaction parent", "transcript kwaliteit")
	if c := w.cases[first]; c.Complainant.Email != "sanne@post.example" || len(c.Queued) != 1 || paper(c) != 0 {
		t.Errorf("to %s wait %+v", c.Complainant.Email, c.Queued)
	}
}

// paper counts the letters that wait to be posted.
func paper(c Case) (n int) {
	for _, q := range c.Queued {
		if q.Paper {
			n++
		}
	}
	return n
}

// waitsOf is the number of the letter of a kind that waits, 0 for none.
func (c Case) waitsOf(k NoticeKind) int64 {
	for l, q := range c.Queued {
		if q.Kind == k {
			return l
		}
	}
	return 0
}
