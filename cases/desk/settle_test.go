package desk_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/mailout"
)

var (
	accepted = mailout.Outcome{Result: mailout.Accepted, Code: 250, Reason: "ok"}
	refused  = mailout.Outcome{Result: mailout.Refused, Code: 550, Reason: "no such user"}
	deferred = mailout.Outcome{Result: mailout.Deferred, Code: 451, Reason: "greylisted"}
	down     = mailout.Outcome{Result: mailout.Deferred, Reason: "connection refused", Login: true}
	lost     = mailout.Outcome{Result: mailout.Lost, Reason: "the connection broke"}
)

// waiting opens a case on its last day, so that the confirmation which keeps the first promise is due now, and
// nothing else.
func waiting(t *testing.T) (*office, cases.Ref) {
	t.Helper()
	f := begin(t, "2026-03-07 09:00")
	ref := f.complain(parent)
	f.tick("2026-03-13 20:00")
	f.post()
	f.tick("2026-03-14 08:00")
	return f, ref
}

func (f *office) confirmation() mailout.Letter {
	f.t.Helper()
	letters := f.claim()
	i := slices.IndexFunc(letters, func(l mailout.Letter) bool { return l.Kind == string(cases.Confirmation) })
	if i < 0 || len(letters) != 1 {
		f.t.Fatalf("%d letters may leave", len(letters))
	}
	return letters[i]
}

// settled are the values of the rows that a letter has in the history.
func (f *office) settled(ref cases.Ref, letter int64) []string {
	f.t.Helper()
	var values []string
	for _, e := range f.dossier(ref).History {
		if e.Kind == cases.EntrySettled && e.Facts.Letter == letter {
			values = append(values, e.Facts.Value)
		}
	}
	return values
}

func (f *office) state(ref cases.Ref, letter int64) mailout.State {
	f.t.Helper()
	for _, l := range f.dossier(ref).Letters {
		if l.ID == letter {
			return l.State
		}
	}
	f.t.Fatalf("letter %d is not in the register", letter)
	return ""
}

// What each course of attempts comes to: the rows in the history, the state of the letter, the clock, and who is
// told (invariant 4). Between two attempts the clock turns to the next one.
func TestWhatBecomesOfALetter(t *testing.T) {
	for _, v := range []struct {
		name     string
		outcomes []mailout.Outcome
		history  []string
		state    mailout.State
		kept     bool
		told     []string
	}{
		{"accepted", []mailout.Outcome{accepted}, []string{"accepted"}, mailout.Sent, true, nil},
		{"refused", []mailout.Outcome{refused}, []string{"refused"}, mailout.Failed, false, []string{"letter-failed kwaliteit"}},
		{"deferred", []mailout.Outcome{deferred}, nil, mailout.Due, false, nil},
		{"deferred, then accepted", []mailout.Outcome{deferred, deferred, accepted}, []string{"accepted"}, mailout.Sent, true, nil},
		{"deferred, then refused", []mailout.Outcome{deferred, refused}, []string{"refused"}, mailout.Failed, false, []string{"letter-failed kwaliteit"}},
		{"relay down", []mailout.Outcome{down}, nil, mailout.Due, false, nil},
		{"relay down, then accepted", []mailout.Outcome{down, down, accepted}, []string{"accepted"}, mailout.Sent, true, nil},
		{"answer lost", []mailout.Outcome{lost}, []string{"uncertain"}, mailout.Uncertain, false, nil},
		{"answer lost, then accepted", []mailout.Outcome{lost, accepted}, []string{"uncertain", "accepted"}, mailout.Sent, true, nil},
		{"answer lost, then refused", []mailout.Outcome{lost, refused}, []string{"uncertain", "refused"}, mailout.Failed, false, []string{"letter-failed kwaliteit"}},
		{"answer lost, deferred, accepted", []mailout.Outcome{lost, deferred, accepted}, []string{"uncertain", "accepted"}, mailout.Sent, true, nil},
		{"answer lost, relay down, accepted", []mailout.Outcome{lost, down, accepted}, []string{"uncertain", "accepted"}, mailout.Sent, true, nil},
		{"answer lost, deferred", []mailout.Outcome{lost, deferred}, []string{"uncertain"}, mailout.Uncertain, false, nil},
		{"answer lost twice", []mailout.Outcome{lost, lost}, []string{"uncertain", "uncertain"}, mailout.Uncertain, false, []string{"letter-failed kwaliteit"}},
	} {
		t.Run(v.name, func(t *testing.T) {
			f, ref := waiting(t)
			var first mailout.Letter
			for i, o := range v.outcomes {
				l := f.confirmation()
				if i == 0 {
					first = l
				}
				if l.ID != first.ID || l.MessageID != first.MessageID || string(l.Bytes) != string(first.Bytes) {
					t.Fatal("another attempt has other bytes")
				}
				f.settle(l, o)
				if i < len(v.outcomes)-1 {
					f.now = f.next()
				}
			}
			if got := f.settled(ref, first.ID); !slices.Equal(got, v.history) {
				t.Errorf("history %q, want %q", got, v.history)
			}
			if got := f.state(ref, first.ID); got != v.state {
				t.Errorf("the letter is %s, want %s", got, v.state)
			}
			c := f.dossier(ref).Case
			if got := !c.Kept.Confirm.IsZero(); got != v.kept {
				t.Errorf("the promise is kept: %v", got)
			}
			waits := (v.state == mailout.Due || v.state == mailout.Uncertain) && v.told == nil
			if _, open := c.Queued[first.ID]; open != waits {
				t.Errorf("the case still waits for the letter: %v", open)
			}
			if on := len(c.Queued) == 1 && !waits; on != (v.told != nil) {
				t.Errorf("the letter waits to be posted: %v", on)
			}
			f.expect(v.told...)
			f.now = f.now.AddDate(0, 0, 5)
			if left := f.claim(); len(left) > 0 != waits {
				t.Errorf("%d letters are sent once more", len(left))
			}
		})
	}
}

