package mailin

import (
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
)

var (
	amsterdam = time.FixedZone("CET", 3600)
	arrival   = time.Date(2026, 3, 3, 10, 0, 0, 0, amsterdam)
	testKeys  = cases.Keyring{Current: 0, Keys: map[int][]byte{0: []byte("0123456789abcdef")}}
	otherKeys = cases.Keyring{Current: 0, Keys: map[int][]byte{0: []byte("fedcba9876543210")}}
)

const (
	caseA = cases.Ref("KLP-2026-0042")
	caseB = cases.Ref("KLP-2026-0043")
)

func testOrganisation() *cases.Organisation {
	return &cases.Organisation{
		Name: "KluppluZ", Prefix: "KLP", Address: "klachten@kluppluz.example", Aliases: []string{"klantreactie@kluppluz.example"},
		Calendar:  cases.Calendar{Zone: amsterdam},
		Proof:     rfcProof,
		Locations: []cases.Location{{Name: "De Messenmaker", Aliases: []string{"Messenmaker"}}},
		People: []cases.Person{
			{ID: "kwaliteit", Name: "Noor de Wit", Address: "kwaliteit@kluppluz.example", Roles: []cases.Role{cases.Registrar}},
			{ID: "jansen", Name: "Joke Jansen", Address: "j.jansen@kluppluz.example", Roles: []cases.Role{cases.Manager}},
		},
		Forms:    []cases.Form{{Sender: "website@kluppluz.example", Labels: map[string]string{"wie ben je": "naam"}}},
		Scanners: []string{"scanner@kluppluz.example"},
	}
}

// world is what the store knows in these tests: two open cases, the second of another parent.
type world struct {
	known cases.Known
	next  uint32
}

func newWorld() *world {
	return &world{known: cases.Known{
		Keys: testKeys, Tokens: map[string]cases.Token{}, Threads: map[string]cases.Ref{}, Letters: map[string]cases.Sent{},
		Cases: []cases.Case{
			{Ref: caseA, Org: "KLP", Complainant: cases.Complainant{Email: "ouder@post.example"}},
			{Ref: caseB, Org: "KLP", Complainant: cases.Complainant{Email: "ander@post.example"}},
		},
	}}
}

// token hands a token out and gives its text.
func (w *world) token(t cases.Token) string {
	w.next++
	t.ID, t.Org = w.next, "KLP"
	text := testKeys.Text(t)
	w.known.Tokens[text] = t
	return text
}

func (w *world) staff(person string, ref cases.Ref) string {
	return w.token(cases.Token{Ref: ref, Party: person, Scope: cases.ScopeStaff})
}

func (w *world) parent(address string, ref cases.Ref) string {
	return w.token(cases.Token{Ref: ref, Party: address, Scope: cases.ScopeParent, Expires: cases.Date{Year: 2028, Month: 3, Day: 1}})
}

func ourID(token string) string { return token + ".inst1@kluppluz.example" }

// letterOf builds a Message by hand, from header lines and a text.
func letterOf(text string, lines ...string) Message {
	m := Message{SHA256: "sha-of-the-mail", Full: text, Text: text, MessageID: "m1@post.example", Date: arrival.Add(-time.Hour)}
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		m.Headers = append(m.Headers, Header{Name: name, Value: value})
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "from":
			m.FromCount++
			m.From = append(m.From, lenient(value)...)
		case "sender":
			m.Sender = lenient(value)
		case "reply-to":
			m.ReplyTo = lenient(value)
		case "subject":
			m.Subject = value
		case "message-id":
			m.MessageID = strings.Trim(value, "<>")
		case "in-reply-to":
			m.InReplyTo = strings.Fields(strings.NewReplacer("<", "", ">", "").Replace(value))
		case "references":
			m.References = strings.Fields(strings.NewReplacer("<", "", ">", "").Replace(value))
		case "to":
			m.To = lenient(value)
		case "delivered-to":
			m.Delivered = append(m.Delivered, strings.ToLower(value))
		}
	}
	if m.To == nil {
		m.To = lenient("klachten@kluppluz.example")
	}
	return m
}

// lenient reads addresses as generously as can be: whatever looks like one, in lower case.
func lenient(value string) []Address {
	var list []Address
	for _, part := range strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ';' }) {
		addr, name := part, ""
		if i := strings.LastIndexByte(part, '<'); i >= 0 {
			name, addr = strings.Trim(part[:i], `" `), strings.Trim(part[i:], "<> ")
		}
		if i := strings.LastIndexByte(addr, ':'); i >= 0 {
			addr = addr[i+1:]
		}
		if addr = strings.ToLower(strings.TrimSpace(addr)); strings.Contains(addr, "@") {
			list = append(list, Address{Name: name, Addr: addr})
		}
	}
	return list
}

