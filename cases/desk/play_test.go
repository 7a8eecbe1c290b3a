package desk_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailin"
	"complaintsd/mailout"
)

// The turned clock stops at each moment at which something is due, and a mail arrives at its own.
func TestPlay(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	var lines []string
	play := &desk.Play{Desk: f.desk, House: f.store, Sent: func(at time.Time, l mailout.Letter) error {
		lines = append(lines, fmt.Sprintf("%s %s %s", at.In(zone()).Format("2006-01-02 15:04"), l.Kind, f.who(l.To)))
		return nil
	}}
	f.desk.Now = play.Now
	f.o.Reminders.DigestDay = time.Friday
	play.Start(f.now)
	f.ok(play.Mail(context.Background(), f.raw(mail{from: parent, subject: "Mijn kind was bang", text: "Koud.", arrived: local(t, "2026-03-02 11:30")})))
	f.ok(play.Until(context.Background(), local(t, "2026-03-05 12:00")))
	same(t, lines, `
		2026-03-02 11:30 receipt parent
		2026-03-02 11:30 new-case kwaliteit
		2026-03-05 08:00 reminder kwaliteit`)
	if want := local(t, "2026-03-05 12:00"); !play.Now().Equal(want) {
		t.Errorf("the clock stands at %s, want %s", play.Now(), want)
	}
	f.ok(play.Mail(context.Background(), f.raw(mail{from: "laat@post.example", subject: "Oud", text: "Nat.", arrived: local(t, "2026-03-03 10:00")})))
	if want := local(t, "2026-03-05 12:00"); !play.Now().Equal(want) {
		t.Errorf("a mail from earlier turns the clock back to %s", play.Now())
	}
}

// A relay or a store that fails ends the play.
func TestPlayThatFails(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	errPost := errors.New("the post is on strike")
	play := &desk.Play{Desk: f.desk, House: f.store, Sent: func(time.Time, mailout.Letter) error { return errPost }}
	f.desk.Now = play.Now
	play.Start(f.now)
	if err := play.Mail(context.Background(), f.raw(mail{from: parent, subject: "Mijn kind was bang", text: "Koud."})); !errors.Is(err, errPost) {
		t.Errorf("the relay's fault is %v", err)
	}
	f.store.commits = 1
	if err := play.Mail(context.Background(), f.raw(mail{from: parent, subject: "Nog iets", text: "Nat."})); !errors.Is(err, errStore) {
		t.Errorf("the store's fault is %v", err)
	}
}

// stuck says that one moment is due for ever.
type stuck struct {
	*shaky
	at time.Time
}

func (s stuck) NextTick(context.Context) (time.Time, error) { return s.at, nil }

// What is due again and again at one moment ends the play instead of turning for ever.
func TestPlayThatStandsStill(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	play := &desk.Play{Desk: f.desk, House: stuck{f.store, f.now}, Sent: func(time.Time, mailout.Letter) error { return nil }}
	f.desk.Now = play.Now
	play.Start(f.now)
	if err := play.Until(context.Background(), local(t, "2026-03-03 09:00")); err == nil || !strings.Contains(err.Error(), "stands still") {
		t.Errorf("%v", err)
	}
}

// One desk serves several organisations: each has its own numbers, sender, registrar and digest, and the trouble
// of one does not keep the other waiting.
func TestTwoOrganisations(t *testing.T) {
	f := begin(t, "2026-03-02 07:00")
	other := organisation()
	other.Name, other.Prefix, other.Address, other.Aliases, other.Operator = "Zus", "ZUS", "klachten@zus.example", nil, "beheer@zus.example"
	other.People = []cases.Person{{ID: "kwaliteit", Name: "Els Blom", Address: "kwaliteit@zus.example", Roles: []cases.Role{cases.Registrar}}}
	f.desk.Orgs = append(f.desk.Orgs, other)
	f.turn("2026-03-02 08:00")
	raw := f.raw(mail{from: parent, subject: "Mijn kind was bang", text: "Koud."})
	raw.Place.Account = other.Prefix
	f.ok(f.store.Accept(context.Background(), []mailin.Raw{raw}))
	f.read()
	if refs := f.refs(); len(refs) != 1 || refs[0] != "ZUS-2026-0001" {
		t.Fatalf("references %q", refs)
	}
	f.store.commits = 1 // the first digest fails
	if err := f.desk.Tick(context.Background()); !errors.Is(err, errStore) {
		t.Errorf("the fault is not told: %v", err)
	}
	f.expect()
	letters, err := f.store.Claim(context.Background(), other.Prefix, f.now, 10)
	f.ok(err)
	var got []string
	for _, l := range letters {
		if l.From != other.Address {
			t.Errorf("%s comes from %s", l.Kind, l.From)
		}
		got = append(got, "x "+l.Kind+" "+l.To)
	}
	same(t, got, `
		x receipt ouder@post.example
		x new-case kwaliteit@zus.example
		x digest kwaliteit@zus.example`)
}

// The log has a line for each settled mail, and nothing of its sender or its words.
func TestLogOfASettledMail(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	var out bytes.Buffer
	f.desk.Log = slog.New(slog.NewTextHandler(&out, nil))
	queued := 0
	f.desk.Queued = func(n int) { queued += n }
	f.receive(mail{from: "Sanne Vermeer <" + parent + ">", subject: "Mijn kind was bang", text: "Er waren te weinig leidsters."})
	line := out.String()
	if strings.Count(line, "\n") != 1 || !strings.Contains(line, "case=KLP-2026-0001") || !strings.Contains(line, "kind=complaint") {
		t.Errorf("log %q", line)
	}
	for _, word := range []string{parent, "Vermeer", "bang", "leidsters"} {
		if strings.Contains(line, word) {
			t.Errorf("the log says %q", word)
		}
	}
	if queued != 2 {
		t.Errorf("told of %d queued letters", queued)
	}
}
