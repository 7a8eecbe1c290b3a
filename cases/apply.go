package cases

import (
	"fmt"
	"time"
)

// Apply decides what follows from an event: the outcome of the mail, if it was one, and for each case what
// is to be written in its history and which notices are to leave. It reads nothing but its arguments.
func Apply(o *Organisation, b Book, e Event) Decision {
	switch {
	case e.Mail != nil:
		return applyMail(o, &b, e)
	case e.Settled != nil:
		return applySettled(o, &b, e)
	case e.Tick != nil:
		return applyTick(o, &b, e)
	}
	return Decision{}
}

// arrivals says per kind of mail what follows from it. Kinds that are not here are kept and cause nothing.
var arrivals = map[MailKind]func(*Organisation, *Book, Event) Decision{
	KindComplaint:  applyNew,
	KindForm:       applyNew,
	KindForward:    applyNew,
	KindScan:       applyNew,
	KindImported:   applyNew,
	KindReply:      applyReply,
	KindCommand:    applyCommand,
	KindBounce:     applyBounce,
	KindUnreadable: applyUnreadable,
	KindAutoReply:  applyQuiet,
	KindFeedback:   applyQuiet,
	KindReceipt:    applyQuiet,
	KindList:       applyQuiet,
}

func applyMail(o *Organisation, b *Book, e Event) Decision {
	e = e.led(*b)
	warnings := guessing(o, b, e)
	if apply := arrivals[e.Mail.Kind]; apply != nil {
		d := apply(o, b, e)
		d.Steps = append(d.Steps, warnings...)
		return d
	}
	return Decision{Mail: outcome(e, "", e.Mail.Reason)}
}

func outcome(e Event, ref Ref, reason string) MailOutcome {
	return MailOutcome{Kind: e.Mail.Kind, Ref: ref, Reason: reason}
}

// applyNew opens a case. A mail of staff that proved nothing opens one too: it may be a forward, and a
// complaint must not get lost; but nobody gets a receipt for it.
func applyNew(o *Organisation, b *Book, e Event) Decision {
	t := begin(o, b, e, Case{Ref: NewRef(o.Prefix, o.Today(e.Mail.Arrived).Year, b.NextCase)})
	t.open()
	if e.Mail.Kind == KindImported {
		return Decision{Mail: outcome(e, t.c.Ref, e.Mail.Reason), Steps: []Step{t.step()}}
	}
	near := t.near()
	t.hintNear(near)
	t.receipt()
	t.announce(near)
	return Decision{Mail: outcome(e, t.c.Ref, e.Mail.Reason), Steps: []Step{t.step()}}
}

func (t *turn) open() {
	m := t.e.Mail
	received := t.o.Today(m.Arrived)
	who, nobodys := t.complainant()
	due := t.o.Due(Complaint, Wko, received)
	t.write(EntryOpened, t.opener(), Facts{
		Date: received, Value: string(Complaint), Other: string(Wko), Due: &due,
		Mail: m.ID, MsgID: m.MessageID, Reason: m.Reason, Yes: m.Kind == KindImported,
		Arrived: m.Arrived.UTC().Truncate(time.Millisecond), Forged: m.DMARCBad,
		Own: m.from(who),
	}, &who)
	if t.o.Language == English {
		t.write(EntryField, ActorMail, Facts{Other: "language", Value: string(English)}, nil)
	}
	if nobodys != "" {
		t.write(EntryHint, ActorMail, Facts{Mail: m.ID, Reason: nobodys}, nil)
	}
	if m.Hint != "" {
		t.write(EntryHint, ActorMail, Facts{Value: string(m.Hint), Mail: m.ID, Reason: "noemt een ander kenmerk"}, nil)
	}
}

func (t *turn) opener() string {
	if t.actor.ID != "" {
		return t.actor.ID
	}
	if k := t.e.Mail.Kind; k == KindComplaint || k == KindForm || k == KindImported {
		return ActorParent
	}
	return ActorMail
}

