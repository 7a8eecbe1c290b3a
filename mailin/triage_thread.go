package mailin

import (
	"complaintsd/cases"
)

// thread is the case that a mail belongs to, and why.
type thread struct {
	ref    cases.Ref
	reason string
	hint   cases.Ref // cited without right
}

// findThread ties a mail to a case, first that holds (DESIGN section 6): our signed Message-ID in the
// thread; a signed address or tag; a bare reference or an unsigned Message-ID from a known participant, who
// is the case's complainant or a proven person of the roster. Whatever else cites a number is a hint: a
// stranger never lands in somebody's file.
func findThread(m Message, o *cases.Organisation, known cases.Known, v Verdict, arrived cases.Date) thread {
	if ref, reason := signedThread(m, o, known, v, arrived); ref != "" {
		return thread{ref: ref, reason: reason}
	}
	cited := citedCases(m, o, known)
	for _, c := range cited {
		if participant(m, known, v, c.ref) {
			return c
		}
	}
	if len(cited) > 0 {
		return thread{hint: cited[0].ref}
	}
	return thread{}
}

// placeReasons say by what a signed mail was tied to its case.
var placeReasons = map[place]string{
	inThread:  "antwoord op onze brief (getekend Message-ID)",
	inAddress: "gestuurd naar een getekend antwoordadres",
	inSubject: "getekend kenmerk in het onderwerp",
}

// signedThread follows the tokens of the mail. A parent's token lets whoever has it add a mail, from any
// address: it is a secret, and parents answer from their work. A staff token ties only its owner: it was
// mailed to one person. The thread comes first, then address and subject.
func signedThread(m Message, o *cases.Organisation, known cases.Known, v Verdict, today cases.Date) (cases.Ref, string) {
	for _, p := range []place{inThread, inAddress, inSubject} {
		for _, c := range m.tokens(o.Prefix) {
			t, ok := genuine(c.text, o, known)
			if c.place != p || !ok || t.Ref == "" || expired(t, known, today) {
				continue
			}
			own := t.Scope == cases.ScopeStaff && v.Person == t.Party
			if own || t.Scope == cases.ScopeParent && v.Person == "" || v.Proof == cases.ByDMARC {
				return standsFor(known, t.Ref), placeReasons[p]
			}
		}
	}
	return "", ""
}

// citedCases lists the cases that the mail names without a signature: in the subject, the tag first, then by
// the Message-IDs of its thread, the nearest first.
func citedCases(m Message, o *cases.Organisation, known cases.Known) []thread {
	var found []thread
	seen := map[cases.Ref]bool{"": true}
	add := func(ref cases.Ref, reason string) {
		ref = standsFor(known, ref)
		if !seen[ref] {
			seen[ref] = true
			found = append(found, thread{ref: ref, reason: reason, hint: ref})
		}
	}
	tags := parseTags(m.Subject, o.Prefix)
	add(tags.Ref, "kenmerk in het onderwerp")
	for _, ref := range tags.Refs {
		add(ref, "kenmerk in het onderwerp")
	}
	for _, id := range m.threadIDs() {
		add(known.Letters[id].Ref, "antwoord op onze brief")
		add(known.Threads[id], "antwoord op een eerdere mail van deze zaak")
	}
	for _, c := range m.tokens(o.Prefix) {
		if t, ok := genuine(c.text, o, known); ok && c.place != inOwnID {
			add(t.Ref, "")
		}
	}
	return found
}

// participant tells whether the sender is known at the case. Who failed DMARC is nobody.
func participant(m Message, known cases.Known, v Verdict, ref cases.Ref) bool {
	c, ok := known.Case(ref)
	if !ok || v.DMARCBad {
		return false
	}
	sender := m.sender()
	return v.Proven() || v.Person == "" && sender != "" && c.Complainant.Email == sender
}

// answerTo is the address that the mail asks to answer to, when it is another one: nothing is sent there, but an app
// or a web form that nobody has listed writes the parent's address only there.
func (t *triage) answerTo() string {
	if len(t.m.ReplyTo) != 1 {
		return ""
	}
	a := t.m.ReplyTo[0].Addr
	if a == t.m.sender() || t.o.Owns(a) || cases.Unread(a) {
		return ""
	}
	return a
}
