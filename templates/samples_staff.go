package templates

import (
	"cmp"
	"time"

	"complaintsd/cases"
)

// specialSamples show letters whose words depend on the case.
func specialSamples(o *cases.Organisation, l cases.Language, name string) []Sample {
	var all []Sample
	for _, x := range specials {
		s := parentSample(o, x.kind, l, name+"-"+x.name)
		x.change(&s.Step.Case)
		all = append(all, s)
	}
	return append(all,
		onPaper(parentSample(o, cases.Confirmation, l, name+"-papier")),
		onPaper(parentSample(o, cases.AskSatisfaction, l, name+"-papier")),
	)
}

var specials = []struct {
	kind   cases.NoticeKind
	name   string
	change func(*cases.Case)
}{
	{cases.Receipt, "compliment", func(c *cases.Case) { c.Kind, c.Due = cases.Compliment, cases.Dates{} }},
	{cases.Confirmation, "afdeling", func(c *cases.Case) { c.Handler, c.HandledByDep = "", true }},
	{cases.Confirmation, "suggestie", func(c *cases.Case) { c.Kind, c.Due.Statutory = cases.Suggestion, cases.Date{} }},
	{cases.Confirmation, "compliment", func(c *cases.Case) { c.Kind, c.Due = cases.Compliment, cases.Dates{} }},
	{cases.Closing, "gegrond", func(c *cases.Case) { c.Judgement.Outcome, c.Measures = "gegrond", c.Measures[:1] }},
	{cases.Closing, "samen", func(c *cases.Case) { c.Measures[0].Mail, c.Measures = c.Judgement.Mail, c.Measures[:1] }},
	{cases.Closing, "ongegrond", func(c *cases.Case) { c.Judgement.Outcome, c.Measures = "ongegrond", nil }},
	{cases.Closing, "jeugdwet", func(c *cases.Case) { c.Regime, c.Judgement.Outcome, c.Measures = cases.Jeugdwet, "opgelost", nil }},
	{cases.Closing, "wkkgz", func(c *cases.Case) { c.Regime, c.Judgement.Outcome, c.Measures = cases.Wkkgz, "geen-oordeel", nil }},
	{cases.Closing, "beroep", func(c *cases.Case) {
		c.Judgement.Outcome, c.Measures, c.Due.Appeal = "gegrond", nil, sampleReceived.Add(30)
	}},
	{cases.ReopenedLetter, "beroep", func(c *cases.Case) { c.Due.Appeal, c.Kept.Statutory = sampleReceived.Add(60), sampleReceived.Add(28) }},
	{cases.ReopenedLetter, "opnieuw", func(c *cases.Case) { // day 33: its date of the law was day 28, and nobody answered
		c.Kept.Propose, c.Due.Propose, c.Due.Statutory = cases.Date{}, sampleReceived.Add(54), sampleReceived.Add(28)
	}},
	{cases.Closing, "tip", func(c *cases.Case) {
		c.Kind, c.Judgement, c.Due.Statutory, c.Measures = cases.Tip, cases.Judgement{}, cases.Date{}, c.Measures[:1]
	}},
}

// onPaper takes the parent's mail address away.
func onPaper(s Sample) Sample {
	s.Step.Case.Complainant = cases.Complainant{Name: "S. Peeters", Address: "Dorpsstraat 1\n5600 AA Voorbeeldstad"}
	s.Step.Notices[0].Address = ""
	return s
}

// reader of a letter to staff of a kind.
func (v cast) reader(k cases.NoticeKind) cases.Person {
	switch k {
	case cases.AssignedNotice, cases.ParentWrote, cases.Reminder:
		return v.handler
	case cases.SeriousNotice:
		return v.director
	}
	return v.registrar
}

