package cases

import "testing"

func bounceOf(letter int64, k NoticeKind) Mail {
	return Mail{Kind: KindBounce, Bounce: &Bounce{Letter: letter, Kind: k, Status: "5.1.1", Permanent: true, Reason: "550 5.1.1 <ouder@post.example> onbekend"}}
}

// A letter that came back waits on paper: posted, it keeps its promise; mailed anew, it is forgotten.
func TestAReturnedLetterWaitsOnPaper(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("toewijzen", "jansen"))
	w.accept()
	letter := w.cases[first].KeptBy[Confirm].Letter
	w.sent()
	w.mail(bounceOf(letter, Confirmation), first)
	w.expect("confirmation parent", "letter-failed kwaliteit")
	w.mail(bounceOf(letter, Confirmation), first)
	w.expect()
	if len(w.cases[first].Queued) != 1 {
		t.Errorf("waiting: %v", w.cases[first].Queued)
	}
	for number, q := range w.cases[first].Queued {
		if number == letter || !q.Paper || !q.Returned || q.Keeps != Confirm {
			t.Errorf("letter %d waits as %+v", number, q)
		}
	}
	w.command("kwaliteit", "", first, cmd("verstuurd"))
	if c := w.cases[first]; c.Kept.Confirm.IsZero() || len(c.Queued) > 0 {
		t.Errorf("posted: kept %s, waiting %v", c.Kept.Confirm, c.Queued)
	}
}

func TestALaterLetterTakesThePlaceOfAReturnedOne(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("toewijzen", "jansen"))
	w.accept()
	w.sent()
	w.mail(bounceOf(w.cases[first].KeptBy[Confirm].Letter, Confirmation), first)
	w.command("kwaliteit", "", first, cmd("toewijzen", "bakker"))
	w.accept()
	if c := w.cases[first]; c.Kept.Confirm.IsZero() || len(c.Queued) > 0 {
		t.Errorf("kept %s, waiting %v", c.Kept.Confirm, c.Queued)
	}
}

// No word of the mail server stands in the history, which is never erased: it names the address.
func TestTheHistoryHasNoWordsOfServers(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("toewijzen", "jansen"))
	w.accept()
	w.mail(bounceOf(w.cases[first].KeptBy[Confirm].Letter, Confirmation), first)
	for _, e := range w.history[first] {
		if e.Kind == EntrySettled && e.Facts.Value == Bounced && e.Facts.Reason != noSuchAddress {
			t.Errorf("the reason is %q", e.Facts.Reason)
		}
	}
}

// Nobody knows which letter a report is about: it is put before a person, and nothing else comes of it.
func TestAReportOfNothingKnownGoesAside(t *testing.T) {
	w := newWorld(t)
	m := Mail{Kind: KindBounce, Bounce: &Bounce{Recipient: "wie@post.example", Status: "5.1.1", Permanent: true}}
	d := Apply(w.o, Book{}, Event{At: w.now, Org: "KLP", Mail: &m})
	if !d.Mail.Aside || len(d.Steps) > 0 {
		t.Errorf("%+v", d)
	}
}
