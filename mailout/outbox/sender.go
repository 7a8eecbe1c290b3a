// Package outbox sends what is due: it takes letters from the queue, hands each to the transport and tells the
// queue what came of it.
//
// Failure policy. The queue is the truth, the Sender only carries; it may die at any moment.
//
//   - An attempt is registered (Claim) before anything is dialled. A crash before the dot costs a wait; after
//     it (Dotted) the letter is uncertain. Queue.Recover says so at the next start.
//   - A letter's own trouble is settled and never holds up the next letter. One that the queue cannot read any more
//     (Damaged) is settled as refused without an attempt, and one over which the transport panics (panic.go) as refused
//     or, after its dot, as lost.
//   - The relay's trouble (an outcome with Login set: no connection, no login) holds up all of them: the rest of
//     the batch is handed back untried, and after a pause one single letter is the scout. Pauses grow from ten
//     seconds to fifteen minutes, with jitter; nothing but their end wakes the Sender.
//   - A queue that fails pauses the Sender likewise, but a wake-up ends the pause: it says that the queue works. When
//     the dot cannot be noted, the letter is not sent. One that was taken back meanwhile (mailout.ErrWithdrawn) is
//     stopped at its dot, and is no trouble. An outcome that cannot be settled is kept and offered again
//     before anything else is claimed; the letter stays claimed meanwhile and does not go out twice. If the program
//     ends first, it is Recover's.
//   - Health hears once that the relay or the queue fails, and once that all works again.
//   - A context that ends stops the letter in hand only before its dot; it is settled in any case, and the rest
//     of its batch is handed back.
//
// A letter that is handed back is settled as deferred with Login set: the attempt says nothing about it.
package outbox

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"math/rand/v2"
	"time"

	"complaintsd/mailout"
)

const (
	batch     = 20                    // letters claimed at once: few enough to hand back when the relay fails
	maxSleep  = time.Minute           // wall clocks jump and machines sleep: look at least this often
	minSleep  = time.Second           // a letter that is due but is not handed out must not make us spin
	linger    = time.Second           // the connection is kept so long for letters that come one by one
	gather    = 20 * time.Millisecond // letters that come while it is kept are claimed together
	firstRest = 10 * time.Second
	longRest  = 15 * time.Minute
)

// Sender empties one organisation's outbox. Org, Queue, Transport and Now are required. Queue.Recover must have
// run before the first letter.
type Sender struct {
	Org       string // prefix
	Queue     Queue
	Transport Transport // closed before each pause when it has a Close
	Now       func() time.Time
	Log       *slog.Logger    // nil is the default logger
	Wake      <-chan struct{} // something became due; may be nil
	Health    func(error)     // nil: all works again; may be nil
	Jitter    func() float64  // from 0 to 1; nil is random

	troubles  map[string]bool // operations that fail
	unsettled []settlement
}

type settlement struct {
	letter  mailout.Letter
	outcome mailout.Outcome
}

// Run sends until the context ends, and gives its error. It must not run twice at the same time.
func (s *Sender) Run(ctx context.Context) error {
	defer s.hangUp()
	rests := 0
	for ctx.Err() == nil {
		err := s.Drain(ctx)
		if err == nil {
			err = s.sleep(ctx)
		}
		if err != nil {
			s.rest(ctx, rests)
			rests++
		} else if len(s.troubles) == 0 {
			rests = 0
		}
	}
	return ctx.Err()
}

