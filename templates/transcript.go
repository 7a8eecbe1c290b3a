package templates

import (
	"fmt"
	"strings"

	"complaintsd/cases"
)

// letterWords name the letters to the parent, for staff.
var letterWords = map[cases.NoticeKind]string{
	cases.Receipt: "ontvangstbericht", cases.Confirmation: "bevestiging met de naam van de behandelaar", cases.Message: "bericht",
	cases.Extension: "bericht over uitstel", cases.Proposal: "voorstel", cases.AskSatisfaction: "vraag over tevredenheid",
	cases.SatisfactionReminder: "herinnering over tevredenheid", cases.Closing: "sluitingsbrief",
	cases.WithdrawnLetter: "bevestiging dat de klacht is ingetrokken", cases.ReferredLetter: "bericht over doorzenden",
	cases.ReopenedLetter: "bericht over heropenen", cases.AddressChanged: "bericht aan het oude adres dat het niet meer wordt gebruikt",
}

// SendNote is a button to send a plain reply to the parent after all, with its words in the mail when there is room;
// "" for whoever may not write to the parent.
func (p *page) SendNote() string {
	if !p.handling() || p.c.Complainant.Email == "" {
		return ""
	}
	return mark(button, "Stuur deze tekst wel naar de ouder", mailtoBody(p.o.Address, p.tag()+commandWords("bericht"), p.said()))
}

func (p *page) transcript() cases.Transcript {
	if p.n.Transcript == nil {
		return cases.Transcript{}
	}
	return *p.n.Transcript
}

// Bare tells that the reader may learn nothing about the case.
func (p *page) Bare() bool { return p.transcript().Bare }

// Note tells that the mail held no command and was kept as a note.
func (p *page) Note() bool { return p.transcript().Note }

// Others are the words in the subject that somebody else had written there: nothing was done with them.
func (p *page) Others() string {
	if p.n.Mail == nil {
		return ""
	}
	var all []string
	for _, c := range p.n.Mail.Others {
		all = append(all, clean(brackets(c)))
	}
	return strings.Join(all, " ")
}

// Understood says per command what it changed.
func (p *page) Understood() []string {
	var lines []string
	for _, r := range p.transcript().Results {
		if changed := p.changed(r); r.Refusal == nil && changed != "" {
			lines = append(lines, "**"+brackets(r.Command)+"** "+changed)
		}
	}
	return bolded(lines)
}

// bolded turns the stars that this program wrote into marks.
func bolded(lines []string) []string {
	for i, l := range lines {
		l = strings.Replace(l, "**", string(markBold), 1)
		lines[i] = strings.Replace(l, "**", string(markPlain), 1)
	}
	return lines
}

func (p *page) changed(r cases.Result) string {
	var told []string
	for _, e := range r.Entries {
		if s := p.told(e); s != "" {
			told = append(told, s)
		}
	}
	told = append(told, p.restored(r)...)
	if rest := p.rest(r); rest != "" && p.transcript().Applied {
		told = append(told, rest)
	}
	w := wordOf(r.Command.Word)
	if len(told) == 0 && w.Name != "help" && w.Name != "stand" && w.Effect != "" {
		return title(w.Effect) + "." // a letter, which is shown whole further on
	}
	return strings.Join(told, " ")
}

// brackets shows a command as it was written.
func brackets(c cases.Command) string { return strings.TrimSpace(commandWords(words(c))) }

func words(c cases.Command) string { return strings.Join(append([]string{c.Word}, c.Args...), " ") }

// Faults says per refused command what is wrong.
func (p *page) Faults() []string {
	var lines []string
	for _, r := range p.transcript().Results {
		if r.Refusal != nil {
			lines = append(lines, "**"+brackets(r.Command)+"** "+p.fault(r))
		}
	}
	return bolded(lines)
}

// FaultCount is how many commands were wrong.
func (p *page) FaultCount() int { return len(p.Faults()) }

