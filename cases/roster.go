package cases

import "slices"

// On is the organisation as it stands on a date: whoever left is still known by name and address and may do nothing;
// a deputy whose dates run has the roles, locations and regions of the one who is away, besides the own ones.
func (o *Organisation) On(d Date) *Organisation {
	if !slices.ContainsFunc(o.People, func(p Person) bool { return !p.Left.IsZero() || p.dated() }) {
		return o
	}
	on := *o
	on.People = slices.Clone(o.People)
	for i := range on.People {
		on.People[i] = on.People[i].on(d)
	}
	for _, p := range on.People {
		if p.Away {
			on.lend(p)
		}
	}
	return &on
}

// dated tells that the deputy stands in for a time only, and not always.
func (p Person) dated() bool { return !p.DeputyFrom.IsZero() || !p.DeputyUntil.IsZero() }

func (p Person) on(d Date) Person {
	switch {
	case !p.Left.IsZero() && !p.Left.After(d):
		p.Gone, p.Roles, p.Locations, p.Regions, p.Deputy = true, nil, nil, nil, ""
	case !p.dated():
	case d.Before(p.DeputyFrom) || !p.DeputyUntil.IsZero() && d.After(p.DeputyUntil):
		p.Deputy = ""
	default:
		p.Away = p.Deputy != ""
	}
	return p
}

// lend gives the roles of somebody who is away to the deputy, and when that one is away too, to the next.
func (o *Organisation) lend(p Person) {
	seen := map[string]bool{p.ID: true}
	for next := p; next.Away && !seen[next.Deputy]; {
		i := slices.IndexFunc(o.People, func(q Person) bool { return q.ID == next.Deputy })
		if i < 0 || o.People[i].Gone {
			return
		}
		q := &o.People[i]
		q.Roles = joined(q.Roles, p.Roles)
		q.Locations = joined(q.Locations, p.Locations)
		q.Regions = joined(q.Regions, p.Regions)
		seen[q.ID], next = true, *q
	}
}

// joined gives both lists, each value once.
func joined[T comparable](a, b []T) []T {
	all := slices.Clone(a)
	for _, x := range b {
		if !slices.Contains(all, x) {
			all = append(all, x)
		}
	}
	return all
}

// standsIn gives the person, if he or she is still here, and while the person is away the deputy, and while that one is
// away too, the next.
func (o *Organisation) standsIn(id string) []Person {
	var found []Person
	for {
		p, ok := o.Person(id)
		if !ok || p.Gone || slices.ContainsFunc(found, func(q Person) bool { return q.ID == p.ID }) {
			return found
		}
		if found = append(found, p); !p.Away {
			return found
		}
		id = p.Deputy
	}
}