const (
	fromJansen = "From: Joke Jansen <j.jansen@kluppluz.example>"
	goodResult = "Authentication-Results: " + goodAuth
	wantClose  = "Subject: Re: [KLP-2026-0042] [sluiten]"
)

func TestProveHolds(t *testing.T) {
	w, o := newWorld(), testOrganisation()
	notice, parents := w.staff("jansen", caseA), w.parent("ouder@post.example", caseA)
	colleagues := w.staff("kwaliteit", caseA)
	for name, c := range map[string]struct {
		mail   Message
		person string
		proof  cases.ProofKind
	}{
		"answer to a notice":     {letterOf("x", fromJansen, wantClose, "In-Reply-To: <"+ourID(notice)+">"), "jansen", cases.ByToken},
		"upper case and folding": {letterOf("x", "From: \"Jansen, Joke\" <J.Jansen@KluppluZ.example>", wantClose, "References: <a@b> <"+ourID(strings.ToUpper(notice))+">"), "jansen", cases.ByToken},
		"signed tag":             {letterOf("x", fromJansen, "Subject: [KLP-2026-0042 "+notice+"] [stand]"), "jansen", cases.ByToken},
		"plus address":           {letterOf("x", fromJansen, wantClose, "Delivered-To: klachten+"+notice+"@kluppluz.example"), "jansen", cases.ByToken},
		"dmarc":                  {letterOf("x", "From: j.jansen@kluppluz.example", wantClose, goodResult), "jansen", cases.ByDMARC},
		"dmarc in a colleague's thread": {
			letterOf("x", fromJansen, wantClose, goodResult, "References: <"+ourID(colleagues)+"> <"+ourID(parents)+">"), "jansen", cases.ByDMARC,
		},
		"encoded name":           {letterOf("x", "From: =?utf-8?q?Jo=C3=AB?= Jansen <j.jansen@kluppluz.example>", goodResult), "jansen", cases.ByDMARC},
		"digest and then a link": {letterOf("x", fromJansen, "Subject: [KLP-2026-0042 "+notice+"] [stand]", "In-Reply-To: <"+ourID(w.staff("jansen", ""))+">"), "jansen", cases.ByToken},
		"plus address in To":     {with(letterOf("x", fromJansen, wantClose), func(m *Message) { m.To = []Address{{Addr: "klachten+" + notice + "@kluppluz.example"}} }), "jansen", cases.ByToken},
		"parent":                 {letterOf("x", "From: ouder@post.example", "In-Reply-To: <"+ourID(parents)+">"), "", cases.ByToken},
		"parent, no proof":       {letterOf("x", "From: ouder@post.example", "Subject: [KLP-2026-0042]"), "", cases.NoProof},
		"dmarc of a parent":      {letterOf("x", "From: ouder@kluppluz.example", goodResult), "", cases.NoProof},
		"dmarc fail, no one":     {letterOf("x", "From: ouder@post.example", "Authentication-Results: "+pinned+"; dmarc=fail"), "", cases.Refused},
	} {
		v := Prove(c.mail, o, w.known, arrival)
		if v.Person != c.person || v.Proof != c.proof {
			t.Errorf("%s: %+v", name, v)
		}
	}
}

func TestProveTakesOnlyAcceptedProofs(t *testing.T) {
	w, o := newWorld(), testOrganisation()
	answer := letterOf("x", fromJansen, wantClose, goodResult, "In-Reply-To: <"+ourID(w.staff("jansen", caseA))+">")
	for want, p := range map[cases.ProofKind]cases.Proof{
		cases.ByToken: {Token: true, Authserv: pinned},
		cases.ByDMARC: {DMARC: true, Authserv: pinned},
		cases.Refused: {DMARC: true},
	} {
		o.Proof = p
		if v := Prove(answer, o, w.known, arrival); v.Proof != want {
			t.Errorf("%+v: %q", p, v.Proof)
		}
	}
}

