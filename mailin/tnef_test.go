package mailin

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// attribute makes an attribute of TNEF, with its sum.
func attribute(level byte, id uint32, data []byte) []byte {
	b := []byte{level}
	b = binary.LittleEndian.AppendUint32(b, id)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(data)))
	b = append(b, data...)
	sum := uint16(0)
	for _, c := range data {
		sum += uint16(c)
	}
	return binary.LittleEndian.AppendUint16(b, sum)
}

func tnefOfAttributes(list ...[]byte) []byte {
	b := binary.LittleEndian.AppendUint32(nil, tnefSignature)
	b = binary.LittleEndian.AppendUint16(b, 1)
	for _, a := range list {
		b = append(b, a...)
	}
	return b
}

// props makes a list of properties of: id and kind, and the value.
func props(list ...mapiProp) []byte {
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(list)))
	for _, p := range list {
		b = binary.LittleEndian.AppendUint16(b, p.kind)
		b = binary.LittleEndian.AppendUint16(b, p.id)
		if p.id >= namedFrom { // a set and a name
			b = append(b, make([]byte, 16)...)
			b = binary.LittleEndian.AppendUint32(b, 1)
			b = binary.LittleEndian.AppendUint32(b, 6)
			b = append(b, "a\x00b\x00\x00\x00\x00\x00"...)
		}
		if _, ok := fixed[p.kind]; ok {
			b = append(b, p.value...)
			continue
		}
		b = binary.LittleEndian.AppendUint32(b, 1)
		b = binary.LittleEndian.AppendUint32(b, uint32(len(p.value)))
		b = append(b, p.value...)
		b = append(b, make([]byte, -len(p.value)&3)...)
	}
	return b
}

func longProp(id uint16, n uint32) mapiProp {
	return mapiProp{id, 0x03, binary.LittleEndian.AppendUint32(nil, n)}
}

func wide(id uint16, s string) mapiProp {
	var b []byte
	for _, u := range utf16.Encode([]rune(s + "\x00")) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return mapiProp{id, typeUnicode, b}
}

// packRTF makes compressed RTF without any reference: each byte stands for itself.
func packRTF(rtf string) []byte {
	var body []byte
	for i := 0; i < len(rtf); i += 8 {
		body = append(append(body, 0), rtf[i:min(i+8, len(rtf))]...)
	}
	if len(rtf)%8 == 0 {
		body = append(body, 1)
	} else {
		body[len(body)-len(rtf)%8-1] = 1 << (len(rtf) % 8)
	}
	end := (len(rtfDictionary) + len(rtf)) % 4096 << 4
	body = binary.BigEndian.AppendUint16(body, uint16(end))
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(body)+12))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(rtf)))
	b = binary.LittleEndian.AppendUint32(b, rtfCompressed)
	b = binary.LittleEndian.AppendUint32(b, 0)
	return append(b, body...)
}

func winmail(tnef []byte, text string) string {
	head := "From: a@x.example\nSubject: Hek\nContent-Type: multipart/mixed; boundary=x"
	parts := ""
	if text != "" {
		parts = "--x\nContent-Type: text/plain\n\n" + text + "\n"
	}
	return crlfMail(head, parts+"--x\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n"+
		lines76(base64.StdEncoding.EncodeToString(tnef))+"--x--\n")
}

func TestUnpackRTF(t *testing.T) {
	if len(rtfDictionary) != 207 {
		t.Errorf("the dictionary has %d bytes", len(rtfDictionary))
	}
	// The two examples of MS-OXRTFCP 4: simple compression, and reading from the place that is written.
	for in, want := range map[string]string{
		"2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0": "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n",
		"1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0":                                       "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}",
	} {
		b, err := hex.DecodeString(in)
		if err != nil {
			t.Fatal(err)
		}
		if got, whole := unpackRTF(b, 1000); string(got) != want || !whole {
			t.Errorf("%q %v, want %q", got, whole, want)
		}
		if got, whole := unpackRTF(b, 10); len(got) != 10 || whole {
			t.Errorf("limit 10 gives %q %v", got, whole)
		}
		for n := range b {
			if got, whole := unpackRTF(b[:n], 1000); whole || !strings.HasPrefix(want, string(got)) {
				t.Errorf("%d bytes of it give %q %v", n, got, whole)
			}
		}
	}
	for _, s := range []string{"", "x", "{\\rtf1 " + strings.Repeat("lang ", 2000) + "}"} {
		if got, whole := unpackRTF(packRTF(s), 1<<20); string(got) != s || !whole {
			t.Errorf("%.20q comes back as %.20q, %v", s, got, whole)
		}
	}
}

