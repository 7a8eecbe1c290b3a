package cases

import (
	"slices"
	"time"
)

// Event is one thing that happened. Exactly one of Mail, Tick and Settled is set.
type Event struct {
	At      time.Time // the one "now" of all that follows from it
	Org     string    // prefix
	Ref     Ref       // the case, "" for none or a new one
	Mail    *Mail
	Tick    *Tick
	Settled *Settled
}

// Mail is a mail that was read, with what it was found to be and why.
type Mail struct {
	ID        string // hash of the raw bytes: how the history refers to it
	MessageID string // without < >, "" when it has none
	Kind      MailKind
	Reason    string // plain words, without personal data: why this kind, this case
	From      string // lower case
	FromName  string
	Subject   string
	Text      string // new text
	Full      string // whole readable text
	Arrived   time.Time
	Dated     time.Time // its Date header, zero when absent or unreadable
	Files     []File
	Defects   []string
	Sealed    Seal // why it cannot be read here, "" for any other mail
	ByService bool // it was sent by a service for secure mail: its address is nobody's

	Person   string     // id of the roster person it claims to come from, "" for none
	Proof    ProofKind  // what it showed of that
	Token    string     // the token that proved it, or that a parent answered with
	Copied   []string   // addresses of staff and complainants in To and Cc, beside our own
	AnswerTo string     // the address that it asks to answer to, "" when that is the sender's or ours
	Back     Date       // an absence notice: the day on which its sender is there again, zero when it does not say
	Answers  NoticeKind // of the letter of ours that it answers, "" for none
	Confirm  uint32     // id of the token of a confirm-back in the subject, 0 for none
	Guesses  int        // made-up tokens in subject, address and thread
	DMARCBad bool       // the pinned server said fail: no automatic answer
	Commands []Command  // all well-formed brackets
	Others   []Command  // brackets that stood already in the mail of somebody else which this one answers or passes on
	Unknown  []string   // brackets that look like a command and are none

	Hint                   Ref     // a reference that it cites without right
	Forward                *Origin // a colleague passes on somebody's mail: proposed, not believed
	Form                   *Complainant
	Fields                 []FormField // all that was filled in, also under labels that nobody knows
	FormLocation, FormKind string      // proposed, not believed
	Bounce                 *Bounce
}

// from tells whether the mail came from the address of the complainant, as far as one can tell.
func (m *Mail) from(c Complainant) bool {
	return m.From != "" && m.From == c.Email && m.Person == "" && !m.DMARCBad
}

// Seal is why a mail cannot be read here: it is encrypted, or it only tells that a service keeps a mail on a page of its
// own.
type Seal string

// The seals. The last is a service that has no words of its own here.
const (
	SealedSMIME      Seal = "smime"
	SealedPGP        Seal = "pgp"
	SealedMicrosoft  Seal = "microsoft"
	SealedZivver     Seal = "zivver"
	SealedSmartLockr Seal = "smartlockr"
	SealedOther      Seal = "secure-mail"
)

// Encrypted tells the mail that came itself, and cannot be opened, from the notice of a service.
func (s Seal) Encrypted() bool { return s == SealedSMIME || s == SealedPGP }

// Notice tells that the mail itself stands on the page of a service.
func (s Seal) Notice() bool { return s != "" && !s.Encrypted() }

// File is an attachment. Type is that of the content, where the content shows it.
type File struct {
	Name, Type, SHA256 string
	Size               int64
	Inline             bool   // it is shown within the text
	Data               []byte // the content, of files that are to go with a letter; nil of all others
}

// Origin is the mail inside a forwarded one.
type Origin struct {
	From, Name string
	Dated      time.Time
	Subject    string
}

// Bounce is a non-delivery of one of our letters.
type Bounce struct {
	Letter    int64      // 0 when it is not known which
	Kind      NoticeKind // of that letter
	Recipient string
	Status    string // enhanced status, 5.1.1
	Permanent bool
	Reason    string
}

// MailKind is what a mail is (DESIGN section 6).
type MailKind string

// The kinds of mail.
const (
	KindComplaint   MailKind = "complaint"
	KindReply       MailKind = "reply"
	KindCommand     MailKind = "command"
	KindForward     MailKind = "forward"
	KindForm        MailKind = "form"
	KindScan        MailKind = "scan"
	KindAutoReply   MailKind = "auto_reply"
	KindBounce      MailKind = "bounce"
	KindReceipt     MailKind = "receipt"
	KindLoop        MailKind = "loop"
	KindList        MailKind = "list"
	KindFeedback    MailKind = "feedback" // a complaint about spam (RFC 5965)
	KindUnreadable  MailKind = "unreadable"
	KindDuplicate   MailKind = "duplicate"
	KindBeforeStart MailKind = "before-start" // an outcome only: older than since
	KindImported    MailKind = "imported"     // an outcome only: a case without letters or duties
)

// Automatic tells that no person wrote the mail: it never causes mail to its sender (invariant 6).
func (k MailKind) Automatic() bool {
	switch k {
	case KindAutoReply, KindBounce, KindReceipt, KindLoop, KindList, KindFeedback:
		return true
	}
	return false
}

// Command is a bracket of a subject: [word args].
type Command struct {
	Word string   `json:"word"`
	Args []string `json:"args"`
}

