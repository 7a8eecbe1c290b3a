package sqlite

import (
	"complaintsd/cases"
	"complaintsd/cases/desk"
)

// texts reads the words behind the hashes that the cases hold, and those of a letter that may have to be written
// again.
func texts(l *link, b *cases.Book, want desk.Want) error {
	b.Texts = map[string]string{}
	var all []string
	for _, c := range b.Cases {
		all = append(append(all, hashes(c)...), sources(c, want.Letter)...)
		for _, e := range b.History[c.Ref] {
			if e.Kind == cases.EntryQueued && e.Facts.Mail != "" { // a letter that was stopped may be made anew
				all = append(all, e.Facts.Mail)
			}
		}
	}
	for _, c := range b.Near {
		if want.Arrived.Sub(c.Arrived).Abs() <= nearby {
			all = append(all, c.Opening)
		}
	}
	for _, hash := range all {
		if _, there := b.Texts[hash]; there {
			continue
		}
		var text string
		found, err := l.one(`SELECT text FROM mail WHERE sha256 = ? ORDER BY text = '', id LIMIT 1`, []any{hash}, &text)
		if err != nil {
			return err
		}
		if found {
			b.Texts[hash] = text
		}
	}
	return nil
}

func hashes(c cases.Case) []string {
	var list []string
	if c.Opening != "" {
		list = append(list, c.Opening)
	}
	if c.Judgement.Mail != "" {
		list = append(list, c.Judgement.Mail)
	}
	if c.CloseAsk != nil {
		list = append(list, c.CloseAsk.Mail)
	}
	for _, m := range c.Measures {
		list = append(list, m.Mail)
	}
	for _, a := range c.Agreements {
		list = append(list, a.Mail)
	}
	return list
}

// sources are the mails with the words of the letter, and of letters that wait: they are made anew when it becomes
// known where they have to go.
func sources(c cases.Case, letter int64) []string {
	var list []string
	if hash := c.Sources[letter]; hash != "" {
		list = append(list, hash)
	}
	for _, q := range c.Queued {
		if q.Mail != "" {
			list = append(list, q.Mail)
		}
	}
	return list
}
