package cases

import (
	"cmp"
	"slices"
	"strings"
)

// The effects of the words. Each gives nil, or the reason why it was not done; a mail of which one word is
// refused changes nothing at all.

func assign(t *turn, g Given) *Refusal {
	p := g.Person
	if slices.Contains(t.c.Restricted, p.ID) {
		return &Refusal{Code: RefuseAccused, Arg: p.Name}
	}
	t.takeBack(Confirmation)
	t.want = slices.DeleteFunc(t.want, func(w want) bool { return w.kind == Confirmation })
	f := Facts{Person: p.ID, Yes: t.o.Decides(t.actor, t.c)}
	if t.c.Handler != p.ID {
		f.Other = t.c.Handler
	}
	e := t.did(EntryAssigned, f)
	t.tell(AssignedNotice, []Person{p}, nil)
	t.relieve(e)
	if !t.c.Due.Confirm.IsZero() {
		t.want = append(t.want, want{kind: Confirmation, keeps: Confirm})
	}
	return nil
}

// serious tells director and regional manager at once (seed 2022: "direct op de hoogte gesteld"). As long as
// nobody let the location's people in, only the director (invariant 10).
func serious(t *turn, g Given) *Refusal {
	if len(g.Choice) > 0 {
		if !t.actor.Has(Director) {
			return &Refusal{Code: RefuseDirector}
		}
		t.did(EntrySerious, Facts{})
		return nil
	}
	if t.c.Serious {
		return nil
	}
	t.did(EntrySerious, Facts{Yes: true})
	t.tellSerious()
	return nil
}

func (t *turn) tellSerious() {
	people := t.o.who(Director, t.c, Measure{}) // not With: of a complaint about the director somebody else must hear
	if t.c.Visible {
		for _, r := range t.o.alarmed() {
			people = append(people, t.o.who(r, t.c, Measure{})...)
		}
	}
	if t.c.Location == "" {
		people = append(people, t.o.With(Registrar)...)
	}
	t.tell(SeriousNotice, people, nil)
}

// locate sets the location. Said by the registrar or the director, it lets that location's managers in.
func locate(t *turn, g Given) *Refusal {
	l := g.Place
	lets := t.actor.Has(Registrar) || t.actor.Has(Director)
	before := t.o.local(t.c)
	f := Facts{Other: "location", Value: l.Name, Yes: lets}
	if l.Regime != "" && l.Regime != t.c.Regime && !t.c.RegimeSet {
		t.setField(Facts{Other: "regime", Value: string(l.Regime), Yes: true}, t.c.Kind, l.Regime)
	}
	t.did(EntryField, f)
	if !t.c.Visible {
		return nil
	}
	people := slices.DeleteFunc(t.o.local(t.c), func(p Person) bool {
		return slices.ContainsFunc(before, func(q Person) bool { return q.ID == p.ID })
	})
	t.tell(NewCase, people, nil)
	if t.c.Serious {
		t.tell(SeriousNotice, slices.DeleteFunc(people, func(p Person) bool { return !p.hasAny(t.o.alarmed()) }), nil)
	}
	return nil
}

// setField sets kind or regime and the due dates that follow from it.
func (t *turn) setField(f Facts, k Kind, r Regime) {
	due := t.due(k, r, t.c.Received)
	f.Due = &due
	t.did(EntryField, f)
}

func kind(t *turn, g Given) *Refusal {
	k := Kind(g.Choice[0])
	t.setField(Facts{Other: "kind", Value: string(k)}, k, t.c.Regime)
	return nil
}

func regime(t *turn, g Given) *Refusal {
	r := Regime(g.Choice[0])
	t.setField(Facts{Other: "regime", Value: string(r)}, t.c.Kind, r)
	return nil
}

func categorise(t *turn, g Given) *Refusal {
	t.did(EntryField, Facts{Other: "category", Value: strings.ToLower(g.Text)})
	return nil
}

func language(t *turn, g Given) *Refusal {
	t.did(EntryField, Facts{Other: "language", Value: g.Choice[0]})
	return nil
}

func received(t *turn, g Given) *Refusal {
	d := g.Date
	if d.After(t.o.Today(t.c.Arrived)) { // only earlier: the mail is there since it arrived
		return &Refusal{Code: RefuseDate, Arg: g.Raw}
	}
	due := t.due(t.c.Kind, t.c.Regime, d)
	t.did(EntryReceived, Facts{Date: d, Due: &due})
	return nil
}

func note(t *turn, _ Given) *Refusal {
	t.did(EntryNote, Facts{Mail: t.e.Mail.ID})
	return nil
}

// send makes a letter of the mail's text.
func send(k NoticeKind, keeps Promise) func(*turn, Given) *Refusal {
	return func(t *turn, _ Given) *Refusal {
		t.want = append(t.want, want{kind: k, keeps: keeps, text: t.e.Mail.Text, files: t.e.Mail.Enclosed()})
		return nil
	}
}

// agree records what was agreed with the parent. Who sees to it is the handler, or whoever records it.
func agree(t *turn, g Given) *Refusal {
	t.did(EntryAgreement, Facts{
		Number: t.c.LastAgreement + 1, Date: g.Date, Mail: t.e.Mail.ID, Person: cmp.Or(g.Person.ID, t.c.Handler, t.actor.ID),
	})
	return nil
}

