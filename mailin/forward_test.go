package mailin

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var forwardWant = &Forward{From: "ouder@x.example", FromName: "Zoë Ouder", Date: "2025-03-03T10:15:00+01:00", Subject: "Het hek", Body: "Het hek stond open.\n\nZoë"}

func passedOn(subject, kind, body string) Message {
	return read("From: k@opvang.example\nTo: klachten@opvang.example\nDate: Tue, 4 Mar 2025 09:00:00 +0100\nSubject: " + subject +
		"\nContent-Type: " + kind + "; charset=utf-8\n\n" + body)
}

// What mail programs write above a mail that is passed on, also when the colleague gave it a subject of her own.
func TestForwardShapes(t *testing.T) {
	const block = "Van: Zoë Ouder <ouder@x.example>\nVerzonden: maandag 3 maart 2025 10:15\nAan: Loc <loc@opvang.example>\nOnderwerp: Het hek\n\nHet hek stond open.\n\nZoë"
	for name, c := range map[string]struct{ subject, body string }{
		"own subject":               {"Klacht voor jullie", "Zie onder.\n\n" + block},
		"the parent's subject":      {"Het hek", block},
		"no subject":                {"", block},
		"web, a rule above":         {"FW: Het hek", "Zie\n\n________________________________\n" + block},
		"old Outlook, own subject":  {"Klacht", "Zie\n\n-----Oorspronkelijk bericht-----\n" + block},
		"on behalf of":              {"FW: Het hek", strings.Replace(block, "x.example>", "x.example> namens Zoë", 1)},
		"copied to others":          {"FW: Het hek", strings.Replace(block, "Onderwerp", "CC: 'Bo'; An\nUrgentie: Hoog\nOnderwerp", 1)},
		"in bold":                   {"FW: Het hek", "*Van:* Zoë Ouder <ouder@x.example>\n*Verzonden:* maandag 3 maart 2025 10:15\n*Aan:* loc\n*Onderwerp:* Het hek\n\nHet hek stond open.\n\nZoë"},
		"iOS":                       {"Fwd: Het hek", "Zie\n\nVerstuurd vanaf mijn iPhone\n\nBegin doorgestuurd bericht:\n\n> Van: Zoë Ouder <ouder@x.example>\n> Datum: 3 maart 2025 om 10:15:00 CET\n> Aan: loc@opvang.example\n> Onderwerp: Het hek\n>\n> Het hek stond open.\n> \n> Zoë"},
		"Samsung":                   {"Fwd: Het hek", "Verzonden vanaf mijn Galaxy\n\n-------- Oorspronkelijk bericht --------\nVan: Zoë Ouder <ouder@x.example>\nDatum: 03-03-2025 10:15 (GMT+01:00)\nAan: loc@opvang.example\nOnderwerp: Het hek\n\nHet hek stond open.\n\nZoë"},
		"Yahoo, all in one line":    {"Fw: Het hek", "----- Doorgestuurd bericht -----Van: \"Zoë Ouder\" <ouder@x.example>Aan: \"loc\" <loc@opvang.example>Verzonden: maandag 3 maart 2025 om 10:15:00 CETOnderwerp: Het hek\n\nHet hek stond open.\n\nZoë"},
		"Yahoo, in three lines":     {"Fw: Het hek", "   ----- Doorgestuurd bericht ----- Van: Zoë Ouder <ouder@x.example>Aan: loc@opvang.example <loc@opvang.example>\nVerzonden: maandag 3 maart 2025 om 10:15:00 CET\nOnderwerp: Het hek\n\nHet hek stond open.\n\nZoë"},
		"Proton, the mail quoted":   {"Fw: Het hek", "------- Forwarded Message -------\nFrom: Zoë Ouder <ouder@x.example>\nDate: On Monday, March 3rd, 2025 at 10:15 AM\nSubject: Het hek\nTo: loc@opvang.example\n\n\n> Het hek stond open.\n> \n> Zoë"},
		"German, own subject":       {"Beschwerde", "Siehe unten\n\nVon: Zoë Ouder <ouder@x.example>\nGesendet: Montag, 3. März 2025 10:15\nAn: Loc\nBetreff: Het hek\n\nHet hek stond open.\n\nZoë"},
		"French, own subject":       {"Plainte", "Voir\n\nDe : Zoë Ouder <ouder@x.example>\nEnvoyé : lundi 3 mars 2025 10:15\nÀ : Loc\nObjet : Het hek\n\nHet hek stond open.\n\nZoë"},
		"the colleague signs first": {"Klacht", "Pakken jullie deze op?\n\nGroet,\nKim\nTelefoon: 040-5550100\nE-mail: k@opvang.example\n\n" + block},
	} {
		if diff := cmp.Diff(forwardWant, passedOn(c.subject, "text/plain", c.body).Forward); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestForwardInHTML(t *testing.T) {
	for name, body := range map[string]string{
		"Outlook":       `<p>Zie onder.</p><div style="border-top:solid #E1E1E1 1.0pt"><p><b>Van:</b> Zoë Ouder &lt;ouder@x.example&gt; <br><b>Verzonden:</b> maandag 3 maart 2025 10:15<br><b>Aan:</b> Loc<br><b>Onderwerp:</b> Het hek</p></div><p>Het hek stond open.</p><p>Zoë</p>`,
		"Outlook (web)": `<div>Zie</div><hr><div id="divRplyFwdMsg"><font><b>Van:</b> Zoë Ouder &lt;ouder@x.example&gt;<br><b>Verzonden:</b> maandag 3 maart 2025 10:15<br><b>Aan:</b> Loc<br><b>Onderwerp:</b> Het hek</font></div><div><p>Het hek stond open.</p><p>Zoë</p></div>`,
		"a table":       `<p>Zie</p><table><tr><td><b>Van:</b></td><td>Zoë Ouder &lt;ouder@x.example&gt;</td></tr><tr><td><b>Verzonden:</b></td><td>maandag 3 maart 2025 10:15</td></tr><tr><td><b>Aan:</b></td><td>Loc</td></tr><tr><td><b>Onderwerp:</b></td><td>Het hek</td></tr></table><p>Het hek stond open.</p><p>Zoë</p>`,
		"Thunderbird":   `<p>Zie</p><div class="moz-forward-container">-------- Doorgestuurd bericht --------<table class="moz-email-headers-table"><tbody><tr><th>Onderwerp: </th><td>Het hek</td></tr><tr><th>Datum: </th><td>Mon, 3 Mar 2025 10:15:00 +0100</td></tr><tr><th>Van: </th><td>Zoë Ouder <a href="mailto:ouder@x.example">&lt;ouder@x.example&gt;</a></td></tr><tr><th>Aan: </th><td>loc@opvang.example</td></tr></tbody></table><p>Het hek stond open.</p><p>Zoë</p></div>`,
		"Gmail":         `<div>Zie</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>Van: <strong>Zoë Ouder</strong> <span>&lt;<a href="mailto:ouder@x.example">ouder@x.example</a>&gt;</span><br>Date: ma 3 mrt 2025 om 10:15<br>Subject: Het hek<br>To: &lt;loc@opvang.example&gt;<br></div><br><p>Het hek stond open.</p><p>Zoë</p></div>`,
		"Apple":         `<div>Zie<br><blockquote type="cite"><div>Begin doorgestuurd bericht:</div><br><div><b>Van: </b>Zoë Ouder &lt;<a href="mailto:ouder@x.example">ouder@x.example</a>&gt;</div><div><b>Onderwerp: </b><b>Het hek</b></div><div><b>Datum: </b>3 maart 2025 om 10:15:00 CET</div><div><b>Aan: </b>loc@opvang.example</div><br><div><p>Het hek stond open.</p><p>Zoë</p></div></blockquote></div>`,
	} {
		if diff := cmp.Diff(forwardWant, passedOn("FW: Het hek", "text/html", body).Forward); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// Somebody who answers quotes whom he writes to, and an answer says so in its subject.
func TestAnAnswerWithABlockIsNoForward(t *testing.T) {
	const block = "Van: Zoë Ouder <ouder@x.example>\nVerzonden: maandag 3 maart 2025 10:15\nAan: Loc <loc@opvang.example>\nOnderwerp: Het hek\n\nHet hek stond open."
	for name, m := range map[string]Message{
		"an answer":                    passedOn("RE: Het hek", "text/plain", "Dank.\n\n"+block),
		"an answer, another subject":   passedOn("Antw: hek", "text/plain", "Dank.\n\n"+block),
		"written to whom it quotes":    read("From: k@opvang.example\nTo: ouder@x.example\nSubject: Het hek\n\nDank.\n\n" + block),
		"written by whom it quotes":    read("From: ouder@x.example\nTo: k@opvang.example\nSubject: Het hek\n\nNog iets.\n\n" + block),
		"lines without an address":     passedOn("Rooster", "text/plain", "Van: maandag\nDatum: 3 maart 2025\nOnderwerp: rooster\n"),
		"lines without a date":         passedOn("Rooster", "text/plain", "Van: Zoë <ouder@x.example>\nAan: mij\nOnderwerp: rooster\n"),
		"an answer below an attribute": passedOn("Het hek", "text/plain", "Dank.\n\nOp ma 3 mrt 2025 om 10:15 schreef Bo <bo@x.example>:\n> "+strings.ReplaceAll(block, "\n", "\n> ")),
	} {
		if m.Forward != nil {
			t.Errorf("%s: %+v", name, m.Forward)
		}
	}
}

func FuzzForward(f *testing.F) {
	f.Add("FW: Het hek", "Zie\n\nVan: Zoë <o@x.example>\nVerzonden: maandag 3 maart 2025 10:15\nAan: Loc\nOnderwerp: Het hek\n\nx")
	f.Add("Fw: x", "----- Doorgestuurd bericht ----- Van: Z <o@x.example>Aan: l <l@x.example>\nVerzonden: ma 3 mrt 2025 10:15Onderwerp: x\n\ny")
	f.Add("", "Begin doorgestuurd bericht:\n\n> Van: a@x.example\n> Datum: 3-3-2025\n> Onderwerp: b\n>\n> c")
	f.Fuzz(func(t *testing.T, subject, body string) {
		m := passedOn(strings.ReplaceAll(subject, "\n", " "), "text/plain", body)
		w := m.Forward
		if w == nil {
			return
		}
		for _, s := range []string{w.From, w.FromName, w.Date, w.Subject, w.Body} {
			if !utf8.ValidString(s) || strings.ContainsRune(s, 0) || len(s) > 3*len(body)+1000 {
				t.Fatalf("not a clean text: %q", s)
			}
		}
		if strings.ContainsAny(w.From+w.FromName+w.Subject, "\n\r") {
			t.Fatalf("a line break in %+v", w)
		}
	})
}
