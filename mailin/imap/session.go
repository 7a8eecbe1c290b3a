package imap

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"time"

	imap "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// session is one connection, logged in.
type session struct {
	Config
	client *imapclient.Client
	raw    net.Conn // below TLS: closing it never waits for the other side
	caps   imap.CapSet

	readOnly bool          // EXAMINE: nothing in the mailbox changes by looking
	folders  *folders      // what is known of the folders; nil until asked
	validity uint32        // of the selected mailbox
	exists   chan struct{} // the server said that the mailbox has changed

	mu    sync.Mutex
	cause error // why we closed the connection; nil when we did not
}

var errTimeout = errors.New("the server does not answer")

// cut closes the connection, for the reason given, and so ends every wait on it.
func (s *session) cut(cause error) {
	s.mu.Lock()
	if s.cause == nil {
		s.cause = cause
	}
	s.mu.Unlock()
	s.raw.Close()
}

// explain puts our own reason for the end of the connection in place of what its end looked like.
func (s *session) explain(err error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil && s.cause != nil {
		return s.cause
	}
	return err
}

// within runs one command that must be over within d. The library's commands know no context and wait for ever;
// a closed connection ends them.
func (s *session) within(ctx context.Context, d time.Duration, what string, command func() error) error {
	ctx, cancel := context.WithTimeoutCause(ctx, d, fmt.Errorf("%s: %w", what, errTimeout))
	defer cancel()
	stop := context.AfterFunc(ctx, func() { s.cut(context.Cause(ctx)) })
	defer stop()
	if err := command(); err != nil {
		return s.explain(wrap(what, err))
	}
	return nil
}

func (s *session) command(ctx context.Context, what string, command func() error) error {
	return s.within(ctx, s.Limits.Command, what, command)
}

// wrap names the operation, but leaves a Problem the plain sentence that it is.
func wrap(what string, err error) error {
	if problem := (*Problem)(nil); errors.As(err, &problem) {
		return err
	}
	return fmt.Errorf("%s: %w", what, err)
}

// close ends the session and waits until its reader is gone. Every fetch has been drained by then (an unread
// literal would hold the reader for ever), because each one is closed by the function that began it.
func (s *session) close() {
	s.raw.Close()
	<-s.client.Closed()
}

// selectInbox opens the watched mailbox and reads its UIDVALIDITY.
func (s *session) selectInbox(ctx context.Context) error {
	name, err := s.folderName(ctx, s.Inbox)
	if err != nil {
		return err
	}
	return s.command(ctx, "open "+name, func() error {
		data, err := s.client.Select(name, &imap.SelectOptions{ReadOnly: s.readOnly}).Wait()
		if answer := (*imap.Error)(nil); errors.As(err, &answer) && !slices.Contains(passing, answer.Code) {
			mend := "check inbox"
			if s.readOnly {
				mend = "check junk"
			}
			return &Problem{What: fmt.Sprintf("folder %q cannot be opened", name), Mend: mend, Err: err}
		}
		if err != nil {
			return err
		}
		if data.UIDValidity == 0 {
			return &Problem{What: fmt.Sprintf("the server gives folder %q no UIDVALIDITY, so its messages cannot be told apart", name)}
		}
		s.validity = data.UIDValidity
		return nil
	})
}

// mailboxChanged runs in the library's reader: it must not block.
func (s *session) mailboxChanged(data *imapclient.UnilateralDataMailbox) {
	if data.NumMessages == nil {
		return
	}
	select {
	case s.exists <- struct{}{}:
	default:
	}
}
