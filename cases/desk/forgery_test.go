package desk_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailout"
)

// otherParent wrote about case B.
const otherParent = "ander@post.example"

// TestForgeries plays each forgery through the real desk, from whole bytes to letters: none changes a case, and none
// gets an answer that holds anything of a case (invariant 5). Its control, the same mail with an honest proof, does
// change one.
func TestForgeries(t *testing.T) {
	all := slices.Concat(fromForgeries(), resultForgeries(), tokenForgeries(), shapeForgeries(), strangeForgeries())
	if len(all) < 60 {
		t.Errorf("only %d forgeries", len(all))
	}
	seen := map[string]bool{}
	for _, v := range all {
		if seen[v.tries] {
			t.Errorf("twice: %s", v.tries)
		}
		seen[v.tries] = true
		t.Run(strings.ReplaceAll(v.tries, " ", "-"), func(t *testing.T) {
			control := twoCases(t, v.set)
			before := control.facts()
			control.bytes(v.honest)
			if control.facts() == before {
				t.Fatalf("the honest mail does nothing:\n%s", control.filled(v.honest))
			}
			f := twoCases(t, v.set)
			if v.before != "" {
				f.bytes(v.before)
				f.turn("2026-03-05 09:30")
			}
			if v.spoil != nil {
				v.spoil(f)
			}
			f.post()
			before, sent := f.facts(), len(f.sent)
			f.bytes(v.attack)
			if after := f.facts(); after != before {
				t.Errorf("it changes something:\n%s\nbefore %s\nafter  %s", f.filled(v.attack), before, after)
			}
			f.turn("2026-03-08 10:00") // also what was held has left by now
			f.post()
			for _, l := range f.sent[sent:] {
				f.reveals(v.as, l)
			}
		})
	}
}

// twoCases is an office with two cases: A, which Joke handles, and B, which Anton does.
func twoCases(t *testing.T, set func(*office)) *office {
	t.Helper()
	f := begin(t, "2026-03-02 09:00")
	f.o.Proof = cases.Proof{Token: true, DMARC: true, Authserv: "mx.kluppluz.example", Dialect: "rfc8601"}
	a := f.complain(parent)
	f.receive(mail{from: otherParent, subject: "Jas weg", text: "De rode jas van mijn zoon is weg."})
	b := f.store.last.Cases[0].Ref
	f.post()
	f.command("kwaliteit", a, "[locatie Messenmaker] [toewijzen jansen]", "")
	f.command("kwaliteit", b, "[locatie Morel] [toewijzen bakker]", "")
	f.turn("2026-03-02 09:10")
	f.post()
	for _, ref := range []cases.Ref{a, b} { // both parents are asked whether they are satisfied
		f.command(map[cases.Ref]string{a: "jansen", b: "bakker"}[ref], ref, "[voorstel]", "Wij letten beter op.")
	}
	f.turn("2026-03-02 09:20")
	f.post()
	f.tick("2026-03-05 08:00")
	f.post()
	f.turn("2026-03-05 09:00")
	if set != nil {
		set(f)
		f.post()
	}
	return f
}

// bytes lets a whole mail arrive.
func (f *office) bytes(raw string) {
	f.t.Helper()
	f.receive(mail{bytes: f.filled(raw)})
}

// filled writes references, tokens and Message-IDs into a mail of the table.
func (f *office) filled(raw string) string {
	f.t.Helper()
	pairs := []string{
		"{A}", "KLP-2026-0001", "{B}", "KLP-2026-0002", "{now}", f.now.Format(time.RFC1123Z), "{nr}", fmt.Sprint("nr", f.mails),
		"{confirmation}", f.to("confirmation", parent, "KLP-2026-0001").MessageID,
	}
	for name, l := range map[string]mailout.Letter{
		"jansen": f.to("assigned", "j.jansen@kluppluz.example", "KLP-2026-0001"), "kwaliteit": f.to("new-case", registrar, "KLP-2026-0001"),
		"regio": f.to("new-case", "p.smit@kluppluz.example", "KLP-2026-0001"), "regioB": f.to("new-case", "p.smit@kluppluz.example", "KLP-2026-0002"),
		"bakker": f.to("assigned", "a.bakker@kluppluz.example", "KLP-2026-0002"),
		"parent": f.to("satisfaction", parent, "KLP-2026-0001"), "other": f.to("satisfaction", otherParent, "KLP-2026-0002"),
	} {
		pairs = append(pairs, "<"+name+">", "<"+l.MessageID+">", "{"+name+"}", l.Token, "{"+strings.ToUpper(name)+"}", strings.ToUpper(l.Token), "{"+name+"-1}", l.Token[:23])
		for _, at := range []int{0, 1, 7, 23} {
			other := "1"
			if l.Token[at] == '1' {
				other = "2"
			}
			pairs = append(pairs, fmt.Sprintf("{%s~%d}", name, at), l.Token[:at]+other+l.Token[at+1:])
		}
	}
	alien := cases.Keyring{Current: 1, Keys: map[int][]byte{1: []byte("a key of somebody else altogether")}}
	id, _ := cases.TokenID(f.to("assigned", "j.jansen@kluppluz.example", "KLP-2026-0001").Token)
	pairs = append(pairs, "{alien}", alien.Text(cases.Token{Key: 1, ID: id, Org: "KLP", Ref: "KLP-2026-0001", Party: "jansen", Scope: cases.ScopeStaff}))
	return strings.NewReplacer(pairs...).Replace(raw)
}

