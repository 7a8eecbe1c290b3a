package config

import (
	"fmt"
	"strings"
)

// folders are four different ones: a mail that is filed where mail is taken in would come in again and again, and
// one that is filed among the junk is lost for whoever looks for it.
func (c *check) folders(m IMAP) {
	first := map[string]string{}
	for _, f := range []struct{ key, name string }{{"inbox", m.Inbox}, {"done", m.Done}, {"aside", m.Aside}, {"junk", m.Junk}} {
		folded := foldFolder(f.name)
		if other, again := first[folded]; again && f.name != "" {
			c.add(c.at+".imap."+f.key, fmt.Sprintf("%s is the folder %q, and so is %s", f.key, f.name, other), "give each its own folder")
			continue
		}
		first[folded] = f.key
	}
}

// shared refuses a mailbox that another organisation reads too: each mail in it would become a case of both.
func (c *check) shared(first map[string]int, m IMAP) {
	if m.Host == "" {
		return
	}
	at := c.at + ".imap"
	box := strings.ToLower(fmt.Sprintf("%s:%d %q %q", m.Host, m.Port, m.User, foldFolder(m.Inbox)))
	if line, again := first[box]; again {
		c.add(at, fmt.Sprintf("organisation %q reads the mailbox of the organisation at line %d", c.o.Name, line), "give each organisation its own")
		return
	}
	first[box] = c.line(at)
}

// foldFolder writes a name as servers compare it: the inbox in any case of letters (RFC 3501 5.1), also with the
// prefix that some servers put before every folder. Other names are told apart by case on some servers only, so
// that two which differ in nothing else are refused too.
func foldFolder(name string) string {
	name = strings.ToLower(strings.ReplaceAll(strings.Trim(name, "/. "), ".", "/"))
	return strings.TrimPrefix(name, "inbox/")
}
