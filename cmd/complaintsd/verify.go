package main

import (
	"fmt"
	"strings"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/sqlite"
	"complaintsd/cmd/complaintsd/config"
)

type verifyCmd struct {
	configured
	At   string `help:"Compare with the state at a moment, as a weekly overview tells it (RFC 3339)."`
	Head string `help:"The check number of that overview."`
}

func (c verifyCmd) Run(w *world) error {
	at, err := c.moment(w)
	if err != nil {
		return err
	}
	cfg, err := c.load(w)
	if err != nil {
		return err
	}
	store, err := witnessed(cfg, w)
	if err != nil {
		return err
	}
	defer store.Close()
	wrong := 0
	report := func(line string) {
		wrong++
		fmt.Fprintln(w.stdout, line)
	}
	if err := store.Verify(w.ctx, report); err != nil {
		return err
	}
	if err := store.Unwatched(w.ctx, unwatched(cfg, report)); err != nil {
		return err
	}
	if wrong > 0 {
		fmt.Fprintf(w.stderr, "complaintsd: %d things are not as they were written; keep this state, and restore a backup beside it\n", wrong)
		return errSaid
	}
	if _, err := fmt.Fprintln(w.stdout, "all is as it was written: histories, cases, mail, letters and tokens"); err != nil {
		return err
	}
	return c.heads(w, cfg, store, at)
}

func (c verifyCmd) moment(w *world) (time.Time, error) {
	if c.At == "" {
		return w.now(), nil
	}
	at, err := time.Parse(time.RFC3339, c.At)
	if err != nil {
		return at, errUsage{fmt.Errorf("--at: %q is no moment as 2026-11-23T08:00:00.000+01:00", c.At)}
	}
	return at, nil
}

// heads prints the check number of each organisation at the moment, and holds the given one against them: a database
// that was written anew is whole in itself, and only what left the machine tells.
func (c verifyCmd) heads(w *world, cfg *config.Config, store *sqlite.Store, at time.Time) error {
	found := false
	for _, o := range cfg.Organisations {
		head, err := store.Head(w.ctx, o.Prefix, at)
		if err != nil {
			return err
		}
		found = found || strings.EqualFold(head, c.Head)
		if _, err := fmt.Fprintf(w.stdout, "%s: check number %s, %s\n", o.Prefix, head, o.Local(at).Format("2006-01-02T15:04:05.000Z07:00")); err != nil {
			return err
		}
	}
	if c.Head != "" && !found {
		return fmt.Errorf("the check number %s is of no organisation at that moment: the histories are not those that the overview was made from", c.Head)
	}
	return nil
}

// witnessed opens the store with the keys that sign tokens, where they are: a backup may well be without them.
func witnessed(cfg *config.Config, w *world) (*sqlite.Store, error) {
	store, err := read(cfg, w.now)
	if err != nil {
		return nil, err
	}
	if lossOf(cfg) == keysLost {
		fmt.Fprintln(w.stderr, "complaintsd: there is no file token-keys beside the database, so that tokens are only looked for")
		return store, nil
	}
	keys, err := sqlite.LoadKeys(cfg.State, nil)
	if err != nil {
		fmt.Fprintf(w.stderr, "complaintsd: tokens are only looked for: %v\n", err)
		return store, nil
	}
	if err := store.Close(); err != nil {
		return nil, err
	}
	return sqlite.OpenReader(database(cfg), options(cfg, keys, w.now, nil))
}

// unwatched names a case that has duties and no moment at which the clock looks at it.
func unwatched(cfg *config.Config, report func(string)) func(cases.Case) error {
	return func(c cases.Case) error {
		for _, o := range cfg.Organisations {
			if o.Prefix == c.Org && len(o.Duties(c)) > 0 {
				report(fmt.Sprintf("case %s: something has still to be done, and the clock does not look at it", c.Ref))
			}
		}
		return nil
	}
}
