package imap

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// script is an IMAP server that says what a test tells it to say, over a pipe, so that time can be turned.
// Without a word from the test it behaves.
type script struct {
	caps     string
	validity int
	answer   func(c *line, tag, command string) bool // true: the test has answered; may be nil

	mu       sync.Mutex
	mails    map[uint32]string
	commands []string // all, without tag
	dials    []time.Time
	hints    chan string // sent to the client while it idles
}

// line is one connection to the script.
type line struct {
	net.Conn
	number int // 1 is the first
	in     *bufio.Reader
}

func newScript(mails ...string) *script {
	s := &script{
		caps: "IMAP4rev1 IDLE MOVE UIDPLUS", validity: 7, mails: map[uint32]string{}, hints: make(chan string),
	}
	for i, text := range mails {
		s.mails[uint32(i+1)] = text
	}
	return s
}

func (s *script) watcher(inbox Inbox) *Watcher {
	return &Watcher{
		Inbox: inbox,
		Now:   time.Now,
		Log:   slog.New(slog.DiscardHandler),
		Config: Config{
			Account: "KLP", Host: "127.0.0.1", Port: 143, TLS: None, User: "klachten", Dial: s.dial,
			Password: func() (string, error) { return "geheim", nil },
		},
	}
}

func (s *script) dial(context.Context, string, string) (net.Conn, error) {
	s.mu.Lock()
	s.dials = append(s.dials, time.Now())
	number := len(s.dials)
	s.mu.Unlock()
	ours, theirs := net.Pipe()
	go s.serve(&line{Conn: ours, number: number, in: bufio.NewReader(ours)})
	return theirs, nil
}

func (s *script) serve(c *line) {
	defer c.Close()
	// Capabilities stand in the greeting and in the answer to LOGIN, as Dovecot gives them: without them the library
	// asks in a goroutine of its own, which may come to wait behind IDLE where turned time does not move.
	c.say("* OK [CAPABILITY " + s.caps + "] hello")
	for {
		text, err := c.in.ReadString('\n')
		if err != nil {
			return
		}
		tag, command, _ := strings.Cut(strings.TrimSpace(text), " ")
		s.mu.Lock()
		s.commands = append(s.commands, command)
		s.mu.Unlock()
		if s.answer != nil && s.answer(c, tag, command) {
			continue
		}
		if err := s.behave(c, tag, command); err != nil {
			return
		}
	}
}

// say sends lines.
func (c *line) say(lines ...string) error {
	_, err := io.WriteString(c, strings.Join(lines, "\r\n")+"\r\n")
	return err
}

func (c *line) ok(tag string) bool {
	c.say(tag + " OK done")
	return true
}

func (s *script) behave(c *line, tag, command string) error {
	word := strings.Fields(strings.TrimPrefix(command, "UID "))[0]
	untagged := map[string]func(command string) []string{
		"CAPABILITY": func(string) []string { return []string{"* CAPABILITY " + s.caps} },
		"SELECT":     func(string) []string { return []string{fmt.Sprintf("* OK [UIDVALIDITY %d] valid", s.validity)} },
		"EXAMINE":    func(string) []string { return []string{fmt.Sprintf("* OK [UIDVALIDITY %d] valid", s.validity)} },
		"LIST":       func(string) []string { return []string{`* LIST (\Noselect) "/" ""`} },
		"SEARCH":     s.search,
		"FETCH":      s.fetch,
	}[word]
	switch word {
	case "IDLE":
		return s.idle(c, tag)
	case "LOGIN":
		return c.say(tag + " OK [CAPABILITY " + s.caps + "] welcome")
	}
	var lines []string
	if untagged != nil {
		s.mu.Lock()
		lines = untagged(command)
		s.mu.Unlock()
	}
	return c.say(append(lines, tag+" OK done")...)
}

func (s *script) idle(c *line, tag string) error {
	if err := c.say("+ idling"); err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() {
		_, err := c.in.ReadString('\n')
		done <- err
	}()
	for {
		select {
		case err := <-done:
			if err != nil {
				return err
			}
			return c.say(tag + " OK done")
		case hint := <-s.hints:
			if err := c.say(hint); err != nil {
				return err
			}
		}
	}
}

var number = regexp.MustCompile(`\d+`)

// search knows ALL, UID n:*, and UID sets; "n:*" gives the last message in any case, as the RFC wants it.
func (s *script) search(command string) []string {
	uids := slices.Sorted(maps.Keys(s.mails))
	found := []string{"* SEARCH"}
	for i, uid := range uids {
		given := i + 1 // SEARCH gives sequence numbers
		if strings.HasPrefix(command, "UID SEARCH") {
			given = int(uid)
		}
		star := strings.Contains(command, ":*") && i == len(uids)-1
		if star || strings.Contains(command, "ALL") || inSet(command, uid) {
			found = append(found, strconv.Itoa(given))
		}
	}
	return []string{strings.Join(found, " ")}
}

// inSet reads the first set of numbers in a command.
func inSet(command string, uid uint32) bool {
	for _, part := range strings.Split(regexp.MustCompile(`\d[\d:,*]*`).FindString(command), ",") {
		ends := number.FindAllString(part, 2)
		if len(ends) == 0 {
			continue
		}
		first, _ := strconv.Atoi(ends[0])
		last, _ := strconv.Atoi(ends[len(ends)-1])
		if strings.HasSuffix(part, "*") {
			last = 1 << 32
		}
		if int(uid) >= first && int(uid) <= last {
			return true
		}
	}
	return false
}

func (s *script) fetch(command string) []string {
	var lines []string
	for i, uid := range slices.Sorted(maps.Keys(s.mails)) {
		asked := uid
		if !strings.HasPrefix(command, "UID") {
			asked = uint32(i + 1)
		}
		if inSet(command, asked) {
			lines = append(lines, fetched(i+1, uid, s.mails[uid], command))
		}
	}
	return lines
}

// fetched is a good answer for one message.
func fetched(position int, uid uint32, text, command string) string {
	parts := []string{fmt.Sprintf("UID %d", uid)}
	if strings.Contains(command, "RFC822.SIZE") {
		parts = append(parts, fmt.Sprintf("RFC822.SIZE %d", len(text)))
	}
	if strings.Contains(command, "INTERNALDATE") {
		parts = append(parts, `INTERNALDATE "20-Nov-2026 09:00:00 +0100"`)
	}
	if strings.Contains(command, "BODY.PEEK[]") {
		parts = append(parts, fmt.Sprintf("BODY[] {%d}\r\n%s", len(text), text))
	}
	return fmt.Sprintf("* %d FETCH (%s)", position, strings.Join(parts, " "))
}

// said gives the commands that begin with a word.
func (s *script) said(word string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var said []string
	for _, command := range s.commands {
		if strings.HasPrefix(command, word) {
			said = append(said, command)
		}
	}
	return said
}

func (s *script) dialed() []time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.dials)
}

func (s *script) add(uid uint32, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mails[uid] = text
}

func isBodies(command string) bool { return strings.Contains(command, "BODY.PEEK[]") }

func wantTexts(t *testing.T, shelf *shelf, want ...string) {
	t.Helper()
	slices.Sort(want)
	if got := shelf.texts(); !slices.Equal(got, want) {
		t.Errorf("accepted %q, want %q", got, want)
	}
}
