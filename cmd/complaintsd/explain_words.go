package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"complaintsd/cases"
	"complaintsd/mailin"
)

// forwardLine says who wrote the mail that was passed on, and when.
func forwardLine(f *mailin.Forward) string {
	if f == nil {
		return ""
	}
	from := strings.TrimSpace(f.FromName + " <" + f.From + ">")
	if f.From == "" {
		from = f.FromName
	}
	return fmt.Sprintf("doorgestuurde mail van %s, %s, onderwerp: %s", from, orWord(f.Date, "zonder datum"), f.Subject)
}

// bounceLine says in plain words what became of a letter.
func bounceLine(b *mailin.Bounce) string {
	if b == nil {
		return ""
	}
	what := "nog niet aangekomen; de mailserver probeert het opnieuw"
	if b.Permanent() {
		what = "niet aangekomen. " + cases.FailureWords(b.Status, b.Reason)
	}
	return fmt.Sprintf("aan %s: %s (%s %s)", orWord(b.Recipient, "onbekend adres"), what, orWord(b.Status, "geen code"), b.Reason)
}

// fieldLine lists what was filled in on a form.
func fieldLine(fields map[string]string) string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		all = append(all, name+"="+strings.Join(strings.Fields(fields[name]), " "))
	}
	return strings.Join(all, "; ")
}

func orWord(s, word string) string {
	if s == "" {
		return word
	}
	return s
}
