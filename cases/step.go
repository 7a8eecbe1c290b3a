package cases

import "time"

// Decision is what Apply makes of an event: the outcome of the mail, if it was one, and what changes.
type Decision struct {
	Mail  MailOutcome
	Steps []Step
}

// Step is a change of one case, or, with an empty Ref, notices that belong to none.
type Step struct {
	Case    Case    // after the entries
	Entries []Entry // to be appended to its history, in order
	Notices []Notice

	Cancelled []int64 // held letters that were taken back
	Released  []int64 // held letters that may leave at once
}

// Notice is a letter that was decided and has no words yet: templates gives it those.
type Notice struct {
	Letter     int64 // its number in the outbox
	Token      Token // what its Message-ID and its links carry
	Kind       NoticeKind
	To         Person    // of the roster; zero when it goes to the parent or the operator
	Parent     bool      // it goes to the complainant
	Address    string    // bare address of the receiver; "" is a letter on paper
	Release    time.Time // when it may leave
	Held       bool      // it waits so that the one who caused it can think again
	Auto       bool      // nobody wrote or asked for it: Auto-Submitted
	Keeps      Promise   // what its acceptance keeps, "" for nothing
	Text       string    // words of the handler, for message, proposal and closing
	Files      []File    // that go with it, with their content
	ReplyTo    string    // Message-ID of the mail it answers, "" for none
	Thread     []string  // References
	Mail       *Mail     // the mail that caused it
	Transcript *Transcript
	Duties     []Duty  // what a reminder is about
	Parts      []Part  // reminder over several cases: what each of them asks, the most urgent first
	Keys       []Token // for the links to other cases than the mail's own, one a case
	Digest     *Digest
	Texts      map[string]string // words behind the hashes of the case, for the closing letter
	Away       string            // alert: id of the handler who is away
	Title      string            // alert: its subject, "" for the usual one
	Reason     string            // plain words of the program, for alert and letter-failed
	Post       *Notice           // letter-failed: the letter to the parent that has to go by post or by phone
	Lost       NoticeKind        // letter-failed: of a letter that was mailed and did not arrive, "" when there was no address
	Near       []Near            // new-case: other cases that it may belong with
	Scanned    string            // alert: what a program read of a scanned letter
	Back       Date              // parent-wrote, alert: when somebody who is away is back
	Why        string            // letter-failed: why it did not, in plain words
	Lines      []string          // alert: a list, a line each
	Story      string            // assigned, serious, new-case: what the parent wrote first, when Mail is not that mail
	TakenBack  []Entry           // rows of which the receiver was told, and which By took back; nil for any other notice
	Relieved   bool              // assigned: the receiver handled the case until By gave it to somebody else
	By         string            // person id
}

// Tokens are all that the letter hands out.
func (n Notice) Tokens() []Token { return append([]Token{n.Token}, n.Keys...) }

// NoticeKind is the kind of a letter; these are the words in JSON (DESIGN section 9).
type NoticeKind string

// The letters to parents, then those to staff.
const (
	Receipt              NoticeKind = "receipt"
	Confirmation         NoticeKind = "confirmation"
	Message              NoticeKind = "message"
	Extension            NoticeKind = "extension"
	Proposal             NoticeKind = "proposal"
	AskSatisfaction      NoticeKind = "satisfaction"
	SatisfactionReminder NoticeKind = "satisfaction-reminder"
	Closing              NoticeKind = "closing"
	WithdrawnLetter      NoticeKind = "withdrawn"
	ReferredLetter       NoticeKind = "referred"
	ReopenedLetter       NoticeKind = "reopened"
	AddressChanged       NoticeKind = "address-changed" // to the address that letters went to before

	NewCase          NoticeKind = "new-case"
	AssignedNotice   NoticeKind = "assigned"
	ParentWrote      NoticeKind = "parent-wrote"
	SeriousNotice    NoticeKind = "serious"
	Reminder         NoticeKind = "reminder"
	TranscriptNotice NoticeKind = "transcript"
	RefusedNotice    NoticeKind = "refused"
	LetterFailed     NoticeKind = "letter-failed"
	DigestNotice     NoticeKind = "digest"
	Alert            NoticeKind = "alert"
	Recovery         NoticeKind = "recovery"
)

// NoticeKinds lists them all, in the order above.
func NoticeKinds() []NoticeKind {
	return []NoticeKind{
		Receipt, Confirmation, Message, Extension, Proposal, AskSatisfaction, SatisfactionReminder,
		Closing, WithdrawnLetter, ReferredLetter, ReopenedLetter, AddressChanged, NewCase, AssignedNotice, ParentWrote,
		SeriousNotice, Reminder, TranscriptNotice, RefusedNotice, LetterFailed, DigestNotice, Alert, Recovery,
	}
}

// Attended tells whether a person asked for letters of this kind (JSON: auto is false).
func (k NoticeKind) Attended() bool {
	switch k {
	case Message, Extension, Proposal, Closing, WithdrawnLetter, ReferredLetter, ReopenedLetter:
		return true
	}
	return false
}

// ToParent tells whether letters of this kind go to the complainant.
func (k NoticeKind) ToParent() bool {
	switch k {
	case Receipt, Confirmation, AskSatisfaction, SatisfactionReminder, AddressChanged:
		return true
	}
	return k.Attended()
}

// Loose tells that letters of the kind promise nothing: the case does not wait for their outcome.
func (k NoticeKind) Loose() bool { return k == Receipt || k == AddressChanged }

