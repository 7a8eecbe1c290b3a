// Package postroom is a mail provider in one process: IMAP mailboxes and an SMTP service on loopback, for the
// demo and for tests. Everything lives in memory and is gone at the end.
//
// What comes in by SMTP (or by Deliver and Submit) for an account goes to its INBOX, as a real provider would
// hand it over: with Return-Path, Delivered-To, Received and, under the provider's own id, an
// Authentication-Results. Mail that its account submitted with its own password, and with its own address in
// From, passes DKIM and DMARC there; all other mail has dmarc=none. Results that a mail brings along under the
// provider's id are taken out (RFC 8601 5).
//
// Addresses with these local parts, at any domain, fail on purpose:
//
//	vol@        452 at each RCPT: the mailbox is full
//	onbekend@   550 at RCPT: no such user
//	traag@      451 at the first RCPT, accepted from the second on
//	bounce@     accepted; then a delivery report (RFC 3464) comes to the envelope sender
//	afwezig@    accepted; then an automatic reply comes, also to automatic mail, as bad responders do
//
// Failure policy: it is a stage, not a store. A mail that was accepted is in memory before the answer goes out;
// reports and replies follow after the answer, as they do outside.
//
// The in-memory IMAP server has traps; what is done about them: UIDVALIDITY would be 1 after every start, so it
// is moved by the start time. MOVE of messages that are gone would break the connection, so MOVE is done here,
// one at a time. IDLE can miss a wake-up, so it looks again each second. A malformed header would come back with
// an empty body, so headers are repaired at delivery; for tests with malformed mail this is therefore
// not the right server. Left as they are: a range that starts beyond the last UID gives nothing (real servers
// give the last message), and an APPEND is limited to 100 MiB.
package postroom

import (
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/emersion/go-smtp"
)

// Account is a mailbox with its owner.
type Account struct {
	Address  string
	User     string // login name besides the address; may be ""
	Password string
	Aliases  []string
}

// Options of a Room. Only Now is required.
type Options struct {
	Accounts []Account
	AuthServ string // authserv-id and host name; "" is mx.postroom.example
	IMAPAddr string // host:port on loopback; "" is a free port on 127.0.0.1
	SMTPAddr string
	// Anyone makes a mailbox without login for each unknown address, to be read by Inbox. Else such an
	// address is refused with 550.
	Anyone bool
	// OnDelivered is called for each mail after it came into a mailbox, one at a time. It must not wait for
	// another delivery.
	OnDelivered func(to string, raw []byte)
	Now         func() time.Time // of INTERNALDATE, Received and Date
	// Turned says that Now is not the clock of the people who join: what they submit over SMTP with a Date more
	// than a day from Now gets a Date of Now. It would pass for mail that was long under way.
	Turned bool
	Log    *slog.Logger // of the protocol libraries; nil is silence
}

// Room is a running provider.
type Room struct {
	opts       Options
	imap       *imapserver.Server
	smtp       *smtp.Server
	listeners  [2]net.Listener
	serving    sync.WaitGroup
	validity   uint32     // added to the in-memory server's UIDVALIDITY
	moving     sync.Mutex // one MOVE at a time
	announcing sync.Mutex // one OnDelivered at a time

	mu     sync.Mutex
	boxes  map[string]*box // by address and alias, lower case
	logins map[string]*box // by address and user name
	slow   map[string]bool // traag@ addresses that refused once
	number int             // of the last mail, for its ids
}

// box is a mailbox and all that was ever delivered to it.
type box struct {
	account Account
	user    *imapmemserver.User
	got     [][]byte
}

// Open starts a provider. Close ends it.
func Open(opts Options) (*Room, error) {
	if opts.Now == nil {
		return nil, errors.New("open postroom: no clock")
	}
	if opts.AuthServ == "" {
		opts.AuthServ = "mx.postroom.example"
	}
	r := &Room{
		opts: opts, validity: uint32(opts.Now().Unix()),
		boxes: map[string]*box{}, logins: map[string]*box{}, slow: map[string]bool{},
	}
	for _, a := range opts.Accounts {
		if err := r.add(a); err != nil {
			return nil, fmt.Errorf("open postroom: %w", err)
		}
	}
	if err := r.listen(); err != nil {
		return nil, fmt.Errorf("open postroom: %w", err)
	}
	r.imap, r.smtp = r.imapServer(), r.smtpServer()
	r.serving.Go(func() { _ = r.imap.Serve(r.listeners[0]) }) // ends by Close alone
	r.serving.Go(func() { _ = r.smtp.Serve(r.listeners[1]) })
	return r, nil
}

// IMAPAddr is where the IMAP server listens, host:port.
func (r *Room) IMAPAddr() string { return r.listeners[0].Addr().String() }

// SMTPAddr is where the SMTP server listens, host:port.
func (r *Room) SMTPAddr() string { return r.listeners[1].Addr().String() }

// Close ends both servers and their connections.
func (r *Room) Close() error {
	var failed []error
	for _, l := range r.listeners {
		if l != nil {
			failed = append(failed, l.Close())
		}
	}
	// The servers close the same listeners again; that second error says nothing.
	_ = r.imap.Close()
	_ = r.smtp.Close()
	r.serving.Wait()
	return errors.Join(failed...)
}

// Inbox gives the mails that were ever delivered to the address, oldest first, whatever became of them over
// IMAP since.
func (r *Room) Inbox(address string) [][]byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	b := r.boxes[strings.ToLower(address)]
	if b == nil {
		return nil
	}
	return append([][]byte(nil), b.got...)
}

func (r *Room) listen() error {
	for i, addr := range []string{r.opts.IMAPAddr, r.opts.SMTPAddr} {
		l, err := listenLoopback(addr)
		if err != nil {
			if i == 1 {
				_ = r.listeners[0].Close() // the first error is the one to tell
			}
			return err
		}
		r.listeners[i] = l
	}
	return nil
}

// listenLoopback refuses other addresses: passwords go in the clear here.
func listenLoopback(addr string) (net.Listener, error) {
	if addr == "" {
		addr = "127.0.0.1:0"
	}
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", addr, err)
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return nil, fmt.Errorf("listen on %s: not a loopback address", addr)
	}
	return net.Listen("tcp", addr)
}

func (r *Room) logger() *log.Logger {
	if r.opts.Log == nil {
		return log.New(io.Discard, "", 0)
	}
	return slog.NewLogLogger(r.opts.Log.Handler(), slog.LevelDebug)
}
