package dovecottest

import (
	"os"
	"path/filepath"
)

// Fill puts every file of a folder into a user's inbox under its own name, as hard links where the file system
// allows it: a mailbox of thousands of messages is there in a moment. The files change their owner.
func (s *Server) Fill(user, folder string) {
	s.tb.Helper()
	s.makeMaildir(user)
	entries, err := os.ReadDir(folder)
	if err != nil {
		s.tb.Fatalf("fill a mailbox: %v", err)
	}
	for _, entry := range entries {
		from := filepath.Join(folder, entry.Name())
		to := filepath.Join(s.Maildir(user), "new", entry.Name())
		if err := os.Link(from, to); err != nil {
			s.copy(from, to)
		}
		s.own(to)
	}
}

func (s *Server) copy(from, to string) {
	s.tb.Helper()
	raw, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, raw, 0o600)
	}
	if err != nil {
		s.tb.Fatalf("fill a mailbox: %v", err)
	}
}
