package mailin

import "strings"

// maxAddressField is how much of an address field is read: a hundred addresses fit many times.
const maxAddressField = 64 << 10

// addresses reads an address field as people and mailers write it: unquoted commas in names, missing
// brackets, encoded words in quotes, raw 8-bit names, groups, comments. It is linear in its input. The
// second value is false when something had to be guessed.
func (p *pass) addresses(raw string) (list []Address, clean bool) {
	clean = true
	if len(raw) > maxAddressField {
		raw, clean = raw[:maxAddressField], false
		p.defect("too-many-addresses")
	}
	name := ""
	for _, item := range splitAddresses(raw) {
		if len(list) == p.lim.Addresses {
			p.defect("too-many-addresses")
			return list, false
		}
		a, ok := p.address(item)
		if !ok { // "Jansen, Piet <p@x>": the comma belonged to the name
			if strings.TrimSpace(item) != "" && len(name) < 500 {
				name, clean = name+item+", ", false
			}
			continue
		}
		if name != "" {
			a.Name = p.text(name) + " " + a.Name
			if a.Name = strings.TrimSpace(a.Name); !strings.Contains(a.Name, ", ") {
				a.Name = strings.TrimSuffix(a.Name, ",")
			}
			name = ""
		}
		list = append(list, a)
	}
	if len(list) == 0 && strings.TrimSpace(raw) != "" {
		whole := decodeWords(raw, p.defect)
		if addr := firstAddrSpec(whole); addr != "" {
			return []Address{{Name: p.nameBefore(whole, addr), Addr: addr}}, false
		}
		return nil, strings.HasSuffix(strings.TrimSpace(raw), ";") // an empty group is no defect
	}
	return list, clean
}

// nameBefore is what stands before an address without brackets: "Ans Peeters ans@x.example".
func (p *pass) nameBefore(field, addr string) string {
	name, after, found := strings.Cut(strings.ToLower(field), addr)
	if !found || strings.TrimSpace(after) != "" || len(name) > 200 || len(name) > len(field) || !strings.EqualFold(field[:len(name)], name) || strings.ContainsAny(name, "@<>\",;:[]()") {
		return ""
	}
	return p.name(field[:len(name)])
}

// splitAddresses cuts at commas, semicolons and group colons that stand outside quotes, brackets and
// comments. An unclosed quote ends with the field.
func splitAddresses(s string) []string {
	var items []string
	var quote, angle bool
	depth, from := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && (quote || depth > 0):
			i++
		case quote:
			quote = c != '"'
		case c == '"' && depth == 0:
			quote = strings.IndexByte(s[i+1:], '"') >= 0 // a lone one is only a character
		case c == '(' && !angle:
			depth++
		case c == ')' && depth > 0:
			depth--
		case depth > 0:
		case c == '<':
			angle = true
		case c == '>':
			angle = false
		case (c == ',' || c == ';') && !angle:
			items, from = append(items, s[from:i]), i+1
		case c == ':' && !angle && !strings.Contains(s[from:i], "@"):
			from = i + 1
		}
	}
	return append(items, s[from:])
}

// address reads `Name <addr>`, `addr`, `addr (Name)`.
func (p *pass) address(s string) (Address, bool) {
	if i := strings.LastIndexByte(s, '<'); i >= 0 {
		inner, _, _ := strings.Cut(s[i+1:], ">")
		if addr := bareAddress(inner); addr != "" {
			return Address{Name: p.name(s[:i]), Addr: addr}, true
		}
		if strings.TrimSpace(inner) == "" {
			return Address{}, false
		}
	}
	if addr := bareAddress(uncomment(s)); addr != "" {
		_, comment, _ := strings.Cut(s, "(")
		comment, _, _ = strings.Cut(comment, ")")
		return Address{Name: p.name(comment), Addr: addr}, true
	}
	return Address{}, false
}

