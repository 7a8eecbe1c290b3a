package cases

import "fmt"

// absent puts the absence of a handler before the registrar, with whoever could stand in: once for each case and date
// of return. It is only proposed: an absence notice is automatic mail and proves nothing.
func (t *turn) absent() {
	m := t.e.Mail
	if m.Person == "" && m.From != "" && m.From == t.c.Complainant.Email {
		t.parentAway()
		return
	}
	p, ok := t.o.PersonAt(m.From)
	if !ok || p.Gone || p.ID != t.c.Handler || !t.c.State.Open() || !m.Back.After(t.today()) {
		return
	}
	key := fmt.Sprintf("away/%s/%s", p.ID, m.Back)
	if t.c.Done.Has(key) {
		return
	}
	t.write(EntryDuty, ActorMail, Facts{Value: key, Date: m.Back, Mail: m.ID}, nil)
	t.tell(Alert, t.o.who(Registrar, t.c, Measure{}), func(n *Notice) {
		n.Title, n.Away = p.Name+" is afwezig", p.ID
	})
}

// parentAway tells whoever waits for the parent, once for each date of return. No clock stands still.
func (t *turn) parentAway() {
	m := t.e.Mail
	key := fmt.Sprintf("away/parent/%s", m.Back)
	if !t.c.State.Open() || !m.Back.After(t.today()) || t.c.Done.Has(key) {
		return
	}
	t.write(EntryDuty, ActorMail, Facts{Value: key, Date: m.Back, Mail: m.ID}, nil)
	t.tell(ParentWrote, t.readers(), func(n *Notice) { n.Title, n.Back = "De ouder is afwezig", m.Back })
}
