package mailin

import (
	"strings"
	"unicode"
)

// stretch is a run of lines of one kind: the writer's own, or quoted.
type stretch struct {
	lines  []string
	quoted bool
}

// cutQuotes drops what is quoted: lines with `>`, and from where a mail program says that the original
// begins up to the end, unless the original is marked with `>` line by line: then answers may stand
// between and below. Where answers stand between quoted lines, the lines that are answered stay.
func cutQuotes(lines []string) []string {
	runs := joinWrapped(stretches(lines))
	between := answersBetween(runs)
	var kept []string
	for i, r := range runs {
		if !r.quoted {
			own := r.lines
			if len(kept) > 0 && kept[len(kept)-1] == "" {
				own = own[skipBlank(own, 0):]
			}
			kept = append(kept, own...)
		} else if between && i+1 < len(runs) && isAnswered(runs[i+1:]) {
			kept = append(kept, r.lines...)
		}
	}
	return kept
}

// stretches divides the lines up to where the history begins that is not marked line by line. The lines
// that introduce an original are in none.
func stretches(lines []string) []stretch {
	var runs []stretch
	add := func(l string, quoted bool) {
		if len(runs) == 0 || runs[len(runs)-1].quoted != quoted {
			runs = append(runs, stretch{quoted: quoted})
		}
		r := &runs[len(runs)-1]
		r.lines = append(r.lines, l)
	}
	for i := 0; i < len(lines); i++ {
		if isQuoted(lines[i]) && !quotingLine(lines[i]) {
			add(lines[i], true)
			continue
		}
		if before, ok := inlineHead(lines[i:]); ok {
			add(before, false)
			continue
		}
		n := quoteHead(lines[i:])
		if n == 0 {
			add(lines[i], false)
			continue
		}
		next := skipBlank(lines, i+n)
		if next < len(lines) && !isQuoted(lines[next]) && quoteHead(lines[next:]) == 0 {
			break
		}
		i = next - 1
	}
	return runs
}

// wrapWidth is the width from which a quoted line can have lost its last words to a line of their own.
const wrapWidth = 68

// joinWrapped takes single lines that were broken off the quoted line before them for quoted: they go on in
// the midst of its sentence.
func joinWrapped(runs []stretch) []stretch {
	var out []stretch
	for _, r := range runs {
		if len(out) > 0 && !r.quoted && len(r.lines) == 1 && brokenOff(out[len(out)-1].lines, r.lines[0]) {
			r.quoted = true
		}
		if len(out) > 0 && out[len(out)-1].quoted == r.quoted {
			last := &out[len(out)-1]
			last.lines = append(last.lines, r.lines...)
			continue
		}
		out = append(out, r)
	}
	return out
}

func brokenOff(before []string, l string) bool {
	last := strings.TrimSpace(before[len(before)-1])
	words := strings.Fields(l)
	if len(words) == 0 {
		return false
	}
	link := strings.Contains(last[strings.LastIndexByte(last, ' ')+1:], "://")
	goesOn := !strings.ContainsRune(".?!:", rune(last[len(last)-1])) && unicode.IsLower(firstRune(words[0]))
	return goesOn && len(last)+1+len(words[0]) > wrapWidth && len(last)+len(l) < 4*wrapWidth && len(words) < 12 ||
		len(words) <= 2 && (link || strings.HasPrefix(l, "(http") || strings.HasPrefix(l, " (http"))
}

// answersBetween tells whether the writer answers between quoted lines: own words stand between two
// quoted stretches.
func answersBetween(runs []stretch) bool {
	seen, answered := false, false
	for _, r := range runs {
		switch {
		case r.quoted && answered:
			return true
		case r.quoted:
			seen = true
		case seen && said(r.lines):
			answered = true
		}
	}
	return false
}

// isAnswered tells whether what follows a quoted stretch is more than the end of the mail.
func isAnswered(rest []stretch) bool {
	if len(rest) > 1 {
		return said(rest[0].lines)
	}
	kept := rest[0].lines
	for _, step := range []func([]string) []string{dropDevices, cutSignature, dropDisclaimers, cutClosing} {
		kept = step(kept)
	}
	return said(kept)
}

// ownLines gives what the writer of a command says with it: quoted history is not what the handler has to
// say to the parent, not even the lines that he answers.
func ownLines(m Message) string {
	if m.NothingNew {
		return ""
	}
	var own []string
	for _, l := range cutQuotes(strings.Split(m.Text, "\n")) {
		if !isQuoted(l) {
			own = append(own, l)
		}
	}
	return tidy(strings.Join(own, "\n"))
}

func isQuoted(l string) bool {
	l = strings.TrimLeft(l, " \t")
	return strings.HasPrefix(l, ">") || strings.HasPrefix(l, "|>")
}

// quotingLine recognises the line of GroupWise above the original, `>>> Jan <jan@x.example> 4-3-2025 10:15 >>>`.
func quotingLine(l string) bool {
	l = strings.TrimSpace(l)
	return strings.HasPrefix(l, ">>> ") && strings.HasSuffix(l, " >>>") && len(l) < maxAttribution && dateDigits.MatchString(l)
}

func skipBlank(lines []string, i int) int {
	for i < len(lines) && strings.TrimSpace(lines[i]) == "" {
		i++
	}
	return i
}

// quoteHead gives the number of lines, from the first, that introduce an original; 0 for none.
func quoteHead(lines []string) int {
	if strings.TrimSpace(lines[0]) == string(mark) || quotingLine(lines[0]) {
		return 1
	}
	l := plainLine(lines[0])
	if l == "" {
		return 0
	}
	if isOriginalLine(l) || isReplyAbove(l) {
		if b, n := readBlock(lines[1:], 1); b != nil {
			return 1 + n
		}
		return 1
	}
	if framed(l) {
		if b, n := readBlock(lines[1:], 1); b != nil {
			return 1 + n
		}
		if dateDigits.MatchString(l) && (clockTime.MatchString(l) || strings.Contains(l, "@")) {
			return 1
		}
	}
	if n := headBlock(lines); n > 0 {
		return n
	}
	return attribution(lines)
}

// framed lines have dashes before and behind, as lines above an original have in every language, or
// consist of them.
func framed(l string) bool {
	const dashes = "-_–—=*# "
	t := strings.TrimLeft(l, dashes)
	return dashed(l) && len(l)-len(t) >= 3 && (t == "" || len(t)-len(strings.TrimRight(t, dashes)) >= 2)
}

func isOriginalLine(l string) bool {
	return dashed(l) && (originalLine.MatchString(l) || forwardLine.MatchString(l)) || isForwardBegin(l)
}

// isReplyAbove recognises the line of ticket systems that asks for the answer above it.
func isReplyAbove(l string) bool {
	return len(l) < 160 && strings.Contains(l, " ") && (dashed(l) || aboveWords[firstWord(l)]) && replyAbove.MatchString(l)
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
	return strings.ToLower(strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r == '\u00A0' || r == '\u202F':
			return ' '
		case r >= '٠' && r <= '٩':
			return r - '٠' + '0'
		case hidden(r):
			return -1
		}
		return r
	}, l), "* \t"+marks))
}
