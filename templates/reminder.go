package templates

import (
	"fmt"
	"slices"

	"complaintsd/cases"
)

// Ask is what a reminder asks: a sentence, the term, and the commands that do it.
type Ask struct {
	What, Due string
	Links     []string
}

// Asks are the duties of a reminder.
func (p *page) Asks() []Ask {
	var found []Ask
	seen := map[string]bool{}
	for _, d := range p.n.Duties {
		say := asks[d.Rule]
		key := fmt.Sprint(d.Rule, d.Number)
		if say == nil || seen[key] {
			continue
		}
		seen[key] = true
		found = append(found, say(p, d))
	}
	return found
}

var asks = map[cases.Rule]func(*page, cases.Duty) Ask{
	cases.RuleUnassigned: func(p *page, _ cases.Duty) Ask {
		t := Ask{What: "Wijs een behandelaar aan. De ouder moet horen wie dat is", Due: p.until(p.c.Due.Confirm)}
		if !p.c.Kept.Confirm.IsZero() { // it named the department
			t = Ask{What: "Wijs een behandelaar aan. De ouder hoort dan wie dat is", Due: "dat is nog niet gebeurd"}
		}
		if p.MayAssign() {
			t.Links = p.Assignees()
			if p.c.Serious && !p.Is(string(cases.Director)) {
				t.What = "De zaak is ernstig, en jij staat klaar voor de directeur. " + t.What
			}
		}
		return t
	},
	cases.RulePropose: func(p *page, d cases.Duty) Ask {
		if p.posting(cases.Proposal) {
			return Ask{What: "Het voorstel is klaar, maar moet nog op de post", Due: p.until(d.Serves), Links: p.posted()}
		}
		t := Ask{What: p.owed("Doe de ouder een voorstel", "moet de ouder nog een voorstel doen"), Due: p.until(d.Serves), Links: p.doing("Stuur het voorstel", "voorstel")}
		t.Links = append(t.Links, p.asking()...)
		return t
	},
	cases.RuleStatutory: func(p *page, d cases.Duty) Ask {
		if p.posting(cases.Closing) {
			return Ask{What: "De sluitingsbrief met het oordeel is klaar, maar moet nog op de post", Due: p.until(d.Serves), Links: p.posted()}
		}
		t := Ask{What: "De ouder moet van de wet een schriftelijk oordeel krijgen", Due: p.until(d.Serves)}
		switch {
		case len(p.judging()) > 0:
			t.Links = p.judgingMenu("het oordeel")
		case p.c.CloseAsk != nil:
			t.What = "Het oordeel moet naar de ouder. De sluitingsbrief wacht op akkoord van " + p.seconds()
			return t
		case p.c.Judgement.Outcome != "" && p.Open() && p.mayClose():
			t.Links = []string{p.Button("Sluit met een brief", "sluiten")}
		case p.c.Judgement.Outcome != "" && p.Open():
			t.What = "Het oordeel moet naar de ouder. Dat gebeurt als de zaak gesloten wordt"
			return t
		}
		t.Links = append(t.Links, p.asking()...)
		return t
	},
	cases.RuleAppeal: askAppeal,
	cases.RuleSecond: askSecond,
	cases.RulePost: func(p *page, d cases.Duty) Ask {
		return Ask{
			What: "Er wacht een brief op papier voor de ouder. Doe hem op de post en meld dat", Due: p.until(d.Serves),
			Links: []string{p.Button("De brief is op de post", "verstuurd")},
		}
	},
	cases.RuleMeasure: func(p *page, d cases.Duty) Ask {
		return Ask{
			What: fmt.Sprintf("Maatregel %d moet klaar zijn", d.Number), Due: p.until(d.Serves),
			Links: slices.Concat(p.decided(d.Number), p.council(d.Number), []string{p.Button("De maatregel is klaar", fmt.Sprintf("klaar %d", d.Number))}),
		}
	},
	cases.RuleAgreement: func(p *page, d cases.Duty) Ask {
		return Ask{
			What: fmt.Sprintf("Afspraak %d met de ouder", d.Number), Due: p.until(d.Serves),
			Links: append(p.agreed(d.Number), p.Button("De afspraak is nagekomen", fmt.Sprintf("klaar %d afspraak", d.Number))),
		}
	},
	cases.RuleProgress: func(p *page, d cases.Duty) Ask {
		t := Ask{What: p.owed("Laat de ouder weten hoe het gaat", "moet de ouder nog laten weten hoe het gaat"), Due: p.until(d.Serves), Links: p.doing("Schrijf de ouder", "bericht")}
		t.Links = append(t.Links, p.asking()...)
		return t
	},
	cases.RuleReview: func(p *page, d cases.Duty) Ask {
		t := Ask{What: fmt.Sprintf("Zeg of maatregel %d geholpen heeft", d.Number), Due: "hij is al een tijd klaar", Links: p.decided(d.Number)}
		for _, a := range []struct{ label, word string }{{"Ja, het helpt", "ja"}, {"Een beetje", "deels"}, {"Nee, het helpt niet", "nee"}} {
			t.Links = append(t.Links, p.Button(a.label, fmt.Sprintf("gewerkt %d %s", d.Number, a.word)))
		}
		return t
	},
}

