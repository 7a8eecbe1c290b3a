package templates

import (
	"bytes"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"
	"unicode/utf8"

	"complaintsd/cases"
	"complaintsd/mailout"

	"pgregory.net/rapid"
)

func TestSameInputSameBytes(t *testing.T) {
	a, b := writer(t), writer(t)
	for _, s := range Samples() {
		first, second, third := written(t, a, s), written(t, a, s), written(t, b, s)
		if !bytes.Equal(first.Bytes, second.Bytes) || !bytes.Equal(first.Bytes, third.Bytes) {
			t.Errorf("%s: the bytes differ", s.Name)
		}
	}
}

func TestLetterIsWhatTheNoticeSays(t *testing.T) {
	w := writer(t)
	for _, s := range Samples() {
		l, n := written(t, w, s), s.Step.Notices[0]
		if l.ID != n.Letter || l.To != n.Address || l.Kind != string(n.Kind) || l.Auto != n.Auto || !l.Release.Equal(n.Release) || l.Org != s.Org.Prefix {
			t.Errorf("%s: %+v", s.Name, l)
		}
		if l.To == "" {
			if l.State != mailout.Paper {
				t.Errorf("%s: a letter without an address is in state %s", s.Name, l.State)
			}
			continue
		}
		h, _, _ := opened(t, l)
		if got := h.Get("Message-Id"); got != "<"+l.MessageID+">" {
			t.Errorf("%s: Message-ID %s", s.Name, got)
		}
		if auto := h.Get("Auto-Submitted") != ""; auto != n.Auto || (h.Get("X-Auto-Response-Suppress") == "All") != n.Auto {
			t.Errorf("%s: automatic %v, header %v", s.Name, n.Auto, auto)
		}
		if (n.Kind == cases.Receipt) && h.Get("Auto-Submitted") != "auto-replied" {
			t.Errorf("%s: Auto-Submitted %s", s.Name, h.Get("Auto-Submitted"))
		}
		if len(n.Thread) > 0 && h.Get("References") != "<"+strings.Join(n.Thread, "> <")+">" {
			t.Errorf("%s: References %s", s.Name, h.Get("References"))
		}
		if n.ReplyTo != "" && h.Get("In-Reply-To") != "<"+n.ReplyTo+">" {
			t.Errorf("%s: In-Reply-To %s", s.Name, h.Get("In-Reply-To"))
		}
	}
}

func TestHeldLettersWait(t *testing.T) {
	s := Samples()[0]
	s.Step.Notices[0].Held = true
	if l := written(t, writer(t), s); l.State != mailout.Held {
		t.Errorf("state %s", l.State)
	}
	s.Step.Notices[0].Held = false
	if l := written(t, writer(t), s); l.State != mailout.Due {
		t.Errorf("state %s", l.State)
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"":                           "",
		"Sanne":                      "Sanne",
		" Sanne  Peeters\t":          "Sanne Peeters",
		"a\r\nBcc: b@c.example":      "a Bcc: b@c.example",
		"a\x00b\x01hc\x7f":           "abhc",
		"\u202eevil\u2066x\u200f":    "evilx",
		"De\u00a0Messen\u00admaker":  "De Messenmaker",
		"a\u2028b\u0085c":            "a bc",
		"café\u0301":                 "café\u0301",
		"kapot \xff\xfe":             "kapot",
		strings.Repeat("é", 1000):    strings.Repeat("é", maxLine-1) + "…",
		"\ufeffJos\u00e9 \u200bSmit": "José Smit",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
	if got := cleanText("een\r\ntwee\rdrie\x00 \n\n\u202evier\n"); got != "een\ntwee\ndrie\n\nvier" {
		t.Errorf("cleanText: %q", got)
	}
}

func TestNamesThatAreNone(t *testing.T) {
	for name, good := range map[string]bool{
		"Sanne Peeters": true, "J.A. de Wit-van 't Hof": true, "Zoë Öztürk": true, "Fam. Jansen": true, "": false,
		"koop nu op winkel.example": false, "bel 0900-1234": false, "https://x": false, "jan@x.example": false,
		"# kop": false, strings.Repeat("naam ", 20): false, "www bezoek": false,
	} {
		p := &page{c: cases.Case{Complainant: cases.Complainant{Name: name}}}
		if (p.Name() != "") != good {
			t.Errorf("name %q is taken as %q", name, p.Name())
		}
	}
}

func TestMailtoRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		subject := clean(rapid.StringN(0, 60, 120).Draw(t, "subject"))
		body := cleanText(rapid.StringN(0, 60, 120).Draw(t, "body"))
		link := mailtoBody("klachten+a&b%c@voorbeeld.example", subject, body)
		if len(link) > maxMailto || strings.ContainsAny(link, " \"<>[]\n") {
			t.Fatalf("link %s", link)
		}
		u, err := url.Parse(link)
		if err != nil {
			t.Fatal(err)
		}
		to, err := url.PathUnescape(u.Opaque)
		if err != nil || to != "klachten+a&b%c@voorbeeld.example" {
			t.Fatalf("address %s, %v", to, err)
		}
		q, err := url.ParseQuery(u.RawQuery)
		if err != nil || q.Get("subject") != subject || strings.ReplaceAll(q.Get("body"), "\r\n", "\n") != body {
			t.Fatalf("subject %q, body %q, %v", q.Get("subject"), q.Get("body"), err)
		}
	})
}

