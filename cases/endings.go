package cases

import "slices"

// The things that may be missing when a case is closed.
const (
	MissingLocation     = "location"
	MissingJudgement    = "judgement"
	MissingMeasureDate  = "measure-date"
	MissingSatisfaction = "satisfaction"
)

func closing(t *turn, _ Given) *Refusal {
	if missing := t.missing(); len(missing) > 0 {
		return &Refusal{Code: RefuseMissing, Arg: "sluiten", Missing: missing}
	}
	if t.hasSecond() {
		return t.askSecond()
	}
	t.close(want{text: t.e.Mail.Text, files: t.e.Mail.Enclosed()})
	return nil
}

// close ends the case with a letter that has these words. With a judgement it keeps the promise of the law, or that of a
// decision on an appeal.
func (t *turn) close(w want) {
	w.kind = Closing
	switch {
	case t.c.Judgement.Outcome == "":
	case t.c.Appealing():
		w.keeps = Appeal
	case !t.c.Due.Statutory.IsZero():
		w.keeps = Statutory
	}
	t.did(EntryClosed, Facts{Date: t.today()})
	t.want = append(t.want, w)
}

// missing says what has to come before closing (Wet kinderopvang art. 1.57b: a reasoned judgement, and a
// concrete term for measures).
func (t *turn) missing() []string {
	var missing []string
	c := t.c
	if c.Location == "" {
		missing = append(missing, MissingLocation)
	}
	if c.Kind == Complaint && c.Judgement.Outcome == "" && (!t.o.Terms.Unjudged || c.Appealing()) {
		missing = append(missing, MissingJudgement)
	}
	if !t.o.Terms.Undated && slices.ContainsFunc(c.Measures, func(m Measure) bool { return m.Date.IsZero() }) {
		missing = append(missing, MissingMeasureDate)
	}
	pressing := !c.Due.Statutory.IsZero() && t.today().Days(c.Due.Statutory) <= 7
	if c.Kind != Compliment && !t.o.Terms.AskAfterClosing && !c.Satisfied.Answered() && !c.Satisfied.Silent && !pressing && !c.Appealing() {
		missing = append(missing, MissingSatisfaction)
	}
	return missing
}

// goOn writes the parent of a case that was open all along, as far as the parent knows: a closing letter never left,
// or the case was set aside as no complaint, without a letter. Such a parent reads who handles it, if that was still
// to come, and what the mail says; that something was opened again would only puzzle.
func (t *turn) goOn() {
	if t.c.Handler != "" && t.c.Kept.Confirm.IsZero() && !t.c.Due.Confirm.IsZero() && !t.c.awaits(Confirmation) {
		t.want = append(t.want, want{kind: Confirmation, keeps: Confirm})
	}
	if t.e.Mail.Text != "" {
		t.want = append(t.want, want{kind: Message, text: t.e.Mail.Text})
	}
}

// end closes a case in another way than by a judgement, and writes the parent.
func end(k EntryKind, letter NoticeKind) func(*turn, Given) *Refusal {
	return func(t *turn, g Given) *Refusal {
		t.did(k, Facts{Date: t.today(), Value: g.Text})
		t.want = append(t.want, want{kind: letter, text: t.e.Mail.Text})
		return nil
	}
}

func notComplaint(t *turn, _ Given) *Refusal {
	t.takeBack()
	t.did(EntryNotComplaint, Facts{Date: t.today()})
	return nil
}
