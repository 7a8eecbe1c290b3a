package cases

import (
	"maps"
	"slices"
	"strconv"
)

// What can be taken back (ongedaan): a letter that waits, with all that the word did which asked for it, or a command
// mail with all that it did, as long as nothing of it reached the parent and nothing was built on it since. Nothing is deleted: a row of the
// history names the rows that no longer count, and the case is folded without them. What was mailed to colleagues
// stays mailed; they hear that it was taken back.

// undo takes back what the arguments mean: a waiting letter by its number, a mail by the number of a row that it wrote,
// and without a number all letters that wait, or when none does what the person did last.
func undo(t *turn, g Given) *Refusal {
	start := *t
	groups, refusal := t.meant(g)
	for _, in := range groups {
		if refusal == nil {
			refusal = t.permitted(in)
		}
		if refusal == nil {
			refusal = t.undoGroup(in, true)
		}
	}
	if refusal != nil {
		refusal.Offers = start.offers()
		return refusal
	}
	t.rest = t.restOf(groups)
	return nil
}

// restOf are the rows that other words of the same mails wrote: they still count.
func (t *turn) restOf(groups []group) (rest []Entry) {
	all := t.past()
	gone := goneOf(all, nil)
	for _, e := range all {
		w, _ := FindWord(e.Facts.Word)
		same := slices.ContainsFunc(groups, func(in group) bool { return group{cause: in.cause}.has(e) })
		if same && !gone[e.Seq] && !w.Final && !e.stops() && e.Kind != EntryQueued {
			rest = append(rest, e)
		}
	}
	return rest
}

// group is the mail, by its hash, and, if not empty, the one word of it.
type group struct{ cause, word string }

func (g group) has(e Entry) bool {
	return g.cause != "" && e.Facts.Cause == g.cause && (g.word == "" || e.Facts.Word == g.word)
}

// past is the history of the case up to now.
func (t *turn) past() []Entry { return slices.Concat(t.b.History[t.c.Ref], t.entries) }

// meant finds what is to be taken back, the latest first.
func (t *turn) meant(g Given) ([]group, *Refusal) {
	switch {
	case g.Number > 0 && slices.Contains(g.Flags, "regel"):
		return t.meantRow(g)
	case g.Number > 0:
		return t.meantLetter(g.Number)
	}
	last := t.lastOwn()
	if last.Facts.Word == "ongedaan" && !t.queuedSince(last.Seq) {
		return nil, &Refusal{Code: RefuseUndone}
	}
	if in, waits := t.unasked(); waits {
		return []group{in}, nil
	}
	letters, refusal := t.heldLetters(g)
	if refusal != nil {
		if last.Seq == 0 {
			return nil, refusal
		}
		return []group{{cause: last.Facts.Cause}}, nil
	}
	var all []group
	for _, l := range slices.Backward(letters) {
		q := t.c.Queued[l]
		if in := (group{q.Cause, q.Word}); !slices.Contains(all, in) {
			all = append(all, in)
		}
	}
	return all, nil
}

// queuedSince tells whether a word asked for a letter after the row, which waits: then the same word sent twice is not
// what is meant. What was made anew is no such letter.
func (t *turn) queuedSince(seq int) bool {
	return slices.ContainsFunc(t.b.History[t.c.Ref][seq:], func(e Entry) bool {
		return e.Kind == EntryQueued && e.Facts.Instead == 0 && t.c.Queued[e.Facts.Letter].Until.After(t.e.At)
	})
}

// lastOwn is the last row that the person's commands wrote and that counts. Notes are nothing to be taken back, and a
// letter made anew is not what was done last.
func (t *turn) lastOwn() (last Entry) {
	all := t.b.History[t.c.Ref]
	gone := goneOf(all, nil)
	for _, e := range all {
		if e.Actor == t.actor.ID && e.Facts.Word != "" && e.Kind != EntryNote && e.Facts.Instead == 0 && !gone[e.Seq] {
			last = e
		}
	}
	return last
}

func (t *turn) meantRow(g Given) ([]group, *Refusal) {
	all, seq := t.b.History[t.c.Ref], int(g.Number)
	if seq > len(all) || all[seq-1].Facts.Cause == "" {
		return nil, &Refusal{Code: RefuseNoRow, Arg: g.Raw}
	}
	return []group{{cause: all[seq-1].Facts.Cause}}, nil
}

func (t *turn) meantLetter(letter int64) ([]group, *Refusal) {
	if q, waits := t.c.Queued[letter]; waits {
		return []group{{q.Cause, q.Word}}, nil
	}
	for _, e := range slices.Backward(t.past()) {
		if e.Facts.Letter != letter {
			continue
		}
		if e.Facts.Value == string(Cancelled) {
			return nil, &Refusal{Code: RefuseUndone}
		}
		return nil, &Refusal{Code: RefuseLeft, Arg: string(e.Facts.Notice)}
	}
	return nil, &Refusal{Code: RefuseNoRow, Arg: strconv.FormatInt(letter, 10)}
}

// permitted: one takes back what one did oneself, and the registrar what anybody did. The director takes back what a
// director may do. What changed two cases, or was confirmed back, has a way of its own.
func (t *turn) permitted(in group) *Refusal {
	for _, e := range t.past() {
		if !in.has(e) || e.Kind == EntryNote {
			continue
		}
		w, _ := FindWord(e.Facts.Word)
		mine := e.Actor == t.actor.ID && t.still(w, e) || t.actor.Has(Registrar) || t.actor.Has(Director) && w.may(t.o, t.actor, t.c)
		decides := w.TakeBack == nil || slices.ContainsFunc(w.TakeBack, t.actor.Has)
		switch {
		case w.Name == "ongedaan":
		case !mine:
			return &Refusal{Code: RefuseNotYours, Arg: w.Name}
		case w.Final && e.Kind != EntryAsked, !decides:
			return &Refusal{Code: RefuseFinal, Arg: e.finally(w)}
		case w.Name == "toewijzen" && t.c.Serious && !t.mayDecide():
			return &Refusal{Code: RefuseDirector}
		}
	}
	return nil
}

// still tells whether the person may still do what the row's word did: a former handler changes nothing of the case. A
// letter of one's own that waits is always stopped, and who agreed to a closing letter is asked for no role again.
func (t *turn) still(w Word, e Entry) bool {
	waits := slices.ContainsFunc(slices.Collect(maps.Values(t.c.Queued)), func(q Queued) bool { return q.Cause == e.Facts.Cause && q.Word == w.Name })
	return waits || w.Name == "akkoord" || w.may(t.o, t.actor, t.c)
}

// finally names the word by which it is known how else the row is taken back.
func (e Entry) finally(w Word) string {
	if e.Kind == EntryMerged || e.Kind == EntryJoined {
		return "samenvoegen" // it may have been confirmed first
	}
	return w.Name
}

// replace takes letters back that wait, with what their words did, because something else takes their place. When that
// can no longer be taken back, it is the letters alone.
func (t *turn) replace(letters []int64) {
	for _, l := range slices.Backward(letters) {
		q, waits := t.c.Queued[l]
		if waits && t.undoGroup(group{q.Cause, q.Word}, false) != nil {
			t.cancel(l)
		}
	}
}
