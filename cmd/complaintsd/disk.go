package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"complaintsd/cases/sqlite"
	"complaintsd/mailin"
)

// A full disk is one trouble, whichever machine meets it first: mail waits in its mailbox, letters in the outbox and
// dates in their cases, and all go on by themselves when there is room.

// fullDisk finds it in what a machine reports.
func fullDisk(err error) (*sqlite.FullError, bool) {
	full := (*sqlite.FullError)(nil)
	return full, errors.As(err, &full)
}

// inbox is the store for one mailbox. The watcher has patience with what it cannot hand over; a full disk does not pass
// by itself.
type inbox struct {
	*sqlite.Store
	heard func(error)
}

// Accept makes a batch durable.
func (i inbox) Accept(ctx context.Context, batch []mailin.Raw) error {
	err := i.Store.Accept(ctx, batch)
	i.heard(err)
	return err
}

const diskMend = "free space there: the program goes on by itself, and nothing is lost"

// diskWords tell the operator.
func diskWords(full *sqlite.FullError) string {
	state := "is vol, of neemt niets meer aan"
	if full.Err == nil {
		state = fmt.Sprintf("is bijna vol (nog %d MB)", full.MB())
	}
	return fmt.Sprintf("De schijf van %s %s. Maak daar ruimte. Het programma gaat daarna vanzelf verder. "+
		"Tot dan blijft nieuwe mail in de mailbox staan. Er gaat niets verloren.", full.Folder, state)
}

const (
	lookAgain = 5 * time.Second // for room, at first; doubled each time
	lookMost  = 30 * time.Second
)

// disk looks for room while a machine has none, and sets everybody to work when there is some. It is over when each
// that met the full disk says that it is well.
func (d *daemon) disk(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-d.full:
		}
		for wait := lookAgain; d.trouble.full(); wait = min(2*wait, lookMost) {
			if err := sleep(ctx, wait); err != nil {
				return err
			}
			if _, full := fullDisk(d.store.Roomy(ctx)); !full {
				d.wake()
			}
		}
	}
}

// wake has every machine look for what it left.
func (d *daemon) wake() {
	nudge(d.arrived)
	for _, c := range d.due {
		nudge(c)
	}
	for _, w := range d.watchers {
		w.Nudge()
	}
}

// withRoom does what the start has to write, and waits where the disk is full.
func withRoom(ctx context.Context, log *slog.Logger, do func() error) error {
	for told := false; ; told = true {
		err := do()
		full, isFull := fullDisk(err)
		if !isFull {
			return err
		}
		if !told {
			log.Error("trouble", "machine", "disk", "err", full, "mend", diskMend)
		}
		if err := sleep(ctx, lookMost); err != nil {
			return err
		}
	}
}

func sleep(ctx context.Context, wait time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(wait):
		return nil
	}
}
