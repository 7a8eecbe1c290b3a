package cases

import "slices"

// A deputy with dates has all roles of the person while they run (see On). One without dates stands ready always: for
// the cases that the person handles, and for the director beside whom nobody else may decide. A serious case must not
// wait for one person: the deputy gets the director's reminders of it, may read it and may decide it. Taking the mark
// of a serious case away stays with the director.

// standsReady are the deputies without dates of the directors, for a serious case. Of a complaint about the director
// the deputy is no judge either.
func (o *Organisation) standsReady(c Case) []Person {
	if !c.Serious {
		return nil
	}
	var found []Person
	for _, p := range o.With(Director) {
		d, ok := o.Person(p.Deputy)
		if ok && !p.Away && !d.Gone && !slices.Contains(c.Restricted, p.ID) && !slices.Contains(c.Restricted, d.ID) {
			found = append(found, d)
		}
	}
	return found
}

// ready tells whether the person is one of them.
func (o *Organisation) ready(p Person, c Case) bool {
	return c.Serious && slices.ContainsFunc(o.standsReady(c), func(q Person) bool { return q.ID == p.ID })
}

// Decides tells whether the person decides who handles a serious case.
func (o *Organisation) Decides(p Person, c Case) bool { return p.Has(Director) || o.ready(p, c) }