func TestLongMailtoIsCut(t *testing.T) {
	if l := mailto("a@b.example", strings.Repeat("€", 2000)); len(l) > maxMailto {
		t.Errorf("link of %d bytes", len(l))
	}
	if l := mailtoBody("a@b.example", "x", strings.Repeat("woord ", 1000)); strings.Contains(l, "body=") {
		t.Error("a body that does not fit is cut instead of left out")
	}
}

// poison puts the string before every string below v, the way hostile mail and careless configuration would.
// Words of this program's own vocabulary, and addresses, stay.
func poison(v reflect.Value, with string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			fresh := reflect.New(v.Elem().Type())
			fresh.Elem().Set(v.Elem())
			poison(fresh.Elem(), with)
			v.Set(fresh)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; v.Type() != reflect.TypeFor[time.Time]() && !vocabulary[name] {
				poison(v.Field(i), with)
			}
		}
	case reflect.Slice:
		fresh := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(fresh, v)
		v.Set(fresh)
		for i := range v.Len() {
			poison(v.Index(i), with)
		}
	case reflect.Map:
		if v.Type() == reflect.TypeFor[map[string]string]() && !v.IsNil() {
			fresh := reflect.MakeMap(v.Type())
			for _, k := range v.MapKeys() {
				fresh.SetMapIndex(k, reflect.ValueOf(with+v.MapIndex(k).String()))
			}
			v.Set(fresh)
		}
	case reflect.String:
		v.SetString(with + v.String())
	}
}

var vocabulary = map[string]bool{
	"Address": true, "Token": true, "Kind": true, "Regime": true, "Language": true, "Tone": true, "State": true, "Code": true,
	"Outcome": true, "Roles": true, "Close": true, "Keeps": true, "Rule": true, "Role": true, "Calendar": true, "Prefix": true,
	"Org": true, "ID": true, "Handler": true, "Person": true, "Owner": true, "Proof": true, "Other": true, "Due": true,
	"Letters": true, "Post": true, "Next": true, "Mails": true, "Level": true, "Queued": true, "Terms": true, "Missing": true,
}

func FuzzHostileValues(f *testing.F) {
	for _, s := range []string{
		"x", "\r\nBcc: boef@elders.example\r\n\r\n", "\x00\x01h# Kop\x02x\x11klik\x12https://boef.example\x13", "\u202e\u2066", "<b>\"'&",
		"{{.Ref}}", "](mailto:x)", "\xff\xfe", "\n# Kop\n- punt\n| a | b\n", "[KLP-2026-0001] [sluiten]", strings.Repeat("é\n", 3000),
	} {
		for i := range len(Samples()) {
			f.Add(s, uint8(i))
		}
	}
	w := writer(f)
	samples := Samples()
	headings := map[string]int{}
	for _, s := range samples {
		if l := written(f, w, s); l.To != "" {
			_, _, part := opened(f, l)
			headings[s.Name] = strings.Count(part, "<h2")
		}
	}
	f.Fuzz(func(t *testing.T, hostile string, which uint8) {
		s := samples[int(which)%len(samples)]
		poison(reflect.ValueOf(&s.Step).Elem(), hostile)
		poison(reflect.ValueOf(&s.Org).Elem(), hostile)
		l := written(t, w, s)
		for _, r := range strings.ReplaceAll(l.Subject+l.Text, "\n", "") {
			if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError {
				t.Fatalf("%s: %U in the text", s.Name, r)
			}
		}
		if l.To == "" {
			return
		}
		h, _, part := opened(t, l)
		if h.Get("Bcc") != "" || len(h["To"]) != 1 {
			t.Fatalf("%s: headers %v", s.Name, h)
		}
		if strings.Contains(part, ">klik</a>") || strings.Contains(part, "<b>\"") {
			t.Fatalf("%s: a value became HTML", s.Name)
		}
		if n := strings.Count(part, "<h2"); n > headings[s.Name]+4 { // fields that were empty may have got a heading
			t.Fatalf("%s: %d headings instead of %d", s.Name, n, headings[s.Name])
		}
		balanced(t, part)
	})
}

