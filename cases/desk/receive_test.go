package desk_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailin"
	"complaintsd/mailout"
)

// Invariants 2 and 4 at the desk: case, outcome and letters are in one commit. One that fails leaves nothing, and
// the mail is tried again, without a new attempt, until it stands once.
func TestCommitThatFails(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	counting := &counting{shaky: f.store}
	f.desk.Store = counting
	f.accept(mail{from: parent, subject: "Mijn kind was bang", text: "Er waren te weinig leidsters."})
	for range 3 {
		f.store.commits = 1
		found, err := f.desk.Receive(context.Background())
		if found || !errors.Is(err, errStore) {
			t.Fatalf("found %v, %v", found, err)
		}
		if refs, letters := f.refs(), f.claim(); len(refs) > 0 || len(letters) > 0 {
			t.Fatalf("a failed commit left cases %q and %d letters", refs, len(letters))
		}
	}
	f.read()
	f.expect("receipt parent", "new-case kwaliteit")
	if counting.next != 2 { // the mail, and that there is no other
		t.Errorf("a mail was asked for %d times", counting.next)
	}
	d := f.dossier("KLP-2026-0001")
	if len(f.refs()) != 1 || len(d.Mail) != 1 || d.Mail[0].Attempts != 1 {
		t.Errorf("cases %q, mail %+v", f.refs(), d.Mail)
	}
}

// A mail whose outcome was decided from what the store took back is decided anew, when it comes again.
func TestOutcomeFromWhatWasTakenBack(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	counting := &counting{shaky: f.store}
	f.desk.Store = &forgetful{counting: counting}
	f.accept(mail{from: parent, subject: "Mijn kind was bang", text: "Er waren te weinig leidsters."})
	found, err := f.desk.Receive(context.Background())
	if !found || err != nil || len(f.refs()) > 0 {
		t.Fatalf("found %v, %v, cases %q", found, err, f.refs())
	}
	f.read()
	f.expect("receipt parent", "new-case kwaliteit")
	if counting.next != 3 { // twice the mail, and that there is no other
		t.Errorf("a mail was asked for %d times", counting.next)
	}
}

// forgetful has taken back what its first change follows from.
type forgetful struct {
	*counting
	taken bool
}

func (s *forgetful) Commit(ctx context.Context, c desk.Change) error {
	if !s.taken {
		s.taken = true
		return desk.ErrTakenBack
	}
	return s.counting.Commit(ctx, c)
}

// counting counts what the desk asks for, and says what it is told to say of a mail.
type counting struct {
	*shaky
	next   int
	change func(*desk.Mail)
}

func (c *counting) Next(ctx context.Context, now time.Time) (desk.Mail, bool, error) {
	c.next++
	m, ok, err := c.shaky.Next(ctx, now)
	if ok && c.change != nil {
		c.change(&m)
	}
	return m, ok, err
}

// Invariant 3: a mail whose reading ended the process twice is not read a third time. It is kept and set aside,
// the registrar hears of it once, and the next mail is read.
func TestMailThatEndedTheProcessTwice(t *testing.T) {
	for name, from := range map[string]string{"a parent": parent, "staff": registrar} {
		t.Run(name, func(t *testing.T) {
			f := begin(t, "2026-03-02 09:00")
			opened := false
			f.desk.Store = &counting{shaky: f.store, change: func(m *desk.Mail) {
				if m.ID == 1 {
					m.Attempts = 3
					m.Survived = func(context.Context) error { t.Error("it survived a reading that was not done"); return nil }
					m.Open = func() (io.ReadCloser, error) { opened = true; return nil, errors.New("not to be opened") }
				}
			}}
			f.accept(
				mail{from: from, subject: "[KLP-2026-0001] [sluiten]", text: "dodelijk"},
				mail{from: parent, subject: "Mijn kind was bang", text: "Er waren te weinig leidsters."},
			)
			f.read()
			if opened {
				t.Error("it was opened")
			}
			if refs := f.refs(); !slices.Equal(refs, []cases.Ref{"KLP-2026-0001"}) {
				t.Errorf("cases %q", refs)
			}
			f.expect("alert kwaliteit", "receipt parent", "new-case kwaliteit")
			filings, err := f.store.Unfiled(context.Background(), "KLP", "INBOX", 1, 10)
			f.ok(err)
			if want := []mailin.Filing{{UID: 1, Aside: true}, {UID: 2}}; !slices.Equal(filings, want) {
				t.Errorf("filed %v, want %v", filings, want)
			}
			f.restart()
			f.read()
			f.tick("2026-03-02 10:00")
			f.expect()
		})
	}
}

// held is a store that keeps the clock waiting until a mail is cleared.
type held struct {
	*counting
	waits, cleared chan struct{}
}

