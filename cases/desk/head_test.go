package desk_test

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
)

var headWords = regexp.MustCompile(`Controlegetal van de dossiers: ([0-9a-f]{16}), ([0-9T:.+-]+)\.`)

// The overview of registrar and director carries the head of all histories, so that it leaves the machine. It can be
// found again later, whatever came after it, and not when a row was another.
func TestHeadInTheOverview(t *testing.T) {
	f, ref := handled(t)
	ctx := context.Background()
	f.tick("2026-03-09 08:00")
	f.post()
	told := map[string]string{}
	for _, l := range f.sent {
		if m := headWords.FindStringSubmatch(strings.Join(strings.Fields(l.Text), " ")); m != nil {
			told[f.who(l.To)] = m[1]
			at, err := time.Parse(time.RFC3339, m[2])
			f.ok(err)
			if l.Kind != string(cases.DigestNotice) || !at.Equal(f.now) {
				t.Errorf("%s of %s says %q", l.Kind, at, m[0])
			}
		}
	}
	if len(told) != 2 || told["kwaliteit"] == "" || told["kwaliteit"] != told["directeur"] {
		t.Fatalf("told %v", told)
	}
	at := f.now
	f.now = f.now.Add(time.Hour)
	f.command("jansen", ref, "[categorie veiligheid]", "")
	f.complain(otherParent)
	for _, v := range []struct {
		at   time.Time
		same bool
	}{{at, true}, {f.now, false}, {at.Add(-7 * 24 * time.Hour), false}} {
		head, err := f.store.Head(ctx, "KLP", v.at)
		f.ok(err)
		if (head == told["kwaliteit"]) != v.same {
			t.Errorf("at %s: %s, told %s", v.at, head, told["kwaliteit"])
		}
	}
	book, err := f.store.Load(ctx, desk.Want{Org: "KLP", All: true, Now: f.now})
	f.ok(err)
	if head, err := f.store.Head(ctx, "KLP", f.now); err != nil || head != book.Head {
		t.Errorf("now %s, by the rows %s, %v", book.Head, head, err)
	}
}
