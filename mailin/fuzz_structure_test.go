package mailin

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// narrow are limits that short inputs reach.
func narrow() Limits {
	lim := DefaultLimits()
	lim.Parts, lim.Depth, lim.Text, lim.Fields, lim.Addresses, lim.Header, lim.PartHeader = 20, 5, 4<<10, 50, 10, 8<<10, 1<<10
	return lim
}

// sound checks what holds of every message: bounds, valid UTF-8, no characters that are not seen, clean names, and the
// same again when it is read again.
func sound(t *testing.T, raw string, lim Limits) Message {
	t.Helper()
	m := Parse(strings.NewReader(raw), lim)
	if len(m.Attachments) > lim.Parts+1 || len(m.Headers) > lim.Fields || len(m.To) > lim.Addresses || len(m.Full) > 16*lim.Text {
		t.Errorf("%d files, %d fields, %d receivers, %d bytes of text", len(m.Attachments), len(m.Headers), len(m.To), len(m.Full))
	}
	texts := []string{m.Subject, m.Full, m.Text, m.MessageID}
	for _, a := range m.Attachments {
		texts = append(texts, a.Name, a.Type)
		if a.Name == "" || strings.ContainsAny(a.Name, "/\\:\n") || len(a.Name) > maxNameBytes+20 || a.Name == ".." {
			t.Errorf("a file is called %q", a.Name)
		}
	}
	for _, list := range [][]Address{m.From, m.To, m.Cc, m.ReplyTo, m.Sender} {
		for _, a := range list {
			texts = append(texts, a.Name, a.Addr)
		}
	}
	for _, s := range texts {
		if !utf8.ValidString(s) || !norm.NFC.IsNormalString(s) || strings.ContainsAny(s, "\x00\r\u202e") || strings.ContainsRune(s, mark) {
			t.Errorf("a text that is not clean: %q", s)
		}
	}
	if strings.TrimSpace(m.Full) != "" && m.Text == "" {
		t.Errorf("no new text in %q", m.Full)
	}
	one, _ := json.Marshal(m.Explained("x"))
	if two, _ := json.Marshal(Parse(strings.NewReader(raw), lim).Explained("x")); string(one) != string(two) {
		t.Errorf("read twice:\n%s\n%s", one, two)
	}
	return m
}

func base64Of(b []byte) string { return lines76(base64.StdEncoding.EncodeToString(b)) }

// FuzzHeader: whatever stands in a header, one field more or less does not hide who wrote, and nothing is vouched for
// by a line that is none.
func FuzzHeader(f *testing.F) {
	for _, s := range []string{
		"", "X: y", " X: y", "zomaar", "From b@x.example Mon Mar  3 10:15:00 2025", "Subject: =?utf-8?q?=C3?= =?utf-8?q?=AB?=",
		"Content-Type: text/plain; charset*0*=utf-8''%zz; name=\"a", "To: \"a, b\" <c@x.example>, (d", "X-Rare Kop: ja", "\tnog",
		"Content-Disposition: attachment; filename*0*=a'b'%C3; filename*1*=%A9", "Date: gisteren", "X: a\rFrom: x@y", "X\x00: a", "é: x",
	} {
		f.Add(s, "waarde")
	}
	f.Fuzz(func(t *testing.T, line, value string) {
		if strings.Contains(strings.ToLower(line+value), "from") || strings.Contains(line, "\n\n") || strings.Contains(line, "\n\r") || strings.HasPrefix(line, "\n") {
			return
		}
		lim := narrow()
		m := sound(t, "From: Sanne <sanne@post.example>\n"+line+"\nX-Waarde: "+value+"\n\nhoi\n", lim)
		if len(line) < 1000 && !strings.Contains(line, "\n") && (m.FromCount != 1 || len(m.From) == 0 || m.From[0].Addr != "sanne@post.example") {
			t.Errorf("From is %v, %d fields", m.From, m.FromCount)
		}
		parseMedia(line)
		decodeWords(value, nil)
		sound(t, line+"\n\n"+value, lim)
	})
}

