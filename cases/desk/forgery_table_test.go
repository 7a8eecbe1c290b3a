package desk_test

import (
	"strings"

	"complaintsd/cases"
)

// forgery is a mail that asks for what its sender may not have, and the same mail with an honest proof. In both,
// {A} and {B} are the references of two cases, {jansen} the token of Joke's letter about A and <jansen> its
// Message-ID; likewise kwaliteit, regio and parent for A, bakker, regioB and other for B.
type forgery struct {
	tries  string
	attack string
	honest string          // the control: this one does work
	as     string          // whose mailbox the forger reads; "" is outside
	set    func(f *office) // how the house stands for both mails
	spoil  func(f *office) // what happened before the forgery alone
	before string          // a genuine mail that came before the forgery, which replays it
}

const (
	evil  = "x@evil.example"
	joke  = "From: Joke Jansen <j.jansen@kluppluz.example>"
	anton = "From: Anton Bakker <a.bakker@kluppluz.example>"

	asks   = "Subject: Re: [{A}] [bericht]" // a letter to the parent: Joke handles the case
	judges = "Subject: Re: [{A}] [categorie veiligheid]"
	thread = "In-Reply-To: <jansen>"

	vouch = "mx.kluppluz.example; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example"
	auth  = "Authentication-Results: " + vouch
	inner = "; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example"
	// The forger's own domain passes everything.
	evilAuth = "Authentication-Results: mx.kluppluz.example; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example; dmarc=pass header.from=evil.example"
	m365     = "Authentication-Results: spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=kluppluz.example; dkim=pass (signature was verified) header.d=kluppluz.example;dmarc=pass action=none header.from=kluppluz.example;compauth=pass reason=100"
)

// whole makes a whole mail of header lines; what they lack is filled in.
func whole(lines ...string) string { return written("Wij bellen u morgen.", lines...) }

func written(text string, lines ...string) string {
	head := strings.Join(lines, "\n") + "\n"
	for _, line := range []string{"To: klachten@kluppluz.example", "Date: {now}", "Message-ID: <{nr}@mail.example>"} {
		name, _, _ := strings.Cut(line, ":")
		if !strings.Contains("\n"+head, "\n"+name+":") {
			head += line + "\n"
		}
	}
	return head + "\n" + text + "\n"
}

// The honest ways to prove oneself.
var (
	byThread = whole(joke, asks, thread)
	byTag    = whole(joke, "Subject: [{A} {jansen}] [bericht]")
	byPlus   = whole(joke, asks, "Delivered-To: klachten+{jansen}@kluppluz.example")
	byDMARC  = whole(joke, asks, auth)
	byParent = whole("From: ouder@post.example", "Subject: Re: [{A} {parent}] [tevreden ja]")
)

