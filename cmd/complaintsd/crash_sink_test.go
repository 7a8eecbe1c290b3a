package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// sink is a relay that takes mail and notes it. Now and then it answers late, refuses for the moment, or goes
// away instead of answering. What stands in its ledger has been accepted, whoever has heard of that.
type sink struct {
	port   int
	server *smtp.Server
	tb     testing.TB

	mu       sync.Mutex
	random   *rand.Rand
	mood     []fate
	life     int // of the daemon
	ledger   []delivery
	unheard  map[string]bool // letters that were lost on purpose, once each
	count    int             // letters until the trap shuts; 0: there is none
	sprung   chan struct{}
	released chan struct{}
}

// delivery is a line of the ledger.
type delivery struct {
	msgID, to, sum string
	life           int  // of the daemon
	unheard        bool // the relay went away without an answer, as relays do
}

// fate of one letter.
type fate struct {
	share   int // of a hundred
	late    bool
	refused bool // for the moment
	taken   bool
	silent  bool // the connection ends in the place of an answer
}

// moods: the first is that of a bad day.
var (
	badDay = []fate{
		{share: 8, refused: true},
		{share: 6, taken: true, silent: true},
		{share: 4, silent: true},
		{share: 22, taken: true, late: true},
		{share: 60, taken: true},
	}
	goodDay = []fate{{share: 100, taken: true}}
)

// latest is the longest that a late answer takes.
const latest = 200 * time.Millisecond

func newSink(tb testing.TB, seed uint64) *sink {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	s := &sink{
		port: listener.Addr().(*net.TCPAddr).Port, tb: tb, mood: badDay, unheard: map[string]bool{},
		random: rand.New(rand.NewPCG(seed, 1)), sprung: make(chan struct{}), released: make(chan struct{}),
	}
	s.server = smtp.NewServer(smtp.BackendFunc(func(conn *smtp.Conn) (smtp.Session, error) {
		return &sinkCaller{sink: s, conn: conn}, nil
	}))
	s.server.Domain, s.server.AllowInsecureAuth, s.server.EnableSMTPUTF8 = "relay.example", true, true
	s.server.ErrorLog = log.New(io.Discard, "", 0)
	var serving sync.WaitGroup
	serving.Go(func() { _ = s.server.Serve(listener) })
	tb.Cleanup(func() {
		s.release()
		_ = s.server.Close()
		serving.Wait()
	})
	return s
}

// begin says that another life of the daemon begins.
func (s *sink) begin() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.life++
}

// calm ends the bad day.
func (s *sink) calm() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mood = goodDay
}

// close waits for the callers that are still there, so that the ledger is whole.
func (s *sink) close() {
	ctx, cancel := context.WithTimeout(context.Background(), crashPatience)
	defer cancel()
	if err := s.server.Shutdown(ctx); err != nil && !errors.Is(err, smtp.ErrServerClosed) {
		s.tb.Fatal(err)
	}
}

// trap gives a channel that is closed when the n-th letter from now was accepted; its answer then waits for
// release.
func (s *sink) trap(n int) <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count, s.sprung, s.released = n, make(chan struct{}), make(chan struct{})
	return s.sprung
}

func (s *sink) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count = 0
	select {
	case <-s.released:
	default:
		close(s.released)
	}
}

// take decides about a letter and notes it. The wait is nil for an answer at once.
func (s *sink) take(d delivery) (f fate, wait <-chan struct{}, late time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f = s.draw()
	if f.silent && !f.taken {
		if s.unheard[d.msgID] { // lost for good, were it to be lost again
			f.taken = true
		}
		s.unheard[d.msgID] = true
	}
	if s.count > 0 {
		if s.count--; s.count == 0 {
			f, wait = fate{taken: true, silent: true}, s.released
			close(s.sprung)
		}
	}
	if f.taken {
		d.life, d.unheard = s.life, f.silent && wait == nil
		s.ledger = append(s.ledger, d)
	}
	return f, wait, time.Duration(s.random.Int64N(int64(latest)))
}

func (s *sink) draw() fate {
	n := s.random.IntN(100)
	for _, f := range s.mood {
		if n -= f.share; n < 0 {
			return f
		}
	}
	return s.mood[len(s.mood)-1]
}

// sinkCaller is one connection.
type sinkCaller struct {
	sink *sink
	conn *smtp.Conn
	to   string
}

func (c *sinkCaller) AuthMechanisms() []string { return []string{sasl.Plain} }

func (c *sinkCaller) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, _, _ string) error { return nil }), nil
}

func (c *sinkCaller) Mail(string, *smtp.MailOptions) error { return nil }

func (c *sinkCaller) Rcpt(to string, _ *smtp.RcptOptions) error {
	c.to = to
	return nil
}

func (c *sinkCaller) Reset()        {}
func (c *sinkCaller) Logout() error { return nil }

func (c *sinkCaller) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err // the dot did not come: this was no letter
	}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	sum := sha256.Sum256(raw)
	id := strings.Trim(m.Header.Get("Message-ID"), "<> ")
	f, wait, late := c.sink.take(delivery{msgID: id, to: c.to, sum: hex.EncodeToString(sum[:])})
	if f.late {
		timer := time.NewTimer(late)
		defer timer.Stop()
		<-timer.C
	}
	if wait != nil {
		<-wait
	}
	switch {
	case f.silent:
		return c.conn.Conn().Close()
	case f.refused:
		return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "not now"}
	}
	return nil
}
