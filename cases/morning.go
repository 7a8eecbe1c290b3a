package cases

import (
	"slices"
	"time"
)

// Part of a mail over several cases: one of them, and what it asks of the reader.
type Part struct {
	Case   Case
	Duties []Duty
}

// morning does what is due at one moment over all cases that have something due. Letters by date leave one by one;
// reminders are gathered, so that nobody gets more than one mail a day (serious cases excepted).
type morning struct {
	o    *Organisation
	b    *Book
	e    Event
	list []*heap // in the order in which the people were first thought of
}

// heap is what one person is to be reminded of.
type heap struct {
	to    Person
	parts []part
}

type part struct {
	turn   *turn
	duties []Duty
}

// applyDue does every duty that is due now, however long the daemon was away. Each is noted as done in the history
// of its case, in the same decision as the mail that does it, so that it is done once (invariant 8).
func applyDue(o *Organisation, b *Book, e Event) Decision {
	m := &morning{o: o, b: b, e: e}
	var turns []*turn
	for _, c := range b.Cases {
		if e.Ref == "" || e.Ref == c.Ref {
			t := begin(o, b, e, c)
			m.perform(t)
			turns = append(turns, t)
		}
	}
	loose := begin(o, b, e, Case{})
	for _, h := range m.list {
		m.post(h, loose)
	}
	var d Decision
	for _, t := range append(turns, loose) {
		if len(t.entries)+len(t.notices) > 0 {
			d.Steps = append(d.Steps, t.step())
		}
	}
	return d
}

// perform does the duties of one case that are due and can be done now.
func (m *morning) perform(t *turn) {
	now := m.e.At
	for _, d := range m.o.Duties(t.c) {
		if d.At.After(now) {
			return
		}
		people := m.people(t.c, d)
		if !m.ripe(t.c, d, people) {
			continue
		}
		t.write(EntryDuty, ActorClock, Facts{Value: d.Key(), Date: d.Serves}, nil)
		if do := lettersByDate[d.Rule]; do == nil {
			m.remind(t, d, people)
		} else if late := d.Rule == RuleAskAgain && t.silentBy(now); !late {
			do(t)
		}
	}
}

// people are who is to be reminded: who can act, and nobody who must not read of the case.
func (m *morning) people(c Case, d Duty) []Person {
	if lettersByDate[d.Rule] != nil {
		return nil
	}
	role := d.Role
	if d.Rule == RuleUnassigned && c.Serious && role == Registrar {
		role = Director // of a serious complaint the director decides who handles it
	}
	if d.Rule == RuleSecond {
		return m.o.seconds(role, c)
	}
	people := m.o.who(role, c, c.owed(d))
	if role == Director {
		people = append(people, m.o.standsReady(c)...)
	}
	return slices.DeleteFunc(people, func(p Person) bool { return !m.o.sees(p, c, true) })
}

// ripe tells whether a duty that is due can be done now. A reminder waits for the working day, and for the mail of
// the next morning when the reader had today's: unless the case is serious, or that would be too late.
func (m *morning) ripe(c Case, d Duty, people []Person) bool {
	now := m.e.At
	if !m.o.Hours(d, now) || lettersByDate[d.Rule] != nil {
		return m.o.Hours(d, now)
	}
	by := d.Serves
	if d.Rule == RuleUnassigned {
		by = c.Due.Confirm
	}
	pressing := !by.Before(m.o.Today(now)) && by.Before(m.o.Today(m.o.Resume(d, now)))
	had := func(p Person) bool { return m.b.Reminded[p.Address] }
	return c.Serious || pressing || !slices.ContainsFunc(people, had)
}

// byDay are the duties that are no reminder: true for those that wait for the day. The confirmation of the last day
// keeps a promise, and that no answer came is a fact: neither waits.
var byDay = map[Rule]bool{RuleLastDay: false, RuleSilence: false, RuleAsk: true, RuleAskAgain: true}

// remind puts a duty on the heap of each of the people.
func (m *morning) remind(t *turn, d Duty, people []Person) {
	for _, p := range people {
		h := m.heapOf(p)
		last := len(h.parts) - 1
		if last < 0 || h.parts[last].turn != t {
			h.parts = append(h.parts, part{turn: t})
			last++
		}
		if duties := &h.parts[last].duties; !slices.Contains(*duties, d) {
			*duties = append(*duties, d)
		}
	}
}

