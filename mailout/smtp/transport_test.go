package smtp_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"complaintsd/mailout"
	"complaintsd/mailout/outbox"
	"complaintsd/mailout/smtp"
)

var _ outbox.Transport = (*smtp.Transport)(nil)

func clock() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) }

// first is what the first letter of a test comes to. The second one goes over the same Transport, to a relay
// that has played out its script.
type first struct {
	name   string
	script map[string][]string
	login  bool // log in
	quick  bool // short time-out, for relays that fall silent

	want   mailout.Result
	code   int
	down   bool // Login of the outcome
	dots   int
	ledger string // letters that the relay took, by their words: 1 first, 2 second
}

var modes = []first{
	{name: "all is well", want: mailout.Accepted, code: 250, dots: 1, ledger: "12"},
	{name: "421 at greeting", script: steps("GREETING", "421 too busy/cut"), want: mailout.Deferred, code: 421, down: true, ledger: "2"},
	{name: "554 at greeting", script: steps("GREETING", "554 go away"), want: mailout.Deferred, code: 554, down: true, ledger: "2"},
	{name: "cut at greeting", script: steps("GREETING", "cut"), want: mailout.Deferred, down: true, ledger: "2"},
	{name: "silent at greeting", script: steps("GREETING", "silent"), quick: true, want: mailout.Deferred, down: true, ledger: "2"},
	{name: "550 at EHLO and HELO", script: map[string][]string{"EHLO": {"550 no"}, "HELO": {"550 no"}}, want: mailout.Deferred, code: 550, down: true, ledger: "2"},
	{name: "535 at AUTH", script: steps("AUTH", "535 5.7.8 wrong"), login: true, want: mailout.Deferred, code: 535, down: true, ledger: "2"},
	{name: "454 at AUTH", script: steps("AUTH", "454 4.7.0 later"), login: true, want: mailout.Deferred, code: 454, down: true, ledger: "2"},
	{name: "no AUTH offered", script: steps("EHLO", "250 relay"), login: true, want: mailout.Deferred, down: true, ledger: "2"},
	{name: "530 at MAIL", script: steps("MAIL", "530 5.7.0 login first"), want: mailout.Deferred, code: 530, down: true, ledger: "2"},
	{name: "503 at MAIL", script: steps("MAIL", "503 5.5.1 AUTH first"), want: mailout.Deferred, code: 503, down: true, ledger: "2"},
	{name: "503 at DATA", script: steps("DATA", "503 no recipients"), want: mailout.Refused, code: 503, ledger: "2"},
	{name: "451 at MAIL", script: steps("MAIL", "451 later"), want: mailout.Deferred, code: 451, ledger: "2"},
	{name: "421 at MAIL", script: steps("MAIL", "421 too much/cut"), want: mailout.Deferred, code: 421, ledger: "2"},
	{name: "550 at MAIL", script: steps("MAIL", "550 not you"), want: mailout.Refused, code: 550, ledger: "2"},
	{name: "cut at MAIL", script: steps("MAIL", "cut"), want: mailout.Deferred, ledger: "2"},
	{name: "452 at RCPT", script: steps("RCPT", "452 4.2.2 mailbox full"), want: mailout.Deferred, code: 452, ledger: "2"},
	{name: "550 at RCPT", script: steps("RCPT", "550 5.1.1 no such user"), want: mailout.Refused, code: 550, ledger: "2"},
	{name: "550 at RCPT, RSET fails", script: map[string][]string{"RCPT": {"550 no"}, "RSET": {"cut"}}, want: mailout.Refused, code: 550, ledger: "2"},
	{name: "cut at RCPT", script: steps("RCPT", "cut"), want: mailout.Deferred, ledger: "2"},
	{name: "nonsense at RCPT", script: steps("RCPT", "hello there"), want: mailout.Deferred, ledger: "2"},
	{name: "451 at DATA", script: steps("DATA", "451 later"), want: mailout.Deferred, code: 451, ledger: "2"},
	{name: "554 at DATA", script: steps("DATA", "554 no"), want: mailout.Refused, code: 554, ledger: "2"},
	{name: "cut at DATA", script: steps("DATA", "cut"), want: mailout.Deferred, ledger: "2"},
	{name: "silent at DATA", script: steps("DATA", "silent"), quick: true, want: mailout.Deferred, ledger: "2"},
	{name: "452 at dot", script: steps("DOT", "452 4.3.1 disk full"), want: mailout.Deferred, code: 452, dots: 1, ledger: "2"},
	{name: "554 at dot", script: steps("DOT", "554 5.7.1 spam"), want: mailout.Refused, code: 554, dots: 1, ledger: "2"},
	{name: "421 at dot", script: steps("DOT", "421 4.3.2 going down/cut"), want: mailout.Deferred, code: 421, dots: 1, ledger: "2"},
	{name: "taken, cut after dot", script: steps("DOT", "take/cut"), want: mailout.Lost, dots: 1, ledger: "12"},
	{name: "not taken, cut after dot", script: steps("DOT", "cut"), want: mailout.Lost, dots: 1, ledger: "2"},
	{name: "taken, silent after dot", script: steps("DOT", "take/silent"), quick: true, want: mailout.Lost, dots: 1, ledger: "12"},
	{name: "nonsense after dot", script: steps("DOT", "hello there"), want: mailout.Lost, dots: 1, ledger: "2"},
	{name: "354 after dot", script: steps("DOT", "354 more"), want: mailout.Lost, code: 354, dots: 1, ledger: "2"},
	{name: "accepted, then cut", script: steps("DOT", "250 queued/cut"), want: mailout.Accepted, code: 250, dots: 1, ledger: "12"},
	{name: "accepted with 251", script: steps("DOT", "251 will forward"), want: mailout.Accepted, code: 251, dots: 1, ledger: "12"},
}

