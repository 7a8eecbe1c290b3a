package smtp

import (
	"context"
	"errors"
	"fmt"
	"net/textproto"
	"sync"
	"time"

	"complaintsd/mailout"
)

// Transport sends letters over one kept connection to a relay. It is an outbox.Transport. Its methods may be
// called from several goroutines; letters go one after another.
type Transport struct {
	relay Relay
	now   func() time.Time

	mu   sync.Mutex
	kept *session // nil between connections
}

// New gives a Transport for the relay. Nothing is dialled before the first letter.
func New(relay Relay, now func() time.Time) *Transport {
	return &Transport{relay: relay.withDefaults(), now: now}
}

// Close takes leave of the relay. The next letter opens a new connection; so Close is also the way to be
// polite before a pause.
func (t *Transport) Close() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.kept != nil {
		t.kept.quit()
		t.kept = nil
	}
	return nil
}

// Deliver makes one attempt; see the package comment for how it ends.
func (t *Transport) Deliver(ctx context.Context, letter mailout.Letter, dot func() error) mailout.Outcome {
	if err := sendable(letter); err != nil {
		return mailout.Outcome{Result: mailout.Refused, Reason: clean(err.Error())}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	s, reused := t.current(ctx)
	for {
		if s == nil {
			var err error
			if s, err = t.connect(ctx); err != nil {
				return noSession(err)
			}
		}
		a := attempt{session: s, relay: t.relay, letter: letter, dot: dot}
		outcome := t.try(ctx, &a)
		if !reused || !a.stale {
			return outcome
		}
		s, reused = nil, false
	}
}

// connect opens a session. A library that panics over a greeting or a login says nothing of the letter, which must not be
// blamed for it: to the caller there is no session.
func (t *Transport) connect(ctx context.Context) (s *session, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("open session: panic: %v", v)
		}
	}()
	return open(ctx, t.relay)
}

// try makes the attempt. Also a panic leaves no connection behind that stands in the midst of a letter.
func (t *Transport) try(ctx context.Context, a *attempt) mailout.Outcome {
	ended := false
	defer func() {
		if !ended {
			a.session.cut()
		}
	}()
	outcome := a.run(ctx)
	ended = true
	t.settle(a.session, *a)
	return outcome
}

// current gives the kept connection when it can be believed in, and whether it was used before.
func (t *Transport) current(ctx context.Context) (*session, bool) {
	s := t.kept
	t.kept = nil
	if s == nil {
		return nil, false
	}
	defer context.AfterFunc(ctx, s.cut)()
	if s.letters >= t.relay.Letters {
		s.quit()
		return nil, false
	}
	if t.now().Sub(s.used) >= t.relay.Stale && s.alive(t.relay.Connect) != nil {
		s.cut()
		return nil, false
	}
	return s, true
}

// settle keeps the connection for the next letter, unless the attempt spoilt it.
func (t *Transport) settle(s *session, a attempt) {
	if a.spoilt {
		s.cut()
		return
	}
	s.used = t.now()
	s.letters++
	t.kept = s
}

// noSession is the outcome when the relay could not even be asked: the letter is not to blame.
func noSession(err error) mailout.Outcome {
	o := answer(mailout.Deferred, err)
	o.Login = true
	return o
}

// answer puts the relay's words, or else ours, into an outcome.
func answer(result mailout.Result, err error) mailout.Outcome {
	o := mailout.Outcome{Result: result, Reason: clean(err.Error())}
	var said *textproto.Error
	if errors.As(err, &said) {
		o.Code, o.Reason = said.Code, clean(said.Msg)
	}
	return o
}
