package cases

import (
	"slices"
	"strings"
	"testing"
)

// closedOn plays a complaint (received Monday 2 November 2026) until its closing letter is accepted on a day.
func closedOn(t *testing.T, day int, proposal bool) *world {
	t.Helper()
	w := newWorld(t)
	w.o.Terms.Appeal, w.o.Terms.AppealDecide, w.o.Terms.Reopen = Span{Months: 1}, Span{Months: 1}, Span{Months: 12}
	w.o.Decide = []Role{Director}
	w.o.Reminders.Appeal = map[Role][]int{Director: {-7, -2, 0, 1}}
	w.mail(complaint(), "")
	w.now = w.at(1, 9)
	w.command("kwaliteit", "", first, cmd("locatie", "Morel"), cmd("toewijzen", "bakker"))
	w.accept()
	if proposal {
		w.command("bakker", "Wij stellen voor.", first, cmd("voorstel"))
		w.accept()
	}
	w.now = w.at(day, 9)
	w.command("kwaliteit", "Het klopt.", first, cmd("oordeel", "gegrond"), cmd("tevreden", "ja"))
	w.command("kwaliteit", "Dank.", first, cmd("sluiten"))
	w.accept()
	w.sent()
	return w
}

// Opened again, a case keeps the terms that have not passed; those that have start anew, because no law says how long a
// second look may take and the parent is to read a date. Who never had the answer is not given another date of the law.
func TestTermsAfterReopening(t *testing.T) {
	for _, v := range []struct {
		name               string
		proposal           bool
		closed, reopened   int
		propose, statutory int // days after the receipt
		offer              bool
		how                string
	}{
		{"nothing has passed", true, 10, 12, 21, 42, false, ""},
		{"the target has passed, the law has not", true, 10, 30, 42, 42, true, ""}, // not after the date of the law
		{"there was no proposal", false, 10, 25, 42, 42, true, ""},
		{"both have passed", true, 10, 60, 81, 102, true, ""},
		{"withdrawn, both have passed", true, 10, 60, 81, 102, true, "intrekken"},
		{"no answer is known to have arrived", true, 10, 60, 81, 42, true, "lost"},
	} {
		t.Run(v.name, func(t *testing.T) {
			w := closedOn(t, v.closed, v.proposal)
			switch v.how {
			case "lost": // it came back, and nobody posts it
				w.mail(Mail{Kind: KindBounce, Bounce: &Bounce{Letter: w.cases[first].FinalBy, Kind: Closing, Permanent: true}}, first)
				c := w.cases[first]
				c.Queued = nil
				w.cases[first] = c
			case "intrekken":
				w.command("kwaliteit", "", first, cmd("heropenen"))
				w.accept()
				w.command("kwaliteit", "", first, cmd("intrekken"))
				w.accept()
			}
			before := w.cases[first]
			w.now = w.at(v.reopened, 9)
			w.command("kwaliteit", "", first, cmd("heropenen"))
			c := w.cases[first]
			received := c.Received
			if got, want := c.Due, (Dates{Confirm: received.Add(7), Propose: received.Add(v.propose), Statutory: received.Add(v.statutory)}); got != want {
				t.Errorf("due %+v, want %+v", got, want)
			}
			if c.owesOffer() != v.offer || !c.Kept.Statutory.IsZero() || c.Kept.Confirm.IsZero() {
				t.Errorf("owes a proposal %v, kept %+v", c.owesOffer(), c.Kept)
			}
			if came := c.came(Propose); v.proposal && came != inTime {
				t.Errorf("a year counts the proposal as %q: the first one was in time", came)
			}
			w.command("kwaliteit", "", first, cmd("ongedaan"))
			after := w.cases[first]
			if after.Due != before.Due || after.Kept != before.Kept || after.State != before.State || after.Anew != before.Anew || after.FirstOffer != before.FirstOffer {
				t.Errorf("undone\n%+v\nit was\n%+v", after, before)
			}
		})
	}
}

