package mailin

import (
	"testing"

	"complaintsd/cases"
)

// The thread of a merged case carries tokens of both numbers: for who holds them they are one case.
func TestTokensOfAMergedCase(t *testing.T) {
	w, o := newWorld(), testOrganisation()
	for i := range w.known.Cases {
		if c := &w.known.Cases[i]; c.Ref == caseB {
			c.State, c.Into, c.ClosedOn = cases.Merged, caseA, o.Today(arrival).Add(-60)
		}
	}
	old, now := w.staff("jansen", caseB), w.staff("jansen", caseA)
	both := "References: <" + ourID(old) + "> <" + ourID(now) + ">"
	for name, lines := range map[string][]string{
		"the old token":           {"Subject: [stand]", "In-Reply-To: <" + ourID(old) + ">"},
		"the old number":          {"Subject: [" + string(caseB) + "] [stand]", "In-Reply-To: <" + ourID(now) + ">"},
		"the new number":          {"Subject: [" + string(caseA) + "] [stand]", "In-Reply-To: <" + ourID(old) + ">"},
		"tokens of both":          {"Subject: [stand]", both},
		"a link of the old case":  {"Subject: [" + string(caseB) + " " + old + "] [stand]"},
		"both, and an old number": {"Subject: [" + string(caseB) + "] [stand]", both},
	} {
		e := Triage(letterOf("x", append([]string{fromJansen}, lines...)...), o, w.known, arrival)
		if m := e.Mail; m.Kind != cases.KindCommand || m.Proof != cases.ByToken || e.Ref != caseA {
			t.Errorf("%s: %s of %s, proof %q (%s)", name, m.Kind, e.Ref, m.Proof, m.Reason)
		}
	}
}

// The parent of a merged case is known in the one that goes on, and nobody else is.
func TestParentsOfAMergedCase(t *testing.T) {
	w, o := newWorld(), testOrganisation()
	var parent string
	for i := range w.known.Cases {
		c := &w.known.Cases[i]
		if c.Ref == caseA {
			parent = c.Complainant.Email
		}
	}
	for i := range w.known.Cases {
		if c := &w.known.Cases[i]; c.Ref == caseB {
			c.State, c.Into = cases.Merged, caseA
		}
	}
	e := Triage(letterOf("x", "From: "+parent, "Subject: Re: "+string(caseB)), o, w.known, arrival)
	if e.Mail.Kind != cases.KindReply || e.Ref != caseA {
		t.Errorf("the parent with the old number: %s of %q", e.Mail.Kind, e.Ref)
	}
	e = Triage(letterOf("x", "From: vreemd@elders.example", "Subject: Re: "+string(caseB)), o, w.known, arrival)
	if e.Mail.Kind != cases.KindComplaint || e.Ref != "" {
		t.Errorf("a stranger with the old number: %s of %q", e.Mail.Kind, e.Ref)
	}
}
