package templates

import (
	"time"

	"complaintsd/cases"
)

// Sample is a step with one notice of a kind, with invented people, for the preview and the tests.
type Sample struct {
	Name string // closing-nl-je: kind, language, tone, and what is special about it
	Kind cases.NoticeKind
	Org  *cases.Organisation
	Step cases.Step
	Now  time.Time
}

// SampleKeys are the keys that sign the samples' tokens. They open nothing.
func SampleKeys() cases.Keyring {
	return cases.Keyring{Keys: map[int][]byte{0: []byte("sleutel-van-de-voorbeelden")}}
}

// SampleOrganisations are those of the samples: one that says je, one that says u.
func SampleOrganisations() []*cases.Organisation {
	return []*cases.Organisation{sampleOrganisation("KLP", cases.Je), sampleOrganisation("ZON", cases.U)}
}

// Samples has every letter to parents in Dutch with je, with u, and in English, and every letter to staff.
// English has no je and u, and staff is always je, so that one organisation shows them.
func Samples() []Sample {
	orgs := SampleOrganisations()
	return append(SamplesOf(orgs[0]), parentSamples(orgs[1], cases.Dutch)...)
}

// SamplesOf gives every letter of an organisation, with its own people, places and words: to parents in Dutch and
// in English, and to staff.
func SamplesOf(o *cases.Organisation) []Sample {
	all := append(parentSamples(o, cases.Dutch), parentSamples(o, cases.English)...)
	for _, k := range cases.NoticeKinds() {
		if !k.ToParent() {
			all = append(all, staffSamples(o, k)...)
		}
	}
	return all
}

func parentSamples(o *cases.Organisation, l cases.Language) []Sample {
	name := string(l)
	if l == cases.Dutch {
		name += "-" + string(tone(o))
	}
	var all []Sample
	for _, k := range cases.NoticeKinds() {
		if k.ToParent() {
			all = append(all, parentSample(o, k, l, name))
		}
	}
	return append(all, specialSamples(o, l, name)...)
}

func sampleOrganisation(prefix string, t cases.Tone) *cases.Organisation {
	zone := time.FixedZone("Europe/Amsterdam", 3600)
	month := cases.Span{Months: 1}
	return &cases.Organisation{
		Name: map[cases.Tone]string{cases.Je: "KluppluZ", cases.U: "De Zonnewijzer"}[t], Prefix: prefix,
		Address: "klachten@voorbeeld.example", Department: "afdeling Pedagogiek & Kwaliteit",
		Phone: "040-5550100", Website: "https://voorbeeld.example/klantreacties", Privacy: "https://voorbeeld.example/privacy",
		Word: map[cases.Tone]string{cases.Je: "klantreactie", cases.U: "klacht"}[t], Tone: t, Language: cases.Dutch,
		Operator: "beheer@voorbeeld.example", Referrals: cases.KnownReferrals(), Calendar: cases.Calendar{Zone: zone}, Close: []cases.Role{cases.Registrar}, Decide: []cases.Role{cases.Director},
		Terms: cases.Terms{
			Confirm: cases.Span{Days: 7}, Propose: cases.Span{Days: 21}, Dispute: cases.Span{Months: 12}, Hold: 10 * time.Minute,
			Appeal: map[cases.Tone]cases.Span{cases.U: month}[t], AppealDecide: month,
		},
		Locations: []cases.Location{{Name: "De Messenmaker", Region: "Zuidoost-Brabant"}, {Name: "Morel", Region: "West-Brabant"}},
		People: []cases.Person{
			{ID: "kwaliteit", Name: "Noor de Wit", Title: "medewerker kwaliteit", Address: "kwaliteit@voorbeeld.example", Roles: []cases.Role{cases.Registrar}, Phone: "040-5550101"},
			{ID: "jansen", Name: "Joke Jansen", Title: "locatiemanager", Address: "j.jansen@voorbeeld.example", Roles: []cases.Role{cases.Manager}, Locations: []string{"De Messenmaker"}, Phone: "040-5550102"},
			{ID: "bakker", Name: "Anton Bakker", Title: "locatiemanager", Address: "a.bakker@voorbeeld.example", Roles: []cases.Role{cases.Manager}, Locations: []string{"Morel"}},
			{ID: "regio", Name: "Petra Smit", Title: "regiomanager", Address: "p.smit@voorbeeld.example", Roles: []cases.Role{cases.Regional}, Regions: []string{"Zuidoost-Brabant", "West-Brabant"}},
			{ID: "directeur", Name: "Hanna Vos", Title: "directeur", Address: "h.vos@voorbeeld.example", Roles: []cases.Role{cases.Director}},
		},
	}
}

var (
	sampleReceived = cases.Date{Year: 2026, Month: time.November, Day: 17}
	sampleReason   = "In de herfstvakantie stonden er op twee dagen invallers op de groep. Dat hadden we moeten vertellen.\n\nWe hebben dat niet gedaan. Dat spijt ons."
	sampleStory    = "Goedemorgen,\n\nDe overdracht op de groep gaat al weken niet goed. Niemand weet hoe de dag is geweest.\nIk wil graag dat iemand mij belt.\n\nGroet, Sanne"
)

