package imap

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"
)

// Watcher watches one mailbox. Its fields are set before Run and not changed after.
type Watcher struct {
	Config
	Inbox Inbox
	Log   *slog.Logger
	Now   func() time.Time

	// Accepted is called after each batch that the Inbox has made durable; may be nil. It must not block.
	Accepted func()

	// Health is told when the mailbox gets out of reach and why (a *Problem where a person can mend it), with nil
	// when it works again, and once of each message that cannot be fetched; may be nil. It must not block.
	Health func(account string, err error)

	once   sync.Once
	nudges chan struct{}
	trials trials
	health health
	pair   [2]batch
}

// Nudge says that messages may have been settled: the watcher looks at once what it can file. It never blocks and
// may be called from any goroutine, before Run as well.
func (w *Watcher) Nudge() {
	select {
	case w.nudged() <- struct{}{}:
	default:
	}
}

func (w *Watcher) nudged() chan struct{} {
	w.once.Do(func() { w.nudges = make(chan struct{}, 1) })
	return w.nudges
}

// Run watches until ctx ends, and returns its error. Nothing else ends it.
func (w *Watcher) Run(ctx context.Context) error {
	w.Config = w.withDefaults()
	defer w.dropBatches()
	var pause pause
	for ctx.Err() == nil {
		fruitful, err := w.connection(ctx)
		w.dropBatches()
		if ctx.Err() != nil {
			break
		}
		w.report(err)
		d := pause.after(err, fruitful, w.Limits)
		w.Log.Warn("mailbox connection ended", "account", w.Account, "error", err, "pause", d)
		if errors.Is(err, errInbox) { // a nudge says that the Inbox works
			sleepUnless(ctx, d, w.nudged())
		} else {
			sleep(ctx, d)
		}
	}
	return ctx.Err()
}

// connection is one session from login to its end, which is always an error. It is fruitful when it has brought
// the work forward, so that the next one need not wait long.
func (w *Watcher) connection(ctx context.Context) (fruitful bool, err error) {
	s, err := connect(ctx, w.Config)
	if err != nil {
		return false, err
	}
	defer s.close()
	v := &visit{Watcher: w, s: s}
	err = v.watch(ctx)
	return v.fruitful, err
}

func (w *Watcher) dropBatches() {
	for i := range w.pair {
		w.pair[i].drop()
	}
}
