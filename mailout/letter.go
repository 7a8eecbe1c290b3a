package mailout

import (
	"errors"
	"time"
)

// ErrWithdrawn refuses the final dot of a letter that was taken back while it was on its way to the relay.
var ErrWithdrawn = errors.New("the letter was taken back while it was on its way")

// Letter is one mail to one recipient, rendered once for all time: the same bytes go out at each attempt.
type Letter struct {
	ID        int64
	Org       string // prefix
	Ref       string // "" without a case
	Kind      string // cases.NoticeKind
	From      string // bare address, also of the envelope
	To        string // bare address; "" is a letter on paper
	Subject   string
	Text      string   // plain part, LF
	MessageID string   // without < >
	Token     string   // the token in its Message-ID
	Files     []File   // as they are listed; the bytes are in Bytes
	Bytes     []byte   // final bytes, CRLF
	Contents  [][]byte // of Files, in their order; only on the way into the outbox
	Auto      bool
	Release   time.Time // it may not leave before
	State     State
	Attempts  int
	Damaged   bool // what is stored is not what was decided: it must not leave
	Doubt     bool // the answer to an earlier final dot was lost: this attempt is the last
}

// File is an attachment as it is listed.
type File struct {
	Name string `json:"name"`
	Type string `json:"type"`
	Size int64  `json:"size"`
}

// State of a letter in the outbox.
type State string

// The states.
const (
	Held      State = "held" // waits so that its author can think again; leaves at Release
	Due       State = "due"
	Sending   State = "sending" // an attempt was registered; the final dot was not sent
	Dotted    State = "dotted"  // the final dot may have gone out: a crash here leaves it uncertain
	Sent      State = "sent"
	Uncertain State = "uncertain" // the answer to the final dot was lost
	Failed    State = "failed"    // refused for good
	Cancelled State = "cancelled"
	Paper     State = "paper" // to be posted
)

// Result is what one attempt came to.
type Result string

// The results of an attempt. Unknown counts as Uncertain only after the final dot.
const (
	Accepted Result = "accepted"
	Deferred Result = "deferred" // try again later
	Refused  Result = "refused"  // never try again
	Lost     Result = "lost"     // the final dot went out and no answer came
)

// Outcome of one attempt.
type Outcome struct {
	Result Result
	Code   int    // of the relay, 0 when it did not come to an answer
	Reason string // the relay's words, one line, cleaned and bounded
	Login  bool   // no session with the relay (down, TLS, password), or not tried: it says nothing of the letter
}
