package cases

import (
	"slices"
	"strconv"
	"strings"
)

// The effects of the words. Each gives nil, or the reason why it was not done; a mail of which one word is
// refused changes nothing at all.

func assign(t *turn, cmd Command) *Refusal {
	if !t.c.State.Open() {
		return &Refusal{Code: RefuseState, Arg: "toewijzen"}
	}
	p, refusal := t.person(strings.Join(cmd.Args, " "))
	if refusal != nil {
		return refusal
	}
	if slices.Contains(t.c.Restricted, p.ID) {
		return &Refusal{Code: RefuseAccused, Arg: p.Name}
	}
	t.takeBack(Confirmation)
	t.did(EntryAssigned, Facts{Person: p.ID, Yes: t.actor.Has(Director)})
	t.tell(AssignedNotice, []Person{p}, nil)
	if !t.c.Due.Confirm.IsZero() {
		t.want = append(t.want, want{kind: Confirmation, keeps: Confirm})
	}
	return nil
}

// serious tells director and regional manager at once (seed 2022: "direct op de hoogte gesteld"). As long as
// nobody let the location's people in, only the director (invariant 10).
func serious(t *turn, cmd Command) *Refusal {
	if len(cmd.Args) > 0 && no(cmd.Args[0]) {
		if !t.actor.Has(Director) {
			return &Refusal{Code: RefuseDirector}
		}
		t.did(EntrySerious, Facts{})
		return nil
	}
	if len(cmd.Args) > 0 {
		return &Refusal{Code: RefuseArgument, Arg: strings.Join(cmd.Args, " ")}
	}
	if t.c.Serious {
		return nil
	}
	t.did(EntrySerious, Facts{Yes: true})
	t.tellSerious()
	return nil
}

func (t *turn) tellSerious() {
	people := t.o.With(Director)
	if t.c.Visible {
		people = append(people, t.o.who(Regional, t.c, Measure{})...)
	}
	if t.c.Location == "" {
		people = append(people, t.o.With(Registrar)...)
	}
	t.tell(SeriousNotice, people, nil)
}

func no(s string) bool {
	return slices.Contains([]string{"nee", "no", "uit", "off"}, strings.ToLower(s))
}

// locate sets the location. Said by the registrar or the director, it lets that location's managers in.
func locate(t *turn, cmd Command) *Refusal {
	name := strings.Join(cmd.Args, " ")
	l, ok := t.o.Location(name)
	if !ok {
		return &Refusal{Code: RefuseLocation, Arg: name, Nearest: t.o.nearLocations(name)}
	}
	lets := t.actor.Has(Registrar) || t.actor.Has(Director)
	before := t.o.local(t.c)
	f := Facts{Other: "location", Value: l.Name, Yes: lets}
	if l.Regime != "" && l.Regime != t.c.Regime && !t.c.RegimeSet {
		t.setField(Facts{Other: "regime", Value: string(l.Regime), Yes: true}, t.c.Kind, l.Regime)
	}
	t.did(EntryField, f)
	if !t.c.Visible {
		return nil
	}
	people := slices.DeleteFunc(t.o.local(t.c), func(p Person) bool {
		return slices.ContainsFunc(before, func(q Person) bool { return q.ID == p.ID })
	})
	t.tell(NewCase, people, nil)
	if t.c.Serious {
		t.tell(SeriousNotice, slices.DeleteFunc(people, func(p Person) bool { return !p.Has(Regional) }), nil)
	}
	return nil
}

// setField sets kind or regime and the due dates that follow from it.
func (t *turn) setField(f Facts, k Kind, r Regime) {
	due := t.due(k, r, t.c.Received)
	f.Due = &due
	t.did(EntryField, f)
}

// due gives the due dates again. A later date that the parent was told stays.
func (t *turn) due(k Kind, r Regime, received Date) Dates {
	due := t.o.Due(k, r, received)
	if n := len(t.c.Extensions); n > 0 && !due.Propose.IsZero() {
		due.Propose = t.c.Extensions[n-1]
	}
	return due
}

func kind(t *turn, cmd Command) *Refusal {
	k := Kind(strings.ToLower(strings.Join(cmd.Args, " ")))
	if !slices.Contains([]Kind{Complaint, Suggestion, Tip, Compliment}, k) {
		return &Refusal{Code: RefuseArgument, Arg: string(k)}
	}
	t.setField(Facts{Other: "kind", Value: string(k)}, k, t.c.Regime)
	return nil
}

