package cases

import "testing"

func TestDangerousFiles(t *testing.T) {
	for _, c := range []struct {
		name, kind string
		want       bool
	}{
		{"brief.pdf", "application/pdf", false},
		{"foto.JPG", "image/jpeg", false},
		{"brief.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false},
		{"rooster.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false},
		{"brief.odt", "application/vnd.oasis.opendocument.text", false},
		{"briefje.txt", "text/plain", false},
		{"uitnodiging.ics", "text/calendar; charset=utf-8", false},
		{"mail.eml", "message/rfc822", false},
		{"brief", "application/octet-stream", false},
		{"exe", "application/pdf", false},
		{"", "", false},

		{"factuur.exe", "application/octet-stream", true},
		{"factuur.pdf.EXE", "application/pdf", true},
		{"factuur.pdf", "application/x-msdownload", true},
		{"factuur.scr. ", "application/octet-stream", true},
		{"factuur.exe::$DATA", "application/octet-stream", true},
		{"factuur.js", "text/plain", true},
		{"factuur.lnk", "application/octet-stream", true},
		{"factuur.iso", "application/octet-stream", true},
		{"pagina.html", "text/html", true},
		{"pagina", "text/html; charset=utf-8", true},
		{"plaatje.svg", "image/svg+xml", true},
		{"rooster.xlsm", "application/octet-stream", true},
		{"rooster.xlsx", "application/vnd.ms-excel.sheet.macroEnabled.12", true},
		{"oud.doc", "application/msword", true},
		{"alles.zip", "application/zip", true},
		{"notitie.one", "application/octet-stream", true},
	} {
		if got := (File{Name: c.name, Type: c.kind}).Dangerous(); got != c.want {
			t.Errorf("%q of type %q: %v", c.name, c.kind, got)
		}
	}
}
