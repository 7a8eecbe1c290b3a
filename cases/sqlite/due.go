package sqlite

import (
	"context"
	"fmt"
	"time"

	"complaintsd/cases"
)

// Due lists the cases with a duty at or before now, the earliest first, at most limit.
func (s *Store) Due(ctx context.Context, now time.Time, limit int) ([]cases.Ref, error) {
	if err := s.inPlace(); err != nil { // asked each minute, also where nothing is written
		return nil, err
	}
	var refs []cases.Ref
	err := s.read(ctx, func(l *link) error {
		return l.each(`SELECT ref FROM "case" WHERE next <= ? ORDER BY next, ref LIMIT ?+0`, []any{now.UnixMilli(), limit},
			func(scan scan) error {
				var ref cases.Ref
				err := scan(&ref)
				refs = append(refs, ref)
				return err
			})
	})
	if err != nil {
		return nil, fmt.Errorf("list what is due: %w", err)
	}
	return refs, nil
}

// NextTick is the moment at which the next duty of any case is due; zero when there is none.
func (s *Store) NextTick(ctx context.Context) (time.Time, error) {
	var ms int64
	err := s.read(ctx, func(l *link) error {
		_, err := l.one(`SELECT next FROM "case" WHERE next IS NOT NULL ORDER BY next LIMIT 1`, nil, &ms)
		return err
	})
	if err != nil {
		return time.Time{}, fmt.Errorf("find the next duty: %w", err)
	}
	return instant(ms), nil
}

// LastSlot is the latest slot of a job that was done, "" when none was: slots of one job sort in the order
// of time.
func (s *Store) LastSlot(ctx context.Context, org, job string) (string, error) {
	var slot string
	err := s.read(ctx, func(l *link) error {
		_, err := l.one(`SELECT slot FROM job_run WHERE org = ? AND job = ? ORDER BY slot DESC LIMIT 1`, []any{org, job}, &slot)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("find the last slot of %s: %w", job, err)
	}
	return slot, nil
}

// Unwatched gives each case at which the clock never looks.
func (s *Store) Unwatched(ctx context.Context, take func(cases.Case) error) error {
	err := s.read(ctx, func(l *link) error {
		return l.each(`SELECT body FROM "case" WHERE next IS NULL ORDER BY id`, nil, func(scan scan) error {
			var body []byte
			if err := scan(&body); err != nil {
				return err
			}
			var c cases.Case
			if err := decode(body, &c); err != nil {
				return nil // Verify says so
			}
			return take(c)
		})
	})
	if err != nil {
		return fmt.Errorf("list unwatched cases: %w", err)
	}
	return nil
}
