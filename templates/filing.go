package templates

import "complaintsd/cases"

// filing says of a new complaint what the organisation's own terms for filing one are, as days of the calendar. It is a
// remark for the registrar: when it happened is for a person to read, and a late complaint is a complaint.
func (p *page) filing() string {
	if p.n.Kind != cases.NewCase || !p.Is("registrar") || !p.IsComplaint() || p.c.Received.IsZero() {
		return ""
	}
	t, said := p.o.Terms, ""
	if t.File != (cases.Span{}) {
		said = "Volgens onze regeling klaagt een ouder binnen " + lasting(t.File, p.language) + ". Gebeurde het voor " + p.date(p.o.Calendar.Since(t.File, p.c.Received)) + "? Dan is de klacht laat. "
	}
	if t.FileFormer != (cases.Span{}) {
		said += "Is de opvang al gestopt? Dan kan een klacht tot " + lasting(t.FileFormer, p.language) + " daarna. Gestopt voor " + p.date(p.o.Calendar.Since(t.FileFormer, p.c.Received)) + " is laat. "
	}
	if said == "" {
		return ""
	}
	return said + "Je mag een late klacht gewoon behandelen."
}