// A closing letter that never left ends nothing: taken back, the case goes on as it was, also when it waits to be posted.
func TestReopeningBeforeTheParentKnows(t *testing.T) {
	w := newWorld(t)
	m := complaint()
	m.From, m.FromName, m.Kind = "scanner@kluppluz.example", "", KindScan
	w.mail(m, "")
	w.command("kwaliteit", "naam: Sanne\nadres: Straat 1, 5611 AA Eindhoven", first, cmd("melder"), cmd("locatie", "Morel"), cmd("toewijzen", "bakker"))
	w.command("kwaliteit", "", first, cmd("verstuurd"))
	w.now = w.at(40, 9)
	w.command("kwaliteit", "Het klopt.", first, cmd("oordeel", "gegrond"), cmd("sluiten"))
	w.now = w.at(45, 9)
	w.sent()
	w.command("kwaliteit", "", first, cmd("heropenen"))
	c := w.cases[first]
	if c.Anew != (Dates{}) || c.Due.Statutory != c.Received.Add(42) {
		t.Errorf("the terms start again: %+v", c.Due)
	}
	w.refused(w.command("kwaliteit", "", first, cmd("verstuurd")), RefuseState)
	if slices.Contains(w.sent(), "reopened parent") {
		t.Error("the parent is told of a reopening without a closing")
	}
}

// A parent who appeals in time, counted from the day on which the closing letter reached him, gets a decision within its
// term; the director is reminded, and the closing letter with the judgement keeps the promise.
func TestAppealHasAClock(t *testing.T) {
	w := closedOn(t, 10, true)
	judged := w.cases[first].Kept.Statutory
	w.now = w.at(20, 9)
	w.command("kwaliteit", "Wij kijken opnieuw.", first, cmd("heropenen", "beroep"))
	w.expect("assigned bakker", "reopened parent", "transcript kwaliteit")
	w.accept()
	c := w.cases[first]
	due := c.Received.Add(20).AddMonths(1)
	if c.Due.Appeal != due || !c.State.Open() || !c.Appealing() || c.Kept.Statutory != judged {
		t.Fatalf("due %+v, kept %+v, %s", c.Due, c.Kept, c.State)
	}
	all := Milestones(c, w.o.Today(w.now))
	if m, ok := Next(all); !ok || m.Promise != Appeal || m.Due != due {
		t.Errorf("next is %+v", m)
	}
	director, _ := w.o.Person("directeur")
	if got := w.o.Task(director, c); got != TaskJudge {
		t.Errorf("the director has %q to do", got)
	}
	for _, v := range []struct {
		day  int
		want bool
	}{{20 + 30 - 8, false}, {20 + 30 - 7, true}, {20 + 30 - 4, true}, {20 + 30, true}} { // two days before is a Sunday
		w.sent()
		w.tick(w.at(v.day, 8))
		got := slices.ContainsFunc(w.sent(), func(l string) bool { return strings.HasPrefix(l, "reminder directeur") })
		if got != v.want {
			t.Errorf("day %d: the director is reminded: %v", v.day, got)
		}
	}
	w.now = w.at(51, 10)
	w.refused(w.command("kwaliteit", "", first, cmd("sluiten")), RefuseMissing)
	w.command("directeur", "Wij blijven erbij.", first, cmd("oordeel", "deels"))
	w.command("kwaliteit", "Dit is het besluit.", first, cmd("sluiten"))
	w.accept()
	c = w.cases[first]
	m := Milestones(c, w.o.Today(w.now))
	if last := m[len(m)-1]; last.Promise != Appeal || last.Late != 1 || last.By.Letter == 0 || c.Kept.Statutory != judged {
		t.Errorf("kept %+v", m)
	}
	w.refused(w.command("kwaliteit", "", first, cmd("heropenen", "beroep")), RefuseNoAppeal)
	if len(w.o.Duties(c)) > 0 {
		t.Errorf("it still asks %v", w.o.Duties(c))
	}
}

