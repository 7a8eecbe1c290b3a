package config

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// section is a table of the file: what may stand in it. One description serves reading, printing and the
// search for the nearest key.
type section struct {
	keys []key
	subs []sub
}

// key is a name and the variable behind it.
type key struct {
	name string
	value
	need bool
}

// value ties TOML to a variable: read puts what stands in the file into it, write gives it back as TOML, ""
// when there is nothing to write.
type value struct {
	read  func(v any, wrong report)
	write func() string
}

// report takes what is wrong with a value, as the end of a sentence that starts with its key.
type report func(what, mend string)

// sub is a section below another one.
type sub struct {
	name string
	list bool             // [[name]], as often as one likes
	open func() section   // the section to read into; of a list a new one
	all  func() []section // those that stand
}

// walk reads one table of the file.
func (b *builder) walk(s section, tree map[string]any, path string) {
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		here := join(path, name)
		switch k, sub := s.key(name), s.sub(name); {
		case k != nil:
			k.read(tree[name], b.reporter(here, name))
		case sub != nil:
			b.descend(*sub, tree[name], here)
		default:
			b.unknown(s, here, name)
		}
	}
	for _, k := range s.keys {
		if _, stands := tree[k.name]; k.need && !stands {
			b.add(path, fmt.Sprintf("%s has no %s", cmp.Or(heading(path), "the file"), k.name), fmt.Sprintf("add %s = ...", k.name))
		}
	}
}

// descend reads a section below, or each of a list of sections.
func (b *builder) descend(s sub, v any, path string) {
	table, single := v.(map[string]any)
	list, many := v.([]any)
	switch {
	case single && !s.list:
		b.walk(s.open(), table, path)
	case many && s.list:
		b.each(s, list, path)
	default:
		h := s.heading(heading(above(path)))
		b.add(path, fmt.Sprintf("%s is not written as a section of its kind", plain(path)), "head it "+h)
	}
}

func (b *builder) each(s sub, list []any, path string) {
	for i, v := range list {
		here := fmt.Sprintf("%s[%d]", path, i)
		table, ok := v.(map[string]any)
		if !ok {
			b.add(here, fmt.Sprintf("%s is %s, not a section", plain(path), kind(v)), "head it [["+plain(path)+"]]")
			continue
		}
		b.walk(s.open(), table, here)
	}
}

func (b *builder) reporter(path, name string) report {
	subject := name
	if h := heading(above(path)); h != "" {
		subject += " in " + h
	}
	return func(what, mend string) { b.add(path, subject+" "+what, mend) }
}

func (b *builder) unknown(s section, path, name string) {
	what := fmt.Sprintf("unknown key %q", name)
	if h := heading(path[:max(len(path)-len(name)-1, 0)]); h != "" {
		what += " in " + h
	}
	known := s.names()
	mend := mean(name, known)
	if home := b.homes(name); nearest(name, known) == "" && home != "" {
		mend = "it belongs in " + home
	}
	b.add(path, what, mend)
}

// homes names the sections in which a key of this name is known.
func (b *builder) homes(name string) string {
	fresh := newBuilder("", &notes{})
	var found []string
	var look func(s section, heading string)
	look = func(s section, heading string) {
		if heading != "" && s.key(name) != nil {
			found = append(found, heading)
		}
		for _, below := range s.subs {
			look(below.open(), below.heading(heading))
		}
	}
	look(fresh.top(), "")
	return strings.Join(found, " or ")
}

func (s section) key(name string) *key {
	if i := slices.IndexFunc(s.keys, func(k key) bool { return k.name == name }); i >= 0 {
		return &s.keys[i]
	}
	return nil
}

func (s section) sub(name string) *sub {
	if i := slices.IndexFunc(s.subs, func(k sub) bool { return k.name == name }); i >= 0 {
		return &s.subs[i]
	}
	return nil
}

func (s section) names() []string {
	var names []string
	for _, k := range s.keys {
		names = append(names, k.name)
	}
	for _, k := range s.subs {
		names = append(names, k.name)
	}
	return names
}

// heading of a section below the one with heading above.
func (s sub) heading(above string) string {
	h := join(strings.Trim(above, "[]"), s.name)
	if s.list {
		return "[[" + h + "]]"
	}
	return "[" + h + "]"
}

// above is the path of the section that holds the one at path.
func above(path string) string { return path[:max(strings.LastIndexByte(path, '.'), 0)] }

var number = regexp.MustCompile(`\[\d+\]`)

// plain is a path without the numbers of list elements, as a section is headed.
func plain(path string) string { return number.ReplaceAllString(path, "") }

// heading is how the section at a path is headed; "" for the top of the file.
func heading(path string) string {
	switch {
	case path == "":
		return ""
	case strings.HasSuffix(path, "]"):
		return "[[" + plain(path) + "]]"
	}
	return "[" + plain(path) + "]"
}
