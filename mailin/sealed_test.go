package mailin

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"complaintsd/cases"
)

// der makes an element of BER; with more than one content it is a constructed one of unknown length.
func der(tag byte, content ...string) string {
	all := strings.Join(content, "")
	if len(content) > 1 {
		return string([]byte{tag, 0x80}) + all + "\x00\x00"
	}
	n := len(all)
	if n < 0x80 {
		return string([]byte{tag, byte(n)}) + all
	}
	return string([]byte{tag, 0x83, byte(n >> 16), byte(n >> 8), byte(n)}) + all
}

// signedData makes a CMS message around octets that stand there already as an element.
func signedData(octets string, wrap func(tag byte, content string) string) string {
	return wrap(0x30, der(0x06, cmsSigned)+wrap(0xA0, wrap(0x30, der(0x02, "\x01")+der(0x31, "")+
		wrap(0x30, der(0x06, "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01")+wrap(0xA0, octets))+
		der(0xA0, der(0x30, "certificaat"))+der(0x31, der(0x30, "handtekening")))))
}

func definite(tag byte, content string) string   { return der(tag, content) }
func indefinite(tag byte, content string) string { return der(tag, content, "") }

func smimeMail(content string) string {
	return crlfMail("From: a@x.example\nContent-Type: application/x-pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64",
		lines76(base64.StdEncoding.EncodeToString([]byte(content))))
}

func TestSignedContentComesOut(t *testing.T) {
	const entity = "Content-Type: text/plain; charset=utf-8\r\n\r\nHet hek stond open.\r\n"
	var pieces []string
	for i := 0; i < len(entity); i += 7 {
		pieces = append(pieces, der(0x04, entity[i:min(i+7, len(entity))]))
	}
	for name, cms := range map[string]string{
		"definite":            signedData(der(0x04, entity), definite),
		"indefinite":          signedData(der(0x04, entity), indefinite),
		"pieces":              signedData(der(0x24, pieces...), indefinite),
		"pieces of a length":  signedData(der(0x24, strings.Join(pieces, "")), definite),
		"pieces within":       signedData(der(0x24, der(0x24, pieces...), ""), definite),
		"the end is missing":  strings.TrimRight(signedData(der(0x04, entity), indefinite), "\x00"),
		"signed within again": signedData(der(0x04, "Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: binary\r\n\r\n"+signedData(der(0x04, entity), definite)), definite),
	} {
		m := read(smimeMail(cms))
		if m.Full != "Het hek stond open." || len(m.Attachments) > 0 || m.Sealed != "" {
			t.Errorf("%s: %q %v %q %v", name, m.Full, m.Attachments, m.Sealed, m.Defects)
		}
	}
}

// These were written by OpenSSL.
func TestSMIMEOfOthers(t *testing.T) {
	for name, sealed := range map[string]cases.Seal{"signed": "", "signed-in-pieces": "", "encrypted": cases.SealedSMIME} {
		b, err := os.ReadFile(filepath.Join("testdata", "smime", name+".eml"))
		if err != nil {
			t.Fatal(err)
		}
		m := read(string(b))
		if m.Sealed != sealed {
			t.Errorf("%s: sealed %q", name, m.Sealed)
		}
		if sealed != "" {
			if m.Full != "" || len(m.Attachments) != 1 || m.Attachments[0].Name != "smime.p7m" {
				t.Errorf("%s: %q %v", name, m.Full, m.Attachments)
			}
			continue
		}
		if m.Full != "Het hek stond open, café dicht." || len(m.Attachments) != 1 || m.Attachments[0].Name != "brief.pdf" || m.Attachments[0].Size != 9 {
			t.Errorf("%s: %q %v", name, m.Full, m.Attachments)
		}
	}
}

