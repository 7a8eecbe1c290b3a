package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"complaintsd/cases"
	"complaintsd/mailout"
)

// evidence is all that the oracle looks at: what was put into the mailbox, what stands in it now, the relay's
// ledger, and the database. The program itself is not asked.
type evidence struct {
	kills   int
	mails   []crashMail
	folders map[string][]string // hashes of what stands in each folder
	rows    []mailEvidence
	cases   []caseEvidence
	letters []letterEvidence
	told    map[int64][]string // outcomes of a letter, as the history has them
	ledger  []delivery
	staff   []string // addresses that may get what is not for complainants
}

type mailEvidence struct {
	id                    int64
	sha, msgID, kind, ref string
	aside                 bool
	attempts              int
	kills                 int // with which it was in hand
	reason                string
	places, filed         int
}

type caseEvidence struct{ ref, address string }

type letterEvidence struct {
	id                                 int64
	ref, kind, to, msgID, state, bytes string // bytes: their hash
	lost                               int    // answers that never came
}

// The folders of the example configuration.
const (
	inboxFolder = "INBOX"
	doneFolder  = "Verwerkt"
	asideFolder = "Nakijken"
)

// judge says what is wrong.
func (e *evidence) judge() []string {
	var wrong verdict
	e.explained(&wrong)
	e.mailbox(&wrong)
	e.threads(&wrong)
	e.receipts(&wrong)
	e.notices(&wrong)
	e.relayed(&wrong)
	e.killed(&wrong)
	return wrong
}

type verdict []string

func (v *verdict) add(format string, args ...any) { *v = append(*v, fmt.Sprintf(format, args...)) }

// onTheWire is the hash of a mail as IMAP gives it.
func onTheWire(raw []byte) string {
	sum := sha256.Sum256(bytes.ReplaceAll(raw, []byte("\n"), []byte("\r\n")))
	return hex.EncodeToString(sum[:])
}

// hashes of all the forms in which the mail was delivered.
func (m *crashMail) hashes() []string {
	all := []string{onTheWire(m.raw)}
	for _, raw := range m.again {
		all = append(all, onTheWire(raw))
	}
	return all
}

// is tells whether the row is that of the mail.
func (r *mailEvidence) is(m *crashMail) bool {
	return r.msgID == m.msgID && (m.msgID != "" || r.sha == onTheWire(m.raw))
}

// unread tells that the mail was in hand when the daemon was killed, twice: it is set aside, kept and told
// (invariant 3). The third attempt is the one at which it is not read any more, and a kill in the midst of that makes
// a fourth: for each attempt but the last the test has counted a kill.
func (r *mailEvidence) unread() bool {
	return r.kind == string(cases.KindUnreadable) && r.aside && r.attempts > 2 && r.kills >= r.attempts-1
}

func (e *evidence) rowOf(m *crashMail) *mailEvidence {
	i := slices.IndexFunc(e.rows, func(r mailEvidence) bool { return r.is(m) })
	if i < 0 {
		return &mailEvidence{}
	}
	return &e.rows[i]
}

// explained: every mail has one row, with the kind that it was written as, its own bytes, and a place for each
// time that it came in; and there is no row of anything else (invariants 1 and 2).
func (e *evidence) explained(wrong *verdict) {
	owned := map[int64]bool{}
	for i := range e.mails {
		m, n := &e.mails[i], 0
		for _, r := range e.rows {
			if r.is(m) {
				n++
				owned[r.id] = true
			}
		}
		r := e.rowOf(m)
		switch {
		case n != 1:
			wrong.add("%s has %d rows", m.name, n)
		case !slices.Contains(m.hashes(), r.sha):
			wrong.add("%s: its row has other bytes", m.name)
		case r.places != 1+len(m.again) || r.filed != r.places:
			wrong.add("%s stood in %d places and was filed in %d; it came in %d times", m.name, r.places, r.filed, 1+len(m.again))
		case r.kind != string(m.kind) && !r.unread() && !e.orphan(m, r):
			wrong.add("%s was read as %q (%s): %d attempts, in hand at %d kills", m.name, r.kind, r.reason, r.attempts, r.kills)
		}
	}
	for _, r := range e.rows {
		if !owned[r.id] {
			wrong.add("row %d is of a mail that nobody wrote", r.id)
		}
	}
}

// orphan tells that the mail answers one that was set aside unread, and therefore opens a case of its own.
func (e *evidence) orphan(m *crashMail, r *mailEvidence) bool {
	return m.kind == cases.KindReply && r.kind == string(cases.KindComplaint) && e.broken(m.thread)
}

