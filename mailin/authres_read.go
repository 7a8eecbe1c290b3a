package mailin

import "strings"

// authReader reads the grammar of RFC 8601 section 2.2 from left to right. Comments and quoted strings are
// taken whole where they stand, so that nothing inside them can look like a result: a sender chooses the
// words of smtp.mailfrom, and servers copy them into comments and reasons.
type authReader struct {
	s    string
	at   int
	bare bool // Exchange Online: no authserv-id, properties without a type, an open end
}

// startsWithMethod tells whether the header begins with method= instead of an id.
func (r *authReader) startsWithMethod() bool {
	look := *r
	_, ok := look.keyword()
	return ok && look.sign('=')
}

// serverID reads authserv-id and version, up to the first semicolon or the end.
func (r *authReader) serverID() (id string, ok bool) {
	if !r.space() {
		return "", false
	}
	if id, ok = r.value(isIDByte); !ok || !r.space() {
		return "", false
	}
	for r.at < len(r.s) && isDigit(r.s[r.at]) {
		r.at++
	}
	if !r.space() {
		return "", false
	}
	return id, r.at == len(r.s) || r.s[r.at] == ';'
}

// clauses reads all results up to the end. Not one of them counts when one is malformed.
func (r *authReader) clauses() (found []clause, ok bool) {
	if r.bare {
		c, ok := r.clause()
		if !ok {
			return nil, false
		}
		found = append(found, c)
	}
	for r.sign(';') {
		if look := *r; len(found) == 0 && look.none() {
			return nil, true
		}
		if look := *r; r.bare && look.space() && look.at == len(r.s) {
			return found, true
		}
		c, ok := r.clause()
		if !ok {
			return nil, false
		}
		found = append(found, c)
	}
	return found, r.space() && r.at == len(r.s)
}

// none reads the word that stands for no results at all.
func (r *authReader) none() bool {
	word, ok := r.keyword()
	return ok && word == "none" && r.space() && r.at == len(r.s)
}

// clause reads method=result and what belongs to it.
func (r *authReader) clause() (c clause, ok bool) {
	c.props = map[string]string{}
	if c.method, ok = r.keyword(); !ok {
		return c, false
	}
	if r.sign('/') {
		if !r.space() || r.at == len(r.s) || !isDigit(r.s[r.at]) {
			return c, false
		}
		for r.at < len(r.s) && isDigit(r.s[r.at]) {
			r.at++
		}
	}
	if !r.sign('=') {
		return c, false
	}
	if c.result, ok = r.keyword(); !ok {
		return c, false
	}
	for {
		before := r.at
		if !r.space() {
			return c, false
		}
		if r.at == len(r.s) || r.s[r.at] == ';' {
			return c, true
		}
		if r.at == before || !r.property(&c) {
			return c, false
		}
	}
}

// property reads reason=value, type.name=value, or, from Exchange Online, name=value.
func (r *authReader) property(c *clause) bool {
	name, ok := r.keyword()
	if !ok {
		return false
	}
	if r.sign('.') {
		rest, ok := r.keyword()
		if !ok {
			return false
		}
		name += "." + rest
	} else if name != "reason" && !r.bare {
		return false
	}
	if !r.sign('=') || !r.space() {
		return false
	}
	value, ok := r.value(isValueByte)
	if !ok {
		return false
	}
	if _, again := c.props[name]; again {
		c.doubled = true
	}
	c.props[name] = value
	return true
}

// keyword reads a name after white space: letters, digits, inner hyphens and underscores; lower case.
func (r *authReader) keyword() (word string, ok bool) {
	if !r.space() {
		return "", false
	}
	from := r.at
	for r.at < len(r.s) && (isLetter(r.s[r.at]) || isDigit(r.s[r.at]) || strings.IndexByte("-_", r.s[r.at]) >= 0) {
		r.at++
	}
	return strings.ToLower(r.s[from:r.at]), r.at > from
}

// value reads a word of the given bytes, or a quoted string, or a quoted local part with its domain. What
// is quoted is kept with its quotes where an address follows, so that it equals no domain.
func (r *authReader) value(in func(byte) bool) (value string, ok bool) {
	from := r.at
	if r.at < len(r.s) && r.s[r.at] == '"' {
		text, ok := r.quoted()
		if !ok {
			return "", false
		}
		if r.at == len(r.s) || r.s[r.at] != '@' {
			return text, r.atBreak()
		}
	}
	for r.at < len(r.s) && in(r.s[r.at]) {
		r.at++
	}
	return r.s[from:r.at], r.at > from && r.atBreak()
}

// atBreak tells whether a value may end here.
func (r *authReader) atBreak() bool {
	return r.at == len(r.s) || strings.IndexByte(" \t\r\n;(", r.s[r.at]) >= 0
}

// quoted reads a quoted string (RFC 5322 section 3.2.4) and gives what it means.
func (r *authReader) quoted() (text string, ok bool) {
	var b strings.Builder
	for r.at++; r.at < len(r.s); r.at++ {
		switch c := r.s[r.at]; {
		case c == '"':
			r.at++
			return b.String(), true
		case c == '\\' && r.at+1 < len(r.s) && !isControl(r.s[r.at+1]):
			r.at++
			b.WriteByte(r.s[r.at])
		case c == '\\' || isControl(c):
			return "", false
		default:
			b.WriteByte(c)
		}
	}
	return "", false
}

// space passes over white space and comments, which nest. It is false when a comment does not end.
func (r *authReader) space() bool {
	depth := 0
	for ; r.at < len(r.s); r.at++ {
		switch c := r.s[r.at]; {
		case strings.IndexByte(" \t\r\n", c) >= 0:
		case c == '(':
			depth++
		case depth == 0:
			return true
		case c == ')':
			depth--
		case c == '\\' && r.at+1 < len(r.s) && !isControl(r.s[r.at+1]):
			r.at++
		case c == '\\' || isControl(c):
			return false
		}
	}
	return depth == 0
}

// sign passes over one character after white space; without it, nothing is passed over.
func (r *authReader) sign(c byte) bool {
	look := *r
	if !look.space() || look.at == len(look.s) || look.s[look.at] != c {
		return false
	}
	look.at++
	*r = look
	return true
}

// isValueByte takes more than the RFC's token, because servers write addresses and IPv6 numbers unquoted;
// nothing that could end the value is among it.
func isValueByte(c byte) bool {
	return c > ' ' && c < 0x7f && strings.IndexByte(`;()"\<>,`, c) < 0
}

func isIDByte(c byte) bool { return isValueByte(c) && c != '=' }

func isControl(c byte) bool { return c < ' ' && c != '\t' || c == 0x7f }

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
