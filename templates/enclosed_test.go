package templates

import (
	"bytes"
	"strings"
	"testing"

	"complaintsd/cases"
	"complaintsd/mailout"
)

// enclosing is a proposal with files, as a handler sends it.
func enclosing(l cases.Language, names ...string) Sample {
	s := parentSample(sampleOrganisation("KLP", cases.Je), cases.Proposal, l, "bijlagen")
	for i, name := range names {
		data := bytes.Repeat([]byte{byte(i), 'x', 0xff}, 5000)
		s.Step.Notices[0].Files = append(s.Step.Notices[0].Files, cases.File{Name: name, Type: "application/pdf", Size: int64(len(data)), Data: data})
	}
	return s
}

func TestFilesGoWithTheLetter(t *testing.T) {
	w := writer(t)
	s := enclosing(cases.Dutch, "rooster één.pdf", "plan\r\nBcc: ander@post.example.pdf")
	l := written(t, w, s)
	want := []mailout.File{
		{Name: "rooster één.pdf", Type: "application/pdf", Size: 15000},
		{Name: "plan Bcc: ander@post.example.pdf", Type: "application/pdf", Size: 15000},
	}
	if len(l.Files) != 2 || l.Files[0] != want[0] || l.Files[1] != want[1] {
		t.Errorf("the letter lists %v", l.Files)
	}
	header, text, html := opened(t, l)
	if header.Get("Bcc") != "" || bytes.Contains(l.Bytes, []byte("\nBcc:")) {
		t.Error("a name became a header")
	}
	for _, part := range []string{text, html} {
		if !strings.Contains(part, "Bijlagen: rooster één.pdf, plan Bcc: ander@post.example.pdf") && !strings.Contains(part, "Bijlagen: rooster &#233;&#233;n.pdf, plan Bcc: ander@post.example.pdf") {
			t.Errorf("the letter does not name its files:\n%s", part)
		}
	}
	if got := attached(t, l, "application/pdf"); !bytes.Equal(got, s.Step.Notices[0].Files[0].Data) {
		t.Errorf("the first file came out as %d bytes", len(got))
	}
	if again := written(t, w, s); !bytes.Equal(again.Bytes, l.Bytes) {
		t.Error("the same letter has other bytes")
	}
	if one := written(t, w, enclosing(cases.English, "plan.pdf")); !strings.Contains(one.Text, "Enclosure: plan.pdf") {
		t.Errorf("in English it says:\n%s", one.Text)
	}
}

func TestTranscriptListsFiles(t *testing.T) {
	w := writer(t)
	s := staffSample(sampleOrganisation("KLP", cases.Je), cases.TranscriptNotice, "nl")
	n := &s.Step.Notices[0]
	n.Mail = &cases.Mail{Kind: cases.KindCommand, Person: n.To.ID, Files: []cases.File{{Name: "foto.jpg", Type: "image/jpeg", Size: 900_000, Inline: true}}}
	out := enclosing(cases.Dutch, "rooster.pdf").Step.Notices[0]
	n.Transcript = &cases.Transcript{Applied: true, Letters: []cases.Notice{out}, Results: []cases.Result{{Command: cases.Command{Word: "voorstel"}}}}
	l := written(t, w, s)
	said := strings.Join(strings.Fields(l.Text), " ")
	for _, words := range []string{"Bijlagen: rooster.pdf (14 kB)", "Dit stond in de tekst van je mail en gaat niet mee: foto.jpg (878 kB)"} {
		if !strings.Contains(said, words) {
			t.Errorf("it does not say %q:\n%s", words, l.Text)
		}
	}
	if len(l.Files) > 0 {
		t.Errorf("the files go to the handler as well: %v", l.Files)
	}
}

func TestPaperNamesItsFiles(t *testing.T) {
	w := writer(t)
	s := enclosing(cases.Dutch, "rooster.pdf")
	p := newPage(w, s.Org, s.Step, s.Step.Notices[0], s.Now)
	words, err := w.words(p)
	if err != nil {
		t.Fatal(err)
	}
	body := w.sheet(p, words).Body
	name, last := body[len(body)-2], body[len(body)-1]
	if last.Lines[0][0].Text != "Bijlage: rooster.pdf" || name.Kind == last.Kind || name.Lines[0][0].Text != "Joke Jansen" {
		t.Errorf("the letter ends with %+v and %+v", name, last)
	}
}
