package imap

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"complaintsd/mailin"
)

func TestAWrongPasswordIsNotTriedAgainAndAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een")
		var right atomic.Bool
		server.answer = func(c *line, tag, command string) bool {
			if right.Load() || !strings.HasPrefix(command, "LOGIN") {
				return false
			}
			c.say(tag + " NO [AUTHENTICATIONFAILED] no")
			return true
		}
		shelf := newShelf()
		told := running(t, server.watcher(shelf))
		if err := receive(t, "word of it", told); err == nil || !strings.Contains(err.Error(), `refuses user "klachten"`) {
			t.Errorf("told %v", err)
		}
		time.Sleep(time.Hour)
		synctest.Wait()
		if n := len(server.said("LOGIN")); n < 3 || n > 5 {
			t.Errorf("%d logins in an hour, want about four", n)
		}
		if len(told) > 0 {
			t.Errorf("told again: %v", <-told)
		}
		right.Store(true)
		if err := receive(t, "word that it works", told); err != nil {
			t.Errorf("told %v, want that it works again", err)
		}
		shelf.awaitMails(t, 1)
	})
}

func TestABusyServerIsNobodysMistake(t *testing.T) {
	for command, code := range map[string]string{"LOGIN": "UNAVAILABLE", "SELECT": "SERVERBUG"} {
		t.Run(command, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { busyServer(t, command, code) })
		})
	}
}

func busyServer(t *testing.T, at, code string) {
	server := newScript("een")
	server.answer = func(c *line, tag, command string) bool {
		if c.number > 3 || !strings.HasPrefix(command, at) {
			return false
		}
		c.say(tag + " NO [" + code + "] come back later")
		return true
	}
	shelf := newShelf()
	begun := time.Now()
	told := running(t, server.watcher(shelf))
	shelf.awaitMails(t, 1)
	if waited := time.Since(begun); waited > 30*time.Second {
		t.Errorf("let in after %v", waited)
	}
	if len(told) > 0 {
		t.Errorf("told %v of something that passed by itself", <-told)
	}
}

func TestAPersonHearsOfAnOutageOnceAndOfItsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een")
		w := server.watcher(newShelf())
		var mended atomic.Bool
		w.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
			if !mended.Load() {
				return nil, errors.New("no route")
			}
			return server.dial(ctx, network, address)
		}
		begun := time.Now()
		told := running(t, w)
		err := receive(t, "word of the outage", told)
		if err == nil || !strings.Contains(err.Error(), "cannot be watched") {
			t.Errorf("told %v", err)
		}
		if waited := time.Since(begun); waited < w.Limits.Patience {
			t.Errorf("told after %v", waited)
		}
		time.Sleep(time.Hour)
		synctest.Wait()
		if len(told) > 0 {
			t.Errorf("told again: %v", <-told)
		}
		mended.Store(true)
		if err := receive(t, "word of its end", told); err != nil {
			t.Errorf("told %v, want that it works again", err)
		}
	})
}

func TestMailThatCannotBeStoredIsOfferedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een", "twee")
		shelf := newShelf()
		full := 2
		shelf.before = func(context.Context, []mailin.Raw) error {
			if full--; full >= 0 {
				return errors.New("disk full")
			}
			return nil
		}
		told := running(t, server.watcher(shelf))
		shelf.awaitMails(t, 2)
		wantTexts(t, shelf, "een", "twee")
		if len(told) > 0 {
			t.Errorf("told %v of something that passed by itself", <-told)
		}
	})
}

