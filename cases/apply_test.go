package cases

import (
	"slices"
	"testing"
	"time"
)

const first = Ref("KLP-2026-0001")

// at gives a local moment of the story: day counts from the day of receipt, Monday 2 November 2026.
func (w *world) at(day, hour int) time.Time {
	return time.Date(2026, 11, 2+day, hour, 0, 0, 0, w.o.Calendar.Zone)
}

func (w *world) expect(want ...string) {
	w.t.Helper()
	got := w.sent()
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		w.t.Errorf("letters\n got %q\nwant %q", got, want)
	}
}

func (w *world) refused(d Decision, code RefusalCode) Refusal {
	w.t.Helper()
	for _, s := range d.Steps {
		for _, n := range s.Notices {
			if n.Transcript == nil {
				continue
			}
			for _, r := range n.Transcript.Results {
				if r.Refusal != nil && r.Refusal.Code == code {
					return *r.Refusal
				}
			}
		}
	}
	w.t.Errorf("not refused with %s", code)
	return Refusal{}
}

func TestMainJob(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.expect("receipt parent", "new-case kwaliteit")
	w.accept()
	if !w.cases[first].Kept.Confirm.IsZero() {
		t.Error("a receipt without a name keeps the promise of the confirmation")
	}

	w.now = w.at(1, 9)
	w.command("kwaliteit", "", first, cmd("locatie", "De", "Messenmaker"), cmd("toewijzen", "jansen"))
	w.expect("new-case jansen", "new-case regio", "assigned jansen", "confirmation parent", "transcript kwaliteit")
	if !w.cases[first].Kept.Confirm.IsZero() {
		t.Error("a queued confirmation keeps the clock")
	}
}

func TestConfirmationIsHeldButNotPastItsDay(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.now = w.at(7, 23).Add(55 * time.Minute)
	d := w.command("kwaliteit", "", first, cmd("toewijzen", "jansen"))
	for _, n := range d.Steps[0].Notices {
		if n.Kind == Confirmation && (n.Held || !n.Release.Equal(w.now)) {
			t.Errorf("held until %s, past the last day", n.Release)
		}
	}
	w2 := newWorld(t)
	w2.mail(complaint(), "")
	d = w2.command("kwaliteit", "", first, cmd("toewijzen", "jansen"))
	for _, n := range d.Steps[0].Notices {
		if n.Kind == Confirmation && (!n.Held || !n.Release.Equal(w2.now.Add(10*time.Minute))) {
			t.Errorf("not held for ten minutes: %s", n.Release)
		}
	}
}

// Promise 1: nudges on day 3 and 5, and the letter that names the department on the last day at 08:00.
func TestNobodyAssigns(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.sent()
	w.tick(w.at(3, 7))
	w.expect()
	w.tick(w.at(3, 8))
	w.expect("reminder kwaliteit")
	w.tick(w.at(3, 9))
	w.expect()
	w.tick(w.at(7, 7)) // day 5 is a Saturday: the director hears on Monday, day 7
	w.expect()
	w.tick(w.at(7, 8))
	w.expect("confirmation parent", "reminder directeur")
	w.accept()
	if got := w.cases[first].Kept.Confirm; got != w.o.Today(w.at(7, 8)) {
		t.Errorf("confirmation kept on %s", got)
	}
	w.tick(w.at(8, 8))
	w.expect()
	w.command("kwaliteit", "", first, cmd("toewijzen", "jansen"))
	w.expect("assigned jansen", "confirmation parent", "transcript kwaliteit")
}

func TestRemindersOfTheProposal(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("locatie", "Morel"), cmd("toewijzen", "bakker"))
	w.accept()
	w.sent()
	for day := 1; day <= 25; day++ {
		w.tick(w.at(day, 8))
		got := w.sent()
		// Day 21 is Monday 23 November. Day 18 is a Friday, day 20 a Sunday and moves back to that Friday.
		want := map[int][]string{
			14: {"reminder bakker"}, 18: {"reminder bakker", "reminder kwaliteit"},
			21: {"reminder kwaliteit"}, 22: {"reminder regio"},
		}[day]
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("day %d: %q, want %q", day, got, want)
		}
	}
}

func TestThreeWeeksDown(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("toewijzen", "bakker"))
	w.accept()
	w.sent()
	w.tick(w.at(40, 11))
	got := w.sent()
	slices.Sort(got)
	if len(slices.Compact(slices.Clone(got))) != len(got) {
		t.Errorf("after three weeks off, somebody got more than one reminder: %q", got)
	}
	w.tick(w.at(40, 12))
	w.expect()
}

