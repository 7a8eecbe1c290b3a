package dovecottest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
)

// Message is one file of a Maildir.
type Message struct {
	Name  string // of the file
	Flags string // Maildir's letters: S seen, T deleted, a to z own keywords
	Raw   []byte
}

var delivered atomic.Int64 // part of each file name: Maildir wants them unique

// Maildir gives the folder of a user's mail.
func (s *Server) Maildir(user string) string { return s.path("home", user, "Maildir") }

// Deliver puts a message into a user's inbox, as a local delivery agent does: written whole under tmp, then
// renamed into new.
func (s *Server) Deliver(user string, raw []byte) {
	s.tb.Helper()
	s.makeMaildir(user)
	name := fmt.Sprintf("%d.%d.dovecottest", delivered.Add(1), os.Getpid())
	tmp := filepath.Join(s.Maildir(user), "tmp", name)
	if err := os.WriteFile(tmp, raw, 0o600); err != nil {
		s.tb.Fatalf("deliver: %v", err)
	}
	s.own(tmp)
	if err := os.Rename(tmp, filepath.Join(s.Maildir(user), "new", name)); err != nil {
		s.tb.Fatalf("deliver: %v", err)
	}
}

func (s *Server) makeMaildir(user string) {
	s.tb.Helper()
	if _, err := os.Stat(filepath.Join(s.Maildir(user), "new")); err == nil {
		return
	}
	for _, folder := range []string{"..", ".", "cur", "tmp", "new"} {
		folder = filepath.Join(s.Maildir(user), folder)
		if err := os.MkdirAll(folder, 0o700); err != nil {
			s.tb.Fatalf("make a maildir: %v", err)
		}
		s.own(folder)
	}
}

// Mailbox gives the messages of a folder ("INBOX", or a name as Dovecot writes it), in order of file name; none
// when the folder is not there.
func (s *Server) Mailbox(user, folder string) []Message {
	s.tb.Helper()
	root := s.Maildir(user)
	if folder != "INBOX" {
		root = filepath.Join(root, "."+folder)
	}
	var messages []Message
	for _, part := range []string{"new", "cur"} {
		entries, err := os.ReadDir(filepath.Join(root, part))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			s.tb.Fatalf("read mailbox: %v", err)
		}
		for _, entry := range entries {
			raw, err := os.ReadFile(filepath.Join(root, part, entry.Name()))
			if errors.Is(err, fs.ErrNotExist) { // renamed in this moment
				return s.Mailbox(user, folder)
			}
			if err != nil {
				s.tb.Fatalf("read message: %v", err)
			}
			name, flags, _ := strings.Cut(entry.Name(), ":2,")
			messages = append(messages, Message{Name: name, Flags: flags, Raw: raw})
		}
	}
	return messages
}

// Renumber gives a user's inbox another UIDVALIDITY, as if it had been made anew. The server must be stopped, and
// must have opened the inbox before.
func (s *Server) Renumber(user string) {
	s.tb.Helper()
	list := filepath.Join(s.Maildir(user), "dovecot-uidlist")
	text, err := os.ReadFile(list)
	if err != nil {
		s.tb.Fatalf("read the list of UIDs: %v", err)
	}
	validity := regexp.MustCompile(`^3 V(\d+)`).FindSubmatch(text)
	if validity == nil {
		s.tb.Fatalf("no UIDVALIDITY in %.40q", text)
	}
	number, err := strconv.ParseUint(string(validity[1]), 10, 32)
	if err != nil {
		s.tb.Fatalf("read UIDVALIDITY: %v", err)
	}
	anew := fmt.Appendf(nil, "3 V%d", number+1)
	if err := os.WriteFile(list, append(anew, text[len(validity[0]):]...), 0o600); err != nil {
		s.tb.Fatalf("write the list of UIDs: %v", err)
	}
	for _, index := range []string{"dovecot.index", "dovecot.index.log", "dovecot.index.cache", "dovecot-uidvalidity"} {
		os.Remove(filepath.Join(s.Maildir(user), index)) // not all of them are always there
	}
}

// HasFolder says whether a folder is there.
func (s *Server) HasFolder(user, folder string) bool {
	_, err := os.Stat(filepath.Join(s.Maildir(user), "."+folder))
	return err == nil
}
