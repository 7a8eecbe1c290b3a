package smtp_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	server "github.com/emersion/go-smtp"
	"pgregory.net/rapid"

	"complaintsd/mailout"
	"complaintsd/mailout/smtp"
)

// provider is a real SMTP server with TLS and a login.
type provider struct {
	server *server.Server
	port   int
	roots  *x509.CertPool

	mu       sync.Mutex
	sessions int
	got      [][]byte
	from, to string
}

func open(t testing.TB, implicit bool) *provider {
	t.Helper()
	cert, roots := certificate(t)
	p := &provider{roots: roots}
	p.server = server.NewServer(server.BackendFunc(func(*server.Conn) (server.Session, error) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.sessions++
		return &caller{p: p}, nil
	}))
	p.server.Domain = "relay.example"
	p.server.EnableSMTPUTF8 = true
	p.server.MaxLineLength = 1 << 20
	p.server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{cert}}
	p.server.ErrorLog = log.New(io.Discard, "", 0)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p.port = l.Addr().(*net.TCPAddr).Port
	if implicit {
		l = tls.NewListener(l, p.server.TLSConfig)
	}
	var serving sync.WaitGroup
	serving.Go(func() { _ = p.server.Serve(l) })
	t.Cleanup(func() { _ = l.Close(); _ = p.server.Close(); serving.Wait() })
	return p
}

func (p *provider) relay(way smtp.TLS) smtp.Relay {
	return smtp.Relay{
		Host: "127.0.0.1", Port: p.port, TLS: way, RootCAs: p.roots,
		User: "klachten", Password: func() (string, error) { return "geheim", nil },
	}
}

type caller struct {
	p     *provider
	login bool
}

func (c *caller) AuthMechanisms() []string { return []string{"CRAM-MD5", "NTLM", sasl.Plain} }

func (c *caller) Auth(mech string) (sasl.Server, error) {
	if mech != sasl.Plain {
		return nil, fmt.Errorf("unexpected mechanism %s", mech)
	}
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "klachten" || password != "geheim" {
			return server.ErrAuthFailed
		}
		c.login = true
		return nil
	}), nil
}

func (c *caller) Mail(from string, _ *server.MailOptions) error {
	if !c.login {
		return server.ErrAuthRequired
	}
	c.p.mu.Lock()
	defer c.p.mu.Unlock()
	c.p.from = from
	return nil
}

func (c *caller) Rcpt(to string, _ *server.RcptOptions) error {
	c.p.mu.Lock()
	defer c.p.mu.Unlock()
	c.p.to = to
	return nil
}

func (c *caller) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	c.p.mu.Lock()
	defer c.p.mu.Unlock()
	c.p.got = append(c.p.got, raw)
	return err
}
func (c *caller) Reset()        {}
func (c *caller) Logout() error { return nil }

func certificate(t testing.TB) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Unix(0, 0), NotAfter: time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(leaf)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, roots
}

func TestThroughTLSWithLogin(t *testing.T) {
	for _, way := range []smtp.TLS{smtp.StartTLS, smtp.Implicit} {
		t.Run(string(way), func(t *testing.T) {
			p := open(t, way == smtp.Implicit)
			transport := smtp.New(p.relay(way), clock)
			defer transport.Close()
			l := letter("groet")
			l.To = "zoë@example.org"
			if got := transport.Deliver(t.Context(), l, noted); got.Result != mailout.Accepted || !strings.Contains(got.Reason, "queued") {
				t.Fatalf("outcome %+v", got)
			}
			if p.from != l.From || p.to != l.To || !bytes.Equal(p.got[0], l.Bytes) {
				t.Errorf("got %q from %s to %s", p.got[0], p.from, p.to)
			}
			if err := smtp.Probe(t.Context(), p.relay(way)); err != nil {
				t.Errorf("probe: %v", err)
			}
		})
	}
}