func TestReadRTF(t *testing.T) {
	for in, want := range map[string]string{
		`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\colortbl;\red1;}\pard Het hek\par stond {\b open}.\par}`: "Het hek\nstond open.\n",
		`{\rtf1\ansi\ansicpg1252 caf\'e9 \'80 \u8364? \u-10179?\u-8704?\~\emdash}`:                               "café € € 😀\u00A0—",
		`{\rtf1\ansi\uc2 \u8364xx{\uc0 \u8364}!}`:                                                                "€€!",
		`{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f1 \'cf\'f0\f0 \'e9}`:                       "Прé",
		`{\rtf1\ansi{\*\generator Riched20;}{\*\onbekend weg}{\info{\title weg}}\{tekst\}\\}`:                    `{tekst}\`,
		`{\rtf1 a\bin3 xyzb}`: "ab",
		`{\rtf1 a{b{c`:        "abc",
		`}}}\rtf1 a}`:         "a",
		`{\rtf1 a\'zz\u\`:     "azz\x00",
		`{\rtf1\ansi{\field{\*\fldinst HYPERLINK "http://x.example"}{\fldrslt hier}}}`: "hier",
		`{\rtf1\trowd a\cell b\cell\row}`:                                              "a\tb\t\n",
	} {
		if got, html := readRTF([]byte(in), 1000); got != want || html {
			t.Errorf("%s gives %q, want %q", in, got, want)
		}
	}
	encapsulated := `{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0 Arial;}}` +
		`{\*\htmltag19 <html>}{\*\htmltag50 <body>}\htmlrtf {\htmlrtf0 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Het hek stond ` +
		`{\*\htmltag84 <b>}\htmlrtf {\b\htmlrtf0 open{\*\htmltag92 </b>}\htmlrtf }\htmlrtf0 : caf\'e9{\*\htmltag84 &nbsp;}.\htmlrtf\par}\htmlrtf0` +
		`{\*\htmltag72 </p>}{\*\mhtmltag84 <img src="cid:1">}\htmlrtf }\htmlrtf0 {\*\htmltag58 </body>}`
	want := "<html><body><p>Het hek stond <b>open</b>: café&nbsp;.</p></body>"
	if got, html := readRTF([]byte(encapsulated), 1000); got != want || !html {
		t.Errorf("%q %v, want %q", got, html, want)
	}
}

