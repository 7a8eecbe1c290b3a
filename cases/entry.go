package cases

import "time"

// Entry is one row of the append-only history of a case.
type Entry struct {
	Ref   Ref       `json:"ref"`
	Seq   int       `json:"seq"`   // 1, 2, 3
	At    time.Time `json:"at"`    // UTC, whole milliseconds
	Actor string    `json:"actor"` // person id, or one of the actors below
	Level Level     `json:"level"`
	Proof ProofKind `json:"proof"`
	Kind  EntryKind `json:"kind"`
	Facts Facts     `json:"facts"`

	// Who is personal: the chain covers its hash only, so that it can be erased.
	Who    *Complainant `json:"who,omitempty"`
	WhoSum string       `json:"who_sum,omitempty"`

	Prev string `json:"prev"` // hash of the row before, "" for the first
	Hash string `json:"hash"` // over all fields above but Who
}

// Actors that are no persons of the roster.
const (
	ActorParent = "parent"
	ActorClock  = "clock"
	ActorRelay  = "relay"
	ActorMail   = "mail" // an unproven or automatic mail
)

// Facts are the small facts of a history row. Which of them are set depends on the kind. Narrative never
// stands here: Mail and Letter refer to it.
type Facts struct {
	Date    Date       `json:"date,omitzero"`
	Due     *Dates     `json:"due,omitempty"`
	Anew    *Dates     `json:"anew,omitempty"` // reopened: day 0 of the terms that start again
	Person  string     `json:"person,omitempty"`
	Value   string     `json:"value,omitempty"`
	Other   string     `json:"other,omitempty"`
	Number  int        `json:"number,omitempty"`
	Yes     bool       `json:"yes,omitempty"`
	Promise Promise    `json:"promise,omitempty"`
	Notice  NoticeKind `json:"notice,omitempty"`
	Letter  int64      `json:"letter,omitempty"`
	Forged  bool       `json:"forged,omitempty"` // opened: the sender failed DMARC
	Own     bool       `json:"own,omitempty"`    // opened, mail: it came from the complainant's address
	Arrived time.Time  `json:"arrived,omitzero"` // opened: when the mail reached the mailbox
	Until   time.Time  `json:"until,omitzero"`   // queued: held until then
	Mail    string     `json:"mail,omitempty"`   // hash of the mail that holds the words
	MsgID   string     `json:"msgid,omitempty"`  // Message-ID of the mail, for threading
	Reason  string     `json:"reason,omitempty"` // plain words of the program, never of a sender

	Word    string `json:"word,omitempty"`    // of the table: the command that wrote the row
	Cause   string `json:"cause,omitempty"`   // hash of the mail with that command
	Instead int64  `json:"instead,omitempty"` // queued: the letter that it was made anew of
	Rows    []int  `json:"rows,omitempty"`    // undone: the rows that count no longer
}

// EntryKind says what a history row tells.
type EntryKind string

// The kinds of history rows.
const (
	EntryOpened        EntryKind = "opened"
	EntryMail          EntryKind = "mail"     // a mail was added to the case
	EntryNote          EntryKind = "note"     // internal note
	EntryAssigned      EntryKind = "assigned" // Person; Other = who handled it before
	EntrySerious       EntryKind = "serious"  // Yes
	EntryField         EntryKind = "field"    // Other = location, category, kind, regime, language; Value
	EntryComplainant   EntryKind = "complainant"
	EntryReceived      EntryKind = "received" // Date, Due
	EntryAgreement     EntryKind = "agreement"
	EntryMeasure       EntryKind = "measure"
	EntryMeasureDone   EntryKind = "measure-done"
	EntryJudgement     EntryKind = "judgement"
	EntrySatisfied     EntryKind = "satisfied"
	EntrySilent        EntryKind = "silent"
	EntryClosed        EntryKind = "closed"
	EntryCloseAsked    EntryKind = "close-asked" // Mail: it waits for a second person, with Number of its files
	EntryReopened      EntryKind = "reopened"
	EntryWithdrawn     EntryKind = "withdrawn"
	EntryReferred      EntryKind = "referred"
	EntryNotComplaint  EntryKind = "not-a-complaint"
	EntryRestricted    EntryKind = "restricted" // Person; Value = nee: no longer
	EntryExtended      EntryKind = "extended"
	EntryUndone        EntryKind = "undone"  // Rows, which count no longer; Mail had written them
	EntryDuty          EntryKind = "duty"    // Value = duty key: done, by a reminder or a letter
	EntryQueued        EntryKind = "queued"  // Letter, Notice, Promise: a letter was decided
	EntrySettled       EntryKind = "settled" // Letter, Value = accepted, refused, uncertain, cancelled, bounced
	EntryHint          EntryKind = "hint"    // something a person must look at
	EntryMerged        EntryKind = "merged"  // Value = the case in which this one goes on; Person handled it
	EntryJoined        EntryKind = "joined"  // Value = the case that was merged into this one; Mail opened it
	EntryParted        EntryKind = "parted"  // Value = the merged case that is one of its own again
	EntrySplit         EntryKind = "split"   // Value = the case that came of this one, or, with Yes, from which this one came
	EntryAgreementDone EntryKind = "agreement-done"
	EntryMeasureWorked EntryKind = "measure-worked" // Number, Value = ja, deels, nee
	EntryAsked         EntryKind = "asked"          // Value = the word; waits until Until for the link with the token Number
	EntryConfirmed     EntryKind = "confirmed"      // Value = the word
)

// Level of a command (DESIGN section 7): 0 nothing, 1 notes and fields, 2 letters and closing, 3 dossier.
type Level int

// ProofKind is what a sender showed.
type ProofKind string

// The proofs.
const (
	NoProof ProofKind = ""
	ByToken ProofKind = "token"
	ByDMARC ProofKind = "dmarc"
	Refused ProofKind = "refused" // a claim that failed: nothing else may hold
)
