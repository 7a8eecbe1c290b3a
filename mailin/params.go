package mailin

import (
	"slices"
	"strconv"
	"strings"
)

// params are the parameters of a Content-Type or Content-Disposition field, names in lower case.
type params map[string]string

// maxParams bounds the parameters of one field.
const maxParams = 64

// parseMedia reads `value; name=value; ...` as mailers write it, not as RFC 2045 wants it: broken quotes,
// blanks in bare values, doubled and empty parameters, comments. The value is in lower case. clean is false when
// something had to be guessed.
func parseMedia(field string) (value string, ps params, clean bool) {
	head, rest, _ := strings.Cut(field, ";")
	head, clean = strings.TrimSpace(uncomment(head)), true
	if i := strings.IndexAny(head, " \t,"); i > 0 { // the semicolon is missing
		head, rest, clean = head[:i], head[i+1:]+";"+rest, false
	}
	value = strings.ToLower(strings.Trim(head, `"'`))
	clean = clean && len(value) == len(head)
	raw := rawParams{clean: clean}
	for len(rest) > 0 && len(raw.list) < maxParams {
		rest = raw.next(rest)
	}
	return value, raw.joined(), raw.clean
}

// rawParams are parameters as written: each name once, the first one counts.
type rawParams struct {
	list  []param
	clean bool
}

type param struct{ name, value string }

// next reads one parameter and gives what comes after it.
func (r *rawParams) next(s string) (rest string) {
	s = strings.TrimLeft(s, "; \t")
	i := strings.IndexAny(s, "=;")
	if i < 0 || s[i] == ';' {
		junk, rest, _ := strings.Cut(s, ";")
		r.clean = r.clean && strings.TrimSpace(uncomment(junk)) == ""
		return rest
	}
	name := strings.ToLower(strings.TrimSpace(uncomment(s[:i])))
	s = strings.TrimLeft(s[i+1:], " \t")
	var value string
	if strings.HasPrefix(s, `"`) {
		var closed bool
		value, rest, closed = quotedParam(s[1:])
		r.clean = r.clean && closed
	} else {
		value, rest, _ = strings.Cut(s, ";")
		value = strings.TrimSpace(value)
		r.clean = r.clean && !strings.ContainsAny(value, " \t\",=")
	}
	double := slices.ContainsFunc(r.list, func(p param) bool { return p.name == name })
	if r.clean = r.clean && name != "" && !double; name != "" && !double {
		r.list = append(r.list, param{name, value})
	}
	return rest
}

// quotedParam reads up to the closing quote. A quote after which no parameter can follow was meant as a character:
// filename="het "nieuwe" hek.pdf".
func quotedParam(s string) (value, rest string, clean bool) {
	clean = true
	for {
		v, after, closed := quoted(s)
		value += v
		if !closed { // the quote never ends: what looks like the next parameter is one
			v, after, _ = strings.Cut(value, ";")
			return v, after, false
		}
		if paramFollows(after) {
			return value, after, clean
		}
		value, s, clean = value+`"`, after, false
	}
}

func paramFollows(s string) bool {
	t := strings.TrimLeft(s, " \t")
	if t == "" || t[0] == ';' || t[0] == '(' {
		return true
	}
	name, _, found := strings.Cut(t[:min(len(t), 40)], "=")
	return found && len(t) < len(s) && !strings.ContainsAny(name, " \t\"")
}

// quoted reads up to the closing quote. Windows paths in file names (`C:\x`) keep their backslashes.
func quoted(s string) (value, rest string, closed bool) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return b.String(), s[i+1:], true
		case c == '\\' && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\\'):
			i++
			b.WriteByte(s[i])
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), "", false
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
func (r *rawParams) joined() params {
	out := params{}
	pieces := map[string][]piece{}
	var names []string
	for _, p := range r.list {
		base, rest, star := strings.Cut(p.name, "*")
		if !star {
			out[base] = p.value
			continue
		}
		number, err := strconv.Atoi(strings.TrimSuffix(rest, "*"))
		r.clean = r.clean && (err == nil || rest == "")
		if pieces[base] == nil {
			names = append(names, base)
		}
		pieces[base] = append(pieces[base], piece{number, p.value, rest == "" || strings.HasSuffix(rest, "*")})
	}
	for _, base := range names {
		list := pieces[base]
		slices.SortStableFunc(list, func(a, b piece) int { return a.number - b.number })
		v, clean := join2231(list)
		if r.clean = r.clean && clean; v != "" {
			out[base] = v
		}
	}
	for name, v := range out {
		if charset, encoded, ok := extended(v); ok && !slices.Contains(names, name) { // the star was forgotten
			b, _ := unpercent(encoded)
			out[name], r.clean = decodeCharset([]byte(b), charset, nil), false
		}
	}
	return out
}

type piece struct {
	number  int
	value   string
	encoded bool
}

// join2231 joins the pieces of a value. Pieces may be missing, start at 1, lack the charset or one of its quotes,
// and have a percent sign that begins nothing.
func join2231(list []piece) (value string, clean bool) {
	charset := ""
	clean = true
	for i, p := range list {
		v := p.value
		if i == 0 && p.encoded {
			switch parts := strings.SplitN(v, "'", 3); {
			case len(parts) == 3:
				charset, v = parts[0], parts[2]
			case len(parts) == 2 && known8bit(parts[0]):
				charset, v, clean = parts[0], parts[1], false
			default:
				clean = false
			}
		}
		if p.encoded {
			var ok bool
			v, ok = unpercent(v)
			clean = clean && ok
		}
		clean = clean && p.number == i
		value += v
	}
	return decodeCharset([]byte(value), charset, nil), clean
}

// extended tells a value of RFC 2231 (`utf-8”caf%C3%A9`) where there should be a plain one.
func extended(v string) (charset, encoded string, ok bool) {
	charset, after, _ := strings.Cut(v, "'")
	_, encoded, ok = strings.Cut(after, "'")
	return charset, encoded, ok && known8bit(charset) && strings.Contains(encoded, "%")
}

// known8bit tells whether a word is the name of a charset.
func known8bit(label string) bool {
	label = strings.ToLower(label)
	return label == "utf-8" || label == "utf8" || lookup(label) != nil
}

// unpercent decodes %XX and leaves what is no such thing.
func unpercent(s string) (value string, clean bool) {
	var b strings.Builder
	clean = true
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			b.WriteByte(s[i])
			continue
		}
		if i+2 < len(s) && unhex[s[i+1]] != 0 && unhex[s[i+2]] != 0 {
			b.WriteByte((unhex[s[i+1]]-1)<<4 | (unhex[s[i+2]] - 1))
			i += 2
			continue
		}
		b.WriteByte('%')
		clean = false
	}
	return b.String(), clean
}