func (m *morning) heapOf(p Person) *heap {
	for _, h := range m.list {
		if h.to.ID == p.ID {
			return h
		}
	}
	m.list = append(m.list, &heap{to: p})
	return m.list[len(m.list)-1]
}

// post makes the mails of a heap: one of each serious case, and one of all the others together.
func (m *morning) post(h *heap, loose *turn) {
	var together []part
	for _, p := range h.parts {
		if p.turn.c.Serious {
			p.turn.post(Notice{Kind: Reminder, To: h.to, Address: h.to.Address, Duties: p.duties, Texts: m.asked(p), Files: m.enclosed(p)})
		} else {
			together = append(together, p)
		}
	}
	if len(together) == 1 { // it belongs to its case, and may be answered as such
		p := together[0]
		p.turn.post(Notice{Kind: Reminder, To: h.to, Address: h.to.Address, Duties: p.duties, Texts: m.asked(p), Files: m.enclosed(p)})
		return
	}
	if len(together) == 0 {
		return
	}
	slices.SortStableFunc(together, func(a, b part) int { return soonest(a.duties).Compare(soonest(b.duties)) })
	n := Notice{
		Kind: Reminder, To: h.to, Address: h.to.Address, Texts: m.asked(together...), Files: m.enclosed(together...),
		Parts: make([]Part, 0, len(together)), Keys: make([]Token, 0, len(together)),
	}
	for _, p := range together {
		n.Parts = append(n.Parts, Part{Case: p.turn.c, Duties: p.duties})
		n.Keys = append(n.Keys, loose.staffToken(p.turn.c.Ref, h.to))
	}
	loose.post(n)
}

// asked are the words of what the duties are about: the letters that the reader is asked to agree to, with their
// judgements, the measures and the agreements.
func (m *morning) asked(parts ...part) map[string]string {
	found := map[string]string{}
	for _, p := range parts {
		for _, d := range p.duties {
			for _, mail := range p.turn.c.about(d) {
				found[mail] = m.b.Texts[mail]
			}
		}
	}
	return found
}

// enclosed are the files of letters that the reader is asked to agree to, as many as one mail takes.
func (m *morning) enclosed(parts ...part) []File {
	var all Mail
	for _, p := range parts {
		ask := p.turn.c.CloseAsk
		if ask == nil || !slices.ContainsFunc(p.duties, func(d Duty) bool { return d.Rule == RuleSecond }) {
			continue
		}
		if more := (Mail{Files: slices.Concat(all.Files, m.b.Files[ask.Mail])}); more.sized() {
			all = more
		}
	}
	return all.Files
}

// soonest is the earliest date that any of the duties serves: the most urgent case stands on top.
func soonest(duties []Duty) time.Time {
	earliest := duties[0].Serves
	for _, d := range duties {
		if d.Serves.Before(earliest) {
			earliest = d.Serves
		}
	}
	return earliest.utc()
}

// silentBy tells that the term for an answer has passed as well: then it is too late to ask again.
func (t *turn) silentBy(now time.Time) bool {
	end := t.o.end(t.o.Terms.SatisfactionSilence, t.c.Satisfied.Asked)
	return !end.At(t.o.Reminders.At, t.o.Calendar.Zone).After(now)
}

// Hours tells whether an instant is one at which a duty may be done: reminders leave on working days between the
// hours of the configuration, and the questions to the parent by day.
func (o *Organisation) Hours(d Duty, t time.Time) bool {
	waits, letter := byDay[d.Rule]
	switch {
	case !letter:
		return o.awake(t) && o.Calendar.Working(o.Today(t))
	case waits:
		return o.awake(t)
	}
	return true
}

// awake tells that it is day: nobody is written to at night.
func (o *Organisation) awake(t time.Time) bool {
	l := o.Local(t)
	clock := Clock{l.Hour(), l.Minute()}
	return !clock.Before(o.Reminders.At) && clock.Before(o.Reminders.Until)
}

// Resume is the next moment at which a duty that could not be done when it was due is looked at again.
func (o *Organisation) Resume(d Duty, now time.Time) time.Time {
	on := o.Today(now)
	if !on.At(o.Reminders.At, o.Calendar.Zone).After(now) {
		on = on.Add(1)
	}
	if lettersByDate[d.Rule] == nil {
		on = o.Calendar.Next(on)
	}
	return on.At(o.Reminders.At, o.Calendar.Zone)
}
