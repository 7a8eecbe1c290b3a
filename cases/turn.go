package cases

import (
	"cmp"
	"slices"
	"time"
)

// turn is one event being applied to one case: the case as it becomes, and what was decided on the way.
type turn struct {
	o *Organisation
	b *Book
	e Event

	c       Case
	entries []Entry
	notices []Notice

	cancelled, released []int64

	also   *turn   // of the second case that the event changes, nil for none
	joined []*turn // of cases merged into this one whose letters are withdrawn

	other  *Case    // with which the case is to be merged, when that has to be confirmed back
	undone []Entry  // rows that were taken back
	told   []string // ids of the people who hear that
	rest   []Entry  // rows of the same mails that were not

	link  *Token // of what has to be confirmed back, nil for nothing
	actor Person // the proven person, zero when there is none
	word  string // the command that is being done, "" for none
	level Level
	want  []want // letters to the parent that commands ask for; they are made when all commands are done
}

// want is a letter to the parent that a command asks for.
type want struct {
	kind  NoticeKind
	keeps Promise
	text  string
	files []File
	mail  string // hash of the mail that holds the text
	to    string // another address than that of the complainant, "" for that one
	lost  *lost  // it was mailed and did not arrive: this one goes by post

	word, cause string // the command that asks for it, and the hash of its mail
	instead     int64  // the letter that it is made anew of, 0 for none
}

func begin(o *Organisation, b *Book, e Event, c Case) *turn {
	return &turn{o: o, b: b, e: e, c: c}
}

// write appends a row to the history and folds it into the case.
func (t *turn) write(kind EntryKind, actor string, f Facts, who *Complainant) Entry {
	f, who = f.storable(), who.storable()
	e := Entry{
		Ref: t.c.Ref, Seq: t.c.Seq + 1, At: t.e.At.UTC().Truncate(time.Millisecond),
		Actor: actor, Kind: kind, Facts: f, Who: who, Prev: t.c.Head,
	}
	switch {
	case t.actor.ID != "" && actor == t.actor.ID:
		e.Level, e.Proof = t.level, t.e.Mail.Proof
		if t.word != "" && f.Cause == "" {
			e.Facts.Word, e.Facts.Cause = t.word, t.e.Mail.ID
		}
	case t.e.Mail != nil && (actor == ActorParent || actor == ActorMail): // what a mail showed, also when it was not enough
		e.Proof = t.e.Mail.Proof
	}
	if who != nil {
		e.WhoSum = digestOf(who)
	}
	e.Hash = e.Sum()
	t.c = t.c.With(e)
	t.entries = append(t.entries, e)
	if kind == EntryUndone {
		t.c = Fold(t.past())
	}
	return e
}

// did writes a row by the person who commands.
func (t *turn) did(kind EntryKind, f Facts) Entry { return t.write(kind, t.actor.ID, f, nil) }

// post decides a notice: it gets its number and its token here, so that what is queued is what was decided.
func (t *turn) post(n Notice) Notice {
	scope, party := ScopeStaff, n.To.ID
	expires := Date{}
	if t.c.Ref == "" { // no case will ever close and end it
		expires = t.today().Add(looseDays)
	}
	if n.Parent {
		scope, party = ScopeParent, n.Address
		// Parents may take up their case for two years (DESIGN section 4).
		expires = t.today().AddMonths(24)
	}
	n.Letter, n.Auto = t.b.NextLetter, !n.Kind.Attended()
	n.Token = t.token(t.c.Ref, scope, party, expires)
	t.b.NextLetter++
	if n.Release.IsZero() {
		n.Release = t.e.At
	}
	t.notices = append(t.notices, n)
	return n
}

// token makes the next token. Who holds it may act in that one case.
func (t *turn) token(ref Ref, scope Scope, party string, expires Date) Token {
	k := Token{Key: t.b.Key, ID: t.b.NextToken, Org: t.o.Prefix, Ref: ref, Party: party, Scope: scope, Expires: expires}
	t.b.NextToken++
	return k
}

// staffToken is for the links to a case in a mail that is about several.
func (t *turn) staffToken(ref Ref, p Person) Token { return t.token(ref, ScopeStaff, p.ID, Date{}) }

// looseDays is how long the token of a mail without a case may be used, as a digest's.
const looseDays = 30

// tell sends one notice to each of the people: once each, never to one complained about, and never to
// people whom nobody has let in yet (invariant 10), nor to whose machine it was that wrote (invariant 6).
func (t *turn) tell(kind NoticeKind, people []Person, fill func(*Notice)) {
	told := map[string]bool{}
	for _, p := range people {
		if told[p.ID] || t.hidden(p) || t.e.Mail != nil && t.e.Mail.Kind.Automatic() && t.e.Mail.From == p.Address {
			continue
		}
		told[p.ID] = true
		n := Notice{Kind: kind, To: p, Address: p.Address, Mail: t.e.Mail, Story: t.b.Texts[t.c.Opening]}
		if fill != nil {
			fill(&n)
		}
		t.post(n)
	}
}

// hidden tells whether the person must not read of the case.
func (t *turn) hidden(p Person) bool {
	return !t.o.sees(p, t.c, true) || slices.Contains(t.b.restricted(t.c), p.ID)
}

// sees tells whether the person may read of the case: nobody complained about, and before the registrar or
// the director let the location's people in, only these two (invariant 10). With told, a person who is
// chosen for something (a handler, an owner) counts as let in.
func (o *Organisation) sees(p Person, c Case, told bool) bool {
	if p.Gone || slices.Contains(c.Restricted, p.ID) {
		return false
	}
	return p.Has(Registrar) || p.Has(Director) || o.ready(p, c) || c.Visible && (told || o.concerns(p, c))
}

