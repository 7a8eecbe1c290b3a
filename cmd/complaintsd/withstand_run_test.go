package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestWithstandTwoOrganisations: each mailbox has its own numbers, sender and folders; the folders are made
// where there are none, and a mailbox whose mail is to stay is left as it is, over a restart and a mailbox
// made anew as well.
func TestWithstandTwoOrganisations(t *testing.T) {
	t.Parallel()
	o := newOrdeal(t)
	user, still := o.dovecot.Users[0], "blijft"
	o.configure(o.first(), o.another(still, setting{inIMAP, "done", `""`}, setting{inIMAP, "aside", `""`}))
	o.dovecot.Deliver(user, []byte(plainMail("een", "een@post.example", "Klacht een")))
	o.dovecot.Deliver(still, []byte(plainMail("twee", "een@post.example", "Klacht twee"))) // the same parent
	o.dovecot.Deliver(still, nil)
	o.begin()
	o.settled(3)
	o.filed(user)
	if !o.dovecot.HasFolder(user, doneFolder) || o.dovecot.HasFolder(still, doneFolder) || o.dovecot.HasFolder(still, asideFolder) {
		t.Error("folders are missing where they are asked for, or made where they are not")
	}
	o.served(map[string]int{"KLP": 1, "BLI": 1})
	for _, p := range o.office.to("een@post.example") {
		org, domain := "KLP", "kluppluz.example"
		if strings.Contains(p.subject, "BLI") {
			org, domain = "BLI", still+".example"
		}
		if !strings.Contains(p.raw, "<klachten@"+domain+">") || !strings.Contains(p.subject, org) {
			t.Errorf("the letter %q of %s is not from %s", p.subject, org, domain)
		}
	}

	o.end() // as a restart finds it
	o.begin()
	o.dovecot.Deliver(still, []byte(plainMail("drie", "drie@post.example", "Klacht drie")))
	o.settled(4)
	o.served(map[string]int{"KLP": 1, "BLI": 2})

	o.dovecot.Stop() // the mailbox is made anew under the running house
	o.dovecot.Renumber(still)
	o.dovecot.Restart()
	o.dovecot.Deliver(still, []byte(plainMail("vier", "vier@post.example", "Klacht vier")))
	o.settled(5)
	o.until("places under the other UIDVALIDITY", func() bool {
		return o.count(`SELECT count(*) FROM place WHERE account = 'BLI'`) == 3+4 &&
			o.count(`SELECT count(DISTINCT validity) FROM place WHERE account = 'BLI'`) == 2
	})
	o.served(map[string]int{"KLP": 1, "BLI": 3})
	if n := len(o.dovecot.Mailbox(still, inboxFolder)); n != 4 {
		t.Errorf("%d mails stand in the inbox that is left as it is, want 4", n)
	}
	if ids := o.office.twice(); len(ids) > 0 {
		t.Errorf("letters that came twice: %q", ids)
	}
	o.verified()
}

// served looks at the number of cases and of receipts of each organisation.
func (o *ordeal) served(want map[string]int) {
	o.t.Helper()
	for org, n := range want {
		cases := o.count(`SELECT count(*) FROM "case" WHERE org = ?`, org)
		receipts := o.count(`SELECT count(*) FROM letter WHERE kind = 'receipt' AND state = 'sent' AND org = ?`, org)
		if cases != n || receipts != n {
			o.t.Errorf("%s has %d cases and %d receipts, want %d", org, cases, receipts, n)
		}
	}
}

// TestWithstandTwoAliases: a mail that came by two addresses is one complaint.
func TestWithstandTwoAliases(t *testing.T) {
	t.Parallel()
	o := newOrdeal(t)
	o.configure(o.first())
	user, words := o.dovecot.Users[0], plainMail("een", "een@post.example", "Klacht")
	for _, alias := range []string{"klachten", "klantreactie"} {
		header := "Return-Path: <een@post.example>\nDelivered-To: " + alias + "@kluppluz.example\n" +
			"Received: from mx.post.example by mx.kluppluz.example for <" + alias + "@kluppluz.example>; Mon, 2 Nov 2026 09:00:01 +0100\n"
		o.dovecot.Deliver(user, []byte(header+words))
	}
	o.begin()
	o.filed(user)
	o.until("two places", func() bool { return o.count(`SELECT count(*) FROM place WHERE state = 'filed'`) == 2 })
	o.settled(1)
	o.served(map[string]int{"KLP": 1})
	if n := len(o.dovecot.Mailbox(user, doneFolder)); n != 2 {
		t.Errorf("%d of 2 copies are filed", n)
	}
	o.verified()
}

