package desk

import (
	"errors"
	"fmt"
	"runtime/debug"

	"complaintsd/cases"
)

// A mistake in the rules or in a text that one mail, case or letter brings to light would end the process over the same
// thing at each start, and everything else would wait for ever (invariant 3). So a panic ends at the desk, around what is
// pure: nothing was written yet, and what was decided is thrown away. A panic of the store goes on, because of what it
// has written nobody knows.

// errStuck says that an event cannot be decided because of a mistake in the program.
var errStuck = errors.New("a mistake in the program")

// Hopeless tells that the same event would fail again, until the program or what is stored is mended.
func Hopeless(err error) bool {
	return errors.Is(err, errWords) || errors.Is(err, errStuck) || errors.Is(err, ErrRefused)
}

// calm does what reads foreign bytes, and tells whether it came to its end.
func calm(do func()) (ended bool) {
	defer func() { ended = recover() == nil }()
	do()
	return true
}

// decide lets the rules decide and puts the letters into words. It is called with mu held.
func (d *Desk) decide(o *cases.Organisation, e cases.Event, book cases.Book, mail *Outcome) (change Change, err error) {
	defer func() {
		if v := recover(); v != nil {
			change, err = Change{}, fmt.Errorf("%w: %v", errStuck, v)
			d.note(err)
		}
	}()
	return d.change(o, e, book, cases.Apply(o, book, e), mail)
}

// note writes where a mistake is, once: what is due comes again every minute.
func (d *Desk) note(err error) {
	if words := err.Error(); d.Log != nil && !d.mistakes[words] {
		d.Log.Error("panic", "err", err, "stack", string(debug.Stack()))
		if d.mistakes == nil {
			d.mistakes = map[string]bool{}
		}
		d.mistakes[words] = true
	}
}
