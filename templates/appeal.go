package templates

import (
	"complaintsd/cases"
)

// AppealBy is the last day on which the organisation itself can be asked to look at a closed complaint again, counted
// from the day of the letter; "" when it has no such appeal, or when this is the decision on it.
func (p *page) AppealBy() string {
	if p.o.Terms.Appeal == (cases.Span{}) || !p.c.Due.Appeal.IsZero() {
		return ""
	}
	sent := p.today()
	if left := p.o.Today(p.n.Release); left.After(sent) {
		sent = left
	}
	return p.date(p.o.Calendar.End(p.o.Terms.Appeal, sent))
}

// AppealWithin is in how much time it then decides.
func (p *page) AppealWithin() string { return lasting(p.o.Terms.AppealDecide, p.language) }

// DecideBy is the date of the decision on an appeal, "" when none runs.
func (p *page) DecideBy() string { return p.ahead(cases.Appeal) }

// Appealed tells that the letter is the decision for which the parent asked the management.
func (p *page) Appealed() bool { return p.c.Appealing() }

// AnswerWas is the date of the law by which the parent should have had an answer and has none, "" otherwise: a letter
// that gives another date says so.
func (p *page) AnswerWas() string {
	due := p.c.Due.Statutory
	if due.IsZero() || !p.c.Kept.Statutory.IsZero() || !due.Before(p.today()) {
		return ""
	}
	return p.date(due)
}

// appealable tells that the parent could ask the management to look again, and did not.
func (p *page) appealable() bool {
	return p.o.Terms.Appeal != (cases.Span{}) && p.c.State == cases.Closed && p.c.Due.Appeal.IsZero() && p.IsComplaint()
}

// appealUntil is until when, as staff read it: counted from the day on which the closing letter reached the parent. ""
// when that is not known, or nothing can be asked.
func (p *page) appealUntil() string {
	if !p.appealable() || p.c.Final.IsZero() {
		return ""
	}
	return p.date(p.o.Calendar.End(p.o.Terms.Appeal, p.c.Final))
}

// mayAppeal tells that the registrar can still put an appeal of the parent on record.
func (p *page) mayAppeal() bool {
	if !p.appealable() || !p.Is("registrar") {
		return false
	}
	return p.c.Final.IsZero() || !p.today().After(p.o.Calendar.End(p.o.Terms.Appeal, p.c.Final))
}

// tellReopened says which terms start again, and when the parent hears nothing of it: that parent was never told that it
// had ended.
func tellReopened(p *page, e cases.Entry) string {
	anew := e.Facts.Anew
	switch {
	case e.Facts.Yes:
		return "De zaak is weer open. De ouder wist niet dat de zaak dicht was, en leest er dus niets over."
	case anew == nil || e.Facts.Due == nil:
		return "De zaak is weer open."
	case !anew.Appeal.IsZero():
		return "De zaak is weer open. De ouder vroeg op " + p.date(anew.Appeal) + " om een besluit van de directie. Dat moet er zijn op " + p.date(e.Facts.Due.Appeal) + "."
	}
	return "De zaak is weer open. De oude datums zijn voorbij: de termijn begint vandaag opnieuw."
}

// askAppeal asks for the decision of the management.
func askAppeal(p *page, d cases.Duty) Ask {
	if p.posting(cases.Closing) {
		return Ask{What: "Het besluit van de directie is klaar, maar moet nog op de post", Due: p.until(d.Serves), Links: p.posted()}
	}
	t := Ask{What: "De ouder vroeg de directie om opnieuw te kijken. De ouder moet een besluit met uitleg krijgen", Due: p.until(d.Serves)}
	switch {
	case len(p.judging()) > 0:
		t.Links = p.judgingMenu("het besluit")
	case p.c.Judgement.Outcome != "" && p.Open() && p.mayClose():
		t.Links = []string{p.Button("Sluit met een brief", "sluiten")}
	}
	t.Links = append(t.Links, p.asking()...)
	return t
}

// faultLate says until when it could be done.
func faultLate(p *page, r cases.Result) string {
	if arg(r) == "beroep" {
		return "De ouder is te laat. Vragen om een besluit van de directie kon tot en met " + p.date(p.o.Calendar.End(p.o.Terms.Appeal, p.c.Final)) +
			". Vroeg de ouder het eerder? Noem dan die datum: [heropenen DATUM beroep]. Of open de zaak gewoon weer met [heropenen]."
	}
	return "De zaak is te lang dicht. Heropenen kon tot en met " + p.date(p.o.Calendar.End(p.o.Terms.Reopen, p.c.ClosedOn)) + ". Maak een nieuwe zaak met [nieuw]."
}

// deciding tells that the reader is one of those who decide on the appeal that runs.
func (p *page) deciding() bool {
	if !p.c.Appealing() || !p.Open() || p.c.Ref == "" {
		return false
	}
	word, _ := cases.FindWord("oordeel")
	return word.May(p.o, p.n.To, p.c)
}
