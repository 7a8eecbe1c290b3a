package templates

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"

	"pgregory.net/rapid"
)

// filledAlways are the fields that are never empty where they stand: the configuration or the case sees to it.
var filledAlways = map[string][]string{
	"Organisation":  {"Name", "Prefix", "Address", "Tone", "Language", "Operator", "Calendar", "Close", "People", "Locations", "Escalation", "Terms"},
	"Person":        {"ID", "Name", "Address", "Roles", "Locations", "Regions"},
	"Location":      {"Name", "Region"},
	"Referral":      {"Name", "Kind", "Regimes"},
	"Case":          {"Ref", "Org", "Kind", "State", "Received", "Arrived", "Pending"},
	"Notice":        {"Letter", "Token", "Kind", "To", "Parent", "Address", "Release", "Keys", "Mail", "Transcript", "Duties", "Parts", "Digest", "Post", "Lost", "Away", "Reason", "Text", "Back", "TakenBack", "Relieved", "By"},
	"Token":         {"ID", "Org", "Ref", "Party", "Scope", "Expires"},
	"Mail":          {"Kind", "Person", "Text", "Full", "Arrived", "Back"},
	"Duty":          {"Ref", "Rule", "Role", "Serves", "Number"},
	"Part":          {"Case", "Duties"},
	"Transcript":    {"Results", "Link"},
	"Result":        {"Command", "Entries", "Refusal"},
	"Command":       {"Word", "Args"},
	"Entry":         {"Kind", "Facts", "Ref"},
	"Facts":         nil,
	"Refusal":       {"Code", "Arg"},
	"Measure":       {"Number", "Date"},
	"Near":          {"Ref"},
	"Digest":        {"Person", "On", "Scale"},
	"DigestLine":    {"Ref", "Kind", "Due", "Next", "DaysLeft", "Day"},
	"DigestPromise": {"Ref", "Number", "Date", "DaysLeft"},
	"DigestLetter":  {"Ref", "Kind", "Since", "Paper", "Failed"},
	"File":          {"Name", "Type", "Size"},
	"FormField":     {"Label", "Value"},
	"Judgement":     {"Outcome"},
	"Pending":       {"Token", "Word", "By", "Until", "Who"},
	"Tally":         nil,
	"Date":          nil,
	"Origin":        {"Dated"},
}

// thinned empties fields below v at random: what is not known yet, not configured, or not said.
func thinned(r *rapid.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			fresh := reflect.New(v.Elem().Type())
			fresh.Elem().Set(v.Elem())
			thinned(r, fresh.Elem())
			v.Set(fresh)
		}
	case reflect.Slice:
		fresh := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(fresh, v)
		v.Set(fresh)
		for i := range v.Len() {
			thinned(r, v.Index(i))
		}
	case reflect.Struct:
		keep, known := filledAlways[v.Type().Name()]
		if !known && v.Type().Name() != "Complainant" && v.Type().Name() != "Dates" && v.Type().Name() != "Satisfaction" || known && keep == nil {
			return
		}
		for i := range v.NumField() {
			field := v.Field(i)
			if !slices.Contains(keep, v.Type().Field(i).Name) && !field.IsZero() && rapid.Bool().Draw(r, v.Type().Name()+"."+v.Type().Field(i).Name) {
				field.SetZero()
				continue
			}
			if v.Type() != reflect.TypeFor[cases.DigestLine]() || field.Type() != reflect.TypeFor[cases.Dates]() { // its next date is one of them
				thinned(r, field)
			}
		}
	}
}

