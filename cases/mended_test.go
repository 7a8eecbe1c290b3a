package cases

import (
	"encoding/json"
	"slices"
	"testing"
	"time"
)

// assigned gives a world with a complaint that bakker handles and whose confirmation was accepted.
func assigned(t *testing.T) *world {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("locatie", "Morel"), cmd("toewijzen", "bakker"))
	w.accept()
	w.sent()
	return w
}

func TestAddressesToWhichNoLetterCanBeMadeOut(t *testing.T) {
	for _, bad := range []string{"a..b@x.nl", "a b@x.nl", `"a b"@x.nl`, "a.@x.nl", ".a@x.nl", "a@x", "a@-x.nl", "", "geen adres", "a@x..nl", "é@x.nl"} {
		if Deliverable(bad) {
			t.Errorf("%q is taken for an address", bad)
		}
	}
	for _, good := range []string{"a@x.nl", "sanne.de.groot+klacht@post.example", "o'brien@x-y.co.uk"} {
		if !Deliverable(good) {
			t.Errorf("%q is refused", good)
		}
	}
	w := newWorld(t)
	m := complaint()
	m.From = "a..b@x.nl"
	w.mail(m, "")
	w.expect("new-case kwaliteit") // no receipt, and the case goes on by post
	if w.cases[first].Complainant.Email != "" {
		t.Error("letters would be made out to an impossible address")
	}
	w.refused(w.command("kwaliteit", "e-mail: piet..jansen@x.nl", first, cmd("melder")), RefuseArgument)
}

func TestKnownAddressIsNotChangedJustSo(t *testing.T) {
	w := assigned(t)
	w.command("bakker", "e-mail: iemand@elders.example", first, cmd("melder"))
	w.command("bakker", "telefoon: 06-55501234", first, cmd("melder"))
	if c := w.cases[first].Complainant; c.Phone != "06-55501234" || c.Email != "ouder@post.example" {
		t.Errorf("complainant %+v", c)
	}
}

// DESIGN section 8: a free-text answer goes to the registrar to record; it is neither silence nor a yes.
func TestAnswerInOwnWords(t *testing.T) {
	w := assigned(t)
	w.command("bakker", "Ons voorstel.", first, cmd("voorstel"))
	w.accept()
	w.tick(w.at(3, 8))
	w.accept()
	w.sent()
	m := complaint()
	m.Kind, m.Text = KindReply, "Ik ben helemaal niet tevreden."
	w.mail(m, first)
	w.expect("parent-wrote kwaliteit")
	w.tick(w.at(18, 9))
	if got := w.sent(); slices.Contains(got, "satisfaction-reminder parent") || w.cases[first].Satisfied.Silent {
		t.Errorf("the parent wrote, and still: %q, silent %v", got, w.cases[first].Satisfied.Silent)
	}
}

func TestNewCaseByStaffIsWholeOrNotAtAll(t *testing.T) {
	w := newWorld(t)
	d := w.command("bakker", "Moeder belde.", "", cmd("nieuw"), cmd("onzinwoord"))
	w.refused(d, RefuseUnknownWord)
	w.expect("refused bakker")
	if len(w.cases) != 0 {
		t.Error("half of the mail was done")
	}
	w.command("kwaliteit", "naam: S. Vermeer", "", cmd("nieuw"), cmd("locatie", "Morel"))
	w.expect("new-case kwaliteit", "new-case bakker", "new-case regio", "transcript kwaliteit")
	if c := w.cases[first]; c.Location != "Morel" || c.Complainant.Name != "S. Vermeer" {
		t.Errorf("case %+v", c)
	}
}

// A mail to staff that comes back is the operator's, and never makes a chain.
func TestBounceOfAStaffMailEndsThere(t *testing.T) {
	w := assigned(t)
	for _, k := range []NoticeKind{AssignedNotice, LetterFailed, Alert} {
		w.mail(Mail{Kind: KindBounce, Bounce: &Bounce{Letter: 1, Kind: k, Recipient: "a.bakker@kluppluz.example", Permanent: true, Reason: "vol"}}, first)
		got := w.sent()
		want := []string{"alert beheer@kluppluz.example"}
		if k != AssignedNotice {
			want = nil
		}
		if !slices.Equal(got, want) {
			t.Errorf("bounce of %s: %q", k, got)
		}
	}
}

