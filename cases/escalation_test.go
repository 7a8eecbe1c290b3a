package cases

import (
	"slices"
	"testing"
)

// Who acts in a role, step by step up the chain: the one who has it, a deputy in between dates, the one above when nobody
// has it or may read of the case, and in the end whoever of registrar and director is not complained about.
func TestWhoActs(t *testing.T) {
	away := func(id, deputy string) func(*Organisation) {
		return func(o *Organisation) {
			for i := range o.People {
				if o.People[i].ID == id {
					o.People[i].Deputy, o.People[i].DeputyFrom, o.People[i].DeputyUntil = deputy, Date{2026, 11, 2}, Date{2026, 11, 13}
				}
			}
		}
	}
	gone := func(id string) func(*Organisation) {
		return func(o *Organisation) {
			for i := range o.People {
				if o.People[i].ID == id {
					o.People[i].Left = Date{2026, 11, 1}
				}
			}
		}
	}
	chain := func(e Escalation) func(*Organisation) { return func(o *Organisation) { o.Escalation = e } }
	type list []func(*Organisation)
	for _, v := range []struct {
		name     string
		role     Role
		do       list
		accused  []string
		unplaced bool
		want     []string
	}{
		{"the handler", Handler, nil, nil, false, []string{"bakker"}},
		{"a deputy without dates is not asked", Handler, list{func(o *Organisation) { o.People[2].Deputy = "regio" }}, nil, false, []string{"bakker"}},
		{"the handler is away", Handler, list{away("bakker", "regio")}, nil, false, []string{"bakker", "regio"}},
		{"and so is the deputy", Handler, list{away("bakker", "regio"), away("regio", "jansen")}, nil, false, []string{"bakker", "regio", "jansen"}},
		{"two who name each other", Handler, list{away("bakker", "regio"), away("regio", "bakker")}, nil, false, []string{"bakker", "regio"}},
		{"the deputy left", Handler, list{away("bakker", "regio"), gone("regio")}, nil, false, []string{"bakker"}},
		{"the handler left", Handler, list{gone("bakker")}, nil, false, []string{"kwaliteit"}},
		{"the handler left, by another chain", Handler, list{gone("bakker"), chain(Escalation{Handler: Regional})}, nil, false, []string{"regio"}},
		{"two steps up", Handler, list{gone("bakker"), gone("regio"), chain(Escalation{Handler: Manager, Manager: Regional})}, nil, false, []string{"directeur"}},
		{"the manager", Manager, nil, nil, false, []string{"bakker"}},
		{"the manager is complained about", Manager, nil, []string{"bakker"}, false, []string{"kwaliteit"}},
		{"no location yet", Manager, nil, nil, true, []string{"kwaliteit"}},
		{"no regional manager", Regional, list{gone("regio")}, nil, false, []string{"directeur"}},
		{"the registrar is complained about", Registrar, nil, []string{"kwaliteit"}, false, []string{"directeur"}},
		{"the director is complained about", Director, nil, []string{"directeur"}, false, []string{"kwaliteit"}},
		{"the director is away", Director, list{away("directeur", "regio")}, nil, false, []string{"regio", "directeur"}},
		{"both are complained about", Director, nil, []string{"directeur", "kwaliteit"}, false, nil},
	} {
		o := organisation(t)
		for _, do := range v.do {
			do(o)
		}
		c := Case{Ref: first, Handler: "bakker", Location: "Morel", Visible: true, Restricted: v.accused}
		if v.unplaced {
			c.Location, c.Visible = "", false
		}
		var got []string
		for _, p := range o.On(Date{2026, 11, 3}).who(v.role, c, Measure{}) {
			got = append(got, p.ID)
		}
		if !slices.Equal(got, v.want) {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

// Where each reminder falls: one before or on its date moves back over days off, but never to the day of receipt or
// before it; one after its date moves on (DESIGN section 1).
func TestWhereAReminderFalls(t *testing.T) {
	o := organisation(t)
	for _, v := range []struct {
		serves, received string
		offset           int
		want             string
	}{
		{"2026-11-23", "2026-11-02", -7, "2026-11-16"},
		{"2026-11-23", "2026-11-02", -1, "2026-11-20"}, // Sunday
		{"2026-11-22", "2026-11-01", 0, "2026-11-20"},
		{"2026-11-20", "2026-11-01", 1, "2026-11-23"},  // Saturday
		{"2026-04-06", "2026-03-16", 0, "2026-04-02"},  // Easter Monday, and the weekend and Good Friday before it
		{"2026-04-02", "2026-03-16", 1, "2026-04-07"},  // the other way round
		{"2026-05-14", "2026-04-02", 0, "2026-05-13"},  // Ascension
		{"2026-05-14", "2026-04-02", 1, "2026-05-18"},  // the equated day after it, and a weekend
		{"2026-12-26", "2026-12-01", -1, "2026-12-24"}, // Christmas
		{"2026-11-08", "2026-11-06", -1, "2026-11-09"}, // received on Friday: not on that day, so after the weekend
		{"2026-11-04", "2026-11-02", -7, "2026-11-03"}, // not before the receipt
	} {
		if got := o.remindOn(date(t, v.serves), v.offset, date(t, v.received)); got.String() != v.want {
			t.Errorf("%+d of %s, received %s: %s, want %s", v.offset, v.serves, v.received, got, v.want)
		}
	}
}
