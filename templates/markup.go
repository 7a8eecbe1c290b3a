package templates

import (
	"regexp"
	"strings"

	"complaintsd/cases"
)

// The texts are written in a small markup:
//
//	# Wie helpt je?            a heading
//	- een punt                 an item of a list
//	| Ontvangen | {{.When}}    a fact: label and value
//	een regel \                a line that ends here
//	**belangrijk**             bold
//	(je hebt|u hebt)           for je and for u
//
// Other lines are paragraphs, parted by empty lines. A line with nothing but a {{word}} of control leaves
// no trace. The markup is turned into marks before any value is filled in, and clean takes the marks out of
// values, so that a value is never read as markup.
const (
	markBlock = '\x01' // begins a block; the next byte is its kind
	markField = '\x02' // parts the fields of a block
	markBreak = '\x03' // ends a line inside a block
	markBold  = '\x0e'
	markPlain = '\x0f'
	markLink  = '\x11' // begins a link: its words, markURL, its address, markAlt and a word, markEnd
	markURL   = '\x12'
	markEnd   = '\x13'
	markAlt   = '\x14' // what the plain part shows instead of the address
	markBlank = '\x15' // a blank at which no line ends
)

// kind of a block. The letters are the bytes after markBlock.
type kind byte

const (
	para    kind = 'p'
	heading kind = 'h'
	item    kind = 'i'
	tap     kind = 't' // how an item is drawn that is nothing but a link; see onlyLink
	fact    kind = 'f' // label, value
	quote   kind = 'q' // words of a mail, for staff only
	letter  kind = 'l' // words of one of our letters
	button  kind = 'b' // label, address
	glance  kind = 'g' // see digest.go
)

// block is a piece of a letter.
type block struct {
	kind  kind
	words string // its fields, parted by markField
}

func (b block) text() string {
	first, _, _ := strings.Cut(b.words, string(markField))
	return first
}

// field is the i-th field, "" when it has none.
func (b block) field(i int) string {
	rest := b.words
	for ; i > 0; i-- {
		_, rest, _ = strings.Cut(rest, string(markField))
	}
	first, _, _ := strings.Cut(rest, string(markField))
	return strings.TrimSpace(first)
}

var (
	choice     = regexp.MustCompile(`\(([^()|{}\n]*)\|([^()|{}\n]*)\)`)
	standalone = regexp.MustCompile(`^\s*\{\{[^{}]*\}\}\s*$`)
	control    = regexp.MustCompile(`^\s*\{\{-?\s*(if|else|end|range|with|define|/\*)`)
	bold       = regexp.MustCompile(`\*\*([^*\n]+)\*\*`)
)

// lineEnd is the end of a line that leaves no trace, and keeps the count of the lines for faults.
const lineEnd = "{{/*\n*/}}"

// marked turns the markup of a text into marks.
func marked(source string, tone cases.Tone) string {
	pick := "$1"
	if tone == cases.U {
		pick = "$2"
	}
	source = choice.ReplaceAllString(source, pick)
	source = bold.ReplaceAllString(source, string(markBold)+"$1"+string(markPlain))
	var b strings.Builder
	for line := range strings.Lines(strings.ReplaceAll(source, "\r\n", "\n")) {
		if standalone.MatchString(line) && control.MatchString(line) {
			b.WriteString(strings.TrimSpace(line) + lineEnd)
			continue
		}
		b.WriteString(markedLine(strings.TrimRight(line, " \n")))
		b.WriteByte('\n')
	}
	return b.String()
}

func markedLine(line string) string {
	if rest, ok := strings.CutSuffix(line, `\`); ok {
		line = strings.TrimRight(rest, " ") + string(markBreak)
	}
	for prefix, k := range map[string]kind{"# ": heading, "- ": item, "| ": fact} {
		if rest, ok := strings.CutPrefix(line, prefix); ok {
			if k == fact {
				rest = strings.Replace(rest, " | ", string(markField), 1)
			}
			return mark(k, rest)
		}
	}
	return line
}

// mark writes a block as it stands in a filled text.
func mark(k kind, fields ...string) string {
	return string(markBlock) + string(rune(k)) + strings.Join(fields, string(markField))
}

// link writes words that lead somewhere.
func link(words, url string) string {
	return string(markLink) + words + string(markURL) + url + string(markEnd)
}

// parse reads the blocks of a filled text.
func parse(filled string) []block {
	blocks := make([]block, 0, 8+strings.Count(filled, string(markBlock)))
	open := false // the last block is a paragraph or an item that goes on
	for line := range strings.Lines(filled) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			open = false
		case line[0] == markBlock && len(line) > 1:
			b := block{kind(line[1]), line[2:]}
			if b.field(0) != "" && (b.kind != fact || b.field(1) != "") {
				blocks = append(blocks, b)
			}
			open = b.kind == para || b.kind == item
		case open:
			blocks[len(blocks)-1].words += " " + line
		default:
			blocks = append(blocks, block{para, line})
			open = true
		}
	}
	return pruned(blocks)
}

// pruned drops headings that have nothing below them.
func pruned(blocks []block) []block {
	kept := blocks[:0] // never ahead of what is read
	for i, b := range blocks {
		if b.kind == heading && (i == len(blocks)-1 || blocks[i+1].kind == heading) {
			continue
		}
		kept = append(kept, b)
	}
	return kept
}

// prose writes the words of a person as paragraphs: an empty line parts them, and a line break stays one
// unless a mail program put it there. Lines with a dash or a dot before them are a list.
func prose(s string) string {
	var b strings.Builder
	for _, p := range paragraphs(unwrapped(s)) {
		for _, x := range passage(p) {
			b.WriteString("\n" + mark(x.kind, x.words) + "\n")
		}
	}
	return b.String()
}

var bullet = regexp.MustCompile(`^\s*[-*+•·–—]\s+(\S.*)$`)

// passage makes a list of the lines of a paragraph that somebody wrote as one, with a dash or a dot before each. A line
// below that stands deeper belongs to its item.
func passage(p string) []block {
	var all []block
	for line := range strings.SplitSeq(p, "\n") {
		last := len(all) - 1
		switch m := bullet.FindStringSubmatch(line); {
		case m != nil:
			all = append(all, block{item, m[1]})
		case last >= 0 && (all[last].kind == para || indent(line) > 0):
			all[last].words += string(markBreak) + strings.TrimSpace(line)
		default:
			all = append(all, block{para, line})
		}
	}
	return all
}

// cited writes lines under the mark of a quotation or of one of our letters.
func cited(k kind, s string) string {
	if strings.TrimSpace(s) == "" {
		return ""
	}
	return "\n" + mark(k, strings.ReplaceAll(strings.Trim(s, "\n"), "\n", string(markBreak))) + "\n"
}

var blankLines = regexp.MustCompile(`\n[ \t]*(\n[ \t]*)+`)

func paragraphs(s string) []string {
	var found []string
	for _, p := range blankLines.Split(strings.TrimSpace(s), -1) {
		if p = strings.TrimSpace(p); p != "" {
			found = append(found, p)
		}
	}
	return found
}
