package cases

import "slices"

// stale is how old a mail may be and still command (DESIGN section 7): more than four days between its Date
// and its arrival may be a replay.
const staleDays = 4

// earlyHours is how far the date of a mail may lie ahead of its arrival.
const earlyHours = 24

// applyCommand does what a proven mail of staff asks: whole or not at all. The answer is a transcript to the
// person's address in the roster, whoever the mail says to answer to.
func applyCommand(o *Organisation, b *Book, e Event) Decision {
	p, ok := o.Person(e.Mail.Person)
	if !ok || e.Mail.Proof != ByToken && e.Mail.Proof != ByDMARC {
		return applyReply(o, b, e)
	}
	if o.tooMany(b, e.Mail) {
		return applyTooMany(o, b, e, p)
	}
	c, known := b.Case(e.Ref)
	fresh := isNew(e.Mail.Commands)
	if fresh {
		c, known = Case{Ref: NewRef(o.Prefix, o.Today(e.Mail.Arrived).Year, b.NextCase)}, true
	}
	if known && !fresh && !o.Concerns(p, c) && !alarms(e.Mail) {
		return applyOutside(o, b, e, p)
	}
	start := *b
	t := begin(o, b, e, c)
	t.actor, t.level = p, 1
	if fresh {
		t.openByStaff()
	}
	opened := len(t.entries)
	results := t.run(known)
	if fresh { // only now it is known from whom the case is kept
		t.tell(NewCase, t.o.who(Registrar, t.c, Measure{}), nil)
	}
	for i := range results {
		if w, _ := FindWord(results[i].Command.Word); w.Name == "nieuw" {
			results[i].Entries = slices.Clone(t.entries[:opened])
		}
	}
	applied := !slices.ContainsFunc(results, func(r Result) bool { return r.Refusal != nil })
	if !applied {
		if fresh {
			c, known = Case{}, false
		}
		*b = start
		t = begin(o, b, e, c)
		t.actor = p
	}
	if known && !fresh {
		t.besideParent()
	}
	t.conclude(results, applied, known)
	return Decision{Mail: outcome(e, t.voice().c.Ref, e.Mail.Reason), Steps: t.steps()}
}

func isNew(commands []Command) bool {
	return slices.ContainsFunc(commands, func(c Command) bool {
		w, ok := FindWord(c.Word)
		return ok && w.Name == "nieuw"
	})
}

// openByStaff opens a case from a phone note, a letter or a forward that staff sent in.
func (t *turn) openByStaff() {
	t.open()
	if who := readLines(t.e.Mail.Text).over(Complainant{}); who != (Complainant{}) && (who.Email == "" || Deliverable(who.Email)) {
		t.write(EntryComplainant, t.actor.ID, Facts{Mail: t.e.Mail.ID}, &who)
	}
}

// run does the commands one after the other and then makes the letters that they ask for.
func (t *turn) run(known bool) []Result {
	var results []Result
	commands := t.commands()
	for i, r := range commands {
		cmd, before, undone, told := r.Command, len(t.entries), len(t.undone), len(t.told)
		t.rest = nil
		refusal := &Refusal{Code: RefuseClash, Against: contradicted(commands, i)}
		if refusal.Against == nil {
			refusal = t.one(cmd, known)
		}
		entries := slices.Clone(t.entries[before:])
		if t.also != nil {
			entries = append(entries, t.also.entries...)
		}
		results = append(results, Result{
			Rest: t.rest, Command: cmd, Refusal: refusal, Entries: entries, Undone: slices.Clone(t.undone[undone:]), Told: slices.Clone(t.told[told:]),
		})
	}
	for _, bracket := range t.e.Mail.Unknown {
		results = append(results, Result{
			Command: Command{Word: bracket},
			Refusal: &Refusal{Code: RefuseUnknownWord, Arg: bracket, Nearest: NearestWords(bracket)},
		})
	}
	if len(results) == 0 {
		if refusal := t.one(Command{Word: "notitie"}, known); refusal != nil {
			results = append(results, Result{Command: Command{Word: "notitie"}, Refusal: refusal})
		}
	}
	return results
}

// commands are those of the mail, in the order in which they are done.
func (t *turn) commands() []read {
	var all []read
	for _, cmd := range secretFirst(t.e.Mail.Commands) {
		all = append(all, t.read(cmd))
	}
	return once(all)
}

// secretFirst puts the words that keep the case from somebody before the others, wherever they stand in the subject:
// what the others tell must not reach the person complained about (invariant 10).
func secretFirst(commands []Command) []Command {
	secret := func(c Command) bool { w, _ := FindWord(c.Word); return w.Name == "vertrouwelijk" }
	all := slices.DeleteFunc(slices.Clone(commands), func(c Command) bool { return !secret(c) })
	return append(all, slices.DeleteFunc(slices.Clone(commands), secret)...)
}

// unknown refuses a word that is not in the table. When one word is near to it, its arguments are looked at as well: the
// mended mail must not be refused in its turn.
func (t *turn) unknown(cmd Command) *Refusal {
	r := &Refusal{Code: RefuseUnknownWord, Arg: cmd.Word, Nearest: NearestWords(cmd.Word)}
	if len(r.Nearest) == 1 {
		w, _ := FindWord(r.Nearest[0])
		_, r.Then = t.given(w, cmd)
	}
	return r
}

