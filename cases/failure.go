package cases

import (
	"regexp"
	"strings"
)

// enhanced is a status code of RFC 3463, as a report or a relay gives it.
var enhanced = regexp.MustCompile(`\b([245])\.(\d{1,3}\.\d{1,3})\b`)

// failureCodes say in plain words what the last two numbers of a status code mean (RFC 3463, and the registry of
// IANA). The first number tells only whether trying again helps.
var failureCodes = map[string]string{
	"1.0": "Er is iets mis met het mailadres.", "1.1": noSuchAddress, "1.2": noSuchDomain, "1.3": badAddress, "1.4": badAddress,
	"1.6": "De ouder is verhuisd en heeft geen nieuw mailadres doorgegeven.", "1.10": noSuchDomain, "1.20": noSuchAddress,
	"1.8": "De mailserver van de ouder vertrouwt ons mailadres niet.",
	"2.0": "Er is iets mis met de mailbox van de ouder.", "2.1": "De mailbox van de ouder is afgesloten.", "2.2": mailboxFull,
	"2.3": tooLarge, "2.4": theirServer,
	"3.0": theirServer, "3.1": theirServer, "3.2": theirServer, "3.3": theirServer, "3.4": tooLarge, "3.5": theirServer,
	"4.0": unreachable, "4.1": unreachable, "4.2": unreachable, "4.3": noSuchDomain, "4.4": noSuchDomain, "4.5": theirServer,
	"4.6": "De mail bleef rondgaan tussen mailservers.", "4.7": "De mail kwam er na dagen proberen nog niet door.",
	"4.14": "De mail bleef rondgaan tussen mailservers.", "4.310": noSuchDomain, "4.312": unreachable, "4.316": unreachable,
	"5.0": theirServer, "5.1": theirServer, "5.2": theirServer, "5.3": "De mail ging naar te veel mensen tegelijk.",
	"6.0": "De mailserver van de ouder kan deze mail niet lezen.",
	"7.0": refusedMail, "7.1": refusedMail, "7.2": refusedMail, "7.23": "Onze mail kon niet bewijzen dat hij van ons komt (SPF).",
	"7.25": "De mailserver van de ouder kent onze mailserver niet.", "7.26": "Onze mail kon niet bewijzen dat hij van ons komt (DMARC).",
	"7.509": "Onze mail kon niet bewijzen dat hij van ons komt (DMARC).", "7.27": noSuchDomain,
}

const (
	noSuchAddress = "Het mailadres bestaat niet (meer)."
	noSuchDomain  = "Het deel achter het apenstaartje van het mailadres bestaat niet. Misschien staat er een tikfout in."
	badAddress    = "Het mailadres is niet goed geschreven."
	mailboxFull   = "De mailbox van de ouder is vol."
	tooLarge      = "De mail was te groot voor de mailbox van de ouder."
	theirServer   = "De mailserver van de ouder nam de mail niet aan."
	unreachable   = "De mailserver van de ouder was niet te bereiken."
	refusedMail   = "De mailserver van de ouder wil onze mail niet hebben. Dat kan door een filter tegen spam komen."
)

// failureWords find the same in the free words of a mail system that gives no code, or one that says nothing.
var failureWords = []struct {
	in    *regexp.Regexp
	means string
}{
	{regexp.MustCompile(`(?i)mailbox (?:is )?(?:full|vol)|over ?quota|quota (?:is )?exceeded|exceeded.{0,20}quota|out of storage|insufficient (?:disk|storage)|storage quota`), mailboxFull},
	{regexp.MustCompile(`(?i)(?:host|domain)(?: name)? (?:\S+ )?(?:not found|unknown|does not exist|lookup)|unrouteable|no such domain|nxdomain|unable to route|name or service not known|bad destination host|couldn't find any host`), noSuchDomain},
	{regexp.MustCompile(`(?i)message (?:size )?(?:is )?(?:too (?:large|big)|exceeds)|size limit|too large`), tooLarge},
	{regexp.MustCompile(`(?i)user (?:is )?unknown|unknown (?:user|recipient|local|address)|no such (?:user|recipient|mailbox|address|person)|(?:recipient|address|mailbox|account|user|e?mail ?address).{0,60}(?:not (?:exist|found|known|listed)|n't (?:exist|found|be found)|does not exist|doesn't exist|unknown|invalid|no mailbox)|not a valid (?:mailbox|recipient|user)|invalid (?:recipient|mailbox|address)|recipient address rejected|bestaat niet|niet gevonden|onbekende (?:gebruiker|ontvanger)|doesn't have an? \S+ account`), noSuchAddress},
	{regexp.MustCompile(`(?i)(?:mailbox|account|user|recipient).{0,40}(?:disabled|inactive|suspended|deactivated|closed|locked|unavailable)`), "De mailbox van de ouder is afgesloten."},
	{regexp.MustCompile(`(?i)spam|blacklist|blocklist|block(?:ed)? (?:list|by|using)|policy|reputation|dmarc|\bspf\b|dkim|not authenticated|access denied|relay(?:ing)? (?:access )?denied|rejected (?:by|for|due)|banned`), refusedMail},
	{regexp.MustCompile(`(?i)timed? ?out|connection refused|no route|unreachable|could not connect|unable to connect|not responding|delivery time expired|retry time(?:out)? exceeded|too (?:old|long)|expired|queue too long`), "De mail kwam er na lang proberen niet door. De mailserver van de ouder was niet te bereiken."},
}

// FailureWords says in plain Dutch why a letter did not arrive. The status code, when it says something, goes
// before what the mail system wrote. "" is never given.
func FailureWords(status, words string) string {
	code := enhanced.FindStringSubmatch(status)
	if code == nil {
		code = enhanced.FindStringSubmatch(words)
	}
	vague := code == nil || strings.HasSuffix(code[2], ".0") || code[2] == "1.10" && strings.Contains(strings.ToLower(words), "recipientnotfound")
	if !vague && failureCodes[code[2]] != "" && code[2] != "7.1" { // 5.7.1 is what servers say to everything
		return failureCodes[code[2]]
	}
	for _, w := range failureWords {
		if w.in.MatchString(words) {
			return w.means
		}
	}
	if code != nil && failureCodes[code[2]] != "" {
		return failureCodes[code[2]]
	}
	return theirServer
}
