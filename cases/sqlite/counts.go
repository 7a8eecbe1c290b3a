package sqlite

import (
	"encoding/binary"
	"errors"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
)

func (s *Store) numbers(l *link, b *cases.Book, want desk.Want) error {
	year := want.Year
	if year == 0 {
		year = s.local(want.Org, want.Now).Year()
	}
	_, err := l.one(`SELECT coalesce(max(number), 0) + 1 FROM "case" WHERE org = ? AND year = ?`,
		[]any{want.Org, year}, &b.NextCase)
	if err != nil {
		return err
	}
	if _, err := l.one(`SELECT coalesce(max(id), 0) + 1 FROM letter`, nil, &b.NextLetter); err != nil {
		return err
	}
	b.NextToken, err = s.freeTokens(l)
	return err
}

const (
	tokenBits  = 30
	tokenRoom  = 1 << 15 // ids kept free behind the first one, for all letters of one event and their links
	tokenTries = 100
)

// freeTokens finds the first of a run of token ids that nobody has, from a random place on that each start of
// the program chooses anew: an id tells nobody how many letters there are.
func (s *Store) freeTokens(l *link) (uint32, error) {
	if s.opts.Random == nil {
		var next uint32
		_, err := l.one(`SELECT coalesce(max(id), 0) + 1 FROM token`, nil, &next)
		return next, err
	}
	for try := range tokenTries {
		id := s.token.Load() // behind the last one: rows that are written together stand together
		if try > 0 || id == 0 || id > 1<<tokenBits-tokenRoom {
			var b [4]byte
			s.opts.Random(b[:])
			id = binary.BigEndian.Uint32(b[:])%(1<<tokenBits-tokenRoom) + 1
		}
		var taken uint32
		found, err := l.one(`SELECT id FROM token WHERE id BETWEEN ? AND ? LIMIT 1`, []any{id, id + tokenRoom}, &taken)
		if err != nil || !found {
			return id, err
		}
	}
	return 0, errors.New("no room for further tokens")
}

// counts tells what the limits on automatic mail (invariant 7) have to know.
func (s *Store) counts(l *link, b *cases.Book, want desk.Want) error {
	if want.Sender != "" {
		_, err := l.one(`SELECT count(*) FROM letter WHERE kind = 'receipt' AND org = ? AND recipient = ? AND queued >= ?`,
			[]any{want.Org, want.Sender, midnight(s.local(want.Org, want.Now)).UnixMilli()}, &b.Receipts)
		if err != nil {
			return err
		}
	}
	if err := s.crowd(l, b, want); err != nil {
		return err
	}
	if want.Receiver != "" {
		before, err := failed(l, want.Org, want.Receiver, want.Letter)
		if err != nil {
			return err
		}
		deaf, err := failed(l, want.Org, want.Operator, want.Letter)
		if err != nil {
			return err
		}
		b.Unreached = before && !deaf
	}
	hour := want.Now.Add(-time.Hour).UnixMilli()
	_, err := l.one(`SELECT count(*) FROM (SELECT 1 FROM letter WHERE kind = 'alert' AND org = ? AND queued > ? LIMIT 1)`,
		[]any{want.Org, hour}, &b.Told)
	if err != nil {
		return err
	}
	b.Unattended, err = unattendedSince(l, want.Org, hour)
	return err
}

// failed tells whether the last settled letter to an address, but the one given, was refused.
func failed(l *link, org, to string, but int64) (was bool, err error) {
	_, err = l.one(`SELECT state = 'failed' FROM letter WHERE recipient = ? AND +org = ? AND settled IS NOT NULL AND id <> ?
		ORDER BY queued DESC, id DESC LIMIT 1`, []any{to, org, but}, &was)
	return was, err
}

// reminded lists who got a reminder today, before this moment: letters of the same moment are of the same tick.
func (s *Store) reminded(l *link, b *cases.Book, want desk.Want) error {
	b.Reminded = map[string]bool{}
	return l.each(`SELECT DISTINCT recipient FROM letter WHERE kind = 'reminder' AND org = ? AND queued >= ? AND queued < ?`,
		[]any{want.Org, midnight(s.local(want.Org, want.Now)).UnixMilli(), want.Now.UnixMilli()},
		func(scan scan) error {
			var address string
			err := scan(&address)
			b.Reminded[address] = true
			return err
		})
}

func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// unattendedSince counts the unattended letters that left after an instant or wait to leave: a flood that is
// spread over hours counts in each of them. They are numbered, and none may leave before one with a lower
// number, so that many cost no more to count than one.
func unattendedSince(l *link, org string, since int64) (int, error) {
	var before, last int
	found, err := l.one(`SELECT nth - 1 FROM letter WHERE nth IS NOT NULL AND org = ? AND release > ? ORDER BY release, nth LIMIT 1`,
		[]any{org, since}, &before)
	if err != nil || !found {
		return 0, err
	}
	last, err = lastUnattended(l, org)
	return last - before, err
}

func lastUnattended(l *link, org string) (nth int, err error) {
	_, err = l.one(`SELECT nth FROM letter WHERE nth IS NOT NULL AND org = ? ORDER BY release DESC, nth DESC LIMIT 1`,
		[]any{org}, &nth)
	return nth, err
}
