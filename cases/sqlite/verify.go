package sqlite

import (
	"context"
	"errors"
	"fmt"
)

// verifyBatch is how many rows are looked at in one view: a longer one would hold up the log.
const verifyBatch = 100

// Verify reads everything and reports, in a plain line each, what is not as it was written: the file itself,
// a history whose chain does not hold, a case that is not the fold of its history (invariant 9), mail and letters
// whose bytes or rows changed, numbers that are missing, and what the tables say of each other. The error is one of
// reading; what is wrong is only reported.
func (s *Store) Verify(ctx context.Context, report func(string)) error {
	err := s.verifyRows(ctx, report)
	if err == nil {
		err = s.verifyTies(ctx, report)
	}
	return err
}

// verifyRows looks at each row by itself.
func (s *Store) verifyRows(ctx context.Context, report func(string)) error {
	if err := s.verifyFile(ctx, report); err != nil {
		return fmt.Errorf("verify the file: %w", err)
	}
	if s.raw.lost != nil { // once, and not of each mail
		report(fmt.Sprintf("raw mail: none of it can be read: %v", s.raw.lost))
	}
	for _, t := range []struct {
		name  string
		after string // gives the next row ids
		check func(*link, int64, func(string)) error
	}{
		{"cases", allCases, verifyCase},
		{"mail", allMail, s.verifyMail},
		{"letters", allLetters, verifyLetter},
	} {
		if err := s.sweep(ctx, t.after, func(l *link, id int64) error { return t.check(l, id, report) }); err != nil {
			return fmt.Errorf("verify %s: %w", t.name, err)
		}
	}
	return nil
}

// The next rows of a table, a batch at a time.
const (
	allCases   = `SELECT id FROM "case" WHERE id > ? ORDER BY id LIMIT ?`
	allMail    = `SELECT id FROM mail WHERE id > ? ORDER BY id LIMIT ?`
	allLetters = `SELECT id FROM letter WHERE id > ? ORDER BY id LIMIT ?`
)

func (s *Store) verifyFile(ctx context.Context, report func(string)) error {
	return s.read(ctx, func(l *link) error {
		err := l.each(`PRAGMA integrity_check`, nil, func(scan scan) error {
			var line string
			err := scan(&line)
			if err == nil && line != "ok" {
				report("database: " + line)
			}
			return err
		})
		if err != nil {
			return err
		}
		if err := verifyGuards(l, report); err != nil {
			return err
		}
		return l.each(`SELECT "table", rowid, parent FROM pragma_foreign_key_check`, nil, func(scan scan) error {
			var table, parent string
			var row *int64
			if err := scan(&table, &row, &parent); err != nil {
				return err
			}
			report(fmt.Sprintf("database: a row of %s belongs to a row of %s that is not there", table, parent))
			return nil
		})
	})
}

// sweep calls check for each id, a batch in one view.
func (s *Store) sweep(ctx context.Context, query string, check func(*link, int64) error) error {
	last := int64(-1)
	for {
		var ids []int64
		err := s.read(ctx, func(l *link) error {
			err := l.each(query, []any{last, verifyBatch}, func(scan scan) error {
				var id int64
				err := scan(&id)
				ids = append(ids, id)
				return err
			})
			for _, id := range ids {
				if err == nil {
					err = errors.Join(ctx.Err(), check(l, id))
				}
			}
			return err
		})
		if err != nil || len(ids) == 0 {
			return err
		}
		last = ids[len(ids)-1]
	}
}
