package desk_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"complaintsd/cases"
)

// numbers differ from mail to mail and tell nothing.
var numbers = regexp.MustCompile(`KLP-2026-\d{4}|[0-9a-hjkmnp-tv-z]{24}`)

// What the person complained about hears of the own case is what anybody hears of a case that is none of theirs, and
// of a number that does not exist: the same words, to the same address, at the same moment, with no token of the case
// (invariant 10).
func TestTheAccusedHearsWhatStrangersHear(t *testing.T) {
	for _, tags := range []string{
		"", "[stand]", "[notitie]", "[bericht]", "[voorstel]", "[sluiten]", "[toewijzen jansen]", "[locatie Morel]", "[vertrouwelijk regio]",
		"[ongedaan]", "[klaar 1]", "[ernstig nee]", "[ernstig] [stand]", "[onzin]", "[samenvoegen KLP-2026-0002]", "[help]",
	} {
		t.Run(tags, func(t *testing.T) {
			answers := map[string]string{}
			for what, ref := range map[string]string{"her own": "KLP-2026-0001", "of another location": "KLP-2026-0002", "unknown": "KLP-2026-0999"} {
				f := twoCases(t, func(f *office) { f.command("kwaliteit", "KLP-2026-0001", "[vertrouwelijk jansen]", "") })
				before, sent := f.facts(), len(f.sent)
				f.bytes(written("Wat staat daar?", joke, "Subject: ["+ref+"] "+tags, auth, "Cc: iemand@elders.example"))
				if after := f.facts(); after != before {
					t.Errorf("%s: something changed", what)
				}
				f.post()
				var all []string
				for _, l := range f.sent[sent:] {
					if l.To != "j.jansen@kluppluz.example" {
						continue // the registrar may well hear of it
					}
					if l.Ref != "" {
						t.Errorf("%s: the letter belongs to %s", what, l.Ref)
					}
					all = append(all, fmt.Sprintf("%s %v\n%s\n\n%s", l.Kind, l.Release.Sub(f.now), l.Subject, l.Text))
				}
				answers[what] = numbers.ReplaceAllString(strings.Join(all, "\n"), "#")
			}
			for _, what := range []string{"her own", "of another location"} {
				if answers[what] != answers["unknown"] {
					t.Errorf("the answer about the case %s:\n%s\n\nand about a number that does not exist:\n%s", what, answers[what], answers["unknown"])
				}
			}
		})
	}
}

// Anybody may raise the alarm about any case, also she: it is heard where it must be, and she hears no more of it than a
// colleague does.
func TestTheAccusedRaisesTheAlarm(t *testing.T) {
	answers := map[string]string{}
	for _, ref := range []string{"KLP-2026-0001", "KLP-2026-0002"} {
		f := twoCases(t, func(f *office) { f.command("kwaliteit", "KLP-2026-0001", "[vertrouwelijk jansen]", "") })
		f.bytes(whole(joke, "Subject: ["+ref+"] [ernstig]", auth))
		if !f.dossier(cases.Ref(ref)).Case.Serious {
			t.Errorf("%s is not serious", ref)
		}
		sent := len(f.sent)
		f.post()
		for _, l := range f.sent[sent:] {
			if l.To == "j.jansen@kluppluz.example" {
				answers[ref] += numbers.ReplaceAllString(l.Kind+"\n"+l.Subject+"\n"+l.Text, "#")
			}
		}
	}
	if answers["KLP-2026-0001"] != answers["KLP-2026-0002"] || answers["KLP-2026-0001"] == "" {
		t.Errorf("about her own case:\n%s\n\nabout another:\n%s", answers["KLP-2026-0001"], answers["KLP-2026-0002"])
	}
}

// Nothing that leaves about a case reaches the person complained about, whatever happens to it: notices, reminders,
// the overview of Monday, answers to the parent's mail with her in the cc.
func TestNothingReachesTheAccused(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	f.o.Proof = cases.Proof{Token: true, DMARC: true, Authserv: "mx.kluppluz.example"}
	ref := f.complain(parent)
	f.post()
	f.command("kwaliteit", ref, "[vertrouwelijk jansen] [locatie Messenmaker] [ernstig]", "")
	f.post()
	f.receive(mail{bytes: fmt.Sprintf("%s\nTo: %s\nSubject: [%s]\nMessage-ID: <joke@kluppluz.example>\n%s\n\nWat staat daar?\n", joke, f.o.Address, ref, auth)})
	f.command("directeur", ref, "[toewijzen regio] [maatregel 2026-04-01 regio]", "")
	f.turn("2026-03-02 09:15")
	f.post()
	f.receive(mail{bytes: fmt.Sprintf("From: %s\nTo: %s\nCc: j.jansen@kluppluz.example\nSubject: [%s]\nMessage-ID: <cc@post.example>\n\nZij hoort dit ook.\n", parent, f.o.Address, ref)})
	f.post()
	for range 60 {
		f.now = f.now.AddDate(0, 0, 1)
		f.ok(f.desk.Tick(context.Background()))
		f.post()
	}
	for _, l := range f.sent {
		if l.To == "j.jansen@kluppluz.example" && (strings.Contains(l.Subject+l.Text, string(ref)) && l.Kind != "refused" || strings.Contains(l.Text, "Petra")) {
			t.Errorf("she reads %s:\n%s\n\n%s", l.Kind, l.Subject, l.Text)
		}
	}
}
