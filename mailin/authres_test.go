package mailin

import (
	"regexp"
	"strings"
	"testing"

	"complaintsd/cases"
)

const pinned = "mx.kluppluz.example"

var (
	rfcProof  = cases.Proof{Token: true, DMARC: true, Authserv: pinned, Dialect: "rfc8601"}
	m365Proof = cases.Proof{Token: true, DMARC: true, Dialect: "microsoft365"}
)

const goodAuth = pinned + "; dkim=pass header.d=kluppluz.example; spf=pass smtp.mailfrom=kluppluz.example; dmarc=pass header.from=kluppluz.example"

func authHeaders(values ...string) []Header {
	var list []Header
	for _, v := range values {
		list = append(list, Header{Name: "Authentication-Results", Value: v})
	}
	return list
}

func TestAuthResultsPass(t *testing.T) {
	for _, value := range []string{
		goodAuth,
		"MX.kluppluz.example 1; DKIM=Pass (2048-bit key; unprotected) header.d=KLUPPLUZ.example header.i=@kluppluz.example header.s=s1 header.b=\"Ab/c+\"; dmarc=pass (policy=none; (nested \\) ) comment) header.from=Kluppluz.Example",
		"(hello) " + pinned + " (x) ;\t dkim = pass\r\n\theader . d = mail.kluppluz.example;dmarc/1=pass reason=\"a; dmarc=fail\" header.from=kluppluz.example",
		"\"" + pinned + "\"; dkim=pass header.i=@kluppluz.example header.s=20230601 header.b=abc; spf=pass (g: domain of a@kluppluz.example designates 1.2.3.4 as permitted sender) smtp.mailfrom=a@kluppluz.example; dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=kluppluz.example",
		goodAuth + "; iprev=pass policy.iprev=2001:db8::1; arc=none",
		pinned + "; spf=pass smtp.mailfrom=\"x; dmarc=fail\"@kluppluz.example; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example",
	} {
		if v := authResults(authHeaders(value), rfcProof, "kluppluz.example"); !v.pass || v.fail {
			t.Errorf("%q: %+v", value, v)
		}
	}
}

func TestAuthResultsDeny(t *testing.T) {
	for name, values := range map[string][]string{
		"none":                   {},
		"other server":           {strings.Replace(goodAuth, pinned, "mx.evil.example", 1)},
		"id below ours":          {strings.Replace(goodAuth, pinned, "a."+pinned, 1)},
		"ours as a longer name":  {strings.Replace(goodAuth, pinned, pinned+".evil.example", 1)},
		"two of ours":            {goodAuth, goodAuth},
		"two, one malformed":     {goodAuth, pinned + "; dkim=(pass"},
		"spf only":               {pinned + "; spf=pass smtp.mailfrom=kluppluz.example; dmarc=pass header.from=kluppluz.example"},
		"dkim of another":        {pinned + "; dkim=pass header.d=evil.example; dmarc=pass header.from=kluppluz.example"},
		"dkim of the parent":     {pinned + "; dkim=pass header.d=example; dmarc=pass header.from=kluppluz.example"},
		"dkim of a suffix":       {pinned + "; dkim=pass header.d=evilkluppluz.example; dmarc=pass header.from=kluppluz.example"},
		"dkim of a dot":          {pinned + "; dkim=pass header.d=.kluppluz.example; dmarc=pass header.from=kluppluz.example"},
		"dkim fails":             {pinned + "; dkim=fail header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example"},
		"dkim without signer":    {pinned + "; dkim=pass; dmarc=pass header.from=kluppluz.example"},
		"d and i differ":         {pinned + "; dkim=pass header.d=evil.example header.i=@kluppluz.example; dmarc=pass header.from=kluppluz.example"},
		"from of another":        {pinned + "; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=evil.example"},
		"dmarc none":             {pinned + "; dkim=pass header.d=kluppluz.example; dmarc=none header.from=kluppluz.example"},
		"dmarc bestguess":        {pinned + "; dkim=pass header.d=kluppluz.example; dmarc=bestguesspass header.from=kluppluz.example"},
		"dmarc twice":            {goodAuth + "; dmarc=pass header.from=kluppluz.example"},
		"dkim twice":             {goodAuth + "; dkim=pass header.d=evil.example"},
		"property twice":         {pinned + "; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=evil.example header.from=kluppluz.example"},
		"reason twice":           {pinned + "; dkim=pass reason=a reason=b header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example"},
		"in a quoted string":     {pinned + `; spf=pass smtp.mailfrom="x; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example"@evil.example`},
		"in a reason":            {pinned + `; spf=pass reason="; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example" smtp.mailfrom=evil.example`},
		"in a comment":           {pinned + `; spf=pass (x; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example) smtp.mailfrom=evil.example`},
		"in a nested comment":    {pinned + `; spf=pass (a (b) ; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example) smtp.mailfrom=evil.example`},
		"comment with escape":    {pinned + `; spf=pass (a \) ; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example) smtp.mailfrom=evil.example`},
		"quote with escape":      {pinned + `; spf=pass smtp.mailfrom="a\"; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example"@evil.example`},
		"open comment":           {goodAuth + " (x"},
		"open quote":             {goodAuth + ` reason="x`},
		"open end":               {goodAuth + ";"},
		"none and more":          {pinned + "; none; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example"},
		"property without type":  {pinned + "; dkim=pass d=kluppluz.example; dmarc=pass header.from=kluppluz.example"},
		"value with a comma":     {pinned + "; dkim=pass header.d=kluppluz.example,x; dmarc=pass header.from=kluppluz.example"},
		"glued values":           {pinned + `; dkim=pass header.d="kluppluz.example"x; dmarc=pass header.from=kluppluz.example`},
		"control character":      {pinned + "; dkim=pass (\x01) header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example"},
		"raw eight bit":          {pinned + "; dkim=pass header.d=kluppluz.éxample; dmarc=pass header.from=kluppluz.example"},
		"no semicolon":           {pinned + " dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example"},
		"id in a comment":        {"(" + pinned + ") evil.example; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example"},
		"microsoft's way":        {"dkim=pass header.d=kluppluz.example; dmarc=pass action=none header.from=kluppluz.example"},
		"longer than any server": {goodAuth + " (" + strings.Repeat("x", maxAuthHeader) + ")"},
	} {
		if v := authResults(authHeaders(values...), rfcProof, "kluppluz.example"); v.pass {
			t.Errorf("%s: passes", name)
		}
	}
	if v := authResults(authHeaders(goodAuth), cases.Proof{DMARC: true}, "kluppluz.example"); v.pass {
		t.Error("no pinned server: passes")
	}
	if v := authResults(authHeaders("; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example"), cases.Proof{DMARC: true}, "kluppluz.example"); v.pass {
		t.Error("no pinned server, no id: passes")
	}
	if v := authResults(authHeaders(strings.Replace(goodAuth, pinned, `""`, 1)), cases.Proof{DMARC: true}, "kluppluz.example"); v.pass {
		t.Error("no pinned server, empty id: passes")
	}
	if v := authResults(authHeaders(goodAuth), rfcProof, ""); v.pass {
		t.Error("no domain: passes")
	}
}

