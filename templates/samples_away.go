package templates

import "complaintsd/cases"

// readScanSample is what a program read of a scanned letter.
func readScanSample(o *cases.Organisation) Sample {
	s := staffSample(o, cases.Alert, "nl-ingescand")
	s.Step.Case.Complainant, s.Step.Case.Handler = cases.Complainant{}, ""
	n := &s.Step.Notices[0]
	n.Title, n.Scanned = "Tekst uit de ingescande brief", "Goedemorgen,\n\nBij het opha1en weet niemand hoe de dag was.\n\nS. Peeters"
	return s
}

// awaySample is an automatic answer of the parent that says when she is back.
func awaySample(o *cases.Organisation) Sample {
	s := staffSample(o, cases.ParentWrote, "nl-afwezig")
	n := &s.Step.Notices[0]
	n.Title, n.Back = "De ouder is afwezig", sampleReceived.Add(13)
	n.Mail = &cases.Mail{Kind: cases.KindAutoReply, From: s.Step.Case.Complainant.Email, Text: "Ik ben met vakantie tot en met zondag 29 november."}
	return s
}