// Outgoing is a letter to the parent that leaves because of the commands.
type Outgoing struct {
	What, To, Subject, When string
	Words                   string // the whole text, as a block
	Untranslated            string // that words of colleagues stand in a letter in another language, "" when none do
	Files, Left             string // what goes with it, and what was within the text of the mail and stays
	Undo, Now               string // links, "" when it cannot be stopped
}

// Outgoings are these letters, whole: what leaves is what was read.
func (p *page) Outgoings() ([]Outgoing, error) {
	var found []Outgoing
	for _, n := range p.transcript().Letters {
		v, err := p.outgoing(n)
		if err != nil {
			return nil, fmt.Errorf("letter %d: %w", n.Letter, err)
		}
		found = append(found, v)
	}
	return found, nil
}

func (p *page) outgoing(n cases.Notice) (Outgoing, error) {
	lp := newPage(p.w, p.o, cases.Step{Case: p.c, Entries: p.entries}, n, p.now)
	f, err := p.w.words(lp)
	if err != nil {
		return Outgoing{}, err
	}
	v := Outgoing{What: letterWords[n.Kind], To: lp.n.Address, Subject: f.subject, Words: cited(letter, flat(f.blocks)), When: "nu"}
	v.Files, v.Left, v.Untranslated = listed(lp.n.Files), p.left(n), p.untranslated(lp)
	if v.To == "" {
		v.To, v.When = "op papier: er is geen mailadres", "als "+p.Department()+" hem op de post doet"
		return v, nil
	}
	if n.Held {
		v.When = fmt.Sprintf("%s om %s uur", p.date(p.o.Today(n.Release)), clock(p.o.Local(n.Release)))
		v.Undo = p.Choice("Houd deze brief tegen", fmt.Sprintf("ongedaan %d", n.Letter))
		v.Now = p.Choice("Verstuur deze brief nu", fmt.Sprintf("nu %d", n.Letter))
	}
	return v, nil
}

// flat writes a letter as lines, for showing it inside another.
func flat(blocks []block) string {
	var b strings.Builder
	for i, x := range blocks {
		if i > 0 && apart(blocks[i-1], x) {
			b.WriteByte('\n')
		}
		text := strings.ReplaceAll(x.text(), string(markBreak), "\n")
		switch x.kind {
		case heading:
			text = string(markBold) + text + string(markPlain)
		case item:
			text = "- " + text
		case button:
			text = "- " + x.field(0)
		}
		b.WriteString(text + "\n")
	}
	return b.String()
}

// PostLetter is the letter on paper that goes with a letter-failed, as a block; "" for none.
func (p *page) PostLetter() (string, error) {
	if p.n.Post == nil {
		return "", nil
	}
	v, err := p.outgoing(*p.n.Post)
	return v.Words, err
}

// postSheet is that letter as a file. Without a letter to post it is empty.
func (p *page) postSheet() (printed, error) {
	if p.n.Post == nil {
		return printed{}, nil
	}
	n := *p.n.Post
	n.Address = "" // also one that was to go by mail: on paper nobody is asked to answer a mail
	lp := newPage(p.w, p.o, cases.Step{Case: p.c, Entries: p.entries}, n, p.now)
	lp.prints = p.prints
	words, err := p.w.words(lp)
	if err != nil {
		return printed{}, err
	}
	return p.w.print(lp, words), nil
}

// PostFault tells why that letter has no file to print, "" when it has one.
func (p *page) PostFault() (string, error) {
	s, err := p.postSheet()
	return s.fault, err
}

// PostOn is a link that says on which day the letter was posted, filled with today.
func (p *page) PostOn() string {
	return p.Choice("Vul dan die datum in", "verstuurd "+p.today().String())
}

// Postal tells whether it is known where the letter has to go.
func (p *page) Postal() bool { return p.c.Complainant.Address != "" }

// Lost is what kind of letter was mailed and did not arrive, "" for none; Why is the reason in plain words.
func (p *page) Lost() string { return letterWords[p.n.Lost] }

// Why is the reason, in plain words.
func (p *page) Why() string { return p.n.Why }

