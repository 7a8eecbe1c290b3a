package sqlite

import (
	"context"
	"fmt"
	"io"
	"time"

	"complaintsd/cases/desk"
)

// handful is how many waiting mails are looked up at once.
const handful = 32

// large is the size in bytes of a mail that takes its time to read: what waits for its durability does not wait for it.
const large = 1 << 20

// Next hands out the oldest accepted mail without an outcome, after it was noted that it is in hand. The second value
// is false when there is none. A mail that was handed out and got no outcome comes again.
func (s *Store) Next(ctx context.Context, _ time.Time) (desk.Mail, bool, error) {
	s.handing.Lock()
	defer s.handing.Unlock()
	m, found, err := s.next(ctx)
	if err != nil {
		return desk.Mail{}, false, fmt.Errorf("find the next mail: %w", err)
	}
	return m, found, nil
}

func (s *Store) next(ctx context.Context) (m desk.Mail, found bool, err error) {
	if s.again.Swap(false) {
		s.waiting = nil
	}
	if len(s.waiting) == 0 {
		if s.waiting, err = s.oldest(ctx); err != nil {
			return m, false, err
		}
	}
	if len(s.waiting) == 0 {
		return m, false, s.settleDown(ctx)
	}
	m = s.waiting[0]
	if m.Size > large {
		err = s.settleDown(ctx)
	}
	if err == nil {
		err = s.named(s.hand.take(m.ID, m.Attempts))
	}
	if err != nil {
		return m, false, err
	}
	s.waiting = s.waiting[1:]
	return m, true, nil
}

// oldest gives a handful of the mails without an outcome, in the order in which they arrived.
func (s *Store) oldest(ctx context.Context) (list []desk.Mail, err error) {
	err = s.readHot(ctx, func(l *link) error {
		return l.each(`SELECT id, org, sha256, arrived, attempts, size, imported FROM mail
			WHERE kind IS NULL ORDER BY arrived, id LIMIT ?+0`, []any{handful},
			func(scan scan) error {
				var m desk.Mail
				var arrived int64
				err := scan(&m.ID, &m.Org, &m.SHA256, &arrived, &m.Attempts, &m.Size, &m.Imported)
				m.Arrived, m.Open = instant(arrived), s.opener(m.ID)
				if m.Attempts > 0 {
					m.Survived = s.survived(m.ID)
				}
				m.Attempts++
				list = append(list, m)
				return err
			})
	})
	return list, err
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