// fromForgeries are about who the mail is from. Everything else in them is right: a genuine thread and a pass.
func fromForgeries() []forgery {
	both := func(from string) string { return whole(from, asks, thread, auth) }
	own := func(lines ...string) string {
		return whole(append([]string{"From: " + evil, asks, evilAuth}, lines...)...)
	}
	return []forgery{
		{tries: "writes Joke's address and nothing else", attack: whole(joke, asks), honest: byThread},
		{tries: "has two From headers, Joke's first", attack: both(joke + "\nFrom: " + evil), honest: byThread},
		{tries: "has two From headers, Joke's last", attack: both("From: " + evil + "\n" + joke), honest: byThread},
		{tries: "has a second From with a blank before the colon", attack: both(joke + "\nFrom : " + evil), honest: byThread},
		{tries: "names two mailboxes in one From", attack: both("From: j.jansen@kluppluz.example, " + evil), honest: byThread},
		{tries: "hides Joke in a group", attack: both("From: staf: j.jansen@kluppluz.example;"), honest: byThread},
		{tries: "hides itself in a comment", attack: both("From: j.jansen@kluppluz.example (" + evil + ")"), honest: byThread},
		{tries: "takes Joke's address for a display name", attack: both(`From: "j.jansen@kluppluz.example" <` + evil + ">"), honest: byThread},
		{tries: "encodes Joke's address as a display name", attack: both("From: =?utf-8?q?j.jansen=40kluppluz.example?= <" + evil + ">"), honest: byThread},
		{tries: "writes two addresses in angle brackets", attack: both("From: <" + evil + "> <j.jansen@kluppluz.example>"), honest: byThread},
		{tries: "quotes the local part", attack: both(`From: "j.jansen"@kluppluz.example`), honest: byThread},
		{tries: "encodes the local part", attack: both("From: =?utf-8?q?j.jansen=40kluppluz.example?=@evil.example"), honest: byThread},
		{tries: "puts a control character into the name", attack: both("From: Joke\x01 <j.jansen@kluppluz.example>"), honest: byThread},
		{tries: "ends the address in a NUL for some readers", attack: both("From: j.jansen@kluppluz.example\x00@evil.example"), honest: byThread},
		{tries: "writes a Cyrillic letter", attack: both("From: j.j\u0430nsen@kluppluz.example"), honest: byThread},
		{tries: "writes a wide letter", attack: both("From: \uff4a.jansen@kluppluz.example"), honest: byThread},
		{tries: "writes the Kelvin sign for a k", attack: whole("From: \u212awaliteit@kluppluz.example", judges, "In-Reply-To: <kwaliteit>", auth), honest: whole("From: kwaliteit@kluppluz.example", judges, "In-Reply-To: <kwaliteit>")},
		{tries: "has a domain that looks the same in punycode", attack: both("From: j.jansen@xn--kluppuz-0ya.example"), honest: byThread},
		{tries: "ends the domain in a dot", attack: both("From: j.jansen@kluppluz.example."), honest: byThread},
		{tries: "writes from a sub-domain", attack: both("From: j.jansen@mail.kluppluz.example"), honest: byThread},
		{tries: "writes from a longer domain", attack: both("From: j.jansen@kluppluz.example.evil.example"), honest: byThread},
		{tries: "writes from a domain one letter away", attack: both("From: j.jansen@k1uppluz.example"), honest: byThread},
		{tries: "routes the address over itself", attack: both("From: <@evil.example:j.jansen@kluppluz.example>"), honest: byThread},
		{tries: "adds a plus to Joke's address", attack: both("From: j.jansen+x@kluppluz.example"), honest: byThread},
		{tries: "folds Joke's address behind its own", attack: both("From: " + evil + "\n <j.jansen@kluppluz.example>"), honest: byThread},
		{tries: "is from nobody", attack: both("From: <>"), honest: byThread},
		{tries: "names Joke as Sender", attack: own("Sender: j.jansen@kluppluz.example", thread), honest: byThread},
		{tries: "names Joke in Resent-From", attack: own("Resent-From: j.jansen@kluppluz.example", thread), honest: byThread},
		{tries: "names Joke in Reply-To", attack: own("Reply-To: j.jansen@kluppluz.example", thread), honest: byThread},
		{tries: "names Joke in Return-Path", attack: own("Return-Path: <j.jansen@kluppluz.example>", thread), honest: byThread},
		{tries: "names Joke in the headers of mail programs", attack: own("X-Original-From: j.jansen@kluppluz.example", "X-Google-Original-From: j.jansen@kluppluz.example", thread), honest: byThread},
		{tries: "wants the answer elsewhere", attack: whole(joke, asks, "Reply-To: "+evil), honest: byThread},
		{tries: "writes from our own address", attack: whole("From: klachten@kluppluz.example", asks, auth), honest: byThread},
	}
}