// anyLetter is a sample whose case stands in any way, with any of its fields empty.
func anyLetter(r *rapid.T, all []Sample) Sample {
	s := all[rapid.IntRange(0, len(all)-1).Draw(r, "sample")]
	o, n := *s.Org, s.Step.Notices[0]
	s.Step.Notices = slices.Clone(s.Step.Notices[:1])
	c := &s.Step.Case
	if c.Ref != "" {
		c.Kind = rapid.SampledFrom([]cases.Kind{cases.Complaint, cases.Suggestion, cases.Tip, cases.Compliment}).Draw(r, "kind")
		c.Regime = rapid.SampledFrom([]cases.Regime{cases.Wko, cases.Wkkgz, cases.Jeugdwet, cases.NoRegime}).Draw(r, "regime")
		if !n.Parent {
			c.State = rapid.SampledFrom([]cases.State{cases.New, cases.Assigned, cases.Confirmed, cases.Proposed, cases.Closed, cases.Withdrawn}).Draw(r, "state")
		}
		c.Serious = rapid.Bool().Draw(r, "serious")
		if c.Kind != cases.Complaint {
			c.Due.Statutory = cases.Date{}
		}
	}
	o.Tone = rapid.SampledFrom([]cases.Tone{cases.Je, cases.U}).Draw(r, "tone")
	o.Word = rapid.SampledFrom([]string{"klacht", "klantreactie", "melding", "reactie", "bezwaar"}).Draw(r, "word")
	thinned(r, reflect.ValueOf(&o).Elem())
	thinned(r, reflect.ValueOf(c).Elem())
	thinned(r, reflect.ValueOf(&s.Step.Notices[0]).Elem())
	s.Org = &o
	if n.Kind == cases.Extension { // it moves a date
		c.Due.Statutory = sampleReceived.Add(42)
	}
	if n.Parent && n.Kind != cases.Receipt && rapid.Bool().Draw(r, "paper") {
		s = onPaper(s)
	}
	s.Now = s.Now.Add(time.Duration(rapid.IntRange(0, 60).Draw(r, "later")) * 24 * time.Hour)
	return s
}

// empties are what a line looks like when a field in it was empty, besides the rules for every letter (bans).
var empties = []struct {
	what string
	form *regexp.Regexp
}{
	{"a word that leads to nothing", regexp.MustCompile(`(?i)\b(uiterlijk|over|met|tot|sinds|en|of|about|with|since|and|or|until)\s*([.,:;!)]|$)`)},
	{"a sentence without words", regexp.MustCompile(`[.?!]\s*[.,:;?!]|^[.,:;?!]|[(]\s*[,.;]|, *,|, *\.|: *[.,;]`)},
	{"two words that are one", regexp.MustCompile(`(?i)\b(de|het|een|the|a|uw|your|uiterlijk) (de|het|een|the|uw|your|uiterlijk)\b`)},
	{"a date that is none", regexp.MustCompile(`\b(0 januari|januari 0\b|0001|1 januari 1)\b`)},
}

// Whatever is missing, no letter shows that it is.
func TestLettersOfAnyCase(t *testing.T) {
	all := append(Samples(), ends()...)
	w := writer(t)
	for _, o := range SampleOrganisations() { // each with the other tone too
		for _, tone := range []cases.Tone{cases.Je, cases.U} {
			v := *o
			v.Tone = tone
			other, err := New("i1k2", SampleKeys(), []*cases.Organisation{&v})
			if err != nil {
				t.Fatal(err)
			}
			for k, texts := range other.sets {
				w.sets[k] = texts
			}
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		s := anyLetter(r, all)
		p := newPage(w, cleanOrganisation(s.Org), s.Step, s.Step.Notices[0], s.Now)
		f, err := w.fill(s.Org.Prefix, p)
		if err != nil {
			r.Fatal(err)
		}
		if f.subject == "" || len(f.blocks) == 0 {
			r.Fatalf("%s: subject %q, %d blocks", s.Name, f.subject, len(f.blocks))
		}
		for i, b := range f.blocks {
			if b.kind == heading && (i == len(f.blocks)-1 || f.blocks[i+1].kind == heading) {
				r.Errorf("%s: nothing below %q", s.Name, b.text())
			}
			alone := i == len(f.blocks)-1 || f.blocks[i+1].kind == para || f.blocks[i+1].kind == heading
			if b.kind == para && alone && strings.HasSuffix(strings.TrimRight(b.text(), " "), ":") {
				r.Errorf("%s: nothing after %q", s.Name, b.text())
			}
			if b.kind == fact && (b.field(0) == "" || b.field(1) == "") {
				r.Errorf("%s: a fact %q", s.Name, b.words)
			}
		}
		text := f.plain(p)
		text, _, _ = strings.Cut(text, "Welke woorden zijn er?")
		for _, line := range append(f.words(), f.subject) {
			if strings.HasPrefix(line, "[") || strings.Contains(line, "mailbox unknown") || !strings.Contains(text, strings.SplitN(line, " ", 2)[0]) {
				continue
			}
			for _, e := range empties {
				if m := e.form.FindString(line); m != "" {
					r.Errorf("%s: %s: %q in %q", s.Name, e.what, m, line)
				}
			}
			for _, ban := range bans {
				if ban.l == "" && ban.tone == "" && ban.what != "a sentence that begins small" {
					if m := ban.form.FindString(line); m != "" {
						r.Errorf("%s: %s: %q in %q", s.Name, ban.what, m, line)
					}
				}
			}
		}
	})
}
