package mailin

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func read(raw string) Message { return parseWith(raw, DefaultLimits()) }

func parseWith(raw string, lim Limits) Message { return Parse(strings.NewReader(raw), lim) }

// crlfMail makes a message of header lines and a body, with CRLF.
func crlfMail(header, body string) string {
	return strings.ReplaceAll(header+"\n\n"+body, "\n", "\r\n")
}

func has(list []string, word string) bool { return slices.Contains(list, word) }

func TestParseReadsAnOrdinaryMail(t *testing.T) {
	m := read(crlfMail(`Return-Path: <ouder@post.example>
Delivered-To: Klachten@Opvang.example
From: =?utf-8?Q?Zo=C3=AB?= de Boer <Ouder@Post.example>
To: Klachten <klachten@opvang.example>, "Jansen, Piet" <piet@opvang.example>
Cc: andere@post.example
Reply-To: thuis@post.example
Subject: =?iso-8859-1?Q?Klacht_over_caf=E9_?= =?utf-8?B?4oKs?=
Date: Mon, 3 Mar 2025 10:15:00 +0100
Message-ID: <abc@post.example>
In-Reply-To: <eerder@opvang.example>
References: <een@opvang.example>
 <eerder@opvang.example>
Content-Type: text/plain; charset=utf-8`, "Goedemorgen,\n\nHet hek stond open.\n"))
	want := Message{
		MessageID: "abc@post.example", FromCount: 1, Subject: "Klacht over café €",
		From:       []Address{{"Zoë de Boer", "ouder@post.example"}},
		ReplyTo:    []Address{{"", "thuis@post.example"}},
		To:         []Address{{"Klachten", "klachten@opvang.example"}, {"Jansen, Piet", "piet@opvang.example"}},
		Cc:         []Address{{"", "andere@post.example"}},
		Delivered:  []string{"klachten@opvang.example"},
		InReplyTo:  []string{"eerder@opvang.example"},
		References: []string{"een@opvang.example", "eerder@opvang.example"},
		Full:       "Goedemorgen,\n\nHet hek stond open.", Text: "Goedemorgen,\n\nHet hek stond open.",
		Defects: []string{},
	}
	if got := m.Date.Format(time.RFC3339); got != "2025-03-03T10:15:00+01:00" {
		t.Errorf("date is %s", got)
	}
	m.SHA256, m.Ident, m.Size, m.Date, m.Headers = "", "", 0, time.Time{}, nil
	if diff := cmp.Diff(want, m); diff != "" {
		t.Error(diff)
	}
}

