package desk_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"complaintsd/cases"
	"complaintsd/mailout"
)

// reminders are those that left since the last call, with the cases that they name.
func (f *office) reminders() map[string][]string {
	f.t.Helper()
	told := map[string][]string{}
	from := len(f.sent)
	f.post()
	for _, l := range f.sent[from:] {
		if l.Kind != string(cases.Reminder) {
			continue
		}
		var named []string
		for _, ref := range f.refs() {
			if strings.Contains(l.Text, string(ref)) {
				named = append(named, string(ref)[len("KLP-2026-"):])
			}
		}
		who := f.who(l.To)
		told[who] = append(told[who], strings.Join(named, "+"))
	}
	return told
}

func (f *office) reminded(want map[string][]string) {
	f.t.Helper()
	if got := f.reminders(); fmt.Sprint(got) != fmt.Sprint(want) {
		f.t.Errorf("%s: reminded %v, want %v", f.now.In(zone()).Format("2006-01-02 15:04"), got, want)
	}
}

// What is due for one person in several cases is one mail; a serious case has one of its own; and each link works.
func TestOneMailGathersWhatIsDue(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	f.o.Reminders.DigestDay = time.Sunday
	one, two, three := f.complain("een@post.example"), f.complain("twee@post.example"), f.complain("drie@post.example")
	f.post()
	f.command("kwaliteit", three, "[ernstig]", "")
	f.post()
	f.tick("2026-03-05 08:00")
	f.reminded(map[string][]string{"kwaliteit": {"0001+0002"}, "directeur": {"0003"}})
	l := f.letter(cases.Reminder)
	if i := slices.IndexFunc(f.sent, func(l mailout.Letter) bool { return l.Kind == string(cases.Reminder) && l.To == registrar }); i >= 0 {
		l = f.sent[i]
	}
	if l.Ref != "" || strings.Contains(l.Subject, "KLP") {
		t.Errorf("a mail over several cases is of %q, called %q", l.Ref, l.Subject)
	}
	for _, ref := range []cases.Ref{one, two} {
		tag := l.Text[strings.Index(l.Text, "["+string(ref)+" "):]
		tag = tag[:strings.Index(tag, "]")+1]
		f.receive(mail{from: registrar, subject: tag + " [toewijzen bakker]"})
		if got := f.dossier(ref).Case.Handler; got != "bakker" {
			t.Errorf("the link to %s does not command: the handler is %q", ref, got)
		}
	}
	f.tick("2026-03-05 08:01")
	f.reminded(map[string][]string{})
}

// Who had the mail of the day hears of what turns up later the next working morning, unless that is too late.
func TestOneMailADay(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	f.o.Reminders.DigestDay = time.Sunday
	f.complain("een@post.example")
	f.post()
	f.tick("2026-03-05 08:00")
	f.reminded(map[string][]string{"kwaliteit": {"0001"}})
	f.turn("2026-03-05 10:00") // Thursday
	later, soon := f.complain("twee@post.example"), f.complain("drie@post.example")
	f.post()
	f.command("kwaliteit", later, "[ontvangen 2026-02-13]", "") // the proposal was due yesterday
	f.tick("2026-03-05 10:01")
	f.reminded(map[string][]string{"directeur": {"0002"}})
	f.command("kwaliteit", soon, "[soort suggestie] [ontvangen 2026-02-26]", "") // the handler is to be named today
	f.tick("2026-03-05 10:02")
	f.reminded(map[string][]string{"kwaliteit": {"0003"}, "directeur": {"0003"}})
	f.tick("2026-03-06 07:59")
	f.reminded(map[string][]string{})
	f.tick("2026-03-06 08:00")
	f.reminded(map[string][]string{"kwaliteit": {"0002"}})
}

