package main

import (
	"slices"
	"strings"
	"testing"

	"complaintsd/cases"
)

// innocent is the evidence of a small run in which all went well: two complaints and an answer, one of them
// delivered twice, an automatic reply, and one receipt that came twice because an answer was lost.
func innocent() *evidence {
	mails := []crashMail{
		{name: "first", msgID: "1@post.example", from: "a@post.example", kind: cases.KindComplaint, thread: 0, after: -1, raw: []byte("een\n")},
		{name: "second", from: "b@post.example", kind: cases.KindComplaint, thread: 1, after: -1, raw: []byte("twee\n")},
		{name: "answer", msgID: "3@post.example", from: "a@post.example", kind: cases.KindReply, thread: 0, after: 0, raw: []byte("drie\n")},
		{name: "automatic", msgID: "4@post.example", from: "c@post.example", kind: cases.KindAutoReply, thread: -1, after: -1, raw: []byte("vier\n")},
	}
	mails[0].again = [][]byte{[]byte("Received: here\neen\n")}
	e := &evidence{
		mails: mails, staff: []string{"kwaliteit@kluppluz.example"}, folders: map[string][]string{},
		cases: []caseEvidence{{"KLP-2026-0001", "a@post.example"}, {"KLP-2026-0002", "b@post.example"}},
		told:  map[int64][]string{2: {"uncertain", "accepted"}},
	}
	for i, ref := range []string{"KLP-2026-0001", "KLP-2026-0002", "KLP-2026-0001", ""} {
		m := &e.mails[i]
		n := 1 + len(m.again)
		e.rows = append(e.rows, mailEvidence{
			id: int64(i + 1), sha: onTheWire(m.raw), msgID: m.msgID, kind: string(m.kind), ref: ref, attempts: 1, places: n, filed: n,
		})
		e.folders[doneFolder] = append(e.folders[doneFolder], m.hashes()...)
	}
	for i, l := range []letterEvidence{
		{kind: "receipt", ref: "KLP-2026-0001", to: "a@post.example"},
		{kind: "receipt", ref: "KLP-2026-0002", to: "b@post.example", lost: 1},
		{kind: "new-case", ref: "KLP-2026-0001", to: "kwaliteit@kluppluz.example"},
		{kind: "new-case", ref: "KLP-2026-0002", to: "kwaliteit@kluppluz.example"},
		{kind: "parent-wrote", ref: "KLP-2026-0001", to: "kwaliteit@kluppluz.example"},
	} {
		l.id, l.state, l.bytes = int64(i+1), "sent", strings.Repeat("ab", i+1)
		l.msgID = l.bytes + "@kluppluz.example"
		e.letters = append(e.letters, l)
		for range 1 + l.lost {
			e.ledger = append(e.ledger, delivery{msgID: l.msgID, to: l.to, sum: l.bytes})
		}
	}
	return e
}

// setAsideAfter has the automatic reply set aside, and told, after so many kills and at that attempt.
func (e *evidence) setAsideAfter(kills, attempts int) {
	e.kills = kills
	r := &e.rows[3]
	r.kind, r.aside, r.kills, r.attempts = "unreadable", true, kills, attempts
	e.folders[doneFolder] = e.folders[doneFolder][:len(e.folders[doneFolder])-1]
	e.folders[asideFolder] = e.mails[3].hashes()
	l := letterEvidence{id: 6, kind: "alert", to: "kwaliteit@kluppluz.example", state: "sent", bytes: "ef", msgID: "ef@kluppluz.example"}
	e.letters = append(e.letters, l)
	e.ledger = append(e.ledger, delivery{msgID: l.msgID, to: l.to, sum: l.bytes})
}

