package main

import "fmt"

type verifyCmd struct{ configured }

func (c verifyCmd) Run(w *world) error {
	cfg, err := c.load(w)
	if err != nil {
		return err
	}
	store, err := read(cfg, w.now)
	if err != nil {
		return err
	}
	defer store.Close()
	wrong := 0
	err = store.Verify(w.ctx, func(line string) {
		wrong++
		fmt.Fprintln(w.stdout, line)
	})
	if err != nil {
		return err
	}
	if wrong > 0 {
		fmt.Fprintf(w.stderr, "complaintsd: %d things are not as they were written; keep this state, and restore a backup beside it\n", wrong)
		return errSaid
	}
	_, err = fmt.Fprintln(w.stdout, "all is as it was written: histories, cases, mail and letters")
	return err
}
