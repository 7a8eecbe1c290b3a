package sqlite

import (
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
)

const (
	mostTheirs = 5         // cases of a parent, the newest
	mostRecent = 10        // mails of the hour before
	nearby     = time.Hour // how far back these are looked for, by arrival
)

// near gives what a new case may belong with: the newest cases of the same parent, and those of the hour before with
// their words. Of a flood only the last ones are looked at.
func (s *Store) near(l *link, b *cases.Book, want desk.Want) error {
	refs, err := nearRefs(l, want)
	if err != nil {
		return err
	}
	seen := map[cases.Ref]bool{}
	for _, ref := range refs {
		if seen[ref] {
			continue
		}
		seen[ref] = true
		c, found, err := readCase(l, ref)
		if err != nil {
			return err
		}
		if found {
			b.Near = append(b.Near, c)
		}
	}
	return nil
}

func nearRefs(l *link, want desk.Want) ([]cases.Ref, error) {
	var refs []cases.Ref
	add := func(scan scan) error {
		var ref cases.Ref
		err := scan(&ref)
		refs = append(refs, ref)
		return err
	}
	if want.Parent != "" {
		err := l.each(`SELECT ref FROM "case" WHERE org = ? AND address = ? AND address <> '' ORDER BY id DESC LIMIT ?+0`,
			[]any{want.Org, want.Parent, mostTheirs}, add)
		if err != nil {
			return nil, err
		}
	}
	err := l.each(`SELECT ref FROM (SELECT id, org, ref, arrived FROM mail ORDER BY id DESC LIMIT ?+0)
		WHERE org = ? AND ref <> '' AND arrived BETWEEN ? AND ?`,
		[]any{mostRecent, want.Org, millis(want.Arrived.Add(-nearby)), millis(want.Arrived.Add(nearby))}, add)
	return refs, err
}
