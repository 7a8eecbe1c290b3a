package mailin

import (
	"slices"
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
		} else if (between || i > 0 && quotedByHand(runs[i-1].lines)) && i+1 < len(runs) && isAnswered(runs[i+1:]) {
			kept = append(kept, r.lines...)
		}
	}
	return kept
}

// quotedByHand tells whether the writer introduces the lines that follow: by words that end in a colon, in which nothing
// stands that mail programs write, as an address or a date.
func quotedByHand(before []string) bool {
	for _, l := range slices.Backward(before) {
		if l = strings.TrimSpace(l); l != "" {
			return strings.HasSuffix(l, ":") && len(strings.Fields(l)) > 2 && !strings.ContainsAny(l, "0123456789@<>")
		}
	}
	return false
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
