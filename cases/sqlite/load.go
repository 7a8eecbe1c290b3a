package sqlite

import (
	"context"
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

// mostEarly is how many mails from before the first day are listed.
const mostEarly = 200

// early lists the newest mails that were there before the first day, oldest first, for the registrar: among them are the
// complaints whose terms still run.
func (s *Store) early(l *link, b *cases.Book, org string) error {
	_, err := l.one(`SELECT count(*) FROM mail WHERE kind = 'before-start' AND org = ?`, []any{org}, &b.BeforeStart)
	if err != nil {
		return fmt.Errorf("mail before the start: %w", err)
	}
	return l.each(`SELECT arrived, sender, subject FROM (SELECT arrived, id, sender, subject FROM mail
			WHERE kind = 'before-start' AND org = ? ORDER BY arrived DESC, id DESC LIMIT ?+0) ORDER BY arrived, id`,
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
