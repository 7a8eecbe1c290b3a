package desk_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"complaintsd/cases"
	"complaintsd/cases/sqlite"
	"complaintsd/mailin"
	"complaintsd/mailout"
)

// secrecy is an office in which anything happens to some cases, and what each of them is known by.
type secrecy struct {
	*office
	t       *rapid.T
	words   map[cases.Ref][]string // that stand in the mails of a case, and nowhere else
	writers map[cases.Ref]string
	seen    int            // letters that were looked at
	own     map[int64]bool // answers: what somebody wrote himself may stand in them
}

// Invariant 10, for cases that are merged, split and taken apart as well: whoever is kept from any member of a group
// reads of none of them, in no notice, reminder or overview, whatever comes in and goes wrong.
func TestNobodyReadsOfTheOwnCase(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := open(t, "2026-03-02 09:00")
		defer f.close()
		f.o.Proof = cases.Proof{Token: true, DMARC: true, Authserv: "mx.kluppluz.example", Dialect: "rfc8601"}
		f.o.People = append(f.o.People, cases.Person{ID: "team", Name: "Tess Team", Address: "t.team@kluppluz.example", Roles: []cases.Role{cases.Registrar}})
		s := &secrecy{office: f, t: t, words: map[cases.Ref][]string{}, writers: map[cases.Ref]string{}, own: map[int64]bool{}}
		s.complains()
		s.complains()
		for range rapid.IntRange(5, 25).Draw(t, "steps") {
			s.step()
			if down := rapid.IntRange(0, 5).Draw(t, "relay") == 0; !down {
				s.post()
			}
			s.check()
		}
		s.post()
		s.check()
	})
}

// A case that goes on in one from which somebody is kept: what waits for that person about the first is about both now.
func TestWaitingMailOfACaseMergedIntoASecretOne(t *testing.T) {
	f := open(t, "2026-03-02 09:00")
	defer f.close()
	f.o.Proof = cases.Proof{Token: true, DMARC: true, Authserv: "mx.kluppluz.example", Dialect: "rfc8601"}
	f.o.People = append(f.o.People, cases.Person{ID: "team", Name: "Tess Team", Address: "t.team@kluppluz.example", Roles: []cases.Role{cases.Registrar}})
	for _, words := range []string{"een", "twee"} {
		f.receive(mail{from: parent, subject: "Klacht " + words, text: "Het gaat om " + words + " en meer niet, zeg ik eerlijk."})
	}
	command := func(tags string) {
		f.receive(mail{bytes: fmt.Sprintf("From: %s\nTo: %s\nSubject: %s\nDate: %s\nMessage-ID: <s%d@kluppluz.example>\n%s\n\nUitleg.\n",
			f.o.People[0].Address, f.o.Address, tags, f.now.Format(time.RFC1123Z), f.mails, auth)})
	}
	command("[KLP-2026-0002] [vertrouwelijk team]")
	f.post()
	seen := len(f.sent)
	f.receive(mail{from: parent, subject: "Re: [KLP-2026-0001] nog iets", text: "Ook dit."})
	command("[KLP-2026-0001] [samenvoegen KLP-2026-0002]")
	if last := f.store.last; len(last.Cases) != 2 || last.Cases[0].State != cases.Merged {
		t.Fatalf("not merged: %+v", last.Mail)
	}
	f.post()
	for _, l := range f.sent[seen:] {
		if l.To == "t.team@kluppluz.example" {
			t.Errorf("%s: %s", l.Kind, l.Subject)
		}
	}
}

// secretSteps are what may happen, by name; the rest are commands.
var secretSteps = map[string]func(*secrecy){
	"complains": (*secrecy).complains, "answers": (*secrecy).answers, "is cited": (*secrecy).isCited, "bounces": (*secrecy).bounces,
	"refuses": (*secrecy).refuses, "is junk": (*secrecy).isJunk, "time": (*secrecy).passes,
}

var secretWords = []string{
	"[toewijzen PERSON]", "[locatie Messenmaker]", "[ernstig]", "[maatregel 2026-03-20 PERSON]", "[vertrouwelijk PERSON]", "[vertrouwelijk kwaliteit]",
	"[samenvoegen CASE]", "[splitsen CASE]", "[splitsen]", "[bericht]", "[sluiten]",
}

func (s *secrecy) step() {
	names := append(slices.Sorted(maps.Keys(secretSteps)), secretWords...)
	name := rapid.SampledFrom(names).Draw(s.t, "step")
	if do := secretSteps[name]; do != nil {
		do(s)
		return
	}
	s.says(strings.NewReplacer("PERSON", s.person(), "CASE", string(s.ref())).Replace(name))
}

func (s *secrecy) passes() {
	s.now = s.now.Add(time.Duration(rapid.IntRange(1, 7*24).Draw(s.t, "hours")) * time.Hour)
	s.ok(s.desk.Tick(context.Background()))
}

func (s *secrecy) person() string {
	return rapid.SampledFrom(s.o.People).Draw(s.t, "person").ID
}

func (s *secrecy) ref() cases.Ref { return rapid.SampledFrom(s.refs()).Draw(s.t, "case") }

// secret is a word that belongs to a case from now on.
func (s *secrecy) secret(ref cases.Ref) string {
	word := fmt.Sprintf("geheim%dx%dq", s.mails, len(s.words[ref]))
	s.words[ref] = append(s.words[ref], word)
	return word
}

