package cases

import (
	"reflect"
	"slices"
	"testing"
	"time"
)

// A letter that is held for more than a day stands in the digest, until it has left.
func TestDigestTellsOfLettersThatAreHeld(t *testing.T) {
	w := assigned(t)
	w.o.Terms.Hold = 96 * time.Hour
	w.command("bakker", "We zijn ermee bezig.", first, cmd("bericht"))
	held := func(days int) []DigestLetter {
		p, _ := w.o.Person("kwaliteit")
		return w.o.Digest(p, Book{Cases: []Case{w.cases[first]}}, w.o.Today(w.now).Add(days)).Stuck
	}
	if got := held(1); len(got) != 0 {
		t.Errorf("on the next day: %+v", got)
	}
	if got := held(2); len(got) != 1 || got[0].Kind != Message || got[0].Ref != first {
		t.Errorf("after two days: %+v", got)
	}
	w.accept()
	if got := held(2); len(got) != 0 {
		t.Errorf("it has left: %+v", got)
	}
}

// Without a hold a letter leaves at once, and there is nothing to take back.
func TestNoHold(t *testing.T) {
	w := assigned(t)
	w.o.Terms.Hold = 0
	d := w.command("bakker", "We zijn ermee bezig.", first, cmd("bericht"))
	for _, n := range d.Steps[0].Notices {
		if n.Kind == Message && (n.Held || !n.Release.Equal(w.now)) {
			t.Errorf("held %v until %s", n.Held, n.Release)
		}
	}
	d = w.command("bakker", "Nieuwe luiers.", first, cmd("voorstel"), cmd("maatregel", "2026-12-01"))
	if tr := transcriptOf(d); tr == nil || !tr.Applied || tr.Undo != 0 {
		t.Errorf("offers to take back what has left: %+v", tr)
	}
	w.refused(w.command("bakker", "", first, cmd("ongedaan")), RefuseLeft)
	w.refused(w.command("bakker", "", first, cmd("nu")), RefuseState)
}

// Letters are taken back one by one, by their number, and only by who wrote them or the registrar.
func TestUndoByNumber(t *testing.T) {
	w := assigned(t)
	w.command("bakker", "Een.", first, cmd("bericht"))
	w.command("bakker", "Twee.", first, cmd("bericht"))
	letters := sortedKeys(w.cases[first].Queued)
	before := len(w.history[first])
	w.refused(w.command("bakker", "", first, cmd("ongedaan", "999")), RefuseNoRow)
	w.refused(w.command("regio", "", first, cmd("ongedaan")), RefuseState)
	if len(w.history[first]) != before {
		t.Error("a refused undo left a row")
	}
	w.command("bakker", "", first, cmd("ongedaan", itoa(int(letters[0]))))
	if left := sortedKeys(w.cases[first].Queued); len(left) != 1 || left[0] != letters[1] {
		t.Errorf("letters that wait: %v of %v", left, letters)
	}
	rows := w.history[first]
	if last := rows[len(rows)-1]; len(rows) != before+2 || !rows[before].stops() || last.Kind != EntryUndone {
		t.Errorf("%d rows more, the last is %s: undoing adds to the history and takes nothing away", len(rows)-before, last.Kind)
	}
}

// Opening a case by mistake is undone with its letter: the case is closed again as it was, and the history tells both.
func TestUndoOfReopening(t *testing.T) {
	w := assigned(t)
	w.command("kwaliteit", "Het was niet goed.", first, cmd("oordeel", "gegrond"), cmd("tevreden", "ja"))
	w.command("kwaliteit", "Dank.", first, cmd("sluiten"))
	w.accept()
	was := w.cases[first]
	w.now = w.at(5, 9)
	w.command("kwaliteit", "Toch niet.", first, cmd("heropenen"))
	if !w.cases[first].State.Open() {
		t.Fatal("not open")
	}
	w.command("kwaliteit", "", first, cmd("ongedaan"))
	is := w.cases[first]
	if is.Seq <= was.Seq {
		t.Error("the history lost rows")
	}
	is.Seq, is.Head = was.Seq, was.Head
	if !reflect.DeepEqual(is, was) {
		t.Errorf("the case is\n%+v\nand was\n%+v", is, was)
	}
}

// A later date takes the place of one that still waits: the parent reads one date, and undoing it leaves the one before,
// whose letter is made anew.
func TestExtensionTakesThePlaceOfOneThatWaits(t *testing.T) {
	w := assigned(t)
	was := w.cases[first].Due
	w.command("bakker", "Wij zoeken het uit.", first, cmd("uitstel", "2026-12-11"))
	w.command("bakker", "Het kan eerder.", first, cmd("uitstel", "2026-11-27"))
	held := w.cases[first].awaiting(Extension)
	if due := w.cases[first].Due.Propose; len(held) != 1 || due != (Date{2026, 11, 27}) {
		t.Fatalf("letters %v, proposal by %s", held, due)
	}
	w.command("bakker", "", first, cmd("ongedaan", itoa(int(held[0]))))
	if c := w.cases[first]; c.Due.Propose != (Date{2026, 12, 11}) || len(c.Extensions) != 1 || !c.awaits(Extension) {
		t.Errorf("due %v, extensions %v, waiting %v", c.Due, c.Extensions, c.Queued)
	}
	w.refused(w.command("bakker", "", first, cmd("ongedaan")), RefuseUndone)
	held = w.cases[first].awaiting(Extension)
	w.command("bakker", "", first, cmd("ongedaan", itoa(int(held[0]))))
	if c := w.cases[first]; c.Due != was || len(c.Extensions) != 0 || c.awaits(Extension) {
		t.Errorf("due %v, want %v; extensions %v", c.Due, was, c.Extensions)
	}
}

// Undoing all that waits goes back the way it came: what was closed, opened and closed again is closed as it was.
func TestUndoGoesBackTheWayItCame(t *testing.T) {
	w := assigned(t)
	w.command("kwaliteit", "Hij belde.", first, cmd("intrekken"))
	w.accept()
	was := w.cases[first]
	w.command("kwaliteit", "Toch niet.", first, cmd("heropenen"))
	w.command("kwaliteit", "Toch wel.", first, cmd("intrekken"))
	w.command("kwaliteit", "", first, cmd("ongedaan"))
	if c := w.cases[first]; c.State != Withdrawn || c.ClosedOn != was.ClosedOn || len(c.Queued) != 0 {
		t.Errorf("state %s, closed on %s, waiting %v", c.State, c.ClosedOn, c.Queued)
	}
}

func (c Case) awaiting(k NoticeKind) []int64 {
	return slices.DeleteFunc(sortedKeys(c.Queued), func(l int64) bool { return c.Queued[l].Kind != k })
}

func transcriptOf(d Decision) *Transcript {
	for _, s := range d.Steps {
		for _, n := range s.Notices {
			if n.Transcript != nil {
				return n.Transcript
			}
		}
	}
	return nil
}
