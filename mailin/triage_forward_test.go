package mailin

import (
	"strings"
	"testing"

	"complaintsd/cases"
)

// What a colleague passes on is the parent's mail, however many colleagues passed it on before; only from a colleague
// is an attached mail, or a block of a sender without an address, one that is passed on.
func TestColleaguesPassOn(t *testing.T) {
	const (
		parent   = "Van: Zoë Ouder <ouder@x.example>\nVerzonden: maandag 3 maart 2025 10:15\nAan: Kim Bos\nOnderwerp: Het hek\n\nHet hek stond open."
		kim      = "Van: Kim Bos <k.bos@kluppluz.example>\nVerzonden: maandag 3 maart 2025 11:00\nAan: Joke\nOnderwerp: FW: Het hek\n\nJoke, kijk jij?\n\n"
		answered = "Van: Joke Jansen <j.jansen@kluppluz.example>\nVerzonden: maandag 3 maart 2025 12:00\nAan: Zoë\nOnderwerp: RE: Het hek\n\nWat naar.\n\n"
		nameless = "Van: Zoë Ouder\nVerzonden: maandag 3 maart 2025 10:15\nAan: De Messenmaker\nOnderwerp: Het hek\n\nHet hek stond open."
		attached = "--x\n\nZie bijlage.\n--x\nContent-Type: message/rfc822\n\nFrom: Zoë Ouder <ouder@x.example>\nDate: Mon, 3 Mar 2025 10:15:00 +0100\nSubject: Het hek\n\nHet hek.\n--x--"
	)
	type want struct {
		kind       cases.MailKind
		from, name string
	}
	zoe := want{cases.KindForward, "ouder@x.example", "Zoë Ouder"}
	for name, c := range map[string]struct {
		from, subject, body string
		want                want
	}{
		"by two colleagues":            {"kantoor@kluppluz.example", "FW: FW: Het hek", "ter info\n\n" + kim + parent, zoe},
		"by three":                     {"kantoor@kluppluz.example", "FW: Het hek", strings.Replace(kim, "k.bos", "p.smit", 1) + kim + parent, zoe},
		"with an answer to it":         {"kantoor@kluppluz.example", "FW: RE: Het hek", answered + parent, zoe},
		"a colleague's own":            {"kantoor@kluppluz.example", "FW: Het hek", kim, want{cases.KindForward, "k.bos@kluppluz.example", "Kim Bos"}},
		"attached, own subject":        {"kantoor@kluppluz.example", "Klacht van een ouder", attached, zoe},
		"attached by a parent":         {"ouder@y.example", "Klacht", attached, want{kind: cases.KindComplaint}},
		"attached to an answer":        {"kantoor@kluppluz.example", "RE: Vraag", attached, want{kind: cases.KindComplaint}},
		"without an address":           {"kantoor@kluppluz.example", "Klacht van een ouder", nameless, want{cases.KindForward, "", "Zoë Ouder"}},
		"without an address, a parent": {"ouder@y.example", "Klacht", nameless, want{kind: cases.KindComplaint}},
		"a colleague without address":  {"kantoor@kluppluz.example", "Overleg", strings.Replace(nameless, "Zoë Ouder", "Joke Jansen", 1), want{kind: cases.KindComplaint}},
	} {
		m := read("Message-ID: <f1@x.example>\nFrom: " + c.from + "\nTo: klachten@kluppluz.example\nDate: Tue, 4 Mar 2025 09:00:00 +0100\nSubject: " + c.subject +
			"\nContent-Type: " + map[bool]string{true: "multipart/mixed; boundary=x", false: "text/plain; charset=utf-8"}[strings.HasPrefix(c.body, "--x")] + "\n\n" + c.body)
		e := Triage(m, testOrganisation(), newWorld().known, arrival).Mail
		got := want{kind: e.Kind}
		if e.Forward != nil {
			got.from, got.name = e.Forward.From, e.Forward.Name
		}
		if got != c.want {
			t.Errorf("%s: got %+v, want %+v", name, got, c.want)
		}
		if f := m.Original(testOrganisation()); e.Kind == cases.KindForward && (f == nil || f.From != c.want.from || f.FromName != c.want.name) {
			t.Errorf("%s: explained as %+v", name, f)
		}
	}
}
