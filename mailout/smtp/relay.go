// Package smtp carries final bytes to the relay of an organisation, over one connection that it keeps.
//
// Failure policy. Nothing is retried here, with one exception: when a kept connection turns out to be dead
// before the relay took MAIL, the letter is offered once more over a new one. Every attempt ends in one of
// four classes, decided by how far it came:
//
//   - no session (dial, greeting, EHLO, STARTTLS, AUTH, password): deferred with Login set, whatever the code.
//     A 5xx there says something about us, never about the letter;
//   - 4xx at MAIL, RCPT, DATA or the final dot, and any silence, cut or nonsense before the final dot:
//     deferred;
//   - 5xx at MAIL, RCPT, DATA or the final dot: refused. Except the codes by which a relay asks for a login
//     at MAIL or RCPT: those are a session that did not come about;
//   - the final dot was handed to the connection and no readable answer came: lost. What became of the letter is
//     unknown, and only the one who reads the Outcome may decide to send it again.
//
// An answer of 2xx to the dot is acceptance, whatever happens to the connection after it. The caller's dot
// is called when all other bytes have left; when it fails, the connection is cut without the dot, and the relay
// must throw the letter away (RFC 5321 4.1.1.4, 4.5.3.2.6). A context that ends cuts the attempt short before
// the dot only; after it, the answer is worth waiting for.
package smtp

import (
	"context"
	"crypto/x509"
	"fmt"
	"net"
	"strings"
	"time"
)

// TLS is how the connection to a relay is protected.
type TLS string

// The ways. There is no opportunistic one: a stripped STARTTLS must be seen (reliability: attack 25).
const (
	StartTLS TLS = "starttls"
	Implicit TLS = "implicit"
	None     TLS = "none" // on loopback only
)

// Relay is where letters go out: the submission service of the organisation's provider.
type Relay struct {
	Host     string
	Port     int
	TLS      TLS
	User     string                 // "" sends without a login
	Password func() (string, error) // asked at each login, so that a changed secret is seen
	Hello    string                 // our name in EHLO; "" is the host's name
	RootCAs  *x509.CertPool         // nil is the system's

	Connect time.Duration // from dial to login; 0 is 30 s
	Timeout time.Duration // one letter up to its dot, and again the answer to it; 0 is 3 min
	Stale   time.Duration // a kept connection that lay still for longer is asked with NOOP; 0 is 20 s
	Letters int           // over one connection, many relays set a limit; 0 is 100
}

func (r Relay) withDefaults() Relay {
	r.Connect = orElse(r.Connect, 30*time.Second)
	r.Timeout = orElse(r.Timeout, 3*time.Minute)
	r.Stale = orElse(r.Stale, 20*time.Second)
	r.Letters = orElse(r.Letters, 100)
	return r
}

func orElse[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// check refuses what must not even be dialled.
func (r Relay) check() error {
	switch r.TLS {
	case StartTLS, Implicit:
		return nil
	case None:
		if loopback(r.Host) {
			return nil
		}
		return fmt.Errorf("relay %s: tls none is for loopback addresses only", r.Host)
	}
	return fmt.Errorf("relay %s: tls must be starttls, implicit or none, not %q", r.Host, r.TLS)
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// Probe opens a session with the relay, login included, and ends it. No letter is offered.
func Probe(ctx context.Context, relay Relay) error {
	relay = relay.withDefaults()
	s, err := open(ctx, relay)
	if err != nil {
		return fmt.Errorf("open session with relay %s port %d: %w", relay.Host, relay.Port, err)
	}
	defer s.quit()
	if err := s.alive(relay.Connect); err != nil {
		return fmt.Errorf("ask relay %s port %d: %w", relay.Host, relay.Port, err)
	}
	return nil
}