// After hours without room the pauses are long: a nudge says that there is some again.
func TestANudgeEndsThePauseAfterMailCouldNotBeStored(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een")
		shelf := newShelf()
		var full atomic.Bool
		full.Store(true)
		shelf.before = func(context.Context, []mailin.Raw) error {
			if full.Load() {
				return errors.New("disk full")
			}
			return nil
		}
		w := server.watcher(shelf)
		told := running(t, w)
		time.Sleep(3 * time.Hour)
		synctest.Wait()
		if err := receive(t, "word of it", told); err == nil || !strings.Contains(err.Error(), "new mail cannot be stored") || len(told) > 0 {
			t.Errorf("told %v, and %d more", err, len(told))
		}
		full.Store(false)
		begun := time.Now()
		w.Nudge()
		shelf.awaitMails(t, 1)
		if waited := time.Since(begun); waited > time.Second {
			t.Errorf("taken in after %v", waited)
		}
	})
}

func TestAHintAndANudgeWakeAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een")
		shelf := newShelf()
		w := server.watcher(shelf)
		w.Done, w.Poll = "Verwerkt", time.Hour
		accepted := make(chan struct{}, 10)
		w.Accepted = func() { accepted <- struct{}{} }
		running(t, w)
		synctest.Wait()
		if len(accepted) != 1 {
			t.Errorf("Accepted was called %d times, want once", len(accepted))
		}
		at := time.Now()
		server.add(2, "twee")
		server.hints <- "* 2 EXISTS"
		synctest.Wait()
		wantTexts(t, shelf, "een", "twee")
		shelf.settleAll()
		w.Nudge()
		synctest.Wait()
		if n := shelf.filedCount(); n != 2 {
			t.Errorf("%d filed, want 2", n)
		}
		if said := server.said("UID MOVE"); len(said) != 1 || said[0] != `UID MOVE 1:2 "Verwerkt"` {
			t.Errorf("moved with %q, want one command", said)
		}
		if !time.Now().Equal(at) {
			t.Errorf("it took %v", time.Since(at))
		}
	})
}

func TestANudgeFilesInTheMiddleOfALongIntake(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript()
		for uid := range uint32(3 * perFetch) {
			server.add(uid+1, fmt.Sprint("brief ", uid))
		}
		shelf := newShelf()
		shelf.settle = true
		w := server.watcher(shelf)
		w.Done = "Verwerkt"
		w.Accepted = w.Nudge
		running(t, w)
		synctest.Wait()
		if n := shelf.filedCount(); n != 3*perFetch {
			t.Errorf("%d filed", n)
		}
		firstMove, lastBodies := -1, -1
		for i, command := range server.said("") {
			if firstMove < 0 && strings.HasPrefix(command, "UID MOVE") {
				firstMove = i
			}
			if isBodies(command) {
				lastBodies = i
			}
		}
		if firstMove < 0 || firstMove > lastBodies {
			t.Errorf("first move is command %d, last fetch %d", firstMove, lastBodies)
		}
	})
}

func TestMailWithoutAFolderDoesNotHideOtherMail(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript()
		for uid := range uint32(2*perMove + 3) {
			server.add(uid+1, "ASIDE")
		}
		server.add(5000, "klaar")
		shelf := newShelf()
		shelf.settle = true
		w := server.watcher(shelf)
		w.Done, w.Poll = "Verwerkt", time.Hour
		running(t, w)
		synctest.Wait()
		if n := shelf.filedCount(); n != 1 {
			t.Errorf("%d filed, want the one that has a folder", n)
		}
		if said := server.said("UID MOVE"); len(said) != 1 || said[0] != `UID MOVE 5000 "Verwerkt"` {
			t.Errorf("moved with %q", said)
		}
	})
}

func TestWhatSomebodyElseHasMovedIsNotedAndNotMoved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een", "twee")
		shelf := newShelf()
		w := server.watcher(shelf)
		w.Done, w.Poll = "Verwerkt", time.Hour
		running(t, w)
		shelf.awaitMails(t, 2)
		server.mu.Lock()
		delete(server.mails, 1)
		server.mu.Unlock()
		shelf.settleAll()
		w.Nudge()
		shelf.awaitFiled(t, 2)
		if said := server.said("UID MOVE"); len(said) != 1 || said[0] != `UID MOVE 2 "Verwerkt"` {
			t.Errorf("moved with %q", said)
		}
	})
}

