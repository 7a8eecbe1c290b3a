package config

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// Whatever stands in a file, Read gives a configuration that prints and reads back, or problems that are
// one plain line each.
func FuzzRead(f *testing.F) {
	f.Add(Example)
	f.Add(minimal)
	f.Add("\ufeff" + minimal)
	for _, m := range mistakes {
		f.Add(strings.NewReplacer(m.edits...).Replace(Example))
	}
	f.Add("organisation = [[], {}, {person = [{roles = [{}, 3]}]}]")
	f.Add("organisation.imap.host = 3\n\"a\\nb\" = 1\n")
	f.Add("[[organisation]]\n[organisation.reminders]\nat.x = 3\npropose = {handler = [[\"-1d\"]]}")
	f.Add("[[a.b]]\n[[a.b.c]]\n[a.b.c.d]\nx = 1979-05-27T07:32:00Z")
	f.Fuzz(func(t *testing.T, text string) {
		c, problems := Read(strings.NewReader(text), "dir")
		if (c == nil) != (len(problems) > 0) {
			t.Fatalf("configuration %v with problems %v", c, problems)
		}
		for _, p := range problems {
			if strings.ContainsFunc(p.String(), unicode.IsControl) || p.What == "" || p.Mend == "" {
				t.Errorf("not a plain line: %q", p)
			}
			if p.Line < 0 || p.Line > strings.Count(text, "\n")+1 {
				t.Errorf("the text has no line %d", p.Line)
			}
		}
		if c != nil {
			out := printed(t, c)
			same(t, "printed", printed(t, load(t, out)), out)
		}
	})
}

func TestDistance(t *testing.T) {
	for _, d := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"adress", "address", 1}, {"twon", "town", 1}, {"kitten", "sitting", 3}, {"één", "een", 2}} {
		same(t, d.a+" "+d.b, distance(d.a, d.b), d.want)
	}
}

// One slip of the pen is a distance of one, whichever way it is looked at.
func TestDistanceOfOneSlip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-c]{1,9}`).Draw(t, "word")
		at := rapid.IntRange(0, len(word)-1).Draw(t, "at")
		slip := rapid.SampledFrom([]string{
			word[:at] + word[at+1:],
			word[:at] + "x" + word[at:],
			word[:at] + "x" + word[at+1:],
		}).Draw(t, "slip")
		if distance(word, slip) != 1 || distance(slip, word) != 1 || distance(word, word) != 0 {
			t.Fatalf("%q and %q: %d", word, slip, distance(word, slip))
		}
	})
}

func TestNearest(t *testing.T) {
	known := []string{"address", "aliases", "name"}
	for word, want := range map[string]string{"adress": "address", "Name": "name", "nme": "name", "zzz": "", "aliasses": "aliases", "": ""} {
		same(t, word, nearest(word, known), want)
	}
}
