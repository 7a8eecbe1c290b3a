package imap

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	imap "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"complaintsd/mailin"
)

// The traps of the library, in the order in which they were found. Each test states what this package does about
// one. Time is turned, so the real waits are used.

func TestTrap1AMessageThatEndsEarlyIsNotAccepted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("heel", "deze wordt afgebroken")
		server.answer = func(c *line, tag, command string) bool {
			if c.number > 1 || !isBodies(command) {
				return false
			}
			c.say(fetched(1, 1, "heel", command))
			fmt.Fprint(c, "* 2 FETCH (UID 2 BODY[] {21}\r\ndeze wordt")
			c.Close()
			return true
		}
		shelf := newShelf()
		running(t, server.watcher(shelf))
		shelf.awaitMails(t, 1)
		wantTexts(t, shelf, "heel")
		shelf.awaitMails(t, 2)
		wantTexts(t, shelf, "heel", "deze wordt afgebroken")
	})
}

func TestTrap2ARefusedCopyRemovesNothing(t *testing.T) {
	for _, caps := range []string{"IMAP4rev1 UIDPLUS", "IMAP4rev1"} {
		synctest.Test(t, func(t *testing.T) {
			server := newScript("een")
			server.caps = caps
			server.answer = func(c *line, tag, command string) bool {
				if !strings.HasPrefix(command, "UID COPY") {
					return false
				}
				c.say(tag + " NO [OVERQUOTA] no room")
				return true
			}
			shelf := newShelf()
			shelf.settle = true
			w := server.watcher(shelf)
			w.Done = "Verwerkt"
			told := running(t, w)
			if err := receive(t, "word that filing is refused", told); err == nil || !strings.Contains(err.Error(), `folder "Verwerkt"`) {
				t.Errorf("told %v, want that mail cannot be moved", err)
			}
			synctest.Wait()
			for _, harm := range []string{"UID STORE", "UID EXPUNGE", "EXPUNGE", "CLOSE"} {
				if said := server.said(harm); len(said) > 0 {
					t.Errorf("%s: after a refused copy: %q", caps, said)
				}
			}
			if len(server.dialed()) != 1 || shelf.filedCount() != 0 {
				t.Errorf("%d connections, %d filed; want one and none", len(server.dialed()), shelf.filedCount())
			}
		})
	}
}

func TestTrap3ASilentServerIsLeft(t *testing.T) {
	for _, command := range []string{"CAPABILITY", "LOGIN", "SELECT", "UID SEARCH", "UID FETCH", "IDLE"} {
		synctest.Test(t, func(t *testing.T) {
			server := newScript("een")
			server.answer = func(c *line, tag, said string) bool {
				return c.number == 1 && strings.HasPrefix(said, command) // and not a word more
			}
			shelf := newShelf()
			running(t, server.watcher(shelf))
			shelf.awaitMails(t, 1)
			time.Sleep(5 * time.Minute) // of the bubble's clock
			synctest.Wait()
			dials := server.dialed()
			if len(dials) != 2 {
				t.Fatalf("silent at %s: %d connections, want 2", command, len(dials))
			}
			if waited := dials[1].Sub(dials[0]); waited > 3*time.Minute {
				t.Errorf("silent at %s: left after %v", command, waited)
			}
		})
	}
}

func TestTrap3ASlowMessageIsWaitedForWhileItMoves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		text := strings.Repeat("x", 4*piece)
		server := newScript(text)
		server.answer = func(c *line, tag, command string) bool {
			if !isBodies(command) {
				return false
			}
			fmt.Fprintf(c, "* 1 FETCH (UID 1 BODY[] {%d}\r\n", len(text))
			for range 4 { // longer together than any silence that is allowed
				time.Sleep(time.Minute)
				fmt.Fprint(c, text[:piece])
			}
			c.say(")")
			return c.ok(tag)
		}
		shelf := newShelf()
		running(t, server.watcher(shelf))
		for len(shelf.uids()) == 0 {
			time.Sleep(time.Minute)
		}
		wantTexts(t, shelf, text)
		if n := len(server.dialed()); n != 1 {
			t.Errorf("%d connections, want 1", n)
		}
	})
}

