package smtp

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strconv"
	"sync"
	"time"

	"github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// session is one connection to the relay, logged in.
type session struct {
	client  *smtp.Client
	used    time.Time // end of the last letter
	letters int

	mu   sync.Mutex
	conn net.Conn // below TLS: closing it ends every wait
}

// open dials and logs in. The library leaves the connection open when something fails after the dial, and
// its context covers the dial alone; so the connection is kept in sight here.
func open(ctx context.Context, relay Relay) (*session, error) {
	if err := relay.check(); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, relay.Connect)
	defer cancel()
	s, ready := &session{}, false
	defer func() {
		if !ready {
			s.cut()
		}
	}()
	options, err := s.options(relay)
	if err != nil {
		return nil, err
	}
	dialer, err := mail.NewClient(relay.Host, options...)
	if err != nil {
		return nil, err
	}
	defer context.AfterFunc(ctx, s.cut)()
	s.client, err = dialer.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return nil, err
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	s.client.Text.W = bufio.NewWriterSize(onward{s.client.Text.W}, letterful)
	ready = true
	return s, nil
}

// letterful is the bytes of a letter that leave together. The library's own buffer would cut each into pieces of
// 4 kB, with a system call for either side.
const letterful = 32 << 10

// onward passes on at once what the larger buffer in front of it gathered.
type onward struct{ w *bufio.Writer }

func (o onward) Write(p []byte) (int, error) {
	n, err := o.w.Write(p)
	if err != nil {
		return n, err
	}
	return n, o.w.Flush()
}

func (s *session) options(relay Relay) ([]mail.Option, error) {
	secure := &tls.Config{ServerName: relay.Host, RootCAs: relay.RootCAs, MinVersion: tls.VersionTLS12}
	options := []mail.Option{
		mail.WithPort(relay.Port),
		mail.WithTimeout(relay.Connect),
		mail.WithTLSConfig(secure),
		mail.WithTLSPolicy(policy(relay.TLS)),
		mail.WithDialContextFunc(s.dial(relay, secure)),
	}
	if relay.Hello != "" {
		options = append(options, mail.WithHELO(relay.Hello))
	}
	if relay.User == "" {
		return options, nil
	}
	if relay.Password == nil {
		return nil, errors.New("relay user without a password")
	}
	password, err := relay.Password()
	if err != nil {
		return nil, fmt.Errorf("read relay password: %w", err)
	}
	return append(options, mail.WithUsername(relay.User), mail.WithPassword(password), logins(relay.TLS)), nil
}

// policy of the library: with implicit TLS the dial function has done its work already.
func policy(t TLS) mail.TLSPolicy {
	if t == StartTLS {
		return mail.TLSMandatory
	}
	return mail.NoTLS
}

// logins in order of preference. Inside TLS PLAIN comes first: it is what every relay really checks. Without
// these lists the library would try NTLM and CRAM-MD5 before it.
func logins(t TLS) mail.Option {
	if t == None {
		return mail.WithOpportunisticSMTPAuth(mail.SMTPAuthPlainNoEnc, mail.SMTPAuthLoginNoEnc)
	}
	return mail.WithOpportunisticSMTPAuth(mail.SMTPAuthPlain, mail.SMTPAuthLogin, mail.SMTPAuthSCRAMSHA256)
}

// dial keeps the connection in s, and spells the address so that an IPv6 host works too.
func (s *session) dial(relay Relay, secure *tls.Config) mail.DialContextFunc {
	return func(ctx context.Context, network, _ string) (net.Conn, error) {
		var dialer net.Dialer
		conn, err := dialer.DialContext(ctx, network, net.JoinHostPort(relay.Host, strconv.Itoa(relay.Port)))
		if err != nil {
			return nil, err
		}
		s.keep(conn)
		if relay.TLS != Implicit {
			return conn, nil
		}
		wrapped := tls.Client(conn, secure)
		return wrapped, wrapped.HandshakeContext(ctx)
	}
}

func (s *session) keep(conn net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conn = conn
}

// cut ends the connection without a word. It may be called at any time, also beside a call that waits.
func (s *session) cut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn != nil {
		_ = s.conn.Close() // nothing is promised to a relay that we walk out on
	}
}

// alive asks the relay whether it still listens.
func (s *session) alive(within time.Duration) error {
	if err := s.client.UpdateDeadline(within); err != nil {
		return err
	}
	return s.client.Noop()
}

// quit takes leave. The relay's answer changes nothing any more, so it gets a second to give it.
func (s *session) quit() {
	if s.client.UpdateDeadline(time.Second) == nil {
		_ = s.client.Quit() // every letter on this connection has its outcome
	}
	s.cut()
}