// resultForgeries are about Authentication-Results.
func resultForgeries() []forgery {
	says := func(value string) string { return whole(joke, asks, "Authentication-Results: "+value) }
	pinned := func(rest string) string { return says("mx.kluppluz.example" + rest) }
	microsoft := func(f *office) {
		f.o.Proof = cases.Proof{Token: true, DMARC: true, Dialect: "microsoft365"}
	}
	list := []forgery{
		{tries: "brings the result of its own server", attack: says("mx.evil.example" + inner)},
		{tries: "brings the result of a server below ours", attack: says("a.mx.kluppluz.example" + inner)},
		{tries: "has a server whose name begins with ours", attack: says("mx.kluppluz.example.evil.example" + inner)},
		{tries: "writes our server's name in a comment", attack: says("(mx.kluppluz.example) mx.evil.example" + inner)},
		{tries: "passes SPF alone", attack: pinned("; spf=pass smtp.mailfrom=kluppluz.example; dmarc=pass header.from=kluppluz.example")},
		{tries: "is signed by the domain above (relaxed alignment)", attack: pinned("; dkim=pass header.d=example; dmarc=pass header.from=kluppluz.example")},
		{tries: "is signed by itself", attack: pinned("; dkim=pass header.d=evil.example; dmarc=pass header.from=kluppluz.example")},
		{tries: "is signed by a domain that ends in ours", attack: pinned("; dkim=pass header.d=evilkluppluz.example; dmarc=pass header.from=kluppluz.example")},
		{tries: "passes DMARC for its own domain", attack: whole(joke, asks, evilAuth)},
		{tries: "passes DMARC by a guess", attack: pinned("; dkim=pass header.d=kluppluz.example; dmarc=bestguesspass header.from=kluppluz.example")},
		{tries: "has no signature", attack: pinned("; dkim=none; dmarc=pass header.from=kluppluz.example")},
		{tries: "puts a result below the server's own", attack: whole(joke, asks, "Authentication-Results: mx.kluppluz.example; dkim=none; dmarc=none", auth)},
		{tries: "puts a result above the server's own", attack: whole(joke, asks, auth, "Authentication-Results: mx.kluppluz.example; dkim=none; dmarc=none")},
		{tries: "puts the same result in twice", attack: whole(joke, asks, auth, auth)},
		{tries: "fails DMARC, with Joke's stolen thread", attack: whole(joke, asks, thread, "Authentication-Results: mx.kluppluz.example; dkim=fail; dmarc=fail header.from=kluppluz.example")},
		{tries: "hides a result in a quoted local part", attack: pinned(`; spf=pass smtp.mailfrom="x` + inner + `"@evil.example`)},
		{tries: "hides a result behind an escaped quote", attack: pinned(`; spf=pass smtp.mailfrom="x\"` + inner + `"@evil.example`)},
		{tries: "hides a result in a reason", attack: pinned(`; spf=pass reason="` + inner + `" smtp.mailfrom=evil.example`)},
		{tries: "hides a result in a comment", attack: pinned(`; spf=pass (x` + inner + `) smtp.mailfrom=evil.example`)},
		{tries: "hides a result in a comment in a comment", attack: pinned(`; spf=pass (a (b)` + inner + `) smtp.mailfrom=evil.example`)},
		{tries: "opens a comment that never ends", attack: pinned(inner + " (x")},
		{tries: "opens a quote that never ends", attack: pinned(inner + ` reason="x`)},
		{tries: "has the method twice", attack: pinned("; dkim=pass header.d=evil.example" + inner)},
		{tries: "has the property twice", attack: pinned("; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=evil.example header.from=kluppluz.example")},
		{tries: "writes a domain beyond ASCII", attack: pinned("; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppl\u00fcz.example")},
		{tries: "folds a result into another field", attack: whole(joke, asks, "X-Spam: nee\n "+auth)},
		{tries: "hides a result behind a bare carriage return", attack: whole(joke, asks, "X-Spam: nee\r"+auth)},
		{tries: "injects a result by way of an encoded subject", attack: whole(joke, asks+" =?utf-8?q?=0D=0AAuthentication-Results:_mx.kluppluz.example;_dkim=3Dpass_header.d=3Dkluppluz.example;_dmarc=3Dpass_header.from=3Dkluppluz.example?=")},
		{tries: "brings results that our server renamed", attack: whole(joke, asks, "Authentication-Results-Original: "+vouch, "X-Authentication-Results: "+vouch, "ARC-Authentication-Results: i=1; "+vouch)},
		{tries: "writes a result into the text", attack: written(auth+"\n\nWij bellen u morgen.", joke, asks)},
		{tries: "carries a vouched mail of Joke inside", attack: written(joke+"\n"+auth+"\n"+asks+"\n\nWij bellen u morgen.", joke, asks, "Content-Type: message/rfc822")},
		{tries: "writes as Exchange Online does, to another server", attack: whole(joke, asks, m365)},
		{tries: "trusts that no server is pinned", attack: says(inner), honest: byThread, set: func(f *office) { f.o.Proof.Authserv = "" }},
		{tries: "brings a result of its own to Exchange Online", attack: whole(joke, asks, m365, "Authentication-Results: dkim=none;dmarc=none action=none header.from=kluppluz.example;"), honest: whole(joke, asks, m365), set: microsoft},
		{tries: "brings a gateway's result to Exchange Online", attack: byDMARC, honest: whole(joke, asks, m365), set: microsoft},
		{tries: "is signed by the tenant's spare domain", attack: whole(joke, asks, strings.Replace(m365, "header.d=kluppluz.example", "header.d=kluppluz.onmicrosoft.example", 1)), honest: whole(joke, asks, m365), set: microsoft},
		{tries: "fails at Exchange Online, with Joke's stolen thread", attack: whole(joke, asks, thread, strings.Replace(m365, "dmarc=pass action=none", "dmarc=fail action=oreject", 1)), honest: whole(joke, asks, thread, m365), set: microsoft},
	}
	for i := range list {
		if list[i].honest == "" {
			list[i].honest = byDMARC
		}
	}
	return list
}

