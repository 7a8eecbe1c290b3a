package cases

// Rank orders what mail may cause mail: what is caused ranks below its cause, so that no chain goes on for ever
// (invariant 6). A person ranks highest; then what answers somebody or goes outside; then machines. What only puts a
// task before the people of the house ranks lowest, and may follow from anything.
type Rank int

// The ranks.
const (
	RankTask    Rank = iota // a notice to the people of the house
	RankMachine             // automatic mail: absence, bounces, receipts, lists
	RankLetter              // our answers and letters
	RankPerson              // mail that somebody wrote
)

// Rank of a mail that came in. Our own letter come back ranks as what it is.
func (k MailKind) Rank() Rank {
	switch {
	case k == KindLoop:
		return RankLetter
	case k.Automatic():
		return RankMachine
	}
	return RankPerson
}

// Rank of a letter that leaves.
func (k NoticeKind) Rank() Rank {
	if k.ToParent() || k == TranscriptNotice || k == RefusedNotice {
		return RankLetter
	}
	return RankTask
}

// Follows tells whether a letter of this kind may be caused by a mail of that kind.
func (k NoticeKind) Follows(cause MailKind) bool { return k.Rank() < cause.Rank() }