// next is when the next letter may leave.
func (f *office) next() time.Time {
	f.t.Helper()
	at, err := f.store.NextDue(context.Background(), f.o.Prefix)
	f.ok(err)
	if at.IsZero() {
		f.t.Fatalf("no letter waits")
	}
	return at
}

// A second copy that may have arrived is said in the history.
func TestHistorySaysThatALetterMayBeDouble(t *testing.T) {
	f, ref := waiting(t)
	l := f.confirmation()
	f.settle(l, lost)
	if wait := f.next().Sub(f.now); wait != 15*time.Minute {
		t.Errorf("the second attempt waits %v", wait)
	}
	f.now = f.next()
	again := f.confirmation()
	if !again.Doubt {
		t.Error("the second attempt does not know of the doubt")
	}
	f.settle(again, accepted)
	history := f.dossier(ref).History
	if reason := history[len(history)-1].Facts.Reason; !strings.Contains(reason, "dubbel") {
		t.Errorf("the history says %q", reason)
	}
	if f.claim() != nil {
		t.Error("it is sent a third time")
	}
}

// A letter that the relay puts off follows the timetable for four days, and is then given to a person. The clock
// is open all the time.
func TestDeferredUntilTheTimetableEnds(t *testing.T) {
	f, ref := waiting(t)
	start := f.now
	var waits []time.Duration
	for {
		l := f.confirmation()
		if l.Attempts != len(waits)+1 {
			t.Fatalf("attempt %d calls itself %d", len(waits)+1, l.Attempts)
		}
		f.settle(l, deferred)
		if f.state(ref, l.ID) == mailout.Failed {
			if got := f.settled(ref, l.ID); !slices.Equal(got, []string{"refused"}) {
				t.Errorf("history %q", got)
			}
			break
		}
		if !f.dossier(ref).Case.Kept.Confirm.IsZero() {
			t.Fatal("a letter that waits keeps the clock")
		}
		waits = append(waits, f.next().Sub(f.now))
		f.now = f.next()
	}
	if took := f.now.Sub(start); took > 4*24*time.Hour || took < 3*24*time.Hour {
		t.Errorf("given up after %v", took)
	}
	want := []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour, 4 * time.Hour, 8 * time.Hour}
	for i, wait := range waits {
		full := want[min(i, len(want)-1)]
		if wait > full || wait < full*9/10 {
			t.Errorf("wait %d is %v, want %v less a tenth at most", i+1, wait, full)
		}
	}
	f.expect("letter-failed kwaliteit")
}

