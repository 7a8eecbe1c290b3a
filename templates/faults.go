package templates

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"complaintsd/cases"
)

// mend is what can always be done about a text of one's own.
const mendText = "mend the line, or take the file away to use the built-in text"

// engineFault is how the template engine reports: where, in which template, and what.
var engineFault = regexp.MustCompile(`^template: (.+?):(\d+)(?::\d+)?: (?:executing "[^"]*" at )?(.*)$`)

// noField is how it reports a word that no letter knows.
var noField = regexp.MustCompile(`^<[^>]*>: can't evaluate field (\S+) in type`)

// subjectOf begins the name of the first line of a text, which is a template of its own.
const subjectOf = "subject of "

// textFault makes one plain line of what is wrong with a text: file and line, what, and the mend.
func textFault(file string, err error) error {
	where, what := file, oneLine(err.Error())
	if m := engineFault.FindStringSubmatch(what); m != nil {
		where, what = strings.TrimPrefix(m[1], subjectOf)+":"+m[2], m[3]
	}
	if m := noField.FindStringSubmatch(what); m != nil {
		what = "there is nothing called " + m[1]
	}
	return fmt.Errorf("%s: %s; %s", where, what, mendText)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// oneEach joins the faults, each line once: the same one shows in many samples.
func oneEach(faults []error) error {
	seen := map[string]bool{}
	return errors.Join(slices.DeleteFunc(faults, func(err error) bool {
		if err == nil || seen[err.Error()] {
			return true
		}
		seen[err.Error()] = true
		return false
	})...)
}

// strangers are files that no letter would ever use: a slip in a name would leave the built-in text in place
// and nobody would see it.
func (v Override) strangers() []error {
	var faults []error
	err := fs.WalkDir(v.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() || path.Ext(name) != ".txt" || known(name) {
			return nil
		}
		faults = append(faults, fmt.Errorf("%s: no letter has this text; name it as one of: %s", v.called(name), knownTexts()))
		return nil
	})
	if err != nil {
		faults = append(faults, fmt.Errorf("%s: cannot be read: %w; let this program's user read it", cmp.Or(v.Dir, "texts of "+v.Org), err))
	}
	return faults
}

// called is the path of a text as its writer knows it.
func (v Override) called(name string) string {
	return path.Join(cmp.Or(v.Dir, "texts of "+v.Org), name)
}

func known(name string) bool {
	_, err := fs.Stat(texts, name)
	return err == nil
}

func knownTexts() string {
	names := []string{string(cases.Dutch) + "/" + partsFile}
	for _, k := range cases.NoticeKinds() {
		names = append(names, string(cases.Dutch)+"/"+string(k)+".txt")
	}
	return strings.Join(names, ", ")
}
