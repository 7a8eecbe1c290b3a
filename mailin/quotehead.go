package mailin

import "strings"

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

// plainLine takes a line without emphasis, marks, and differences of case. Every line passes here several times, and
// most of them are ASCII.
func plainLine(l string) string {
	if !ascii(l) {
		l = strings.Map(plainRune, l)
	}
	return strings.ToLower(strings.Trim(l, "* \t"+marks))
}

func plainRune(r rune) rune {
	switch {
	case r == '\u00A0' || r == '\u202F':
		return ' '
	case r >= '٠' && r <= '٩':
		return r - '٠' + '0'
	case hidden(r):
		return -1
	}
	return r
}
