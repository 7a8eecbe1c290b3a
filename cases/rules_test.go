package cases

import (
	"slices"
	"testing"
)

// A law that changes holds for what is received from that day on; what was received before keeps its term, also when it
// is worked on later.
func TestLawWithADay(t *testing.T) {
	w := newWorld(t)
	w.o.Terms.Laws = []Law{
		{Wko, date(t, "2026-11-10"), StatutoryTerm{Term: Span{Days: 56}}},
		{Wko, date(t, "2026-11-20"), StatutoryTerm{Term: Span{Days: 30}, Extension: Span{Days: 10}}},
		{Wkkgz, date(t, "2020-01-01"), StatutoryTerm{Term: Span{Days: 70}}},
	}
	for _, v := range []struct {
		regime   Regime
		received string
		days     int
		latest   int
	}{
		{Wko, "2026-11-09", 42, 42},
		{Wko, "2026-11-10", 56, 56},
		{Wko, "2026-11-19", 56, 56},
		{Wko, "2026-11-20", 30, 40},
		{Wkkgz, "2019-12-31", 42, 70},
		{Wkkgz, "2026-01-01", 70, 70},
		{Jeugdwet, "2026-11-20", 42, 42},
	} {
		day := date(t, v.received)
		if got := w.o.Due(Complaint, v.regime, day).Statutory; got != day.Add(v.days) {
			t.Errorf("%s of %s: %s", v.regime, v.received, got)
		}
		if got := w.o.Latest(Complaint, v.regime, day); got != day.Add(v.latest) {
			t.Errorf("%s of %s: at the latest %s", v.regime, v.received, got)
		}
	}
	w.mail(complaint(), "") // 2 November
	w.now = w.at(30, 9)
	w.command("kwaliteit", "", first, cmd("soort", "tip"), cmd("locatie", "Morel"))
	w.command("kwaliteit", "", first, cmd("soort", "klacht"))
	if c := w.cases[first]; c.Due.Statutory != c.Received.Add(42) {
		t.Errorf("an old case has got the new term: %s", c.Due.Statutory)
	}
}

// How often a parent is told a later date, per regime; one that was taken back, or takes the place of one that waits, does
// not count.
func TestMostExtensions(t *testing.T) {
	for _, v := range []struct {
		most map[Regime]int
		want []bool // of three, each sent
	}{
		{nil, []bool{true, true, true}},
		{map[Regime]int{Wkkgz: 0}, []bool{true, true, true}},
		{map[Regime]int{Wko: 2}, []bool{true, true, false}},
		{map[Regime]int{Wko: 0}, []bool{false, false, false}},
	} {
		w := assigned(t)
		w.o.Terms.Extensions = v.most
		for i, want := range v.want {
			d := w.command("bakker", "Iemand is ziek.", first, cmd("uitstel", w.cases[first].Due.Propose.Add(3).String()))
			if got := slices.Contains(w.sent(), "extension parent"); got != want {
				t.Errorf("%v: extension %d leaves: %v", v.most, i+1, got)
			} else if !want {
				w.refused(d, RefuseExtensions)
			}
			w.accept()
		}
	}
	w := assigned(t)
	w.o.Terms.Extensions = map[Regime]int{Wko: 1}
	due := w.cases[first].Due.Propose
	w.command("bakker", "Iemand is ziek.", first, cmd("uitstel", due.Add(3).String()))
	w.command("bakker", "Iemand is ziek.", first, cmd("uitstel", due.Add(5).String()))
	if got := w.cases[first].Due.Propose; got != due.Add(5) {
		t.Errorf("the one that waits is not replaced: %s", got)
	}
	w.command("bakker", "", first, cmd("ongedaan"))
	w.command("bakker", "Iemand is ziek.", first, cmd("uitstel", due.Add(4).String()))
	if got := w.cases[first].Due.Propose; got != due.Add(4) {
		t.Errorf("one that was taken back counts: %s", got)
	}
}

