package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"complaintsd/cases"
)

// crashMail is a mail with what has to become of it.
type crashMail struct {
	name   string // for people
	msgID  string // "" when it has none
	from   string
	kind   cases.MailKind
	thread int // the mail that opened the case; -1 for mail that belongs to none
	after  int // the mail that it answers; -1 for none
	raw    []byte
	again  [][]byte // the same mail as it comes in a second time
}

// crashPost gives the mails of a run: our own, or those of the generator of the bench.
func crashPost(t *testing.T, r *rand.Rand) []crashMail {
	dir := *crashMaildir
	if *crashGen {
		dir = generated(t, r.Int32())
	}
	var mails []crashMail
	if dir == "" {
		mails = writeMails(r, *crashMails)
	} else {
		mails = readMails(t, dir)
	}
	for i := range mails {
		if m := &mails[i]; i%12 == 5 {
			m.again = append(m.again, copyOf(r, m))
		}
	}
	return mails
}

// copyOf is the same mail by another way. One without a Message-ID is known by its bytes alone.
func copyOf(r *rand.Rand, m *crashMail) []byte {
	if m.msgID == "" || r.IntN(2) == 0 {
		return m.raw
	}
	return append([]byte("Received: from alias.example by mx.kluppluz.example; Mon, 2 Nov 2026 09:13:00 +0100\n"), m.raw...)
}

// inWaves deals the mails out over n waves and more: an answer never travels with what it answers, because
// nothing orders them then. Copies come with the mail or later.
func inWaves(r *rand.Rand, mails []crashMail, n int) [][][]byte {
	waves := make([][][]byte, n)
	put := func(wave int, raw []byte) {
		for len(waves) <= wave {
			waves = append(waves, nil)
		}
		waves[wave] = append(waves[wave], raw)
	}
	at := make([]int, len(mails))
	for i, m := range mails {
		at[i] = i * n / len(mails)
		if m.after >= 0 {
			at[i] = max(at[i], at[m.after]+1)
		}
		put(at[i], m.raw)
		for _, raw := range m.again {
			put(at[i]+r.IntN(2), raw)
		}
	}
	return waves
}

// shape of a generated mail.
type shape struct {
	kind           cases.MailKind
	nameless       bool   // no Message-ID
	header         string // further fields
	latin          bool   // the header has raw 8-bit letters
	attachment     int    // bytes
	subject, words string
}

const bigAttachment = 3 << 20

// shapes are dealt in turn; the rest of a real mailbox is plain.
var shapes = []shape{
	{kind: cases.KindComplaint, subject: "De opvang was weer dicht", words: "Vanochtend stonden wij voor een dichte deur. Niemand had ons gebeld."},
	{kind: cases.KindReply, subject: "Re: uw klacht", words: "Ik heb nog niets gehoord. Wanneer belt u mij?"},
	{kind: cases.KindComplaint, subject: "Klacht over de groep", words: "Er staan te weinig mensen op de groep van onze dochter.", attachment: 40 << 10},
	{kind: cases.KindComplaint, nameless: true, subject: "Ontevreden over het halen", words: "Onze zoon was om zes uur nog niet gehaald."},
	{kind: cases.KindReply, subject: "Antw: uw klacht", words: "Aanvulling: het gebeurde op dinsdag, en daarna nog eens."},
	{kind: cases.KindComplaint, latin: true, subject: "Klacht over de co\xf6rdinatie", words: "De planning klopt al drie weken niet."},
	{kind: cases.KindAutoReply, header: "Auto-Submitted: auto-replied\n", subject: "Automatisch antwoord: afwezig", words: "Ik ben tot maandag afwezig."},
	{kind: cases.KindComplaint, subject: "Rekening klopt niet", words: "Op de rekening staan uren die wij niet hebben afgenomen."},
	{kind: cases.KindReply, subject: "RE: uw klacht", words: "Dank voor het bellen. Toch blijft het onduidelijk."},
	{kind: cases.KindBounce, subject: "Undelivered Mail Returned to Sender"},
}

// writeMails makes n mails, the same ones for the same seed.
func writeMails(r *rand.Rand, n int) []crashMail {
	mails := make([]crashMail, 0, n)
	var named []int // first mails that can be answered
	for i := range n {
		s := shapes[i%len(shapes)]
		if i == n/3 {
			s = shapes[0]
			s.attachment = bigAttachment
		}
		m := crashMail{
			name: fmt.Sprintf("mail %d (%s)", i, s.kind), kind: s.kind, thread: -1, after: -1,
			msgID: fmt.Sprintf("%08x.%d@post.example", r.Uint32(), i), from: fmt.Sprintf("ouder%d@post.example", r.IntN(n)),
		}
		switch {
		case s.kind == cases.KindReply:
			m.after = named[r.IntN(len(named))]
			m.thread, m.from = m.after, mails[m.after].from
			s.header = fmt.Sprintf("In-Reply-To: <%s>\n", mails[m.after].msgID)
		case s.kind == cases.KindComplaint:
			m.thread = i
		}
		if s.nameless {
			m.msgID = ""
		} else if s.kind == cases.KindComplaint {
			named = append(named, i)
		}
		m.raw = s.write(r, m, i)
		mails = append(mails, m)
	}
	return mails
}