func TestParseToleratesWithADefect(t *testing.T) {
	const body = "Het hek stond open."
	head := "From: a@post.example\nSubject: Hek\n"
	for name, c := range map[string]struct{ raw, defect string }{
		"mbox line":              {"From a@post.example Mon Mar  3 10:15:00 2025\n" + head + "\n" + body, "header-repaired"},
		"blank lines first":      {"\r\n\r\n" + head + "\n" + body, "blank-lines-first"},
		"line without colon":     {head + "zomaar iets\n\n" + body, "header-repaired"},
		"blank in field name":    {head + "X Rare Kop: ja\n\n" + body, "header-repaired"},
		"NUL in header":          {"X-A: a\x00b\n" + head + "\n" + body, "header-repaired"},
		"bare CR in header":      {"X-A: a\rFrom: director@opvang.example\n" + head + "\n" + body, "header-repaired"},
		"CRCRLF":                 {strings.ReplaceAll(head+"\n"+body+"\n", "\n", "\r\r\n"), "line-ends"},
		"unknown encoding":       {head + "Content-Transfer-Encoding: rot13\n\n" + body, "unknown-encoding"},
		"encoding with comment":  {head + "Content-Transfer-Encoding: 8 bit (ja)\n\n" + body, "encoding-repaired"},
		"unknown charset":        {head + "Content-Type: text/plain; charset=klingon\n\n" + body, "unknown-charset"},
		"no boundary":            {head + "Content-Type: multipart/mixed\n\n--grens\n\n" + body + "\n--grens--\n", "no-boundary"},
		"boundary never comes":   {head + "Content-Type: multipart/mixed; boundary=x\n\n" + body, "no-parts"},
		"no final boundary":      {head + "Content-Type: multipart/mixed; boundary=x\n\n--x\n\n" + body, "no-final-boundary"},
		"base64 with junk":       {head + "Content-Transfer-Encoding: BASE64\n\nSGV0IGhl!!ayBzdG9uZCBvcGVuLg==\n", "bad-base64"},
		"base64 in two pieces":   {head + "Content-Transfer-Encoding: base64\n\nSGV0IGhlaw==\nIHN0b25kIG9wZW4u\n", "base64-padding"},
		"base64 without padding": {head + "Content-Transfer-Encoding: base64\n\nSGV0IGhlayBzdG9uZCBvcGVuLg\n", "base64-padding"},
		"bad quoted-printable":   {head + "Content-Transfer-Encoding: quoted-printable\nX: 1\n\nHet =68ek st=\nond open.=20\n", ""},
		"content type in quotes": {head + "Content-Type: \"text/plain\" charset=\"utf-8\n\n" + body, "bad-parameters"},
		"no such content type":   {head + "Content-Type: tekst\n\n" + body, "bad-content-type"},
		"leading blank":          {" X-A: b\n" + head + "\n" + body, "header-repaired"},
		"blank before the first": {"\tFrom: a@post.example\nSubject: Hek\n\n" + body, "header-repaired"},
		"part without a header":  {head + "Content-Type: multipart/mixed; boundary=x\n\n--x\n" + body + "\n--x--\n", "header-repaired"},
		"part without a colon":   {head + "Content-Type: multipart/mixed; boundary=x\n\n--x\nzomaar iets\nContent-Type: text/plain\n\n" + body + "\n--x--\n", "header-repaired"},
		"unknown part encoding":  {head + "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Transfer-Encoding: rot13\n\n" + body + "\n--x--\n", "unknown-encoding"},
		"doubled parameter":      {head + "Content-Type: text/plain; charset=utf-8; charset=klingon\n\n" + body, "bad-parameters"},
		"no semicolons":          {head + "Content-Type: multipart/mixed Boundary=AbC\n\n--AbC\n\n" + body + "\n--AbC--\n", "bad-parameters"},
		"quote without end":      {head + "Content-Type: text/plain; charset=\"utf-8; format=flowed\n\n" + body, "bad-parameters"},
		"empty parameters":       {head + "Content-Type: text/plain;; charset=; =x;\n\n" + body, "bad-parameters"},
		"odd date":               {head + "Date: 2025-03-03T10:15:00+01:00\n\n" + body, "odd-date"},
		"bad date":               {head + "Date: gisteren\n\n" + body, "bad-date"},
		"bad receiver":           {head + "To: Klachten, Afdeling klachten@opvang.example\n\n" + body, "bad-address"},
		"word in quotes":         {head + "To: \"=?utf-8?q?Zo=C3=AB?=\" <z@x.example>\n\n" + body, "misplaced-encoded-word"},
		"word in a parameter":    {head + "Content-Type: text/plain; charset=utf-8; x-unix-mode=\"=?utf-8?q?x?=\"\n\n" + body, ""},
		"word cut in two":        {head + "Comments: x\nTo: =?utf-8?q?Zo=C3?= =?utf-8?q?=AB?= <z@x.example>\n\n" + body, "bad-encoded-word"},
		"raw Latin-1 in To":      {head + "To: Zo\xeb <z@x.example>\n\n" + body, "charset-guessed"},
		"raw UTF-8 in To":        {head + "To: Zo\u00eb <z@x.example>\n\n" + body, ""},
		"control characters":     {head + "\n" + strings.Replace(body, "hek", "h\x00e\x07k\u202e", 1), "control-characters"},
		"hidden in the name":     {head + "To: Z\u200bo <z@x.example>\n\n" + body, "hidden-characters"},
	} {
		m := read(c.raw)
		if m.Text != body {
			t.Errorf("%s: text is %q", name, m.Text)
		}
		if len(m.From) != 1 || m.From[0].Addr != "a@post.example" || m.FromCount != 1 {
			t.Errorf("%s: from is %v, %d fields", name, m.From, m.FromCount)
		}
		if c.defect != "" && !has(m.Defects, c.defect) || c.defect == "" && len(m.Defects) > 0 {
			t.Errorf("%s: defects %v, want %q", name, m.Defects, c.defect)
		}
	}
}

