package mailin

import "testing"

func TestTicketsAndRecalls(t *testing.T) {
	const answers = "In-Reply-To: <brief.1@kluppluz.example>\n"
	for name, c := range map[string]struct {
		head, body, kind string
	}{
		"a ticket that answers":         {answers + "From: helpdesk@school.example\nSubject: [Ticket#2026110212] Ontvangen: Je klantreactie", "Beste,\n\nDit is een automatisch bericht. Wij hebben uw vraag ontvangen.", autoReply},
		"a ticket with our number":      {"From: noreply@gemeente.example\nSubject: Uw melding is geregistreerd [KLP-2026-0042]", "Deze e-mail is automatisch verstuurd.", autoReply},
		"English":                       {answers + "From: support@post.example\nSubject: Your request (12345) has been received", "This is an automated response.", autoReply},
		"OTRS":                          {"X-OTRS-Loop: no\nFrom: a@x.example\nSubject: x", "x", autoReply},
		"a form that nobody listed":     {"From: noreply@site.example\nSubject: Contactformulier (melding 12345)", "Dit is een automatisch gegenereerd bericht.\n\nNaam: Ans\nBericht: het hek", ""},
		"a parent about such a message": {answers + "From: ouder@post.example\nSubject: Re: [KLP-2026-0042] Je klantreactie", "Ik kreeg alleen een automatisch bericht van jullie.", ""},
		"a person at a help desk":       {answers + "From: helpdesk@school.example\nSubject: Re: Je klantreactie", "Ik ben de moeder van Bo. Het hek stond weer open.", ""},
		"our own receipt in the quote":  {answers + "From: ouder@post.example\nSubject: Re: [KLP-2026-0042] Ticket#123", "Dank!\n\nOp ma 2 nov 2026 om 10:00 schreef K <k@x.example>:\n> Dit is een automatisch bericht.", ""},
		"an absence with one word":      {answers + "From: collega@kdv.example\nSubject: Afwezig: Uw klacht", "Beste,\n\nIk ben tot en met 6 november met vakantie. Bij spoed: de locatie.", autoReply},
		"an absence with our number":    {"From: ouder@post.example\nSubject: Verlof: Je klantreactie [KLP-2026-0042]", "Wegens verlof ben ik weer bereikbaar op 9 november.", autoReply},
		"an absence, German":            {answers + "From: a@post.example\nSubject: Urlaub: Ihre Beschwerde", "Ich bin bis zum 6. November im Urlaub.", autoReply},
		"a parent about an absence":     {"From: ouder@post.example\nSubject: Afwezig: de leidster was er niet", "Ik ben boos. Ze was afwezig en niemand was bereikbaar.", ""},
		"a parent answers so":           {answers + "From: ouder@post.example\nSubject: Afwezig: de leidster", "Het hek stond open en de leidster was weg.", ""},
		"a parent who is away himself":  {"From: ouder@post.example\nSubject: Vakantie: klacht", "Ik ben met vakantie, maar dit kan niet wachten. Het hek stond open.", ""},
		"a recall":                      {"From: ouder@post.example\nSubject: Intrekken: Klacht", "Ouder wil het bericht \"Klacht\" intrekken.", autoReply},
		"a recall, English":             {"From: ouder@post.example\nSubject: Recall: Klacht", "Ouder would like to recall the message, \"Klacht\".", autoReply},
		"a parent who withdraws":        {"From: ouder@post.example\nSubject: Intrekken: klacht", "Ik trek mijn klacht in. Het is opgelost.", ""},
	} {
		if m := read("Date: Mon, 2 Nov 2026 10:00:00 +0100\n" + c.head + "\n\n" + c.body); m.AutoKind != c.kind {
			t.Errorf("%s: %q (%s), want %q", name, m.AutoKind, m.Auto, c.kind)
		}
	}
}

// A receipt and a complaint about spam name our letter, so that they are kept where they belong.
func TestReportsNameTheLetter(t *testing.T) {
	receipt := read(crlfMail("From: ouder@post.example\nSubject: Gelezen: Ontvangst\nContent-Type: multipart/report; report-type=disposition-notification; boundary=x", `--x
Content-Type: text/plain

Uw bericht is gelezen.
--x
Content-Type: message/disposition-notification

Final-Recipient: rfc822; ouder@post.example
Original-Message-ID: <brief.1@kluppluz.example>
Disposition: manual-action/MDN-sent-manually; displayed
--x--`))
	spam := read(crlfMail("From: staff@provider.example\nSubject: complaint about message\nContent-Type: multipart/report; report-type=feedback-report; boundary=x", `--x
Content-Type: text/plain

This is an email abuse report.
--x
Content-Type: message/feedback-report

Feedback-Type: abuse
Version: 1
--x
Content-Type: message/rfc822

From: k@kluppluz.example
Message-ID: <brief.1@kluppluz.example>
Subject: Ontvangst

Wij ontvingen uw bericht.
--x--`))
	for kind, m := range map[string]Message{autoReceipt: receipt, autoSpam: spam} {
		if m.AutoKind != kind || m.Returned != "brief.1@kluppluz.example" || m.Bounce != nil || m.Claims("KLP", arrival).MessageIDs[0] != m.Returned {
			t.Errorf("%s: %q, about %q, bounce %v", kind, m.AutoKind, m.Returned, m.Bounce)
		}
	}
}
