package sqlite

import (
	"context"
	"fmt"
	"slices"

	"complaintsd/cases"
)

// What one mail may make us look up. A mail that claims more is judged by the first of them.
const (
	mostClaims = 100 // of each sort
	mostCases  = 10  // of a complainant, the newest
	mostToThem = 10  // letters to a recipient, the newest
)

// Known says what is known of a mail's claims.
func (s *Store) Known(ctx context.Context, claims cases.Claims) (cases.Known, error) {
	k := cases.Known{
		Keys:    s.opts.Keys,
		Tokens:  map[string]cases.Token{},
		Threads: map[string]cases.Ref{},
		Letters: map[string]cases.Sent{},
		Titles:  map[string]string{},
	}
	err := s.readHot(ctx, func(l *link) error {
		q := inquiry{link: l, claims: claims, known: &k}
		for _, step := range []func() error{q.tokens, q.threads, q.letters, q.toThem, q.refs, q.cases} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return cases.Known{}, fmt.Errorf("look up the claims of a mail: %w", err)
	}
	return k, nil
}

type inquiry struct {
	link   *link
	claims cases.Claims
	known  *cases.Known
	named  []cases.Ref
}

func first[T any](list []T, n int) []T { return list[:min(n, len(list))] }

func (q *inquiry) tokens() error {
	for _, text := range first(q.claims.Tokens, mostClaims) {
		id, ok := cases.TokenID(text)
		if !ok {
			continue
		}
		t, found, err := readToken(q.link, id)
		if err != nil {
			return err
		}
		if !found || t.Org != q.claims.Org {
			continue
		}
		q.known.Tokens[text] = t
		q.named = append(q.named, t.Ref)
	}
	return nil
}

func readToken(l *link, id uint32) (t cases.Token, found bool, err error) {
	var expires string
	t.ID = id
	found, err = l.one(`SELECT key, org, ref, party, scope, expires, revoked FROM token WHERE id = ?`,
		[]any{id}, &t.Key, &t.Org, &t.Ref, &t.Party, &t.Scope, &expires, &t.Revoked)
	if err == nil && found {
		t.Expires, err = date(expires)
	}
	return t, found, err
}

// threads looks for the earlier mails that are cited, and for our own copy of this very mail.
func (q *inquiry) threads() error {
	for _, id := range first(q.claims.MessageIDs, mostClaims) {
		var ref cases.Ref
		var kind cases.MailKind
		var subject string
		found, err := q.link.one(`SELECT ref, ifnull(kind, ''), subject FROM mail
			WHERE message_id = ? AND message_id <> '' AND org = ? ORDER BY ref = '', id LIMIT 1`,
			[]any{id, q.claims.Org}, &ref, &kind, &subject)
		if err != nil {
			return err
		}
		if found && kind != cases.KindCommand {
			q.known.Titles[id] = subject
		}
		if found && ref != "" {
			q.known.Threads[id] = ref
			q.named = append(q.named, ref)
		}
	}
	return nil
}

// letters looks for ours among the ids that are cited, and for the mail's own: our letter come back.
func (q *inquiry) letters() error {
	ids := first(q.claims.MessageIDs, mostClaims)
	if q.claims.MessageID != "" {
		ids = append(slices.Clone(ids), q.claims.MessageID)
	}
	for _, id := range ids {
		sent, found, err := readSent(q.link, `SELECT id, ref, kind, recipient, queued FROM letter
			WHERE message_id = ? AND message_id <> '' AND org = ?`,
			id, q.claims.Org)
		if err != nil {
			return err
		}
		if found {
			q.known.Letters[id] = sent
			q.named = append(q.named, sent.Ref)
		}
	}
	return nil
}

func readSent(l *link, query string, args ...any) (cases.Sent, bool, error) {
	var sent cases.Sent
	var at int64
	found, err := l.one(query, args, &sent.ID, &sent.Ref, &sent.Kind, &sent.To, &at)
	sent.At = instant(at)
	return sent, found, err
}

func (q *inquiry) toThem() error {
	if q.claims.Recipient == "" {
		return nil
	}
	return q.link.each(`SELECT id, ref, kind, recipient, queued FROM letter WHERE recipient = ? AND +org = ? ORDER BY id DESC LIMIT ?+0`,
		[]any{q.claims.Recipient, q.claims.Org, mostToThem},
		func(scan scan) error {
			var sent cases.Sent
			var at int64
			err := scan(&sent.ID, &sent.Ref, &sent.Kind, &sent.To, &at)
			sent.At = instant(at)
			q.known.ToThem = append(q.known.ToThem, sent)
			return err
		})
}

func (q *inquiry) refs() error {
	q.named = append(q.named, first(q.claims.Refs, mostClaims)...)
	for _, sent := range q.known.ToThem {
		q.named = append(q.named, sent.Ref)
	}
	if q.claims.Sender == "" {
		return nil
	}
	return q.link.each(`SELECT ref FROM "case" WHERE org = ? AND address = ? AND address <> '' ORDER BY id DESC LIMIT ?+0`,
		[]any{q.claims.Org, q.claims.Sender, mostCases},
		func(scan scan) error {
			var ref cases.Ref
			err := scan(&ref)
			q.named = append(q.named, ref)
			return err
		})
}

func (q *inquiry) cases() error {
	seen := map[cases.Ref]bool{}
	slices.Sort(q.named)
	for _, ref := range q.named {
		for ref != "" && !seen[ref] { // a merged case comes with the one in which it goes on
			seen[ref] = true
			c, found, err := readCase(q.link, ref)
			if err != nil {
				return err
			}
			if found && c.Org == q.claims.Org {
				q.known.Cases = append(q.known.Cases, c)
			}
			ref = c.Into
		}
	}
	return nil
}

// readCase reads a case; one that is not there is no error. "" is never there.
func readCase(l *link, ref cases.Ref) (cases.Case, bool, error) {
	var c cases.Case
	if ref == "" {
		return c, false, nil
	}
	var body []byte
	found, err := l.one(`SELECT body FROM "case" WHERE ref = ?`, []any{string(ref)}, &body)
	if err != nil || !found {
		return c, false, err
	}
	if err := decode(body, &c); err != nil {
		return c, false, fmt.Errorf("case %s: %w", ref, err)
	}
	return c, true, nil
}
