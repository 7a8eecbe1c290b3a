package sqlite

import (
	"context"
	"errors"
	"testing"

	"complaintsd/cases"
	"complaintsd/cases/desk"
)

// Whatever decided it: automatic mail causes no letter to anybody outside, no answer, and nothing to whoever it came
// from (invariant 6). The store refuses the whole change.
func TestCommitKeepsTheRanks(t *testing.T) {
	all := []cases.MailKind{
		cases.KindComplaint, cases.KindReply, cases.KindCommand, cases.KindForward, cases.KindForm, cases.KindScan,
		cases.KindAutoReply, cases.KindBounce, cases.KindReceipt, cases.KindLoop, cases.KindList,
	}
	for _, cause := range all {
		for _, kind := range cases.NoticeKinds() {
			s := must[*Store](t)(OpenMemory(options()))
			accept(t, s, text("a@example.org", "een"))
			m, _ := next(t, s)
			change := complaint(1, m)
			change.Mail.Kind, change.Mail.From = cause, "ander@example.org"
			change.Letters[0].Kind = string(kind)
			answer := kind.ToParent() || kind == cases.TranscriptNotice || kind == cases.RefusedNotice
			wrong := cause.Automatic() && answer
			if err := s.Commit(context.Background(), change); wrong != errors.Is(err, desk.ErrRefused) {
				t.Errorf("%s after %s: %v", kind, cause, err)
			}
			ok(t, s.Close())
		}
	}
	s := must[*Store](t)(OpenMemory(options()))
	defer s.Close()
	accept(t, s, text("a@example.org", "een"))
	m, _ := next(t, s)
	change := complaint(1, m)
	change.Mail.Kind, change.Letters[0].Kind = cases.KindAutoReply, string(cases.Alert)
	if err := s.Commit(context.Background(), change); !errors.Is(err, desk.ErrRefused) {
		t.Errorf("an alert to the machine that wrote: %v", err)
	}
}
