package cases

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Referral is somebody outside the organisation to whom a parent can go who disagrees (Wet kinderopvang art. 1.57c,
// Wkkgz art. 18, Jeugdwet art. 4.1.8). These are other people's numbers and addresses: they change without notice,
// so each carries the date on which somebody last looked whether it still holds.
type Referral struct {
	Name           string
	About, AboutEn string // a few words that explain the name, "" for none
	Kind           ReferralKind
	Regimes        []Regime // of the cases in whose letters it stands
	Website        string   // with https://
	Phone, Mail    string
	Checked        Date
}

// ReferralKind is what a parent can get there.
type ReferralKind string

// The kinds: free advice, a binding decision within Terms.Dispute, somebody who stands by a parent.
const (
	ReferAdvice  ReferralKind = "advice"
	ReferDispute ReferralKind = "dispute"
	ReferSupport ReferralKind = "support"
)

// referralsHold is for how long the contact data of others is trusted.
var referralsHold = Span{Months: 12}

// ReferralsFor gives those for cases of the regime, in the order of the configuration.
func (o *Organisation) ReferralsFor(r Regime) []Referral {
	var found []Referral
	for _, x := range o.Referrals {
		if slices.Contains(x.Regimes, r) {
			found = append(found, x)
		}
	}
	return found
}

// Unchecked are those at which nobody has looked for a year or longer.
func (o *Organisation) Unchecked(on Date) []Referral {
	return slices.DeleteFunc(slices.Clone(o.Referrals), func(r Referral) bool {
		return r.Checked.IsZero() || on.Before(referralsHold.From(r.Checked))
	})
}

// CheckSlot gives the latest moment at or before now at which the registrar was to be asked to look at the
// referrals again, and its name, a date; "" when there was none yet. It comes once a year until they are checked.
func (o *Organisation) CheckSlot(now time.Time) (string, time.Time) {
	var last Date
	for _, r := range o.Unchecked(o.Today(now)) {
		for on := referralsHold.From(r.Checked); !on.After(o.Today(now)); on = referralsHold.From(on) {
			last = later(last, on)
		}
	}
	at := o.Calendar.Next(last).At(o.Reminders.At, o.Calendar.Zone)
	if last.IsZero() || at.After(now) {
		return "", time.Time{}
	}
	return last.String(), at
}

// applyCheck asks the registrar to look whether the referrals still hold.
func applyCheck(o *Organisation, b *Book, e Event) Decision {
	t := begin(o, b, e, Case{})
	t.tell(Alert, o.With(Registrar), func(n *Notice) {
		n.Title = "Kijk of deze adressen nog kloppen"
		n.Reason = "In onze brieven staat waar ouders heen kunnen als ze het niet met ons eens zijn. Deze gegevens zijn een jaar of langer niet nagekeken. Kijk op de website of ze nog kloppen. Geef het daarna door aan de beheerder: die past in de configuratie de gegevens aan, en de datum bij checked."
		for _, r := range o.Unchecked(o.Today(e.At)) {
			n.Lines = append(n.Lines, r.line())
		}
	})
	return Decision{Steps: []Step{t.step()}}
}

func (r Referral) line() string {
	reach := slices.DeleteFunc([]string{r.Website, r.Phone, r.Mail}, func(s string) bool { return s == "" })
	return fmt.Sprintf("%s: %s, nagekeken op %d-%d-%d", r.Name, strings.Join(reach, ", "), r.Checked.Day, r.Checked.Month, r.Checked.Year)
}

// KnownReferrals are those of Dutch childcare and of the care for children, as they stood on that date. No
// telephone numbers: public sources contradict each other about them. Regional ones are for the configuration.
func KnownReferrals() []Referral {
	checked := Date{2026, time.November, 21}
	childcare := []Regime{Wko, Jeugdwet}
	return []Referral{
		{
			Name: "Klachtenloket Kinderopvang", AboutEn: "the national childcare complaints desk", Kind: ReferAdvice,
			Regimes: childcare, Website: "https://www.klachtenloket-kinderopvang.nl", Checked: checked,
		},
		{
			Name: "Geschillencommissie Kinderopvang", AboutEn: "the national childcare disputes committee", Kind: ReferDispute,
			Regimes: childcare, Website: "https://www.degeschillencommissie.nl", Checked: checked,
		},
		{
			Name: "Geschillencommissie Zorg", AboutEn: "the national care disputes committee", Kind: ReferDispute,
			Regimes: []Regime{Wkkgz}, Website: "https://www.degeschillencommissiezorg.nl", Checked: checked,
		},
		{
			Name: "AKJ", About: "vertrouwenspersonen in de jeugdhulp", AboutEn: "confidential advisers in youth care", Kind: ReferSupport,
			Regimes: []Regime{Jeugdwet}, Website: "https://www.akj.nl", Mail: "info@akj.nl", Checked: checked,
		},
	}
}