// complainant is who wrote; a form says who, and whoever only passes something on is not the complainant. The
// address of a service for secure mail is nobody's. An address to which no letter can be made out, or whose letters nobody
// reads, is left away: no promise would be kept by a letter to it. The second value says why, "" when nothing was left away.
func (t *turn) complainant() (who Complainant, nobodys string) {
	m := t.e.Mail
	switch {
	case m.Form != nil:
		who = *m.Form
	case m.Person != "" || m.Kind == KindForward || m.Kind == KindScan || m.Kind == KindCommand:
	default:
		who = Complainant{Name: m.FromName, Email: m.From}
	}
	if m.ByService && m.Form == nil {
		who.Email = ""
	}
	switch {
	case who.Email == "":
	case !Deliverable(who.Email):
		who.Email, nobodys = "", "aan het adres van de afzender kan geen brief"
	case Unread(who.Email):
		who.Email, nobodys = "", "het adres van de afzender wordt niet gelezen"
	}
	return who, nobodys
}

// receipt confirms that the mail came in, once a day for each sender, and never where the answer would
// reach somebody who did not write (invariants 6 and 7).
func (t *turn) receipt() {
	if t.c.Complainant.Email == "" || t.e.Mail.DMARCBad || t.b.Guessing {
		return
	}
	if limit := t.o.Limits.ReceiptsPerSenderPerDay; limit > 0 && t.b.Receipts >= limit {
		return
	}
	t.letter(want{kind: Receipt}, t.spread(), false)
}

// spread says when an unattended letter to somebody outside may leave: at once, or so many hours later that
// no hour has more than the limit. The operator is told once an hour.
func (t *turn) spread() time.Time {
	limit := t.o.Limits.UnattendedPerHour
	waiting := t.b.Unattended
	t.b.Unattended++
	if limit <= 0 || waiting < limit {
		return t.e.At
	}
	if !t.b.Told && t.o.Operator != "" {
		t.b.Told = true
		t.post(Notice{Kind: Alert, Address: t.o.Operator, Reason: fmt.Sprintf(
			"Er gaan meer automatische brieven uit dan de grens van %d per uur. De rest wacht en gaat later weg. Kijk of er iets aan de hand is met de mailbox.", limit)})
	}
	return t.e.At.Add(time.Duration(waiting/limit) * time.Hour)
}

// applyReply adds a mail of the parent to the case and puts it before the handler. Command words of a
// parent do nothing but stand in the case (invariant 5); the answer to the question whether the parent is
// satisfied is an answer, not a command, and needs the token that came with the question.
func applyReply(o *Organisation, b *Book, e Event) Decision {
	c, ok := b.Case(e.Ref)
	if !ok {
		return applyNew(o, b, e)
	}
	t := begin(o, b, e, c)
	if e.Mail.Person != "" {
		t.unproven()
		return Decision{Mail: outcome(e, c.Ref, e.Mail.Reason), Steps: []Step{t.step()}}
	}
	t.write(EntryMail, ActorParent, Facts{Date: t.today(), Mail: e.Mail.ID, MsgID: e.Mail.MessageID, Reason: e.Mail.Reason, Own: e.Mail.from(c.Complainant)}, nil)
	people := t.listeners() // of the mail as it came: an answer to the question is for whoever asked it
	t.answer()
	t.tell(ParentWrote, people, nil)
	return Decision{Mail: outcome(e, c.Ref, e.Mail.Reason), Steps: []Step{t.step()}}
}

// readers are who must read what the parent writes: the handler, and of a closed case the registrar. While
// the question whether the parent is satisfied is open it is the registrar alone: the parent was told that the
// handler does not read the answer (promise 4: not the handler asks).
func (t *turn) readers() []Person {
	asked := !t.c.Satisfied.Asked.IsZero() && !t.c.Satisfied.Answered()
	if asked || !t.c.State.Open() {
		return t.o.who(Registrar, t.c, Measure{})
	}
	return t.o.who(Handler, t.c, Measure{})
}

// answer records the parent's own words on satisfaction, when they came with the token of a letter to that
// parent and the question has been asked. A former address has tokens too, and may be somebody else's by now.
func (t *turn) answer() {
	if t.e.Mail.Proof != ByToken || t.c.Satisfied.Asked.IsZero() || !t.e.Mail.from(t.c.Complainant) {
		return
	}
	for _, cmd := range t.e.Mail.Commands {
		w, _ := FindWord(cmd.Word)
		if g, refusal := t.given(w, cmd); w.Name == "tevreden" && refusal == nil {
			t.write(EntrySatisfied, ActorParent, satisfied(g), nil)
		}
	}
}