func regime(t *turn, cmd Command) *Refusal {
	r := Regime(strings.ToLower(strings.Join(cmd.Args, " ")))
	if !slices.Contains([]Regime{Wko, Wkkgz, Jeugdwet, NoRegime}, r) {
		return &Refusal{Code: RefuseArgument, Arg: string(r)}
	}
	t.setField(Facts{Other: "regime", Value: string(r)}, t.c.Kind, r)
	return nil
}

// field sets a plain field to one of the allowed values; nil allows any word.
func field(name string, allowed []string) func(*turn, Command) *Refusal {
	return func(t *turn, cmd Command) *Refusal {
		v := strings.ToLower(strings.Join(cmd.Args, " "))
		if v == "" || len(v) > 60 || allowed != nil && !slices.Contains(allowed, v) {
			return &Refusal{Code: RefuseArgument, Arg: v, Nearest: allowed}
		}
		t.did(EntryField, Facts{Other: name, Value: v})
		return nil
	}
}

func received(t *turn, cmd Command) *Refusal {
	d, refusal := t.pastDate(cmd.Args)
	if refusal != nil {
		return refusal
	}
	if d.After(t.o.Today(t.c.Arrived)) { // only earlier: the mail is there since it arrived
		return &Refusal{Code: RefuseDate, Arg: strings.Join(cmd.Args, " ")}
	}
	due := t.due(t.c.Kind, t.c.Regime, d)
	t.did(EntryReceived, Facts{Date: d, Due: &due})
	return nil
}

func note(t *turn, _ Command) *Refusal {
	t.did(EntryNote, Facts{Mail: t.e.Mail.ID})
	return nil
}

// send makes a letter of the mail's text.
func send(k NoticeKind, keeps Promise) func(*turn, Command) *Refusal {
	return func(t *turn, _ Command) *Refusal {
		if !t.c.State.Open() {
			return &Refusal{Code: RefuseState, Arg: string(k)}
		}
		t.want = append(t.want, want{kind: k, keeps: keeps, text: t.e.Mail.Text})
		return nil
	}
}

func agree(t *turn, cmd Command) *Refusal {
	var on Date
	if len(cmd.Args) > 0 {
		d, refusal := t.date(cmd.Args)
		if refusal != nil {
			return refusal
		}
		on = d
	}
	t.did(EntryAgreement, Facts{Number: len(t.c.Agreements) + 1, Date: on, Mail: t.e.Mail.ID})
	return nil
}

// extend gives the parent a later date for the proposal, with the reason. The date of the law does not move.
func extend(t *turn, cmd Command) *Refusal {
	d, refusal := t.date(cmd.Args)
	if refusal != nil {
		return refusal
	}
	switch {
	case !t.c.State.Open() || t.c.Due.Propose.IsZero() || !t.c.Kept.Propose.IsZero():
		return &Refusal{Code: RefuseState, Arg: "uitstel"}
	case !d.After(t.today()), !d.After(t.c.Due.Propose), !t.c.Due.Statutory.IsZero() && d.After(t.c.Due.Statutory):
		return &Refusal{Code: RefuseDate, Arg: strings.Join(cmd.Args, " ")}
	}
	due := t.c.Due
	due.Propose = d
	t.did(EntryExtended, Facts{Date: d, Due: &due})
	t.want = append(t.want, want{kind: Extension, text: t.e.Mail.Text})
	return nil
}

func judge(t *turn, cmd Command) *Refusal {
	v := strings.ReplaceAll(strings.ToLower(strings.Join(cmd.Args, "-")), "_", "-")
	if !slices.Contains(Outcomes(), v) {
		return &Refusal{Code: RefuseArgument, Arg: strings.Join(cmd.Args, " "), Nearest: Outcomes()}
	}
	t.did(EntryJudgement, Facts{Value: v, Mail: t.e.Mail.ID})
	return nil
}

