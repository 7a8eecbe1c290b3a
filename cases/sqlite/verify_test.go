package sqlite

import (
	"context"
	"database/sql"
	"strings"
	"testing"

	"complaintsd/cases"
)

// tamper changes the file as somebody with a tool would, who also knows of the triggers.
func tamper(t *testing.T, path string, statements ...string) {
	t.Helper()
	db := must[*sql.DB](t)(sql.Open("sqlite", "file:"+path))
	defer db.Close()
	for _, s := range append([]string{"DROP TRIGGER history_fixed", "DROP TRIGGER history_stays"}, statements...) {
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

func TestVerifyNamesEachChange(t *testing.T) {
	for _, c := range []struct{ name, statement, want string }{
		{"facts of a row", `UPDATE history SET facts = '{}' WHERE ref = 'KLP-2026-0002'`, "case KLP-2026-0002: history row 1"},
		{"actor of a row", `UPDATE history SET actor = 'x' WHERE ref = 'KLP-2026-0002'`, "case KLP-2026-0002: history row 1"},
		{"time of a row", `UPDATE history SET at = at + 1 WHERE ref = 'KLP-2026-0002'`, "case KLP-2026-0002: history row 1"},
		{"who complained", `UPDATE history SET who = '{"name":"Ander"}' WHERE ref = 'KLP-2026-0002'`, "case KLP-2026-0002: history row 1"},
		{"facts that are none", `UPDATE history SET facts = 'x' WHERE ref = 'KLP-2026-0002'`, "case KLP-2026-0002: its history cannot be read"},
		{"row gone", `DELETE FROM history WHERE ref = 'KLP-2026-0003'`, "case KLP-2026-0003: its state is not"},
		{"state", `UPDATE "case" SET body = replace(body, '"klacht"', '"tip"') WHERE ref = 'KLP-2026-0001'`, "case KLP-2026-0001: its state is not"},
		{"looked-up state", `UPDATE "case" SET state = 'closed' WHERE ref = 'KLP-2026-0001'`, "case KLP-2026-0001: what is looked up"},
		{"case gone", `DELETE FROM "case" WHERE ref = 'KLP-2026-0001'`, "a row of history belongs to a row of case"},
		{"byte of a mail", `UPDATE mail_chunk SET bytes = CAST(replace(CAST(bytes AS TEXT), 'x', 'y') AS BLOB) WHERE mail = 2`, "mail 2: its bytes"},
		{"mail cut", `DELETE FROM mail_chunk WHERE mail = 2`, "mail 2: its bytes"},
		{"byte of a letter", `UPDATE letter_body SET bytes = x'00' WHERE letter = 3`, "letter 3: its bytes"},
		{"letter without bytes", `DELETE FROM letter_body WHERE letter = 3`, "letter 3: its bytes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, path := inFile(t)
			three(t, s)
			report(t, s)
			ok(t, s.Close())
			tamper(t, path, c.statement)
			r := must[*Store](t)(OpenReader(path, options()))
			defer r.Close()
			var lines []string
			ok(t, r.Verify(context.Background(), func(line string) { lines = append(lines, line) }))
			if len(lines) != 1 || !strings.Contains(lines[0], c.want) {
				t.Errorf("reported %q, want %q", lines, c.want)
			}
		})
	}
}
