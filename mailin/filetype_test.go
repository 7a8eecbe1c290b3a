package mailin

import (
	"encoding/base64"
	"testing"

	"complaintsd/cases"
)

const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

func TestTypeIsThatOfTheContent(t *testing.T) {
	zip := "PK\x03\x04\x14\x00\x06\x00[Content_Types].xml"
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"
	exe := "MZ\x90\x00\x03\x00\x00\x00"
	for _, c := range []struct{ label, name, head, want string }{
		{"application/pdf", "brief.pdf", "%PDF-1.7\n", "application/pdf"},
		{"application/octet-stream", "brief.pdf", "%PDF-1.7\n", "application/pdf"},
		{"application/octet-stream", "zonder ending", "%PDF-1.7\n", "application/pdf"},
		{"application/x-pdf", "", "%PDF-1.7\n", "application/pdf"},
		{"application/octet-stream", "brief.pdf", "geen pdf", "application/octet-stream"},
		{"application/pdf", "brief.pdf", exe, "application/x-msdownload"},
		{"image/jpeg", "foto.jpg", exe, "application/x-msdownload"},
		{"text/plain", "brief.txt", "MZ is geen programma", "text/plain"},
		{"image/png", "foto.png", "\xff\xd8\xff\xe0", "image/jpeg"},
		{"image/jpg", "foto.jpg", "\xff\xd8\xff\xe0", "image/jpeg"},
		{docx, "brief.docx", zip, docx},
		{"application/octet-stream", "brief.docx", zip, docx},
		{"application/octet-stream", "brief", zip, "application/zip"},
		{"application/pdf", "brief.pdf", zip, "application/zip"},
		{"application/msword", "brief.doc", ole, "application/msword"},
		{"", "brief.doc", ole, "application/msword"},
		{"application/pdf", "brief.pdf", ole, "application/x-ole-storage"},
		{"application/octet-stream", "notitie.csv", "a;b\n", "text/csv"},
		{"application/octet-stream", "pagina.pdf", "\n<!DOCTYPE HTML><html>", "text/html"},
		{"text/plain", "x.txt", "<svg onload=alert(1)>", "image/svg+xml"},
		{"image/svg+xml", "x.svg", "<?xml version=\"1.0\"?><svg>", "image/svg+xml"},
		{"video/quicktime", "film.mov", "\x00\x00\x00\x20ftypmp42", "video/quicktime"},
		{"application/octet-stream", "IMG_1.HEIC", "\x00\x00\x00\x20ftypheic", "image/heic"},
		{"image/heif", "IMG_1.HEIC", "\x00\x00\x00\x20ftypheic", "image/heic"},
		{"application/zip", "leeg.zip", "", "application/zip"},
		{"", "iets", "x", "application/octet-stream"},
	} {
		if got := typeOf(c.label, c.name, []byte(c.head)); got != c.want {
			t.Errorf("%s %s %q: %s, want %s", c.label, c.name, c.head, got, c.want)
		}
	}
}

// What is an executable file under another name is dangerous, also when its hash is not asked for.
func TestTypeDoesNotNeedTheHash(t *testing.T) {
	file := append([]byte("MZ\x90\x00"), make([]byte, 3000)...)
	raw := crlfMail("From: a@x.example\nContent-Type: application/pdf; name=factuur.pdf\nContent-Transfer-Encoding: base64",
		lines76(base64.StdEncoding.EncodeToString(file)))
	for _, hashed := range []bool{false, true} {
		lim := DefaultLimits()
		lim.Hashed = hashed
		m := parseWith(raw, lim)
		a := m.Attachments[0]
		if a.Type != "application/x-msdownload" || a.Size != 3004 || !has(m.Defects, "type-corrected") ||
			!(cases.File{Name: a.Name, Type: a.Type}).Dangerous() {
			t.Errorf("hashed %v: %+v %v", hashed, a, m.Defects)
		}
	}
}
