package mailin

import (
	"regexp"
	"slices"
	"strings"

	"complaintsd/cases"
)

// seal remembers that a part cannot be opened here. The first one says why.
func (p *pass) seal(why cases.Seal) {
	if p.sealed == "" && p.inside == 0 {
		p.sealed = why
	}
}

// sealedBy tells whether the mail is encrypted, or only tells that there is a mail to be read elsewhere; "" when not.
func (p *pass) sealedBy(m *Message, root *node) cases.Seal {
	if p.sealed == "" && root != nil {
		p.sealedParts(root)
	}
	switch {
	case p.sealed != "":
	case strings.Contains(m.Text, "BEGIN PGP") && inlinePGP.MatchString(m.Text):
		p.sealed = cases.SealedPGP
	default:
		p.sealed = secureNotice(m)
	}
	return p.sealed
}

func (p *pass) sealedParts(n *node) {
	switch kind := n.kind; {
	case kind == "multipart/encrypted", kind == "application/pgp-encrypted":
		p.seal(cases.SealedPGP)
	case kind == "application/x-microsoft-rpmsg-message":
		p.seal(cases.SealedMicrosoft)
	}
	if n.inner == nil {
		for _, kid := range n.kids {
			p.sealedParts(kid)
		}
	}
}

// inlinePGP is the first line of an encrypted text (RFC 9580 6.2) in what the writer wrote.
var inlinePGP = regexp.MustCompile(`(?m)^-----BEGIN PGP MESSAGE(?:, PART \d+/\d+)?-----$`)

// secureMails are services that keep a mail on a page of their own and send a notice: by the domains of their pages,
// which the notice links to, and by what they call themselves.
var secureMails = []struct {
	why   cases.Seal
	hosts *regexp.Regexp
}{
	{cases.SealedZivver, regexp.MustCompile(`(?i)https?://[a-z0-9.-]*\bzivver\.(?:com|eu|nl)\b`)},
	{cases.SealedSmartLockr, regexp.MustCompile(`(?i)https?://[a-z0-9.-]*\bsmartlockr\.(?:eu|com|io|nl)\b`)},
	{cases.SealedMicrosoft, regexp.MustCompile(`(?i)https?://(?:outlook\.office(?:365)?\.com|[a-z0-9.-]*\bprotection\.outlook\.com)/[a-z0-9/_-]*encryption`)},
	{cases.SealedOther, regexp.MustCompile(`(?i)https?://[a-z0-9.-]*\b(?:zorgmail|secumailer|cryptshare|securemail\.kpn|zorgring|postex|berichtenbox|proton\.me/eo|mail\.proton\.me/eo|eo\.protonmail|mimecast-offshore|res\.cisco|messageportal|securemail|secure-?messag)[a-z0-9./_-]*`)},
}

// noticeWords say that a mail waits elsewhere.
var noticeWords = regexp.MustCompile(`(?i)(?:beveiligd|versleuteld|vertrouwelijk|secure|encrypted|protected|verschlüsselte?|gesicherte?|sécurisé|chiffré)s? ` +
	`(?:e-?mail|mail|bericht|message|nachricht|courriel)|(?:bericht|e-?mail|message) (?:veilig|beveiligd|versleuteld) (?:verzonden|verstuurd|gestuurd)|` +
	`(?:lees|open|bekijk|read|view|öffnen|lire)[a-z]* (?:het |dit |jouw |uw |the |this |your )?(?:beveiligde? |versleutelde? |secure |encrypted |protected )?(?:bericht|message|mail|nachricht)`)

// maxSealedNotice is the length up to which a mail may be only a notice. A mail that says more is read like any other.
const maxSealedNotice = 4000

// safeLink undoes what a mail system does to the links of others: they become a parameter of its own.
var safeLink = strings.NewReplacer("%3A", ":", "%3a", ":", "%2F", "/", "%2f", "/")

// secureNotice recognises the notice of a service for secure mail: words that say that a message waits, and a link to
// the service's page, both in what is new in the mail. A mail that is only about such a service has no such link.
func secureNotice(m *Message) cases.Seal {
	if !m.pointsElsewhere() { // most mail: the rest is dear
		return ""
	}
	text := safeLink.Replace(m.Text)
	if m.Forward != nil {
		text += "\n" + safeLink.Replace(m.Forward.Body)
	}
	if len(text) > maxSealedNotice || !noticeWords.MatchString(text+"\n"+m.Subject) {
		return ""
	}
	for _, s := range secureMails {
		if s.hosts.MatchString(text) {
			return s.why
		}
	}
	if slices.ContainsFunc(m.Attachments, sealedPage) {
		return cases.SealedMicrosoft
	}
	if domain := m.senderDomain(); domain != "" && strings.Contains(text, "https://") {
		for _, s := range secureMails {
			if s.hosts.MatchString("https://" + domain + "/") {
				return s.why
			}
		}
	}
	return ""
}

// pointsElsewhere tells whether the mail has a link or a page at all.
func (m *Message) pointsElsewhere() bool {
	linked := func(text string) bool {
		return strings.Contains(text, "://") || strings.Contains(text, "%3A") || strings.Contains(text, "%3a")
	}
	return linked(m.Text) || m.Forward != nil && linked(m.Forward.Body) || slices.ContainsFunc(m.Attachments, sealedPage)
}

// sealedPage is the older form of a notice of Microsoft: the page is in a file.
func sealedPage(a Attachment) bool {
	name := strings.ToLower(a.Name)
	return strings.HasPrefix(name, "message") && strings.HasSuffix(name, ".html") && a.Type == "text/html"
}

func (m *Message) senderDomain() string {
	if len(m.From) == 0 {
		return ""
	}
	return domainOf(m.From[0].Addr)
}

// byService tells that a notice came from the service itself, or from a machine: whoever wrote the mail does not read
// what is sent there.
func (m *Message) byService() bool {
	if !m.Sealed.Notice() {
		return false
	}
	for _, s := range secureMails {
		if m.Sealed == s.why && s.hosts.MatchString("https://"+m.senderDomain()+"/") {
			return true
		}
	}
	return m.Auto != ""
}

// sealWords go with the reason why a mail is what it is.
func sealWords(s cases.Seal) string {
	switch {
	case s.Encrypted():
		return "; de mail is versleuteld en kan hier niet worden gelezen"
	case s.Notice():
		return "; de mail zelf staat op de pagina van een dienst voor beveiligde mail"
	}
	return ""
}
