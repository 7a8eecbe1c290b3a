package postroom

import (
	"io"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
)

const inbox = "INBOX"

func (r *Room) imapServer() *imapserver.Server {
	return imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return &reader{room: r}, nil, nil
		},
		Caps: imap.CapSet{
			imap.CapIMAP4rev1: {}, imap.CapMove: {}, imap.CapUIDPlus: {}, imap.CapNamespace: {}, imap.CapESearch: {},
		},
		Logger:       r.logger(),
		InsecureAuth: true, // loopback only
	})
}

// reader is one IMAP connection: the in-memory session with its traps covered.
type reader struct {
	*imapmemserver.UserSession // nil before the login; its Close allows that
	room                       *Room
}

var (
	_ imapserver.SessionMove      = (*reader)(nil)
	_ imapserver.SessionNamespace = (*reader)(nil)
)

func (s *reader) Login(name, password string) error {
	b, ok := s.room.login(name, password)
	if !ok {
		return imapserver.ErrAuthFailed
	}
	s.UserSession = imapmemserver.NewUserSession(b.user)
	return nil
}

func (s *reader) Select(name string, options *imap.SelectOptions) (*imap.SelectData, error) {
	data, err := s.UserSession.Select(name, options)
	if err == nil {
		data.UIDValidity += s.room.validity
	}
	return data, err
}

func (s *reader) Status(name string, options *imap.StatusOptions) (*imap.StatusData, error) {
	data, err := s.UserSession.Status(name, options)
	if err == nil && options.UIDValidity {
		data.UIDValidity += s.room.validity
	}
	return data, err
}

func (s *reader) Append(name string, r imap.LiteralReader, options *imap.AppendOptions) (*imap.AppendData, error) {
	if options.Time.IsZero() {
		options.Time = s.room.opts.Now()
	}
	data, err := s.UserSession.Append(name, r, options)
	if err == nil {
		data.UIDValidity += s.room.validity
	}
	return data, err
}

func (s *reader) Copy(set imap.NumSet, to string) (*imap.CopyData, error) {
	data, err := s.UserSession.Copy(set, to)
	if err == nil {
		data.UIDValidity += s.room.validity
	}
	return data, err
}

// Move copies and takes away, one client at a time. When nothing is left to move there is nothing to answer but
// OK. The server tells all clients of the EXPUNGE, this one included, before its OK.
func (s *reader) Move(w *imapserver.MoveWriter, set imap.NumSet, to string) error {
	s.room.moving.Lock()
	defer s.room.moving.Unlock()
	data, err := s.Copy(set, to)
	if err != nil || len(data.SourceUIDs) == 0 {
		return err
	}
	if err := w.WriteCopyData(data); err != nil {
		return err
	}
	deleted := &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{imap.FlagDeleted}}
	if err := s.Store(nil, data.SourceUIDs, deleted, &imap.StoreOptions{}); err != nil {
		return err
	}
	return s.Expunge(nil, &data.SourceUIDs)
}

// idleLook is how long a missed wake-up can go unseen.
const idleLook = time.Second

func (s *reader) Idle(w *imapserver.UpdateWriter, stop <-chan struct{}) error {
	for {
		turn := make(chan struct{})
		timer := time.AfterFunc(idleLook, func() { close(turn) })
		done := make(chan error, 1)
		go func() { done <- s.UserSession.Idle(w, turn) }()
		select {
		case <-stop:
			if timer.Stop() {
				close(turn)
			}
			return <-done
		case <-turn:
		}
		if err := <-done; err != nil {
			return err
		}
		if err := s.Poll(w, true); err != nil {
			return err
		}
	}
}

// literal is a mail as the in-memory server wants it.
type literal struct {
	io.Reader
	size int64
}

func (l literal) Size() int64 { return l.size }
