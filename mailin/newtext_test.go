package mailin

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func newTextOf(text string) string {
	got, _ := newPass(DefaultLimits()).newText(body{text: text})
	return got
}

func TestNothingNewIsSaid(t *testing.T) {
	const history = "\n\nOp ma 3 mrt 2025 om 10:15 schreef K <k@x.example>:\n\n> Beste ouder,\n"
	for text, want := range map[string]bool{
		"Het hek." + history:                      false,
		history:                                   true,
		"Verstuurd vanaf mijn iPhone" + history:   true,
		"-- \nJan" + history:                      true,
		"Het hek.\n\nVerstuurd vanaf mijn iPhone": false,
		"": true,
		"Van: K <k@x.example>\nVerzonden: 3 maart 2025\nAan: a\nOnderwerp: Hek\n\nBeste ouder,": true,
	} {
		if m := read("From: a@x.example\n\n" + text); m.NothingNew != want {
			t.Errorf("%q: %v, text %q", text, m.NothingNew, m.Text)
		}
	}
}

func TestAnswersInsideTheOriginalStay(t *testing.T) {
	const history = "\n\nVan: K <k@x.example>\nVerzonden: maandag 2 maart 2026 11:02\nAan: Eva\nOnderwerp: vragen\n\n1. Was het hek open?\nJA"
	for _, top := range []string{
		"Zie mijn antwoorden hieronder.", "Ik heb mijn reactie in het rood gezet.", "See my comments inline.", "Meine Antworten unten im Text.", "Mes réponses en rouge.",
	} {
		m := read("From: a@x.example\nContent-Type: text/plain; charset=utf-8\n\n" + top + history)
		if m.Text != top+history || ownLines(m) != top {
			t.Errorf("%q became %q, and as a command %q", top, m.Text, ownLines(m))
		}
	}
	if m := read("From: a@x.example\n\nHieronder staat wat ik vind." + history); m.Text != "Hieronder staat wat ik vind." {
		t.Errorf("%q", m.Text)
	}
}

func TestACommandHasNeitherGreetingNorName(t *testing.T) {
	for text, want := range map[string]string{
		"Beste Eva,\n\nHet hek is gemaakt.\n\nMet vriendelijke groet,\n\nJoke Jansen\nLocatiemanager": "Het hek is gemaakt.",
		"Dag Eva,\nHet hek is gemaakt.\nGroet, Joke":                                                  "Het hek is gemaakt.",
		"Het hek is gemaakt.\n\nGroeten,\nJoke\n\nPS: kom gerust kijken.":                             "Het hek is gemaakt.\n\nGroeten,\nJoke\n\nPS: kom gerust kijken.",
		"Dag en nacht is het hek dicht.":                                                              "Dag en nacht is het hek dicht.",
		"Beste oplossing lijkt een gesprek":                                                           "Beste oplossing lijkt een gesprek",
		"Beste Eva,":                                                                                  "Beste Eva,",
		"Groet, Joke":                                                                                 "Groet, Joke",
	} {
		if got := unsigned(ownLines(read("From: a@x.example\n\n" + text))); got != want {
			t.Errorf("%q gives %q", text, got)
		}
	}
}

func TestACommandHasNoQuotedLines(t *testing.T) {
	m := read("From: a@x.example\n\n> Wilt u dit hek maken?\n\nHet is klaar.\n\n> Wanneer?\n\nGisteren.")
	if m.Text != "> Wilt u dit hek maken?\n\nHet is klaar.\n\n> Wanneer?\n\nGisteren." || ownLines(m) != "Het is klaar.\n\n\nGisteren." {
		t.Errorf("%q of %q", ownLines(m), m.Text)
	}
	if m = read("From: a@x.example\n\n> Wilt u dit hek maken?"); ownLines(m) != "" {
		t.Errorf("quoted history became %q", ownLines(m))
	}
}