func staffSamples(o *cases.Organisation, k cases.NoticeKind) []Sample {
	switch k {
	case cases.DigestNotice:
		return digestSamples(o)
	case cases.Alert:
		return append([]Sample{caseless(o, k)}, readScanSample(o))
	case cases.Recovery:
		return []Sample{caseless(o, k)}
	}
	s := staffSample(o, k, "nl")
	all := []Sample{s}
	switch k {
	case cases.AssignedNotice:
		all = append(all, takenBackSample(o), relievedSample(o))
	case cases.ParentWrote:
		all = append(all, awaySample(o))
	case cases.NewCase:
		all = append(all, managerSample(o), scanSample(o), formSample(o))
	case cases.TranscriptNotice:
		all = append(all, helpSample(o), noteSample(o), undoneSample(o), confirmSample(o), mergeSample(o))
	case cases.LetterFailed:
		all = append(all, postSample(o, cases.Confirmation, "nl-post"), postSample(o, cases.AskSatisfaction, "nl-post-vragen"))
	case cases.Reminder:
		all = append(all, unassignedSample(o), severalSample(o), appealSample(o), secondSample(o))
	}
	return all
}

func staffSample(o *cases.Organisation, k cases.NoticeKind, name string) Sample {
	c := sampleCase(o, cases.Dutch)
	now := sampleNow(o, 1)
	v := castOf(o)
	to := v.reader(k)
	n := cases.Notice{
		Letter: 12, Kind: k, To: to, Address: to.Address, Release: now, Auto: true,
		Token: sampleToken(o, c.Ref, to.ID, cases.ScopeStaff), Story: sampleStory,
	}
	step := cases.Step{Case: c}
	switch k {
	case cases.NewCase:
		step.Case.Handler, step.Case.Location, step.Case.State, step.Case.Visible = "", "", cases.New, false
		n.Mail = sampleMail(o)
		n.Near = []cases.Near{{Ref: cases.NewRef(o.Prefix, 2026, 41), Same: true, May: true}, {Ref: cases.NewRef(o.Prefix, 2026, 12), May: true}}
	case cases.AssignedNotice:
		n.Mail = &cases.Mail{Kind: cases.KindCommand, Person: v.registrar.ID, Text: "Wil jij deze week nog bellen?"}
	case cases.ParentWrote:
		n.Mail = &cases.Mail{Kind: cases.KindReply, From: c.Complainant.Email, Text: "Donderdag om tien uur kan ik langskomen."}
	case cases.SeriousNotice:
		step.Case.Serious = true
		n.Mail = &cases.Mail{Kind: cases.KindCommand, Person: v.registrar.ID, Text: "Graag snel beslissen."}
	case cases.Reminder:
		step.Case.Kept.Confirm = sampleReceived.Add(2)
		now = sampleNow(o, 18)
		n.Duties = []cases.Duty{
			{Ref: c.Ref, Rule: cases.RulePropose, Role: cases.Handler, Serves: c.Due.Propose},
			{Ref: c.Ref, Rule: cases.RuleMeasure, Role: cases.Owner, Number: 1, Serves: sampleReceived.Add(17)},
		}
		step.Case.Measures = []cases.Measure{{Number: 1, Date: sampleReceived.Add(17), Owner: to.ID}}
	case cases.TranscriptNotice:
		n.Transcript = sampleTranscript(o, c, now)
	case cases.RefusedNotice:
		n.Transcript = sampleRefusals(v)
		n.Mail = &cases.Mail{Kind: cases.KindCommand, Person: v.registrar.ID, Text: v.handler.First() + " pakt dit op."}
	case cases.LetterFailed:
		n.Lost, n.Reason = cases.Confirmation, "550 5.1.1 mailbox unknown"
		n.Why = cases.FailureWords("", n.Reason)
		n.Post = &cases.Notice{Letter: 11, Kind: cases.Confirmation, Parent: true, Keeps: cases.Confirm, Token: sampleToken(o, c.Ref, "", cases.ScopeParent)}
	}
	step.Notices = []cases.Notice{n}
	return Sample{string(k) + "-" + name, k, o, step, now}
}

