package mailin

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"complaintsd/cases"
)

// Bounds of a subject. What stands beyond them is refused as a whole, by way of Tags.Unknown.
const (
	maxSubject  = 4096 // bytes that are read
	maxBrackets = 32   // commands, and apart from them unknown brackets and references
)

// Tags are what the brackets of a subject say (DESIGN section 8).
type Tags struct {
	Ref      cases.Ref       // of the first case bracket
	Token    string          // of that bracket, lower case, "" for none
	Commands []cases.Command // every well-formed bracket, whoever wrote it
	Unknown  []string        // brackets that look like a command or a case and are neither
	Refs     []cases.Ref     // every reference that is cited, bracketed or not
}

// ParseTags reads the brackets of a decoded subject. It is linear in its length and knows no state: a
// reference of another organisation is one too.
func ParseTags(subject string) Tags { return parseTags(subject, "") }

// parseTags leaves references of other prefixes alone, so that the number of somebody else's ticket
// system does not name the case. An empty prefix takes all.
func parseTags(subject, prefix string) Tags {
	s, cut := plainSpaces(ungarbled(subject)) // whole: of à one byte is a blank and of í one a soft hyphen then
	t := Tags{Refs: citedRefs(s, prefix)}
	if cut {
		t.unknown("…")
	}
	for len(s) > 0 {
		open := strings.IndexByte(s, '[')
		if open < 0 {
			break
		}
		s = s[open+1:]
		end := strings.IndexAny(s, "[]")
		if end < 0 {
			t.unclosed(s)
			break
		}
		if s[end] == ']' {
			t.bracket(strings.TrimSpace(s[:end]), prefix)
			end++
		}
		s = s[end:]
	}
	return t
}

// plainSpaces makes every kind of white space one space (folding and mail clients leave tabs and
// non-breaking ones) and takes out what has no width. It tells whether the subject was too long.
func plainSpaces(s string) (plain string, cut bool) {
	if len(s) > maxSubject {
		s, cut = strings.ToValidUTF8(s[:maxSubject], ""), true
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.In(r, unicode.Cf): // zero-width characters, soft hyphens, marks of direction
			return -1
		}
		return r
	}, s), cut
}

// bracket sorts one bracket: the case, a command, what a mail system put there, or none of these.
func (t *Tags) bracket(inner, prefix string) {
	fields := strings.Fields(inner)
	if len(fields) == 0 {
		return
	}
	if ref, ok := cases.ParseRef(fields[0]); ok {
		t.caseBracket(ref, fields[1:], prefix, inner)
		return
	}
	if ofMailSystem(inner) || ofOtherDesk(inner) {
		return
	}
	word, args, ok := command(inner)
	switch {
	case !ok && !startsWithLetter(inner):
		return // a number, a date, a star: nobody meant a command
	case !ok || len(t.Commands) == maxBrackets:
		t.unknown(inner)
	default:
		t.Commands = append(t.Commands, cases.Command{Word: word, Args: args})
	}
}

// caseBracket reads [REF] and [REF token]. The first one names the case; a further one may repeat it, and
// may bring the token, but two that differ leave a person in doubt, and so us.
func (t *Tags) caseBracket(ref cases.Ref, rest []string, prefix, inner string) {
	if p, _, _ := ref.Split(); prefix != "" && p != prefix {
		return
	}
	token := ""
	if len(rest) == 1 {
		if _, ok := cases.TokenID(rest[0]); ok {
			token = strings.ToLower(rest[0])
		}
	}
	if len(rest) > 1 || len(rest) == 1 && token == "" || t.Ref != "" && t.Ref != ref ||
		t.Token != "" && token != "" && t.Token != token {
		t.unknown(inner)
		return
	}
	t.Ref = ref
	if token != "" {
		t.Token = token
	}
}

// unclosed is a bracket that never ends. Only with a known word it was meant for us.
func (t *Tags) unclosed(rest string) {
	if word, _, ok := command(strings.TrimSpace(rest)); ok && ours(word) {
		t.unknown(strings.TrimSpace(rest))
	}
}

