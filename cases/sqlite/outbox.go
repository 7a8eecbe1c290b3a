package sqlite

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"complaintsd/cases/desk"
	"complaintsd/mailout"
)

// farOff is how long a letter waits after a crash when its timetable is at its end: its outcome is for the
// desk to decide, after one more attempt.
const farOff = 8 * time.Hour

// mostAtOnce is how many bytes of letters are handed out together, one letter more or less: with large files the
// memory is gone before the number of letters is reached.
const mostAtOnce = 4 << 20

// Claim hands out at most n letters of the organisation that are due at now, in the order of their number.
// Before it returns, each has one attempt more and the date of the next one: a crash costs that wait and no
// letter; what has no room in memory comes with the next call. Doubt tells that the answer to an earlier final dot was lost.
func (s *Store) Claim(ctx context.Context, org string, now time.Time, n int) ([]mailout.Letter, error) {
	ids, err := s.due(ctx, org, now, n)
	if err == nil && len(ids) == 0 {
		err = s.flush(ctx)
	}
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	letters, err := s.claim(ctx, ids, now)
	if err != nil {
		return nil, fmt.Errorf("claim letters: %w", err)
	}
	return letters, nil
}

// claim registers the attempts, and writes what was accepted. The dots know of the attempts before anybody else can
// write: a letter that is withdrawn at the very next moment is refused its dot.
func (s *Store) claim(ctx context.Context, ids []int64, now time.Time) (letters []mailout.Letter, err error) {
	accepted := s.dots.take()
	err = s.write(ctx, func(l *link) error {
		if err := applyAll(l, accepted); err != nil {
			return err
		}
		var err error
		letters, err = register(l, ids, now)
		s.dots.claimed(letters)
		return err
	})
	s.dots.wrote(accepted, err)
	if err == nil {
		return letters, nil
	}
	for _, letter := range letters { // they are not on their way after all
		s.dots.settled(letter.ID)
	}
	return nil, err
}

// register counts an attempt for each letter, as far as there is room.
func register(l *link, ids []int64, now time.Time) (letters []mailout.Letter, err error) {
	room := mostAtOnce
	for _, id := range ids {
		letter, found, err := readLetter(l, id)
		if err != nil {
			return nil, fmt.Errorf("letter %d: %w", id, err)
		}
		if !found {
			continue
		}
		letter.Attempts++
		letter.State = mailout.Sending
		wait, end := mailout.Retry(letter.Attempts, 0)
		if end {
			wait = farOff
		}
		if _, err := l.exec(`UPDATE letter SET state = 'sending', attempts = ?, next = ? WHERE id = ?`,
			letter.Attempts, now.Add(wait).UnixMilli(), id); err != nil {
			return nil, fmt.Errorf("letter %d: %w", id, err)
		}
		letters = append(letters, letter)
		if room -= len(letter.Bytes); room < 0 {
			break
		}
	}
	return letters, nil
}

// due looks before Claim writes: nothing to send is no reason for a transaction. A letter that is being
// sent is not due, however long that takes.
func (s *Store) due(ctx context.Context, org string, now time.Time, n int) ([]int64, error) {
	var ids []int64
	err := s.readHot(ctx, func(l *link) error {
		return l.each(`SELECT id FROM letter
			WHERE next IS NOT NULL AND org = ? AND next <= ? AND state NOT IN ('sending', 'dotted') ORDER BY id LIMIT ?+0`,
			[]any{org, now.UnixMilli(), n},
			func(scan scan) error {
				var id int64
				err := scan(&id)
				ids = append(ids, id)
				return err
			})
	})
	if err != nil {
		return nil, fmt.Errorf("look for due letters: %w", err)
	}
	return ids, nil
}

// letterQuery reads a letter that may leave; it is one that nobody took back meanwhile.
const letterQuery = `SELECT id, org, ref, kind, sender, recipient, ifnull(subject, ''), ifnull(text, ''), message_id, token,
	ifnull(files, ''), ifnull(bytes, x''), ifnull(sha256, ''), auto, release, state, attempts, lost > 0
	FROM letter LEFT JOIN letter_body ON letter = id WHERE id = ? AND next IS NOT NULL`

