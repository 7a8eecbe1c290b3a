package imap

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"

	imap "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// Answers that speak of the server's own trouble and not of the password or the folder (RFC 5530).
var passing = []imap.ResponseCode{
	imap.ResponseCodeUnavailable, imap.ResponseCodeInUse, imap.ResponseCodeLimit, imap.ResponseCodeServerBug,
}

// connect opens a session: logged in, capabilities known, no folder selected.
func connect(ctx context.Context, c Config) (*session, error) {
	if c.TLS == None && !isLoopback(c.Host) {
		return nil, clearTextProblem()
	}
	conn, err := dial(ctx, c)
	if err != nil {
		return nil, err
	}
	s := &session{Config: c, raw: conn, exists: make(chan struct{}, 1)}
	protected, err := s.protect(ctx)
	if err != nil {
		conn.Close()
		return nil, s.explain(err)
	}
	s.client = imapclient.New(newGuard(protected, c.MaxMessage+c.MaxMessage/2+beginning), &imapclient.Options{
		UnilateralDataHandler: &imapclient.UnilateralDataHandler{Mailbox: s.mailboxChanged},
	})
	if err := s.login(ctx); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func dial(ctx context.Context, c Config) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, c.Limits.Connect)
	defer cancel()
	conn, err := c.Dial(ctx, "tcp", c.address())
	if err != nil {
		return nil, &Problem{
			What: "no connection to " + c.address(),
			Mend: "check host and port, and that the server runs",
			Err:  fmt.Errorf("%w: %w", errUnreachable, err),
		}
	}
	// A name can lie: what counts is where the connection goes.
	if tcp, ok := conn.RemoteAddr().(*net.TCPAddr); ok && c.TLS == None && !tcp.IP.IsLoopback() {
		conn.Close()
		return nil, clearTextProblem()
	}
	return conn, nil
}

// protect puts TLS on the connection, as configured.
func (s *session) protect(ctx context.Context) (net.Conn, error) {
	var protected net.Conn
	err := s.within(ctx, s.Limits.Connect, "start TLS", func() (err error) {
		switch s.TLS {
		case Implicit:
			protected, err = handshake(ctx, s.raw, s.tlsConfig())
			err = clearProblem(err)
		case StartTLS:
			if protected, err = upgrade(ctx, s.raw, s.tlsConfig()); err == nil {
				protected = greet(protected)
			}
		case None:
			protected = s.raw
		default:
			err = &Problem{What: fmt.Sprintf("tls %q is not known", s.TLS), Mend: "use starttls, implicit or none"}
		}
		return err
	})
	return protected, err
}

func (s *session) login(ctx context.Context) error {
	err := s.within(ctx, s.Limits.Connect, "wait for the greeting", s.client.WaitGreeting)
	if err != nil {
		return err
	}
	if err := s.askCapabilities(ctx); err != nil {
		return err
	}
	if s.caps.Has(imap.CapLoginDisabled) {
		return &Problem{
			What: "the server does not allow login with a password on this connection",
			Mend: "use tls, or have password login allowed for this mailbox",
		}
	}
	password, err := s.Password()
	if err != nil {
		return &Problem{What: "the mailbox password cannot be read", Mend: "check password", Err: err}
	}
	err = s.within(ctx, s.Limits.Connect, "log in", s.client.Login(s.User, password).Wait)
	if err != nil {
		return loginProblem(s.User, err)
	}
	// What a server can do often depends on who asks (Dovecot tells MOVE and UIDPLUS only after login).
	return s.askCapabilities(ctx)
}

func (s *session) askCapabilities(ctx context.Context) error {
	return s.within(ctx, s.Limits.Connect, "ask for capabilities", func() error {
		caps, err := s.client.Capability().Wait()
		s.caps = caps
		return err
	})
}

// errRefused marks a login that the server will refuse again: trying it often locks accounts.
var errRefused = errors.New("login refused")

func loginProblem(user string, err error) error {
	var answer *imap.Error
	if !errors.As(err, &answer) || slices.Contains(passing, answer.Code) {
		return err
	}
	return &Problem{
		What: fmt.Sprintf("the mail server refuses user %q with this password", user),
		Mend: "check user and password",
		Err:  fmt.Errorf("%w: %w", errRefused, err),
	}
}

func clearTextProblem() error {
	return &Problem{
		What: `tls = "none" would send the password readable over the network`,
		Mend: `set tls = "starttls" or "implicit"; none is for this machine only`,
	}
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
