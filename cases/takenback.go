package cases

import "slices"

// restored does what follows from rows that count no longer: letters that wait go to the address that is right again,
// and colleagues who were told hear that it was taken back.
func (t *turn) restored(u *undoing, before Case) {
	var rows []Entry
	for _, e := range u.all {
		if u.skip[e.Seq] {
			rows = append(rows, e)
		}
	}
	t.undone = append(t.undone, rows...)
	for _, id := range t.c.Restricted {
		if !slices.Contains(before.Restricted, id) {
			t.stopFor(id)
		}
	}
	if is, was := t.c.Complainant, before.Complainant; is != was {
		t.again(is.Email != was.Email)
		if is.Email != was.Email {
			t.readdress()
		}
	}
	var heard []heard
	for _, e := range rows {
		if tell := toldBy[e.Kind]; tell != nil {
			for _, p := range tell(t, before, e) {
				if !slices.Contains(before.Restricted, p.ID) { // nobody told that person of it
					heard = hears(heard, p, noticeOf[e.Kind], e)
				}
			}
		}
	}
	if u.restore {
		heard = t.authors(heard, rows)
	}
	t.tellTakenBack(heard)
}

// authors adds whose commands another one took back: a handler who thinks that the proposal left would wait for an
// answer that never comes. Who has nothing to do with the case any more hears nothing.
func (t *turn) authors(all []heard, rows []Entry) []heard {
	for _, e := range rows {
		if p, ok := t.o.Person(e.Actor); ok && t.o.Concerns(p, t.c) {
			all = hears(all, p, Alert, e)
		}
	}
	return all
}

// heard is a person who was told of something that is no longer so, by which kind of notice, and of what.
type heard struct {
	who  Person
	kind NoticeKind
	what []Entry
}

func hears(all []heard, p Person, kind NoticeKind, what Entry) []heard {
	i := slices.IndexFunc(all, func(h heard) bool { return h.who.ID == p.ID })
	if i < 0 {
		return append(all, heard{p, kind, []Entry{what}})
	}
	if !slices.ContainsFunc(all[i].what, func(e Entry) bool { return e.Seq == what.Seq }) {
		all[i].what = append(all[i].what, what)
	}
	return all
}

// toldBy says per kind of row who was told of it, and must hear that it was taken back. What keeps a case from
// somebody, and no longer does, is for two pairs of eyes.
var toldBy = map[EntryKind]func(*turn, Case, Entry) []Person{
	EntryAssigned: func(t *turn, _ Case, e Entry) []Person { return t.handlers(e) },
	EntryReopened: func(t *turn, _ Case, _ Entry) []Person { return t.byID(t.c.Handler, "") },
	EntrySerious: func(t *turn, before Case, e Entry) []Person {
		if !e.Facts.Yes || !before.Visible {
			return nil
		}
		return t.o.who(Regional, before, Measure{})
	},
	EntryField: func(t *turn, before Case, e Entry) []Person {
		if e.Facts.Other != "location" || !before.Visible {
			return nil
		}
		return slices.DeleteFunc(t.o.local(before), func(p Person) bool {
			return t.c.Visible && slices.ContainsFunc(t.o.local(t.c), func(q Person) bool { return q.ID == p.ID })
		})
	},
	EntryRestricted: func(t *turn, _ Case, e Entry) []Person { return t.others(e.Facts.Person) },
	EntryQueued: func(t *turn, before Case, e Entry) []Person {
		if !before.Queued[e.Facts.Letter].Paper {
			return nil
		}
		return t.o.who(Registrar, t.c, Measure{})
	},
}

// byID is the person with this id, unless it is the one who is meant.
func (t *turn) byID(id, but string) []Person {
	if p, ok := t.o.Person(id); ok && id != but {
		return []Person{p}
	}
	return nil
}

// others are those who see to it that a person reads nothing of a case about that person.
func (t *turn) others(id string) []Person {
	guard := append(t.o.With(Registrar), t.o.With(Director)...)
	return slices.DeleteFunc(guard, func(p Person) bool { return p.ID == id })
}

// noticeOf is the kind of notice by which it was told; what was told to nobody goes as an alert.
var noticeOf = map[EntryKind]NoticeKind{
	EntryAssigned: AssignedNotice, EntryReopened: AssignedNotice, EntrySerious: SeriousNotice, EntryField: NewCase,
	EntryQueued: LetterFailed, EntryRestricted: Alert,
}

// tellTakenBack tells each of them once. They were let in when they were told, so it does not matter whether they still
// are; but nobody complained about hears anything (invariant 10).
func (t *turn) tellTakenBack(all []heard) {
	for _, h := range all {
		if h.who.ID == t.actor.ID || h.who.Gone || slices.Contains(t.b.restricted(t.c), h.who.ID) {
			continue
		}
		t.post(Notice{Kind: h.kind, To: h.who, Address: h.who.Address, TakenBack: h.what, By: t.actor.ID})
		t.told = append(t.told, h.who.ID)
	}
}
