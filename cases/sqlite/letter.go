package sqlite

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailout"
)

// unattended tells which letters the limit of an hour is about: those that leave for somebody outside
// without a person having asked for them. The last-day confirmation is exempt (invariant 7).
func unattended(kind string) bool {
	switch cases.NoticeKind(kind) {
	case cases.Receipt, cases.AskSatisfaction, cases.SatisfactionReminder:
		return true
	}
	return false
}

func (w *writer) letters() error {
	for _, letter := range w.change.Letters {
		if err := w.follows(letter); err != nil {
			return err
		}
		if err := w.letter(letter); err != nil {
			return fmt.Errorf("letter %d: %w", letter.ID, err)
		}
	}
	return nil
}

// follows refuses a letter that its cause may not cause, whatever decided it (invariant 6). A letter on paper is no
// mail: what leaves is a task for the registrar, who may post it.
func (w *writer) follows(letter mailout.Letter) error {
	m := w.change.Mail
	switch {
	case m == nil, letter.State == mailout.Paper:
	case !cases.NoticeKind(letter.Kind).Follows(m.Kind):
		return fmt.Errorf("letter %d: %s never follows from %s: %w", letter.ID, letter.Kind, m.Kind, errStale)
	case m.Kind.Automatic() && letter.To != "" && letter.To == m.From:
		return fmt.Errorf("letter %d answers automatic mail: %w", letter.ID, errStale)
	}
	return nil
}

func (w *writer) letter(m mailout.Letter) error {
	files, err := encode(m.Files)
	if err != nil {
		return err
	}
	var nth, next any
	if unattended(m.Kind) {
		last, err := lastUnattended(w.link, m.Org)
		if err != nil {
			return err
		}
		nth = last + 1
	}
	if m.State == mailout.Held || m.State == mailout.Due {
		next = max(w.now, millis(m.Release))
	}
	_, err = w.link.exec(`INSERT INTO letter
		(id, org, ref, kind, sender, recipient, message_id, token, auto, nth, queued, release, state, next)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		m.ID, m.Org, m.Ref, m.Kind, m.From, m.To, m.MessageID, m.Token, m.Auto, nth, w.now, millis(m.Release),
		string(m.State), next)
	if err != nil {
		return err
	}
	parts := partsOf(m)
	_, err = w.link.exec(`INSERT INTO letter_body (letter, subject, files, sha256, text, bytes) VALUES (?, ?, ?, ?, ?, ?)`,
		m.ID, m.Subject, files, sumOf(m.Bytes), m.Text, notNull(without(m.Bytes, parts)))
	if err != nil {
		return err
	}
	if err := w.files(m.ID, parts); err != nil {
		return err
	}
	return sealLetter(w.link, m.ID)
}

// sumOf is the hash by which a letter is known again.
func sumOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// notNull makes an empty letter an empty value: the library writes a nil slice as NULL.
func notNull(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// settle writes what became of a letter. One whose answer was lost once stays uncertain while it is tried
// again.
func (w *writer) settle() error {
	s := w.change.Settled
	if s == nil {
		return nil
	}
	return settle(w.link, *s, w.now)
}

func settle(l *link, s desk.Settlement, now int64) error {
	if s.State == mailout.Due && s.Retry.IsZero() { // it would wait for ever, and nobody would know
		return fmt.Errorf("letter %d is due without a date: %w", s.Letter, errStale)
	}
	lost, settled := 0, any(nil)
	switch s.State {
	case mailout.Uncertain:
		lost = 1
	case mailout.Sent, mailout.Failed, mailout.Cancelled, mailout.Paper:
		settled = now
	}
	n, err := l.exec(`UPDATE letter SET
		state = CASE WHEN ? = 'due' AND lost > 0 THEN 'uncertain' ELSE ? END,
		lost = lost + ?, next = ?, settled = ?, reason = ?, attempts = max(attempts - ?, 0)
		WHERE id = ? AND state <> 'cancelled'`,
		string(s.State), string(s.State), lost, orNull(s.Retry), settled, s.Reason, s.Uncounted, s.Letter)
	if err != nil || n == 1 {
		return err
	}
	if found, err := l.one(`SELECT id FROM letter WHERE id = ?`, []any{s.Letter}, new(int64)); err != nil || found {
		return err // it was taken back while it was on its way: nothing that is said of it brings it back
	}
	return fmt.Errorf("letter %d is not there: %w", s.Letter, errStale)
}
