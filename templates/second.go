package templates

import (
	"cmp"
	"fmt"

	"complaintsd/cases"
)

// seconds names those who can agree to closing the case.
func (p *page) seconds() string {
	var names []string
	for _, s := range p.o.Seconds(p.c) {
		names = append(names, s.Name)
	}
	return cmp.Or(alternatives(names), "een collega")
}

// mayAgree tells that the reader is one of them.
func (p *page) mayAgree() bool {
	word, _ := cases.FindWord("akkoord")
	return p.c.CloseAsk != nil && p.Open() && word.May(p.o, p.n.To, p.c)
}

// tellCloseAsked says who is asked.
func tellCloseAsked(p *page, _ cases.Entry) string {
	if p.c.CloseAsk == nil {
		return "De sluitingsbrief wachtte op akkoord van een ander."
	}
	said := "De sluitingsbrief wacht op akkoord van een ander: " + p.seconds() + ". Die krijgt daar een mail over."
	return said + when(p.c.CloseAsk.Files > 0, " De bijlagen gaan mee als de brief weggaat.")
}

// waitingFiles says what goes with a letter that waits for the reader, and where it can be seen; "" for nothing.
func (p *page) waitingFiles() string {
	n, here := p.c.CloseAsk.Files, len(p.n.Files) > 0
	switch {
	case n == 0:
		return ""
	case n == 1:
		return "Met de brief gaat een bijlage mee." + when(here, " Die zit ook bij deze mail.") + when(!here, " Die zit niet bij deze mail.")
	}
	return fmt.Sprintf("Met de brief gaan %d bijlagen mee.", n) + when(here, " Die zitten ook bij deze mail.") + when(!here, " Die zitten niet bij deze mail.")
}

// askSecond asks somebody to agree to closing a case, and shows what the parent will read.
func askSecond(p *page, d cases.Duty) Ask {
	ask := p.c.CloseAsk
	if ask == nil {
		return Ask{What: "De zaak wacht niet meer op akkoord", Due: "je hoeft niets te doen"}
	}
	who, _ := p.o.Person(ask.By)
	t := Ask{What: orWord(who.Name, "Een collega") + " wil deze zaak sluiten. Zeg of de brief aan de ouder weg mag", Due: p.until(d.Serves)}
	for _, x := range []struct{ label, words string }{
		{"In de brief staat:", p.besideMeasures(ask.Mail)},
		{"Het oordeel is: " + outcome(p.c.Judgement.Outcome) + ". De uitleg:", p.besideMeasures(p.c.Judgement.Mail)},
	} {
		if x.words != "" {
			t.Links = append(t.Links, mark(para, x.label), cited(quote, unwrapped(x.words)))
		}
	}
	for _, m := range p.Measures() {
		t.Links = append(t.Links, mark(para, fmt.Sprintf("Maatregel %d: %s, %s.", m.Number, orWord(when(m.Above, "zie hierboven")+when(!m.Above, m.Words), "zonder uitleg"), measureState(m))))
	}
	if s := p.waitingFiles(); s != "" {
		t.Links = append(t.Links, mark(para, s))
	}
	if p.mayAgree() {
		t.Links = append(t.Links, p.Button("Akkoord: de brief mag weg", "akkoord"))
	}
	if who.Name != "" {
		t.Links = append(t.Links, mark(para, "Niet akkoord? "+link("Schrijf "+who.Name+" wat er anders moet", mailto(who.Address, "["+p.Ref()+"] De sluitingsbrief"))+". Er gaat dan niets naar de ouder."))
	}
	return t
}
