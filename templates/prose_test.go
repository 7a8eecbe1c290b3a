package templates

import (
	"slices"
	"testing"
)

// What a handler writes as a list is one in the letter, and nothing else becomes one.
func TestProse(t *testing.T) {
	for written, want := range map[string][]block{
		"Eén zin.\nNog een.":                  {{para, "Eén zin.\x03Nog een."}},
		"We spreken af:\n- een\n* twee\nGoed": {{para, "We spreken af:"}, {item, "een"}, {item, "twee"}, {para, "Goed"}},
		"- een\n  en meer\n- twee":            {{item, "een\x03en meer"}, {item, "twee"}},
		"• een\n\n• twee":                     {{item, "een"}, {item, "twee"}},
		"1. een\n2. twee":                     {{para, "1. een\x032. twee"}},
		"-5 graden\n--\n- \n*let op*":         {{para, "-5 graden\x03--\x03-\x03*let op*"}},
	} {
		got := parse(prose(written))
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", written, got, want)
		}
	}
}
