package sqlite

import (
	"fmt"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
)

// crowd counts what tells a flood and a machine from a person.
func (s *Store) crowd(l *link, b *cases.Book, want desk.Want) error {
	today := midnight(s.local(want.Org, want.Now)).UnixMilli()
	if want.Person != "" {
		_, err := l.one(`SELECT count(*) FROM letter WHERE recipient = ? AND queued >= ? AND kind IN ('transcript', 'refused') AND +org = ?`,
			[]any{want.Person, today, want.Org}, &b.Answered)
		if err != nil {
			return fmt.Errorf("answers: %w", err)
		}
		for _, ref := range want.Refs { // also those that the words of the mail name: naming another case starts no new count
			n := 0
			_, err := l.one(`SELECT count(*) FROM letter WHERE ref = ? AND ref <> '' AND queued >= ? AND kind = 'refused'`,
				[]any{string(ref), today}, &n)
			if err != nil {
				return fmt.Errorf("refusals: %w", err)
			}
			b.Unproven += n
		}
	}
	if want.Sender == "" || want.Arrived.IsZero() {
		return nil
	}
	var arrived string
	found, err := l.one(`SELECT body ->> '$.arrived' FROM "case" WHERE org = ? AND address = ? AND address <> ''
		ORDER BY id DESC LIMIT 1 OFFSET ?`, []any{want.Org, want.Sender, cases.FloodCases - 1}, &arrived)
	if err != nil || !found {
		return err
	}
	if at, err := time.Parse(time.RFC3339, arrived); err == nil { // what else it may be, is for Verify to say
		b.Flood = want.Arrived.Sub(at).Abs() < time.Hour
	}
	return nil
}
