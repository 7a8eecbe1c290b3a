package cases

import (
	"slices"
	"strings"
	"testing"
	"time"
)

const second = Ref("KLP-2026-0002")

// twice gives a world in which the same parent wrote on two days; jansen handles the first case.
func twice(t *testing.T) *world {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("locatie", "De", "Messenmaker"), cmd("toewijzen", "jansen"))
	w.accept()
	w.now = w.at(1, 9)
	m := complaint()
	m.MessageID, m.Text = "twee@post.example", "Nog iets over het buitenspelen."
	w.mail(m, "")
	w.accept()
	w.sent()
	return w
}

func TestMerging(t *testing.T) {
	w := twice(t)
	d := w.command("kwaliteit", "", second, cmd("samenvoegen", string(first)))
	w.expect("parent-wrote jansen", "transcript kwaliteit")
	if c := w.cases[second]; c.State != Merged || c.Into != first || c.State.Open() || d.Mail.Ref != first {
		t.Fatalf("merged: %s into %q, the mail is of %s", c.State, c.Into, d.Mail.Ref)
	}
	for _, s := range d.Steps {
		for _, n := range s.Notices {
			if n.Token.Ref != first {
				t.Errorf("%s carries the token of %s", n.Kind, n.Token.Ref)
			}
		}
	}
	w.tick(w.at(3, 8)) // nobody was named for the second case: its reminders have ended
	w.tick(w.at(8, 8))
	w.expect()

	// Mail to either number comes to the case that goes on.
	m := complaint()
	m.Kind = KindReply
	if d := w.mail(m, second); d.Mail.Ref != first {
		t.Errorf("the parent's answer lands in %s", d.Mail.Ref)
	}
	w.expect("parent-wrote jansen")
	w.command("jansen", "Ons voorstel.", second, cmd("voorstel"))
	w.expect("proposal parent", "transcript jansen")
	if seq := w.cases[second].Seq; seq != len(w.history[second]) || len(w.cases[first].Queued) != 1 {
		t.Error("the command of a colleague with the old number did not reach the case")
	}
	w.refused(w.command("kwaliteit", "", second, cmd("samenvoegen", string(first))), RefuseSameCase)
}

func TestMergingTakesLettersBack(t *testing.T) {
	w := twice(t)
	w.command("kwaliteit", "", second, cmd("toewijzen", "bakker"))
	if len(w.cases[second].Queued) != 1 {
		t.Fatal("no confirmation waits")
	}
	d := w.command("kwaliteit", "", second, cmd("samenvoegen", string(first)))
	if len(w.cases[second].Queued) != 0 || len(d.Steps[0].Cancelled) != 1 {
		t.Error("the confirmation of a merged case leaves")
	}
}

// What would show one complainant's mail to another is never merged: separated parents are two complainants.
func TestMergingIsRefused(t *testing.T) {
	for name, v := range map[string]struct {
		change func(*world)
		into   string
		code   RefusalCode
	}{
		"another parent":       {func(w *world) { w.other("ander@post.example", "Sanne Vermeer") }, "KLP-2026-0003", RefuseOtherParent},
		"nobody knows who":     {func(w *world) { w.mail(Mail{Kind: KindScan}, "") }, "KLP-2026-0003", RefuseOtherParent},
		"another name":         {func(w *world) { w.other("", "Piet Vermeer") }, "KLP-2026-0003", RefuseOtherParent},
		"no such case":         {func(*world) {}, "KLP-2026-0099", RefuseUnknownCase},
		"of somebody else":     {func(*world) {}, "INC-2026-0001", RefuseArgument},
		"itself":               {func(*world) {}, string(second), RefuseSameCase},
		"an ended case":        {func(w *world) { w.command("kwaliteit", "", first, cmd("geen-klacht")) }, string(first), RefuseEndedCase},
		"after a judgement":    {func(w *world) { w.command("kwaliteit", "Zo zit het.", second, cmd("oordeel", "gegrond")) }, string(first), RefuseTooFar},
		"after an agreement":   {func(w *world) { w.command("kwaliteit", "We bellen.", second, cmd("afspraak", "morgen")) }, string(first), RefuseTooFar},
		"about the registrar":  {func(w *world) { w.command("directeur", "", first, cmd("vertrouwelijk", "kwaliteit")) }, string(first), RefuseUnknownCase},
		"in company":           {func(*world) {}, string(first) + " stand", RefuseNotAlone},
		"without a number":     {func(*world) {}, "", RefuseArgument},
		"with words beside it": {func(*world) {}, string(first) + " graag", RefuseArgument},
	} {
		t.Run(name, func(t *testing.T) {
			w := twice(t)
			v.change(w)
			commands := []Command{cmd("samenvoegen", strings.Fields(v.into)...)}
			if v.code == RefuseNotAlone {
				commands = []Command{cmd("samenvoegen", string(first)), cmd("stand")}
			}
			w.refused(w.command("kwaliteit", "", second, commands...), v.code)
			if w.cases[second].State == Merged {
				t.Error("merged all the same")
			}
		})
	}
	w := twice(t)
	w.refused(w.command("jansen", "", second, cmd("samenvoegen", string(first))), RefuseNoCase)
}

