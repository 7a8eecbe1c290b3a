package cases

import (
	"encoding/json"
	"testing"
	"time"
)

func amsterdam(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func organisation(t testing.TB) *Organisation {
	t.Helper()
	days := func(n int) Span { return Span{Days: n} }
	return &Organisation{
		Name: "KluppluZ", Prefix: "KLP", Address: "klachten@kluppluz.example", Department: "afdeling Pedagogiek & Kwaliteit",
		Operator: "beheer@kluppluz.example", Language: Dutch, Tone: Je, Word: "klantreactie",
		Calendar: Calendar{Zone: amsterdam(t), Extra: EquatedDays()},
		Terms: Terms{
			Confirm: days(7), Propose: days(21), Dispute: Span{Months: 12}, Hold: 10 * time.Minute,
			Statutory:         map[Regime]StatutoryTerm{Wko: {Term: days(42)}, Wkkgz: {days(42), days(28)}, Jeugdwet: {Term: days(42)}},
			SatisfactionAfter: days(3), SatisfactionReminder: days(7), SatisfactionSilence: days(14),
		},
		Close: []Role{Registrar},
		Limits: Limits{
			UnattendedPerHour: 30, ReceiptsPerSenderPerDay: 1, CasesPerSenderPerHour: 20, AnswersPerPersonPerDay: 2, UnprovenPerCasePerDay: 3,
			CommandsPerPersonPerHour: 60, WrongTokensPerCasePerHour: 10, WrongTokensPerHour: 100,
		},
		Reminders: Reminders{
			Unassigned: map[Role][]int{Registrar: {3}, Director: {5}},
			Propose:    map[Role][]int{Handler: {-7, -3, -1}, Registrar: {-1, 0}, Regional: {1}},
			Statutory:  map[Role][]int{Handler: {-7, -2}, Registrar: {-7, -2}, Director: {-2, 0, 1}},
			Measure:    map[Role][]int{Owner: {-3, 0}, Registrar: {1}},
			At:         Clock{8, 0}, Until: Clock{20, 0}, DigestDay: time.Monday, DigestAt: Clock{8, 0},
		},
		Proof:     Proof{Token: true, DMARC: true, Authserv: "mx.kluppluz.example"},
		Locations: []Location{{Name: "De Messenmaker", Region: "Zuid", Regime: Wko}, {Name: "Morel", Region: "West", Regime: Wko}},
		People: []Person{
			{ID: "kwaliteit", Name: "Noor de Wit", Address: "kwaliteit@kluppluz.example", Roles: []Role{Registrar}},
			{ID: "jansen", Name: "Joke Jansen", Address: "j.jansen@kluppluz.example", Roles: []Role{Manager}, Locations: []string{"De Messenmaker"}, Deputy: "kwaliteit"},
			{ID: "bakker", Name: "Anton Bakker", Address: "a.bakker@kluppluz.example", Roles: []Role{Manager}, Locations: []string{"Morel"}},
			{ID: "regio", Name: "Petra Smit", Address: "p.smit@kluppluz.example", Roles: []Role{Regional}, Regions: []string{"Zuid", "West"}},
			{ID: "directeur", Name: "Hanna Vos", Address: "h.vos@kluppluz.example", Roles: []Role{Director}},
		},
	}
}

func date(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// world plays events through Apply and keeps what a store would keep.
type world struct {
	t       testing.TB
	o       *Organisation
	now     time.Time
	cases   map[Ref]Case
	history map[Ref][]Entry
	letters []Notice
	next    Book
	mails   int
}

func newWorld(t testing.TB) *world {
	return &world{
		t: t, o: organisation(t), now: time.Date(2026, 11, 2, 10, 0, 0, 0, amsterdam(t)),
		cases: map[Ref]Case{}, history: map[Ref][]Entry{}, next: Book{NextCase: 1, NextLetter: 1, NextToken: 1},
	}
}

func (w *world) apply(e Event) Decision {
	e.At, e.Org = w.now, w.o.Prefix
	b := w.next
	if b.Texts == nil {
		b.Texts = map[string]string{}
	}
	for _, c := range w.cases {
		b.Cases = append(b.Cases, c)
		for _, l := range sortedKeys(c.Queued) {
			if q := c.Queued[l]; !q.Paper {
				b.Unsent = append(b.Unsent, Unsent{Letter: l, Ref: c.Ref, Kind: q.Kind, About: []Ref{c.Ref}})
			}
		}
	}
	if e.Mail != nil && e.Mail.LooksBack() {
		b.History = w.history
	}
	before := seen(w.t, b, e)
	d := Apply(w.o, b, e)
	if after := seen(w.t, b, e); after != before {
		w.t.Errorf("Apply changed what it was given:\n%s\nnow\n%s", before, after)
	}
	for _, s := range d.Steps {
		if s.Case.Ref != "" {
			if _, old := w.cases[s.Case.Ref]; !old {
				w.next.NextCase++
			}
			w.cases[s.Case.Ref] = s.Case
		}
		w.history[s.Case.Ref] = append(w.history[s.Case.Ref], s.Entries...)
		w.letters = append(w.letters, s.Notices...)
		for _, n := range s.Notices {
			w.next.NextLetter, w.next.NextToken = max(w.next.NextLetter, n.Letter+1), w.next.NextToken+uint32(len(n.Tokens()))
		}
	}
	return d
}

// seen is all that Apply may read, written out: it must be the same afterwards.
func seen(t testing.TB, b Book, e Event) string {
	t.Helper()
	said, err := json.Marshal([]any{b, e})
	if err != nil {
		t.Fatal(err)
	}
	return string(said)
}

func (w *world) mail(m Mail, ref Ref) Decision {
	w.mails++
	if m.ID == "" {
		m.ID = string(rune('a'+w.mails%26)) + time.Duration(w.mails).String()
	}
	m.Arrived = w.now
	return w.apply(Event{Ref: ref, Mail: &m})
}

// command is a proven mail of staff.
func (w *world) command(person, text string, ref Ref, commands ...Command) Decision {
	return w.mail(Mail{Kind: KindCommand, Person: person, Proof: ByToken, From: person, Text: text, Commands: commands}, ref)
}

// accept lets the relay take every letter to the parent that waits.
func (w *world) accept() {
	for ref, c := range w.cases {
		for _, letter := range sortedKeys(c.Queued) {
			w.apply(Event{Ref: ref, Settled: &Settled{Letter: letter, Kind: c.Queued[letter].Kind, Outcome: Accepted}})
		}
	}
}

func (w *world) tick(to time.Time) {
	w.now = to
	for ref := range w.cases {
		w.apply(Event{Ref: ref, Tick: &Tick{}})
	}
}

// sent gives the kinds and receivers of the letters since the last call.
func (w *world) sent() []string {
	var all []string
	for _, n := range w.letters {
		to := n.To.ID
		switch {
		case n.Parent:
			to = "parent"
		case to == "":
			to = n.Address
		}
		all = append(all, string(n.Kind)+" "+to)
	}
	w.letters = nil
	return all
}

func complaint() Mail {
	return Mail{Kind: KindComplaint, From: "ouder@post.example", FromName: "Sanne Vermeer", MessageID: "een@post.example", Text: "Mijn zoon was bang.", Reason: "nieuwe mail"}
}

func cmd(word string, args ...string) Command { return Command{Word: word, Args: args} }
