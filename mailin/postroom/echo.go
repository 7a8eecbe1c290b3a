package postroom

import (
	"fmt"
	"net/mail"
	"strings"
	"time"
)

// report is the delivery report of a mail that could not be delivered (RFC 3464), with its header.
func (r *Room) report(env envelope, rcpt string, head []byte) []byte {
	n, now := r.next(), r.opts.Now().Format(time.RFC1123Z)
	edge := fmt.Sprintf("report-%d", n)
	return crlf([]byte(strings.Join([]string{
		"From: Mail Delivery System <MAILER-DAEMON@" + r.opts.AuthServ + ">",
		"To: " + word(env.from),
		"Subject: Undelivered Mail Returned to Sender",
		"Date: " + now,
		fmt.Sprintf("Message-ID: <report.%d@%s>", n, r.opts.AuthServ),
		"Auto-Submitted: auto-replied",
		"MIME-Version: 1.0",
		"Content-Type: multipart/report; report-type=delivery-status; boundary=\"" + edge + "\"",
		"",
		"--" + edge,
		"Content-Type: text/plain; charset=us-ascii",
		"",
		"Your message could not be delivered to <" + word(rcpt) + ">: no such user here.",
		"",
		"--" + edge,
		"Content-Type: message/delivery-status",
		"",
		"Reporting-MTA: dns; " + r.opts.AuthServ,
		"Arrival-Date: " + now,
		"",
		"Final-Recipient: rfc822; " + word(rcpt),
		"Action: failed",
		"Status: 5.1.1",
		"Diagnostic-Code: smtp; 550 5.1.1 No such user here",
		"",
		"--" + edge,
		"Content-Type: text/rfc822-headers",
		"",
		string(head),
		"--" + edge + "--",
		"",
	}, "\n")))
}

// absence is the automatic reply of somebody who is away (RFC 3834).
func (r *Room) absence(env envelope, rcpt string, head []byte) []byte {
	n := r.next()
	lines := []string{
		"From: " + word(rcpt),
		"To: " + word(env.from),
		"Subject: Automatisch antwoord: afwezig",
		"Date: " + r.opts.Now().Format(time.RFC1123Z),
		fmt.Sprintf("Message-ID: <absence.%d@%s>", n, r.opts.AuthServ),
	}
	if id := messageID(head); id != "" {
		lines = append(lines, "In-Reply-To: "+id, "References: "+id)
	}
	return crlf([]byte(strings.Join(append(lines,
		"Auto-Submitted: auto-replied",
		"MIME-Version: 1.0",
		"Content-Type: text/plain; charset=utf-8",
		"",
		"Ik ben afwezig en lees mijn mail niet.",
		"",
	), "\n")))
}

func messageID(head []byte) string {
	m, err := mail.ReadMessage(strings.NewReader(string(head) + "\r\n"))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(m.Header.Get("Message-Id"))
}