func TestWholeOrNotAtAll(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.sent()
	before := w.cases[first]
	d := w.command("kwaliteit", "", first, cmd("locatie", "Morel"), cmd("toewijzn", "jansen"))
	if r := w.refused(d, RefuseUnknownWord); !slices.Contains(r.Nearest, "toewijzen") {
		t.Errorf("nearest words %q", r.Nearest)
	}
	w.expect("refused kwaliteit")
	if got := w.cases[first]; got.Location != before.Location || got.Seq != before.Seq {
		t.Error("half of a wrong mail was applied")
	}
}

// A bracket that cannot be read is not passed over: something was meant by it.
func TestUnreadableBracketStopsTheMail(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	d := w.mail(Mail{
		Kind: KindCommand, Person: "kwaliteit", Proof: ByToken,
		Commands: []Command{cmd("locatie", "Morel")}, Unknown: []string{"KLP-2026-0002"},
	}, first)
	w.refused(d, RefuseUnknownWord)
	if w.cases[first].Location != "" {
		t.Error("half of the mail was applied")
	}
}

func TestRefusals(t *testing.T) {
	for name, v := range map[string]struct {
		who, text string
		commands  []Command
		code      RefusalCode
	}{
		"manager of another location assigns": {"bakker", "", []Command{cmd("toewijzen", "jansen")}, RefuseNoCase},
		"nobody of that name":                 {"kwaliteit", "", []Command{cmd("toewijzen", "pietersen")}, RefusePerson},
		"unknown location":                    {"kwaliteit", "", []Command{cmd("locatie", "Nergens")}, RefuseLocation},
		"proposal without words":              {"kwaliteit", "", []Command{cmd("voorstel")}, RefuseEmptyText},
		"judgement that does not exist":       {"kwaliteit", "uitleg", []Command{cmd("oordeel", "misschien")}, RefuseArgument},
		"measure without a date":              {"kwaliteit", "", []Command{cmd("maatregel", "jansen")}, RefuseDate},
		"closing too early":                   {"kwaliteit", "klaar", []Command{cmd("sluiten")}, RefuseMissing},
		"reopening what is open":              {"kwaliteit", "", []Command{cmd("heropenen")}, RefuseState},
		"assigning a serious one":             {"kwaliteit", "", []Command{cmd("ernstig"), cmd("toewijzen", "jansen")}, RefuseDirector},
		"received tomorrow":                   {"kwaliteit", "", []Command{cmd("ontvangen", "morgen")}, RefuseDate},
		"satisfied with nothing":              {"kwaliteit", "", []Command{cmd("tevreden")}, RefuseArgument},
		"case about the handler":              {"kwaliteit", "", []Command{cmd("vertrouwelijk", "jansen"), cmd("toewijzen", "jansen")}, RefuseAccused},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.mail(complaint(), "")
			seq := w.cases[first].Seq
			d := w.command(v.who, v.text, first, v.commands...)
			w.refused(d, v.code)
			if w.cases[first].Seq != seq {
				t.Error("a refused mail changed the case")
			}
		})
	}
}

func TestOldMailDoesNotCommand(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	d := w.mail(Mail{
		Kind: KindCommand, Person: "kwaliteit", Proof: ByDMARC, Dated: w.now.Add(-97 * time.Hour),
		Commands: []Command{cmd("toewijzen", "jansen")},
	}, first)
	w.refused(d, RefuseStale)
}

// Invariant 5: a parent's command words do nothing, and an unproven mail of staff changes nothing.
func TestUnprovenChangesNothing(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.sent()
	m := complaint()
	m.Kind, m.Proof, m.Commands = KindReply, ByToken, []Command{cmd("sluiten"), cmd("toewijzen", "jansen"), cmd("tevreden", "ja")}
	w.mail(m, first)
	w.expect("parent-wrote kwaliteit")
	if c := w.cases[first]; c.State != New || c.Handler != "" || c.Satisfied.Answered() {
		t.Errorf("a parent commanded: %+v", c)
	}
	for _, proof := range []ProofKind{NoProof, Refused} {
		w.mail(Mail{Kind: KindCommand, Person: "kwaliteit", Proof: proof, Commands: []Command{cmd("toewijzen", "jansen")}}, first)
		w.expect("refused kwaliteit")
		if w.cases[first].Handler != "" {
			t.Errorf("commanded with proof %q", proof)
		}
	}
}

// Promise 6 and invariant 10.
func TestSerious(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.sent()
	w.command("kwaliteit", "", first, cmd("ernstig"))
	w.expect("serious directeur", "serious kwaliteit", "transcript kwaliteit")
	w.command("kwaliteit", "", first, cmd("locatie", "Morel"))
	w.expect("new-case bakker", "new-case regio", "serious regio", "transcript kwaliteit")
	w.command("directeur", "", first, cmd("toewijzen", "regio"))
	w.expect("assigned regio", "confirmation parent", "transcript directeur")
	if c := w.cases[first]; !c.Decided || c.Handler != "regio" {
		t.Errorf("the director's choice: %+v", c)
	}
}