// Who names the handler, and who hears of a serious complaint, is for the organisation to say.
func TestRolesOfAnOrganisation(t *testing.T) {
	w := newWorld(t)
	w.o.Assign, w.o.Alarm = []Role{Manager}, []Role{Manager, Registrar}
	w.mail(complaint(), "")
	w.command("kwaliteit", "", first, cmd("locatie", "Morel"))
	w.sent()
	w.refused(w.command("kwaliteit", "", first, cmd("toewijzen", "bakker")), RefuseNotYours)
	w.sent()
	w.command("regio", "", first, cmd("ernstig"))
	w.expect("serious directeur", "serious bakker", "serious kwaliteit", "transcript regio")
	w.command("directeur", "", first, cmd("ernstig", "nee"))
	w.command("bakker", "", first, cmd("toewijzen", "bakker"))
	if got := w.cases[first].Handler; got != "bakker" {
		t.Errorf("handler %q", got)
	}
}

// A measure has a date unless the organisation does not want one: then it stops nobody from closing, and reminds nobody.
func TestMeasureWithoutADate(t *testing.T) {
	w := assigned(t)
	w.refused(w.command("bakker", "Een slot.", first, cmd("maatregel")), RefuseDate)
	w.refused(w.command("bakker", "Een slot.", first, cmd("maatregel", "jansen")), RefuseDate)
	w.o.Terms.Undated = true
	w.command("bakker", "Een slot.", first, cmd("maatregel", "jansen", "breed"))
	w.command("bakker", "Een bel.", first, cmd("maatregel"))
	w.command("bakker", "Een lamp.", first, cmd("maatregel", "2026-12-20", "jansen"))
	m := w.cases[first].Measures
	if len(m) != 3 || m[0].Owner != "jansen" || !m[0].Date.IsZero() || !m[0].Wide || m[1].Owner != "bakker" || m[2].Date != date(t, "2026-12-20") || m[2].Owner != "jansen" {
		t.Fatalf("%+v", m)
	}
	w.refused(w.command("bakker", "Een slot.", first, cmd("maatregel", "niemand")), RefusePerson)
	for _, d := range w.o.Duties(w.cases[first]) {
		if d.Rule == RuleMeasure && d.Number != 3 {
			t.Errorf("reminded of measure %d", d.Number)
		}
	}
	w.command("kwaliteit", "Het klopt.", first, cmd("oordeel", "gegrond"), cmd("tevreden", "ja"))
	w.command("kwaliteit", "Dank.", first, cmd("locatie", "Morel"), cmd("sluiten"))
	if got := w.cases[first].State; got != Closed {
		t.Errorf("it is %s", got)
	}
}

// A term counted back.
func TestSince(t *testing.T) {
	c := Calendar{Zone: amsterdam(t), Extra: EquatedDays()}
	for _, v := range [][3]string{
		{"2mo", "2026-04-30", "2026-02-28"}, {"28d", "2026-03-30", "2026-03-02"}, {"5wd", "2026-04-13", "2026-04-02"}, {"0d", "2026-04-13", "2026-04-13"},
	} {
		s, err := ParseSpan(v[0])
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Since(s, date(t, v[1])); got.String() != v[2] {
			t.Errorf("%s before %s is %s, want %s", v[0], v[1], got, v[2])
		}
	}
}

// Confirmed by return: the letter leaves at the first tick, also at night, and does not wait for a name; a flood of mail
// is confirmed within the limit of unattended letters.
func TestConfirmedByReturn(t *testing.T) {
	w := newWorld(t)
	w.o.Terms.Confirm = Span{}
	w.now = w.at(0, 23)
	w.mail(complaint(), "")
	w.expect("receipt parent", "new-case kwaliteit")
	w.tick(w.now)
	w.expect("confirmation parent")
	w.accept()
	c := w.cases[first]
	if c.Kept.Confirm != c.Received || !c.HandledByDep {
		t.Errorf("kept %+v", c.Kept)
	}
	w.command("kwaliteit", "", first, cmd("toewijzen", "bakker"))
	w.expect("assigned bakker", "confirmation parent", "transcript kwaliteit")
	w.next.Unattended = w.o.Limits.UnattendedPerHour
	w.mail(complaint(), "")
	second := NewRef("KLP", 2026, 2)
	d := w.apply(Event{Ref: second, Tick: &Tick{}})
	if n := d.Steps[0].Notices; n[len(n)-1].Kind != Confirmation || !n[len(n)-1].Release.After(w.now) {
		t.Errorf("in a flood it leaves at once: %+v", n)
	}
}
