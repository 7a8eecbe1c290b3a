package config

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
)

// secret is a reference in the file. What stands there instead of one is never shown: it may be the
// password.
func secret(p *Secret, dir string) value {
	return value{
		read: of("text", `"file:NAME"`, func(s string, wrong report) {
			source, name, _ := strings.Cut(s, ":")
			switch {
			case sources[source] == nil:
				wrong("is written in plain", `put it into a file and write "file:NAME", or "env:NAME", or "credential:NAME"`)
			case name == "":
				wrong(fmt.Sprintf("is %q without a name", s), fmt.Sprintf("write it as %q", source+":NAME"))
			case source == "credential" && name != filepath.Base(name):
				wrong(fmt.Sprintf("is %q, which is no name of a credential", s), "write the bare name, as in LoadCredential=")
			default:
				text(&s).read(s, wrong)
				*p = Secret{ref: s, dir: dir}
			}
		}),
		write: func() string {
			if p.IsZero() {
				return ""
			}
			return strconv.Quote(p.ref)
		},
	}
}

// Secrets tells what run needs and check cannot see in the file alone: for each organisation the sections
// of mailbox and relay, and secrets that can be read now.
func (c *Config) Secrets() []Problem {
	n := &notes{file: c.file, lines: c.lines}
	for i, o := range c.Organisations {
		at, m := fmt.Sprintf("organisation[%d]", i), c.Mail[o.Prefix]
		n.reach(at, "imap", m.IMAP.Host, m.IMAP.Password)
		n.reach(at, "smtp", m.SMTP.Host, m.SMTP.Password)
	}
	return n.sorted()
}

func (n *notes) reach(at, name, host string, s Secret) {
	if host == "" {
		n.add(at, fmt.Sprintf("the organisation has no [organisation.%s]", name), "add it with host, user and password")
		return
	}
	if s.IsZero() {
		return
	}
	_, err := s.Value()
	if m, known := err.(mistake); known {
		n.add(at+"."+name+".password", m.what, m.mend)
	} else if err != nil {
		n.add(at+"."+name+".password", err.Error(), "put the password where it can be read")
	}
}
