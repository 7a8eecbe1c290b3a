package sqlite

import (
	"context"
	"fmt"

	"complaintsd/cases"
	"complaintsd/cases/desk"
)

// Scans lists scanned letters whose words were not looked for yet, oldest first, at most limit.
func (s *Store) Scans(ctx context.Context, limit int) ([]desk.Scan, error) {
	var list []desk.Scan
	err := s.read(ctx, func(l *link) error {
		return l.each(`SELECT id, org, ref, sha256, arrived, start, size FROM mail WHERE kind = 'scan' AND ref <> '' AND imported = 0
			AND NOT EXISTS (SELECT 1 FROM job_run WHERE org = mail.org AND job = ? AND slot = CAST(mail.id AS TEXT))
			ORDER BY id LIMIT ?`, []any{cases.JobScan, limit},
			func(scan scan) error {
				var one desk.Scan
				var arrived, start int64
				err := scan(&one.ID, &one.Org, &one.Ref, &one.SHA256, &arrived, &start, &one.Size)
				one.Arrived, one.Open = instant(arrived), s.raw.opener(start, one.Size)
				list = append(list, one)
				return err
			})
	})
	if err != nil {
		return nil, fmt.Errorf("list scanned letters: %w", err)
	}
	return list, nil
}
