package mailin

import (
	"time"

	"complaintsd/cases"
)

// Explain tells how the mail is read without any state: nothing is known of cases, letters or tokens, so
// that a reply is whatever has a reference or a Message-ID of our form, and no token proves anything.
// Without an organisation there is no command, form, scan or forward, because only the configuration knows
// who staff, forms and scanners are. The fields of a form are those of readForm.
func (m Message) Explain(o *cases.Organisation) (kind, reason string, ref cases.Ref, commands []cases.Command, proof cases.ProofKind, form map[string]string) {
	tags := ParseTags(m.Subject)
	configured := o != nil
	if !configured {
		o = &cases.Organisation{Calendar: cases.Calendar{Zone: time.UTC}}
	} else {
		tags = parseTags(m.Subject, o.Prefix)
	}
	ref = tags.Ref
	if ref == "" && len(tags.Refs) > 0 {
		ref = tags.Refs[0]
	}
	t := &triage{m: m, o: o, tags: tags, arrived: m.Date}
	t.v = judge(m, o, cases.Known{}, holding{}, m.Date) // a token that nobody can look up is neither good nor bad
	k, reason := t.explain(ref, configured)
	if f, ok := formOf(o, m.sender()); ok && k == cases.KindForm {
		form = readFields(m.Full, m.Tables, f.Labels).fields()
	}
	return string(k), reason + sealWords(m.Sealed), ref, append([]cases.Command{}, tags.Commands...), t.v.Proof, form
}

// explain sorts by what the mail shows of itself.
func (t *triage) explain(ref cases.Ref, configured bool) (cases.MailKind, string) {
	if _, own := idToken(t.m.MessageID); own {
		return cases.KindLoop, "Message-ID van onze vorm"
	}
	for _, step := range early {
		if kind, reason := step(t); kind != "" {
			return kind, reason
		}
	}
	signed := len(t.m.tokens(t.o.Prefix)) > 0
	staff := configured && t.v.Person != ""
	tagged := ref != "" || signed
	switch {
	case staff && t.v.Proof != cases.Refused && (tagged || len(t.tags.Commands) > 0):
		return cases.KindCommand, "opdracht of notitie van een medewerker"
	case configured && !tagged && t.passedOn() != nil:
		return cases.KindForward, "doorgestuurd door een medewerker"
	case signed:
		return cases.KindReply, "noemt een Message-ID of adres van onze vorm"
	case ref != "":
		return cases.KindReply, "noemt een kenmerk"
	}
	return cases.KindComplaint, "nieuwe mail"
}
