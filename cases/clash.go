package cases

import (
	"reflect"
	"slices"
)

// Words that contradict each other do nothing, and neither does the rest of their mail: which of the two was meant is
// for the sender to say. The table of words has, in Not, what a word never stands beside; a word that may stand only
// once contradicts itself when it says something else the second time.

// The words that end a case, or its end, and those whose letter holds the text of the mail: it is sent once.
var (
	ends   = []string{"sluiten", "heropenen", "intrekken", "doorgezonden", "geen-klacht"}
	writes = []string{"bericht", "voorstel", "uitstel", "sluiten", "heropenen", "intrekken", "doorgezonden"}
)

// besides joins lists of words that a word never stands beside.
func besides(lists ...[]string) []string { return slices.Concat(lists...) }

// read is a command of a mail with its row of the table and its arguments.
type read struct {
	Command
	word  Word
	given Given // without the way in which it was written
	ok    bool  // false: the word or its arguments are not known, which is told by itself
}

func (t *turn) read(c Command) read {
	w, ok := FindWord(c.Word)
	g, refusal := t.given(w, c)
	g.Raw = ""
	return read{c, w, g, ok && refusal == nil}
}

// same tells whether two commands say the same: the second is a slip of the hand.
func (r read) same(s read) bool {
	return r.ok && s.ok && !r.word.Many && reflect.DeepEqual(r.given, s.given)
}

// against tells whether two commands exclude each other.
func (r read) against(s read) bool {
	switch {
	case !r.ok || !s.ok:
		return false
	case r.word.Name != s.word.Name:
		return slices.Contains(r.word.Not, s.word.Name) || slices.Contains(s.word.Not, r.word.Name)
	case !r.word.Many:
		return !r.same(s)
	}
	a, b := r.given, s.given
	a.Choice, b.Choice = nil, nil // of one thing, yes and no
	a.Flags, b.Flags = without(a.Flags, notAnyMore), without(b.Flags, notAnyMore)
	return reflect.DeepEqual(a, b) && !(slices.Equal(r.given.Choice, s.given.Choice) && slices.Equal(r.given.Flags, s.given.Flags))
}

// notAnyMore is what takes back what a word says.
const notAnyMore = "nee"

func without(words []string, word string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(s string) bool { return s == word })
}

// once leaves out what stands there twice.
func once(all []read) []read {
	var kept []read
	for _, r := range all {
		if !slices.ContainsFunc(kept, r.same) {
			kept = append(kept, r)
		}
	}
	return kept
}

// contradicted gives the places of the commands that the one at this place excludes.
func contradicted(all []read, at int) []int {
	var found []int
	for i, r := range all {
		if i != at && r.against(all[at]) {
			found = append(found, i)
		}
	}
	return found
}
