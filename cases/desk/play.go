package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"complaintsd/mailin"
	"complaintsd/mailout"
)

// House is a store that can be played with: it takes mail in and hands due letters out.
type House interface {
	Store
	Accept(ctx context.Context, batch []mailin.Raw) error
	Claim(ctx context.Context, org string, now time.Time, n int) ([]mailout.Letter, error)
	NextDue(ctx context.Context, org string) (time.Time, error)
	NextTick(ctx context.Context) (time.Time, error)
}

// Play turns the clock through the real desk: the one loop of simulate, of the demo's story and of the
// stories in the tests. Mail arrives at its moment, what is due at a moment is done at that moment, and a
// relay that accepts at once takes the letters.
type Play struct {
	Desk  *Desk
	House House
	Sent  func(at time.Time, l mailout.Letter) error

	now time.Time
}

// Now is the turned clock.
func (p *Play) Now() time.Time { return p.now }

// Start sets the clock without doing anything.
func (p *Play) Start(at time.Time) { p.now = at }

// Mail turns the clock to the arrival of a mail and lets the desk settle it.
func (p *Play) Mail(ctx context.Context, raw mailin.Raw) error {
	if err := p.Until(ctx, raw.Arrived); err != nil {
		return err
	}
	if err := p.House.Accept(ctx, []mailin.Raw{raw}); err != nil {
		return err
	}
	for {
		found, err := p.Desk.Receive(ctx)
		if err != nil {
			return err
		}
		if !found {
			return p.deliver(ctx)
		}
	}
}

var errStandsStill = errors.New("the clock stands still: the same moment is due again and again")

// Until turns the clock on, stopping at each moment at which something is due.
func (p *Play) Until(ctx context.Context, until time.Time) error {
	still := 0
	for {
		next, err := p.next(ctx)
		if err != nil {
			return err
		}
		if next.IsZero() || next.After(until) {
			p.now = later(p.now, until)
			return nil
		}
		if still++; next.After(p.now) {
			still, p.now = 0, next
		}
		if still > batch {
			return fmt.Errorf("%w: %s", errStandsStill, p.now.Format(time.RFC3339))
		}
		if err := p.Desk.Tick(ctx); err != nil {
			return err
		}
		if err := p.deliver(ctx); err != nil {
			return err
		}
	}
}

// next is the first moment at which a duty, a letter or a digest is due.
func (p *Play) next(ctx context.Context) (time.Time, error) {
	first, err := p.House.NextTick(ctx)
	if err != nil {
		return time.Time{}, err
	}
	for _, o := range p.Desk.Orgs {
		due, err := p.House.NextDue(ctx, o.Prefix)
		if err != nil {
			return time.Time{}, err
		}
		first = sooner(sooner(first, due), o.NextDigest(p.now))
	}
	return first, nil
}

// deliver hands every due letter to the relay, which accepts it.
func (p *Play) deliver(ctx context.Context) error {
	for _, o := range p.Desk.Orgs {
		for {
			letters, err := p.House.Claim(ctx, o.Prefix, p.now, batch)
			if err != nil {
				return err
			}
			if len(letters) == 0 {
				break
			}
			for _, l := range letters {
				if err := p.hand(ctx, l); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (p *Play) hand(ctx context.Context, l mailout.Letter) error {
	if err := p.Sent(p.now, l); err != nil {
		return err
	}
	return p.Desk.Settle(ctx, l, mailout.Outcome{Result: mailout.Accepted, Code: 250}, p.now)
}

func sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
