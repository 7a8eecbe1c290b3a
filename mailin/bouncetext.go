package mailin

import (
	"regexp"
	"strings"
)

// How mail systems say in free words that a mail was not delivered: Postfix, Sendmail, qmail, Exim,
// Exchange, Gmail, Domino, and the translations that Dutch, German and French users see.
var (
	daemonName = regexp.MustCompile(`(?i)^(?:mailer-?daemon|mail-?daemon|postmaster|mailerdaemon|mail\.?delivery|mdaemon|bounces?)(?:[+.@=-]|$)`)
	daemonPhr  = regexp.MustCompile(`(?i)mail delivery (?:sub)?system|mail delivery service|mail administrator|mailer.daemon|postmaster|delivery subsystem|internet mail delivery|microsoft outlook`)

	bounceSubject = regexp.MustCompile(`(?i)^(?:\W*)(?:undeliver(?:ed|able)|delivery (?:status notification|failure|failed|has failed|problem|report|notification|delayed)|` +
		`mail delivery|returned mail|failure notice|mail system error|mail could not be|message (?:not delivered|delivery|undeliverable)|` +
		`warning: (?:could not|message)|non-?deliver|nondeliverable|rejected|error sending|permanent delivery failure|could not send|` +
		`unable to deliver|mail failure|mailer error|transient|\*+ ?returned|unzustellbar|nicht zustellbar|fehler bei der|` +
		`onbestelbaar|niet (?:bezorgd|afgeleverd|bestelbaar)|retour afzender|non remis|non distribu|échec de (?:la )?remise|message non|` +
		`mancata consegna|non recapitabile|no se puede entregar|não entregue|notification d)`)

	bounceBody = regexp.MustCompile(`(?i)could not be delivered|couldn't be delivered|undeliverable|was not delivered|wasn't delivered|not delivered to|unable to deliver|` +
		`failed (?:permanently|addresses|recipient)|delivery (?:has )?failed|delivery to the following|permanent (?:fatal )?error|fatal errors|` +
		`user unknown|unknown user|no such user|mailbox (?:is )?(?:full|unavailable|not found)|host unknown|returned (?:to sender|message|mail)|` +
		`did not reach the following|transcript of session follows|this is a permanent error|i'm afraid i wasn't able|i wasn't able to deliver|` +
		`i'm sorry to have to inform you|address(?:es)? (?:had|failed)|rejected your message|message (?:was|is) (?:rejected|blocked)|` +
		`kon niet worden (?:bezorgd|afgeleverd)|niet bezorgd|konnte nicht (?:zugestellt|gesendet)|n'a pas pu être|impossible de remettre|` +
		`will be retried|still being retried|delay(?:ed)? (?:delivery|notification)|has not been delivered|not yet been delivered|55\d[ -]|45\d[ -]|5\.\d\.\d`)

	addressInText = regexp.MustCompile(`[A-Za-z0-9._%+=&'/!#$*?^{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,200}[A-Za-z0-9])?`)
	failedLine    = regexp.MustCompile(`(?m)^[ \t]*<?([^\s<>"]{1,64}@[^\s<>"]{1,200}?)>?(?:\.\.\.|:|[ \t]*$|[ \t]+\()`)
	originalBelow = regexp.MustCompile(`(?im)^[- ]*(?:below this line|-+ ?this is a copy|original message|unsent message|-+ ?original message|` +
		`message header|return(?:ed)? message|the header of the original|received: )`)

	// reasonLines are the lines that say why, the most exact kind first.
	reasonLines = []*regexp.Regexp{
		regexp.MustCompile(`(?m)^.*\b[45]\.\d{1,3}\.\d{1,3}\b.*$`),
		regexp.MustCompile(`(?m)^.*\b[45]\d\d[ :-].*$`),
		regexp.MustCompile(`(?im)^.*(?:user unknown|unknown user|no such user|mailbox (?:is )?(?:full|vol)|quota|does not exist|bestaat niet|` +
			`not listed|timed out|connection refused|our requests to connect|nxdomain).*$`),
		regexp.MustCompile(`(?im)^.*(?:not found|niet gevonden|unable to|not be delivered|niet worden (?:bezorgd|afgeleverd)).*$`),
	}
)

// maxNotice is how much of a text is searched for the words of a mail system.
const maxNotice = 32 << 10