func sampleMail(o *cases.Organisation) *cases.Mail {
	v := castOf(o)
	return &cases.Mail{
		Kind: cases.KindForward, From: v.colleague.Address, FromName: v.colleague.Name, Text: sampleStory,
		Files:   []cases.File{{Name: "foto van het bord.jpg", Type: "image/jpeg", Size: 2_400_000}},
		Forward: &cases.Origin{From: "sanne@ouder.example", Name: "Sanne Peeters", Dated: time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC)},
		Arrived: time.Date(2026, 11, 17, 8, 30, 0, 0, time.UTC),
		Hint:    cases.NewRef(o.Prefix, 2026, 7), FormLocation: v.elsewhere,
	}
}

func sampleTranscript(o *cases.Organisation, c cases.Case, now time.Time) *cases.Transcript {
	letter := cases.Notice{
		Letter: 13, Kind: cases.Confirmation, Parent: true, Address: c.Complainant.Email, Held: true, Release: now.Add(o.Terms.Hold),
		Token: sampleToken(o, c.Ref, c.Complainant.Email, cases.ScopeParent),
	}
	return &cases.Transcript{
		Applied: true, Letters: []cases.Notice{letter},
		Results: []cases.Result{
			{Command: cases.Command{Word: "locatie", Args: []string{c.Location}}, Entries: []cases.Entry{{Kind: cases.EntryField, Facts: cases.Facts{Other: "location", Value: c.Location}}}},
			{Command: cases.Command{Word: "toewijzen", Args: []string{c.Handler}}, Entries: []cases.Entry{{Kind: cases.EntryAssigned, Facts: cases.Facts{Person: c.Handler}}}},
		},
	}
}

func sampleRefusals(v cast) *cases.Transcript {
	return &cases.Transcript{Results: []cases.Result{
		{Command: cases.Command{Word: "toewijze", Args: []string{v.handler.ID}}, Refusal: &cases.Refusal{Code: cases.RefuseUnknownWord, Arg: "toewijze", Nearest: []string{"toewijzen"}}},
		{Command: cases.Command{Word: "locatie", Args: []string{misspelt(v.elsewhere)}}, Refusal: &cases.Refusal{Code: cases.RefuseLocation, Arg: misspelt(v.elsewhere), Nearest: []string{v.elsewhere}}},
		{Command: cases.Command{Word: "categorie", Args: []string{"communicatie"}}, Entries: []cases.Entry{{Kind: cases.EntryField, Facts: cases.Facts{Other: "category", Value: "communicatie"}}}},
	}}
}

// formSample is a web form with a field that nobody knows, and without a mail address.
func formSample(o *cases.Organisation) Sample {
	s := staffSample(o, cases.NewCase, "nl-formulier")
	s.Step.Case.Complainant = cases.Complainant{Name: "Sanne Peeters", Phone: "06-55501234", Child: "Bo"}
	s.Step.Notices[0].Mail = &cases.Mail{
		Kind: cases.KindForm, From: "website@voorbeeld.example", Text: "Naam: Sanne Peeters\nTelefoon: 06-55501234\nNaam kind: Bo\nSchoenmaat: 28\nBericht: Het hek stond open.",
		Fields: []cases.FormField{
			{Label: cases.FormName, Value: "Sanne Peeters"},
			{Label: cases.FormPhone, Value: "06-55501234"},
			{Label: cases.FormChild, Value: "Bo"},
			{Label: "schoenmaat", Value: "28"},
			{Label: cases.FormMessage, Value: "Het hek stond open."},
		},
		FormLocation: castOf(o).elsewhere, FormKind: "suggestie",
	}
	return s
}

// scanSample is a letter on paper that went through a scanner: nobody knows yet who wrote it.
func scanSample(o *cases.Organisation) Sample {
	s := staffSample(o, cases.NewCase, "nl-scan")
	s.Step.Case.Complainant = cases.Complainant{}
	s.Step.Notices[0].Mail = &cases.Mail{
		Kind: cases.KindScan, From: cmp.Or(nth(o.Scanners, 0), o.Address), Text: "Scan van MFP-2",
		Files: []cases.File{{Name: "SCAN0042.pdf", Type: "application/pdf", Size: 840_000}},
	}
	return s
}

