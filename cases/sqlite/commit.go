package sqlite

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	driver "modernc.org/sqlite"

	"complaintsd/cases"
	"complaintsd/cases/desk"
)

// errStale says that a change was made from something else than what stands here.
var errStale = desk.ErrRefused

// Commit writes all that follows from one event in one transaction, or nothing. It refuses a history that
// does not follow on the stored one, a second outcome of a mail, a number that was given before, and, with
// desk.ErrSlotDone, a slot that was done. The outcome of a mail may be made durable a little later: until then the mail
// is waiting for it, and what follows from it cannot leave.
func (s *Store) Commit(ctx context.Context, change desk.Change) error {
	write := s.write
	if change.Mail != nil {
		write = s.writeLater
	}
	err := write(ctx, func(l *link) error {
		if change.Mail != nil && s.again.Load() {
			return fmt.Errorf("commit change: %w", desk.ErrTakenBack)
		}
		w := writer{link: l, dots: s.dots, change: change, now: millis(change.Now)}
		for _, part := range []struct {
			what  string
			write func() error
		}{
			{"slot", w.slot}, // first: most often the one that refuses
			{"cases", w.cases},
			{"mail", w.mail},
			{"tokens", w.tokens},
			{"letters", w.letters},
			{"settlement", w.settle},
			{"held letters", w.held},
			{"junk", w.reported},
			{"made-up tokens", w.guessed},
		} {
			if err := part.write(); err != nil {
				return fmt.Errorf("commit change: %s: %w", part.what, err)
			}
		}
		return nil
	})
	if err == nil && change.Settled != nil {
		s.dots.settled(change.Settled.Letter)
	}
	if err == nil && len(change.Tokens) > 0 {
		last := slices.MaxFunc(change.Tokens, func(a, b cases.Token) int { return cmp.Compare(a.ID, b.ID) })
		s.token.Store(last.ID + 1)
	}
	return err
}

type writer struct {
	link   *link
	dots   *dots
	change desk.Change
	now    int64
}

const uniqueViolation = 1555 // SQLITE_CONSTRAINT_PRIMARYKEY

func (w *writer) slot() error {
	slot := w.change.Slot
	if slot == nil {
		return nil
	}
	_, err := w.link.exec(`INSERT INTO job_run (org, job, slot, at) VALUES (?, ?, ?, ?)`,
		w.change.Org, slot.Job, slot.Slot, w.now)
	if e := (*driver.Error)(nil); errors.As(err, &e) && e.Code() == uniqueViolation {
		return fmt.Errorf("%w: %s %s", desk.ErrSlotDone, slot.Job, slot.Slot)
	}
	return err
}

func (w *writer) mail() error {
	m := w.change.Mail
	if m == nil {
		return nil
	}
	n, err := w.link.exec(`UPDATE mail SET kind = ?, settled = ?, ref = ?, aside = ?, reason = ?, sender = ?, subject = ?, text = ?,
		attempts = attempts + 1 WHERE id = ? AND kind IS NULL`,
		string(m.Kind), w.now, string(m.Ref), m.Aside, m.Reason, m.From, m.Subject, m.Text, m.ID)
	if err != nil {
		return err
	}
	if n != 1 {
		return fmt.Errorf("mail %d is not there or has an outcome: %w", m.ID, errStale)
	}
	if err := sealMail(w.link, m.ID); err != nil {
		return err
	}
	_, err = w.link.exec(`UPDATE place SET state = ? WHERE mail = ? AND state = 'waiting'`, afterwards(m.Kind), m.ID)
	return err
}

func (w *writer) tokens() error {
	for _, t := range w.change.Tokens {
		if t.Revoked {
			if err := w.revoke(t); err != nil {
				return err
			}
			continue
		}
		_, err := w.link.exec(`INSERT INTO token (id, key, org, ref, party, scope, expires, revoked) VALUES (?, ?, ?, ?, ?, ?, ?, 0)`,
			t.ID, t.Key, t.Org, string(t.Ref), t.Party, string(t.Scope), t.Expires.String())
		if err != nil {
			return err
		}
	}
	return nil
}

// revoke marks a token that was handed out before.
func (w *writer) revoke(t cases.Token) error {
	n, err := w.link.exec(`UPDATE token SET revoked = 1 WHERE id = ? AND org = ?`, t.ID, t.Org)
	if err == nil && n != 1 {
		err = fmt.Errorf("token to be revoked: %w", errStale)
	}
	return err
}

