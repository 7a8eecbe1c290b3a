package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// oddMail is a mail that is not as it should be, and what it is taken for.
type oddMail struct {
	name, raw string
	kind      string // of its outcome
	receipt   string // who gets one; "" nobody
	told      string // words that the registrar reads of it
}

func oddMails() []oddMail {
	head := func(without string) string {
		var b strings.Builder
		for _, line := range []string{
			"From: ouder-%s@post.example", "To: klachten@kluppluz.example", "Subject: Klacht zonder %s",
			"Date: Mon, 2 Nov 2026 09:00:00 +0100", "Message-ID: <zonder-%s@post.example>",
		} {
			if !strings.HasPrefix(line, without) {
				fmt.Fprintln(&b, strings.ReplaceAll(line, "%s", strings.ToLower(without)))
			}
		}
		return b.String() + "\nOnze dochter huilde de hele middag.\n"
	}
	return []oddMail{
		{name: "empty", raw: "", kind: "unreadable"},
		{name: "one newline", raw: "\n", kind: "unreadable"},
		{name: "no header at all", raw: "Er stond niemand aan de deur.\nWij zijn boos.\n", kind: "complaint"},
		{name: "binary", raw: string([]byte{1, 2, 0xff, 0xfe, '\n', 0x80, '\n', '\n', 0xff, 7, 27}), kind: "complaint"},
		{name: "no Message-ID", raw: head("Message-ID"), kind: "complaint", receipt: "ouder-message-id@post.example"},
		{name: "no Date", raw: head("Date"), kind: "complaint", receipt: "ouder-date@post.example"},
		{name: "no From", raw: head("From"), kind: "complaint"},
		{name: "no Subject", raw: head("Subject"), kind: "complaint", receipt: "ouder-subject@post.example"},
		{
			name: "8-bit header", kind: "complaint", receipt: "rene@post.example",
			raw: "From: Ren\xe9 Bru\xefns <rene@post.example>\nTo: klachten@kluppluz.example\nSubject: Klacht over de co\xf6rdinatie\n" +
				"Message-ID: <acht@post.example>\n\nDe planning klopt niet. \x80 12,50 te veel.\n",
		},
		{
			name: "multipart without its end", kind: "complaint", receipt: "half@post.example",
			raw: "From: half@post.example\nSubject: Klacht\nMessage-ID: <half@post.example>\nMIME-Version: 1.0\n" +
				"Content-Type: multipart/mixed; boundary=grens\n\n--grens\nContent-Type: text/plain\n\nDe deur was dicht.\n" +
				"--grens\nContent-Type: image/jpeg\nContent-Transfer-Encoding: base64\n\n/9j/4AAQ!!!!",
		},
		{
			name: "a case that is not there", kind: "complaint", receipt: "vreemd@post.example", told: "KLP-2019-0077",
			raw: plainMail("vreemd", "vreemd@post.example", "Re: [KLP-2019-0077] [sluiten] hoe staat het ermee"),
		},
		{
			name: "an answer to a letter that we never wrote", kind: "complaint", receipt: "los@post.example",
			raw: "In-Reply-To: <1100aaaaaabbbbbbbbbbbbbbbb.nergens@kluppluz.example>\n" + plainMail("los", "los@post.example", "Re: uw bericht"),
		},
	}
}

// TestWithstandOddMail: whatever comes is kept, explained and filed, and the next mail is served.
func TestWithstandOddMail(t *testing.T) {
	t.Parallel()
	o := newOrdeal(t)
	o.configure(o.first())
	user, odd := o.dovecot.Users[0], oddMails()
	for _, m := range odd {
		o.dovecot.Deliver(user, []byte(m.raw))
	}
	large := largeMail(50_000_000)
	o.dovecot.Deliver(user, large)
	o.begin()
	o.settled(len(odd) + 1)
	o.dovecot.Deliver(user, []byte(plainMail("gewoon", "gewoon@post.example", "De volgende")))
	o.settled(len(odd) + 2)
	o.filed(user)

	for _, m := range odd {
		rows := o.ask(`SELECT kind||'|'||reason FROM mail WHERE sha256 = ?`, onTheWire([]byte(m.raw)))
		if len(rows) != 1 || !strings.HasPrefix(rows[0], m.kind+"|") || strings.HasSuffix(rows[0], "|") {
			t.Errorf("%s: outcome %q, want one %q with its reason", m.name, rows, m.kind)
			continue
		}
		if !slices.ContainsFunc(o.office.to(registrar), func(p posting) bool { return strings.Contains(p.text(t), m.told) }) {
			t.Errorf("%s: the registrar does not hear of %q", m.name, m.told)
		}
		if got := len(o.office.to(m.receipt)); m.receipt != "" && got != 1 {
			t.Errorf("%s: %d receipts", m.name, got)
		}
	}
	if n := o.count(`SELECT size FROM mail WHERE sha256 = ?`, onTheWire(large)); n < len(large) {
		t.Errorf("of %d bytes %d are kept", len(large), n)
	}
	for _, to := range []string{"groot@post.example", "gewoon@post.example"} {
		if n := len(o.office.to(to)); n != 1 {
			t.Errorf("%d letters to %s", n, to)
		}
	}
	if n := o.count(`SELECT count(*) FROM letter WHERE recipient = ''`); n != 0 {
		t.Errorf("%d letters to nobody", n)
	}
	if n := len(o.dovecot.Mailbox(user, doneFolder)) + len(o.dovecot.Mailbox(user, asideFolder)); n != len(odd)+2 {
		t.Errorf("%d of %d mails are filed", n, len(odd)+2)
	}
	o.verified()
}

// largeMail has a photo that makes it so many bytes long.
func largeMail(size int) []byte {
	const line = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA\n"
	head := strings.Replace(plainMail("groot", "groot@post.example", "Met foto"), "\n\n",
		"\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=grens\n\n--grens\nContent-Type: text/plain\n\n", 1) +
		"--grens\nContent-Type: image/png; name=foto.png\nContent-Transfer-Encoding: base64\n\n"
	const tail = "--grens--\n"
	return []byte(head + strings.Repeat(line, (size-len(head)-len(tail))/len(line)) + tail)
}
