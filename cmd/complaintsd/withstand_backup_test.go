package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestWithstandBackup: a copy of the state folder that is made as the README says, while the daemon takes mail in, is whole:
// it can be put back, and the mail of after it, offered again, is taken in again.
func TestWithstandBackup(t *testing.T) {
	t.Parallel()
	o := newOrdeal(t)
	o.configure(o.first(setting{"[organisation.limits]", "unattended_per_hour", "0"}))
	user, state := o.dovecot.Users[0], filepath.Join(o.dir, "state")
	mails := make([][]byte, 80)
	for i := range mails {
		id := fmt.Sprint("mail", i)
		mails[i] = []byte(plainMail(id, id+"@post.example", "Klacht "+id) + strings.Repeat("En nog een lange zin daarover.\n", 1000))
	}
	deliver := func(list [][]byte) {
		for _, m := range list {
			o.dovecot.Deliver(user, m)
		}
	}
	deliver(mails[:40])
	o.begin()
	o.until("the first receipts", func() bool { return o.count(`SELECT count(*) FROM letter WHERE state = 'sent'`) > 0 })
	backup := t.TempDir()
	db := o.open("rw")
	_, err := db.Exec(`VACUUM INTO ?`, filepath.Join(backup, "complaintsd.db"))
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	deliver(mails[40:])
	for _, name := range []string{"complaintsd.db-mail", "token-keys"} {
		bytes, err := os.ReadFile(filepath.Join(state, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(backup, name), bytes, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	o.settled(len(mails))
	o.served(map[string]int{"KLP": len(mails)})
	o.end()

	if err := errors.Join(os.Rename(state, state+".lost"), os.Rename(backup, state)); err != nil {
		t.Fatal(err)
	}
	o.verified()
	o.turn(time.Hour) // a letter that was on its way in the copy has its next attempt by then
	o.begin()
	deliver(mails)
	o.settled(len(mails))
	o.filed(user)
	o.served(map[string]int{"KLP": len(mails)})
	o.verified()
}
