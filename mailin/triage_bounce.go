package mailin

import (
	"strings"
	"time"

	"complaintsd/cases"
)

// bounceWindow is how far back a report without a Message-ID is tied to the latest letter to its recipient:
// relays give up after four or five days, and some reports come late.
const bounceWindow = 10 * 24 * time.Hour

// bounce is a report that a letter did not arrive, or not yet.
func (t *triage) bounce() (cases.MailKind, string) {
	if t.m.Bounce == nil {
		return "", ""
	}
	sent, reason := t.returned()
	t.ref = sent.Ref
	b := t.m.Bounce
	t.mail.Bounce = &cases.Bounce{
		Letter: sent.ID, Kind: sent.Kind, Recipient: strings.ToLower(b.Recipient), Status: b.Status, Reason: b.Reason,
		Permanent: b.Permanent(),
	}
	return cases.KindBounce, reason
}

// returned finds the letter: by its Message-ID, by the token in that, else the newest one to the recipient.
func (t *triage) returned() (cases.Sent, string) {
	for _, id := range t.m.claimedIDs() {
		if sent, ok := t.known.Letters[id]; ok {
			return sent, "onze brief kwam niet aan (op Message-ID)"
		}
	}
	ref := t.anyRef()
	for _, sent := range t.known.ToThem {
		if ref != "" && sent.Ref == ref {
			return sent, "onze brief kwam niet aan (getekend Message-ID)"
		}
	}
	if ref != "" {
		return cases.Sent{Ref: ref}, "onze brief kwam niet aan (getekend Message-ID)"
	}
	if _, ours := idToken(t.m.Bounce.MessageID); ours { // it looks like one of ours and is none: somebody made it up
		return cases.Sent{}, "melding van een brief die wij niet kennen"
	}
	for _, sent := range t.known.ToThem {
		if age := t.arrived.Sub(sent.At); age >= 0 && age <= bounceWindow {
			return sent, "een brief aan dit adres kwam niet aan"
		}
	}
	return cases.Sent{}, "melding van een brief die niet aankwam; niet bekend welke"
}