func judge(t *turn, g Given) *Refusal {
	t.did(EntryJudgement, Facts{Value: g.Choice[0], Mail: t.e.Mail.ID})
	return nil
}

// measure records what will be done. The owner is the handler, or whoever records it.
func measure(t *turn, g Given) *Refusal {
	f := Facts{
		Number: t.c.LastMeasure + 1, Date: g.Date, Mail: t.e.Mail.ID,
		Person: cmp.Or(g.Person.ID, t.c.Handler, t.actor.ID),
	}
	if slices.Contains(g.Flags, "breed") {
		f.Value = "breed"
	}
	if slices.Contains(g.Flags, "oc") {
		f.Other = "oc"
	}
	t.did(EntryMeasure, f)
	return nil
}

// done ends a measure, or with the word afspraak an agreement.
func done(t *turn, g Given) *Refusal {
	n := int(g.Number)
	m, kind := t.c.measure(n), EntryMeasureDone
	if slices.Contains(g.Flags, "afspraak") {
		m, kind = t.c.agreement(n), EntryAgreementDone
	}
	switch {
	case m.Number == 0 || !m.Done.IsZero():
		return &Refusal{Code: RefuseArgument, Arg: g.Raw}
	case !t.owns(m):
		return &Refusal{Code: RefuseNotYours, Arg: "klaar"}
	}
	t.did(kind, Facts{Number: n, Date: t.today()})
	return nil
}

// owns tells whether the person may say how it went: its owner, the handler and the registrar.
func (t *turn) owns(m Measure) bool {
	return m.Owner == t.actor.ID || t.actor.Has(Registrar) || t.actor.ID == t.c.Handler
}

// worked records whether a measure that is ready did help.
func worked(t *turn, g Given) *Refusal {
	m := t.c.measure(int(g.Number))
	switch {
	case m.Number == 0 || m.Done.IsZero():
		return &Refusal{Code: RefuseArgument, Arg: g.Raw}
	case !t.owns(m):
		return &Refusal{Code: RefuseNotYours, Arg: "gewerkt"}
	}
	t.did(EntryMeasureWorked, Facts{Number: m.Number, Value: g.Choice[0], Mail: t.e.Mail.ID})
	return nil
}

func satisfaction(t *turn, g Given) *Refusal {
	t.did(EntrySatisfied, satisfied(g))
	t.dropPaper([]NoticeKind{AskSatisfaction, SatisfactionReminder})
	return nil
}

// dropPaper takes letters on paper back that nobody has to post any more: those of the kinds, or all of them.
func (t *turn) dropPaper(kinds []NoticeKind) {
	for _, l := range sortedKeys(t.c.Queued) {
		if q := t.c.Queued[l]; q.Paper && (kinds == nil || slices.Contains(kinds, q.Kind)) {
			t.did(EntrySettled, Facts{Letter: l, Notice: q.Kind, Value: string(Cancelled), Date: t.today()})
		}
	}
}

// satisfied takes one answer for both questions, or two: solution, then process.
func satisfied(g Given) Facts {
	return Facts{Value: g.Choice[0], Other: g.Choice[len(g.Choice)-1]}
}

// restrict keeps the case from the person complained about, or, said by mistake, no longer. Who lets somebody read does
// not do so alone: the others who guard the case are told.
func restrict(t *turn, g Given) *Refusal {
	id := g.Person.ID
	known := slices.Contains(t.c.Restricted, id)
	switch {
	case !slices.Contains(g.Flags, notAnyMore):
		t.conceal(id)
	case !known:
		return &Refusal{Code: RefuseState, Arg: "vertrouwelijk"}
	default:
		taken := Entry{Kind: EntryRestricted, Facts: Facts{Person: id}}
		t.did(EntryRestricted, Facts{Person: id, Value: notAnyMore})
		var all []heard
		for _, p := range t.others(id) {
			all = hears(all, p, Alert, taken)
		}
		t.tellTakenBack(all)
	}
	return nil
}

// conceal keeps the case from a person, who from then on hears of nothing that follows.
func (t *turn) conceal(id string) {
	handled := t.c.Handler == id
	t.did(EntryRestricted, Facts{Person: id})
	if handled {
		t.takeBack(Confirmation) // it names a handler who is none any more
	}
	for _, l := range slices.Backward(t.waiting()) { // nor does the person write about the own case
		if t.c.Queued[l].By == id {
			t.replace([]int64{l})
		}
	}
	t.stopFor(id)
}

// posted keeps the promises of the letters that had to go by post: their date is the day of posting.
func posted(t *turn, g Given) *Refusal {
	on := cmp.Or(g.Date, t.today())
	if on.After(t.today()) {
		return &Refusal{Code: RefuseDate, Arg: g.Raw}
	}
	waits, sent := false, false
	for _, letter := range sortedKeys(t.c.Queued) {
		q := t.c.Queued[letter]
		if !q.Paper {
			continue
		}
		waits = true
		if on.Before(q.On) { // it was not written yet, and would keep its promise too early
			continue
		}
		sent = true
		t.did(EntrySettled, Facts{Letter: letter, Notice: q.Kind, Promise: q.Keeps, Value: string(Accepted), Date: on, Reason: "op de post gedaan"})
	}
	switch {
	case !waits:
		return &Refusal{Code: RefuseState, Arg: "verstuurd"}
	case !sent:
		return &Refusal{Code: RefuseDate, Arg: g.Raw}
	}
	return nil
}
