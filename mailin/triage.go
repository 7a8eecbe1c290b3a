package mailin

import (
	"slices"
	"strings"
	"time"

	"complaintsd/cases"
)

// Triage decides what a mail is, to which case it belongs and why (DESIGN section 6). The reasons are read
// by the administrator and the registrar. The event's moment is the arrival until the desk sets its own.
func Triage(m Message, o *cases.Organisation, known cases.Known, arrived time.Time) cases.Event {
	t := &triage{m: m, o: o, known: known, arrived: arrived, tags: parseTags(m.Subject, o.Prefix)}
	t.v = Prove(m, o, known, arrived)
	t.thread = findThread(m, o, known, t.v, o.Today(arrived))
	t.disown()
	for _, step := range slices.Concat(early, late) {
		if kind, reason := step(t); kind != "" {
			return t.event(kind, reason)
		}
	}
	return t.event(cases.KindComplaint, "nieuwe mail van een onbekende afzender")
}

// triage is one mail being sorted.
type triage struct {
	m       Message
	o       *cases.Organisation
	known   cases.Known
	arrived time.Time
	tags    Tags
	v       Verdict
	thread  thread

	ref  cases.Ref // the case, set by the step that decides
	mail cases.Mail

	others []cases.Command // brackets that somebody else wrote

	written string // the fields of a table, as text
}

// step decides what the mail is, or leaves it to the next one with an empty kind.
type step func(*triage) (cases.MailKind, string)

// The steps are asked in this order; the first that knows the mail decides. The early ones need to know
// nothing of cases.
var (
	early = []step{
		(*triage).loop, (*triage).bounce, (*triage).automatic, (*triage).unreadable, (*triage).form, (*triage).scan,
	}
	late = []step{(*triage).command, (*triage).unproven, (*triage).forward, (*triage).reply, (*triage).first}
)

// loop is our own mail come back: by our address, or by a Message-ID that only we can sign.
func (t *triage) loop() (cases.MailKind, string) {
	if id, ok := idToken(t.m.MessageID); ok {
		if token, ok := genuine(id, t.o, t.known); ok {
			t.ref = token.Ref
			return cases.KindLoop, "onze eigen brief (getekend Message-ID)"
		}
	}
	if _, ours := t.known.Letters[t.m.MessageID]; ours && t.m.MessageID != "" {
		return cases.KindLoop, "onze eigen brief"
	}
	if sender := t.m.sender(); sender != "" && t.o.Owns(sender) && !t.listed() {
		return cases.KindLoop, "van ons eigen adres"
	}
	return "", ""
}

// listed tells whether the configuration names the sender as a form or a scanner. Machines mark their mail
// as automatic, and some sites send from the complaints address itself: the configuration knows better.
func (t *triage) listed() bool {
	_, form := formOf(t.o, t.m.sender())
	return form || t.scanner()
}

func (t *triage) scanner() bool {
	sender := t.m.sender()
	return sender != "" && slices.Contains(t.o.Scanners, sender)
}

var automaticReasons = map[cases.MailKind]string{
	cases.KindReceipt:   "ontvangst- of leesbevestiging",
	cases.KindList:      "mail van een mailinglijst of nieuwsbrief",
	cases.KindAutoReply: "automatisch antwoord",
	cases.KindFeedback:  "de ontvanger of zijn provider meldt onze brief als spam",
}

// automatic is mail that no person wrote. It is kept at the case that it belongs to.
func (t *triage) automatic() (cases.MailKind, string) {
	if t.m.Auto == "" || t.listed() && t.m.AutoKind != string(cases.KindReceipt) {
		return "", ""
	}
	kind := cases.MailKind(t.m.AutoKind)
	if t.m.Sealed.Notice() || kind == cases.KindList && t.ownList() { // a machine tells of what a person wrote
		return "", ""
	}
	if automaticReasons[kind] == "" {
		kind = cases.KindAutoReply
	}
	t.ref = t.anyRef()
	return kind, automaticReasons[kind]
}

