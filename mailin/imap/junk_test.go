package imap

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"complaintsd/mailin"
	"complaintsd/mailin/imap/dovecottest"
)

// suspects are what Junk handed over.
type suspects struct {
	mu    sync.Mutex
	texts []string
	looks chan int // how many were handed over
	fail  bool
}

func (s *suspects) take(_ context.Context, batch []mailin.Raw) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail {
		s.fail = false
		return errors.New("the store is away")
	}
	for _, raw := range batch {
		text, err := read(raw)
		if err != nil {
			return err
		}
		s.texts = append(s.texts, text)
	}
	s.looks <- len(batch)
	return nil
}

func watchingJunk(t *testing.T, c Config) *suspects {
	t.Helper()
	s := &suspects{looks: make(chan int, 100)}
	j := &Junk{Config: c, Every: 10 * time.Millisecond, Log: slog.New(slog.DiscardHandler), Suspect: s.take}
	j.Config.Junk = "Junk"
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- j.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != context.Canceled {
			t.Errorf("Run = %v", err)
		}
	})
	return s
}

// The folder is looked at by EXAMINE: nothing in it is moved or marked, and each message is handed over once.
func TestJunkIsLookedAtAndLeftAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een", "twee")
		s := watchingJunk(t, server.watcher(nil).Config)
		receive(t, "the first look", s.looks)
		server.add(3, "drie")
		receive(t, "the second look", s.looks)
		synctest.Wait()
		s.mu.Lock()
		defer s.mu.Unlock()
		slices.Sort(s.texts)
		if got := strings.Join(s.texts, ", "); got != "drie, een, twee" {
			t.Errorf("handed over: %s", got)
		}
		for _, harm := range []string{"SELECT", "UID STORE", "UID MOVE", "UID COPY", "UID EXPUNGE", "EXPUNGE", "CREATE"} {
			if said := server.said(harm); len(said) > 0 {
				t.Errorf("said %q", said)
			}
		}
	})
}

// One message that ends each connection keeps no other from being looked at.
func TestJunkThatEndsTheConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een", "twee", "drie")
		server.answer = func(c *line, _, command string) bool {
			if isBodies(command) && inSet(command, 2) {
				c.Close()
				return true
			}
			return false
		}
		s := watchingJunk(t, server.watcher(nil).Config)
		for n := 0; n < 2; {
			n += receive(t, "the others", s.looks)
		}
		time.Sleep(time.Second) // of the bubble's clock
		synctest.Wait()
		if n := len(server.said("UID FETCH 2 ")) + len(server.said("UID FETCH 1:3 ")); n > maxStrikes+2 {
			t.Errorf("it was asked for %d times", n)
		}
	})
}

func TestJunkThatCannotBeStoredIsGivenAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript("een")
		s := &suspects{looks: make(chan int, 100), fail: true}
		j := &Junk{Config: server.watcher(nil).Config, Every: time.Minute, Log: slog.New(slog.DiscardHandler), Suspect: s.take}
		j.Config.Junk = "Junk"
		ctx, cancel := context.WithCancel(context.Background())
		go func() { _ = j.Run(ctx) }()
		if n := receive(t, "the message", s.looks); n != 1 {
			t.Errorf("%d messages", n)
		}
		cancel()
		synctest.Wait()
	})
}

// A real server: what lies in the folder is handed over, in whole or by its beginning, and stays as it was.
func TestJunkOnDovecot(t *testing.T) {
	server := dovecottest.Start(t)
	user := server.Users[0]
	large := fmt.Appendf(nil, "From: website@example.org\r\nSubject: groot\r\n\r\n%s\r\n", strings.Repeat("tekst\r\n", 40_000))
	mover := newShelf() // the server itself moves the message into the folder
	mover.settle = true
	w := watcherOf(server, mover)
	w.Done = "Junk"
	server.Deliver(user, large)
	running(t, w)
	mover.awaitFiled(t, 1)
	mover.mu.Lock()
	mover.settle = false
	mover.mu.Unlock()
	server.Deliver(user, letter("in het postvak"))
	s := watchingJunk(t, watcherOf(server, nil).Config)
	if n := receive(t, "the junk", s.looks); n != 1 {
		t.Errorf("%d messages", n)
	}
	s.mu.Lock()
	text := s.texts[0]
	s.mu.Unlock()
	if !strings.HasPrefix(text, "From: website@example.org") || len(text) != junkPart {
		t.Errorf("%d bytes: %.60q", len(text), text)
	}
	if got := server.Mailbox(user, "Junk"); len(got) != 1 || strings.Contains(got[0].Flags, "S") {
		t.Errorf("the folder holds %d messages", len(got))
	}
	if got := server.Mailbox(user, "INBOX"); len(got) != 1 {
		t.Errorf("the inbox holds %d messages", len(got))
	}
}

// A folder that is not there is said once, and again when it was there in between; what its server calls junk is named.
func TestNoFolderOfJunk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newScript()
		var gone atomic.Bool
		gone.Store(true)
		server.answer = func(c *line, tag, command string) bool {
			switch {
			case strings.HasPrefix(command, "EXAMINE") && gone.Load():
				c.say(tag + " NO [NONEXISTENT] no such mailbox")
			case command == `LIST "" "*"`:
				c.say(`* LIST (\HasNoChildren) "/" Junk2`, `* LIST (\HasNoChildren \Junk) "/" "Ongewenste e-mail"`, tag+" OK done")
			case command == `LIST "" Junk` || command == `LIST "" "Junk"`:
				c.say(tag + " OK done")
			default:
				return false
			}
			return true
		}
		c := server.watcher(nil).Config
		c.Junk = "Junk"
		problems := Probe(t.Context(), c)
		if len(problems) != 1 || !problems[0].Harmless || !strings.Contains(problems[0].Error(), `folder "Junk" is not there; mail among the junk is not looked at; the server's own is "Ongewenste e-mail"`) {
			t.Errorf("problems: %v", problems)
		}
		var log bytes.Buffer
		j := &Junk{Config: c, Every: time.Minute, Log: slog.New(slog.NewTextHandler(&log, nil)), Suspect: (&suspects{}).take}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- j.Run(ctx) }()
		for _, there := range []bool{false, true, false} {
			gone.Store(!there)
			time.Sleep(5 * time.Minute) // of the bubble's clock
			synctest.Wait()
		}
		cancel()
		<-ended
		if n := strings.Count(log.String(), "the junk folder cannot be opened"); n != 2 {
			t.Errorf("said %d times: %s", n, &log)
		}
	})
}