func (h *held) Due(ctx context.Context, now time.Time, limit int) ([]cases.Ref, error) {
	close(h.waits)
	select {
	case <-h.cleared:
	case <-time.After(20 * time.Second): // only bounds a failure
		return nil, errStore
	}
	return h.counting.Due(ctx, now, limit)
}

// A mail in hand at the end of one process is cleared as soon as it was read, whoever else is busy, and once,
// also when its commit fails.
func TestMailThatIsReadIsClearedAtOnce(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	h := &held{waits: make(chan struct{}), cleared: make(chan struct{})}
	cleared := 0
	h.counting = &counting{shaky: f.store, change: func(m *desk.Mail) {
		m.Attempts = 2
		m.Survived = func(context.Context) error {
			if cleared++; cleared == 1 {
				close(h.cleared)
			}
			return nil
		}
	}}
	f.desk.Store, f.store.commits = h, 1
	f.accept(mail{from: parent, subject: "Mijn kind was bang", text: "Er waren te weinig leidsters."})
	ticked := make(chan error, 1)
	go func() { ticked <- f.desk.Tick(context.Background()) }()
	<-h.waits
	if _, err := f.desk.Receive(context.Background()); !errors.Is(err, errStore) {
		t.Fatalf("the commit did not fail: %v", err)
	}
	f.ok(<-ticked)
	f.read()
	f.expect("receipt parent", "new-case kwaliteit")
	if cleared != 1 {
		t.Errorf("cleared %d times", cleared)
	}
}

// broken is a reader that panics or fails in the middle of a mail.
type broken struct {
	io.Reader
	end func() error
}

func (b broken) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if errors.Is(err, io.EOF) {
		err = b.end()
	}
	return n, err
}

func (b broken) Close() error { return nil }

const begun = "From: ouder@post.example\r\nSubject: Mijn kind was bang\r\nMessage-ID: <een@post.example>\r\n\r\nEr waren "

// A mail whose reader panics is as unreadable as any other: an outcome, and a person is told.
func TestReaderThatPanics(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	f.desk.Store = &counting{shaky: f.store, change: func(m *desk.Mail) {
		m.Open = func() (io.ReadCloser, error) {
			return broken{strings.NewReader(begun), func() error { panic("the reader's own mistake") }}, nil
		}
	}}
	f.receive(mail{from: parent, subject: "Mijn kind was bang", text: "Er waren te weinig leidsters."})
	if out := f.store.last.Mail; out == nil || out.Kind != cases.KindUnreadable || !out.Aside {
		t.Errorf("outcome %+v", out)
	}
	f.expect("alert kwaliteit")
}

// When the store fails while a mail is read, half a mail is not taken for the whole one: it stays accepted and is
// read again.
func TestStoreThatFailsWhileAMailIsRead(t *testing.T) {
	for name, open := range map[string]func() (io.ReadCloser, error){
		"in the middle": func() (io.ReadCloser, error) {
			return broken{strings.NewReader(begun), func() error { return errStore }}, nil
		},
		"at the beginning": func() (io.ReadCloser, error) { return nil, errStore },
	} {
		t.Run(name, func(t *testing.T) {
			f := begin(t, "2026-03-02 09:00")
			faults := 1
			f.desk.Store = &counting{shaky: f.store, change: func(m *desk.Mail) {
				whole := m.Open
				m.Open = func() (io.ReadCloser, error) {
					if faults--; faults >= 0 {
						return open()
					}
					return whole()
				}
			}}
			f.accept(mail{from: parent, subject: "Mijn kind was bang", text: "Er waren te weinig leidsters."})
			if found, err := f.desk.Receive(context.Background()); found || !errors.Is(err, errStore) {
				t.Fatalf("found %v, %v", found, err)
			}
			f.read()
			if text := f.store.last.Mail.Text; text != "Er waren te weinig leidsters." {
				t.Errorf("the mail says %q", text)
			}
			f.expect("receipt parent", "new-case kwaliteit")
		})
	}
}

