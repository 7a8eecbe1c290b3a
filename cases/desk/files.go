package desk

import (
	"context"
	"errors"
	"fmt"

	"complaintsd/cases"
	"complaintsd/mailin"
)

// files reads the files once more that went with letters which the event may make anew, or make leave. A mail that
// cannot be read any more has none: whoever wrote the letter hears of it.
func (d *Desk) files(ctx context.Context, e cases.Event, b cases.Book) (map[string][]cases.File, error) {
	found := map[string][]cases.File{}
	for _, sum := range b.Enclosing(e) {
		m, err := d.kept(ctx, sum)
		switch {
		case err == nil:
			found[sum] = m.Whole()
		case e.Tick == nil:
			return nil, err
		case d.Log != nil: // what is due is done without them
			d.Log.Error("files left out", "org", e.Org, "err", err)
		}
	}
	return found, nil
}

// kept reads a mail for its files.
func (d *Desk) kept(ctx context.Context, sum string) (m cases.Mail, err error) {
	r, err := d.Kept(ctx, sum)
	if err != nil {
		return m, fmt.Errorf("open the mail of a letter: %w", err)
	}
	lim := mailin.DefaultLimits()
	lim.Files = cases.MaxEnclosed
	s := &source{r: r}
	calm(func() { m.Files = mailin.Parse(s, lim).Files() })
	if s.err = errors.Join(s.err, r.Close()); s.err != nil {
		return m, fmt.Errorf("read the mail of a letter: %w", s.err)
	}
	return m, nil
}
