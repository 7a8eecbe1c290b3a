package sqlite

import (
	"context"
	"fmt"
)

// held takes held letters back, or lets them leave. One that is on its way already, or gone, refuses the
// change: what was decided about it no longer fits.
func (w *writer) held() error {
	for _, id := range w.change.Cancelled {
		err := w.still(id, `UPDATE letter SET state = 'cancelled', next = NULL, settled = ? WHERE id = ? AND state = 'held'`)
		if err != nil {
			return err
		}
	}
	for _, id := range w.change.Released {
		if err := w.still(id, `UPDATE letter SET state = 'due', next = ? WHERE id = ? AND state = 'held'`); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) still(id int64, update string) error {
	n, err := w.link.exec(update, w.now, id)
	if err == nil && n != 1 {
		err = fmt.Errorf("letter %d is held no more: %w", id, errStale)
	}
	return err
}

// InFlight counts the letters that are with the relay at this moment.
func (s *Store) InFlight(ctx context.Context) (n int, err error) {
	err = s.read(ctx, func(l *link) error {
		_, err := l.one(`SELECT count(*) FROM letter WHERE next IS NOT NULL AND state IN ('sending', 'dotted')`, nil, &n)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("count letters on their way: %w", err)
	}
	return n, nil
}
