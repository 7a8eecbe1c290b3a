package templates

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"complaintsd/cases"
)

// slip is markup that was not meant to be read, and left-overs of fields.
var slip = regexp.MustCompile(`\*\*\S*|\([^()\n]*\|[^()\n]*\)|\{\{\S*|\}\}|<no value>|%!\S*`)

// slips tells what the texts of organisations of their own show that nobody should read, tried out with the samples.
func (w *Writer) slips(orgs []*cases.Organisation, overrides []Override) []string {
	var found []string
	for _, s := range w.tried(orgs, overrides) {
		t, ok := w.sets[setKey{s.o.Prefix, s.language, tone(s.o)}][s.n.Kind]
		if _, err := fs.Stat(texts, t.source); !ok || err == nil {
			continue // the built-in one
		}
		f, err := w.fill(s.o.Prefix, s)
		if err != nil {
			continue // New said so
		}
		if f.subject == clean(tagged(s, "")) {
			found = append(found, t.source+": warning: has no subject; write it on the first line")
		}
		var body strings.Builder
		plain(&body, f.blocks)
		for _, m := range slip.FindAllString(f.subject+"\n"+body.String(), -1) {
			found = append(found, fmt.Sprintf("%s: warning: a reader would see %q; mend the line", t.source, m))
		}
	}
	return found
}

var partName = regexp.MustCompile(`\{\{-?\s*define "([^"]+)"`)

// unused tells of parts of one's own that no text shows: mostly a built-in name with a slip in it.
func unused(own []Override) []string {
	var found []string
	for _, l := range []cases.Language{cases.Dutch, cases.English} {
		f, err := read(partsFile, l, own)
		if err != nil || !f.own {
			continue
		}
		said := f.words
		for _, k := range cases.NoticeKinds() {
			if t, err := read(string(k)+".txt", l, own); err == nil {
				said += t.words
			}
		}
		for _, m := range partName.FindAllStringSubmatch(f.words, -1) {
			if !strings.Contains(said, `template "`+m[1]+`"`) && !builtInPart(m[1], l) {
				found = append(found, fmt.Sprintf("%s: warning: no text shows the part %q; look whether its name is right", f.name, m[1]))
			}
		}
	}
	return found
}

func builtInPart(name string, l cases.Language) bool {
	f, err := read(partsFile, l, nil)
	return err == nil && strings.Contains(f.words, `define "`+name+`"`)
}
