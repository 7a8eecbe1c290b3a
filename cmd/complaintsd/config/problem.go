package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one mistake, and how to mend it.
type Problem struct {
	Line  int    // 0 when it belongs to no line
	Where string // the file
	What  string
	Mend  string
}

// String is the problem on one line.
func (p Problem) String() string {
	where := p.Where
	if p.Line > 0 {
		where = fmt.Sprintf("%s:%d", p.Where, p.Line)
	}
	return fmt.Sprintf("%s: %s; %s", where, p.What, p.Mend)
}

// notes collects problems by the path of what they are about, as organisation[0].person[2].roles.
type notes struct {
	file  string
	lines map[string]int
	found []Problem
	paths []string // of found
}

func (n *notes) add(path, what, mend string) {
	n.found = append(n.found, Problem{Line: n.line(path), Where: n.file, What: what, Mend: mend})
	n.paths = append(n.paths, path)
}

// line is where the path stands, or else the nearest section around it. A list that should be none stands
// where its first element does.
func (n *notes) line(path string) int {
	for path != "" {
		for _, p := range []string{path, path + "[0]"} {
			if l, ok := n.lines[p]; ok {
				return l
			}
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return 0
}

// clean tells that nothing was wrong at the path or below it.
func (n *notes) clean(path string) bool {
	return !slices.ContainsFunc(n.paths, func(p string) bool {
		rest, below := strings.CutPrefix(p, path)
		return below && (rest == "" || rest[0] == '.' || rest[0] == '[')
	})
}

func (n *notes) sorted() []Problem {
	slices.SortStableFunc(n.found, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.What, b.What))
	})
	return n.found
}

// mean suggests the known word that is nearest to a mistyped one, or names them all.
func mean(word string, known []string) string {
	if near := nearest(word, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	if len(known) == 0 {
		return "there is none yet"
	}
	return "known: " + strings.Join(known, ", ")
}

// nearest gives the known word that is one slip of the pen away, in a long word up to three; "" if none.
func nearest(word string, known []string) string {
	best, least := "", max(1, min(len(word)/3, 3))+1
	for _, k := range known {
		if d := distance(strings.ToLower(word), strings.ToLower(k)); d < least {
			best, least = k, d
		}
	}
	return best
}

// distance counts the slips of the pen between a and b: letters to insert, drop, change, or swap with their
// neighbour. It compares no more than the first 100 letters, so that a long text costs nothing.
func distance(a, b string) int {
	from, to := short(a), short(b)
	d := make([][]int, len(from)+1)
	for i := range d {
		d[i] = make([]int, len(to)+1)
		for j := range d[i] {
			d[i][j] = step(d, from, to, i, j)
		}
	}
	return d[len(from)][len(to)]
}

// step is the distance of the first i letters to the first j, when all shorter ones are known.
func step(d [][]int, from, to []rune, i, j int) int {
	if i == 0 || j == 0 {
		return i + j
	}
	change := 1
	if from[i-1] == to[j-1] {
		change = 0
	}
	least := min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+change)
	if i > 1 && j > 1 && from[i-1] == to[j-2] && from[i-2] == to[j-1] {
		least = min(least, d[i-2][j-2]+1)
	}
	return least
}

func short(s string) []rune {
	r := []rune(s)
	return r[:min(len(r), 100)]
}
