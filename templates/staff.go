package templates

import (
	"fmt"
	"slices"
	"strings"

	"complaintsd/cases"
)

// maxAssignees is how many names a notice offers for a tap; others can be written by hand.
const maxAssignees = 10

// First is the first name of the reader.
func (p *page) First() string { return p.n.To.First() }

// KindWord is what the case is: klacht, suggestie, tip, compliment.
func (p *page) KindWord() string {
	if p.c.Kind == "" {
		return string(cases.Complaint)
	}
	return string(p.c.Kind)
}

// About names the case for a line: klacht over Morel.
func (p *page) About() string {
	if p.c.Location == "" {
		return p.KindWord() + ", locatie onbekend"
	}
	return p.KindWord() + " over " + p.c.Location
}

// AboutIn is the same with its article, inside a sentence.
func (p *page) AboutIn() string {
	about := p.About()
	if p.c.Location == "" {
		about = p.KindWord() + " (locatie onbekend)"
	}
	if p.c.Kind == cases.Compliment {
		return "het " + about
	}
	return "de " + about
}

// Serious tells whether the case is marked as serious.
func (p *page) Serious() bool { return p.c.Serious }

// Open tells whether somebody still has to do something.
func (p *page) Open() bool { return p.c.State.Open() || p.c.State == "" }

// MayAssign tells whether the reader may name the handler: whom the configuration lets, or for a serious case the
// director and who stands ready for him.
func (p *page) MayAssign() bool {
	if p.c.Serious {
		return p.o.Decides(p.n.To, p.c)
	}
	return slices.ContainsFunc(p.o.Assigners(), func(r cases.Role) bool { return p.n.To.Has(r) || r == cases.Handler && p.Handles() })
}

// ToAssign tells whether it is for the reader to name the handler now: nobody is named, or the case is serious and the
// director has not decided.
func (p *page) ToAssign() bool {
	return p.MayAssign() && (p.c.Handler == "" || p.c.Serious && !p.c.Decided)
}

// Handles tells whether the reader handles the case.
func (p *page) Handles() bool { return p.c.Handler != "" && p.c.Handler == p.n.To.ID }

// Is tells whether the reader has the role.
func (p *page) Is(role string) bool { return p.n.To.Has(cases.Role(role)) }

// ShortConfirmBy is the date of the confirmation for a subject.
func (p *page) ShortConfirmBy() string { return short(p.c.Due.Confirm, p.language) }

// ShortProposeBy is the date of the proposal for a subject.
func (p *page) ShortProposeBy() string {
	if p.ProposeBy() == "" {
		return ""
	}
	return short(p.c.Due.Propose, p.language)
}

// Assignees are buttons, one for each who may well handle the case: the location's people, and the
// registrars. Nobody who is complained about.
func (p *page) Assignees() []string {
	var buttons []string
	for _, h := range p.plausible() {
		label := "Wijs toe aan " + h.Name
		if h.ID == p.n.To.ID {
			label = "Ik behandel dit zelf"
		} else if note := p.post(h); note != "" {
			label += " (" + note + ")"
		}
		buttons = append(buttons, p.Button(label, "toewijzen "+h.ID))
	}
	return buttons
}

// Away is the name of a handler who is away, and AwayBack the day of return.
func (p *page) Away() string {
	away, _ := p.o.Person(p.n.Away)
	return away.Name
}

// AwayBack is the day on which the handler is there again.
func (p *page) AwayBack() string {
	if p.n.Mail == nil {
		return ""
	}
	return p.date(p.n.Mail.Back)
}

// StandIns are buttons to give the case of somebody who is away to another: the own deputy first.
func (p *page) StandIns() []string {
	away, ok := p.o.Person(p.n.Away)
	if !ok {
		return nil
	}
	var buttons []string
	if d, ok := p.o.Person(away.Deputy); ok && !d.Gone && !slices.Contains(p.c.Restricted, d.ID) {
		buttons = append(buttons, p.Button(d.Name+" neemt het over (vervanger)", "toewijzen "+d.ID))
	}
	for _, h := range p.plausible() {
		if h.ID != away.Deputy {
			buttons = append(buttons, p.Button(h.Name+" neemt het over", "toewijzen "+h.ID))
		}
	}
	return buttons
}

func (p *page) post(h cases.Person) string {
	where := ""
	if p.c.Location == "" && len(h.Locations) == 1 {
		where = h.Locations[0]
	}
	return strings.Trim(h.Title+", "+clean(where), ", ")
}

func (p *page) plausible() []cases.Person {
	l, known := p.o.Location(p.c.Location)
	var near, far []cases.Person
	for _, h := range p.o.People {
		switch {
		case slices.Contains(p.c.Restricted, h.ID), h.ID == p.c.Handler:
		case h.Has(cases.Manager) && (!known || slices.Contains(h.Locations, l.Name)):
			near = append(near, h)
		case h.Has(cases.Regional) && known && slices.Contains(h.Regions, l.Region), h.Has(cases.Registrar), h.ID == p.n.To.ID:
			far = append(far, h)
		}
	}
	all := append(near, far...)
	return all[:min(len(all), maxAssignees)]
}

// Locations are links to say which location it is, while that is unknown.
func (p *page) Locations() []string {
	if p.c.Location != "" {
		return nil
	}
	var found []string
	for _, l := range p.o.Locations {
		found = append(found, p.Choice(l.Name, "locatie "+l.Name))
	}
	return found
}

