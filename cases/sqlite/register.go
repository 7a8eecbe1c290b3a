package sqlite

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"complaintsd/cases"
	"complaintsd/mailout"
)

// Filter says which cases a list has. The zero Filter has all.
type Filter struct {
	Org  string // prefix; "" is every organisation
	Live bool   // only those for which something has still to be done
}

// listed is how many cases are read in one view.
const listed = 500

// List gives the cases, by organisation, year and number. Each batch is read before it is given: who looks at a page of
// them for hours, in another program, would hold up the log of the daemon meanwhile, and its file would grow.
func (s *Store) List(ctx context.Context, f Filter, take func(cases.Case) error) error {
	var last place
	for {
		batch, err := s.listAfter(ctx, f, &last)
		if err != nil {
			return fmt.Errorf("list cases: %w", err)
		}
		for _, c := range batch {
			if err := cmp.Or(ctx.Err(), take(c)); err != nil {
				return err
			}
		}
		if len(batch) < listed {
			return nil
		}
	}
}

// place is where a case stands in the register.
type place struct {
	org          string
	year, number int
}

// listAfter reads the next batch, and moves the place to its end.
func (s *Store) listAfter(ctx context.Context, f Filter, last *place) (batch []cases.Case, err error) {
	err = s.read(ctx, func(l *link) error {
		return l.each(`SELECT org, year, number, body FROM "case" WHERE (? = '' OR org = ?) AND live >= ?
			AND (org, year, number) > (?, ?, ?) ORDER BY org, year, number LIMIT ?+0`,
			[]any{f.Org, f.Org, f.Live, last.org, last.year, last.number, listed},
			func(scan scan) error {
				var body []byte
				if err := scan(&last.org, &last.year, &last.number, &body); err != nil {
					return err
				}
				var c cases.Case
				err := decode(body, &c)
				batch = append(batch, c)
				return err
			})
	})
	return batch, err
}

// Organisations gives the prefixes for which something has still to be done here: mail to be read, letters to
// be sent, cases to be watched.
func (s *Store) Organisations(ctx context.Context) ([]string, error) {
	var list []string
	err := s.read(ctx, func(l *link) error {
		return l.each(`SELECT org FROM "case" WHERE live = 1 UNION SELECT org FROM letter WHERE next IS NOT NULL
			UNION SELECT org FROM mail WHERE kind IS NULL ORDER BY 1`, nil,
			func(scan scan) error {
				var org string
				err := scan(&org)
				list = append(list, org)
				return err
			})
	})
	if err != nil {
		return nil, fmt.Errorf("list organisations: %w", err)
	}
	return list, nil
}

// Dossier is all that is kept of one case.
type Dossier struct {
	Case    cases.Case
	History []cases.Entry
	Letters []LetterRow
	Mail    []MailRow
}

// LetterRow is a letter with what became of it, without its bytes.
type LetterRow struct {
	mailout.Letter
	SHA256  string
	Queued  time.Time
	Next    time.Time // when it may leave or is tried again; zero: never again
	Settled time.Time // zero: not yet
	Reason  string
}

// MailRow is a mail with its outcome, without its bytes.
type MailRow struct {
	ID        int64
	SHA256    string
	MessageID string
	From      string
	Subject   string
	Kind      cases.MailKind
	Reason    string
	Arrived   time.Time
	Settled   time.Time
	Size      int64
	Attempts  int
	Aside     bool
	Twin      bool // an earlier mail has the same Message-ID and other content
}

// One gives a case with its history, letters and mails, each in the order in which they came. The second
// value is false when there is no such case.
func (s *Store) One(ctx context.Context, ref cases.Ref) (Dossier, bool, error) {
	var d Dossier
	found := false
	err := s.read(ctx, func(l *link) (err error) {
		if d.Case, found, err = readCase(l, ref); err != nil || !found {
			return err
		}
		if d.History, err = readHistory(l, ref); err != nil {
			return err
		}
		if d.Letters, err = readLetters(l, ref); err != nil {
			return err
		}
		d.Mail, err = readMail(l, ref)
		return err
	})
	if err != nil {
		return Dossier{}, false, fmt.Errorf("read case %s: %w", ref, err)
	}
	return d, found, nil
}

func readHistory(l *link, ref cases.Ref) ([]cases.Entry, error) {
	var list []cases.Entry
	err := l.each(`SELECT seq, at, actor, level, proof, kind, facts, who, who_sum, prev, hash
		FROM history WHERE ref = ? ORDER BY seq`, []any{string(ref)},
		func(scan scan) error {
			e := cases.Entry{Ref: ref}
			var at int64
			var facts, who []byte
			err := scan(&e.Seq, &at, &e.Actor, &e.Level, &e.Proof, &e.Kind, &facts, &who, &e.WhoSum, &e.Prev, &e.Hash)
			if err != nil {
				return err
			}
			e.At = time.UnixMilli(at).UTC()
			if who != nil {
				e.Who = &cases.Complainant{}
				if err := decode(who, e.Who); err != nil {
					return err
				}
			}
			list = append(list, e)
			return decode(facts, &list[len(list)-1].Facts)
		})
	return list, err
}

func readLetters(l *link, ref cases.Ref) ([]LetterRow, error) {
	var list []LetterRow
	err := l.each(`SELECT id, org, ref, kind, sender, recipient, subject, text, message_id, token, files, auto, release, state,
			attempts, lost > 0, sha256, queued, coalesce(next, 0), coalesce(settled, 0), reason
		FROM letter JOIN letter_body ON letter = id WHERE ref = ? AND ref <> '' ORDER BY id`, []any{string(ref)},
		func(scan scan) error {
			var m LetterRow
			var files []byte
			var release, queued, next, settled int64
			err := scan(&m.ID, &m.Org, &m.Ref, &m.Kind, &m.From, &m.To, &m.Subject, &m.Text, &m.MessageID, &m.Token, &files,
				&m.Auto, &release, &m.State, &m.Attempts, &m.Doubt, &m.SHA256, &queued, &next, &settled, &m.Reason)
			if err != nil {
				return err
			}
			m.Release, m.Queued, m.Next, m.Settled = instant(release), instant(queued), instant(next), instant(settled)
			list = append(list, m)
			return decode(files, &list[len(list)-1].Files)
		})
	return list, err
}

func readMail(l *link, ref cases.Ref) ([]MailRow, error) {
	var list []MailRow
	err := l.each(`SELECT id, sha256, message_id, sender, subject, kind, reason, arrived, settled, size, attempts, aside,
			twin IS NOT NULL
		FROM mail WHERE ref = ? AND ref <> '' ORDER BY id`, []any{string(ref)},
		func(scan scan) error {
			var m MailRow
			var arrived, settled int64
			err := scan(&m.ID, &m.SHA256, &m.MessageID, &m.From, &m.Subject, &m.Kind, &m.Reason, &arrived, &settled, &m.Size,
				&m.Attempts, &m.Aside, &m.Twin)
			m.Arrived, m.Settled = instant(arrived), instant(settled)
			list = append(list, m)
			return err
		})
	return list, err
}
