package mailin

import (
	"regexp"
	"strings"
)

// maxAttribution is the length of a line like "On ... wrote:", and how many lines it may be wrapped over.
const (
	maxAttribution = 400
	maxWrapped     = 4
)

// attribution recognises "Op 3 maart 2025 om 10:15 schreef Jan <jan@x.example>:" in many languages,
// wrapped or not, and gives the number of its lines. What is only told in a letter ("op 3 maart schreef u
// mij:") is none, unless quoted lines follow.
func attribution(lines []string) int {
	joined := ""
	for n := 0; n < maxWrapped && n < len(lines); n++ {
		l := plainLine(lines[n])
		if l == "" || len(joined)+len(l) > maxAttribution || n > 0 && isQuoted(lines[n]) && l != ">:" {
			return 0
		}
		if n > 0 {
			joined += " "
		}
		joined = strings.ReplaceAll(strings.Trim(joined+l, "- "), "< ", "<")
		if n == 0 && !openWords[firstWord(joined)] && !strings.ContainsAny(joined, "0123456789@") && !strings.Contains(joined, " via ") {
			return 0
		}
		if isAttribution(joined, quotedNext(lines[n+1:])) {
			return n + 1
		}
		if n == 0 && runsOn(joined) {
			return 1
		}
		if strings.HasSuffix(l, ":") {
			return 0
		}
	}
	return 0
}

// runsOn tells whether the original goes on behind its introduction on the same line, as telephones make it.
func runsOn(l string) bool {
	if !strings.Contains(l, "@") || !openWords[firstWord(l)] {
		return false
	}
	at := strings.IndexByte(l, '@')
	for range maxColons {
		n := strings.IndexByte(l[at:], ':')
		if n < 0 || at+n+1 == len(l) {
			break
		}
		at += n + 1
		if (l[at] == ' ' || l[at] == '>') && isAttribution(l[:at], false) {
			return true
		}
	}
	return false
}

// maxColons is the number of colons behind an address at which an introduction may end.
const maxColons = 4

// quotedNext tells whether the first line with text is a quoted one.
func quotedNext(lines []string) bool {
	next := skipBlank(lines, 0)
	return next < len(lines) && isQuoted(lines[next])
}

var (
	// an address of a machine (192.0.2.10) has neither a time nor a date
	clockTime  = regexp.MustCompile(`(?:^|[^\d.])\d{1,2}[:.h]\d{2}(?:[^\d.]|$)`)
	dateDigits = regexp.MustCompile(`\b(?:19|20)\d\d(?:\D|$)|(?:^|[^\d.])\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?:[^\d.]|\.?$)`)
	softVerb   = regexp.MustCompile(`\b(?:said|says|sent) ?:?$`) // machines use them too
	bracketed  = regexp.MustCompile(`[<(\[](?:mailto:)?[^<>()\s]+@[^<>()\s]+`)
	addressEnd = regexp.MustCompile(`[<(][^<>()\s]+@[^<>()\s]+[>)]+ ?:?$`)
)

// isAttribution judges a whole line in lower case. A line that ends as before a quotation and names an
// address, a date and a time is one in any language; with less, the words or what follows must say so.
func isAttribution(l string, quotedNext bool) bool {
	colon := strings.HasSuffix(l, ":") || strings.HasSuffix(l, "：")
	speaks := colon || isVerb(l[strings.LastIndexByte(l, ' ')+1:])
	if !speaks && !quotedNext {
		return false
	}
	at := strings.Contains(l, "@")
	addressed := at && addressEnd.MatchString(l)
	if !speaks && !addressed {
		return false
	}
	digits := strings.ContainsAny(l, "0123456789")
	date, clock := digits && dateDigits.MatchString(l), digits && clockTime.MatchString(l)
	wrote, atEnd := writes(l)
	opened := openWords[firstWord(l)]
	if quotedNext {
		return date && (clock || at) || wrote && (opened || clock || date || at || strings.Contains(l, " via "))
	}
	sure := colon && at && (date && clock && bracketed.MatchString(l) || (date || clock) && addressed)
	likely := wrote && (at && (date || clock || bracketed.MatchString(l) || strings.Count(l, " ") == 1) || (date || opened) && clock && atEnd)
	if !sure && !(likely && !softVerb.MatchString(l)) { // most lines end here: the words of a letter take longest to look for
		return false
	}
	return !(wrote && ownWords.MatchString(l)) && !ownVoice.MatchString(l)
}

// writes tells whether a line says that somebody wrote, and whether it ends with that.
func writes(l string) (wrote, atEnd bool) {
	for w := range strings.FieldsSeq(strings.ReplaceAll(l, ">", "> ")) {
		atEnd = isVerb(w) || atEnd && w == ":"
		wrote = wrote || atEnd
	}
	return wrote, atEnd
}

func isVerb(w string) bool {
	return verbWords[strings.Trim(w, ":：,.)")] || verbWords[strings.Trim(w, ":：,.")]
}

// inlineHead finds an attribution that stands on the line of the answer before it, as some telephones make
// it ("Prima. Op 3 mrt 2025 om 10:15 schreef K <k@x.example>:" above quoted lines), and gives what stands
// before it.
func inlineHead(lines []string) (before string, ok bool) {
	l := lines[0]
	if len(l) > 2*maxAttribution || !strings.HasSuffix(strings.TrimSpace(l), ":") || !quotedNext(lines[1:]) {
		return "", false
	}
	for _, at := range headInside.FindAllStringIndex(l, 20) {
		if before := strings.TrimRight(l[:at[0]], " -*"); before != "" && isAttribution(plainLine(strings.TrimLeft(l[at[0]:], " -")), true) {
			return before, true
		}
	}
	return "", false
}

var headInside = regexp.MustCompile(`(?:[ \t]|-{2,} ?)(?:On|Op|Am|Le|El|Il) (?:\p{L}{2,10}[.,]{0,2} )?(?:\p{L}{3,10}[.,]{0,2} )?\d`)
