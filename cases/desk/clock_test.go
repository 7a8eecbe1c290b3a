package desk_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailout"
)

var digests = []string{"digest kwaliteit", "digest jansen", "digest bakker", "digest regio", "digest directeur"}

// diary plays the clock on and writes down what leaves when. The five digests of one moment are one line.
func (f *office) diary(until string) []string {
	f.t.Helper()
	var lines []string
	digest := 0
	play := &desk.Play{Desk: f.desk, House: f.store}
	play.Sent = func(at time.Time, l mailout.Letter) error {
		f.now = at
		f.sent = append(f.sent, l)
		if l.Kind == string(cases.DigestNotice) {
			if digest++; digest%len(digests) != 0 {
				return nil
			}
			l.To = "everybody"
		}
		lines = append(lines, fmt.Sprintf("%s %s %s", at.In(zone()).Format("2006-01-02 15:04"), l.Kind, f.who(l.To)))
		return nil
	}
	play.Start(f.now)
	f.desk.Now = play.Now
	f.ok(play.Until(context.Background(), local(f.t, until)))
	f.desk.Now = func() time.Time { return f.now }
	f.now = play.Now()
	return lines
}

func same(t *testing.T, got []string, want string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(strings.ReplaceAll(want, "\t", "")), "\n")
	got = slices.Clone(got)
	slices.Sort(got)
	slices.Sort(lines)
	if !slices.Equal(got, lines) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(lines, "\n"))
	}
}

// Nobody does anything for seven weeks, over the spring clock change and Easter (Good Friday 3, Monday 6 April).
// A role that nobody has in the case goes up: handler to registrar, regional manager to director.
func TestRemindersWhenNobodyActs(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	f.complain(parent)
	same(t, f.diary("2026-04-20 07:59"), `
		2026-03-02 09:00 receipt parent
		2026-03-02 09:00 new-case kwaliteit
		2026-03-05 08:00 reminder kwaliteit
		2026-03-09 08:00 confirmation parent
		2026-03-09 08:00 reminder directeur
		2026-03-09 08:00 digest everybody
		2026-03-16 08:00 reminder kwaliteit
		2026-03-16 08:00 digest everybody
		2026-03-20 08:00 reminder kwaliteit
		2026-03-23 08:00 reminder kwaliteit
		2026-03-23 08:00 digest everybody
		2026-03-24 08:00 reminder directeur
		2026-03-30 08:00 digest everybody
		2026-04-02 08:00 reminder kwaliteit
		2026-04-07 08:00 digest everybody
		2026-04-10 08:00 reminder kwaliteit
		2026-04-10 08:00 reminder directeur
		2026-04-13 08:00 reminder directeur
		2026-04-13 08:00 digest everybody
		2026-04-14 08:00 reminder directeur`)
}

// The handler, the owner of a measure and the regional manager get their own reminders; a measure is watched
// after closing as well, and what was done in time is not asked for.
func TestRemindersOfAHandledCase(t *testing.T) {
	f := begin(t, "2026-09-01 09:00")
	f.o.Reminders.DigestDay = time.Sunday // not of this story: it would be due on Mondays
	ref := f.complain(parent)
	f.expect("receipt parent", "new-case kwaliteit")
	f.turn("2026-09-02 10:00")
	f.command("kwaliteit", ref, "[locatie Morel] [toewijzen bakker]", "")
	lines := f.diary("2026-09-23 12:00") // target: Tuesday 22 September
	lines = slices.DeleteFunc(lines, func(l string) bool { return strings.Contains(l, "digest") })
	same(t, lines, `
		2026-09-02 10:00 transcript kwaliteit
		2026-09-02 10:00 new-case bakker
		2026-09-02 10:00 new-case regio
		2026-09-02 10:00 assigned bakker
		2026-09-02 10:10 confirmation parent
		2026-09-15 08:00 reminder bakker
		2026-09-18 08:00 reminder bakker
		2026-09-21 08:00 reminder bakker
		2026-09-21 08:00 reminder kwaliteit
		2026-09-22 08:00 reminder kwaliteit
		2026-09-23 08:00 reminder regio`)
	f.command("bakker", ref, "[voorstel] [maatregel 2026-11-10 jansen] [oordeel gegrond]", "Wij zetten een extra leidster in.")
	lines = slices.DeleteFunc(f.diary("2026-10-06 09:00"), func(l string) bool { return strings.Contains(l, "digest") })
	same(t, lines, `
		2026-09-23 12:00 transcript bakker
		2026-09-23 12:10 proposal parent
		2026-09-26 08:00 satisfaction parent
		2026-10-03 08:00 satisfaction-reminder parent
		2026-10-06 08:00 reminder bakker
		2026-10-06 08:00 reminder kwaliteit`)
	f.command("kwaliteit", ref, "[tevreden ja] [sluiten]", "Dank voor je melding.")
	lines = slices.DeleteFunc(f.diary("2026-12-31 12:00"), func(l string) bool { return strings.Contains(l, "digest") })
	same(t, lines, `
		2026-10-06 09:00 transcript kwaliteit
		2026-10-06 09:10 closing parent
		2026-11-06 08:00 reminder jansen
		2026-11-10 08:00 reminder jansen
		2026-11-11 08:00 reminder kwaliteit`)
	if c := f.dossier(ref).Case; c.State != cases.Closed || c.Kept.Statutory.String() != "2026-10-06" {
		t.Errorf("the case is %s, the judgement given on %q", c.State, c.Kept.Statutory)
	}
}