// Invariant 12: mail from before the first day gets an outcome and nothing else. The registrar gets one list, a
// quarter of an hour after the start, and never another.
func TestMailFromBeforeTheFirstDay(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	f.o.Since = local(t, "2026-03-02 00:00")
	f.o.Reminders.DigestDay = time.Friday
	yesterday := f.now.AddDate(0, 0, -1)
	f.receive(
		mail{from: "een@post.example", subject: "Oude klacht", text: "Het was koud.", arrived: yesterday},
		mail{from: "twee@post.example", subject: "Nog een oude klacht", text: "Het was nat.", arrived: local(t, "2026-03-01 23:59")},
		mail{from: registrar, subject: "[KLP-2026-0001] [sluiten]", text: "oud", arrived: yesterday.Add(time.Hour)},
		mail{bytes: "", from: "drie@post.example", subject: "", text: "", arrived: yesterday},
	)
	if refs := f.refs(); len(refs) > 0 {
		t.Errorf("cases %q", refs)
	}
	if out := f.store.last.Mail; out.Kind != cases.KindBeforeStart || out.Aside || out.Reason == "" {
		t.Errorf("outcome %+v", out)
	}
	f.tick("2026-03-02 09:14")
	f.expect()
	f.tick("2026-03-02 09:15")
	f.expect("alert kwaliteit")
	text := f.letter(cases.Alert).Text
	for _, words := range []string{"4 berichten", "een@post.example", "Oude klacht", "2026-03-01"} {
		if !strings.Contains(text, words) {
			t.Errorf("the list does not say %q:\n%s", words, text)
		}
	}
	for _, at := range []string{"2026-03-02 09:16", "2026-03-03 08:00"} {
		f.tick(at)
		f.expect()
		f.restart()
	}
	f.receive(mail{from: parent, subject: "Mijn kind was bang", text: "Er waren te weinig leidsters.", arrived: local(t, "2026-03-02 00:00")})
	f.expect("receipt parent", "new-case kwaliteit")
}

// No list when there was no such mail.
func TestNoListWithoutMailFromBefore(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	f.o.Reminders.DigestDay = time.Friday
	f.tick("2026-03-02 09:20")
	f.expect()
}

func (f *office) archive(list ...mail) {
	f.t.Helper()
	var batch []mailin.Raw
	for _, m := range list {
		raw := f.raw(m)
		raw.Place = mailin.Place{Account: f.o.Prefix}
		batch = append(batch, raw)
	}
	_, err := f.store.Import(context.Background(), batch)
	f.ok(err)
	f.read()
}

// Imported mail makes cases without letters or duties until staff touch them. Automatic mail of the archive makes
// none, and neither does a command in it do anything.
func TestImport(t *testing.T) {
	f := begin(t, "2026-06-01 09:00")
	f.o.Since = local(t, "2026-06-01 00:00")
	f.o.Reminders.DigestDay = time.Sunday
	f.archive(mail{from: parent, subject: "Mijn kind was bang", text: "Er waren te weinig leidsters.", id: "een@post.example", arrived: local(t, "2025-11-03 10:00")})
	f.archive(mail{from: parent, subject: "Re: [KLP-2025-0001] nog iets", text: "Ik hoor graag.", answers: "een@post.example", arrived: local(t, "2025-11-05 10:00")})
	if refs := f.refs(); !slices.Equal(refs, []cases.Ref{"KLP-2025-0001"}) {
		t.Fatalf("cases %q", refs)
	}
	c := f.dossier("KLP-2025-0001").Case
	if !c.Dormant || c.Received.String() != "2025-11-03" || c.Complainant.Email != parent {
		t.Errorf("case %+v", c)
	}
	f.tick("2026-09-01 09:00")
	f.expect(digests...)
	if text := f.letter(cases.DigestNotice).Text; strings.Contains(text, "KLP-2025-0001") {
		t.Errorf("a sleeping case stands in the digest:\n%s", text)
	}
	f.o.Proof = cases.Proof{DMARC: true, Authserv: "mx.kluppluz.example", Dialect: "rfc8601"}
	f.receive(mail{bytes: `Authentication-Results: mx.kluppluz.example; dmarc=pass header.from=kluppluz.example; dkim=pass header.d=kluppluz.example
From: kwaliteit@kluppluz.example
To: klachten@kluppluz.example
Subject: [KLP-2025-0001] [soort compliment]
Date: Tue, 01 Sep 2026 09:00:00 +0200
Message-ID: <wakker@kluppluz.example>

Dit was een compliment.
`})
	f.expect("transcript kwaliteit")
	if f.dossier("KLP-2025-0001").Case.Dormant {
		t.Error("it sleeps on after staff touched it")
	}
}

