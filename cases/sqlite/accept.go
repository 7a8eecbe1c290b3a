package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"complaintsd/cases"
	"complaintsd/mailin"
)

// Accept makes a batch durable in one transaction: raw bytes, and the place where each message stands. A
// message that is there already, by its place or by its content, costs a place at most.
func (s *Store) Accept(ctx context.Context, batch []mailin.Raw) error {
	_, err := s.take(ctx, batch, false)
	return err
}

// Import does what Accept does for mail out of files: Place.Account names the organisation, and a zero UID
// means that the message stands in no mailbox. It tells how many were new.
func (s *Store) Import(ctx context.Context, batch []mailin.Raw) (added int, err error) {
	return s.take(ctx, batch, true)
}

func (s *Store) take(ctx context.Context, batch []mailin.Raw, imported bool) (added int, err error) {
	arrivals, err := identify(ctx, batch)
	if err != nil {
		return 0, err
	}
	var size int64
	for _, a := range arrivals {
		size += a.size
	}
	if err := s.room(size); err != nil {
		return 0, err
	}
	err = s.write(ctx, func(l *link) (err error) {
		added, err = s.takeAll(ctx, l, batch, arrivals, imported)
		return err
	})
	return added, err
}

// takeAll takes a batch. When it comes to nothing, what it wrote beside the database is taken away again.
func (s *Store) takeAll(ctx context.Context, l *link, batch []mailin.Raw, arrivals []arrival, imported bool) (int, error) {
	_, start, err := s.last(l)
	if err != nil {
		return 0, err
	}
	if !s.raw.reaches(start) {
		s.broken.Store(true)
		return 0, fmt.Errorf("%w: %s was cut off while the program ran", ErrDoubt, mailPath(s.path))
	}
	added, err := s.takeEach(ctx, l, batch, arrivals, imported)
	if err == nil && added > 0 {
		err = s.raw.sync()
	}
	if err != nil {
		s.raw.cut(start)
		return 0, err
	}
	return added, nil
}

func (s *Store) takeEach(ctx context.Context, l *link, batch []mailin.Raw, arrivals []arrival, imported bool) (added int, err error) {
	for i, raw := range batch {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		isNew, err := s.takeOne(l, raw, arrivals[i], imported)
		if err != nil {
			return 0, refusal(raw, err)
		}
		if isNew {
			added++
		}
	}
	return added, nil
}

// last gives the number of the newest mail, and where raw mail ends.
func (s *Store) last(l *link) (id, end int64, err error) {
	_, err = l.one(`SELECT id, start + size FROM mail ORDER BY id DESC LIMIT 1`, nil, &id, &end)
	return id, max(end, s.raw.begin), err
}

func refusal(raw mailin.Raw, err error) error {
	p := raw.Place
	return fmt.Errorf("accept message %s/%d/%d: %w", p.Mailbox, p.Validity, p.UID, err)
}

// arrival is a message on its way into the table.
type arrival struct {
	id, start         int64
	sha, ident, msgID string
	size              int64
	twin              int64 // an earlier mail with the same Message-ID and other content
}

// identify reads the messages once before they are written: hashing takes as long as writing, and in the
// meantime others may write.
func identify(ctx context.Context, batch []mailin.Raw) ([]arrival, error) {
	list := make([]arrival, len(batch))
	for i, raw := range batch {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := list[i].identify(raw); err != nil {
			return nil, refusal(raw, err)
		}
	}
	return list, nil
}

// identify reads who the message is. One over which that panics is known by its bytes alone, as one without Message-ID
// is: it is not yet there, so that nobody could set it aside, and it would end every life of the program.
func (a *arrival) identify(raw mailin.Raw) (err error) {
	defer func() {
		if recover() != nil {
			err = a.bare(raw)
		}
	}()
	r, err := raw.Open()
	if err != nil {
		return fmt.Errorf("open: %w", err)
	}
	defer r.Close()
	a.sha, a.ident, a.msgID, a.size, err = mailin.Identity(r)
	return err
}