func TestTokensEnd(t *testing.T) {
	w, o := newWorld(), testOrganisation()
	notice := w.staff("jansen", caseA)
	answer := letterOf("x", fromJansen, wantClose, "In-Reply-To: <"+ourID(notice)+">")
	for closed, want := range map[cases.Date]cases.ProofKind{
		{Year: 2026, Month: 2, Day: 1}:  cases.ByToken, // 30 days before arrival
		{Year: 2026, Month: 1, Day: 31}: cases.NoProof,
	} {
		w.known.Cases[0].ClosedOn = closed
		if v := Prove(answer, o, w.known, arrival); v.Proof != want {
			t.Errorf("closed on %s: %q", closed, v.Proof)
		}
	}
	for last, want := range map[cases.Date]cases.ProofKind{
		{Year: 2026, Month: 3, Day: 3}: cases.ByToken, {Year: 2026, Month: 3, Day: 2}: cases.NoProof,
	} {
		dated := w.token(cases.Token{Ref: caseB, Party: "jansen", Scope: cases.ScopeStaff, Expires: last})
		m := letterOf("x", fromJansen, "Subject: [KLP-2026-0043]", "In-Reply-To: <"+ourID(dated)+">")
		if v := Prove(m, o, w.known, arrival); v.Proof != want {
			t.Errorf("until %s: %q", last, v.Proof)
		}
	}
}

