package sqlite

import (
	"context"
	"fmt"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailout"
)

// held takes letters back that have not left, or lets held ones leave. One that is gone refuses the change: what was
// decided about it no longer fits. A sender that has one in hand without its final dot finds it gone at the dot, and
// cuts the connection; when the dot is out, the answer is waited for.
func (w *writer) held() error {
	for _, id := range w.change.Cancelled {
		err := w.still(id, `UPDATE letter SET state = 'cancelled', next = NULL, settled = ? WHERE id = ?
			AND next IS NOT NULL AND state IN ('held', 'due', 'uncertain', 'sending')`)
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
	if err != nil || n == 1 {
		return err
	}
	var state mailout.State
	if _, err := w.link.one(`SELECT state FROM letter WHERE id = ?`, []any{id}, &state); err != nil {
		return err
	}
	if state == mailout.Dotted {
		return fmt.Errorf("letter %d: %w", id, desk.ErrBusy)
	}
	return fmt.Errorf("letter %d waits no more: %w", id, errStale)
}

// unsent lists the letters to the parents of the cases that the outbox has not done with.
func unsent(l *link, b *cases.Book) error {
	for _, c := range b.Cases {
		err := l.each(`SELECT id, kind, lost > 0 FROM letter WHERE ref = ? AND ref <> '' AND next IS NOT NULL ORDER BY id`, []any{string(c.Ref)},
			func(scan scan) error {
				u := cases.Unsent{Ref: c.Ref}
				err := scan(&u.Letter, &u.Kind, &u.Doubt)
				if err == nil && u.Kind.ToParent() {
					b.Unsent = append(b.Unsent, u)
				}
				return err
			})
		if err != nil {
			return err
		}
	}
	return nil
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
