package cases

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Ref is the reference (kenmerk) that parents and staff read: KLP-2026-0042. It is never a proof of
// anything: whoever knows one, can guess the next.
type Ref string

var refForm = regexp.MustCompile(`^([A-Z][A-Z0-9]{1,7})-(\d{4})-(\d{4,6})$`)

// NewRef makes the reference of a number in a year.
func NewRef(prefix string, year, number int) Ref {
	return Ref(fmt.Sprintf("%s-%04d-%04d", prefix, year, number))
}

// ParseRef reads a reference in any case of letters. The second value tells whether it is one.
func ParseRef(s string) (Ref, bool) {
	s = strings.ToUpper(strings.TrimSpace(s))
	return Ref(s), refForm.MatchString(s)
}

// Split gives prefix, year and number; zero values for a malformed reference.
func (r Ref) Split() (prefix string, year, number int) {
	m := refForm.FindStringSubmatch(string(r))
	if m == nil {
		return "", 0, 0
	}
	year, _ = strconv.Atoi(m[2])
	number, _ = strconv.Atoi(m[3])
	return m[1], year, number
}

// Kind of a case (soort).
type Kind string

// The kinds. Klacht is the default. The words are those of the configuration and the tags.
const (
	Complaint  Kind = "klacht"
	Suggestion Kind = "suggestie"
	Tip        Kind = "tip"
	Compliment Kind = "compliment"
)

// Regime is the law under which a case stands.
type Regime string

// The regimes.
const (
	Wko      Regime = "wko"      // Wet kinderopvang art. 1.57b: six weeks
	Wkkgz    Regime = "wkkgz"    // six weeks, four more with notice
	Jeugdwet Regime = "jeugdwet" // by the regulation of the organisation
	NoRegime Regime = "none"     // compliment, suggestion
)

// State says where a case stands. It is derived from the facts at each fold.
type State string

// The states.
const (
	New          State = "new"       // nobody handles it yet
	Assigned     State = "assigned"  // a handler is named
	Confirmed    State = "confirmed" // the relay accepted the confirmation
	Proposed     State = "proposed"  // the relay accepted the proposal
	Closed       State = "closed"
	NotComplaint State = "not-a-complaint"
	Withdrawn    State = "withdrawn"
	Referred     State = "referred"
	Merged       State = "merged"
)

// Open tells whether somebody still has to do something for the parent.
func (s State) Open() bool {
	return s == New || s == Assigned || s == Confirmed || s == Proposed
}

// Promise is one of the clocks of a case.
type Promise string

// The promises: the written confirmation within a week, the proposal within three weeks, the judgement within the
// term of the law, and the decision when a parent asked the management to look again.
const (
	Confirm   Promise = "confirm"
	Propose   Promise = "propose"
	Statutory Promise = "statutory"
	Appeal    Promise = "appeal"
)

// Promises lists them all, in the order in which they are due.
func Promises() []Promise { return []Promise{Confirm, Propose, Statutory, Appeal} }

// Dates has one date per promise; zero where there is none.
type Dates struct {
	Confirm   Date `json:"confirm"`
	Propose   Date `json:"propose"`
	Statutory Date `json:"statutory"`
	Appeal    Date `json:"appeal,omitzero"`
}

// Of gives the date of a promise.
func (d *Dates) Of(p Promise) *Date {
	switch p {
	case Confirm:
		return &d.Confirm
	case Propose:
		return &d.Propose
	case Appeal:
		return &d.Appeal
	default:
		return &d.Statutory
	}
}

