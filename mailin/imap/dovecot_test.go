package imap

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complaintsd/mailin/imap/dovecottest"
)

// quick has short pauses, so that a test against a real server does not wait for them.
var quick = Limits{Retry: time.Millisecond, RetryMax: 20 * time.Millisecond, Patience: time.Nanosecond}

func watcherOf(server *dovecottest.Server, inbox Inbox) *Watcher {
	return &Watcher{
		Inbox: inbox,
		Config: Config{
			Account: "KLP", Host: server.Host, Port: server.Port, TLS: None, User: server.Users[0],
			Password: func() (string, error) { return server.Password, nil },
			RootCAs:  server.RootCAs, Done: "Verwerkt", Aside: "Nakijken", Limits: quick,
		},
	}
}

func letter(subject string) []byte {
	return fmt.Appendf(nil, "From: ouder@example.org\r\nSubject: %s\r\n\r\ntekst\r\n", subject)
}

func TestMailIsAcceptedAndFiled(t *testing.T) {
	server := dovecottest.Start(t)
	for _, tls := range []struct {
		mode string
		port int
		user string
	}{{None, server.Port, "een"}, {StartTLS, server.Port, "twee"}, {Implicit, server.TLSPort, "drie"}} {
		t.Run(tls.mode, func(t *testing.T) {
			shelf := newShelf()
			shelf.settle = true
			w := watcherOf(server, shelf)
			w.TLS, w.Port, w.User = tls.mode, tls.port, tls.user
			server.Deliver(tls.user, letter("eerste"))
			server.Deliver(tls.user, letter("tweede ASIDE"))
			running(t, w)
			shelf.awaitFiled(t, 2)

			// While it idles: the server's hint brings the next one in.
			server.Deliver(tls.user, letter("derde"))
			shelf.awaitFiled(t, 3)

			want := []string{string(letter("derde")), string(letter("eerste")), string(letter("tweede ASIDE"))}
			if got := shelf.texts(); strings.Join(got, "|") != strings.Join(want, "|") {
				t.Errorf("accepted %q, want %q", got, want)
			}
			for folder, n := range map[string]int{"INBOX": 0, "Verwerkt": 2, "Nakijken": 1} {
				if got := server.Mailbox(tls.user, folder); len(got) != n {
					t.Errorf("%s holds %d messages, want %d", folder, len(got), n)
				}
			}
			for place, m := range shelf.mails {
				if m.arrived.IsZero() || place.Validity == 0 || m.size != int64(len(m.text)) {
					t.Errorf("%+v: arrived %v, size %d of %d", place, m.arrived, m.size, len(m.text))
				}
			}
		})
	}
}

func TestAFolderMayLieBelowAnother(t *testing.T) {
	server := dovecottest.Start(t) // its separator is "."
	shelf := newShelf()
	shelf.settle = true
	w := watcherOf(server, shelf)
	w.Done = "Archief/Klachten"
	server.Deliver(w.User, letter("eerste"))
	running(t, w)
	shelf.awaitFiled(t, 1)
	if got := server.Mailbox(w.User, "Archief.Klachten"); len(got) != 1 {
		t.Errorf("the folder holds %d messages, want 1", len(got))
	}
}

func TestAFolderDeletedMeanwhileIsMadeAgain(t *testing.T) {
	server := dovecottest.Start(t)
	shelf := newShelf()
	shelf.settle = true
	w := watcherOf(server, shelf)
	server.Deliver(w.User, letter("eerste"))
	running(t, w)
	shelf.awaitFiled(t, 1)
	if err := os.RemoveAll(filepath.Join(server.Maildir(w.User), ".Verwerkt")); err != nil {
		t.Fatal(err)
	}
	server.Deliver(w.User, letter("tweede"))
	shelf.awaitFiled(t, 2)
	if got := server.Mailbox(w.User, "Verwerkt"); len(got) != 1 {
		t.Errorf("the folder holds %d messages, want 1", len(got))
	}
}

