package mailin

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"complaintsd/cases"
)

// These go from raw bytes, so that the lenient reading of a mail and the strict reading of its proof are
// tested together.

func parsed(raw string) Message {
	return Parse(strings.NewReader(strings.ReplaceAll(raw, "\n", "\r\n")), DefaultLimits())
}

const foldedResult = "Authentication-Results: mx.kluppluz.example;\n\tdkim=pass (2048-bit key) header.d=kluppluz.example;\n dmarc=pass\n header.from=kluppluz.example\n"

func TestRawCommands(t *testing.T) {
	w, o := newWorld(), testOrganisation()
	head := "To: klachten@kluppluz.example\nDate: Tue, 3 Mar 2026 09:00:00 +0100\nSubject: Re: [KLP-2026-0042] =?utf-8?q?=5Bsluiten=5D?=\n"
	for name, c := range map[string]struct {
		raw  string
		want cases.MailKind
	}{
		"genuine":                 {foldedResult + "From: \"Jansen, Joke\" <j.jansen@kluppluz.example>\n" + head + "\nTekst\n", cases.KindCommand},
		"From twice":              {foldedResult + "From: j.jansen@kluppluz.example\nFrom: x@evil.example\n" + head + "\nTekst\n", cases.KindReply},
		"From with a space":       {foldedResult + "From: j.jansen@kluppluz.example\nFrom : x@evil.example\n" + head + "\nTekst\n", cases.KindReply},
		"bare CR hides a result":  {"From: j.jansen@kluppluz.example\nX-A: b\r" + strings.ReplaceAll(foldedResult, "\n\t", " ") + head + "\nTekst\n", cases.KindReply},
		"folded into a field":     {"From: j.jansen@kluppluz.example\nX-A: b\n " + strings.ReplaceAll(foldedResult, "\n", "\n ") + "\n" + head + "\nTekst\n", cases.KindReply},
		"result in an inner mail": {"From: j.jansen@kluppluz.example\n" + head + "Content-Type: message/rfc822\n\n" + foldedResult + "From: j.jansen@kluppluz.example\n\nTekst\n", cases.KindReply},
		"result in the text":      {"From: j.jansen@kluppluz.example\n" + head + "\n" + foldedResult, cases.KindReply},
		"line without folding":    {"From: j.jansen@kluppluz.example\nAuthentication-Results: mx.kluppluz.example; spf=pass\n; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example\n" + head + "\nTekst\n", cases.KindReply},
		"encoded address":         {foldedResult + "From: =?utf-8?q?j=2Ejansen?=@kluppluz.example\n" + head + "\nTekst\n", cases.KindComplaint},
		"group":                   {foldedResult + "From: staf:j.jansen@kluppluz.example;\n" + head + "\nTekst\n", cases.KindReply},
	} {
		e := Triage(parsed(c.raw), o, w.known, arrival)
		if e.Mail.Kind != c.want {
			t.Errorf("%s: %s %s (%s) from %q", name, e.Mail.Kind, e.Mail.Proof, e.Mail.Reason, e.Mail.From)
		}
	}
}

// A parent's mail program may write the sender as it likes: what a parent can do needs no clean From.
func TestRawParent(t *testing.T) {
	w, o := newWorld(), testOrganisation()
	token := w.parent("ouder@post.example", caseA)
	for _, from := range []string{"ouder@post.example (thuis)", "\"Ouder\" <Ouder@Post.example>", "Vries, A. de <ouder@post.example>"} {
		e := Triage(parsed("From: "+from+"\nIn-Reply-To: <"+ourID(token)+">\nSubject: tevreden\n\nJa\n"), o, w.known, arrival)
		if e.Mail.Kind != cases.KindReply || e.Mail.Proof != cases.ByToken || e.Mail.Token != token || e.Ref != caseA {
			t.Errorf("%s: %s %q %q", from, e.Mail.Kind, e.Mail.Proof, e.Ref)
		}
	}
}

func TestRawForm(t *testing.T) {
	w, o := newWorld(), testOrganisation()
	html := "From: website@kluppluz.example\nReply-To: Ans <ans@post.example>\nSubject: Nieuwe reactie\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" +
		"<table><tr><td colspan=2><strong>Naam</strong></td></tr><tr><td>&nbsp;</td><td>Ans de Vries</td></tr>" +
		"<tr><td><b>Locatie</b></td></tr><tr><td>Messenmaker</td></tr></table>" +
		"<table><tr><th>Telefoon:</th><td>06-1</td></tr><tr><th>Bericht</th><td>Regel een<br>Regel twee</td></tr></table>\n"
	m := Triage(parsed(html), o, w.known, arrival).Mail
	want := &cases.Complainant{Name: "Ans de Vries", Email: "ans@post.example", Phone: "06-1"}
	if diff := cmp.Diff(want, m.Form); diff != "" || m.FormLocation != "De Messenmaker" {
		t.Errorf("location %q, text:\n%s\n%s", m.FormLocation, m.Full, diff)
	}
	if _, _, _, _, _, form := parsed(html).Explain(o); form[fieldMessage] != "Regel een\nRegel twee" {
		t.Errorf("message %q", form[fieldMessage])
	}
}

// FuzzTriage gives any bytes to an organisation that trusts no server, and that handed out one token which
// stands in none of the seeds: whatever the mail says, it commands nothing, and every mail is sorted.
func FuzzTriage(f *testing.F) {
	f.Add([]byte(foldedResult + "From: j.jansen@kluppluz.example\nSubject: [KLP-2026-0042] [sluiten]\n\nTekst\n"))
	f.Add([]byte("From: ouder@post.example\nIn-Reply-To: <" + ourID(someToken) + ">\nSubject: Re: [KLP-2026-0042 " + someToken + "]\n\nx\n"))
	f.Add([]byte("From: website@kluppluz.example\nDelivered-To: klachten+" + someToken + "@kluppluz.example\n\nNaam: x\nBericht\ny\n"))
	f.Add([]byte("From: MAILER-DAEMON@x.example\nContent-Type: multipart/report; boundary=b; report-type=delivery-status\n\n--b\n\nweg\n--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b.example\nStatus: 5.1.1\nAction: failed\n\n--b--\n"))
	w, o := newWorld(), testOrganisation()
	o.Proof.Authserv = ""
	w.staff("jansen", caseA)
	w.known.Threads["parent-1@post.example"] = caseA
	f.Fuzz(func(t *testing.T, raw []byte) {
		m := Parse(bytes.NewReader(raw), DefaultLimits())
		claims := m.Claims("KLP", arrival)
		if len(claims.MessageIDs) > maxClaimed || len(claims.Refs) > maxBrackets {
			t.Fatalf("claims %d ids and %d references", len(claims.MessageIDs), len(claims.Refs))
		}
		e := Triage(m, o, w.known, arrival)
		if e.Mail.Kind == cases.KindCommand || e.Mail.Proof == cases.ByDMARC || e.Mail.Proof == cases.ByToken {
			t.Fatalf("%s by %s", e.Mail.Kind, e.Mail.Proof)
		}
		if e.Mail.Kind == "" || e.Mail.Reason == "" || e.Mail.Kind == cases.KindReply && e.Ref == "" {
			t.Fatalf("%q %q %q", e.Mail.Kind, e.Mail.Reason, e.Ref)
		}
		if kind, reason, _, commands, _, _ := m.Explain(o); kind == "" || reason == "" || commands == nil {
			t.Fatal("not explained")
		}
	})
}
