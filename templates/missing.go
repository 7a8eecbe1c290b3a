package templates

import (
	"fmt"
	"regexp"
	"slices"

	"complaintsd/cases"
)

// need is something that a letter has to say. One of the words is enough: a field, or a part of parts.txt in
// quotes as the texts write it.
type need struct {
	words []string
	what  string
}

// needs are what each letter is for (DESIGN sections 1 and 9). A text of one's own may say it in other words, so
// what is missing is told and does not stop the program.
var needs = map[cases.NoticeKind][]need{
	cases.Receipt: {
		{[]string{"Ref"}, "the reference"},
		{[]string{"ConfirmBy"}, "by when the parent hears who handles the case"},
	},
	cases.Confirmation: {
		{[]string{"Handler", "HandlerFirst"}, "who handles the case"},
		{[]string{"Department"}, "that the department handles it while nobody else does"},
		{[]string{"ProposeBy"}, "by when there is a proposal"},
		{[]string{"AnswerBy"}, "by when there is a written answer"},
	},
	cases.Message:              {{[]string{"Text"}, "the words of the handler"}},
	cases.Extension:            {{[]string{"Text"}, "the reason"}, {[]string{"NewTarget"}, "the new date"}, {[]string{"AnswerBy"}, "by when there is a written answer"}},
	cases.Proposal:             {{[]string{"Text"}, "the proposal"}, {[]string{"AnswerBy"}, "by when there is a written answer"}},
	cases.AskSatisfaction:      {{[]string{"Answer", "Answered", `"answers"`}, "how to answer"}},
	cases.SatisfactionReminder: {{[]string{"Answer", "Answered", `"answers"`}, "how to answer"}},
	cases.Closing: {
		{[]string{"Text"}, "the answer"},
		{[]string{"Outcome"}, "the judgement"},
		{[]string{"Reasons"}, "the reasons of the judgement"},
		{[]string{"Measures"}, "the measures with their dates"},
		{[]string{"Referrals", `"referral"`}, "where a parent can go who disagrees"},
		{[]string{"DisputeBy", `"referral"`}, "until when the dispute can be brought"},
	},
	cases.AddressChanged:  {{[]string{"Ref"}, "the reference"}, {[]string{"Phone"}, "where to call if it was not the parent"}},
	cases.WithdrawnLetter: {{[]string{"Text"}, "the words of the handler"}},
	cases.ReferredLetter:  {{[]string{"ReferredTo"}, "to whom the case was passed on"}, {[]string{"Text"}, "the words of the handler"}},
	cases.ReopenedLetter: {
		{[]string{"Text"}, "the words of the handler"},
		{[]string{"ProposeBy"}, "by when there is a proposal"},
		{[]string{"AnswerBy"}, "by when there is a written answer"},
		{[]string{"AnswerWas"}, "that the date of the law has passed"},
	},
	cases.NewCase: {
		{[]string{"Assignees", `"assign"`}, "the buttons to assign somebody"},
		{[]string{"Story", `"story"`}, "what the parent wrote"},
		{[]string{"Accept", `"proposals"`}, "who the parent is by a mail that was passed on"},
		{[]string{"Remarks", `"remarks"`}, "what to look at before believing the mail"},
		{[]string{"Locations"}, "the links to choose the location"},
	},
	cases.AssignedNotice: {
		{[]string{"ProposeBy"}, "by when there is a proposal"},
		{[]string{"Story", `"story"`}, "what the parent wrote"},
		{[]string{"Reach", `"reach"`}, "how to reach the parent"},
		{[]string{"Next", `"next"`}, "what can be done"},
	},
	cases.SeriousNotice: {{[]string{"Assignees", `"assign"`}, "the buttons to assign somebody"}, {[]string{"Story", `"story"`}, "what the parent wrote"}},
	cases.ParentWrote: {
		{[]string{"Story", `"story"`}, "what the parent wrote"},
		{[]string{"ParentSatisfied"}, "whether the parent is satisfied"},
		{[]string{"Choices"}, "what to do for a parent who is not"},
	},
	cases.Reminder: {{[]string{"Asks"}, "what has to be done"}, {[]string{"Parts"}, "what has to be done in several cases"}},
	cases.TranscriptNotice: {
		{[]string{"Understood"}, "what was done"},
		{[]string{"Outgoings"}, "which letters leave"},
		{[]string{"Undo"}, "how to take a letter back"},
		{[]string{"Yes"}, "the button to confirm"},
		{[]string{"Help"}, "the words"},
		{[]string{"Standing"}, "how the case stands"},
	},
	cases.RefusedNotice: {{[]string{"Faults"}, "what was wrong"}, {[]string{"Corrections"}, "the corrected mail"}},
	cases.LetterFailed: {
		{[]string{"Reason"}, "why it failed"}, {[]string{"PostLetter"}, "the letter to post"}, {[]string{"PostOn", `"post"`}, "how to say that it was posted"},
	},
	cases.DigestNotice: {
		{[]string{"Mine"}, "what waits for the reader"},
		{[]string{"Late"}, "what is late"},
		{[]string{"Week"}, "what is due this week"},
		{[]string{"Glance"}, "how far the cases are"},
		{[]string{"Stuck"}, "which letters did not arrive"},
		{[]string{"Promised"}, "which measures are open"},
	},
	cases.Alert:    {{[]string{"Reason"}, "what is the matter"}},
	cases.Recovery: {{[]string{"Reason"}, "what works again"}},
}