// readLetter reads a letter that may leave. One whose body is not what was decided is no error, which would hold up
// every other letter: it says so itself, and whoever was to send it settles it as refused, so that a person hears
// of it (invariant 3).
func readLetter(l *link, id int64) (mailout.Letter, bool, error) {
	var m mailout.Letter
	var files []byte
	var release int64
	var sum string
	found, err := l.one(letterQuery, []any{id},
		&m.ID, &m.Org, &m.Ref, &m.Kind, &m.From, &m.To, &m.Subject, &m.Text, &m.MessageID, &m.Token, &files, &m.Bytes, &sum,
		&m.Auto, &release, &m.State, &m.Attempts, &m.Doubt)
	if err != nil || !found {
		return m, false, err
	}
	m.Release = instant(release)
	unlisted := decode(files, &m.Files) != nil
	if len(m.Files) > 0 {
		if m.Bytes, err = whole(l, id, m.Bytes); err != nil {
			return m, false, err
		}
	}
	m.Damaged = unlisted || sumOf(m.Bytes) != sum
	return m, true, nil
}

// Defer gives a claimed letter the date of its next attempt. It stays uncertain when an answer was lost
// before.
func (s *Store) Defer(ctx context.Context, letter int64, next time.Time, reason string) error {
	err := s.write(ctx, func(l *link) error {
		return settle(l, desk.Settlement{Letter: letter, State: mailout.Due, Retry: next, Reason: reason}, 0)
	})
	if err != nil {
		return fmt.Errorf("defer letter %d: %w", letter, err)
	}
	s.dots.settled(letter)
	return nil
}

// NextDue is the moment at which the next letter of the organisation may leave; zero when none waits.
func (s *Store) NextDue(ctx context.Context, org string) (time.Time, error) {
	var ms int64
	err := s.readHot(ctx, func(l *link) error {
		_, err := l.one(`SELECT next FROM letter
			WHERE next IS NOT NULL AND org = ? AND state NOT IN ('sending', 'dotted') ORDER BY next LIMIT 1`,
			[]any{org}, &ms)
		return err
	})
	if err != nil {
		return time.Time{}, fmt.Errorf("find the next letter: %w", err)
	}
	return instant(ms), nil
}

// Interrupted lists the letters whose final dot may have gone out when the program ended. Their loss is an
// event of their cases: it is for the desk to settle them, before Recover.
func (s *Store) Interrupted(ctx context.Context) ([]mailout.Letter, error) {
	var letters []mailout.Letter
	err := s.read(ctx, func(l *link) error {
		var ids []int64
		err := l.each(`SELECT id FROM letter WHERE next IS NOT NULL AND state = 'dotted' ORDER BY id`, nil, func(scan scan) error {
			var id int64
			err := scan(&id)
			ids = append(ids, id)
			return err
		})
		for _, id := range ids {
			if err != nil {
				break
			}
			var m mailout.Letter
			if m, _, err = readLetter(l, id); err == nil {
				letters = append(letters, m)
			}
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list interrupted letters: %w", err)
	}
	return letters, nil
}

// Recover turns what a crash left half-done into what it is: an attempt without a dot is due again at the
// date that Claim registered, one with a dot is uncertain, and goes out once more at most. It is called
// once, before the first Claim.
func (s *Store) Recover(ctx context.Context, now time.Time) error {
	return s.RecoverBut(ctx, now, nil)
}

// RecoverBut is Recover for all letters but some with a dot, whose loss their cases could not be told: they stay as they
// are, leave no more, and are Interrupted again at the next start.
func (s *Store) RecoverBut(ctx context.Context, now time.Time, stuck []int64) error {
	wait, _ := mailout.Doubt(1)
	kept, err := json.Marshal(append([]int64{}, stuck...))
	if err != nil {
		return fmt.Errorf("recover letters: %w", err)
	}
	return s.write(ctx, func(l *link) error {
		_, err := l.exec(`UPDATE letter SET state = CASE WHEN lost > 0 THEN 'uncertain' ELSE 'due' END WHERE next IS NOT NULL AND state = 'sending'`)
		if err != nil {
			return fmt.Errorf("recover letters: %w", err)
		}
		_, err = l.exec(`UPDATE letter SET state = 'uncertain', lost = lost + 1, reason = 'the program ended while it was sent',
			next = CASE WHEN lost = 0 THEN ? END
			WHERE next IS NOT NULL AND state = 'dotted' AND id NOT IN (SELECT value FROM json_each(?))`, now.Add(wait).UnixMilli(), string(kept))
		if err != nil {
			return fmt.Errorf("recover letters: %w", err)
		}
		return nil
	})
}
