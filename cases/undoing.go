package cases

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
)

// undoing is what is about to be taken back.
type undoing struct {
	in      group
	restore bool         // what the mail had itself taken back comes back
	all     []Entry      // the whole history
	skip    map[int]bool // the rows that will not count
	stop    []int64      // its letters that still wait
	anew    []want       // the letters that it had stopped
}

// undoGroup takes the rows of a group back. Without restore something else takes their place, and what they themselves
// had taken back stays so.
func (t *turn) undoGroup(in group, restore bool) *Refusal {
	u := &undoing{in: in, restore: restore, all: t.past(), skip: map[int]bool{}}
	if len(u.all) != t.c.Seq { // the history is not at hand
		return &Refusal{Code: RefuseState, Arg: "ongedaan"}
	}
	if u.choose(); len(u.skip) == 0 {
		return &Refusal{Code: RefuseUndone}
	}
	for _, check := range []func(*undoing) *Refusal{t.unsent, t.unbuilt, t.stopped} {
		if refusal := check(u); refusal != nil {
			return refusal
		}
	}
	before, rows := t.c, slices.Sorted(maps.Keys(u.skip))
	for _, l := range slices.Backward(u.stop) { // what was done last is taken back first
		t.cancel(l)
		rows = append(rows, t.c.Seq)
	}
	t.did(EntryUndone, Facts{Rows: rows, Mail: in.cause})
	t.want = append(t.want, u.anew...)
	t.restored(u, before)
	return nil
}

// choose takes the rows that have an effect. A letter that was stopped stays stopped, whoever stopped it, and what was
// taken back by a word of that name is not taken back in its turn.
func (u *undoing) choose() {
	gone := goneOf(u.all, nil)
	for _, e := range u.all {
		inner := e.Kind == EntryUndone && (!u.restore || e.Facts.Word == "ongedaan")
		if u.in.has(e) && !gone[e.Seq] && !e.stops() && !inner && e.Kind != EntryNote {
			u.skip[e.Seq] = true
		}
	}
}

// stops tells whether the row says that a letter will not leave.
func (e Entry) stops() bool { return e.Kind == EntrySettled && e.Facts.Value == string(Cancelled) }

// unsent finds the letters that wait, and refuses when one has left. A letter on paper waits until somebody says that
// it was posted; one that was mailed before and came back did leave.
func (t *turn) unsent(u *undoing) *Refusal {
	for _, e := range u.all {
		l := e.Facts.Letter
		if !u.skip[e.Seq] || e.Kind != EntryQueued || slices.Contains(u.stop, l) {
			continue
		}
		q, waits := t.c.Queued[l]
		switch {
		case waits && (q.Until.After(t.e.At) || q.Paper && !q.Returned):
			u.stop = append(u.stop, l)
		case waits || !slices.ContainsFunc(u.all, func(f Entry) bool { return f.stops() && f.Facts.Letter == l }):
			return &Refusal{Code: RefuseLeft, Arg: string(e.Facts.Notice)}
		}
	}
	return nil
}

// unbuilt refuses to go back under something newer: what the rows changed must still be as they left it, and whatever
// came later must come to the same without them.
func (t *turn) unbuilt(u *undoing) *Refusal {
	last := slices.Max(slices.Collect(maps.Keys(u.skip)))
	with, without := Fold(u.all[:last]).facts(), foldWithout(u.all[:last], u.skip).facts()
	now, then := t.c.facts(), foldWithout(u.all, u.skip).facts()
	var built []string
	for _, name := range namesOf(with, without, now, then) {
		changed := !reflect.DeepEqual(with[name], without[name])
		want := now[name]
		if changed {
			want = without[name]
		}
		if changed && !reflect.DeepEqual(now[name], with[name]) || !reflect.DeepEqual(then[name], want) {
			built = append(built, name)
		}
	}
	if u.answered(last) && !slices.Contains(built, "end") {
		built = append(built, "end")
	}
	opened := without["end"] != nil && with["end"] == nil
	if opened && u.worked(last) && !slices.Contains(built, "end") {
		built = append(built, "end")
	}
	if built != nil {
		return &Refusal{Code: RefuseSince, Arg: "ongedaan", Missing: built}
	}
	return nil
}

