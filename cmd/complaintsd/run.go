package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"golang.org/x/sync/errgroup"

	"complaintsd/cases/desk"
	"complaintsd/cases/sqlite"
	"complaintsd/cmd/complaintsd/config"
	"complaintsd/mailin"
	"complaintsd/mailin/imap"
	"complaintsd/mailin/ocr"
	"complaintsd/mailout/outbox"
	"complaintsd/mailout/smtp"
)

type runCmd struct {
	configured
	Verbose bool `help:"Log also what is ordinary."`
}

// What the collector is told. Little of the memory is in use for long, so that it would run for every second
// mail; instead it waits for its share of the 50 MB that the whole program may take, mail server beside it.
const (
	memory  = 26 << 20 // bytes; code and database take the rest
	garbage = 400      // percent of what is in use
)

func (c runCmd) Run(w *world) error {
	cfg, err := c.load(w)
	if err != nil {
		return err
	}
	if problems := cfg.Secrets(); len(problems) > 0 {
		for _, p := range problems {
			fmt.Fprintln(w.stderr, p)
		}
		return errSaid
	}
	debug.SetMemoryLimit(memory)
	debug.SetGCPercent(garbage)
	level := slog.LevelInfo
	if c.Verbose {
		level = slog.LevelDebug
	}
	log := slog.New(slog.NewTextHandler(w.stderr, &slog.HandlerOptions{Level: level}))
	var h *house
	now := newSteady(w.now, log).Now
	err = withRoom(w.ctx, log, func() (err error) {
		h, err = open(cfg, now)
		return err
	})
	if err != nil {
		return unlessStopped(err)
	}
	log.Info("started", "version", version, "state", cfg.State, "instance", h.store.Instance())
	err = h.run(w.ctx, log)
	log.Info("stopped")
	return errors.Join(err, h.Close())
}

// daemon is the house with its machines running.
type daemon struct {
	*house
	log      *slog.Logger
	arrived  chan struct{}            // mail was accepted
	due      map[string]chan struct{} // letters were queued
	watchers map[string]*imap.Watcher
	trouble  *trouble
	scanned  chan struct{} // mail was settled: there may be scans
	full     chan struct{} // the disk has no room
}

// run starts the machines and waits for them: one watcher and one sender an organisation, one reader, one
// clock. It returns when the context ends, or when the store can no longer be trusted.
func (h *house) run(ctx context.Context, log *slog.Logger) error {
	d := &daemon{
		house: h, log: log, arrived: make(chan struct{}, 1), scanned: make(chan struct{}, 1), full: make(chan struct{}, 1),
		due: map[string]chan struct{}{}, watchers: map[string]*imap.Watcher{},
	}
	h.desk.Log = log
	d.trouble = newTrouble(d)
	if err := withRoom(ctx, log, func() error { return d.recover(ctx) }); err != nil {
		return unlessStopped(err)
	}
	if h.lost != nil {
		log.Error(h.lost.log)
		d.trouble.pass(news{"", false, h.lost.dutch})
	}
	h.desk.Queued = func(int) {
		for _, c := range d.due {
			nudge(c)
		}
	}
	g, ctx := errgroup.WithContext(ctx)
	for _, o := range h.cfg.Organisations {
		d.due[o.Prefix] = make(chan struct{}, 1)
	}
	for _, o := range h.cfg.Organisations {
		watcher, sender := d.watcher(o.Prefix), d.sender(o.Prefix)
		d.watchers[o.Prefix] = watcher
		g.Go(func() error { return watcher.Run(ctx) })
		g.Go(func() error { return sender(ctx) })
		if d.cfg.Mail[o.Prefix].IMAP.Junk != "" {
			junk := d.junk(o.Prefix)
			g.Go(func() error { return junk.Run(ctx) })
		}
	}
	if reader := ocr.Find(); h.cfg.Scans == config.Auto && reader.Works() {
		reader.Folder = spool(h.cfg)
		g.Go(func() error { return d.scans(ctx, reader) })
	}
	g.Go(func() error { return d.read(ctx) })
	g.Go(func() error { return d.clock(ctx) })
	g.Go(func() error { return d.trouble.tell(ctx) })
	g.Go(func() error { return d.disk(ctx) })
	return unlessStopped(g.Wait())
}

// unlessStopped forgets an error that only says that the program was asked to end.
func unlessStopped(err error) error {
	if errors.Is(err, context.Canceled) && !errors.Is(err, sqlite.ErrDoubt) {
		return nil
	}
	return err
}

func (d *daemon) watcher(org string) *imap.Watcher {
	return &imap.Watcher{
		Config: mailbox(org, d.cfg.Mail[org].IMAP, spool(d.cfg)),
		Inbox:  inbox{d.store, func(err error) { d.trouble.reportFull(org, "intake", err) }}, Log: d.log, Now: d.desk.Now,
		Accepted: func() { nudge(d.arrived) },
		Health:   func(account string, err error) { d.trouble.report(org, "mailbox", err) },
	}
}

// junk looks at the folder of junk of an organisation.
func (d *daemon) junk(org string) *imap.Junk {
	return &imap.Junk{
		Config: mailbox(org, d.cfg.Mail[org].IMAP, spool(d.cfg)), Log: d.log,
		Suspect: func(ctx context.Context, batch []mailin.Raw) error { return d.desk.Junk(ctx, org, batch) },
	}
}

// sender empties the outbox of an organisation until the context ends.
func (d *daemon) sender(org string) func(context.Context) error {
	q := &queue{Store: d.store, desk: d.desk, heard: d.sent}
	s := &outbox.Sender{
		Org: org, Queue: q, Transport: smtp.New(relay(d.cfg.Mail[org].SMTP), d.desk.Now),
		Now: d.desk.Now, Log: d.log, Wake: d.due[org],
		Health: func(err error) { d.trouble.report(org, "relay", err) },
	}
	return s.Run
}

func nudge(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// restMax is the longest pause after a failing store.
const restMax = time.Minute

// read lets the desk settle what was accepted, and wakes the watchers to file it.
func (d *daemon) read(ctx context.Context) error {
	rest := time.Second
	for ctx.Err() == nil {
		settled, err := d.drain(ctx)
		if settled > 0 {
			nudge(d.scanned)
			for _, w := range d.watchers {
				w.Nudge()
			}
		}
		wait := time.Minute
		switch {
		case errors.Is(err, sqlite.ErrDoubt):
			return err
		case errors.Is(err, desk.ErrBusy): // the mail takes back a letter that is with the relay: its answer is near
			wait = time.Second
		case err != nil && ctx.Err() == nil:
			d.trouble.report("", "store", err)
			wait, rest = rest, min(2*rest, restMax)
		default:
			d.trouble.report("", "store", nil)
			rest = time.Second
		}
		select {
		case <-ctx.Done():
		case <-d.arrived:
		case <-time.After(wait):
		}
	}
	return ctx.Err()
}

// drain settles all that waits, and files in between so that a long backlog does not stand in the mailbox
// until its end.
func (d *daemon) drain(ctx context.Context) (settled int, err error) {
	for ctx.Err() == nil {
		found, err := d.desk.Receive(ctx)
		if err != nil || !found {
			return settled, err
		}
		if settled++; settled%200 == 0 {
			for _, w := range d.watchers {
				w.Nudge()
			}
		}
	}
	return settled, ctx.Err()
}
