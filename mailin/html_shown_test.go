package mailin

import (
	"fmt"
	"strings"
	"testing"
)

func TestHTMLTextShowsWhatAPersonSees(t *testing.T) {
	for in, want := range map[string]string{
		`zicht<div style="font-size:0px">on</div>baar`:                                             "zichtbaar",
		`<span style="FONT-SIZE: 0pt">x</span>zichtbaar`:                                           "zichtbaar",
		`<span style="font-size:1px;line-height:1px;color:#ffffff">voorproefje</span>zichtbaar`:    "zichtbaar",
		`<span style="font-size:10px">klein</span>`:                                                "klein",
		`<div style="max-height:0;overflow:hidden">x</div>zichtbaar`:                               "zichtbaar",
		`<div style="max-height:600px">zichtbaar</div>`:                                            "zichtbaar",
		`<div style="opacity:0">x</div>zichtbaar`:                                                  "zichtbaar",
		`<div style="opacity:0.9">zichtbaar</div>`:                                                 "zichtbaar",
		`<span style="color:#fff;background-color:#fff">x</span>zichtbaar`:                         "zichtbaar",
		`<span style="color:#fff;background:#009">zichtbaar</span>`:                                "zichtbaar",
		`<div style="display:none !important">x</div>zichtbaar`:                                    "zichtbaar",
		`<div style="display:block;visibility: hidden">x</div>zichtbaar`:                           "zichtbaar",
		`<p style="mso-hide:all">x</p>zichtbaar`:                                                   "zichtbaar",
		`<div hidden>x</div>zichtbaar`:                                                             "zichtbaar",
		`<![if !mso]>zichtbaar<![endif]><!--[if mso]>x<![endif]-->`:                                "zichtbaar",
		`<!--[if !mso]><!-->zichtbaar<!--<![endif]-->`:                                             "zichtbaar",
		`<img src="https://track.example/p.gif" width="1" height="1" alt="Ouderavond">zichtbaar`:   "zichtbaar",
		`<img src="cid:x" alt="image001.png">zichtbaar`:                                            "zichtbaar",
		`<img src="cid:x" alt="Logo">zichtbaar`:                                                    "zichtbaar",
		`<img src="cid:x" alt="Afbeelding met tekst. Automatisch gegenereerde beschrijving">zicht`: "zicht",
		`kijk <img src="cid:x" alt="Foto van het kapotte hek"> hier`:                               "kijk [Foto van het kapotte hek] hier",
		`Fijn <img alt="😀" src=x>!`:                                                                "Fijn 😀!",
		`<a href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fopvang.example%2Fhek%3Fa%3D1&amp;data=05%7C01&amp;reserved=0">het hek</a>`: "het hek <https://opvang.example/hek?a=1>",
		`<a href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fopvang.example%2F&amp;data=05">opvang.example</a>`:                         "opvang.example",
		`<a href="https://eur01.safelinks.protection.outlook.com/ap/w-59584e83/?url=https%3A%2F%2Fopvang.example%2Fx&amp;data=05">x</a>`:                       "x <https://opvang.example/x>",
		`<a href="https://urldefense.com/v3/__https://opvang.example/hek__;!!abc$">het hek</a>`:                                                                "het hek <https://opvang.example/hek>",
		`<a href="https://urldefense.proofpoint.com/v2/url?u=https-3A__opvang.example_hek&amp;d=DwMF">het hek</a>`:                                             "het hek <https://opvang.example/hek>",
		`<a href="https://www.google.com/url?q=https://opvang.example/hek&amp;sa=D">het hek</a>`:                                                               "het hek <https://opvang.example/hek>",
		`<a href="https://kwaad.example/">https://bank.example/</a>`:                                                                                           "https://bank.example/ <https://kwaad.example/>",
		`<a href="tel:+31612345678">06 12345678</a>`:                                                                                                           "06 12345678",
		`<blockquote style="margin:0 0 0 40px;border:none;padding:0px">ingesprongen</blockquote>na`:                                                            "ingesprongen\n\nna",
		`<blockquote style="border:none;border-left:1px solid">citaat</blockquote>`:                                                                            "> citaat",
		`<div style="white-space:pre-wrap">een` + "\n" + `twee <div>drie</div> vier</div>vijf` + "\n" + `zes`:                                                  "een\ntwee \ndrie\n vier\nvijf zes",
		`<ol><li>een<li value="5">vijf<li>zes</ol>`:                                                                                                            "1. een\n5. vijf\n6. zes",
		`<ol><li>een<ol><li>a<li>b</ol><li>twee</ol>`:                                                                                                          "1. een\n\n  1. a\n  2. b\n\n2. twee",
		`<p class="MsoListParagraph">een</p><p class="MsoListParagraph">twee</p>`:                                                                              "een\ntwee",
		`<p class=MsoNormal>een<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>twee</p>`:                                             "een\n\ntwee",
		`<table><tr><th>Dag</th><th>Tijd</th></tr><tr><td>ma</td><td>8:00</td></tr></table>`:                                                                   "Dag\tTijd\nma\t8:00",
		`<dl><dt>Naam</dt><dd>Jan</dd></dl>`:                                                                                                                   "Naam\nJan",
		`<div class="gmail_signature">Jan<br>06</div>na`:                                                                                                       "Jan\n06\nna",
		`<h1>Kop</h1>tekst<h2>Tussenkop</h2>meer`:                                                                                                              "Kop\n\ntekst\n\nTussenkop\n\nmeer",
		`<textarea>ingevuld</textarea><button>Verstuur</button>`:                                                                                               "ingevuldVerstuur",
		`een&#8203;twee&shy;drie`: "een\u200btwee\u00addrie",
	} {
		if got := unmark(htmlText(in)); got != tidy(want) {
			t.Errorf("%s gives %q, want %q", in, got, want)
		}
	}
}

