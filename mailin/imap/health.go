package imap

import (
	"errors"
	"fmt"
	"time"
)

// health is what a person has been told of the mailbox.
type health struct {
	since time.Time // of the first failure in a row that may pass by itself; zero when there is none
	told  string    // what was told last; "" when nothing is
}

// errUnreachable marks a failure that often passes by itself.
var errUnreachable = errors.New("out of reach")

// report tells a person what has changed: at once what a person must mend, after some patience what may pass by
// itself, each once, and then that it works again.
func (w *Watcher) report(err error) {
	h := &w.health
	if err == nil {
		if h.told != "" {
			w.tell(nil)
		}
		*h = health{}
		return
	}
	problem := (*Problem)(nil)
	mend := errors.As(err, &problem) && !errors.Is(err, errUnreachable)
	now := w.Now()
	switch {
	case mend:
		h.since = time.Time{}
	case h.since.IsZero():
		h.since = now
	}
	if !mend && now.Sub(h.since) < w.Limits.Patience {
		return
	}
	if !mend {
		problem = w.passing(err)
	}
	if h.told != problem.What {
		h.told = problem.What
		w.tell(problem)
	}
}

// passing is what often passes by itself and did not.
func (w *Watcher) passing(err error) *Problem {
	if errors.Is(err, errInbox) {
		return &Problem{What: "new mail cannot be stored", Mend: "it stays in the mailbox and is tried again and again", Err: err}
	}
	return &Problem{
		What: fmt.Sprintf("mailbox %s at %s cannot be watched", w.User, w.address()),
		Mend: "it is tried again and again; check the server and the network",
		Err:  err,
	}
}

func (w *Watcher) tell(err error) {
	if err == nil {
		w.Log.Info("mailbox works again", "account", w.Account)
	} else {
		w.Log.Error("mailbox needs a person", "account", w.Account, "error", err)
	}
	if w.Health != nil {
		w.Health(w.Account, err)
	}
}
