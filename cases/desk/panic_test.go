package desk_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailout"
)

// mistaken panics over the cases of one parent.
type mistaken struct {
	whole desk.Letters
	over  string // address
}

func (w mistaken) Letters(o *cases.Organisation, s cases.Step, now time.Time) ([]mailout.Letter, error) {
	if s.Case.Complainant.Email == w.over {
		var none []string
		_ = none[len(s.Case.Complainant.Email)]
	}
	return w.whole.Letters(o, s, now)
}

const unlucky = "pech@post.example"

// A mail about which nothing can be decided because of a mistake in the program is set aside, and the next one is served
// (invariant 3).
func TestPanicOverOneMailStopsNoOther(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	f.desk.Writer = mistaken{f.desk.Writer, unlucky}
	f.accept(mail{from: unlucky, subject: "Klacht", text: "Wij wachten."}, mail{from: parent, subject: "Klacht", text: "Ik wacht."})
	var failed int
	for settled := 0; settled < 2; {
		ok, err := f.desk.Receive(context.Background())
		if err != nil {
			failed++
		}
		if ok {
			settled++
		}
		if failed > 1 {
			t.Fatalf("it stands in the way: %v", err)
		}
	}
	if got := strings.Join(f.post(), ", "); !strings.Contains(got, "receipt parent") || !strings.Contains(got, "alert") {
		t.Errorf("letters: %s", got)
	}
}

// What is due for the other cases is done.
func TestPanicOverOneCaseStopsNoOther(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	f.receive(
		mail{from: unlucky, subject: "Klacht", text: "Wij wachten."},
		mail{from: "ander@post.example", subject: "Klacht", text: "Wij ook."}, mail{from: parent, subject: "Klacht", text: "Ik wacht."})
	f.post()
	whole := f.desk.Writer
	f.desk.Writer = mistaken{whole, unlucky}
	f.turn("2026-03-09 08:00")
	if err := f.desk.Tick(context.Background()); err == nil || !strings.Contains(err.Error(), "KLP-2026-0001") {
		t.Errorf("the case is not told: %v", err)
	}
	if got := strings.Count(strings.Join(f.post(), ", "), "confirmation"); got != 2 {
		t.Errorf("%d confirmations, want those of the two others", got)
	}
	f.desk.Writer = whole
	f.tick("2026-03-09 08:01")
	if got := strings.Count(strings.Join(f.post(), ", "), "confirmation"); got != 1 {
		t.Errorf("%d confirmations after the mistake was mended", got)
	}
}

// The outcome of a letter waits until its case can be told.
func TestPanicOverAnOutcomeIsAnError(t *testing.T) {
	f, ref := waiting(t)
	l := f.confirmation()
	whole := f.desk.Writer
	f.desk.Writer = mistaken{whole, parent}
	if err := f.desk.Settle(context.Background(), l, accepted, f.now); !desk.Hopeless(err) {
		t.Errorf("Settle: %v", err)
	}
	f.desk.Writer = whole
	f.ok(f.desk.Settle(context.Background(), l, accepted, f.now))
	if got := f.settled(ref, l.ID); len(got) != 1 {
		t.Errorf("the history tells %q", got)
	}
}