func TestTrap4ASlowInboxDoesNotHoldALiteral(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript()
		for uid := range uint32(120) {
			server.add(uid+1, fmt.Sprint("brief ", uid))
		}
		shelf := newShelf()
		shelf.before = func(context.Context, []mailin.Raw) error {
			time.Sleep(6 * time.Minute) // the library gives a literal five
			return nil
		}
		running(t, server.watcher(shelf))
		time.Sleep(time.Hour)
		synctest.Wait()
		if n := len(shelf.uids()); n != 120 {
			t.Errorf("%d messages accepted, want 120", n)
		}
		for _, n := range shelf.batches {
			if n > perFetch {
				t.Errorf("a batch of %d", n)
			}
		}
		if n := len(server.dialed()); n != 1 {
			t.Errorf("%d connections, want 1", n)
		}
	})
}

// ill gives answers that end the connection inside the library.
var ill = map[string]string{
	"unknown response":  "* VANISHED 1",
	"unknown attribute": "* 2 FETCH (UID 2 X-GM-MSGID 1)",
	"an empty line":     "",
	"negative size":     "* 2 FETCH (UID 2 RFC822.SIZE -1)",
	"a broken date":     `* 2 FETCH (UID 2 INTERNALDATE "")`,
	"nested lists":      "* 2 FETCH (UID 2 BODYSTRUCTURE " + strings.Repeat("(", 5000),
}

func TestTrap5OneIllMessageStopsNoOther(t *testing.T) {
	for name, words := range ill {
		synctest.Test(t, func(t *testing.T) {
			server := newScript("een", "twee", "drie")
			server.answer = func(c *line, tag, command string) bool {
				if !isBodies(command) || !inSet(command, 2) {
					return false
				}
				c.say(words)
				return c.ok(tag)
			}
			shelf := newShelf()
			told := running(t, server.watcher(shelf))
			time.Sleep(time.Minute)
			synctest.Wait()
			if got := fmt.Sprint(shelf.uids()); got != "[1 3]" {
				t.Errorf("%s: accepted %s, want [1 3]", name, got)
			}
			if err := receive(t, "word of the message", told); err == nil || !strings.Contains(err.Error(), "message 2 ") {
				t.Errorf("%s: told %v, want message 2", name, err)
			}
			// Each hour it gets another chance, and nobody is told again.
			fetches := len(server.said("UID FETCH 2 "))
			time.Sleep(2 * time.Hour)
			synctest.Wait()
			if again := len(server.said("UID FETCH 2 ")); again <= fetches {
				t.Errorf("%s: no further chance", name)
			}
			if len(told) > 0 {
				t.Errorf("%s: told again: %v", name, <-told)
			}
		})
	}
}

func TestTrap5OnlyPlainThingsAreAsked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een", "twee")
		shelf := newShelf()
		running(t, server.watcher(shelf))
		shelf.awaitMails(t, 2)
		for _, command := range server.said("UID FETCH") {
			for _, item := range strings.Fields(strings.Trim(strings.SplitN(command, " ", 4)[3], "()")) {
				switch item {
				case "UID", "RFC822.SIZE", "INTERNALDATE", "BODY.PEEK[]":
				default:
					t.Errorf("%q asks for %s", command, item)
				}
			}
		}
	})
}

func TestTrap5AMessageWithoutAReadableDateIsTakenWithout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een", "twee")
		server.answer = func(c *line, tag, command string) bool {
			if !strings.Contains(command, "INTERNALDATE") || !inSet(command, 2) {
				return false
			}
			c.say(`* 2 FETCH (UID 2 INTERNALDATE "")`)
			return c.ok(tag)
		}
		shelf := newShelf()
		running(t, server.watcher(shelf))
		shelf.awaitMails(t, 2)
		for place, m := range shelf.mails {
			if m.arrived.IsZero() != (place.UID == 2) {
				t.Errorf("message %d arrived %v", place.UID, m.arrived)
			}
		}
	})
}

