package config

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net"
	"os"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // a small container has no table of zones, and terms depend on it

	"complaintsd/cases"
)

// finish puts together what stands in different places of the file, and notes where it does not fit.
func (b *builder) finish() *Config {
	b.loadZone()
	if len(b.c.Organisations) == 0 && b.clean("organisation") {
		b.add("", "there is no organisation", "add [[organisation]]")
	}
	owned := b.owned()
	b.prefixes()
	read := map[string]int{}
	b.c.Mail, b.c.Templates = map[string]Mailbox{}, map[string]string{}
	for i, o := range b.c.Organisations {
		b.complete(o, b.boxes[i])
		c := check{builder: b, o: o, at: fmt.Sprintf("organisation[%d]", i)}
		for _, rule := range rules {
			rule(&c)
		}
		c.addresses(owned)
		c.connections(b.boxes[i])
		c.folders(b.boxes[i].IMAP)
		c.shared(read, b.boxes[i].IMAP)
		c.texts(*b.texts[i])
		b.c.Mail[o.Prefix] = *b.boxes[i]
	}
	b.c.file, b.c.lines = b.file, b.lines
	return b.c
}

// loadZone refuses "Local": the terms of a case may not depend on the machine.
func (b *builder) loadZone() {
	zone, err := time.LoadLocation(b.zone)
	if b.clean("timezone") && (err != nil || b.zone == "Local") {
		b.add("timezone", fmt.Sprintf("timezone is %q, which is not known", b.zone), `write it as "Europe/Amsterdam"`)
	}
	b.c.Zone = zone
}

// complete fills in what follows from other keys.
func (b *builder) complete(o *cases.Organisation, m *Mailbox) {
	o.Operator = b.c.Operator
	for i := range o.People {
		o.People[i].Language = cmp.Or(o.People[i].Language, o.Language)
	}
	remindWhoActs(o)
	o.Calendar.Zone = b.c.Zone
	if !o.Since.IsZero() && b.c.Zone != nil {
		o.Since = cases.DateOf(o.Since).At(cases.Clock{}, b.c.Zone)
	}
	if len(o.Referrals) == 0 && b.clean("organisation") {
		o.Referrals = cases.KnownReferrals()
	}
	if m.IMAP.Port == 0 {
		m.IMAP.Port = imapPorts[m.IMAP.TLS]
	}
	if m.SMTP.Port == 0 {
		m.SMTP.Port = smtpPorts[m.SMTP.TLS]
	}
}

// remindWhoActs gives the defaults of reminders that go to whoever the organisation chose to act. Four weeks before its
// date a decision on an appeal was only just asked for: who decides hears of it then.
func remindWhoActs(o *cases.Organisation) {
	r := &o.Reminders
	if r.Second == nil {
		r.Second = map[cases.Role][]int{}
		for _, role := range o.Second {
			r.Second[role] = []int{0, 2, 5}
		}
	}
	if r.Appeal == nil {
		r.Appeal = map[cases.Role][]int{cases.Registrar: {-2, 0}}
		for _, role := range o.Decide {
			r.Appeal[role] = []int{-28, -7, -2, 0, 1}
		}
	}
}

func (b *builder) prefixes() {
	first := map[string]int{}
	for i, o := range b.c.Organisations {
		at := fmt.Sprintf("organisation[%d].prefix", i)
		if line, again := first[o.Prefix]; again && o.Prefix != "" {
			b.add(at, fmt.Sprintf("prefix %q is also that of the organisation at line %d", o.Prefix, line), "give each organisation its own")
			continue
		}
		first[o.Prefix] = b.line(at)
	}
}

// owned gives the line of each address at which parents write.
func (b *builder) owned() map[string]int {
	lines := map[string]int{}
	for i, o := range b.c.Organisations {
		at := fmt.Sprintf("organisation[%d]", i)
		b.once(lines, o.Address, at+".address")
		for _, a := range o.Aliases {
			b.once(lines, a, at+".aliases")
		}
	}
	if line, ours := lines[b.c.Operator]; ours {
		b.add("operator", fmt.Sprintf("operator is %q, the mailbox for complaints of line %d", b.c.Operator, line), "name an address that a person reads")
	}
	return lines
}

// once notes an address that stands already in one of the lines.
func (b *builder) once(lines map[string]int, address, path string) {
	if address == "" {
		return
	}
	if line, again := lines[address]; again {
		b.add(path, fmt.Sprintf("address %q stands already at line %d", address, line), "use every address once")
		return
	}
	lines[address] = b.line(path)
}

// check holds the rules within one organisation.
type check struct {
	*builder
	o  *cases.Organisation
	at string // path
}

// rules stand in this order because sound looks at what was found before.
var rules = []func(*check){(*check).hours, (*check).escalation, (*check).staffed, (*check).seconded, (*check).deputies, (*check).places, (*check).people, (*check).locations, (*check).referrals}