// TestWithstandFirstStart: mail from before the first day makes neither case nor letter, and one list of it. It stays where
// it stands.
func TestWithstandFirstStart(t *testing.T) {
	t.Parallel()
	o := newOrdeal(t)
	o.configure(o.first())
	user, folder := o.dovecot.Users[0], t.TempDir()
	old := time.Now().Add(-72 * time.Hour) // Dovecot takes the arrival from the file
	for _, id := range []string{"oud1", "oud2"} {
		file := filepath.Join(folder, "1."+id+".host")
		err := errors.Join(os.WriteFile(file, []byte(plainMail(id, id+"@post.example", "Klacht "+id)), 0o600), os.Chtimes(file, old, old))
		if err != nil {
			t.Fatal(err)
		}
	}
	o.dovecot.Fill(user, folder)
	o.dovecot.Deliver(user, []byte(plainMail("nieuw", "nieuw@post.example", "Klacht nieuw")))
	o.begin()
	o.settled(3)
	o.until("the new mail filed", func() bool { return len(o.dovecot.Mailbox(user, doneFolder)) == 1 })
	o.served(map[string]int{"KLP": 1})
	if n := o.count(`SELECT count(*) FROM mail WHERE kind = 'before-start' AND ref = '' AND reason <> ''`); n != 2 {
		t.Errorf("%d mails of before the first day", n)
	}
	for range 2 { // the list comes once, however often the house starts
		o.end()
		o.turn(20 * time.Minute)
		o.begin()
		o.until("the list", func() bool {
			return o.count(`SELECT count(*) FROM letter WHERE kind = 'alert' AND recipient = ? AND state = 'sent'`, registrar) == 1
		})
	}
	o.end()
	if n := o.count(`SELECT count(*) FROM letter WHERE kind = 'alert'`); n != 1 {
		t.Errorf("%d lists", n)
	}
	if n := len(o.dovecot.Mailbox(user, inboxFolder)); n != 2 {
		t.Errorf("%d of 2 old mails stand in the inbox", n)
	}
	o.verified()
}

// TestWithstandSecondDaemon: the real program holds its state alone, and SIGTERM ends it cleanly.
func TestWithstandSecondDaemon(t *testing.T) {
	t.Parallel()
	o := newOrdeal(t)
	o.configure(o.first())
	o.dovecot.Deliver(o.dovecot.Users[0], []byte(plainMail("een", "een@post.example", "Klacht")))
	var said journal
	daemon := exec.Command(os.Args[0], "run", "--config", o.config())
	daemon.Env = append(os.Environ(), clockAhead+"=0s")
	daemon.Stderr = &said
	if err := daemon.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- daemon.Wait() }()
	t.Cleanup(func() { _ = daemon.Process.Kill() }) // it may have ended
	o.until("the start", func() bool { return len(said.lines("msg=started")) == 1 })
	mail := filepath.Join(o.dir, "archief.eml")
	o.write("archief.eml", plainMail("archief", "archief@post.example", "Klacht"))
	for _, args := range [][]string{{"run"}, {"import", mail}} {
		status, out, errs := o.called(args...)
		if status != 1 || out != "" || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, "is in use by process") || !strings.Contains(errs, "stop that one first") {
			t.Errorf("%s beside a daemon: status %d, %q, %q", args[0], status, out, errs)
		}
	}
	o.settled(1)
	for _, args := range [][]string{{"cases"}, {"verify"}, {"digest", "--as", "kwaliteit"}} { // reading is free
		if status, _, errs := o.called(args...); status != 0 || errs != "" {
			t.Errorf("%s beside a daemon: status %d, %q", args[0], status, errs)
		}
	}
	if err := daemon.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-ended:
		if err != nil || len(said.lines("msg=stopped")) != 1 || len(said.lines("level=ERROR"))+len(said.lines("level=WARN")) > 0 {
			t.Errorf("the daemon ended with %v and said\n%s", err, said.String())
		}
	case <-time.After(ordealEnd):
		t.Fatal("the daemon does not end")
	}
	if status, _, errs := o.called("import", mail); status != 0 || errs != "" {
		t.Errorf("import after the daemon: status %d, %q", status, errs)
	}
}

// TestWithstandStopInTheMidst: whenever it is asked to end it does, cleanly, and goes on later where it was.
func TestWithstandStopInTheMidst(t *testing.T) {
	t.Parallel()
	const mails = 120
	o := newOrdeal(t)
	limits := "[organisation.limits]"
	o.configure(o.first(setting{limits, "unattended_per_hour", "0"}))
	user := o.dovecot.Users[0]
	for i := range mails {
		id := fmt.Sprintf("ouder%d", i)
		o.dovecot.Deliver(user, []byte(plainMail(id, id+"@post.example", "Klacht "+id)))
	}
	o.begin()
	o.end() // before anything was done
	for _, done := range []int{1, 10, 60} {
		o.begin()
		o.until("some outcomes", func() bool { return o.count(`SELECT count(*) FROM mail WHERE kind IS NOT NULL`) >= done })
		o.end()
		if n := o.count(`SELECT count(*) FROM letter WHERE state IN ('sending', 'dotted')`); n > 0 {
			t.Errorf("%d letters were left on their way", n)
		}
	}
	o.turn(2 * time.Minute) // what was handed back untried waits a minute
	o.begin()
	o.settled(mails)
	o.filed(user)
	o.served(map[string]int{"KLP": mails})
	if ids := o.office.twice(); len(ids) > 0 {
		t.Errorf("letters that came twice: %q", ids)
	}
	o.verified()
}
