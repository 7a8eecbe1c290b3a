package templates

import (
	"fmt"

	"complaintsd/cases"
)

// Confirming tells that the last step is still to be taken: what was asked is confirmed back first.
func (p *page) Confirming() bool { return p.transcript().Link != nil && !p.Bare() }

// Yes is the button that takes it.
func (p *page) Yes() string {
	tag := fmt.Sprintf("[%s %s] [%s]", p.c.Ref, p.w.keys.Text(*p.transcript().Link), cases.ConfirmWord)
	return mark(button, "Ja, verander het adres", mailto(p.o.Address, tag))
}

// AskedAddress is where letters would go after it.
func (p *page) AskedAddress() string { return p.c.Pending.Who.Email }

// OldAddress is where they go now.
func (p *page) OldAddress() string { return p.c.Complainant.Email }

// ConfirmUntil is how long the button works.
func (p *page) ConfirmUntil() string {
	until := p.c.Pending.Until
	return fmt.Sprintf("%s om %s uur", p.date(p.o.Today(until)), clock(p.o.Local(until)))
}
