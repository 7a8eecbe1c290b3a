// Package desk is the middle of the house: the page on which the whole product can be read. A mail, a tick of
// the clock and the outcome of a letter are events, and all three go the same way: load what is known, let
// cases.Apply decide, put the letters into words, and commit everything in one transaction.
//
// Failure policy: nothing is told before it is committed. When the store fails, the event is not lost: the
// mail stays accepted, the duty stays due, the letter stays in the outbox, and the caller comes back. A mail
// that cannot be read is an outcome like any other; one whose reading ended the process twice is set aside.
// A panic of the rules or the texts is an error of that one event (panic.go).
package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"complaintsd/cases"
	"complaintsd/mailout"
)

// Letters puts the notices of a step into words: templates.Writer.
type Letters interface {
	Letters(o *cases.Organisation, s cases.Step, now time.Time) ([]mailout.Letter, error)
}

// Desk settles one event at a time.
type Desk struct {
	Store   Store
	Writer  Letters
	Orgs    []*cases.Organisation
	Now     func() time.Time
	Started time.Time                                                       // of the first start ever: what was due before it is not made good
	Kept    func(ctx context.Context, sha256 string) (io.ReadCloser, error) // a mail that came before, by its hash
	Queued  func(n int)                                                     // called after a commit that queued letters; may be nil
	Log     *slog.Logger                                                    // one line for each settled mail, also when a crash has it settled once more; may be nil

	reading  sync.Mutex // one mail is in hand at a time; taken before mu
	pending  *Mail      // a mail whose commit failed: it is tried again without a new attempt; guarded by reading
	hopeless int        // how often it failed for a reason that will not go away

	mu    sync.Mutex    // one event at a time
	slots map[Slot]bool // known to be done

	mistakes map[string]bool // of the program, that were told
}

// Receive reads the oldest accepted mail and settles it. The first value is false when there was none. Letters
// are settled while it is read: that takes as long as the rest, and changes nothing.
func (d *Desk) Receive(ctx context.Context) (bool, error) {
	d.reading.Lock()
	defer d.reading.Unlock()
	mail, ok, err := d.next(ctx)
	if err != nil || !ok {
		return false, err
	}
	msg, err := read(mail, 0)
	if err != nil {
		return false, err
	}
	ctx = context.WithoutCancel(ctx) // a mail in hand is settled, also while the program ends
	o, err := d.org(mail.Org)
	if err != nil {
		return false, err
	}
	if mail.Survived != nil && mail.Attempts <= attempts {
		if err := d.clear(ctx, o, mail, msg); err != nil {
			return false, err
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	event, err := d.event(ctx, o, mail, msg)
	if err != nil {
		return false, err
	}
	out, err := d.receive(ctx, o, event, mail)
	if errors.Is(err, ErrTakenBack) {
		d.pending = nil
		return true, nil // it comes again behind them
	}
	if err != nil {
		return false, err
	}
	d.pending, d.hopeless = nil, 0
	if d.Log != nil {
		d.Log.Info("mail settled", "org", o.Prefix, "mail", out.ID, "kind", out.Kind, "case", out.Ref, "reason", out.Reason, "aside", out.Aside)
	}
	return true, nil
}

// receive settles a mail that was read. One that can be settled in no way is set aside for a person at the
// second try, so that it never stops the next one (invariant 3).
func (d *Desk) receive(ctx context.Context, o *cases.Organisation, e cases.Event, mail Mail) (out Outcome, err error) {
	keep := func(c *Change) { out = *c.Mail }
	err = d.handle(ctx, o, e, &Outcome{ID: mail.ID}, keep)
	if !Hopeless(err) {
		return out, err
	}
	if d.hopeless++; d.hopeless < attempts {
		return out, err
	}
	if d.Log != nil {
		d.Log.Error("mail set aside", "org", o.Prefix, "mail", mail.ID, "err", err)
	}
	e.Ref, e.Mail.Kind = "", cases.KindUnreadable
	e.Mail.Reason = "er kon geen zaak of brief van gemaakt worden"
	return out, d.handle(ctx, o, e, &Outcome{ID: mail.ID}, keep)
}

// Tick does what the clock has made due: duties of cases, and the slots of the weekly digest. One that fails is
// told and stays due, and the rest is done.
func (d *Desk) Tick(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.Now()
	err := d.duties(ctx, now)
	for _, o := range d.Orgs {
		err = errors.Join(err, d.jobs(ctx, o.On(o.Today(now)), now))
	}
	return err
}

// Settle takes what an attempt at a letter came to. What nobody but the outbox has to know waits for no other
// event.
func (d *Desk) Settle(ctx context.Context, letter mailout.Letter, outcome mailout.Outcome, now time.Time) error {
	s := settle(letter, outcome, now)
	if s.event == nil || !s.matters() {
		return d.Store.Commit(ctx, Change{Org: letter.Org, Now: now, Settled: &s.row})
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	o, err := d.org(letter.Org)
	if err != nil {
		return err
	}
	event := cases.Event{At: now, Org: letter.Org, Ref: cases.Ref(letter.Ref), Settled: s.event}
	return d.handle(ctx, o, event, nil, func(c *Change) { c.Settled = &s.row })
}

// handle is the one way of an event: load, apply, write, commit.
func (d *Desk) handle(ctx context.Context, o *cases.Organisation, e cases.Event, mail *Outcome, more func(*Change)) error {
	book, err := d.Store.Load(ctx, want(o, e))
	if err != nil {
		return err
	}
	if book.Files, err = d.files(ctx, e, book); err != nil {
		return err
	}
	change, err := d.decide(o, e, book, mail)
	if err != nil {
		return err
	}
	if more != nil {
		more(&change)
	}
	if err := d.Store.Commit(ctx, change); err != nil {
		return err
	}
	if d.Queued != nil && len(change.Letters) > 0 {
		d.Queued(len(change.Letters))
	}
	return nil
}

// errStranger keeps the mail and the cases of one organisation from ever reaching another.
var errStranger = errors.New("the configuration does not have this organisation")

func (d *Desk) org(prefix string) (*cases.Organisation, error) {
	for _, o := range d.Orgs {
		if o.Prefix == prefix {
			return o.On(o.Today(d.Now())), nil
		}
	}
	return nil, fmt.Errorf("organisation %q: %w", prefix, errStranger)
}

func (d *Desk) next(ctx context.Context) (Mail, bool, error) {
	if d.pending != nil {
		return *d.pending, true, nil
	}
	mail, ok, err := d.Store.Next(ctx, d.Now())
	if ok && err == nil {
		d.pending = &mail
	}
	return mail, ok, err
}