func TestNewTextCutsTheMailThatIsAnswered(t *testing.T) {
	const reply = "Dank voor uw antwoord.\nHet hek is nu dicht."
	for name, history := range map[string]string{
		"gmail nl":        "Op ma 3 mrt 2025 om 10:15 schreef Klachten <klachten@opvang.example>:\n\n> Beste ouder,\n>\n> Dank u.",
		"gmail nl folded": "Op ma 3 mrt 2025 om 10:15 schreef Klachten van de Opvang <\nklachten@opvang.example>:\n\n> Beste ouder,",
		"apple nl":        "Op 3 mrt. 2025 om 10:15 heeft Klachten <klachten@opvang.example> het volgende geschreven:\n\n> Beste ouder,",
		"apple nl phone":  "Verstuurd vanaf mijn iPhone\n\n> Op 3 mrt 2025 om 10:15 heeft Klachten <klachten@opvang.example> het volgende geschreven:\n> \n> Beste",
		"outlook nl":      "Van: Klachten <klachten@opvang.example>\nVerzonden: maandag 3 maart 2025 10:15\nAan: Ouder <a@x.example>\nOnderwerp: RE: Hek\n\nBeste ouder,",
		"outlook nl bold": "*Van:* Klachten <klachten@opvang.example>\n*Verzonden:* maandag 3 maart 2025 10:15\n*Aan:* Ouder\n*Onderwerp:* RE: Hek\n\nBeste ouder,",
		"outlook spaced":  "________________________________\n\nVan: Klachten\n\nVerzonden: maandag 3 maart 2025 10:15\n\nAan: Ouder\n\nOnderwerp: Hek\n\nBeste ouder,",
		"exchange nl":     "-----Oorspronkelijk bericht-----\nVan: Klachten\nVerzonden: maandag 3 maart 2025 10:15\nAan: Ouder\nOnderwerp: Hek\n\nBeste ouder,",
		"samsung nl":      "-------- Oorspronkelijk bericht --------\nVan: Klachten <klachten@opvang.example>\nDatum: 03-03-2025 10:15 (GMT+01:00)\nAan: a@x.example\nOnderwerp: Hek\n\nBeste ouder,",
		"outlook phone":   "Outlook voor Android downloaden<https://aka.ms/x>\n________________________________\nVan: Klachten <klachten@opvang.example>\nVerzonden: maandag 3 maart 2025 10:15:00\nAan: Ouder\nOnderwerp: Hek\n\nBeste ouder,",
		"gmail en":        "On Mon, Mar 3, 2025 at 10:15 AM Desk <desk@opvang.example> wrote:\n\n> Dear parent,",
		"outlook en":      "From: Desk <desk@opvang.example>\nSent: Monday, March 3, 2025 10:15 AM\nTo: Parent <a@x.example>\nSubject: RE: Gate\n\nDear parent,",
		"gmail de":        "Am Mo., 3. März 2025 um 10:15 Uhr schrieb Amt <amt@opvang.example>:\n\n> Guten Tag",
		"apple de":        "Am 03.03.2025 um 10:15 schrieb Amt <amt@opvang.example>:\n\nGuten Tag",
		"outlook de":      "Von: Amt <amt@opvang.example>\nGesendet: Montag, 3. März 2025 10:15\nAn: Eltern\nBetreff: Tor\n\nGuten Tag",
		"gmail fr":        "Le lun. 3 mars 2025 à 10:15, Service <service@opvang.example> a écrit :\n\n> Bonjour",
		"outlook fr":      "De : Service <service@opvang.example>\nEnvoyé : lundi 3 mars 2025 10:15\nÀ : Parent\nObjet : RE: Porte\n\nBonjour",
		"samsung glued":   "-------- Oorspronkelijk bericht --------Van: Klachten <klachten@opvang.example> Datum: 03-03-2025 10:15\n\nBeste ouder,",
		"yahoo nl":        "Op maandag 3 maart 2025 om 10:15:00 CET schreef Klachten <klachten@opvang.example>:\n\n Beste ouder,",
		"plain quotes":    "> Beste ouder,\n> Dank u.",
		"reply line":      "## Antwoord boven deze regel ##\n\nBeste ouder,",
		"thunderbird nl":  "Op 03-03-2025 om 10:15 schreef Klachten:\n> Beste ouder,",
	} {
		if got := newTextOf(reply + "\n\n" + history); got != reply {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestNewTextKeepsAnswersBetweenAndBelow(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Op ma 3 mrt 2025 om 10:15 schreef K <k@x.example>:\n\n> Was het hek open?\n\nJa.\n\n> Hoe laat?\n\nOm acht uur.", "> Was het hek open?\n\nJa.\n\n> Hoe laat?\n\nOm acht uur."},
		{"> Was het hek open?\nJa.", "Ja."},
		{"Hoi,\nzie hieronder\n\nOp 3 maart 2025 schreef Jan:\n> een\nmijn antwoord\n> twee", "Hoi,\nzie hieronder\n\n> een\nmijn antwoord"},
		{"Op 3 maart 2025 schreef Jan:\n> Was het hek open?\n> Hoe laat was dat?\n\nJa, om acht uur.", "Ja, om acht uur."},
		{"Hoi,\n\n> Was het hek open?\n\nJa.\n\n> Hoe laat?\n> Dank u.\n> Klachten\n\nMet vriendelijke groet,\nJan Jansen", "Hoi,\n\n> Was het hek open?\n\nJa.\n\nMet vriendelijke groet,\nJan Jansen"},
		{"Prima.\n\nOp 3 maart 2025 schreef Jan:\n> een lange regel die door het mailprogramma na zoveel tekens is\nafgebroken\n> en hier verder gaat\n", "Prima."},
		{"Prima.\n\nOp 3 maart 2025 schreef Jan:\n> zie https://opvang.example/lang/adres/dat/is\nafgebroken)\n> en verder\n", "Prima."},
		{"> Was het hek de hele dag open of alleen toen u uw dochter kwam ophalen?\nja, de hele dag\n> En weet u nog hoe laat het was?\nnee", "> Was het hek de hele dag open of alleen toen u uw dochter kwam ophalen?\nja, de hele dag\n> En weet u nog hoe laat het was?\nnee"},
		{"Het bericht kwam terug.\n\n<a@x.example>: host mx.x.example[192.0.2.78] said:\n    550 Unknown user", "Het bericht kwam terug.\n\n<a@x.example>: host mx.x.example[192.0.2.78] said:\n    550 Unknown user"},
		{"Prima. Op wo 4 apr. 2025 om 15:59 schreef Jan <k@x.example>:\n> Hoi", "Prima."},
		{"Op 3 maart 2025 schreef Jan:\n> een\n>> twee\nAntwoord een.\n> drie\nAntwoord twee.", "> een\n>> twee\nAntwoord een.\n> drie\nAntwoord twee."},
	} {
		if got := newTextOf(c.text); got != c.want {
			t.Errorf("%q gives %q, want %q", c.text, got, c.want)
		}
	}
}

func TestNewTextKeepsWhatPeopleWrite(t *testing.T) {
	for _, text := range []string{
		"Op 12 maart 2025 om 10:15 schreef ik u het volgende:\n\nHet hek stond open.",
		"Op 3 maart om 10:30 belde ik.\nDe juf schreef toen dit:\nkom maar niet meer.",
		"Op dinsdag 4 maart was het weer mis. Van: half negen\ntot: negen uur stond er niemand.",
		"Mijn punten:\n\n----\n1. het hek\n----\n2. de juf",
		"Verzonden brieven kwamen nooit aan, van mijn kant is alles gedaan.",
		"Ik vind dit vertrouwelijk. Deze mail is bestemd voor u.",
		"Met vriendelijke groet,\n\nJan Jansen\nDorpsstraat 1\n06-12345678",
		"Aan: de directie\n\nHet hek stond open.",
		"> alles geciteerd\n> verder niets",
		"Van: Jan\nDatum: 3 maart 2025\nOnderwerp: hek\n\nHet hek stond open.",
		"-- \nJan",
		"Verstuurd vanaf mijn iPhone",
	} {
		if got := newTextOf(text); got != text && got != strings.ReplaceAll(text, "-- \n", "--\n") {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestNewTextDropsSignatureDeviceAndDisclaimer(t *testing.T) {
	for tail, want := range map[string]string{
		"-- \nJan Jansen\nDorpsstraat 1":                "Het hek.",
		"--\nJan Jansen\n\nVerstuurd vanaf mijn iPhone": "Het hek.",
		"Verstuurd vanaf mijn iPhone":                   "Het hek.",
		"Verzonden met mijn Samsung Galaxy-smartphone":  "Het hek.",
		"Verzonden vanuit Outlook voor iOS":             "Het hek.",
		"Verzonden vanuit Mail voor Windows":            "Het hek.",
		"Sent from my iPad":                             "Het hek.",
		"Von meinem iPhone gesendet":                    "Het hek.",
		"Envoyé de mon iPhone":                          "Het hek.",
		"Get Outlook for iOS<https://aka.ms/o>":         "Het hek.",
		"Groet, Jan\n\nDisclaimer: de informatie in dit bericht is uitsluitend bestemd voor de geadresseerde.":                            "Het hek.\n\nGroet, Jan",
		"De informatie verzonden met dit e-mailbericht is uitsluitend bestemd voor de geadresseerde.\nGebruik door anderen is onbevoegd.": "Het hek.",
		"This email and any attachments are confidential and intended solely for the addressee.":                                          "Het hek.",
		"--\n" + strings.Repeat("Nog een lange alinea.\n", 20):                                                                            "Het hek.\n\n--\n" + strings.TrimSpace(strings.Repeat("Nog een lange alinea.\n", 20)),
	} {
		if got := newTextOf("Het hek.\n\n" + tail); got != want {
			t.Errorf("%q gives %q", tail, got)
		}
	}
}

func TestNewTextOfHTML(t *testing.T) {
	for name, c := range map[string]struct{ html, full string }{
		"gmail": {
			`<div dir="ltr"><div>Het hek</div><div>is dicht.</div></div><br><div class="gmail_quote"><div class="gmail_attr">Op ma 3 mrt 2025 om 10:15 schreef K &lt;<a href="mailto:k@x.example">k@x.example</a>&gt;:<br></div><blockquote class="gmail_quote"><div>Beste</div></blockquote></div>`,
			"Het hek\nis dicht.\n\nOp ma 3 mrt 2025 om 10:15 schreef K <k@x.example>:\n\n> Beste",
		},
		"apple": {
			`<body>Het hek<div>is dicht.<br><div><blockquote type="cite"><div>On 3 Mar 2025, K wrote:</div><br><div>Beste</div></blockquote></div></div></body>`,
			"Het hek\nis dicht.\n\n> On 3 Mar 2025, K wrote:\n>\n> Beste",
		},
		"outlook on the web": {
			`<div>Het hek</div><div>is dicht.</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg"><font><b>Afz:</b> K<br></font></div><div>Beste</div>`,
			"",
		},
		"outlook": {
			`<style>p.MsoNormal{margin:0}</style><div class="WordSection1"><p class="MsoNormal">Het hek<o:p></o:p></p><p class="MsoNormal">is dicht.</p><p class="MsoNormal">&nbsp;</p><div style="border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>Van:</b> K &lt;k@x.example&gt;<br><b>Verzonden:</b> maandag 3 maart 2025 10:15<br><b>Aan:</b> a<br><b>Onderwerp:</b> RE: Hek</p></div><p class="MsoNormal">Beste</p></div>`,
			"",
		},
	} {
		m := read("From: a@x.example\nContent-Type: text/html\n\n" + c.html)
		if m.Text != "Het hek\nis dicht." {
			t.Errorf("%s: new text is %q", name, m.Text)
		}
		if c.full != "" && m.Full != c.full {
			t.Errorf("%s: full text is %q", name, m.Full)
		}
	}
}

func TestNewTextTakesTheHTMLWhenThePlainTextHasNoMarks(t *testing.T) {
	m := read(crlfMail("From: a@x.example\nContent-Type: multipart/alternative; boundary=x", `--x
Content-Type: text/plain

Het hek is dicht.

Afz: K
Beste ouder
--x
Content-Type: text/html

<p>Het hek is dicht.</p><div id="divRplyFwdMsg"><b>Afz:</b> K</div><div>Beste ouder</div>
--x--`))
	if m.Text != "Het hek is dicht." || m.Full != "Het hek is dicht.\n\nAfz: K\nBeste ouder" {
		t.Errorf("%q of %q", m.Text, m.Full)
	}
}

func TestNewTextDropsTheBannerOfTheMailSystem(t *testing.T) {
	for in, want := range map[string]string{
		"[EXTERN] Let op: deze e-mail komt van buiten de organisatie.\n\nHet hek.":            "Het hek.",
		"You don't often get email from a@x.example. Learn why this is important\n\nHet hek.": "Het hek.",
		"Let op: het hek naar buiten stond open.":                                             "Let op: het hek naar buiten stond open.",
		"Let op: mijn kind stond buiten de poort.\n\nIk wil een gesprek.":                     "Let op: mijn kind stond buiten de poort.\n\nIk wil een gesprek.",
		"Externe begeleiding helpt niet, zei de juf vorige week.\n\nWat nu?":                  "Externe begeleiding helpt niet, zei de juf vorige week.\n\nWat nu?",
		"CAUTION: This email originated from outside of the organization.\n\nHet hek.":        "Het hek.",
		"Let op het hek.\n\nHet stond open.":                                                  "Let op het hek.\n\nHet stond open.",
	} {
		if got := newTextOf(in); got != want {
			t.Errorf("%q gives %q", in, got)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{
		"", "> a", "Op 3 mrt 2025 om 10:15 schreef K <k@x.example>:\n> a\nb", "Van: a\nVerzonden: b\nAan: c\n\nd", "-- \nx",
		"a\n\nDisclaimer: vertrouwelijk, uitsluitend bestemd", "-----Original Message-----", string(mark) + "\nx", ">:\n",
	} {
		f.Add(s)
	}
	for _, s := range []string{
		"a\n> b\nc\n> d\ne", "Prima. On Mon, Mar 3, 2025 at 10:15 AM K <k@x.example> wrote:\n> x", ">>> K <k@x> 3-3-2025 10:15 >>>\nx",
		"x\n\nMet vriendelijke groet,\nJan\n06-12345678\nwww.x.example", "[EXTERN]\n\nx", "________________________\nJan\nDorp",
		"发件人：k <k@x.example>\n日期：2025年3月4日 10:15\n\nx", "x\n\uE0F2\ny\n\uE0F3\nz", "Op 3-3-2025 10:15 schreef k@x.example: x", "Disclaimer\n\nvertrouwelijk\n\nverwijderen",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		full := tidy(clean(strings.ToValidUTF8(s, "")))
		got := newTextOf(full)
		if full != "" && got == "" && strings.TrimSpace(full) != "" {
			t.Errorf("nothing is left of %q", full)
		}
		if len(got) > len(full) {
			t.Errorf("%q grew out of %q", got, full)
		}
		if !utf8.ValidString(got) || got != newTextOf(full) || strings.ContainsAny(got, marks) {
			t.Errorf("%q of %q", got, full)
		}
	})
}