func TestParseTakesTextWithoutAHeaderForText(t *testing.T) {
	for _, raw := range []string{
		"Goedemorgen,\n\nHet hek: het stond open.\n", "\nGoedemorgen,\n\nHet hek: het stond open.",
		"Goedemorgen,\r\n\r\nHet hek: het stond open.\r\n",
	} {
		if m := read(raw); m.Full != "Goedemorgen,\n\nHet hek: het stond open." {
			t.Errorf("%q gives %q", raw, m.Full)
		}
	}
}

func TestCharsets(t *testing.T) {
	for _, c := range []struct{ label, bytes, want, defect string }{
		{"utf-8", "caf\xc3\xa9", "café", ""},
		{"", "caf\xe9 \x80", "café €", "charset-guessed"},
		{"utf-8", "caf\xe9", "café", "charset-guessed"},
		{"iso-8859-1", "\x93caf\xe9\x94 \x80", "“café” €", "wrong-charset"},
		{"us-ascii", "caf\xe9", "café", "wrong-charset"},
		{"iso-8859-1", "caf\xe9", "café", ""},
		{"iso-8859-1", "caf\xc3\xa9", "café", "wrong-charset"},
		{"klingon", "caf\xe9", "café", "unknown-charset charset-guessed"},
		{"iso-8859-15", "\xa4", "€", ""},
		{"windows-1250", "\xb9", "ą", ""},
		{"koi8-r", "\xd0\xd2\xc9\xd7\xc5\xd4", "привет", ""},
		{"iso-2022-jp", "\x1b$B$3$s\x1b(B", "こん", ""},
		{"utf-7", "caf+AOk-", "café", ""},
		{"utf-16", "\xff\xfec\x00a\x00", "ca", ""},
		{"utf-8", "cafe\u0301", "café", ""},
	} {
		var defects []string
		got := decodeCharset([]byte(c.bytes), c.label, func(w string) { defects = append(defects, w) })
		if got != c.want || strings.Join(defects, " ") != c.defect {
			t.Errorf("%s %q: %q %v, want %q %q", c.label, c.bytes, got, defects, c.want, c.defect)
		}
	}
}

func TestEncodedWords(t *testing.T) {
	for raw, want := range map[string]string{
		"=?utf-8?q?caf=C3=A9?=":                       "café",
		"=?utf-8?B?Y2Fmw6k?=":                         "café",
		"=?utf-8?B?Y2Fm?= =?utf-8?B?w6k=?=":           "café",
		"=?utf-8?q?een?=\t=?iso-8859-1?q?twee?= drie": "eentwee drie",
		"=?utf-8?q?een twee?=":                        "een twee",
		"a=?utf-8?q?b?=c":                             "abc",
		"=?utf-8*nl?q?hoi?=":                          "hoi",
		"=?utf-8?q?open":                              "open",
		"=?x?=":                                       "=?x?=",
		"raw caf\xe9":                                 "raw café",
		"a\u202egpj.exe\x07":                          "agpj.exe",
	} {
		p := newPass(DefaultLimits())
		if got := p.text(raw); got != want {
			t.Errorf("%q gives %q, want %q", raw, got, want)
		}
	}
}

