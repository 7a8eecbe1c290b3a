package desk_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailout"
)

const moved = "nieuw@elders.example"

var mailtoSubject = regexp.MustCompile(`mailto:[^?>\s]+\?subject=([^&>\s]+)`)

// links are the subjects of the mails that the links of a letter open.
func links(f *office, l mailout.Letter) []string {
	f.t.Helper()
	var all []string
	for _, m := range mailtoSubject.FindAllStringSubmatch(l.Text, -1) {
		subject, err := url.PathUnescape(m[1])
		f.ok(err)
		all = append(all, subject)
	}
	return all
}

// link is the subject of the first link of a letter that holds the words.
func (f *office) link(l mailout.Letter, words string) string {
	f.t.Helper()
	for _, subject := range links(f, l) {
		if strings.Contains(subject, words) {
			return subject
		}
	}
	f.t.Fatalf("no link %q in\n%s", words, l.Text)
	return ""
}

// asks is the transcript of Joke's question for another address of the parent; nothing else is posted.
func (f *office) asks(ref cases.Ref, address string) mailout.Letter {
	f.t.Helper()
	f.command("jansen", ref, "[melder]", "e-mail: "+address)
	id := f.store.last.Letters[0].ID
	for _, l := range f.claim() {
		if l.ID == id {
			f.settle(l, accepted)
			f.sent = append(f.sent, l)
			return l
		}
		f.settle(l, down)
	}
	f.t.Fatalf("no transcript")
	return mailout.Letter{}
}

// moves lets Joke change the parent's address and confirm it.
func (f *office) moves(ref cases.Ref, word string) {
	f.t.Helper()
	l := f.asks(ref, moved)
	f.receive(mail{from: "j.jansen@kluppluz.example", subject: f.link(l, word)})
}

// handled is a case that Joke handles, and of which all letters have left.
func handled(t *testing.T) (*office, cases.Ref) {
	t.Helper()
	f := begin(t, "2026-03-02 09:00")
	ref := f.complain(parent)
	f.post()
	f.command("kwaliteit", ref, "[locatie Messenmaker] [toewijzen jansen]", "")
	f.turn("2026-03-02 09:15")
	f.post()
	return f, ref
}

// withFile is a command of Joke with a file.
func (f *office) withFile(ref cases.Ref, tags, text string) {
	f.t.Helper()
	l := f.to("assigned", "j.jansen@kluppluz.example", ref)
	f.receive(mail{bytes: fmt.Sprintf(`From: j.jansen@kluppluz.example
To: klachten@kluppluz.example
Subject: Re: [%s] %s
Date: %s
Message-ID: <file.%d@kluppluz.example>
In-Reply-To: <%s>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

%s
--b
Content-Type: application/pdf
Content-Disposition: attachment; filename=rooster.pdf
Content-Transfer-Encoding: base64

%s
--b--
`, ref, tags, f.now.Format(time.RFC1123Z), f.mails, l.MessageID, text, base64.StdEncoding.EncodeToString([]byte("%PDF-1.4\n"+strings.Repeat("rooster ", 900))))})
}

// toParents are the letters that the relay takes from now on for somebody outside, as "kind address files".
func (f *office) toParents() []string {
	f.t.Helper()
	before := len(f.sent)
	f.post()
	var all []string
	for _, l := range f.sent[before:] {
		if cases.NoticeKind(l.Kind).ToParent() {
			all = append(all, fmt.Sprintf("%s %s %d", l.Kind, l.To, len(l.Files)))
		}
	}
	slices.Sort(all)
	return all
}

func (f *office) leaves(want ...string) {
	f.t.Helper()
	if got := f.toParents(); !slices.Equal(got, want) {
		f.t.Errorf("letters to parents\n got %q\nwant %q", got, want)
	}
}

const note = "address-changed " + parent + " 0"

