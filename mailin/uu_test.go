package mailin

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// uuencode writes a file as old mail programs do.
func uuencode(name string, data []byte, blank byte) string {
	var b strings.Builder
	char := func(c byte) byte {
		if c == 0 {
			return blank
		}
		return c + ' '
	}
	fmt.Fprintf(&b, "begin 644 %s\n", name)
	for len(data) > 0 {
		l := data[:min(45, len(data))]
		data = data[len(l):]
		b.WriteByte(char(byte(len(l))))
		l = append(bytes.Clone(l), 0, 0)
		for i := 0; i+2 < len(l); i += 3 {
			g := l[i : i+3]
			b.Write([]byte{char(g[0] >> 2), char(g[0]&3<<4 | g[1]>>4), char(g[1]&15<<2 | g[2]>>6), char(g[2] & 63)})
		}
		b.WriteByte('\n')
	}
	return b.String() + string(char(0)) + "\nend\n"
}

func TestUUEncodedFilesInTheText(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		data := rapid.SliceOfN(rapid.Byte(), 1, 4000).Draw(rt, "data")
		data[0], data[min(44, len(data)-1)] = 'x', 'x' // a first line of nothing but blanks that are lost shows no file
		blank := rapid.SampledFrom([]byte{' ', '`'}).Draw(rt, "blank")
		body := "Zie de foto.\n\n" + uuencode("map/foto hek.jpg", data, blank) + "\nGroet, Sanne\n"
		if rapid.Bool().Draw(rt, "blanks are lost") {
			var lines []string
			for l := range strings.SplitSeq(body, "\n") {
				lines = append(lines, strings.TrimRight(l, " "))
			}
			body = strings.Join(lines, "\n")
		}
		encoding := "8bit"
		if rapid.Bool().Draw(rt, "base64") {
			encoding, body = "base64", lines76(base64.StdEncoding.EncodeToString([]byte(body)))
		}
		m := read(crlfMail("From: a@x.example\nContent-Transfer-Encoding: "+encoding, body))
		if m.Full != "Zie de foto.\n\n\nGroet, Sanne" || len(m.Attachments) != 1 || !has(m.Defects, "uuencoded") {
			rt.Fatalf("%q %v %v", m.Full, m.Attachments, m.Defects)
		}
		a := m.Attachments[0]
		if a.Name != "foto hek.jpg" || a.Size != int64(len(data)) || a.SHA256 != hexSum(string(data)) {
			rt.Fatalf("%+v", a)
		}
	})
}

func TestUUEncodeThatIsNone(t *testing.T) {
	for body, want := range map[string]string{
		"Ik begin.\nbegin 644 met klagen\nwant het hek stond open.\n": "Ik begin.\nbegin 644 met klagen\nwant het hek stond open.",
		"begin maar.\n#ABC\nend\n":                                    "begin maar.\n#ABC\nend",
		"begin 644 a":                                                 "begin 644 a",
		"begin 644 a\nbegin 644 b\nx":                                 "begin 644 a\nbegin 644 b\nx",
		"> begin 644 a\n> #0V%T\n":                                    "> begin 644 a\n> #0V%T",
	} {
		if m := read("From: a@x.example\n\n" + body); m.Full != want || len(m.Attachments) > 0 {
			t.Errorf("%q gives %q %v", body, m.Full, m.Attachments)
		}
	}
	m := read("From: a@x.example\n\nZie hier.\nbegin 644 cat.txt\n#0V%T\nen toen ging het mis\n")
	want := []Attachment{{Name: "cat.txt", Type: "text/plain", Size: 3, SHA256: hexSum("Cat")}}
	if diff := cmp.Diff(want, m.Attachments); diff != "" || m.Full != "Zie hier.\nen toen ging het mis" || !has(m.Defects, "bad-uuencode") {
		t.Errorf("broken off: %s %q %v", diff, m.Full, m.Defects)
	}
}

func TestUUEncodedPart(t *testing.T) {
	m := read(crlfMail("From: a@x.example\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: x-uuencode", "begin 644 cat.txt\n#0V%T\n`\nend\n"))
	want := []Attachment{{Name: "cat.txt", Type: "text/plain", Size: 3, SHA256: hexSum("Cat")}}
	if diff := cmp.Diff(want, m.Attachments); diff != "" {
		t.Error(diff)
	}
}
