package cases

import (
	"fmt"
	"slices"
)

// Whoever is complained about reads nothing of the case (invariant 10), wherever its words turn up: in a case that was
// merged with it, in a mail that cites it or says the same once more, and in what the outbox still has.

// Withdraws tells that the mail may change who may read of a case: an address, or who is kept from it.
func (m *Mail) Withdraws() bool {
	return m.Confirm != 0 || slices.ContainsFunc(m.Commands, func(c Command) bool {
		w, _ := FindWord(c.Word)
		return slices.Contains([]string{"vertrouwelijk", "samenvoegen", "splitsen", "ongedaan"}, w.Name)
	})
}

// restricted are the people who may not read of a case: its own, and those of the case in which it goes on, which
// knows of all that were merged into it.
func (b *Book) restricted(c Case) []string {
	all := c.Restricted
	if l, ok := b.Lead(c.Ref); ok && l.Ref != c.Ref {
		all = append(slices.Clone(all), l.Restricted...)
	}
	return all
}

// who gives the people that a role means for the case of the turn, without those who may not read of it.
func (t *turn) who(r Role) []Person { return t.without(r, t.b.restricted(t.c)) }

// without is the same without some others as well.
func (t *turn) without(r Role, ids []string) []Person {
	c := t.c
	c.Restricted = append(slices.Clone(c.Restricted), ids...)
	return t.o.who(r, c, Measure{})
}

// aboutOthers are the people who may not read of a new case because its mail belongs with theirs: it cites that case,
// or says the same.
func (t *turn) aboutOthers(near []Near) []string {
	var all []string
	if c, ok := t.b.Case(t.e.Mail.Hint); ok {
		all = append(all, t.b.restricted(c)...)
	}
	for _, c := range t.b.Near {
		if slices.ContainsFunc(near, func(n Near) bool { return n.Ref == c.Ref && n.Same }) {
			all = append(all, c.Restricted...)
		}
	}
	return all
}

// stopFor withdraws the mails to a person that name the case and have not left. One that was about something else as
// well is told to the registrar: the person misses that too.
func (t *turn) stopFor(id string) {
	p, _ := t.o.Person(id)
	names := func(r Ref) bool { l, ok := t.b.Lead(r); return r == t.c.Ref || ok && l.Ref == t.c.Ref }
	var rest []Unsent
	for _, u := range t.b.Unsent {
		if u.Kind.ToParent() || u.To != p.Address || !slices.ContainsFunc(u.About, names) {
			rest = append(rest, u)
			continue
		}
		t.cancelled = append(t.cancelled, u.Letter)
		if u.Kind != Alert && !names(u.Ref) {
			t.tell(Alert, t.who(Registrar), func(n *Notice) {
				n.Title = "Een mail aan " + p.Name + " is tegengehouden"
				n.Reason = fmt.Sprintf("Er wachtte nog een mail aan %s waarin deze zaak stond. Die gaat niet weg. Er stond ook iets in over andere zaken. Vertel dat zelf als het nodig is.", p.Name)
			})
		}
	}
	t.b.Unsent = rest
}
