package mailin

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-message/mail"
	"pgregory.net/rapid"
)

// What is well formed has one reading: a mail that go-message writes and reads is read alike by Parse. (What
// is not well formed, go-message refuses; that is why Parse is there.)
func TestWellFormedMailIsReadAlike(t *testing.T) {
	words := rapid.StringMatching(`[A-Za-zéëïöüç’€ ,.!?0-9-]{1,60}`)
	rapid.Check(t, func(rt *rapid.T) {
		subject := strings.TrimSpace(words.Draw(rt, "subject"))
		name := strings.TrimSpace(rapid.StringMatching(`[A-Za-zéëï]{1,12}( [A-Za-zçü]{1,12})?`).Draw(rt, "name"))
		text := "Goedemorgen,\n\n" + strings.TrimSpace(words.Draw(rt, "text"))
		file := rapid.SliceOfN(rapid.Byte(), 0, 5000).Draw(rt, "file")
		raw := written(rt, subject, name, text, file)

		m := Parse(bytes.NewReader(raw), DefaultLimits())
		// go-message writes encoded words in file names, as everybody does; RFC 2047 5 forbids it.
		if slices.ContainsFunc(m.Defects, func(w string) bool { return w != "misplaced-encoded-word" }) {
			rt.Fatalf("defects in a well-formed mail: %v", m.Defects)
		}
		r, err := mail.CreateReader(bytes.NewReader(raw))
		if err != nil {
			rt.Fatal(err)
		}
		theirs, err := r.Header.Subject()
		if err != nil || collapse(theirs) != collapse(m.Subject) {
			rt.Fatalf("subject %q, read as %q (%v)", theirs, m.Subject, err)
		}
		from, err := r.Header.AddressList("From")
		if err != nil || len(from) != 1 || from[0].Name != m.From[0].Name || from[0].Address != m.From[0].Addr {
			rt.Fatalf("from %v, read as %v (%v)", from, m.From, err)
		}
		if date, err := r.Header.Date(); err != nil || !date.Equal(m.Date) {
			rt.Fatalf("date %v, read as %v (%v)", date, m.Date, err)
		}
		compareParts(rt, r, m)
	})
}

func collapse(s string) string { return strings.Join(strings.Fields(s), " ") }

func compareParts(rt *rapid.T, r *mail.Reader, m Message) {
	for {
		p, err := r.NextPart()
		if err == io.EOF {
			return
		}
		if err != nil {
			rt.Fatal(err)
		}
		body, err := io.ReadAll(p.Body)
		if err != nil {
			rt.Fatal(err)
		}
		switch h := p.Header.(type) {
		case *mail.InlineHeader:
			if collapse(string(body)) != collapse(m.Full) {
				rt.Fatalf("text %q, read as %q", body, m.Full)
			}
		case *mail.AttachmentHeader:
			name, _ := h.Filename()
			sum := sha256.Sum256(body)
			if len(m.Attachments) != 1 || m.Attachments[0].Name != name || m.Attachments[0].SHA256 != hex.EncodeToString(sum[:]) {
				rt.Fatalf("file %q of %d bytes, read as %v", name, len(body), m.Attachments)
			}
		}
	}
}

func written(rt *rapid.T, subject, name, text string, file []byte) []byte {
	var b bytes.Buffer
	var h mail.Header
	h.SetDate(time.Date(2026, 11, 2, 9, 12, 0, 0, time.UTC))
	h.SetAddressList("From", []*mail.Address{{Name: name, Address: "ouder@post.example"}})
	h.SetAddressList("To", []*mail.Address{{Address: "klachten@kluppluz.example"}})
	h.SetSubject(subject)
	h.SetMessageID("een@post.example")
	w, err := mail.CreateWriter(&b, h)
	fatal(rt, err)
	var ih mail.InlineHeader
	ih.SetContentType("text/plain", map[string]string{"charset": "utf-8"})
	inline, err := w.CreateSingleInline(ih)
	fatal(rt, err)
	_, err = io.WriteString(inline, text)
	fatal(rt, err)
	fatal(rt, inline.Close())
	var ah mail.AttachmentHeader
	ah.SetContentType("application/pdf", nil)
	ah.SetFilename("brief één.pdf")
	a, err := w.CreateAttachment(ah)
	fatal(rt, err)
	_, err = a.Write(file)
	fatal(rt, err)
	fatal(rt, a.Close())
	fatal(rt, w.Close())
	return b.Bytes()
}

func fatal(rt *rapid.T, err error) {
	if err != nil {
		rt.Fatal(err)
	}
}
