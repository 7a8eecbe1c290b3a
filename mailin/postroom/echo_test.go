package postroom_test

import (
	"bytes"
	"net/mail"
	"strings"
	"testing"

	"complaintsd/mailin/postroom"
)

// After the answer to DATA comes what the address is for, and nothing comes to that in turn.
func TestReportsAndReplies(t *testing.T) {
	come := make(chan []byte, 10)
	room := open(t, func(o *postroom.Options) {
		o.OnDelivered = func(to string, raw []byte) {
			if to == desk {
				come <- raw
			}
		}
	})
	for _, to := range []string{"bounce@parents.example", "afwezig@parents.example"} {
		if err := send(t, room, "klachten", "geheim", desk, to, "Bevestiging"); err != nil {
			t.Fatal(err)
		}
	}
	report, reply := <-come, <-come
	m, err := mail.ReadMessage(bytes.NewReader(report))
	if err != nil {
		t.Fatal(err)
	}
	if kind := m.Header.Get("Content-Type"); !strings.HasPrefix(kind, "multipart/report; report-type=delivery-status") {
		t.Errorf("type of the report: %s", kind)
	}
	for _, want := range []string{
		"Return-Path: <>\r\n", "Auto-Submitted: auto-replied\r\n", "Final-Recipient: rfc822; bounce@parents.example\r\n",
		"Action: failed\r\n", "Status: 5.1.1\r\n", "Message-ID: <een@client.example>\r\n", "dmarc=none",
	} {
		if !bytes.Contains(report, []byte(want)) {
			t.Errorf("report has no %q:\n%s", want, report)
		}
	}
	for name, want := range map[string]string{
		"Return-Path": "<>", "From": "afwezig@parents.example", "Auto-Submitted": "auto-replied", "In-Reply-To": "<een@client.example>",
	} {
		if got := fields(reply, name); len(got) != 1 || got[0] != want {
			t.Errorf("reply: %s %q, want %q", name, got, want)
		}
	}
	if n := len(room.Inbox("bounce@parents.example")); n != 0 {
		t.Errorf("the lost mail is in %d mailboxes", n)
	}
	if n := len(room.Inbox("afwezig@parents.example")); n != 1 {
		t.Errorf("who is away has %d mails", n)
	}
	if err := room.Deliver("", []string{"bounce@parents.example", "afwezig@parents.example"}, report); err != nil {
		t.Fatal(err)
	}
	if n := len(room.Inbox(desk)); n != 2 {
		t.Errorf("a report was answered: %d mails", n)
	}
}

func TestAnswersToNobodyAreDropped(t *testing.T) {
	room := open(t, nil)
	for _, from := range []string{"niemand@nergens.example", "vol@parents.example"} {
		if err := room.Deliver(from, []string{"bounce@parents.example"}, raw("Subject: x", "", "x")); err != nil {
			t.Errorf("from %s: %v", from, err)
		}
		if n := len(room.Inbox(from)); n != 0 {
			t.Errorf("%s has %d mails", from, n)
		}
	}
}

func TestOnlyLoopback(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", "192.0.2.1:0", "localhost", ":0", "mail.example:25"} {
		if room, err := postroom.Open(postroom.Options{Now: clock, SMTPAddr: addr}); err == nil {
			_ = room.Close()
			t.Errorf("listens on %s", addr)
		}
	}
	if _, err := postroom.Open(postroom.Options{}); err == nil {
		t.Error("opens without a clock")
	}
	twice := []postroom.Account{{Address: desk}, {Address: parent, Aliases: []string{strings.ToUpper(desk)}}}
	if _, err := postroom.Open(postroom.Options{Now: clock, Accounts: twice}); err == nil {
		t.Error("opens with one address for two")
	}
}