func (s *secrecy) complains() {
	from := rapid.SampledFrom([]string{parent, otherParent}).Draw(s.t, "from")
	word := fmt.Sprintf("geheim%dq", s.mails)
	s.receive(mail{from: from, subject: "Klacht " + word, text: "Het gaat om " + word + " en meer niet, zeg ik eerlijk."})
	ref := s.store.last.Cases[0].Ref
	s.words[ref], s.writers[ref] = append(s.words[ref], word), from
}

// says is a command of somebody who may know of the case.
func (s *secrecy) says(tags string) {
	ref := s.ref()
	kept := s.kept()[ref]
	i := slices.IndexFunc(s.o.People, func(p cases.Person) bool { return p.Has(cases.Registrar) && !kept[p.ID] })
	if i < 0 {
		return
	}
	p := s.o.People[i]
	word := s.secret(ref)
	known := s.refs()
	s.receive(mail{bytes: fmt.Sprintf("From: %s\nTo: %s\nSubject: [%s] %s\nDate: %s\nMessage-ID: <s%d@kluppluz.example>\n%s\n\nDit is %s.\n",
		p.Address, s.o.Address, ref, tags, s.now.Format(time.RFC1123Z), s.mails, auth, word)})
	for _, now := range s.refs() {
		if !slices.Contains(known, now) { // it was split off, and the words are its own
			s.words[ref] = slices.DeleteFunc(s.words[ref], func(w string) bool { return w == word })
			s.words[now], s.writers[now] = []string{word}, s.writers[ref]
		}
	}
	for _, l := range s.store.last.Letters {
		s.own[l.ID] = l.To == p.Address && (l.Kind == "transcript" || l.Kind == "refused")
	}
}

func (s *secrecy) answers() {
	ref := s.ref()
	s.receive(mail{from: s.writers[ref], subject: "Re: [" + string(ref) + "] nog iets", text: "Ook " + s.secret(ref) + "."})
}

// isCited is a mail of a stranger who knows the number.
func (s *secrecy) isCited() {
	ref := s.ref()
	s.receive(mail{from: evil, subject: "Over [" + string(ref) + "]", text: "Ik hoorde ervan."})
	made := s.store.last.Cases[0].Ref
	s.writers[made] = evil
}

// lettersOf are the letters to the parent of a case that were sent.
func (s *secrecy) lettersOf() []mailout.Letter {
	return slices.DeleteFunc(slices.Clone(s.sent), func(l mailout.Letter) bool { return !cases.NoticeKind(l.Kind).ToParent() })
}

func (s *secrecy) bounces() {
	if letters := s.lettersOf(); len(letters) > 0 {
		l := rapid.SampledFrom(letters).Draw(s.t, "letter")
		report := strings.ReplaceAll(undelivered(l.MessageID), "ouder@post.example", l.To)
		s.receive(mail{bytes: strings.NewReplacer("{now}", s.now.Format(time.RFC1123Z), "{nr}", fmt.Sprint("nr", s.mails)).Replace(report)})
	}
}

// refuses is a relay that takes no letter to a parent.
func (s *secrecy) refuses() {
	for _, l := range s.claim() {
		if cases.NoticeKind(l.Kind).ToParent() {
			s.settle(l, refused)
			continue
		}
		s.settle(l, accepted)
		s.sent = append(s.sent, l)
	}
}

func (s *secrecy) isJunk() {
	ref := s.ref()
	raw := s.raw(mail{from: s.writers[ref], subject: "Re: [" + string(ref) + "] " + s.secret(ref), text: "Weg."})
	s.ok(s.desk.Junk(context.Background(), s.o.Prefix, []mailin.Raw{raw}))
}

// kept are who may not read of each case: whoever is kept from any member of its group.
func (s *secrecy) kept() map[cases.Ref]map[string]bool {
	all := map[cases.Ref]cases.Case{}
	s.ok(s.store.List(context.Background(), sqlite.Filter{}, func(c cases.Case) error { all[c.Ref] = c; return nil }))
	groups := map[cases.Ref]map[string]bool{}
	kept := map[cases.Ref]map[string]bool{}
	for ref, c := range all {
		lead := ref
		for all[lead].Into != "" {
			lead = all[lead].Into
		}
		if groups[lead] == nil {
			groups[lead] = map[string]bool{}
		}
		for _, id := range c.Restricted {
			groups[lead][id] = true
		}
		kept[ref] = groups[lead]
	}
	return kept
}

// check looks at each letter to staff that left.
func (s *secrecy) check() {
	kept := s.kept()
	for _, l := range s.sent[s.seen:] {
		p, staff := s.o.PersonAt(l.To)
		if !staff || s.own[l.ID] {
			continue
		}
		for ref := range kept {
			if !kept[ref][p.ID] {
				continue
			}
			for _, word := range append([]string{string(ref)}, s.words[ref]...) {
				if strings.Contains(l.Subject+l.Text, word) {
					s.t.Fatalf("%s is kept from %s and reads %q in %s:\n%s\n\n%s", p.ID, ref, word, l.Kind, l.Subject, l.Text)
				}
			}
		}
	}
	s.seen = len(s.sent)
}
