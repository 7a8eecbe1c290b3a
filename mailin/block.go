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
	b := block{}
	var last byte
	end, gap := 0, 0
	for i := 0; i < len(lines) && i < maxBlock && gap < 3; i++ {
		l := strings.Trim(lines[i], " \t\u00A0"+string(mark))
		class, value := headerLine(l)
		_, double := b[class]
		switch {
		case l == "":
			if gap++; last != 0 {
				gap++ // one blank line between fields is common in HTML, two are not
			}
			continue
		case class != 0 && last == 0 && !strings.ContainsRune("fds", rune(class)), double && class == 'f':
			i = maxBlock
		case class != 0:
			b[class] = strings.TrimSpace(b[class] + " " + value)
			last, end, gap = class, i+1, 0
		case last != 0 && gap == 0 && goesOn(b[last], lines[i]):
			b[last] += " " + l
			end = i + 1
		default:
			i = maxBlock
		}
	}
	if b['f'] == "" || len(b)-1 < others {
		return nil, 0
	}
	return b, end
}

// goesOn tells whether a line continues the wrapped value before it.
func goesOn(value, l string) bool {
	return strings.HasPrefix(l, "<") || strings.HasPrefix(l, " ") || strings.HasPrefix(l, "\t") ||
		strings.HasSuffix(value, ",") || strings.HasSuffix(value, ";")
}

// headerLine reads `Van: Jan`, `*From:* Jan`, `De : Jan`; class 0 when it is no such line.
func headerLine(l string) (class byte, value string) {
	l = strings.TrimLeft(l, "*_ \t")
	i := strings.IndexByte(l, ':')
	if i < 1 || i > 30 {
		return 0, ""
	}
	key := strings.ToLower(strings.Trim(strings.ReplaceAll(l[:i], "\u00A0", " "), "*_ \t"))
	return headerWords[key], strings.Trim(l[i+1:], "*_ \t\u00A0")
}