func TestTheAccusedReadsNothing(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.sent()
	w.command("kwaliteit", "", first, cmd("vertrouwelijk", "bakker"), cmd("locatie", "Morel"))
	w.expect("new-case regio", "transcript kwaliteit")
	bakker, _ := w.o.Person("bakker")
	regio, _ := w.o.Person("regio")
	if d := w.o.Digest(bakker, Book{Cases: []Case{w.cases[first]}}, w.o.Today(w.now)); len(d.Open) != 0 {
		t.Error("the case stands in the digest of the accused")
	}
	if d := w.o.Digest(regio, Book{Cases: []Case{w.cases[first]}}, w.o.Today(w.now)); len(d.Open) != 1 {
		t.Error("the case is missing in the digest of the regional manager")
	}
	d := w.command("bakker", "", first, cmd("stand"))
	w.refused(d, RefuseNoCase)
	if tr := d.Steps[0].Notices[0].Transcript; !tr.Bare {
		t.Error("the answer to the accused tells of the case")
	}
}

func TestNobodyButTheRegistrarKnowsANewCase(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	for _, id := range []string{"bakker", "jansen", "regio"} {
		p, _ := w.o.Person(id)
		if d := w.o.Digest(p, Book{Cases: []Case{w.cases[first]}}, w.o.Today(w.now)); len(d.Open) != 0 {
			t.Errorf("%s knows of the case", id)
		}
	}
}

// From proposal to closing letter: the question after three days, the answer of the parent, and closing.
func TestProposalToClosing(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("locatie", "Morel"), cmd("toewijzen", "bakker"))
	w.accept()
	w.sent()
	w.tick(w.at(10, 9))
	w.command("bakker", "Wij stellen voor om te praten.", first, cmd("voorstel"))
	w.accept()
	w.expect("proposal parent", "transcript bakker")
	if w.cases[first].State != Proposed {
		t.Errorf("state %s", w.cases[first].State)
	}
	w.tick(w.at(13, 8))
	w.expect("satisfaction parent")
	w.accept()
	w.now = w.at(14, 9)
	m := complaint()
	m.Kind, m.Proof, m.Commands = KindReply, ByToken, []Command{cmd("tevreden", "ja", "deels")}
	w.mail(m, first)
	w.expect("parent-wrote kwaliteit")
	if s := w.cases[first].Satisfied; s.Solution != "ja" || s.Process != "deels" {
		t.Errorf("satisfaction %+v", s)
	}
	w.command("bakker", "Het was niet goed.", first, cmd("oordeel", "gegrond"), cmd("maatregel", "1-12", "bakker"))
	w.sent()
	w.command("kwaliteit", "Dank voor het gesprek.", first, cmd("sluiten"))
	w.expect("closing parent", "transcript kwaliteit")
	if !w.cases[first].Kept.Statutory.IsZero() {
		t.Error("the statutory clock is kept by a letter that nobody accepted")
	}
	w.accept()
	if got := w.cases[first].Kept.Statutory; got != w.o.Today(w.now) {
		t.Errorf("statutory kept on %s", got)
	}
	w.tick(w.at(25, 8)) // three days before 1 December is Saturday 28 November, so Friday 27
	w.expect("reminder bakker")
}

func TestSilenceIsNoAnswer(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("locatie", "Morel"), cmd("toewijzen", "bakker"))
	w.command("bakker", "Ons voorstel.", first, cmd("voorstel"))
	w.accept()
	w.sent()
	w.tick(w.at(3, 8))
	w.accept()
	w.expect("satisfaction parent")
	w.tick(w.at(10, 8))
	w.accept()
	w.expect("satisfaction-reminder parent")
	w.tick(w.at(17, 8))
	w.expect()
	if s := w.cases[first].Satisfied; !s.Silent || s.Answered() {
		t.Errorf("silence is read as %+v", s)
	}
}

func TestBounceOpensTheClock(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("toewijzen", "jansen"))
	w.accept()
	letter := w.cases[first].KeptBy[Confirm].Letter
	w.sent()
	w.mail(Mail{Kind: KindBounce, Bounce: &Bounce{Letter: letter, Kind: Confirmation, Status: "4.4.1", Permanent: false}}, first)
	w.expect()
	if w.cases[first].Kept.Confirm.IsZero() {
		t.Error("a delay opened the clock")
	}
	w.mail(Mail{Kind: KindBounce, Bounce: &Bounce{Letter: letter, Kind: Confirmation, Status: "5.1.1", Permanent: true, Reason: "onbekend adres"}}, first)
	w.expect("confirmation parent", "letter-failed kwaliteit") // on paper, and the news of it
	if !w.cases[first].Kept.Confirm.IsZero() {
		t.Error("the clock is still kept by a letter that came back")
	}
	w.tick(w.at(7, 8))
	if got := w.sent(); !slices.Contains(got, "confirmation parent") {
		t.Errorf("on the last day: %q", got)
	}
}