// forgeries are mails that ask to close a case and must not. Everything in them that is not the point would
// do for a proof.
func forgeries(w *world) map[string]Message {
	notice := w.staff("jansen", caseA)
	byNotice := "In-Reply-To: <" + ourID(notice) + ">"
	revoked := w.token(cases.Token{Ref: caseA, Party: "jansen", Scope: cases.ScopeStaff, Revoked: true})
	alien := cases.Token{ID: 900, Org: "KLP", Ref: caseA, Party: "jansen", Scope: cases.ScopeStaff}
	w.known.Tokens[otherKeys.Text(alien)] = alien
	gone := w.staff("ontslagen", caseA)
	otherOrg := cases.Token{ID: 901, Org: "ABC", Ref: caseA, Party: "jansen", Scope: cases.ScopeStaff}
	w.known.Tokens[testKeys.Text(otherOrg)] = otherOrg
	parents, colleagues := w.parent("ouder@post.example", caseA), w.staff("kwaliteit", caseA)
	jansenAsParent := w.parent("j.jansen@kluppluz.example", caseB)
	confirm := w.token(cases.Token{Ref: caseA, Party: "jansen", Scope: cases.ScopeConfirm})
	id := func(token string) string { return "In-Reply-To: <" + ourID(token) + ">" }
	result := func(s string) string { return "Authentication-Results: " + s }
	evil := strings.ReplaceAll(goodAuth, "kluppluz.example;", "evil.example;")
	old := letterOf("x", fromJansen, "Subject: [nieuw]", goodResult)
	old.Date = arrival.Add(-4*24*time.Hour - time.Second)
	automatic := letterOf("x", fromJansen, wantClose, byNotice, goodResult)
	automatic.Auto, automatic.AutoKind = "auto-submitted", "auto_reply"

	return map[string]Message{
		"nothing at all":            letterOf("x", fromJansen, wantClose),
		"bare signed-looking tag":   letterOf("x", fromJansen, "Subject: [KLP-2026-0042 "+someToken+"] [sluiten]"),
		"From twice":                letterOf("x", fromJansen, "From: x@evil.example", wantClose, byNotice, goodResult),
		"From twice, other order":   letterOf("x", "From: x@evil.example", fromJansen, wantClose, byNotice, goodResult),
		"From with a space":         letterOf("x", fromJansen, "From : x@evil.example", wantClose, byNotice, goodResult),
		"two mailboxes":             letterOf("x", "From: j.jansen@kluppluz.example, x@evil.example", wantClose, byNotice, goodResult),
		"group":                     letterOf("x", "From: staf: j.jansen@kluppluz.example;", wantClose, byNotice, goodResult),
		"comment":                   letterOf("x", "From: j.jansen@kluppluz.example (x@evil.example)", wantClose, byNotice, goodResult),
		"address as name":           letterOf("x", "From: \"j.jansen@kluppluz.example\" <x@evil.example>", wantClose, byNotice, goodResult),
		"two pairs of brackets":     letterOf("x", "From: <x@evil.example> <j.jansen@kluppluz.example>", wantClose, byNotice, goodResult),
		"quoted local part":         letterOf("x", "From: \"j.jansen\"@kluppluz.example", wantClose, byNotice, goodResult),
		"encoded word as address":   letterOf("x", "From: =?utf-8?q?j.jansen=40kluppluz.example?=@evil.example", wantClose, byNotice, goodResult),
		"control character":         letterOf("x", "From: Joke\x01 <j.jansen@kluppluz.example>", wantClose, byNotice, goodResult),
		"Cyrillic letter":           letterOf("x", "From: j.j\u0430nsen@kluppluz.example", wantClose, byNotice, goodResult),
		"Kelvin sign":               letterOf("x", "From: \u212awaliteit@kluppluz.example", wantClose, id(colleagues), goodResult),
		"trailing dot":              letterOf("x", "From: j.jansen@kluppluz.example.", wantClose, byNotice, goodResult),
		"sub-domain":                letterOf("x", "From: j.jansen@sub.kluppluz.example", wantClose, byNotice, goodResult),
		"look-alike domain":         letterOf("x", "From: j.jansen@kluppluz.example.evil.example", wantClose, byNotice, goodResult),
		"Sender":                    letterOf("x", "From: x@evil.example", "Sender: j.jansen@kluppluz.example", wantClose, byNotice, result(evil)),
		"Resent-From":               letterOf("x", "From: x@evil.example", "Resent-From: j.jansen@kluppluz.example", wantClose, byNotice, result(evil)),
		"Reply-To":                  letterOf("x", "From: x@evil.example", "Reply-To: j.jansen@kluppluz.example", wantClose, byNotice, result(evil)),
		"spf alone":                 letterOf("x", fromJansen, wantClose, result(pinned+"; spf=pass smtp.mailfrom=kluppluz.example; dmarc=pass header.from=kluppluz.example")),
		"relaxed alignment":         letterOf("x", fromJansen, wantClose, result(pinned+"; dkim=pass header.d=example; dmarc=pass header.from=kluppluz.example")),
		"result of another":         letterOf("x", fromJansen, wantClose, result(strings.Replace(goodAuth, pinned, "mx.evil.example", 1))),
		"result put in before ours": letterOf("x", fromJansen, wantClose, goodResult, result(pinned+"; dmarc=none; spf=pass")),
		"folded into another field": letterOf("x", fromJansen, wantClose, "X-Spam: yes Authentication-Results: "+goodAuth),
		"renamed by the server":     letterOf("x", fromJansen, wantClose, "Authentication-Results-Original: "+goodAuth, "X-Authentication-Results: "+goodAuth, "ARC-Authentication-Results: i=1; "+goodAuth),
		"quoted semicolon":          letterOf("x", fromJansen, wantClose, result(pinned+`; spf=pass smtp.mailfrom="x; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example"@evil.example`)),
		"comment in the result":     letterOf("x", fromJansen, wantClose, result(pinned+`; spf=pass (x ; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example) smtp.mailfrom=evil.example`)),
		"dmarc fail with a token":   letterOf("x", fromJansen, wantClose, byNotice, result(pinned+"; dmarc=fail header.from=kluppluz.example")),
		"stranger with a tag":       letterOf("x", "From: x@evil.example", "Subject: [KLP-2026-0042 "+notice+"] [sluiten]", result(evil)),
		"colleague with a tag":      letterOf("x", "From: kwaliteit@kluppluz.example", "Subject: [KLP-2026-0042 "+notice+"] [sluiten]", goodResult),
		"colleague's thread":        letterOf("x", fromJansen, wantClose, id(colleagues)),
		"colleague's plus address":  letterOf("x", fromJansen, wantClose, goodResult, "Delivered-To: klachten+"+colleagues+"@kluppluz.example"),
		"parent with staff words":   letterOf("x", "From: ouder@post.example", wantClose, id(parents)),
		"parent's token, staff":     letterOf("x", fromJansen, wantClose, id(parents)),
		"staff who is a parent":     letterOf("x", fromJansen, "Subject: [KLP-2026-0043] [sluiten]", id(jansenAsParent), goodResult),
		"tag of another case":       letterOf("x", fromJansen, "Subject: [KLP-2026-0043] [sluiten]", byNotice),
		"token of another case":     letterOf("x", fromJansen, "Subject: [KLP-2026-0043 "+notice+"] [sluiten]"),
		"two valid tokens":          letterOf("x", fromJansen, wantClose, byNotice, "References: <"+ourID(w.staff("jansen", caseB))+">"),
		"truncated MAC":             letterOf("x", fromJansen, "Subject: [KLP-2026-0042 "+notice[:23]+"] [sluiten]", "In-Reply-To: <"+ourID(notice[:23])+">"),
		"changed MAC":               letterOf("x", fromJansen, wantClose, id(notice[:23]+string("0z"[len(notice)%2])+"")),
		"other key":                 letterOf("x", fromJansen, wantClose, id(otherKeys.Text(alien))),
		"other organisation":        letterOf("x", fromJansen, wantClose, id(testKeys.Text(otherOrg))),
		"revoked":                   letterOf("x", fromJansen, wantClose, id(revoked)),
		"revoked in a tag":          letterOf("x", fromJansen, "Subject: [KLP-2026-0042 "+revoked+"] [sluiten]", goodResult),
		"confirm token":             letterOf("x", fromJansen, wantClose, id(confirm)),
		"confirm token for closing": letterOf("x", fromJansen, "Subject: [KLP-2026-0042 "+confirm+"] [sluiten]"),
		"confirming and closing":    letterOf("x", fromJansen, "Subject: [KLP-2026-0042 "+confirm+"] [bevestig] [sluiten]"),
		"colleague's confirm link":  letterOf("x", "From: kwaliteit@kluppluz.example", "Subject: [KLP-2026-0042 "+confirm+"] [bevestig]", goodResult),
		"removed from the roster":   letterOf("x", "From: weg@kluppluz.example", wantClose, id(gone), goodResult),
		"not ours in the local":     letterOf("x", fromJansen, wantClose, "In-Reply-To: <x."+ourID(notice)+"> <"+notice+"@kluppluz.example>"),
		"token in the text":         letterOf(notice+" [sluiten]", fromJansen, wantClose),
		"too old":                   old,
		"automatic":                 automatic,
	}
}

