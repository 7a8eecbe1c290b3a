package main

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"complaintsd/cases"
)

// person of the roster, to be changed.
func (s *teller) person(id string) *cases.Person {
	i := slices.IndexFunc(s.org.People, func(p cases.Person) bool { return p.ID == id })
	if i < 0 {
		s.fatalf("nobody is called %s", id)
	}
	return &s.org.People[i]
}

func (s *teller) date(text string) cases.Date {
	d, err := cases.ParseDate(text)
	if err != nil {
		s.fatalf("%v", err)
	}
	return d
}

func (s *teller) away(who, until, deputy string) {
	p := s.person(who)
	p.Deputy, p.DeputyFrom, p.DeputyUntil = s.person(deputy).ID, s.org.Today(s.at), s.date(until)
}

// often lets somebody write again and again, one mail a minute.
func (s *teller) often(words []string, subject string, text []string) {
	n, err := strconv.Atoi(words[2])
	if err != nil {
		s.fatalf("%v", err)
	}
	for i := range n {
		s.mail(s.address(words[0]), fmt.Sprintf("%s (%d)", subject, i+1), nil, text)
		s.at = s.at.Add(time.Minute)
	}
}
