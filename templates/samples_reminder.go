package templates

import "complaintsd/cases"

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
