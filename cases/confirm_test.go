package cases

import (
	"testing"
	"time"
)

// confirm taps the link of a confirm-back.
func (w *world) confirm(person string, ref Ref, link uint32) Decision {
	return w.mail(Mail{Kind: KindCommand, Person: person, Proof: ByToken, From: person, Confirm: link, Commands: []Command{cmd(ConfirmWord)}}, ref)
}

// pending gives a world in which bakker asked for another address of the parent.
func pending(t *testing.T) (*world, uint32) {
	w := assigned(t)
	d := w.command("bakker", "e-mail: nieuw@elders.example\ntelefoon: 06-55501234", first, cmd("melder"))
	w.expect("transcript bakker")
	n := d.Steps[0].Notices[0]
	if n.Transcript.Link == nil || len(n.Tokens()) != 2 || n.Tokens()[1].Scope != ScopeConfirm || n.Tokens()[1].Party != "bakker" {
		t.Fatalf("no link to confirm: %+v", n.Transcript)
	}
	if c := w.cases[first].Complainant; c.Email != "ouder@post.example" || c.Phone != "" {
		t.Fatalf("changed before it was confirmed: %+v", c)
	}
	return w, n.Transcript.Link.ID
}

func TestAddressIsConfirmedBack(t *testing.T) {
	w, link := pending(t)
	w.now = w.now.Add(71 * time.Hour)
	w.confirm("bakker", first, link)
	w.expect("address-changed parent", "transcript bakker")
	if c := w.cases[first].Complainant; c.Email != "nieuw@elders.example" || c.Phone != "06-55501234" || c.Name != "Sanne Vermeer" {
		t.Errorf("complainant %+v", c)
	}
	rows := w.history[first]
	if last := rows[len(rows)-2]; last.Kind != EntryComplainant || last.Level != 3 || last.Proof != ByToken {
		t.Errorf("the history says %s at level %d by %q", last.Kind, last.Level, last.Proof)
	}
	w.refused(w.confirm("bakker", first, link), RefuseUsed)
}

func TestConfirmationsThatAreRefused(t *testing.T) {
	for name, v := range map[string]struct {
		who   string
		after time.Duration
		link  func(uint32) uint32
		code  RefusalCode
	}{
		"too late":               {"bakker", 73 * time.Hour, func(l uint32) uint32 { return l }, RefuseExpired},
		"without the link":       {"bakker", 0, func(uint32) uint32 { return 0 }, RefuseNoLink},
		"by another link":        {"bakker", 0, func(l uint32) uint32 { return l + 1 }, RefuseUsed},
		"by somebody else":       {"kwaliteit", 0, func(l uint32) uint32 { return l }, RefuseUsed},
		"by nobody of the case":  {"jansen", 0, func(l uint32) uint32 { return l }, RefuseNoCase},
		"nothing was ever asked": {"bakker", 0, func(uint32) uint32 { return 999 }, RefuseUsed},
	} {
		t.Run(name, func(t *testing.T) {
			w, link := pending(t)
			w.now = w.now.Add(v.after)
			w.refused(w.confirm(v.who, first, v.link(link)), v.code)
			if got := w.cases[first].Complainant.Email; got != "ouder@post.example" {
				t.Errorf("letters go to %s", got)
			}
		})
	}
}

// A later request takes the place of the first, and who may not fill in the complainant any more cannot confirm it.
func TestConfirmationOfWhatHolds(t *testing.T) {
	w, link := pending(t)
	w.command("bakker", "e-mail: beter@elders.example", first, cmd("melder"))
	w.refused(w.confirm("bakker", first, link), RefuseUsed)
	w.confirm("bakker", first, w.cases[first].Pending.Token)
	if got := w.cases[first].Complainant.Email; got != "beter@elders.example" {
		t.Errorf("letters go to %s", got)
	}

	w, link = pending(t)
	w.command("kwaliteit", "", first, cmd("toewijzen", "jansen"))
	w.refused(w.confirm("bakker", first, link), RefuseNotYours)
}

// A letter whose files cannot be read any more is stopped, and its writer hears what to do. What it had done is undone.
func TestLetterWhoseFilesAreGone(t *testing.T) {
	for word, kind := range map[string]NoticeKind{"bericht": Message, "sluiten": Closing} {
		w := assigned(t)
		w.command("kwaliteit", "Zo zit het.", first, cmd("oordeel", "gegrond"), cmd("tevreden", "ja"), cmd("locatie", "Morel"))
		file := File{Name: "rooster.pdf", Type: "application/pdf", Size: 4, Data: []byte("%PDF")}
		w.mail(Mail{Kind: KindCommand, Person: "kwaliteit", Proof: ByToken, From: "kwaliteit", Text: "Zie het rooster.", Files: []File{file}, Commands: []Command{cmd(word)}}, first)
		w.command("kwaliteit", "e-mail: nieuw@elders.example", first, cmd("melder"))
		w.sent()
		d := w.confirm("kwaliteit", first, w.cases[first].Pending.Token)
		w.expect("alert bakker", "address-changed parent", "transcript kwaliteit")
		c := w.cases[first]
		if len(d.Steps[0].Cancelled) != 1 || len(c.Queued) != 0 || !c.State.Open() {
			t.Errorf("%s: took back %v, waits %v, the case is %s", kind, d.Steps[0].Cancelled, c.Queued, c.State)
		}
	}
}

// Letters of a case that was merged go to the new address as well.
func TestAddressOfAMergedCase(t *testing.T) {
	w := twice(t)
	w.command("kwaliteit", "", second, cmd("toewijzen", "bakker"))
	w.now = w.now.Add(w.o.Terms.Hold) // the relay is down
	w.command("kwaliteit", "", second, cmd("samenvoegen", string(first)))
	w.command("kwaliteit", "e-mail: nieuw@elders.example", first, cmd("melder"))
	w.sent()
	w.confirm("kwaliteit", first, w.cases[first].Pending.Token)
	w.expect("address-changed parent", "confirmation parent", "transcript kwaliteit")
	if left := w.cases[second].Queued; len(left) != 0 {
		t.Errorf("the merged case still has %v for the old address", left)
	}
}
