package sqlite

import (
	"context"
	"fmt"
	"slices"

	"complaintsd/cases"
	"complaintsd/mailout"
)

// verifyTies looks at what the tables say of each other: what one of them knows, the others may not have lost.
func (s *Store) verifyTies(ctx context.Context, report func(string)) error {
	for _, t := range ties {
		err := s.read(ctx, func(l *link) error {
			return l.each(t.query, nil, func(scan scan) error {
				var what string
				err := scan(&what)
				if err == nil {
					report(what + ": " + t.says)
				}
				return err
			})
		})
		if err != nil {
			return fmt.Errorf("verify that %s: %w", t.says, err)
		}
	}
	for _, t := range []struct {
		name  string
		after string
		check func(*link, int64, func(string)) error
	}{
		{"what histories say of letters", allCases, tiesOfCase},
		{"the tokens of letters", allLetters, s.tiesOfLetter},
	} {
		if err := s.sweep(ctx, t.after, func(l *link, id int64) error { return t.check(l, id, report) }); err != nil {
			return fmt.Errorf("verify %s: %w", t.name, err)
		}
	}
	return nil
}

// ties are queries that find nothing in a store that is whole. Numbers are given one after the other, and nothing is
// ever taken out, so that a gap is a row that somebody took out.
var ties = []struct{ query, says string }{
	{`SELECT 'organisation ' || org || ', year ' || year FROM "case" GROUP BY org, year HAVING count(*) <> max(number)`, "a case is missing"},
	{`SELECT 'mail' FROM (SELECT count(*) AS n, max(id) AS last FROM mail) WHERE n <> last`, "one is missing"},
	{`SELECT 'letters' FROM (SELECT count(*) AS n, max(id) AS last FROM letter) WHERE n <> last`, "one is missing"},
	{`SELECT 'mail ' || id FROM mail WHERE ref <> '' AND ref NOT IN (SELECT ref FROM "case")`, "its case is missing"},
	{`SELECT 'letter ' || id FROM letter WHERE ref <> '' AND ref NOT IN (SELECT ref FROM "case")`, "its case is missing"},
	{`SELECT 'case ' || ref || ', history row ' || seq FROM history WHERE CASE WHEN json_valid(facts)
		THEN facts ->> '$.mail' <> '' AND facts ->> '$.mail' NOT IN (SELECT sha256 FROM mail) END`, "its mail is missing"},
	{`SELECT 'mail ' || id FROM mail WHERE ref <> '' AND kind IN ('complaint', 'reply', 'form', 'forward', 'scan', 'imported') AND NOT EXISTS
		(SELECT 1 FROM history WHERE history.ref = mail.ref AND CASE WHEN json_valid(facts) THEN facts ->> '$.mail' END = sha256)`, "the history of its case does not know it"},
	{
		`SELECT 'mail ' || mail.id FROM place JOIN mail ON mail.id = place.mail WHERE (kind IS NULL) <> (state = 'waiting')`,
		"whether it is done with in the mailbox does not fit its outcome",
	},
}

// tiesOfCase holds the history of a case against its letters.
func tiesOfCase(l *link, id int64, report func(string)) error {
	var ref cases.Ref
	if _, err := l.one(`SELECT ref FROM "case" WHERE id = ?`, []any{id}, &ref); err != nil {
		return err
	}
	history, err := readHistory(l, ref)
	if err != nil || cases.Broken(history) != 0 {
		return nil // told as a row
	}
	told := map[int64]cases.Entry{} // what the history says last of each letter
	for _, e := range history {
		if e.Kind == cases.EntryQueued || e.Kind == cases.EntrySettled && e.Facts.Value != cases.Bounced {
			told[e.Facts.Letter] = e
		}
	}
	letters, err := readLetters(l, ref)
	if err != nil {
		return err
	}
	for _, m := range letters {
		e, known := told[m.ID]
		delete(told, m.ID)
		switch kind := cases.NoticeKind(m.Kind); {
		case !kind.ToParent():
		case !known:
			report(fmt.Sprintf("letter %d: the history of %s does not know it", m.ID, ref))
		case !follows(e, kind, m.State):
			report(fmt.Sprintf("letter %d: it is %s, and the history of %s says otherwise", m.ID, m.State, ref))
		}
	}
	for letter := range told {
		report(fmt.Sprintf("case %s: its letter %d is missing", ref, letter))
	}
	return nil
}

// follows tells whether the state of a letter is one that it can have after the last word of the history. Of a receipt
// the history hears only what is unusual.
func follows(e cases.Entry, kind cases.NoticeKind, state mailout.State) bool {
	waits := []mailout.State{mailout.Held, mailout.Due, mailout.Sending, mailout.Dotted, mailout.Uncertain, mailout.Paper}
	if e.Kind == cases.EntryQueued {
		return slices.Contains(waits, state) || kind.Loose() && state == mailout.Sent
	}
	return slices.Contains(map[cases.Outcome][]mailout.State{
		cases.Accepted:  {mailout.Sent, mailout.Paper},
		cases.RefusedBy: {mailout.Failed},
		cases.Cancelled: {mailout.Cancelled, mailout.Paper},
		cases.Uncertain: {mailout.Uncertain, mailout.Sending, mailout.Dotted, mailout.Sent},
	}[cases.Outcome(e.Facts.Value)], state)
}

// tiesOfLetter holds the token that a letter carries against the one that is kept: what was handed to whom. Without
// the keys it can only be seen that it is there.
func (s *Store) tiesOfLetter(l *link, id int64, report func(string)) error {
	var text string
	if _, err := l.one(`SELECT token FROM letter WHERE id = ?`, []any{id}, &text); err != nil || text == "" {
		return err
	}
	number, _ := cases.TokenID(text)
	t, found, err := readToken(l, number)
	if err != nil {
		return err
	}
	if !found {
		report(fmt.Sprintf("letter %d: its token is missing", id))
	} else if len(s.opts.Keys.Keys) > 0 && !s.opts.Keys.Verify(text, t) {
		report(fmt.Sprintf("letter %d: its token is not what was handed out", id))
	}
	return nil
}