// managerSample is the news for the manager of a location, who has nothing to do yet.
func managerSample(o *cases.Organisation) Sample {
	s := staffSample(o, cases.NewCase, "nl-manager")
	s.Step.Case = sampleCase(o, cases.Dutch)
	s.Step.Case.Handler = ""
	n := &s.Step.Notices[0]
	n.To = castOf(o).regional
	n.Address, n.Mail = n.To.Address, &cases.Mail{Kind: cases.KindCommand, Person: castOf(o).registrar.ID}
	return s
}

func helpSample(o *cases.Organisation) Sample {
	s := staffSample(o, cases.TranscriptNotice, "nl-stand-help")
	s.Step.Case.Serious = true
	s.Step.Case.Measures = []cases.Measure{{Number: 1, Date: sampleReceived.Add(17), Owner: castOf(o).handler.ID}}
	s.Step.Notices[0].Transcript = &cases.Transcript{
		Applied: true, Help: true, Status: true,
		Results: []cases.Result{{Command: cases.Command{Word: "stand"}}, {Command: cases.Command{Word: "help"}}},
	}
	return s
}

func noteSample(o *cases.Organisation) Sample {
	s := staffSample(o, cases.TranscriptNotice, "nl-notitie")
	s.Step.Notices[0].Transcript = &cases.Transcript{Applied: true, Note: true}
	return s
}

// undoneSample is a closing letter that was taken back, and a proposal that need not wait.
func undoneSample(o *cases.Organisation) Sample {
	s := staffSample(o, cases.TranscriptNotice, "nl-ongedaan")
	s.Step.Case.Judgement = cases.Judgement{Outcome: "gegrond"}
	s.Step.Notices[0].Transcript = &cases.Transcript{Applied: true, Results: []cases.Result{
		{Command: cases.Command{Word: "ongedaan", Args: []string{"13"}}, Entries: []cases.Entry{
			{Kind: cases.EntrySettled, Facts: cases.Facts{Letter: 13, Notice: cases.Closing, Value: string(cases.Cancelled)}},
			{Kind: cases.EntryUndone, Facts: cases.Facts{Rows: []int{11, 12, 13}}},
		}, Undone: []cases.Entry{{Kind: cases.EntryClosed}, {Kind: cases.EntryMeasure, Facts: cases.Facts{Number: 2}}}, Told: []string{castOf(o).handler.ID}},
		{Command: cases.Command{Word: "nu", Args: []string{"14"}}, Entries: []cases.Entry{
			{Kind: cases.EntryQueued, Facts: cases.Facts{Letter: 14, Notice: cases.Message}},
		}},
	}}
	return s
}

// takenBackSample is what somebody reads who was told something that does not hold any more.
func takenBackSample(o *cases.Organisation) Sample {
	s := staffSample(o, cases.AssignedNotice, "nl-teruggenomen")
	s.Step.Case.Handler = ""
	n := &s.Step.Notices[0]
	n.Mail, n.Story, n.By = nil, "", castOf(o).registrar.ID
	n.TakenBack = []cases.Entry{{Kind: cases.EntryAssigned}, {Kind: cases.EntryField, Facts: cases.Facts{Other: "location"}}}
	return s
}

// relievedSample is what somebody reads whose case is a colleague's now, but for one measure.
func relievedSample(o *cases.Organisation) Sample {
	s := staffSample(o, cases.AssignedNotice, "nl-overgedragen")
	n := &s.Step.Notices[0]
	n.Mail, n.Story, n.By, n.Relieved, n.Texts = nil, "", castOf(o).registrar.ID, true, sampleReasons[cases.Dutch]
	s.Step.Case.Handler = castOf(o).regional.ID
	s.Step.Case.Measures = []cases.Measure{{Number: 1, Date: sampleReceived.Add(40), Owner: n.To.ID, Mail: "maatregel1"}}
	return s
}