// tokenForgeries are about what was handed to whom.
func tokenForgeries() []forgery {
	tag := func(from, token string) string { return whole(from, "Subject: [{A} "+token+"] [bericht]") }
	id := func(id string) string { return whole(joke, asks, "In-Reply-To: <"+id+">") }
	regio := "From: p.smit@kluppluz.example"
	return []forgery{
		{tries: "invents a token", attack: tag(joke, "10000001abcdefghjkmnpqrs"), honest: byTag},
		{tries: "is a stranger with Joke's tag", attack: tag("From: "+evil, "{jansen}"), honest: byTag},
		{tries: "is a stranger with Joke's thread", attack: whole("From: "+evil, asks, thread), honest: byThread},
		{tries: "is a stranger with Joke's answer address", attack: whole("From: "+evil, asks, "Delivered-To: klachten+{jansen}@kluppluz.example"), honest: byPlus},
		{tries: "is a colleague of another location with Joke's tag", attack: whole(anton, "Subject: [{A} {jansen}] [bericht]", auth), honest: byTag, as: "bakker"},
		{tries: "is a colleague of another location with Joke's thread", attack: whole(anton, asks, thread), honest: byThread, as: "bakker"},
		{tries: "is a colleague of another location, vouched for", attack: whole(anton, asks, auth), honest: byDMARC, as: "bakker"},
		{tries: "is a colleague of another location who asks how it stands", attack: whole(anton, "Subject: [{A}] [stand]", auth), honest: whole(joke, "Subject: [{A}] [stand] [categorie eten]", auth), as: "bakker"},
		{tries: "is a colleague of another location who leaves a note", attack: whole(anton, "Subject: [{A}]", auth), honest: whole(joke, "Subject: [{A}]", auth), as: "bakker"},
		{tries: "is a colleague with a token of the own case", attack: whole(anton, asks, "In-Reply-To: <bakker>"), honest: whole(anton, "Subject: [{B}] [bericht]", "In-Reply-To: <bakker>"), as: "bakker"},
		{tries: "is a colleague who writes the own token in our tag", attack: tag(anton, "{bakker}"), honest: whole(anton, "Subject: [{B} {bakker}] [bericht]"), as: "bakker"},
		{tries: "is Joke with the registrar's answer address", attack: whole(joke, "Subject: [{A}] [toewijzen regio]", auth, "Delivered-To: klachten+{kwaliteit}@kluppluz.example"), honest: whole("From: kwaliteit@kluppluz.example", "Subject: [{A}] [toewijzen regio]", "Delivered-To: klachten+{kwaliteit}@kluppluz.example"), as: "jansen"},
		{tries: "is the handler, who may not close", attack: whole(joke, "Subject: [{A}] [sluiten]", thread), honest: byThread, as: "jansen"},
		{tries: "is the handler, who may not assign", attack: whole(joke, "Subject: [{A}] [toewijzen bakker]", thread), honest: byThread, as: "jansen"},
		{tries: "is a parent with staff words", attack: whole("From: ouder@post.example", "Subject: Re: [{A}] [sluiten]", "In-Reply-To: <parent>"), honest: byParent, as: "parent"},
		{tries: "is a parent with staff words in a signed tag", attack: whole("From: ouder@post.example", "Subject: [{A} {parent}] [oordeel gegrond] [sluiten]"), honest: byParent, as: "parent"},
		{tries: "is a parent who writes as Joke, with the own token", attack: whole(joke, asks, "In-Reply-To: <parent>"), honest: byThread, as: "parent"},
		{tries: "is another parent who answers for this one", attack: whole("From: ander@post.example", "Subject: Re: [{A} {parent}] [tevreden ja]"), honest: byParent, as: "other"},
		{tries: "is another parent with a token of the own case", attack: whole("From: ander@post.example", "Subject: Re: [{A} {other}] [tevreden ja]"), honest: whole("From: ander@post.example", "Subject: Re: [{B} {other}] [tevreden ja]"), as: "other"},
		{tries: "is another parent who cites the number", attack: whole("From: ander@post.example", "Subject: Re: [{A}] [tevreden ja]"), honest: byParent, as: "other"},
		{tries: "is a stranger who answers for the parent", attack: whole("From: "+evil, "Subject: Re: [{A} {parent}] [tevreden ja]"), honest: byParent},
		{tries: "is the parent, but not proven", attack: whole("From: ouder@post.example", "Subject: Re: [{A}] [tevreden ja]"), honest: byParent, as: "parent"},
		{tries: "is from the parent and fails DMARC", attack: whole("From: ouder@post.example", "Subject: Re: [{A} {parent}] [tevreden ja]", "Authentication-Results: mx.kluppluz.example; dmarc=fail header.from=post.example"), honest: byParent},
		{tries: "uses Joke's token on another case", attack: whole(joke, "Subject: [{B}] [bericht]", thread), honest: byThread},
		{tries: "signs the tag of another case with it", attack: whole(joke, "Subject: [{B} {jansen}] [bericht]"), honest: byTag},
		{tries: "has valid tokens of two cases", attack: whole(regio, "Subject: [{A}] [ernstig]", "In-Reply-To: <regio>", "References: <regioB>"), honest: whole(regio, "Subject: [{A}] [ernstig]", "In-Reply-To: <regio>")},
		{tries: "has two tags", attack: whole(joke, "Subject: [{A} {jansen}] [{B}] [bericht]"), honest: byTag},
		{tries: "has two tokens in one tag", attack: whole(joke, "Subject: [{A} {jansen} {kwaliteit}] [bericht]"), honest: byTag},
		{tries: "cuts the MAC", attack: tag(joke, "{jansen-1}"), honest: byTag},
		{tries: "changes the last sign of the MAC", attack: id("{jansen~23}.inst@kluppluz.example"), honest: byThread},
		{tries: "changes the number of the token", attack: id("{jansen~7}.inst@kluppluz.example"), honest: byThread},
		{tries: "changes the number of the key", attack: id("{jansen~1}.inst@kluppluz.example"), honest: byThread},
		{tries: "changes the version", attack: id("{jansen~0}.inst@kluppluz.example"), honest: byThread},
		{tries: "signs with a key of its own", attack: id("{alien}.inst@kluppluz.example"), honest: byThread},
		{tries: "writes the token where no Message-ID of ours has it", attack: id("x.{jansen}@kluppluz.example"), honest: byThread},
		{tries: "writes the token in the text", attack: written("[{A} {jansen}] [bericht]\n\nWij bellen u morgen.", joke, asks), honest: byTag},
		{tries: "uses a token that was revoked", attack: byThread, honest: byThread, spoil: (*office).revoke},
		{tries: "is from somebody who was taken out of the roster", attack: whole(joke, asks, thread, auth), honest: byThread, spoil: func(f *office) { f.dismiss("jansen") }, as: "gone"},
		{tries: "is Joke, who left yesterday", attack: whole(joke, asks, thread, auth), honest: byThread, spoil: func(f *office) { f.person("jansen").Left = cases.Date{Year: 2026, Month: 3, Day: 4} }, as: "gone"},
		{tries: "is a deputy whose days are over", attack: whole(anton, asks, auth), honest: whole(anton, asks, auth), as: "bakker", set: func(f *office) {
			p := f.person("jansen")
			p.Deputy, p.DeputyFrom, p.DeputyUntil = "bakker", cases.Date{Year: 2026, Month: 3, Day: 1}, cases.Date{Year: 2026, Month: 3, Day: 5}
		}, spoil: func(f *office) { f.person("jansen").DeputyUntil.Day = 4 }},
		{tries: "is Joke, about whom the complaint turned out to be", attack: byThread, honest: byThread, as: "jansen", spoil: func(f *office) { f.command("kwaliteit", "KLP-2026-0001", "[vertrouwelijk jansen]", "") }},
		{tries: "is the registrar, of a serious case", attack: whole("From: kwaliteit@kluppluz.example", "Subject: [{A}] [toewijzen regio]", "In-Reply-To: <kwaliteit>"), honest: whole("From: h.vos@kluppluz.example", "Subject: [{A}] [toewijzen regio]", auth), set: func(f *office) { f.command("kwaliteit", "KLP-2026-0001", "[ernstig]", "") }, as: "kwaliteit"},
	}
}

