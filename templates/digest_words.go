package templates

import (
	"fmt"

	"complaintsd/cases"
)

// say gives a word of the digest in the reader's language.
func (p *page) say(word string) string { return digestWords[p.language][word] }

// digestWords are the words that the digest is put together from. A test holds the languages side by side.
var digestWords = map[cases.Language]map[string]string{
	cases.Dutch: {
		"day": "dag", "fine": "", "soon": ", deze week", "late": ", te laat",
		"kept confirm": "de ouder weet wie behandelt", "kept propose": "het voorstel is er", "kept statutory": "het oordeel is er",
		"confirm": "Bericht wie behandelt", "propose": "Voorstel", "statutory": "Schriftelijk oordeel", "appeal": "Besluit van de directie",
		"klacht": "klacht", "suggestie": "suggestie", "tip": "tip", "compliment": "compliment",
		"over": "over", "no location": "locatie onbekend",
		"handler": "Behandelaar", "no handler": "Nog geen behandelaar", "back": "de brief kwam terug",
		"today": "vandaag", "tomorrow": "morgen", "in days": "nog %d dagen", "1 late": "1 dag te laat", "days late": "%d dagen te laat",
		"measure": "maatregel", "agreement": "afspraak", "ready by": "klaar op", "wide": "voor alle locaties",
		"council": "de oudercommissie moet gehoord worden", "more": "En nog %d.",
		"post": "moet op de post", "failed": "is niet aangekomen", "waits": "wacht sinds",
		"assign": "Wijs een behandelaar aan", "decide": "Bevestig of wijzig de behandelaar", "talk": "De ouder is niet tevreden: lees en kies",
		"record": "Leg vast wat de ouder vindt", "judge": "Geef het oordeel", "close": "Sluit de zaak", "asked": "De sluitingsbrief wacht op akkoord van een ander", "agree": "Zeg of de sluitingsbrief weg mag",
		"do post": "Meld dat de brief op de post is", "do propose": "Stuur het voorstel", "look": "Bekijk de zaak", "done": "Meld dat het klaar is",
		"ja": "ja", "deels": "deels", "nee": "nee", "geen": "geen antwoord", "none": "geen",
		"received": "Ontvangen", "complaints": "Waarvan klachten", "closed": "Gesloten",
		"confirmed": "Op tijd bericht wie behandelt", "proposed": "Op tijd een voorstel", "judged": "Op tijd een schriftelijk oordeel", "of": "van de", "last year": "vorig jaar",
		"solution": "Over de oplossing", "process": "Over hoe het ging",
	},
	cases.English: {
		"day": "day", "fine": "", "soon": ", this week", "late": ", late",
		"kept confirm": "the parent knows who handles it", "kept propose": "the proposal is there", "kept statutory": "the judgement is there",
		"confirm": "Letter saying who handles it", "propose": "Proposal", "statutory": "Written judgement", "appeal": "Decision of the management",
		"klacht": "complaint", "suggestie": "suggestion", "tip": "tip", "compliment": "compliment",
		"over": "about", "no location": "location unknown",
		"handler": "Handler", "no handler": "No handler yet", "back": "the letter came back",
		"today": "today", "tomorrow": "tomorrow", "in days": "%d days left", "1 late": "1 day late", "days late": "%d days late",
		"measure": "measure", "agreement": "agreement", "ready by": "due on", "wide": "for all locations",
		"council": "the parents’ council must be heard", "more": "And %d more.",
		"post": "must be posted", "failed": "did not arrive", "waits": "has been waiting since",
		"assign": "Assign a handler", "decide": "Confirm or change the handler", "talk": "The parent is not satisfied: read and choose",
		"record": "Record what the parent thinks", "judge": "Give the judgement", "close": "Close the case", "asked": "The closing letter waits for a second person", "agree": "Say whether the closing letter may leave",
		"do post": "Report that the letter is posted", "do propose": "Send the proposal", "look": "See the case", "done": "Report that it is done",
		"ja": "yes", "deels": "partly", "nee": "no", "geen": "no answer", "none": "none",
		"received": "Received", "complaints": "Complaints among them", "closed": "Closed",
		"confirmed": "Told in time who handles it", "proposed": "Proposal in time", "judged": "Written judgement in time", "of": "of", "last year": "last year",
		"solution": "About the solution", "process": "About how it went",
	},
}

// leftIn says how many days are left until a date, in the reader's language.
func (p *page) leftIn(days int) string {
	switch {
	case days == 0:
		return p.say("today")
	case days == 1:
		return p.say("tomorrow")
	case days > 1:
		return fmt.Sprintf(p.say("in days"), days)
	case days == -1:
		return p.say("1 late")
	}
	return fmt.Sprintf(p.say("days late"), -days)
}

// taskWords are the words and the command that do a task; an empty command looks at the case.
var taskWords = map[cases.Task]struct{ say, command string }{
	cases.TaskAssign: {"assign", "toewijzen NAAM"}, cases.TaskDecide: {"decide", "toewijzen NAAM"}, cases.TaskPost: {"do post", "verstuurd"},
	cases.TaskTalk: {"talk", "stand"}, cases.TaskRecord: {"record", "stand"}, cases.TaskPropose: {"do propose", "voorstel"},
	cases.TaskJudge: {"judge", "oordeel"}, cases.TaskClose: {"close", "sluiten"}, cases.TaskAgree: {"agree", "stand"},
}