func (w *world) other(from, name string) {
	m := complaint()
	m.Form = &Complainant{Name: name, Email: from}
	m.Kind = KindForm
	w.mail(m, "")
}

// A case that somebody wrote down at the telephone may be of the same complainant when the name is the same. It is asked
// back with both of them, and then gets the address.
func TestMergingFillsInTheComplainant(t *testing.T) {
	w := twice(t)
	w.command("kwaliteit", "naam: sanne vermeer\ntelefoon: 06-55501234", "", cmd("nieuw"))
	third := Ref("KLP-2026-0003")
	w.sent()
	d := w.command("kwaliteit", "", third, cmd("samenvoegen", string(first)))
	w.expect("transcript kwaliteit")
	tr := d.Steps[0].Notices[0].Transcript
	if w.cases[third].State == Merged || tr.Link == nil || tr.Other == nil || tr.Other.Ref != first {
		t.Fatalf("%s; asked back: %+v", w.cases[third].State, tr)
	}
	w.refused(w.confirm("kwaliteit", third, 0), RefuseNoLink)
	w.sent()
	w.confirm("kwaliteit", third, tr.Link.ID)
	w.expect("parent-wrote jansen", "transcript kwaliteit")
	if c := w.cases[first].Complainant; w.cases[third].State != Merged || c.Phone != "06-55501234" || c.Email != "ouder@post.example" {
		t.Errorf("%s; complainant %+v", w.cases[third].State, c)
	}
}

// The case that goes on keeps what the other one promised: the earlier date, who must not read, and that it is serious.
func TestMergingKeepsThePromises(t *testing.T) {
	w := twice(t)
	w.command("kwaliteit", "", first, cmd("vertrouwelijk", "bakker"))
	w.command("kwaliteit", "", first, cmd("ernstig"))
	w.sent()
	w.command("kwaliteit", "", first, cmd("samenvoegen", string(second)))
	c := w.cases[second]
	if c.Received != date(t, "2026-11-02") || c.Due.Confirm != date(t, "2026-11-09") {
		t.Errorf("received %s, due %v", c.Received, c.Due)
	}
	if !c.Serious || !slices.Contains(c.Restricted, "bakker") {
		t.Errorf("serious %v, kept from %q", c.Serious, c.Restricted)
	}
	if got := w.sent(); !slices.Contains(got, "serious directeur") {
		t.Errorf("the director does not hear of it: %q", got)
	}
}

func TestMergedCaseIsTakenOutAgain(t *testing.T) {
	w := twice(t)
	w.command("kwaliteit", "", second, cmd("samenvoegen", string(first)))
	w.sent()
	w.refused(w.command("kwaliteit", "", first, cmd("splitsen", "KLP-2026-0099")), RefuseUnknownCase)
	w.sent()
	w.command("kwaliteit", "", first, cmd("splitsen", string(second)))
	w.expect("new-case kwaliteit", "transcript kwaliteit")
	if c := w.cases[second]; c.State != New || c.Into != "" || len(w.cases[first].Joined) != 0 {
		t.Errorf("%s, into %q; the other holds %q", c.State, c.Into, w.cases[first].Joined)
	}
	m := complaint()
	m.Kind = KindReply
	if d := w.mail(m, second); d.Mail.Ref != second {
		t.Errorf("the parent's answer lands in %s", d.Mail.Ref)
	}
}

// A chain of mergers leads to its end.
func TestMergersOfMergers(t *testing.T) {
	w := twice(t)
	w.mail(complaint(), "")
	third := Ref("KLP-2026-0003")
	w.command("kwaliteit", "", third, cmd("samenvoegen", string(second)))
	w.command("kwaliteit", "", second, cmd("samenvoegen", string(first)))
	m := complaint()
	m.Kind = KindReply
	if d := w.mail(m, third); d.Mail.Ref != first {
		t.Errorf("the parent's answer lands in %s", d.Mail.Ref)
	}
}

