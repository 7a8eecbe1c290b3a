package mailin

import (
	"io"
	"time"
)

// Place is where a message stands in a mailbox. A UID means something only with its UIDVALIDITY
// (RFC 3501 2.3.1.1).
type Place struct {
	Account  string // the organisation's prefix
	Mailbox  string
	Validity uint32
	UID      uint32
}

// Raw is a message as a mailbox, an mbox or a file gives it.
type Raw struct {
	Place   Place
	Arrived time.Time // the mailbox's arrival time (INTERNALDATE); zero when unknown
	Size    int64     // whole size in bytes, as the place tells it, also when Cut
	Cut     bool      // larger than is taken in: Open gives only the beginning, header included
	// Open gives the bytes from the start. It may be called more than once until the one who handed the
	// Raw over takes it back; who opens it closes it.
	Open func() (io.ReadCloser, error)
}

// Filing is a message whose outcome is known for ever and which may leave the place where it was found.
type Filing struct {
	UID   uint32
	Aside bool // it goes to the folder of things that a person must look at
}