// broken tells that a mail of the thread was set aside unread.
func (e *evidence) broken(thread int) bool {
	return slices.ContainsFunc(e.mails, func(m crashMail) bool { return m.thread == thread && e.rowOf(&m).unread() })
}

// mailbox: all that was delivered stands in the folders, once for each time; what a person must look at stands
// aside, and the inbox is empty.
func (e *evidence) mailbox(wrong *verdict) {
	want := map[string]map[string]int{doneFolder: {}, asideFolder: {}, inboxFolder: {}}
	for i := range e.mails {
		folder := doneFolder
		if e.rowOf(&e.mails[i]).aside {
			folder = asideFolder
		}
		for _, hash := range e.mails[i].hashes() {
			want[folder][hash]++
		}
	}
	for folder, hashes := range want {
		have := map[string]int{}
		for _, hash := range e.folders[folder] {
			have[hash]++
		}
		if !maps.Equal(have, hashes) {
			wrong.add("folder %s holds %d messages (%d distinct) where %d (%d distinct) belong, or other ones",
				folder, len(e.folders[folder]), len(have), total(hashes), len(hashes))
		}
	}
}

func total(counts map[string]int) (sum int) {
	for _, n := range counts {
		sum += n
	}
	return sum
}

// threads: the mails of one complaint share one case, which is theirs alone; automatic mail has none.
func (e *evidence) threads(wrong *verdict) {
	of := map[string]int{}            // thread of a case
	refs := map[int]map[string]bool{} // cases of a thread
	for i := range e.mails {
		m := &e.mails[i]
		r := e.rowOf(m)
		switch {
		case m.thread < 0 && r.ref != "":
			wrong.add("%s stands in case %s", m.name, r.ref)
		case m.thread < 0 || r.unread():
		case r.ref == "":
			wrong.add("%s stands in no case", m.name)
		default:
			if other, taken := of[r.ref]; taken && other != m.thread {
				wrong.add("%s stands in case %s, which is that of %s", m.name, r.ref, e.mails[other].name)
			}
			of[r.ref] = m.thread
			if refs[m.thread] == nil {
				refs[m.thread] = map[string]bool{}
			}
			refs[m.thread][r.ref] = true
		}
	}
	for thread, found := range refs {
		if len(found) > 1 && !e.broken(thread) {
			wrong.add("%s and its answers stand in %d cases", e.mails[thread].name, len(found))
		}
	}
	for _, c := range e.cases {
		thread, known := of[c.ref]
		if !known {
			wrong.add("case %s is of no complaint", c.ref)
		} else if from := e.mails[thread].from; c.address != from {
			wrong.add("case %s is of %s and should be of %s", c.ref, c.address, from)
		}
	}
	if len(of) != len(e.cases) {
		wrong.add("%d cases, and mail stands in %d", len(e.cases), len(of))
	}
}

// receipts: each case has one, to its complainant (invariant 4 says when it may have come twice: relayed).
func (e *evidence) receipts(wrong *verdict) {
	of := map[string][]letterEvidence{}
	for _, l := range e.letters {
		if l.kind == string(cases.Receipt) {
			of[l.ref] = append(of[l.ref], l)
		}
	}
	for _, c := range e.cases {
		switch receipts := of[c.ref]; {
		case len(receipts) != 1:
			wrong.add("case %s has %d receipts", c.ref, len(receipts))
		case receipts[0].to != c.address:
			wrong.add("the receipt of case %s went to %s, not to %s", c.ref, receipts[0].to, c.address)
		case len(e.copies(receipts[0])) == 0 && e.count(cases.LetterFailed, c.ref) == 0:
			wrong.add("the receipt of case %s never arrived, and nobody was told", c.ref)
		}
		delete(of, c.ref)
	}
	for ref := range of {
		wrong.add("a receipt of case %q, which is not there", ref)
	}
}

// notices: staff hear once of each new case and once of each answer of a parent; whatever else left is for
// staff too.
func (e *evidence) notices(wrong *verdict) {
	answers := map[string]int{}
	for _, r := range e.rows {
		if r.kind == string(cases.KindReply) {
			answers[r.ref]++
		}
	}
	for _, c := range e.cases {
		if n := e.count(cases.NewCase, c.ref); n != 1 {
			wrong.add("case %s was told %d times as new", c.ref, n)
		}
		if n := e.count(cases.ParentWrote, c.ref); n != answers[c.ref] {
			wrong.add("case %s has %d answers, and %d were told", c.ref, answers[c.ref], n)
		}
	}
	for _, l := range e.letters {
		if !cases.NoticeKind(l.kind).ToParent() && !slices.Contains(e.staff, l.to) {
			wrong.add("letter %d (%s) went to %s", l.id, l.kind, l.to)
		}
	}
	unread := e.setAside()
	if unread > e.count(cases.Alert, "") {
		wrong.add("%d mails were set aside, and fewer were told", unread)
	}
	if 2*unread > e.kills { // each took two, and only one mail is in hand at a time
		wrong.add("%d mails were set aside after %d kills", unread, e.kills)
	}
}

