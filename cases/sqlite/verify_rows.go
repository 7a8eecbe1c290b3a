package sqlite

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"complaintsd/cases"
)

// guards are the triggers that keep a history as it was written.
var guards = []string{"history_fixed", "history_stays"}

func verifyGuards(l *link, report func(string)) error {
	for _, name := range guards {
		var there int
		found, err := l.one(`SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND name = ? AND tbl_name = 'history'`, []any{name}, &there)
		if err != nil {
			return err
		}
		if !found {
			report("database: the guard " + name + " was taken away: histories can be changed")
		}
	}
	return nil
}

// looked are the columns of a case by which it is looked up.
type looked struct {
	org, head, state, closed, address, brief string
	year, number, seq                        int
	live                                     bool
}

func verifyCase(l *link, id int64, report func(string)) error {
	var ref cases.Ref
	var body string
	var row looked
	if _, err := l.one(`SELECT ref, body, org, year, number, seq, head, state, closed_on, address, brief, live FROM "case" WHERE id = ?`, []any{id},
		&ref, &body, &row.org, &row.year, &row.number, &row.seq, &row.head, &row.state, &row.closed, &row.address, &row.brief, &row.live); err != nil {
		return err
	}
	history, err := readHistory(l, ref)
	if err != nil {
		report(fmt.Sprintf("case %s: its history cannot be read: %v", ref, err))
		return nil
	}
	if row := cases.Broken(history); row != 0 {
		report(fmt.Sprintf("case %s: history row %d is not what was written", ref, row))
		return nil
	}
	c := cases.Fold(history)
	folded, err := encode(c)
	if err != nil {
		return err
	}
	if folded != body {
		report(fmt.Sprintf("case %s: its state is not the sum of its history", ref))
	} else if !row.fits(c) {
		report(fmt.Sprintf("case %s: what is looked up of it is not its state", ref))
	}
	return nil
}

// fits tells whether the columns say what the case says. Closed cases may still be looked after; open ones must.
func (r looked) fits(c cases.Case) bool {
	org, year, number := c.Ref.Split()
	want := looked{
		org: org, year: year, number: number, seq: c.Seq, head: c.Head, state: string(c.State), closed: c.ClosedOn.String(),
		address: c.Complainant.Email, brief: briefOf(c), live: r.live || c.State.Open(),
	}
	return r == want
}

func (s *Store) verifyMail(l *link, id int64, report func(string)) error {
	var want, seal, kind string
	var start, size int64
	if _, err := l.one(`SELECT sha256, start, size, seal, ifnull(kind, '') FROM mail WHERE id = ?`, []any{id}, &want, &start, &size, &seal, &kind); err != nil {
		return err
	}
	sum := sha256.New()
	have, err := s.raw.into(sum, start, size)
	if s.raw.lost == nil && (err != nil || hex.EncodeToString(sum.Sum(nil)) != want) {
		report(fmt.Sprintf("mail %d: its bytes are not what arrived (%d bytes of %d)", id, have, size))
		return nil
	}
	should, err := sealedMail.sum(l, id)
	switch {
	case err != nil:
		return err
	case kind == "" && seal != "":
		report(fmt.Sprintf("mail %d: its outcome was taken away", id))
	case kind != "" && seal != should:
		report(fmt.Sprintf("mail %d: its row is not what was written", id))
	}
	return nil
}

func verifyLetter(l *link, id int64, report func(string)) error {
	var want, seal, state string
	var bytes []byte
	var next, settled *int64
	found, err := l.one(`SELECT sha256, bytes, seal, state, next, settled FROM letter JOIN letter_body ON letter = id WHERE id = ?`,
		[]any{id}, &want, &bytes, &seal, &state, &next, &settled)
	if err != nil {
		return err
	}
	if bytes, err = whole(l, id, bytes); err != nil {
		return err
	}
	if !found || sumOf(bytes) != want {
		report(fmt.Sprintf("letter %d: its bytes are not what was decided", id))
		return nil
	}
	should, err := sealedLetter.sum(l, id)
	if err != nil {
		return err
	}
	if seal != should {
		report(fmt.Sprintf("letter %d: its row is not what was decided", id))
	}
	if rest, known := rests[state]; known && (next == nil) != rest || settled != nil && next != nil {
		report(fmt.Sprintf("letter %d: it is %s, and when it leaves does not fit that", id, state))
	}
	return nil
}

// rests tells of the states whether a letter in them leaves no more. An uncertain one may leave once more or not.
var rests = map[string]bool{
	"held": false, "due": false, "sending": false, "dotted": false, "sent": true, "failed": true, "cancelled": true, "paper": true,
}
