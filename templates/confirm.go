package templates

import (
	"fmt"

	"complaintsd/cases"
)

// Confirming tells that the last step is still to be taken: what was asked is confirmed back first.
func (p *page) Confirming() bool { return p.transcript().Link != nil && !p.Bare() }

// Yes is the button that takes it.
func (p *page) Yes() string { return p.yes("Ja, verander het adres", cases.ConfirmWord) }

// YesQuietly takes it as well, and nothing is said to the address that letters went to before.
func (p *page) YesQuietly() string {
	return p.yes("Ja, verander het adres, en schrijf niet naar het oude adres", cases.ConfirmWord+" stil")
}

func (p *page) yes(label, words string) string {
	tag := fmt.Sprintf("[%s %s] [%s]", p.c.Ref, p.w.keys.Text(*p.transcript().Link), words)
	return mark(button, label, mailto(p.o.Address, tag))
}

// TellsOld tells that the old address will hear that it is no longer used.
func (p *page) TellsOld() bool { return p.c.Own }

// AskedAddress is where letters would go after it.
func (p *page) AskedAddress() string { return p.c.Pending.Who.Email }

// OldAddress is where they go now.
func (p *page) OldAddress() string { return p.c.Complainant.Email }

// ConfirmUntil is how long the button works.
func (p *page) ConfirmUntil() string {
	until := p.c.Pending.Until
	return fmt.Sprintf("%s om %s uur", p.date(p.o.Today(until)), clock(p.o.Local(until)))
}
