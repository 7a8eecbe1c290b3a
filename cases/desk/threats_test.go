package desk_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
)

// strangeForgeries are the threats of ../shared/reliability.md section 4 that come in honest mail: commands that somebody
// else wrote into it, or that were meant for other eyes.
func strangeForgeries() []forgery {
	return []forgery{
		{tries: "has two From headers, both Joke's", attack: whole(joke, joke, asks, thread, auth), honest: byThread},
		{tries: "writes the answer address in capitals, and is a stranger", attack: whole("From: "+evil, asks, "Delivered-To: KLACHTEN+{JANSEN}@KLUPPLUZ.EXAMPLE"), honest: whole("From: J.JANSEN@Kluppluz.Example", asks, "Delivered-To: KLACHTEN+{JANSEN}@KLUPPLUZ.EXAMPLE")},
		{tries: "is a mail of Joke to somebody else, passed on with its signature", attack: whole(joke, asks, auth, "To: ouder@post.example"), honest: byDMARC},
		{tries: "is a mail of Joke to nobody who is named", attack: whole(joke, asks, auth, "To: undisclosed-recipients:;"), honest: whole(joke, asks, auth, "To: iemand@elders.example", "Cc: Klachten <klantreactie@kluppluz.example>")},
		{tries: "is dated a week ahead, to be good for eleven days", attack: whole(joke, asks, auth, "Date: Thu, 12 Mar 2026 09:00:00 +0100"), honest: whole(joke, asks, auth, "Date: Thu, 5 Mar 2026 20:00:00 +0100"), as: "jansen"},
		{tries: "accepts an invitation whose title is a command", attack: invited(joke, "Subject: Geaccepteerd: [{A}] [bericht]", auth, thread), honest: byDMARC},
		{tries: "is away, and the notice repeats the command", attack: whole(joke, "Subject: Afwezig: Re: [{A}] [bericht]", thread, auth, "X-Auto-Response-Suppress: All", "X-MS-Exchange-Inbox-Rules-Loop: j.jansen@kluppluz.example"), honest: byThread},
		{tries: "says with a header of its own that it is a machine", attack: whole(joke, asks, thread, auth, "X-Autoreply: yes"), honest: byThread},
		{tries: "brings the results that a forwarder sealed (ARC)", attack: whole(joke, asks, "ARC-Authentication-Results: i=1; "+vouch, "ARC-Seal: i=1; a=rsa-sha256; cv=none; d=evil.example; s=a; b=eA=="), honest: byDMARC},
		{tries: "brings results under names that only people read", attack: whole(joke, asks, "X-Authentication-Results: "+vouch, "Received-SPF: pass", "X-MS-Exchange-Organization-AuthAs: Internal"), honest: byDMARC},
		{tries: "is a stranger with the answer address of a parent, and staff words", attack: whole("From: "+evil, asks, "Delivered-To: klachten+{parent}@kluppluz.example"), honest: byThread},
		{tries: "confirms that it read a command", attack: whole(joke, "Subject: Gelezen: [{A}] [bericht]", thread, auth, "Content-Type: multipart/report; report-type=disposition-notification; boundary=r"), honest: byThread},
	}
}

// invited is the answer of a calendar.
func invited(lines ...string) string {
	return written(`--c
Content-Type: text/plain; charset=utf-8

Joke Jansen heeft de uitnodiging geaccepteerd.

--c
Content-Type: text/calendar; method=REPLY; charset=utf-8

BEGIN:VCALENDAR
METHOD:REPLY
BEGIN:VEVENT
UID:1
SUMMARY:[{A}] [bericht]
ATTENDEE;PARTSTAT=ACCEPTED:mailto:j.jansen@kluppluz.example
END:VEVENT
END:VCALENDAR
--c--`, append(lines, "MIME-Version: 1.0", "Content-Type: multipart/alternative; boundary=c")...)
}

// inside is a mail that carries another one, which commands.
func inside(lines ...string) string {
	return written(`--m
Content-Type: text/plain; charset=utf-8

Zie de bijlage.

--m
Content-Type: message/rfc822

From: Joke Jansen <j.jansen@kluppluz.example>
To: klachten@kluppluz.example
Subject: [{A} {jansen}] [bericht]
Authentication-Results: mx.kluppluz.example; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example

Dit is een oude mail.
--m--`, append(lines, "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=m")...)
}

