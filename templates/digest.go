package templates

import (
	"fmt"
	"slices"
	"strings"

	"complaintsd/cases"
)

// mostLines is how long a list of the digest may be, so that all of them stay under 30 kB; the register has the rest.
const mostLines = 15

func (p *page) digest() cases.Digest {
	if p.n.Digest == nil {
		return cases.Digest{}
	}
	return *p.n.Digest
}

// On is the date of the digest.
func (p *page) On() string { return p.date(p.digest().On) }

// Head is the head of all histories with its moment, as verify takes them; "" for whoever does not answer for them.
func (p *page) Head() string {
	d := p.digest()
	if d.Head == "" || d.HeadAt.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s, %s", clean(d.Head), p.o.Local(d.HeadAt).Format("2006-01-02T15:04:05.000Z07:00"))
}

// OpenCount is how many cases are open.
func (p *page) OpenCount() int { return len(p.digest().Open) }

// SeriousCount is how many of them are serious, for the director alone.
func (p *page) SeriousCount() int { return p.digest().Serious }

// Since is the day of the reader's last digest, when that is longer ago than a week and a day off.
func (p *page) Since() string {
	d := p.digest()
	if d.Since.IsZero() || d.Since.Days(d.On) <= 8 {
		return ""
	}
	return p.date(d.Since)
}

// LateCount is how many of them are late.
func (p *page) LateCount() int { return p.count(late) }

// LatePromises is how many measures and agreements are late.
func (p *page) LatePromises() int {
	n := 0
	for _, m := range p.digest().Promised {
		if m.DaysLeft < 0 {
			n++
		}
	}
	return n
}

// LateLetters is how many letters of closed cases are not there while their date has passed.
func (p *page) LateLetters() int {
	n := 0
	for _, l := range p.digest().Stuck {
		if l.Ended && l.Keeps != "" && l.Left < 0 {
			n++
		}
	}
	return n
}

// AllLate is how much is late of what parents were promised, for the subject.
func (p *page) AllLate() int { return p.LateCount() + p.LateLetters() }

// MineCount is in how many of them something waits for the reader.
func (p *page) MineCount() int { return p.count(waits) }

func (p *page) count(want func(cases.DigestLine) bool) int {
	n := 0
	for _, l := range p.digest().Open {
		if want(l) {
			n++
		}
	}
	return n
}

// Quiet tells that there is nothing to tell.
func (p *page) Quiet() bool { return p.digest().Empty() }

func late(l cases.DigestLine) bool  { return l.Next != "" && l.DaysLeft < 0 }
func waits(l cases.DigestLine) bool { return l.Task != "" }

// Mine holds what waits for the reader.
func (p *page) Mine() []string { return p.lines(waits) }

// Late holds what is past its date and waits for somebody else.
func (p *page) Late() []string {
	return p.lines(func(l cases.DigestLine) bool { return late(l) && !waits(l) })
}

// Week holds what else is due within seven days.
func (p *page) Week() []string {
	return p.lines(func(l cases.DigestLine) bool {
		return l.Next != "" && l.DaysLeft >= 0 && l.DaysLeft <= 7 && !waits(l)
	})
}

// Opened holds what came in since the last digest.
func (p *page) Opened() []string { return p.named(p.digest().Opened) }

// Closed holds what was closed since then.
func (p *page) Closed() []string { return p.named(p.digest().ClosedIn) }

// named names the cases and says no more.
func (p *page) named(all []cases.DigestLine) []string {
	var found []string
	for _, l := range first(all) {
		found = append(found, refBold(l.Ref)+" "+p.lineAbout(l))
	}
	return p.ended(found, len(all))
}

func refBold(ref cases.Ref) string {
	return string(markBold) + clean(string(ref)) + string(markPlain)
}

