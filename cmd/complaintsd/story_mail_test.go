package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"complaintsd/mailin"
	"complaintsd/mailout"
)

// latest is the letter that is answered: the newest of its kind to that address.
func (s *teller) latest(kind, to string) mailout.Letter {
	for _, l := range slices.Backward(s.letters) {
		if l.Kind == kind && l.To == to {
			return l
		}
	}
	s.fatalf("%s has no letter %s", to, kind)
	return mailout.Letter{}
}

func (s *teller) answer(from, how, kind, tags string, text []string) {
	l := s.latest(kind, from)
	subject := strings.TrimSpace("Re: [" + l.Ref + "] " + tags)
	headers := map[string]string{"In-Reply-To": "<" + l.MessageID + ">"}
	switch how {
	case "forges":
		headers["In-Reply-To"] = "<een.vreemd.nummer@kluppluz.example>"
	case "autoanswers":
		subject, headers["Auto-Submitted"] = "Automatisch antwoord: "+l.Subject, "auto-replied"
	}
	s.mail(from, subject, headers, text)
}

func (s *teller) mail(from, subject string, headers map[string]string, text []string) {
	s.mails++
	var b strings.Builder
	fmt.Fprintf(&b, "From: %s\r\nTo: %s\r\nSubject: %s\r\nDate: %s\r\nMessage-ID: <story.%d@post.example>\r\n",
		from, s.org.Address, subject, s.at.Format(time.RFC1123Z), s.mails)
	for _, k := range slices.Sorted(maps.Keys(headers)) {
		fmt.Fprintf(&b, "%s: %s\r\n", k, headers[k])
	}
	fmt.Fprintf(&b, "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n", strings.Join(text, "\r\n"))
	s.deliver(b.String())
}

// vouched is what the organisation's mail server writes into a mail of its own people.
func (s *teller) vouched(who string) map[string]string {
	if _, ok := s.org.Person(who); !ok {
		return nil
	}
	return map[string]string{"Authentication-Results": s.org.Proof.Authserv +
		"; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example"}
}

func (s *teller) bounce(kind, to string) {
	l := s.latest(kind, to)
	s.mails++
	s.deliver(strings.ReplaceAll(fmt.Sprintf(`From: MAILER-DAEMON@mx.post.example
To: %s
Subject: Undelivered Mail Returned to Sender
Date: %s
Message-ID: <story.%d@mx.post.example>
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

Final-Recipient: rfc822; %s
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 No such user

--grens
Content-Type: text/rfc822-headers

Message-ID: <%s>
To: %s

--grens--
`, s.org.Address, s.at.Format(time.RFC1123Z), s.mails, to, l.MessageID, to), "\n", "\r\n"))
}

func (s *teller) deliver(mail string) {
	raw := mailin.Raw{
		Place:   mailin.Place{Account: s.org.Prefix, Mailbox: "INBOX", Validity: 1, UID: uint32(s.mails)},
		Arrived: s.at, Size: int64(len(mail)),
		Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(mail)), nil },
	}
	if err := s.play.Mail(context.Background(), raw); err != nil {
		s.fatalf("%v", err)
	}
}
