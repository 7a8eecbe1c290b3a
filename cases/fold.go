package cases

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// maxThread is how many Message-IDs of the parent a case remembers, for the References of our letters.
const maxThread = 20

// Fold gives the case that a history tells of: the only way in which a case comes about (invariant 9).
func Fold(history []Entry) Case { return foldWithout(history, nil) }

// With gives the case after one more row of its history. The case itself does not change. What a row takes back is for
// Fold: it needs all rows.
func (c Case) With(e Entry) Case {
	c.Seq, c.Head = e.Seq, e.Hash
	c.number(e)
	if fold := folds[e.Kind]; fold != nil {
		fold(&c, e)
	}
	if e.Level > 0 && e.Kind != EntryUndone {
		c.Dormant = false
	}
	c.Visible = c.LetIn || len(c.Restricted) > 0
	if c.State = c.state(); !c.State.Open() {
		c.CloseAsk = nil
	}
	return c
}

// state derives where an open case stands; the ends of a case are facts of their own.
func (c Case) state() State {
	switch {
	case !c.State.Open() && c.State != "":
		return c.State
	case !c.Offer.IsZero():
		return Proposed
	case !c.Kept.Confirm.IsZero():
		return Confirmed
	case c.Handler != "":
		return Assigned
	default:
		return New
	}
}