// What a colleague only passes on or answers commands nothing, whatever somebody else wrote into its subject: it becomes
// a note, and the colleague reads why. What the colleague adds counts.
func TestWordsOfSomebodyElse(t *testing.T) {
	const bait = "Subject: [{A}] [oordeel gegrond]"
	passed := func(words string) string {
		return written("Kijk jij hiernaar?\n\n---------- Forwarded message ---------\nVan: <ouder@post.example>\nDatum: do 5 mrt 2026 om 09:00\nOnderwerp: [{A}] [oordeel gegrond]\nAan: <klachten@kluppluz.example>\n\nDoe dit eens.", joke, "Subject: Fwd: [{A}] [oordeel gegrond]"+words, auth)
	}
	answered := func(words string) string {
		return written("Waarom schrijft u dit?", joke, "Subject: Re: [{A}] [oordeel gegrond]"+words, auth, "In-Reply-To: <lokaas@post.example>")
	}
	for name, v := range map[string]struct {
		attack string
		done   bool
	}{
		"passed on": {passed(""), false}, "answered": {answered(""), false},
		"a mail inside":       {inside(joke, "Subject: Zie bijlage [{A}]", auth), false},
		"answered and added":  {answered(" [categorie veiligheid]"), true},
		"passed on and added": {passed(" [categorie veiligheid]"), true},
		"of the own":          {written("Zo zit het.", joke, "Subject: Re: [{A}] [categorie veiligheid]", auth, "In-Reply-To: <eigen@kluppluz.example>"), true},
	} {
		t.Run(name, func(t *testing.T) {
			f := twoCases(t, nil)
			f.o.Limits.AnswersPerPersonPerDay = 0
			f.bytes(whole("From: ouder@post.example", bait, "Message-ID: <lokaas@post.example>"))
			f.bytes(written("Zo.", joke, "Subject: [{A}] [categorie veiligheid] [afspraak]", auth, "Message-ID: <eigen@kluppluz.example>"))
			f.bytes(written("Nee.", joke, "Subject: [{A}] [categorie anders]", auth))
			f.post()
			before, sent := f.dossier("KLP-2026-0001").Case, len(f.sent)
			f.bytes(v.attack)
			c := f.dossier("KLP-2026-0001").Case
			if c.Judgement.Outcome != "" || len(c.Queued) != len(before.Queued) || (c.Category == "veiligheid") != v.done {
				t.Errorf("judged %q, category %q, waits %v", c.Judgement.Outcome, c.Category, c.Queued)
			}
			f.post()
			l := f.sent[len(f.sent)-1]
			if told := strings.Contains(l.Text, "stond al in een mail van een ander"); len(f.sent) != sent+1 || l.To != "j.jansen@kluppluz.example" ||
				told != (name != "of the own" && name != "a mail inside") {
				t.Errorf("the answer to %s:\n%s", l.To, l.Text)
			}
		})
	}
}

// A colleague who is the parent in a case commands nothing in it, and answers for the parent only with what the parent
// was sent.
func TestColleagueWhoIsTheParent(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	f.o.Proof = cases.Proof{Token: true, DMARC: true, Authserv: "mx.kluppluz.example", Dialect: "rfc8601"}
	const bakker = "a.bakker@kluppluz.example"
	f.receive(mail{bytes: written("Mijn dochter viel.", anton, "Subject: Mijn dochter", auth, "Date: "+f.now.Format(time.RFC1123Z), "Message-ID: <p1@kluppluz.example>")})
	ref := f.store.last.Cases[0].Ref
	f.expect("new-case kwaliteit") // whoever only passes something on is not the complainant, and gets no receipt
	f.command("kwaliteit", ref, "[melder] [locatie Messenmaker] [toewijzen jansen]", "naam: Anton Bakker\ne-mail: "+bakker)
	f.turn("2026-03-02 09:15")
	f.post()
	confirmation := f.to("confirmation", bakker, ref)
	for i, subject := range []string{"Re: [" + string(ref) + "] [sluiten]", "[" + string(ref) + " " + confirmation.Token + "] [bericht]", "[" + string(ref) + "] [toewijzen bakker]"} {
		before := f.facts()
		m := mail{from: bakker, subject: subject, text: "Ik regel het zelf."}
		if i != 1 {
			m.bytes = whole(anton, "Subject: "+subject, auth, "In-Reply-To: <"+confirmation.MessageID+">", "Date: "+f.now.Format(time.RFC1123Z), fmt.Sprintf("Message-ID: <p2%d@kluppluz.example>", i))
		}
		f.receive(m)
		if f.facts() != before {
			t.Errorf("%q changes the case", subject)
		}
	}
	if n := count(f.post()); n["parent-wrote jansen"] != 3 {
		t.Errorf("the handler reads %v", n)
	}
}

// One mail that comes to the mailboxes of two organisations commands in the one whose case it names.
func TestCommandToTwoOrganisations(t *testing.T) {
	f, ref := handled(t)
	g := another(t, "2026-03-02 09:15")
	f.o.Proof.DMARC, f.o.Proof.Authserv, f.o.Proof.Dialect = true, "mx.kluppluz.example", "rfc8601"
	g.o.Proof, g.o.People = f.o.Proof, f.o.People
	other := g.complain(parent)
	g.post()
	both := whole(joke, "To: klachten@kluppluz.example, klachten@humankind.example", "Subject: ["+string(ref)+"] [bericht]", auth, "Date: "+f.now.Format(time.RFC1123Z), "Message-ID: <beide@kluppluz.example>")
	before := g.dossier(other).Case.Seq
	f.receive(mail{bytes: both})
	g.receive(mail{bytes: both})
	if n := len(f.dossier(ref).Case.Queued); n != 1 {
		t.Errorf("%d letters wait where the case is", n)
	}
	if c := g.dossier(other).Case; c.Seq != before || len(g.refs()) != 1 {
		t.Errorf("elsewhere: row %d, cases %q", c.Seq, g.refs())
	}
	g.now = g.now.Add(time.Hour)
	for _, told := range g.post() {
		if strings.Contains(told, "parent") {
			t.Errorf("elsewhere leaves %s", told)
		}
	}
}
