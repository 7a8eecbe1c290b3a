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
	case slices.ContainsFunc(m.Attachments, func(a Attachment) bool { return endingOf(a.Name) == "rpmsg" }):
		p.sealed = cases.SealedMicrosoft // gateways give it another type
	case strings.Contains(m.Text, "-----BEGIN PGP MESSAGE") && inlinePGP.MatchString(m.Text):
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

// service is one that keeps a mail on a page of its own and sends a notice: by the hosts of its pages, and by what their
// paths hold.
type service struct {
	why   cases.Seal
	hosts []string
	path  string
}

var services = []service{
	{cases.SealedZivver, []string{"zivver.com", "zivver.eu", "zivver.nl"}, ""},
	{cases.SealedSmartLockr, []string{"smartlockr.eu", "smartlockr.com", "smartlockr.io", "smartlockr.nl"}, ""},
	{cases.SealedMicrosoft, []string{"outlook.office365.com", "outlook.office.com", "protection.outlook.com"}, "encryption"},
	{cases.SealedOther, []string{"mail.proton.me", "mail.protonmail.com"}, "/eo"},
	{cases.SealedOther, []string{
		"zorgmail.nl", "secumailer.com", "secumailer.nl", "secumailer.eu", "cryptshare.com", "securemail.kpn.com", "res.cisco.com",
		"filecap.com", "filecap.nl",
	}, ""},
}

// has tells whether a host with a path is of the service.
func (s service) has(host, path string) bool {
	return strings.Contains(path, s.path) && slices.ContainsFunc(s.hosts, func(h string) bool {
		return host == h || strings.HasSuffix(host, "."+h)
	})
}

// linksTo gives the service that a text links to.
func linksTo(text string) cases.Seal {
	for {
		_, after, found := strings.Cut(text, "://")
		if !found {
			return ""
		}
		link := strings.ToLower(after[:min(len(after), 300)])
		if i := strings.IndexAny(link, " \n\t<>\"'()"); i >= 0 {
			link = link[:i]
		}
		host, path, _ := strings.Cut(link, "/")
		for _, s := range services {
			if s.has(host, "/"+path) {
				return s.why
			}
		}
		text = after
	}
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
	text := m.Text
	if m.Forward != nil {
		text += "\n" + m.Forward.Body
	}
	if len(text) > maxSealedNotice {
		return ""
	}
	why := linksTo(safeLink.Replace(text))
	if why == "" && strings.Contains(text, "://") {
		why = m.fromService()
	}
	if why == "" && slices.ContainsFunc(m.Attachments, sealedPage) {
		why = cases.SealedMicrosoft
	}
	if why == "" || !noticeWords.MatchString(text+"\n"+m.Subject) {
		return ""
	}
	return why
}

// sealedPage is the older form of a notice of Microsoft: the page is in a file.
func sealedPage(a Attachment) bool {
	name := strings.ToLower(a.Name)
	return a.Type == "text/html" && strings.HasPrefix(name, "message") && strings.HasSuffix(name, ".html")
}

// fromService gives the service whose address the sender has.
func (m *Message) fromService() cases.Seal {
	if len(m.From) == 0 {
		return ""
	}
	for _, s := range services {
		if s.path == "" && s.has(domainOf(m.From[0].Addr), "") {
			return s.why
		}
	}
	return ""
}

// byService tells that a notice came from the service itself, or from a machine: whoever wrote the mail does not read
// what is sent there.
func (m *Message) byService() bool {
	if !m.Sealed.Notice() {
		return false
	}
	return m.Auto != "" || m.fromService() != ""
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
