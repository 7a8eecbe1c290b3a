package sqlite

import (
	"context"
	"fmt"
	"io"
	"time"

	"complaintsd/cases/desk"
)

// handful is how many mails are marked as attempted in one transaction. A mail that kills the process is
// found by its second attempt: what was attempted before is marked and handed out alone, so that a mail
// marked together with it gets no second attempt by its fault.
const handful = 32

// Next hands out the oldest accepted mail without an outcome, after its attempt was counted durably. The
// second value is false when there is none. A mail that was handed out and got no outcome comes again,
// after those that are already marked.
func (s *Store) Next(ctx context.Context, _ time.Time) (desk.Mail, bool, error) {
	s.handing.Lock()
	defer s.handing.Unlock()
	if len(s.waiting) == 0 {
		if err := s.mark(ctx); err != nil {
			return desk.Mail{}, false, fmt.Errorf("find the next mail: %w", err)
		}
	}
	if len(s.waiting) == 0 {
		return desk.Mail{}, false, nil
	}
	m := s.waiting[0]
	s.waiting = s.waiting[1:]
	return m, true, nil
}

// mark fills waiting. It looks before it writes: an empty table is no reason for a transaction.
func (s *Store) mark(ctx context.Context) error {
	if !s.forgiven {
		if err := s.write(ctx, forgive); err != nil {
			return err
		}
		s.forgiven = true
	}
	var ids []int64
	err := s.readHot(ctx, func(l *link) (err error) {
		ids, err = oldest(l)
		return err
	})
	if err != nil || len(ids) == 0 {
		return err
	}
	var list []desk.Mail
	err = s.write(ctx, func(l *link) error {
		for _, id := range ids {
			if _, err := l.exec(`UPDATE mail SET attempts = attempts + 1 WHERE id = ?`, id); err != nil {
				return err
			}
			m := desk.Mail{ID: id}
			var arrived int64
			_, err := l.one(`SELECT org, sha256, arrived, attempts, size, imported FROM mail WHERE id = ?`, []any{id},
				&m.Org, &m.SHA256, &arrived, &m.Attempts, &m.Size, &m.Imported)
			if err != nil {
				return err
			}
			m.Arrived, m.Open = instant(arrived), s.opener(id)
			if m.Attempts > 1 {
				m.Survived = s.survived(id)
			}
			list = append(list, m)
		}
		return nil
	})
	if err == nil {
		s.waiting = list
	}
	return err
}

// mostSurvived is how often a mail that was read without harm may be in hand at the end of a process for other
// reasons. Beyond it the reason is taken to be the mail after all.
const mostSurvived = 8

// survived notes that the mail was read and the process still lives: what ends it from here on was not the
// reading.
func (s *Store) survived(id int64) func(context.Context) error {
	return func(ctx context.Context) error {
		return s.write(ctx, func(l *link) error {
			_, err := l.exec(`UPDATE mail SET attempts = 1, survived = survived + 1 WHERE id = ? AND survived < ?`, id, mostSurvived)
			if err != nil {
				return fmt.Errorf("note that mail %d was read: %w", id, err)
			}
			return nil
		})
	}
}

// forgive takes back the attempts of mails that were marked together with another and not read. They are read
// in order: only the first of them was in hand when the last process ended. Without this, a mail would be set
// aside whose own reading was broken off once.
func forgive(l *link) error {
	_, err := l.exec(`UPDATE mail SET attempts = attempts - 1 WHERE kind IS NULL AND attempts > 0 AND id <>
		(SELECT id FROM mail WHERE kind IS NULL AND attempts > 0 ORDER BY arrived, id LIMIT 1)`)
	if err != nil {
		return fmt.Errorf("take back attempts: %w", err)
	}
	return nil
}

// handBack takes back the attempts of mails that are marked and were not handed out: a process that ends in order
// puts none of them in doubt. Where that fails, the next process forgives all but one.
func (s *Store) handBack(ctx context.Context) error {
	s.handing.Lock()
	defer s.handing.Unlock()
	if len(s.waiting) == 0 {
		return nil
	}
	list := s.waiting
	s.waiting = nil
	return s.write(ctx, func(l *link) error {
		for _, m := range list {
			if _, err := l.exec(`UPDATE mail SET attempts = attempts - 1 WHERE id = ? AND attempts > 0`, m.ID); err != nil {
				return fmt.Errorf("hand back mail %d: %w", m.ID, err)
			}
		}
		return nil
	})
}

// oldest gives the mails to mark next: a handful that nobody attempted, or one that somebody did.
func oldest(l *link) ([]int64, error) {
	var ids []int64
	err := l.each(`SELECT id, attempts FROM mail WHERE kind IS NULL ORDER BY arrived, id LIMIT ?+0`, []any{handful},
		func(scan scan) error {
			var id int64
			var attempts int
			if err := scan(&id, &attempts); err != nil {
				return err
			}
			if attempts > 0 && len(ids) > 0 {
				return errEnough
			}
			ids = append(ids, id)
			if attempts > 0 {
				return errEnough
			}
			return nil
		})
	return ids, err
}

// opener gives the raw bytes of a mail, as often as they are wanted. Each chunk is read for itself: a view
// that stayed open would hold up the log, and in memory everybody else.
func (s *Store) opener(mail int64) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return &chunks{store: s, mail: mail}, nil }
}

// Kept gives the raw bytes of a mail that came before, by its hash. Of one that is not there nothing can be read.
func (s *Store) Kept(ctx context.Context, sha256 string) (io.ReadCloser, error) {
	var id int64
	err := s.readHot(ctx, func(l *link) error {
		_, err := l.one(`SELECT id FROM mail WHERE sha256 = ? ORDER BY id LIMIT 1`, []any{sha256}, &id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("find a mail by its hash: %w", err)
	}
	return s.opener(id)()
}

type chunks struct {
	store *Store
	mail  int64
	next  int
	rest  []byte // of the chunk in hand
}

func (c *chunks) Read(p []byte) (int, error) {
	for len(c.rest) == 0 {
		found := false
		err := c.store.readHot(context.Background(), func(l *link) error {
			return l.each(`SELECT bytes FROM mail_chunk WHERE mail = ? AND number = ?`, []any{c.mail, c.next}, func(scan scan) error {
				found = true
				return scan(&c.rest)
			})
		})
		if err != nil {
			return 0, fmt.Errorf("read chunk %d of mail %d: %w", c.next, c.mail, err)
		}
		if !found {
			return 0, io.EOF
		}
		c.next++
	}
	n := copy(p, c.rest)
	c.rest = c.rest[n:]
	return n, nil
}

func (c *chunks) Close() error {
	c.rest = nil
	return nil
}
