package sqlite

import (
	"context"
	"fmt"
	"slices"

	"complaintsd/mailin"
)

// Unknown gives those of the UIDs that have no row yet, in the order given.
func (s *Store) Unknown(ctx context.Context, account, mailbox string, validity uint32, uids []uint32) ([]uint32, error) {
	if len(uids) == 0 {
		return nil, nil
	}
	var known []uint32
	err := s.read(ctx, func(l *link) error {
		return l.each(`SELECT uid FROM place
			WHERE account = ? AND mailbox = ? AND validity = ? AND uid BETWEEN ? AND ? ORDER BY uid`,
			[]any{account, mailbox, validity, slices.Min(uids), slices.Max(uids)},
			func(scan scan) error {
				var uid uint32
				err := scan(&uid)
				known = append(known, uid)
				return err
			})
	})
	if err != nil {
		return nil, fmt.Errorf("look for unknown messages: %w", err)
	}
	var unknown []uint32
	for _, uid := range uids {
		if _, found := slices.BinarySearch(known, uid); !found {
			unknown = append(unknown, uid)
		}
	}
	return unknown, nil
}

// Unfiled lists settled messages that still stand where they were found, oldest first, at most limit.
func (s *Store) Unfiled(ctx context.Context, account, mailbox string, validity uint32, limit int) ([]mailin.Filing, error) {
	var list []mailin.Filing
	err := s.read(ctx, func(l *link) error {
		return l.each(`SELECT uid, (SELECT aside FROM mail WHERE id = place.mail) FROM place
			WHERE account = ? AND mailbox = ? AND validity = ? AND state = 'settled' ORDER BY uid LIMIT ?+0`,
			[]any{account, mailbox, validity, limit},
			func(scan scan) error {
				var f mailin.Filing
				err := scan(&f.UID, &f.Aside)
				list = append(list, f)
				return err
			})
	})
	if err != nil {
		return nil, fmt.Errorf("list messages to be filed: %w", err)
	}
	return list, nil
}

// Filed notes that the messages no longer stand there: moved by us, or gone. One that is not known is
// passed over.
func (s *Store) Filed(ctx context.Context, account, mailbox string, validity uint32, uids []uint32) error {
	if len(uids) == 0 {
		return nil
	}
	return s.write(ctx, func(l *link) error {
		for _, uid := range uids {
			_, err := l.exec(`UPDATE place SET state = 'filed'
				WHERE account = ? AND mailbox = ? AND validity = ? AND uid = ? AND state <> 'filed'`,
				account, mailbox, validity, uid)
			if err != nil {
				return fmt.Errorf("note message %d as filed: %w", uid, err)
			}
		}
		return nil
	})
}

// Counts of the messages that were seen in one mailbox, for its reconciliation with what stands there.
type Counts struct {
	Waiting int // no outcome yet
	Settled int // outcome known, not filed
	Filed   int // no longer there
	Left    int // outcome known, to be left where it is
}

// Count counts the messages of a mailbox by what became of them.
func (s *Store) Count(ctx context.Context, account, mailbox string, validity uint32) (Counts, error) {
	var c Counts
	err := s.read(ctx, func(l *link) error {
		return l.each(`SELECT state, count(*) FROM place WHERE account = ? AND mailbox = ? AND validity = ? GROUP BY state`,
			[]any{account, mailbox, validity},
			func(scan scan) error {
				var state string
				var n int
				err := scan(&state, &n)
				*map[string]*int{"waiting": &c.Waiting, "settled": &c.Settled, "filed": &c.Filed, "left": &c.Left}[state] = n
				return err
			})
	})
	if err != nil {
		return Counts{}, fmt.Errorf("count messages: %w", err)
	}
	return c, nil
}
