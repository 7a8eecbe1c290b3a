package mailin

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
)

// nasty is a mail that is made to hurt.
type nasty struct {
	name   string
	mail   func() io.Reader
	defect string
	check  func(m Message) error // nil: that it ends is enough
}

// reads checks that text and subject came out all the same.
func reads(text, subject string) func(Message) error {
	return func(m Message) error {
		if m.Full != text || m.Subject != subject || len(m.Headers) > DefaultLimits().Fields {
			return fmt.Errorf("%.50q %.50q, %d fields", m.Full, m.Subject, len(m.Headers))
		}
		return nil
	}
}

func lists(n int) func(Message) error {
	return func(m Message) error {
		if len(m.Attachments) != n {
			return fmt.Errorf("%d attachments", len(m.Attachments))
		}
		return nil
	}
}

func same(s string) func(int) string { return func(int) string { return s } }

const mixed = "From: a@x.example\nSubject: Hek\nContent-Type: multipart/mixed; boundary=x\n\n"

var nasties = []nasty{
	{"20,000 nested multiparts", func() io.Reader {
		return repeated("From: a@x.example\n", 20_000, func(i int) string {
			return fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
		}, "\nhoi\n")
	}, "too-deep", nil},
	{"20,000 nested messages", func() io.Reader {
		return repeated("From: a@x.example\nSubject: x\n", 20_000, same("Content-Type: message/rfc822\n\nSubject: x\n"), "\nhoi\n")
	}, "too-deep", nil},
	{"20,000 nested digests", func() io.Reader {
		return repeated("From: a@x.example\n", 20_000, func(i int) string {
			return fmt.Sprintf("Content-Type: multipart/digest; boundary=b%d\n\n--b%d\n\nSubject: x\n", i, i)
		}, "\nhoi\n")
	}, "too-deep", nil},
	{"500,000 parts", func() io.Reader {
		return repeated(mixed+"--x\n\nhoi\n", 500_000, same("--x\nContent-Type: image/png\n\n\n"), "--x--\n")
	}, "too-many-parts", func(m Message) error {
		if m.Full != "hoi" {
			return fmt.Errorf("text %q", m.Full)
		}
		return lists(DefaultLimits().Parts - 1)(m)
	}},
	{"500,000 parts without a header", func() io.Reader {
		return repeated(mixed, 500_000, same("--x\nhoi\n"), "--x--\n")
	}, "too-many-parts", nil},
	{"60,000 addresses", func() io.Reader {
		return repeated("From: a@x.example\nSubject: Hek\nTo: ", 60_000, func(i int) string { return fmt.Sprintf("p%d@x.example,\n ", i) }, "b@x.example\n\nhoi\n")
	}, "too-many-addresses", func(m Message) error {
		if len(m.To) > DefaultLimits().Addresses {
			return fmt.Errorf("%d addresses", len(m.To))
		}
		return reads("hoi", "Hek")(m)
	}},
	{"60,000 quotes in an address", func() io.Reader {
		return repeated("From: a@x.example\nSubject: Hek\nTo: ", 60_000, same(`"`), "\n\nhoi\n")
	}, "", reads("hoi", "Hek")},
	{"40 MB of fields in the header", func() io.Reader {
		return repeated("From: a@x.example\nSubject: Hek\n", 1_000_000, same("X-Vulling: aaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"), "\nhoi\n")
	}, "header-too-long", reads("hoi", "Hek")},
	{"40 MB of one field in the header", func() io.Reader {
		return repeated("From: a@x.example\nSubject: Hek\nX-Vulling: ", 1_000_000, same("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), "\n\nhoi\n")
	}, "header-too-long", reads("hoi", "Hek")},
	{"a part header of 40 MB", func() io.Reader {
		return repeated(mixed+"--x\n", 1_000_000, same("X-Vulling: aaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"), "\nhoi\n--x--\n")
	}, "header-too-long", reads("hoi", "Hek")},
	{"a header of 1,000 folded lines", func() io.Reader {
		return repeated("From: a@x.example\nSubject: Hek\n", 1_000, same(" stond open\n"), "\nhoi\n")
	}, "", func(m Message) error {
		if !strings.HasPrefix(m.Subject, "Hek stond open stond") || len([]rune(m.Subject)) > maxShown || m.Full != "hoi" {
			return fmt.Errorf("%.50q %q", m.Subject, m.Full)
		}
		return nil
	}},
	{"1,000 encoded words", func() io.Reader {
		return repeated("From: a@x.example\nSubject: Hek\n", 1_000, same(" =?utf-8?q?=C3?=\n =?utf-8?b?qw==?=\n"), "\nhoi\n")
	}, "bad-encoded-word", func(m Message) error {
		if !strings.HasPrefix(m.Subject, "Hek ëëë") {
			return fmt.Errorf("%.50q", m.Subject)
		}
		return nil
	}},
	{"a zip bomb", func() io.Reader {
		return strings.NewReader(mixed + "--x\n\nhoi\n--x\nContent-Type: application/pdf; name=bom.pdf\nContent-Transfer-Encoding: base64\n\n" +
			lines76(base64.StdEncoding.EncodeToString(zipOf(100<<20))) + "--x--\n")
	}, "type-corrected", func(m Message) error {
		if len(m.Attachments) != 1 || m.Attachments[0].Type != "application/zip" || m.Attachments[0].Size > 1<<20 {
			return fmt.Errorf("%+v", m.Attachments)
		}
		return nil
	}},
	{"100 MB of base64 on one line", func() io.Reader {
		return repeated("From: a@x.example\nSubject: Hek\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n",
			1000, same(strings.Repeat("QUJD", 25<<10)), "\n")
	}, "", func(m Message) error {
		if len(m.Attachments) != 1 || m.Attachments[0].Size != 1000*75<<10 || m.Attachments[0].SHA256 == "" {
			return fmt.Errorf("%+v", m.Attachments)
		}
		return nil
	}},
	{"100 MB of quoted-printable on one line", func() io.Reader {
		return repeated("From: a@x.example\nSubject: Hek\nContent-Transfer-Encoding: quoted-printable\n\nhoi ", 1000, same(strings.Repeat("=41", 34<<10)), "\n")
	}, "text-cut", nil},
	{"a boundary in a boundary", func() io.Reader {
		return strings.NewReader(strings.NewReplacer("=x", "=x-", "--x", "--x-").Replace(mixed) +
			"--x-\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\neen\n--x\nContent-Type: multipart/mixed; boundary=x--\n\n--x--\n\ntwee\n--x----\n--x--\n--x-\n\ndrie\n--x---\n")
	}, "", func(m Message) error {
		if strings.Join(strings.Fields(m.Full), " ") != "een twee drie" {
			return fmt.Errorf("%q", m.Full)
		}
		return nil
	}},
	{"the same boundary at each level", func() io.Reader {
		return repeated("From: a@x.example\nContent-Type: multipart/mixed; boundary=x\n\n", 100_000, same("--x\nContent-Type: multipart/mixed; boundary=x\n\n"), "--x\n\nhoi\n")
	}, "too-many-parts", nil},
	{"a giant text", func() io.Reader {
		return repeated("From: a@x.example\n\n", 200_000, same("Op 3 maart 2025 om 10:15 schreef <x> aaaaaaaaa\n"), "")
	}, "text-cut", func(m Message) error {
		if m.Text == "" {
			return errors.New("no new text")
		}
		return nil
	}},
	{"html of nothing but tags", func() io.Reader {
		return repeated("From: a@x.example\nContent-Type: text/html\n\n", 200_000, same("<div><a href=http://x><td><ul><blockquote>"), "hoi")
	}, "text-cut", nil},
	{"html attributes", func() io.Reader {
		return repeated("From: a@x.example\nContent-Type: text/html\n\nhoi<p ", 100_000, func(i int) string { return fmt.Sprintf("a%d=b ", i) }, ">")
	}, "", nil},
	{"compressed RTF that would be 1 GB", func() io.Reader { return strings.NewReader(winmail(rtfBomb(), "")) }, "tnef-cut", nil},
	{"a TNEF of 500,000 files", func() io.Reader {
		file := append(attribute(2, attFileStart, nil), attribute(2, attFileData, []byte("x"))...)
		return strings.NewReader(winmail(tnefOfAttributes(bytes.Repeat(file, 500_000)), ""))
	}, "too-many-parts", lists(DefaultLimits().Parts - 1)},
	{"styles without an end", func() io.Reader {
		return strings.NewReader("From: a@x.example\nContent-Type: text/html\n\n" + strings.Repeat("<style>", 1<<17))
	}, "", nil},
	{"introductions without an original", func() io.Reader {
		return strings.NewReader("From: a@x.example\n\n" + strings.Repeat("Op ma schreef\n", 50_000))
	}, "", nil},
	{"S/MIME that would be 70 MB", func() io.Reader {
		return strings.NewReader(smimeMail(packedData(append([]byte("Content-Type: image/png\r\n\r\n"), make([]byte, 70<<20)...), definite)))
	}, "smime-cut", nil},
	{"S/MIME of 20,000 levels", func() io.Reader { return strings.NewReader(smimeMail(strings.Repeat("0\x80", 20_000))) }, "", nil},
	{"500,000 uuencoded files", func() io.Reader {
		return repeated("From: a@x.example\n\n", 500_000, same("begin 644 a\nM"+strings.Repeat("0V%T", 15)+"\nend\n"), "hoi\n")
	}, "uuencoded", lists(DefaultLimits().Parts)},
	{"a calendar of 1,000,000 lines", func() io.Reader {
		return repeated("From: a@x.example\nContent-Type: text/calendar\n\n", 1_000_000, same("BEGIN:VEVENT\nSUMMARY:a\nEND:VEVENT\n"), "")
	}, "", nil},
}

// zipOf makes an archive of n zeros.
func zipOf(n int) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, _ := z.Create("nullen")
	for range n >> 20 {
		w.Write(make([]byte, 1<<20))
	}
	z.Close()
	return b.Bytes()
}

// rtfBomb is a body of references, each of which stands for sixteen bytes.
func rtfBomb() []byte {
	rtf := append(packRTF("")[:8], "LZFu\x00\x00\x00\x00"...)
	rtf = append(rtf, bytes.Repeat(append([]byte{0xFF}, bytes.Repeat([]byte{0x00, 0x1E}, 8)...), 200_000)...)
	binary.LittleEndian.PutUint32(rtf[4:], 1<<30)
	return tnefOfAttributes(attribute(1, attProps, props(mapiProp{propRTF, typeBinary, rtf})))
}

// maxNastyMemory is what one such mail may allocate in all, which is more than it ever holds.
const maxNastyMemory = 100 << 20

// raced tells that the race detector is on. Under it pools forget what they hold, now and then and on purpose, so that
// the memory of a run says nothing.
func raced() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

func TestNastyMailsStayWithinBounds(t *testing.T) {
	for _, n := range nasties {
		r := n.mail()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		m := Parse(r, DefaultLimits())
		runtime.ReadMemStats(&after)
		if n.defect != "" && !has(m.Defects, n.defect) {
			t.Errorf("%s: defects are %v", n.name, m.Defects)
		}
		if n.check != nil {
			if err := n.check(m); err != nil {
				t.Errorf("%s: %v", n.name, err)
			}
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > maxNastyMemory && !raced() {
			t.Errorf("%s: %d MB were allocated", n.name, used>>20)
		}
		if len(m.Full) > 2*DefaultLimits().Text || len(m.Attachments) > DefaultLimits().Parts+1 {
			t.Errorf("%s: %d bytes of text, %d files", n.name, len(m.Full), len(m.Attachments))
		}
	}
}

// BenchmarkNasty: each of them is read within one second (ns/op) and 100 MB (B/op, all that was ever allocated).
func BenchmarkNasty(b *testing.B) {
	for _, n := range nasties {
		b.Run(n.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				r := n.mail()
				b.StartTimer()
				Parse(r, DefaultLimits())
			}
		})
	}
}

