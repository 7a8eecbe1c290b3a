package templates

import (
	"fmt"
	"slices"
	"strings"

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

// Merging tells that it is about two cases whose complainants have only the name in common.
func (p *page) Merging() bool { return p.transcript().Other != nil }

// YesMerge is the button that merges them.
func (p *page) YesMerge() string {
	return p.yes("Ja, het is dezelfde ouder: voeg de zaken samen", cases.ConfirmWord)
}

// Both are what is known of the two complainants, a fact for each case.
func (p *page) Both() []string {
	other := cleanCase(*p.transcript().Other)
	return []string{mark(fact, string(p.c.Ref), who(p.c.Complainant)), mark(fact, string(other.Ref), who(other.Complainant))}
}

func who(c cases.Complainant) string {
	child := ""
	if c.Child != "" {
		child = "kind: " + c.Child
	}
	all := slices.DeleteFunc([]string{c.Name, orWord(c.Email, "geen mailadres"), c.Address, c.Phone, child}, func(s string) bool { return s == "" })
	return strings.Join(all, "; ")
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
