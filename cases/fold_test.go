package cases

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Invariant 9: whatever happens, in whatever order, the case is the fold of its history and the chain holds.
// Invariants 5 and 10 are looked at on the way: every letter has a receiver, parent and staff never share
// one, and who is complained about gets nothing.
func TestCaseIsTheFoldOfItsHistory(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		w.o.Terms.Appeal, w.o.Terms.AppealDecide, w.o.Decide = Span{Months: 1}, Span{Months: 1}, []Role{Director}
		if rapid.Bool().Draw(rt, "second person") {
			w.o.Second = []Role{Registrar, Director}
			w.o.Reminders.Second = map[Role][]int{Registrar: {0, 2}, Director: {0}}
		}
		w.mail(complaint(), "")
		for range rapid.IntRange(1, 40).Draw(rt, "steps") {
			randomStep(rt, w)
			checkNotices(rt, w)
		}
		checkMergers(rt, w)
		for ref, c := range w.cases {
			if at := Broken(w.history[ref]); at != 0 {
				rt.Fatalf("%s: the chain breaks at row %d", ref, at)
			}
			if folded := Fold(w.history[ref]); !reflect.DeepEqual(folded, c) {
				rt.Fatalf("%s: fold\n%+v\ncase\n%+v", ref, folded, c)
			}
		}
	})
}

func randomStep(rt *rapid.T, w *world) {
	ref := NewRef("KLP", 2026, rapid.IntRange(1, min(4, len(w.cases))).Draw(rt, "case"))
	people := []string{"kwaliteit", "jansen", "bakker", "regio", "directeur", "nobody"}
	switch rapid.IntRange(0, 8).Draw(rt, "what") {
	case 0:
		m := complaint()
		m.From, m.FromName = rapid.SampledFrom([]string{"ouder@post.example", "ander@post.example", ""}).Draw(rt, "parent"), "Sanne Vermeer"
		w.mail(m, "")
	case 1:
		m := complaint()
		m.Kind, m.Proof = KindReply, ByToken
		m.Commands = []Command{randomCommand(rt)}
		w.mail(m, ref)
	case 2, 3, 4:
		n := rapid.IntRange(0, 3).Draw(rt, "commands")
		var commands []Command
		for range n {
			commands = append(commands, randomCommand(rt))
		}
		if link := w.cases[ref].Pending.Token; link != 0 && rapid.Bool().Draw(rt, "confirms") {
			w.confirm(rapid.SampledFrom(people).Draw(rt, "who confirms"), ref, link)
			return
		}
		w.command(rapid.SampledFrom(people).Draw(rt, "who"), rapid.SampledFrom([]string{"", "tekst", "naam: Piet\ne-mail: p@x.example"}).Draw(rt, "text"), ref, commands...)
	case 5:
		w.accept()
	case 6:
		settleOne(rt, w, ref)
	case 7:
		w.tick(w.now.Add(time.Duration(rapid.IntRange(1, 400).Draw(rt, "hours")) * time.Hour))
	case 8:
		w.mail(Mail{Kind: KindBounce, Bounce: &Bounce{Letter: int64(rapid.IntRange(1, 20).Draw(rt, "letter")), Kind: rapid.SampledFrom(NoticeKinds()).Draw(rt, "kind"), Permanent: true, Reason: "onbekend"}}, ref)
	}
}

func settleOne(rt *rapid.T, w *world, ref Ref) {
	keys := sortedKeys(w.cases[ref].Queued)
	if len(keys) == 0 {
		return
	}
	letter := rapid.SampledFrom(keys).Draw(rt, "settled")
	o := rapid.SampledFrom([]Outcome{Accepted, RefusedBy, Uncertain, Cancelled}).Draw(rt, "outcome")
	w.apply(Event{Ref: ref, Settled: &Settled{Letter: letter, Kind: w.cases[ref].Queued[letter].Kind, Outcome: o, Again: rapid.Bool().Draw(rt, "again")}})
}

func randomCommand(rt *rapid.T) Command {
	w := rapid.SampledFrom(Words()).Draw(rt, "word")
	if len(w.Args) == 0 && rapid.IntRange(0, 3).Draw(rt, "plain") > 0 {
		return Command{Word: w.Name, Args: nil}
	}
	args := rapid.SampledFrom([][]string{
		{"KLP-2026-0001"},
		{"KLP-2026-0002"},
		{"KLP-2026-0003"},
		{"1"},
		{"2026-11-03"},
		nil,
		{"ja"},
		{"nee"},
		{"deels", "ja"},
		{"jansen"},
		{"regio"},
		{"kwaliteit"},
		{"Morel"},
		{"De", "Messenmaker"},
		{"gegrond"},
		{"opgelost"},
		{"2026-12-01", "jansen", "breed"},
		{"+7d"},
		{"1"},
		{"tip"},
		{"wkkgz"},
		{"en"},
		{"beroep"},
		{"onzin"},
		{"jansen", "nee"},
		{fmt.Sprint(rapid.IntRange(1, 25).Draw(rt, "row")), "regel"},
	}).Draw(rt, "args")
	return Command{Word: w.Name, Args: args}
}

func checkNotices(rt *rapid.T, w *world) {
	for _, n := range w.letters {
		c := w.cases[n.Token.Ref]
		if n.Parent == (n.To.ID != "") && n.Kind != Alert {
			rt.Fatalf("%s: to the parent %v and to staff %q", n.Kind, n.Parent, n.To.ID)
		}
		if n.Parent != n.Kind.ToParent() {
			rt.Fatalf("%s: goes to the parent: %v", n.Kind, n.Parent)
		}
		answer := n.Kind == TranscriptNotice || n.Kind == RefusedNotice
		if !answer && slices.Contains(c.Restricted, n.To.ID) && n.Letter >= w.next.NextLetter-1 {
			rt.Fatalf("%s about %s goes to %s, who is complained about", n.Kind, c.Ref, n.To.ID)
		}
	}
	w.letters = w.letters[max(0, len(w.letters)-20):]
}

// checkMergers: a merged case leads to one that goes on and knows of it, asks nothing of anybody, and was of the same
// complainant.
func checkMergers(rt *rapid.T, w *world) {
	for ref, c := range w.cases {
		for _, joined := range c.Joined {
			if w.cases[joined].Into != ref {
				rt.Fatalf("%s holds %s, which leads to %q", ref, joined, w.cases[joined].Into)
			}
		}
		if c.State != Merged {
			continue
		}
		into := w.cases[c.Into]
		if !slices.Contains(into.Joined, ref) {
			rt.Fatalf("%s leads to %s, which does not know of it", ref, c.Into)
		}
		if len(w.o.Duties(c)) > 0 {
			rt.Fatalf("%s goes on in another case and asks %v", ref, w.o.Duties(c))
		}
		if _, ok := lead(func(r Ref) (Case, bool) { c, ok := w.cases[r]; return c, ok }, ref); !ok {
			rt.Fatalf("%s leads nowhere", ref)
		}
	}
}