func (t *turn) one(cmd Command, known bool) *Refusal {
	w, ok := FindWord(cmd.Word)
	switch {
	case !ok:
		return t.unknown(cmd)
	case !known && !w.Anywhere:
		return &Refusal{Code: RefuseNoCase}
	case t.stale():
		return &Refusal{Code: RefuseStale}
	case t.early():
		return &Refusal{Code: RefuseEarly}
	case w.Name == "toewijzen" && t.c.Serious && !t.mayDecide():
		return &Refusal{Code: RefuseDirector}
	case !w.may(t.o, t.actor, t.c):
		return &Refusal{Code: RefuseNotYours, Arg: w.Name}
	}
	for _, need := range w.Needs {
		if !met[need](t) {
			return &Refusal{Code: unmet[need], Arg: w.Name}
		}
	}
	g, refusal := t.given(w, cmd)
	if refusal == nil && w.Encloses {
		refusal = t.e.Mail.unfit()
	}
	if refusal != nil {
		return refusal
	}
	t.level, t.word = w.Level, w.Name
	refusal = w.do(t, g)
	for i, asked := range t.want {
		if asked.cause == "" && asked.instead == 0 { // a letter of the clock that is made anew is still nobody's
			t.want[i].word, t.want[i].cause = w.Name, t.e.Mail.ID
		}
	}
	return refusal
}

// met says of each need whether it is met, and unmet how it is refused.
var (
	met = map[Need]func(*turn) bool{
		NeedOpen:  func(t *turn) bool { return t.c.State.Open() },
		NeedEnded: func(t *turn) bool { return !t.c.State.Open() },
		NeedText:  func(t *turn) bool { return t.e.Mail.Text != "" },
		NeedAlone: func(t *turn) bool { return len(t.e.Mail.Commands)+len(t.e.Mail.Unknown) == 1 },
	}
	unmet = map[Need]RefusalCode{NeedOpen: RefuseState, NeedEnded: RefuseState, NeedText: RefuseEmptyText, NeedAlone: RefuseNotAlone}
)

// mayDecide: of a serious complaint the director decides who handles it; the registrar does when it is about
// the director.
func (t *turn) mayDecide() bool {
	people := append(t.o.who(Director, t.c, Measure{}), t.o.standsReady(t.c)...)
	return slices.ContainsFunc(people, func(p Person) bool { return p.ID == t.actor.ID })
}

func (t *turn) stale() bool {
	m := t.e.Mail
	return !m.Dated.IsZero() && m.Arrived.Sub(m.Dated).Hours() > staleDays*24
}

// early: a date that lies further ahead than a wrong clock would make it good for longer than that.
func (t *turn) early() bool {
	m := t.e.Mail
	return !m.Dated.IsZero() && m.Dated.Sub(m.Arrived).Hours() > earlyHours
}

// conclude makes the letters of the commands, in the order in which a person would write them, and answers.
func (t *turn) conclude(results []Result, applied, known bool) {
	tr := &Transcript{Results: results, Applied: applied, Note: len(results) == 0}
	if applied {
		tr.Undo = t.undoable()
		t.word, t.level = "", 2 // what sends a letter to the parent (DESIGN section 7)
		for _, w := range t.want {
			at, held := t.leaves(w)
			n := t.letter(w, at, held)
			if tr.Letters = append(tr.Letters, n); !held && n.Address != "" {
				tr.Undo = 0 // it leaves at once, and there is no hold to take it back in
			}
		}
		tr.Help, tr.Status = asked(results, "help"), asked(results, "stand")
	}
	// Somebody of the roster whom the case does not concern may raise the alarm, and learns nothing.
	tr.Bare = !known || !t.o.concerns(t.actor, t.c) || !t.o.sees(t.actor, t.c, true)
	if t.chatter() {
		return
	}
	kind := TranscriptNotice
	if !applied {
		kind = RefusedNotice
	}
	n := Notice{Kind: kind, Transcript: tr}
	if applied && t.link != nil {
		tr.Link, tr.Other, n.Keys = t.link, t.other, []Token{*t.link}
	}
	t.voice().tellActor(n)
}

// undoable is the first row of what the mail did, 0 when it did nothing that can be taken back with one word. Letters
// have links of their own.
func (t *turn) undoable() int {
	first := 0
	for _, e := range t.entries {
		w, _ := FindWord(e.Facts.Word)
		switch {
		case e.Facts.Word == "" || e.Facts.Cause != t.e.Mail.ID || e.Kind == EntryNote || w.Name == "ongedaan" || w.Name == "nu":
			continue
		case w.Final || w.TakeBack != nil && !slices.ContainsFunc(w.TakeBack, t.actor.Has):
			return 0
		case first == 0:
			first = e.Seq
		}
	}
	return first
}

// voice is the turn of the case that goes on: of a merged one the other.
func (t *turn) voice() *turn {
	if t.also != nil && t.c.State == Merged {
		return t.also
	}
	return t
}

// tellActor answers the person who wrote, at the address of the roster, and thus without regard to who else
// may read of the case.
func (t *turn) tellActor(n Notice) {
	n.To, n.Address, n.Mail = t.actor, t.actor.Address, t.e.Mail
	n.ReplyTo = t.e.Mail.MessageID
	t.post(n)
}

func asked(results []Result, word string) bool {
	return slices.ContainsFunc(results, func(r Result) bool {
		w, ok := FindWord(r.Command.Word)
		return ok && w.Name == word
	})
}
