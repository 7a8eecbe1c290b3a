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
	for _, step := range []func([]string) []string{dropBanner, dropDevices, cutSignature, dropDisclaimers, trimSeparators} {
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
		if strings.Trim(l, "-_=*>~#. \t"+string(mark)) != "" {
			return true
		}
	}
	return false
}

// cutQuotes drops what is quoted: lines with `>`, and from where a mail program says that the original
// begins up to the end, unless the original is marked with `>` line by line: then answers may stand
// between and below.
func cutQuotes(lines []string) []string {
	var kept []string
	for i := 0; i < len(lines); i++ {
		if isQuoted(lines[i]) {
			continue
		}
		n := quoteHead(lines[i:])
		if n == 0 {
			kept = append(kept, lines[i])
			continue
		}
		next := skipBlank(lines, i+n)
		if next < len(lines) && !isQuoted(lines[next]) && quoteHead(lines[next:]) == 0 {
			break
		}
		i = next - 1
	}
	return kept
}

func isQuoted(l string) bool {
	l = strings.TrimLeft(l, " \t")
	return strings.HasPrefix(l, ">") || strings.HasPrefix(l, "|>")
}

func skipBlank(lines []string, i int) int {
	for i < len(lines) && strings.TrimSpace(lines[i]) == "" {
		i++
	}
	return i
}

// quoteHead gives the number of lines, from the first, that introduce an original; 0 for none.
func quoteHead(lines []string) int {
	if strings.TrimSpace(lines[0]) == string(mark) {
		return 1
	}
	l := plainLine(lines[0])
	if l == "" {
		return 0
	}
	if isOriginalLine(l) || dashed(l) && replyAbove.MatchString(l) {
		if b, n := readBlock(lines[1:], 1); b != nil {
			return 1 + n
		}
		return 1
	}
	if b, n := readBlock(lines, 2); b != nil {
		return n
	}
	return attribution(lines)
}

func isOriginalLine(l string) bool {
	return dashed(l) && (originalLine.MatchString(l) || forwardLine.MatchString(l)) || isForwardBegin(l)
}

// dashed and the other quick looks spare ordinary lines the regular expressions, which cost most of the
// time of reading a text.
func dashed(l string) bool {
	return len(l) < 300 && strings.ContainsRune("-_–—=*#", firstRune(l))
}

func firstRune(l string) rune {
	for _, r := range l {
		return r
	}
	return 0
}

func isForwardBegin(l string) bool {
	return len(l) < 120 && beginWords[firstWord(l)] && beginForward.MatchString(l)
}

func isForwardLine(l string) bool {
	return dashed(l) && forwardLine.MatchString(l) || isForwardBegin(l)
}

func firstWord(l string) string {
	w, _, _ := strings.Cut(l, " ")
	return w
}

// plainLine takes a line without emphasis, marks, and differences of case.
func plainLine(l string) string {
	return strings.ToLower(strings.Trim(strings.ReplaceAll(l, "\u00A0", " "), "* \t"+string(mark)))
}

// maxAttribution is the length of a line like "On ... wrote:", and how many lines it may be wrapped over.
const (
	maxAttribution = 400
	maxWrapped     = 4
)

// attribution recognises "Op 3 maart 2025 om 10:15 schreef Jan <jan@x.example>:" in many languages,
// wrapped or not. What is only told in a letter ("op 3 maart schreef u mij:") is none, unless quoted lines
// follow.
func attribution(lines []string) int {
	joined := ""
	for n := 0; n < maxWrapped && n < len(lines); n++ {
		l := plainLine(lines[n])
		if l == "" || len(joined)+len(l) > maxAttribution || n > 0 && isQuoted(lines[n]) && l != ">:" {
			return 0
		}
		joined = strings.Trim(joined+" "+l, "- ")
		if n == 0 && !openWords[firstWord(joined)] && !strings.ContainsAny(joined, "0123456789@") {
			return 0
		}
		next := skipBlank(lines, n+1)
		if isAttribution(joined, next < len(lines) && isQuoted(lines[next])) {
			return n + 1
		}
	}
	return 0
}

func isAttribution(l string, quotedNext bool) bool {
	colon, at := strings.HasSuffix(l, ":"), strings.Contains(l, "@")
	if last := l[strings.LastIndexByte(l, ' ')+1:]; !colon && !verbWords[last] {
		return false
	}
	time := clockTime.MatchString(l)
	date := dateDigits.MatchString(l)
	if colon && (time || date) && addressEnds.MatchString(l) && !ownWords.MatchString(l) {
		return true
	}
	if !verb.MatchString(l) {
		return false
	}
	opened := openWords[firstWord(l)]
	if quotedNext {
		return opened || time || date || at
	}
	if ownWords.MatchString(l) || !time && !date && !at {
		return false
	}
	return at || (opened || date) && time && verbAtEnd.MatchString(l)
}