// Concerns tells whether the person is staff of the case and may read of it: what StaffOfCase means.
func (o *Organisation) Concerns(p Person, c Case) bool { return o.concerns(p, c) && o.sees(p, c, true) }

// concerns tells whether the person is staff of the case (DESIGN section 7): handler or the handler's
// deputy, registrar, director, the location's manager and its regional manager.
func (o *Organisation) concerns(p Person, c Case) bool {
	if p.Has(Registrar) || p.Has(Director) || p.ID == c.Handler || o.ready(p, c) {
		return true
	}
	if h, ok := o.Person(c.Handler); ok && h.Deputy == p.ID {
		return true
	}
	for _, m := range c.Measures {
		if m.Owner == p.ID {
			return true
		}
	}
	if slices.ContainsFunc(c.Agreements, func(a Agreement) bool { return a.Owner == p.ID }) {
		return true
	}
	return slices.ContainsFunc(o.local(c), func(q Person) bool { return q.ID == p.ID })
}

// local gives the manager and the regional manager of the case's location.
func (o *Organisation) local(c Case) []Person {
	l, ok := o.Location(c.Location)
	if !ok {
		return nil
	}
	var found []Person
	for _, p := range o.People {
		if p.Has(Manager) && slices.Contains(p.Locations, l.Name) || p.Has(Regional) && slices.Contains(p.Regions, l.Region) {
			found = append(found, p)
		}
	}
	return found
}

// up says who acts where nobody has a role: the one above. The registrar is the last resort also when it is
// the director who is complained about.
var up = map[Role]Role{Handler: Registrar, Owner: Registrar, Manager: Registrar, Regional: Director, Registrar: Director, Director: lastResort}

// lastResort stands for whoever of registrars and directors is not complained about.
const lastResort Role = "last-resort"

// who gives the people that a role means for a case. A role that nobody has there goes up the chain:
// handler to registrar, regional manager to director, as the configuration says.
func (o *Organisation) who(r Role, c Case, m Measure) []Person {
	var found []Person
	switch r {
	case Handler:
		found = o.standsIn(c.Handler)
	case Owner:
		found = o.standsIn(m.Owner)
	case Manager, Regional:
		for _, p := range o.local(c) {
			if p.Has(r) && c.Visible {
				found = append(found, p)
			}
		}
	case lastResort:
		found = append(o.With(Registrar), o.With(Director)...)
	default:
		found = o.With(r)
	}
	found = slices.DeleteFunc(found, func(p Person) bool { return slices.Contains(c.Restricted, p.ID) })
	if len(found) > 0 || r == lastResort {
		return found
	}
	return o.who(o.Escalation.above(r), c, m)
}

// letter sends a letter to the parent. It is written in the history as queued; whether it keeps a promise
// is for its outcome to say. A parent without an address gets it by post, through the registrar.
func (t *turn) letter(w want, release time.Time, held bool) Notice {
	n := Notice{
		Kind: w.kind, Parent: true, Address: cmp.Or(w.to, t.c.Complainant.Email), Release: release, Held: held,
		Keeps: w.keeps, Text: w.text, Files: w.files, Thread: t.c.Thread, Texts: t.b.Texts,
	}
	if w.lost != nil {
		n.Address = ""
	}
	if len(t.c.Thread) > 0 {
		n.ReplyTo = t.c.Thread[len(t.c.Thread)-1]
	}
	n = t.post(n)
	f := Facts{
		Letter: n.Letter, Notice: w.kind, Promise: w.keeps, Date: t.today(), Mail: w.mail, Number: len(w.files),
		Word: w.word, Cause: w.cause, Instead: w.instead,
	}
	if w.text != "" && w.mail == "" {
		f.Mail = t.e.Mail.ID
	}
	if n.Address == "" {
		f.Other, f.Yes = OnPaper, w.lost != nil
	} else if held {
		f.Until = release.UTC().Truncate(time.Millisecond)
	}
	t.write(EntryQueued, t.by(), f, nil)
	if n.Address == "" {
		t.tellPost(&n, w.lost)
	}
	return n
}

// by is the actor of what follows from the event.
func (t *turn) by() string {
	if t.actor.ID != "" {
		return t.actor.ID
	}
	if t.e.Mail != nil {
		return ActorMail
	}
	return ActorClock
}

func (t *turn) today() Date { return t.o.Today(t.e.At) }

// release says when a letter that a command caused may leave: after the hold, unless the hold would outlast
// the last day of the promise that it keeps (DESIGN section 1).
func (t *turn) release(p Promise) (at time.Time, held bool) {
	at = t.e.At.Add(t.o.Terms.Hold)
	if p != "" {
		due := *t.c.Due.Of(p)
		pressing := !due.IsZero() && t.c.Kept.Of(p).IsZero() && !t.today().After(due)
		if pressing && t.o.Today(at).After(due) {
			return t.e.At, false
		}
	}
	return at, t.o.Terms.Hold > 0
}

// leaves says when a letter that a command caused may leave: one that a person wrote or chose after the hold; one that
// the clock had sent before as before; the note to a former address at once.
func (t *turn) leaves(w want) (at time.Time, held bool) {
	switch w.kind {
	case AddressChanged:
		return t.e.At, false
	case Receipt, AskSatisfaction, SatisfactionReminder:
		return t.spread(), false
	}
	return t.release(w.keeps)
}

// steps are what changes: of the case, and of those beside it.
func (t *turn) steps() []Step {
	steps := []Step{t.step()}
	for _, s := range t.joined {
		steps = append(steps, s.step())
	}
	if t.also != nil {
		steps = append(steps, t.also.step())
	}
	return steps
}

func (t *turn) step() Step {
	return Step{Case: t.c, Entries: t.entries, Notices: t.notices, Cancelled: t.cancelled, Released: t.released}
}