// folds says per kind of row how it changes the case. A kind that is not here tells something and changes
// nothing.
var folds = map[EntryKind]func(*Case, Entry){
	EntryOpened: func(c *Case, e Entry) {
		c.Ref, c.Kind, c.Regime = e.Ref, Kind(e.Facts.Value), Regime(e.Facts.Other)
		c.Org, _, _ = e.Ref.Split()
		c.Language, c.Received, c.Arrived = Dutch, e.Facts.Date, e.Facts.Arrived
		c.Dormant, c.Imported, c.Opening = e.Facts.Yes, e.Facts.Yes, e.Facts.Mail
		c.Forged = e.Facts.Forged
		foldDue(c, e)
		foldWho(c, e)
		c.Own = e.Facts.Own
		foldThread(c, e)
	},
	EntryMail: func(c *Case, e Entry) {
		foldThread(c, e)
		c.Own = c.Own || e.Facts.Own
		if e.Actor == ActorParent && !c.State.Open() {
			c.Wrote = e.Facts.Date
		}
		c.Satisfied.Wrote = c.Satisfied.Wrote || e.Actor == ActorParent && !c.Satisfied.Asked.IsZero()
	},
	EntryAssigned: func(c *Case, e Entry) {
		c.Handler, c.HandledByDep, c.LetIn = e.Facts.Person, false, true
		c.Decided = c.Serious && e.Facts.Yes
	},
	EntrySerious:     func(c *Case, e Entry) { c.Serious, c.Decided = e.Facts.Yes, false },
	EntryField:       foldField,
	EntryComplainant: foldWho,
	EntryReceived:    func(c *Case, e Entry) { c.Received = e.Facts.Date; foldDue(c, e) },
	EntryExtended: func(c *Case, e Entry) {
		c.Extensions = append(slices.Clone(c.Extensions), e.Facts.Date)
		foldDue(c, e)
	},
	EntryAgreement: func(c *Case, e Entry) {
		c.Agreements = append(slices.Clone(c.Agreements), Agreement{
			Number: e.Facts.Number, Date: e.Facts.Date, Owner: e.Facts.Person, Mail: e.Facts.Mail, Noted: Noted{e.Actor, e.At},
		})
	},
	EntryAgreementDone: func(c *Case, e Entry) {
		c.Agreements = slices.Clone(c.Agreements)
		for i := range c.Agreements {
			if c.Agreements[i].Number == e.Facts.Number {
				c.Agreements[i].Done = e.Facts.Date
			}
		}
	},
	EntryMeasureWorked: func(c *Case, e Entry) {
		c.Measures = slices.Clone(c.Measures)
		for i := range c.Measures {
			if c.Measures[i].Number == e.Facts.Number {
				c.Measures[i].Worked = e.Facts.Value
			}
		}
	},
	EntryMeasure: func(c *Case, e Entry) {
		c.CloseAsk = nil
		c.Measures = append(slices.Clone(c.Measures), Measure{
			Number: e.Facts.Number, Date: e.Facts.Date, Owner: e.Facts.Person, Mail: e.Facts.Mail,
			Wide: e.Facts.Value == "breed", Parent: e.Facts.Other == "oc", Noted: Noted{e.Actor, e.At},
		})
	},
	EntryMeasureDone: func(c *Case, e Entry) {
		c.Measures = slices.Clone(c.Measures)
		for i := range c.Measures {
			if c.Measures[i].Number == e.Facts.Number {
				c.Measures[i].Done = e.Facts.Date
			}
		}
	},
	EntryJudgement: func(c *Case, e Entry) {
		c.Judgement, c.CloseAsk = Judgement{e.Facts.Value, e.Facts.Mail}, nil // another letter than was asked about
	},
	EntryCloseAsked: func(c *Case, e Entry) {
		c.CloseAsk = &CloseAsk{By: e.Actor, On: e.Facts.Date, Mail: e.Facts.Mail, Seq: e.Seq, Files: e.Facts.Number}
	},
	EntrySatisfied:    func(c *Case, e Entry) { c.Satisfied.Solution, c.Satisfied.Process = e.Facts.Value, e.Facts.Other },
	EntrySilent:       func(c *Case, _ Entry) { c.Satisfied.Silent = true },
	EntryClosed:       func(c *Case, e Entry) { c.State, c.ClosedOn = Closed, e.Facts.Date },
	EntryReopened:     foldReopened,
	EntryNotComplaint: func(c *Case, e Entry) { c.State, c.ClosedOn = NotComplaint, e.Facts.Date },
	EntryWithdrawn:    func(c *Case, e Entry) { c.State, c.ClosedOn = Withdrawn, e.Facts.Date },
	EntryReferred:     func(c *Case, e Entry) { c.State, c.ClosedOn = Referred, e.Facts.Date },
	EntryRestricted:   foldRestricted,
	EntryDuty: func(c *Case, e Entry) {
		c.Done = c.Done.with(e.Facts.Value)
		if strings.HasPrefix(e.Facts.Value, string(RuleReview)+"/") {
			c.Reviewed = later(c.Reviewed, e.Facts.Date)
		}
	},
	EntryQueued: func(c *Case, e Entry) {
		if e.Facts.Notice.Loose() {
			return
		}
		c.Queued = maps.Clone(c.Queued)
		if c.Queued == nil {
			c.Queued = map[int64]Queued{}
		}
		paper := e.Facts.Other == OnPaper
		c.Queued[e.Facts.Letter] = Queued{
			Kind: e.Facts.Notice, Keeps: e.Facts.Promise, By: e.Actor, Until: e.Facts.Until, Paper: paper, On: e.Facts.Date,
			Mail: e.Facts.Mail, Files: e.Facts.Number, Returned: paper && e.Facts.Yes, Word: e.Facts.Word, Cause: e.Facts.Cause,
		}
		c.HandledByDep = c.HandledByDep || e.Facts.Notice == Confirmation && c.Handler == ""
	},
	EntrySettled: foldSettled,
	EntryAsked: func(c *Case, e Entry) {
		c.Pending = Pending{Token: uint32(e.Facts.Number), Word: e.Facts.Value, By: e.Actor, Until: e.Facts.Until, Into: Ref(e.Facts.Other)}
		if e.Who != nil {
			c.Pending.Who = *e.Who
		}
	},
	EntryConfirmed: func(c *Case, _ Entry) { c.Pending = Pending{} },
	EntryMerged:    func(c *Case, e Entry) { c.State, c.ClosedOn, c.Into = Merged, e.Facts.Date, Ref(e.Facts.Value) },
	EntryJoined:    func(c *Case, e Entry) { c.Joined = append(slices.Clone(c.Joined), Ref(e.Facts.Value)) },
	EntryParted: func(c *Case, e Entry) {
		c.Joined = slices.DeleteFunc(slices.Clone(c.Joined), func(r Ref) bool { return r == Ref(e.Facts.Value) })
		if len(c.Joined) == 0 {
			c.Joined = nil
		}
	},
}

