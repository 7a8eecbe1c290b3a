package cases

import "fmt"

// How much of one kind may come of one sender before it is taken for a flood or a machine. All of it is kept, and
// becomes a case or a note; only the mails about it stop (invariant 7: the rest is held and a person is told).
const (
	FloodCases   = 20 // new cases of one sender within an hour, of which the registrar hears one by one
	mostAnswers  = 2  // answers to somebody who only answers our answers, in a day
	mostUnproven = 3  // mails in the name of staff about one case of which the registrar hears, in a day
)

// announce tells the registrar of a new case, or, when its sender writes more than a person does, the operator once
// an hour. The cases stand in the register, in overviews and reminders like any other.
func (t *turn) announce(near []Near) {
	if !t.b.Flood {
		t.tell(NewCase, t.without(Registrar, t.aboutOthers(near)), func(n *Notice) { n.Near = t.nearFor(n.To, near) })
		return
	}
	if t.b.Told || t.o.Operator == "" {
		return
	}
	t.b.Told = true
	t.post(Notice{Kind: Alert, Address: t.o.Operator, Reason: fmt.Sprintf(
		"Van één adres kwamen binnen een uur meer dan %d klachten. Elk bericht is een zaak geworden en staat in het overzicht, maar de afdeling krijgt er niet meer per zaak een mail over. Kijk wat er aan de hand is.", FloodCases)})
}

// chatter tells that a note answers no notice but what we answered to the last one, or nothing, again and again: so do
// machines that do not say what they are. The note is kept, and the answer left away.
func (t *turn) chatter() bool {
	m := t.e.Mail
	asks := len(m.Commands)+len(m.Unknown) > 0
	toAnswer := m.Answers == "" || m.Answers == TranscriptNotice || m.Answers == RefusedNotice
	return !asks && toAnswer && t.b.Answered >= mostAnswers
}
