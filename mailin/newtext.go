package mailin

import (
	"iter"
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

// said tells whether the lines hold more than signs and blanks.
func said(lines []string) bool {
	for _, l := range lines {
		if strings.Trim(l, "-_=*>~#. \t"+marks) != "" {
			return true
		}
	}
	return false
}
