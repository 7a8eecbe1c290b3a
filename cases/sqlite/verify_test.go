package sqlite

import (
	"context"
	"database/sql"
	"strings"
	"testing"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailout"
)

// tamper changes the file as somebody with a tool would, who knows of the triggers and puts them back.
func tamper(t *testing.T, path, statement string) {
	t.Helper()
	db := must[*sql.DB](t)(sql.Open("sqlite", "file:"+path))
	defer db.Close()
	statements := []string{"DROP TRIGGER history_fixed", "DROP TRIGGER history_stays", statement}
	for _, name := range guards {
		var text string
		ok(t, db.QueryRow("SELECT sql FROM sqlite_schema WHERE name = ?", name).Scan(&text))
		statements = append(statements, text)
	}
	for _, s := range statements {
		_, err := db.Exec(s)
		ok(t, err)
	}
}

func TestHistoryIsAppendOnly(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		three(t, s)
		for _, statement := range []string{
			`DELETE FROM history WHERE seq = 1`,
			`UPDATE history SET facts = '{}'`,
			`UPDATE history SET at = at + 1`,
			`UPDATE history SET actor = 'x'`,
			`UPDATE history SET seq = 5 WHERE ref = 'KLP-2026-0001'`,
			`UPDATE history SET hash = 'x'`,
			`UPDATE history SET who = '{}'`,
			`UPDATE history SET who = NULL, who_sum = ''`,
			`INSERT OR REPLACE INTO history SELECT ref, seq, at, 'x', level, proof, kind, facts, who, who_sum, prev, hash FROM history`,
		} {
			l := <-s.writer
			_, err := l.exec(statement)
			s.writer <- l
			if err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s: %v", statement, err)
			}
		}
		report(t, s)
		// The personal part may be taken out, and the chain holds without it.
		l := <-s.writer
		_, err := l.exec(`UPDATE history SET who = NULL WHERE ref = 'KLP-2026-0001'`)
		s.writer <- l
		ok(t, err)
		d, _, err := s.One(context.Background(), ref(1))
		ok(t, err)
		if d.History[0].Who != nil || cases.Broken(d.History) != 0 {
			t.Errorf("history %+v", d.History)
		}
	})
}

// written is a store with three cases, each with its mail and a receipt; of the first the confirmation was accepted
// (letter 4), of the second it waits (letter 5), and letter 6 went to staff.
func written(t *testing.T, s *Store) {
	t.Helper()
	three(t, s)
	for n := 1; n <= 2; n++ {
		d, _, err := s.One(context.Background(), ref(n))
		ok(t, err)
		m := letter(int64(n+3), ref(n), cases.Confirmation)
		c, rows := grow(d.Case, cases.Entry{Ref: ref(n), Kind: cases.EntryQueued, Actor: cases.ActorClock, Facts: cases.Facts{Letter: m.ID, Notice: cases.Confirmation, Promise: cases.Confirm}})
		ok(t, s.Commit(context.Background(), desk.Change{
			Org: "KLP", Now: noon, Cases: []cases.Case{c}, Entries: rows, Duties: duties(c.Ref, 1, noon), Letters: []mailout.Letter{m},
		}))
	}
	claim(t, s, noon, 10)
	d, _, err := s.One(context.Background(), ref(1))
	ok(t, err)
	c, rows := grow(d.Case, cases.Entry{Ref: ref(1), Kind: cases.EntrySettled, Actor: cases.ActorRelay, Facts: cases.Facts{
		Letter: 4, Notice: cases.Confirmation, Promise: cases.Confirm, Value: string(cases.Accepted), Date: cases.DateOf(noon),
	}})
	ok(t, s.Commit(context.Background(), desk.Change{
		Org: "KLP", Now: noon, Cases: []cases.Case{c}, Entries: rows, Settled: &desk.Settlement{Letter: 4, State: mailout.Sent},
	}))
	queue(t, s, noon, letter(6, ref(3), cases.NewCase))
	accept(t, s, text("a1@example.org", "x"), text("a2@example.org", "x"), text("a3@example.org", "x"), text("a4@example.org", "x"))
}

