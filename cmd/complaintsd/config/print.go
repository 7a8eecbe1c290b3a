package config

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Print writes the whole configuration as TOML, with all defaults, always in the same order. Secrets are
// written as references. What is printed reads back as the same configuration.
func (c *Config) Print(w io.Writer) error {
	b := &builder{notes: &notes{}, c: c, zone: c.Zone.String()}
	for _, o := range c.Organisations {
		box := c.Mail[o.Prefix]
		texts := c.Templates[o.Prefix]
		b.boxes, b.texts = append(b.boxes, &box), append(b.texts, &texts)
	}
	var out strings.Builder
	writeSection(&out, b.top(), "")
	_, err := io.WriteString(w, out.String())
	return err
}

func writeSection(out *strings.Builder, s section, heading string) {
	for _, k := range s.keys {
		if v := k.write(); v != "" {
			fmt.Fprintf(out, "%s = %s\n", k.name, v)
		}
	}
	for _, below := range s.subs {
		h := below.heading(heading)
		for _, each := range below.all() {
			fmt.Fprintf(out, "\n%s\n", h)
			writeSection(out, each, h)
		}
	}
}

// quoted is a TOML list of texts. strconv writes what TOML reads, because no text has control characters.
func quoted(words []string) string {
	q := make([]string, len(words))
	for i, w := range words {
		q[i] = strconv.Quote(w)
	}
	return "[" + strings.Join(q, ", ") + "]"
}

// inline is a TOML table on one line.
func inline[K ~string, V any](table map[K]V, write func(V) string) string {
	var pairs []string
	for _, name := range slices.Sorted(maps.Keys(table)) {
		pairs = append(pairs, strconv.Quote(string(name))+" = "+write(table[name]))
	}
	return strings.TrimSpace("{ "+strings.Join(pairs, ", ")) + " }"
}
