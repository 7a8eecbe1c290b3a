package mailin

import (
	"regexp"

	"complaintsd/cases"
)

// A system for tickets that answers by itself shows itself by the subject or its sender, and by saying so. One of
// these alone says nothing: people write from such systems too.
var (
	ticketSubject = regexp.MustCompile(`(?i)[\[(#](?:[\pL ]{0,20}(?:ticket|case|request|incident|melding|zaak|vraag|aanvraag|call)[\pL ]{0,10}[#:=-]? ?|(?:inc|req|ref|sr|tt)[-#]?|#)[\pL-]{0,8}\d{3,}|` +
		`^(?:uw|je) (?:bericht|vraag|melding|aanvraag|e-?mail) is (?:ontvangen|geregistreerd|aangemaakt|in behandeling)|` +
		`^(?:wij|we) hebben (?:uw|je) (?:bericht|vraag|melding|aanvraag|e-?mail) ontvangen|^(?:ontvangst|registratie)bevestiging\b|` +
		`^(?:your )?(?:ticket|request|case|enquiry) .{0,30}(?:received|created|opened|registered)|^we(?:'ve| have) received your`)
	robotSender = regexp.MustCompile(`(?i)^(?:autoreply|auto-?antwoord|support|helpdesk|servicedesk|klantenservice|ticket(?:s|ing)?)@`)
	robotWords  = regexp.MustCompile(`(?i)dit is een automatisch|(?:dit|deze|de) (?:bericht|e-?mail|mail|reactie) (?:is|wordt|werd) automatisch|automatisch gegenereerd|` +
		`automatically (?:generated|sent)|this is an automat(?:ed|ic)|auto-?generated|automatisch (?:generiert|erstellt)|généré automatiquement|` +
		`(?:u kunt|je kunt) (?:dit bericht|deze e-?mail) niet beantwoorden|do not reply to this|niet op dit bericht (?:antwoorden|reageren)`)
	ourNumber = regexp.MustCompile(`\b[A-Z][A-Z0-9]{1,7}-\d{4}-\d{4,6}\b`)
)

// isTicket tells whether a ticket system has answered a letter of ours. A web form that nobody has listed says the
// same of itself, and holds a complaint: only what answers something is a ticket.
func isTicket(m *Message) bool {
	if !answering(m) || len(m.From) != 1 || !robotWords.MatchString(m.Text[:min(len(m.Text), 2000)]) {
		return false
	}
	return ticketSubject.MatchString(m.Subject) || robotSender.MatchString(m.From[0].Addr) || cases.Unread(m.From[0].Addr)
}

// answering tells whether the mail answers another one, or cites one of our numbers.
func answering(m *Message) bool {
	return len(m.InReplyTo)+len(m.References) > 0 || ourNumber.MatchString(m.Subject)
}

// Some programs put one word before the subject that they answer, as parents do who report a child absent or complain of
// who was not there: "Afwezig: de leidster was er niet". Only an answer that also speaks of its writer's own absence, in
// few words, was made by a program.
var (
	awaySubject = regexp.MustCompile(`(?i)^\W*(?:(?:ik ben )?(?:afwezig|niet aanwezig|(?:op|met) vakantie|met verlof)|afwezigheid|vakantie|verlof|absent|absence|away|on leave|abwesend|abwesenheit|(?:im )?urlaub|en (?:congés?|vacances))\s*[:–-]\s`)
	awayWords   = regexp.MustCompile(`(?i)\b(?:ik ben|wij zijn|i am|i'm|ich bin|je suis)\b.{0,60}\b(?:afwezig|niet aanwezig|niet bereikbaar|vakantie|verlof|niet op kantoor|out of|away|on leave|on holiday|nicht|abwesend|urlaub|absente?|en congés?|en vacances)\b|` +
		`\b(?:wegens|i\.?v\.?m\.?|in verband met) (?:mijn )?(?:vakantie|verlof|afwezigheid)\b|\b(?:weer|terug) (?:aanwezig|bereikbaar|op kantoor)\b`)
)

// mostAwayWords is how much an absence notice says at most, in bytes.
const mostAwayWords = 800

func isAway(m *Message) bool {
	return len(m.Text) <= mostAwayWords && answering(m) && awaySubject.MatchString(m.Subject) && awayWords.MatchString(m.Text)
}

// An Outlook that takes a mail back tells the receiver's Outlook so; in every other mailbox stands this text.
var (
	recallSubject = regexp.MustCompile(`(?i)^\W*(?:recall|intrekken|terugroepen|ingetrokken|rückruf|rappel|zurückrufen)\s*:`)
	recallWords   = regexp.MustCompile(`(?i)would like to recall the message|wil(?:t)? het bericht .{0,200}(?:intrekken|terugroepen)|möchte die nachricht .{0,200}zurückrufen|` +
		`souhaite rappeler le message|wil graag het bericht .{0,200}(?:intrekken|terugroepen)`)
)
