package mailin

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// What mail systems write in free words, each with what it comes to.
func TestBounceInFreeWords(t *testing.T) {
	for name, c := range map[string]struct {
		head, body                string
		recipient, status, action string
	}{
		"Postfix": {
			"From: MAILER-DAEMON@mx.kluppluz.example (Mail Delivery System)\nSubject: Undelivered Mail Returned to Sender",
			"This is the mail system at host mx.kluppluz.example.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n\n                   The mail system\n\n<ouder@post.example>: host mx.post.example[192.0.2.1] said: 550 5.1.1\n    <ouder@post.example>: Recipient address rejected: User unknown (in reply to\n    RCPT TO command)",
			"ouder@post.example", "5.1.1", "failed",
		},
		"Postfix, delayed": {
			"From: MAILER-DAEMON@mx.kluppluz.example (Mail Delivery System)\nSubject: Delayed Mail (still being retried)",
			"This is the mail system at host mx.kluppluz.example.\n\n####################################################################\n# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n####################################################################\n\nYour message could not be delivered for more than 4 hour(s).\nIt will be retried until it is 5 day(s) old.\n\n<ouder@post.example>: connect to mx.post.example[192.0.2.1]:25: Connection timed out",
			"ouder@post.example", "4.4.1", "delayed",
		},
		"Exchange 2003": {
			"From: postmaster@post.example\nSubject: Undeliverable: Klacht",
			"Your message did not reach some or all of the intended recipients.\n\n      Subject:  Klacht\n      Sent:     3-3-2026 10:15\n\nThe following recipient(s) could not be reached:\n\n      ouder@post.example on 3-3-2026 10:16\n            The e-mail account does not exist at the organization this message was sent to.  Check the e-mail address, or contact the recipient directly to find out the correct address.\n            <mx.post.example #5.1.1>",
			"ouder@post.example", "5.1.1", "failed",
		},
		"Exchange, Dutch": {
			"From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@post.example>\nSubject: Onbestelbaar: Klacht\nReturn-Path: <>",
			"De bezorging bij de volgende geadresseerden of groepen is mislukt:\n\nouder@post.example (ouder@post.example)\nHet ingevoerde e-mailadres is niet gevonden. Controleer het e-mailadres van de geadresseerde en probeer het bericht opnieuw te verzenden.\n\nDiagnostische gegevens voor beheerders:\n\nServer die de fout genereerde: mx.post.example\n\nouder@post.example\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##",
			"ouder@post.example", "5.1.1", "failed",
		},
		"Exchange Online": {
			"From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@kluppluz.onmicrosoft.example>\nSubject: Undeliverable: Klacht\nAuto-Submitted: auto-replied",
			"Your message to ouder@post.example couldn't be delivered.\n\nouder wasn't found at post.example.\n\nklachten\tOffice 365\touder\nAction Required\t\tRecipient\n\nUnknown To address\n\nHow to Fix It\nThe address may be misspelled or may not exist.\n\nMore Info for Email Admins\nStatus code: 550 5.1.10\n\nOriginal Message Details\nCreated Date: 3-3-2026 09:15:00\nSender Address: klachten@kluppluz.example\nRecipient Address: ouder@post.example\nSubject: Klacht\n\nError Details\nReported error: 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ouder@post.example not found by SMTP address lookup",
			"ouder@post.example", "5.1.10", "failed",
		},
		"Exchange Online, Dutch": {
			"From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@kluppluz.onmicrosoft.example>\nSubject: Onbestelbaar: Klacht\nAuto-Submitted: auto-replied",
			"Uw bericht aan ouder@post.example kan niet worden bezorgd.\n\nouder is niet gevonden op post.example.\n\nklachten\tOffice 365\touder\nActie vereist\t\tGeadresseerde\n\nOnbekend Aan-adres\n\nMeer informatie voor e-mailbeheerders\nStatuscode: 550 5.1.10\n\nGegevens van oorspronkelijk bericht\nAdres van afzender: klachten@kluppluz.example\nAdres van geadresseerde: ouder@post.example",
			"ouder@post.example", "5.1.10", "failed",
		},
		"Gmail": {
			"From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>\nSubject: Delivery Status Notification (Failure)\nX-Failed-Recipients: ouder@post.example\nAuto-Submitted: auto-replied",
			"\n** Address not found **\n\nYour message wasn't delivered to ouder@post.example because the address couldn't be found, or is unable to receive mail.\n\nLearn more here: https://support.google.example/mail/?p=NoSuchUser\n\nThe response was:\n\n550 5.1.1 The email account that you tried to reach does not exist.",
			"ouder@post.example", "5.1.1", "failed",
		},
		"Gmail, Dutch": {
			"From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>\nSubject: Delivery Status Notification (Failure)\nAuto-Submitted: auto-replied",
			"** Adres niet gevonden **\n\nJe bericht is niet bezorgd bij ouder@post.example omdat het adres niet is gevonden of geen e-mails kan ontvangen.\n\nDe reactie was:\n\nDNS Error: 15698833 DNS type 'mx' lookup of post.example responded with code NXDOMAIN",
			"ouder@post.example", "5.1.2", "failed",
		},
		"Gmail, delayed": {
			"From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>\nSubject: Delivery Status Notification (Delay)\nX-Failed-Recipients: ouder@post.example\nAuto-Submitted: auto-replied",
			"** Delivery incomplete **\n\nThere was a temporary problem delivering your message to ouder@post.example. Gmail will retry for 46 more hours. You'll be notified if the delivery fails permanently.\n\nThe response was:\n\nThe recipient server did not accept our requests to connect.",
			"ouder@post.example", "4.4.1", "delayed",
		},
		"Sendmail": {
			"From: Mail Delivery Subsystem <MAILER-DAEMON@mx.post.example>\nSubject: Returned mail: see transcript for details",
			"The original message was received at Tue, 3 Mar 2026 10:15:00 +0100\nfrom klachten@kluppluz.example\n\n   ----- The following addresses had permanent fatal errors -----\n<ouder@post.example>\n    (reason: 550 5.1.1 <ouder@post.example>... User unknown)\n\n   ----- Transcript of session follows -----\n... while talking to mx.post.example.:\n>>> DATA\n<<< 550 5.1.1 <ouder@post.example>... User unknown\n550 5.1.1 <ouder@post.example>... User unknown",
			"ouder@post.example", "5.1.1", "failed",
		},
		"Sendmail, delayed": {
			"From: Mail Delivery Subsystem <MAILER-DAEMON@mx.post.example>\nSubject: Warning: could not send message for past 4 hours",
			"    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n\n   ----- Transcript of session follows -----\n<ouder@post.example>... Deferred: Connection timed out with mx.post.example.\nWarning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old",
			"ouder@post.example", "4.4.1", "delayed",
		},
		"Exim": {
			"From: Mail Delivery System <Mailer-Daemon@mx.post.example>\nSubject: Mail delivery failed: returning message to sender\nX-Failed-Recipients: ouder@post.example\nAuto-Submitted: auto-replied",
			"This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ouder@post.example\n    host mx.post.example [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<ouder@post.example>:\n    550 No such user here\n\n------ This is a copy of the message, including all the headers. ------\n\nMessage-ID: <brief.1@kluppluz.example>\nTo: ouder@post.example",
			"ouder@post.example", "5.0.0", "failed",
		},
		"Exim, delayed": {
			"From: Mail Delivery System <Mailer-Daemon@mx.post.example>\nSubject: Warning: message 1abcde-000000-00 delayed 24 hours\nAuto-Submitted: auto-replied",
			"This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.post.example.\n\nThe address to which the message has not yet been delivered is:\n\n  ouder@post.example\n    Delay reason: Connection timed out\n\nNo action is required on your part. Delivery attempts will continue for\nsome time, and this warning may be repeated at intervals if the message\nremains undelivered.",
			"ouder@post.example", "4.4.1", "delayed",
		},
		"qmail": {
			"From: MAILER-DAEMON@mx.post.example\nSubject: failure notice\nReturn-Path: <>",
			"Hi. This is the qmail-send program at mx.post.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<ouder@post.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <brief.1@kluppluz.example>",
			"ouder@post.example", "5.1.1", "failed",
		},
		"qmail, remote": {
			"From: MAILER-DAEMON@mx.post.example\nSubject: failure notice",
			"Hi. This is the qmail-send program at mx.post.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<ouder@post.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 554 delivery error: dd This user doesn't have a post.example account (ouder@post.example) [0]\nGiving up on 192.0.2.1.",
			"ouder@post.example", "5.0.0", "failed",
		},
		"Outlook.com": {
			"From: postmaster@outlook.example\nSubject: Undeliverable: Klacht\nReturn-Path: <>",
			"Delivery has failed to these recipients or groups:\n\nouder@post.example\nThe recipient's mailbox is full and can't accept messages now. Please try resending your message later, or contact the recipient directly.\n\nDiagnostic information for administrators:\n\nGenerating server: mx.outlook.example\n\nouder@post.example\nRemote Server returned '554 5.2.2 mailbox full; STOREDRV.Deliver; quota exceeded'",
			"ouder@post.example", "5.2.2", "failed",
		},
		"Yahoo": {
			"From: MAILER-DAEMON@yahoo.example\nSubject: Failure Notice",
			"Sorry, we were unable to deliver your message to the following address.\n\n<ouder@post.example>:\n554: delivery error: dd Not a valid recipient - mta.mail.example.yahoo.example",
			"ouder@post.example", "5.0.0", "failed",
		},
		"KPN, Ziggo (mailbox full)": {
			"From: Mail Delivery System <MAILER-DAEMON@mx.post.example>\nSubject: Undelivered Mail Returned to Sender",
			"Uw bericht kon niet worden afgeleverd.\n\n<ouder@post.example>: host mail.post.example[192.0.2.1] said: 552 Mailbox full (in reply to end of DATA command)",
			"ouder@post.example", "5.0.0", "failed",
		},
		"Domino": {
			"From: Mail Router <MAILER-DAEMON@notes.post.example>\nSubject: DELIVERY FAILURE: User ouder (ouder@post.example) not listed in Domino Directory",
			"Your message\n\n  Subject: Klacht\n\nwas not delivered to:\n\n  ouder@post.example\n\nbecause:\n\n  User ouder (ouder@post.example) not listed in Domino Directory",
			"ouder@post.example", "5.1.1", "failed",
		},
		"German": {
			"From: MAILER-DAEMON@mx.post.example\nSubject: Unzustellbar: Klacht",
			"Ihre Nachricht konnte nicht zugestellt werden:\n\nouder@post.example\nDer Empfänger wurde nicht gefunden. 550 5.1.1",
			"ouder@post.example", "5.1.1", "failed",
		},
		"French": {
			"From: MAILER-DAEMON@mx.post.example\nSubject: Non remis : Klacht",
			"Votre message n'a pas pu être remis aux destinataires suivants :\n\nouder@post.example\n550 5.1.1 Adresse inconnue",
			"ouder@post.example", "5.1.1", "failed",
		},
	} {
		m := read("To: klachten@kluppluz.example\nDate: Tue, 3 Mar 2026 10:20:00 +0100\nContent-Type: text/plain; charset=utf-8\n" + c.head + "\n\n" + c.body)
		b := m.Bounce
		if b == nil {
			t.Errorf("%s: no bounce", name)
			continue
		}
		if b.Recipient != c.recipient || b.Status != c.status || b.Action != c.action || b.Reason == "" {
			t.Errorf("%s: %+v", name, *b)
		}
		if want := c.action == "failed"; b.Permanent() != want {
			t.Errorf("%s: permanent %v", name, !want)
		}
	}
}

