package mailin

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"complaintsd/cases"
)

// Verdict is who the sender claims to be and what shows it (DESIGN section 7).
type Verdict struct {
	Person   string // id of the roster person it claims to come from, "" for none
	Proof    cases.ProofKind
	Token    string    // the token that counted, "" for none
	Ref      cases.Ref // the case of that token
	Confirm  uint32    // id of the token of a confirm-back in the subject, 0 for none
	Guesses  int       // tokens of our form that we never handed out
	DMARCBad bool      // the pinned server said fail
	Stale    bool      // too old to command: it may be a replay
	Why      string    // plain words, without personal data
}

// Proven tells that the mail is from the person of the roster that it names.
func (v Verdict) Proven() bool {
	return v.Person != "" && (v.Proof == cases.ByToken || v.Proof == cases.ByDMARC)
}

// maxAge is how old a mail may be at its arrival and still command, and maxAhead how far its date may lie ahead: clocks of
// computers are wrong by minutes, and a date of next week would make a mail good for longer.
const (
	maxAge   = 4 * 24 * time.Hour
	maxAhead = 24 * time.Hour
)

// Prove judges the sender of a mail that arrived at a moment. A token proves the person or the parent it was
// handed to, when that is also who the mail is from; DMARC proves a person of the roster. A dmarc=fail
// refuses whatever else holds, and so does a token in subject or address that is not this sender's.
// Message-IDs of a thread are only history where DMARC holds: colleagues forward each other's notices.
func Prove(m Message, o *cases.Organisation, known cases.Known, arrived time.Time) Verdict {
	from, _ := cleanFrom(m)
	return judge(m, o, known, holdings(m, o, known, from, arrived), arrived)
}

// judge weighs what the pinned server says against what the tokens of the mail come to.
func judge(m Message, o *cases.Organisation, known cases.Known, held holding, arrived time.Time) Verdict {
	from, clean := cleanFrom(m)
	auth := authResults(m.Headers, o.Proof, domainOf(from))
	v := Verdict{
		Person: claimedPerson(m, o), DMARCBad: auth.fail, Confirm: held.confirm, Guesses: held.guesses,
		Stale: !m.Date.IsZero() && (arrived.Sub(m.Date) > maxAge || m.Date.Sub(arrived) > maxAhead),
	}
	if held.parent {
		v.Person = "" // a colleague who is a parent writes as the parent
	}
	switch {
	case auth.fail:
		v.Proof, v.Why = cases.Refused, "de controle van de afzender (DMARC) mislukte"
	case gone(o, v.Person):
		v.Proof, v.Why = cases.Refused, "deze medewerker werkt hier niet meer"
	case held.claimed:
		v.Proof, v.Why = cases.Refused, "het bewijs in onderwerp of adres hoort niet bij deze afzender"
	case held.token != "" && (held.parent || clean && o.Proof.Token) && agrees(m, o, known, held):
		v.Proof, v.Token, v.Ref = cases.ByToken, held.token, held.ref
	case clean && v.Person != "" && o.Proof.DMARC && auth.pass && !forUs(m, o):
		v.Why = "de mail is niet aan ons adres gericht"
	case clean && v.Person != "" && o.Proof.DMARC && auth.pass:
		v.Proof = cases.ByDMARC
	case held.foreign || held.token != "":
		v.Proof, v.Why = cases.Refused, "het bewijs hoort niet bij deze afzender of deze zaak"
	default:
		v.Why = "er is geen bewijs bij"
	}
	return v
}

// forUs tells whether the mail names us as a receiver. A signature holds for whoever passes the mail on: what a colleague
// wrote to somebody else must not command when that one sends it here (DKIM replay, RFC 6376 section 8.6).
func forUs(m Message, o *cases.Organisation) bool {
	return slices.ContainsFunc(append(slices.Clone(m.To), m.Cc...), func(a Address) bool {
		local, domain, _ := strings.Cut(asciiLower(a.Addr), "@")
		local, _, _ = strings.Cut(local, "+")
		return o.Owns(local + "@" + domain)
	})
}