func sampleCase(o *cases.Organisation, l cases.Language) cases.Case {
	v := castOf(o)
	return cases.Case{
		Ref: cases.NewRef(o.Prefix, 2026, 42), Org: o.Prefix, Kind: cases.Complaint, State: cases.Assigned, Regime: cases.Wko,
		Language: l, Location: v.here, Category: "communicatie", Received: sampleReceived, Handler: v.handler.ID, Visible: true,
		Complainant: cases.Complainant{Name: "Sanne Peeters", Email: "sanne@ouder.example", Phone: "06-55501234"},
		Due: cases.Dates{
			Confirm: sampleReceived.Add(7), Propose: sampleReceived.Add(21), Statutory: sampleReceived.Add(42),
		},
		Thread: []string{"eerste@ouder.example", "tweede@ouder.example"},
	}
}

func sampleNow(o *cases.Organisation, day int) time.Time {
	return sampleReceived.Add(day).At(cases.Clock{Hour: 10, Minute: 24}, o.Calendar.Zone)
}

func sampleToken(o *cases.Organisation, ref cases.Ref, party string, s cases.Scope) cases.Token {
	return cases.Token{ID: 4711, Org: o.Prefix, Ref: ref, Party: party, Scope: s}
}

// parentDays are the days after receipt on which the letters of the samples are written.
var parentDays = map[cases.NoticeKind]int{
	cases.Confirmation: 2, cases.Message: 5, cases.Extension: 18, cases.Proposal: 15, cases.AskSatisfaction: 18,
	cases.SatisfactionReminder: 25, cases.Closing: 28, cases.WithdrawnLetter: 6, cases.ReferredLetter: 6, cases.ReopenedLetter: 33,
}

// parentTexts are what the handler wrote, in Dutch and in English.
var parentTexts = map[cases.Language]map[cases.NoticeKind]string{cases.Dutch: {
	cases.Message:   "Ik heb maandag met het team gesproken. Morgen bel ik om af te spreken wanneer we elkaar zien.",
	cases.Extension: "We willen eerst met alle medewerkers van de groep praten. Een van hen is tot volgende week met vakantie.",
	cases.Proposal:  "We spreken af dat een vaste medewerker elke dag om 17.00 uur vertelt hoe de dag was.\n\nNa vier weken kijken we samen of het zo goed gaat.",
	cases.Closing:   sampleReason,
}, cases.English: {
	cases.Message:   "I talked to the team on Monday. Tomorrow I will call you to agree when we meet.",
	cases.Extension: "We would like to talk to everybody who works in the group first. One of them is on holiday until next week.",
	cases.Proposal:  "We agree that one person tells you at 17.00 every day how the day was.\n\nIn four weeks we will see together whether it goes well.",
	cases.Closing:   "In the autumn holiday there were two days with temporary staff in the group. We should have told you.\n\nWe did not. We are sorry.",
}}

// sampleReasons are the words of the judgement and of two measures.
var sampleReasons = map[cases.Language]map[string]string{cases.Dutch: {
	"oordeel":    "De overdracht was in die weken niet goed genoeg. De veiligheid van de kinderen was wel in orde.",
	"maatregel1": "er komt een overdrachtsformulier op de groep",
	"maatregel2": "nieuwe invallers krijgen uitleg over de overdracht",
}, cases.English: {
	"oordeel":    "In those weeks we did not tell you enough about the day. The safety of the children was in order.",
	"maatregel1": "the group gets a form for the handover",
	"maatregel2": "new temporary staff get an explanation of the handover",
}}

func parentSample(o *cases.Organisation, k cases.NoticeKind, l cases.Language, name string) Sample {
	c := sampleCase(o, l)
	day := parentDays[k]
	now := sampleNow(o, day)
	n := cases.Notice{
		Letter: 7, Kind: k, Parent: true, Address: c.Complainant.Email, Release: now, Auto: !k.Attended(),
		Text: parentTexts[l][k], ReplyTo: "tweede@ouder.example", Thread: c.Thread,
		Token: sampleToken(o, c.Ref, c.Complainant.Email, cases.ScopeParent), Texts: sampleReasons[l],
	}
	step := cases.Step{Case: c}
	switch k {
	case cases.Receipt:
		step.Case.Handler, step.Case.Location, step.Case.State = "", "", cases.New
	case cases.ReferredLetter:
		step.Entries = []cases.Entry{{Kind: cases.EntryReferred, Facts: cases.Facts{Value: "Jeugdhulp Voorbeeld"}}}
	case cases.Closing:
		step.Case.Judgement = cases.Judgement{Outcome: "deels", Mail: "oordeel"}
		step.Case.Measures = []cases.Measure{
			{Number: 1, Date: sampleReceived.Add(40), Owner: c.Handler, Mail: "maatregel1"},
			{Number: 2, Date: sampleReceived.Add(20), Owner: castOf(o).regional.ID, Mail: "maatregel2", Done: sampleReceived.Add(19)},
		}
	}
	if day > 15 {
		step.Case.Kept.Confirm, step.Case.Kept.Propose = sampleReceived.Add(2), sampleReceived.Add(15)
	}
	if k == cases.Extension {
		step.Case.Kept.Propose, step.Case.Due.Propose = cases.Date{}, sampleReceived.Add(30)
	}
	step.Notices = []cases.Notice{n}
	return Sample{string(k) + "-" + name, k, o, step, now}
}