func TestSplitting(t *testing.T) {
	w := twice(t)
	w.command("kwaliteit", "", first, cmd("vertrouwelijk", "bakker"))
	w.sent()
	w.refused(w.command("kwaliteit", "", first, cmd("splitsen")), RefuseEmptyText)
	w.refused(w.command("kwaliteit", "Het eten.", first, cmd("splitsen", "1-11-2026")), RefuseDate)
	w.sent()
	w.command("kwaliteit", "Het eten.", first, cmd("splitsen"))
	w.expect("new-case kwaliteit", "transcript kwaliteit")
	third := Ref("KLP-2026-0003")
	c := w.cases[third]
	if c.Complainant != w.cases[first].Complainant || c.Received != w.cases[first].Received || c.Opening == w.cases[first].Opening {
		t.Errorf("the second case: %+v", c)
	}
	if c.State != New || c.Handler != "" || !slices.Contains(c.Restricted, "bakker") {
		t.Errorf("%s, handled by %q, kept from %q", c.State, c.Handler, c.Restricted)
	}
	w.now = w.at(3, 9)
	w.command("kwaliteit", "Het slapen.", first, cmd("splitsen", "gisteren"))
	if c := w.cases["KLP-2026-0004"]; c.Received != w.o.Today(w.now).Add(-1) || !c.Arrived.Equal(w.now) {
		t.Errorf("a later matter: received %s, arrived %s", c.Received, c.Arrived)
	}
}

func TestReopeningHasATerm(t *testing.T) {
	for after, ok := range map[int]bool{30: true, 365: true, 366: false} {
		w := newWorld(t)
		w.o.Terms.Reopen = Span{Months: 12}
		w.mail(complaint(), "")
		w.command("kwaliteit", "", first, cmd("geen-klacht"))
		w.now = w.now.Add(time.Duration(after) * 24 * time.Hour)
		d := w.command("kwaliteit", "", first, cmd("heropenen"))
		if !ok {
			w.refused(d, RefuseLate)
		}
		if open := w.cases[first].State.Open(); open != ok {
			t.Errorf("%d days after its end: open %v", after, open)
		}
	}
}

// What is confirmed must still be so: the other case is open, and of somebody of that name.
func TestMergingThatIsConfirmedTooLate(t *testing.T) {
	for name, v := range map[string]struct {
		meanwhile func(*world)
		code      RefusalCode
	}{
		"the other ended":   {func(w *world) { w.command("kwaliteit", "", first, cmd("geen-klacht")) }, RefuseEndedCase},
		"this one ended":    {func(w *world) { w.command("kwaliteit", "", "KLP-2026-0003", cmd("geen-klacht")) }, RefuseState},
		"another name":      {func(w *world) { w.command("kwaliteit", "naam: Piet Pas", "KLP-2026-0003", cmd("melder")) }, RefuseOtherParent},
		"after a judgement": {func(w *world) { w.command("kwaliteit", "Zo.", "KLP-2026-0003", cmd("oordeel", "gegrond")) }, RefuseTooFar},
		"about who asked":   {func(w *world) { w.command("directeur", "", first, cmd("vertrouwelijk", "kwaliteit")) }, RefuseUnknownCase},
		"days later":        {func(w *world) { w.now = w.now.Add(73 * time.Hour) }, RefuseExpired},
	} {
		t.Run(name, func(t *testing.T) {
			w := twice(t)
			w.command("kwaliteit", "naam: Sanne Vermeer", "", cmd("nieuw"))
			third := Ref("KLP-2026-0003")
			w.command("kwaliteit", "", third, cmd("samenvoegen", string(first)))
			link := w.cases[third].Pending.Token
			v.meanwhile(w)
			w.refused(w.confirm("kwaliteit", third, link), v.code)
			if w.cases[third].State == Merged {
				t.Error("merged all the same")
			}
		})
	}
}

// The same postal address or telephone besides the name is enough.
func TestMergingBySurelyTheSame(t *testing.T) {
	for _, line := range []string{"telefoon: 06 5550 1234", "adres: Dorpsstraat 1, 5600 aa Voorbeeldstad"} {
		w := twice(t)
		w.command("kwaliteit", "telefoon: 06-55501234\nadres: Dorpsstraat 1, 5600 AA Voorbeeldstad", first, cmd("melder"))
		w.command("kwaliteit", "naam: Sanne Vermeer\n"+line, "", cmd("nieuw"))
		w.command("kwaliteit", "", "KLP-2026-0003", cmd("samenvoegen", string(first)))
		if w.cases["KLP-2026-0003"].State != Merged {
			t.Errorf("%s: asked back", line)
		}
	}
}
