package mailin

import (
	"io"
	"runtime"
	"strings"
	"testing"
)

// seeds are messages of every kind, short, for the fuzz targets.
func seeds() []string {
	return []string{
		"", "\n", "x", "From: a@x.example\n", ":\n\n", "From a@x Mon Mar  3 10:15:00 2025\n\n\n",
		crlfMail("From: a@x.example\nContent-Type: multipart/alternative; boundary=x",
			"--x\nContent-Type: text/plain; format=flowed; delsp=yes\n\n> a \n> b\nc \n--x\nContent-Type: text/html\n\n<p>c<blockquote type=cite>a b</blockquote>\n--x--"),
		crlfMail("From: a@x.example\nSubject: FW: Hek\nContent-Type: multipart/mixed; boundary=x",
			"--x\n\nZie onder\n--x\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nRnJvbTogYkB4CgpIb2kK\n--x--"),
		crlfMail("From: MAILER-DAEMON@x.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=x",
			"--x\n\nFailed\n--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@x\nAction: failed\nStatus: 5.1.1\n--x--"),
		crlfMail("From: \"=?utf-8?q?=C3?=\" <a@x.example>, (x <\nDate: 1\nContent-Type: text/plain; charset=utf-7; name*0*=x'y'%zz", "+AOk- Op 3-3-2025 10:15 schreef a@x.example:\n\n> x\n-- \ny"),
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds() {
		f.Add([]byte(s))
	}
	lim := DefaultLimits()
	lim.Parts, lim.Depth, lim.Text = 20, 5, 4<<10
	f.Fuzz(func(t *testing.T, raw []byte) {
		m := Parse(strings.NewReader(string(raw)), lim)
		if m.Size != int64(len(raw)) || m.SHA256 != hexSum(string(raw)) {
			t.Error("the hash is not of the bytes")
		}
		if strings.TrimSpace(m.Full) != "" && m.Text == "" {
			t.Errorf("no new text in %q", m.Full)
		}
		if len(m.Attachments) > lim.Parts+1 {
			t.Errorf("%d attachments", len(m.Attachments))
		}
		for _, s := range []string{m.Subject, m.Full, m.Text} {
			if strings.ContainsAny(s, "\x00\r\u202e") || strings.ContainsRune(s, mark) {
				t.Errorf("control characters in %q", s)
			}
		}
		_, ident, _, _, err := Identity(strings.NewReader(string(raw)))
		if err != nil || ident != m.Ident && lim.Header == DefaultLimits().Header {
			t.Errorf("Identity gives %s, %v; Parse %s", ident, err, m.Ident)
		}
	})
}

// repeated is a reader of head, then n times what line makes, then tail, so that giant mails take no room.
func repeated(head string, n int, line func(i int) string, tail string) io.Reader {
	i := 0
	body := readerFunc(func() (string, bool) {
		if i == n {
			return "", false
		}
		i++
		return line(i - 1), true
	})
	return io.MultiReader(strings.NewReader(head), body, strings.NewReader(tail))
}

func readerFunc(next func() (string, bool)) io.Reader {
	var rest string
	return readFunc(func(p []byte) (int, error) {
		for rest == "" {
			var ok bool
			if rest, ok = next(); !ok {
				return 0, io.EOF
			}
		}
		n := copy(p, rest)
		rest = rest[n:]
		return n, nil
	})
}

type readFunc func([]byte) (int, error)

func (f readFunc) Read(p []byte) (int, error) { return f(p) }

func TestDecodedBytesAreLimited(t *testing.T) {
	lim := DefaultLimits()
	lim.Decoded = 1 << 20
	for n, cut := range map[int]bool{1 << 20: false, 1<<20 + 1: true} {
		raw := "From: a@x.example\nContent-Type: application/pdf\nContent-Transfer-Encoding: 8bit\n\n" + strings.Repeat("a", n)
		m := Parse(strings.NewReader(raw), lim)
		if has(m.Defects, "too-big") != cut || (m.Attachments[0].SHA256 == "") != cut {
			t.Errorf("%d bytes: %v %v", n, m.Defects, m.Attachments)
		}
		if m.SHA256 != hexSum(raw) {
			t.Errorf("%d bytes: the hash of the whole is wrong", n)
		}
	}
}

func TestAGiantAttachmentCostsLittleMemory(t *testing.T) {
	line := strings.Repeat("QUJD", 19) + "\r\n"
	const n = 50 << 20 / 78
	r := repeated("From: a@x.example\r\nContent-Type: application/pdf; name=x.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n",
		n, func(int) string { return line }, "")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	m := Parse(r, DefaultLimits())
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 4<<20 {
		t.Errorf("%d bytes were allocated", used)
	}
	if len(m.Attachments) != 1 || m.Attachments[0].Size != n*57 || m.Attachments[0].SHA256 == "" {
		t.Errorf("attachments are %+v", m.Attachments)
	}
}

func BenchmarkParse118kB(b *testing.B) {
	raw := crlfMail("From: a@x.example\nTo: b@x.example\nSubject: Klacht\nMessage-ID: <1@x.example>\nDate: Mon, 3 Mar 2025 10:15:00 +0100\nContent-Type: multipart/mixed; boundary=x",
		"--x\nContent-Type: text/plain; charset=utf-8\n\n"+strings.Repeat("Het hek stond weer open toen ik kwam.\n", 40)+
			"--x\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n"+
			lines76(strings.Repeat("QUJDREVG", 14_000))+"--x--\n")
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if m := read(raw); len(m.Attachments) != 1 {
			b.Fatal(m.Defects)
		}
	}
}

func BenchmarkIdentity118kB(b *testing.B) {
	raw := crlfMail("From: a@x.example\nMessage-ID: <1@x.example>", lines76(strings.Repeat("QUJDREVG", 14_000)))
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, _, _, _, err := Identity(strings.NewReader(raw)); err != nil {
			b.Fatal(err)
		}
	}
}