// Everything that keeps a session from standing is the relay's trouble or ours, never the letter's.
func TestNoSession(t *testing.T) {
	p := open(t, false)
	offers := func(answer string) smtp.Relay {
		to := play(t, map[string][]string{"EHLO": {"250-relay\r\n250 STARTTLS"}, "STARTTLS": {answer}}).relay()
		to.TLS = smtp.StartTLS
		return to
	}
	// The near end of a connection is a port at which nobody listens and which nobody else can get.
	busy, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(p.port)))
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()

	cases := []struct {
		name   string
		relay  smtp.Relay
		change func(*smtp.Relay)
		code   int
		reason string
	}{
		{name: "unknown certificate", relay: p.relay(smtp.StartTLS), change: func(r *smtp.Relay) { r.RootCAs = nil }, reason: "certificate"},
		{name: "other name", relay: p.relay(smtp.StartTLS), change: func(r *smtp.Relay) { r.Host = "127.0.0.2" }, reason: "127.0.0.2"},
		{name: "wrong password", relay: p.relay(smtp.StartTLS), change: func(r *smtp.Relay) { r.Password = func() (string, error) { return "fout", nil } }, code: 535, reason: "Authentication failed"},
		{name: "no password to be had", relay: p.relay(smtp.StartTLS), change: func(r *smtp.Relay) { r.Password = func() (string, error) { return "", errors.New("no such file") } }, reason: "no such file"},
		{name: "user without password", relay: p.relay(smtp.StartTLS), change: func(r *smtp.Relay) { r.Password = nil }, reason: "without a password"},
		{name: "no login where one is needed", relay: p.relay(smtp.StartTLS), change: func(r *smtp.Relay) { r.User = "" }, code: 502, reason: "authenticate"},
		{name: "implicit TLS to a plain port", relay: p.relay(smtp.Implicit), reason: "tls"},
		{name: "STARTTLS refused this once", relay: offers("454 not now"), code: 454, reason: "not now"},
		{name: "STARTTLS refused", relay: offers("554 never"), code: 554, reason: "never"},
		{name: "STARTTLS not offered", relay: play(t, nil).relay(), change: func(r *smtp.Relay) { r.TLS = smtp.StartTLS }, reason: "STARTTLS"},
		{name: "nobody there", relay: p.relay(smtp.StartTLS), change: func(r *smtp.Relay) { r.Port = busy.LocalAddr().(*net.TCPAddr).Port }, reason: "refused"},
		{name: "plain outside loopback", relay: smtp.Relay{Host: "mail.example", Port: 25, TLS: smtp.None}, reason: "loopback"},
		{name: "unknown kind of TLS", relay: smtp.Relay{Host: "127.0.0.1", Port: 25, TLS: "tls"}, reason: "starttls"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if c.change != nil {
				c.change(&c.relay)
			}
			transport := smtp.New(c.relay, clock)
			defer transport.Close()
			dots := 0
			got := transport.Deliver(t.Context(), letter("1"), func() error { dots++; return nil })
			if got.Result != mailout.Deferred || !got.Login || got.Code != c.code || !strings.Contains(got.Reason, c.reason) || dots != 0 {
				t.Errorf("outcome %+v after %d dots; want deferred, login, %d, %q", got, dots, c.code, c.reason)
			}
		})
	}
	if len(p.got) != 0 {
		t.Errorf("%d letters came in", len(p.got))
	}
}

func TestProbeNamesWhatIsWrong(t *testing.T) {
	to := play(t, steps("GREETING", "554 go away")).relay()
	err := smtp.Probe(t.Context(), to)
	if err == nil || !strings.Contains(err.Error(), "127.0.0.1") || !strings.Contains(err.Error(), `554 "go away"`) {
		t.Errorf("probe: %v", err)
	}
	if err := smtp.Probe(t.Context(), play(t, steps("NOOP", "421 closing")).relay()); err == nil {
		t.Error("a relay that closes at once is called good")
	}
}

func TestOneConnectionForManyLetters(t *testing.T) {
	p := open(t, false)
	to := p.relay(smtp.StartTLS)
	to.Letters = 50
	transport := smtp.New(to, clock)
	defer transport.Close()
	for i := range 120 {
		if got := transport.Deliver(t.Context(), letter(fmt.Sprint(i)), noted); got.Result != mailout.Accepted {
			t.Fatalf("letter %d: %+v", i, got)
		}
	}
	// A session begins again after STARTTLS: two for each connection.
	if p.sessions != 6 || len(p.got) != 120 {
		t.Errorf("%d letters in %d sessions", len(p.got), p.sessions)
	}
	if err := transport.Close(); err != nil {
		t.Fatal(err)
	}
	if got := transport.Deliver(t.Context(), letter("after"), noted); got.Result != mailout.Accepted {
		t.Errorf("after Close: %+v", got)
	}
}

// Any letter in lines arrives as it left: dots, long lines, empty lines, all bytes.
func TestBytesArriveUnchanged(t *testing.T) {
	p := open(t, false)
	transport := smtp.New(p.relay(smtp.StartTLS), clock)
	defer transport.Close()
	line := rapid.OneOf(
		rapid.SampledFrom([]string{"", ".", "..", ".\t.", "From x", "a\rb", strings.Repeat("x", 5000)}),
		rapid.StringOf(rapid.Rune().Filter(func(r rune) bool { return r != '\n' && r != '\r' })),
	)
	rapid.Check(t, func(t *rapid.T) {
		l := letter("x")
		l.Bytes = []byte(strings.Join(rapid.SliceOfN(line, 1, 30).Draw(t, "lines"), "\r\n") + "\r\n")
		if got := transport.Deliver(t.Context(), l, noted); got.Result != mailout.Accepted {
			t.Fatalf("outcome %+v", got)
		}
		if got := p.got[len(p.got)-1]; !bytes.Equal(got, l.Bytes) {
			t.Fatalf("got %q, sent %q", got, l.Bytes)
		}
	})
}

func BenchmarkDeliver(b *testing.B) {
	p := open(b, false)
	transport := smtp.New(p.relay(smtp.StartTLS), clock)
	defer transport.Close()
	l := letter("x")
	l.Bytes = append(l.Bytes, bytes.Repeat([]byte("een regel van een gewone brief\r\n"), 300)...)
	for b.Loop() {
		if got := transport.Deliver(b.Context(), l, noted); got.Result != mailout.Accepted {
			b.Fatal(got)
		}
	}
}
