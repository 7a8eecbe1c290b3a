package imap

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestAFolderThatSomebodyMakesFirstIsFine(t *testing.T) {
	for answer, filed := range map[string]int{"NO [ALREADYEXISTS] it is there": 1, "OK made": 1, "NO [NOPERM] not by you": 0} {
		synctest.Test(t, func(t *testing.T) {
			server := newScript("een")
			server.answer = func(c *line, tag, command string) bool {
				if !strings.HasPrefix(command, "CREATE") {
					return false
				}
				c.say(tag + " " + answer)
				return true
			}
			shelf := newShelf()
			shelf.settle = true
			w := server.watcher(shelf)
			w.Done, w.Poll = "Verwerkt", time.Hour
			told := running(t, w)
			synctest.Wait()
			if n := shelf.filedCount(); n != filed {
				t.Errorf("%s: %d filed, want %d", answer, n, filed)
			}
			if refused := len(told) > 0; refused != (filed == 0) {
				t.Errorf("%s: a person was told: %v", answer, refused)
			}
			wantTexts(t, shelf, "een")
		})
	}
}

// The folder that is watched is no place to file: the message would be new there, for ever.
func TestFilingIntoTheInboxItselfIsNoFiling(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een")
		shelf := newShelf()
		shelf.settle = true
		w := server.watcher(shelf)
		w.Done, w.Aside = "inbox", "INBOX"
		running(t, w)
		time.Sleep(time.Hour)
		synctest.Wait()
		if said := server.said("UID MOVE"); len(said) > 0 {
			t.Errorf("moved with %q", said)
		}
	})
}

func TestProbeTellsWhatAServerCannotDo(t *testing.T) {
	for caps, want := range map[string]string{
		"IMAP4rev1 IDLE MOVE":         "not there",
		"IMAP4rev1 IDLE UIDPLUS":      "not there",
		"IMAP4rev1 MOVE":              "no IDLE; not there",
		"IMAP4rev1 IDLE":              "neither MOVE nor UIDPLUS; not there",
		"IMAP4rev1 IDLE IMAP4rev2":    "not there",
		"IMAP4rev1 STARTTLS AUTH=ANY": "no IDLE; neither MOVE nor UIDPLUS; not there",
	} {
		synctest.Test(t, func(t *testing.T) {
			server := newScript()
			server.caps = caps
			c := server.watcher(nil).Config
			c.Done = "Verwerkt"
			problems := Probe(t.Context(), c)
			parts := strings.Split(want, "; ")
			if len(problems) != len(parts) {
				t.Fatalf("%s: %v, want %s", caps, problems, want)
			}
			for i, part := range parts {
				if !strings.Contains(problems[i].Error(), part) {
					t.Errorf("%s: %q, want %q", caps, problems[i].Error(), part)
				}
			}
		})
	}
}

func TestARefusedIdleIsReplacedByTheClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een")
		server.answer = func(c *line, tag, command string) bool {
			if command != "IDLE" {
				return false
			}
			c.say(tag + " NO not now")
			return true
		}
		shelf := newShelf()
		running(t, server.watcher(shelf))
		shelf.awaitMails(t, 1)
		server.add(2, "twee")
		shelf.awaitMails(t, 2)
		if n := len(server.dialed()); n != 1 {
			t.Errorf("%d connections, want 1", n)
		}
	})
}
