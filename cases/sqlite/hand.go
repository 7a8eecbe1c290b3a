package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
)

// hand is a small file beside the database: which mail is being read. It is written before each reading and never
// synced: it tells the next process which mail this one ended over, and what a process wrote outlives it without the
// disk. When the power fails, no mail is to blame.
type hand struct{ file *os.File } // nil in memory

// take notes that a mail is in hand, at which attempt. Both are kept at the same place and in the same width: a kill
// leaves the old line or the new one.
func (h hand) take(mail int64, attempt int) error {
	if h.file == nil {
		return nil
	}
	if _, err := h.file.WriteAt(fmt.Appendf(nil, "%20d %5d\n", mail, attempt), 0); err != nil {
		return fmt.Errorf("note that mail %d is in hand: %w", mail, err)
	}
	return nil
}

func (h hand) close() error {
	if h.file == nil {
		return nil
	}
	return errors.Join(h.take(0, 0), h.file.Close()) // an orderly end is no mail's fault
}

// blame opens the file beside the database at path, and counts an attempt of the mail that was in hand when the last
// process ended, if it got no outcome. The attempt stands in the note, so that a process that ends in here counts none
// twice.
func (s *Store) blame(path string) error {
	f, err := os.OpenFile(path+"-hand", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("open the note of the mail in hand: %w", err)
	}
	content, err := io.ReadAll(f)
	if err == nil {
		err = s.count(string(content))
	}
	if err != nil { // the note stays for the next start
		return errors.Join(fmt.Errorf("read the note of the mail in hand: %w", err), f.Close())
	}
	s.hand = hand{f}
	return nil
}

// count counts the attempt of which a note tells.
func (s *Store) count(note string) error {
	var mail, attempt int64
	if n, _ := fmt.Sscan(note, &mail, &attempt); n != 2 || mail == 0 {
		return nil
	}
	return s.write(context.Background(), func(l *link) error {
		_, err := l.exec(`UPDATE mail SET attempts = ? WHERE id = ? AND attempts = ? - 1 AND kind IS NULL`, attempt, mail, attempt)
		return err
	})
}

// mostSurvived is how often a mail that was read without harm may be in hand at the end of a process for other
// reasons. Beyond it the reason is taken to be the mail after all.
const mostSurvived = 8

// survived notes that the mail was read and the process still lives: what ends it from here on was not the
// reading.
func (s *Store) survived(id int64) func(context.Context) error {
	return func(ctx context.Context) error {
		cleared := int64(0)
		err := s.write(ctx, func(l *link) (err error) {
			cleared, err = l.exec(`UPDATE mail SET attempts = 0, survived = survived + 1 WHERE id = ? AND survived < ?`, id, mostSurvived)
			return err
		})
		if err == nil && cleared > 0 {
			err = s.named(s.hand.take(id, 1))
		}
		if err != nil {
			return fmt.Errorf("note that mail %d was read: %w", id, err)
		}
		return nil
	}
}
