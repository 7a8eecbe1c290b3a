package smtp_test

import (
	"bufio"
	"io"
	"maps"
	"net"
	"net/textproto"
	"strings"
	"sync"
	"testing"
	"time"

	"complaintsd/mailout"
	"complaintsd/mailout/smtp"
)

// relay is a line server that follows a script. A step is what it does at a verb, in order of occurrence over
// all connections; without a step it does what a good relay does. Steps:
//
//	"552 words"   answer so
//	"cut"         close without an answer
//	"250 ok/cut"  answer, then close
//	"take/cut"    (at DOT) keep the letter, then close without an answer
//	"silent"      never answer
//	"take/silent" (at DOT) keep the letter, never answer
type relay struct {
	listener net.Listener
	serving  sync.WaitGroup
	talks    sync.WaitGroup // connections

	mu     sync.Mutex
	script map[string][]string
	conns  []net.Conn
	taken  []string // the ledger: letters that the relay took upon itself
	verbs  []string
}

func play(t *testing.T, script map[string][]string) *relay {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &relay{listener: l, script: maps.Clone(script)}
	r.serving.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			r.mu.Lock()
			r.conns = append(r.conns, conn)
			r.mu.Unlock()
			r.talks.Go(func() { r.serve(conn) })
		}
	})
	t.Cleanup(func() {
		_ = l.Close()
		r.mu.Lock()
		for _, c := range r.conns {
			_ = c.Close()
		}
		r.mu.Unlock()
		r.serving.Wait()
		r.talks.Wait()
	})
	return r
}

var good = map[string]string{
	"GREETING": "220 ready", "EHLO": "250-relay\r\n250-SIZE 1000000\r\n250 AUTH PLAIN", "HELO": "250 relay", "MAIL": "250 ok",
	"RCPT": "250 ok", "DATA": "354 go on", "DOT": "250 2.0.0 queued", "RSET": "250 ok", "NOOP": "250 ok",
	"AUTH": "235 welcome", "STARTTLS": "220 go on", "QUIT": "221 bye/cut", "*": "501 cancelled",
}

func (r *relay) serve(conn net.Conn) {
	defer conn.Close()
	in := textproto.NewReader(bufio.NewReader(conn))
	if !r.act(conn, "GREETING", "") {
		return
	}
	for {
		line, err := in.ReadLine()
		if err != nil {
			return
		}
		verb := strings.ToUpper(strings.SplitN(line, " ", 2)[0])
		data := false
		if verb == "DATA" {
			data = strings.HasPrefix(r.peek("DATA"), "354")
		}
		if !r.act(conn, verb, "") {
			return
		}
		if !data {
			continue
		}
		body, err := io.ReadAll(in.DotReader())
		if err != nil || !r.act(conn, "DOT", string(body)) {
			return
		}
	}
}

func (r *relay) peek(verb string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if steps := r.script[verb]; len(steps) > 0 && steps[0] != "" {
		return steps[0]
	}
	return good[verb]
}

// act does the next step of a verb, and tells whether the connection goes on.
func (r *relay) act(conn net.Conn, verb, body string) bool {
	step := r.peek(verb)
	r.mu.Lock()
	r.verbs = append(r.verbs, verb)
	if len(r.script[verb]) > 0 { // the map is our own copy
		r.script[verb] = r.script[verb][1:]
	}
	if verb == "DOT" && (strings.HasPrefix(step, "take") || strings.HasPrefix(step, "2")) {
		r.taken = append(r.taken, body)
	}
	r.mu.Unlock()
	words, then, _ := strings.Cut(strings.TrimPrefix(step, "take/"), "/")
	switch words {
	case "cut":
		return false
	case "silent":
		_, _ = io.Copy(io.Discard, conn) // until the other side walks out
		return false
	}
	_, err := io.WriteString(conn, words+"\r\n")
	return err == nil && then != "cut"
}

func (r *relay) ledger() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string(nil), r.taken...)
}

func (r *relay) count(verb string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := 0
	for _, v := range r.verbs {
		if v == verb {
			n++
		}
	}
	return n
}

func (r *relay) relay() smtp.Relay {
	return smtp.Relay{
		Host: "127.0.0.1", Port: r.listener.Addr().(*net.TCPAddr).Port, TLS: smtp.None, Hello: "klachten.example",
		Connect: 5 * time.Second, Timeout: 5 * time.Second,
	}
}

func letter(words string) mailout.Letter {
	return mailout.Letter{
		ID: 7, From: "klachten@kluppluz.example", To: "ouder@example.org",
		Bytes: []byte("Subject: " + words + "\r\n\r\n" + words + "\r\n"),
	}
}
