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
	if err := s.attack(l, b, want); err != nil || want.Sender == "" || want.Arrived.IsZero() || want.Flood == 0 {
		return err
	}
	var arrived string
	found, err := l.one(`SELECT body ->> '$.arrived' FROM "case" WHERE org = ? AND address = ? AND address <> ''
		ORDER BY id DESC LIMIT 1 OFFSET ?`, []any{want.Org, want.Sender, want.Flood - 1}, &arrived)
	if err != nil || !found {
		return err
	}
	if at, err := time.Parse(time.RFC3339, arrived); err == nil { // what else it may be, is for Verify to say
		b.Flood = want.Arrived.Sub(at).Abs() < time.Hour
	}
	return nil
}

// attack counts what tells that somebody else sits at a colleague's mailbox, or tries to.
func (s *Store) attack(l *link, b *cases.Book, want desk.Want) error {
	hour := want.Now.Add(-time.Hour).UnixMilli()
	if want.Person != "" {
		_, err := l.one(`SELECT count(*) FROM mail WHERE kind = 'command' AND sender = ? AND settled > ? AND org = ?`,
			[]any{want.Person, hour, want.Org}, &b.Commanded)
		if err != nil {
			return fmt.Errorf("commands: %w", err)
		}
	}
	if want.Guess == nil {
		return nil
	}
	_, err := l.one(`SELECT coalesce(sum(n), 0), coalesce(sum(iif(ref = ? AND ref <> '', n, 0)), 0) FROM guess WHERE org = ? AND at > ?`,
		[]any{string(want.Guess.Ref), want.Org, hour}, &b.GuessedAll, &b.Guessed)
	if err != nil {
		return fmt.Errorf("made-up tokens: %w", err)
	}
	return nil
}

// guessed notes made-up tokens. What is older than a day counts for nothing any more.
func (w *writer) guessed() error {
	g := w.change.Guessed
	if g == nil {
		return nil
	}
	_, err := w.link.exec(`DELETE FROM guess WHERE org = ? AND at < ?`, w.change.Org, w.now-24*time.Hour.Milliseconds())
	if err == nil {
		_, err = w.link.exec(`INSERT INTO guess (org, ref, n, at) VALUES (?, ?, ?, ?)`, w.change.Org, string(g.Ref), g.N, w.now)
	}
	return err
}