// ownList tells whether the list is the complaints address itself: a group at the provider marks all that
// people write to it as list mail.
func (t *triage) ownList() bool {
	if by := first(t.m.Headers, "Auto-Submitted"); by != "" && !strings.HasPrefix(strings.ToLower(by), "no") {
		return false
	}
	post := strings.ToLower(first(t.m.Headers, "List-Post"))
	id := strings.ToLower(first(t.m.Headers, "List-Id"))
	return slices.ContainsFunc(append([]string{t.o.Address}, t.o.Aliases...), func(a string) bool {
		return strings.Contains(post, "<mailto:"+a+">") || strings.Contains(id, "<"+strings.Replace(a, "@", ".", 1)+">")
	})
}

// anyRef is the case that automatic mail is kept at: it causes nothing there, so that a token or a letter of
// ours suffices, whoever it was for.
func (t *triage) anyRef() cases.Ref {
	if t.thread.ref != "" {
		return t.thread.ref
	}
	for _, c := range t.m.tokens(t.o.Prefix) {
		if token, ok := genuine(c.text, t.o, t.known); ok && token.Ref != "" {
			return token.Ref
		}
	}
	for _, id := range t.m.claimedIDs() {
		if sent, ok := t.known.Letters[id]; ok {
			return sent.Ref
		}
	}
	return ""
}

func (t *triage) unreadable() (cases.MailKind, string) {
	if t.m.Full == "" && t.m.Text == "" && strings.TrimSpace(t.m.Subject) == "" && len(t.m.Attachments) == 0 {
		return cases.KindUnreadable, "er staat geen tekst, bijlage of onderwerp in"
	}
	return "", ""
}

// form is a mail of a web form. Only listed senders have forms: anybody can write `Naam:`.
func (t *triage) form() (cases.MailKind, string) {
	f, ok := formOf(t.o, t.m.sender())
	if !ok {
		return "", ""
	}
	read := readFields(t.m.Full, t.m.Tables, f.Labels)
	fields := read.fields()
	t.mail.Fields = shown(read.order, fields)
	if read.fromRow {
		t.written = writtenOut(t.mail.Fields)
	}
	t.mail.Form = complainant(t.m, t.o, fields)
	t.mail.FormLocation, t.mail.FormKind = locationOfForm(t.o, fields), kindOfForm(fields)
	if t.mail.Form.Email == "" {
		return cases.KindForm, "webformulier zonder e-mailadres van de melder"
	}
	return cases.KindForm, "webformulier"
}

func (t *triage) scan() (cases.MailKind, string) {
	if !t.scanner() {
		return "", ""
	}
	return cases.KindScan, "gescande brief"
}

// command is mail of proven staff that commands or belongs to a case; without a bracket it is a note.
func (t *triage) command() (cases.MailKind, string) {
	if !t.v.Proven() {
		return "", ""
	}
	t.ref = t.commandRef()
	if t.ref == "" && (t.v.Stale || !t.meantForUs()) {
		return "", ""
	}
	if len(t.tags.Commands) == 0 {
		return cases.KindCommand, "notitie van een medewerker, " + proofWords[t.v.Proof]
	}
	return cases.KindCommand, "opdracht van een medewerker, " + proofWords[t.v.Proof]
}

var proofWords = map[cases.ProofKind]string{
	cases.ByToken: "bewezen door een getekend bericht",
	cases.ByDMARC: "bewezen door DMARC",
}

// meantForUs tells that a mail without a case asks something all the same: it has brackets. Whoever wrote it
// hears that there is no case. What has none is a mail like any other, also as an answer to a digest: it may
// well tell of a complaint.
func (t *triage) meantForUs() bool {
	return len(t.tags.Commands)+len(t.tags.Unknown) > 0 || t.tags.Ref != ""
}

func opensCase(c cases.Command) bool { return c.Word == "nieuw" || c.Word == "new" }

// commandRef is the case that staff mean. The tag says it; `nieuw` without a tag means none, whatever notice
// it answers. A token commands only on its own case.
func (t *triage) commandRef() cases.Ref {
	switch {
	case t.tags.Ref == "" && slices.ContainsFunc(t.tags.Commands, opensCase):
		return ""
	case t.v.Proof == cases.ByToken:
		return t.v.Ref
	case t.tags.Ref != "":
		if _, ok := t.known.Case(t.tags.Ref); ok {
			return t.tags.Ref
		}
		return ""
	}
	return t.thread.ref
}

