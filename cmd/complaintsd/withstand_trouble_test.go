package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// alerts gives what the operator was told, by words that it holds.
func (o *ordeal) alerts(words string) (n int) {
	o.t.Helper()
	for _, p := range o.office.to(operator) {
		if strings.Contains(p.text(o.t), words) {
			n++
		}
	}
	return n
}

// TestWithstandDeadMailboxes: a wrong password and a host that nobody knows are told once, in plain words,
// while the third mailbox is served.
func TestWithstandDeadMailboxes(t *testing.T) {
	t.Parallel()
	o := newOrdeal(t)
	o.write("other-password", "fout")
	o.configure(
		o.first(),
		o.another("wachtwoord", setting{inIMAP, "password", `"file:other-password"`}),
		o.another("onbekend", setting{inIMAP, "host", `"nergens.invalid"`}, setting{inIMAP, "tls", `"starttls"`}),
	)
	user := o.dovecot.Users[0]
	o.dovecot.Deliver(user, []byte(plainMail("een", "een@post.example", "Klacht een")))
	o.begin()
	o.settled(1)
	o.until("word of the password", func() bool { return o.alerts(`refuses user "wachtwoord"`) == 1 })
	o.turn(3 * time.Minute) // what may pass by itself gets two minutes
	o.until("word of the host", func() bool { return o.alerts("nergens.invalid") == 1 })
	o.dovecot.Deliver(user, []byte(plainMail("twee", "twee@post.example", "Klacht twee")))
	o.settled(2)
	o.filed(user)

	if n := len(o.office.to(operator)); n != 2 {
		t.Errorf("the operator got %d letters, want 2", n)
	}
	for _, words := range [][]string{
		{`refuses user`, `wachtwoord`, `check user and password`},
		{`no connection to nergens.invalid:`, `check host and port`},
	} {
		if n := len(o.log.lines(append(words, "level=ERROR", "msg=trouble")...)); n != 1 {
			t.Errorf("%d lines of trouble with %q", n, words)
		}
	}
	if n := len(o.log.lines("mailbox connection ended", "account=WAC")); n != 1 {
		t.Errorf("the refused password was tried %d times", n)
	}
	if n := len(o.log.lines("mailbox connection ended", "account=ONB")); n > 8 {
		t.Errorf("the unknown host was tried %d times: that is a busy loop", n)
	}

	o.end()
	o.write("other-password", o.dovecot.Password)
	o.dovecot.Deliver("wachtwoord", []byte(plainMail("drie", "drie@post.example", "Klacht drie")))
	o.begin()
	o.settled(3)
	o.verified()
}

// TestWithstandFolderThatCannotBeMade: mail that cannot be filed is served all the same, and filed once the
// folder can be made.
func TestWithstandFolderThatCannotBeMade(t *testing.T) {
	t.Parallel()
	o := newOrdeal(t, "mail_plugins = acl", "plugin {\n  acl = vfile:%h/rights\n}")
	o.configure(o.first())
	user := o.dovecot.Users[0]
	o.dovecot.Deliver(user, []byte(plainMail("een", "een@post.example", "Klacht een")))
	rights := filepath.Join(o.dovecot.Maildir(user), "..", "rights")
	if err := os.WriteFile(rights, []byte("* owner lrwstipe\n"), 0o644); err != nil { // no k: nothing can be made
		t.Fatal(err)
	}
	o.begin()
	o.until("word of the folder", func() bool { return o.alerts(`folder "Verwerkt" is not there and cannot be made`) == 1 })
	o.dovecot.Deliver(user, []byte(plainMail("twee", "twee@post.example", "Klacht twee")))
	o.settled(2)
	for _, id := range []string{"een", "twee"} {
		if n := len(o.office.to(id + "@post.example")); n != 1 {
			t.Errorf("%d receipts for %s", n, id)
		}
	}
	if n := len(o.log.lines("msg=trouble", "make it with a mail program")); n != 1 {
		t.Errorf("%d lines of trouble", n)
	}
	o.dovecot.Stop() // another trouble before the first is mended
	o.until("the loss", func() bool { return len(o.log.lines("mailbox connection ended")) > 0 })
	if n := o.alerts("cannot be watched"); n != 0 {
		t.Errorf("%d alerts of what may pass by itself", n)
	}
	o.turn(3 * time.Minute)
	o.until("word of the lost server", func() bool { return o.alerts("cannot be watched") == 1 })
	if err := os.Remove(rights); err != nil {
		t.Fatal(err)
	}
	o.dovecot.Restart()
	o.filed(user)
	o.until("word that it works again", func() bool { return o.alerts("werkt weer") == 1 })
	if n := len(o.office.to(operator)); n != 3 {
		t.Errorf("the operator got %d letters, want two troubles and their end", n)
	}
	if n := len(o.dovecot.Mailbox(user, doneFolder)); n != 2 {
		t.Errorf("%d mails filed", n)
	}
	o.verified()
}

