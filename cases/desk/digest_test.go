package desk_test

import (
	"slices"
	"strings"
	"testing"

	"complaintsd/cases"
	"complaintsd/mailout"
)

// digestOf is the text of the newest digest that a person got.
func (f *office) digestOf(id string) string {
	f.t.Helper()
	p, _ := f.o.Person(id)
	for _, l := range slices.Backward(f.sent) {
		if l.Kind == string(cases.DigestNotice) && l.To == p.Address {
			return l.Text
		}
	}
	f.t.Fatalf("%s has no digest", id)
	return ""
}

// part is what stands in a text under a heading.
func part(text, heading string) string {
	_, rest, _ := strings.Cut(text, heading)
	_, rest, _ = strings.Cut(rest, "\n")
	body, _, _ := strings.Cut(rest, "?\n")
	return body
}

// After weeks of downtime the digest tells of all that came and was closed since the last one that this reader got, also
// of what was closed longer ago than a digest looks back of itself. Who never got one, or none that arrived, reads of the
// week.
func TestDigestAfterWeeksOfDowntime(t *testing.T) {
	f := begin(t, "2026-01-29 09:00")
	closed := f.complain("een@post.example")
	f.post()
	f.tick("2026-02-02 08:00") // Monday
	for _, l := range f.claim() {
		if l.To == "h.vos@kluppluz.example" {
			f.settle(l, refused)
			continue
		}
		f.settle(l, accepted)
		f.sent = append(f.sent, l)
	}
	f.turn("2026-02-03 09:00")
	f.command("kwaliteit", closed, "[geen-klacht]", "")
	f.turn("2026-02-04 09:00")
	fresh := f.complain("twee@post.example")
	f.post()
	f.tick("2026-03-26 11:00") // the daemon was away
	f.post()
	for _, v := range []struct {
		who, since    string
		opened, ended string
	}{
		{"kwaliteit", "sinds maandag 2 februari 2026", string(fresh), string(closed)},
		{"directeur", "", "", ""}, // never had one: the week
	} {
		text := f.digestOf(v.who)
		if got := strings.Contains(text, v.since); !got || v.since == "" && strings.Contains(text, "sinds maandag") {
			t.Errorf("%s: not %q in\n%s", v.who, v.since, text)
		}
		if got := part(text, "Wat is nieuw"); !strings.Contains(got, v.opened) || v.opened == "" && got != "" {
			t.Errorf("%s reads as new %q, want %q", v.who, got, v.opened)
		}
		if got := part(text, "Wat is gesloten"); !strings.Contains(got, v.ended) || v.ended == "" && got != "" {
			t.Errorf("%s reads as closed %q, want %q", v.who, got, v.ended)
		}
	}
	f.tick("2026-03-30 08:00") // the next one tells of the days since
	f.post()
	if text := f.digestOf("kwaliteit"); strings.Contains(text, "Wat is nieuw") || strings.Contains(text, "Wat is gesloten") {
		t.Errorf("told again:\n%s", text)
	}
}

// A list says of no case that it is serious; the director reads how many there are, and nobody else (domain: never in
// the digest, and a count for the director).
func TestDigestNamesNoSeriousCase(t *testing.T) {
	f := begin(t, "2026-03-03 09:00")
	ref := f.complain(parent)
	f.post()
	f.command("kwaliteit", ref, "[locatie Morel] [ernstig]", "")
	f.post()
	f.tick("2026-03-09 08:00")
	var digests []mailout.Letter
	f.post()
	for _, l := range f.sent {
		if l.Kind == string(cases.DigestNotice) {
			digests = append(digests, l)
		}
	}
	for _, l := range digests {
		if got, want := strings.Contains(l.Text, "1 zaak is ernstig."), f.who(l.To) == "directeur"; got != want || strings.Count(l.Text, "ernstig") > 1 || !want && strings.Contains(l.Text, "ernstig") {
			t.Errorf("%s reads:\n%s", l.To, l.Text)
		}
	}
	if len(digests) != len(f.o.Readers()) {
		t.Errorf("%d digests", len(digests))
	}
}
