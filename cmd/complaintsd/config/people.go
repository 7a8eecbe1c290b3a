package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"complaintsd/cases"
)

// staffed demands the two roles without which a case would lie where nobody sees it (DESIGN, promises 1
// and 6).
func (c *check) staffed() {
	for _, r := range []cases.Role{cases.Registrar, cases.Director} {
		if len(c.o.With(r)) == 0 && c.sound("person", "roles") {
			c.add(c.at, fmt.Sprintf("organisation %q has no %s", c.o.Name, r), fmt.Sprintf("give a person roles = [%q]", string(r)))
		}
	}
}

// seconded demands that there is somebody else to agree to what one person wants to close.
func (c *check) seconded() {
	able := map[string]bool{}
	for _, r := range append([]cases.Role{cases.Registrar, cases.Director}, c.o.Second...) {
		for _, p := range c.o.With(r) {
			able[p.ID] = true
		}
	}
	if path := c.at + ".terms.close_second"; len(c.o.Second) > 0 && len(able) < 2 && c.sound("person", "roles", "id") {
		c.add(path, "close_second asks a second person to agree, and there is only one who could", "give another person one of its roles")
	}
}

// people have each id once.
func (c *check) people() {
	first := map[string]int{}
	for i, p := range c.o.People {
		at := fmt.Sprintf("%s.person[%d].id", c.at, i)
		folded := strings.ToLower(p.ID)
		if line, again := first[folded]; again && p.ID != "" {
			c.add(at, fmt.Sprintf("id %q is also that of the person at line %d", p.ID, line), "give each person another id")
			continue
		}
		first[folded] = c.line(at)
	}
}

// deputies are people of the roster.
func (c *check) deputies() {
	ids := c.ids()
	sound := c.sound("person", "id")
	for i, p := range c.o.People {
		at := fmt.Sprintf("%s.person[%d].deputy", c.at, i)
		switch {
		case p.Deputy == "" && (!p.DeputyFrom.IsZero() || !p.DeputyUntil.IsZero()):
			c.add(at, fmt.Sprintf("person %q has dates for a deputy and no deputy", p.ID), `add deputy = "..."`)
		case !p.DeputyUntil.IsZero() && p.DeputyUntil.Before(p.DeputyFrom):
			c.add(at+"_until", fmt.Sprintf("the deputy of %q ends on %s, before it begins", p.ID, p.DeputyUntil), "write a later date")
		case p.Deputy == "":
		case p.Deputy == p.ID:
			c.add(at, fmt.Sprintf("person %q is named as their own deputy", p.ID), "name another person")
		case sound && !slices.Contains(ids, p.Deputy):
			c.add(at, fmt.Sprintf("deputy %q is the id of no person", p.Deputy), mean(p.Deputy, ids))
		}
	}
}

func (c *check) ids() []string {
	var ids []string
	for _, p := range c.o.People {
		ids = append(ids, p.ID)
	}
	return ids
}

// places are the locations and regions of people; a location is called by its name from here on.
func (c *check) places() {
	sound := c.sound("location", "name", "aliases", "region")
	for i := range c.o.People {
		p, at := &c.o.People[i], fmt.Sprintf("%s.person[%d]", c.at, i)
		c.placed(p, cases.Manager, p.Locations, "location", at)
		c.placed(p, cases.Regional, p.Regions, "region", at)
		if sound {
			c.known(p, at)
		}
	}
}

func (c *check) known(p *cases.Person, at string) {
	for i, name := range p.Locations {
		l, ok := c.o.Location(name)
		if !ok {
			c.add(at+".locations", fmt.Sprintf("location %q is not known", name), mean(name, c.names()))
		}
		p.Locations[i] = l.Name
	}
	for _, name := range p.Regions {
		if !slices.Contains(c.regions(), name) {
			c.add(at+".regions", fmt.Sprintf("region %q is that of no location", name), mean(name, c.regions()))
		}
	}
}

// placed demands that somebody who answers for a place has one.
func (c *check) placed(p *cases.Person, r cases.Role, places []string, what, path string) {
	if p.Has(r) && len(places) == 0 && c.clean(path+"."+what+"s") {
		c.add(path, fmt.Sprintf("person %q is %s without a %s", p.ID, r, what), fmt.Sprintf(`add %ss = ["..."]`, what))
	}
}

func (c *check) names() []string {
	var names []string
	for _, l := range c.o.Locations {
		names = append(append(names, l.Name), l.Aliases...)
	}
	return names
}

func (c *check) regions() []string {
	set := map[string]bool{}
	for _, l := range c.o.Locations {
		set[l.Region] = true
	}
	delete(set, "")
	return slices.Sorted(maps.Keys(set))
}