// answered tells whether a case was closed since: its letter tells the parent of the judgement and the measures that
// the rows hold.
func (u *undoing) answered(since int) bool {
	told := slices.ContainsFunc(u.all, func(e Entry) bool {
		return u.skip[e.Seq] && (e.Kind == EntryJudgement || e.Kind == EntryMeasure)
	})
	gone := goneOf(u.all, u.skip)
	return told && slices.ContainsFunc(u.all[since:], func(e Entry) bool { return e.Kind == EntryClosed && !gone[e.Seq] })
}

// worked tells whether anything was done since a row: a letter, or a command that counts.
func (u *undoing) worked(since int) bool {
	gone := goneOf(u.all, nil)
	return slices.ContainsFunc(u.all[since:], func(e Entry) bool {
		return !gone[e.Seq] && !u.skip[e.Seq] && !e.stops() && e.Kind != EntryNote && e.Kind != EntryUndone && (e.Facts.Word != "" || e.Kind == EntryQueued)
	})
}

// stopped finds the letters that the rows had stopped, to be made anew, but for those that were made anew already. One
// whose files are not at hand cannot be.
func (t *turn) stopped(u *undoing) *Refusal {
	if !u.restore {
		return nil
	}
	own, address := map[int64]bool{}, foldWithout(u.all, u.skip).Complainant.Email
	for _, e := range u.all {
		l := e.Facts.Letter
		if own[l] = own[l] || e.Kind == EntryQueued && u.skip[e.Seq]; own[l] || !e.stops() || !u.in.has(e) {
			continue
		}
		if slices.ContainsFunc(u.all, func(f Entry) bool { return f.Facts.Instead == l }) {
			continue
		}
		then := Fold(u.all[:e.Seq-1])
		q := then.Queued[l]
		w := t.anew(q)
		if len(w.files) < q.Files {
			return &Refusal{Code: RefuseFinal, Arg: "bijlagen"}
		}
		if q.Returned && address == then.Complainant.Email { // mailed there it would come back once more
			w.lost = &lost{kind: q.Kind}
		}
		w.instead = l
		u.anew = append(u.anew, w)
	}
	return nil
}

// facts are what commands say of a case, each by a name; what letters and the clock did is not among them. Absent is
// what nobody said.
func (c Case) facts() map[string]any {
	facts := map[string]any{
		"handler": c.Handler, "serious": c.Serious, "decided": c.Decided, "location": c.Location, "category": c.Category,
		"kind": c.Kind, "regime": c.Regime, "language": c.Language, "complainant": c.Complainant, "received": c.Received,
		"due": c.Due, "extensions": c.Extensions, "judgement": c.Judgement, "satisfied": [2]string{c.Satisfied.Solution, c.Satisfied.Process},
		"asked": c.Satisfied.Asked, "offer": c.Offer, "kept": c.Kept, "pending": c.Pending, "joined": c.Joined, "anew": c.Anew, "asked to close": c.CloseAsk,
	}
	if !c.State.Open() {
		facts["end"] = []any{c.State, c.ClosedOn, c.Into}
	}
	for _, m := range c.Measures {
		facts[fmt.Sprintf("measure %d", m.Number)] = m
	}
	for _, a := range c.Agreements {
		facts[fmt.Sprintf("agreement %d", a.Number)] = a
	}
	for _, id := range c.Restricted {
		facts["restricted "+id] = true
	}
	return facts
}

func namesOf(all ...map[string]any) []string {
	names := map[string]bool{}
	for _, facts := range all {
		for name := range facts {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}
