package imap

import (
	"context"
	"errors"
	"fmt"
)

// Two batches take turns: one is filled from the network while the Inbox makes the other one durable.

// spare gives the batch that is not being accepted.
func (v *visit) spare() *batch {
	if v.busy == &v.pair[0] {
		return &v.pair[1]
	}
	return &v.pair[0]
}

// hand gives a batch to the Inbox, once the one before is accepted.
func (v *visit) hand(ctx context.Context, b *batch) error {
	if err := v.accepted(); err != nil {
		return err
	}
	if len(b.raws) == 0 {
		return nil
	}
	answer := make(chan error, 1)
	v.busy, v.answer = b, answer
	go func() { answer <- v.Inbox.Accept(ctx, b.raws) }()
	return nil
}

// accepted waits until nothing is being accepted.
func (v *visit) accepted() error {
	if v.busy == nil {
		return nil
	}
	b := v.busy
	err := <-v.answer
	v.busy, v.answer = nil, nil
	if err != nil {
		return fmt.Errorf("%w: %w", errInbox, err)
	}
	for _, raw := range b.raws {
		v.trials.clear(raw.Place.UID)
	}
	v.fruitful = true
	if v.Accepted != nil {
		v.Accepted()
	}
	return nil
}

// blame notes against messages that the connection ended while they were awaited: a single one is struck, of
// several each is asked for alone from now on.
func (v *visit) blame(ctx context.Context, err error, uids []uint32) {
	if ctx.Err() != nil || errors.Is(err, errSpool) {
		return
	}
	v.trials.suspect(uids...)
	if len(uids) == 1 {
		v.strike(uids[0])
	}
	v.fruitful = v.fruitful || len(uids) > 0
}

func (v *visit) strike(uid uint32) {
	if !v.trials.strike(uid, v.Now(), v.Limits.Again) {
		return
	}
	v.tell(&Problem{
		What: fmt.Sprintf("message %d in folder %q of %s cannot be fetched and stays there unread", uid, v.Config.Inbox, v.User),
		Mend: "open it with a mail program and forward it to the mailbox",
	})
}
