package imap

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"
)

// pause is how long to wait before the next connection.
type pause struct{ next time.Duration }

// after gives the pause after a connection that ended with err. A fruitful one starts the row again.
func (p *pause) after(err error, fruitful bool, l Limits) time.Duration {
	first, last := l.Retry, l.RetryMax
	if errors.Is(err, errRefused) {
		first, last = l.Refused, l.LockMax
	}
	if fruitful {
		p.next = 0
	}
	d := min(max(p.next, first), last)
	p.next = 2 * d
	return jitter(d)
}

// jitter takes d a fifth shorter or longer, so that mailboxes that fell together do not rise together.
func jitter(d time.Duration) time.Duration {
	return d - d/5 + rand.N(2*d/5+1)
}

func sleep(ctx context.Context, d time.Duration) { sleepUnless(ctx, d, nil) }

// sleepUnless sleeps until it is woken.
func sleepUnless(ctx context.Context, d time.Duration, woken <-chan struct{}) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-woken:
	case <-ctx.Done():
	}
}