// to is the first letter of a kind to an address about a case.
func (f *office) to(kind cases.NoticeKind, address string, ref cases.Ref) mailout.Letter {
	f.t.Helper()
	for _, l := range f.sent {
		if l.Kind == string(kind) && l.To == address && l.Ref == string(ref) {
			return l
		}
	}
	f.t.Fatalf("%s got no letter %s about %s", address, kind, ref)
	return mailout.Letter{}
}

// facts is all that somebody could want to change: both cases, but for the mails that are kept at them and the hints
// to the registrar, and the cases that staff opened.
func (f *office) facts() string {
	f.t.Helper()
	var all []string
	for _, ref := range f.refs() {
		d := f.dossier(ref)
		if _, _, n := ref.Split(); n > 2 {
			if _, staff := f.o.Person(d.History[0].Actor); staff {
				all = append(all, "opened by "+d.History[0].Actor)
			}
			continue
		}
		c := d.Case
		c.Seq, c.Head, c.Thread, c.Satisfied.Wrote, c.Own = 0, "", nil, false, false
		text, err := json.Marshal(c)
		f.ok(err)
		notes := 0
		for _, e := range d.History {
			if e.Kind == cases.EntryNote {
				notes++
			}
		}
		all = append(all, fmt.Sprintf("%s notes %d", text, notes))
	}
	return strings.Join(all, "\n")
}

// mailboxes are what each forger can read.
var mailboxes = map[string]string{
	"": evil, "gone": "j.jansen@kluppluz.example", "parent": parent, "other": otherParent,
	"jansen": "j.jansen@kluppluz.example", "bakker": "a.bakker@kluppluz.example", "kwaliteit": registrar,
}

// reveals checks one letter that left because of a forgery: none goes to a parent but a receipt, and what the forger
// reads holds nothing of a case that is not the forger's.
func (f *office) reveals(as string, l mailout.Letter) {
	f.t.Helper()
	_, staff := f.o.PersonAt(l.To)
	if !staff && l.To != operator && l.Kind != string(cases.Receipt) {
		f.t.Errorf("a letter %s goes to %s:\n%s", l.Kind, l.To, l.Text)
	}
	if l.To != mailboxes[as] || as == "kwaliteit" {
		return
	}
	secrets := []string{parent, "weinig leidsters", "Petra Smit"}
	if as != "jansen" {
		secrets = append(secrets, "Joke Jansen", "Messenmaker")
	}
	if as != "bakker" {
		secrets = append(secrets, "Anton Bakker", "Morel", "rode jas", otherParent)
	}
	if !staff {
		secrets = append(secrets, "KLP-2026-0001", "KLP-2026-0002", "Noor")
	}
	for _, s := range secrets {
		if strings.Contains(l.Subject+l.Text+string(l.Bytes), s) && (l.To != s || strings.Contains(l.Subject+l.Text, s)) {
			f.t.Errorf("the letter %s tells %s of %q:\n%s\n\n%s", l.Kind, l.To, s, l.Subject, l.Text)
		}
	}
}

// revoke takes back what Joke was handed.
func (f *office) revoke() {
	f.t.Helper()
	for _, l := range f.sent {
		if l.To != "j.jansen@kluppluz.example" {
			continue
		}
		id, _ := cases.TokenID(l.Token)
		f.ok(f.store.Store.Commit(context.Background(), desk.Change{Org: "KLP", Now: f.now, Tokens: []cases.Token{{ID: id, Org: "KLP", Revoked: true}}}))
	}
}

// person of the roster, to be changed.
func (f *office) person(id string) *cases.Person {
	i := slices.IndexFunc(f.o.People, func(p cases.Person) bool { return p.ID == id })
	return &f.o.People[i]
}

// dismiss takes somebody out of the roster.
func (f *office) dismiss(id string) {
	f.o.People = slices.DeleteFunc(slices.Clone(f.o.People), func(p cases.Person) bool { return p.ID == id })
}