// When an appeal is in time.
func TestAppealWindow(t *testing.T) {
	posted := func(w *world) { // accepted on day 10, came back, and was posted on day 20
		w.mail(Mail{Kind: KindBounce, Bounce: &Bounce{Letter: w.cases[first].FinalBy, Kind: Closing, Permanent: true}}, first)
		w.now = w.at(20, 9)
		w.command("kwaliteit", "", first, cmd("verstuurd"))
	}
	for _, v := range []struct {
		name string
		do   func(*world)
		day  int
		args []string
		want RefusalCode
	}{
		{"the last day", nil, 10 + 30, []string{"beroep"}, ""},
		{"a day late", nil, 10 + 31, []string{"beroep"}, RefuseLate},
		{"asked in time, told later", nil, 10 + 35, []string{"2026-12-11", "beroep"}, ""},
		{"the parent wrote in time", func(w *world) {
			w.now = w.at(40, 9)
			m := complaint()
			m.Kind = KindReply
			w.mail(m, first)
		}, 10 + 35, []string{"beroep"}, ""},
		{"before it was closed", nil, 12, []string{"2026-11-11", "beroep"}, RefuseDate},
		{"posted later, it counts from then", posted, 20 + 30, []string{"beroep"}, ""},
		{"and ends", posted, 20 + 31, []string{"beroep"}, RefuseLate},
		{"the organisation knows none", func(w *world) { w.o.Terms.Appeal = Span{} }, 12, []string{"beroep"}, RefuseNoAppeal},
		{"a suggestion", func(w *world) {
			c := w.cases[first]
			c.Kind = Suggestion
			w.cases[first] = c
		}, 12, []string{"beroep"}, RefuseNoAppeal},
		{"a date without an appeal", nil, 12, []string{"2026-11-12"}, RefuseArgument},
		{"withdrawn", func(w *world) {
			w.command("kwaliteit", "", first, cmd("heropenen"))
			w.command("kwaliteit", "", first, cmd("intrekken"))
		}, 12, []string{"beroep"}, RefuseNoAppeal},
	} {
		w := closedOn(t, 10, true)
		if v.do != nil {
			v.do(w)
		}
		w.now = w.at(v.day, 9)
		d := w.command("kwaliteit", "", first, cmd("heropenen", v.args...))
		switch {
		case v.want != "":
			w.refused(d, v.want)
		case !w.cases[first].Appealing():
			t.Errorf("%s: no appeal runs: %s", v.name, w.cases[first].State)
		}
	}
}

// The director may judge while an appeal runs, and at no other time.
func TestWhoDecidesOnAnAppeal(t *testing.T) {
	w := closedOn(t, 10, true)
	judge, _ := FindWord("oordeel")
	director, _ := w.o.Person("directeur")
	is := func(when string, want bool) {
		if got := judge.May(w.o, director, w.cases[first]); got != want {
			t.Errorf("%s: the director may judge: %v", when, got)
		}
	}
	is("closed", false)
	w.command("kwaliteit", "", first, cmd("heropenen", "beroep"))
	is("on appeal", true)
	w.o.Decide = []Role{Regional}
	is("the regional manager decides", false)
}

// The organisation may name no term for the decision: then the case opens again as any other.
func TestAppealWithoutATerm(t *testing.T) {
	w := closedOn(t, 10, true)
	w.o.Terms.AppealDecide = Span{}
	w.now = w.at(12, 9)
	w.command("kwaliteit", "", first, cmd("heropenen", "beroep"))
	if c := w.cases[first]; c.Appealing() || !c.State.Open() || c.Due.Statutory != c.Received.Add(42) {
		t.Errorf("%+v", c.Due)
	}
}

// A case on appeal does not go on in another one: the decision would be owed by nobody.
func TestAppealIsNotMerged(t *testing.T) {
	w := closedOn(t, 10, true)
	w.now = w.at(12, 9)
	w.command("kwaliteit", "", first, cmd("heropenen", "beroep"))
	w.mail(complaint(), "")
	w.refused(w.command("kwaliteit", "", first, cmd("samenvoegen", "KLP-2026-0002")), RefuseTooFar)
}
