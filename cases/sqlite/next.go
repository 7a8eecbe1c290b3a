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
		return l.each(`SELECT id, org, sha256, arrived, attempts, start, size, imported FROM mail
			WHERE kind IS NULL ORDER BY arrived, id LIMIT ?+0`, []any{handful},
			func(scan scan) error {
				var m desk.Mail
				var arrived, start int64
				err := scan(&m.ID, &m.Org, &m.SHA256, &arrived, &m.Attempts, &start, &m.Size, &m.Imported)
				m.Arrived, m.Open = instant(arrived), s.raw.opener(start, m.Size)
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

// Kept gives the raw bytes of a mail that came before, by its hash. Of one that is not there nothing can be read.
func (s *Store) Kept(ctx context.Context, sha256 string) (io.ReadCloser, error) {
	var start, size int64
	err := s.readHot(ctx, func(l *link) error {
		_, err := l.one(`SELECT start, size FROM mail WHERE sha256 = ? ORDER BY id LIMIT 1`, []any{sha256}, &start, &size)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("find a mail by its hash: %w", err)
	}
	return s.raw.open(start, size)
}