// Case is the state of one complaint: the fold of its history.
type Case struct {
	Ref         Ref         `json:"ref,omitzero"`
	Org         string      `json:"org,omitzero"`  // prefix
	Seq         int         `json:"seq,omitzero"`  // of the last history row
	Head        string      `json:"head,omitzero"` // hash of the last history row
	Kind        Kind        `json:"kind,omitzero"`
	State       State       `json:"state,omitzero"`
	Regime      Regime      `json:"regime,omitzero"`
	Language    Language    `json:"language,omitzero"`
	Location    string      `json:"location,omitzero"`
	Category    string      `json:"category,omitzero"`
	Complainant Complainant `json:"complainant,omitzero"`
	Own         bool        `json:"own,omitempty"`     // a mail came from the complainant's address, and nothing sent there failed since
	Received    Date        `json:"received,omitzero"` // day 0
	Arrived     time.Time   `json:"arrived,omitzero"`  // when the first mail reached the mailbox

	Handler      string   `json:"handler,omitzero"`        // person id
	HandledByDep bool     `json:"handled_by_dep,omitzero"` // the last-day letter named the department
	Serious      bool     `json:"serious,omitzero"`
	Decided      bool     `json:"decided,omitzero"`     // serious: the director has chosen the handler
	LetIn        bool     `json:"let_in,omitzero"`      // by toewijzen, or the registrar's locatie
	Visible      bool     `json:"visible,omitzero"`     // invariant 10: registrar or director let the location's people in, or said who may not read
	Restricted   []string `json:"restricted,omitempty"` // people complained about

	Opening    string `json:"opening,omitzero"`     // hash of the mail that opened it
	Extensions []Date `json:"extensions,omitempty"` // later target dates that the parent was told, the last one counts
	RegimeSet  bool   `json:"regime_set,omitempty"` // somebody said which law applies

	Anew       Dates    `json:"anew,omitzero"`         // day 0 of the terms that started again when it was opened again
	FirstOffer *Offered `json:"first_offer,omitempty"` // the proposal before that: a year is counted from it

	Due     Dates                `json:"due,omitzero"`
	Kept    Dates                `json:"kept,omitzero"`
	Told    Date                 `json:"told,omitzero"`     // when the relay accepted the latest letter that says how it goes
	Offer   Date                 `json:"offer,omitzero"`    // when the relay accepted the latest proposal, since the case is open
	KeptBy  map[Promise]Evidence `json:"kept_by,omitempty"` // what keeps the promise
	Back    map[Promise]Date     `json:"back,omitempty"`    // when the letter that had kept it came back
	Failed  map[int64]Failed     `json:"failed,omitempty"`  // letters to the parent that did not arrive, and none of their kind since
	Queued  map[int64]Queued     `json:"queued,omitempty"`  // letters to the parent that are decided and not yet settled
	Bounced []int64              `json:"bounced,omitempty"` // letters that were accepted and came back
	Sources map[int64]string     `json:"sources,omitempty"` // of letters that were accepted: hash of the mail with the handler's words
	Done    Done                 `json:"done,omitempty"`    // duties that were performed

	Agreements []Agreement  `json:"agreements,omitempty"`
	Measures   []Measure    `json:"measures,omitempty"`
	Judgement  Judgement    `json:"judgement,omitzero"`
	Satisfied  Satisfaction `json:"satisfied,omitzero"`

	LastAgreement int `json:"last_agreement,omitempty"` // the highest number that was given, also when it was taken back
	LastMeasure   int `json:"last_measure,omitempty"`

	CloseAsk *CloseAsk `json:"close_ask,omitempty"` // it waits for a second person

	Wrote   Date    `json:"wrote,omitzero"`     // when the parent last wrote after the end
	Final   Date    `json:"final,omitzero"`     // when the relay accepted the closing letter, or it was posted
	FinalBy int64   `json:"final_by,omitempty"` // that letter
	Pending Pending `json:"pending,omitzero"`   // what waits to be confirmed back

	Into   Ref   `json:"into,omitempty"`   // merged: the case in which it goes on
	Joined []Ref `json:"joined,omitempty"` // the cases that were merged into this one

	Dormant  bool     `json:"dormant,omitempty"`  // imported: no letters and no duties until staff touch it
	Forged   bool     `json:"forged,omitempty"`   // the sender of the first mail failed DMARC: no letter without a person
	Imported bool     `json:"imported,omitempty"` // from an archive: no letter by date
	ClosedOn Date     `json:"closed_on,omitzero"`
	Reviewed Date     `json:"reviewed,omitzero"` // when it was last asked whether a measure helped
	Thread   []string `json:"thread,omitempty"`  // Message-IDs of the parent's mails, oldest first, at most 20
}

// RestsSince is the day on which the last thing was done that the case asked of staff: its closing, a mail of the
// parent after it, a measure that was ready later, or the question whether it helped. Zero while it is open, a measure
// is not done, or the letter that keeps a promise has still to be posted.
func (c Case) RestsSince() Date {
	day := c.ClosedOn
	for _, q := range c.Queued {
		if q.Keeps != "" && c.Kept.Of(q.Keeps).IsZero() {
			return Date{}
		}
	}
	for _, m := range c.Measures {
		if m.Done.IsZero() {
			return Date{}
		}
		if !day.IsZero() {
			day = later(day, m.Done)
		}
	}
	if !day.IsZero() {
		day = later(later(day, c.Reviewed), c.Wrote)
	}
	return day
}

