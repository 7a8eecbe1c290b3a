package config

import (
	"strings"
	"testing"
	"time"

	"complaintsd/cases"

	"github.com/google/go-cmp/cmp"
)

const ownReferral = `
[[organisation.referral]]
name    = "Zorgbelang Brabant"
kind    = "support"
regimes = ["jeugdwet", "wkkgz"]
about   = "vertrouwenspersonen in Brabant"
phone   = "013-5550100"
checked = "2026-03-01"
`

func TestReferralsOfItsOwnTakeThePlaceOfTheKnownOnes(t *testing.T) {
	c, problems := Read(strings.NewReader(Example+ownReferral), ".")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := []cases.Referral{{
		Name: "Zorgbelang Brabant", Kind: cases.ReferSupport, Regimes: []cases.Regime{cases.Jeugdwet, cases.Wkkgz},
		About: "vertrouwenspersonen in Brabant", Phone: "013-5550100", Checked: cases.Date{Year: 2026, Month: time.March, Day: 1},
	}}
	if diff := cmp.Diff(want, c.Organisations[0].Referrals); diff != "" {
		t.Error(diff)
	}
	if c, _ := Read(strings.NewReader(Example), "."); len(c.Organisations[0].Referrals) != len(cases.KnownReferrals()) {
		t.Error("without referrals of its own, an organisation has the known ones")
	}
}

func TestMistakenReferrals(t *testing.T) {
	for name, c := range map[string]struct{ old, fresh, want string }{
		"nowhere":     {`phone   = "013-5550100"`, ``, `referral "Zorgbelang Brabant" has no website, phone or mail; add one of them`},
		"no date":     {`checked = "2026-03-01"`, ``, `[[organisation.referral]] has no checked; add checked = ...`},
		"bad kind":    {`"support"`, `"suport"`, `kind in [[organisation.referral]] is "suport"; did you mean "support"?`},
		"bad regime":  {`"wkkgz"]`, `"none"]`, `regimes in [[organisation.referral]] has "none", which is no known regime; known: wko, wkkgz, jeugdwet`},
		"bad website": {`phone   =`, `website =`, `website in [[organisation.referral]] is "013-5550100", which is no web address; write it with https:// before it`},
	} {
		_, problems := Read(strings.NewReader(Example+strings.Replace(ownReferral, c.old, c.fresh, 1)), ".")
		if len(problems) != 1 || !strings.HasSuffix(problems[0].String(), ": "+c.want) {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

func TestColour(t *testing.T) {
	for written, want := range map[string]string{
		`"#7A3E00"`: "", `"red"`: `colour in [[organisation]] is "red", which is no colour; write it as "#14598a"`,
		`"#ffcc00"`: `colour in [[organisation]] is "#ffcc00", on which white letters cannot be read (contrast 1.5, at least 4.5); choose a darker one`,
		`"#7a3e0"`:  `colour in [[organisation]] is "#7a3e0", which is no colour; write it as "#14598a"`,
	} {
		text := strings.Replace(Example, "[organisation.imap]", "colour = "+written+"\n[organisation.imap]", 1)
		c, problems := Read(strings.NewReader(text), ".")
		if want == "" && (len(problems) > 0 || c.Organisations[0].Colour != "#7a3e00") {
			t.Errorf("%s: %v", written, problems)
		}
		if want != "" && (len(problems) != 1 || !strings.HasSuffix(problems[0].String(), ": "+want)) {
			t.Errorf("%s: %v", written, problems)
		}
	}
}

func TestWarningsOfOldReferrals(t *testing.T) {
	c, problems := Read(strings.NewReader(Example+ownReferral), ".")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if w := c.Warnings(cases.Date{Year: 2027, Month: time.February, Day: 28}); len(w) > 0 {
		t.Error(w)
	}
	w := c.Warnings(cases.Date{Year: 2027, Month: time.March, Day: 1})
	const want = `: warning: referral "Zorgbelang Brabant" was last checked on 2026-03-01; look whether its addresses still hold, and write the day in checked`
	if len(w) != 1 || !strings.HasSuffix(w[0].String(), want) || w[0].Line == 0 {
		t.Error(w)
	}
}
