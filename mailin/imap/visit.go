package imap

import (
	"context"
	"time"
)

// visit is the work of one session.
type visit struct {
	*Watcher
	s        *session
	fruitful bool // something was accepted, or learned about a message, or the session outlived a look by the clock

	next    uint32    // every message below it has been looked at
	left    []uint32  // messages below next that did not come
	whole   time.Time // when all messages were last listed
	unmoved int       // settled messages that no folder is configured for
	refused error     // filing was refused; it waits for the clock

	busy   *batch // being accepted; nil: none
	answer chan error
}

// watch looks, rests and looks again until the session ends.
func (v *visit) watch(ctx context.Context) error {
	if err := v.open(ctx); err != nil {
		return err
	}
	for {
		if err := v.look(ctx); err != nil {
			return err
		}
		byClock, err := v.rest(ctx)
		if err != nil {
			return err
		}
		if !byClock {
			continue
		}
		v.fruitful, v.refused = true, nil
		if err := v.open(ctx); err != nil {
			return err
		}
	}
}

// open selects the mailbox, the first time and then by the clock: that is the only way to learn that it was made
// anew under us. Under another UIDVALIDITY every message is looked at again.
func (v *visit) open(ctx context.Context) error {
	before := v.s.validity
	if err := v.s.selectInbox(ctx); err != nil {
		return err
	}
	if v.s.validity != before {
		v.trials.of(v.s.validity)
	}
	// A UID below one that was seen may still come up: replicated servers hand them out before the message can be
	// seen (RFC 9051 2.3.1.1 forbids it; clusters do it). So the whole mailbox is listed again now and then.
	if now := v.Now(); v.s.validity != before || now.Sub(v.whole) >= v.Limits.Relist {
		v.next, v.left, v.whole = 1, nil, now
	}
	return nil
}

// look takes in what is new and files what is settled.
func (v *visit) look(ctx context.Context) error {
	v.hinted()
	if err := v.intake(ctx); err != nil {
		return err
	}
	if err := v.fileUnlessRefused(ctx); err != nil {
		return err
	}
	v.report(v.refused)
	return nil
}

// fileUnlessRefused files, and remembers a refusal until the next look by the clock: each settled message would
// only cause the next one.
func (v *visit) fileUnlessRefused(ctx context.Context) error {
	if v.refused != nil {
		return nil
	}
	err := v.file(ctx)
	if isAnswer(err) {
		v.refused, err = err, nil
	}
	return err
}

// fileIfNudged files between two fetches, so that a long intake does not hold it up.
func (v *visit) fileIfNudged(ctx context.Context) error {
	select {
	case <-v.nudged():
		return v.fileUnlessRefused(ctx)
	default:
		return nil
	}
}

// hinted says whether the server has announced a change, and forgets it.
func (v *visit) hinted() bool {
	select {
	case <-v.s.exists:
		return true
	default:
		return false
	}
}
