package templates

import (
	"slices"

	"complaintsd/cases"
)

// First is the first name of the reader.
func (p *page) First() string { return p.n.To.First() }

// KindWord is what the case is: klacht, suggestie, tip, compliment.
func (p *page) KindWord() string {
	if p.c.Kind == "" {
		return string(cases.Complaint)
	}
	return string(p.c.Kind)
}

// About names the case for a line: klacht over Morel.
func (p *page) About() string {
	if p.c.Location == "" {
		return p.KindWord() + ", locatie onbekend"
	}
	return p.KindWord() + " over " + p.c.Location
}

// AboutIn is the same with its article, inside a sentence.
func (p *page) AboutIn() string {
	about := p.About()
	if p.c.Location == "" {
		about = p.KindWord() + " (locatie onbekend)"
	}
	if p.c.Kind == cases.Compliment {
		return "het " + about
	}
	return "de " + about
}

// Serious tells whether the case is marked as serious.
func (p *page) Serious() bool { return p.c.Serious }

// Open tells whether somebody still has to do something.
func (p *page) Open() bool { return p.c.State.Open() || p.c.State == "" }

// MayAssign tells whether the reader may name the handler: whom the configuration lets, or for a serious case the
// director and who stands ready for him.
func (p *page) MayAssign() bool {
	if p.c.Serious {
		return p.o.Decides(p.n.To, p.c)
	}
	return slices.ContainsFunc(p.o.Assigners(), func(r cases.Role) bool { return p.n.To.Has(r) || r == cases.Handler && p.Handles() })
}

// ToAssign tells whether it is for the reader to name the handler now: nobody is named, or the case is serious and the
// director has not decided.
func (p *page) ToAssign() bool {
	return p.MayAssign() && (p.c.Handler == "" || p.c.Serious && !p.c.Decided)
}

// Handles tells whether the reader handles the case.
func (p *page) Handles() bool { return p.c.Handler != "" && p.c.Handler == p.n.To.ID }

// Is tells whether the reader has the role.
func (p *page) Is(role string) bool { return p.n.To.Has(cases.Role(role)) }

// ShortConfirmBy is the date of the confirmation for a subject.
func (p *page) ShortConfirmBy() string { return short(p.c.Due.Confirm, p.language) }

// ShortProposeBy is the date of the proposal for a subject.
func (p *page) ShortProposeBy() string {
	if p.ProposeBy() == "" {
		return ""
	}
	return short(p.c.Due.Propose, p.language)
}

// Concerned tells whether the reader is staff of the case. Somebody who only passed on what a parent said is
// not, and would be refused.
func (p *page) Concerned() bool { return p.c.Ref != "" && p.o.Concerns(p.n.To, p.c) }

// onPaper tells that a letter waits to be posted.
func (p *page) onPaper() bool {
	for _, q := range p.c.Queued {
		if q.Paper {
			return true
		}
	}
	return false
}