// foldRestricted keeps the case from a person, or lets that person read again.
func foldRestricted(c *Case, e Entry) {
	c.Restricted = slices.DeleteFunc(slices.Clone(c.Restricted), func(id string) bool { return id == e.Facts.Person })
	if e.Facts.Value != notAnyMore {
		c.Restricted = append(c.Restricted, e.Facts.Person)
		if c.Handler == e.Facts.Person {
			c.Handler = ""
		}
		if c.CloseAsk != nil && c.CloseAsk.By == e.Facts.Person {
			c.CloseAsk = nil
		}
	}
	if len(c.Restricted) == 0 {
		c.Restricted = nil
	}
}

func foldDue(c *Case, e Entry) {
	if e.Facts.Due != nil {
		c.Due = *e.Facts.Due
	}
}

func foldWho(c *Case, e Entry) {
	if e.Who != nil {
		c.Own = c.Own && c.Complainant.Email == e.Who.Email
		c.Complainant = *e.Who
	}
}

func foldThread(c *Case, e Entry) {
	if e.Facts.MsgID == "" || e.Actor != ActorParent {
		return
	}
	c.Thread = append(slices.Clone(c.Thread), e.Facts.MsgID)
	c.Thread = c.Thread[max(0, len(c.Thread)-maxThread):]
}

func foldField(c *Case, e Entry) {
	switch v := e.Facts.Value; e.Facts.Other {
	case "location":
		c.Location = v
		c.LetIn = c.LetIn || e.Facts.Yes
	case "category":
		c.Category = v
	case "kind":
		c.Kind = Kind(v)
	case "regime":
		c.Regime = Regime(v)
		c.RegimeSet = c.RegimeSet || !e.Facts.Yes
	case "language":
		c.Language = Language(v)
	}
	foldDue(c, e)
}

// foldSettled takes what became of a letter to the parent. Only an accepted one keeps a promise, and a
// later bounce of that very letter opens it again (DESIGN section 1).
func foldSettled(c *Case, e Entry) {
	letter := e.Facts.Letter
	q, waiting := c.Queued[letter]
	if waiting && (e.Facts.Value != string(Uncertain) || e.Facts.Yes) { // uncertain twice is as good as lost
		c.Queued = maps.Clone(c.Queued)
		delete(c.Queued, letter)
	}
	switch {
	case e.Facts.Value == string(Accepted) && waiting:
		c.arrived(q.Kind)
		c.keep(q, letter, e.Facts.Date)
		c.supersede(q.Kind)
		if q.Mail != "" {
			c.Sources = maps.Clone(c.Sources)
			if c.Sources == nil {
				c.Sources = map[int64]string{}
			}
			c.Sources[letter] = q.Mail
		}
	case e.Facts.Notice == AddressChanged: // to an address that is none of the case any more
	case e.Facts.Value == Bounced:
		c.Bounced = append(slices.Clone(c.Bounced), letter)
		c.unkeep(letter, e.Facts.Date)
		c.lost(letter, e.Facts)
	case e.Facts.Value == string(RefusedBy), e.Facts.Value == string(Uncertain) && e.Facts.Yes:
		c.lost(letter, e.Facts)
	}
}

