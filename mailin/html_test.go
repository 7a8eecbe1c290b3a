package mailin

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestHTMLText(t *testing.T) {
	for in, want := range map[string]string{
		"<p>een<p>twee":                               "een\n\ntwee",
		"een<br>twee<br><br>drie":                     "een\ntwee\n\ndrie",
		"<div>een</div><div><br></div><div>twee":      "een\n\ntwee",
		"<b>een</b><i>twee</i> drie":                  "eentwee drie",
		"a &amp; b &lt;c&gt; &euro;&nbsp;5":           "a & b <c> € 5",
		"<ul><li>een<li>twee<ul><li>drie</ul></ul>na": "- een\n- twee\n\n  - drie\n\nna",
		"<ol start=3><li>een</li><li>twee</li></ol>":  "3. een\n4. twee",
		"<table><tr><td>Naam</td><td>Jan</td></tr><tr><th>Hek</th><td><p>open</p></td></tr></table>": "Naam\tJan\nHek\topen",
		"<table><tr><td>" + strings.Repeat("lang ", 40) + "</td><td>naast</td></tr></table>":         strings.TrimSpace(strings.Repeat("lang ", 40)) + "\nnaast",
		`<a href="https://x.example/a">hier</a>`:                                                     "hier <https://x.example/a>",
		`<a href="https://x.example/">x.example</a>`:                                                 "x.example",
		`<a href="mailto:a@x.example">a@x.example</a>`:                                               "a@x.example",
		`<a href="javascript:x">klik</a>`:                                                            "klik",
		`<a href="https://x.example"><img src=x></a>tekst`:                                           "tekst",
		"<blockquote>oud<blockquote>ouder</blockquote></blockquote>nieuw":                            "> oud\n>\n> > ouder\n\nnieuw",
		"<style>p{}</style><script>x()</script><title>t</title>tekst":                                "tekst",
		`<div style="display: none">stil</div>luid`:                                                  "luid",
		`<div style="display:none"><div>a</div>b</div>luid`:                                          "luid",
		`<div style="display:none">niet gesloten`:                                                    "niet gesloten",
		"<pre>een\n  twee</pre>":                                                                     "een\n  twee",
		"<!--[if mso]>stil<![endif]-->luid":                                                          "luid",
		"<hr>tekst":                                                                                  "----------\ntekst",
		"tekst \uE0F1 mark":                                                                          "tekst mark",
		"<p>1 < 2 en 3 > 2</p>":                                                                      "1 < 2 en 3 > 2",
		"":                                                                                           "",
	} {
		if got := htmlText(in); got != want {
			t.Errorf("%s gives %q, want %q", in, got, want)
		}
	}
}

func FuzzHTML(f *testing.F) {
	for _, s := range []string{
		"<p>een<br>twee", "<table><tr><td>a<td>b", "<a href=x><a href=y></a></a>", "<ol><li><ul><li>", "<blockquote>a</blockquote></blockquote>",
		"<div style=display:none>x", "<pre>\n\n", "<td><td>", "<svg><p>x", "&#0;&nbsp;",
	} {
		f.Add(s)
	}
	for _, s := range []string{
		"a<div class=gmail_quote><blockquote type=cite>b</blockquote></div>c<div id=Signature>d</div>", "<img alt='Een hek'><ol><li value=7>x",
		"<a href='https://a.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.example'>y</a>", "<div style='white-space:pre'>a\nb<div>c</div>", "<td id=Signature><li><td>",
		"<blockquote style='border:none;'>a</blockquote>", "<p style='font-size:0'>x</p>y", "<!-- originalMessage -->x",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := htmlText(s)
		if strings.ContainsAny(got, "\x00\r") || utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Errorf("%q of %q", got, s)
		}
		if got != tidy(got) || got != htmlText(s) {
			t.Errorf("%q is not tidy, or not the same again", got)
		}
		if full := unmark(got); full != tidy(full) || strings.ContainsAny(full, marks) {
			t.Errorf("marks stay in %q", full)
		}
		text, _ := newPass(DefaultLimits()).newText(body{text: got})
		if text == "" && strings.TrimSpace(unmark(got)) != "" || strings.ContainsAny(text, marks) {
			t.Errorf("new text %q of %q", text, got)
		}
	})
}