func steps(verb string, s ...string) map[string][]string { return map[string][]string{verb: s} }

func TestOutcomes(t *testing.T) {
	for _, m := range modes {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			r := play(t, m.script)
			to := r.relay()
			if m.login {
				to.User, to.Password = "klachten", func() (string, error) { return "geheim", nil }
			}
			if m.quick {
				to.Connect, to.Timeout = 200*time.Millisecond, 200*time.Millisecond
			}
			transport := smtp.New(to, clock)
			dots := 0
			got := transport.Deliver(t.Context(), letter("1"), func() error { dots++; return nil })
			if got.Result != m.want || got.Code != m.code || got.Login != m.down || dots != m.dots {
				t.Errorf("outcome %+v after %d dots; want %s %d, login %v, %d dots", got, dots, m.want, m.code, m.down, m.dots)
			}
			if got.Result != mailout.Accepted && got.Reason == "" {
				t.Error("no reason")
			}
			if again := transport.Deliver(t.Context(), letter("2"), noted); again.Result != mailout.Accepted {
				t.Errorf("second letter: %+v", again)
			}
			want := ""
			for _, words := range m.ledger {
				want += "Subject: " + string(words) + "\n\n" + string(words) + "\n"
			}
			if took := strings.Join(r.ledger(), ""); took != want {
				t.Errorf("the relay took %q, want %q", took, want)
			}
			if err := transport.Close(); err != nil {
				t.Error(err)
			}
			r.talks.Wait() // for ever, when a connection was left open
		})
	}
}

func noted() error { return nil }

// A kept connection that is dead says nothing of the letter: it goes over a new one, once.
func TestDeadKeptConnection(t *testing.T) {
	cases := []struct {
		name    string
		script  map[string][]string
		stale   time.Duration
		want    mailout.Result
		greeted int
	}{
		{"cut between letters", steps("DOT", "250 ok/cut"), time.Hour, mailout.Accepted, 2},
		{"cut at second MAIL", steps("MAIL", "", "cut"), time.Hour, mailout.Accepted, 2},
		{"421 at second MAIL", steps("MAIL", "", "421 too many letters/cut"), time.Hour, mailout.Accepted, 2},
		{"cut at second MAIL and at third", steps("MAIL", "", "cut", "cut"), time.Hour, mailout.Deferred, 2},
		{"cut at NOOP", steps("NOOP", "cut"), time.Nanosecond, mailout.Accepted, 2},
		{"421 at NOOP", steps("NOOP", "421 idle too long/cut"), time.Nanosecond, mailout.Accepted, 2},
		{"NOOP answered", nil, time.Nanosecond, mailout.Accepted, 1},
		{"cut at second RCPT", steps("RCPT", "", "cut"), time.Hour, mailout.Deferred, 1},
		{"451 at second MAIL", steps("MAIL", "", "451 later"), time.Hour, mailout.Deferred, 1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := play(t, c.script)
			to := r.relay()
			to.Stale = c.stale
			now := clock()
			transport := smtp.New(to, func() time.Time { now = now.Add(time.Second); return now })
			defer transport.Close()
			if got := transport.Deliver(t.Context(), letter("1"), noted); got.Result != mailout.Accepted {
				t.Fatalf("first letter: %+v", got)
			}
			dots := 0
			got := transport.Deliver(t.Context(), letter("2"), func() error { dots++; return nil })
			if got.Result != c.want || r.count("GREETING") != c.greeted {
				t.Errorf("second letter %+v over %d connections; want %s over %d", got, r.count("GREETING"), c.want, c.greeted)
			}
			if accepted := got.Result == mailout.Accepted; accepted != (dots == 1) || accepted != (len(r.ledger()) == 2) {
				t.Errorf("%s with %d dots and %d letters in the ledger", got.Result, dots, len(r.ledger()))
			}
		})
	}
}