// Next are the steps that the reader can take now, the likely ones first. A word in capitals is to be filled
// in; sent as it is, it is refused.
func (p *page) Next() []string {
	var found []string
	for _, s := range nextSteps {
		if s.when(p) {
			found = append(found, p.Choice(s.label, s.command))
		}
		if s.command == "afspraak" {
			found = append(found, p.spoken()...)
		}
		if s.command == "splitsen" {
			found = append(found, p.partings()...)
		}
	}
	return found
}

var nextSteps = []struct {
	label, command string
	when           func(*page) bool
}{
	{"Schrijf de ouder een bericht", "bericht", (*page).handling},
	{"Stuur de ouder je voorstel", "voorstel", func(p *page) bool { return p.handling() && p.c.Kept.Propose.IsZero() && p.c.Kind != cases.Compliment }},
	{"Leg een afspraak vast", "afspraak", (*page).handling},
	{"Geef de ouder een nieuwe datum (vul de datum in)", "uitstel DATUM", func(p *page) bool { return p.handling() && p.ProposeBy() != "" }},
	{"Leg een maatregel vast (vul datum en naam in)", "maatregel DATUM NAAM", (*page).handling},
	{"Leg vast dat de ouder de klacht intrekt", "intrekken", (*page).ending},
	{"Geef de klacht door aan een andere organisatie (vul de naam in)", "doorgezonden NAAM", (*page).ending},
	{"Sluit de zaak met een brief aan de ouder", "sluiten", func(p *page) bool {
		return p.mayClose() && p.Open() && p.c.Judgement.Outcome != "" && p.c.CloseAsk == nil
	}},
	{"Akkoord: de sluitingsbrief gaat weg", "akkoord", (*page).mayAgree},
	{"Meld dat de brief op de post is", "verstuurd", func(p *page) bool { return p.Is("registrar") && p.onPaper() }},
	{"De ouder vraagt de directie om opnieuw te kijken: open de zaak daarvoor", "heropenen beroep", (*page).mayAppeal},
	{"Open de zaak weer", "heropenen", func(p *page) bool { return p.Is("registrar") && !p.Open() }},
	{"Maak een tweede zaak (schrijf in de mail waar die over gaat)", "splitsen", func(p *page) bool { return p.Is("registrar") && p.Concerned() }},
	{"Schrijf een notitie voor jezelf en collega’s", "notitie", (*page).Concerned},
	{"Vraag hoe de zaak ervoor staat", "stand", (*page).Concerned},
	{"Lees wat er allemaal kan", "help", func(*page) bool { return true }},
}

// Concerned tells whether the reader is staff of the case. Somebody who only passed on what a parent said is
// not, and would be refused.
func (p *page) Concerned() bool { return p.c.Ref != "" && p.o.Concerns(p.n.To, p.c) }

// onPaper tells that a letter waits to be posted.
func (p *page) onPaper() bool {
	for _, q := range p.c.Queued {
		if q.Paper {
			return true
		}
	}
	return false
}

// partings are links to take merged cases out again.
func (p *page) partings() []string {
	var found []string
	for _, ref := range p.c.Joined {
		if p.Is("registrar") {
			found = append(found, p.Choice("Haal zaak "+string(ref)+" weer los", "splitsen "+string(ref)))
		}
	}
	return found
}

func (p *page) mayClose() bool {
	return slices.ContainsFunc(p.o.Close, func(r cases.Role) bool {
		return p.n.To.Has(r) || r == cases.Handler && p.n.To.ID == p.c.Handler
	})
}

func (p *page) ending() bool {
	return p.Is("registrar") && p.Open() && p.c.Ref != "" && p.IsComplaint()
}

func (p *page) handling() bool {
	h := p.Handler()
	mine := p.n.To.ID == p.c.Handler || h.Deputy != "" && h.Deputy == p.n.To.ID || p.n.To.Has(cases.Registrar)
	return mine && p.Open() && p.c.Ref != ""
}

// spoken are the steps with a choice of words: the judgement, and what the parent answered.
func (p *page) spoken() []string {
	var found []string
	if j := p.judging(); len(j) > 0 {
		found = append(found, "Leg je oordeel vast: "+strings.Join(j, ", ")+". Schrijf de uitleg in de mail.")
	}
	if s := p.satisfied(); len(s) > 0 {
		found = append(found, "Leg vast wat de ouder vindt, na een telefoontje of een antwoord in eigen woorden: "+strings.Join(s, ", ")+".")
	}
	return found
}

// judging are links to give a judgement, none when that cannot be done now.
func (p *page) judging() []string {
	if !p.handling() && !p.deciding() || !p.IsComplaint() || p.c.Judgement.Outcome != "" {
		return nil
	}
	var found []string
	for _, o := range cases.Outcomes() {
		found = append(found, p.Choice(outcomeWords[o], "oordeel "+o))
	}
	return found
}

// judgingMenu asks for the judgement, with an item for each outcome: five words in a line are hard to tap.
func (p *page) judgingMenu(what string) []string {
	menu := []string{mark(para, "Leg "+what+" vast, en schrijf de uitleg in de mail:")}
	for _, choice := range p.judging() {
		menu = append(menu, mark(item, choice))
	}
	return menu
}

var outcomeWords = map[string]string{
	"gegrond": "gegrond", "deels": "deels gegrond", "ongegrond": "ongegrond", "opgelost": "opgelost", "geen-oordeel": "geen oordeel",
}

// satisfied are links to record what the parent said about the solution and the process, for the registrar.
func (p *page) satisfied() []string {
	s := p.c.Satisfied
	if s.Asked.IsZero() || s.Answered() || !p.Is("registrar") {
		return nil
	}
	var found []string
	for _, a := range []string{"ja", "deels", "nee"} {
		found = append(found, p.Choice("tevreden: "+a, "tevreden "+a+" "+a))
	}
	return found
}

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