// manipulations are changes with plain SQL, and the word that names what is wrong.
var manipulations = []struct{ name, statement, want string }{
	{"facts of a row", `UPDATE history SET facts = '{}' WHERE ref = 'KLP-2026-0002'`, "case KLP-2026-0002: history row 1"},
	{"one fact of a row", `UPDATE history SET facts = json_set(facts, '$.date', '2026-11-01') WHERE ref = 'KLP-2026-0002' AND seq = 1`, "case KLP-2026-0002: history row 1"},
	{"facts that are none", `UPDATE history SET facts = 'x' WHERE ref = 'KLP-2026-0002'`, "case KLP-2026-0002: its history cannot be read"},
	{"who did it", `UPDATE history SET actor = 'x' WHERE ref = 'KLP-2026-0002'`, "case KLP-2026-0002: history row 1"},
	{"when it was done", `UPDATE history SET at = at + 1 WHERE ref = 'KLP-2026-0002'`, "case KLP-2026-0002: history row 1"},
	{"what was done", `UPDATE history SET kind = 'closed' WHERE ref = 'KLP-2026-0002' AND seq = 3`, "case KLP-2026-0002: history row 3"},
	{"the level of it", `UPDATE history SET level = 2 WHERE ref = 'KLP-2026-0002' AND seq = 2`, "case KLP-2026-0002: history row 2"},
	{"the proof of it", `UPDATE history SET proof = 'dmarc' WHERE ref = 'KLP-2026-0002' AND seq = 2`, "case KLP-2026-0002: history row 2"},
	{"who complained", `UPDATE history SET who = '{"name":"Ander"}' WHERE ref = 'KLP-2026-0002'`, "case KLP-2026-0002: history row 1"},
	{"the hash of who complained", `UPDATE history SET who = NULL, who_sum = '' WHERE ref = 'KLP-2026-0002' AND seq = 1`, "case KLP-2026-0002: history row 1"},
	{"the hash of a row", `UPDATE history SET hash = 'x' WHERE ref = 'KLP-2026-0002' AND seq = 2`, "case KLP-2026-0002: history row 2"},
	{"the hash of the row before", `UPDATE history SET prev = '' WHERE ref = 'KLP-2026-0002' AND seq = 2`, "case KLP-2026-0002: history row 2"},
	{"first row gone", `DELETE FROM history WHERE ref = 'KLP-2026-0001' AND seq = 1`, "case KLP-2026-0001: history row 1"},
	{"row in the middle gone", `DELETE FROM history WHERE ref = 'KLP-2026-0001' AND seq = 2`, "case KLP-2026-0001: history row 2"},
	{"last row gone", `DELETE FROM history WHERE ref = 'KLP-2026-0001' AND seq = 4`, "case KLP-2026-0001: its state is not"},
	{"all rows gone", `DELETE FROM history WHERE ref = 'KLP-2026-0003'`, "case KLP-2026-0003: its state is not"},
	{"a row of another case put in", `INSERT INTO history SELECT 'KLP-2026-0003', 3, at, actor, level, proof, kind, facts, who, who_sum, prev, hash FROM history WHERE ref = 'KLP-2026-0001' AND seq = 3`, "case KLP-2026-0003: history row 3"},
	{"a row written twice", `INSERT INTO history SELECT ref, 5, at, actor, level, proof, kind, facts, who, who_sum, prev, hash FROM history WHERE ref = 'KLP-2026-0001' AND seq = 4`, "case KLP-2026-0001: history row 5"},
	{"two rows changed over", `UPDATE history SET seq = seq + 10 WHERE ref = 'KLP-2026-0001' AND seq IN (2, 3);
		UPDATE history SET seq = 15 - seq WHERE ref = 'KLP-2026-0001' AND seq > 10`, "case KLP-2026-0001: history row 2"},
	{"a history moved to another case", `UPDATE history SET ref = 'KLP-2026-0009' WHERE ref = 'KLP-2026-0003'`, "a row of history belongs to a row of case"},

	{"the state of a case", `UPDATE "case" SET body = replace(body, '"klacht"', '"tip"') WHERE ref = 'KLP-2026-0001'`, "case KLP-2026-0001: its state is not"},
	{"a promise said to be kept", `UPDATE "case" SET body = json_set(body, '$.kept.propose', '2026-11-21') WHERE ref = 'KLP-2026-0001'`, "case KLP-2026-0001: its state is not"},
	{"the looked-up state", `UPDATE "case" SET state = 'closed' WHERE ref = 'KLP-2026-0001'`, "case KLP-2026-0001: what is looked up"},
	{"the looked-up address", `UPDATE "case" SET address = 'x@evil.example' WHERE ref = 'KLP-2026-0001'`, "case KLP-2026-0001: what is looked up"},
	{"the looked-up end", `UPDATE "case" SET closed_on = '2026-01-01' WHERE ref = 'KLP-2026-0001'`, "case KLP-2026-0001: what is looked up"},
	{"what a year is counted from", `UPDATE "case" SET brief = replace(brief, '|klacht|', '|tip|') WHERE ref = 'KLP-2026-0001'`, "case KLP-2026-0001: what is looked up"},
	{"left out of the year", `UPDATE "case" SET brief = '' WHERE ref = 'KLP-2026-0001'`, "case KLP-2026-0001: what is looked up"},
	{"the organisation", `UPDATE "case" SET org = 'HUM' WHERE ref = 'KLP-2026-0001'`, "case KLP-2026-0001: what is looked up"},
	{"left out of the overviews", `UPDATE "case" SET live = 0 WHERE ref = 'KLP-2026-0001'`, "case KLP-2026-0001: what is looked up"},
	{"case gone", `DELETE FROM "case" WHERE ref = 'KLP-2026-0001'`, "a row of history belongs to a row of case"},
	{"case gone with its history", `DELETE FROM history WHERE ref = 'KLP-2026-0001'; DELETE FROM "case" WHERE ref = 'KLP-2026-0001'`, "organisation KLP, year 2026: a case is missing"},
	{"last case gone with its history", `DELETE FROM history WHERE ref = 'KLP-2026-0003'; DELETE FROM "case" WHERE ref = 'KLP-2026-0003'`, "mail 3: its case is missing"},

	{"a mail cut", `UPDATE mail SET size = size - 1 WHERE id = 2`, "mail 2: its bytes"},
	{"the bytes of another mail", `UPDATE mail SET start = 0 WHERE id = 2`, "mail 2: its bytes"},
	{"a mail beyond the end", `UPDATE mail SET start = 1000000 WHERE id = 2`, "mail 2: its bytes"},
	{"the hash of a mail", `UPDATE mail SET sha256 = 'x' WHERE id = 2`, "mail 2: its bytes"},
	{"the words of a mail", `UPDATE mail SET text = 'Ik trek alles in.' WHERE id = 2`, "mail 2: its row"},
	{"the sender of a mail", `UPDATE mail SET sender = 'x@evil.example' WHERE id = 2`, "mail 2: its row"},
	{"the outcome of a mail", `UPDATE mail SET kind = 'list' WHERE id = 2`, "mail 2: its row"},
	{"the reason of the outcome", `UPDATE mail SET reason = 'reclame' WHERE id = 2`, "mail 2: its row"},
	{"when a mail arrived", `UPDATE mail SET arrived = arrived - 86400000 WHERE id = 2`, "mail 2: its row"},
	{"a mail put at another case", `UPDATE mail SET ref = 'KLP-2026-0001' WHERE id = 2`, "mail 2: the history of its case does not know it"},
	{"a mail made unread", `UPDATE mail SET kind = NULL WHERE id = 2`, "mail 2: its outcome was taken away"},
	{"a mail done with unread", `UPDATE place SET state = 'filed' WHERE mail = 4`, "mail 4: whether it is done with"},
	{"a mail gone", `DELETE FROM place WHERE mail = 2; DELETE FROM mail WHERE id = 2`, "case KLP-2026-0002, history row 1: its mail is missing"},
	{"an unread mail gone", `DELETE FROM mail WHERE id = 4`, "a row of place belongs to a row of mail"},

	{"a byte of a letter", `UPDATE letter_body SET bytes = x'00' WHERE letter = 3`, "letter 3: its bytes"},
	{"a letter without bytes", `DELETE FROM letter_body WHERE letter = 3`, "letter 3: its bytes"},
	{"the hash of a letter", `UPDATE letter_body SET sha256 = 'x' WHERE letter = 3`, "letter 3: its bytes"},
	{"the words of a letter", `UPDATE letter_body SET text = 'Alles is goed.' WHERE letter = 3`, "letter 3: its row"},
	{"the recipient of a letter", `UPDATE letter SET recipient = 'x@evil.example' WHERE id = 5`, "letter 5: its row"},
	{"the kind of a letter", `UPDATE letter SET kind = 'closing' WHERE id = 5`, "letter 5: its row"},
	{"when a letter was decided", `UPDATE letter SET queued = queued - 86400000 WHERE id = 4`, "letter 4: its row"},
	{"a letter said to be sent", `UPDATE letter SET state = 'sent', next = NULL WHERE id = 5`, "letter 5: it is sent, and the history of KLP-2026-0002 says otherwise"},
	{"a letter said to have failed", `UPDATE letter SET state = 'failed' WHERE id = 4`, "letter 4: it is failed, and the history of KLP-2026-0001 says otherwise"},
	{"a letter sent again", `UPDATE letter SET state = 'due', next = 0, settled = NULL WHERE id = 4`, "letter 4: it is due, and the history of KLP-2026-0001 says otherwise"},
	{"a letter stopped", `UPDATE letter SET next = NULL WHERE id = 5`, "letter 5: it is sending, and when it leaves does not fit"},
	{"a letter gone", `DELETE FROM letter_body WHERE letter = 4; DELETE FROM letter WHERE id = 4`, "case KLP-2026-0001: its letter 4 is missing"},
	{"a letter to staff gone", `DELETE FROM letter_body WHERE letter = 2; DELETE FROM letter WHERE id = 2`, "letters: one is missing"},
	{"a letter slipped in", `INSERT INTO letter SELECT 7, org, ref, kind, sender, 'x@evil.example', 'x@y', '', auto, NULL, queued, release, state, next, 0, 0, NULL, '', seal FROM letter WHERE id = 5;
		INSERT INTO letter_body SELECT 7, subject, files, sha256, text, bytes FROM letter_body WHERE letter = 5`, "letter 7: the history of KLP-2026-0002 does not know it"},

	{"a token gone", `DELETE FROM token WHERE id = 2`, "letter 2: its token is missing"},
	{"to whom a token was handed", `UPDATE token SET party = 'x@evil.example' WHERE id = 2`, "letter 2: its token is not what was handed out"},
	{"what a token is for", `UPDATE token SET scope = 'staff' WHERE id = 2`, "letter 2: its token is not what was handed out"},
	{"how long a token lives", `UPDATE token SET expires = '2099-01-01' WHERE id = 2`, "letter 2: its token is not what was handed out"},
	{"the case of a token", `UPDATE token SET ref = 'KLP-2026-0001' WHERE id = 2`, "letter 2: its token is not what was handed out"},
}

