package postroom

import (
	"bytes"
	"fmt"
	"net/mail"
	"strings"
	"time"
)

// repair gives a mail's header fields, folded lines and all, each ending in CRLF, and its body. Lines that are no
// header field, an mbox line among them, become X-Malformed fields, because the in-memory IMAP server would
// hand out an empty mail for them; blank lines before the header are dropped.
func repair(raw []byte) (fields []string, body []byte) {
	rest := crlf(raw)
	for bytes.HasPrefix(rest, []byte("\r\n")) {
		rest = rest[2:]
	}
	for len(rest) > 0 {
		line, after, _ := bytes.Cut(rest, []byte("\r\n"))
		rest = after
		text := string(line)
		switch {
		case text == "":
			return fields, rest
		case text[0] == ' ' || text[0] == '\t':
			if len(fields) > 0 {
				fields[len(fields)-1] += text + "\r\n"
				continue
			}
			fields = append(fields, "X-Malformed:"+text+"\r\n")
		case !isField(text):
			fields = append(fields, "X-Malformed: "+text+"\r\n")
		default:
			fields = append(fields, text+"\r\n")
		}
	}
	return fields, nil
}

// isField tells whether a line starts with a field name and a colon (RFC 5322 2.2).
func isField(line string) bool {
	name, _, found := strings.Cut(line, ":")
	name = strings.TrimRight(name, " \t")
	return found && name != "" && !strings.ContainsFunc(name, func(r rune) bool { return r < 33 || r > 126 })
}

func crlf(raw []byte) []byte {
	raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
	raw = bytes.ReplaceAll(raw, []byte("\r"), []byte("\n"))
	return bytes.ReplaceAll(raw, []byte("\n"), []byte("\r\n"))
}

func join(fields []string) []byte { return []byte(strings.Join(fields, "")) }

// redate gives the mail with the Date that it would have if its sender's clock were ours. A Date within a day of now
// stays: the desk's letters have ours already.
func redate(raw []byte, now time.Time) []byte {
	fields, body := repair(raw)
	for i, f := range fields {
		name, value, _ := strings.Cut(f, ":")
		if !strings.EqualFold(strings.TrimSpace(name), "Date") {
			continue
		}
		if date, err := mail.ParseDate(unfold(value)); err == nil && date.Sub(now).Abs() <= 24*time.Hour {
			continue
		}
		fields[i] = "Date: " + now.Format(time.RFC1123Z) + "\r\n"
	}
	return append(join(append(fields, "\r\n")), body...)
}

// stamp gives the mail as it lies in the mailbox, with what this provider says of it on top.
func (r *Room) stamp(env envelope, rcpt string, fields []string, body []byte) []byte {
	with := "ESMTP"
	if env.login != nil {
		with = "ESMTPA" // RFC 3848
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "Return-Path: <%s>\r\nDelivered-To: %s\r\n", word(env.from), word(rcpt))
	fmt.Fprintf(&out, "Received: from %s by %s with %s id %d;\r\n\t%s\r\n",
		word(env.helo), r.opts.AuthServ, with, r.next(), r.opts.Now().Format(time.RFC1123Z))
	out.WriteString(r.results(env, fields))
	for _, f := range fields {
		if !r.claimsUs(f) {
			out.WriteString(f)
		}
	}
	out.WriteString("\r\n")
	out.Write(body)
	return out.Bytes()
}

// results is the Authentication-Results field of this provider (RFC 8601).
func (r *Room) results(env envelope, fields []string) string {
	from := author(fields)
	domain := from[strings.LastIndexByte(from, '@')+1:]
	head := "Authentication-Results: " + r.opts.AuthServ + ";\r\n\t"
	switch {
	case from == "":
		return head + "dkim=none;\r\n\tdmarc=none\r\n"
	case env.login == nil || !owns(env.login, from):
		return head + "dkim=none;\r\n\tdmarc=none header.from=" + domain + "\r\n"
	}
	return head + "dkim=pass header.d=" + domain + ";\r\n\tdmarc=pass header.from=" + domain + "\r\n"
}

// claimsUs tells whether a field is an Authentication-Results that names this provider, wherever in its
// value: an honest one of somebody else has no reason to.
func (r *Room) claimsUs(field string) bool {
	name, value, _ := strings.Cut(field, ":")
	return strings.EqualFold(strings.TrimSpace(name), "Authentication-Results") &&
		strings.Contains(strings.ToLower(unfold(value)), strings.ToLower(r.opts.AuthServ))
}

// author is the address of the only From field when it holds exactly one with a plain domain, else "".
func author(fields []string) string {
	found := ""
	for _, f := range fields {
		name, value, _ := strings.Cut(f, ":")
		if !strings.EqualFold(strings.TrimSpace(name), "From") {
			continue
		}
		list, err := mail.ParseAddressList(unfold(value))
		if found != "" || err != nil || len(list) != 1 {
			return ""
		}
		found = strings.ToLower(list[0].Address)
	}
	if strings.Trim(found[strings.LastIndexByte(found, '@')+1:], "abcdefghijklmnopqrstuvwxyz0123456789.-") != "" {
		return ""
	}
	return found
}

func owns(a *Account, address string) bool {
	for _, own := range append([]string{a.Address}, a.Aliases...) {
		if strings.EqualFold(own, address) {
			return true
		}
	}
	return false
}

func unfold(value string) string {
	return strings.TrimSpace(strings.NewReplacer("\r\n", "").Replace(value))
}

// word keeps what strangers say of themselves from becoming a header of ours.
func word(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r == 127 || strings.ContainsRune("<>;()", r) {
			return -1
		}
		return r
	}, s)
}

// next numbers the mails, for ids that are the same in each run.
func (r *Room) next() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.number++
	return r.number
}
