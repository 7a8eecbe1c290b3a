package mailin

import (
	"iter"
	"slices"
	"strings"
)

func splitWords(s string) iter.Seq[string] { return strings.SplitSeq(s, "|") }

// newText gives what the writer of this mail wrote: the readable text without the mail that is answered,
// without signature, device lines and disclaimer. A step that would leave nothing is not taken, so that
// the result is empty only when the text is; none then tells that he wrote nothing of his own.
func (p *pass) newText(b body) (text string, none bool) {
	lines := strings.Split(b.text, "\n")
	kept := cutQuotes(lines)
	if b.html != nil && len(kept) == len(lines) {
		// Plain text can lack what the HTML beside it says of the quoted history.
		if s := htmlText(p.charset(b.html)); strings.ContainsRune(s, mark) {
			if l := strings.Split(s, "\n"); said(cutQuotes(l)) {
				kept = cutQuotes(l)
			}
		}
	}
	if none = !said(kept); none {
		kept = lines
	} else if pointsInside(kept) && !slices.ContainsFunc(lines, isQuoted) && len(cutQuotes(strings.Split(unmark(b.text), "\n"))) < len(lines) {
		return unmark(strings.Join(dropBanner(lines), "\n")), false
	}
	for _, step := range []func([]string) []string{
		dropMarked, dropBanner, dropDevices, cutSignature, dropDisclaimers, dropCard, trimSeparators,
	} {
		if k := step(kept); said(k) {
			kept = k
		} else {
			none = true
		}
	}
	return unmark(strings.Join(kept, "\n")), none
}

// pointsInside tells whether the writer says that his answers stand in the mail he answers, where Outlook's
// users colour them. Between lines with `>` they are found without that.
func pointsInside(kept []string) bool {
	text := strings.ToLower(strings.Join(kept[:min(len(kept), maxPointing)], " "))
	return containsAny(text, pointingAt) && pointing.MatchString(text)
}

// containsAny looks for the words without which a pattern never holds: a long pattern takes a hundred times as long.
func containsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// maxPointing is the number of lines at the top in which a writer says where his answers stand.
const maxPointing = 20

// said tells whether the lines hold more than signs and blanks.
func said(lines []string) bool {
	for _, l := range lines {
		if strings.Trim(l, "-_=*>~#. \t"+marks) != "" {
			return true
		}
	}
	return false
}
