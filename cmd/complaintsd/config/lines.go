package config

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// parse reads TOML into a tree of plain values, and notes the line of each key and section. The tree comes
// from the library's decoder, which knows all rules of the format; the lines come from its parser, because
// the decoder gives none for a value that it could read.
func parse(text []byte) (map[string]any, map[string]int, *Problem) {
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // a mark that Windows editors leave
	tree := map[string]any{}
	if err := toml.Unmarshal(text, &tree); err != nil {
		return nil, nil, syntax(err)
	}
	return tree, index(text), nil
}

func syntax(err error) *Problem {
	p := &Problem{
		What: "this is not TOML: " + strings.TrimPrefix(err.Error(), "toml: "),
		Mend: `write key = "text", one key a line, each key once, saved as UTF-8`,
	}
	if d := (*toml.DecodeError)(nil); errors.As(err, &d) {
		p.Line, _ = d.Position()
	}
	return p
}

// liner walks through a text from front to back and knows in which line it is.
type liner struct {
	text   []byte
	parser unstable.Parser
	offset int
	line   int
	counts map[string]int // of list sections, by path
	lines  map[string]int
}

// index gives the line of every path: organisation[0].person[2].roles.
func index(text []byte) map[string]int {
	l := &liner{text: text, line: 1, counts: map[string]int{}, lines: map[string]int{}}
	l.parser.Reset(text)
	section := ""
	for l.parser.NextExpression() {
		e := l.parser.Expression()
		switch e.Kind {
		case unstable.Table:
			section = l.path("", e.Key(), false)
		case unstable.ArrayTable:
			section = l.path("", e.Key(), true)
		case unstable.KeyValue:
			l.pair(section, e)
		}
	}
	return l.lines
}

func (l *liner) pair(section string, e *unstable.Node) {
	l.inside(l.path(section, e.Key(), false), e.Value())
}

// inside notes what stands in inline tables and in lists of them.
func (l *liner) inside(path string, v *unstable.Node) {
	i := 0
	for it := v.Children(); it.Next(); i++ {
		switch {
		case v.Kind == unstable.InlineTable:
			l.pair(path, it.Node())
		case v.Kind == unstable.Array:
			l.inside(fmt.Sprintf("%s[%d]", path, i), it.Node())
		}
	}
}

// path notes and gives the path of a dotted key. Each part that is a list stands for its last element;
// with grow the last part is a list that gets one more.
func (l *liner) path(path string, key unstable.Iterator, grow bool) string {
	for key.Next() {
		k := key.Node()
		path = join(path, string(k.Data))
		if grow && key.IsLast() {
			l.counts[path]++
		}
		if n := l.counts[path]; n > 0 {
			path = fmt.Sprintf("%s[%d]", path, n-1)
		}
		if _, known := l.lines[path]; !known {
			l.lines[path] = l.at(int(k.Raw.Offset))
		}
	}
	return path
}

func (l *liner) at(offset int) int {
	if offset > l.offset {
		l.line += bytes.Count(l.text[l.offset:offset], []byte{'\n'})
		l.offset = offset
	}
	return l.line
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