func TestDotThatCannotBeNotedSendsNothing(t *testing.T) {
	r := play(t, nil)
	transport := smtp.New(r.relay(), clock)
	defer transport.Close()
	got := transport.Deliver(t.Context(), letter("1"), func() error { return errors.New("disk full") })
	if got.Result != mailout.Deferred || !got.Login || !strings.Contains(got.Reason, "disk full") {
		t.Errorf("outcome %+v", got)
	}
	if got := transport.Deliver(t.Context(), letter("2"), noted); got.Result != mailout.Accepted {
		t.Errorf("second letter: %+v", got)
	}
	if took := r.ledger(); len(took) != 1 || !strings.Contains(took[0], "2") {
		t.Errorf("the relay took %q", took)
	}
}

func TestStopBeforeTheDot(t *testing.T) {
	r := play(t, nil)
	transport := smtp.New(r.relay(), clock)
	ctx, cancel := context.WithCancel(t.Context())
	got := transport.Deliver(ctx, letter("1"), func() error { cancel(); return nil })
	if got.Result != mailout.Deferred || !got.Login {
		t.Errorf("stopped in the dot: %+v", got)
	}
	if got := transport.Deliver(ctx, letter("2"), noted); got.Result != mailout.Deferred || !got.Login {
		t.Errorf("stopped before the dial: %+v", got)
	}
	if took := r.ledger(); len(took) != 0 {
		t.Errorf("the relay took %q", took)
	}
}

func TestStopEndsASilentRelay(t *testing.T) {
	r := play(t, steps("RCPT", "silent"))
	to := r.relay()
	to.Timeout = time.Hour
	transport := smtp.New(to, clock)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan mailout.Outcome)
	go func() { done <- transport.Deliver(ctx, letter("1"), noted) }()
	cancel()
	if got := <-done; got.Result != mailout.Deferred || !got.Login {
		t.Errorf("outcome %+v", got)
	}
}

func TestLettersThatCannotBeSent(t *testing.T) {
	r := play(t, nil)
	transport := smtp.New(r.relay(), clock)
	defer transport.Close()
	for _, to := range []string{
		"", "ouder", "@example.org", "ouder@", "o@example.org>\r\nRCPT TO:<x@evil.example", "a b@example.org", "a>b@example.org",
		strings.Repeat("a", 400) + "@example.org", "a\xff@example.org", "ou\u0007der@example.org",
	} {
		l := letter("1")
		l.To = to
		if got := transport.Deliver(t.Context(), l, noted); got.Result != mailout.Refused || got.Code != 0 {
			t.Errorf("to %q: %+v", to, got)
		}
	}
	empty := letter("1")
	empty.Bytes = nil
	if got := transport.Deliver(t.Context(), empty, noted); got.Result != mailout.Refused {
		t.Errorf("empty letter: %+v", got)
	}
	if n := r.count("GREETING"); n != 0 {
		t.Errorf("dialled %d times", n)
	}
	wide := letter("1")
	wide.To = "zoë@example.org"
	if got := transport.Deliver(t.Context(), wide, noted); got.Result != mailout.Refused || got.Code != 553 {
		t.Errorf("address outside ASCII, relay without SMTPUTF8: %+v", got)
	}
}

func TestReasonIsOneCleanLine(t *testing.T) {
	long := strings.Repeat("é\t", 300)
	r := play(t, steps("RCPT", "550-first\x07\u202e line\r\n550 "+long))
	transport := smtp.New(r.relay(), clock)
	defer transport.Close()
	got := transport.Deliver(t.Context(), letter("1"), noted)
	if !strings.HasPrefix(got.Reason, "first line é é") || utf8.RuneCountInString(got.Reason) != 200 {
		t.Errorf("reason %q of %d runes", got.Reason, utf8.RuneCountInString(got.Reason))
	}
}