func TestTrap6AMessageLeftOutIsAskedForAgain(t *testing.T) {
	for name, words := range map[string]string{
		"body before UID": "* 2 FETCH (BODY[] {4}\r\ntwee UID 2)",
		"no UID":          "* 2 FETCH (BODY[] {4}\r\ntwee)",
		"flags first":     "* 2 FETCH (UID 2 FLAGS (\\Seen))\r\n* 2 FETCH (UID 2 BODY[] {4}\r\ntwee)",
		"nothing":         "* OK nothing to see",
		"NIL":             "* 2 FETCH (UID 2 BODY[] NIL)",
	} {
		synctest.Test(t, func(t *testing.T) {
			server := newScript("een", "twee", "drie")
			server.answer = func(c *line, tag, command string) bool {
				if !strings.HasPrefix(command, "UID") || !isBodies(command) || !inSet(command, 2) {
					return false
				}
				if inSet(command, 1) {
					c.say(fetched(1, 1, "een", command), fetched(3, 3, "drie", command))
				}
				c.say(words)
				return c.ok(tag)
			}
			shelf := newShelf()
			running(t, server.watcher(shelf))
			synctest.Wait()
			if got := fmt.Sprint(shelf.uids()); got != "[1 2 3]" {
				t.Errorf("%s: accepted %s", name, got)
			}
			wantTexts(t, shelf, "een", "twee", "drie")
			if n := len(server.dialed()); n != 1 {
				t.Errorf("%s: %d connections, want 1", name, n)
			}
		})
	}
}

func TestTrap6AMessageThatIsGoneIsNobodysFault(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een", "twee")
		server.answer = func(c *line, tag, command string) bool {
			if command == "UID SEARCH ALL" {
				c.say("* SEARCH 1 2 9") // 9 is moved away by somebody in this moment
				return c.ok(tag)
			}
			return false
		}
		shelf := newShelf()
		told := running(t, server.watcher(shelf))
		time.Sleep(time.Hour)
		synctest.Wait()
		wantTexts(t, shelf, "een", "twee")
		if len(told) > 0 {
			t.Errorf("told %v", <-told)
		}
	})
}

func TestTrap7TheLastMessageIsNotNew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een", "twee")
		shelf := newShelf()
		running(t, server.watcher(shelf))
		time.Sleep(30 * time.Minute)
		synctest.Wait()
		if n := len(server.said("UID SEARCH UID 3:*")); n < 20 {
			t.Errorf("the mailbox was asked %d times in half an hour, want once a minute", n)
		}
		if n := len(server.said("UID FETCH")); n != 3 {
			t.Errorf("%d fetches, want one each for sizes, dates and bodies", n)
		}
	})
}

func TestTrap8NoPasswordInTheOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript()
		server.caps += " LOGINDISABLED"
		problems := Probe(t.Context(), server.watcher(nil).Config)
		if len(problems) != 1 || !strings.Contains(problems[0].What, "does not allow login") {
			t.Errorf("problems %v, want that login is not allowed", problems)
		}
		if said := server.said("LOGIN"); len(said) > 0 {
			t.Errorf("the password was sent: %q", said)
		}

		far := server.watcher(nil).Config
		far.Host = "mail.example.org"
		problems = Probe(t.Context(), far)
		if len(problems) != 1 || !strings.Contains(problems[0].What, "readable over the network") {
			t.Errorf("problems %v, want that clear text is refused", problems)
		}
		if n := len(server.dialed()); n != 1 {
			t.Errorf("%d connections, want no second one", n)
		}
	})
}

func TestTrap9AnEndlessLineIsCutOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een")
		var sent atomic.Int64
		server.answer = func(c *line, tag, command string) bool {
			if c.number > 1 || !strings.HasPrefix(command, "UID SEARCH") {
				return false
			}
			fmt.Fprint(c, "* OK ")
			for err := error(nil); err == nil && sent.Load() < 1<<30; sent.Add(4096) {
				_, err = fmt.Fprint(c, strings.Repeat("x", 4096))
			}
			return true
		}
		shelf := newShelf()
		running(t, server.watcher(shelf))
		shelf.awaitMails(t, 1)
		if n := sent.Load(); n > 2*maxLine {
			t.Errorf("%d bytes were read of one line", n)
		}
	})
}