// An oracle that cannot fail proves nothing: each of these must be found, and the innocent must go free.
func TestCrashOracle(t *testing.T) {
	for _, c := range []struct {
		name   string
		tamper func(*evidence)
		want   string // "" for nothing wrong
	}{
		{"innocent", func(*evidence) {}, ""},
		{"a mail is lost", func(e *evidence) { e.rows = e.rows[:3] }, "automatic has 0 rows"},
		{"a copy has a row of its own", func(e *evidence) { e.rows = append(e.rows, e.rows[0]) }, "first has 2 rows"},
		{"a copy has no place", func(e *evidence) { e.rows[0].places, e.rows[0].filed = 1, 1 }, "first stood in 1 places"},
		{"a row of nothing", func(e *evidence) { e.rows = append(e.rows, mailEvidence{id: 9, sha: "x"}) }, "nobody wrote"},
		{"other bytes are kept", func(e *evidence) { e.rows[2].sha = "x" }, "other bytes"},
		{"a mail is misread", func(e *evidence) { e.rows[3].kind = "complaint" }, "automatic was read as"},
		{"a mail is set aside at its first reading", func(e *evidence) { e.rows[2].kind, e.rows[2].aside = "unreadable", true }, "answer was read as"},
		{"a mail is set aside after two kills", func(e *evidence) { e.setAsideAfter(2, 3) }, ""},
		{"a mail is set aside that was in hand at one kill", func(e *evidence) { e.setAsideAfter(1, 3) }, "automatic was read as"},
		{"a mail is set aside at its second attempt", func(e *evidence) { e.setAsideAfter(2, 2) }, "automatic was read as"},
		{"the attempts of a mail set aside are taken back", func(e *evidence) { e.setAsideAfter(2, 1) }, "automatic was read as"},
		{"the daemon is killed while it sets a mail aside", func(e *evidence) { e.setAsideAfter(3, 4) }, ""},
		{"an attempt too many is counted", func(e *evidence) { e.setAsideAfter(2, 4) }, "automatic was read as"},
		{"more are set aside than were killed", func(e *evidence) { e.setAsideAfter(2, 3); e.kills = 1 }, "set aside after 1 kills"},
		{"a mail is set aside and nobody is told", func(e *evidence) {
			e.setAsideAfter(2, 3)
			e.letters, e.ledger = e.letters[:5], e.ledger[:len(e.ledger)-1]
		}, "fewer were told"},
		{"a mail is gone from the mailbox", func(e *evidence) { e.folders[doneFolder] = e.folders[doneFolder][1:] }, "folder Verwerkt"},
		{"a mail stays in the inbox", func(e *evidence) { e.folders[inboxFolder] = []string{"x"} }, "folder INBOX"},
		{"a mail stands in the wrong folder", func(e *evidence) { e.folders[asideFolder] = e.folders[doneFolder][:1] }, "folder Nakijken"},
		{"a case too many", func(e *evidence) { e.cases = append(e.cases, caseEvidence{"KLP-2026-0003", "a@post.example"}) }, "KLP-2026-0003 is of no complaint"},
		{"an answer opens a case", func(e *evidence) { e.rows[2].ref = "KLP-2026-0003" }, "stand in 2 cases"},
		{"two complaints in one case", func(e *evidence) { e.rows[1].ref = "KLP-2026-0001" }, "which is that of"},
		{"a complaint in no case", func(e *evidence) { e.rows[1].ref = "" }, "second stands in no case"},
		{"an automatic mail in a case", func(e *evidence) { e.rows[3].ref = "KLP-2026-0001" }, "automatic stands in case"},
		{"a case of somebody else", func(e *evidence) { e.cases[0].address = "b@post.example" }, "should be of a@post.example"},
		{"no receipt", func(e *evidence) { e.letters = e.letters[1:] }, "case KLP-2026-0001 has 0 receipts"},
		{"two receipts", func(e *evidence) { e.letters[3].kind, e.letters[3].ref = "receipt", "KLP-2026-0001" }, "KLP-2026-0001 has 2 receipts"},
		{"a receipt for the wrong parent", func(e *evidence) { e.letters[0].to = "b@post.example" }, "went to b@post.example"},
		{"a receipt is doubled and nobody says so", func(e *evidence) { e.ledger = append(e.ledger, e.ledger[0]) }, "letter 1 (receipt) arrived 2 times, with 0"},
		{"a doubled receipt is not in the history", func(e *evidence) { e.told[2] = []string{"accepted"} }, "its history tells of 0"},
		{"a receipt comes three times", func(e *evidence) { e.letters[1].lost = 2; e.ledger = append(e.ledger, e.ledger[1]) }, "arrived 3 times"},
		{"the second copy differs", func(e *evidence) { e.ledger[2].sum = "x" }, "other bytes than were decided"},
		{"a kill doubles two letters", func(e *evidence) {
			e.letters[3].lost = 1
			e.ledger = append(e.ledger, e.ledger[4])
		}, "life 0 ended over letters [2 4]"},
		{"a kill doubles one letter, and the relay another", func(e *evidence) {
			e.letters[3].lost, e.ledger[4].unheard = 1, true
			e.ledger = append(e.ledger, e.ledger[4])
		}, ""},
		{"two kills double two letters", func(e *evidence) {
			e.letters[3].lost, e.ledger[4].life = 1, 1
			e.ledger = append(e.ledger, e.ledger[4])
		}, ""},
		{"a letter goes astray", func(e *evidence) { e.ledger[0].to = "x@post.example" }, "went to x@post.example"},
		{"a letter called sent is not there", func(e *evidence) { e.ledger = e.ledger[1:] }, "called sent and never arrived"},
		{"a letter that nobody decided", func(e *evidence) { e.ledger = append(e.ledger, delivery{msgID: "x", to: "a@post.example"}) }, "not in the store"},
		{"a letter still waits", func(e *evidence) { e.letters[4].state = "due" }, "(parent-wrote) is due"},
		{"acceptance is not in the history", func(e *evidence) { e.told[2] = []string{"uncertain"} }, "tells 0 times that it was accepted"},
		{"a new case is told twice", func(e *evidence) { e.letters = append(e.letters, e.letters[2]) }, "told 2 times as new"},
		{"an answer is told to nobody", func(e *evidence) { e.letters = e.letters[:4] }, "1 answers, and 0 were told"},
		{"staff mail goes to a parent", func(e *evidence) { e.letters[2].to = "a@post.example" }, "(new-case) went to a@post.example"},
		{"a receipt is lost for good and nobody is told", func(e *evidence) {
			e.letters[1].state, e.letters[1].lost, e.told[2] = "uncertain", 2, []string{"uncertain", "uncertain"}
			e.ledger = slices.Delete(e.ledger, 1, 3)
		}, "nobody was told"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := innocent()
			c.tamper(e)
			wrong := strings.Join(e.judge(), "\n")
			if c.want == "" && wrong != "" || !strings.Contains(wrong, c.want) {
				t.Errorf("found %q, want %q", wrong, c.want)
			}
		})
	}
}
