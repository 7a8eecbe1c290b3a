package mailin

import (
	"encoding/hex"
	"sort"
	"strconv"
	"strings"
)

// params are the parameters of a Content-Type or Content-Disposition field, names in lower case.
type params map[string]string

// maxParams bounds the parameters of one field.
const maxParams = 64

// parseMedia reads `value; name=value; ...` as mailers write it, not as RFC 2045 wants it: broken quotes,
// blanks in bare values, doubled and empty parameters, comments. The value is in lower case.
func parseMedia(field string) (string, params) {
	value, rest, _ := strings.Cut(field, ";")
	value = strings.ToLower(strings.TrimSpace(uncomment(value)))
	if i := strings.IndexAny(value, " \t,"); i > 0 {
		value, rest = value[:i], value[i+1:]+";"+rest // the semicolon is missing
	}
	raw := params{}
	for len(rest) > 0 && len(raw) < maxParams {
		var name, v string
		name, v, rest = nextParam(rest)
		if _, double := raw[name]; name != "" && !double {
			raw[name] = v
		}
	}
	return strings.Trim(value, `"'`), raw.joined()
}

func nextParam(s string) (name, value, rest string) {
	s = strings.TrimLeft(s, "; \t")
	i := strings.IndexAny(s, "=;")
	if i < 0 || s[i] == ';' {
		_, rest, _ = strings.Cut(s, ";")
		return "", "", rest
	}
	name = strings.ToLower(strings.TrimSpace(s[:i]))
	s = strings.TrimLeft(s[i+1:], " \t")
	if strings.HasPrefix(s, `"`) {
		value, rest = quoted(s[1:])
		return name, value, rest
	}
	value, rest, _ = strings.Cut(s, ";")
	return name, strings.TrimSpace(value), rest
}

// quoted reads up to the closing quote. Windows paths in file names (`C:\x`) keep their backslashes.
func quoted(s string) (value, rest string) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return b.String(), s[i+1:]
		case c == '\\' && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\\'):
			i++
			b.WriteByte(s[i])
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), ""
}

func uncomment(s string) string {
	before, after, found := strings.Cut(s, "(")
	if !found {
		return s
	}
	_, after, _ = strings.Cut(after, ")")
	return before + " " + after
}

// joined puts the pieces of RFC 2231 together and decodes them. The name without a star yields to the one
// with it, which carries the charset.
func (raw params) joined() params {
	out := params{}
	pieces := map[string][]piece{}
	for name, v := range raw {
		base, rest, star := strings.Cut(name, "*")
		if !star {
			if out[name] == "" {
				out[name] = v
			}
			continue
		}
		number, _ := strconv.Atoi(strings.TrimSuffix(rest, "*"))
		pieces[base] = append(pieces[base], piece{number, v, rest == "" || strings.HasSuffix(rest, "*")})
	}
	for base, list := range pieces {
		sort.Slice(list, func(i, j int) bool { return list[i].number < list[j].number })
		if v := join2231(list); v != "" {
			out[base] = v
		}
	}
	return out
}

type piece struct {
	number  int
	value   string
	encoded bool
}

func join2231(list []piece) string {
	charset, value := "", ""
	for i, p := range list {
		v := p.value
		if i == 0 && p.encoded {
			if parts := strings.SplitN(v, "'", 3); len(parts) == 3 {
				charset, v = parts[0], parts[2]
			}
		}
		if p.encoded {
			v = unpercent(v)
		}
		value += v
	}
	return decodeCharset([]byte(value), charset, nil)
}

// unpercent decodes %XX and leaves what is no such thing.
func unpercent(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+3 <= len(s) {
			if c, err := hex.DecodeString(s[i+1 : i+3]); err == nil {
				b.Write(c)
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