func TestReceipts(t *testing.T) {
	w := newWorld(t)
	bad := complaint()
	bad.DMARCBad = true
	w.mail(bad, "")
	w.expect("new-case kwaliteit")
	w.next.Receipts = 1
	w.mail(complaint(), "")
	w.expect("new-case kwaliteit")
	for _, k := range []MailKind{KindAutoReply, KindBounce, KindReceipt, KindLoop, KindList, KindBeforeStart} {
		w.mail(Mail{Kind: k, From: "x@y.example"}, "")
		w.expect()
	}
}

func TestFloodIsSpread(t *testing.T) {
	w := newWorld(t)
	w.next.Unattended = 65
	d := w.mail(complaint(), "")
	var receipt Notice
	for _, n := range d.Steps[0].Notices {
		if n.Kind == Receipt {
			receipt = n
		}
	}
	if want := w.now.Add(2 * time.Hour); !receipt.Release.Equal(want) {
		t.Errorf("the 66th unattended letter leaves at %s, want %s", receipt.Release, want)
	}
	w.expect("receipt parent", "new-case kwaliteit", "alert beheer@kluppluz.example")
}

func TestReopening(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("geen-klacht"))
	if w.cases[first].State != NotComplaint {
		t.Fatalf("state %s", w.cases[first].State)
	}
	w.sent()
	w.tick(w.at(30, 8))
	w.expect()
	w.command("kwaliteit", "", first, cmd("heropenen"))
	w.expect("transcript kwaliteit") // the parent never heard that it had ended
	if w.cases[first].State != New {
		t.Errorf("state %s", w.cases[first].State)
	}
	w.tick(w.at(30, 9))
	if got := w.sent(); !slices.Contains(got, "confirmation parent") {
		t.Errorf("the parent still has to hear who handles it: %q", got)
	}
}

// A case set aside with a handler goes on with that handler: the parent gets the confirmation that was held back, and
// what the registrar writes.
func TestReopeningWhatWasSetAside(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("toewijzen", "bakker"))
	w.command("kwaliteit", "", first, cmd("geen-klacht"))
	w.sent()
	w.command("kwaliteit", "Wij lazen uw mail eerst verkeerd.", first, cmd("heropenen"))
	w.expect("assigned bakker", "confirmation parent", "message parent", "transcript kwaliteit")
	w.accept()
	w.command("kwaliteit", "", first, cmd("geen-klacht"))
	w.sent()
	w.command("kwaliteit", "", first, cmd("heropenen"))
	w.expect("assigned bakker", "transcript kwaliteit") // the parent knew who handles it, and still does
}

func TestImportedCasesSleep(t *testing.T) {
	w := newWorld(t)
	m := complaint()
	m.Kind = KindImported
	w.mail(m, "")
	w.tick(w.at(50, 8))
	w.expect()
	w.command("kwaliteit", "", first, cmd("notitie"))
	w.sent()
	w.tick(w.at(50, 9))
	if len(w.sent()) == 0 {
		t.Error("staff touched the case and it still sleeps")
	}
}

func TestPaperKeepsItsPromiseWhenPosted(t *testing.T) {
	w := newWorld(t)
	w.mail(Mail{Kind: KindScan}, "")
	w.sent()
	w.command("kwaliteit", "naam: S. Vermeer\nadres: Kerkstraat 1, Breda", first, cmd("melder"), cmd("ontvangen", "2026-10-30"), cmd("toewijzen", "jansen"))
	w.expect("assigned jansen", "confirmation parent", "letter-failed kwaliteit", "transcript kwaliteit")
	if c := w.cases[first]; c.Due.Confirm != date(t, "2026-11-06") || !c.Kept.Confirm.IsZero() {
		t.Errorf("due %v kept %v", c.Due, c.Kept)
	}
	w.command("kwaliteit", "", first, cmd("verstuurd", "2026-11-03"))
	_ = w.sent()
	w.now = w.at(2, 9)
	w.command("kwaliteit", "", first, cmd("verstuurd", "3-11-2026"))
	if got := w.cases[first].Kept.Confirm; got != date(t, "2026-11-03") {
		t.Errorf("kept on %s", got)
	}
}