func TestAuthResultsFail(t *testing.T) {
	for value, want := range map[string]bool{
		pinned + "; dmarc=fail header.from=kluppluz.example":                                                           true,
		pinned + "; spf=pass; dkim=pass header.d=kluppluz.example; dmarc=fail (p=reject)":                              true,
		pinned + "; dkim=pass header.d=a.example; dkim=pass header.d=b.example; dmarc=fail":                            true, // doubled, and yet
		"mx.evil.example; dmarc=fail header.from=kluppluz.example":                                                     false,
		pinned + "; spf=pass (dmarc=fail) smtp.mailfrom=x":                                                             false,
		pinned + `; spf=pass smtp.mailfrom="; dmarc=fail"@x.example; dmarc=pass header.from=x.example; dkim=pass (ok)`: false,
		pinned + "; dmarc=temperror":                                                                                   false,
	} {
		if v := authResults(authHeaders(value), rfcProof, "kluppluz.example"); v.fail != want || v.pass {
			t.Errorf("%q: %+v", value, v)
		}
	}
	if v := authResults(authHeaders(goodAuth, pinned+"; dmarc=fail"), rfcProof, "kluppluz.example"); v.pass || !v.fail {
		t.Errorf("one says pass and one says fail: %+v", v)
	}
}

func TestAuthResultsMicrosoft(t *testing.T) {
	good := "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=kluppluz.example; dkim=pass (signature was verified) header.d=kluppluz.example;dmarc=pass action=none header.from=kluppluz.example;compauth=pass reason=100"
	for value, want := range map[string]authVerdict{
		good:       {pass: true},
		good + ";": {pass: true},
		"dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=kluppluz.example;":                          {},
		strings.Replace(good, "dkim=pass", "dkim=fail", 1):                                                                           {},
		strings.Replace(good, "header.d=kluppluz.example", "header.d=kluppluz.onmicrosoft.example", 1):                               {},
		strings.Replace(good, "dmarc=pass action=none", "dmarc=fail action=oreject", 1):                                              {fail: true},
		strings.Replace(good, "action=none", "action=none action=none", 1):                                                           {},
		`spf=pass smtp.mailfrom="x; dkim=pass header.d=kluppluz.example;dmarc=pass action=none header.from=kluppluz.example"@x.test`: {},
		goodAuth: {}, // a gateway's, with an id
	} {
		if v := authResults(authHeaders(value), m365Proof, "kluppluz.example"); v != want {
			t.Errorf("%q: %+v", value, v)
		}
	}
	if v := authResults(authHeaders(goodAuth, good), m365Proof, "kluppluz.example"); !v.pass {
		t.Error("a gateway's header beside Exchange Online's: no pass")
	}
	if v := authResults(authHeaders(good, good), m365Proof, "kluppluz.example"); v.pass {
		t.Error("two without id: passes")
	}
}