// Complainant (melder) is who complained. Personal: kept beside the chain of hashes, so that it can be
// erased without breaking it.
type Complainant struct {
	Name    string `json:"name,omitempty"`
	Email   string `json:"email,omitempty"` // lower case
	Address string `json:"address,omitempty"`
	Phone   string `json:"phone,omitempty"`
	Child   string `json:"child,omitempty"`
}

// Offered is the term of a proposal, and when one was made; zero for none.
type Offered struct {
	Due  Date `json:"due,omitzero"`
	Kept Date `json:"kept,omitzero"`
}

// Queued is a letter to the parent that was decided and whose outcome is not known yet.
type Queued struct {
	Kind  NoticeKind `json:"kind,omitzero"`
	Keeps Promise    `json:"keeps,omitempty"`
	By    string     `json:"by,omitempty"`    // who caused it
	Until time.Time  `json:"until,omitzero"`  // held until then, so that it can still be taken back
	Paper bool       `json:"paper,omitempty"` // it goes by post: kept when it is said to be posted
	On    Date       `json:"on,omitzero"`     // when it was decided
	Mail  string     `json:"mail,omitempty"`  // hash of the mail with the words of the handler, "" when it has none

	Files    int  `json:"files,omitempty"`    // how many go with it
	Returned bool `json:"returned,omitempty"` // the same was mailed and did not arrive

	Word  string `json:"word,omitempty"`  // that asked for it, "" for none
	Cause string `json:"cause,omitempty"` // hash of the mail with that word
}

// Failed is a letter to the parent that did not arrive.
type Failed struct {
	Kind NoticeKind `json:"kind,omitzero"`
	On   Date       `json:"on,omitzero"`
}

// Agreement (afspraak) made with the parent, with who sees to it. The words are in the mail.
type Agreement struct {
	Number int    `json:"number,omitzero"`
	Date   Date   `json:"date,omitzero"`  // zero for one that has none
	Owner  string `json:"owner,omitzero"` // person id
	Done   Date   `json:"done,omitzero"`
	Mail   string `json:"mail,omitzero"` // hash
	Noted
}

// Noted is who recorded something, and when.
type Noted struct {
	By string    `json:"by,omitzero"` // person id
	At time.Time `json:"at,omitzero"`
}

// Measure (maatregel) with its owner and date. The words are in the mail.
type Measure struct {
	Number int    `json:"number,omitzero"`
	Date   Date   `json:"date,omitzero"`
	Owner  string `json:"owner,omitzero"`    // person id
	Wide   bool   `json:"wide,omitempty"`    // organisation-wide
	Parent bool   `json:"council,omitempty"` // the parents' council must be heard
	Done   Date   `json:"done,omitzero"`
	Worked string `json:"worked,omitempty"` // ja, deels, nee: whether it helped, asked some months after
	Mail   string `json:"mail,omitzero"`    // hash
	Noted
}

// Judgement (oordeel) with the mail that holds its reasons.
type Judgement struct {
	Outcome string `json:"outcome,omitzero"` // one of Outcomes, "" for none
	Mail    string `json:"mail,omitzero"`
}

// Outcomes of a complaint, as `oordeel` takes them.
func Outcomes() []string {
	return []string{"gegrond", "deels", "ongegrond", "opgelost", "geen-oordeel"}
}

// Satisfaction is asked with two questions (solution and process). Silence is "no answer", never
// "satisfied".
type Satisfaction struct {
	Asked    Date   `json:"asked,omitzero"`     // when the relay accepted the question
	AskedBy  int64  `json:"asked_by,omitempty"` // the letter that asked
	Wrote    bool   `json:"wrote,omitempty"`    // the parent wrote after it, for the registrar to record
	Solution string `json:"solution,omitzero"`  // ja, deels, nee, "" unknown
	Process  string `json:"process,omitzero"`
	Silent   bool   `json:"silent,omitzero"` // the silence term has passed
}

// Answered tells that the parent has said something.
func (s Satisfaction) Answered() bool { return s.Solution != "" || s.Process != "" }