// bare is identify without looking at what the message says.
func (a *arrival) bare(raw mailin.Raw) error {
	r, err := raw.Open()
	if err != nil {
		return fmt.Errorf("open: %w", err)
	}
	defer r.Close()
	sum := sha256.New()
	if a.size, err = io.Copy(sum, r); err != nil {
		return fmt.Errorf("read message: %w", err)
	}
	a.msgID, a.sha = "", hex.EncodeToString(sum.Sum(nil))
	a.ident = a.sha
	return nil
}

func (s *Store) takeOne(l *link, raw mailin.Raw, a arrival, imported bool) (added bool, err error) {
	p := raw.Place
	if p.UID != 0 {
		var one int
		found, err := l.one(`SELECT 1 FROM place WHERE account = ? AND mailbox = ? AND validity = ? AND uid = ?`,
			[]any{p.Account, p.Mailbox, p.Validity, p.UID}, &one)
		if err != nil || found {
			return false, err
		}
	}
	copyOf, err := a.find(l, p.Account)
	if err != nil {
		return false, err
	}
	if copyOf != 0 {
		return false, stands(l, p, copyOf)
	}
	last, start, err := s.last(l)
	if err != nil {
		return false, err
	}
	a.id, a.start = last+1, start
	if err := s.raw.write(raw, a.start, a.size); err != nil {
		return false, err
	}
	if err := s.insert(l, a, raw, imported); err != nil {
		return false, err
	}
	return true, stands(l, p, a.id)
}

// find looks for the same mail of the organisation: by Message-ID and what no relay changes, or, when it
// has no Message-ID, by its bytes. Message-ID alone would let a stranger swallow a mail.
func (a *arrival) find(l *link, org string) (copyOf int64, err error) {
	if a.msgID == "" {
		_, err = l.one(`SELECT id FROM mail WHERE sha256 = ? AND message_id = '' AND org = ? LIMIT 1`,
			[]any{a.sha, org}, &copyOf)
		return copyOf, err
	}
	found, err := l.one(`SELECT id FROM mail WHERE message_id = ? AND message_id <> '' AND ident = ? AND org = ? LIMIT 1`,
		[]any{a.msgID, a.ident, org}, &copyOf)
	if err != nil || found {
		return copyOf, err
	}
	_, err = l.one(`SELECT id FROM mail WHERE message_id = ? AND message_id <> '' AND org = ? LIMIT 1`,
		[]any{a.msgID, org}, &a.twin)
	return 0, err
}

func (s *Store) insert(l *link, a arrival, raw mailin.Raw, imported bool) error {
	now := s.now()
	arrived := raw.Arrived
	if arrived.IsZero() {
		arrived = now
	}
	var twin any
	if a.twin != 0 {
		twin = a.twin
	}
	_, err := l.exec(`INSERT INTO mail (id, org, sha256, ident, message_id, start, size, arrived, accepted, imported, twin)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		a.id, raw.Place.Account, a.sha, a.ident, a.msgID, a.start, a.size, millis(arrived), millis(now), imported, twin)
	return err
}

// stands notes the place of a mail. A copy of a mail that is settled is settled as well, and one of before the first day is left.
func stands(l *link, p mailin.Place, mail int64) error {
	if p.UID == 0 {
		return nil
	}
	_, err := l.exec(`INSERT INTO place (account, mailbox, validity, uid, mail, state)
		SELECT ?, ?, ?, ?, id, CASE kind WHEN ? THEN 'left' ELSE iif(kind IS NULL, 'waiting', 'settled') END FROM mail WHERE id = ?`,
		p.Account, p.Mailbox, p.Validity, p.UID, string(cases.KindBeforeStart), mail)
	return err
}

// afterwards is the state of a place once its mail has an outcome. Mail of before the first day stays where it stands: nobody
// looks for an open complaint among what is done with (invariant 12).
func afterwards(kind cases.MailKind) string {
	if kind == cases.KindBeforeStart {
		return "left"
	}
	return "settled"
}

func (s *Store) now() time.Time {
	if s.opts.Now == nil {
		return time.UnixMilli(1).UTC()
	}
	return s.opts.Now()
}