func TestBrokenCMSIsAFile(t *testing.T) {
	whole := signedData(der(0x04, "Content-Type: text/plain\r\n\r\nHoi"), definite)
	for name, cms := range map[string]string{
		"nothing": "", "text": "dit is geen CMS", "longer than its place": "0\x05\x06\x7f123",
		"a deep one": strings.Repeat("0\x80", 5000), "only certificates": signedData("", definite), "half a head": whole[:1],
		"a tag of many bytes": "0\x80\x1f\x81\x81\x81",
	} {
		m := read(smimeMail(cms))
		if len(m.Attachments) != 1 || m.Full != "" {
			t.Errorf("%s: %v %q", name, m.Attachments, m.Full)
		}
		if sealed := m.Sealed != ""; sealed == (name == "only certificates") {
			t.Errorf("%s: sealed %q", name, m.Sealed)
		}
	}
}

// packedData makes a CMS message around content compressed by zlib (RFC 3274).
func packedData(content []byte, wrap func(tag byte, content string) string) string {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	w.Write(content)
	w.Close()
	return wrap(0x30, der(0x06, cmsPacked)+wrap(0xA0, wrap(0x30, der(0x02, "\x00")+
		der(0x30, der(0x06, "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x03\x08"))+
		wrap(0x30, der(0x06, "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01")+wrap(0xA0, der(0x04, z.String()))))))
}

func TestPackedContentComesOut(t *testing.T) {
	const entity = "Content-Type: text/plain; charset=utf-8\r\n\r\nHet hek stond open.\r\n"
	signed := "Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: binary\r\n\r\n" + signedData(der(0x04, entity), definite)
	cut := packedData([]byte(entity), indefinite)
	for name, cms := range map[string]string{
		"definite": packedData([]byte(entity), definite), "indefinite": packedData([]byte(entity), indefinite),
		"signed before": packedData([]byte(signed), definite), "cut off": cut[:len(cut)-16],
	} {
		m := read(smimeMail(cms))
		if !strings.HasPrefix(m.Full, "Het hek stond open.") || len(m.Attachments) > 0 || m.Sealed != "" {
			t.Errorf("%s: %q %v %q %v", name, m.Full, m.Attachments, m.Sealed, m.Defects)
		}
	}
	m := read(smimeMail(strings.Replace(packedData([]byte(entity), definite), "\x78", "\x00", 1)))
	if len(m.Attachments) != 1 || m.Full != "" || m.Sealed != cases.SealedSMIME {
		t.Errorf("not zlib: %q %v %q", m.Full, m.Attachments, m.Sealed)
	}
}

func TestPGP(t *testing.T) {
	m := read(crlfMail("From: a@x.example\nContent-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=x",
		"--x\nContent-Type: text/plain\n\nHet hek stond open.\n--x\nContent-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN PGP SIGNATURE-----\n-----END PGP SIGNATURE-----\n--x--"))
	if m.Full != "Het hek stond open." || m.Sealed != "" || len(m.Attachments) != 1 {
		t.Errorf("signed: %q %q %v", m.Full, m.Sealed, m.Attachments)
	}
	m = read("From: a@x.example\n\nVooraf.\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nHet hek stond open.\n- - een\n- -- \n-----BEGIN PGP SIGNATURE-----\n\niQE=\n-----END PGP SIGNATURE-----\nDaarna.\n")
	if m.Full != "Vooraf.\nHet hek stond open.\n- een\n--\nDaarna." || m.Sealed != "" {
		t.Errorf("signed within the text: %q %q", m.Full, m.Sealed)
	}
	m = read(crlfMail("From: a@x.example\nContent-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=x",
		"--x\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--x\nContent-Type: application/octet-stream; name=encrypted.asc\n\n-----BEGIN PGP MESSAGE-----\n--x--"))
	if m.Sealed != cases.SealedPGP || len(m.Attachments) != 2 {
		t.Errorf("encrypted: %q %v", m.Sealed, m.Attachments)
	}
	m = read("From: a@x.example\n\nHoi,\n\n-----BEGIN PGP MESSAGE-----\n\nhQE=\n-----END PGP MESSAGE-----\n")
	if m.Sealed != cases.SealedPGP {
		t.Errorf("encrypted within the text: %q", m.Sealed)
	}
	m = read("From: a@x.example\n\nIk kreeg dit:\n\nOp 3 maart 2025 om 10:15 schreef b@x.example:\n> -----BEGIN PGP MESSAGE-----\n> hQE=\n")
	if m.Sealed != "" {
		t.Errorf("quoted: %q", m.Sealed)
	}
}

