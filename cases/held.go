package cases

import "slices"

// undone are the letters whose taking back also takes back what the command did: the case is open again, or closed
// again as it was.
var undone = map[NoticeKind]bool{Closing: true, WithdrawnLetter: true, ReferredLetter: true, Extension: true, ReopenedLetter: true}

// undo takes a held letter back. Nothing is deleted: a row of the history says that it was undone.
func undo(t *turn, g Given) *Refusal {
	if t.unask(g) {
		return nil
	}
	letters, refusal := t.heldLetters(g)
	for _, l := range slices.Backward(letters) { // what was done last is taken back first
		t.undoLetter(l)
	}
	return refusal
}

func (t *turn) undoLetter(letter int64) {
	if q := t.cancel(letter); undone[q.Kind] {
		t.did(EntryUndone, Facts{Notice: q.Kind, Letter: letter, Due: t.dueWithout(q.Kind)})
	}
}

// dueWithout gives the due dates as they were before the letter that is taken back; nil when it moved none.
func (t *turn) dueWithout(k NoticeKind) *Dates {
	n := len(t.c.Extensions)
	if k != Extension || n == 0 {
		return nil
	}
	c := t.c
	c.Extensions = c.Extensions[:n-1]
	due := t.o.dates(c, Dates{})
	return &due
}

// cancel takes one held letter back.
func (t *turn) cancel(letter int64) Queued {
	q := t.c.Queued[letter]
	t.did(EntrySettled, Facts{Letter: letter, Notice: q.Kind, Value: string(Cancelled), Date: t.today()})
	t.cancelled = append(t.cancelled, letter)
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
		t.did(EntryQueued, Facts{Letter: l, Notice: q.Kind, Promise: q.Keeps, Mail: q.Mail, Date: q.On})
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