// Nobody is reminded at night, in the weekend or on a feast day, also not when the daemon comes up just then; the
// letter that keeps a promise to the parent leaves.
func TestNobodyIsRemindedAtNight(t *testing.T) {
	for _, v := range []struct{ name, up, day string }{
		{"at night", "2026-03-10 03:00", "2026-03-10 08:00"},
		{"in the evening", "2026-03-10 20:00", "2026-03-11 08:00"},
		{"in the weekend", "2026-03-14 12:00", "2026-03-16 08:00"},
		{"on Easter Monday", "2026-04-06 10:00", "2026-04-07 08:00"},
		{"in the night of the clock change", "2026-03-29 02:30", "2026-03-30 08:00"},
	} {
		t.Run(v.name, func(t *testing.T) {
			f := begin(t, "2026-03-02 09:00")
			f.o.Reminders.DigestDay = time.Sunday
			f.complain(parent)
			f.post()
			f.tick(v.up)
			got := slices.DeleteFunc(f.post(), func(l string) bool { return strings.HasPrefix(l, "digest") })
			if !slices.Equal(got, []string{"confirmation parent"}) {
				t.Errorf("%s: %q", v.up, got)
			}
			if next, err := f.store.NextTick(context.Background()); err != nil || !next.Equal(local(t, v.day)) {
				t.Errorf("it is looked at again at %s, want %s (%v)", next.In(zone()), v.day, err)
			}
			f.tick(v.day)
			if got := f.reminders(); len(got["kwaliteit"]) != 1 || len(got["directeur"]) != 1 {
				t.Errorf("%s: %v", v.day, got)
			}
		})
	}
}

// A morning whose commit fails is done by the next tick, whole.
func TestMorningThatCouldNotBeCommitted(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	f.o.Reminders.DigestDay = time.Sunday
	f.complain("een@post.example")
	f.complain("twee@post.example")
	f.post()
	f.turn("2026-03-05 08:00")
	f.store.commits = 1
	if err := f.desk.Tick(context.Background()); err == nil {
		t.Error("a failing commit is not told")
	}
	f.reminded(map[string][]string{})
	f.restart()
	f.tick("2026-03-05 08:01")
	f.reminded(map[string][]string{"kwaliteit": {"0001+0002"}})
}

// Over a year with any complaints, any work of staff and any downtime: nobody gets two reminders on one day that are
// not about a serious case, none at night, none on a day off, and no duty is done twice.
func TestAnyYearOfMornings(t *testing.T) {
	tags := []string{
		"[locatie Morel]", "[locatie Messenmaker] [toewijzen jansen]", "[toewijzen bakker]", "[voorstel]", "[oordeel gegrond]",
		"[tevreden ja]", "[sluiten]", "[uitstel +9d]", "[soort suggestie]", "[intrekken]", "[maatregel +60d jansen]", "[klaar 1]",
	}
	rapid.Check(t, func(t *rapid.T) {
		f := open(t, "2026-01-01 00:00")
		defer f.close()
		f.now = f.now.Add(time.Duration(rapid.IntRange(0, 365*24*60).Draw(t, "first minute")) * time.Minute)
		had := map[string]bool{}
		var refs []cases.Ref
		for range rapid.IntRange(5, 15).Draw(t, "turns") {
			switch rapid.IntRange(0, 3).Draw(t, "what") {
			case 0:
				refs = append(refs, f.complain(fmt.Sprintf("ouder%d@post.example", len(refs))))
			case 1, 2:
				if len(refs) > 0 {
					f.post()
					f.command("kwaliteit", rapid.SampledFrom(refs).Draw(t, "case"), rapid.SampledFrom(tags).Draw(t, "tags"), "Wij hebben erover gesproken.")
				}
			}
			f.post()
			f.now = f.now.Add(rapid.Custom(downtime).Draw(t, "downtime"))
			if rapid.Bool().Draw(t, "restart") {
				f.restart()
			}
			f.ok(f.desk.Tick(t.Context()))
			for who, mails := range f.reminders() {
				day := f.o.Today(f.now).String() + " " + who
				if had[day] || len(mails) > 1 {
					t.Fatalf("%s has two reminders on one day", day)
				}
				if had[day] = true; !staffHours(f.o, f.now) {
					t.Fatalf("%s is reminded at %s", who, f.now.In(zone()))
				}
			}
			for _, ref := range refs {
				f.done(ref)
			}
		}
	})
}
