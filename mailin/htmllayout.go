package mailin

import (
	"strconv"
	"strings"
)

func listStart(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 1_000_000 {
		return 0
	}
	return n - 1
}

// maxIndent bounds the blanks before the items of nested lists.
const maxIndent = 6

func (w *htmlWriter) item(value string) {
	if n := listStart(value); value != "" && len(w.lists) > 0 && w.lists[len(w.lists)-1] >= 0 {
		w.lists[len(w.lists)-1] = n
	}
	if len(w.lists) == 0 {
		w.put("- ")
		w.fresh = true
		return
	}
	bullet := "- "
	if n := &w.lists[len(w.lists)-1]; *n >= 0 {
		*n++
		bullet = strconv.Itoa(*n) + ". "
	}
	w.put(strings.Repeat("  ", min(len(w.lists)-1, maxIndent)) + bullet)
	w.fresh = true
}

// maxLabel is the length up to which a cell stays on one line with the next one: tables of data have
// short cells, tables that only arrange the page do not.
const maxLabel = 80

func (w *htmlWriter) nextCell() {
	if w.cell >= 0 && w.out.Len() > w.cell && w.out.Len()-w.cell < maxLabel &&
		!strings.Contains(w.out.String()[w.cell:], "\n") {
		w.breaks, w.space = 0, false
		w.put("\t")
		w.fresh = true
	} else if w.cell >= 0 && w.out.Len() > w.cell {
		w.block(1)
	}
	w.cell = w.out.Len() + len(w.owed())
}