// sound tells that nothing was wrong with these keys of a list of sections, and that each section is whole.
// A rule that compares sections asks it, so that one mistake gives one line and not a second one that
// follows from it.
func (c *check) sound(list string, keys ...string) bool {
	return !slices.ContainsFunc(c.paths, func(p string) bool {
		rest, below := strings.CutPrefix(p, c.at+"."+list)
		_, key, inside := strings.Cut(rest, "].")
		return below && (!inside || slices.Contains(keys, key))
	})
}

// hours leave time for reminders on each day.
func (c *check) hours() {
	r, path := c.o.Reminders, c.at+".reminders.until"
	if !r.At.Before(r.Until) && c.clean(path) && c.clean(c.at+".reminders.at") {
		c.add(path, fmt.Sprintf("reminders leave from %s until %s, which is never", r.At, r.Until), "make until later than at")
	}
}

// escalation leads to somebody.
func (c *check) escalation() {
	if path := c.at + ".escalation"; !c.o.Escalation.Ends() && c.clean(path) {
		c.add(path, "[organisation.escalation] turns in a circle", "let each role lead to registrar or director in the end")
	}
}

// texts of its own stand in a folder that is there: a name that is wrong must not bring back the words that
// the organisation replaced. What stands in the folder is for the letters to judge.
func (c *check) texts(dir string) {
	if dir == "" {
		return
	}
	c.c.Templates[c.o.Prefix] = dir
	path := c.at + ".templates"
	info, err := os.Stat(dir)
	switch {
	case !c.clean(path):
	case errors.Is(err, fs.ErrNotExist):
		c.add(path, fmt.Sprintf("templates is %q, and there is no such folder", dir), "make it, or leave templates out to use the built-in texts")
	case err != nil:
		c.add(path, fmt.Sprintf("templates %q cannot be read: %s", dir, cause(err)), "let this program's user read it")
	case !info.IsDir():
		c.add(path, fmt.Sprintf("templates is %q, which is no folder", dir), `name the folder that holds nl/receipt.txt and the like`)
	}
}

// locations have each name once, and there is at least one.
func (c *check) locations() {
	if len(c.o.Locations) == 0 && c.clean(c.at+".location") {
		c.add(c.at, fmt.Sprintf("organisation %q has no location", c.o.Name), "add [[organisation.location]] with its name")
	}
	first := map[string]int{}
	for i, l := range c.o.Locations {
		at := fmt.Sprintf("%s.location[%d]", c.at, i)
		c.named(first, l.Name, at+".name")
		for _, a := range l.Aliases {
			c.named(first, a, at+".aliases")
		}
	}
}

func (c *check) named(first map[string]int, name, path string) {
	folded := strings.ToLower(name)
	if line, again := first[folded]; again && name != "" {
		c.add(path, fmt.Sprintf("location %q stands already at line %d", name, line), "use every name and alias once")
		return
	}
	first[folded] = c.line(path)
}

// addresses of people and machines are neither each other's nor those at which parents write: a mail has
// one kind of sender.
func (c *check) addresses(owned map[string]int) {
	lines := maps.Clone(owned)
	for i, p := range c.o.People {
		c.once(lines, p.Address, fmt.Sprintf("%s.person[%d].address", c.at, i))
	}
	for i, f := range c.o.Forms {
		c.once(lines, f.Sender, fmt.Sprintf("%s.form[%d].sender", c.at, i))
	}
	for i, s := range c.o.Scanners {
		c.once(lines, s, fmt.Sprintf("%s.scanner[%d].sender", c.at, i))
	}
}

// connections leave the machine guarded only, and a user comes with a password.
func (c *check) connections(m *Mailbox) {
	c.guarded(c.at+".imap.tls", m.IMAP.Host, m.IMAP.TLS)
	c.guarded(c.at+".smtp.tls", m.SMTP.Host, m.SMTP.TLS)
	smtp := c.at + ".smtp"
	switch {
	case m.SMTP.User != "" && m.SMTP.Password.IsZero() && c.clean(smtp+".password"):
		c.add(smtp, "[organisation.smtp] has a user and no password", `add password = "file:NAME"`)
	case m.SMTP.User == "" && !m.SMTP.Password.IsZero() && c.clean(smtp+".user"):
		c.add(smtp, "[organisation.smtp] has a password and no user", "add user = ...")
	}
}

func (c *check) guarded(path, host string, tls TLS) {
	local := host == "localhost" || net.ParseIP(host).IsLoopback()
	if tls == NoTLS && host != "" && !local {
		c.add(path, fmt.Sprintf("tls is none, and %s is another machine: passwords and complaints would be readable on the way", host), `write tls = "starttls" or "implicit"`)
	}
}