func TestAddresses(t *testing.T) {
	for raw, want := range map[string][]Address{
		`Jansen, Piet <p@x.example>`:              {{"Jansen, Piet", "p@x.example"}},
		`"=?utf-8?q?Zo=C3=AB?=" <z@x.example>`:    {{"Zoë", "z@x.example"}},
		`P@X.example (Piet)`:                      {{"Piet", "p@x.example"}},
		`Team: a@x.example, b@x.example;`:         {{"", "a@x.example"}, {"", "b@x.example"}},
		`Zo` + "\xeb" + ` <z@x.example>`:          {{"Zoë", "z@x.example"}},
		`<<z@x.example>>`:                         {{"", "z@x.example"}},
		`mailto:z@x.example`:                      {{"", "z@x.example"}},
		`schrijf naar z@x.example aub`:            {{"", "z@x.example"}},
		`undisclosed-recipients:;`:                nil,
		`"a, b" <a@x.example>, 'c' <c@x.example>`: {{"a, b", "a@x.example"}, {"c", "c@x.example"}},
		`=?utf-8?q?Jan_=3Cj=40x=2Eexample=3E?=`:   {{"", "j@x.example"}},
		`"director@org.example" <evil@x.example>`: {{"director@org.example", "evil@x.example"}},
		`niemand`: nil,
	} {
		p := newPass(DefaultLimits())
		if got, _ := p.addresses(raw); !cmp.Equal(got, want) {
			t.Errorf("%s gives %v, want %v", raw, got, want)
		}
	}
}

func TestFromIsCleanOnlyWhenNothingWasGuessed(t *testing.T) {
	for from, clean := range map[string]bool{
		"From: Jan <j@x.example>":                           true,
		"From: j@x.example":                                 true,
		"From: Jan <j@x.example>\nFrom: Piet <p@x.example>": false,
		"From: Jansen, Jan <j@x.example>":                   false,
		"From: schrijf naar j@x.example":                    false,
		"From: <p@x.example> <j@x.example>":                 false,
		"From: p@x.example <j@x.example>":                   false,
		"From: J@x.example <j@X.example>":                   true,
		"From: \"p@x.example\" <j@x.example>":               true,
		"From: <j@x.example> p@x.example":                   false,
		"From: x: j@x.example;":                             false,
		"From: j@x.example (p@x.example)":                   true,
		"From: (j@x.example) p@x.example":                   true,
		"From: \"j@x.example p@x.example":                   false,
		"From: =?utf-8?q?j=40x=2Eexample?=":                 false,
		"X-From: j@x.example":                               false,
	} {
		m := read(from + "\nSubject: x\n\nx\n")
		if has(m.Defects, "bad-from") == clean {
			t.Errorf("%s: %v", from, m.Defects)
		}
	}
}

// Internationalised mail (RFC 6532) needs no repair.
func TestMailInUTF8(t *testing.T) {
	m := read("From: Zoë de Bóer <zoë@exämple.example>\nTo: \"Jansen, Zoé\" <zoé@x.example>\nSubject: Café ’t Hek – e\u0301\u00e9n\nContent-Type: text/html\n\n<p>cafe&#769;</p>")
	if m.From[0] != (Address{"Zoë de Bóer", "zoë@exämple.example"}) || m.To[0] != (Address{"Jansen, Zoé", "zoé@x.example"}) ||
		m.Subject != "Café ’t Hek – één" || m.Full != "café" || len(m.Defects) > 0 {
		t.Errorf("%v %v %q %q %v", m.From, m.To, m.Subject, m.Full, m.Defects)
	}
}

func TestDates(t *testing.T) {
	for raw, want := range map[string]string{
		"Mon, 3 Mar 2025 10:15:00 +0100":       "2025-03-03T10:15:00+01:00",
		"Mon, 3 Mar 2025 10:15:00 +0100 (CET)": "2025-03-03T10:15:00+01:00",
		"3 Mar 25 10:15:00 +0100":              "2025-03-03T10:15:00+01:00",
		"Mon, 03 Mar 2025 10:15 GMT+01:00":     "2025-03-03T10:15:00+01:00",
		"Mon Mar  3 10:15:00 2025":             "2025-03-03T10:15:00Z",
		"2025-03-03T10:15:00+01:00":            "2025-03-03T10:15:00+01:00",
		"Monday, 3 March 2025 10:15:00 +0100":  "2025-03-03T10:15:00+01:00",
		"gisteren":                             "0001-01-01T00:00:00Z",
	} {
		if got := parseDate(raw).Format(time.RFC3339); got != want {
			t.Errorf("%s gives %s, want %s", raw, got, want)
		}
	}
}