// lost notes a letter that did not arrive, until one of its kind does.
func (c *Case) lost(letter int64, f Facts) {
	c.Own = false
	c.Failed = maps.Clone(c.Failed)
	if c.Failed == nil {
		c.Failed = map[int64]Failed{}
	}
	c.Failed[letter] = Failed{f.Notice, f.Date}
}

func (c *Case) arrived(k NoticeKind) {
	if len(c.Failed) > 0 {
		c.Failed = maps.Clone(c.Failed)
		maps.DeleteFunc(c.Failed, func(_ int64, f Failed) bool { return f.Kind == k })
	}
}

func (c *Case) keep(q Queued, letter int64, on Date) {
	if q.Kind == AskSatisfaction && c.Satisfied.Asked.IsZero() {
		c.Satisfied.Asked, c.Satisfied.AskedBy = on, letter
	}
	if q.Kind == Proposal {
		c.Offer = on
	}
	if q.Kind == Confirmation || q.Kind.Attended() {
		c.Told = on
	}
	if q.Kind == Closing {
		c.Final, c.FinalBy = on, letter
	}
	for p := q.Keeps; p != ""; p = within[p] {
		if !c.Kept.Of(p).IsZero() {
			continue
		}
		*c.Kept.Of(p) = on
		c.KeptBy = maps.Clone(c.KeptBy)
		if c.KeptBy == nil {
			c.KeptBy = map[Promise]Evidence{}
		}
		c.KeptBy[p] = Evidence{letter, q.Paper}
	}
}

// within says which promise the letter keeps as well that keeps another: a decision is a judgement.
var within = map[Promise]Promise{Appeal: Statutory}

// supersede forgets letters of the kind that came back and wait to be posted: the parent has a later one. Of
// messages each says something else.
func (c *Case) supersede(k NoticeKind) {
	if k == Message {
		return
	}
	c.Queued = maps.Clone(c.Queued)
	maps.DeleteFunc(c.Queued, func(_ int64, q Queued) bool { return q.Returned && q.Kind == k })
}

func (c *Case) unkeep(letter int64, on Date) {
	if c.FinalBy == letter {
		c.Final, c.FinalBy = Date{}, 0
	}
	if c.Satisfied.AskedBy == letter && !c.Satisfied.Answered() {
		c.Satisfied = Satisfaction{} // a question that did not arrive has no silence for an answer
	}
	for p, by := range c.KeptBy {
		if by.Letter == letter {
			*c.Kept.Of(p) = Date{}
			c.Back = maps.Clone(c.Back)
			if c.Back == nil {
				c.Back = map[Promise]Date{}
			}
			c.Back[p] = on
			if p == Propose {
				c.Offer = Date{}
			}
			c.KeptBy = maps.Clone(c.KeptBy)
			delete(c.KeptBy, p)
		}
	}
}

// OnPaper marks a queued letter that goes by post.
const OnPaper = "papier"

// Remade marks a cancelled letter that goes to the parent after all, made anew.
const Remade = "opnieuw"

// Bounced is the value of a settled row when an accepted letter came back after all.
const Bounced = "bounced"

// Sum gives the hash of the row: over the hash of the row before and all of its facts. The personal part is
// covered by its own hash only, WhoSum.
func (e Entry) Sum() string {
	e.Who, e.Hash = nil, ""
	return digestOf(e)
}

func digestOf(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		// Only values of this package come here, and all of them can be written.
		panic(fmt.Sprintf("cases: hash of %T: %v", v, err))
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Broken names the first row at which a history is not what was written: a row that is missing, out of
// order, or changed. 0 is a whole history. A row whose personal part was erased is checked by what is left.
func Broken(history []Entry) int {
	prev := ""
	for i, e := range history {
		if e.Seq != i+1 || e.Prev != prev || e.Hash != e.Sum() || e.Who != nil && digestOf(e.Who) != e.WhoSum {
			return i + 1
		}
		prev = e.Hash
	}
	return 0
}
