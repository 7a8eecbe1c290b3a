package imap

import "fmt"

// Problem is something about a mailbox that a person must mend.
type Problem struct {
	What string // what is wrong, in plain words
	Mend string // what to do about it
	Err  error  // what the machine said; may be nil

	Harmless bool // good to know, and nothing need be done
}

func (p *Problem) Error() string {
	text := p.What
	if p.Err != nil {
		text = fmt.Sprintf("%s (%v)", text, p.Err)
	}
	if p.Mend != "" {
		text += "; " + p.Mend
	}
	return text
}

func (p *Problem) Unwrap() error { return p.Err }