func (t *Tags) unknown(inner string) {
	if len(t.Unknown) < maxBrackets {
		t.Unknown = append(t.Unknown, inner)
	}
}

var commandForm = regexp.MustCompile(`^([\pL\pM]+(?:-[\pL\pM]+)*)(?: *[:=] *| +|$)(.*)$`)

// command reads a word and its arguments. The word is folded to lower case without accents and must then
// be plain letters: a Cyrillic look-alike is no command.
func command(inner string) (word string, args []string, ok bool) {
	m := commandForm.FindStringSubmatch(inner)
	if m == nil {
		return "", nil, false
	}
	if word = foldWord(m[1]); word == "" { // an accent and nothing under it
		return "", nil, false
	}
	for _, c := range []byte(word) {
		if (c < 'a' || c > 'z') && c != '-' {
			return "", nil, false
		}
	}
	args = strings.Fields(norm.NFC.String(ungarbled(m[2])))
	if args == nil {
		args = []string{}
	}
	return word, args, true
}

func startsWithLetter(s string) bool {
	for _, r := range s {
		return unicode.IsLetter(r)
	}
	return false
}

// foldWord gives lower case without accents.
func foldWord(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
}

var refForm = regexp.MustCompile(`[A-Za-z][A-Za-z0-9]{1,7}-[0-9]{4}-[0-9]{4,6}`)

// citedRefs finds every reference that stands free of other letters and digits, each once.
func citedRefs(s, prefix string) []cases.Ref {
	var found []cases.Ref
	for _, at := range refForm.FindAllStringIndex(s, -1) {
		before, _ := utf8.DecodeLastRuneInString(s[:at[0]])
		after, _ := utf8.DecodeRuneInString(s[at[1]:])
		if alphanumeric(before) || alphanumeric(after) {
			continue
		}
		ref, ok := cases.ParseRef(s[at[0]:at[1]])
		if p, _, _ := ref.Split(); !ok || prefix != "" && p != prefix || slices.Contains(found, ref) {
			continue
		}
		if found = append(found, ref); len(found) == maxBrackets {
			break
		}
	}
	return found
}

func alphanumeric(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// ofMailSystem tells whether a mail system put the bracket there: by a word that they use, or by its shape,
// capitals only and no word of ours.
func ofMailSystem(inner string) bool {
	first, _, _ := strings.Cut(foldWord(strings.Trim(inner, "*!-_ ")), " ")
	first = strings.TrimRight(first, ":=*!.,?")
	if mailSystemWords[first] {
		return true
	}
	word, _, ok := command(inner)
	return startsWithLetter(inner) && strings.ToUpper(inner) == inner && (!ok || !ours(word))
}

// ticketForm is the number that another desk puts in a bracket: Ticket#2026-12, INC0012345, ABC-123.
var ticketForm = regexp.MustCompile(`^([\pL_-]+?)[-#: ]?#?\d[\d./-]*$`)

// ofOtherDesk tells whether another desk put its number there. A slip in a word of ours is none.
func ofOtherDesk(inner string) bool {
	m := ticketForm.FindStringSubmatch(inner)
	return m != nil && !strings.Contains(inner, " ") && !ours(foldWord(m[1])) && len(cases.NearestWords(foldWord(m[1]))) == 0
}

// mailSystemWords begin brackets that gateways, filters and lists add.
var mailSystemWords = set(
	"extern", "externe", "external", "ext", "ext-mail", "e-mail", "email", "untrusted", "unverified",
	"spam", "spam-mail", "suspect", "suspected", "suspicious", "verdacht", "possible", "mogelijk", "probable",
	"bulk", "junk", "phishing", "phish", "virus", "quarantine", "newsletter", "nieuwsbrief", "marketing",
	"veilig", "beveiligd", "versleuteld", "vertrouwde", "secure", "encrypted", "encrypt", "zivver", "confidential",
	"caution", "warning", "waarschuwing", "attention", "let", "signed",
)

// ours tells whether the word stands in the table of commands. Only the shape of a bracket is judged by it here;
// what a word does and who may use it is for cases to say.
func ours(word string) bool {
	_, ok := cases.FindWord(word)
	return ok
}

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