// unproven keeps a mail that claims to come from staff and could not show it: nothing changes but that the
// registrar looks at it (DESIGN section 7).
func (t *turn) unproven() {
	t.write(EntryHint, ActorMail, Facts{Mail: t.e.Mail.ID, Reason: "mail van een medewerker zonder bewijs"}, nil)
	if t.b.Guessing || passed(t.b.Unproven, t.o.Limits.UnprovenPerCasePerDay) {
		return
	}
	t.tell(RefusedNotice, t.o.who(Registrar, t.c, Measure{}), func(n *Notice) {
		n.Reason = "Niet zeker is dat deze mail van de medewerker komt die als afzender staat. Daarom is er niets mee gedaan."
	})
}

// applyQuiet keeps automatic mail at its case. It causes no mail and moves no clock (invariant 6).
func applyQuiet(o *Organisation, b *Book, e Event) Decision {
	c, ok := b.Case(e.Ref)
	if !ok {
		return Decision{Mail: outcome(e, "", e.Mail.Reason)}
	}
	t := begin(o, b, e, c)
	t.write(EntryMail, ActorMail, Facts{Mail: e.Mail.ID, Reason: e.Mail.Reason}, nil)
	t.absent()
	return Decision{Mail: outcome(e, c.Ref, e.Mail.Reason), Steps: []Step{t.step()}}
}

// applyUnreadable sets a mail aside that nobody can read, and tells the registrar once.
func applyUnreadable(o *Organisation, b *Book, e Event) Decision {
	t := begin(o, b, e, Case{})
	t.tell(Alert, o.With(Registrar), func(n *Notice) {
		n.Reason = "Er is een bericht binnengekomen dat niet te lezen is: " + e.Mail.Reason + ". Het bericht is bewaard. Bekijk het in de mailbox."
	})
	out := outcome(e, "", e.Mail.Reason)
	out.Aside = true
	return Decision{Mail: out, Steps: []Step{t.step()}}
}

// applySettled takes what became of a letter.
func applySettled(o *Organisation, b *Book, e Event) Decision {
	s := e.Settled
	c, ok := b.Case(e.Ref)
	toParent := ok && (c.Queued[s.Letter].Kind != "" || s.Kind.Loose())
	t := begin(o, b, e, c)
	q := Queued{Kind: s.Kind}
	if toParent {
		if c.Queued[s.Letter].Kind != "" {
			q = c.Queued[s.Letter]
		}
		reason := ""
		if s.Outcome != Accepted {
			reason = FailureWords("", s.Reason) // not the relay's words: they may hold the address
		}
		if s.Again {
			reason = "tweede poging: de brief kan dubbel zijn aangekomen"
		}
		t.write(EntrySettled, ActorRelay, Facts{
			Letter: s.Letter, Notice: s.Kind, Value: string(s.Outcome), Promise: c.Queued[s.Letter].Keeps,
			Date: t.today(), Reason: reason, Yes: s.Again,
		}, nil)
	}
	if gone := s.Outcome == RefusedBy || s.Outcome == Uncertain && s.Again; gone && toParent {
		t.returned(q, lost{q.Kind, FailureWords("", s.Reason), s.Reason})
	} else if gone && !s.Kind.ToParent() { // else it was withdrawn while it was on its way
		t.failed(*s)
	}
	if len(t.entries) == 0 && len(t.notices) == 0 {
		return Decision{}
	}
	return Decision{Steps: []Step{t.step()}}
}

// failed tells the operator of a letter to staff that will not arrive by itself. A mail about such a mail that
// fails in its turn is told to nobody: the log has it.
func (t *turn) failed(s Settled) {
	switch {
	case s.Kind == Alert || s.Kind == LetterFailed:
	case t.b.Unreached: // the operator knows of this address
	case t.o.Operator != "" && s.To != t.o.Operator:
		t.post(Notice{Kind: Alert, Address: t.o.Operator, Reason: fmt.Sprintf(
			"Een bericht aan %s is niet aangekomen: %s", s.To, s.Reason)})
	}
}