func TestAttachmentsAreHashedAsDecoded(t *testing.T) {
	data := bytes.Repeat([]byte("PDF\x00\xff"), 40_000)
	sum := sha256.Sum256(data)
	m := read(crlfMail("From: a@x.example\nContent-Type: multipart/mixed; boundary=\"a b\"", `--a b
Content-Type: text/plain

Zie bijlage.
--a b
Content-Type: application/pdf; name="=?utf-8?q?caf=C3=A9.pdf?="
Content-Disposition: attachment; filename*0*=utf-8''..%2F..%2Fcaf%C3%A9;
 filename*1*=%20rekening.pdf
Content-Transfer-Encoding: base64

`+lines76(base64.StdEncoding.EncodeToString(data))+`--a b
Content-Type: image/png
Content-ID: <logo>
Content-Transfer-Encoding: base64

AAAA
--a b--
`))
	want := []Attachment{
		{Name: "café rekening.pdf", Type: "application/pdf", Size: 200_000, SHA256: hex.EncodeToString(sum[:])},
		{Name: "attachment-2.png", Type: "image/png", Size: 3, SHA256: hexSum("\x00\x00\x00"), Inline: true},
	}
	if diff := cmp.Diff(want, m.Attachments); diff != "" {
		t.Error(diff)
	}
	if m.Full != "Zie bijlage." {
		t.Errorf("text is %q", m.Full)
	}
}

