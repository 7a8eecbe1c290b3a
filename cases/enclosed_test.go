package cases

import (
	"slices"
	"testing"
)

func file(name, kind, content string) File {
	return File{Name: name, Type: kind, Size: int64(len(content)), SHA256: "s", Data: []byte(content)}
}

const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

func TestFilesGoWithALetterWholeOrNotAtAll(t *testing.T) {
	big := File{Name: "groot.pdf", Type: "application/pdf", Size: 6 << 20}
	photo := File{Name: "foto.jpg", Type: "image/jpeg", Size: 900_000, Inline: true}
	logo := File{Name: "logo.png", Type: "image/png", Size: 9_000, Inline: true}
	seal := File{Name: "smime.p7s", Type: "application/pkcs7-signature", Size: 4000}
	plan := file("Rooster.PDF", "application/pdf", "%PDF-1.4")
	for what, c := range map[string]struct {
		files []File
		goes  []string
		why   string
	}{
		"nothing":                   {},
		"one":                       {files: []File{plan}, goes: []string{"Rooster.PDF"}},
		"all that may go":           {files: []File{plan, file("a.jpeg", "image/jpeg", "x"), file("b.png", "image/png", "x"), file("c.docx", docx, "PK word/ document")}, goes: []string{"Rooster.PDF", "a.jpeg", "b.png", "c.docx"}},
		"pictures within the text":  {files: []File{logo, photo, plan, seal}, goes: []string{"Rooster.PDF"}},
		"a pdf shown within":        {files: []File{{Name: "a.pdf", Type: "application/pdf", Size: 1, Data: []byte("x"), Inline: true}}, goes: []string{"a.pdf"}},
		"two together too big":      {files: []File{big, big}, why: FileTooBig},
		"a program":                 {files: []File{plan, file("rooster.exe", "application/x-msdownload", "MZ")}, why: FileDangerous},
		"a program by its content":  {files: []File{file("rooster.pdf", "application/x-msdownload", "MZ")}, why: FileDangerous},
		"another type":              {files: []File{file("rooster.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK")}, why: FileType},
		"a picture as pdf":          {files: []File{file("rooster.pdf", "image/png", "x")}, why: FileFalse},
		"an archive as document":    {files: []File{file("rooster.docx", docx, "PK anything")}, why: FileFalse},
		"a document with macros":    {files: []File{file("rooster.docx", docx, "PK word/ vbaProject.bin")}, why: FileDangerous},
		"damaged":                   {files: []File{{Name: "a.pdf", Type: "application/pdf", Size: 100, Data: []byte("%PDF")}}, why: FileUnread},
		"empty":                     {files: []File{{Name: "a.pdf", Type: "application/pdf"}}, why: FileUnread},
		"not read":                  {files: []File{{Name: "a.pdf", Type: "application/pdf", Size: 100}}, why: FileUnread},
		"dangerous beside too big":  {files: []File{big, big, file("a.js", "text/javascript", "x")}, why: FileDangerous},
		"without a name of a type":  {files: []File{file("rooster", "application/pdf", "%PDF")}, why: FileType},
		"an ending that hides more": {files: []File{file("rooster.pdf.lnk", "application/pdf", "%PDF")}, why: FileDangerous},
	} {
		for _, word := range []string{"voorstel", "bericht", "notitie"} {
			w := newWorld(t)
			ref := w.mail(complaint(), "").Mail.Ref
			w.command("kwaliteit", "", ref, cmd("locatie", "Morel"), cmd("toewijzen", "bakker"))
			d := w.mail(Mail{
				Kind: KindCommand, Person: "bakker", Proof: ByToken, Text: "Het rooster zit erbij.", Files: c.files, Commands: []Command{cmd(word)},
			}, ref)
			step := d.Steps[0]
			if word == "notitie" {
				if n := step.Notices[0]; n.Kind != TranscriptNotice || len(step.Notices) != 1 {
					t.Errorf("%s: a note asks for files to be fit: %v", what, n.Kind)
				}
				continue
			}
			if c.why != "" {
				n := step.Notices[0]
				if n.Kind != RefusedNotice || n.Transcript.Results[0].Refusal == nil || !slices.Equal(n.Transcript.Results[0].Refusal.Missing, []string{c.why}) || len(step.Entries) > 0 {
					t.Errorf("%s: %s is not refused as %s: %+v", what, word, c.why, n.Transcript.Results)
				}
				continue
			}
			var goes []string
			for _, f := range step.Notices[0].Files {
				goes = append(goes, f.Name)
			}
			if !step.Notices[0].Parent || !slices.Equal(goes, c.goes) {
				t.Errorf("%s: with %s go %v, want %v", what, word, goes, c.goes)
			}
		}
	}
}

func TestWhoseFilesAreRead(t *testing.T) {
	plan := file("rooster.pdf", "application/pdf", "%PDF-1.4")
	for what, c := range map[string]struct {
		m    Mail
		want bool
	}{
		"a proposal":             {Mail{Kind: KindCommand, Files: []File{plan}, Commands: []Command{{Word: "voorstel"}}}, true},
		"in English":             {Mail{Kind: KindCommand, Files: []File{plan}, Commands: []Command{{Word: "status"}, {Word: "message"}}}, true},
		"a note":                 {Mail{Kind: KindCommand, Files: []File{plan}, Commands: []Command{{Word: "notitie"}}}, false},
		"no files":               {Mail{Kind: KindCommand, Commands: []Command{{Word: "voorstel"}}}, false},
		"a parent":               {Mail{Kind: KindReply, Files: []File{plan}, Commands: []Command{{Word: "voorstel"}}}, false},
		"too much to be read":    {Mail{Kind: KindCommand, Files: []File{{Name: "a.pdf", Size: MaxEnclosed + 1}}, Commands: []Command{{Word: "voorstel"}}}, false},
		"only a logo in it":      {Mail{Kind: KindCommand, Files: []File{{Name: "a.png", Type: "image/png", Size: 1, Inline: true}}, Commands: []Command{{Word: "voorstel"}}}, false},
		"a word that is unknown": {Mail{Kind: KindCommand, Files: []File{plan}, Commands: []Command{{Word: "voorstelling"}}}, false},
	} {
		if got := c.m.Encloses(); got != c.want {
			t.Errorf("%s: %v", what, got)
		}
	}
	m := Mail{Files: []File{{Name: "foto.jpg", Type: "image/jpeg", Size: 900_000, Inline: true}, {Name: "logo.png", Type: "image/png", Size: 9_000, Inline: true}, plan}}
	if left := m.Left(); len(left) != 1 || left[0].Name != "foto.jpg" {
		t.Errorf("left behind is %v", left)
	}
}
