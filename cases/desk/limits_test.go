package desk_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/mailin"
)

// commands sends so many commands of Joke, one a second.
func (f *office) commands(ref cases.Ref, n int) {
	f.t.Helper()
	l := f.to("assigned", "j.jansen@kluppluz.example", ref)
	for i := range n {
		f.now = f.now.Add(time.Second)
		f.receive(mail{from: l.To, subject: "Re: [" + string(ref) + "] [categorie woord" + fmt.Sprint(i) + "]", answers: l.MessageID})
	}
}

// Beyond the limit of an hour nothing that a colleague asks is done, and nobody at that address is answered: it may be
// somebody else by now. Operator and registrar hear of it once, all mail is kept, and an hour later all is as before.
func TestTooManyCommands(t *testing.T) {
	f, ref := handled(t)
	f.o.Limits.CommandsPerPersonPerHour = 5
	f.now = f.now.Add(time.Hour)
	f.commands(ref, 5)
	if n := count(f.post()); n["transcript jansen"] != 5 || len(n) != 1 {
		t.Fatalf("at the limit: %v", n)
	}
	f.commands(ref, 20)
	f.expect("alert kwaliteit", "alert "+operator)
	c, rows := f.dossier(ref).Case, f.dossier(ref).History
	if c.Category != "woord4" {
		t.Errorf("beyond the limit it became %q", c.Category)
	}
	hints, aside := 0, 0
	for _, e := range rows {
		if e.Kind == cases.EntryHint && strings.Contains(e.Facts.Reason, "grens") {
			hints++
		}
	}
	for _, m := range f.dossier(ref).Mail {
		if m.Aside && strings.Contains(m.Reason, "te veel opdrachten") {
			aside++
		}
	}
	if hints != 20 || aside != 20 {
		t.Errorf("%d hints, %d mails for a person to look at", hints, aside)
	}
	if l := f.letter(cases.Alert); strings.Contains(l.Subject+l.Text, string(ref)) || !strings.Contains(l.Text, "Joke Jansen") {
		t.Errorf("the alert says\n%s\n%s", l.Subject, l.Text)
	}
	f.receive(mail{from: "j.jansen@kluppluz.example", subject: "Re: [" + string(ref) + "] vraag", text: "Een notitie mag altijd.", answers: f.to("assigned", "j.jansen@kluppluz.example", ref).MessageID})
	f.expect("transcript jansen")
	f.command("kwaliteit", ref, "[stand]", "") // somebody else's are others
	f.expect("transcript kwaliteit")
	f.now = f.now.Add(time.Hour)
	f.commands(ref, 1)
	f.expect("transcript jansen")
}

// When it is the registrar's own address, somebody else is told as well.
func TestTooManyCommandsOfTheRegistrar(t *testing.T) {
	f, ref := handled(t)
	f.o.Limits.CommandsPerPersonPerHour = 1
	f.now = f.now.Add(time.Hour)
	for range 5 {
		f.command("kwaliteit", ref, "[stand]", "")
	}
	f.expect("transcript kwaliteit", "alert directeur", "alert "+operator)
}

// guess is a mail with a token that nobody was handed.
func (f *office) guess(from string, ref cases.Ref) {
	f.t.Helper()
	token := keys.Text(cases.Token{Key: 1, ID: uint32(f.mails), Org: "KLP", Ref: ref, Party: "nobody", Scope: cases.ScopeStaff})
	if _, _, found := strings.Cut(from, "@kluppluz"); found {
		token = token[:23] + map[bool]string{true: "1", false: "2"}[token[23] != '1'] // the right form, another MAC
	}
	f.receive(mail{from: from, subject: fmt.Sprintf("[%s %s] [bericht]", ref, token), text: fmt.Sprint("Poging ", f.mails)})
}

// Somebody who tries tokens in the name of a colleague, or as a stranger, changes nothing and is not answered. From the
// limit on the operator and the registrar hear of it once, and of no further mail.
func TestGuessedTokens(t *testing.T) {
	for name, from := range map[string]string{"a colleague's name": "j.jansen@kluppluz.example", "a stranger": evil} {
		t.Run(name, func(t *testing.T) {
			f, ref := handled(t)
			f.o.Limits.ReceiptsPerSenderPerDay, f.o.Limits.UnprovenPerCasePerDay = 0, 0
			before := f.dossier(ref).Case.Queued
			for range 10 {
				f.now = f.now.Add(time.Second)
				f.guess(from, ref)
			}
			if n := count(f.post()); n["alert "+operator] != 0 {
				t.Errorf("at the limit: %v", n)
			}
			for range 20 {
				f.now = f.now.Add(time.Second)
				f.guess(from, ref)
			}
			f.expect("alert kwaliteit", "alert "+operator)
			if after := f.dossier(ref).Case.Queued; len(after) != len(before) {
				t.Errorf("a letter waits: %v", after)
			}
			hints := 0
			for _, r := range f.refs() {
				for _, e := range f.dossier(r).History {
					if e.Kind == cases.EntryHint {
						hints++
					}
				}
			}
			if hints < 30 {
				t.Errorf("%d of 30 mails can be found", hints)
			}
			f.now = f.now.Add(2 * time.Hour)
			f.guess(from, ref)
			if n := count(f.post()); n["alert "+operator] != 0 || len(n) == 0 {
				t.Errorf("later: %v", n)
			}
		})
	}
}

// The limit in all counts whatever case they name; several in one mail count each.
func TestGuessedTokensInAll(t *testing.T) {
	f, _ := handled(t)
	f.o.Limits.WrongTokensPerHour = 40
	var ids []string
	for i := range 41 {
		token := keys.Text(cases.Token{Key: 1, ID: uint32(1000 + i), Org: "KLP", Party: "nobody"})
		ids = append(ids, "<"+token+".inst@kluppluz.example>")
	}
	f.receive(mail{bytes: whole("From: "+evil, "Subject: Vraag", "Date: "+f.now.Format(time.RFC1123Z), "Message-ID: <g@evil.example>", "References: "+strings.Join(ids, "\n "))})
	f.expect("alert kwaliteit", "alert "+operator)
}

// Mail from before the first day tries nothing.
func TestOldMailGuessesNothing(t *testing.T) {
	f, ref := handled(t)
	f.o.Limits.WrongTokensPerCasePerHour = 3
	f.o.Since = f.now
	for i := range 3 {
		token := keys.Text(cases.Token{Key: 1, ID: uint32(i), Org: "KLP"})
		f.accept(mail{from: evil, subject: fmt.Sprintf("[%s %s]", ref, token), text: "Oud", arrived: f.now.Add(-24 * time.Hour)})
	}
	f.read()
	f.expect()
	f.guess(evil, ref)
	if n := count(f.post()); n["alert "+operator] != 0 || n["new-case kwaliteit"] != 1 {
		t.Errorf("the first guess: %v", n)
	}
}

// A token that was handed out and is worth nothing any more is no guess.
func TestWornTokensAreNoGuess(t *testing.T) {
	f, ref := handled(t)
	f.o.Limits.WrongTokensPerCasePerHour = 1
	l := f.to("assigned", "j.jansen@kluppluz.example", ref)
	f.revoke()
	for range 3 {
		f.receive(mail{from: l.To, subject: fmt.Sprintf("[%s %s] [bericht]", ref, l.Token), text: "Hallo"})
	}
	f.expect("refused kwaliteit", "refused kwaliteit", "refused kwaliteit")
	if v := (mailin.Verdict{}); v.Guesses != 0 {
		t.Error("an empty verdict guesses")
	}
}
