package mailin

import (
	"testing"

	"complaintsd/cases"
)

// The link of a confirm-back proves its owner for that one word, and says which question it answers.
func TestConfirmLink(t *testing.T) {
	w, o := newWorld(), testOrganisation()
	confirm := w.token(cases.Token{Ref: caseA, Party: "jansen", Scope: cases.ScopeConfirm})
	want, _ := cases.TokenID(confirm)
	for _, subject := range []string{"[KLP-2026-0042 " + confirm + "] [bevestig]", "Re: [EXTERN] [KLP-2026-0042 " + confirm + "] [confirm]"} {
		e := Triage(letterOf("x", fromJansen, "Subject: "+subject), o, w.known, arrival)
		if m := e.Mail; m.Kind != cases.KindCommand || m.Proof != cases.ByToken || m.Confirm != want || e.Ref != caseA {
			t.Errorf("%s: %s of %s, proof %q, confirms %d", subject, m.Kind, e.Ref, m.Proof, m.Confirm)
		}
	}
	notice := w.staff("jansen", caseA)
	e := Triage(letterOf("x", fromJansen, "Subject: [KLP-2026-0042] [bevestig]", "In-Reply-To: <"+ourID(notice)+">"), o, w.known, arrival)
	if m := e.Mail; m.Kind != cases.KindCommand || m.Confirm != 0 {
		t.Errorf("an answer without the link: %s, confirms %d", m.Kind, m.Confirm)
	}
}
