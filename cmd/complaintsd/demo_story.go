package main

import "complaintsd/cases"

// The people of the story; all but the parent stand in the example configuration.
const (
	noor   = "kwaliteit@kluppluz.example"
	joke   = "j.jansen@kluppluz.example"
	petra  = "p.smit@kluppluz.example"
	hanna  = "h.vos@kluppluz.example"
	sanne  = demoParent
	toNoor = " " + noor
	toJoke = " " + joke
)

// story is the complaint of De Messenmaker in the yearly report of 2022, with other people.
var story = []act{
	{
		day: 0, at: "09:12", title: "een moeder schrijft", from: sanne, tags: "Mijn zoon was bang",
		text: "Goedemorgen,\n\nGisteren sprak een medewerker van De Messenmaker mijn zoon heel boos aan. Hij was " +
			"bang en heeft de hele autorit naar huis gehuild. Hij denkt dat ze hem niet aardig vindt.\n" +
			"Ik vind het erg dat hij dit moest meemaken.\n\nGroet, Sanne",
		expect: []string{"receipt " + sanne, "new-case" + toNoor},
	},
	{
		day: 0, at: "10:30", title: "Noor wijst de zaak toe", from: noor, answer: cases.NewCase,
		tags:   "[locatie De Messenmaker] [toewijzen jansen]",
		expect: []string{"transcript" + toNoor, "new-case" + toJoke, "new-case " + petra, "assigned" + toJoke},
	},
	{
		day: 0, at: "11:00", title: "de bevestiging met de naam van de behandelaar gaat weg",
		expect: []string{"confirmation " + sanne},
	},
	{
		day: 3, at: "14:10", title: "Joke heeft gebeld en legt een afspraak vast", from: joke, answer: cases.AssignedNotice,
		tags:   "[afspraak 12-11]",
		text:   "Met moeder gebeld. Op 12 november om 16:00 uur praten we samen op de locatie.",
		expect: []string{"transcript" + toJoke},
	},
	{
		day: 18, at: "08:30", title: "de streefdatum komt dichtbij",
		expect: []string{"reminder" + toJoke, "reminder" + toNoor},
	},
	{
		day: 18, at: "15:00", title: "Joke doet een voorstel", from: joke, answer: cases.Reminder,
		tags: "[voorstel] [klaar 1 afspraak]",
		text: "We hebben samen gepraat. Mijn collega heeft je zoon verteld dat het haar spijt. We stellen voor\n" +
			"dat hij de komende weken een vaste begeleider heeft bij het ophalen. En het team oefent in januari\n" +
			"hoe je een kind rustig aanspreekt.",
		expect: []string{"transcript" + toJoke},
	},
	{day: 18, at: "15:30", title: "het voorstel gaat weg", expect: []string{"proposal " + sanne}},
	{
		day: 21, at: "08:30", title: "de afdeling vraagt of de ouder tevreden is; het is ook maandag",
		expect: []string{"satisfaction " + sanne, "digest " + hanna, "digest" + toJoke, "digest" + toNoor},
	},
	{
		day: 21, at: "20:05", title: "Sanne tikt op een antwoord", from: sanne, answer: cases.AskSatisfaction,
		tags: "[tevreden ja deels]", expect: []string{"parent-wrote" + toNoor},
	},
	{
		day: 22, at: "09:30", title: "Joke geeft een oordeel", from: joke, answer: cases.TranscriptNotice,
		tags: "[oordeel gegrond]",
		text: "Onze medewerker had je zoon rustig moeten aanspreken. Dat is niet gebeurd, en hij is daarvan\n" +
			"geschrokken. Dat spijt ons.",
		expect: []string{"transcript" + toJoke},
	},
	{
		day: 22, at: "09:45", title: "Joke legt een maatregel vast", from: joke, answer: cases.TranscriptNotice,
		tags:   "[maatregel 1-2-2027]",
		text:   "Het team volgt een training over het rustig aanspreken van kinderen.",
		expect: []string{"transcript" + toJoke},
	},
	{
		day: 22, at: "11:00", title: "Noor sluit de zaak", from: noor, answer: cases.Reminder,
		tags:   "[sluiten]",
		text:   "Dank je wel voor het open gesprek. We zijn blij dat je zoon weer met plezier komt.",
		expect: []string{"transcript" + toNoor},
	},
	{day: 22, at: "11:30", title: "de sluitingsbrief gaat weg", expect: []string{"closing " + sanne}},
	{
		day: 28, at: "08:30", title: "het overzicht van maandag",
		expect: []string{"digest " + hanna, "digest" + toJoke, "digest" + toNoor, "digest " + petra},
	},
}