// TestWithstandFullMailbox: without room the mail stays where it is and is served from there, once.
func TestWithstandFullMailbox(t *testing.T) {
	t.Parallel()
	// Without MOVE a message is copied first, and that is what needs the room.
	o := newOrdeal(t, "imap_capability = IMAP4rev1 UIDPLUS IDLE NAMESPACE", "mail_plugins = quota",
		"plugin {\n  quota = maildir:User quota\n  quota_rule = *:messages=1\n}")
	o.configure(o.first())
	user := o.dovecot.Users[0]
	for _, id := range []string{"een", "twee"} {
		o.dovecot.Deliver(user, []byte(plainMail(id, id+"@post.example", "Klacht "+id)))
	}
	o.begin()
	o.until("word of the full mailbox", func() bool { return o.alerts(`cannot be moved to folder "Verwerkt"`) == 1 })
	o.dovecot.Deliver(user, []byte(plainMail("drie", "drie@post.example", "Klacht drie")))
	o.settled(3)
	looks := len(o.log.lines("mail settled"))
	if looks != 3 || len(o.office.twice()) > 0 || len(o.office.to(operator)) != 1 {
		t.Errorf("%d mails settled, letters twice: %q, %d letters to the operator", looks, o.office.twice(), len(o.office.to(operator)))
	}
	if n := len(o.log.lines("msg=trouble", "check its rights and the mailbox's quota")); n != 1 {
		t.Errorf("%d lines of trouble", n)
	}
	if n := len(o.dovecot.Mailbox(user, inboxFolder)); n != 3 {
		t.Errorf("%d mails in the inbox, want all 3", n)
	}
	o.verified()
}

// TestWithstandRecipientRefused: a recipient that the relay never takes is tried once, the registrar hears
// of it and why, and everybody else gets their letters.
func TestWithstandRecipientRefused(t *testing.T) {
	t.Parallel()
	o := newOrdeal(t)
	o.configure(o.first())
	user := o.dovecot.Users[0]
	const gone = "weg@post.example"
	o.office.be(func(f *office) {
		f.refused[gone] = &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such person here"}
	})
	for _, id := range []string{"weg", "hier"} {
		o.dovecot.Deliver(user, []byte(plainMail(id, id+"@post.example", "Klacht "+id)))
	}
	o.begin()
	o.settled(2)
	o.until("word of the letter that failed", func() bool {
		return o.count(`SELECT count(*) FROM letter WHERE kind = 'letter-failed' AND state = 'sent'`) == 1
	})
	o.settled(2)
	o.turn(5 * 24 * time.Hour) // nothing comes back later
	o.end()
	o.begin()
	o.settled(2)

	o.office.be(func(f *office) {
		if f.offered[gone] != 1 {
			t.Errorf("%s was offered %d times", gone, f.offered[gone])
		}
	})
	if got := o.ask(`SELECT state||' '||reason FROM letter WHERE recipient = ?`, gone); len(got) != 1 || !strings.Contains(got[0], "no such person here") {
		t.Errorf("letters to %s: %q", gone, got)
	}
	failed := o.ask(`SELECT recipient||' '||text FROM letter JOIN letter_body ON letter = id WHERE kind = 'letter-failed'`)
	if len(failed) != 1 || !strings.HasPrefix(failed[0], registrar+" ") || !strings.Contains(failed[0], "no such person here") {
		t.Errorf("letter-failed: %q", failed)
	}
	if n := len(o.office.to("hier@post.example")); n != 1 {
		t.Errorf("%d letters to the other parent", n)
	}
	o.verified()
}