func TestAMailboxMadeAnewUnderUsIsNoticed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een")
		shelf := newShelf()
		running(t, server.watcher(shelf))
		shelf.awaitMails(t, 1)
		synctest.Wait()
		server.mu.Lock()
		server.validity = 8
		server.mu.Unlock()
		shelf.awaitMails(t, 2)
		if _, ok := shelf.mails[mailin.Place{Account: "KLP", Mailbox: "INBOX", Validity: 8, UID: 1}]; !ok {
			t.Errorf("places %v", shelf.mails)
		}
		if n := len(server.dialed()); n != 1 {
			t.Errorf("%d connections, want 1", n)
		}
	})
}

// A server may hand out numbers before it shows the messages. The one that comes up below a newer one is seen on
// the same connection, and no other is fetched twice.
func TestAMessageThatComesUpLateIsSeen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een")
		shelf := newShelf()
		server.add(3, "drie")
		running(t, server.watcher(shelf))
		shelf.awaitMails(t, 2)
		synctest.Wait()
		server.add(2, "twee, laat")
		shelf.awaitMails(t, 3)
		synctest.Wait()
		wantTexts(t, shelf, "een", "twee, laat", "drie")
		if n := len(server.dialed()); n != 1 {
			t.Errorf("%d connections, want 1", n)
		}
		if n := len(shelf.batches); n != 2 {
			t.Errorf("%d batches, want 2", n)
		}
	})
}

func TestWithoutIdleTheClockIsEnough(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een")
		server.caps = "IMAP4rev1"
		shelf := newShelf()
		running(t, server.watcher(shelf))
		shelf.awaitMails(t, 1)
		server.add(2, "twee")
		shelf.awaitMails(t, 2)
		if said := server.said("IDLE"); len(said) > 0 {
			t.Error("IDLE was used")
		}
	})
}

// What is said before TLS is never believed, and a server that takes TLS away gets no password.
func TestStartTLSIsNotToBeTalkedOutOf(t *testing.T) {
	for name, test := range map[string]struct{ greeting, answer, want string }{
		"refused":            {"* OK hello\r\n", "S NO not today\r\n", "no STARTTLS"},
		"logged in already":  {"* PREAUTH welcome\r\n", "", "before TLS"},
		"said in advance":    {"* OK hello\r\n", "S OK go\r\n* OK [CAPABILITY IMAP4rev1] hello\r\n", "start TLS"},
		"an endless line":    {"* OK " + strings.Repeat("x", 10_000), "", "more than any mailbox needs"},
		"cut off":            {"* OK hello\r\n", "", "STARTTLS"},
		"an unasked answer":  {"* OK hello\r\n", "* OK wait\r\nS BAD what\r\n", "no STARTTLS"},
		"not a mail server":  {"HTTP/1.1 400 Bad Request\r\n", "", "before TLS"},
		"silence altogether": {"", "", "does not answer"},
	} {
		synctest.Test(t, func(t *testing.T) {
			c := newScript().watcher(nil).Config
			c.TLS = StartTLS
			heard := make(chan string, 1)
			c.Dial = func(context.Context, string, string) (net.Conn, error) {
				ours, theirs := net.Pipe()
				go func() {
					defer ours.Close()
					io.WriteString(ours, test.greeting)
					first := make([]byte, 100)
					n, _ := ours.Read(first)
					heard <- string(first[:n])
					io.WriteString(ours, test.answer)
				}()
				return theirs, nil
			}
			problems := Probe(t.Context(), c)
			if len(problems) != 1 || !strings.Contains(problems[0].Error(), test.want) {
				t.Errorf("%s: problems %v, want %q", name, problems, test.want)
			}
			if text := <-heard; strings.Contains(text, "LOGIN") {
				t.Errorf("%s: the password was sent", name)
			}
		})
	}
}