func hexSum(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func lines76(s string) string {
	var b strings.Builder
	for len(s) > 76 {
		b.WriteString(s[:76] + "\n")
		s = s[76:]
	}
	return b.String() + s + "\n"
}

func TestFileNames(t *testing.T) {
	for raw, want := range map[string]string{
		"../../etc/passwd":                 "passwd",
		`C:\foto's\hek.jpg`:                "hek.jpg",
		"a\x00b\u202egpj.exe":              "abgpj.exe",
		".htaccess":                        "htaccess",
		"rapport: <1>.pdf":                 "rapport_ _1_.pdf",
		strings.Repeat("é", 300) + ".pdf":  strings.Repeat("é", 116) + ".pdf",
		"..":                               "",
		"CON":                              "_CON",
		"nul.txt":                          "_nul.txt",
		"Com1 .pdf":                        "_Com1 .pdf",
		"contract.pdf":                     "contract.pdf",
		"factuur.exe. . ":                  "factuur.exe",
		"a\r\nb\t.pdf":                     "a b .pdf",
		"zero\u200bwidth.pdf":              "zerowidth.pdf",
		"cafe\u0301.pdf":                   "café.pdf",
		strings.Repeat("😀", 100) + ".jpeg": strings.Repeat("😀", 58) + ".jpeg",
		"\\\\server\\map\\brief.docx":      "brief.docx",
		"~":                                "~",
	} {
		if got := fileName(decodeWords(raw, nil)); got != want {
			t.Errorf("%q gives %q, want %q", raw, got, want)
		}
	}
}

func TestANamedTextIsTheTextWhenThereIsNoOther(t *testing.T) {
	part := "--x\nContent-Type: text/plain; name=brief.txt\n\nHet hek stond open.\n"
	m := read(crlfMail("From: a@x.example\nContent-Type: multipart/mixed; boundary=x", part+"--x--"))
	if m.Full != "Het hek stond open." || len(m.Attachments) != 1 {
		t.Errorf("alone: %q %v", m.Full, m.Attachments)
	}
	m = read(crlfMail("From: a@x.example\nContent-Type: multipart/mixed; boundary=x", "--x\n\nZie bijlage.\n"+part+"--x--"))
	if m.Full != "Zie bijlage." || len(m.Attachments) != 1 {
		t.Errorf("beside a text: %q %v", m.Full, m.Attachments)
	}
}

func TestALongFieldDoesNotHideTheNext(t *testing.T) {
	long := strings.Repeat("ouder@x.example,\n ", 5_000) + "ouder@x.example"
	m := read("To: " + long + "\nFrom: a@x.example\nSubject: Hek\n\nx\n")
	if len(m.From) != 1 || m.Subject != "Hek" || len(m.To) != DefaultLimits().Addresses || !has(m.Defects, "header-too-long") {
		t.Errorf("%v %q %d %v", m.From, m.Subject, len(m.To), m.Defects)
	}
}

func TestFlowedText(t *testing.T) {
	for _, c := range []struct{ in, delsp, want string }{
		{"Het hek \nstond open.\n\nGroet", "no", "Het hek stond open.\n\nGroet"},
		{"Het he \nk stond open.", "yes", "Het hek stond open."},
		{"> oude \n> tekst\nnieuw \n-- \nJan", "no", "> oude tekst\nnieuw\n--\nJan"},
	} {
		m := read("From: a@x.example\nContent-Type: text/plain; format=flowed; delsp=" + c.delsp + "\n\n" + c.in)
		if m.Full != c.want {
			t.Errorf("%q gives %q, want %q", c.in, m.Full, c.want)
		}
	}
}

func TestIdentIsTheSameByEveryWay(t *testing.T) {
	header := "From: a@x.example\nTo: b@x.example\nSubject: Hek\nDate: Mon, 3 Mar 2025 10:15:00 +0100\nMessage-ID: <1@x.example>\n"
	body := "\nHet hek\n\nstond open.\n"
	one := read(header + body)
	for name, raw := range map[string]string{
		"crlf":        strings.ReplaceAll(header+body, "\n", "\r\n"),
		"trace":       "Received: from elders\n by hier\nDelivered-To: b@x.example\n" + header + body,
		"blank lines": header + body + "\n\n",
		"no last end": strings.TrimSuffix(header+body, "\n"),
		"mbox line":   "From a@x.example Mon Mar  3 10:15:00 2025\n" + header + body,
		"folding":     strings.Replace(header, "Subject: Hek", "Subject:\n  Hek", 1) + body,
	} {
		if m := read(raw); m.Ident != one.Ident || m.SHA256 == one.SHA256 {
			t.Errorf("%s: ident %s, want %s", name, m.Ident, one.Ident)
		}
	}
	for name, raw := range map[string]string{
		"body": header + body + "x", "subject": strings.Replace(header, "Hek", "Hok", 1) + body,
		"blank line inside": header + strings.Replace(body, "\n\n", "\n\n\n", 1),
	} {
		if m := read(raw); m.Ident == one.Ident {
			t.Errorf("%s: the same ident", name)
		}
	}
}

func TestIdentityAgreesWithParse(t *testing.T) {
	for _, raw := range seeds() {
		m := read(raw)
		sha, ident, id, size, err := Identity(strings.NewReader(raw))
		if err != nil || sha != m.SHA256 || ident != m.Ident || id != m.MessageID || size != m.Size {
			t.Errorf("%.40q: %s %s %s %d %v, Parse says %s %s %s %d", raw, sha, ident, id, size, err, m.SHA256, m.Ident, m.MessageID, m.Size)
		}
	}
}

type brokenReader struct{ r io.Reader }

func (b brokenReader) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if err == io.EOF {
		err = fmt.Errorf("connection cut")
	}
	return n, err
}

func TestAReaderThatFails(t *testing.T) {
	r := func() io.Reader { return brokenReader{strings.NewReader("From: a@x.example\n\nHet hek")} }
	if m := Parse(r(), DefaultLimits()); !has(m.Defects, "read-error") || m.Full != "Het hek" {
		t.Errorf("%v %q", m.Defects, m.Full)
	}
	if _, _, _, _, err := Identity(r()); err == nil {
		t.Error("Identity says nothing of it")
	}
}
