package cases

import "time"

// What sends all later letters elsewhere, or shows one complainant's words to the other of two who only have the same
// name, is confirmed back first (DESIGN section 7, level 3): the person's address in the roster gets a mail with what
// it comes to and a link, and only that link does it, once, within three days. Whoever could write one mail in
// somebody's name has not got the other.

// confirmTerm is how long the link can be used.
const confirmTerm = 72 * time.Hour

// ConfirmWord is the word of the link, and the only one that its token commands.
const ConfirmWord = "bevestig"

// Pending is what was asked and waits for the confirmation of who asked it. A later request takes its place.
type Pending struct {
	Token uint32      `json:"token"` // id of the token in the link
	Word  string      `json:"word"`  // of the table
	By    string      `json:"by"`    // person id
	Until time.Time   `json:"until"`
	Who   Complainant `json:"who"`            // melder: what is to be filled in
	Into  Ref         `json:"into,omitempty"` // samenvoegen: the case in which this one is to go on
}

// askBack keeps what was asked until it is confirmed.
func (t *turn) askBack(word string, who Complainant, into Ref) {
	link := t.token(t.c.Ref, ScopeConfirm, t.actor.ID, t.today().Add(looseDays)) // longer than the link: who comes late reads why
	t.level = 3
	t.write(EntryAsked, t.actor.ID, Facts{
		Number: int(link.ID), Value: word, Other: string(into), Mail: t.e.Mail.ID, Until: t.e.At.Add(confirmTerm).UTC().Truncate(time.Millisecond),
	}, &who)
	t.link = &link
}

// confirm (bevestig) does what the person asked before. It counts when the mail arrived, also if it is read later.
func confirm(t *turn, g Given) *Refusal {
	p := t.c.Pending
	w, _ := FindWord(p.Word)
	switch {
	case t.e.Mail.Confirm == 0:
		return &Refusal{Code: RefuseNoLink}
	case p.Token != t.e.Mail.Confirm || p.By != t.actor.ID:
		return &Refusal{Code: RefuseUsed}
	case t.e.Mail.Arrived.After(p.Until):
		return &Refusal{Code: RefuseExpired}
	case !w.may(t.o, t.actor, t.c):
		return &Refusal{Code: RefuseNotYours, Arg: w.Name}
	}
	if p.Into != "" {
		return t.mergeSurely(p.Into)
	}
	t.moveTo(p, g)
	return nil
}

// moveTo fills in the complainant that was confirmed. Letters go to the new address from now on.
func (t *turn) moveTo(p Pending, g Given) {
	before, own := t.c.Complainant, t.c.Own
	who := p.Who.filledFrom(before)
	t.did(EntryConfirmed, Facts{Value: p.Word})
	t.write(EntryComplainant, t.actor.ID, Facts{Mail: t.e.Mail.ID}, &who)
	if who.Email == before.Email {
		return
	}
	t.again(true)
	t.readdress()
	if own && len(g.Flags) == 0 {
		t.want = append(t.want, want{kind: AddressChanged, to: before.Email})
	}
}