func TestANudgeFilesWhatIsSettledLater(t *testing.T) {
	server := dovecottest.Start(t)
	shelf := newShelf()
	w := watcherOf(server, shelf)
	for i := range 3 {
		server.Deliver(w.User, letter(fmt.Sprint("brief ", i)))
	}
	running(t, w)
	shelf.awaitMails(t, 3)
	if got := server.Mailbox(w.User, "INBOX"); len(got) != 3 {
		t.Errorf("%d messages in the inbox before any is settled, want 3", len(got))
	}
	shelf.settleAll()
	w.Nudge()
	shelf.awaitFiled(t, 3)
	if got := server.Mailbox(w.User, "Verwerkt"); len(got) != 3 {
		t.Errorf("%d messages filed, want 3", len(got))
	}
}

func TestTheServerMayDieAndComeBack(t *testing.T) {
	server := dovecottest.Start(t)
	shelf := newShelf()
	shelf.settle = true
	w := watcherOf(server, shelf)
	server.Deliver(w.User, letter("voor"))
	told := running(t, w)
	shelf.awaitFiled(t, 1)

	server.Stop()
	if err := receive(t, "word that the mailbox is out of reach", told); err == nil {
		t.Fatal("Health was told nil, want why the mailbox is out of reach")
	}
	server.Deliver(w.User, letter("na"))
	server.Restart()
	shelf.awaitFiled(t, 2)
	for receive(t, "word that the mailbox works again", told) != nil {
	}
}

func TestANewUIDValidityMeansLookingAtAllAgain(t *testing.T) {
	server := dovecottest.Start(t)
	shelf := newShelf()
	w := watcherOf(server, shelf)
	w.Done, w.Aside = "", ""
	server.Deliver(w.User, letter("een"))
	server.Deliver(w.User, letter("twee"))
	running(t, w)
	shelf.awaitMails(t, 2)

	server.Stop()
	server.Renumber(w.User)
	server.Restart()
	shelf.awaitMails(t, 4)

	validities := map[uint32]int{}
	for place := range shelf.mails {
		validities[place.Validity]++
	}
	if len(validities) != 2 {
		t.Errorf("UIDVALIDITY changed, yet messages per UIDVALIDITY are %v", validities)
	}
}

func TestWhatStaysInTheInboxIsNotFetchedAgain(t *testing.T) {
	server := dovecottest.Start(t)
	shelf := newShelf()
	shelf.settle = true
	w := watcherOf(server, shelf)
	w.Done, w.Aside, w.Poll = "", "", 10*time.Millisecond
	server.Deliver(w.User, letter("een"))
	running(t, w)
	shelf.awaitMails(t, 1)
	server.Stop()
	server.Restart()
	server.Deliver(w.User, letter("twee"))
	shelf.awaitMails(t, 2)

	total := 0
	for _, n := range shelf.batches {
		total += n
	}
	if total != 2 {
		t.Errorf("%d messages were fetched, want each of the two once", total)
	}
	if got := server.Mailbox(w.User, "INBOX"); len(got) != 2 {
		t.Errorf("%d messages in the inbox, want 2", len(got))
	}
}

// A server without MOVE: the library's own way would delete what could not be copied, and what others have marked.
func TestWithoutMoveNothingElseIsRemoved(t *testing.T) {
	for _, server := range []struct {
		caps         string
		left, copied int
	}{
		{"IMAP4rev1 UIDPLUS NAMESPACE IDLE", 1, 1},
		{"IMAP4rev1 IDLE", 2, 1},
	} {
		t.Run(server.caps, func(t *testing.T) {
			dovecot := dovecottest.Start(t, "imap_capability = "+server.caps)
			shelf := newShelf()
			w := watcherOf(dovecot, shelf)
			dovecot.Deliver(w.User, letter("van ons"))
			dovecot.Deliver(w.User, letter("van een ander"))
			running(t, w)
			shelf.awaitMails(t, 2)
			markDeleted(t, dovecot.Maildir(w.User), "van een ander")
			shelf.settleOne("van ons")
			w.Nudge()
			shelf.awaitFiled(t, 1)

			if got := dovecot.Mailbox(w.User, "INBOX"); len(got) != server.left {
				t.Errorf("%d messages in the inbox, want %d", len(got), server.left)
			}
			if !holds(dovecot.Mailbox(w.User, "INBOX"), "van een ander") {
				t.Error("the message that somebody else has marked is gone")
			}
			if got := dovecot.Mailbox(w.User, "Verwerkt"); len(got) != server.copied {
				t.Errorf("%d messages in the folder, want %d", len(got), server.copied)
			}
		})
	}
}

