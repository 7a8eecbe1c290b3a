package cases

import "slices"

// Relieved are the people who need not handle the case any more since an assignment: who did until then, and who stands
// in for that person. Not who assigned it, who acts for the new handler as well, or who may not read of the case.
func (o *Organisation) Relieved(c Case, e Entry) []Person {
	acting := o.standsIn(e.Facts.Person)
	return slices.DeleteFunc(o.standsIn(e.Facts.Other), func(p Person) bool {
		acts := slices.ContainsFunc(acting, func(q Person) bool { return q.ID == p.ID })
		return acts || p.ID == e.Actor || !o.sees(p, c, true)
	})
}

// relieve tells them: who goes on with a case that is somebody else's writes the parent twice, or waits for an answer.
func (t *turn) relieve(e Entry) {
	t.tell(AssignedNotice, t.o.Relieved(t.c, e), func(n *Notice) { n.Relieved, n.By, n.Mail, n.Story, n.Texts = true, t.actor.ID, nil, "", t.b.Texts })
}

// handlers are those who were told of an assignment that counts no longer: who was to handle the case, and who did
// before and does again.
func (t *turn) handlers(e Entry) []Person {
	people := t.byID(e.Facts.Person, t.c.Handler)
	if e.Facts.Other != "" && e.Facts.Other == t.c.Handler {
		people = append(people, t.o.standsIn(e.Facts.Other)...)
	}
	return people
}
