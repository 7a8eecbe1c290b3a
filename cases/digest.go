package cases

import (
	"cmp"
	"slices"
	"time"
)

// Digest is the weekly overview of one manager (DESIGN section 9). No names of parents and no narrative.
type Digest struct {
	Person   Person
	On       Date
	Since    Date            // of the last digest that the reader got
	Serious  int             // open cases that are serious, for the director alone: no line says which
	Scale    Dates           // days of the promises after receipt, for the picture: as dates from On
	Open     []DigestLine    // what is open, the most urgent first
	Opened   []DigestLine    // new since the last digest
	ClosedIn []DigestLine    // closed since the last digest
	Promised []DigestPromise // open measures and agreements, the latest first
	Stuck    []DigestLetter  // letters to parents that wait for more than a day, or failed
	Year     Tally           // of this year until On
	Head     string          // of all histories, for who answers for them; "" for others
	HeadAt   time.Time       // when it stood so
	Before   Tally           // of the year before, until the same day
}

// DigestLine is a case in a digest.
type DigestLine struct {
	Ref      Ref
	Kind     Kind
	State    State
	Location string
	Handler  string // name, of staff
	Day      int    // days since receipt, or since its terms started again
	Due      Dates
	Next     Promise // the promise that is due first and not kept, "" for none
	DaysLeft int     // until it; negative is late
	Back     bool    // the letter that had kept it came back
	Asked    bool    // closing it waits for a second person
	Task     Task    // what waits for the reader
}

// DigestPromise is an open measure or agreement in a digest.
type DigestPromise struct {
	Ref       Ref
	Location  string
	Number    int
	Owner     string // name
	Date      Date
	DaysLeft  int
	Agreement bool
	Wide      bool // organisation-wide
	Council   bool // the parents' council must be heard
	Mine      bool // the reader sees to it
}

// DigestLetter is a letter to a parent that did not leave, or did not arrive.
type DigestLetter struct {
	Ref    Ref
	Kind   NoticeKind
	Since  Date
	Paper  bool // it waits to be posted
	Failed bool
	Keeps  Promise // that it has to keep and that is open, "" for none
	Due    Date    // of that promise
	Left   int     // days until then; negative is late
	Ended  bool    // the case is closed: no other line says that it is late
}

// Task is what waits for one person in one case.
type Task string

// The tasks, in the order in which they press.
const (
	TaskAssign  Task = "assign"
	TaskDecide  Task = "decide" // serious: the director confirms or changes the handler
	TaskPost    Task = "post"
	TaskTalk    Task = "talk"   // the parent is not satisfied
	TaskRecord  Task = "record" // the parent answered in words
	TaskPropose Task = "propose"
	TaskJudge   Task = "judge"
	TaskClose   Task = "close"
	TaskAgree   Task = "agree" // a second person is to agree to closing
)

// Digest gives the overview of one person on a date: the director's and the registrar's hold all locations, a
// manager's the own ones. It has no names of parents and no narrative (invariant 11), and nothing of a case
// that this person must not know of (invariant 10).
func (o *Organisation) Digest(p Person, b Book, on Date) Digest {
	since := o.digestSince(b, p, on)
	d := Digest{Person: p, On: on, Since: since, Scale: o.Due(Complaint, Wko, on)}
	if p.Has(Registrar) || p.Has(Director) {
		d.Head, d.HeadAt = b.Head, b.HeadAt
	}
	for _, c := range b.Cases {
		if c.Dormant || c.State == Merged || !o.sees(p, c, false) {
			continue
		}
		closed := !c.ClosedOn.Before(since) && !c.ClosedOn.IsZero()
		if opened := !later(c.Received, o.Today(c.Arrived)).Before(since); c.State.Open() || closed || opened {
			line := o.line(p, c, on)
			if c.State.Open() {
				d.Open = append(d.Open, line)
				if c.Serious && p.Has(Director) {
					d.Serious++
				}
			}
			if closed {
				d.ClosedIn = append(d.ClosedIn, line)
			}
			if opened {
				d.Opened = append(d.Opened, line)
			}
		}
		d.Promised = append(d.Promised, o.promised(p, c, on)...)
		d.Stuck = append(d.Stuck, stuck(c, on)...)
	}
	slices.SortFunc(d.Open, func(a, b DigestLine) int { // no two have the same reference
		return cmp.Or(cmp.Compare(a.urgency(), b.urgency()), cmp.Compare(a.Ref, b.Ref))
	})
	slices.SortStableFunc(d.Promised, func(a, b DigestPromise) int { return cmp.Compare(a.DaysLeft, b.DaysLeft) })
	d.Year, d.Before = o.tally(p, b.Briefs, on, on), o.tally(p, b.Briefs, on.AddMonths(-12), on)
	return d
}

// digestSince is the day of the last digest that a person got: nothing that came or went in weeks of downtime is left
// out. Who got none yet reads of the week.
func (o *Organisation) digestSince(b Book, p Person, on Date) Date {
	if last, got := b.Digested[p.Address]; got {
		return o.Today(last)
	}
	return o.digestBefore(on)
}

// digestBefore is the day of the digest before the one of a date: a week ago, or a day more when a holiday moved one.
func (o *Organisation) digestBefore(on Date) Date {
	week := on.Add(-7)
	_, at := o.DigestSlot(on.At(o.Reminders.DigestAt, o.Calendar.Zone).Add(-time.Nanosecond))
	if last := o.Today(at); last.Before(week) {
		return last
	}
	return week
}

// Empty tells that there is nothing that anybody has to know.
func (d Digest) Empty() bool {
	return len(d.Open)+len(d.Opened)+len(d.ClosedIn)+len(d.Promised)+len(d.Stuck) == 0
}

