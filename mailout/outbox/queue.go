package outbox

import (
	"context"
	"time"

	"complaintsd/mailout"
)

// Queue is where due letters come from and where their outcomes go.
type Queue interface {
	// Claim registers an attempt for each of at most n letters of the organisation that are due at now, and
	// the date of the next one, and hands them out; a crash after it costs a wait, never a letter. Letters
	// come in the order of their number.
	Claim(ctx context.Context, org string, now time.Time, n int) ([]mailout.Letter, error)

	// Dotted notes durably that the final dot is about to go out: from here on a crash leaves the letter
	// uncertain. With mailout.ErrWithdrawn it stops a letter that somebody took back: that is nobody's trouble.
	Dotted(ctx context.Context, letter int64) error

	// Settle takes what an attempt came to. Accepted, refused and lost are events of the case; deferred is
	// a new date. Deferred with Login set says nothing about the letter: the attempt that Claim registered
	// is not counted, and the letter is due again within a minute or so (the Sender makes the pauses).
	Settle(ctx context.Context, letter mailout.Letter, outcome mailout.Outcome, now time.Time) error

	// NextDue is the moment at which the next letter of the organisation may leave; zero when none waits.
	NextDue(ctx context.Context, org string) (time.Time, error)

	// Recover turns what a crash left half-done into what it is: an attempt without a dot is due again,
	// one with a dot is uncertain. It is called once, before the first Claim.
	Recover(ctx context.Context, now time.Time) error
}

// Transport carries final bytes to the relay.
type Transport interface {
	// Deliver makes one attempt. It calls dot just before the final dot goes out; when dot fails, the
	// letter is not sent. It never retries. Login of the outcome is set when the letter is not to blame: no
	// session with the relay, a dot that could not be noted, a context that ended.
	Deliver(ctx context.Context, letter mailout.Letter, dot func() error) mailout.Outcome
}
