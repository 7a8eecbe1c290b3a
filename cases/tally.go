package cases

import (
	"slices"
	"strings"
)

// Brief is the little of a case that a year is counted from: no names, no words.
type Brief struct {
	Received, Closed Date
	Kind             Kind
	Location         string
	Visible          bool
	Restricted       []string
	Confirm, Propose string // kept, late, the date on which it is due, or "" for none
	Statutory        string // likewise
	Solution         string // ja, deels, nee, geen, or "" when it was not asked
	Process          string
}

// How a promise came out.
const (
	inTime  = "k"
	tooLate = "l"
)

// BriefOf gives the brief of a case; false when it counts in no year: imported, or no reaction of a parent.
func BriefOf(c Case) (Brief, bool) {
	b := Brief{
		Received: c.Received, Closed: c.ClosedOn, Kind: c.Kind, Location: c.Location, Visible: c.Visible,
		Restricted: c.Restricted, Confirm: c.came(Confirm), Propose: c.came(Propose), Statutory: c.came(Statutory),
		Solution: c.Satisfied.Solution, Process: c.Satisfied.Process,
	}
	if c.Satisfied.Silent && !c.Satisfied.Answered() {
		b.Solution, b.Process = "geen", "geen"
	}
	return b, !c.Dormant && c.State != NotComplaint && c.State != Merged
}

func (c Case) came(p Promise) string {
	due, kept := *c.Due.Of(p), *c.Kept.Of(p)
	if first := c.FirstOffer; p == Propose && first != nil {
		due, kept = first.Due, first.Kept
		if kept.IsZero() {
			return ""
		}
	}
	switch {
	case due.IsZero():
		return ""
	case kept.IsZero() && !c.State.Open() && (p != Statutory || !c.unread()):
		return ""
	case kept.IsZero():
		return due.String()
	case kept.After(due):
		return tooLate
	}
	return inTime
}

// String writes a brief in one line, as it is kept beside the case.
func (b Brief) String() string {
	visible := ""
	if b.Visible {
		visible = "v"
	}
	return strings.Join([]string{
		b.Received.String(), b.Closed.String(), string(b.Kind), visible, strings.Join(b.Restricted, ","), b.Confirm, b.Propose, b.Statutory,
		b.Solution, b.Process, b.Location,
	}, "|")
}

// ParseBrief reads what String writes. The location stands last: its name may hold anything.
func ParseBrief(s string) (Brief, error) {
	f := strings.SplitN(s, "|", 11)
	for len(f) < 11 {
		f = append(f, "")
	}
	b := Brief{
		Kind: Kind(f[2]), Visible: f[3] != "", Confirm: f[5], Propose: f[6], Statutory: f[7], Solution: f[8], Process: f[9], Location: f[10],
	}
	if f[4] != "" {
		b.Restricted = strings.Split(f[4], ",")
	}
	var err error
	if b.Received, err = ParseDate(f[0]); err != nil {
		return b, err
	}
	b.Closed, err = ParseDate(f[1])
	return b, err
}

// Tally counts a part of a year, from 1 January: how much came in, what was closed, what was in time, and what
// parents thought of it.
type Tally struct {
	Year                     int
	Received, Complaints     int
	Closed                   int
	Confirmed, ConfirmInTime int // promises that were kept or are late, and those of them that were kept in time
	Proposed, ProposeInTime  int
	Judged, JudgedInTime     int            // as the law asks
	Solution, Process        map[string]int // ja, deels, nee, geen
}

// tally counts the year of until up to that day, as it stands on a day, for a person.
func (o *Organisation) tally(p Person, briefs []Brief, until, on Date) Tally {
	t := Tally{Year: until.Year, Solution: map[string]int{}, Process: map[string]int{}}
	from := Date{until.Year, 1, 1}
	within := func(d Date) bool { return !d.IsZero() && !d.Before(from) && !d.After(until) }
	may := o.counts(p)
	for _, b := range briefs {
		received, closed := within(b.Received), within(b.Closed)
		if !received && !closed || !may(b) {
			continue
		}
		if closed {
			t.Closed++
		}
		if !received {
			continue
		}
		t.Received++
		if b.Kind == Complaint {
			t.Complaints++
		}
		came(b.Confirm, on, &t.Confirmed, &t.ConfirmInTime)
		came(b.Propose, on, &t.Proposed, &t.ProposeInTime)
		came(b.Statutory, on, &t.Judged, &t.JudgedInTime)
		if b.Solution != "" || b.Process != "" {
			t.Solution[b.Solution]++
			t.Process[b.Process]++
		}
	}
	return t
}

func came(how string, on Date, all, good *int) {
	switch how {
	case "":
	case inTime:
		*all++
		*good++
	case tooLate:
		*all++
	default:
		if how < on.String() { // a date that has passed
			*all++
		}
	}
}

// counts tells which cases a person may read the numbers of: as sees, for whoever is there for a place.
func (o *Organisation) counts(p Person) func(Brief) bool {
	all := p.Has(Registrar) || p.Has(Director)
	places := map[string]bool{}
	for _, l := range o.Locations {
		places[l.Name] = p.Has(Manager) && slices.Contains(p.Locations, l.Name) || p.Has(Regional) && slices.Contains(p.Regions, l.Region)
	}
	return func(b Brief) bool {
		return !slices.Contains(b.Restricted, p.ID) && (all || b.Visible && places[b.Location])
	}
}
