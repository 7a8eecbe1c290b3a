package templates

import (
	"cmp"

	"complaintsd/cases"
)

// cast are the people and places of the samples: those of the organisation, so that a preview shows its own
// letters.
type cast struct {
	registrar, handler, colleague, regional, director cases.Person
	here, elsewhere                                   string // locations
}

// castOf finds somebody for each part. The configuration demands a registrar and a director; who else is missing is
// played by them.
func castOf(o *cases.Organisation) cast {
	managers := append(o.With(cases.Manager), o.With(cases.Regional)...)
	v := cast{registrar: nth(o.With(cases.Registrar), 0), director: nth(o.With(cases.Director), 0)}
	v.handler, v.colleague = nth(managers, 0), nth(managers, 1)
	v.regional = nth(o.With(cases.Regional), 0)
	if v.handler.ID == "" {
		v.handler = v.registrar
	}
	if v.colleague.ID == "" {
		v.colleague = v.registrar
	}
	if v.regional.ID == "" {
		v.regional = v.director
	}
	v.here = cmp.Or(nth(v.handler.Locations, 0), nth(o.Locations, 0).Name)
	for _, l := range o.Locations {
		if l.Name != v.here {
			v.elsewhere = l.Name
		}
	}
	v.elsewhere = cmp.Or(v.elsewhere, v.here)
	return v
}

func nth[T any](list []T, n int) T {
	if n < len(list) {
		return list[n]
	}
	return *new(T)
}

// misspelt doubles a letter in the middle of a name.
func misspelt(name string) string {
	r := []rune(name)
	half := len(r) / 2
	return string(r[:half]) + string(r[half:half+1]) + string(r[half:])
}