func (p *page) lines(want func(cases.DigestLine) bool) []string {
	var found []string
	all := 0
	for _, l := range p.digest().Open {
		if !want(l) {
			continue
		}
		if all++; all <= mostLines {
			found = append(found, p.line(l))
		}
	}
	return p.ended(found, all)
}

// first is as much of a list as anybody would read.
func first[T any](all []T) []T { return all[:min(len(all), mostLines)] }

// ended says at the end of a list how much more there is.
func (p *page) ended(list []string, all int) []string {
	if more := all - len(list); more > 0 {
		list = append(list, fmt.Sprintf(p.say("more"), more))
	}
	return list
}

// line is a case: what it is about, who handles it, what is due first and what to do.
func (p *page) line(l cases.DigestLine) string {
	s := refBold(l.Ref) + " " + p.lineAbout(l)
	s += ". " + p.handledBy(l) + "."
	if l.Next != "" {
		s += fmt.Sprintf(" %s: %s (%s)", p.say(string(l.Next)), p.date(*l.Due.Of(l.Next)), p.leftIn(l.DaysLeft))
		if l.Back {
			s += ", " + p.say("back")
		}
		s += "."
	}
	if l.Asked && l.Task != cases.TaskAgree {
		s += " " + p.say("asked") + "."
	}
	do := taskWords[l.Task]
	if do.say == "" {
		do.say, do.command = "look", "stand"
	}
	return p.withLink(s, l.Ref, do.say, do.command)
}

// withLink adds a link to a line, when the reader has the key to that case.
func (p *page) withLink(s string, ref cases.Ref, say, command string) string {
	i := slices.IndexFunc(p.n.Keys, func(k cases.Token) bool { return k.Ref == ref })
	if i < 0 {
		return s
	}
	part := *p
	part.c, part.mailto, part.token, part.part = cases.Case{Ref: cases.Ref(clean(string(ref)))}, "", p.w.keys.Text(p.n.Keys[i]), true
	return s + " " + part.Choice(p.say(say), command) + "."
}

func (p *page) lineAbout(l cases.DigestLine) string {
	kind := string(l.Kind)
	if kind == "" {
		kind = string(cases.Complaint)
	}
	if l.Location == "" {
		return p.say(kind) + ", " + p.say("no location")
	}
	return p.say(kind) + " " + p.say("over") + " " + clean(l.Location)
}

func (p *page) handledBy(l cases.DigestLine) string {
	if l.Handler == "" {
		return p.say("no handler")
	}
	return p.say("handler") + ": " + clean(l.Handler)
}

// Promised are the measures and agreements that are not done.
func (p *page) Promised() []string {
	var found []string
	all := p.digest().Promised
	for _, m := range first(all) {
		what := "measure"
		command := fmt.Sprintf("klaar %d", m.Number)
		if m.Agreement {
			what, command = "agreement", command+" afspraak"
		}
		s := fmt.Sprintf("%s %s %d", refBold(m.Ref), p.say(what), m.Number)
		if m.Location != "" {
			s += ", " + clean(m.Location)
		}
		s += fmt.Sprintf(": %s %s (%s)", p.say("ready by"), p.date(m.Date), p.leftIn(m.DaysLeft))
		for _, x := range []struct {
			yes   bool
			words string
		}{{m.Owner != "", clean(m.Owner)}, {m.Wide, p.say("wide")}, {m.Council, p.say("council")}} {
			if x.yes {
				s += ", " + x.words
			}
		}
		if s += "."; m.Mine {
			s = p.withLink(s, m.Ref, "done", command)
		}
		found = append(found, s)
	}
	return p.ended(found, len(all))
}

