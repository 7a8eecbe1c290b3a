package sqlite

import (
	"context"
	"fmt"

	"complaintsd/cases"
)

// held takes letters back that have not left, or lets held ones leave. One that is gone refuses the change: what was
// decided about it no longer fits. A sender that has one in hand is refused its final dot, and cuts the connection;
// when the dot is out, the answer is waited for. Those that wait for another attempt may be told to hurry.
func (w *writer) held() error {
	for _, id := range w.change.Cancelled {
		if err := w.dots.withdraw(id); err != nil {
			return fmt.Errorf("letter %d: %w", id, err)
		}
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
	if w.change.Hurried == "" {
		return nil
	}
	_, err := w.link.exec(`UPDATE letter SET next = ? WHERE next > ? AND state = 'due' AND org = ? AND recipient = ?`,
		w.now, w.now, w.change.Org, w.change.Hurried)
	return err
}

func (w *writer) still(id int64, update string) error {
	n, err := w.link.exec(update, w.now, id)
	if err == nil && n != 1 {
		err = fmt.Errorf("letter %d waits no more: %w", id, errStale)
	}
	return err
}

// unsent lists the letters that the outbox has not done with and that name one of the cases.
func unsent(l *link, b *cases.Book, org string) error {
	found := map[int64]int{}
	for _, c := range b.Cases {
		err := l.each(`SELECT id, ref, kind, recipient, lost > 0 FROM letter JOIN letter_body ON letter = id
			WHERE org = ? AND next IS NOT NULL AND (ref = ? OR instr(subject, ?) > 0 OR instr(text, ?) > 0) ORDER BY id`,
			[]any{org, string(c.Ref), string(c.Ref), string(c.Ref)},
			func(scan scan) error {
				var u cases.Unsent
				err := scan(&u.Letter, &u.Ref, &u.Kind, &u.To, &u.Doubt)
				i, known := found[u.Letter]
				if !known {
					i, b.Unsent = len(b.Unsent), append(b.Unsent, u)
					found[u.Letter] = i
				}
				b.Unsent[i].About = append(b.Unsent[i].About, c.Ref)
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
