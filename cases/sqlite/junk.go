package sqlite

import (
	"complaintsd/cases"
	"complaintsd/cases/desk"
)

// Mail among the junk is no mail of ours: nothing is kept of it but that a person was told.

// reported says of which mails a person was told.
func reported(l *link, b *cases.Book, want desk.Want) error {
	b.Reported = map[string]bool{}
	for _, sum := range want.Junk {
		var one int
		found, err := l.one(`SELECT 1 FROM job_run WHERE org = ? AND job = ? AND slot = ?`, []any{want.Org, cases.JobJunk, sum}, &one)
		if err != nil {
			return err
		}
		b.Reported[sum] = found
	}
	return nil
}

func (w *writer) reported() error {
	for _, sum := range w.change.Reported {
		_, err := w.link.exec(`INSERT INTO job_run (org, job, slot, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			w.change.Org, cases.JobJunk, sum, w.now)
		if err != nil {
			return err
		}
	}
	return nil
}
