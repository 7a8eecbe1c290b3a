package mailin

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// htmlText makes readable text of HTML in one pass over its tokens: html.Parse gives up on deep nesting.
// Hidden text is left out; when an element that hides never ends, nothing is taken for hidden.
func htmlText(s string) string {
	w := &htmlWriter{}
	if w.run(s); w.hiding != "" {
		w = &htmlWriter{showAll: true}
		w.run(s)
	}
	text := tidy(w.out.String())
	if text != "" {
		return text
	}
	if at := openEnd(s); at >= 0 {
		w = &htmlWriter{showAll: true}
		w.run(s[:at] + swallower.ReplaceAllString(s[at:], ""))
		text = tidy(w.out.String())
	}
	return text
}

// swallowers are elements whose content is no HTML: without an end they take all that follows.
var (
	swallowers = []string{"style", "title", "script", "noscript", "textarea", "iframe", "noembed", "noframes", "xmp"}
	swallower  = regexp.MustCompile(`(?i)<(?:` + strings.Join(swallowers, "|") + `)\b[^<]*`)
)

// openEnd finds the first of them that has no end, -1 for none.
func openEnd(s string) int {
	low, first := asciiLower(s), -1
	for _, name := range swallowers {
		end := strings.LastIndex(low, "</"+name) + 1
		if at := strings.Index(low[end:], "<"+name); at >= 0 && (first < 0 || end+at < first) {
			first = end + at
		}
	}
	return first
}

type htmlWriter struct {
	out     strings.Builder
	breaks  int    // line ends owed before the next text
	space   bool   // a blank is owed
	quote   int    // depth of block quotes
	depth   int    // of block quotes, at what was written last
	depths  []bool // of the open block quotes: whether they quote, and not only indent
	pre     int
	lists   []int // number of the last item; -1 in lists with bullets
	links   []link
	cell    int    // where the cell of a table row began in out
	fresh   bool   // nothing was written since the separator of two cells
	hiding  string // the kind of element that hides
	hidden  int    // open elements of that kind
	showAll bool
	spans   []span
}

func (w *htmlWriter) run(s string) {
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return
		case html.TextToken:
			if w.hiding == "" {
				w.text(clean(string(z.Text())))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			w.start(string(name), attributes(z, more))
		case html.EndTagToken:
			name, _ := z.TagName()
			w.end(string(name))
		case html.CommentToken:
			// Samsung's mail program names the place
			if w.hiding == "" && strings.TrimSpace(string(z.Text())) == "originalMessage" {
				w.putMark(mark)
			}
		}
	}
}

// attributes keeps the few that matter, the first of each name.
func attributes(z *html.Tokenizer, more bool) map[string]string {
	attr := map[string]string{}
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		switch name := string(k); name {
		case "class", "id", "style", "type", "href", "hidden", "start", "value", "name", "data-marker", "alt", "width", "height":
			if _, double := attr[name]; !double {
				attr[name] = string(v)
			}
		}
	}
	return attr
}

func (w *htmlWriter) start(name string, attr map[string]string) {
	if w.hiding != "" {
		if name == w.hiding {
			w.hidden++
		}
		return
	}
	if !void[name] && (silent[name] || !w.showAll && invisible(attr)) {
		w.hiding, w.hidden = name, 1
		return
	}
	if name == "p" && strings.Contains(attr["class"], "Mso") {
		w.block(1) // Outlook's paragraphs are lines; a blank one stands between two that are apart
	} else {
		w.block(blocks[name])
	}
	if !void[name] {
		w.open(name, attr)
	}
	if quotesHistory(name, attr) {
		w.putMark(mark)
	}
	if open := openers[name]; open != nil {
		open(w, attr)
	}
}

// openers are the elements that do more than break lines.
var openers = map[string]func(*htmlWriter, map[string]string){
	"br":         func(w *htmlWriter, _ map[string]string) { w.breaks++ },
	"hr":         func(w *htmlWriter, _ map[string]string) { w.put("----------"); w.block(1) },
	"pre":        func(w *htmlWriter, _ map[string]string) { w.pre++ },
	"blockquote": func(w *htmlWriter, a map[string]string) { w.quotes(a) },
	"ul":         func(w *htmlWriter, _ map[string]string) { w.lists = append(w.lists, -1) },
	"ol":         func(w *htmlWriter, a map[string]string) { w.lists = append(w.lists, listStart(a["start"])) },
	"li":         func(w *htmlWriter, a map[string]string) { w.item(a["value"]) },
	"tr":         func(w *htmlWriter, _ map[string]string) { w.cell = -1 },
	"td":         func(w *htmlWriter, _ map[string]string) { w.nextCell() },
	"th":         func(w *htmlWriter, _ map[string]string) { w.nextCell() },
	"a":          func(w *htmlWriter, a map[string]string) { w.startLink(a) },
	"img": func(w *htmlWriter, a map[string]string) {
		if alt := altText(a); alt != "" {
			w.put(alt)
		}
	},
}

func (w *htmlWriter) end(name string) {
	if w.hiding != "" {
		if name == w.hiding {
			if w.hidden--; w.hidden == 0 {
				w.hiding = ""
			}
		}
		return
	}
	switch name {
	case "a":
		w.endLink()
	case "pre":
		w.pre = max(0, w.pre-1)
	case "ul", "ol":
		w.lists = w.lists[:max(0, len(w.lists)-1)]
	}
	if name == "p" {
		w.block(1)
	} else {
		w.block(blocks[name])
	}
	if name == "blockquote" {
		w.unquotes()
	}
	w.shut(name)
}

// block owes n line ends before the next text.
func (w *htmlWriter) block(n int) {
	if n > 0 && !w.fresh {
		w.breaks, w.space = max(w.breaks, n), false
	}
}

// text writes the text of an element with its blanks run together, except within pre.
func (w *htmlWriter) text(s string) {
	for i, l := range strings.Split(s, "\n") {
		if i > 0 && w.pre > 0 {
			w.breaks++
		} else if i > 0 {
			w.space = true
		}
		if w.pre > 0 {
			if l != "" {
				w.put(l)
			}
			continue
		}
		w.words(l)
	}
}

func (w *htmlWriter) words(l string) {
	for l != "" {
		t := strings.TrimLeft(l, " \t")
		w.space = w.space || len(t) < len(l)
		n := strings.IndexAny(t, " \t")
		if n < 0 {
			n = len(t)
		}
		if n > 0 {
			w.put(strings.ReplaceAll(t[:n], "\u00A0", " "))
		}
		l = t[n:]
	}
}

// maxQuote bounds the marks before a quoted line, which cost text for each line; maxBreaks the line ends in
// a row.
const (
	maxQuote  = 10
	maxBreaks = 3
)

// put writes what is owed, then s, which is no blank.
func (w *htmlWriter) put(s string) {
	if owed := w.owed(); owed != "" {
		w.out.WriteString(owed)
	} else if w.space && !w.fresh && w.out.Len() > 0 {
		w.out.WriteByte(' ')
	}
	w.depth = w.quote
	w.breaks, w.space, w.fresh = 0, false, false
	w.out.WriteString(s)
}

// owed gives the line ends that are owed, with the marks of quotes: blank lines between a quote and what
// stands around it are of neither.
func (w *htmlWriter) owed() string {
	here := strings.Repeat("> ", min(w.quote, maxQuote))
	if w.out.Len() == 0 {
		return here
	}
	if w.breaks == 0 {
		return ""
	}
	between := "\n" + strings.Repeat("> ", min(w.quote, w.depth, maxQuote))
	return strings.Repeat(between, min(w.breaks, maxBreaks)-1) + "\n" + here
}
