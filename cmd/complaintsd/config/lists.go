package config

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"complaintsd/cases"
)

// choices are some of a few words, at least one.
func choices[T ~string](p *[]T, what string, known []T) value {
	return value{
		read: list(fmt.Sprintf("[%q]", string(known[0])), func(words []string, wrong report) {
			*p = nil
			if len(words) == 0 {
				wrong("is empty", "name at least one "+what+"; known: "+strings.Join(stringsOf(known), ", "))
			}
			for _, w := range words {
				if !slices.Contains(known, T(w)) {
					wrong(fmt.Sprintf("has %q, which is no known %s", w, what), mean(w, stringsOf(known)))
				}
				*p = append(*p, T(w))
			}
		}),
		write: func() string { return quoted(stringsOf(*p)) },
	}
}

// maybeChoices is such a list that may well be absent.
func maybeChoices[T ~string](p *[]T, what string, known []T) value {
	v := choices(p, what, known)
	return value{read: v.read, write: func() string {
		if len(*p) == 0 {
			return ""
		}
		return v.write()
	}}
}

// accept is the list of proofs of which one suffices.
func accept(p *cases.Proof) value {
	words := []string{}
	if p.Token {
		words = append(words, "token")
	}
	if p.DMARC {
		words = append(words, "dmarc")
	}
	v := choices(&words, "proof", []string{"token", "dmarc"})
	return value{write: v.write, read: func(x any, wrong report) {
		v.read(x, wrong)
		p.Token, p.DMARC = slices.Contains(words, "token"), slices.Contains(words, "dmarc")
	}}
}

// list reads a list of one-line texts.
func list(example string, take func([]string, report)) func(any, report) {
	return of("a list", example, func(l []any, wrong report) {
		var words []string
		bad := false
		for _, v := range l {
			var s string
			text(&s).read(v, func(what, mend string) {
				bad = true
				wrong("has an element that "+what, mend)
			})
			words = append(words, s)
		}
		if !bad { // else one mistake would give a second line that follows from it
			take(words, wrong)
		}
	})
}

func texts(p *[]string) value {
	return value{
		read:  list(`["text", "text"]`, func(words []string, _ report) { *p = words }),
		write: func() string { return quoted(*p) },
	}
}

// labels are the further labels of a web form, in lower case, each with its field. A field that no form has would
// be lost without a word.
func labels(p *map[string]string) value {
	const example = `{ "naam ouder" = "naam" }`
	return value{
		read: of("a section", example, func(table map[string]any, wrong report) {
			*p = map[string]string{}
			for _, label := range slices.Sorted(maps.Keys(table)) {
				var field string
				filled(&field).read(table[label], func(what, _ string) {
					wrong(fmt.Sprintf("has a label %q that %s", label, what), "give each label its field, as "+example)
				})
				field = strings.ToLower(field)
				if known := cases.FormFields(); field != "" && !slices.Contains(known, field) {
					wrong(fmt.Sprintf("gives the label %q the field %q, which no form has", label, field), mean(field, known))
				}
				(*p)[strings.ToLower(label)] = field
			}
		}),
		write: func() string {
			if len(*p) == 0 {
				return ""
			}
			return inline(*p, strconv.Quote)
		},
	}
}

func stringsOf[T ~string](list []T) []string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	return words
}