func TestTNEF(t *testing.T) {
	const html = "<html><body><p>Het hek stond <b>open</b>.</p><p>Groet, Zoë</p></body></html>"
	const plain = "Het hek stond open.\n\nGroet, Zoë"
	page := attribute(1, attCodePage, []byte{0xE4, 4, 0, 0, 0xE4, 4, 0, 0})
	pdf := "%PDF-1.7\n" + strings.Repeat("x", 5000)
	files := [][]byte{
		attribute(2, attFileStart, make([]byte, 14)),
		attribute(2, attFileTitle, []byte("BRIEF~1.PDF\x00")),
		attribute(2, attFileData, []byte(pdf)),
		attribute(2, attFileProps, props(wide(propLongName, "brief één.pdf"), mapiProp{0x8001, 0x03, []byte{1, 0, 0, 0}}, wide(propMIMEType, "application/pdf"))),
		attribute(2, attFileStart, make([]byte, 14)),
		attribute(2, attFileTitle, []byte("..\\..\\foto.jpg\x00")),
		attribute(2, attFileData, []byte("\xff\xd8\xff\xe0")),
	}
	for name, body := range map[string][]byte{
		"html":           attribute(1, attProps, props(mapiProp{propHTML, typeBinary, []byte(html)}, longProp(propCodePage, 65001))),
		"text":           attribute(1, attProps, props(wide(propBody, plain))),
		"text of old":    attribute(1, attBody, []byte("Het hek stond open.\r\n\r\nGroet, Zo\xeb\x00")),
		"rtf":            attribute(1, attProps, props(mapiProp{propRTF, typeBinary, packRTF(`{\rtf1\ansi\ansicpg1252 Het hek stond open.\par\par Groet, Zo\'eb}`)})),
		"html in rtf":    attribute(1, attProps, props(mapiProp{propRTF, typeBinary, packRTF(`{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag64 <p>}Het hek stond open.{\*\htmltag72 </p>}\par{\*\htmltag64 <p>}Groet, Zo\'eb}`)})),
		"named property": attribute(1, attProps, props(wide(0x8005, "iets"), mapiProp{0x8002, 0x0B, []byte{1, 0, 0, 0}}, wide(propBody, plain))),
	} {
		raw := tnefOfAttributes(append([][]byte{page, body}, files...)...)
		m := read(winmail(raw, ""))
		want := []Attachment{
			{Name: "brief één.pdf", Type: "application/pdf", Size: int64(len(pdf)), SHA256: hexSum(pdf)},
			{Name: "foto.jpg", Type: "image/jpeg", Size: 4, SHA256: hexSum("\xff\xd8\xff\xe0")},
		}
		if diff := cmp.Diff(want, m.Attachments); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if m.Full != plain || m.Text != plain || len(m.Defects) > 0 {
			t.Errorf("%s: %q %v", name, m.Full, m.Defects)
		}
		if m := read(winmail(raw, "Het hek stond open.\n\nGroet, Zo?")); !strings.HasSuffix(m.Full, "Zo?") || strings.Count(m.Full, "hek") != 1 {
			t.Errorf("%s beside the same text: %q", name, m.Full)
		}
		if m := read(winmail(raw, "Disclaimer.")); m.Full != plain+"\n\nDisclaimer." {
			t.Errorf("%s beside a footer: %q", name, m.Full)
		}
	}
}

func TestTNEFMessageWithin(t *testing.T) {
	inner := tnefOfAttributes(attribute(1, attProps, props(
		wide(propSubject, "Klacht over het hek"), wide(propSenderName, "Sanne Vermeer"), wide(propSenderSMTP, "Sanne@post.example"),
		mapiProp{propSent, 0x40, binary.LittleEndian.AppendUint64(nil, 133856397000000000)}, wide(propBody, "Het hek stond open."))))
	raw := tnefOfAttributes(
		attribute(1, attProps, props(wide(propBody, " "))),
		attribute(2, attFileStart, make([]byte, 14)),
		attribute(2, attFileProps, props(wide(propDisplayName, "Klacht over het hek"), longProp(propMethod, embedded),
			mapiProp{propData, typeObject, append(make([]byte, 16), inner...)})),
	)
	m := read(strings.Replace(winmail(raw, ""), "Subject: Hek", "Subject: FW: Klacht", 1))
	want := &Forward{From: "sanne@post.example", FromName: "Sanne Vermeer", Date: "2025-03-05T09:15:00Z", Subject: "Klacht over het hek", Body: "Het hek stond open."}
	if diff := cmp.Diff(want, m.Forward); diff != "" {
		t.Error(diff)
	}
	if len(m.Attachments) != 1 || m.Attachments[0].Name != "Klacht over het hek" || !strings.Contains(m.Full, "Het hek stond open.") {
		t.Errorf("%+v %q", m.Attachments, m.Full)
	}
}

// What is no TNEF, or breaks off, stays a file, and what came out of it before is kept.
func TestTNEFThatIsBroken(t *testing.T) {
	m := read(winmail([]byte("geen tnef, wel lang genoeg"), "Zie bijlage."))
	if len(m.Attachments) != 1 || m.Attachments[0].Name != "winmail.dat" || m.Full != "Zie bijlage." {
		t.Errorf("%+v %q", m.Attachments, m.Full)
	}
	raw := tnefOfAttributes(attribute(1, attProps, props(wide(propBody, "Het hek stond open."))), attribute(2, attFileStart, make([]byte, 14)),
		attribute(2, attFileTitle, []byte("a.txt\x00")), attribute(2, attFileData, make([]byte, 1000)))
	for n := range raw {
		m := read(winmail(raw[:n], ""))
		if len(m.Attachments) == 0 && m.Full == "" {
			t.Fatalf("%d bytes: nothing", n)
		}
		if n > 200 && m.Full != "Het hek stond open." {
			t.Fatalf("%d bytes: %q", n, m.Full)
		}
	}
}