// Down for eleven weeks: one digest a person, one reminder mail a person, none doubled by a second tick, nor
// by a restart.
func TestDownForElevenWeeks(t *testing.T) {
	f := begin(t, "2026-08-03 09:00")
	f.complain(parent)
	f.expect("receipt parent", "new-case kwaliteit")
	f.tick("2026-10-21 13:37")
	f.expect(append([]string{"confirmation parent", "reminder kwaliteit", "reminder directeur"}, digests...)...)
	f.tick("2026-10-21 13:38")
	f.expect()
	f.restart()
	f.tick("2026-10-21 13:39")
	f.expect()
	f.tick("2026-10-26 07:59")
	f.expect()
	f.tick("2026-10-26 08:00")
	f.expect(digests...)
}

// What was due before the first start is not made good: the week's digest of that morning stays away.
func TestNothingIsMadeGoodFromBeforeTheFirstStart(t *testing.T) {
	f := begin(t, "2026-03-02 08:01")
	f.complain(parent)
	f.expect("receipt parent", "new-case kwaliteit")
	for _, at := range []string{"2026-03-02 08:02", "2026-03-03 08:00", "2026-03-09 07:59"} {
		f.tick(at)
		if got := f.post(); slices.ContainsFunc(got, func(l string) bool { return strings.HasPrefix(l, "digest") }) {
			t.Errorf("%s: %q", at, got)
		}
	}
	f.tick("2026-03-09 08:00")
	f.expect(append([]string{"confirmation parent", "reminder directeur", "reminder kwaliteit"}, digests...)...)
}

// A slot of the cron table is done once: at its minute and not before, on the working day after a holiday, in
// the weeks of both clock changes, and however late the tick is.
func TestDigestSlots(t *testing.T) {
	for _, v := range []struct{ name, before, due, utc, again string }{
		{"an ordinary week", "2026-03-09 07:59", "2026-03-09 08:00", "07:00", "2026-03-16 07:59"},
		{"the week after the spring clock change", "2026-03-30 07:59", "2026-03-30 08:00", "06:00", "2026-04-07 07:59"},
		{"Easter Monday", "2026-04-07 07:59", "2026-04-07 08:00", "06:00", "2026-04-13 07:59"},
		{"Whit Monday", "2026-05-26 07:59", "2026-05-26 08:00", "06:00", "2026-06-01 07:59"},
		{"the week after the autumn clock change", "2026-10-26 07:59", "2026-10-26 08:00", "07:00", "2026-11-02 07:59"},
		{"a daemon that was down on Monday", "2026-03-09 07:59", "2026-03-12 23:59", "22:59", "2026-03-16 07:59"},
		{"a daemon that was down over New Year", "2026-12-28 07:59", "2027-01-03 10:00", "09:00", "2027-01-04 07:59"},
	} {
		t.Run(v.name, func(t *testing.T) {
			f := begin(t, "2026-03-02 07:00")
			f.tick(v.before)
			f.post() // of the weeks before
			f.tick(v.due)
			f.expect(digests...)
			if got := f.now.UTC().Format("15:04"); got != v.utc {
				t.Errorf("%s local is %s UTC, want %s", v.due, got, v.utc)
			}
			f.restart()
			f.tick(v.again)
			f.expect()
		})
	}
}

