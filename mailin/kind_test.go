package mailin

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestForwardInline(t *testing.T) {
	want := &Forward{From: "ouder@x.example", FromName: "Zoë Ouder", Date: "2025-03-03T10:15:00+01:00", Subject: "Het hek", Body: "Het hek stond open.\n\nZoë"}
	const text = "\n\nHet hek stond open.\n\nZoë\n"
	for name, c := range map[string]struct{ subject, body string }{
		"outlook nl":             {"FW: Het hek", "Graag oppakken.\n\nVan: Zoë Ouder <ouder@x.example>\nVerzonden: maandag 3 maart 2025 10:15\nAan: Loc <loc@opvang.example>\nOnderwerp: Het hek" + text},
		"outlook nl, no comment": {"Doorst: Het hek", "Van: Zoë Ouder [mailto:ouder@x.example]\nVerzonden: maandag 3 maart 2025 10:15\nAan: Loc\nOnderwerp: Het hek" + text},
		"gmail nl":               {"Fwd: Het hek", "---------- Forwarded message ---------\nVan: Zoë Ouder <ouder@x.example>\nDate: ma 3 mrt 2025 om 10:15\nSubject: Het hek\nTo: <loc@opvang.example>" + text},
		"apple nl":               {"Fwd: Het hek", "Hoi\n\nBegin doorgestuurd bericht:\n\n> Van: Zoë Ouder <ouder@x.example>\n> Onderwerp: Het hek\n> Datum: 3 maart 2025 om 10:15:00 CET\n> Aan: loc@opvang.example\n> \n> Het hek stond open.\n> \n> Zoë"},
		"outlook en":             {"FW: Het hek", "From: Zoë Ouder <ouder@x.example>\nSent: Monday, March 3, 2025 10:15 AM\nTo: Loc\nSubject: Het hek" + text},
		"outlook de":             {"WG: Het hek", "Von: Zoë Ouder <ouder@x.example>\nGesendet: Montag, 3. März 2025 10:15\nAn: Loc\nBetreff: Het hek" + text},
		"outlook fr":             {"TR: Het hek", "De : Zoë Ouder <ouder@x.example>\nEnvoyé : lundi 3 mars 2025 10:15\nÀ : Loc\nObjet : Het hek" + text},
		"thunderbird nl":         {"Fwd: Het hek", "-------- Doorgestuurd bericht --------\nOnderwerp: Het hek\nDatum: Mon, 3 Mar 2025 10:15:00 +0100\nVan: Zoë Ouder <ouder@x.example>\nAan: loc@opvang.example" + text},
	} {
		m := read("From: loc@opvang.example\nDate: Tue, 4 Mar 2025 09:00:00 +0100\nSubject: " + c.subject + "\nContent-Type: text/plain; charset=utf-8\n\n" + c.body)
		if diff := cmp.Diff(want, m.Forward); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestForwardAttached(t *testing.T) {
	m := read(crlfMail("From: loc@opvang.example\nSubject: FW: Het hek\nContent-Type: multipart/mixed; boundary=x", `--x
Content-Type: text/plain

Zie bijlage.
--x
Content-Type: message/rfc822
Content-Disposition: attachment; filename="Het hek.eml"

From: =?utf-8?q?Zo=C3=AB?= <ouder@x.example>
Subject: Het hek
Date: Mon, 3 Mar 2025 10:15:00 +0100
Content-Type: multipart/alternative; boundary=y

--y
Content-Type: text/plain; charset=utf-8

Het hek stond open.
--y
Content-Type: text/html

<p>Het hek stond open.
--y--
--x--`))
	want := &Forward{From: "ouder@x.example", FromName: "Zoë", Date: "2025-03-03T10:15:00+01:00", Subject: "Het hek", Body: "Het hek stond open."}
	if diff := cmp.Diff(want, m.Forward); diff != "" {
		t.Error(diff)
	}
	if m.Full != "Zie bijlage." || len(m.Attachments) != 1 || m.Attachments[0].Name != "Het hek.eml" {
		t.Errorf("%q %v", m.Full, m.Attachments)
	}
}

func TestAReplyIsNoForward(t *testing.T) {
	for _, c := range []struct{ subject, body string }{
		{"RE: Het hek", "Dank.\n\nVan: K <k@x.example>\nVerzonden: maandag 3 maart 2025 10:15\nAan: a\nOnderwerp: FW: Het hek\n\nx"},
		{"Re: Fwd: Het hek", "Dank.\n\nOp 3 mrt 2025 om 10:15 schreef K <k@x.example>:\n\n> ---------- Forwarded message ---------\n> Van: a@x.example\n> Datum: x\n> Onderwerp: y"},
		{"Fwd: Het hek", "Ik stuur niets mee."},
		{"Fwiw: het hek", "Van: a@x.example\nDatum: b\nAan: c\n\nx"},
	} {
		if m := read("From: a@x.example\nSubject: " + c.subject + "\n\n" + c.body); m.Forward != nil {
			t.Errorf("%s: %+v", c.subject, m.Forward)
		}
	}
}

func TestHumanDates(t *testing.T) {
	place := parseDate("Mon, 3 Mar 2025 10:15:00 +0100").Location()
	for raw, want := range map[string]string{
		"maandag 3 maart 2025 10:15":            "2025-03-03T10:15:00+01:00",
		"ma 3 mrt. 2025 om 10:15":               "2025-03-03T10:15:00+01:00",
		"3-3-2025 10:15":                        "2025-03-03T10:15:00+01:00",
		"03.03.25 10:15":                        "2025-03-03T10:15:00+01:00",
		"3/4/2025 10:15 PM":                     "2025-03-04T22:15:00+01:00",
		"Monday, March 3, 2025 at 12:15:30 AM":  "2025-03-03T00:15:30+01:00",
		"2025-03-03 10:15:00 +0000":             "2025-03-03T10:15:00Z",
		"03/03/2025 10:15 (GMT+02:00)":          "2025-03-03T10:15:00+02:00",
		"Donnerstag, 4. Dezember 2025 um 10:15": "2025-12-04T10:15:00+01:00",
		"jeudi 15 août 2024 10h15":              "2024-08-15T10:15:00+01:00",
		"10 de julio de 2017 10:15":             "2017-07-10T10:15:00+01:00",
		"3 juni 2025":                           "2025-06-03T00:00:00+01:00",
		"1 juli 2025":                           "2025-07-01T00:00:00+01:00",
	} {
		if got := humanDate(raw, place).Format("2006-01-02T15:04:05Z07:00"); got != want {
			t.Errorf("%s gives %s, want %s", raw, got, want)
		}
	}
	for _, raw := range []string{"", "gisteren", "31 februari 2025", "99-99-2025"} {
		if got := humanDate(raw, place); !got.IsZero() {
			t.Errorf("%s gives %s", raw, got)
		}
	}
}

func TestBounceReport(t *testing.T) {
	report := func(kind, status string) Message {
		return read(crlfMail("From: MAILER-DAEMON@x.example\nSubject: Onbestelbaar: Ontvangst\nContent-Type: multipart/report; report-type="+kind+"; boundary=x", `--x
Content-Type: text/plain

Uw bericht is niet bezorgd.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.x.example

`+status+`
--x
Content-Type: text/rfc822-headers

From: klachten@opvang.example
Message-ID: <brief@opvang.example>

--x--`))
	}
	const failed = "Final-Recipient: rfc822; Ouder@X.example\nAction: failed (1)\nStatus: 5.1.1 (bad address)\nDiagnostic-Code: smtp; 550 5.1.1 User\n unknown"
	const arrived = "Final-Recipient: rfc822; b@x.example\nAction: delivered\nStatus: 2.0.0"
	want := &Bounce{Recipient: "ouder@x.example", Status: "5.1.1", Action: "failed", Reason: "550 5.1.1 User unknown", MessageID: "brief@opvang.example"}
	for name, m := range map[string]Message{
		"one":             report("delivery-status", failed),
		"failed of two":   report("delivery-status", arrived+"\n\n"+failed),
		"no report type":  report("", failed),
		"blanks in blank": report("delivery-status", arrived+"\n \n"+failed),
	} {
		if diff := cmp.Diff(want, m.Bounce); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if m.Auto == "" || len(m.Attachments) != 2 || m.Attachments[0].Type != "message/delivery-status" {
			t.Errorf("%s: auto %q, %v", name, m.Auto, m.Attachments)
		}
	}
	if m := report("delivery-status", "Final-Recipient: rfc822; a@x.example\nAction: delayed\nStatus: 4.4.1"); m.Bounce == nil || m.Bounce.Action != "delayed" {
		t.Errorf("a delay gives %+v", m.Bounce)
	}
	if m := report("delivery-status", arrived); m.Bounce != nil || m.AutoKind != autoReceipt {
		t.Errorf("a delivery gives %+v %q", m.Bounce, m.AutoKind)
	}
	if m := report("feedback-report", failed); m.Bounce != nil {
		t.Errorf("a complaint about spam gives %+v", m.Bounce)
	}
}

func TestBounceInWords(t *testing.T) {
	for name, c := range map[string]struct {
		header, body string
		want         Bounce
	}{
		"qmail": {
			"Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nSubject: failure notice",
			"Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<ouder@x.example>:\n550 5.1.1 no such user\n\n--- Below this line is a copy of the message.\n\nReceived: x\nMessage-ID: <brief@opvang.example>\n",
			Bounce{"ouder@x.example", "5.1.1", "failed", "550 5.1.1 no such user", "brief@opvang.example"},
		},
		"exim": {
			"From: Mail Delivery System <Mailer-Daemon@mx.example>\nX-Failed-Recipients: ouder@x.example\nSubject: Mail delivery failed: returning message to sender",
			"A message that you sent could not be delivered.\n\n  ouder@x.example\n    550 Unrouteable address\n\n------ This is a copy of the message ------\n\nMessage-Id: <brief@opvang.example>\n",
			Bounce{"ouder@x.example", "5.0.0", "failed", "550 Unrouteable address", "brief@opvang.example"},
		},
		"exchange nl": {
			"From: Microsoft Outlook <postmaster@opvang.example>\nTo: klachten@opvang.example\nSubject: Onbestelbaar: Ontvangst\nIn-Reply-To: <brief@opvang.example>",
			"Het bericht aan ouder@x.example kon niet worden bezorgd.\n\n550 5.4.1 Recipient address rejected",
			Bounce{"ouder@x.example", "5.4.1", "failed", "550 5.4.1 Recipient address rejected", "brief@opvang.example"},
		},
	} {
		if diff := cmp.Diff(&c.want, read(c.header+"\n\n"+c.body).Bounce); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestAPersonWhoWritesOfABounceIsNone(t *testing.T) {
	for _, raw := range []string{
		"From: a@x.example\nSubject: Undelivered mail\n\nMijn mail kon niet worden bezorgd: 550 user unknown\n",
		"From: a@x.example\nSubject: FW: Undeliverable: klacht\n\nZie onder.\n\nVan: postmaster@x.example\nVerzonden: 3 maart 2025\nOnderwerp: Undeliverable\n\n550 5.1.1 user unknown\n",
		"From: postmaster@x.example\nSubject: Klacht\n\nHet hek stond open.\n",
	} {
		if m := read(raw); m.Bounce != nil || m.Auto != "" {
			t.Errorf("%q: %+v %q", raw, m.Bounce, m.Auto)
		}
	}
}

func TestAutomaticMail(t *testing.T) {
	for header, kind := range map[string]string{
		"Auto-Submitted: auto-replied (vacation)":                  autoReply,
		"Auto-Submitted: no":                                       "",
		"X-Autoreply: yes":                                         autoReply,
		"Precedence: auto_reply":                                   autoReply,
		"Precedence: bulk":                                         autoList,
		"List-Id: <x.example>":                                     autoList,
		"List-Id: <x>\nAuto-Submitted: auto-replied":               autoReply,
		"Return-Path: <>":                                          autoReply,
		"Return-Path: <a@x.example>":                               "",
		"Subject: Automatisch antwoord: Hek":                       autoReply,
		"Subject: Afwezigheidsmelding Re: hek":                     autoReply,
		"Subject: Afwezig: Re: Hek":                                autoReply,
		"Subject: Afwezig: Emma is morgen ziek":                    "",
		"Subject: Auto: schade op de parkeerplaats":                "",
		"Subject: Automatische reactie van u klopt niet":           "",
		"Subject: Automatisch antwoord":                            autoReply,
		"Subject: Absence : re : x":                                autoReply,
		"Subject: Afwezigheid van de leidster":                     "",
		"Subject: Re: Automatisch antwoord: Hek":                   "",
		"Subject: Out of Office: Hek":                              autoReply,
		"Subject: Abwesenheitsnotiz: Tor":                          autoReply,
		"Subject: Automatische Antwort: Tor":                       autoReply,
		"Subject: =?utf-8?q?R=C3=A9ponse_automatique=C2=A0=3A_x?=": autoReply,
		"Subject: Absence du bureau : Plainte":                     autoReply,
		"Subject: Nicht im Haus: Beschwerde":                       autoReply,
		"Subject: Buiten kantoor: Je klacht":                       autoReply,
		"Subject: Vakantie Re: Je klacht":                          autoReply,
		"Subject: Ik ben met vakantie Re: Je klacht":               autoReply,
		"Subject: Urlaub AW: Beschwerde":                           autoReply,
		"Subject: Vakantie: hek":                                   "",
		"Subject: Re: Vakantie":                                    "",
		"Subject: Absence de mon enfant":                           "",
		"Subject: Automatische incasso klopt niet":                 "",
		"Content-Type: multipart/report; report-type=disposition-notification; boundary=x": autoReceipt,
		"Subject: Gelezen: Ontvangst": "",
	} {
		if m := read("From: a@x.example\n" + header + "\n\nHet hek\n"); m.AutoKind != kind || (m.Auto == "") != (kind == "") {
			t.Errorf("%s: %q (%s), want %q", header, m.AutoKind, m.Auto, kind)
		}
	}
	m := read("From: a@x.example\nSubject: Gelezen: Ontvangst\n\nUw bericht\n\nAan: K\n\nis gelezen op maandag 3 maart 2025 10:15.\n")
	if m.AutoKind != autoReceipt {
		t.Errorf("a read receipt in words: %q", m.AutoKind)
	}
}