// The letter is found by its number also when the report has the returned mail in its own text.
func TestBounceNamesTheLetter(t *testing.T) {
	for name, body := range map[string]string{
		"Exim":     "The following address(es) failed:\n\n  ouder@post.example\n    550 No such user\n\n------ This is a copy of the message, including all the headers. ------\n\nReturn-path: <k@kluppluz.example>\nMessage-ID: <brief.1@kluppluz.example>\nTo: ouder@post.example",
		"qmail":    "I'm afraid I wasn't able to deliver your message.\n\n<ouder@post.example>:\nno mailbox (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nMessage-Id: <brief.1@kluppluz.example>\n",
		"Exchange": "Delivery has failed to these recipients:\n\nouder@post.example\n550 5.1.1\n\nOriginal message headers:\n\nFrom: k@kluppluz.example\nMessage-ID: <brief.1@kluppluz.example>\n",
		"quoted":   "Your mail was not delivered: user unknown\n\n> From: k@kluppluz.example\n> Message-ID: <brief.1@kluppluz.example>\n",
		"folded":   "Delivery has failed: 550 5.1.1 ouder@post.example\n\nOriginal message headers:\n\nMessage-ID:\n <brief.1@kluppluz.example>\n",
	} {
		m := read("From: MAILER-DAEMON@mx.post.example\nTo: k@kluppluz.example\nSubject: Undeliverable: Klacht\n\n" + body)
		if m.Bounce == nil || m.Bounce.MessageID != "brief.1@kluppluz.example" {
			t.Errorf("%s: %+v", name, m.Bounce)
		}
	}
}

