package mailin

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"complaintsd/cases"
)

// forward is what a colleague passes on. Who is inside is proposed, not believed.
func (t *triage) forward() (cases.MailKind, string) {
	if t.thread.ref != "" || t.passedOn() == nil {
		return "", ""
	}
	return cases.KindForward, "doorgestuurd door een medewerker"
}

// origin is the mail inside a forwarded one, without a sender that is the organisation itself.
func (t *triage) origin() *cases.Origin {
	f := t.m.Forward
	if p := t.passedOn(); p != nil {
		f = p
	}
	if f == nil {
		return nil
	}
	o := &cases.Origin{Name: f.FromName, Subject: f.Subject}
	if _, staff := t.o.PersonAt(f.From); !staff && !t.o.Owns(f.From) {
		o.From = strings.ToLower(f.From)
	}
	if at, err := time.Parse(time.RFC3339, f.Date); err == nil {
		o.Dated = at
	}
	return o
}

// passedOn is the mail that a colleague passes on: the innermost that colleagues have only passed on to each other.
// nil when the writer is no colleague.
func (t *triage) passedOn() *Forward {
	if t.v.Person == "" && !colleague(t.o, t.m.sender()) {
		return nil
	}
	f := t.m.Forward
	if f == nil {
		f = t.m.Perhaps
	}
	for in := f; in != nil && t.ours(in); in = in.Inner {
		if in.Inner != nil {
			f = in.Inner
		}
	}
	if f != nil && f == t.m.Perhaps && t.ours(f) {
		return nil // what colleagues write to each other
	}
	return f
}

// Original is the mail inside this one that was not passed on once more: what the parent wrote, however many colleagues
// it went through. nil when there is none.
func (m Message) Original(o *cases.Organisation) *Forward {
	if o == nil {
		return m.Forward
	}
	t := &triage{m: m, o: o}
	p, _ := o.PersonAt(m.sender())
	t.v.Person = p.ID
	return cmp.Or(t.passedOn(), m.Forward)
}

// ours tells whether the mail inside was written by the organisation or somebody of it.
func (t *triage) ours(f *Forward) bool {
	if f.From == "" {
		return slices.ContainsFunc(t.o.People, func(p cases.Person) bool { return strings.EqualFold(p.Name, f.FromName) })
	}
	_, staff := t.o.PersonAt(f.From)
	return staff || t.o.Owns(f.From) || colleague(t.o, f.From)
}

// colleague tells whether the address is of the organisation's own domain. Providers where everybody has an
// address are nobody's domain: small organisations use them for complaints too.
func colleague(o *cases.Organisation, addr string) bool {
	domain := domainOf(addr)
	if domain == "" || sharedDomains[domain] {
		return false
	}
	return slices.ContainsFunc(append([]string{o.Address}, o.Aliases...), func(a string) bool { return domainOf(a) == domain })
}

var sharedDomains = set(
	"gmail.com", "googlemail.com", "outlook.com", "outlook.nl", "hotmail.com", "hotmail.nl", "live.com", "live.nl",
	"msn.com", "yahoo.com", "yahoo.nl", "icloud.com", "me.com", "mac.com", "aol.com", "gmx.net", "gmx.com", "proton.me",
	"protonmail.com", "ziggo.nl", "kpnmail.nl", "kpnplanet.nl", "planet.nl", "home.nl", "xs4all.nl", "hetnet.nl",
	"upcmail.nl", "chello.nl", "casema.nl", "quicknet.nl", "zonnet.nl", "tele2.nl", "online.nl", "solcon.nl", "telfort.nl",
)