func (p *pass) name(s string) string {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, `"`) {
		v, rest, _ := quoted(s[1:])
		if strings.Contains(v, "=?") {
			p.defect("misplaced-encoded-word") // RFC 2047 5: never within quotes
		}
		s = strings.TrimSpace(v + rest)
	}
	s = p.text(s)
	if len(s) > 1 && s[0] == '\'' && s[len(s)-1] == '\'' { // Outlook's quotes around an address as a name
		s = s[1 : len(s)-1]
	}
	return strings.Trim(s, `"<> `)
}

// unambiguous tells that every reader of a From field finds this address in it and no other: whoever
// checked the mail on its way may have read the field differently from us.
func unambiguous(raw, addr string) bool {
	s, ok := unquote(strings.ToLower(raw))
	if !ok || strings.ContainsAny(s, ":;\\") {
		return false
	}
	before, after, angle := strings.Cut(s, "<"+addr+">")
	if !angle {
		return strings.TrimSpace(s) == addr
	}
	before = strings.TrimSpace(before)
	return strings.TrimSpace(after) == "" && !strings.ContainsAny(before, "<>") &&
		(before == addr || !strings.Contains(before, "@"))
}

// unquote takes quoted strings and comments out; false when one of them has no end.
func unquote(s string) (string, bool) {
	var b strings.Builder
	quote, depth := false, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && (quote || depth > 0):
			i++
		case c == '"' && depth == 0:
			quote = !quote
		case quote:
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case depth == 0:
			b.WriteByte(c)
		}
	}
	return b.String(), !quote && depth == 0
}

// bareAddress cleans an addr-spec; "" when it is none. Source routes (`@a,@b:x@y`) and mailto: go.
func bareAddress(s string) string {
	s = strings.TrimSpace(s)
	for _, scheme := range []string{"mailto:", "smtp:"} {
		if len(s) > len(scheme) && strings.EqualFold(s[:len(scheme)], scheme) {
			s = s[len(scheme):]
		}
	}
	if strings.HasPrefix(s, "@") {
		_, s, _ = strings.Cut(s, ":")
	}
	at := strings.LastIndexByte(s, '@')
	if at <= 0 || at == len(s)-1 || len(s) > 320 {
		return ""
	}
	local, domain := s[:at], s[at+1:]
	if strings.HasPrefix(local, `"`) && strings.HasSuffix(local, `"`) && len(local) > 2 {
		if strings.ContainsAny(local, "\r\n\x00") {
			return ""
		}
	} else if strings.ContainsAny(local, " \t\"<>()[],;:@\\\r\n\x00") {
		return ""
	}
	if strings.ContainsAny(domain, " \t\"<>(),;@\\\r\n\x00") || strings.HasPrefix(domain, "[") != strings.HasSuffix(domain, "]") {
		return ""
	}
	return strings.ToLower(oneLine(decodeCharset([]byte(s), "", nil)))
}

// firstAddrSpec finds the first thing in a text that has the form of an address.
func firstAddrSpec(s string) string {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t<>()[],;\"'", r) }) {
		if a := bareAddress(strings.Trim(w, ".:")); a != "" {
			return a
		}
	}
	return ""
}

// messageIDs reads the identifiers of Message-ID, In-Reply-To and References, without brackets. Words
// that stand in no brackets count only when there are no brackets at all.
func messageIDs(s string) []string {
	var ids []string
	for rest := s; len(ids) < 200; {
		_, after, open := strings.Cut(rest, "<")
		id, next, shut := strings.Cut(after, ">")
		if !open || !shut {
			break
		}
		if id = strings.Join(strings.Fields(id), ""); id != "" && len(id) < 1000 {
			ids = append(ids, oneLine(id))
		}
		rest = next
	}
	if len(ids) == 0 {
		for _, w := range strings.Fields(s) {
			if w = strings.Trim(w, "<>,;"); strings.Contains(w, "@") && len(w) < 1000 {
				ids = append(ids, oneLine(w))
			}
		}
	}
	return ids
}