// unproven is mail that claims to come from staff and does not show it, and cites a case: it is kept there
// for a person to look at, and nothing else comes of it.
func (t *triage) unproven() (cases.MailKind, string) {
	if t.v.Person == "" || t.v.Proven() {
		return "", ""
	}
	for _, c := range citedCases(t.m, t.o, t.known) {
		if _, ok := t.known.Case(c.ref); ok {
			t.ref = c.ref
			return cases.KindReply, "mail op naam van een medewerker, niet bewezen: " + t.v.Why
		}
	}
	return "", ""
}

func (t *triage) reply() (cases.MailKind, string) {
	if t.thread.ref == "" || t.v.Person != "" {
		return "", ""
	}
	t.ref = t.thread.ref
	return cases.KindReply, t.thread.reason
}

// answers is the kind of the letter of ours that the mail answers, the nearest one in its thread.
func (t *triage) answers() cases.NoticeKind {
	for _, id := range t.m.threadIDs() {
		if sent, ok := t.known.Letters[id]; ok {
			return sent.Kind
		}
	}
	return ""
}

// copied are the people of the roster and the known complainants to whom the mail went as well, beside us.
func (t *triage) copied() []string {
	var found []string
	for _, a := range append(slices.Clone(t.m.To), t.m.Cc...) {
		_, staff := t.o.PersonAt(a.Addr)
		parent := slices.ContainsFunc(t.known.Cases, func(c cases.Case) bool { return c.Complainant.Email == a.Addr })
		if (staff || parent) && a.Addr != "" && a.Addr != t.m.sender() {
			found = append(found, a.Addr)
		}
	}
	return once(found, maxClaimed)
}

// first is a mail that opens a case.
func (t *triage) first() (cases.MailKind, string) {
	switch {
	case t.v.Person != "" && t.v.Proven():
		return cases.KindComplaint, "nieuwe mail van een medewerker, zonder opdracht"
	case t.v.Person != "":
		return cases.KindComplaint, "nieuwe mail op naam van een medewerker, niet bewezen: " + t.v.Why
	case t.thread.hint != "":
		return cases.KindComplaint, "nieuwe mail; noemt een zaak waarin de afzender niet bekend is"
	}
	return "", ""
}

// event fills in everything that does not depend on the kind.
func (t *triage) event(kind cases.MailKind, reason string) cases.Event {
	m := &t.mail
	m.ID, m.MessageID, m.Kind, m.Reason = t.m.SHA256, t.m.MessageID, kind, reason+sealWords(t.m.Sealed)
	m.Sealed, m.ByService = t.m.Sealed, t.m.byService()
	m.From = t.m.sender()
	if len(t.m.From) > 0 {
		m.From, m.FromName = strings.ToLower(t.m.From[0].Addr), t.m.From[0].Name
	}
	m.Subject, m.Text, m.Full = t.m.Subject, t.m.Text, t.m.Full
	if t.written != "" { // the words of a form that came as a table
		m.Full = strings.TrimSpace(m.Full + "\n\n" + t.written)
	}
	if kind != cases.KindReply && kind != cases.KindCommand {
		m.Text = m.Full // the first mail of a case is never trimmed
	}
	if kind == cases.KindCommand {
		m.Text = ownLines(t.m)
		if !slices.ContainsFunc(t.tags.Commands, opensCase) { // the first mail of a case is never trimmed
			m.Text = unsigned(m.Text)
		}
	}
	m.Arrived, m.Dated, m.Defects = t.arrived, t.m.Date, damage(t.m.Defects)
	m.Files = t.m.Files()
	m.Answers, m.Copied, m.AnswerTo = t.answers(), t.copied(), t.answerTo()
	if kind == cases.KindAutoReply {
		m.Back = returnDay(t.m.Full, t.o.Today(t.arrived))
	}
	m.Person, m.Proof, m.Token, m.DMARCBad = t.v.Person, t.v.Proof, t.v.Token, t.v.DMARCBad
	m.Confirm, m.Guesses = t.v.Confirm, t.v.Guesses
	if kind == cases.KindReply && m.Proof == cases.ByToken && t.v.Ref != t.ref {
		m.Proof = "" // the token of one case proves nothing in another
	}
	m.Commands, m.Unknown, m.Others = t.tags.Commands, t.tags.Unknown, t.others
	if t.ref == "" && !kind.Automatic() {
		m.Hint = t.thread.hint
	}
	m.Forward = t.origin()
	return cases.Event{At: t.arrived, Org: t.o.Prefix, Ref: t.ref, Mail: m}
}