func (s *shelf) settleOne(part string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for place, m := range s.mails {
		if strings.Contains(m.text, part) {
			s.unfiled = append(s.unfiled, place)
		}
	}
}

func markDeleted(t *testing.T, maildir, part string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(maildir, "cur", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(raw, []byte(part)) {
			base, _, _ := strings.Cut(name, ":2,")
			if err := os.Rename(name, base+":2,T"); err != nil {
				t.Fatal(err)
			}
			return
		}
	}
	t.Fatalf("no message with %q", part)
}

func holds(messages []dovecottest.Message, part string) bool {
	for _, m := range messages {
		if bytes.Contains(m.Raw, []byte(part)) {
			return true
		}
	}
	return false
}

func TestLargeMailIsSpooledAndTooLargeMailIsCut(t *testing.T) {
	server := dovecottest.Start(t)
	shelf := newShelf()
	w := watcherOf(server, shelf)
	w.MaxMessage = 8 << 20
	w.Spool = t.TempDir()
	large := append(letter("groot"), bytes.Repeat([]byte("0123456789abcde\n"), 6<<16)...)    // 6 MiB
	huge := append(letter("te groot"), bytes.Repeat([]byte("0123456789abcde\n"), 10<<16)...) // 10 MiB
	server.Deliver(w.User, letter("klein"))
	server.Deliver(w.User, large)
	server.Deliver(w.User, huge)
	running(t, w)
	shelf.awaitMails(t, 3)

	crlf := func(b []byte) int64 { return int64(len(b) + bytes.Count(b, []byte("e\n"))) } // as IMAP counts
	for _, m := range shelf.mails {
		switch {
		case strings.Contains(m.text, "te groot"):
			if !m.cut || len(m.text) != beginning || m.size != crlf(huge) {
				t.Errorf("too large: cut %v, %d bytes of %d", m.cut, len(m.text), m.size)
			}
		case strings.Contains(m.text, "groot"):
			if m.cut || int64(len(m.text)) != crlf(large) || m.size != crlf(large) {
				t.Errorf("large: cut %v, %d bytes of %d, want %d", m.cut, len(m.text), m.size, crlf(large))
			}
		}
	}
	if left, err := os.ReadDir(w.Spool); err != nil || len(left) > 0 {
		t.Errorf("the spool folder holds %v (%v), want nothing", left, err)
	}
}

func TestProbe(t *testing.T) {
	server := dovecottest.Start(t)
	base := watcherOf(server, nil).Config
	for _, probe := range []struct {
		name   string
		change func(c *Config)
		want   []string
	}{
		{"folders are made later", func(*Config) {}, []string{`folder "Verwerkt" is not there`, `folder "Nakijken" is not there`}},
		{"nothing to say", func(c *Config) { c.Done, c.Aside = "", "" }, nil},
		{"no folder of junk", func(c *Config) { c.Done, c.Aside, c.Junk = "", "", "Junk" }, []string{`folder "Junk" is not there; mail among the junk is not looked at until it is`}},
		{"wrong password", func(c *Config) { c.Password = func() (string, error) { return "fout", nil } }, []string{"refuses user"}},
		{"no such inbox", func(c *Config) { c.Inbox = "Nergens" }, []string{`folder "Nergens" cannot be opened`}},
		{"unknown certificate", func(c *Config) { c.TLS, c.RootCAs = StartTLS, nil }, []string{"certificate"}},
		{"TLS at the port without it", func(c *Config) { c.TLS = Implicit }, []string{`set tls = "starttls", or the port for TLS`}},
		{"no TLS at the port for it", func(c *Config) { c.TLS, c.Port, c.Limits.Connect = None, server.TLSPort, time.Second }, []string{"check host, port and tls"}},
		{"nobody there", func(c *Config) { c.Port = 1 }, []string{"no connection to 127.0.0.1:1"}},
	} {
		t.Run(probe.name, func(t *testing.T) {
			c := base
			probe.change(&c)
			problems := Probe(t.Context(), c)
			if len(problems) != len(probe.want) {
				t.Fatalf("problems: %v, want %d", problems, len(probe.want))
			}
			for i, want := range probe.want {
				if !strings.Contains(problems[i].Error(), want) {
					t.Errorf("problem %q, want %q", problems[i].Error(), want)
				}
			}
			if server.HasFolder(base.User, "Verwerkt") {
				t.Error("a probe made a folder")
			}
		})
	}
}