func (s shape) write(r *rand.Rand, m crashMail, i int) []byte {
	if s.kind == cases.KindBounce {
		return writeBounce(m, s.subject)
	}
	name := "Ren\xc3\xa9 de Vries"
	if s.latin {
		name = "Ren\xe9 de Vries"
	} else {
		name = "=?utf-8?Q?" + strings.NewReplacer(" ", "_", "\xc3\xa9", "=C3=A9").Replace(name) + "?="
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "Return-Path: <%s>\nFrom: %s <%s>\nTo: klachten@kluppluz.example\nSubject: %s %d\n%s", m.from, name, m.from, s.subject, i, s.header)
	fmt.Fprintf(&b, "Date: Mon, 2 Nov 2026 %02d:%02d:00 +0100\n", 8+i/60%12, i%60)
	if m.msgID != "" {
		fmt.Fprintf(&b, "Message-ID: <%s>\n", m.msgID)
	}
	text := fmt.Sprintf("Beste mensen,\n\n%s\n\nMet vriendelijke groet,\nouder %d\n", s.words, i)
	if s.attachment == 0 {
		fmt.Fprintf(&b, "\n%s", text)
		return b.Bytes()
	}
	fmt.Fprintf(&b, "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=grens\n\n--grens\nContent-Type: text/plain\n\n%s\n"+
		"--grens\nContent-Type: image/jpeg; name=foto.jpg\nContent-Transfer-Encoding: base64\n\n", text)
	photo := make([]byte, s.attachment)
	for j := range photo {
		photo[j] = byte(r.Uint32())
	}
	for code := base64.StdEncoding.EncodeToString(photo); code != ""; {
		line := code[:min(76, len(code))]
		code = code[len(line):]
		b.WriteString(line + "\n")
	}
	b.WriteString("--grens--\n")
	return b.Bytes()
}

// writeBounce is the report on a letter that we never wrote: nothing may come of it.
func writeBounce(m crashMail, subject string) []byte {
	return fmt.Appendf(nil, `Return-Path: <>
From: Mail Delivery System <mailer-daemon@post.example>
To: klachten@kluppluz.example
Subject: %s
Date: Mon, 2 Nov 2026 09:00:00 +0100
Message-ID: <%s>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=grens

--grens
Content-Type: text/plain

<%s>: 550 5.1.1 User unknown
--grens
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.post.example

Final-Recipient: rfc822; %s
Action: failed
Status: 5.1.1

--grens
Content-Type: text/rfc822-headers

From: <klachten@kluppluz.example>
To: <%s>
Message-ID: <onbekend.%s>
--grens--
`, subject, m.msgID, m.from, m.from, m.from, m.msgID)
}

// generator of the bench; it stands beside the checkout.
const generator = "../../../shared/bench/gen_mail.py"

func generated(t *testing.T, seed int32) string {
	dir := t.TempDir()
	out, err := exec.Command("python3", generator, "-n", fmt.Sprint(*crashMails), "--seed", fmt.Sprint(seed),
		"--out", dir, "--to", "klachten@kluppluz.example").CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", generator, err, out)
	}
	return dir
}

// truth is what the generator knows of a mail.
type truth struct {
	MsgID   string `json:"message_id"`
	From    string `json:"from"`
	Kind    string `json:"kind"`
	ReplyTo *int   `json:"reply_to"`
	Case    *int   `json:"case"`
	File    string `json:"file"`
}

func readMails(t *testing.T, dir string) []crashMail {
	text, err := os.ReadFile(filepath.Join(dir, "truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all struct{ Messages []truth }
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	var mails []crashMail
	for i, w := range all.Messages {
		raw, err := os.ReadFile(filepath.Join(dir, "Maildir", "new", w.File))
		if err != nil {
			t.Fatal(err)
		}
		m := crashMail{name: fmt.Sprintf("mail %d (%s)", i, w.Kind), msgID: w.MsgID, from: w.From, thread: -1, after: -1, raw: raw}
		m.kind = map[string]cases.MailKind{"complaint": cases.KindComplaint, "auto-reply": cases.KindAutoReply, "bounce": cases.KindBounce}[w.Kind]
		if w.Case != nil {
			m.thread = *w.Case
		}
		if w.ReplyTo != nil {
			m.kind, m.after = cases.KindReply, *w.ReplyTo
		}
		mails = append(mails, m)
	}
	return mails
}
