package config

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"complaintsd/cases"
)

var siteForm = regexp.MustCompile(`^https?://[^\s<>"]+$`)

// site is a web address that a letter can make a link of.
func site(p *string) value {
	return matching(p, siteForm, "web address", `write it with https:// before it`)
}

var colourForm = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// colour is one on which white letters, and which on white paper, can be read.
func colour(p *cases.Colour) value {
	return value{
		read: of("text", `"#14598a"`, func(s string, wrong report) {
			c := cases.Colour(strings.ToLower(s))
			switch {
			case !colourForm.MatchString(string(c)):
				wrong(fmt.Sprintf("is %q, which is no colour", s), `write it as "#14598a"`)
			case c.Contrast(cases.White) < cases.Readable:
				wrong(fmt.Sprintf("is %q, on which white letters cannot be read (contrast %.1f, at least %.1f)", s, c.Contrast(cases.White), cases.Readable), "choose a darker one")
			default:
				*p = c
			}
		}),
		write: func() string { return strconv.Quote(string(*p)) },
	}
}

// optional is not printed while it is empty: an empty text is no value of its form.
func optional(p *string, v value) value {
	return value{read: v.read, write: func() string {
		if *p == "" {
			return ""
		}
		return v.write()
	}}
}

// referrals can be reached, or a parent is sent to nobody.
func (c *check) referrals() {
	for i, r := range c.o.Referrals {
		at := fmt.Sprintf("%s.referral[%d]", c.at, i)
		if r.Website == "" && r.Phone == "" && r.Mail == "" && c.clean(at) {
			c.add(at, fmt.Sprintf("referral %q has no website, phone or mail", r.Name), "add one of them")
		}
	}
}

// Warnings are what a person should look at, though the program runs: a list of holidays that ends, contact data of
// others at which nobody has looked for a year, and terms in an order that nobody can have meant.
func (c *Config) Warnings(today cases.Date) []Problem {
	var found []Problem
	for i, o := range c.Organisations {
		if o.Calendar.Ending(today) {
			n := notes{file: c.file, lines: c.lines}
			n.add(fmt.Sprintf("organisation[%d].holidays", i), fmt.Sprintf("warning: the holidays that decrees add are known until %s", o.Calendar.Known()),
				"add the next ones to holidays")
			found = append(found, n.found...)
		}
		found = append(found, c.appealWarnings(i, today)...)
		found = append(found, c.orderWarnings(i, today)...)
		for _, r := range o.Unchecked(today) {
			n := notes{file: c.file, lines: c.lines}
			n.add(c.referralPath(i, r), fmt.Sprintf("warning: referral %q was last checked on %s", r.Name, r.Checked),
				"look whether its addresses still hold, and write the day in checked")
			found = append(found, n.found...)
		}
	}
	return found
}

func (c *Config) referralPath(org int, r cases.Referral) string {
	for j, x := range c.Organisations[org].Referrals {
		if x.Name == r.Name {
			return fmt.Sprintf("organisation[%d].referral[%d]", org, j)
		}
	}
	return fmt.Sprintf("organisation[%d]", org)
}
