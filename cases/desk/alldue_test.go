package desk_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"complaintsd/cases"
)

// strict has every rule that a procedure can have.
func strict(o *cases.Organisation) {
	month := cases.Span{Months: 1}
	o.Terms.Appeal, o.Terms.AppealDecide, o.Terms.Review = month, month, month
	o.Terms.Progress = cases.Span{Days: 10, Working: true}
	o.Decide, o.Second = []cases.Role{cases.Director}, []cases.Role{cases.Director}
	o.Reminders.Appeal = map[cases.Role][]int{cases.Director: {-7, -2, 0, 1}, cases.Registrar: {0}}
	o.Reminders.Second = map[cases.Role][]int{cases.Director: {0, 2, 5}}
	o.Reminders.Progress = map[cases.Role][]int{cases.Handler: {-2, 0}, cases.Registrar: {1}}
	o.Reminders.Review = map[cases.Role][]int{cases.Owner: {0}, cases.Registrar: {14}}
	o.Reminders.Agreement = map[cases.Role][]int{cases.Owner: {-1}}
}

// step is what somebody may say next about a case.
type step struct {
	who, tags string
	often     int // how many times as likely as the others
	when      func(cases.Case) bool
}

// steps lead a case through all of its life, and back.
var steps = []step{
	{"kwaliteit", "[locatie Morel] [toewijzen bakker]", 2, func(c cases.Case) bool { return c.State.Open() && c.Handler == "" }},
	{"kwaliteit", "[afspraak +9d]", 1, func(c cases.Case) bool { return c.Handler != "" && len(c.Agreements) == 0 }},
	{"kwaliteit", "[maatregel +9d jansen]", 1, func(c cases.Case) bool { return c.Handler != "" && len(c.Measures) == 0 }},
	{"kwaliteit", "[klaar 1]", 1, func(c cases.Case) bool { return len(c.Measures) > 0 && c.Measures[0].Done.IsZero() }},
	{"bakker", "[voorstel]", 3, func(c cases.Case) bool { return c.State == cases.Confirmed }},
	{"bakker", "[oordeel gegrond]", 4, func(c cases.Case) bool { return c.State == cases.Proposed && c.Judgement.Outcome == "" }},
	{"kwaliteit", "[oordeel deels]", 2, func(c cases.Case) bool { return c.Appealing() && c.State.Open() && c.Judgement.Outcome == "" }},
	{"kwaliteit", "[sluiten]", 2, func(c cases.Case) bool { return c.State.Open() && c.Judgement.Outcome != "" && c.CloseAsk == nil }},
	{"kwaliteit", "[tevreden deels] [sluiten]", 4, func(c cases.Case) bool { return c.State.Open() && c.Judgement.Outcome != "" && c.CloseAsk == nil }},
	{"directeur", "[akkoord]", 3, func(c cases.Case) bool { return c.CloseAsk != nil }},
	{"kwaliteit", "[heropenen beroep]", 4, func(c cases.Case) bool { return c.State == cases.Closed }},
	{"kwaliteit", "[heropenen]", 3, func(c cases.Case) bool { return c.State == cases.Withdrawn }},
	{"kwaliteit", "[verstuurd]", 1, func(c cases.Case) bool { return len(c.Failed) > 0 }},
	{"kwaliteit", "[bericht]", 1, func(c cases.Case) bool { return c.Handler != "" && c.State.Open() }},
	{"kwaliteit", "[intrekken]", 1, func(c cases.Case) bool { return len(c.Agreements) > 0 && c.State.Open() }},
}

// act lets somebody say one of the things that make sense now, who has a mail to answer.
func (f *office) act(t *rapid.T, ref cases.Ref) {
	c := f.dossier(ref).Case
	var may []step
	for _, s := range steps {
		if s.when(c) && f.wrote(s.who, ref) {
			may = append(may, slices.Repeat([]step{s}, s.often)...)
		}
	}
	if len(may) > 0 {
		s := rapid.SampledFrom(may).Draw(t, "step")
		f.command(s.who, ref, s.tags, "Wij hebben erover gesproken.")
	}
}

// wrote tells whether a person has a letter about the case to answer.
func (f *office) wrote(id string, ref cases.Ref) bool {
	p, _ := f.o.Person(id)
	for _, l := range f.sent {
		if l.To == p.Address && l.Ref == string(ref) {
			return true
		}
	}
	return false
}

// every rule of a procedure.
var every = []cases.Rule{
	cases.RuleUnassigned, cases.RuleLastDay, cases.RulePropose, cases.RuleProgress, cases.RuleStatutory, cases.RuleAppeal, cases.RuleSecond,
	cases.RuleMeasure, cases.RuleReview, cases.RuleAgreement, cases.RulePost, cases.RuleAsk, cases.RuleAskAgain, cases.RuleSilence,
}

// Invariant 8 for every duty that there is: whatever staff do in a procedure with all rules, whatever becomes of the
// letters and however long the daemon is away, over both clock changes: after a tick nothing is due that can be done, and
// no duty is done twice. The lives are such that each kind of duty is really met; how often is counted.
func TestEveryDutyIsDone(t *testing.T) {
	met, lives := map[cases.Rule]int{}, 0
	rapid.Check(t, func(t *rapid.T) {
		lives++
		f := open(t, "2026-01-01 00:00")
		defer f.close()
		strict(f.o)
		f.now = f.now.Add(time.Duration(rapid.IntRange(0, 365*24*60).Draw(t, "minute of arrival")) * time.Minute)
		ref := f.complain(parent)
		f.post()
		slow := rapid.IntRange(0, 4).Draw(t, "slow at first")
		for turn := range rapid.IntRange(16, 32).Draw(t, "turns") {
			if turn >= slow && rapid.IntRange(0, 3).Draw(t, "staff act") > 0 {
				f.act(t, ref)
				f.relay(t)
			}
			f.now = f.now.Add(rapid.Custom(pause).Draw(t, "pause"))
			f.ok(f.desk.Tick(t.Context()))
			f.nothingLeft(t, ref)
			f.relay(t)
		}
		for key := range f.done(ref) {
			rule, _, _ := strings.Cut(key, "/")
			met[cases.Rule(rule)]++
		}
	})
	for _, r := range every {
		if met[r] == 0 && lives >= 100 { // fewer where the race detector is on
			t.Errorf("no life reached %s", r)
		}
	}
	t.Log(met)
}

// pause is days mostly, and now and then weeks.
func pause(t *rapid.T) time.Duration {
	hours := rapid.IntRange(1, 5*24)
	if rapid.IntRange(0, 7).Draw(t, "long") == 0 {
		hours = rapid.IntRange(5*24, 40*24)
	}
	return time.Duration(hours.Draw(t, "hours"))*time.Hour + time.Duration(rapid.IntRange(0, 59).Draw(t, "minutes"))*time.Minute
}

// nothingLeft fails when a duty is due that the tick could have done.
func (f *office) nothingLeft(t *rapid.T, ref cases.Ref) {
	t.Helper()
	c := f.dossier(ref).Case
	for _, d := range f.o.Duties(c) {
		if d.At.After(f.now) {
			break
		}
		if d.Rule == cases.RuleLastDay || d.Rule == cases.RuleSilence || staffHours(f.o, f.now) && !f.waits(d, c) {
			t.Fatalf("%s was due at %s and is not done at %s", d.Key(), d.At, f.now)
		}
	}
	if refs, err := f.store.Due(t.Context(), f.now, 10); err != nil || len(refs) > 0 {
		t.Fatalf("still due after the tick: %q, %v", refs, err)
	}
	f.promised(t, c)
}
