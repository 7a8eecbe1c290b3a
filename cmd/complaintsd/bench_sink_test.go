package main

import (
	"io"
	"log"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// benchSink is a relay that takes everything, remembers to whom, and throws it away.
type benchSink struct {
	Port   int
	mu     sync.Mutex
	taken  map[string]int // letters by recipient, of those outside
	total  int            // of them
	last   time.Time      // when the latest of them came
	inside int            // letters to staff
	news   chan string    // recipients outside, for who waits for one; drops when nobody reads
}

func newBenchSink(b *testing.B) *benchSink {
	b.Helper()
	s := &benchSink{taken: map[string]int{}, news: make(chan string, 16)}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &benchSession{sink: s}, nil }))
	server.Domain = "mx.voorbeeld.test"
	server.MaxMessageBytes = 64 << 20
	server.ErrorLog = log.New(io.Discard, "", 0)
	l := benchMust[net.Listener](b)(net.Listen("tcp", "127.0.0.1:0"))
	s.Port = l.Addr().(*net.TCPAddr).Port
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	b.Cleanup(func() {
		_ = server.Close()
		<-ended
	})
	return s
}

func (s *benchSink) empty() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.taken, s.total, s.inside = map[string]int{}, 0, 0
}

func (s *benchSink) counts() (outside, inside int, last time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.total, s.inside, s.last
}

func (s *benchSink) take(to string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if strings.HasSuffix(to, "@voorbeeld.test") {
		s.inside++
		return
	}
	s.taken[to]++
	s.total++
	s.last = time.Now()
	select {
	case s.news <- to:
	default:
	}
}

type benchSession struct {
	sink *benchSink
	to   []string
}

func (s *benchSession) Mail(string, *smtp.MailOptions) error { return nil }

func (s *benchSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = append(s.to, to)
	return nil
}

func (s *benchSession) Data(body io.Reader) error {
	if _, err := io.Copy(io.Discard, body); err != nil {
		return err
	}
	for _, to := range s.to {
		s.sink.take(to)
	}
	return nil
}

func (s *benchSession) Reset()        { s.to = nil }
func (s *benchSession) Logout() error { return nil }
