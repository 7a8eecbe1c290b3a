package cases

// Evidence is the letter that keeps a promise.
type Evidence struct {
	Letter int64 `json:"letter"`
	Post   bool  `json:"post,omitempty"` // it went on paper, and somebody said that it was posted
}

// Milestone is where a promise of a case stands, with what shows it.
type Milestone struct {
	Promise Promise
	Due     Date
	Kept    Date     // zero while it is not kept
	By      Evidence // the letter that kept it
	Back    Date     // not kept: on this day the letter that had kept it came back
	Late    int      // days: it was kept so many after its date, or so many have passed since
}

// Milestones tells of each promise of a case how it stands on a day: the one answer that the transcript, the
// register and the digest show (DESIGN section 1).
func Milestones(c Case, on Date) []Milestone {
	promises := Promises()
	all := make([]Milestone, 0, len(promises))
	for _, p := range promises {
		m := Milestone{Promise: p, Due: *c.Due.Of(p), Kept: *c.Kept.Of(p), By: c.KeptBy[p]}
		runs := c.State.Open() || (p == Statutory || p == Appeal) && c.unread()
		if p == Propose && c.Appealing() {
			runs = false
		}
		if m.Kept.IsZero() && (m.Due.IsZero() || !runs) {
			continue
		}
		end := m.Kept
		if end.IsZero() {
			m.Back, end = c.Back[p], on
		}
		if !m.Due.IsZero() {
			m.Late = max(0, m.Due.Days(end))
		}
		all = append(all, m)
	}
	return all
}

// Next is the promise that is due first and not kept; the second value is false when there is none.
func Next(all []Milestone) (Milestone, bool) {
	for _, m := range all {
		if m.Kept.IsZero() {
			return m, true
		}
	}
	return Milestone{}, false
}