// LostPromise tells that the letter had to keep a promise, which is open now.
func (p *page) LostPromise() bool { return p.n.Post != nil && p.n.Post.Keeps != "" }

// PostWhat is what kind of letter that is.
func (p *page) PostWhat() string {
	if p.n.Post == nil {
		return ""
	}
	return letterWords[p.n.Post.Kind]
}

// PostAsks tells that the letter on paper asks whether the parent is satisfied. A telephone call does that
// better, and the answer is then recorded at once.
func (p *page) PostAsks() bool {
	return p.n.Post != nil && (p.n.Post.Kind == cases.AskSatisfaction || p.n.Post.Kind == cases.SatisfactionReminder)
}

// WantsStatus tells that the case as it stands was asked for.
func (p *page) WantsStatus() bool { return p.transcript().Status && !p.Bare() }

// Standing adds to the facts what stands in the case besides.
func (p *page) Standing() []string {
	rows := p.Facts()
	add := func(label, value string) {
		if value != "" {
			rows = append(rows, mark(fact, label, value))
		}
	}
	add("Stand", stateWords[p.c.State])
	add("Hoort ook bij", refs(p.c.Joined))
	add("Categorie", p.c.Category)
	if p.c.Serious {
		add("Ernstig", "ja")
	}
	add("Oordeel", outcomeWords[p.c.Judgement.Outcome])
	for _, a := range p.c.Agreements {
		add(fmt.Sprintf("Afspraak %d", a.Number), p.agreementState(a))
	}
	for _, m := range p.Measures() {
		add(fmt.Sprintf("Maatregel %d", m.Number), strings.Trim(measureState(m)+", "+m.Owner+m.Council, ", "))
	}
	add("Tevreden", p.satisfiedNow())
	for _, id := range sortedLetters(p.c.Queued) {
		add(fmt.Sprintf("Brief %d", id), letterWords[p.c.Queued[id].Kind]+waiting(p.c.Queued[id]))
	}
	return rows
}

// waiting says what a letter waits for.
func waiting(q cases.Queued) string {
	if q.Paper {
		return " moet op de post"
	}
	return " wacht op verzending"
}

// refs joins references; mail with one of them comes to the same case.
func refs(list []cases.Ref) string {
	var all []string
	for _, r := range list {
		all = append(all, string(r))
	}
	return strings.Join(all, ", ")
}

var stateWords = map[cases.State]string{
	cases.New: "nieuw, nog geen behandelaar", cases.Assigned: "toegewezen", cases.Confirmed: "de ouder weet wie behandelt",
	cases.Proposed: "het voorstel is gedaan", cases.Closed: "gesloten", cases.NotComplaint: "geen klacht",
	cases.Withdrawn: "ingetrokken", cases.Referred: "doorgezonden", cases.Merged: "samengevoegd met een andere zaak",
}

func (p *page) agreementState(a cases.Agreement) string {
	owner, _ := p.o.Person(a.Owner)
	s := orWord(p.date(a.Date), "zonder datum")
	if !a.Done.IsZero() {
		s = "nagekomen op " + p.date(a.Done)
	}
	return strings.TrimSuffix(s+", "+owner.Name, ", ")
}

func measureState(m Measure) string {
	if m.Done != "" {
		return "klaar sinds " + m.Done
	}
	if m.Date == "" {
		return "nog niet klaar"
	}
	return "klaar op " + m.Date + " (" + m.Due + ")"
}

func (p *page) satisfiedNow() string {
	s := p.c.Satisfied
	switch {
	case s.Answered():
		return fmt.Sprintf("oplossing: %s; hoe het ging: %s", orWord(s.Solution, "onbekend"), orWord(s.Process, "onbekend"))
	case s.Silent:
		return "geen antwoord"
	case !s.Asked.IsZero():
		return "gevraagd op " + p.date(s.Asked)
	}
	return ""
}

func orWord(s, word string) string {
	if s == "" {
		return word
	}
	return s
}
