package postroom_test

import (
	"bytes"
	"errors"
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	server "github.com/emersion/go-smtp"
	"github.com/wneessen/go-mail"

	"complaintsd/mailin/postroom"
)

const desk, parent, colleague = "klachten@kluppluz.example", "ouder@parents.example", "n.dewit@kluppluz.example"

func clock() time.Time { return time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC) }

func open(t *testing.T, change func(*postroom.Options)) *postroom.Room {
	t.Helper()
	opts := postroom.Options{
		AuthServ: "mx.kluppluz.example", Now: clock,
		Accounts: []postroom.Account{
			{Address: desk, User: "klachten", Password: "geheim", Aliases: []string{"klantreactie@kluppluz.example"}},
			{Address: parent, Password: "ouder"},
			{Address: colleague, Password: "noor"},
		},
	}
	if change != nil {
		change(&opts)
	}
	room, err := postroom.Open(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := room.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return room
}

// login joins with an ordinary IMAP client.
func login(t *testing.T, room *postroom.Room, user, password string, options *imapclient.Options) *imapclient.Client {
	t.Helper()
	c, err := imapclient.DialInsecure(room.IMAPAddr(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	if err := c.Login(user, password).Wait(); err != nil {
		t.Fatal(err)
	}
	return c
}

func choose(t *testing.T, c *imapclient.Client, name string) *imap.SelectData {
	t.Helper()
	data, err := c.Select(name, nil).Wait()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// send submits or hands over a mail with an ordinary SMTP client.
func send(t *testing.T, room *postroom.Room, user, password, from, to, subject string) error {
	t.Helper()
	host, port, err := net.SplitHostPort(room.SMTPAddr())
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	options := []mail.Option{mail.WithPort(n), mail.WithTLSPolicy(mail.NoTLS), mail.WithHELO("client.example")}
	if user != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthPlainNoEnc), mail.WithUsername(user), mail.WithPassword(password))
	}
	c, err := mail.NewClient(host, options...)
	if err != nil {
		t.Fatal(err)
	}
	m := mail.NewMsg()
	if err := errors.Join(m.From(from), m.To(to)); err != nil {
		t.Fatal(err)
	}
	m.Subject(subject)
	m.SetMessageIDWithValue("een@client.example")
	m.SetBodyString(mail.TypeTextPlain, "Goedendag")
	return c.DialAndSendWithContext(t.Context(), m)
}

// fields gives the values of a header field of a mail, unfolded.
func fields(raw []byte, name string) (out []string) {
	head, _, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
	lines := strings.ReplaceAll(strings.ReplaceAll(string(head), "\r\n\t", " "), "\r\n ", " ")
	for _, line := range strings.Split(lines, "\r\n") {
		if key, value, _ := strings.Cut(line, ":"); strings.EqualFold(key, name) {
			out = append(out, strings.TrimSpace(value))
		}
	}
	return out
}

func raw(lines ...string) []byte { return []byte(strings.Join(lines, "\r\n") + "\r\n") }

func TestClientsJoin(t *testing.T) {
	var told []string
	room := open(t, func(o *postroom.Options) {
		o.OnDelivered = func(to string, raw []byte) { told = append(told, to+" "+fields(raw, "Subject")[0]) }
	})
	if err := send(t, room, parent, "ouder", parent, "Klantreactie@kluppluz.example", "Over de gang"); err != nil {
		t.Fatal(err)
	}
	if len(told) != 1 || told[0] != "klantreactie@kluppluz.example Over de gang" {
		t.Errorf("told %q", told)
	}
	c := login(t, room, "klachten", "geheim", nil)
	for _, want := range []imap.Cap{imap.CapMove, imap.CapUIDPlus, imap.CapIdle} {
		if !c.Caps().Has(want) {
			t.Errorf("%s is not offered", want)
		}
	}
	box := choose(t, c, "INBOX")
	if box.NumMessages != 1 || box.UIDValidity < uint32(clock().Unix()) {
		t.Errorf("INBOX has %d messages, UIDVALIDITY %d", box.NumMessages, box.UIDValidity)
	}
	section := &imap.FetchItemBodySection{Peek: true}
	got, err := c.Fetch(imap.UIDSetNum(1), &imap.FetchOptions{UID: true, InternalDate: true, RFC822Size: true, BodySection: []*imap.FetchItemBodySection{section}}).Collect()
	if err != nil || len(got) != 1 {
		t.Fatalf("fetched %d messages: %v", len(got), err)
	}
	body := got[0].FindBodySection(section)
	inbox := room.Inbox("klantreactie@kluppluz.example")
	if len(inbox) != 1 || !bytes.Equal(body, inbox[0]) || int64(len(body)) != got[0].RFC822Size || !got[0].InternalDate.Equal(clock()) {
		t.Errorf("IMAP gives %d bytes of %v:\n%s", got[0].RFC822Size, got[0].InternalDate, body)
	}
	for name, want := range map[string]string{
		"Return-Path":  "<" + parent + ">",
		"Delivered-To": "klantreactie@kluppluz.example",
		"Received":     "from client.example by mx.kluppluz.example with ESMTPA id 1; Mon, 02 Mar 2026 09:30:00 +0000",
		"Authentication-Results": "mx.kluppluz.example; dkim=pass header.d=parents.example; " +
			"dmarc=pass header.from=parents.example",
	} {
		if got := fields(body, name); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if _, err := imapclient.DialInsecure("127.0.0.1:1", nil); err == nil {
		t.Error("a server answers at port 1")
	}
}

func TestWrongPassword(t *testing.T) {
	room := open(t, nil)
	c, err := imapclient.DialInsecure(room.IMAPAddr(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var refused *imap.Error
	if err := c.Login("klachten", "fout").Wait(); !errors.As(err, &refused) || refused.Code != imap.ResponseCodeAuthenticationFailed {
		t.Errorf("login: %v", err)
	}
	if err := send(t, room, "klachten", "fout", desk, parent, "x"); err == nil || !strings.Contains(err.Error(), "535") {
		t.Errorf("submission: %v", err)
	}
	if err := room.Submit("niemand@kluppluz.example", []string{desk}, raw("Subject: x", "", "x")); err == nil {
		t.Error("somebody without an account may submit")
	}
}

func TestWhoIsVouchedFor(t *testing.T) {
	const none = "mx.kluppluz.example; dkim=none; dmarc=none"
	const pass = "mx.kluppluz.example; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example"
	const forged = "Authentication-Results: mx.kluppluz.example; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example"
	cases := []struct {
		name   string
		login  string // "" is from outside
		head   []string
		want   string
		others int // results of other providers, which stay
	}{
		{"own address", colleague, []string{"From: Noor de Wit <" + colleague + ">"}, pass, 0},
		{"alias", desk, []string{"From: klantreactie@kluppluz.example"}, pass, 0},
		{"upper case", desk, []string{"from: <KLACHTEN@KluppluZ.example>"}, pass, 0},
		{"from outside", "", []string{"From: " + colleague}, none + " header.from=kluppluz.example", 0},
		{"somebody else's address", parent, []string{"From: " + colleague}, none + " header.from=kluppluz.example", 0},
		{"two From fields", colleague, []string{"From: " + colleague, "From: " + parent}, none, 0},
		{"two authors", colleague, []string{"From: " + colleague + ", " + parent}, none, 0},
		{"no From", colleague, nil, none, 0},
		{"unreadable From", colleague, []string{"From: a b c"}, none, 0},
		{"a domain that injects", "", []string{`From: "x"@[a;dmarc=pass]`}, none, 0},
		{"forged results", "", []string{forged, "From: " + colleague}, none + " header.from=kluppluz.example", 0},
		{"forged, folded, other case", "", []string{"authentication-RESULTS :", "\t(x;y) MX.kluppluz.Example", " 1; dmarc=pass", "From: " + colleague}, none + " header.from=kluppluz.example", 0},
		{"forged with the id folded apart", "", []string{"Authentication-Results: mx.klup", "\tpluz.example; dmarc=pass", "From: " + colleague}, none + " header.from=kluppluz.example", 1},
		{"results of another provider", "", []string{"Authentication-Results: mx.other.example; dmarc=pass", "From: " + colleague}, none + " header.from=kluppluz.example", 1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			room := open(t, nil)
			mail := raw(append(c.head, "Subject: x", "", "x")...)
			err := room.Deliver("iemand@parents.example", []string{desk}, mail)
			if c.login != "" {
				err = errors.Join(err, room.Submit(c.login, []string{desk}, mail))
			}
			if err != nil {
				t.Fatal(err)
			}
			box := room.Inbox(desk)
			got := fields(box[len(box)-1], "Authentication-Results")
			if len(got) != 1+c.others || got[0] != c.want {
				t.Errorf("results %q, want %q and %d others", got, c.want, c.others)
			}
		})
	}
}

func TestAddressesThatFail(t *testing.T) {
	cases := []struct {
		to   string
		code []int // of each attempt; 0 is accepted
	}{
		{"vol@parents.example", []int{452, 452}},
		{"Onbekend@parents.example", []int{550, 550}},
		{"traag@parents.example", []int{451, 0, 0}},
		{"traag+x@elders.example", []int{451, 0}},
		{"niemand@parents.example", []int{550}},
		{parent, []int{0}},
		{"klachten+token@kluppluz.example", []int{0}},
	}
	room := open(t, nil)
	for _, c := range cases {
		taken := 0
		for i, want := range c.code {
			err := room.Deliver(desk, []string{c.to}, raw("Subject: x", "", "x"))
			var said *server.SMTPError
			switch {
			case want == 0 && err != nil, want != 0 && !errors.As(err, &said), want != 0 && said.Code != want:
				t.Errorf("attempt %d to %s: %v, want %d", i+1, c.to, err, want)
			case want == 0:
				taken++
			}
			if err := send(t, room, "", "", desk, c.to, "over SMTP"); want != 0 && i > 0 && (err == nil || !strings.Contains(err.Error(), strconv.Itoa(want))) {
				t.Errorf("over SMTP to %s: %v, want %d", c.to, err, want)
			}
		}
		if strings.HasPrefix(c.to, "klachten+") {
			if got := room.Inbox(desk); len(got) == 0 || fields(got[0], "Delivered-To")[0] != c.to {
				t.Errorf("a plus-address is not delivered to its mailbox")
			}
			continue
		}
		if got := len(room.Inbox(c.to)); taken > 0 && got < taken || taken == 0 && got != 0 {
			t.Errorf("%s has %d mails, %d were accepted", c.to, got, taken)
		}
	}
}

func TestAnyone(t *testing.T) {
	room := open(t, func(o *postroom.Options) { o.Anyone = true })
	if err := room.Submit(desk, []string{"Wie@Dan.example", "vol@dan.example"}, raw("Subject: x", "", "x")); err == nil || !strings.Contains(err.Error(), "vol@dan.example") {
		t.Errorf("submit: %v", err)
	}
	if got := room.Inbox("wie@dan.example"); len(got) != 1 {
		t.Errorf("%d mails", len(got))
	}
}

// A provider with a turned clock gives a client's mail the date of that clock, and a strange letter from outside none.
func TestTurnedClock(t *testing.T) {
	room := open(t, func(o *postroom.Options) { o.Turned = true })
	if err := send(t, room, parent, "ouder", parent, desk, "van mij"); err != nil {
		t.Fatal(err)
	}
	if err := send(t, room, "", "", "iemand@elders.example", desk, "van buiten"); err != nil {
		t.Fatal(err)
	}
	got := room.Inbox(desk)
	if dates := fields(got[0], "Date"); len(dates) != 1 || dates[0] != clock().Format(time.RFC1123Z) {
		t.Errorf("the client's mail has the dates %q", dates)
	}
	if dates := fields(got[1], "Date"); len(dates) != 1 || dates[0] == clock().Format(time.RFC1123Z) {
		t.Errorf("the stranger's mail has the dates %q", dates)
	}
}