// Tick is the clock. A tick with a Job is a slot of the cron table (digest); without, it is for the duties of
// cases: of the one named in the event, or of all in the book.
type Tick struct {
	Job   string // one of the jobs, "" for the duties of cases
	Slot  string
	Refs  []Ref    // of the cases to be loaded
	Count int      // before-start: how many
	Lines []string // before-start: a line for each of the first of them
	Words string   // alert, recovery: what to tell the operator; scan: what was read
	Finds []Find   // junk: the mails that do not belong there
}

// Find is a mail among the junk that does not belong there.
type Find struct {
	Line   string
	Hidden []string // ids of the people complained about in the cases that it may belong to
}

// Settled is what became of a letter.
type Settled struct {
	Letter  int64
	Kind    NoticeKind
	To      string
	Outcome Outcome
	Reason  string // the relay's words, cleaned
	Again   bool   // it had been uncertain: this may be the second copy
}

// Outcome of a letter.
type Outcome string

// The outcomes. A deferred letter is not settled: it is tried again.
const (
	Accepted  Outcome = "accepted"
	RefusedBy Outcome = "refused"   // for good
	Uncertain Outcome = "uncertain" // the answer after the final dot was lost
	Cancelled Outcome = "cancelled"
)

// LooksBack tells whether a command of the mail needs the histories of the cases.
func (m Mail) LooksBack() bool {
	return m.Kind == KindCommand && slices.ContainsFunc(m.Commands, func(c Command) bool {
		w, _ := FindWord(c.Word)
		return w.Past
	})
}

// Claims are what a mail says of itself that only the store can judge.
type Claims struct {
	Org        string
	MessageID  string
	Tokens     []string // as written, 24 characters
	Refs       []Ref
	MessageIDs []string // In-Reply-To and References, and those inside a bounce
	Sender     string
	Recipient  string // of a bounce
	At         time.Time
}

// Known is what the store knows of the claims.
type Known struct {
	Keys    Keyring
	Tokens  map[string]Token  // by the text that claimed it
	Cases   []Case            // every case that is named, by reference, token or Message-ID, or whose complainant is the sender
	Threads map[string]Ref    // Message-IDs of earlier mails, to their case
	Letters map[string]Sent   // Message-IDs of our letters
	Titles  map[string]string // Message-IDs of earlier mails that no colleague proved to have written, to their subject
	ToThem  []Sent            // our latest letters to Recipient, newest first
}

// Sent is a letter that the store remembers.
type Sent struct {
	ID   int64
	Ref  Ref
	Kind NoticeKind
	To   string
	At   time.Time
}

// Case finds one of the known cases.
func (k Known) Case(r Ref) (Case, bool) {
	for _, c := range k.Cases {
		if c.Ref == r {
			return c, true
		}
	}
	return Case{}, false
}

// Book is what Apply may read besides the event: the cases concerned, the words behind the hashes they
// hold, and the next numbers, which a commit advances.
type Book struct {
	Cases      []Case
	Texts      map[string]string // new text of a mail, by its hash
	Files      map[string][]File // that went with letters which may be made anew, by the hash of their mail
	Unsent     []Unsent          // letters that may still leave, when the mail may change who may read
	History    map[Ref][]Entry   // of the cases, when a command of the mail looks back
	Near       []Case            // cases of the same parent, and those of the hour before; for a mail that opens one
	NextCase   int               // number of the next case of the organisation in the year of the event
	NextLetter int64
	NextToken  uint32
	Key        int  // number of the key that signs new tokens
	Receipts   int  // receipts that the sender of the event's mail got on this civil day
	Unattended int  // automatic letters queued in the hour before, those held over included
	Flood      bool // the sender of the event's mail opened as many cases as the limit in the hour before it
	Commanded  int  // mails of the person who wrote that commanded in the hour before
	Guessed    int  // made-up tokens in mails that named the case of the event, in the hour before
	GuessedAll int  // the same in all
	Guessing   bool // with those of the event's mail they pass a limit
	Answered   int  // answers that the person who wrote got on this civil day
	Unproven   int  // refusals about the case of the event that were told on this civil day
	Told       bool // the operator was told of the limit in the hour before

	Head   string    // of all histories, for a digest
	HeadAt time.Time // when it stood so

	Briefs   []Brief              // of the cases of this year and the two before, for a digest
	Digested map[string]time.Time // by address, when the last digest was queued that did not fail; before today

	Reminded map[string]bool // addresses that got a reminder earlier today

	Unreached bool // the letter before this one to the same receiver failed as well, and the operator could be told

	Reported map[string]bool // sums of mail among the junk of which a person was told

	BeforeStart      int      // mails with the outcome before-start, when they were asked for
	BeforeStartLines []string // a line for each of the first 200: date, sender, subject
}

// Unsent is a letter about a case that the outbox has not done with: held, due, or to be tried once more.
type Unsent struct {
	Letter int64
	Ref    Ref // of the letter, "" for one about several cases
	Kind   NoticeKind
	To     string
	Doubt  bool  // the answer to an attempt was lost: it may have arrived
	About  []Ref // the cases of the book that it names
}

// Case finds a case in the book.
func (b Book) Case(r Ref) (Case, bool) {
	for _, c := range b.Cases {
		if c.Ref == r {
			return c, true
		}
	}
	return Case{}, false
}
