package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestWithstandDatabaseTakenAway: a database that is deleted beneath the daemon ends it before it takes anything more
// in, and what was in it is saved; it does not begin anew beside that.
func TestWithstandDatabaseTakenAway(t *testing.T) {
	t.Parallel()
	o := newOrdeal(t)
	o.configure(o.first())
	user, database := o.dovecot.Users[0], filepath.Join(o.dir, "state", "complaintsd.db")
	o.dovecot.Deliver(user, []byte(plainMail("een", "een@post.example", "Klacht een")))
	o.begin()
	o.settled(1)
	o.filed(user)
	if err := errors.Join(os.Remove(database), os.Remove(database+"-wal"), os.Remove(database+"-shm")); err != nil {
		t.Fatal(err)
	}
	o.dovecot.Deliver(user, []byte(plainMail("twee", "twee@post.example", "Klacht twee")))
	select {
	case err := <-o.ended:
		if err == nil || !strings.Contains(err.Error(), "was taken away or replaced while the program ran") {
			t.Errorf("the house ended with: %v", err)
		}
	case <-time.After(2 * time.Minute): // it looks once a minute where nothing else happens
		t.Fatal("the house does not end")
	}
	err := o.house.Close()
	o.house = nil
	if err == nil || !strings.Contains(err.Error(), "give that file the name "+database+" again") {
		t.Errorf("closed with: %v", err)
	}
	if status, _, errs := o.called("run"); status != 1 || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, "delete it to begin anew") {
		t.Errorf("started anew: %d %s", status, errs)
	}
	saved, err := filepath.Glob(database + ".rescued-*")
	if err != nil || len(saved) != 1 {
		t.Fatalf("saved as %q (%v)", saved, err)
	}
	if err := os.Rename(saved[0], database); err != nil {
		t.Fatal(err)
	}
	o.begin()
	o.settled(2)
	o.filed(user)
	o.served(map[string]int{"KLP": 2})
	o.verified()
}

// TestWithstandLostState: a database or a file of keys that is gone at the start is said to the operator at once.
func TestWithstandLostState(t *testing.T) {
	t.Parallel()
	o := newOrdeal(t)
	o.configure(o.first())
	o.begin()
	o.until("the first tick", func() bool { return o.count(`SELECT count(*) FROM meta`) > 0 })
	o.end()
	if n := len(o.log.lines("is made anew")); n != 0 {
		t.Errorf("%d lines at the first start", n)
	}
	for file, words := range map[string]string{
		"token-keys":     "Het bestand token-keys ontbrak",
		"complaintsd.db": "De database ontbrak",
	} {
		if err := os.Remove(filepath.Join(o.dir, "state", file)); err != nil {
			t.Fatal(err)
		}
		o.begin()
		o.until("word of "+file, func() bool { return o.alerts(words) == 1 })
		o.end()
	}
	if n := len(o.log.lines("level=ERROR", "is made anew")); n != 2 {
		t.Errorf("%d lines, want 2", n)
	}
}

// TestWithstandLostMail: a database without the bytes of its mail is not worked with, and the one line says how to mend it.
func TestWithstandLostMail(t *testing.T) {
	t.Parallel()
	o := newOrdeal(t)
	o.configure(o.first())
	user := o.dovecot.Users[0]
	o.dovecot.Deliver(user, []byte(plainMail("een", "een@post.example", "Klacht een")))
	o.begin()
	o.settled(1)
	o.end()
	file := filepath.Join(o.dir, "state", "complaintsd.db-mail")
	if err := os.Rename(file, file+".old"); err != nil {
		t.Fatal(err)
	}
	status, _, errs := o.called("run")
	if status != 1 || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, "put back the file that belongs to it") {
		t.Errorf("started without it: %d %s", status, errs)
	}
	if status, out, errs := o.called("verify"); status != 1 || !strings.Contains(out+errs, "raw mail: none of it can be read: open "+file) {
		t.Errorf("verify: %d %s%s", status, out, errs)
	}
	if status, out, errs := o.called("cases", "--json"); status != 0 || !strings.Contains(out, "KLP-") {
		t.Errorf("cases: %d %s%s", status, out, errs)
	}
	if err := os.Rename(file+".old", file); err != nil {
		t.Fatal(err)
	}
	o.verified()
}

// TestStateOfAnotherUser: what may not be used is said with its mend, at the start.
func TestStateOfAnotherUser(t *testing.T) {
	for _, err := range []error{os.ErrPermission, errors.New("other")} {
		got := withMend(err, "/state")
		if mended := strings.Contains(got.Error(), "give /state and all in it to the user that runs the program"); mended != (err == os.ErrPermission) || !errors.Is(got, err) {
			t.Errorf("%v: %v", err, got)
		}
	}
}
