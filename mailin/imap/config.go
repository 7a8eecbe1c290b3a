package imap

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"strconv"
	"strings"
	"time"
)

// How the connection is protected: the values of Config.TLS.
const (
	StartTLS = "starttls"
	Implicit = "implicit"
	None     = "none" // to this machine only
)

// Config says which mailbox is watched and how.
type Config struct {
	Account  string // the organisation's prefix; it names the account in places and in Health
	Host     string
	Port     int
	TLS      string // StartTLS, Implicit or None
	User     string
	Password func() (string, error) // asked at each login, so that a new password needs no restart
	RootCAs  *x509.CertPool         // nil: the system's

	Inbox string // "": INBOX
	Done  string // settled mail goes here; "": it stays
	Aside string // settled mail that a person must look at goes here; "": it stays
	Junk  string // looked at by Junk only, never changed; "": not at all

	Poll       time.Duration // between two looks without a hint from the server; 0: one minute
	MaxMessage int64         // bytes; of a larger message only the beginning is taken; 0: 50 MiB
	Spool      string        // folder for messages too large for memory; "": the system's temporary folder

	// Dial opens the connection; nil: TCP.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)

	Limits Limits
}

// Limits are the waits of a watcher. A zero field has the default that stands behind it.
type Limits struct {
	Connect  time.Duration // dial, TLS and login, each: 30 s
	Command  time.Duration // the answer to a command: 60 s
	Silence  time.Duration // no byte in the middle of a message: 120 s
	Idle     time.Duration // IDLE is ended by us: 5 min; some servers drop it after ten
	Retry    time.Duration // first pause after a lost connection, doubled each time: 1 s
	RetryMax time.Duration // longest pause: 5 min
	Refused  time.Duration // first pause after a refused login: 5 min
	LockMax  time.Duration // longest pause after a refused login: 30 min
	Patience time.Duration // how long a mailbox may be out of reach before a person is told: 2 min
	Again    time.Duration // when a message that could not be fetched gets another chance: 1 h
	Relist   time.Duration // when every message is listed again, those below the newest too: 10 min
}

// memory is how many bytes of messages one batch holds in memory; a larger message is spooled.
const memory = 2 << 20

// beginning is how much of a message above Config.MaxMessage is taken.
const beginning = 1 << 20

func (c Config) withDefaults() Config {
	c.Inbox = cmp.Or(c.Inbox, "INBOX")
	c.Poll = cmp.Or(c.Poll, time.Minute)
	c.MaxMessage = cmp.Or(c.MaxMessage, 50<<20)
	l := &c.Limits
	for _, d := range []struct {
		field *time.Duration
		value time.Duration
	}{
		{&l.Connect, 30 * time.Second},
		{&l.Command, time.Minute},
		{&l.Silence, 2 * time.Minute},
		{&l.Idle, 5 * time.Minute},
		{&l.Retry, time.Second},
		{&l.RetryMax, 5 * time.Minute},
		{&l.Refused, 5 * time.Minute},
		{&l.LockMax, 30 * time.Minute},
		{&l.Patience, 2 * time.Minute},
		{&l.Again, time.Hour},
		{&l.Relist, 10 * time.Minute},
	} {
		*d.field = cmp.Or(*d.field, d.value)
	}
	for _, folder := range []*string{&c.Done, &c.Aside} {
		if strings.EqualFold(*folder, c.Inbox) { // moving would make the message new there, again and again
			*folder = ""
		}
	}
	if c.Dial == nil {
		c.Dial = (&net.Dialer{Timeout: l.Connect}).DialContext
	}
	return c
}

func (c Config) address() string { return net.JoinHostPort(c.Host, strconv.Itoa(c.Port)) }

func (c Config) tlsConfig() *tls.Config {
	return &tls.Config{
		ServerName: c.Host,
		RootCAs:    c.RootCAs,
		MinVersion: tls.VersionTLS12,
		NextProtos: []string{"imap"}, // RFC 7301 registry
	}
}
