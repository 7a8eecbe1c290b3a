package templates

import (
	"time"

	"complaintsd/cases"
)

// digestSamples are the overview of the registrar, of a director who reads English, and one with nothing to tell.
func digestSamples(o *cases.Organisation) []Sample {
	own, english, quiet := caseless(o, cases.DigestNotice), caseless(o, cases.DigestNotice), caseless(o, cases.DigestNotice)
	english.Name, quiet.Name = "digest-en", "digest-nl-leeg"
	to := castOf(o).director
	to.Language = cases.English
	n := &english.Step.Notices[0]
	n.To, n.Address, n.Token = to, to.Address, sampleToken(o, "", to.ID, cases.ScopeStaff)
	n.Digest, n.Keys = sampleDigest(o, to, english.Now)
	n.Digest.Serious, n.Digest.Since = 1, n.Digest.On.Add(-21) // after weeks without
	n = &quiet.Step.Notices[0]
	n.Digest, n.Keys = &cases.Digest{Person: n.To, On: n.Digest.On}, nil
	return []Sample{own, english, quiet}
}

func sampleDigest(o *cases.Organisation, to cases.Person, now time.Time) (*cases.Digest, []cases.Token) {
	on, v := o.Today(now), castOf(o)
	terms := func(received cases.Date) cases.Dates {
		return cases.Dates{Confirm: received.Add(7), Propose: received.Add(21), Statutory: received.Add(42)}
	}
	line := func(number, day int, location, handler string, next cases.Promise) cases.DigestLine {
		due := terms(on.Add(-day))
		return cases.DigestLine{
			Ref: cases.NewRef(o.Prefix, 2026, number), Kind: cases.Complaint, Location: location, Handler: handler, Day: day,
			Due: due, Next: next, DaysLeft: on.Days(*due.Of(next)),
		}
	}
	late, closing := line(42, 27, v.here, v.handler.Name, cases.Propose), line(41, 37, v.elsewhere, v.colleague.Name, cases.Statutory)
	closing.Task = cases.TaskClose
	fresh := line(47, 3, "", "", cases.Confirm)
	fresh.Task = cases.TaskAssign
	d := &cases.Digest{
		Person: to, On: on, Since: on.Add(-7), Scale: terms(on), Head: "3f2a9c1b77de0a42", HeadAt: now,
		Open:     []cases.DigestLine{late, fresh, closing, line(45, 11, v.elsewhere, v.colleague.Name, cases.Propose)},
		Opened:   []cases.DigestLine{fresh},
		ClosedIn: []cases.DigestLine{line(40, 30, v.elsewhere, v.registrar.Name, cases.Statutory)},
		Promised: []cases.DigestPromise{
			{Ref: cases.NewRef(o.Prefix, 2026, 38), Location: v.elsewhere, Number: 2, Owner: v.colleague.Name, Date: on.Add(-5), DaysLeft: -5, Wide: true, Council: true},
			{Ref: late.Ref, Location: late.Location, Number: 1, Owner: to.Name, Date: on.Add(1), DaysLeft: 1, Agreement: true, Mine: true},
			{Ref: cases.NewRef(o.Prefix, 2026, 40), Location: v.elsewhere, Number: 1, Owner: v.colleague.Name, Date: on.Add(4), DaysLeft: 4},
		},
		Stuck: []cases.DigestLetter{
			{Ref: closing.Ref, Kind: cases.Confirmation, Since: on.Add(-2), Failed: true},
			{Ref: late.Ref, Kind: cases.Extension, Since: on.Add(-3), Paper: true},
			{Ref: cases.NewRef(o.Prefix, 2026, 38), Kind: cases.Closing, Since: on.Add(-9), Paper: true, Keeps: cases.Statutory, Due: on.Add(-2), Left: -2, Ended: true},
		},
		Year: cases.Tally{
			Year: 2026, Received: 14, Complaints: 9, Closed: 11, Confirmed: 13, ConfirmInTime: 13, Proposed: 11, ProposeInTime: 9, Judged: 7, JudgedInTime: 6,
			Solution: map[string]int{"ja": 7, "deels": 1, "nee": 1, "geen": 2}, Process: map[string]int{"ja": 8, "deels": 1, "geen": 2},
		},
		Before: cases.Tally{Year: 2025, Received: 17, Complaints: 12, Closed: 15, Confirmed: 17, ConfirmInTime: 14, Proposed: 15, ProposeInTime: 10, Judged: 12, JudgedInTime: 10},
	}
	var keys []cases.Token
	for _, ref := range d.Linked() {
		keys = append(keys, sampleToken(o, ref, to.ID, cases.ScopeStaff))
	}
	return d, keys
}