// slowPass is a second reading, made another way: comments and quoted strings are blanked out character by
// character, then the rest is cut at semicolons and matched with patterns.
func slowPass(headers []Header, p cases.Proof, domain string) bool {
	var results []string
	for _, h := range headers {
		bare, ok := blanked(h.Value)
		microsoft := p.Dialect == "microsoft365"
		id := regexp.MustCompile(`^\s*([^\s;=]+)\s*(?:\d+\s*)?(;|$)`).FindStringSubmatch(bare)
		switch {
		case microsoft && regexp.MustCompile(`^\s*[\w-]+\s*=`).MatchString(bare):
			if !ok {
				bare = ""
			}
			results = append(results, bare)
		case !microsoft && id != nil && p.Authserv != "" && strings.EqualFold(strings.Trim(id[1], `"`), p.Authserv):
			if !ok {
				bare = ""
			}
			_, rest, _ := strings.Cut(bare, ";")
			results = append(results, rest)
		}
	}
	if len(results) != 1 || domain == "" {
		return false
	}
	found := map[string]string{}
	for _, part := range strings.Split(results[0], ";") {
		m := regexp.MustCompile(`^\s*([A-Za-z0-9_-]+)\s*(?:/\s*\d+\s*)?=\s*([A-Za-z0-9_-]+)(\s.*)?$`).FindStringSubmatch(strings.NewReplacer("\r", " ", "\n", " ").Replace(part))
		if m == nil {
			continue
		}
		if _, again := found[strings.ToLower(m[1])]; again {
			return false
		}
		found[strings.ToLower(m[1])] = strings.ToLower(m[2]) + " " + strings.ToLower(m[3])
	}
	property := func(method, name string) string {
		name = strings.ReplaceAll(name, ".", `\s*\.\s*`)
		all := regexp.MustCompile(`\s`+name+`\s*=\s*(\S+)`).FindAllStringSubmatch(found[method], -1)
		if len(all) != 1 || !strings.HasPrefix(found[method], "pass ") {
			return ""
		}
		return strings.Trim(all[0][1], `"`)
	}
	signer := property("dkim", "header.d")
	if i := property("dkim", "header.i"); signer == "" && i != "" {
		signer = i[strings.LastIndex(i, "@")+1:]
	}
	domain = strings.ToLower(domain)
	return property("dmarc", "header.from") == domain && (signer == domain || strings.HasSuffix(signer, "."+domain))
}

// blanked takes comments out and puts underscores for what could mislead inside quotes. It is false when
// something does not end.
func blanked(s string) (string, bool) {
	var b strings.Builder
	depth, quote, escape := 0, false, false
	for _, c := range []byte(s) {
		switch {
		case escape:
			escape = false
			c = '_'
		case c == '\\' && (depth > 0 || quote):
			escape = true
			continue
		case c == '"' && depth == 0:
			quote = !quote
		case !quote && c == '(':
			depth++
			c = ' '
		case !quote && c == ')' && depth > 0:
			depth--
			c = ' '
		case quote && !isLetter(c) && !isDigit(c) && c != '.' && c != '@' && c != '-':
			c = '_'
		}
		if depth == 0 {
			b.WriteByte(c)
		}
	}
	return b.String(), depth == 0 && !quote && !escape
}

func FuzzAuthResults(f *testing.F) {
	add := func(a, b string) {
		f.Add(a, b, true)
		f.Add(a, b, false)
	}
	add(goodAuth, "")
	add(goodAuth, goodAuth)
	add(pinned+`; spf=pass (a (b) \) ; dmarc=pass) smtp.mailfrom="x; \" dmarc=pass header.from=kluppluz.example"@evil.example; dkim=pass header.d=kluppluz.example`, "")
	add(`dkim=pass header.i="@kluppluz.example"; dmarc=pass header.from="kluppluz.example"`, "")
	add(`dkim=pass header.d=a.kluppluz.example;dmarc=pass action=none header.from=kluppluz.example;compauth=pass reason=100;`, pinned+"; none")
	add("\""+pinned+"\" (c) 1 ; dkim/1 = pass header . d = kluppluz.example ;\r\n dmarc=pass(x)header.from=kluppluz.example", "mx; dmarc=fail")
	f.Fuzz(func(t *testing.T, a, b string, microsoft bool) {
		p := rfcProof
		if microsoft {
			p = m365Proof
		}
		headers := authHeaders(a)
		if b != "" {
			headers = authHeaders(a, b)
		}
		v := authResults(headers, p, "kluppluz.example")
		if v.pass && v.fail {
			t.Fatal("passes and fails")
		}
		if v.pass && !slowPass(headers, p, "kluppluz.example") {
			t.Fatalf("passes, and the second reading does not:\n%q\n%q", a, b)
		}
	})
}