// gone tells that the person left: known, and without any power.
func gone(o *cases.Organisation, id string) bool {
	p, _ := o.Person(id)
	return p.Gone
}

// agrees tells whether the case that the subject names is the one of the token. A parent who names another may still
// add a mail to the own case, and proves nothing by it.
func agrees(m Message, o *cases.Organisation, known cases.Known, held holding) bool {
	ref := parseTags(m.Subject, o.Prefix).Ref
	return !held.twice && (ref == "" || standsFor(known, ref) == held.ref)
}

// standsFor is the case in which a case goes on: of a merged one the other, else itself.
func standsFor(known cases.Known, ref cases.Ref) cases.Ref {
	if c, ok := known.Lead(ref); ok {
		return c.Ref
	}
	return ref
}

// holding is what the tokens of a mail come to.
type holding struct {
	token   string    // a valid one of this sender
	ref     cases.Ref // the case in which its case goes on
	parent  bool      // it was handed to a parent
	confirm uint32    // id of one in the subject that confirms
	twice   bool      // there are valid ones of different cases: none counts
	claimed bool      // subject or address carry one that is not this sender's
	foreign bool      // the thread does
	guesses int       // different ones that are no tokens of ours
}

func holdings(m Message, o *cases.Organisation, known cases.Known, from string, at time.Time) holding {
	var h holding
	seen := map[string]bool{}
	for _, c := range m.tokens(o.Prefix) {
		if c.place == inOwnID || c.place == inBounce {
			continue
		}
		t, ok := genuine(c.text, o, known)
		if !ok && !handedOut(c.text, known) && !seen[c.text] {
			seen[c.text] = true
			h.guesses++
		}
		if ok && t.Scope == cases.ScopeConfirm && c.place == inSubject {
			h.confirm = t.ID
		}
		switch {
		case ok && expired(t, known, o.Today(at)):
			// It was good once: that proves nothing today, and is no forgery either.
		case !ok || !ownedBy(t, m, o, from):
			h.claimed = h.claimed || c.place != inThread
			h.foreign = true
		case h.token == "" || h.ref == "":
			h.token, h.ref, h.parent = c.text, standsFor(known, t.Ref), t.Scope == cases.ScopeParent
		case standsFor(known, t.Ref) != h.ref && t.Ref != "": // a digest's token is for no case, and quarrels with none
			h.twice = true
		}
	}
	return h
}

// genuine finds the token that a text stands for: known, signed by us, not revoked, of this organisation.
func genuine(text string, o *cases.Organisation, known cases.Known) (cases.Token, bool) {
	t, ok := known.Tokens[text]
	return t, ok && t.Org == o.Prefix && !t.Revoked && known.Keys.Verify(text, t)
}

// handedOut tells whether the text is a token of ours, whatever it is worth today.
func handedOut(text string, known cases.Known) bool {
	t, ok := known.Tokens[text]
	return ok && known.Keys.Verify(text, t)
}

// staffDays is how long tokens without a date of their own live after their case was closed. A measure may be
// due long after that, and its owner answers the reminder: until the last one is done, the case does not rest.
const staffDays = 30

func expired(t cases.Token, known cases.Known, today cases.Date) bool {
	if !t.Expires.IsZero() {
		return today.After(t.Expires)
	}
	c, ok := known.Lead(t.Ref)
	if !ok {
		return true // nothing would ever end it
	}
	rests := c.RestsSince()
	return !rests.IsZero() && today.After(rests.Add(staffDays))
}

