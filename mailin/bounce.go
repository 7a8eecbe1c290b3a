package mailin

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	statusCode = regexp.MustCompile(`\b[245]\.\d{1,3}\.\d{1,3}\b`)
	smtpCode   = regexp.MustCompile(`\b([45])\d\d[ :\-]`)
	returnedID = regexp.MustCompile(`(?im)^[ \t>]*message-id:[\s>]*<([^<>\s]{1,500})>`)
)

// bounce reads a non-delivery report: in the form of RFC 3464, however sloppy, or in the free words of
// older mail systems. A report that everything was delivered is none; delivered tells of that.
func (p *pass) bounce(m *Message, parts reportParts) (b *Bounce, delivered bool) {
	if parts.feedback {
		return nil, false
	}
	if parts.status != "" {
		b = readStatus(parts.status, p.lim)
		if b != nil && done[b.Action] {
			return nil, true
		}
	}
	if b == nil && (parts.dsn || isBounceText(m)) {
		b = freeBounce(m)
	}
	if b == nil {
		return nil, false
	}
	b.MessageID = returnedMessageID(m, parts)
	if !strings.ContainsFunc(b.Reason, unicode.IsLetter) {
		b.Reason = "" // the exit code of a program tells nobody anything
	}
	for _, reason := range []string{reasonIn(m.Full), m.Subject} {
		if b.Reason == "" {
			b.Reason = short(reason)
		}
	}
	b.Status = preciser(b.Status, statusIn(b.Reason))
	if b.Status == "" && b.Action != "delayed" {
		b.Status = statusOf(b.Reason)
	}
	return b, false
}

// preciser takes the code in words when the code of the report says no more than its class (x.0.0).
func preciser(code, inWords string) string {
	if code == "" || strings.HasSuffix(code, ".0.0") && strings.HasPrefix(inWords, code[:1]) {
		if inWords != "" {
			return inWords
		}
	}
	return code
}

// done are actions of success; their order is that of choosing between recipients.
var done = map[string]bool{"delivered": true, "relayed": true, "expanded": true}

// reportParts are the parts of a multipart/report, and of what wants to be one.
type reportParts struct {
	dsn      bool // it says that it is a delivery report
	mdn      bool
	feedback bool
	status   string
	returned []Header
	original string // Message-ID of the mail that a report of another kind is about
}

func (p *pass) reportParts(root *node) reportParts {
	var r reportParts
	if root == nil {
		return r
	}
	if root.kind == "multipart/report" {
		switch strings.ToLower(root.params["report-type"]) {
		case "delivery-status":
			r.dsn = true
		case "disposition-notification":
			r.mdn = true
		case "feedback-report":
			r.feedback = true
		}
	}
	p.gather(root, &r)
	return r
}

func (p *pass) gather(n *node, r *reportParts) {
	switch n.kind {
	case "message/delivery-status", "message/global-delivery-status":
		r.status += string(n.text) + "\n\n"
	case "message/feedback-report":
		r.feedback = true
	case "message/disposition-notification":
		r.mdn = true
		h := head{raw: n.text}
		fields, _ := h.fields(p.lim.Fields)
		for _, id := range messageIDs(first(fields, "Original-Message-ID")) {
			r.original = id
		}
	case "text/rfc822-headers", "message/global-headers", "message/rfc822-headers":
		if r.returned == nil {
			h := head{raw: n.text}
			r.returned, _ = h.fields(p.lim.Fields)
		}
	}
	if n.inner != nil && r.returned == nil {
		r.returned = n.inner.fields
	}
	if id := messageIDOf(r.returned); r.feedback && id != "" {
		r.original = id
	}
	for _, kid := range n.kids {
		p.gather(kid, r)
	}
}

// readStatus reads message/delivery-status: groups of fields, the first about the message, each further
// one about a recipient. A failed recipient goes before a delayed one, any of these before a delivered.
func readStatus(s string, lim Limits) *Bounce {
	var best *Bounce
	rank := func(b *Bounce) int {
		switch {
		case b.Action == "failed":
			return 3
		case done[b.Action]:
			return 1
		}
		return 2
	}
	for group := range strings.SplitSeq(strings.ReplaceAll(clean(s), "\n \n", "\n\n"), "\n\n") {
		h := head{raw: []byte(group)}
		fields, _ := h.fields(lim.Fields)
		if b := recipientStatus(fields); b != nil && (best == nil || rank(b) > rank(best)) {
			best = b
		}
	}
	return best
}

func recipientStatus(f []Header) *Bounce {
	recipient := ""
	for _, name := range []string{"Original-Recipient", "Final-Recipient", "X-Actual-Recipient"} {
		if a := typed(first(f, name)); recipient == "" || name == "Final-Recipient" && a != "" {
			recipient = a
		}
	}
	action, _, _ := strings.Cut(strings.ToLower(uncomment(first(f, "Action"))), " ")
	status := statusCode.FindString(first(f, "Status"))
	if recipient == "" && action == "" && status == "" {
		return nil
	}
	reason := first(f, "Diagnostic-Code")
	if kind, text, ok := strings.Cut(reason, ";"); ok && !strings.Contains(kind, " ") {
		reason = strings.TrimSpace(text)
	}
	if action == "" && strings.HasPrefix(status, "2.") {
		action = "delivered"
	}
	return &Bounce{Recipient: recipient, Status: status, Action: strings.Trim(action, ". "), Reason: short(reason)}
}

// typed reads `rfc822; jan@x.example`.
func typed(v string) string {
	if _, after, ok := strings.Cut(v, ";"); ok {
		v = after
	}
	return firstAddrSpec(v)
}

// maxReason is the length of a reason, in characters.
const maxReason = 300

func short(s string) string { return cutTo(oneLine(s), maxReason) }

// statusIn finds an enhanced code (RFC 3463) in words, or makes the general one of an SMTP code.
func statusIn(s string) string {
	if code := statusCode.FindString(s); code != "" && code[0] != '2' {
		return code
	}
	if f := smtpCode.FindStringSubmatch(s + " "); f != nil {
		return f[1] + ".0.0"
	}
	return ""
}

func returnedMessageID(m *Message, parts reportParts) string {
	if id := messageIDOf(parts.returned); id != "" {
		return id
	}
	if f := returnedID.FindStringSubmatch(m.Full); f != nil {
		return f[1]
	}
	if ids := append(append([]string{}, m.InReplyTo...), m.References...); len(ids) > 0 {
		return ids[0]
	}
	return ""
}