func TestOverrides(t *testing.T) {
	orgs := SampleOrganisations()
	own := fstest.MapFS{"nl/receipt.txt": {Data: []byte("Eigen onderwerp\n\nEigen tekst voor **{{.Ref}}** van (jou|u).\n")}}
	w, err := New("i1k2", SampleKeys(), orgs, Override{Org: "KLP", Files: own})
	if err != nil {
		t.Fatal(err)
	}
	s := Samples()[0]
	if l := written(t, w, s); l.Subject != "[KLP-2026-0042] Eigen onderwerp" || !strings.HasPrefix(l.Text, "Eigen tekst voor KLP-2026-0042 van jou.\n") {
		t.Errorf("subject %q, text %q", l.Subject, l.Text)
	}
	s.Org = orgs[1]
	if l := written(t, w, s); strings.Contains(l.Subject, "Eigen") {
		t.Error("the text of one organisation is used for another")
	}
}

func TestBadOverridesStopTheStart(t *testing.T) {
	const mend = "; mend the line, or take the file away to use the built-in text"
	for name, c := range map[string]struct{ file, source, want string }{
		"does not parse":  {"nl/receipt.txt", "Onderwerp\n\nHoi\n{{if .Ref}}\nx\n", "teksten/nl/receipt.txt:6: unexpected EOF" + mend},
		"no such word":    {"nl/receipt.txt", "Onderwerp\n\nHoi\n{{if}}\n", "teksten/nl/receipt.txt:4: missing value for if" + mend},
		"no such field":   {"nl/receipt.txt", "Onderwerp\n{{if .Ref}}\n{{end}}\n\n{{.Nee}}", "teksten/nl/receipt.txt:5: there is nothing called Nee" + mend},
		"bad subject":     {"nl/receipt.txt", "{{.Nee}}\n\ntekst", "teksten/nl/receipt.txt:1: there is nothing called Nee" + mend},
		"bad part":        {"nl/parts.txt", "{{define \"hello\"}}\n{{.Nee", "teksten/nl/parts.txt:3: unclosed action started at teksten/nl/parts.txt:2" + mend},
		"misspelt name":   {"nl/reciept.txt", "x\n\ny", "teksten/nl/reciept.txt: no letter has this text; name it as one of: nl/parts.txt, nl/receipt.txt"},
		"folder misspelt": {"nederlands/receipt.txt", "x\n\ny", "teksten/nederlands/receipt.txt: no letter has this text"},
	} {
		v := Override{Org: "KLP", Files: fstest.MapFS{c.file: {Data: []byte(c.source)}}, Dir: "teksten"}
		_, err := New("i1k2", SampleKeys(), SampleOrganisations(), v)
		if err == nil {
			t.Errorf("%s: no error", name)
		} else if !strings.HasPrefix(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v\nwant %s", name, err, c.want)
		}
	}
}

// A text that fails only on a case that no sample is like does not keep the letter back.
func TestBuiltInTextTakesThePlace(t *testing.T) {
	own := fstest.MapFS{"nl/receipt.txt": {Data: []byte("Eigen\n\n{{if eq .Ref \"KLP-2026-0099\"}}{{.Nee}}{{end}}Eigen tekst.\n")}}
	w, err := New("i1k2", SampleKeys(), SampleOrganisations(), Override{Org: "KLP", Files: own})
	if err != nil {
		t.Fatal(err)
	}
	s := Samples()[0]
	s.Step.Case.Ref = "KLP-2026-0099"
	if l := written(t, w, s); !strings.Contains(l.Text, "Het nummer is KLP-2026-0099.") || strings.Contains(l.Subject, "Eigen") {
		t.Errorf("subject %q, text %q", l.Subject, l.Text)
	}
}

func BenchmarkLetter(b *testing.B) {
	w := writer(b)
	for _, name := range []string{"receipt-nl-je", "confirmation-nl-je", "closing-nl-je", "new-case-nl", "transcript-nl"} {
		for _, s := range Samples() {
			if s.Name == name {
				b.Run(name, func(b *testing.B) {
					for b.Loop() {
						written(b, w, s)
					}
				})
			}
		}
	}
}

// Plain texts that are taken as they are would come out the same the long way, which a character that no letter
// shows forces.
func TestHarmlessIsClean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune("ab \n\t\ré"))).Draw(t, "text")
		if a, b := cleanText(s), cleanText("\x00"+s); a != b {
			t.Fatalf("text %q comes out as %q, the long way as %q", s, a, b)
		}
		if a, b := clean(s), clean("\x00"+s); a != b {
			t.Fatalf("line %q comes out as %q, the long way as %q", s, a, b)
		}
	})
}

// The words behind a hash come with the notice as they were written, and are shown clean.
func TestWordsBehindHashesAreCleaned(t *testing.T) {
	s := Samples()[0]
	n := s.Step.Notices[0]
	n.Texts = map[string]string{"x": "een\x01\x02twee\u202e"}
	p := newPage(writer(t), cleanOrganisation(s.Org), s.Step, n, s.Now)
	if got := p.behind("x"); got != "eentwee" || p.n.Texts != nil {
		t.Errorf("the page shows %q and holds %q", got, p.n.Texts)
	}
}
