package cases

import (
	"slices"
	"time"
)

// One parent, one matter, two cases: the later one goes on in the other (samenvoegen). One mail, two matters: the
// second gets a case of its own (splitsen). Neither forgets: both numbers stay findable, and the histories name each
// other.
//
// Two cases of different complainants are never merged, also when they are about one child: the letters of a case go
// to one address, and whoever holds a letter may add to the case. Separated parents are two complainants, and
// neither may read what the other wrote. A case whose complainant has no address may be of the same complainant when
// the names are the same; and as there is more than one J. de Vries, that is confirmed back, with what is known of both.

// mostLed is how many mergers are followed: each merged case leads to one that was open then.
const mostLed = 100

// lead finds the case that a reference stands for: the case itself, or the one into which it was merged.
func lead(find func(Ref) (Case, bool), r Ref) (c Case, ok bool) {
	c, ok = find(r)
	for range mostLed {
		if !ok || c.State != Merged {
			return c, ok
		}
		c, ok = find(c.Into)
	}
	return Case{}, false
}

// Lead finds the case in which a case goes on: itself, or what it was merged into.
func (b Book) Lead(r Ref) (Case, bool) { return lead(b.Case, r) }

// Lead finds the case in which a case goes on. A case that is not known leads nowhere.
func (k Known) Lead(r Ref) (Case, bool) { return lead(k.Case, r) }

// led gives the event of a mail to the case in which its case goes on. A bounce stays with the letter that it is
// about.
func (e Event) led(b Book) Event {
	if c, ok := b.Lead(e.Ref); ok && e.Mail.Kind != KindBounce {
		e.Ref = c.Ref
	}
	return e
}

// Named are the cases of an organisation that the arguments of commands name.
func (m Mail) Named(prefix string) []Ref {
	var refs []Ref
	for _, cmd := range m.Commands {
		w, _ := FindWord(cmd.Word)
		takes := slices.ContainsFunc(w.Args, func(a Arg) bool { return a.Type == ArgRef })
		for _, arg := range cmd.Args {
			ref, ok := ParseRef(arg)
			if p, _, _ := ref.Split(); ok && takes && p == prefix {
				refs = append(refs, ref)
			}
		}
	}
	return refs
}

// merge lets the case go on in another one. The parent is not written to: both numbers work.
func merge(t *turn, g Given) *Refusal {
	into, ok := t.b.Lead(g.Ref)
	if code := t.unmergeable(into, ok); code != "" {
		return &Refusal{Code: code, Arg: string(g.Ref)}
	}
	if !surelyOne(t.c.Complainant, into.Complainant) {
		t.askBack(g.Word, Complainant{}, into.Ref)
		t.other = &into
		return nil
	}
	t.mergeInto(into)
	return nil
}

// mergeSurely merges what was confirmed, if it can still be done.
func (t *turn) mergeSurely(ref Ref) *Refusal {
	into, ok := t.b.Lead(ref)
	code := t.unmergeable(into, ok)
	if code == "" && !t.c.State.Open() {
		code = RefuseState
	}
	if code != "" {
		return &Refusal{Code: code, Arg: string(ref)}
	}
	t.did(EntryConfirmed, Facts{Value: t.c.Pending.Word})
	t.mergeInto(into)
	return nil
}

func (t *turn) mergeInto(into Case) {
	t.takeBack()
	t.dropPaper(nil)
	for _, id := range into.Restricted { // what waits for such a person about this case is about that one now
		t.stopFor(id)
	}
	old, s := t.c, t.beside(into)
	t.did(EntryMerged, Facts{Value: string(into.Ref), Date: t.today(), Person: old.Handler})
	s.did(EntryJoined, Facts{Value: string(old.Ref), Mail: old.Opening})
	s.takeOver(old)
	readers := slices.DeleteFunc(s.readers(), func(p Person) bool { return p.ID == t.actor.ID })
	s.tell(ParentWrote, readers, func(n *Notice) {
		n.Mail = &Mail{ID: old.Opening, Kind: KindReply, Text: t.b.Texts[old.Opening]}
		n.Reason = "Zaak " + string(old.Ref) + " is met deze zaak samengevoegd. Lees wat de ouder daarin schreef."
	})
}

// unmergeable says why the case cannot go on in the other one, "" when it can.
func (t *turn) unmergeable(into Case, known bool) RefusalCode {
	switch {
	case !known || slices.Contains(into.Restricted, t.actor.ID):
		return RefuseUnknownCase
	case into.Ref == t.c.Ref:
		return RefuseSameCase
	case !sameComplainant(t.c.Complainant, into.Complainant):
		return RefuseOtherParent
	case !into.State.Open():
		return RefuseEndedCase
	case t.c.State == Proposed || t.c.Judgement.Outcome != "" || t.c.Appealing() || len(t.c.Measures)+len(t.c.Agreements) > 0:
		return RefuseTooFar // what was promised would get lost
	}
	return ""
}

// sameComplainant tells whether nothing of the one would be shown to somebody else by writing to the other.
func sameComplainant(a, b Complainant) bool {
	if a.Email != "" && b.Email != "" {
		return a.Email == b.Email
	}
	return a.Name != "" && fold(a.Name) == fold(b.Name)
}

