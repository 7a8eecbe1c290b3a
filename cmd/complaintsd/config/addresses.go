package config

import (
	"fmt"
	"net/mail"
	"strconv"
	"strings"
)

// address is one bare e-mail address, kept in lower case. Letters outside ASCII are refused: an address
// that only looks like a colleague's is how one would steal into the roster.
func address(p *string) value {
	return value{
		read: of("text", `"name@example.org"`, func(s string, wrong report) {
			if checkAddress(s, func(what, mend string) { wrong("is "+what, mend) }) {
				*p = strings.ToLower(s)
			}
		}),
		write: func() string { return strconv.Quote(*p) },
	}
}

func addresses(p *[]string) value {
	return value{
		read: list(`["name@example.org"]`, func(words []string, wrong report) {
			*p = nil
			for _, w := range words {
				if checkAddress(w, func(what, mend string) { wrong("has "+what, mend) }) {
					*p = append(*p, strings.ToLower(w))
				}
			}
		}),
		write: func() string { return quoted(*p) },
	}
}

func checkAddress(s string, wrong report) bool {
	if strings.ContainsFunc(s, func(r rune) bool { return r > 126 }) {
		wrong(fmt.Sprintf("%q, which has letters outside ASCII", s), "write it in plain letters, a domain with accents in its xn-- form")
		return false
	}
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || len(s) > 254 { // RFC 5321 section 4.5.3.1, less the angle brackets
		wrong(fmt.Sprintf("%q, which is no e-mail address", s), `write one bare address, as "name@example.org"`)
		return false
	}
	return true
}
