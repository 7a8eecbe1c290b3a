package desk

import (
	"context"
	"errors"
	"io"
	"time"

	"complaintsd/cases"
	"complaintsd/mailout"
)

// Store is what the desk needs of the place where everything is kept.
type Store interface {
	// Next hands out the oldest accepted mail that has no outcome, after it was noted that it is in hand: if the
	// process ends over it, that outlives it. The second value is false when there is none.
	Next(ctx context.Context, now time.Time) (Mail, bool, error)

	// Known says what the store knows of a mail's claims.
	Known(ctx context.Context, claims cases.Claims) (cases.Known, error)

	// Load gives the cases, the words they refer to, and the next numbers.
	Load(ctx context.Context, want Want) (cases.Book, error)

	// Due lists what the clock has made due: cases with a duty at or before now, in order of time, and at
	// most limit of them.
	Due(ctx context.Context, now time.Time, limit int) ([]cases.Ref, error)

	// Commit writes all that follows from one event in one transaction, or nothing. The outcome of a mail is durable
	// once anybody can act on it, and else the mail comes again.
	Commit(ctx context.Context, change Change) error
}

// Mail is an accepted mail that waits for its outcome.
type Mail struct {
	ID       int64
	SHA256   string
	Org      string
	Arrived  time.Time
	Attempts int // this one included
	Size     int64
	Open     func() (io.ReadCloser, error)
	// Survived notes that the reading did not end the process; nil while nothing puts that in doubt.
	Survived func(ctx context.Context) error
	Imported bool // by import: a case without letters or duties
}

// Want says what to load.
type Want struct {
	Org     string
	Refs    []cases.Ref
	Year    int       // of receipt of the mail: of the next reference
	All     bool      // every case that is not done with: for a digest
	Now     time.Time // for the numbers of the year and the counts of the hour
	Sender  string    // whose receipts of today and newest cases are counted
	Arrived time.Time // of the mail, zero for any other event: its sender's cases of the hour before it are counted
	Flood   int       // so many cases of the sender within an hour are a flood; 0: none are
	Guess   *Guess    // made-up tokens of the mail: those of the hour before are counted
	Person  string    // address of staff who wrote: whose answers of today are counted

	History bool // also what happened in the cases, and the words of their letters

	Near   bool   // the mail may open a case: also what it may belong with
	Parent string // whose cases those are, besides the ones of the hour before

	Receiver string // whose last letter but Letter is looked at
	Letter   int64  // whose words may have to be written again
	Operator string // whether the last letter to this address arrived

	Readers []string // addresses: when each got its last digest

	Reminded bool // who got a reminder today before Now

	Unsent bool // who may read of Refs may change: letters that have not left, also of cases that were merged into them

	Junk []string // sums of mail among the junk: which of them were told of

	BeforeStart bool // the list of mail that was there before the first day
}

// Change is all that follows from one event.
type Change struct {
	Org     string
	Now     time.Time
	Mail    *Outcome      // of the mail, when the event was one
	Cases   []cases.Case  // after the event
	Entries []cases.Entry // to be appended
	Duties  []cases.Duty  // of Cases: the clock asks for a case when its earliest one is due
	Tokens  []cases.Token
	Letters []mailout.Letter
	Settled *Settlement

	Cancelled []int64 // letters that are taken back: refused when one of them has left, ErrBusy when its final dot is out
	Released  []int64 // held letters that may leave at Now
	Hurried   string  // whose letters that wait for another attempt get it at Now; "" for nobody

	Reported []string // sums of mail among the junk that a person is told of now

	Guessed *Guess // made-up tokens of the mail, nil for none

	Slot *Slot // of the cron table; a slot that is already there refuses the change (ErrSlotDone)
}

// Outcome of a mail, for ever.
type Outcome struct {
	ID        int64
	Kind      cases.MailKind
	Ref       cases.Ref
	Reason    string
	Aside     bool
	From      string
	Subject   string
	MessageID string
	Text      string // new text: what the hashes in a history refer to
}

// Guess is how many made-up tokens a mail had, and which case it named.
type Guess struct {
	Ref cases.Ref // "" for none
	N   int
}

// Settlement of a letter.
type Settlement struct {
	Letter int64
	State  mailout.State
	Reason string
	Retry  time.Time // when State is uncertain or due: the next attempt

	Uncounted bool // the attempt said nothing of the letter, and counts for nothing
}

// Slot of the cron table that was done.
type Slot struct{ Job, Slot string }

// ErrRefused says that the store does not take a change as it is: it does not follow on what is stored. The same
// change again would be refused again.
var ErrRefused = errors.New("the change does not follow on what is stored")

// ErrBusy says that a letter which is to be taken back is with the relay at this very moment. The same change may be
// possible as soon as the answer is there.
var ErrBusy = errors.New("the letter is with the relay: its answer is waited for")

// ErrTakenBack refuses the outcome of a mail because those of mails before it were taken back: the disk did not take
// them. Next gives all of them again.
var ErrTakenBack = errors.New("the outcomes of earlier mails were taken back")

// ErrSlotDone refuses a change whose slot was done before.
var ErrSlotDone = errors.New("this slot was done before")
