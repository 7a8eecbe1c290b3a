package smtp_test

import (
	"testing"

	"complaintsd/mailout"
	"complaintsd/mailout/smtp"
)

// A panic in the midst of a letter leaves no connection behind on which the relay still waits for its end: the relay
// throws that letter away, and the next one comes over another connection.
func TestPanicCutsTheConnection(t *testing.T) {
	r := play(t, nil)
	out := smtp.New(r.relay(), clock)
	t.Cleanup(func() { _ = out.Close() })
	panicked := func() (v any) {
		defer func() { v = recover() }()
		out.Deliver(t.Context(), letter("first"), func() error { panic("a mistake") })
		return nil
	}
	if v := panicked(); v != "a mistake" {
		t.Fatalf("panicked with %v: who calls has to hear of it", v)
	}
	r.listener.Close() // nobody else comes: serving ends when the connections do
	r.talks.Wait()
	if taken := r.ledger(); len(taken) != 0 {
		t.Errorf("the relay took %q", taken)
	}
}

// A panic before there is a session says nothing of the letter, and would say it of every other one: it is the relay's
// trouble, like a wrong password.
func TestPanicWithoutASessionIsNoLettersFault(t *testing.T) {
	r := play(t, nil)
	to := r.relay()
	to.User, to.Password = "klachten", func() (string, error) { panic("a mistake") }
	out := smtp.New(to, clock)
	got := out.Deliver(t.Context(), letter("first"), func() error { return nil })
	if got.Result != mailout.Deferred || !got.Login || got.Reason == "" {
		t.Errorf("outcome %+v", got)
	}
}
