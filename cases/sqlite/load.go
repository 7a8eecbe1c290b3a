package sqlite

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
)

// A digest says what was closed since the last one that its reader got: cases come with all that are live until
// so many days after their closing.
const (
	digestLook = 35  // at least
	digestMost = 366 // at most: whoever got none in a year reads of a year
)

// Load gives the cases of want, the words that they refer to, the next numbers, and the counts that limits
// are held against.
func (s *Store) Load(ctx context.Context, want desk.Want) (cases.Book, error) {
	b := cases.Book{Key: s.opts.Keys.Current}
	if err := s.prepare(ctx, want); err != nil {
		return b, fmt.Errorf("load: %w", err)
	}
	read := s.readHot
	if want.All {
		read = s.read // long enough to be in everybody's way
	}
	err := read(ctx, func(l *link) error {
		if err := s.loadCases(l, &b, want); err != nil {
			return fmt.Errorf("cases: %w", err)
		}
		if want.History {
			if err := histories(l, &b); err != nil {
				return fmt.Errorf("histories: %w", err)
			}
		}
		if want.Near {
			if err := s.near(l, &b, want); err != nil {
				return fmt.Errorf("cases nearby: %w", err)
			}
		}
		if want.All { // a digest: it has numbers and no words
			if err := s.briefs(l, &b, want); err != nil {
				return fmt.Errorf("briefs: %w", err)
			}
			head, err := headOf(l, headsNow, want.Org)
			if err != nil {
				return fmt.Errorf("head: %w", err)
			}
			b.Head, b.HeadAt = head, want.Now
		} else if err := texts(l, &b, want); err != nil {
			return fmt.Errorf("texts: %w", err)
		}
		if err := s.numbers(l, &b, want); err != nil {
			return fmt.Errorf("next numbers: %w", err)
		}
		if err := s.counts(l, &b, want); err != nil {
			return fmt.Errorf("counts: %w", err)
		}
		if want.Reminded {
			if err := s.reminded(l, &b, want); err != nil {
				return fmt.Errorf("who was reminded today: %w", err)
			}
		}
		if err := reported(l, &b, want); err != nil {
			return fmt.Errorf("junk: %w", err)
		}
		if want.BeforeStart {
			return s.early(l, &b, want.Org)
		}
		return nil
	})
	if err != nil {
		return cases.Book{}, fmt.Errorf("load: %w", err)
	}
	return b, nil
}

// prepare makes sure of what may be decided from. The outcomes of mails that wait for their durability may be taken
// back: only another mail follows on them, whose commit then notices (desk.ErrTakenBack). And a letter that was accepted
// has left for whoever may take letters back, also while the relay is down and no claim follows.
func (s *Store) prepare(ctx context.Context, want desk.Want) error {
	if want.Arrived.IsZero() {
		if err := s.settleDown(ctx); err != nil {
			return err
		}
	}
	if want.Unsent {
		return s.flush(ctx)
	}
	return nil
}

func (s *Store) loadCases(l *link, b *cases.Book, want desk.Want) error {
	if want.All {
		since, err := s.digested(l, b, want)
		if err != nil {
			return fmt.Errorf("last digests: %w", err)
		}
		return loadLive(l, b, want.Org, since)
	}
	seen := map[cases.Ref]bool{"": true}
	for unread := slices.Clone(want.Refs); len(unread) > 0; {
		ref := unread[0]
		if unread = unread[1:]; seen[ref] {
			continue
		}
		seen[ref] = true
		c, found, err := readCase(l, ref)
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		b.Cases = append(b.Cases, c)
		unread = append(unread, c.Into) // a merged case comes with the one in which it goes on
		if want.Unsent {
			unread = append(append(unread, c.Joined...), c.Pending.Into)
		}
	}
	if want.Unsent {
		return unsent(l, b, want.Org)
	}
	return nil
}

// digested reads when each reader got the last digest before today, and gives the day since which closed cases are
// wanted.
func (s *Store) digested(l *link, b *cases.Book, want desk.Want) (cases.Date, error) {
	now := s.local(want.Org, want.Now)
	today := cases.DateOf(now)
	since, most := today.Add(-digestLook), today.Add(-digestMost)
	b.Digested = map[string]time.Time{}
	for _, reader := range want.Readers {
		var queued int64
		found, err := l.one(`SELECT queued FROM letter WHERE kind = 'digest' AND org = ? AND recipient = ? AND queued < ?
			AND state NOT IN ('failed', 'cancelled') ORDER BY queued DESC LIMIT 1`, []any{want.Org, reader, midnight(now).UnixMilli()}, &queued)
		if err != nil {
			return since, err
		}
		last := cases.DateOf(s.local(want.Org, instant(queued)))
		if !found || last.Before(most) {
			continue
		}
		b.Digested[reader] = instant(queued)
		if last.Before(since) {
			since = last
		}
	}
	return since, nil
}