// appeal is what a closing letter has to say besides where the organisation itself can be asked to look again.
var appeal = need{[]string{"AppealBy", `"referral"`}, "until when the organisation can be asked to look again"}

func needsOf(o *cases.Organisation, k cases.NoticeKind) []need {
	if k == cases.Closing && o.Terms.Appeal != (cases.Span{}) {
		return append(slices.Clip(needs[k]), appeal)
	}
	if k == cases.ReopenedLetter && o.Terms.Appeal != (cases.Span{}) {
		return append(slices.Clip(needs[k]), need{[]string{"DecideBy"}, "by when the management decides"})
	}
	return needs[k]
}

// Missing tells what the texts of organisations of their own do not say and the built-in ones do, a plain line each.
func (w *Writer) Missing(orgs []*cases.Organisation, overrides ...Override) []string {
	var found []string
	for _, o := range orgs {
		if len(ownFiles(o, overrides)) == 0 {
			continue
		}
		for _, l := range []cases.Language{cases.Dutch, cases.English} {
			own := w.sets[setKey{o.Prefix, l, tone(o)}]
			for _, k := range cases.NoticeKinds() {
				if t, ok := own[k]; ok {
					found = append(found, t.missing(o, k)...)
				}
			}
		}
	}
	found = append(found, w.slips(orgs, overrides)...)
	for _, o := range orgs {
		found = append(found, unused(ownFiles(o, overrides))...)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func (t text) missing(o *cases.Organisation, k cases.NoticeKind) []string {
	said := t.said()
	var found []string
	for _, n := range needsOf(o, k) {
		if !slices.ContainsFunc(n.words, func(w string) bool { return said[w] }) {
			found = append(found, fmt.Sprintf("%s: warning: does not say %s; add %s", t.source, n.what, suggested(n.words[len(n.words)-1])))
		}
	}
	return found
}

// suggested is a word as a text writes it.
func suggested(word string) string {
	if word[0] == '"' {
		return "{{template " + word + " .}}"
	}
	return "{{." + word + "}}"
}

var (
	action    = regexp.MustCompile(`\{\{.*?\}\}`)
	fieldWord = regexp.MustCompile(`\.([A-Z][A-Za-z]*)`)
	partWord  = regexp.MustCompile(`\{\{template ("[a-z-]+")`)
)

// said are the fields of a text, and of the parts that it uses.
func (t text) said() map[string]bool {
	said := map[string]bool{}
	unread := []string{t.subject.Root.String(), t.body.Root.String()}
	for len(unread) > 0 {
		source := unread[0]
		unread = unread[1:]
		for _, a := range action.FindAllString(source, -1) {
			for _, m := range fieldWord.FindAllStringSubmatch(a, -1) {
				said[m[1]] = true
			}
		}
		for _, m := range partWord.FindAllStringSubmatch(source, -1) {
			name := m[1][1 : len(m[1])-1]
			if part := t.body.Lookup(name); part != nil && part.Tree != nil && !said["part "+name] {
				said["part "+name] = true
				unread = append(unread, part.Root.String())
			}
		}
	}
	return said
}
