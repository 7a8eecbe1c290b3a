package templates

import (
	"fmt"

	"complaintsd/cases"
)

// Todo is what a reminder asks: a sentence, the term, and the commands that do it.
type Todo struct {
	What, Due string
	Links     []string
}

// Todos are the duties of a reminder.
func (p *page) Todos() []Todo {
	var found []Todo
	seen := map[string]bool{}
	for _, d := range p.n.Duties {
		say := todos[d.Rule]
		key := fmt.Sprint(d.Rule, d.Number)
		if say == nil || seen[key] {
			continue
		}
		seen[key] = true
		found = append(found, say(p, d))
	}
	return found
}

var todos = map[cases.Rule]func(*page, cases.Duty) Todo{
	cases.RuleUnassigned: func(p *page, _ cases.Duty) Todo {
		t := Todo{What: "Wijs een behandelaar aan. De ouder moet horen wie dat is", Due: p.until(p.c.Due.Confirm)}
		if p.MayAssign() {
			t.Links = p.Assignees()
		}
		return t
	},
	cases.RulePropose: func(p *page, d cases.Duty) Todo {
		return Todo{What: p.owed("Doe de ouder een voorstel", "doet de ouder een voorstel"), Due: p.until(d.Serves), Links: p.doing("Stuur het voorstel", "voorstel")}
	},
	cases.RuleStatutory: func(p *page, d cases.Duty) Todo {
		t := Todo{What: "De ouder moet van de wet een schriftelijk oordeel krijgen", Due: p.until(d.Serves)}
		if len(p.judging()) == 0 && p.mayClose() {
			t.Links = p.doing("Sluit met een brief", "sluiten")
		}
		return t
	},
	cases.RulePost: func(p *page, d cases.Duty) Todo {
		return Todo{
			What: "Er wacht een brief op papier voor de ouder. Doe hem op de post en meld dat", Due: p.until(d.Serves),
			Links: []string{p.Button("De brief is op de post", "verstuurd")},
		}
	},
	cases.RuleMeasure: func(p *page, d cases.Duty) Todo {
		return Todo{
			What: fmt.Sprintf("Maatregel %d moet klaar zijn", d.Number), Due: p.until(d.Serves),
			Links: []string{p.Button("De maatregel is klaar", fmt.Sprintf("klaar %d", d.Number))},
		}
	},
}

// owed asks the handler himself, and tells others who is to act.
func (p *page) owed(you, they string) string {
	h := p.Handler()
	if h.Name == "" || h.ID == p.n.To.ID {
		return you
	}
	return h.Name + " " + they
}

func (p *page) doing(label, word string) []string {
	if !p.handling() {
		return nil
	}
	return []string{p.Button(label, word)}
}

func (p *page) until(d cases.Date) string {
	return fmt.Sprintf("uiterlijk %s (%s)", p.date(d), left(p.today().Days(d)))
}

// ShortTodo is the first duty for a subject: what, and how many days.
func (p *page) ShortTodo() string {
	if len(p.n.Duties) == 0 {
		return "er is iets te doen"
	}
	d := p.n.Duties[0]
	due := d.Serves
	if d.Rule == cases.RuleUnassigned {
		due = p.c.Due.Confirm
	}
	return shortTodos[d.Rule] + " " + left(p.today().Days(due))
}

var shortTodos = map[cases.Rule]string{
	cases.RuleUnassigned: "behandelaar aanwijzen,", cases.RulePropose: "voorstel,", cases.RulePost: "brief op de post doen,",
	cases.RuleStatutory: "schriftelijk oordeel,", cases.RuleMeasure: "maatregel,",
}