// Stuck are the letters to parents that did not leave or did not arrive.
func (p *page) Stuck() []string {
	var found []string
	all := p.digest().Stuck
	for _, l := range first(all) {
		s := fmt.Sprintf("%s %s ", refBold(l.Ref), letterNames[p.language][l.Kind])
		switch {
		case l.Failed:
			s += fmt.Sprintf("%s (%s)", p.say("failed"), short(l.Since, p.language))
		case l.Paper:
			s += fmt.Sprintf("%s (%s)", p.say("post"), short(l.Since, p.language))
		default:
			s += p.say("waits") + " " + short(l.Since, p.language)
		}
		s += "."
		if l.Keeps != "" && l.Ended && !l.Due.IsZero() {
			s += fmt.Sprintf(" %s: %s (%s).", p.say(string(l.Keeps)), p.date(l.Due), p.leftIn(l.Left))
		}
		say, command := "look", "stand"
		if l.Paper && p.Is(string(cases.Registrar)) {
			say, command = "do post", "verstuurd"
		}
		found = append(found, p.withLink(s, l.Ref, say, command))
	}
	return p.ended(found, len(all))
}

// Years compares this year until now with the same part of the last one.
func (p *page) Years() []string {
	now, then := p.digest().Year, p.digest().Before
	if now.Received+now.Closed+then.Received+then.Closed == 0 {
		return nil
	}
	row := func(label, this, last string) string {
		return mark(fact, p.say(label), fmt.Sprintf("%s (%s: %s)", this, p.say("last year"), last))
	}
	number := func(label string, this, last int) string { return row(label, fmt.Sprint(this), fmt.Sprint(last)) }
	part := func(good, all int) string {
		if all == 0 {
			return p.say("none")
		}
		return fmt.Sprintf("%d %s %d", good, p.say("of"), all)
	}
	return []string{
		number("received", now.Received, then.Received), number("complaints", now.Complaints, then.Complaints),
		number("closed", now.Closed, then.Closed),
		row("confirmed", part(now.ConfirmInTime, now.Confirmed), part(then.ConfirmInTime, then.Confirmed)),
		row("proposed", part(now.ProposeInTime, now.Proposed), part(then.ProposeInTime, then.Proposed)),
		row("judged", part(now.JudgedInTime, now.Judged), part(then.JudgedInTime, then.Judged)),
	}
}

// Content says how satisfied the parents of this year are, with the solution and with how it went.
func (p *page) Content() []string {
	y := p.digest().Year
	if len(y.Solution) == 0 {
		return nil
	}
	return []string{mark(fact, p.say("solution"), p.answers(y.Solution)), mark(fact, p.say("process"), p.answers(y.Process))}
}

func (p *page) answers(n map[string]int) string {
	var all []string
	for _, a := range []string{"ja", "deels", "nee", "geen"} {
		all = append(all, fmt.Sprintf("%d %s", n[a], p.say(a)))
	}
	return strings.Join(all, ", ")
}

var letterNames = map[cases.Language]map[cases.NoticeKind]string{
	cases.Dutch: {
		cases.Receipt: "de ontvangstbevestiging", cases.Confirmation: "de bevestiging", cases.Message: "het bericht", cases.Extension: "de brief over uitstel",
		cases.Proposal: "het voorstel", cases.AskSatisfaction: "de vraag of de ouder tevreden is", cases.SatisfactionReminder: "de herinnering aan de vraag",
		cases.Closing: "de sluitingsbrief", cases.WithdrawnLetter: "de bevestiging van intrekken", cases.ReferredLetter: "de brief over doorsturen",
		cases.ReopenedLetter: "de brief over heropenen", cases.AddressChanged: "het bericht aan het oude adres",
	},
	cases.English: {
		cases.Receipt: "the receipt", cases.Confirmation: "the confirmation", cases.Message: "the message", cases.Extension: "the letter on the extension",
		cases.Proposal: "the proposal", cases.AskSatisfaction: "the question whether the parent is satisfied", cases.SatisfactionReminder: "the reminder of the question",
		cases.Closing: "the closing letter", cases.WithdrawnLetter: "the confirmation of the withdrawal", cases.ReferredLetter: "the letter on the referral",
		cases.ReopenedLetter: "the letter on reopening", cases.AddressChanged: "the message to the former address",
	},
}
