package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"time"
)

// The head of all histories of an organisation: a hash over the last row of each, in the order of the cases. It stands
// in the weekly overview of who is responsible, so that it leaves the machine: whoever writes a history anew here, chain
// and all, cannot write those mails anew (reliability P17).
const (
	headsNow  = `SELECT head FROM "case" WHERE org = ? ORDER BY id`
	headsThen = `SELECT (SELECT hash FROM history WHERE history.ref = "case".ref AND at <= ? ORDER BY seq DESC LIMIT 1) AS last
		FROM "case" WHERE org = ? AND last IS NOT NULL ORDER BY id`
)

// headLength is in hexadecimal digits: 64 bits, which people can still compare by eye.
const headLength = 16

// Head gives the head as it stood at a moment.
func (s *Store) Head(ctx context.Context, org string, at time.Time) (head string, err error) {
	err = s.read(ctx, func(l *link) error {
		head, err = headOf(l, headsThen, millis(at), org)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("head of the histories of %s: %w", org, err)
	}
	return head, nil
}

func headOf(l *link, query string, args ...any) (string, error) {
	sum := sha256.New()
	err := l.each(query, args, func(scan scan) error {
		var hash string
		err := scan(&hash)
		_, _ = io.WriteString(sum, hash+"\n") // a hash never fails
		return err
	})
	return hex.EncodeToString(sum.Sum(nil))[:headLength], err
}
