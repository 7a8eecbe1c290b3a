package desk_test

import (
	"context"
	"io"
	"strings"
	"testing"

	"complaintsd/cases"
)

// A scan waits until somebody has read its words, and is then told of once; the case stays as it is.
func TestWordsOfAScanAreAHelp(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	f.o.Scanners = []string{"scanner@kluppluz.example"}
	f.receive(mail{from: "scanner@kluppluz.example", subject: "Message from KM_C258", text: "Scan."})
	f.receive(mail{from: parent, subject: "Klacht", text: "Het hek stond open."})
	f.post()
	ctx := context.Background()
	list, err := f.store.Scans(ctx, 10)
	if err != nil || len(list) != 1 || list[0].Ref != "KLP-2026-0001" {
		t.Fatalf("%+v, %v", list, err)
	}
	r, err := list[0].Open()
	f.ok(err)
	raw, err := io.ReadAll(r)
	f.ok(err)
	f.ok(r.Close())
	if !strings.Contains(string(raw), "KM_C258") {
		t.Errorf("%q", raw)
	}
	before := f.dossier(list[0].Ref)
	for i := range 2 {
		f.ok(f.desk.Scanned(ctx, list[0], "Geachte mevrouw, het hek stond open."))
		if i == 0 {
			f.expect("alert kwaliteit")
		}
	}
	f.expect()
	l := f.sent[len(f.sent)-1]
	if !strings.Contains(l.Text, "Geachte mevrouw, het hek stond open.") || !strings.Contains(l.Text, "Lees altijd de brief") || l.Ref != string(list[0].Ref) {
		t.Errorf("%s\n%s", l.Subject, l.Text)
	}
	after := f.dossier(list[0].Ref)
	if after.Case.Seq != before.Case.Seq || after.Case.Complainant != (cases.Complainant{}) {
		t.Errorf("the case has changed: %+v", after.Case)
	}
	if list, err := f.store.Scans(ctx, 10); err != nil || len(list) > 0 {
		t.Errorf("still waiting: %v, %v", list, err)
	}
}

// A scan without words is not looked at again, and nobody hears of that.
func TestAScanWithoutWords(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	f.o.Scanners = []string{"scanner@kluppluz.example"}
	f.receive(mail{from: "scanner@kluppluz.example", subject: "Scan", text: "Scan."})
	f.post()
	list, err := f.store.Scans(context.Background(), 10)
	f.ok(err)
	f.ok(f.desk.Scanned(context.Background(), list[0], ""))
	f.expect()
	if list, err := f.store.Scans(context.Background(), 10); err != nil || len(list) > 0 {
		t.Errorf("still waiting: %v, %v", list, err)
	}
}