// ownedBy tells whether the token was handed to whoever the mail is from. A person who left the roster owns
// nothing. Staff need a clean From; of a parent the lenient reading will do, because a parent changes nothing.
func ownedBy(t cases.Token, m Message, o *cases.Organisation, from string) bool {
	switch t.Scope {
	case cases.ScopeParent:
		return m.sender() != "" && strings.EqualFold(t.Party, m.sender())
	case cases.ScopeStaff:
		p, ok := o.PersonAt(from)
		return ok && from != "" && p.ID == t.Party
	case cases.ScopeConfirm: // it says yes to one question, and to nothing else
		p, ok := o.PersonAt(from)
		return ok && from != "" && p.ID == t.Party && onlyConfirms(m, o)
	}
	return false
}

func onlyConfirms(m Message, o *cases.Organisation) bool {
	tags := parseTags(m.Subject, o.Prefix)
	if len(tags.Commands) != 1 || len(tags.Unknown) > 0 {
		return false
	}
	w, _ := cases.FindWord(tags.Commands[0].Word)
	return w.Name == cases.ConfirmWord
}

// claimedPerson is whoever of the roster the mail names as its sender, however badly.
func claimedPerson(m Message, o *cases.Organisation) string {
	for _, a := range m.From {
		if p, ok := o.PersonAt(a.Addr); ok && a.Addr != "" {
			return p.ID
		}
	}
	return ""
}

var plainMailbox = regexp.MustCompile("^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*" +
	`@[a-z0-9-]+(?:\.[a-z0-9-]+)+$`)

// cleanFrom gives the sender when there is exactly one From header with exactly one mailbox of plain ASCII.
// It reads the raw field and not the lenient reading of it: comments, groups, lists, an address inside the
// name, a letter whose lower case is ASCII though it is not, all these are ways to show people one sender
// and servers another. A header that was too long to be read whole may hold a second one.
func cleanFrom(m Message) (addr string, clean bool) {
	raw := ""
	fields := 0
	for _, h := range m.Headers {
		if strings.EqualFold(strings.TrimSpace(h.Name), "From") {
			raw, fields = strings.TrimSpace(h.Value), fields+1
		}
	}
	if fields != 1 || doubled(m.Headers) || m.FromCount != 1 || len(m.From) != 1 || slices.Contains(m.Defects, "header-too-long") ||
		slices.Contains(m.Defects, "bad-from") {
		return "", false
	}
	addr, ok := onlyMailbox(raw)
	if !ok || len(addr) > 254 || strings.Contains(addr, "=?") {
		return "", false
	}
	addr = asciiLower(addr)
	return addr, plainMailbox.MatchString(addr) && addr == m.From[0].Addr
}

// doubled tells whether a field stands there twice that may stand there once (RFC 5322 section 3.6). A signature
// covers the lowest of them, and readers take the highest: whoever passes a signed mail on may put another subject,
// date or form of the text above it, and DMARC holds all the same.
func doubled(list []Header) bool {
	seen := map[string]bool{}
	for _, h := range list {
		name := strings.ToLower(h.Name)
		if seen[name] && single[name] {
			return true
		}
		seen[name] = true
	}
	return false
}

// single are the fields that decide what a command says.
var single = set("subject", "date", "message-id", "sender", "mime-version", "content-type", "content-transfer-encoding")

// onlyMailbox takes `addr` or `name <addr>`, where the name is words and quoted strings.
func onlyMailbox(raw string) (addr string, ok bool) {
	quote, open := false, -1
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case isControl(c):
			return "", false
		case quote && c == '\\':
			i++
		case c == '"' && open < 0:
			quote = !quote
		case quote:
		case c == '<' && open < 0:
			open = i
		case c == '>' && open >= 0:
			return raw[open+1 : i], i == len(raw)-1
		case strings.IndexByte(`()<>,:;\"`, c) >= 0:
			return "", false
		}
	}
	return raw, open < 0 && !quote
}

// asciiLower leaves everything beyond ASCII as it is: the Kelvin sign is no k.
func asciiLower(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// domainOf gives what stands behind the last at sign.
func domainOf(addr string) string {
	at := strings.LastIndexByte(addr, '@')
	if at < 0 {
		return ""
	}
	return addr[at+1:]
}