// confirmSample asks for the last step of a change of address.
func confirmSample(o *cases.Organisation) Sample {
	s := staffSample(o, cases.TranscriptNotice, "nl-bevestig")
	n := &s.Step.Notices[0]
	link := sampleToken(o, s.Step.Case.Ref, n.To.ID, cases.ScopeConfirm)
	who := cases.Complainant{Email: "sanne@nieuw.example"}
	s.Step.Case.Own = true
	s.Step.Case.Pending = cases.Pending{Token: link.ID, Word: "melder", By: n.To.ID, Until: s.Now.Add(72 * time.Hour), Who: who}
	n.Keys = []cases.Token{link}
	n.Transcript = &cases.Transcript{Applied: true, Link: &link, Results: []cases.Result{
		{Command: cases.Command{Word: "melder"}, Entries: []cases.Entry{{Kind: cases.EntryAsked, Facts: cases.Facts{Value: "melder"}}}},
	}}
	return s
}

// mergeSample asks for the last step of merging two cases of the same name.
func mergeSample(o *cases.Organisation) Sample {
	s := confirmSample(o)
	s.Name = string(cases.TranscriptNotice) + "-nl-samenvoegen"
	other := sampleCase(o, cases.Dutch)
	other.Ref, other.Complainant = cases.NewRef(o.Prefix, 2026, 41), cases.Complainant{Name: "S. Peeters", Address: "Dorpsstraat 1\n5600 AA Voorbeeldstad", Phone: "06-55501288"}
	s.Step.Case.Complainant.Name = other.Complainant.Name
	s.Step.Case.Pending.Who, s.Step.Case.Pending.Word, s.Step.Case.Pending.Into = cases.Complainant{}, "samenvoegen", other.Ref
	tr := s.Step.Notices[0].Transcript
	tr.Other, tr.Results[0].Command = &other, cases.Command{Word: "samenvoegen", Args: []string{string(other.Ref)}}
	return s
}

func postSample(o *cases.Organisation, k cases.NoticeKind, name string) Sample {
	s := staffSample(o, cases.LetterFailed, name)
	s.Step.Case.Complainant.Email, s.Step.Case.Complainant.Address = "", "Dorpsstraat 1\n5600 AA Voorbeeldstad"
	n := &s.Step.Notices[0]
	n.Reason, n.Lost, n.Why = "", "", ""
	n.Post = &cases.Notice{Letter: 11, Kind: k, Parent: true, Token: sampleToken(o, s.Step.Case.Ref, "", cases.ScopeParent)}
	return s
}

func unassignedSample(o *cases.Organisation) Sample {
	s := staffSample(o, cases.Reminder, "nl-toewijzen")
	s.Now = sampleNow(o, 3)
	s.Step.Case.Handler, s.Step.Case.State, s.Step.Case.Measures = "", cases.New, nil
	s.Step.Case.Kept = cases.Dates{}
	n := &s.Step.Notices[0]
	n.To = castOf(o).registrar
	n.Address = n.To.Address
	n.Duties = []cases.Duty{{Ref: s.Step.Case.Ref, Rule: cases.RuleUnassigned, Role: cases.Registrar, Serves: sampleReceived}}
	return s
}

func caseless(o *cases.Organisation, k cases.NoticeKind) Sample {
	to := castOf(o).registrar
	now := sampleNow(o, 27)
	n := cases.Notice{Letter: 21, Kind: k, To: to, Address: to.Address, Release: now, Auto: true, Token: sampleToken(o, "", to.ID, cases.ScopeStaff)}
	switch k {
	case cases.DigestNotice:
		n.Digest, n.Keys = sampleDigest(o, to, now)
	case cases.Alert:
		n.To, n.Address = cases.Person{}, o.Operator
		n.Reason = "De mailbox is sinds 09:12 uur niet te bereiken. Er komt niets binnen en er gaat niets uit."
		n.Lines = []string{"het wachtwoord is geweigerd", "de laatste mail kwam om 09:03 uur"}
	case cases.Recovery:
		n.To, n.Address = cases.Person{}, o.Operator
		n.Reason = "De mailbox is weer te bereiken sinds 10:24 uur. Alles wat wachtte, is verwerkt."
	}
	return Sample{string(k) + "-nl", k, o, cases.Step{Notices: []cases.Notice{n}}, now}
}