func TestNewTextReadsTheStructureOfTheHTML(t *testing.T) {
	const reply = "<div>Dank u.</div><div>Het hek is dicht.</div>"
	for name, history := range map[string]string{
		"gmail":             `<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">K:</div><div>Beste ouder</div></div>`,
		"outlook web":       `<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">K</div><div>Beste ouder</div>`,
		"outlook web x":     `<div id="x_divRplyFwdMsg">K</div><div>Beste ouder</div>`,
		"outlook mac":       `<span id="OLK_SRC_BODY_SECTION"><div>K</div><div>Beste ouder</div></span>`,
		"outlook phone":     `<div id="mail-editor-reference-message-container" class="ms-outlook-mobile-reference-message"><hr>K</div><div>Beste ouder</div>`,
		"outlook desktop":   `<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>K<br>gisteren</p></div><p class=MsoNormal>Beste ouder</p>`,
		"outlook with line": `<div style='border:none;border-left:solid blue 1.5pt;padding:0cm 0cm 0cm 4.0pt'><div><div style='border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm'>K</div></div>Beste ouder</div>`,
		"hotmail":           `<hr id="stopSpelling">K<br>Beste ouder`,
		"thunderbird":       `<div class="moz-cite-prefix">K zei gisteren:<br></div><blockquote type="cite" cite="mid:x">Beste ouder</blockquote>`,
		"apple":             `<div><br><blockquote type="cite"><div>K</div></blockquote></div><blockquote type="cite"><div>Beste ouder</div></blockquote>`,
		"yahoo":             `<div id="yahoo_quoted_123" class="yahoo_quoted">K<div>Beste ouder</div></div>`,
		"proton":            `<div class="protonmail_quote">K<br><blockquote class="protonmail_quote" type="cite">Beste ouder</blockquote></div>`,
		"samsung":           `<div><div style="font-size:100%"><!-- originalMessage --><div>K</div><div>Beste ouder</div></div></div>`,
		"gmx":               `<div name="quote" style="margin:10px">K<div>Beste ouder</div></div>`,
		"roundcube":         `<p id="reply-intro">K zei gisteren</p><blockquote type="cite">Beste ouder</blockquote>`,
		"zimbra":            `<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__">K</div><div>Beste ouder</div>`,
		"spark":             `<div name="messageReplySection">K<blockquote>Beste ouder</blockquote></div>`,
		"tutanota":          `K<br><blockquote class="tutanota_quote">Beste ouder</blockquote>`,
		"signature":         `<div class="gmail_signature">Jan<br>Dorp</div>`,
		"signature owa":     `<div id="Signature"><div>Groet,<div>Jan</div></div></div><div id="appendonsend"></div><div>Beste ouder</div>`,
	} {
		m := read("From: a@x.example\nContent-Type: text/html\n\n" + reply + history)
		if got := strings.TrimSuffix(m.Text, "\nK"); got != "Dank u.\nHet hek is dicht." {
			t.Errorf("%s: new text is %q", name, m.Text)
		}
		if name != "signature" && !strings.HasPrefix(name, "signature") && !strings.Contains(m.Full, "Beste ouder") {
			t.Errorf("%s: full text is %q", name, m.Full)
		}
	}
}

