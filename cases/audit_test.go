package cases

import (
	"fmt"
	"slices"
	"testing"
)

// Each row of a history says who did it, at which level and by what proof; what needed none says so.
func TestHistoryTellsActorLevelAndProof(t *testing.T) {
	w := newWorld(t)
	w.mail(complaint(), "")
	const ref = Ref("KLP-2026-0001")
	w.command("kwaliteit", "", ref, cmd("locatie", "Morel"), cmd("toewijzen", "bakker"))
	w.mail(Mail{Kind: KindCommand, Person: "bakker", Proof: ByDMARC, From: "bakker", Text: "Wij letten beter op.", Commands: []Command{cmd("voorstel"), cmd("categorie", "toezicht")}}, ref)
	w.accept()
	w.mail(Mail{Kind: KindReply, From: "ouder@post.example", Text: "Dank.", Proof: ByToken}, ref)
	w.mail(Mail{Kind: KindReply, From: "bakker", Person: "bakker", Text: "Sluiten maar.", Proof: Refused}, ref)
	w.tick(w.now.AddDate(0, 0, 3))
	var got []string
	for _, e := range w.history[ref] {
		got = append(got, fmt.Sprintf("%s %s %d %s", e.Kind, e.Actor, e.Level, e.Proof))
	}
	want := []string{
		"opened parent 0 ", "queued mail 0 ",
		"field kwaliteit 1 token", "assigned kwaliteit 2 token", "queued kwaliteit 2 token",
		"field bakker 1 dmarc", "queued bakker 2 dmarc",
		"settled relay 0 ", "settled relay 0 ",
		"mail parent 0 token", "hint mail 0 refused",
		"duty clock 0 ", "queued clock 0 ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("rows\n%q, want\n%q", got, want)
	}
}
