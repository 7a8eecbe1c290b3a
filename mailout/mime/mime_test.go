package mime

import (
	"bytes"
	"encoding/base64"
	"io"
	stdmime "mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func sample() Parts {
	return Parts{
		From: "klachten@voorbeeld.example", FromName: "KluppluZ, afdeling \"P&K\"", To: "ouder@voorbeeld.example", ReplyTo: "klachten@voorbeeld.example",
		Subject: "[KLP-2026-0042] Wie je klantreactie behandelt: café", MessageID: "100004k73hje1kt1pf583b9q.i1k2@voorbeeld.example",
		Date:      time.Date(2026, 11, 17, 10, 24, 0, 0, time.FixedZone("", 3600)),
		InReplyTo: "b@ouder.example", References: []string{"a@ouder.example", "b@ouder.example"}, Auto: Generated,
		Text: "Beste ouder,\n\nEén regel met = en €.\n.\nFrom hier.\n", HTML: "<p>Eén regel met = en €.</p>\n",
	}
}

func render(t testing.TB, p Parts) []byte {
	t.Helper()
	b, err := Render(p)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestSameInputSameBytes(t *testing.T) {
	with := sample()
	with.Files = []File{{"brief.pdf", "application/pdf", []byte("%PDF-1.4")}, {"foto.jpg", "image/jpeg", bytes.Repeat([]byte{7}, 5000)}}
	for _, p := range []Parts{sample(), with} {
		if first := render(t, p); !bytes.Equal(first, render(t, p)) {
			t.Errorf("two renderings differ:\n%s", first)
		}
		other := p
		other.MessageID = "x" + p.MessageID
		if a, b := boundaries(t, p), boundaries(t, other); a[0] == b[0] {
			t.Error("two letters share a boundary")
		}
	}
}

func boundaries(t testing.TB, p Parts) []string {
	t.Helper()
	var found []string
	for line := range strings.Lines(string(render(t, p))) {
		if _, b, ok := strings.Cut(strings.TrimSpace(line), "boundary="); ok {
			found = append(found, b)
		}
	}
	return found
}

func TestHeaders(t *testing.T) {
	m, err := mail.ReadMessage(bytes.NewReader(render(t, sample())))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"Message-Id": "<100004k73hje1kt1pf583b9q.i1k2@voorbeeld.example>", "Date": "Tue, 17 Nov 2026 10:24:00 +0100",
		"In-Reply-To": "<b@ouder.example>", "References": "<a@ouder.example> <b@ouder.example>", "To": "<ouder@voorbeeld.example>",
		"Reply-To": "<klachten@voorbeeld.example>", "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All",
		"User-Agent": "", "X-Mailer": "", "Mime-Version": "1.0",
	} {
		if got := m.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	from, err := m.Header.AddressList("From")
	if err != nil || from[0].Name != sample().FromName || from[0].Address != sample().From {
		t.Errorf("From %v, %v", from, err)
	}
	subject, err := new(stdmime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != sample().Subject {
		t.Errorf("Subject %q, %v", subject, err)
	}
}

func TestByPersonIsNotAutomatic(t *testing.T) {
	p := sample()
	p.Auto = ByPerson
	if b := string(render(t, p)); strings.Contains(b, "Auto-Submitted") || strings.Contains(b, "X-Auto-Response") {
		t.Error("a letter of a person says that it is automatic")
	}
}

func TestParts(t *testing.T) {
	p := sample()
	p.Files = []File{{"brief été.pdf", "application/pdf", []byte("%PDF-1.4 inhoud")}}
	b := render(t, p)
	if got := boundaries(t, p); len(got) != 2 || got[0] == got[1] {
		t.Fatalf("boundaries %v", got)
	}
	m, err := mail.ReadMessage(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	mixed := reader(t, m.Header.Get("Content-Type"), "multipart/mixed", m.Body)
	inner := next(t, mixed)
	alternative := reader(t, inner.Header.Get("Content-Type"), "multipart/alternative", inner)
	if got := decoded(t, next(t, alternative)); got != p.Text {
		t.Errorf("text %q", got)
	}
	if got := decoded(t, next(t, alternative)); got != p.HTML {
		t.Errorf("HTML %q", got)
	}
	file := next(t, mixed)
	got, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, file))
	if err != nil || string(got) != "%PDF-1.4 inhoud" || !strings.HasPrefix(file.Header.Get("Content-Type"), "application/pdf") {
		t.Errorf("attachment %q, %v, %v", got, file.Header, err)
	}
}

func reader(t *testing.T, contentType, want string, r io.Reader) *multipart.Reader {
	t.Helper()
	got, params, err := stdmime.ParseMediaType(contentType)
	if err != nil || got != want {
		t.Fatalf("Content-Type %q, %v", contentType, err)
	}
	return multipart.NewReader(r, params["boundary"])
}

func next(t *testing.T, r *multipart.Reader) *multipart.Part {
	t.Helper()
	p, err := r.NextRawPart()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func decoded(t *testing.T, p *multipart.Part) string {
	t.Helper()
	var r io.Reader = p
	if p.Header.Get("Content-Transfer-Encoding") == "quoted-printable" {
		r = quotedprintable.NewReader(p)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(b), "\r\n", "\n")
}

func TestAddressesThatAreNone(t *testing.T) {
	for _, bad := range []string{"", "x", "a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example", "Naam <a@b.example>", "a b@c.example", "<a@b.example>"} {
		for _, set := range []func(*Parts){func(p *Parts) { p.From = bad }, func(p *Parts) { p.To = bad }} {
			p := sample()
			set(&p)
			if _, err := Render(p); err == nil {
				t.Errorf("address %q is taken", bad)
			}
		}
	}
}

// Whatever stands in the fields: one header block, only CRLF, lines of bounded length, and both parts whole.
func TestHostileFields(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"\r\nBcc: boef@elders.example", "\n\n.\n", "\x00", strings.Repeat("x", 3000)}))
		p := sample()
		p.Subject, p.FromName, p.ToName = text.Draw(rt, "subject"), text.Draw(rt, "from"), text.Draw(rt, "to")
		p.Text, p.HTML = text.Draw(rt, "text"), text.Draw(rt, "html")
		if rapid.Bool().Draw(rt, "file") {
			p.Files = []File{{Name: text.Draw(rt, "file name"), Data: []byte(text.Draw(rt, "file"))}}
		}
		b, err := Render(p)
		if err != nil {
			rt.Fatal(err)
		}
		if bytes.Count(b, []byte("\n")) != bytes.Count(b, []byte("\r\n")) || bytes.Count(b, []byte("\r")) != bytes.Count(b, []byte("\r\n")) {
			rt.Fatal("a line ends without CRLF")
		}
		for line := range bytes.Lines(b) {
			if len(line) > 1000 {
				rt.Fatalf("line of %d bytes", len(line))
			}
		}
		m, err := mail.ReadMessage(bytes.NewReader(b))
		if err != nil || m.Header.Get("Bcc") != "" || len(m.Header["From"]) != 1 || len(m.Header["To"]) != 1 {
			rt.Fatalf("headers %v, %v", m.Header, err)
		}
	})
}

func BenchmarkRender(b *testing.B) {
	p := sample()
	p.Text, p.HTML = strings.Repeat(p.Text, 30), strings.Repeat(p.HTML, 200)
	b.ReportAllocs()
	for b.Loop() {
		render(b, p)
	}
}
