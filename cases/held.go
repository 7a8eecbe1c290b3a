package cases

import "slices"

// cancel takes one letter back that waits. Of one on paper it is enough to say so.
func (t *turn) cancel(letter int64) Queued {
	q := t.c.Queued[letter]
	t.did(EntrySettled, Facts{Letter: letter, Notice: q.Kind, Value: string(Cancelled), Date: t.today()})
	if !q.Paper {
		t.cancelled = append(t.cancelled, letter)
	}
	return q
}

// takeBack cancels the held letters of these kinds, or all of them, because what they say is no longer so. It
// tells whether there were any.
func (t *turn) takeBack(kinds ...NoticeKind) bool {
	letters := t.waiting(kinds...)
	for _, l := range letters {
		t.cancel(l)
	}
	return len(letters) > 0
}

// waiting are the held letters of these kinds, or all of them.
func (t *turn) waiting(kinds ...NoticeKind) []int64 {
	var found []int64
	for _, l := range sortedKeys(t.c.Queued) {
		q := t.c.Queued[l]
		if q.Until.After(t.e.At) && (len(kinds) == 0 || slices.Contains(kinds, q.Kind)) {
			found = append(found, l)
		}
	}
	return found
}

// now lets a held letter leave at once.
func now(t *turn, g Given) *Refusal {
	letters, refusal := t.heldLetters(g)
	for _, l := range letters {
		q := t.c.Queued[l]
		t.did(EntryQueued, Facts{Letter: l, Notice: q.Kind, Promise: q.Keeps, Mail: q.Mail, Date: q.On, Number: q.Files, Word: q.Word, Cause: q.Cause})
		t.released = append(t.released, l)
	}
	return refusal
}

// heldLetters are those that a command means: the one with that number, or all that still wait. Only who
// caused a letter, or the registrar, may touch it.
func (t *turn) heldLetters(g Given) ([]int64, *Refusal) {
	var found []int64
	for _, l := range sortedKeys(t.c.Queued) {
		q := t.c.Queued[l]
		mine := q.By == t.actor.ID || t.actor.Has(Registrar)
		meant := g.Number == 0 || g.Number == l
		if meant && mine && q.Until.After(t.e.At) {
			found = append(found, l)
		}
	}
	if found == nil {
		return nil, &Refusal{Code: RefuseState, Arg: g.Word}
	}
	return found, nil
}
