package cases

import (
	"fmt"
	"slices"
	"testing"
)

// Who asks to take back what cannot be, is told what can be: what links would really do, and no more.
func TestWhatCanBeTakenBackInstead(t *testing.T) {
	for name, v := range map[string]struct {
		before func(*world)
		who    string
		args   []string
		code   RefusalCode
		want   []string // the first words of the mails
	}{
		"no such letter":       {nil, "kwaliteit", []string{"99"}, RefuseNoRow, []string{"categorie"}},
		"no such row":          {nil, "kwaliteit", []string{"99", "regel"}, RefuseNoRow, []string{"categorie"}},
		"the parent's row":     {nil, "kwaliteit", []string{"1", "regel"}, RefuseNoRow, []string{"categorie"}},
		"a letter that left":   {nil, "kwaliteit", []string{"4", "regel"}, RefuseLeft, []string{"categorie"}},
		"of a colleague":       {func(w *world) { w.command("bakker", "Een slot.", first, cmd("maatregel", "2026-12-01")) }, "kwaliteit", []string{"99"}, RefuseNoRow, []string{"maatregel", "categorie"}},
		"one's own alone":      {func(w *world) { w.command("bakker", "Een slot.", first, cmd("maatregel", "2026-12-01")) }, "bakker", []string{"99"}, RefuseNoRow, []string{"maatregel"}},
		"nothing of one's own": {nil, "bakker", []string{"99"}, RefuseNoRow, nil},
		"with what waits":      {func(w *world) { w.command("bakker", "Dag.", first, cmd("bericht")) }, "bakker", []string{"99"}, RefuseNoRow, []string{"bericht"}},
		"what was built on":    {func(w *world) { w.command("kwaliteit", "", first, cmd("categorie", "slapen")) }, "kwaliteit", []string{"99"}, RefuseNoRow, []string{"categorie"}},
		"the last three": {func(w *world) {
			for n := range 5 {
				w.command("bakker", fmt.Sprint("Slot ", n), first, cmd("maatregel", "2026-12-01"))
			}
		}, "bakker", []string{"99"}, RefuseNoRow, []string{"maatregel", "maatregel", "maatregel"}},
		"not a note":              {func(w *world) { w.command("bakker", "Zie dit.", first, cmd("notitie")) }, "bakker", []string{"99"}, RefuseNoRow, nil},
		"not what was taken back": {func(w *world) { w.command("kwaliteit", "", first, cmd("ongedaan")) }, "kwaliteit", []string{"99"}, RefuseNoRow, nil},
	} {
		w := given(t)
		w.command("kwaliteit", "", first, cmd("categorie", "eten"))
		if v.before != nil {
			v.before(w)
		}
		next := w.next
		r := w.refused(w.command(v.who, "", first, cmd("ongedaan", v.args...)), v.code)
		if w.next.NextLetter != next.NextLetter+1 { // the answer, and nothing that was tried out
			t.Errorf("%s: %d numbers of letters are gone", name, w.next.NextLetter-next.NextLetter)
		}
		var got []string
		for _, rows := range r.Offers {
			got = append(got, rows[0].Facts.Word)
		}
		if !slices.Equal(got, v.want) {
			t.Errorf("%s: offered %q, want %q", name, got, v.want)
		}
		for _, rows := range r.Offers {
			if !applied(w.command(v.who, "", first, cmd("ongedaan", itoa(rows[0].Seq), "regel"))) {
				t.Errorf("%s: what was offered is refused", name)
			}
		}
	}
}