// The date of the law runs until the judgement has reached the parent.
func TestClosingLetterComesBack(t *testing.T) {
	w := assigned(t)
	w.command("kwaliteit", "", first, cmd("tevreden", "ja"))
	w.command("bakker", "Uitleg.", first, cmd("oordeel", "gegrond"))
	w.command("kwaliteit", "Dank.", first, cmd("sluiten"))
	w.accept()
	w.sent()
	letter := w.cases[first].KeptBy[Statutory].Letter
	w.mail(Mail{Kind: KindBounce, Bounce: &Bounce{Letter: letter, Kind: Closing, Permanent: true, Reason: "onbekend"}}, first)
	w.expect("closing parent", "letter-failed kwaliteit") // on paper, and the news of it
	w.tick(w.at(42, 8))
	if got := w.sent(); !slices.Contains(got, "reminder kwaliteit") || !slices.Contains(got, "reminder directeur") {
		t.Errorf("the judgement never arrived, and on the last day: %q", got)
	}
}

func TestHeldLettersThatAreNoLongerTrueStayHere(t *testing.T) {
	for name, v := range map[string]Command{
		"accused": cmd("vertrouwelijk", "bakker"), "no complaint": cmd("geen-klacht"), "another handler": cmd("toewijzen", "regio"),
	} {
		w := newWorld(t)
		w.mail(complaint(), "")
		w.accept()
		w.command("kwaliteit", "", first, cmd("toewijzen", "bakker"))
		w.now = w.now.Add(3 * time.Minute)
		w.command("kwaliteit", "", first, v)
		confirmations := 0
		for _, q := range w.cases[first].Queued {
			if q.Kind == Confirmation {
				confirmations++
			}
		}
		want := 0
		if name == "another handler" {
			want = 1
		}
		if confirmations != want {
			t.Errorf("%s: %d confirmations wait", name, confirmations)
		}
	}
}

func TestReopenedBeforeTheParentKnew(t *testing.T) {
	w := assigned(t)
	w.command("kwaliteit", "", first, cmd("tevreden", "ja"))
	w.command("kwaliteit", "Uitleg.", first, cmd("oordeel", "opgelost"), cmd("sluiten"))
	w.sent()
	w.now = w.now.Add(time.Minute)
	w.command("kwaliteit", "", first, cmd("heropenen"))
	w.expect("assigned bakker", "transcript kwaliteit")
	if c := w.cases[first]; !c.State.Open() || len(c.Queued) != 0 {
		t.Errorf("state %s, queued %v", c.State, c.Queued)
	}
}

func TestUndoOfTheSecondExtension(t *testing.T) {
	w := assigned(t)
	w.command("bakker", "Wij wachten op iemand.", first, cmd("uitstel", "2026-11-27"))
	w.accept()
	w.command("bakker", "Nog langer.", first, cmd("uitstel", "2026-12-04"))
	if got := w.cases[first].Due.Propose; got != date(t, "2026-12-04") {
		t.Fatalf("due %s", got)
	}
	w.command("bakker", "", first, cmd("ongedaan"))
	if got := w.cases[first].Due.Propose; got != date(t, "2026-11-27") {
		t.Errorf("after taking the second one back, due %s", got)
	}
	w.command("kwaliteit", "", first, cmd("ontvangen", "2026-11-01"))
	if got := w.cases[first].Due.Propose; got != date(t, "2026-11-27") {
		t.Errorf("the date that the parent was told moved to %s", got)
	}
}

func TestHoldAlsoWhenTheDateHasPassed(t *testing.T) {
	w := assigned(t)
	w.now = w.at(14, 10)
	d := w.command("kwaliteit", "", first, cmd("toewijzen", "regio"))
	for _, n := range d.Steps[0].Notices {
		if n.Kind == Confirmation && !n.Held {
			t.Error("a letter that serves no date any more leaves without a chance to take it back")
		}
	}
}

// A letter on paper waits for somebody to post it, and that somebody is reminded.
func TestPaperIsRemindedOf(t *testing.T) {
	w := newWorld(t)
	w.mail(Mail{Kind: KindScan}, "")
	w.command("kwaliteit", "", first, cmd("toewijzen", "bakker"))
	w.sent()
	w.tick(w.at(4, 8)) // two days before Monday 9 November is a Saturday, so Friday 6
	w.expect("reminder kwaliteit")
	w.command("kwaliteit", "", first, cmd("verstuurd"))
	w.sent()
	w.tick(w.at(7, 8))
	w.expect()
}

// A proposal on paper that waits to be posted is for who posts it: the handler did what he could and is not asked again,
// and those above hear when it is late all the same.
func TestProposalOnPaperIsNotAskedForAgain(t *testing.T) {
	w := newWorld(t)
	w.mail(Mail{Kind: KindScan}, "")
	w.command("kwaliteit", "", first, cmd("locatie", "Morel"), cmd("toewijzen", "bakker"))
	w.command("kwaliteit", "", first, cmd("verstuurd"))
	w.command("bakker", "Wij stellen voor.", first, cmd("voorstel"))
	w.sent()
	var got []string
	for day := 10; day <= 22; day++ {
		w.tick(w.at(day, 8))
		got = append(got, w.sent()...)
	}
	if slices.Contains(got, "reminder bakker") {
		t.Errorf("the handler is asked for what he did: %q", got)
	}
	for _, who := range []string{"reminder kwaliteit", "reminder regio"} {
		if !slices.Contains(got, who) {
			t.Errorf("no %s: %q", who, got)
		}
	}
}

