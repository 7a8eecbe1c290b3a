package cases

import (
	"testing"
	"time"
)

func referring(checked ...Date) *Organisation {
	o := &Organisation{Calendar: Calendar{Zone: time.UTC}, Reminders: Reminders{At: Clock{Hour: 8}}}
	for _, d := range checked {
		o.Referrals = append(o.Referrals, Referral{Name: "Loket", Checked: d})
	}
	return o
}

// The registrar is asked once a year, on a working day, until somebody has looked.
func TestCheckSlot(t *testing.T) {
	for name, c := range map[string]struct {
		checked []Date
		now     string
		want    string
		at      string
	}{
		"none":                       {nil, "2027-06-01T12:00:00Z", "", ""},
		"not a year":                 {[]Date{{2026, 6, 1}}, "2027-05-31T23:00:00Z", "", ""},
		"a year, before the hour":    {[]Date{{2026, 6, 1}}, "2027-06-01T07:59:00Z", "", ""},
		"a year":                     {[]Date{{2026, 6, 1}}, "2027-06-01T08:00:00Z", "2027-06-01", "2027-06-01T08:00:00Z"},
		"a Saturday":                 {[]Date{{2026, 6, 5}}, "2027-06-06T12:00:00Z", "", ""},
		"the Monday after":           {[]Date{{2026, 6, 5}}, "2027-06-07T12:00:00Z", "2027-06-05", "2027-06-07T08:00:00Z"},
		"again the year after":       {[]Date{{2026, 6, 1}}, "2028-06-02T12:00:00Z", "2028-06-01", "2028-06-01T08:00:00Z"},
		"the latest of several":      {[]Date{{2026, 3, 1}, {2026, 6, 1}}, "2027-06-02T12:00:00Z", "2027-06-01", "2027-06-01T08:00:00Z"},
		"checked on the leap day":    {[]Date{{2028, 2, 29}}, "2029-03-01T12:00:00Z", "2029-02-28", "2029-02-28T08:00:00Z"},
		"one of them checked lately": {[]Date{{2027, 5, 1}, {2026, 6, 1}}, "2027-06-02T12:00:00Z", "2027-06-01", "2027-06-01T08:00:00Z"},
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		got, at := referring(c.checked...).CheckSlot(now)
		if got != c.want || c.at != "" && at.Format(time.RFC3339) != c.at {
			t.Errorf("%s: slot %q at %s", name, got, at)
		}
	}
}

// Each regime has its own places, and none is unknown to all of them.
func TestKnownReferrals(t *testing.T) {
	o := &Organisation{Referrals: KnownReferrals()}
	for regime, want := range map[Regime]int{Wko: 2, Jeugdwet: 3, Wkkgz: 1, NoRegime: 0} {
		if got := o.ReferralsFor(regime); len(got) != want {
			t.Errorf("%s: %v", regime, got)
		}
	}
	for _, r := range o.Referrals {
		if r.Website == "" || r.Checked.IsZero() || len(r.Regimes) == 0 || r.AboutEn == "" {
			t.Errorf("%+v is not whole", r)
		}
	}
}

func TestCheckTellsTheRegistrar(t *testing.T) {
	o := referring(Date{2026, 6, 1})
	o.Prefix, o.People = "KLP", []Person{{ID: "k", Name: "Noor", Address: "noor@x.example", Roles: []Role{Registrar}}, {ID: "d", Roles: []Role{Director}}}
	o.Referrals[0].Website = "https://loket.example"
	now := time.Date(2027, 6, 1, 9, 0, 0, 0, time.UTC)
	d := Apply(o, Book{}, Event{At: now, Org: "KLP", Tick: &Tick{Job: JobCheck, Slot: "2027-06-01"}})
	if len(d.Steps) != 1 || len(d.Steps[0].Notices) != 1 {
		t.Fatalf("%+v", d)
	}
	n := d.Steps[0].Notices[0]
	if n.Kind != Alert || n.To.ID != "k" || len(n.Lines) != 1 || n.Lines[0] != "Loket: https://loket.example, nagekeken op 1-6-2026" {
		t.Errorf("%+v", n)
	}
}
