package main

import (
	"bytes"
	"errors"
	"io"
	"log"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"complaintsd/mailin"
)

// office is a relay that does as it is told: it may be away, know another password, or refuse a recipient.
type office struct {
	net.Listener
	port int

	mu       sync.Mutex
	away     bool
	password string
	refused  map[string]*smtp.SMTPError // by recipient
	calls    int                        // connections
	offered  map[string]int             // RCPT, by recipient
	taken    []posting
}

// posting is a letter that the office took.
type posting struct{ id, to, subject, raw string }

// text is the readable part, on one line.
func (p posting) text(t *testing.T) string {
	t.Helper()
	return strings.Join(strings.Fields(mailin.Parse(strings.NewReader(p.raw), mailin.DefaultLimits()).Text), " ")
}

const officePassword = "open-de-deur"

func newOffice(t *testing.T) *office {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	o := &office{
		Listener: listener, port: listener.Addr().(*net.TCPAddr).Port, password: officePassword,
		refused: map[string]*smtp.SMTPError{}, offered: map[string]int{},
	}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &counter{office: o}, nil }))
	server.Domain, server.AllowInsecureAuth, server.EnableSMTPUTF8 = "relay.example", true, true
	server.ErrorLog = log.New(io.Discard, "", 0)
	var serving sync.WaitGroup
	serving.Go(func() { _ = server.Serve(o) })
	t.Cleanup(func() {
		_ = server.Close()
		serving.Wait()
	})
	return o
}

// Accept hangs up on everybody while the office is away.
func (o *office) Accept() (net.Conn, error) {
	for {
		conn, err := o.Listener.Accept()
		if err != nil {
			return nil, err
		}
		o.mu.Lock()
		o.calls++
		away := o.away
		o.mu.Unlock()
		if !away {
			return conn, nil
		}
		_ = conn.Close()
	}
}

// be changes how the office behaves from now on.
func (o *office) be(change func(*office)) {
	o.mu.Lock()
	defer o.mu.Unlock()
	change(o)
}

// to gives what was taken for a recipient.
func (o *office) to(address string) (found []posting) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, p := range o.taken {
		if p.to == address {
			found = append(found, p)
		}
	}
	return found
}

// twice gives the Message-IDs that were taken more than once.
func (o *office) twice() (ids []string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	seen := map[string]int{}
	for _, p := range o.taken {
		if seen[p.id]++; seen[p.id] == 2 {
			ids = append(ids, p.id)
		}
	}
	return ids
}

// counter serves one caller.
type counter struct {
	office *office
	to     string
}

func (c *counter) AuthMechanisms() []string { return []string{sasl.Plain} }

func (c *counter) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, _, password string) error {
		c.office.mu.Lock()
		defer c.office.mu.Unlock()
		if password != c.office.password {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

func (c *counter) Mail(string, *smtp.MailOptions) error { return nil }

func (c *counter) Rcpt(to string, _ *smtp.RcptOptions) error {
	c.office.mu.Lock()
	defer c.office.mu.Unlock()
	c.to = to
	c.office.offered[to]++
	if refusal := c.office.refused[to]; refusal != nil {
		return refusal
	}
	return nil
}

func (c *counter) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return errors.Join(err, smtp.ErrDataReset)
	}
	id := strings.Trim(m.Header.Get("Message-ID"), "<> ")
	c.office.mu.Lock()
	defer c.office.mu.Unlock()
	c.office.taken = append(c.office.taken, posting{id, c.to, m.Header.Get("Subject"), string(raw)})
	return nil
}

func (c *counter) Reset()        {}
func (c *counter) Logout() error { return nil }
