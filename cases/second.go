package cases

import "slices"

// Where an organisation wants four eyes, a closing letter waits until a second person says yes (`akkoord`): somebody else
// than who asked for it, with one of the roles of the configuration. It is written when that person agrees: its date and
// the terms that count from it are right then.

// CloseAsk is a case that somebody wants to close, and that waits for a second person.
type CloseAsk struct {
	By   string `json:"by"` // person id
	On   Date   `json:"on"`
	Mail string `json:"mail"` // hash of the mail with the words for the parent
	Seq  int    `json:"seq"`  // of the history row: asked anew is asked again

	Files int `json:"files,omitempty"` // how many of that mail go with the letter
}

// hasSecond tells that somebody else has to agree to what this person closes, and that there is one: a case about the
// only other one does not wait for ever.
func (t *turn) hasSecond() bool {
	c := t.c
	c.CloseAsk = &CloseAsk{By: t.actor.ID}
	return len(t.o.Seconds(c)) > 0
}

// askSecond notes what a second person has to agree to. Who that is hears it from the clock.
func (t *turn) askSecond() *Refusal {
	t.did(EntryCloseAsked, Facts{Date: t.today(), Mail: t.e.Mail.ID, Number: len(t.e.Mail.Enclosed())})
	return nil
}

// agreeClosing closes a case with the words and the files of who asked for it.
func agreeClosing(t *turn, g Given) *Refusal {
	ask := t.c.CloseAsk
	if ask == nil {
		return &Refusal{Code: RefuseState, Arg: g.Word}
	}
	if missing := t.missing(); len(missing) > 0 {
		return &Refusal{Code: RefuseMissing, Arg: g.Word, Missing: missing}
	}
	files := t.b.Files[ask.Mail]
	if len(files) < ask.Files { // whoever asked has them
		return &Refusal{Code: RefuseFile, Missing: []string{FileGone}}
	}
	t.close(want{text: t.b.Texts[ask.Mail], mail: ask.Mail, files: files})
	return nil
}

// unasked finds what waits for a second person, when no letter waits that could be meant.
func (t *turn) unasked() (group, bool) {
	ask := t.c.CloseAsk
	if ask == nil || len(t.waiting()) > 0 || ask.By != t.actor.ID && !t.actor.Has(Registrar) || len(t.past()) != t.c.Seq {
		return group{}, false
	}
	f := t.past()[ask.Seq-1].Facts
	return group{f.Cause, f.Word}, true
}

// Seconds are the people who can agree to closing the case: not who asked for it. Where a role has nobody else, it is
// the one above.
func (o *Organisation) Seconds(c Case) []Person {
	var all []Person
	for _, r := range o.Second {
		for _, p := range o.seconds(r, c) {
			if !slices.ContainsFunc(all, func(q Person) bool { return q.ID == p.ID }) {
				all = append(all, p)
			}
		}
	}
	return all
}

func (o *Organisation) seconds(r Role, c Case) []Person {
	if c.CloseAsk == nil {
		return nil
	}
	for range 4 {
		found := slices.DeleteFunc(o.who(r, c, Measure{}), func(p Person) bool { return p.ID == c.CloseAsk.By || !o.sees(p, c, true) })
		if len(found) > 0 {
			return found
		}
		r = o.Escalation.above(r)
	}
	return nil
}

// secondDays is in how many days a closing letter should leave that no promise waits for, as that of a tip.
const secondDays = 7

// secondDuties remind those who can agree, counted from the day on which they were asked; what they serve is the date by
// which the letter has to leave.
func (o *Organisation) secondDuties(all []Duty, c Case) []Duty {
	ask := c.CloseAsk
	if ask == nil {
		return all
	}
	first := len(all)
	all = o.reminders(all, c, RuleSecond, ask.Seq, ask.On, o.Reminders.Second)
	by := ask.On.Add(secondDays)
	for _, p := range []Promise{Propose, Appeal, Statutory} {
		if due := *c.Due.Of(p); !due.IsZero() && c.Kept.Of(p).IsZero() {
			by = due
		}
	}
	for i := first; i < len(all); i++ {
		all[i].Serves = by
	}
	return all
}

// closingMails hold the words of the letter that was asked for: its text, the reasons of the judgement, the measures.
func (c Case) closingMails() []string {
	mails := []string{c.CloseAsk.Mail, c.Judgement.Mail}
	for _, m := range c.Measures {
		mails = append(mails, m.Mail)
	}
	return mails
}
