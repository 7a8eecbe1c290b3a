package cases

import (
	"maps"
	"slices"
)

// foldWithout folds the history as if some of its rows were not there. Rows that were taken back do not count either.
func foldWithout(history []Entry, skip map[int]bool) Case {
	var c Case
	gone := goneOf(history, skip)
	for _, e := range history {
		if gone[e.Seq] {
			c.Seq, c.Head = e.Seq, e.Hash
			c.number(e) // a number is never given twice
			continue
		}
		c = c.With(e)
	}
	return c
}

// goneOf are the rows of a history that do not count, by their numbers: those to be left out, and those that a row
// that counts takes back.
func goneOf(history []Entry, skip map[int]bool) map[int]bool {
	gone := map[int]bool{}
	maps.Copy(gone, skip)
	for _, e := range slices.Backward(history) {
		if e.Kind != EntryUndone || gone[e.Seq] {
			continue
		}
		for _, row := range e.Facts.Rows {
			gone[row] = true
		}
	}
	return gone
}

// number remembers the highest number that was given.
func (c *Case) number(e Entry) {
	switch e.Kind {
	case EntryMeasure:
		c.LastMeasure = max(c.LastMeasure, e.Facts.Number)
	case EntryAgreement:
		c.LastAgreement = max(c.LastAgreement, e.Facts.Number)
	}
}