// measure takes a date, and then a person and the words breed and oc in any order. The owner is the handler,
// or whoever records it.
func measure(t *turn, cmd Command) *Refusal {
	args := cmd.Args
	flags := map[string]bool{}
	args = slices.DeleteFunc(slices.Clone(args), func(a string) bool {
		a = strings.ToLower(a)
		if a == "breed" || a == "oc" {
			flags[a] = true
		}
		return a == "breed" || a == "oc"
	})
	d, rest, refusal := t.leadingDate(args)
	if refusal != nil {
		return refusal
	}
	owner := t.c.Handler
	if owner == "" {
		owner = t.actor.ID
	}
	if len(rest) > 0 {
		p, refusal := t.person(strings.Join(rest, " "))
		if refusal != nil {
			return refusal
		}
		owner = p.ID
	}
	f := Facts{Number: len(t.c.Measures) + 1, Date: d, Person: owner, Mail: t.e.Mail.ID}
	if flags["breed"] {
		f.Value = "breed"
	}
	if flags["oc"] {
		f.Other = "oc"
	}
	t.did(EntryMeasure, f)
	return nil
}

func done(t *turn, cmd Command) *Refusal {
	n, err := strconv.Atoi(strings.Join(cmd.Args, ""))
	m := t.c.measure(n)
	if err != nil || m.Number == 0 || !m.Done.IsZero() {
		return &Refusal{Code: RefuseArgument, Arg: strings.Join(cmd.Args, " ")}
	}
	mine := m.Owner == t.actor.ID || t.actor.Has(Registrar) || t.actor.ID == t.c.Handler
	if !mine {
		return &Refusal{Code: RefuseNotYours, Arg: "klaar"}
	}
	t.did(EntryMeasureDone, Facts{Number: n, Date: t.today()})
	return nil
}

func satisfaction(t *turn, cmd Command) *Refusal {
	f, refusal := satisfied(cmd.Args)
	if refusal != nil {
		return refusal
	}
	t.did(EntrySatisfied, f)
	for _, l := range sortedKeys(t.c.Queued) { // a question on paper that nobody has to post any more
		if q := t.c.Queued[l]; q.Paper && (q.Kind == AskSatisfaction || q.Kind == SatisfactionReminder) {
			t.did(EntrySettled, Facts{Letter: l, Notice: q.Kind, Value: string(Cancelled), Date: t.today()})
		}
	}
	return nil
}

// satisfied reads one answer for both questions, or two: solution, then process.
func satisfied(args []string) (Facts, *Refusal) {
	values := map[string]string{"ja": "ja", "yes": "ja", "deels": "deels", "partly": "deels", "nee": "nee", "no": "nee"}
	if len(args) == 0 || len(args) > 2 {
		return Facts{}, &Refusal{Code: RefuseArgument, Arg: strings.Join(args, " "), Nearest: []string{"ja", "deels", "nee"}}
	}
	solution, ok := values[strings.ToLower(args[0])]
	process, also := values[strings.ToLower(args[len(args)-1])]
	if !ok || !also {
		return Facts{}, &Refusal{Code: RefuseArgument, Arg: strings.Join(args, " "), Nearest: []string{"ja", "deels", "nee"}}
	}
	return Facts{Value: solution, Other: process}, nil
}

func restrict(t *turn, cmd Command) *Refusal {
	p, refusal := t.person(strings.Join(cmd.Args, " "))
	if refusal != nil {
		return refusal
	}
	if t.c.Handler == p.ID {
		t.takeBack(Confirmation) // it names a handler who is none any more
	}
	t.did(EntryRestricted, Facts{Person: p.ID})
	return nil
}

// posted keeps the promises of the letters that had to go by post: their date is the day of posting.
func posted(t *turn, cmd Command) *Refusal {
	on := t.today()
	if len(cmd.Args) > 0 {
		d, refusal := t.pastDate(cmd.Args)
		if refusal != nil {
			return refusal
		}
		on = d
	}
	if on.After(t.today()) {
		return &Refusal{Code: RefuseDate, Arg: strings.Join(cmd.Args, " ")}
	}
	sent := false
	for _, letter := range sortedKeys(t.c.Queued) {
		q := t.c.Queued[letter]
		if !q.Paper {
			continue
		}
		sent = true
		t.did(EntrySettled, Facts{Letter: letter, Notice: q.Kind, Promise: q.Keeps, Value: string(Accepted), Date: on, Reason: "op de post gedaan"})
	}
	if !sent {
		return &Refusal{Code: RefuseState, Arg: "verstuurd"}
	}
	return nil
}
