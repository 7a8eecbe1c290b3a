package desk_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailout"
)

// speechless writes no letters about cases with a number below first.
type speechless struct {
	whole desk.Letters
	first int
}

func (w speechless) Letters(o *cases.Organisation, s cases.Step, now time.Time) ([]mailout.Letter, error) {
	if _, _, n := s.Case.Ref.Split(); n < w.first {
		return nil, fmt.Errorf("no words for %s", s.Case.Ref)
	}
	return w.whole.Letters(o, s, now)
}

// More cases fail than are asked for at a time: all come before the good one, stay due, and are tried once a tick;
// the good one keeps its promise all the same (invariant 8).
func TestManyFailingCasesStarveNobody(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	f.o.Limits.UnattendedPerHour = 0
	const bad = 205
	var list []mail
	for i := range bad {
		list = append(list, mail{from: fmt.Sprintf("ouder%d@post.example", i), subject: "Klacht", text: "Wij wachten."})
	}
	f.receive(append(list, mail{from: parent, subject: "Klacht", text: "Ik wacht."})...)
	f.post()
	whole := f.desk.Writer
	f.desk.Writer = speechless{whole, bad + 1}
	f.turn("2026-03-09 08:00")
	err := f.desk.Tick(context.Background())
	if err == nil || strings.Count(err.Error(), "do what is due for") != bad {
		t.Errorf("not %d faults are told: %v", bad, err)
	}
	if got := f.post(); !strings.Contains(strings.Join(got, ", "), "confirmation parent") {
		t.Errorf("the last case was not reached: %q", got)
	}
	f.desk.Writer = whole
	f.tick("2026-03-09 08:01")
	if got := strings.Count(strings.Join(f.post(), ", "), "confirmation"); got != bad {
		t.Errorf("%d confirmations when the words are back", got)
	}
}