// A commit that fails leaves the slot open: the next tick sends the digest.
func TestDigestThatCouldNotBeCommitted(t *testing.T) {
	f := begin(t, "2026-03-02 07:00")
	f.turn("2026-03-02 08:00")
	f.store.commits = 1
	if err := f.desk.Tick(context.Background()); err == nil {
		t.Error("a failing commit is not told")
	}
	f.expect()
	f.tick("2026-03-02 08:01")
	f.expect(digests...)
}

// Each manager reads of the own location only, the regional manager of the region's, and nobody but registrar
// and director of a case that has no location yet (invariant 10). No digest names a parent (invariant 11).
func TestDigestOfOwnLocations(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	f.receive(mail{from: "Sanne Vermeer <sanne.vermeer@post.example>", subject: "Over Bram", text: "Bram was bang."})
	f.receive(mail{from: "Kees Mulder <kees.mulder@post.example>", subject: "Over Fien", text: "Fien was boos."})
	f.receive(mail{from: "Ans Bos <ans.bos@post.example>", subject: "Over Teun", text: "Morel is koud."})
	f.post()
	f.command("kwaliteit", "KLP-2026-0001", "[locatie Messenmaker]", "")
	f.command("kwaliteit", "KLP-2026-0002", "[locatie Morel]", "")
	f.post()
	f.tick("2026-03-09 08:00")
	f.post()
	want := map[string][]string{
		"kwaliteit": {"KLP-2026-0001", "KLP-2026-0002", "KLP-2026-0003"}, "directeur": {"KLP-2026-0001", "KLP-2026-0002", "KLP-2026-0003"},
		"regio": {"KLP-2026-0001", "KLP-2026-0002"}, "jansen": {"KLP-2026-0001"}, "bakker": {"KLP-2026-0002"},
	}
	found := 0
	for _, l := range f.sent {
		if l.Kind != string(cases.DigestNotice) {
			continue
		}
		found++
		for _, ref := range f.refs() {
			in := strings.Contains(l.Subject+l.Text+string(l.Bytes), string(ref))
			if in != slices.Contains(want[f.who(l.To)], string(ref)) {
				t.Errorf("the digest of %s has %s: %v", f.who(l.To), ref, in)
			}
		}
		for _, word := range []string{"Sanne", "Vermeer", "Mulder", "Bos", "Bram", "Fien", "koud"} {
			if strings.Contains(l.Subject+l.Text, word) {
				t.Errorf("the digest of %s says %q", f.who(l.To), word)
			}
		}
	}
	if found != len(want) {
		t.Errorf("%d digests, want %d", found, len(want))
	}
}

// The confirmation of the last day leaves at 08:00 on the wall, on the calendar day itself: in weekends, on
// feast days and in the days of both clock changes.
func TestLastDayConfirmation(t *testing.T) {
	for _, v := range []struct{ name, received, day, utc string }{
		{"a working day", "2026-03-02 09:00", "2026-03-09", "2026-03-09T07:00:00Z"},
		{"a Saturday", "2026-03-07 23:59", "2026-03-14", "2026-03-14T07:00:00Z"},
		{"the day before the spring clock change", "2026-03-21 00:00", "2026-03-28", "2026-03-28T07:00:00Z"},
		{"the day of the spring clock change", "2026-03-22 01:59", "2026-03-29", "2026-03-29T06:00:00Z"},
		{"the day after it", "2026-03-23 23:59", "2026-03-30", "2026-03-30T06:00:00Z"},
		{"Easter Sunday", "2026-03-29 03:00", "2026-04-05", "2026-04-05T06:00:00Z"},
		{"the day of the autumn clock change", "2026-10-18 12:00", "2026-10-25", "2026-10-25T07:00:00Z"},
		{"a week from the autumn clock change", "2026-10-25 02:30", "2026-11-01", "2026-11-01T07:00:00Z"},
		{"Christmas", "2026-12-18 12:00", "2026-12-25", "2026-12-25T07:00:00Z"},
	} {
		t.Run(v.name, func(t *testing.T) {
			f := begin(t, v.received)
			ref := f.complain(parent)
			f.post()
			f.tick(v.day + " 07:59")
			if got := f.post(); slices.Contains(got, "confirmation parent") {
				t.Error("before its minute")
			}
			f.tick(v.day + " 08:00")
			if got := f.post(); !slices.Contains(got, "confirmation parent") {
				t.Errorf("not at its minute: %q", got)
			}
			if got := f.now.UTC().Format(time.RFC3339); got != v.utc {
				t.Errorf("it left at %s, want %s", got, v.utc)
			}
			if got := f.dossier(ref).Case.Kept.Confirm.String(); got != v.day {
				t.Errorf("kept on %q, want %s", got, v.day)
			}
			if text := f.letter(cases.Confirmation).Text; !strings.Contains(text, f.o.Department) {
				t.Errorf("the letter does not name the department:\n%s", text)
			}
		})
	}
}

