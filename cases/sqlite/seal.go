package sqlite

import "fmt"

// sealed says which rows have a seal: a hash over what of them never changes, so that Verify finds a row that was
// changed by hand. Histories need none: they are a chain of hashes.
type sealed struct{ table, fields string }

var (
	sealedMail = sealed{`mail WHERE id = ?`, `id, org, sha256, ident, message_id, size, arrived, accepted, imported, twin,
		kind, settled, ref, aside, reason, sender, subject, text`}
	sealedLetter = sealed{`letter JOIN letter_body ON letter = id WHERE id = ?`, `id, org, ref, kind, sender, recipient,
		message_id, token, auto, nth, queued, release, subject, files, sha256, text`}
)

// sum is the seal that a row should have; "" for one that is not there.
func (s sealed) sum(l *link, id int64) (string, error) {
	var row []byte
	found, err := l.one(`SELECT json_array(`+s.fields+`) FROM `+s.table, []any{id}, &row)
	if err != nil || !found {
		return "", err
	}
	return sumOf(row), nil
}

func sealMail(l *link, id int64) error {
	sum, err := sealedMail.sum(l, id)
	if err == nil {
		_, err = l.exec(`UPDATE mail SET seal = ? WHERE id = ?`, sum, id)
	}
	if err != nil {
		return fmt.Errorf("seal: %w", err)
	}
	return nil
}

func sealLetter(l *link, id int64) error {
	sum, err := sealedLetter.sum(l, id)
	if err == nil {
		_, err = l.exec(`UPDATE letter SET seal = ? WHERE id = ?`, sum, id)
	}
	if err != nil {
		return fmt.Errorf("seal: %w", err)
	}
	return nil
}
