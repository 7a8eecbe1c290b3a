package templates

import (
	"fmt"
	"slices"

	"complaintsd/cases"
)

// ParentSatisfied is what the parent just answered, "" for nothing.
func (p *page) ParentSatisfied() string {
	for _, e := range slices.Backward(p.entries) {
		if e.Kind == cases.EntrySatisfied {
			return p.told(e)
		}
	}
	return ""
}

// Facts of the case for staff: what the table of a notice shows.
func (p *page) Facts() []string {
	rows := p.basics()
	for _, d := range p.deadlines() {
		rows = append(rows, mark(fact, d.label, d.words))
	}
	return rows
}

func (p *page) basics() []string {
	var rows []string
	add := func(label, value string) {
		if value != "" {
			rows = append(rows, mark(fact, label, value))
		}
	}
	add("Kenmerk", p.Ref())
	add("Soort", p.KindWord())
	add("Locatie", p.c.Location)
	add("Behandelaar", p.Handler().Name)
	if p.c.CloseAsk != nil {
		add("Wacht op akkoord van", p.seconds())
	}
	add("Ontvangen", p.Received())
	add("Naar de directie kan tot en met", p.appealUntil())
	if day := p.c.DayZero(); day != p.c.Received { // the dates below are not counted from the receipt
		label := "Termijn loopt sinds"
		if day == p.c.Anew.Appeal {
			label = "Vroeg de directie op"
		}
		add(label, p.date(day))
	}
	return rows
}

type deadline struct {
	label, words string
	kept         bool
}

func (p *page) deadlines() []deadline {
	var found []deadline
	for _, m := range cases.Milestones(p.c, p.today()) {
		found = append(found, deadline{MilestoneNames[m.Promise], MilestoneWords(m, p.today(), p.date), !p.c.Kept.Of(m.Promise).IsZero()})
	}
	return found
}

// MilestoneNames are what the promises are called for staff.
var MilestoneNames = map[cases.Promise]string{
	cases.Confirm: "Bericht wie behandelt", cases.Propose: "Voorstel", cases.Statutory: "Schriftelijk oordeel",
	cases.Appeal: "Besluit van de directie",
}

// MilestoneWords says in Dutch how a promise stands on a day and what shows it, with dates written by date: the same
// words in every letter and in the register.
func MilestoneWords(m cases.Milestone, on cases.Date, date func(cases.Date) string) string {
	if m.Kept.IsZero() {
		s := fmt.Sprintf("uiterlijk %s (%s)", date(m.Due), left(on.Days(m.Due)))
		if !m.Back.IsZero() {
			s += ". De brief kwam terug op " + date(m.Back)
		}
		return s
	}
	s := "gedaan op " + date(m.Kept)
	if m.By.Post {
		s = "op de post gedaan op " + date(m.Kept)
	}
	if m.By.Letter != 0 {
		s += fmt.Sprintf(" (brief %d)", m.By.Letter)
	}
	if m.Late > 0 {
		s += ", " + left(-m.Late)
	}
	return s
}

// Reach is how the parent can be reached.
func (p *page) Reach() []string {
	w := p.c.Complainant
	var rows []string
	for _, x := range [][2]string{{"Naam", w.Name}, {"Telefoon", p.Call(w.Phone)}, {"E-mail", w.Email}, {"Adres", w.Address}, {"Kind", w.Child}} {
		if x[1] != "" {
			rows = append(rows, mark(fact, x[0], x[1]))
		}
	}
	return rows
}

// ScanText is what a program read of a scanned letter, "" for any other notice.
func (p *page) ScanText() string { return p.n.Scanned }

// Back is when somebody who is away is back, "" when nobody is.
func (p *page) Back() string { return p.date(p.n.Back) }

// Reason is what the program has to say, as paragraphs.
func (p *page) Reason() string { return p.n.Reason }

// Title is what an alert is about, "" for trouble with the mailbox.
func (p *page) Title() string { return p.n.Title }

// Lines is a list that the program has to tell.
func (p *page) Lines() []string { return p.n.Lines }
