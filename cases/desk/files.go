package desk

import (
	"context"
	"errors"
	"fmt"

	"complaintsd/cases"
	"complaintsd/mailin"
)

// files reads the files once more that went with letters which the event may make anew. A mail that cannot be read
// any more has none: whoever wrote the letter hears of it.
func (d *Desk) files(ctx context.Context, e cases.Event, b cases.Book) (map[string][]cases.File, error) {
	found := map[string][]cases.File{}
	for _, sum := range b.Enclosing(e) {
		r, err := d.Kept(ctx, sum)
		if err != nil {
			return nil, fmt.Errorf("open the mail of a letter: %w", err)
		}
		lim := mailin.DefaultLimits()
		lim.Files = cases.MaxEnclosed
		s := &source{r: r}
		m := cases.Mail{Files: mailin.Parse(s, lim).Files()}
		if s.err = errors.Join(s.err, r.Close()); s.err != nil {
			return nil, fmt.Errorf("read the mail of a letter: %w", s.err)
		}
		found[sum] = m.Whole()
	}
	return found, nil
}
