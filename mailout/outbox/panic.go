package outbox

import (
	"context"
	"runtime/debug"

	"complaintsd/mailout"
)

// What the registrar reads of a letter over which the transport panicked.
const (
	stuck     = "het versturen liep vast op een fout in het programma; de brief is niet weg"
	stuckLate = "het versturen liep vast op een fout in het programma; misschien is de brief wel weg"
)

// deliver makes the attempt. A transport that panics has a mistake which this letter brings to light: it would end the
// process over the same letter at each start, and every letter behind it would wait for ever (invariant 3). Here nothing
// is in hand but the letter and the connection, so here the panic ends: the letter has its outcome, as far as it is known
// (invariant 4), and the next one dials anew. A panic of the queue, in the midst of dot, is no letter's: it goes on.
func (s *Sender) deliver(ctx context.Context, letter mailout.Letter, dot func() error) (outcome mailout.Outcome) {
	noting, dotted := false, false
	defer func() {
		if noting {
			return
		}
		if v := recover(); v != nil {
			s.log().Error("the sending of a letter panicked", "org", s.Org, "letter", letter.ID, "panic", v, "stack", string(debug.Stack()))
			s.hangUp()
			outcome = mailout.Outcome{Result: mailout.Refused, Reason: stuck}
			if dotted {
				outcome = mailout.Outcome{Result: mailout.Lost, Reason: stuckLate}
			}
		}
	}()
	return s.Transport.Deliver(ctx, letter, func() error {
		noting = true
		err := dot()
		noting, dotted = false, err == nil
		return err
	})
}
