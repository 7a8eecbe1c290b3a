package mailin

import "testing"

// The name of a file comes out however it is written, and whatever was repaired leaves a word.
func TestPartNames(t *testing.T) {
	for _, c := range []struct{ disposition, want, defect string }{
		{`attachment; filename="brief.pdf"`, "brief.pdf", ""},
		{`attachment; filename=brief.pdf;`, "brief.pdf", ""},
		{`ATTACHMENT; FileName = "brief.pdf"`, "brief.pdf", ""},
		{`attachment; filename=mijn brief.pdf`, "mijn brief.pdf", "bad-parameters"},
		{`attachment; filename="het "nieuwe" hek.pdf"; size=3`, "het _nieuwe_ hek.pdf", "bad-parameters"},
		{`attachment; filename="brief.pdf`, "brief.pdf", "bad-parameters"},
		{`attachment; filename="brief.pdf; size=3`, "brief.pdf", "bad-parameters"},
		{`attachment filename="Brief.pdf"`, "Brief.pdf", "bad-parameters"},
		{`attachment; filename="a.pdf"; filename="b.pdf"`, "a.pdf", "bad-parameters"},
		{`attachment; filename="C:\Users\ouder\brief.pdf"`, "brief.pdf", "name-cleaned"},
		{`attachment; filename="caf` + "\xe9" + `.pdf"`, "café.pdf", "charset-guessed"},
		{`attachment; filename="caf` + "\u00e9" + `.pdf"`, "café.pdf", ""},
		{`attachment; filename="cafe` + "\u0301" + `.pdf"`, "café.pdf", ""},
		{`attachment; filename="=?utf-8?Q?caf=C3=A9.pdf?="`, "café.pdf", "misplaced-encoded-word"},
		{`attachment; filename==?utf-8?Q?caf=C3=A9.pdf?=`, "café.pdf", "misplaced-encoded-word"},
		{`attachment; filename="=?utf-8?B?Y2Fm?= =?utf-8?B?w6kucGRm?="`, "café.pdf", "misplaced-encoded-word"},
		{`attachment; filename="=?iso-8859-1?Q?caf=E9.pdf?="`, "café.pdf", "misplaced-encoded-word"},
		{`attachment; filename="=?utf-8?Q?caf=E9.pdf?="`, "café.pdf", "charset-guessed"},
		{`attachment; filename*=utf-8''caf%C3%A9.pdf`, "café.pdf", ""},
		{`attachment; filename*=utf-8'nl'caf%c3%a9.pdf`, "café.pdf", ""},
		{`attachment; filename*="utf-8''caf%C3%A9.pdf"`, "café.pdf", ""},
		{`attachment; filename*=iso-8859-1''caf%E9.pdf`, "café.pdf", ""},
		{`attachment; filename="cafe.pdf"; filename*=utf-8''caf%C3%A9.pdf`, "café.pdf", ""},
		{`attachment; filename*0="lange "; filename*1="naam.pdf"`, "lange naam.pdf", ""},
		{`attachment; filename*1="naam.pdf"; filename*0="lange "`, "lange naam.pdf", ""},
		{`attachment; filename*0*=utf-8''caf%C3; filename*1*=%A9.pdf`, "café.pdf", ""},
		{`attachment; filename*0*=utf-8''%43af%C3%A9; filename*1=" een.pdf"`, "Café een.pdf", ""},
		{`attachment; filename*0="=?utf-8?B?Y2Fm"; filename*1="w6kucGRm?="`, "café.pdf", "misplaced-encoded-word"},
		{`attachment; filename*=utf-8''50%.pdf`, "50%.pdf", "bad-parameters"},
		{`attachment; filename*=utf-8'caf%C3%A9.pdf`, "café.pdf", "bad-parameters"},
		{`attachment; filename*=caf%C3%A9.pdf`, "café.pdf", "bad-parameters"},
		{`attachment; filename=utf-8''caf%C3%A9.pdf`, "café.pdf", "bad-parameters"},
		{`attachment; filename*1*=utf-8''caf%C3%A9; filename*2*=.pdf`, "café.pdf", "bad-parameters"},
		{`attachment; filename*0*=klingon''caf%C3%A9.pdf`, "café.pdf", ""},
		{`attachment; filename="jan's 'boek'.pdf"`, "jan's 'boek'.pdf", ""},
		{`attachment; filename="../../etc/passwd"`, "passwd", "name-cleaned"},
		{`attachment; filename="foto` + "\u202e" + `gpj.exe"`, "fotogpj.exe", "name-cleaned"},
		{`attachment; filename="a` + "\x00" + `b.pdf"`, "ab.pdf", ""}, // NUL is taken from the header as a whole
		{`attachment; filename="prn.txt"`, "_prn.txt", "name-cleaned"},
		{`attachment; size=3`, "attachment-1.pdf", ""},
	} {
		m := read("From: a@x.example\nContent-Type: application/pdf\nContent-Disposition: " + c.disposition + "\n\nx")
		if len(m.Attachments) != 1 || m.Attachments[0].Name != c.want {
			t.Errorf("%s: %+v", c.disposition, m.Attachments)
		}
		if c.defect != "" && !has(m.Defects, c.defect) || c.defect == "" && len(m.Defects) > 0 && !has(m.Defects, "header-repaired") {
			t.Errorf("%s: defects %v, want %q", c.disposition, m.Defects, c.defect)
		}
	}
}