// posting tells that a letter of the kind is made and waits on paper.
func (p *page) posting(k cases.NoticeKind) bool {
	for _, q := range p.c.Queued {
		if q.Paper && q.Kind == k {
			return true
		}
	}
	return false
}

// posted is for who may say that a letter is on the post.
func (p *page) posted() []string {
	if !p.n.To.Has(cases.Registrar) {
		return nil
	}
	return []string{p.Button("De brief is op de post", "verstuurd")}
}

// decided are the words of a measure: after months nobody knows what its number stood for.
func (p *page) decided(number int) []string {
	for _, m := range p.Measures() {
		if m.Number == number && m.Words != "" {
			return []string{mark(para, "De maatregel is:"), cited(quote, m.Words)}
		}
	}
	return nil
}

// agreed are the words of an agreement.
func (p *page) agreed(number int) []string {
	for _, a := range p.c.Agreements {
		if words := p.behind(a.Mail); a.Number == number && words != "" && a.Mail != p.c.Judgement.Mail {
			return []string{mark(para, "De afspraak is:"), cited(quote, unwrapped(words))}
		}
	}
	return nil
}

// council tells that the parents' council must be heard about a measure.
func (p *page) council(number int) []string {
	for _, m := range p.c.Measures {
		if m.Number == number && m.Parent {
			return []string{mark(para, "De oudercommissie moet hierover gehoord worden.")}
		}
	}
	return nil
}

// Parts are the cases of a reminder over several, each as a page of its own with its own links.
func (p *page) Parts() []*page {
	if p.parts != nil {
		return p.parts
	}
	parts := make([]*page, 0, len(p.n.Parts))
	for i, x := range p.n.Parts {
		part := *p
		part.c, part.n.Duties, part.n.Parts, part.part = cleanCase(x.Case), x.Duties, nil, true
		part.mailto, part.token = "", p.w.keys.Text(p.n.Keys[i])
		parts = append(parts, &part)
	}
	p.parts = parts
	return parts
}

// PartsAsked says for a subject in how many cases there is something to do, and how many of them are late.
func (p *page) PartsAsked() string {
	late := 0
	for _, x := range p.Parts() {
		if slices.ContainsFunc(x.n.Duties, func(d cases.Duty) bool { return x.by(d).Before(p.today()) }) {
			late++
		}
	}
	s := fmt.Sprintf("%d zaken wachten", len(p.n.Parts))
	if late > 0 {
		s += fmt.Sprintf(", %d te laat", late)
	}
	return s
}

// PartsSay begins a reminder over several cases.
func (p *page) PartsSay() string {
	return fmt.Sprintf("Er is iets te doen in %d zaken. De meest dringende staat bovenaan.", len(p.n.Parts))
}

// Short are the steps besides the one that is asked, for a reminder over several cases.
func (p *page) Short() []string {
	var found []string
	for _, s := range nextSteps {
		if shortSteps[s.command] && s.when(p) {
			found = append(found, p.Choice(s.label, s.command))
		}
	}
	return found
}

var shortSteps = map[string]bool{"bericht": true, "uitstel DATUM": true, "stand": true}

// by is the date of the promise that a duty serves.
func (p *page) by(d cases.Duty) cases.Date {
	if d.Rule == cases.RuleUnassigned {
		return p.c.Due.Confirm
	}
	return d.Serves
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

// asking lets somebody who does not handle the case ask the one who does.
func (p *page) asking() []string {
	h := p.Handler()
	if h.Name == "" || h.ID == p.n.To.ID || !p.Open() {
		return nil
	}
	return []string{mark(para, link("Vraag "+h.Name+" hoe het staat", mailto(h.Address, "["+p.Ref()+"] Hoe staat het ervoor?"))+".")}
}

func (p *page) until(d cases.Date) string {
	if d.IsZero() { // the term went while the reminder was made
		return "zo snel mogelijk"
	}
	return fmt.Sprintf("uiterlijk %s (%s)", p.date(d), left(p.today().Days(d)))
}

// ShortAsk is the first duty for a subject: what, and how many days.
func (p *page) ShortAsk() string {
	if len(p.n.Duties) == 0 {
		return "er is iets te doen"
	}
	d := p.n.Duties[0]
	if d.Rule == cases.RuleUnassigned && !p.c.Kept.Confirm.IsZero() {
		return "behandelaar aanwijzen"
	}
	if d.Rule == cases.RuleReview {
		return fmt.Sprintf("heeft maatregel %d geholpen?", d.Number)
	}
	return shortAsks[d.Rule] + " " + left(p.today().Days(p.by(d)))
}

var shortAsks = map[cases.Rule]string{
	cases.RuleUnassigned: "behandelaar aanwijzen,", cases.RulePropose: "voorstel,", cases.RulePost: "brief op de post doen,",
	cases.RuleStatutory: "schriftelijk oordeel,", cases.RuleMeasure: "maatregel,",
	cases.RuleAgreement: "afspraak,", cases.RuleProgress: "bericht aan de ouder,", cases.RuleAppeal: "besluit van de directie,",
	cases.RuleSecond: "akkoord met sluiten,",
}
