package templates

import (
	"fmt"
	"strings"

	"complaintsd/cases"
)

// Ask is what the case still asks, with its dates, for who just did something for it: what has to be known first,
// then the promises to the parent, the measures, and the answer that is waited for.
func (p *page) Ask() []string {
	if !p.Concerned() {
		return nil
	}
	var found []string
	for _, tasks := range []func(*page) []string{(*page).firstThings, (*page).promises, (*page).openMeasures, (*page).awaited} {
		found = append(found, tasks(p)...)
	}
	return found
}

// firstThings are what nothing can go on without.
func (p *page) firstThings() []string {
	var found []string
	if p.c.Location == "" && p.Open() {
		found = append(found, "Zeg over welke locatie het gaat.")
	}
	if p.c.Handler == "" && p.Open() {
		found = append(found, "Wijs een behandelaar aan.")
	}
	if p.c.CloseAsk != nil {
		found = append(found, "De sluitingsbrief wacht op akkoord van "+p.seconds()+".")
	}
	return found
}

var promiseTasks = map[cases.Promise]string{
	cases.Confirm: "de ouder hoort wie de zaak behandelt", cases.Propose: "de ouder krijgt een voorstel",
	cases.Statutory: "de ouder krijgt het schriftelijke oordeel", cases.Appeal: "de ouder krijgt het besluit van de directie",
}

func (p *page) promises() []string {
	var found []string
	for _, m := range cases.Milestones(p.c, p.today()) {
		if !m.Kept.IsZero() {
			continue
		}
		s := fmt.Sprintf("%sUiterlijk %s%s: %s (%s).", string(markBold), p.date(m.Due), string(markPlain), promiseTasks[m.Promise], left(p.today().Days(m.Due)))
		found = append(found, strings.TrimSpace(s+" "+p.onItsWay(m.Promise)))
	}
	return found
}

// onItsWay says of a promise that the letter that keeps it was written already.
func (p *page) onItsWay(promise cases.Promise) string {
	for _, id := range sortedLetters(p.c.Queued) {
		if q := p.c.Queued[id]; q.Keeps == promise {
			return when(q.Paper, "De brief ligt klaar voor de post.") + when(!q.Paper, "De brief is onderweg.")
		}
	}
	return ""
}

func (p *page) openMeasures() []string {
	var found []string
	for _, m := range p.Measures() {
		if m.Done == "" && m.Date == "" {
			found = append(found, fmt.Sprintf("Maatregel %d heeft geen datum, %s zorgt ervoor.", m.Number, orWord(m.Owner, "de behandelaar")))
		} else if m.Done == "" {
			found = append(found, fmt.Sprintf("%sOp %s%s: maatregel %d is klaar, %s zorgt ervoor (%s).",
				string(markBold), m.Date, string(markPlain), m.Number, orWord(m.Owner, "de behandelaar"), m.Due))
		}
	}
	return found
}

// awaited is the answer of the parent: when it does not come, that counts as no answer.
func (p *page) awaited() []string {
	s := p.c.Satisfied
	if s.Asked.IsZero() || s.Answered() || s.Silent {
		return nil
	}
	return []string{"De ouder is gevraagd of die tevreden is. Komt er niets, dan geldt het vanaf " +
		p.date(p.o.Calendar.End(p.o.Terms.SatisfactionSilence, s.Asked)) + " als geen antwoord."}
}

// Settled are the facts of the case without what is still to be done.
func (p *page) Settled() []string {
	rows := p.basics()
	for _, d := range p.deadlines() {
		if d.kept {
			rows = append(rows, mark(fact, d.label, d.words))
		}
	}
	return rows
}
