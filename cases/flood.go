package cases

import "fmt"

// passed tells whether so many are the limit or more. 0 is no limit.
func passed(n, limit int) bool { return limit > 0 && n >= limit }

// announce tells the registrar of a new case, or, when its sender writes more than a person does, the operator once
// an hour. The cases stand in the register, in overviews and reminders like any other.
func (t *turn) announce(near []Near) {
	if t.b.Guessing {
		return // told as what it is
	}
	if !t.b.Flood {
		t.tell(NewCase, t.without(Registrar, t.aboutOthers(near)), func(n *Notice) { n.Near = t.nearFor(n.To, near) })
		return
	}
	if t.b.Told || t.o.Operator == "" {
		return
	}
	t.b.Told = true
	t.post(Notice{Kind: Alert, Address: t.o.Operator, Reason: fmt.Sprintf(
		"Van één adres kwamen binnen een uur meer dan %d klachten. Elk bericht is een zaak geworden en staat in het overzicht, maar de afdeling krijgt er niet meer per zaak een mail over. Kijk wat er aan de hand is.", t.o.Limits.CasesPerSenderPerHour)})
}

// chatter tells that a note answers no notice but what we answered to the last one, or nothing, again and again: so do
// machines that do not say what they are. The note is kept, and the answer left away.
func (t *turn) chatter() bool {
	m := t.e.Mail
	asks := len(m.Commands)+len(m.Unknown) > 0
	toAnswer := m.Answers == "" || m.Answers == TranscriptNotice || m.Answers == RefusedNotice
	return !asks && toAnswer && passed(t.b.Answered, t.o.Limits.AnswersPerPersonPerDay)
}

// tooMany tells that a person commands more than a person does: a machine runs wild, or somebody else has the mailbox.
func (o *Organisation) tooMany(b *Book, m *Mail) bool {
	return len(m.Commands)+len(m.Unknown) > 0 && passed(b.Commanded, o.Limits.CommandsPerPersonPerHour)
}

// applyTooMany does nothing of what a mail asks beyond the limit. It is kept for a person to look at, and whoever sent it
// hears nothing; the operator and the registrar do, at the first one.
func applyTooMany(o *Organisation, b *Book, e Event, p Person) Decision {
	c, known := b.Case(e.Ref)
	t := begin(o, b, e, c)
	if known {
		t.write(EntryHint, ActorMail, Facts{Mail: e.Mail.ID, Person: p.ID, Reason: "meer opdrachten van één persoon in een uur dan de grens: niet uitgevoerd"}, nil)
	}
	steps := []Step{t.step()}
	if b.Commanded == o.Limits.CommandsPerPersonPerHour {
		steps = append(steps, warning(o, b, e, p.ID, "Heel veel opdrachten van "+p.Name, fmt.Sprintf(
			"Vanaf het adres van %s kwamen binnen een uur meer dan %d mails met opdrachten. Wat daarna komt, voeren we niet uit. Die mails staan in de map met berichten waar iemand naar moet kijken. Vraag %s of dit klopt. Klopt het niet? Laat dan meteen het wachtwoord van die mailbox veranderen.",
			p.Name, o.Limits.CommandsPerPersonPerHour, p.First())))
	}
	d := Decision{Mail: outcome(e, c.Ref, e.Mail.Reason+"; niet uitgevoerd: te veel opdrachten in een uur"), Steps: steps}
	d.Mail.Aside = true
	return d
}

// warning tells the operator and those of the registrars, else of the directors, whom it is not about. It belongs to no
// case, and holds nothing of one.
func warning(o *Organisation, b *Book, e Event, but, title, words string) Step {
	t := begin(o, b, e, Case{})
	if o.Operator != "" {
		t.post(Notice{Kind: Alert, Address: o.Operator, Title: title, Reason: words})
	}
	t.tell(Alert, o.who(Registrar, Case{Restricted: []string{but}}, Measure{}), func(n *Notice) { n.Title, n.Reason = title, words })
	return t.step()
}