func TestForgeriesCommandNothing(t *testing.T) {
	w, o := newWorld(), testOrganisation()
	all := forgeries(w)
	for name, m := range all {
		e := Triage(m, o, w.known, arrival)
		if e.Mail.Kind == cases.KindCommand {
			t.Errorf("%s: commands (%s, %s)", name, e.Mail.Proof, e.Mail.Reason)
		}
		if e.Mail.Person != "" && (e.Mail.Proof == cases.ByToken || e.Mail.Proof == cases.ByDMARC) && !e.Mail.Kind.Automatic() && name != "too old" {
			t.Errorf("%s: proven by %s", name, e.Mail.Proof)
		}
	}
	if len(all) < 40 {
		t.Errorf("only %d forgeries", len(all))
	}
}

// TestForgeriesWithoutTheFlaw guards the table above: the same mails commands when nothing is wrong.
func TestForgeriesWithoutTheFlaw(t *testing.T) {
	w, o := newWorld(), testOrganisation()
	for _, m := range []Message{
		letterOf("x", fromJansen, wantClose, "In-Reply-To: <"+ourID(w.staff("jansen", caseA))+">", goodResult),
		letterOf("x", fromJansen, wantClose, "In-Reply-To: <"+ourID(w.staff("jansen", caseA))+">"),
		letterOf("x", fromJansen, wantClose, goodResult),
		letterOf("x", fromJansen, "Subject: [nieuw]", goodResult),
	} {
		if e := Triage(m, o, w.known, arrival); e.Mail.Kind != cases.KindCommand {
			t.Errorf("%q: %s (%s)", m.Subject, e.Mail.Kind, e.Mail.Reason)
		}
	}
}

func TestCleanFrom(t *testing.T) {
	for raw, want := range map[string]string{
		"j.jansen@kluppluz.example":                      "j.jansen@kluppluz.example",
		"<J.Jansen@KluppluZ.example>":                    "j.jansen@kluppluz.example",
		`"Jansen, Joke (staf): \"x\" <y>" <j@k.example>`: "j@k.example",
		"Joke Jansen <j@k.example>":                      "j@k.example",
		"Joë <j@k.example>":                              "j@k.example",
		"":                                               "",
		"j@k":                                            "",
		"j@@k.example":                                   "",
		"j..j@k.example":                                 "",
		"j@k.example>":                                   "",
		"<j@k.example":                                   "",
		"<j@k.example> x":                                "",
		"<@evil.example:j@k.example>":                    "",
		`"Joke <j@k.example>`:                            "",
		strings.Repeat("a", 250) + "@k.example":          "",
		"j@[127.0.0.1]":                                  "",
		"j@k.example\x00":                                "",
	} {
		m := Message{FromCount: 1, Headers: []Header{{"From", raw}}, From: []Address{{Addr: firstAddrSpec(raw)}}}
		if want != "" {
			m.From[0].Addr = want
		}
		if got, ok := cleanFrom(m); got != want && ok || ok != (want != "") {
			t.Errorf("%q: %q, %v", raw, got, ok)
		}
	}
}