// Drain sends what is due at this moment and returns. Its error says that relay or queue failed and that more
// may be waiting. It is Run without the pauses.
func (s *Sender) Drain(ctx context.Context) error {
	s.settleAgain(ctx)
	for ctx.Err() == nil {
		letters, err := s.Queue.Claim(ctx, s.Org, s.Now(), s.appetite())
		if ctx.Err() != nil {
			s.handBack(ctx, letters, ctx.Err())
			return ctx.Err()
		}
		if err != nil {
			return s.failing(claim, err)
		}
		s.working(claim)
		if len(letters) == 0 {
			return nil
		}
		if err := s.send(ctx, letters); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// appetite is one letter while the relay is in doubt: the scout alone learns that it still is.
func (s *Sender) appetite() int {
	if s.troubles[useRelay] {
		return 1
	}
	return batch
}

// send delivers and settles one letter after another. What stops one because of relay, queue or context
// hands back the rest.
func (s *Sender) send(ctx context.Context, letters []mailout.Letter) error {
	for i, letter := range letters {
		if err := s.carry(ctx, letter); err != nil {
			s.handBack(ctx, letters[i+1:], err)
			return err
		}
	}
	return nil
}

// carry takes one letter to the relay and its outcome to the queue. Its error is never about the letter.
func (s *Sender) carry(ctx context.Context, letter mailout.Letter) error {
	if letter.Damaged {
		return s.settle(ctx, settlement{letter, mailout.Outcome{Result: mailout.Refused, Reason: damaged}})
	}
	var dotErr error
	kept := context.WithoutCancel(ctx) // what was done is noted, also while the program ends
	outcome := s.deliver(ctx, letter, func() error {
		if dotErr = s.Queue.Dotted(kept, letter.ID); dotErr == nil {
			s.working(noteDot)
		}
		return dotErr
	})
	if err := s.settle(ctx, settlement{letter, outcome}); err != nil {
		return err
	}
	switch {
	case errors.Is(dotErr, mailout.ErrWithdrawn): // the next one dials anew
		return ctx.Err()
	case dotErr != nil:
		return s.failing(noteDot, dotErr)
	case ctx.Err() != nil:
		return ctx.Err()
	case outcome.Login:
		return s.failing(useRelay, reason(outcome.Reason))
	}
	s.working(useRelay)
	return nil
}

// damaged is read by the registrar, as the relay's words are.
const damaged = "de opgeslagen brief is beschadigd en daarom niet verstuurd"

// reason makes an error of a relay's words.
type reason string

func (r reason) Error() string { return string(r) }

func (s *Sender) handBack(ctx context.Context, letters []mailout.Letter, why error) {
	untried := mailout.Outcome{Result: mailout.Deferred, Reason: "not tried: " + why.Error(), Login: true}
	for _, letter := range letters {
		// An outcome that was not taken is kept by settle and told to Health; there is no more to do here.
		_ = s.settle(ctx, settlement{letter, untried})
	}
}

// settle tells the queue, and keeps what it would not take.
func (s *Sender) settle(ctx context.Context, done settlement) error {
	err := s.Queue.Settle(context.WithoutCancel(ctx), done.letter, done.outcome, s.Now())
	if err != nil {
		s.unsettled = append(s.unsettled, done)
		return s.failing(settling, err)
	}
	s.log().Info("letter settled", "org", s.Org, "letter", done.letter.ID, "case", done.letter.Ref,
		"kind", done.letter.Kind, "result", done.outcome.Result, "code", done.outcome.Code)
	return nil
}

// settleAgain offers what the queue would not take. What it still refuses waits for the next time and does not
// hold up other letters.
func (s *Sender) settleAgain(ctx context.Context) {
	waiting := s.unsettled
	s.unsettled = nil
	for _, done := range waiting {
		_ = s.settle(ctx, done) // kept again, and told
	}
	if len(s.unsettled) == 0 {
		s.working(settling)
	}
}

// sleep waits for the next due letter or a wake-up. Its error is the queue's.
func (s *Sender) sleep(ctx context.Context) error {
	next, err := s.Queue.NextDue(ctx, s.Org)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return s.failing(askNextDue, err)
	}
	s.working(askNextDue)
	wait := maxSleep
	if !next.IsZero() {
		wait = min(max(next.Sub(s.Now()), minSleep), maxSleep)
	}
	if woken := pause(ctx, min(wait, linger), s.Wake); woken {
		pause(ctx, gather, nil)
	} else if wait > linger {
		s.hangUp()
		pause(ctx, wait-linger, s.Wake)
	}
	return nil
}

// rest is the pause after a failure, when rests others went before it in a row.
func (s *Sender) rest(ctx context.Context, rests int) {
	s.hangUp()
	wait := min(firstRest<<min(rests, 10), longRest)
	jitter := s.Jitter
	if jitter == nil {
		jitter = rand.Float64
	}
	wake := s.Wake // something was queued: so the queue works again
	if s.troubles[useRelay] {
		wake = nil
	}
	pause(ctx, time.Duration((0.75+jitter()/2)*float64(wait)), wake)
}

// pause waits, and tells whether it was woken.
func pause(ctx context.Context, wait time.Duration, wake <-chan struct{}) (woken bool) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	case <-wake:
		return true
	}
	return false
}

func (s *Sender) hangUp() {
	if c, ok := s.Transport.(io.Closer); ok {
		_ = c.Close() // no letter is on its way, and the next one dials anew
	}
}

func (s *Sender) log() *slog.Logger {
	if s.Log == nil {
		return slog.Default()
	}
	return s.Log
}