// After the change is confirmed nothing leaves for the old address but the note that says so, wherever a letter
// stands at that moment; and nothing is lost, the files of a letter included.
func TestNothingLeavesForTheOldAddress(t *testing.T) {
	for name, v := range map[string]struct {
		before func(f *office, ref cases.Ref)
		want   []string
	}{
		"a letter that is held": {func(f *office, ref cases.Ref) { f.command("jansen", ref, "[bericht]", "Ik bel morgen.") }, []string{note, "message " + moved + " 0"}},
		"a letter with a file":  {func(f *office, ref cases.Ref) { f.withFile(ref, "[bericht]", "Zie het rooster.") }, []string{note, "message " + moved + " 1"}},
		"two letters with a file": {func(f *office, ref cases.Ref) {
			f.withFile(ref, "[bericht]", "Zie het rooster.")
			f.withFile(ref, "[voorstel]", "Zo doen wij het.")
		}, []string{note, "message " + moved + " 1", "proposal " + moved + " 1"}},
		"a letter that the relay put off":  {func(f *office, ref cases.Ref) { f.stuck(ref, deferred) }, []string{note, "message " + moved + " 1"}},
		"a letter while the relay is down": {func(f *office, ref cases.Ref) { f.stuck(ref, down) }, []string{note, "message " + moved + " 1"}},
		"a letter whose answer was lost":   {func(f *office, ref cases.Ref) { f.stuck(ref, lost) }, []string{note, "message " + moved + " 1"}},
		"the question for satisfaction": {func(f *office, ref cases.Ref) {
			f.command("jansen", ref, "[voorstel]", "Zo doen wij het.")
			f.turn("2026-03-02 09:30")
			f.post()
			f.tick("2026-03-05 08:00")
			f.putOff(down)
			f.turn("2026-03-05 08:01")
		}, []string{note, "satisfaction " + moved + " 0"}},
	} {
		t.Run(name, func(t *testing.T) {
			f, ref := handled(t)
			v.before(f, ref)
			f.moves(ref, "[bevestig]")
			f.now = f.now.Add(24 * time.Hour)
			f.leaves(v.want...)
			if c := f.dossier(ref).Case; len(c.Queued) != 0 || c.Complainant.Email != moved {
				t.Errorf("waits %v, letters go to %s", c.Queued, c.Complainant.Email)
			}
		})
	}
}

// stuck is a letter with a file whose hold is over and of which the relay said something.
func (f *office) stuck(ref cases.Ref, o mailout.Outcome) {
	f.t.Helper()
	f.withFile(ref, "[bericht]", "Zie het rooster.")
	f.turn("2026-03-02 09:30")
	f.putOff(o)
}

// putOff gives every letter to a parent that may leave now one outcome, and accepts the others.
func (f *office) putOff(o mailout.Outcome) {
	f.t.Helper()
	for _, l := range f.claim() {
		if cases.NoticeKind(l.Kind).ToParent() {
			f.settle(l, o)
			continue
		}
		f.settle(l, accepted)
		f.sent = append(f.sent, l)
	}
}

// A receipt that still waits goes to the new address as well.
func TestReceiptForTheOldAddress(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	ref := f.complain(parent)
	f.putOff(deferred)
	f.command("kwaliteit", ref, "[melder]", "e-mail: "+moved)
	f.putOff(down)
	f.receive(mail{from: registrar, subject: f.link(f.letter(cases.TranscriptNotice), "[bevestig]")})
	f.now = f.now.Add(24 * time.Hour)
	f.leaves(note, "receipt "+moved+" 0")
}

// A letter that a sender has in hand is stopped before its final dot; one whose dot is out is waited for, and the
// change is made as soon as its answer is there.
func TestAddressChangesWhileALetterIsOnItsWay(t *testing.T) {
	ctx := context.Background()
	f, ref := handled(t)
	f.withFile(ref, "[bericht]", "Zie het rooster.")
	asked := f.asks(ref, moved)
	f.turn("2026-03-02 09:30")
	held := f.claim()
	f.receive(mail{from: "j.jansen@kluppluz.example", subject: f.link(asked, "[bevestig]")})
	if err := f.store.Dotted(ctx, held[0].ID); err == nil {
		t.Error("the final dot goes out to the old address")
	}
	f.settle(held[0], mailout.Outcome{Result: mailout.Deferred, Login: true})
	f.now = f.now.Add(24 * time.Hour)
	f.leaves(note, "message "+moved+" 1")

	f, ref = handled(t)
	f.withFile(ref, "[bericht]", "Zie het rooster.")
	asked = f.asks(ref, moved)
	f.turn("2026-03-02 09:30")
	held = f.claim()
	f.ok(f.store.Dotted(ctx, held[0].ID))
	f.accept(mail{from: "j.jansen@kluppluz.example", subject: f.link(asked, "[bevestig]")})
	for range 5 {
		if _, err := f.desk.Receive(ctx); !errors.Is(err, desk.ErrBusy) {
			t.Fatalf("while the dot is out: %v", err)
		}
	}
	f.settle(held[0], accepted)
	f.read()
	f.now = f.now.Add(24 * time.Hour)
	f.leaves(note)
	if c := f.dossier(ref).Case; c.Complainant.Email != moved {
		t.Errorf("letters go to %s", c.Complainant.Email)
	}
}

