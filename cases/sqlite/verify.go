package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"complaintsd/cases"
)

// verifyBatch is how many rows are looked at in one view: a longer one would hold up the log.
const verifyBatch = 100

// Verify reads everything and reports, in a plain line each, what is not as it was written: the file itself,
// a history whose chain does not hold, a case that is not the fold of its history (invariant 9), and mail
// and letters whose bytes changed. The error is one of reading; what is wrong is only reported.
func (s *Store) Verify(ctx context.Context, report func(string)) error {
	if err := s.verifyFile(ctx, report); err != nil {
		return fmt.Errorf("verify the file: %w", err)
	}
	for _, t := range []struct {
		name  string
		after string // gives the next row ids
		check func(*link, int64, func(string)) error
	}{
		{"cases", `SELECT id FROM "case" WHERE id > ? ORDER BY id LIMIT ?`, verifyCase},
		{"mail", `SELECT id FROM mail WHERE id > ? ORDER BY id LIMIT ?`, verifyMail},
		{"letters", `SELECT id FROM letter WHERE id > ? ORDER BY id LIMIT ?`, verifyLetter},
	} {
		if err := s.sweep(ctx, t.after, func(l *link, id int64) error { return t.check(l, id, report) }); err != nil {
			return fmt.Errorf("verify %s: %w", t.name, err)
		}
	}
	return nil
}

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

func verifyCase(l *link, id int64, report func(string)) error {
	var ref cases.Ref
	var body, head, state, address string
	var seq int
	if _, err := l.one(`SELECT ref, body, seq, head, state, address FROM "case" WHERE id = ?`, []any{id},
		&ref, &body, &seq, &head, &state, &address); err != nil {
		return err
	}
	history, err := readHistory(l, ref)
	if err != nil {
		report(fmt.Sprintf("case %s: its history cannot be read: %v", ref, err))
		return nil
	}
	if row := cases.Broken(history); row != 0 {
		report(fmt.Sprintf("case %s: history row %d is not what was written", ref, row))
		return nil
	}
	c := cases.Fold(history)
	folded, err := encode(c)
	if err != nil {
		return err
	}
	if folded != body {
		report(fmt.Sprintf("case %s: its state is not the sum of its history", ref))
	} else if c.Seq != seq || c.Head != head || string(c.State) != state || c.Complainant.Email != address {
		report(fmt.Sprintf("case %s: what is looked up of it is not its state", ref))
	}
	return nil
}

func verifyMail(l *link, id int64, report func(string)) error {
	var want string
	var size, have int64
	if _, err := l.one(`SELECT sha256, size FROM mail WHERE id = ?`, []any{id}, &want, &size); err != nil {
		return err
	}
	sum := sha256.New()
	err := l.each(`SELECT bytes FROM mail_chunk WHERE mail = ? ORDER BY number`, []any{id}, func(scan scan) error {
		var chunk []byte
		err := scan(&chunk)
		have += int64(len(chunk))
		sum.Write(chunk)
		return err
	})
	if err != nil {
		return err
	}
	if have != size || hex.EncodeToString(sum.Sum(nil)) != want {
		report(fmt.Sprintf("mail %d: its bytes are not what arrived (%d bytes of %d)", id, have, size))
	}
	return nil
}

func verifyLetter(l *link, id int64, report func(string)) error {
	var want string
	var bytes []byte
	found, err := l.one(`SELECT sha256, bytes FROM letter_body WHERE letter = ?`, []any{id}, &want, &bytes)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(bytes)
	if !found || hex.EncodeToString(sum[:]) != want {
		report(fmt.Sprintf("letter %d: its bytes are not what was decided", id))
	}
	return nil
}