func TestImportOfWhatIsNoComplaint(t *testing.T) {
	for name, m := range map[string]mail{
		"an out-of-office": {bytes: "From: ouder@post.example\nTo: klachten@kluppluz.example\nSubject: Afwezig\nMessage-ID: <a@post.example>\nAuto-Submitted: auto-replied\n\nIk ben er niet.\n"},
		"a bounce":         {bytes: bounceOf(mailout.Letter{To: parent, MessageID: "een@kluppluz.example"})},
		"a newsletter":     {bytes: "From: nieuws@uitgever.example\nTo: klachten@kluppluz.example\nSubject: Nieuwsbrief\nMessage-ID: <n@uitgever.example>\nList-Id: <nieuws.uitgever.example>\nList-Unsubscribe: <https://uitgever.example/af>\nPrecedence: list\n\nHet nieuws.\n"},
		"our own letter":   {from: "klachten@kluppluz.example", subject: "Ontvangen", text: "Goedendag"},
		"an empty mail":    {bytes: "From: ouder@post.example\nTo: klachten@kluppluz.example\nSubject: \nMessage-ID: <leeg@post.example>\n\n\n"},
	} {
		t.Run(name, func(t *testing.T) {
			f := begin(t, "2026-06-01 09:00")
			f.archive(m)
			if refs := f.refs(); len(refs) > 0 {
				t.Errorf("it makes a case, read as %s: %s", f.store.last.Mail.Kind, f.store.last.Mail.Reason)
			}
			f.expect()
		})
	}
}

// A bounce out of an archive is an old story: it opens no clock again, and nobody is told.
func TestImportedBounceOfOurLetter(t *testing.T) {
	f, ref := waiting(t)
	f.expect("confirmation parent")
	f.archive(mail{bytes: bounceOf(f.letter(cases.Confirmation))})
	f.expect()
	if f.dossier(ref).Case.Kept.Confirm.IsZero() || len(f.refs()) != 1 {
		t.Error("the clock is open again, or there is another case")
	}
}

// The same mail in two places (a second alias, a moved folder, a new UIDVALIDITY) has its effect once, and leaves
// both places.
func TestSameMailTwice(t *testing.T) {
	for name, settled := range map[string]bool{"before it is read": false, "after it is read": true} {
		t.Run(name, func(t *testing.T) {
			f := begin(t, "2026-03-02 09:00")
			m := mail{from: parent, subject: "Mijn kind was bang", text: "Er waren te weinig leidsters.", id: "een@post.example"}
			f.accept(m)
			if settled {
				f.read()
			}
			f.accept(m)
			f.read()
			f.archive(m)
			f.expect("receipt parent", "new-case kwaliteit")
			if d := f.dossier("KLP-2026-0001"); len(f.refs()) != 1 || len(d.Mail) != 1 {
				t.Errorf("cases %q, %d mails", f.refs(), len(d.Mail))
			}
			filings, err := f.store.Unfiled(context.Background(), "KLP", "INBOX", 1, 10)
			f.ok(err)
			if len(filings) != 2 {
				t.Errorf("%d of two places can be filed", len(filings))
			}
		})
	}
}

// A command mail that comes twice commands once.
func TestSameCommandTwice(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	ref := f.complain(parent)
	f.post()
	notice := f.letter(cases.NewCase)
	m := mail{
		from: registrar, subject: fmt.Sprintf("Re: [%s] [afspraak 2026-04-01]", ref), text: "Wij bellen.",
		answers: notice.MessageID, id: "opdracht@kluppluz.example",
	}
	f.receive(m)
	f.receive(m)
	f.expect("transcript kwaliteit")
	if n := len(f.dossier(ref).Case.Agreements); n != 1 {
		t.Errorf("%d agreements", n)
	}
}

// A reference has the year of receipt, also when the mail is read in the next one, and the numbers of both years
// have no gap.
func TestReferencesOverNewYear(t *testing.T) {
	f := begin(t, "2026-12-31 12:00")
	f.complain("een@post.example")
	late := mail{from: "twee@post.example", subject: "Te laat opgehaald", text: "Het was donker.", arrived: local(t, "2026-12-31 23:59")}
	first := mail{from: "drie@post.example", subject: "Vuurwerk", text: "Het knalde.", arrived: local(t, "2027-01-01 00:00")}
	f.accept(first, late)
	f.turn("2027-01-01 00:05")
	f.read()
	f.receive(
		mail{from: "vier@post.example", subject: "Nog een", text: "Gevonden in de oude map.", arrived: local(t, "2026-12-31 23:59").Add(59 * time.Second)},
		mail{from: "vijf@post.example", subject: "En nog een", text: "Nieuw."},
	)
	want := []cases.Ref{"KLP-2026-0001", "KLP-2026-0002", "KLP-2026-0003", "KLP-2027-0001", "KLP-2027-0002"}
	if refs := f.refs(); !slices.Equal(refs, want) {
		t.Errorf("references %q, want %q", refs, want)
	}
	for ref, v := range map[cases.Ref][2]string{
		"KLP-2026-0002": {"twee@post.example", "2026-12-31"}, "KLP-2027-0001": {"drie@post.example", "2027-01-01"},
	} {
		if c := f.dossier(ref).Case; c.Complainant.Email != v[0] || c.Received.String() != v[1] {
			t.Errorf("%s is of %s, received %s", ref, c.Complainant.Email, c.Received)
		}
	}
}