// The note to the old address goes only where the parent was: a mail came from there, nothing came back, and nobody
// said that it is somebody else's.
func TestNoteToTheOldAddress(t *testing.T) {
	for name, v := range map[string]struct {
		before func(f *office, ref cases.Ref)
		word   string
		want   []string
	}{
		"ordinarily":       {nil, "[bevestig]", []string{note}},
		"somebody else's":  {nil, "[bevestig stil]", nil},
		"a letter bounced": {func(f *office, ref cases.Ref) { f.bounced(cases.Confirmation) }, "[bevestig]", []string{"confirmation " + moved + " 0"}},
		"it works again":   {func(f *office, ref cases.Ref) { f.bounced(cases.Confirmation); f.says(ref, parent) }, "[bevestig]", []string{note, "confirmation " + moved + " 0"}},
		"changed before":   {func(f *office, ref cases.Ref) { f.moves(ref, "[bevestig stil]"); f.again("beter@elders.example", ref) }, "[bevestig]", nil},
		"changed, and used": {func(f *office, ref cases.Ref) {
			f.moves(ref, "[bevestig stil]")
			f.says(ref, moved)
			f.again("beter@elders.example", ref)
		}, "[bevestig]", []string{"address-changed " + moved + " 0"}},
	} {
		t.Run(name, func(t *testing.T) {
			f, ref := handled(t)
			if v.before != nil {
				v.before(f, ref)
			}
			if f.dossier(ref).Case.Complainant.Email == parent {
				f.moves(ref, v.word)
			}
			f.now = f.now.Add(24 * time.Hour)
			f.leaves(v.want...)
		})
	}
}

// again changes the address once more.
func (f *office) again(address string, ref cases.Ref) {
	f.t.Helper()
	l := f.asks(ref, address)
	f.receive(mail{from: "j.jansen@kluppluz.example", subject: f.link(l, "[bevestig]")})
}

// says is a mail of the parent to the case.
func (f *office) says(ref cases.Ref, from string) {
	f.t.Helper()
	f.receive(mail{from: from, subject: "Re: [" + string(ref) + "] vraag", text: "Hoort u mij?"})
}

// What the note says is neutral: no name, no content, and not the new address. Who answers it, is heard by people and
// decides nothing.
func TestNoteSaysNothingOfTheCase(t *testing.T) {
	f, ref := handled(t)
	f.moves(ref, "[bevestig]")
	f.post()
	l := f.letter(cases.AddressChanged)
	for _, secret := range []string{moved, "elders", "leidsters", "Messenmaker", "Joke", "Sanne"} {
		if strings.Contains(l.Subject+l.Text+string(l.Bytes), secret) {
			t.Errorf("it tells of %q:\n%s\n\n%s", secret, l.Subject, l.Text)
		}
	}
	for _, said := range []string{string(ref), "040-5550100"} {
		if !strings.Contains(l.Subject+l.Text, said) {
			t.Errorf("it does not say %q:\n%s\n\n%s", said, l.Subject, l.Text)
		}
	}
	f.receive(mail{from: parent, subject: "Re: " + l.Subject, text: "Dat was ik niet!", answers: l.MessageID})
	f.expect("parent-wrote jansen")
	if w := f.letter(cases.ParentWrote); !strings.Contains(w.Text, "Dat was ik niet!") || !strings.Contains(w.Text, "ander adres") {
		t.Errorf("the handler reads\n%s", w.Text)
	}
	f.receive(mail{from: parent, subject: "[" + string(ref) + " " + l.Token + "] [tevreden ja]", text: ""})
	if f.dossier(ref).Case.Satisfied.Answered() {
		t.Error("a former address speaks for the parent")
	}
}

// A note that does not arrive, or comes back, is told to nobody: the address was the old one.
func TestNoteThatDoesNotArrive(t *testing.T) {
	f, ref := handled(t)
	f.moves(ref, "[bevestig]")
	for _, l := range f.claim() {
		if l.Kind == string(cases.AddressChanged) {
			f.settle(l, refused)
		} else {
			f.settle(l, accepted)
		}
	}
	f.expect()
	f, ref = handled(t)
	f.moves(ref, "[bevestig]")
	f.post()
	f.bounced(cases.AddressChanged)
	f.expect()
	if c := f.dossier(ref).Case; len(c.Failed) > 0 || len(c.Queued) > 0 {
		t.Errorf("%v %v", c.Failed, c.Queued)
	}
}

// bounced is the report that the newest letter of a kind could not be delivered.
func (f *office) bounced(kind cases.NoticeKind) {
	f.t.Helper()
	report := undelivered(f.letter(kind).MessageID)
	f.receive(mail{bytes: strings.NewReplacer("{now}", f.now.Format(time.RFC1123Z), "{nr}", fmt.Sprint("nr", f.mails)).Replace(report)})
}