// TestVerifyNamesEachChange: whatever somebody changes with a tool, Verify says what it was (invariant 9).
func TestVerifyNamesEachChange(t *testing.T) {
	for _, c := range manipulations {
		t.Run(c.name, func(t *testing.T) {
			s, path := inFile(t)
			written(t, s)
			report(t, s)
			ok(t, s.Close())
			tamper(t, path, c.statement)
			r := must[*Store](t)(OpenReader(path, options()))
			defer r.Close()
			var lines []string
			ok(t, r.Verify(context.Background(), func(line string) { lines = append(lines, line) }))
			if !strings.Contains(strings.Join(lines, "\n"), c.want) || len(lines) == 0 {
				t.Errorf("reported %q, want %q", lines, c.want)
			}
		})
	}
}

// The guards themselves are looked after.
func TestVerifyMissesItsGuards(t *testing.T) {
	for _, name := range guards {
		s, path := inFile(t)
		written(t, s)
		ok(t, s.Close())
		db := must[*sql.DB](t)(sql.Open("sqlite", "file:"+path))
		_, err := db.Exec("DROP TRIGGER " + name)
		ok(t, err)
		ok(t, db.Close())
		r := must[*Store](t)(OpenReader(path, options()))
		var lines []string
		ok(t, r.Verify(context.Background(), func(line string) { lines = append(lines, line) }))
		if len(lines) != 1 || !strings.Contains(lines[0], name) {
			t.Errorf("reported %q", lines)
		}
		ok(t, r.Close())
	}
}
