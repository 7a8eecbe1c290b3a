package cases

import "slices"

// mostOffers is how many mails are shown that can be taken back, and offersLooked among how many of the last ones they are
// looked for: each is tried out on the whole history.
const (
	mostOffers   = 3
	offersLooked = 10
)

// offers are the rows of the mails that the person can take back now, the latest first: for whoever asked for something
// that cannot be.
func (t *turn) offers() (found [][]Entry) {
	var seen []string
	for _, e := range slices.Backward(t.past()) {
		in := group{cause: e.Facts.Cause}
		if in.cause == "" || in.cause == t.e.Mail.ID || slices.Contains(seen, in.cause) {
			continue
		}
		if seen = append(seen, in.cause); len(seen) > offersLooked || len(found) == mostOffers {
			return found
		}
		if rows := t.offered(in); rows != nil {
			found = append(found, rows)
		}
	}
	return found
}

// offered are the rows of a mail that counts, when all of it can be taken back, which is tried on a copy.
func (t *turn) offered(in group) []Entry {
	all := t.past()
	u := &undoing{in: in, restore: true, all: all, skip: map[int]bool{}}
	u.choose()
	var rows []Entry
	for _, e := range all {
		switch {
		case in.has(e) && (e.Facts.Word == "ongedaan" || e.Facts.Word == "nu"):
			return nil
		case u.skip[e.Seq]:
			rows = append(rows, e)
		}
	}
	b, try := *t.b, *t
	try.b, try.entries, try.notices = &b, slices.Clip(t.entries), slices.Clip(t.notices)
	try.cancelled, try.undone, try.told, try.want = slices.Clip(t.cancelled), slices.Clip(t.undone), slices.Clip(t.told), slices.Clip(t.want)
	if rows == nil || try.permitted(in) != nil || try.undoGroup(in, true) != nil {
		return nil
	}
	return rows
}