func TestAnswersInHTMLKeepWhatTheyAnswer(t *testing.T) {
	m := read(`From: a@x.example
Content-Type: text/html

<div class="gmail_quote"><div class="gmail_attr">Op ma 3 mrt 2025 om 10:15 schreef K &lt;k@x.example&gt;:</div>
<blockquote class="gmail_quote"><div>Was het hek open?</div></blockquote><div>Ja, de hele dag.</div>
<blockquote class="gmail_quote"><div>Hoe laat?</div></blockquote><div>Om acht uur.</div>
<blockquote class="gmail_quote"><div>Groet, K</div></blockquote></div>`)
	if m.Text != "> Was het hek open?\n\nJa, de hele dag.\n\n> Hoe laat?\n\nOm acht uur." {
		t.Errorf("%q", m.Text)
	}
}

func BenchmarkHTML(b *testing.B) {
	shapes := map[string]string{
		"letter": "<div><p>Een <b>gewone</b> zin met een <a href='https://x.example/a'>link</a>.</p></div>\n",
		"open":   "<div style='color:red'><blockquote><table><tr><td>",
		"links":  "<a href=https://x.example>x",
		"cells":  "<td>a</td>",
		"hidden": "<div style='display:none'>x",
		"text":   "een zin zonder einde ",
	}
	for name, shape := range shapes {
		for mb := 1; mb <= 8; mb *= 2 {
			s := strings.Repeat(shape, mb<<20/len(shape))
			b.Run(fmt.Sprintf("%s/%dMB", name, mb), func(b *testing.B) {
				b.SetBytes(int64(len(s)))
				for b.Loop() {
					htmlText(s)
				}
			})
		}
	}
}

func BenchmarkNewText(b *testing.B) {
	shapes := map[string]string{
		"letter":      "Een gewone zin van een ouder over het hek van de locatie.\nEn nog een op 3 maart.\n\n",
		"quoted":      "> een aangehaalde regel van de brief\n",
		"between":     "> een aangehaalde regel\n\nen een antwoord\n\n",
		"attribution": "Op 3 maart 2025 om 10:15 schreef Jan:\n",
		"labels":      "Van: a\n\n",
		"colons":      "Op a@b: c: d: e: f: g: h: i: j: k: l: m: n: o: p: q: r: s: t: u: v: w: x: y: z:: \n",
		"digits":      "1 @\n",
		"dashes":      "----- 1 -----\n",
		"headers":     "Onderwerp: a,\n",
	}
	for name, shape := range shapes {
		for mb := 1; mb <= 8; mb *= 2 {
			s := strings.Repeat(shape, mb<<20/len(shape))
			b.Run(fmt.Sprintf("%s/%dMB", name, mb), func(b *testing.B) {
				b.SetBytes(int64(len(s)))
				for b.Loop() {
					newTextOf(s)
				}
			})
		}
	}
}

func TestPlainTextThatOnlyStandsIn(t *testing.T) {
	for plain, want := range map[string]string{
		"Uw mailprogramma toont geen HTML.":             "Het hek stond open, en dat is niet de eerste keer. Ik wil een gesprek.\n\nEva\n\nDorpsstraat 1, Dorp",
		"This message requires an HTML capable viewer.": "Het hek stond open, en dat is niet de eerste keer. Ik wil een gesprek.\n\nEva\n\nDorpsstraat 1, Dorp",
		"Het hek stond open. HTML is er ook.":           "Het hek stond open. HTML is er ook.",
		"Kort bericht.":                                 "Kort bericht.",
		"Zie https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Ffoto.example%2Fhek&data=05 voor de foto": "Zie https://foto.example/hek voor de foto",
		"Zie https://eur01.safelinks.protection.outlook.com/?url=javascript%3Ax&data=05":                                "Zie https://eur01.safelinks.protection.outlook.com/?url=javascript%3Ax&data=05",
	} {
		m := read(crlfMail("From: a@x.example\nContent-Type: multipart/alternative; boundary=x",
			"--x\nContent-Type: text/plain\n\n"+plain+"\n--x\nContent-Type: text/html\n\n<p>Het hek stond open, en dat is niet de eerste keer. Ik wil een gesprek.</p><p>Eva</p><p>Dorpsstraat 1, Dorp</p>\n--x--"))
		if m.Full != want {
			t.Errorf("%q gives %q", plain, m.Full)
		}
	}
}