func histories(l *link, b *cases.Book) (err error) {
	b.History = map[cases.Ref][]cases.Entry{}
	for _, c := range b.Cases {
		if b.History[c.Ref], err = readHistory(l, c.Ref); err != nil {
			return err
		}
	}
	return nil
}

func loadLive(l *link, b *cases.Book, org string, closedSince cases.Date) error {
	add := func(scan scan) error {
		var body []byte
		if err := scan(&body); err != nil {
			return err
		}
		var c cases.Case
		err := decode(body, &c)
		b.Cases = append(b.Cases, c)
		return err
	}
	if err := l.each(`SELECT body FROM "case" WHERE org = ? AND live = 1 ORDER BY id`, []any{org}, add); err != nil {
		return err
	}
	return l.each(`SELECT body FROM "case" WHERE org = ? AND live = 0 AND closed_on >= ? AND closed_on <> '' ORDER BY id`,
		[]any{org, closedSince.String()}, add)
}

// briefs reads what this year and the two before are counted from: a case may be closed long after it came.
func (s *Store) briefs(l *link, b *cases.Book, want desk.Want) error {
	from := cases.Date{Year: s.local(want.Org, want.Now).Year() - 2, Month: time.January, Day: 1}
	return l.each(`SELECT brief FROM "case" WHERE org = ? AND brief <> '' AND brief >= ?`, []any{want.Org, from.String()}, func(scan scan) error {
		var line string
		if err := scan(&line); err != nil {
			return err
		}
		brief, err := cases.ParseBrief(line)
		b.Briefs = append(b.Briefs, brief)
		return err
	})
}

// texts reads the words behind the hashes that the cases hold, and those of a letter that may have to be written
// again.
func texts(l *link, b *cases.Book, want desk.Want) error {
	b.Texts = map[string]string{}
	var all []string
	for _, c := range b.Cases {
		all = append(append(all, hashes(c)...), sources(c, want.Letter)...)
		for _, e := range b.History[c.Ref] {
			if e.Kind == cases.EntryQueued && e.Facts.Mail != "" { // a letter that was stopped may be made anew
				all = append(all, e.Facts.Mail)
			}
		}
	}
	for _, c := range b.Near {
		if want.Arrived.Sub(c.Arrived).Abs() <= nearby {
			all = append(all, c.Opening)
		}
	}
	for _, hash := range all {
		if _, there := b.Texts[hash]; there {
			continue
		}
		var text string
		found, err := l.one(`SELECT text FROM mail WHERE sha256 = ? ORDER BY text = '', id LIMIT 1`, []any{hash}, &text)
		if err != nil {
			return err
		}
		if found {
			b.Texts[hash] = text
		}
	}
	return nil
}

func hashes(c cases.Case) []string {
	var list []string
	if c.Opening != "" {
		list = append(list, c.Opening)
	}
	if c.Judgement.Mail != "" {
		list = append(list, c.Judgement.Mail)
	}
	if c.CloseAsk != nil {
		list = append(list, c.CloseAsk.Mail)
	}
	for _, m := range c.Measures {
		list = append(list, m.Mail)
	}
	for _, a := range c.Agreements {
		list = append(list, a.Mail)
	}
	return list
}

// sources are the mails with the words of the letter, and of letters that wait: they are made anew when it becomes
// known where they have to go.
func sources(c cases.Case, letter int64) []string {
	var list []string
	if hash := c.Sources[letter]; hash != "" {
		list = append(list, hash)
	}
	for _, q := range c.Queued {
		if q.Mail != "" {
			list = append(list, q.Mail)
		}
	}
	return list
}

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

// mostEarly is how many mails from before the first day are listed.
const mostEarly = 200

// early lists the mails that were there before the first day, for the registrar.
func (s *Store) early(l *link, b *cases.Book, org string) error {
	_, err := l.one(`SELECT count(*) FROM mail WHERE kind = 'before-start' AND org = ?`, []any{org}, &b.BeforeStart)
	if err != nil {
		return fmt.Errorf("mail before the start: %w", err)
	}
	return l.each(`SELECT arrived, sender, subject FROM mail WHERE kind = 'before-start' AND org = ? ORDER BY arrived, id LIMIT ?+0`,
		[]any{org, mostEarly},
		func(scan scan) error {
			var arrived int64
			var sender, subject string
			err := scan(&arrived, &sender, &subject)
			day := cases.DateOf(s.local(org, instant(arrived)))
			b.BeforeStartLines = append(b.BeforeStartLines, fmt.Sprintf("%s  %s  %s", day, sender, subject))
			return err
		})
}
