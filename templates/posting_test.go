package templates

import (
	"strings"
	"testing"

	"complaintsd/cases"
)

// A letter that is made and lies there on paper is not asked for again: whoever is reminded reads that it has to be posted,
// and the department can say that it is.
func TestReminderOfALetterOnPaper(t *testing.T) {
	w := writer(t)
	for _, v := range []struct {
		rule cases.Rule
		kind cases.NoticeKind
		who  func(cast) cases.Person
		want string
		link bool
	}{
		{cases.RulePropose, cases.Proposal, func(v cast) cases.Person { return v.registrar }, "Het voorstel is klaar, maar moet nog op de post", true},
		{cases.RulePropose, cases.Proposal, func(v cast) cases.Person { return v.regional }, "Het voorstel is klaar, maar moet nog op de post", false},
		{cases.RuleStatutory, cases.Closing, func(v cast) cases.Person { return v.director }, "De sluitingsbrief met het oordeel is klaar, maar moet nog op de post", false},
	} {
		s := sampleNamed(t, "reminder-nl")
		n := &s.Step.Notices[0]
		n.To = v.who(castOf(s.Org))
		n.Duties = []cases.Duty{{Ref: s.Step.Case.Ref, Rule: v.rule, Serves: sampleReceived.Add(21)}}
		s.Step.Case.Queued = map[int64]cases.Queued{5: {Kind: v.kind, Paper: true}}
		got := strings.Join(strings.Fields(written(t, w, s).Text), " ")
		if !strings.Contains(got, v.want) || strings.Contains(got, "oet de ouder een voorstel") {
			t.Errorf("%s to %s:\n%s", v.rule, n.To.ID, got)
		}
		if strings.Contains(got, "De brief is op de post") != v.link {
			t.Errorf("%s to %s: the link:\n%s", v.rule, n.To.ID, got)
		}
	}
}

func sampleNamed(t *testing.T, name string) Sample {
	t.Helper()
	for _, s := range Samples() {
		if s.Name == name {
			return s
		}
	}
	t.Fatalf("no sample %s", name)
	return Sample{}
}
