package mailin

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"complaintsd/cases"
)

// Misplaced tells who a mail is from and why a mail does not belong among the junk: it comes from a form or a scanner of ours, from a parent
// of a case, from a proven person of the roster, or it answers a letter of ours. "" for any other mail.
func Misplaced(m Message, o *cases.Organisation, known cases.Known, arrived time.Time) (sender, why string) {
	sender = m.sender()
	return sender, misplaced(m, o, known, arrived, sender)
}

func misplaced(m Message, o *cases.Organisation, known cases.Known, arrived time.Time, sender string) string {
	t := &triage{m: m, o: o, known: known, arrived: arrived}
	if _, form := formOf(o, sender); form {
		return "van een webformulier"
	}
	if t.scanner() {
		return "van een scanner"
	}
	for _, c := range m.tokens(o.Prefix) {
		if token, ok := genuine(c.text, o, known); ok && !expired(token, known, o.Today(arrived)) {
			return "antwoord op een brief van ons"
		}
	}
	v := Prove(m, o, known, arrived)
	if v.Proven() {
		return "van een medewerker"
	}
	for _, c := range known.Cases {
		if sender != "" && c.Complainant.Email == sender && !v.DMARCBad {
			return "van een ouder met een zaak"
		}
	}
	return ""
}

// HeaderSum names a mail by what stands in its header and no relay changes, wherever it lies.
func (m Message) HeaderSum() string {
	h := sha256.New()
	for _, name := range identFields {
		for _, v := range all(m.Headers, name) {
			fmt.Fprintf(h, "%s:%s\n", name, strings.Join(strings.Fields(v), " "))
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