// TestWithstandStaffRefused: a colleague whom the relay never takes is a matter for the operator, and the operator
// whom it never takes is one for the log: neither makes a chain of letters.
func TestWithstandStaffRefused(t *testing.T) {
	t.Parallel()
	o := newOrdeal(t)
	o.configure(o.first())
	user := o.dovecot.Users[0]
	refusal := &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such person here"}
	o.office.be(func(f *office) { f.refused[registrar], f.refused[operator] = refusal, refusal })
	o.dovecot.Deliver(user, []byte(plainMail("een", "een@post.example", "Klacht een")))
	o.begin()
	o.settled(1)
	want := map[string]int{registrar: 1, operator: 1}
	o.office.be(func(f *office) {
		for who, n := range want {
			if f.offered[who] != n {
				t.Errorf("%s was offered %d letters, want %d", who, f.offered[who], n)
			}
		}
		delete(f.refused, operator)
	})
	// The line comes after the outcome stands.
	o.until("one line of the alert that was refused", func() bool { return len(o.log.lines("kind=alert", "result=refused")) == 1 })
	for _, id := range []string{"twee", "drie"} {
		o.dovecot.Deliver(user, []byte(plainMail(id, id+"@post.example", "Klacht "+id)))
	}
	o.settled(3)
	o.until("word to the operator", func() bool { return o.alerts(registrar) > 0 })
	if n := len(o.office.to(operator)); n > 2 {
		t.Errorf("the operator got %d letters of 2 that failed", n)
	}
	o.served(map[string]int{"KLP": 3})
}

// TestWithstandRelayDown: a relay that is away and one that refuses our password hold letters up and lose
// none; afterwards each arrives once.
func TestWithstandRelayDown(t *testing.T) {
	t.Parallel()
	o := newOrdeal(t)
	away := newOffice(t)
	away.be(func(f *office) { f.away = true })
	o.write("other-password", "fout")
	o.configure(
		o.first(setting{inSMTP, "password", `"file:other-password"`}),
		o.another("elders", setting{inSMTP, "port", fmt.Sprint(away.port)}),
	)
	for i, user := range []string{o.dovecot.Users[0], "elders", o.dovecot.Users[0]} {
		id := fmt.Sprintf("ouder%d", i)
		o.dovecot.Deliver(user, []byte(plainMail(id, id+"@post.example", "Klacht "+id)))
	}
	o.begin()
	o.until("three mails with an outcome", func() bool { return o.count(`SELECT count(*) FROM mail WHERE kind IS NOT NULL`) == 3 })
	o.filed("elders")
	for _, org := range []string{"KLP", "ELD"} {
		o.until("trouble of "+org, func() bool { return len(o.log.lines("msg=trouble", "machine=relay", "org="+org)) == 1 })
		o.until("news of it", func() bool { return o.count(`SELECT count(*) FROM letter WHERE kind = 'alert' AND org = ?`, org) == 1 })
	}
	away.be(func(f *office) {
		if f.calls > 3 {
			t.Errorf("the relay was called %d times at once: that is a busy loop", f.calls)
		}
		f.away = false
	})
	o.write("other-password", officePassword)
	o.turn(2 * time.Minute)
	o.until("all letters", func() bool {
		return o.count(`SELECT count(*) FROM letter WHERE kind = 'recovery' AND state = 'sent'`) == 2 &&
			o.count(`SELECT count(*) FROM letter WHERE state <> 'sent'`) == 0
	})
	for i, f := range []*office{o.office, away, o.office} {
		if n := len(f.to(fmt.Sprintf("ouder%d@post.example", i))); n != 1 {
			t.Errorf("%d receipts for ouder%d", n, i)
		}
		if n := len(f.to(operator)); n != 2 {
			t.Errorf("the operator got %d letters, want trouble and its end", n)
		}
		if ids := f.twice(); len(ids) > 0 {
			t.Errorf("letters that came twice: %q", ids)
		}
	}
	if n := len(o.log.lines("msg=trouble")); n != 2 {
		t.Errorf("%d lines of trouble", n)
	}
	o.verified()
}
