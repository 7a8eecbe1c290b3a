package cases

import (
	"slices"
	"strings"
	"time"
	"unicode"
)

// nearTime is how close together two mails of one parent are taken for one complaint that came twice: to two
// addresses, or by form and by mail.
const nearTime = time.Hour

// Near is another case that a new one may belong with. Nothing comes of it by itself: the registrar is told.
type Near struct {
	Ref  Ref
	Same bool // it may be the same complaint, which came twice
	May  bool // the two can be merged
}

// near finds what the new case may belong with: a case of the last hour that says the same or is of the same parent,
// and the open cases of that parent. The first ones are the surest.
func (t *turn) near() []Near {
	var found []Near
	parent := t.e.Mail.Parent() // of a forward it is proposed, and good enough for a hint
	text := t.e.Mail.message()
	for _, c := range t.b.Near {
		if c.Ref == t.c.Ref || c.State == Merged || c.Dormant {
			continue
		}
		theirs := parent != "" && c.Complainant.Email == parent
		recent := t.c.Arrived.Sub(c.Arrived).Abs() <= nearTime
		same := recent && (theirs || sameWords(text, t.b.Texts[c.Opening]))
		if same || theirs && c.State.Open() {
			found = append(found, Near{c.Ref, same, sameComplainant(t.c.Complainant, c.Complainant) && c.State.Open()})
		}
	}
	slices.SortStableFunc(found, func(a, b Near) int {
		switch {
		case a.Same == b.Same:
			return 0
		case a.Same:
			return -1
		}
		return 1
	})
	return found[:min(len(found), 3)]
}

// hintNear writes the hints in the history of the new case.
func (t *turn) hintNear(near []Near) {
	for _, n := range near {
		reason := "de melder heeft nog een zaak"
		if n.Same {
			reason = "kan dezelfde klacht zijn"
		}
		t.write(EntryHint, ActorMail, Facts{Value: string(n.Ref), Mail: t.e.Mail.ID, Reason: reason}, nil)
	}
}

// nearFor leaves out the cases that the reader must not know of.
func (t *turn) nearFor(p Person, near []Near) []Near {
	if !p.Has(Registrar) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(near), func(n Near) bool {
		i := slices.IndexFunc(t.b.Near, func(c Case) bool { return c.Ref == n.Ref })
		return i < 0 || slices.Contains(t.b.Near[i].Restricted, p.ID)
	})
}

// message is what the parent has to say, without the labels of a form.
func (m *Mail) message() string {
	for _, f := range m.Fields {
		if f.Label == FormMessage {
			return f.Value
		}
	}
	return m.Text
}

// Words are compared by samples of the shorter text: a copy has most of them, another complaint none.
const (
	sampleLength = 24 // letters and digits
	sampleCount  = 5
)

// sameWords tells whether two texts say the same, apart from greetings, labels and the way in which lines are broken.
func sameWords(a, b string) bool {
	a, b = bareWords(a), bareWords(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < sampleLength {
		return len(a) >= 16 && strings.Contains(b, a)
	}
	hits := 0
	for i := range sampleCount {
		at := (len(a) - sampleLength) * i / (sampleCount - 1)
		if strings.Contains(b, a[at:at+sampleLength]) {
			hits++
		}
	}
	return hits > sampleCount/2
}

// maxCompared is how much of a text is compared, in bytes.
const maxCompared = 8 << 10

// bareWords leaves the letters and digits of a text, in lower case.
func bareWords(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, strings.ToValidUTF8(s[:min(len(s), maxCompared)], ""))
}

// Opens tells whether a mail of the kind opens a case that people hear of.
func (k MailKind) Opens() bool {
	return slices.Contains([]MailKind{KindComplaint, KindForm, KindForward, KindScan}, k)
}

// Parent is the address of whoever the mail seems to come from in the end; "" when it does not say.
func (m *Mail) Parent() string {
	switch {
	case m.Form != nil:
		return m.Form.Email
	case m.Forward != nil:
		return m.Forward.From
	case m.Person != "" || m.Kind == KindScan:
		return ""
	}
	return m.From
}
