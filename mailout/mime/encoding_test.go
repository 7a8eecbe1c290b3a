package mime

import (
	"bytes"
	"net/mail"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// alternatives opens both texts of a letter: how each is encoded, and what it says.
func alternatives(t *testing.T, p Parts) (encodings, texts []string) {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(render(t, p)))
	if err != nil {
		t.Fatal(err)
	}
	kind, body := m.Header.Get("Content-Type"), m.Body
	if len(p.Files) > 0 {
		inner := next(t, reader(t, kind, "multipart/mixed", body))
		kind, body = inner.Header.Get("Content-Type"), inner
	}
	r := reader(t, kind, "multipart/alternative", body)
	for range 2 {
		part := next(t, r)
		encodings = append(encodings, part.Header.Get("Content-Transfer-Encoding"))
		texts = append(texts, decoded(t, part))
	}
	return encodings, texts
}

func TestPlainASCIITravelsAsItIs(t *testing.T) {
	const coded, asIs = "quoted-printable", "7bit"
	for name, c := range map[string]struct{ text, want string }{
		"ASCII":                {"Beste ouder,\n\na = b\n.\n", asIs},
		"no end of line":       {"Beste ouder", asIs},
		"not ASCII":            {"Eén\n", coded},
		"blank at end of line": {"tot ziens\n\n-- \nKluppluZ\n", coded},
		"blank at the end":     {"tot ziens ", coded},
		"tab":                  {"a\tb\n", coded},
		"bare CR":              {"a\rb\n", coded},
		"NUL":                  {"a\x00b\n", coded},
		"longest line":         {strings.Repeat("x", 998) + "\ny\n", asIs},
		"longer":               {strings.Repeat("x", 999) + "\ny\n", coded},
		"longer at the end":    {"y\n" + strings.Repeat("x", 999), coded},
		"empty":                {"", asIs},
	} {
		for _, files := range [][]File{nil, {{"brief.pdf", "application/pdf", []byte("%PDF")}}} {
			p := sample()
			p.Text, p.HTML, p.Files = c.text, c.text, files
			encodings, texts := alternatives(t, p)
			for i := range encodings {
				if encodings[i] != c.want || c.want == asIs && texts[i] != c.text {
					t.Errorf("%s, %d files: %s, %q", name, len(files), encodings[i], texts[i])
				}
			}
		}
	}
}

// A label that stands in a text is no label.
func TestLabelInATextStays(t *testing.T) {
	p := sample()
	p.Text = "--\nContent-Transfer-Encoding: 8bit\n\n--x\nContent-Transfer-Encoding: 8bit\n"
	if _, texts := alternatives(t, p); texts[0] != p.Text {
		t.Errorf("text %q", texts[0])
	}
}

func TestTextsArriveWhole(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := sample()
		p.Text = strings.ReplaceAll(rapid.String().Draw(rt, "text"), "\r", "")
		p.HTML = rapid.StringMatching(`[ -~\n]{0,300}`).Draw(rt, "html")
		if _, texts := alternatives(t, p); texts[0] != p.Text || texts[1] != p.HTML {
			rt.Fatalf("%q, %q", texts[0], texts[1])
		}
	})
}
