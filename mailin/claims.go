package mailin

import (
	"slices"
	"strings"
	"time"

	"complaintsd/cases"
)

// maxClaimed bounds the Message-IDs that a mail may claim; the newest of a long thread count.
const maxClaimed = 100

// Claims gathers what the mail says of itself that only the store can judge: tokens, references,
// Message-IDs and addresses. Nothing of it is believed here.
func (m Message) Claims(org string, at time.Time) cases.Claims {
	c := cases.Claims{
		Org: org, MessageID: m.MessageID, Refs: parseTags(m.Subject, org).Refs,
		MessageIDs: m.claimedIDs(), Sender: m.sender(), At: at,
	}
	for _, t := range m.tokens(org) {
		if !slices.Contains(c.Tokens, t.text) {
			c.Tokens = append(c.Tokens, t.text)
		}
	}
	if m.Bounce != nil {
		c.Recipient = strings.ToLower(m.Bounce.Recipient)
	}
	return c
}

// sender is the address that the mail is from, "" when it names none or several.
func (m Message) sender() string {
	if m.FromCount > 1 || len(m.From) != 1 {
		return ""
	}
	return strings.ToLower(m.From[0].Addr)
}

// threadIDs are the Message-IDs that the mail answers, the nearest first.
func (m Message) threadIDs() []string {
	ids := slices.Clone(m.InReplyTo)
	for _, id := range slices.Backward(m.References) {
		ids = append(ids, id)
	}
	return once(ids, maxClaimed)
}

// claimedIDs are the Message-IDs that the mail names: its own, the one inside a bounce, and those of its
// thread.
func (m Message) claimedIDs() []string {
	var ids []string
	if m.Bounce != nil {
		ids = append(ids, m.Bounce.MessageID)
	}
	ids = append(ids, m.Returned)
	return once(append(ids, m.threadIDs()...), maxClaimed)
}

// once gives the first limit different texts that are not empty.
func once(texts []string, limit int) []string {
	var found []string
	seen := map[string]bool{"": true}
	for _, s := range texts {
		if !seen[s] && len(found) < limit {
			seen[s], found = true, append(found, s)
		}
	}
	return found
}

// place is where a token stands in a mail.
type place int

// The places. Whoever writes a token in a subject or an address claims it; a Message-ID may only be the
// history of a thread, which mail programs carry along.
const (
	inAddress place = iota
	inThread
	inSubject
	inOwnID
	inBounce
)

// tokenAt is a text of the form of a token. It says nothing about the token being genuine.
type tokenAt struct {
	text  string // lower case
	place place
}

// tokens finds everything in the mail that has the form of a token, in the order in which they count: the
// address that the mail was delivered to, the thread, the subject.
func (m Message) tokens(org string) []tokenAt {
	var found []tokenAt
	add := func(text string, ok bool, p place) {
		if ok {
			found = append(found, tokenAt{text, p})
		}
	}
	for _, a := range m.deliveredTo() {
		t, ok := plusToken(a)
		add(t, ok, inAddress)
	}
	for _, id := range m.threadIDs() {
		t, ok := idToken(id)
		add(t, ok, inThread)
	}
	tag := parseTags(m.Subject, org).Token
	add(tag, tag != "", inSubject)
	own, ok := idToken(m.MessageID)
	add(own, ok, inOwnID)
	returned := m.Returned
	if m.Bounce != nil {
		returned = m.Bounce.MessageID
	}
	t, ok := idToken(returned)
	add(t, ok, inBounce)
	return found
}

// deliveredTo are the addresses that the mail came in by. Exchange Online does not note them; then those that
// the mail names must do.
func (m Message) deliveredTo() []string {
	list := m.Delivered
	if len(list) == 0 {
		for _, a := range append(slices.Clone(m.To), m.Cc...) {
			list = append(list, a.Addr)
		}
	}
	return once(list, maxClaimed)
}

// idToken reads the token of a Message-ID of our form, TOKEN.INSTANCE@domain.
func idToken(id string) (token string, ok bool) {
	local, _, found := strings.Cut(id, "@")
	if !found || len(local) < cases.TokenLength+2 || local[cases.TokenLength] != '.' {
		return "", false
	}
	token = strings.ToLower(local[:cases.TokenLength])
	_, ok = cases.TokenID(token)
	return token, ok
}

// plusToken reads the token of local+TOKEN@domain.
func plusToken(address string) (token string, ok bool) {
	local, _, _ := strings.Cut(address, "@")
	_, token, _ = strings.Cut(local, "+")
	token = strings.ToLower(token)
	_, ok = cases.TokenID(token)
	return token, ok
}
