package templates

import (
	"bytes"
	"encoding/base64"
	"flag"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"complaintsd/mailout"
)

var update = flag.Bool("update", false, "write the golden files anew")

// dump is a folder for looking at the HTML in a browser.
var dump = flag.String("dump", "", "write every HTML part into this folder")

func writer(t testing.TB) *Writer {
	t.Helper()
	w, err := New("i1k2", SampleKeys(), SampleOrganisations())
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func written(t testing.TB, w *Writer, s Sample) mailout.Letter {
	t.Helper()
	letters, err := w.Letters(s.Org, s.Step, s.Now)
	if err != nil {
		t.Fatalf("%s: %v", s.Name, err)
	}
	if len(letters) != len(s.Step.Notices) {
		t.Fatalf("%s: %d letters of %d notices", s.Name, len(letters), len(s.Step.Notices))
	}
	return letters[0]
}

// opened reads a letter's bytes as a mail program does.
func opened(t testing.TB, l mailout.Letter) (header mail.Header, text, html string) {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(l.Bytes))
	if err != nil {
		t.Fatal(err)
	}
	parts := inside(t, m.Header.Get("Content-Type"), m.Body)
	return m.Header, part(t, parts), part(t, parts)
}

// inside gives the parts of the text: those of the letter, or of its first part when files come with it.
func inside(t testing.TB, contentType string, body io.Reader) *multipart.Reader {
	t.Helper()
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		t.Fatal(err)
	}
	parts := multipart.NewReader(body, params["boundary"])
	if kind != "multipart/mixed" {
		return parts
	}
	first, err := parts.NextRawPart()
	if err != nil {
		t.Fatal(err)
	}
	return inside(t, first.Header.Get("Content-Type"), first)
}

// attached gives the bytes of the first file of a type.
func attached(t testing.TB, l mailout.Letter, contentType string) []byte {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(l.Bytes))
	if err != nil {
		t.Fatal(err)
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	for parts := multipart.NewReader(m.Body, params["boundary"]); ; {
		p, err := parts.NextRawPart()
		if err != nil {
			t.Fatalf("no %s in it: %v", contentType, err)
		}
		if !strings.HasPrefix(p.Header.Get("Content-Type"), contentType) {
			continue
		}
		b, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, p))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
}

func part(t testing.TB, parts *multipart.Reader) string {
	t.Helper()
	p, err := parts.NextRawPart()
	if err != nil {
		t.Fatal(err)
	}
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

func TestGolden(t *testing.T) {
	w := writer(t)
	for _, s := range Samples() {
		t.Run(s.Name, func(t *testing.T) {
			l := written(t, w, s)
			if *dump != "" && l.To != "" {
				_, _, html := opened(t, l)
				if err := os.WriteFile(filepath.Join(*dump, s.Name+".html"), []byte(html), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			path := filepath.Join("testdata", s.Name+".txt")
			// The table of words belongs to cases; TestHelpHasEveryWord looks at it.
			text, _, _ := strings.Cut(l.Text, "Welke woorden zijn er?")
			got := "To: " + l.To + "\nSubject: " + l.Subject + "\n\n" + text
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("letter differs from %s (run with -update and look at the difference):\n%s", path, got)
			}
		})
	}
}
