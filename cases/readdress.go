package cases

import "fmt"

// A letter to the wrong person is the worst that this program can do. When the address of a parent is changed, nothing
// that still waits leaves for the old one, wherever it stands: it is withdrawn and made anew. The old address is told
// that it is no longer used, without a word about the case, so that nobody can take over a complaint unseen. That goes
// only where the parent was: a mail came from there, and nothing that was sent there failed since. Else the address may
// be a stranger's, as it is when the registrar says so.

// readdress withdraws the letters that may still leave for the address that is no longer right, and makes them anew.
func (t *turn) readdress() {
	for _, u := range t.b.Unsent {
		s, ok := t.turnOf(u.Ref)
		if !ok || !u.Kind.ToParent() {
			continue
		}
		q, waits := s.c.Queued[u.Letter]
		if !waits {
			q = Queued{Kind: u.Kind}
		}
		w := t.anew(q)
		w.instead = u.Letter
		switch whole := len(w.files) >= q.Files; {
		case u.Kind == AddressChanged: // it was for an address before this one
		case whole:
			s.withdraw(u, Remade)
			t.want = append(t.want, w)
		default:
			s.withdraw(u, "")
			t.unmade(q)
		}
	}
}

// turnOf is the turn of the case itself, or of one that was merged into it.
func (t *turn) turnOf(ref Ref) (*turn, bool) {
	if ref == t.c.Ref {
		return t, true
	}
	for _, s := range t.joined {
		if s.c.Ref == ref {
			return s, true
		}
	}
	c, ok := t.b.Case(ref)
	if l, leads := t.b.Lead(ref); !ok || !leads || l.Ref != t.c.Ref {
		return nil, false
	}
	s := begin(t.o, t.b, t.e, c)
	s.actor, s.level = t.actor, t.level
	t.joined = append(t.joined, s)
	return s, true
}

// withdraw keeps a letter from leaving, also one whose hold is over.
func (t *turn) withdraw(u Unsent, why string) {
	f := Facts{Letter: u.Letter, Notice: u.Kind, Value: string(Cancelled), Other: why, Date: t.today()}
	if u.Doubt {
		f.Reason = "het antwoord op de eerste poging ging verloren: de brief kan aan het oude adres zijn aangekomen"
	}
	t.did(EntrySettled, f)
	t.cancelled = append(t.cancelled, u.Letter)
}

// unmade says that a letter could not be made anew because its files cannot be read any more. What it had done is taken
// back if nothing was built on it, and the handler writes it once more.
func (t *turn) unmade(q Queued) {
	t.undoGroup(group{q.Cause, q.Word}, false)
	t.tell(Alert, t.o.who(Handler, t.c, Measure{}), func(n *Notice) {
		n.Title = "Stuur je brief aan de ouder opnieuw"
		n.Reason = fmt.Sprintf("Het mailadres van de ouder is veranderd. Een brief met bijlagen wachtte nog en was voor het oude adres. Die brief is tegengehouden. De bijlagen zijn niet meer te lezen, dus de brief gaat ook niet naar het nieuwe adres. Stuur hem opnieuw, met [%s] in het onderwerp en met de bijlagen erbij.", enclosing[q.Kind])
	})
}