// isBounceText needs a sender that is a machine and words that say what happened. People write about
// mails that were not delivered too.
func isBounceText(m *Message) bool {
	if first(m.Headers, "X-Failed-Recipients") != "" {
		return true
	}
	from := len(m.From) == 0
	for _, a := range m.From {
		from = from || daemonName.MatchString(a.Addr) || a.Addr == "" || daemonPhr.MatchString(a.Name)
	}
	null := nullReturnPath(m.Headers)
	if !from && !null {
		return false
	}
	subject := bounceSubject.MatchString(m.Subject)
	return bounceBody.MatchString(notice(m.Full)) && (subject || from && len(m.From) > 0)
}

func nullReturnPath(h []Header) bool {
	for _, v := range all(h, "Return-Path") {
		if strings.ReplaceAll(v, " ", "") == "<>" {
			return true
		}
	}
	return false
}

// notice is the mail system's own text: the beginning, without the mail that came back.
func notice(full string) string {
	full = full[:min(len(full), maxNotice)]
	if i := originalBelow.FindStringIndex(full); i != nil && i[0] > 0 {
		full = full[:i[0]]
	}
	return full
}

func freeBounce(m *Message) *Bounce {
	text := notice(m.Full)
	b := &Bounce{Action: "failed", Recipient: failedRecipient(m, text), Reason: reasonIn(m.Full)}
	b.Status = statusIn(b.Reason)
	if !strings.HasPrefix(b.Status, "5.") && stillTrying.MatchString(m.Subject+"\n"+text) {
		b.Action = "delayed"
	}
	if b.Status == "" {
		b.Status = statusOf(b.Reason + "\n" + text)
	}
	return b
}

// spoken are codes (RFC 3463) for what mail systems say without one.
var spoken = []struct {
	code string
	said *regexp.Regexp
}{
	{"5.2.2", regexp.MustCompile(`(?i)mailbox (?:is )?(?:full|vol)|quota|mailbox of inbox is vol`)},
	{"5.1.2", regexp.MustCompile(`(?i)host unknown|unknown host|domain .{0,40}(?:not found|does not exist)|nxdomain|unrouteable`)},
	{"5.3.4", regexp.MustCompile(`(?i)too (?:large|big)|size limit|te groot`)},
	{"5.1.1", regexp.MustCompile(`(?i)user unknown|unknown (?:user|recipient|address)|no such (?:user|recipient)|not a valid (?:recipient|mailbox)|does not exist|` +
		`doesn't have an? \S+ account|(?:address|adres|recipient|user|gebruiker|e-mailadres).{0,60}(?:not found|niet gevonden|not listed|couldn't be found)|bestaat niet|nicht gefunden`)},
	{"5.7.1", regexp.MustCompile(`(?i)spam|policy|blocked|denied`)},
	{"4.4.1", regexp.MustCompile(`(?i)timed out|connection refused|our requests to connect|unreachable|could not connect`)},
}

// statusOf gives the code of what is said in words, "" when nothing is understood.
func statusOf(words string) string {
	for _, s := range spoken {
		if s.said.MatchString(words) {
			return s.code
		}
	}
	return ""
}

var stillTrying = regexp.MustCompile(`(?i)will (?:be retried|keep trying|continue|retry)|still being retried|do not need to resend|warning (?:message )?only|` +
	`\bdelay(?:ed)?\b|we'll keep trying|vertraagd|wordt nog (?:geprobeerd|verzonden)|wird weiterhin versucht|verzögert|retardé`)

func failedRecipient(m *Message, text string) string {
	if a := firstAddrSpec(first(m.Headers, "X-Failed-Recipients")); a != "" {
		return a
	}
	ours := map[string]bool{}
	for _, list := range [][]Address{m.From, m.To, m.Cc} {
		for _, a := range list {
			ours[a.Addr] = true
		}
	}
	for _, f := range failedLine.FindAllStringSubmatch(text, 20) {
		if a := bareAddress(f[1]); a != "" && !ours[a] {
			return a
		}
	}
	for _, s := range addressInText.FindAllString(text, 50) {
		if a := bareAddress(s); a != "" && !ours[a] && !strings.HasPrefix(a, "postmaster@") {
			return a
		}
	}
	return ""
}

func reasonIn(full string) string {
	text := notice(full)
	for _, line := range reasonLines {
		if l := line.FindString(text); l != "" {
			return short(l)
		}
	}
	return ""
}