func (e *evidence) count(kind cases.NoticeKind, ref string) (n int) {
	for _, l := range e.letters {
		if l.kind == string(kind) && l.ref == ref {
			n++
		}
	}
	return n
}

func (e *evidence) copies(l letterEvidence) (found []delivery) {
	for _, d := range e.ledger {
		if d.msgID == l.msgID {
			found = append(found, d)
		}
	}
	return found
}

// relayed: ledger and outbox agree. What the store calls sent has arrived; what arrived is known; the bytes are
// those that were decided; a second copy is one whose first answer was lost, and the history says so
// (invariant 4).
func (e *evidence) relayed(wrong *verdict) {
	known := map[string]bool{}
	for _, l := range e.letters {
		known[l.msgID] = true
		e.delivered(l, wrong)
	}
	for _, d := range e.ledger {
		if !known[d.msgID] {
			wrong.add("%s got %q, which is not in the store", d.to, d.msgID)
		}
	}
}

func (e *evidence) delivered(l letterEvidence, wrong *verdict) {
	copies := e.copies(l)
	state := mailout.State(l.state)
	if state != mailout.Sent && state != mailout.Uncertain {
		wrong.add("letter %d (%s) is %s", l.id, l.kind, l.state)
	}
	if len(copies) == 0 && state == mailout.Sent {
		wrong.add("letter %d (%s) is called sent and never arrived", l.id, l.kind)
	}
	if len(copies) == 0 && l.lost < 2 {
		wrong.add("letter %d (%s) never arrived and was not tried again", l.id, l.kind)
	}
	if len(copies) > 2 || len(copies) > 1+l.lost {
		wrong.add("letter %d (%s) arrived %d times, with %d answers lost", l.id, l.kind, len(copies), l.lost)
	}
	if cases.NoticeKind(l.kind).ToParent() {
		e.inHistory(l, len(copies), wrong)
	}
	for _, d := range copies {
		if d.to != l.to {
			wrong.add("letter %d (%s) is for %s and went to %s", l.id, l.kind, l.to, d.to)
		}
		if d.sum != l.bytes {
			wrong.add("letter %d (%s) arrived with other bytes than were decided", l.id, l.kind)
		}
	}
}

// killed: a letter whose answer was there, or would have come, is sent again only because the daemon was killed over
// it: that happens to one letter in each life at most, because a sender has one in hand.
func (e *evidence) killed(wrong *verdict) {
	for life, ids := range e.doubledByKill() {
		if len(ids) > 1 {
			wrong.add("life %d ended over letters %v, all of which came twice", life, ids)
		}
	}
}

// doubledByKill gives the letters that came twice although the relay answered the first time, by the life that sent
// them first.
func (e *evidence) doubledByKill() map[int][]int64 {
	found := map[int][]int64{}
	for _, l := range e.letters {
		if c := e.copies(l); len(c) > 1 && !c[0].unheard {
			found[c[0].life] = append(found[c[0].life], l.id)
		}
	}
	return found
}

// inHistory: the history of the case tells how often the answer was lost, and then that the letter arrived. A
// receipt that arrived at once keeps no promise: that stands in its row alone.
func (e *evidence) inHistory(l letterEvidence, copies int, wrong *verdict) {
	count := func(outcome cases.Outcome) (n int) {
		for _, told := range e.told[l.id] {
			if told == string(outcome) {
				n++
			}
		}
		return n
	}
	if n := count(cases.Uncertain); n != l.lost || copies > 1 && n == 0 {
		wrong.add("letter %d (%s) arrived %d times, lost %d answers, and its history tells of %d", l.id, l.kind, copies, l.lost, n)
	}
	want := 0
	if l.state == string(mailout.Sent) && (l.lost > 0 || l.kind != string(cases.Receipt)) {
		want = 1
	}
	if n := count(cases.Accepted); n != want {
		wrong.add("letter %d (%s) is %s, and its history tells %d times that it was accepted", l.id, l.kind, l.state, n)
	}
}

// doubled counts the letters that arrived twice.
func (e *evidence) doubled() (n int) {
	for _, l := range e.letters {
		if len(e.copies(l)) > 1 {
			n++
		}
	}
	return n
}

// setAside counts the mails that were not read because the daemon was killed over them.
func (e *evidence) setAside() (n int) {
	for _, r := range e.rows {
		if r.unread() {
			n++
		}
	}
	return n
}
