package main

import (
	"fmt"

	"complaintsd/cases"
	"complaintsd/cases/sqlite"
	"complaintsd/cmd/complaintsd/config"
)

type verifyCmd struct{ configured }

func (c verifyCmd) Run(w *world) error {
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
	_, err = fmt.Fprintln(w.stdout, "all is as it was written: histories, cases, mail, letters and tokens")
	return err
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