func TestPermanent(t *testing.T) {
	for name, c := range map[string]struct {
		b    Bounce
		want bool
	}{
		"failed":                     {Bounce{Action: "failed", Status: "5.1.1"}, true},
		"given up after days":        {Bounce{Action: "failed", Status: "4.4.7"}, true},
		"only a code":                {Bounce{Status: "5.1.1"}, true},
		"only a code for later":      {Bounce{Status: "4.2.2"}, false},
		"delayed":                    {Bounce{Action: "delayed", Status: "4.4.1"}, false},
		"delayed, the code is cross": {Bounce{Action: "delayed", Status: "5.0.0"}, false},
		"relayed":                    {Bounce{Action: "relayed", Status: "2.0.0"}, false},
	} {
		if got := c.b.Permanent(); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func FuzzBounce(f *testing.F) {
	f.Add("Undelivered Mail Returned to Sender", "<ouder@post.example>: host mx said: 550 5.1.1 User unknown", "Final-Recipient: rfc822; ouder@post.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 x", "Message-ID: <a@b>")
	f.Add("failure notice", "I wasn't able to deliver\n<a@b.example>:\n(#4.4.1)", "Reporting-MTA: dns; x\n\n\n Action: delayed", "")
	f.Fuzz(func(t *testing.T, subject, text, status, returned string) {
		m := read("From: MAILER-DAEMON@mx.example\nSubject: " + strings.ReplaceAll(subject, "\n", " ") +
			"\nContent-Type: multipart/report; report-type=delivery-status; boundary=grens\n\n--grens\n\n" + text +
			"\n--grens\nContent-Type: message/delivery-status\n\n" + status + "\n--grens\nContent-Type: text/rfc822-headers\n\n" + returned + "\n--grens--\n")
		b := m.Bounce
		if b == nil {
			return
		}
		for _, s := range []string{b.Recipient, b.Status, b.Action, b.Reason, b.MessageID} {
			if !utf8.ValidString(s) || strings.ContainsAny(s, "\n\r\x00") || len(s) > 4*maxReason {
				t.Fatalf("not a clean line: %q", s)
			}
		}
		if b.Status != "" && !statusCode.MatchString(b.Status) && !strings.HasSuffix(b.Status, ".0.0") {
			t.Fatalf("status %q", b.Status)
		}
	})
}