func TestSecureMailNotices(t *testing.T) {
	for _, c := range []struct {
		name, from, subject, body string
		want                      cases.Seal
	}{
		{"zivver", "noreply@zivver.com", "Beveiligd bericht van Sanne Vermeer", "Je hebt een beveiligd bericht ontvangen van Sanne Vermeer.\n\nBekijk bericht <https://app.zivver.com/message/3f9>\n", cases.SealedZivver},
		{"zivver from the sender", "ouder@school.example", "Verslag", "Ik heb je een beveiligde e-mail gestuurd.\nOpen bericht: https://m.zivver.eu/abc", cases.SealedZivver},
		{"zivver in a safe link", "ouder@school.example", "Verslag", "Je hebt een beveiligd bericht ontvangen.\nhttps://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fapp.zivver.com%2Fx&data=1", cases.SealedZivver},
		{"smartlockr", "noreply@smartlockr.eu", "Nieuw bericht", "U heeft een beveiligd bericht ontvangen via SmartLockr.\nhttps://portal.smartlockr.eu/m/1", cases.SealedSmartLockr},
		{"microsoft", "ouder@school.example", "Verslag", "Sanne (ouder@school.example) has sent you a protected message.\n\nRead the message <https://outlook.office365.com/Encryption/retrieve.ashx?recipientemailaddress=x>\n", cases.SealedMicrosoft},
		{"microsoft in Dutch", "ouder@school.example", "Verslag", "Sanne heeft u een beveiligd bericht gestuurd.\n\nHet bericht lezen <https://outlook.office365.com/Encryption/retrieve.ashx?x>\n", cases.SealedMicrosoft},
		{"other", "no-reply@zorgmail.example", "Bericht", "Er staat een beveiligd bericht voor u klaar: https://secure.zorgmail.nl/x", cases.SealedOther},

		{"a parent about it", "ouder@post.example", "Klacht", "Ik kreeg van jullie een beveiligd bericht via Zivver en kan het niet openen.", ""},
		{"a link alone", "ouder@post.example", "Klacht", "Zie https://www.zivver.com/ voor hoe het wel moet.", ""},
		{"an ordinary complaint", "ouder@post.example", "Klacht over het hek", "Het hek stond open.", ""},
		{"a long letter", "ouder@post.example", "Klacht", "Een beveiligd bericht: https://app.zivver.com/x\n" + strings.Repeat("Het hek stond weer open. ", 300), ""},
	} {
		m := read(crlfMail("From: Sanne <"+c.from+">\nSubject: "+c.subject, c.body))
		if m.Sealed != c.want {
			t.Errorf("%s: %q, want %q", c.name, m.Sealed, c.want)
		}
		if service := c.want != "" && strings.Contains(c.from, "no"); c.name == "zivver" && m.byService() != service {
			t.Errorf("%s: from the service %v", c.name, m.byService())
		}
	}
	m := read(crlfMail("From: a@x.example\nSubject: Verslag\nContent-Type: multipart/mixed; boundary=x",
		"--x\n\nJe ontving een beveiligd bericht.\n--x\nContent-Type: application/x-microsoft-rpmsg-message; name=message_v2.rpmsg\n\nx\n--x--"))
	if m.Sealed != cases.SealedMicrosoft {
		t.Errorf("rpmsg: %q", m.Sealed)
	}
	m = read(crlfMail("From: a@x.example\nSubject: Verslag\nContent-Type: multipart/mixed; boundary=x",
		"--x\n\nSanne heeft u een beschermd bericht gestuurd.\n--x\nContent-Type: application/octet-stream; name=message_v2.rpmsg\n\nx\n--x--"))
	if m.Sealed != cases.SealedMicrosoft {
		t.Errorf("rpmsg of another type: %q", m.Sealed)
	}
}