// Where everybody is away for longer than the term of the confirmation, the nudge to assign somebody comes before that,
// not after.
func TestNudgeBeforeAClosedWeek(t *testing.T) {
	w := newWorld(t) // Monday 2 November 2026
	for n := 2; n <= 11; n++ {
		w.o.Calendar.Extra = append(w.o.Calendar.Extra, w.o.Today(w.now).Add(n))
	}
	w.mail(complaint(), "")
	w.sent()
	w.tick(w.at(1, 8))
	w.expect("reminder directeur", "reminder kwaliteit")
}

func TestTheDirectorIsTheAccused(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("vertrouwelijk", "directeur"), cmd("ernstig"))
	w.sent()
	w.command("kwaliteit", "", first, cmd("toewijzen", "regio"))
	if w.cases[first].Handler != "regio" {
		t.Error("nobody can assign a serious complaint about the director")
	}
	w.sent()
	w.tick(w.at(42, 8))
	if got := w.sent(); slices.Contains(got, "reminder directeur") || !slices.Contains(got, "reminder kwaliteit") {
		t.Errorf("reminders %q", got)
	}
}

func TestDatesThatHaveBeen(t *testing.T) {
	w := newWorld(t) // Monday 2 November 2026
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("ontvangen", "30-10"))
	if got := w.cases[first].Received; got != date(t, "2026-10-30") {
		t.Errorf("received %s", got)
	}
	w.now = w.at(3, 9)
	w.refused(w.command("kwaliteit", "", first, cmd("ontvangen", "vandaag")), RefuseDate)
}

func TestSpokenRegimeStays(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("regime", "wkkgz"), cmd("locatie", "Morel"))
	if got := w.cases[first].Regime; got != Wkkgz {
		t.Errorf("regime %s", got)
	}
}

func TestAccusedLeavesNoNote(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("vertrouwelijk", "bakker"))
	seq := w.cases[first].Seq
	w.refused(w.command("bakker", "Dat is niet waar.", first), RefuseNoCase)
	if w.cases[first].Seq != seq {
		t.Error("a note by somebody who may not write one")
	}
}

// Text that is not whole UTF-8 would be read back as something else, and the chain would break.
func TestHistoryIsReadBackAsItWasWritten(t *testing.T) {
	w := newWorld(t)
	m := complaint()
	m.Kind, m.Reason, m.MessageID = KindForm, "kapot \xff\xfe", "\xc3\x28@x.example"
	m.Form = &Complainant{Name: "J\xf6rg", Email: "j@post.example", Address: string(make([]byte, 70_000)) + "\xc3"}
	w.mail(m, "")
	var read []Entry
	for _, e := range w.history[first] {
		b, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		var back Entry
		if err := json.Unmarshal(b, &back); err != nil {
			t.Fatal(err)
		}
		read = append(read, back)
	}
	if at := Broken(read); at != 0 {
		t.Errorf("the chain breaks at row %d", at)
	}
	if n := len(w.cases[first].Complainant.Address); n > mostBytes {
		t.Errorf("an address of %d bytes", n)
	}
}

// A sender that failed DMARC gets no letter before a person has looked: not the receipt, and not on the last day.
func TestForgedSenderGetsNoLetterByItself(t *testing.T) {
	w := newWorld(t)
	m := complaint()
	m.DMARCBad = true
	w.mail(m, "")
	w.tick(w.at(21, 8))
	if got := w.sent(); slices.Contains(got, "confirmation parent") || !slices.Contains(got, "reminder kwaliteit") {
		t.Errorf("letters %q", got)
	}
	w.command("kwaliteit", "", first, cmd("toewijzen", "bakker"))
	if got := w.sent(); !slices.Contains(got, "confirmation parent") {
		t.Errorf("a person assigned it, and the parent gets %q", got)
	}
}

func TestTokensWithoutACaseEnd(t *testing.T) {
	w := newWorld(t)
	d := w.apply(Event{Tick: &Tick{Job: JobDigest, Slot: "x"}})
	for _, n := range d.Steps[0].Notices {
		if n.Token.Expires != w.o.Today(w.now).Add(looseDays) {
			t.Errorf("the token of a digest lives until %q", n.Token.Expires)
		}
	}
}
