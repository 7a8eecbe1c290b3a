package mailin

import (
	"strings"

	"complaintsd/cases"
)

// authVerdict is what the pinned server says of a sender's domain.
type authVerdict struct {
	pass bool // dmarc=pass for the domain, by an aligned DKIM signature
	fail bool // dmarc=fail
}

// authResults reads the Authentication-Results (RFC 8601) of the pinned server for the domain of the one
// From address. Only the pinned authserv-id counts, and only when there is exactly one such header: an
// honest server removes those that came with the mail (RFC 8601 section 5), so that a second one means that
// something is wrong. Whatever is malformed or doubled is no result. SPF proves nothing: neighbours at the
// same provider share its range.
func authResults(headers []Header, p cases.Proof, domain string) authVerdict {
	var ours [][]clause
	for _, h := range headers {
		if !strings.EqualFold(strings.TrimSpace(h.Name), "Authentication-Results") {
			continue
		}
		if clauses, isOurs := readAuth(h.Value, p); isOurs {
			ours = append(ours, clauses)
		}
	}
	var v authVerdict
	for _, clauses := range ours {
		v.fail = v.fail || says(clauses, "dmarc", "fail")
	}
	v.pass = len(ours) == 1 && !v.fail && proves(ours[0], domain)
	return v
}

// readAuth reads one header. The second value tells whether it is the pinned server's; a malformed one of
// the server's counts as there, and says nothing.
func readAuth(value string, p cases.Proof) (clauses []clause, ours bool) {
	if len(value) > maxAuthHeader {
		return nil, true
	}
	r := &authReader{s: value, bare: p.Dialect == dialectMicrosoft}
	if r.bare {
		if !r.startsWithMethod() {
			return nil, false // a header with an id is a gateway's before it, not Exchange Online's
		}
	} else if id, ok := r.serverID(); !ok || p.Authserv == "" || !strings.EqualFold(id, p.Authserv) {
		return nil, false
	}
	clauses, ok := r.clauses()
	if !ok {
		return nil, true
	}
	return clauses, true
}

const (
	dialectMicrosoft = "microsoft365"
	maxAuthHeader    = 16 << 10 // bytes; no honest server writes one so long
)

// clause is the result of one method with its properties, names and result in lower case.
type clause struct {
	method, result string
	props          map[string]string
	doubled        bool // a property stands there twice
}

func says(clauses []clause, method, result string) bool {
	for _, c := range clauses {
		if c.method == method && c.result == result {
			return true
		}
	}
	return false
}

// proves tells whether the clauses, each method once and each property once, say that DMARC holds for the
// domain by a DKIM signature of the domain or of one below it.
func proves(clauses []clause, domain string) bool {
	byMethod := map[string]clause{}
	for _, c := range clauses {
		if _, again := byMethod[c.method]; again || c.doubled {
			return false
		}
		byMethod[c.method] = c
	}
	dmarc, dkim := byMethod["dmarc"], byMethod["dkim"]
	return domain != "" && dmarc.result == "pass" && strings.EqualFold(dmarc.props["header.from"], domain) &&
		dkim.result == "pass" && aligned(dkim.signer(), domain)
}

// signer is the domain that signed: header.d, or where a server gives only header.i (Google), the domain of
// that, which lies in the signing domain (RFC 6376 section 3.5).
func (c clause) signer() string {
	if d, ok := c.props["header.d"]; ok {
		return d
	}
	i := c.props["header.i"]
	return i[strings.LastIndexByte(i, '@')+1:]
}

// aligned tells whether the signer is the domain or lies below it. A parent is not taken: without a list of
// public suffixes nobody knows where one organisation ends.
func aligned(signer, domain string) bool {
	signer, domain = strings.ToLower(signer), strings.ToLower(domain)
	below, found := strings.CutSuffix(signer, "."+domain)
	return signer == domain || found && below != ""
}
