package cases

import (
	"testing"

	"pgregory.net/rapid"
)

// A case that is asked to remember a duty does, and the case from which it came stays as it was.
func TestDone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOfN(rapid.StringMatching(`[ab]{0,3}`), 1, 20).Draw(t, "keys")
		var d Done
		for i, key := range keys {
			before := d.Has(key)
			next := d.with(key)
			if d.Has(key) != before {
				t.Fatalf("%q changed the list from which it was made", key)
			}
			for _, k := range keys[:i+1] {
				if d = next; !d.Has(k) {
					t.Fatalf("%q is forgotten after %q", k, key)
				}
			}
		}
		for _, key := range rapid.SliceOf(rapid.StringMatching(`c.?`)).Draw(t, "others") {
			if d.Has(key) {
				t.Fatalf("%q was never done", key)
			}
		}
	})
}
