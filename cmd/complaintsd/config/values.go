package config

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// of reads values of one Go type, and says so when another one stands there.
func of[T any](want, example string, take func(T, report)) func(any, report) {
	return func(v any, wrong report) {
		x, ok := v.(T)
		if !ok {
			wrong(fmt.Sprintf("is %s, not %s", kind(v), want), "write it as "+example)
			return
		}
		take(x, wrong)
	}
}

// kind names what stands in the file. It never shows the value, which may be a secret in the wrong place.
func kind(v any) string {
	switch v.(type) {
	case string:
		return "text"
	case int64, float64:
		return "a number"
	case bool:
		return "true or false"
	case []any:
		return "a list"
	case map[string]any:
		return "a section"
	default:
		return "a date or time without quotes"
	}
}

// text is any text on one line. Control characters would end up in mail headers.
func text(p *string) value {
	return value{
		read: of(`text`, `"text" in quotes`, func(s string, wrong report) {
			if strings.ContainsFunc(s, unicode.IsControl) {
				wrong("has a line break or another control character", "write it on one line")
			}
			*p = s
		}),
		write: func() string { return strconv.Quote(*p) },
	}
}

// filled is text that is not empty.
func filled(p *string) value {
	return also(text(p), func(wrong report) {
		if strings.TrimSpace(*p) == "" {
			wrong("is empty", "fill it in")
		}
	})
}

// also adds a rule to what reads text.
func also(v value, rule func(wrong report)) value {
	return value{write: v.write, read: func(x any, wrong report) {
		v.read(x, wrong)
		if _, ok := x.(string); ok {
			rule(wrong)
		}
	}}
}

// matching is text of a certain form.
func matching(p *string, form *regexp.Regexp, what, mend string) value {
	return also(text(p), func(wrong report) {
		if !form.MatchString(*p) {
			wrong(fmt.Sprintf("is %q, which is no %s", *p, what), mend)
		}
	})
}

var (
	prefixForm   = regexp.MustCompile(`^[A-Z][A-Z0-9]{1,7}$`)
	identityForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)
	hostForm     = regexp.MustCompile(`^([A-Za-z0-9._-]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]+)$`)
)

func prefix(p *string) value {
	return matching(p, prefixForm, "prefix", `write 2 to 8 capital letters and digits, a letter first, as "KLP"`)
}

// identity of a person, which stands in tags between brackets and spaces.
func identity(p *string) value {
	return matching(p, identityForm, "id", `write letters, digits, dots and hyphens without spaces, as "j.jansen"`)
}

func host(p *string) value {
	return matching(p, hostForm, "name of a host", `write the bare name, as "mail.example.org"; the port has its own key`)
}

// folder is a path that starts in dir when it is relative.
func folder(p *string, dir string) value {
	return value{
		read: of("text", `"state" in quotes`, func(s string, wrong report) {
			if filled(&s).read(s, wrong); s != "" {
				*p = under(dir, s)
			}
		}),
		write: func() string { return strconv.Quote(below(dir, *p)) },
	}
}

// maybeFolder is a folder or a file, or "" for none.
func maybeFolder(p *string, dir string) value {
	return value{
		read: of("text", `"texts" in quotes`, func(s string, wrong report) {
			*p = ""
			if text(&s).read(s, wrong); s != "" {
				*p = under(dir, s)
			}
		}),
		write: func() string {
			if *p == "" {
				return strconv.Quote("")
			}
			return strconv.Quote(below(dir, *p))
		},
	}
}

func under(dir, path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(dir, path)
}

// below undoes under.
func below(dir, path string) string {
	rel, err := filepath.Rel(dir, path)
	if err != nil || filepath.IsAbs(path) && !filepath.IsLocal(rel) {
		return path
	}
	return rel
}

func whole(p *int, least, most int) value {
	return value{
		read: of("a whole number", "a bare number without quotes", func(n int64, wrong report) {
			if n < int64(least) || n > int64(most) {
				wrong(fmt.Sprintf("is %d", n), fmt.Sprintf("write a number from %d to %d", least, most))
				return
			}
			*p = int(n)
		}),
		write: func() string { return strconv.Itoa(*p) },
	}
}

func flag(p *bool) value {
	return value{
		read:  of("true or false", "true or false, without quotes", func(b bool, _ report) { *p = b }),
		write: func() string { return strconv.FormatBool(*p) },
	}
}

// choice is one of a few words.
func choice[T ~string](p *T, known ...T) value {
	return value{
		read: of("text", fmt.Sprintf("%q", string(known[0])), func(s string, wrong report) {
			if !slices.Contains(known, T(s)) {
				wrong(fmt.Sprintf("is %q", s), mean(s, stringsOf(known)))
				return
			}
			*p = T(s)
		}),
		write: func() string { return strconv.Quote(string(*p)) },
	}
}

// either is a switch with a word for off and a word for on.
// not is true or false for what is kept the other way round.
func not(p *bool) value {
	return value{
		read:  of("true or false", "true or false, without quotes", func(b bool, _ report) { *p = !b }),
		write: func() string { return strconv.FormatBool(!*p) },
	}
}

func either(p *bool, off, on string) value {
	word := map[bool]string{false: off, true: on}[*p]
	v := choice(&word, off, on)
	return value{write: v.write, read: func(x any, wrong report) {
		v.read(x, wrong)
		*p = word == on
	}}
}