// BenchmarkLinear: the bytes a second are the same at 1, 2, 4 and 8 MB, for text, HTML, quoted history and files.
func BenchmarkLinear(b *testing.B) {
	lim := DefaultLimits()
	lim.Text = 16 << 20
	for _, c := range []struct{ name, head, line string }{
		{"text", "", "Het hek stond weer open toen ik kwam, en er stond niemand bij.\n"},
		{"quotes", "", "Het hek.\n> Op 3 maart 2025 om 10:15 schreef Jan <jan@x.example>:\n>> tekst\n"},
		{"html", "Content-Type: text/html\n", "<div><p>Het hek stond <b>open</b> <a href=\"http://x.example\">hier</a>.</p></div>\n"},
		{"base64", "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n", strings.Repeat("QUJD", 19) + "\n"},
		{"parts", "Content-Type: multipart/mixed; boundary=x\n", "--x\nContent-Type: text/plain\n\nHet hek stond open.\n"},
	} {
		for _, mb := range []int{1, 2, 4, 8} {
			raw := "From: a@x.example\nSubject: Hek\n" + c.head + "\n" + strings.Repeat(c.line, mb<<20/len(c.line))
			b.Run(fmt.Sprintf("%s/%dMB", c.name, mb), func(b *testing.B) {
				b.SetBytes(int64(len(raw)))
				for b.Loop() {
					Parse(strings.NewReader(raw), lim)
				}
			})
		}
	}
}