// The relay is down for a day while mail comes in and duties fall due: nothing is lost, nothing is doubled, no
// attempt counts, and no clock is kept before the relay accepted.
func TestRelayDownForADay(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	early := f.complain(parent)
	f.post()
	f.turn("2026-03-09 07:00")
	tries := 0
	for end := local(t, "2026-03-10 07:00"); f.now.Before(end); f.now = f.now.Add(time.Hour) {
		f.ok(f.desk.Tick(context.Background()))
		if tries++; tries == 3 {
			f.receive(mail{from: "twee@post.example", subject: "Nog een klacht", text: "Het hek stond open."})
		}
		for _, l := range f.claim() {
			if l.Attempts != 1 || l.Doubt {
				t.Fatalf("%s: attempt %d, doubt %v", l.Kind, l.Attempts, l.Doubt)
			}
			f.settle(l, down)
		}
		if got := f.dossier(early).Case.Kept.Confirm; !got.IsZero() {
			t.Fatalf("kept on %s while the relay is down", got)
		}
	}
	f.turn("2026-03-10 07:10")
	f.expect(append([]string{"confirmation parent", "reminder kwaliteit", "reminder directeur", "receipt twee@post.example", "new-case kwaliteit"}, digests...)...)
	if got := f.dossier(early).Case.Kept.Confirm.String(); got != "2026-03-10" {
		t.Errorf("kept on %q, want the day of acceptance", got)
	}
	f.tick("2026-03-10 07:20")
	f.expect()
}

// A letter to staff is nobody's promise: its acceptance is no event of the case, its refusal is told to the
// operator, and a refused mail to the operator to nobody.
func TestLetterToStaffThatFails(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	ref := f.complain(parent)
	before := len(f.dossier(ref).History)
	for _, l := range f.claim() {
		if l.Kind == string(cases.NewCase) {
			f.settle(l, refused)
		} else {
			f.settle(l, accepted)
		}
	}
	if got := len(f.dossier(ref).History) - before; got != 0 {
		t.Errorf("%d rows of history: neither a receipt that arrived nor mail to staff is one", got)
	}
	alerts := f.claim()
	if len(alerts) != 1 || alerts[0].To != operator || !strings.Contains(alerts[0].Text, registrar) {
		t.Fatalf("the operator does not hear of it: %v", alerts)
	}
	f.settle(alerts[0], refused)
	f.expect()
}

// What the relay accepted and another server sent back opens the clock again, and the registrar hears of it once.
func TestBounceOpensTheClockAgain(t *testing.T) {
	f, ref := waiting(t)
	f.expect("confirmation parent")
	l := f.letter(cases.Confirmation)
	if f.dossier(ref).Case.Kept.Confirm.IsZero() {
		t.Fatal("an accepted confirmation does not keep its clock")
	}
	f.turn("2026-03-14 08:30")
	f.receive(mail{bytes: bounceOf(l)})
	d := f.dossier(ref)
	if !d.Case.Kept.Confirm.IsZero() {
		t.Error("the clock stays kept")
	}
	if got := f.settled(ref, l.ID); !slices.Equal(got, []string{"accepted", cases.Bounced}) {
		t.Errorf("history %q", got)
	}
	f.expect("letter-failed kwaliteit")
}

func bounceOf(l mailout.Letter) string {
	return `From: MAILER-DAEMON@mx.post.example
To: klachten@kluppluz.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <terug@mx.post.example>
Return-Path: <>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=grens

--grens
Content-Type: text/plain

Uw bericht kon niet worden bezorgd.

--grens
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.post.example

Final-Recipient: rfc822; ` + l.To + `
Action: failed
Status: 5.1.1

--grens
Content-Type: text/rfc822-headers

Message-ID: <` + l.MessageID + `>

--grens--
`
}

// Invariant 4: an outcome that could not be committed is not half of one: the letter is still being sent, and
// its case still waits for it.
func TestOutcomeThatCouldNotBeCommitted(t *testing.T) {
	f, ref := waiting(t)
	l := f.confirmation()
	f.store.commits = 1
	if err := f.desk.Settle(context.Background(), l, accepted, f.now); err == nil {
		t.Error("a failing commit is not told")
	}
	if f.state(ref, l.ID) == mailout.Sent || !f.dossier(ref).Case.Kept.Confirm.IsZero() {
		t.Error("half of the outcome was kept")
	}
	f.settle(l, accepted)
	if f.state(ref, l.ID) != mailout.Sent || f.dossier(ref).Case.Kept.Confirm.IsZero() {
		t.Error("the second try does not settle it")
	}
}