// Transcript is the answer to a command mail.
type Transcript struct {
	Results []Result
	Applied bool     // false: one was wrong, so none was applied
	Note    bool     // there was no command: the mail was kept as a note
	Help    bool     // the table of words is asked for
	Status  bool     // the case as it stands is asked for
	Letters []Notice // the letters to the parent that leave because of it
	Other   *Case    // with Link: the case that is to be merged with this one
	Undo    int      // a row of what was done, by whose number all of it can be taken back; 0 when there is nothing, or no way
	Link    *Token   // the last step: what has to be confirmed back, nil for nothing
	Bare    bool     // the person may not read of the case: only the commands and their faults
}

// Result is what became of one command.
type Result struct {
	Command Command
	Refusal *Refusal
	Entries []Entry  // what it changed
	Undone  []Entry  // the rows that it took back
	Told    []string // ids of the people who hear of that
	Rest    []Entry  // the rows of the same mails that still count
}

// Refusal says why a command was not done. Texts in plain words per code are in templates.
type Refusal struct {
	Code    RefusalCode
	Arg     string    // what was wrong
	Nearest []string  // what may have been meant
	Missing []string  // codes of what has to come first: location, judgement, measure-date, satisfaction
	Against []int     // places of the results whose commands exclude this one
	Offers  [][]Entry // taking back: the rows of the mails that can be, the latest first; nil for none
	Then    *Refusal  // what is wrong besides, once the word is the one that may have been meant; nil for nothing
}

// RefusalCode names a reason for refusing a command.
type RefusalCode string

// The reasons.
const (
	RefuseUnknownWord RefusalCode = "unknown-word"
	RefuseNoCase      RefusalCode = "no-case"
	RefuseNotYours    RefusalCode = "not-yours" // the role may not do this
	RefuseDirector    RefusalCode = "director"  // serious: only the director assigns
	RefuseAccused     RefusalCode = "accused"   // the person complained about
	RefuseArgument    RefusalCode = "argument"  // missing or not understood
	RefusePerson      RefusalCode = "person"    // nobody of that name
	RefuseSeveral     RefusalCode = "several"   // two or more people of that name
	RefuseLocation    RefusalCode = "location"
	RefuseDate        RefusalCode = "date"
	RefuseEmptyText   RefusalCode = "empty-text"
	RefuseMissing     RefusalCode = "missing"    // closing: something has to come first
	RefuseState       RefusalCode = "state"      // not possible now, as closing a closed case
	RefuseStale       RefusalCode = "stale"      // the mail is more than four days old
	RefuseEarly       RefusalCode = "early"      // its date lies more than a day ahead
	RefuseFile        RefusalCode = "file"       // a file cannot go with the letter: Missing says why
	RefuseNoAddress   RefusalCode = "no-address" // the complainant has no address to write to
	RefuseNotAlone    RefusalCode = "not-alone"  // the word changes two cases, and wants a mail of its own
	RefuseClash       RefusalCode = "clash"      // another word of the mail says something else
	RefuseLeft        RefusalCode = "left"       // taking back: the letter has left, Arg is its kind
	RefuseSince       RefusalCode = "since"      // taking back: something was built on it; Missing names what
	RefuseFinal       RefusalCode = "final"      // taking back: it is done in another way, Arg is the word
	RefuseUndone      RefusalCode = "undone"     // taking back what was taken back
	RefuseNoRow       RefusalCode = "no-row"     // taking back: no such letter, or no such row with a command
	RefuseNoLink      RefusalCode = "no-link"    // confirming without the link that was sent
	RefuseUsed        RefusalCode = "used"       // the link was used, or something else was asked since
	RefuseExpired     RefusalCode = "expired"    // the link is older than 72 hours
	RefuseLate        RefusalCode = "late"       // the term for it has passed, as for reopening

	RefuseNoAppeal   RefusalCode = "no-appeal"  // the organisation or the case knows none
	RefuseExtensions RefusalCode = "extensions" // the parent was told a later date often enough

	RefuseUnknownCase RefusalCode = "unknown-case" // no such case, or none that this person may know of
	RefuseSameCase    RefusalCode = "same-case"    // merging a case with itself
	RefuseOtherParent RefusalCode = "other-parent" // merging cases of two complainants
	RefuseEndedCase   RefusalCode = "ended-case"   // merging into a case that is not open
	RefuseTooFar      RefusalCode = "too-far"      // merging a case in which something was promised or judged
)

// Duty is something that has to be done by a date: a reminder or a letter.
type Duty struct {
	Ref        Ref       `json:"ref"`
	Rule       Rule      `json:"rule"`
	Role       Role      `json:"role,omitempty"`
	Number     int       `json:"number,omitempty"` // of the measure
	Occurrence string    `json:"occurrence"`       // the due date it serves and the offset
	Serves     Date      `json:"serves"`           // the due date
	At         time.Time `json:"at"`               // when it is to be done
}

// Rule names the reason of a duty.
type Rule string

// The rules.
const (
	RuleUnassigned Rule = "unassigned"
	RuleLastDay    Rule = "last-day" // the confirmation that names the department
	RulePropose    Rule = "propose"
	RuleProgress   Rule = "progress" // the parent is to hear how it goes
	RuleStatutory  Rule = "statutory"
	RuleAppeal     Rule = "appeal" // the management is to decide
	RuleSecond     Rule = "second" // a second person is to agree to closing
	RuleMeasure    Rule = "measure"
	RuleReview     Rule = "review" // did the measure help?
	RuleAgreement  Rule = "agreement"
	RulePost       Rule = "post" // a letter on paper waits to be posted
	RuleAsk        Rule = "satisfaction"
	RuleAskAgain   Rule = "satisfaction-reminder"
	RuleSilence    Rule = "satisfaction-silence"
)

// MailOutcome is what the mail row says of a mail for ever.
type MailOutcome struct {
	Kind   MailKind
	Ref    Ref // the case it belongs to
	Reason string
	Aside  bool // it goes to the folder of things a person must look at
}