// shapeForgeries are mails that are not what they look like: replayed, old, doubled, automatic.
func shapeForgeries() []forgery {
	const dated = "Date: Mon, 2 Mar 2026 09:00:00 +0100"
	genuine := whole(joke, asks, auth, dated, "Message-ID: <genuine@kluppluz.example>")
	return []forgery{
		{tries: "sends the very same mail again", before: genuine, attack: genuine, honest: genuine},
		{tries: "sends the same mail again by another way", before: genuine, attack: "Received: from relay.evil.example\n" + genuine, honest: genuine},
		{tries: "keeps a genuine mail for five days", attack: genuine, honest: genuine, spoil: func(f *office) { f.turn("2026-03-07 10:00") }},
		{tries: "puts a fresh date above the old one", attack: "Date: {now}\n" + genuine, honest: genuine, spoil: func(f *office) { f.turn("2026-03-07 10:00") }},
		{tries: "puts a second subject above a signed mail", attack: asks + "\n" + whole(joke, "Subject: Lunch?", auth), honest: byDMARC},
		{tries: "puts a second subject below a signed mail", attack: whole(joke, "Subject: Lunch?", asks, auth), honest: byDMARC},
		{tries: "puts another form of the text above a signed mail", attack: "Content-Type: text/plain\n" + whole(joke, asks, auth, "Content-Type: text/plain; charset=utf-8"), honest: byDMARC},
		{tries: "puts a second Message-ID above a signed mail", attack: "Message-ID: <vers@evil.example>\n" + genuine, honest: genuine},
		{tries: "is an automatic answer with a command in the subject", attack: whole(joke, asks, thread, auth, "Auto-Submitted: auto-replied"), honest: byThread},
		{tries: "is an absence notice without a header that says so", attack: whole(joke, "Subject: Automatisch antwoord: [{A}] [bericht]", thread, auth), honest: byThread},
		{tries: "comes over a mailing list", attack: whole(joke, asks, auth, "List-Id: <lijst.evil.example>"), honest: byDMARC},
		{tries: "is a non-delivery report with a command", attack: whole("From: MAILER-DAEMON@evil.example", asks, "Return-Path: <>", "Auto-Submitted: auto-replied", thread), honest: byThread},
		{tries: "reports a letter as undelivered under a number that we never gave", attack: undelivered("{jansen~23}.inst@kluppluz.example"), honest: undelivered("{confirmation}")},
		{tries: "is the web form, with a command in the subject", attack: whole("From: website@kluppluz.example", asks, "Reply-To: j.jansen@kluppluz.example", auth), honest: byDMARC, set: withForm},
		{tries: "is the scanner, with a command in the subject", attack: whole("From: scanner@kluppluz.example", asks, auth), honest: byDMARC, set: withForm},
		{tries: "writes the word with a letter of another alphabet", attack: whole(joke, "Subject: [{A}] [ber\u0456cht]", thread), honest: byThread, as: "jansen"},
		{tries: "gives the command in the text", attack: written("[{A} {jansen}]\n[bericht]\nWij bellen u morgen.", "From: "+evil, "Subject: Vraag"), honest: byTag},
	}
}

func withForm(f *office) {
	f.o.Forms = []cases.Form{{Sender: "website@kluppluz.example"}}
	f.o.Scanners = []string{"scanner@kluppluz.example"}
}

// undelivered is a report that a letter could not be delivered.
func undelivered(id string) string {
	return written(`--g
Content-Type: text/plain

Weg.

--g
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.post.example

Final-Recipient: rfc822; ouder@post.example
Action: failed
Status: 5.1.1

--g
Content-Type: text/rfc822-headers

Message-ID: <`+id+`>

--g--`, "From: MAILER-DAEMON@post.example", "Subject: Undelivered", "Return-Path: <>", "Auto-Submitted: auto-replied",
		"Content-Type: multipart/report; report-type=delivery-status; boundary=g")
}