// surelyOne tells whether more than the name shows that two complainants who may be one are.
func surelyOne(a, b Complainant) bool {
	same := func(x, y string) bool { x, y = bareWords(x), bareWords(y); return x != "" && x == y }
	return a.Email != "" && a.Email == b.Email || same(a.Address, b.Address) || same(a.Phone, b.Phone)
}

// takeOver keeps what the merged case promised: its terms when they end sooner, who may not read of it, that it is
// serious, and what it knew of the complainant.
func (t *turn) takeOver(old Case) {
	if old.Received.Before(t.c.Received) {
		due := t.due(t.c.Kind, t.c.Regime, old.Received)
		t.did(EntryReceived, Facts{Date: old.Received, Due: &due})
	}
	for _, id := range old.Restricted {
		if !slices.Contains(t.c.Restricted, id) {
			t.conceal(id)
		}
	}
	if old.Serious && !t.c.Serious {
		t.did(EntrySerious, Facts{Yes: true})
		t.tellSerious()
	}
	if who := t.c.Complainant.filledFrom(old.Complainant); who != t.c.Complainant {
		t.write(EntryComplainant, t.actor.ID, Facts{Mail: t.e.Mail.ID}, &who)
	}
}

// filledFrom fills in what is not known yet.
func (c Complainant) filledFrom(d Complainant) Complainant {
	for _, field := range []struct{ to, from *string }{
		{&c.Name, &d.Name}, {&c.Email, &d.Email}, {&c.Address, &d.Address}, {&c.Phone, &d.Phone}, {&c.Child, &d.Child},
	} {
		if *field.to == "" {
			*field.to = *field.from
		}
	}
	return c
}

// split makes a case of its own for a second matter, or takes a merged case out again. The mail's text says what the
// second matter is; the day of receipt is that of the first case unless another one is given.
func split(t *turn, g Given) *Refusal {
	on := g.Date
	switch {
	case g.Ref != "":
		return takeOut(t, g.Ref)
	case t.e.Mail.Text == "":
		return &Refusal{Code: RefuseEmptyText, Arg: g.Word}
	case on.IsZero():
		on = t.c.Received
	case on.Before(t.c.Received) || on.After(t.today()):
		return &Refusal{Code: RefuseDate, Arg: g.Raw}
	}
	n := t.beside(Case{Ref: NewRef(t.o.Prefix, t.o.Today(t.e.Mail.Arrived).Year, t.b.NextCase)})
	n.openFrom(t.c, on)
	t.did(EntrySplit, Facts{Value: string(n.c.Ref), Mail: t.e.Mail.ID})
	m := *t.e.Mail
	m.Full = m.Text // the second case is about these words, and not about what they quote
	n.tell(NewCase, n.o.who(Registrar, n.c, Measure{}), func(n *Notice) { n.Mail = &m })
	return nil
}

// openFrom opens a case for what another one held besides. It tells what the registrar wrote of it: who handles it need
// not read the rest of the parent's mail. Whoever may not read the first case may not read this one either.
func (t *turn) openFrom(old Case, on Date) {
	arrived := old.Arrived
	if on != old.Received { // it came later
		arrived = t.e.Mail.Arrived
	}
	who, due := old.Complainant, t.o.Due(Complaint, old.Regime, on)
	t.write(EntryOpened, t.actor.ID, Facts{
		Date: on, Value: string(Complaint), Other: string(old.Regime), Due: &due, Mail: t.e.Mail.ID, Arrived: arrived.UTC().Truncate(time.Millisecond),
		Reason: "gesplitst van " + string(old.Ref), Forged: old.Forged, Own: old.Own,
	}, &who)
	t.did(EntrySplit, Facts{Value: string(old.Ref), Mail: t.e.Mail.ID, Yes: true})
	if old.Language != t.c.Language {
		t.did(EntryField, Facts{Other: "language", Value: string(old.Language)})
	}
	for _, id := range old.Restricted {
		t.conceal(id)
	}
}

// takeOut takes a merged case out again, as it was.
func takeOut(t *turn, ref Ref) *Refusal {
	old, ok := t.b.Case(ref)
	if !ok || !slices.Contains(t.c.Joined, ref) {
		return &Refusal{Code: RefuseUnknownCase, Arg: string(ref)}
	}
	s := t.beside(old)
	s.did(EntryReopened, Facts{Date: t.today()})
	t.did(EntryParted, Facts{Value: string(ref)})
	for _, id := range t.c.Restricted { // who was kept from both meanwhile
		if !slices.Contains(s.c.Restricted, id) {
			s.conceal(id)
		}
	}
	s.tell(NewCase, s.o.who(Registrar, s.c, Measure{}), nil)
	if p, ok := t.o.Person(s.c.Handler); ok && p.ID != t.actor.ID {
		s.tell(AssignedNotice, []Person{p}, nil)
	}
	return nil
}

// beside begins the turn of the second case that a word changes.
func (t *turn) beside(c Case) *turn {
	t.also = begin(t.o, t.b, t.e, c)
	t.also.actor, t.also.level, t.also.word = t.actor, t.level, t.word
	return t.also
}