func FuzzTNEF(f *testing.F) {
	rtf := packRTF(`{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag64 <p>}Het hek stond open.{\*\htmltag72 </p>}}`)
	f.Add(tnefOfAttributes(attribute(1, attProps, props(mapiProp{propRTF, typeBinary, rtf}, wide(propSubject, "Hek")))))
	f.Add(tnefOfAttributes(attribute(1, attBody, []byte("Hoi")), attribute(2, attFileStart, nil), attribute(2, attFileTitle, []byte("a.txt")),
		attribute(2, attFileData, []byte("x")), attribute(2, attFileProps, props(wide(propLongName, "b.txt"), longProp(propMethod, 1)))))
	inner := tnefOfAttributes(attribute(1, attProps, props(wide(propSubject, "Hek"), wide(propBody, "Hoi"))))
	f.Add(tnefOfAttributes(attribute(2, attFileStart, nil), attribute(2, attFileProps,
		props(longProp(propMethod, embedded), mapiProp{propData, typeObject, append(make([]byte, 16), inner...)}))))
	f.Fuzz(func(t *testing.T, b []byte) {
		raw := "From: a@x.example\nContent-Type: application/ms-tnef\nContent-Transfer-Encoding: base64\n\n" + base64Of(b)
		sound(t, raw, narrow())
	})
}

func FuzzRTF(f *testing.F) {
	f.Add([]byte(`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset204 A;}}\f0 \'cf\u8364?\uc0\u-10179\u-8704\par\bin3 xyz}`))
	f.Add([]byte(`{\rtf1\fromhtml1{\*\htmltag64 <p>}\htmlrtf x\htmlrtf0 y\~}`))
	f.Add(packRTF("{\\rtf1 hoi}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		const limit = 4 << 10
		rtf, _ := unpackRTF(b, limit)
		for _, in := range [][]byte{b, rtf} {
			if text, _ := readRTF(in, limit); len(text) > limit || len(rtf) > limit || !utf8.ValidString(text) {
				t.Errorf("%d bytes of RTF, %d of text", len(rtf), len(text))
			}
		}
		if back, whole := unpackRTF(packRTF(string(b)), len(b)); string(back) != string(b) || !whole {
			t.Errorf("packed and unpacked: %q", back)
		}
	})
}

func FuzzSMIME(f *testing.F) {
	f.Add([]byte(signedData(der(0x24, der(0x04, "Content-Type: text/plain\r\n\r\n"), der(0x04, "Hoi")), indefinite)))
	f.Add([]byte(signedData(der(0x04, "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nHoi"), definite)))
	f.Fuzz(func(t *testing.T, b []byte) {
		m := sound(t, "From: a@x.example\nContent-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\n"+base64Of(b), narrow())
		if len(b) > 0 && m.Full == "" && len(m.Attachments) == 0 {
			t.Error("nothing came out, and nothing is listed")
		}
	})
}

// FuzzParts: calendars, cards and files in the text.
func FuzzParts(f *testing.F) {
	f.Add(invitation)
	f.Add("BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB=\n Boer\nTEL:06\nEND:VCARD")
	f.Add("Hoi\n" + uuencode("a.txt", []byte("Het hek"), '`') + "Groet")
	f.Fuzz(func(t *testing.T, s string) {
		for _, kind := range []string{"text/calendar", "text/vcard", "text/plain; format=flowed; delsp=yes", "message/rfc822", "multipart/digest; boundary=x"} {
			sound(t, "From: a@x.example\nContent-Type: "+kind+"\n\n"+s, narrow())
		}
	})
}

// What others wrote is sound wherever it breaks off.
func TestSamplesAreSound(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("testdata", "smime", "*.eml"))
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		raw := string(b)
		sound(t, raw, DefaultLimits())
		for n := 0; n < len(raw); n += 1 + len(raw)/200 { // cut off anywhere
			sound(t, raw[:n], narrow())
		}
	}
	if len(files) == 0 {
		t.Error("no samples")
	}
}
