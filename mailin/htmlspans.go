package mailin

import "strings"

// span is an element whose end means something: text keeps its line ends in it, or it is a signature.
type span struct {
	name string
	open int // open elements of that name within it, itself included
	card bool
}

// maxSpans bounds spans within each other.
const maxSpans = 20

// open notes the elements that begin a span, and counts those of the innermost span's name.
func (w *htmlWriter) open(name string, attr map[string]string) {
	if n := len(w.spans); n > 0 && w.spans[n-1].name == name {
		w.spans[n-1].open++
		return
	}
	if len(w.spans) >= maxSpans {
		return
	}
	switch {
	case !w.inCard() && named(attr, cardNames):
		w.putMark(cardBegin)
		w.spans = append(w.spans, span{name, 1, true})
	case name != "pre" && strings.Contains(squeezed(attr["style"]), ";white-space:pre"):
		w.pre++
		w.spans = append(w.spans, span{name, 1, false})
	}
}

func (w *htmlWriter) inCard() bool {
	for _, s := range w.spans {
		if s.card {
			return true
		}
	}
	return false
}

// shut counts the end of an element, and ends the innermost span with it.
func (w *htmlWriter) shut(name string) {
	n := len(w.spans)
	if n == 0 || w.spans[n-1].name != name {
		return
	}
	s := &w.spans[n-1]
	if s.open--; s.open > 0 {
		return
	}
	if s.card {
		w.putMark(cardEnd)
	} else {
		w.pre = max(0, w.pre-1)
	}
	w.spans = w.spans[:n-1]
}

// putMark writes a mark on a line of its own.
func (w *htmlWriter) putMark(m rune) {
	w.fresh = false
	w.block(1)
	w.put(string(m))
	w.breaks = 1
}

// quotes begins a block quote; one that only indents is none.
func (w *htmlWriter) quotes(attr map[string]string) {
	if len(w.depths) >= maxDepths {
		return
	}
	quotes := !indents(attr)
	w.depths = append(w.depths, quotes)
	if quotes {
		w.quote++
	}
}

// maxDepths bounds block quotes within each other.
const maxDepths = 1000

func (w *htmlWriter) unquotes() {
	n := len(w.depths)
	if n == 0 {
		return
	}
	if w.depths[n-1] {
		w.quote--
	}
	w.depths = w.depths[:n-1]
}