// urgency orders: what is late most comes first, and what has no date comes last.
func (l DigestLine) urgency() int {
	if l.Next == "" {
		return 1 << 20
	}
	return l.DaysLeft
}

func (o *Organisation) line(p Person, c Case, on Date) DigestLine {
	l := DigestLine{
		Ref: c.Ref, Kind: c.Kind, State: c.State, Location: c.Location, Day: c.DayZero().Days(on),
		Due: c.Due, Asked: c.CloseAsk != nil, Task: o.Task(p, c),
	}
	if h, ok := o.Person(c.Handler); ok {
		l.Handler = h.Name
	}
	if !c.State.Open() {
		return l
	}
	if m, ok := Next(Milestones(c, on)); ok {
		l.Next, l.DaysLeft, l.Back = m.Promise, on.Days(m.Due), !m.Back.IsZero()
	}
	return l
}

func (o *Organisation) promised(p Person, c Case, on Date) []DigestPromise {
	var all []DigestPromise
	add := func(v DigestPromise, owner string, done Date) {
		if !done.IsZero() || v.Date.IsZero() {
			return
		}
		who, _ := o.Person(owner)
		v.Ref, v.Location, v.Owner, v.DaysLeft, v.Mine = c.Ref, c.Location, who.Name, on.Days(v.Date), owner == p.ID
		all = append(all, v)
	}
	for _, m := range c.Measures {
		add(DigestPromise{Number: m.Number, Date: m.Date, Wide: m.Wide, Council: m.Parent}, m.Owner, m.Done)
	}
	for _, a := range c.Agreements {
		add(DigestPromise{Number: a.Number, Date: a.Date, Agreement: true}, a.Owner, a.Done)
	}
	return all
}

// stuck are the letters to the parent that a person should look at.
func stuck(c Case, on Date) []DigestLetter {
	var all []DigestLetter
	for _, l := range sortedKeys(c.Queued) {
		if q := c.Queued[l]; q.On.Days(on) > 1 {
			v := DigestLetter{Ref: c.Ref, Kind: q.Kind, Since: q.On, Paper: q.Paper, Ended: !c.State.Open()}
			if q.Keeps != "" && c.Kept.Of(q.Keeps).IsZero() && !c.Due.Of(q.Keeps).IsZero() {
				v.Keeps, v.Due = q.Keeps, *c.Due.Of(q.Keeps)
				v.Left = on.Days(v.Due)
			}
			all = append(all, v)
		}
	}
	for _, l := range sortedKeys(c.Failed) {
		all = append(all, DigestLetter{Ref: c.Ref, Kind: c.Failed[l].Kind, Since: c.Failed[l].On, Failed: true})
	}
	return all
}

// Task is what waits for a person in a case, "" for nothing: who has to act, and what comes next.
func (o *Organisation) Task(p Person, c Case) Task {
	for _, x := range tasks {
		if x.waits(o, c) && slices.ContainsFunc(x.who, func(r Role) bool { return o.expected(p, r, c) }) {
			return x.task
		}
	}
	return ""
}

// expected tells whether it is for the person to act in a role. A deputy may act always, and is expected to while the
// handler is away.
func (o *Organisation) expected(p Person, r Role, c Case) bool {
	if r == Handler {
		return !p.Gone && slices.ContainsFunc(o.standsIn(c.Handler), func(q Person) bool { return q.ID == p.ID })
	}
	return holds(o, p, r, c)
}

var tasks = []struct {
	task  Task
	who   []Role
	waits func(*Organisation, Case) bool
}{
	{TaskAssign, registrar, func(_ *Organisation, c Case) bool { return unassigned(c) && !c.Serious }},
	{TaskAssign, []Role{Director}, func(_ *Organisation, c Case) bool { return unassigned(c) && c.Serious }},
	{TaskDecide, []Role{Director}, func(_ *Organisation, c Case) bool { return c.State.Open() && c.Serious && !c.Decided }},
	{TaskPost, registrar, func(_ *Organisation, c Case) bool { return c.waitsOnPaper() }},
	{TaskTalk, registrar, func(_ *Organisation, c Case) bool { return c.State.Open() && c.Satisfied.No() }},
	{TaskRecord, registrar, func(_ *Organisation, c Case) bool { return c.Satisfied.Wrote && !c.Satisfied.Answered() }},
	{TaskAgree, []Role{Seconder}, func(_ *Organisation, c Case) bool { return c.CloseAsk != nil }},
	{TaskPropose, []Role{Handler}, func(_ *Organisation, c Case) bool {
		return c.owesOffer() && !c.awaits(Proposal)
	}},
	{TaskJudge, []Role{Handler, Decider}, func(_ *Organisation, c Case) bool {
		return c.State.Open() && c.Kind == Complaint && c.Judgement.Outcome == ""
	}},
	{TaskClose, []Role{Closer}, func(o *Organisation, c Case) bool {
		asked := o.Terms.AskAfterClosing || c.Satisfied.Answered() || c.Satisfied.Silent
		return c.State.Open() && asked && c.CloseAsk == nil && (c.Kind != Complaint || c.Judgement.Outcome != "") && c.Handler != ""
	}},
}

func unassigned(c Case) bool {
	return c.State.Open() && c.Handler == "" && !c.Due.Confirm.IsZero()
}

func (c Case) waitsOnPaper() bool {
	for _, q := range c.Queued {
		if q.Paper {
			return true
		}
	}
	return false
}

// No tells that the parent is not satisfied with the solution or with the process.
func (s Satisfaction) No() bool { return s.Solution == "nee" || s.Process == "nee" }
