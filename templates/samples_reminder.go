package templates

import (
	"maps"

	"complaintsd/cases"
)

// severalSample reminds the registrar of two cases in one mail.
func severalSample(o *cases.Organisation) Sample {
	s := unassignedSample(o)
	s.Name = "reminder-nl-meer"
	n := &s.Step.Notices[0]
	unassigned, judged := s.Step.Case, sampleCase(o, cases.Dutch)
	unassigned.Ref, unassigned.Location, unassigned.Visible = cases.NewRef(o.Prefix, 2026, 47), "", false
	judged.Received = sampleReceived.Add(-41)
	judged.Due = cases.Dates{Confirm: sampleReceived.Add(-34), Propose: sampleReceived.Add(-20), Statutory: sampleReceived.Add(1)}
	n.Parts = []cases.Part{
		{Case: judged, Duties: []cases.Duty{{Ref: judged.Ref, Rule: cases.RuleStatutory, Role: cases.Registrar, Serves: judged.Due.Statutory}}},
		{Case: unassigned, Duties: n.Duties},
	}
	n.Keys = []cases.Token{sampleToken(o, judged.Ref, n.To.ID, cases.ScopeStaff), sampleToken(o, unassigned.Ref, n.To.ID, cases.ScopeStaff)}
	n.Duties, n.Token = nil, sampleToken(o, "", n.To.ID, cases.ScopeStaff)
	s.Step.Case = cases.Case{}
	return s
}

// appealSample reminds the director of the decision that a parent asked for.
func appealSample(o *cases.Organisation) Sample {
	s := staffSample(o, cases.Reminder, "nl-beroep")
	director, c, n := castOf(o).director, &s.Step.Case, &s.Step.Notices[0]
	c.Kept = cases.Dates{Confirm: c.Due.Confirm, Propose: c.Due.Propose, Statutory: c.Due.Propose}
	c.Due.Appeal, c.Anew.Appeal = o.Today(s.Now).Add(7), o.Today(s.Now).Add(-7)
	n.To, n.Address, n.Token = director, director.Address, sampleToken(o, c.Ref, director.ID, cases.ScopeStaff)
	n.Duties = []cases.Duty{{Ref: c.Ref, Rule: cases.RuleAppeal, Role: cases.Director, Serves: c.Due.Appeal}}
	return s
}

// secondSample asks the director to agree to a closing letter.
func secondSample(o *cases.Organisation) Sample {
	s := staffSample(o, cases.Reminder, "nl-akkoord")
	v, c, n := castOf(o), &s.Step.Case, &s.Step.Notices[0]
	s.Org = seconded(o)
	c.Kept = cases.Dates{Confirm: c.Due.Confirm, Propose: c.Due.Propose}
	c.Judgement = cases.Judgement{Outcome: "deels", Mail: "oordeel"}
	c.CloseAsk = &cases.CloseAsk{By: v.registrar.ID, On: o.Today(s.Now), Mail: "slot", Files: 1}
	n.Files = []cases.File{{Name: "verslag.pdf", Type: "application/pdf", Size: 120_000}}
	n.To, n.Address, n.Token = v.director, v.director.Address, sampleToken(o, c.Ref, v.director.ID, cases.ScopeStaff)
	n.Duties = []cases.Duty{{Ref: c.Ref, Rule: cases.RuleSecond, Role: cases.Director, Serves: c.Due.Statutory}}
	c.Measures = []cases.Measure{{Number: 1, Date: sampleReceived.Add(40), Owner: c.Handler, Mail: "maatregel1"}}
	n.Texts = maps.Clone(sampleReasons[cases.Dutch])
	n.Texts["slot"] = sampleReason
	return s
}

// seconded is the organisation with a second person for each closing.
func seconded(o *cases.Organisation) *cases.Organisation {
	s := *o
	s.Second = []cases.Role{cases.Director}
	return &s
}
