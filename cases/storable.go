package cases

import "strings"

// mostBytes is how long a small fact or a line of somebody's data may be. What is longer is no such thing.
const mostBytes = 500

// storable gives text that is read back as it was written: whole UTF-8, and bounded. A row of the history whose
// text changed on its way would break the chain (invariant 9).
func storable(s string) string {
	if len(s) > mostBytes {
		s = s[:mostBytes]
	}
	return strings.ToValidUTF8(s, "")
}

func (f Facts) storable() Facts {
	for _, s := range []*string{&f.Person, &f.Value, &f.Other, &f.Mail, &f.MsgID, &f.Reason} {
		*s = storable(*s)
	}
	return f
}

func (c *Complainant) storable() *Complainant {
	if c == nil {
		return nil
	}
	d := *c
	for _, s := range []*string{&d.Name, &d.Email, &d.Address, &d.Phone, &d.Child} {
		*s = storable(*s)
	}
	return &d
}