// cases writes the cases with their new rows of history, and what has to be done for them.
func (w *writer) cases() error {
	entries := map[cases.Ref][]cases.Entry{}
	for _, e := range w.change.Entries {
		entries[e.Ref] = append(entries[e.Ref], e)
	}
	duties := map[cases.Ref][]cases.Duty{}
	for _, d := range w.change.Duties {
		duties[d.Ref] = append(duties[d.Ref], d)
	}
	for _, c := range w.change.Cases {
		if err := w.oneCase(c, entries[c.Ref], duties[c.Ref]); err != nil {
			return fmt.Errorf("%s: %w", c.Ref, err)
		}
		delete(entries, c.Ref)
		delete(duties, c.Ref)
	}
	for ref := range entries {
		return fmt.Errorf("history of %s without the case: %w", ref, errStale)
	}
	for ref := range duties {
		return fmt.Errorf("duties of %s without the case: %w", ref, errStale)
	}
	return nil
}

func (w *writer) oneCase(c cases.Case, entries []cases.Entry, duties []cases.Duty) error {
	var seq int
	var head string
	found, err := w.link.one(`SELECT seq, head FROM "case" WHERE ref = ?`, []any{string(c.Ref)}, &seq, &head)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Seq != seq+1 || e.Prev != head {
			return fmt.Errorf("history row %d, after row %d: %w", e.Seq, seq, errStale)
		}
		if err := w.entry(e); err != nil {
			return fmt.Errorf("history row %d: %w", e.Seq, err)
		}
		seq, head = e.Seq, e.Hash
	}
	if c.Seq != seq || c.Head != head {
		return fmt.Errorf("case at row %d, its history at row %d: %w", c.Seq, seq, errStale)
	}
	return w.state(c, !found, duties)
}

func (w *writer) state(c cases.Case, isNew bool, duties []cases.Duty) error {
	body, err := encode(c)
	if err != nil {
		return err
	}
	var next any
	for _, d := range duties {
		if at := d.At.UnixMilli(); next == nil || at < next.(int64) {
			next = at
		}
	}
	args := []any{
		c.Seq, c.Head, string(c.State), live(c, duties), c.ClosedOn.String(), c.Complainant.Email, next, briefOf(c), body, string(c.Ref),
	}
	if !isNew {
		_, err = w.link.exec(`UPDATE "case" SET seq = ?, head = ?, state = ?, live = ?, closed_on = ?, address = ?, next = ?, brief = ?, body = ?
			WHERE ref = ?`, args...)
		return err
	}
	_, year, number := c.Ref.Split()
	_, err = w.link.exec(`INSERT INTO "case" (seq, head, state, live, closed_on, address, next, brief, body, ref, org, year, number)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, append(args, c.Org, year, number)...)
	return err
}

// briefOf is the line from which years are counted, "" for a case that counts in none.
func briefOf(c cases.Case) string {
	if b, counts := cases.BriefOf(c); counts {
		return b.String()
	}
	return ""
}

// live tells that something has still to be done for the case: it stands in digests.
func live(c cases.Case, duties []cases.Duty) bool {
	if c.State.Open() || len(duties) > 0 || len(c.Queued) > 0 {
		return true
	}
	for _, m := range c.Measures {
		if m.Done.IsZero() && c.State != cases.Merged {
			return true
		}
	}
	return false
}

func (w *writer) entry(e cases.Entry) error {
	facts, err := encode(e.Facts)
	if err != nil {
		return err
	}
	var who any
	if e.Who != nil {
		if who, err = encode(e.Who); err != nil {
			return err
		}
	}
	if e.At.Location() != time.UTC || e.At.Nanosecond()%int(time.Millisecond) != 0 {
		return fmt.Errorf("its time is not in whole milliseconds of UTC: %w", errStale)
	}
	_, err = w.link.exec(`INSERT INTO history (ref, seq, at, actor, level, proof, kind, facts, who, who_sum, prev, hash)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		string(e.Ref), e.Seq, e.At.UnixMilli(), e.Actor, int(e.Level), string(e.Proof), string(e.Kind),
		facts, who, e.WhoSum, e.Prev, e.Hash)
	return err
}
