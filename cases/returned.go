package cases

import "slices"

// applyBounce re-opens the clock that the letter kept, and gives the letter to the registrar as a task. A delay
// changes nothing. A report of which nobody can say what it is about goes to the folder for a person: it may be the
// answer to a mail that was never ours.
func applyBounce(o *Organisation, b *Book, e Event) Decision {
	d := applyQuiet(o, b, e)
	r := e.Mail.Bounce
	if r == nil || !r.Permanent || r.Letter == 0 || len(d.Steps) == 0 {
		d.Mail.Aside = r != nil && r.Permanent && r.Letter == 0
		return d
	}
	t := begin(o, b, e, d.Steps[0].Case)
	t.entries = d.Steps[0].Entries
	switch {
	case !r.Kind.ToParent():
		t.failed(Settled{Kind: r.Kind, To: r.Recipient, Outcome: RefusedBy, Reason: r.Reason})
	case !slices.Contains(t.c.Bounced, r.Letter): // else the same again, by another server on the way
		q := t.sent(r.Letter, r.Kind)
		t.write(EntrySettled, ActorMail, Facts{Letter: r.Letter, Notice: r.Kind, Value: Bounced, Date: t.today(), Mail: e.Mail.ID, Reason: FailureWords(r.Status, r.Reason)}, nil)
		t.returned(q, lost{r.Kind, FailureWords(r.Status, r.Reason), r.Reason})
	}
	d.Steps = []Step{t.step()}
	return d
}

// lost is why a letter did not arrive: in our words, and in those of the mail server.
type lost struct {
	kind       NoticeKind
	why, words string
}

// sent is what is known of a letter that was accepted, or still waits to be.
func (t *turn) sent(letter int64, k NoticeKind) Queued {
	if q, waits := t.c.Queued[letter]; waits {
		return q
	}
	q := Queued{Kind: k, Mail: t.c.Sources[letter]}
	for p, by := range t.c.KeptBy {
		if by.Letter == letter {
			q.Keeps = p
		}
	}
	return q
}

// returned gives the registrar a letter that did not reach the parent: to mail again, to say by telephone, or to
// post. It is written once more, on paper, so that its promise is kept when it is said to be posted. A receipt
// promises nothing; that its address is wrong is worth knowing.
func (t *turn) returned(q Queued, l lost) {
	switch q.Kind {
	case AddressChanged: // to a former address: nobody has to reach it
	case Receipt:
		t.tellPost(nil, &l)
	default:
		w := t.anew(q)
		w.lost = &l
		t.letter(w, t.e.At, false)
	}
}

// anew is the letter once more, for the command that first asked for it, with the files that are at hand.
func (t *turn) anew(q Queued) want {
	w := want{kind: q.Kind, keeps: q.Keeps, text: t.b.Texts[q.Mail], mail: q.Mail, word: q.Word, cause: q.Cause}
	if enclosing[q.Kind] != "" {
		w.files = t.b.Files[q.Mail]
	}
	return w
}

// tellPost tells the registrar of a letter that does not go by mail.
func (t *turn) tellPost(letter *Notice, l *lost) {
	t.tell(LetterFailed, t.who(Registrar), func(n *Notice) {
		n.Post, n.Mail = letter, nil
		if l != nil {
			n.Lost, n.Why, n.Reason = l.kind, l.why, l.words
		}
	})
}

// again makes the letters anew that wait to be posted, oldest first, because it became known where they have to go:
// with the name and the postal address on them, or by mail when there is another mail address. One whose files cannot
// be read any more stays as it is: whoever posts it has them.
func (t *turn) again(mailed bool) {
	for _, l := range sortedKeys(t.c.Queued) {
		q := t.c.Queued[l]
		w := t.anew(q)
		if !q.Paper || len(w.files) < q.Files {
			continue
		}
		w.instead = l
		t.did(EntrySettled, Facts{Letter: l, Notice: q.Kind, Value: string(Cancelled), Other: Remade, Date: t.today()})
		if q.Returned && !mailed {
			w.lost = &lost{kind: q.Kind}
		}
		t.want = append(t.want, w)
	}
}
