package mailin

import "strings"

// block is the header of an original as mail programs show it, lines like "Van: ... Verzonden: ...":
// values by class, f(rom), d(ate), t(o), c(c), s(ubject), r(est).
type block map[byte]string

// maxBlock is how many lines such a header may take.
const maxBlock = 24

// readBlock reads a header block that begins at the first line, blank ones aside. It must name a sender
// and as many other fields as asked; it gives the number of lines it takes, 0 for none.
func readBlock(lines []string, others int) (block, int) {
	b, n := scanBlock(lines)
	if b['f'] == "" || len(b)-1 < others {
		return nil, 0
	}
	return b, n
}

// headBlock gives the number of lines of a header block that needs no line above it to be known as one: a
// sender and two fields, or fewer that no writer fills in by hand.
func headBlock(lines []string) int {
	b, n := scanBlock(lines)
	dated := dateDigits.MatchString(b['d']) && clockTime.MatchString(b['d'])
	switch {
	case b['f'] != "" && len(b) > 2,
		dated && (strings.Contains(b['f'], "@") || strings.Contains(b['t'], "@")):
		return n
	}
	return 0
}

// scanBlock reads the fields of a header block and gives the number of lines that they take.
func scanBlock(lines []string) (b block, end int) {
	b = block{}
	var last byte
	gap, doubles := 0, 0
	for i := 0; i < len(lines) && i < maxBlock && gap < 3 && doubles < 3; i++ {
		l := strings.Trim(lines[i], " \t\u00A0"+marks)
		class, value := headerLine(l)
		_, double := b[class]
		switch {
		case l == "":
			if gap++; last != 0 {
				gap++ // one blank line between fields is common in HTML, two are not
			}
			continue
		case class != 0 && last == 0 && !strings.ContainsRune("fds", rune(class)), double && class == 'f':
			return b, end
		case class != 0:
			if double {
				doubles++
			}
			b[class] = strings.TrimSpace(b[class] + " " + value)
			last, end, gap = class, i+1, 0
		case last != 0 && gap == 0 && goesOn(b[last], lines[i:]):
			b[last] += " " + l
			end = i + 1
		default:
			return b, end
		}
	}
	return b, end
}

// goesOn tells whether the first line continues the wrapped value before it: it looks so, or a field
// follows it.
func goesOn(value string, lines []string) bool {
	l := lines[0]
	if strings.HasPrefix(l, "<") || strings.HasPrefix(l, " ") || strings.HasPrefix(l, "\t") ||
		strings.HasSuffix(value, ",") || strings.HasSuffix(value, ";") {
		return true
	}
	if len(lines) < 2 {
		return false
	}
	class, _ := headerLine(strings.Trim(lines[1], " \t\u00A0"))
	return class != 0
}

// headerLine reads `Van: Jan`, `*From:* Jan`, `De : Jan`; class 0 when it is no such line.
func headerLine(l string) (class byte, value string) {
	l = strings.TrimLeft(l, "*_ \t")
	i := strings.IndexAny(l, ":：")
	if i < 1 || i > maxKey {
		return 0, ""
	}
	key := strings.ToLower(strings.Trim(hardBlanks.Replace(l[:i]), "*_ \t"))
	return headerWords[key], strings.Trim(l[i:], ":：*_ \t\u00A0\u202F")
}

// hardBlanks are the blanks that French puts before a colon.
var hardBlanks = strings.NewReplacer("\u00A0", " ", "\u202F", " ")

// maxKey is the length in bytes of the longest label.
const maxKey = 40
