package main

import (
	"strings"

	"complaintsd/cmd/complaintsd/config"
)

// gather reads mailbox, ledger and database, of which the daemon holds none any more.
func (c *crash) gather() *evidence {
	e := &evidence{
		kills: *crashKills, mails: c.mails, ledger: c.sink.ledger, staff: c.staff(),
		folders: map[string][]string{}, told: map[int64][]string{},
	}
	for _, folder := range []string{inboxFolder, doneFolder, asideFolder} {
		for _, m := range c.dovecot.Mailbox(crashUser, folder) {
			e.folders[folder] = append(e.folders[folder], onTheWire(m.Raw))
		}
	}
	c.each(`SELECT id, sha256, message_id, coalesce(kind, ''), ref, aside, attempts, reason,
		(SELECT count(*) FROM place WHERE mail = m.id), (SELECT count(*) FROM place WHERE mail = m.id AND state = 'filed')
		FROM mail m ORDER BY id`, func(scan func(...any) error) error {
		var r mailEvidence
		err := scan(&r.id, &r.sha, &r.msgID, &r.kind, &r.ref, &r.aside, &r.attempts, &r.reason, &r.places, &r.filed)
		r.kills = c.inHand[r.id]
		e.rows = append(e.rows, r)
		return err
	})
	c.each(`SELECT ref, address FROM "case" ORDER BY ref`, func(scan func(...any) error) error {
		var k caseEvidence
		err := scan(&k.ref, &k.address)
		e.cases = append(e.cases, k)
		return err
	})
	c.each(`SELECT id, ref, kind, recipient, message_id, state, sha256, lost
		FROM letter JOIN letter_body ON letter = id ORDER BY id`, func(scan func(...any) error) error {
		var l letterEvidence
		err := scan(&l.id, &l.ref, &l.kind, &l.to, &l.msgID, &l.state, &l.bytes, &l.lost)
		e.letters = append(e.letters, l)
		return err
	})
	c.each(`SELECT json_extract(facts, '$.letter'), json_extract(facts, '$.value') FROM history WHERE kind = 'settled'`,
		func(scan func(...any) error) error {
			var letter int64
			var outcome string
			err := scan(&letter, &outcome)
			e.told[letter] = append(e.told[letter], outcome)
			return err
		})
	return e
}

func (c *crash) each(query string, take func(scan func(...any) error) error) {
	c.t.Helper()
	db := c.open()
	defer db.Close()
	rows, err := db.Query(query)
	if err != nil {
		c.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := take(rows.Scan); err != nil {
			c.t.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		c.t.Fatal(err)
	}
}

func (c *crash) staff() []string {
	cfg, problems := config.Read(strings.NewReader(config.Example), c.dir)
	if len(problems) > 0 {
		c.t.Fatal(problems)
	}
	all := []string{cfg.Operator}
	for _, p := range cfg.Organisations[0].People {
		all = append(all, p.Address)
	}
	return all
}