func TestTrap10TheReaderIsNeverHeldUp(t *testing.T) {
	s := &session{exists: make(chan struct{}, 1)}
	for n := range uint32(1000) { // nobody listens
		s.mailboxChanged(&imapclient.UnilateralDataMailbox{NumMessages: &n})
	}
	s.mailboxChanged(&imapclient.UnilateralDataMailbox{Flags: []imap.Flag{imap.FlagSeen}})
	if len(s.exists) != 1 {
		t.Errorf("%d hints wait, want one", len(s.exists))
	}
}

func TestTrap11FolderNamesAreTheServers(t *testing.T) {
	for _, test := range []struct{ delim, prefix, name, want string }{
		{"/", "", "Archief/Klachten", "Archief/Klachten"},
		{".", "", "Archief/Klachten", "Archief.Klachten"},
		{".", "INBOX.", "Archief/Klachten", "INBOX.Archief.Klachten"},
		{".", "INBOX.", "INBOX/Klachten", "INBOX.Klachten"},
		{"", "", "Archief/Klachten", "Archief/Klachten"},
	} {
		f := &folders{delim: test.delim, prefix: test.prefix}
		if got := f.name(test.name); got != test.want {
			t.Errorf("%q with %q before: %q, want %q", test.name, test.prefix, got, test.want)
		}
	}
}

func TestTrap12IdleIsEndedByUs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript()
		w := server.watcher(newShelf())
		w.Poll = 24 * time.Hour
		running(t, w)
		time.Sleep(time.Hour + time.Minute)
		synctest.Wait()
		if n := len(server.said("IDLE")); n != 13 {
			t.Errorf("%d IDLEs in an hour, want one each five minutes", n)
		}
	})
}

func TestTrap13WithoutUIDValidityNothingIsTaken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een")
		server.validity = 0
		shelf := newShelf()
		told := running(t, server.watcher(shelf))
		if err := receive(t, "word of it", told); err == nil || !strings.Contains(err.Error(), "UIDVALIDITY") {
			t.Errorf("told %v", err)
		}
		if n := len(shelf.uids()); n != 0 {
			t.Errorf("%d messages taken", n)
		}
	})
}

// A bubble of synctest fails when a goroutine is left hanging: that is the test.
func TestTrap14LeavingAFetchInTheMiddleHangsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		large := strings.Repeat("x", memory+1)
		server := newScript("een", large)
		shelf := newShelf()
		w := server.watcher(shelf)
		w.Spool = filepath.Join(t.TempDir(), "is not there")
		told := running(t, w)
		if err := receive(t, "word of the spool folder", told); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("told %v, want that the folder is not there", err)
		}
		wantTexts(t, shelf, "een")
	})
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een")
		begun := make(chan struct{})
		server.answer = func(c *line, tag, command string) bool {
			if !isBodies(command) {
				return false
			}
			fmt.Fprint(c, "* 1 FETCH (UID 1 BODY[] {100}\r\nbegin")
			close(begun)
			return true
		}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- server.watcher(newShelf()).Run(ctx) }()
		<-begun
		synctest.Wait()
		cancel()
		if err := <-ended; err != context.Canceled {
			t.Errorf("Run = %v", err)
		}
	})
}

// A server that cannot answer for some minutes says nothing about its messages: none of them is passed over.
func TestTrap6AServerThatCannotSayNow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een", "twee")
		healthy := time.Now().Add(5 * time.Minute)
		server.answer = func(c *line, tag, command string) bool {
			hindered := strings.HasPrefix(command, "UID FETCH") || strings.HasPrefix(command, "SEARCH")
			if !hindered || time.Now().After(healthy) {
				return false
			}
			c.say(tag + " NO [UNAVAILABLE] try again later")
			return true
		}
		shelf := newShelf()
		told := running(t, server.watcher(shelf))
		time.Sleep(3 * time.Hour)
		synctest.Wait()
		wantTexts(t, shelf, "een", "twee")
		for len(told) > 0 {
			<-told
		}
	})
}
