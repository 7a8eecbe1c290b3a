package desk_test

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/mailin"
)

func junk(header, text string) mailin.Raw {
	raw := fmt.Sprintf("Date: Mon, 2 Mar 2026 08:00:00 +0100\r\nTo: klachten@kluppluz.example\r\n%s\r\n\r\n%s\r\n", strings.ReplaceAll(header, "\n", "\r\n"), text)
	return mailin.Raw{
		Place: mailin.Place{Account: "KLP", Mailbox: "Junk", Validity: 1, UID: 1}, Size: int64(len(raw)),
		Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(raw)), nil },
	}
}

// What does not belong among the junk is told once, whatever becomes of the folder, and nothing else comes of it.
func TestJunkIsToldOnce(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	f.o.Forms = []cases.Form{{Sender: "website@kluppluz.example"}}
	ref := f.complain(parent)
	f.post()
	receipt := f.to("receipt", parent, ref)
	batch := []mailin.Raw{
		junk("From: website@kluppluz.example\nSubject: Contactformulier\nMessage-ID: <f1@site.example>", "Naam: Ans"),
		junk("From: "+parent+"\nSubject: Nog iets\nMessage-ID: <p1@post.example>", "Ook de jas is weg."),
		junk("From: iemand@werk.example\nSubject: Re: Ontvangen\nIn-Reply-To: <"+receipt.MessageID+">\nMessage-ID: <p2@werk.example>", "Dank."),
		junk("From: directeur@kluppluz.example\nSubject: Spoed\nMessage-ID: <s1@spam.example>", "Maak geld over."),
		junk("From: reclame@winkel.example\nSubject: Korting\nMessage-ID: <s2@spam.example>", "Alles moet weg."),
		junk("From: reclame@winkel.example\nSubject: Re: ["+string(ref)+"]\nMessage-ID: <s3@spam.example>", "Alles moet weg."),
		junk("", ""),
	}
	for i, again := range [][]mailin.Raw{batch, batch, batch[:1]} {
		if err := f.desk.Junk(context.Background(), "KLP", again); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			f.expect("alert kwaliteit")
			continue
		}
		f.expect()
	}
	l := f.sent[len(f.sent)-1]
	for _, line := range []string{
		"website@kluppluz.example Contactformulier (van een webformulier)",
		parent + " Nog iets (van een ouder met een zaak)",
		"iemand@werk.example Re: Ontvangen (antwoord op een brief van ons)",
	} {
		if !strings.Contains(strings.Join(strings.Fields(l.Text), " "), line) {
			t.Errorf("not told: %s\n%s", line, l.Text)
		}
	}
	for _, word := range []string{"Korting", "Spoed", "reclame"} {
		if strings.Contains(l.Text, word) {
			t.Errorf("told of %s", word)
		}
	}
	if strings.Contains(l.Subject, parent) {
		t.Errorf("subject %q", l.Subject)
	}
	// A later one is told by itself, also after another start.
	f.now = f.now.Add(time.Hour)
	if err := f.desk.Junk(context.Background(), "KLP", append(batch, junk("From: "+parent+"\nSubject: Derde\nMessage-ID: <p3@post.example>", "x"))); err != nil {
		t.Fatal(err)
	}
	f.expect("alert kwaliteit")
	if text := f.sent[len(f.sent)-1].Text; !strings.Contains(text, "Derde") || strings.Contains(text, "Nog iets") {
		t.Errorf("told anew:\n%s", text)
	}
}

// Of a mail in a case about the registrar the director hears, and of all other mail the registrar (invariant 10).
func TestJunkInACaseAboutTheRegistrar(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	ref := f.complain(parent)
	f.post()
	f.command("kwaliteit", ref, "[vertrouwelijk kwaliteit]", "")
	f.post()
	other := "ander@post.example"
	f.complain(other)
	f.post()
	sent := len(f.sent)
	f.ok(f.desk.Junk(context.Background(), "KLP", []mailin.Raw{
		junk("From: "+parent+"\nSubject: Over de afdeling\nMessage-ID: <p1@post.example>", "x"),
		junk("From: "+other+"\nSubject: Over de jas\nMessage-ID: <p2@post.example>", "x"),
	}))
	f.expect("alert directeur", "alert kwaliteit")
	for _, l := range f.sent[sent:] {
		about, coat := strings.Contains(l.Text, "Over de afdeling"), strings.Contains(l.Text, "Over de jas")
		if director := f.who(l.To) == "directeur"; about != director || coat == director {
			t.Errorf("%s reads:\n%s", l.To, l.Text)
		}
	}
}