// A confirmation that is on its way on the last day is not written a second time, whether it is held for its author
// or the relay is down.
func TestLastDayWhileAConfirmationWaits(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	f.o.Reminders.DigestDay = time.Friday
	ref := f.complain(parent)
	f.post()
	f.turn("2026-03-09 07:55")
	f.command("kwaliteit", ref, "[locatie Morel] [toewijzen bakker]", "")
	f.tick("2026-03-09 08:00")
	f.post()
	f.tick("2026-03-09 08:05")
	f.expect("confirmation parent")
	f.tick("2026-03-10 08:05")
	f.expect()

	f = begin(t, "2026-03-02 09:00")
	f.o.Reminders.DigestDay = time.Friday
	ref = f.complain(parent)
	f.post()
	f.turn("2026-03-08 12:00")
	f.command("kwaliteit", ref, "[locatie Morel] [toewijzen bakker]", "")
	for _, at := range []string{"2026-03-08 12:10", "2026-03-09 08:00", "2026-03-09 20:00"} {
		f.tick(at)
		for _, l := range f.claim() {
			f.settle(l, down)
		}
	}
	f.turn("2026-03-10 08:00")
	if got := f.post(); len(slices.DeleteFunc(got, func(l string) bool { return l != "confirmation parent" })) != 1 {
		t.Errorf("not one confirmation: %q", got)
	}
}

// flawed writes no letters about one case.
type flawed struct {
	whole desk.Letters
	ref   cases.Ref
}

func (w flawed) Letters(o *cases.Organisation, s cases.Step, now time.Time) ([]mailout.Letter, error) {
	if s.Case.Ref == w.ref {
		return nil, fmt.Errorf("no words for %s", w.ref)
	}
	return w.whole.Letters(o, s, now)
}

// A case about which no letter can be written is told, and keeps nobody else waiting (invariant 8).
func TestOneCaseDoesNotHoldUpTheOthers(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	bad, good := f.complain("een@post.example"), f.complain(parent)
	f.post()
	whole := f.desk.Writer
	f.desk.Writer = flawed{whole, bad}
	f.turn("2026-03-09 08:00")
	if err := f.desk.Tick(context.Background()); err == nil || !strings.Contains(err.Error(), string(bad)) {
		t.Errorf("the fault is not told: %v", err)
	}
	f.expect(append([]string{"confirmation parent", "reminder directeur", "reminder kwaliteit"}, digests...)...)
	if f.dossier(good).Case.Kept.Confirm.IsZero() {
		t.Error("the promise of the other case is not kept")
	}
	f.desk.Writer = whole
	f.tick("2026-03-09 08:01")
	f.expect("confirmation een@post.example", "reminder directeur", "reminder kwaliteit")
}

// Trouble and its end are told to the operator, from the desk.
func TestTellTheOperator(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	f.ok(f.desk.Tell(context.Background(), "KLP", false, "De mailbox werkt niet."))
	f.expect("alert " + operator)
	f.ok(f.desk.Tell(context.Background(), "KLP", true, "De mailbox werkt weer."))
	if f.store.last.Hurried != operator {
		t.Error("the news of the trouble may come after the news of its end")
	}
	f.expect("recovery " + operator)
	f.o.Operator = ""
	f.ok(f.desk.Tell(context.Background(), "KLP", false, "De mailbox werkt niet."))
	f.expect()
}
