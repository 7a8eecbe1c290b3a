package cases

import (
	"slices"
	"strings"
	"testing"
)

func TestAsksToWithdraw(t *testing.T) {
	for text, want := range map[string]bool{
		"Ik trek de klacht in.":                                    true,
		"Hierbij trek ik mijn klacht over de factuur graag in":     true,
		"Wij willen onze klacht intrekken.":                        true,
		"Mag de melding ingetrokken worden?":                       true,
		"I would like to withdraw my complaint.":                   true,
		"Please consider the complaint\nwithdrawn":                 true,
		"Ik trek mijn klacht niet in.":                             false,
		"Ik wil mijn klacht zeker niet intrekken":                  false,
		"Ik trek aan de bel: mijn klacht ligt al drie weken stil.": false,
		"De jas van mijn kind is in de klas blijven hangen.":       false,
		"Ik zal mijn kind moeten intrekken van de opvang.":         false,
		"": false,
	} {
		if got := (&Mail{Text: text}).AsksToWithdraw(); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	for _, word := range []string{"intrekken", "withdraw"} {
		if !(&Mail{Commands: []Command{cmd(word)}}).AsksToWithdraw() {
			t.Errorf("[%s]: no", word)
		}
	}
}

// What a parent asks is proposed to the registrar, and nothing else comes of it, whatever the mail proves.
func TestParentsWordsOnlyPropose(t *testing.T) {
	w := newWorld(t)
	const ref = Ref("KLP-2026-0001")
	w.mail(complaint(), "")
	w.command("kwaliteit", "", ref, cmd("locatie", "Morel"), cmd("toewijzen", "bakker"))
	w.accept()
	w.sent()
	for _, proof := range []ProofKind{NoProof, ByToken} {
		before := w.cases[ref]
		w.mail(Mail{Kind: KindReply, From: "ouder@post.example", Proof: proof, Text: "Ik trek de klacht in.", Commands: []Command{cmd("intrekken"), cmd("sluiten"), cmd("tevreden", "ja")}}, ref)
		if got := w.sent(); !slices.Equal(got, []string{"parent-wrote bakker", "parent-wrote kwaliteit"}) {
			t.Errorf("%q: %q", proof, got)
		}
		if after := w.cases[ref]; after.State != before.State || after.Satisfied.Answered() || len(after.Queued) != len(before.Queued) {
			t.Errorf("%q: the case changed", proof)
		}
	}
	// Where the question was asked, its answer counts with the token of the letter, in both languages and in parts.
	for words, want := range map[string]Satisfaction{
		"tevreden ja": {Solution: "ja", Process: "ja"}, "satisfied yes": {Solution: "ja", Process: "ja"},
		"tevreden deels nee": {Solution: "deels", Process: "nee"}, "satisfied partly no": {Solution: "deels", Process: "nee"},
		"tevreden misschien": {}, "stand": {},
	} {
		c := w.cases[ref]
		c.Satisfied = Satisfaction{Asked: date(t, "2026-11-02")}
		w.cases[ref] = c
		list := strings.Fields(words)
		w.mail(Mail{Kind: KindReply, From: "ouder@post.example", Proof: ByToken, Text: "Dank.", Commands: []Command{cmd(list[0], list[1:]...)}}, ref)
		if got := w.cases[ref].Satisfied; got.Solution != want.Solution || got.Process != want.Process {
			t.Errorf("%s: %+v", words, got)
		}
	}
}
