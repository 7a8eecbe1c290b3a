package cases

import "regexp"

// mailbox is an address to which every relay delivers: a dot-atom and a domain of labels (RFC 5321 4.1.2,
// without quoted strings). Others exist, and no letter could be made out to them.
var mailbox = regexp.MustCompile("^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@" +
	`([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$`)

// Deliverable tells whether a letter can be made out to the address.
func Deliverable(address string) bool {
	local := 0
	for local < len(address) && address[local] != '@' {
		local++
	}
	return local <= 64 && len(address) <= 254 && mailbox.MatchString(address)
}

// unread are the names of addresses that only send: of apps, shops and web forms that nobody has listed.
var unread = regexp.MustCompile(`(?i)^(?:(?:[a-z0-9-]+[-_.])?(?:no|do[-_.]?not)[-_.]?reply|niet[-_.]?(?:be)?antwoorden|geen[-_.]?(?:antwoord|reactie)|` +
	`ne[-_.]?pas[-_.]?repondre|(?:keine[-_.]?antwort|nicht[-_.]?antworten)|mailer-daemon|bounces?)(?:[-_.+][^@]*)?@`)

// Unread tells an address that says of itself that nobody reads what is sent there. A letter to it is accepted and keeps no
// promise.
func Unread(address string) bool { return unread.MatchString(address) }
