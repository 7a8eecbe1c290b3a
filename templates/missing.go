package templates

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

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
	cases.Message:   {{[]string{"Text"}, "the words of the handler"}},
	cases.Extension: {{[]string{"Text"}, "the reason"}, {[]string{"NewTarget"}, "the new date"}},
	cases.Proposal:  {{[]string{"Text"}, "the proposal"}, {[]string{"AnswerBy"}, "by when there is a written answer"}},
	cases.AskSatisfaction: {
		{[]string{"Answer", "Answered", `"answers"`}, "how to answer"},
	},
	cases.SatisfactionReminder: {{[]string{"Answer", "Answered", `"answers"`}, "how to answer"}},
	cases.Closing: {
		{[]string{"Text"}, "the answer"},
		{[]string{"Outcome"}, "the judgement"},
		{[]string{"Reasons"}, "the reasons of the judgement"},
		{[]string{"Measures"}, "the measures with their dates"},
		{[]string{"Referrals", `"referral"`}, "where a parent can go who disagrees"},
		{[]string{"DisputeBy", `"referral"`}, "until when the dispute can be brought"},
	},
	cases.AddressChanged: {{[]string{"Ref"}, "the reference"}, {[]string{"Phone"}, "where to call if it was not the parent"}},
	cases.ReopenedLetter: {
		{[]string{"ProposeBy"}, "by when there is a proposal"},
		{[]string{"AnswerBy"}, "by when there is a written answer"},
		{[]string{"AnswerWas"}, "that the date of the law has passed"},
	},
	cases.ReferredLetter:   {{[]string{"ReferredTo"}, "to whom the case was passed on"}},
	cases.NewCase:          {{[]string{"Assignees", `"assign"`}, "the buttons to assign somebody"}, {[]string{"Story", `"story"`}, "what the parent wrote"}},
	cases.SeriousNotice:    {{[]string{"Assignees", `"assign"`}, "the buttons to assign somebody"}},
	cases.ParentWrote:      {{[]string{"Story", `"story"`}, "what the parent wrote"}},
	cases.Reminder:         {{[]string{"Todos"}, "what has to be done"}},
	cases.TranscriptNotice: {{[]string{"Understood"}, "what was done"}, {[]string{"Outgoings"}, "which letters leave"}},
	cases.RefusedNotice:    {{[]string{"Faults"}, "what was wrong"}},
	cases.LetterFailed:     {{[]string{"Reason"}, "why it failed"}, {[]string{"PostLetter"}, "the letter to post"}},
	cases.Alert:            {{[]string{"Reason"}, "what is the matter"}},
	cases.Recovery:         {{[]string{"Reason"}, "what works again"}},
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

// slip is markup that was not meant to be read, and left-overs of fields.
var slip = regexp.MustCompile(`\*\*\S*|\([^()\n]*\|[^()\n]*\)|\{\{\S*|\}\}|<no value>|%!\S*`)

// slips tells what the texts of organisations of their own show that nobody should read, tried out with the samples.
func (w *Writer) slips(orgs []*cases.Organisation, overrides []Override) []string {
	var found []string
	for _, s := range w.tried(orgs, overrides) {
		t, ok := w.sets[setKey{s.o.Prefix, s.language, tone(s.o)}][s.n.Kind]
		if _, err := fs.Stat(texts, t.source); !ok || err == nil {
			continue // the built-in one
		}
		f, err := w.fill(s.o.Prefix, s)
		if err != nil {
			continue // New said so
		}
		if f.subject == clean(tagged(s, "")) {
			found = append(found, t.source+": warning: has no subject; write it on the first line")
		}
		var body strings.Builder
		plain(&body, f.blocks)
		for _, m := range slip.FindAllString(f.subject+"\n"+body.String(), -1) {
			found = append(found, fmt.Sprintf("%s: warning: a reader would see %q; mend the line", t.source, m))
		}
	}
	return found
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

var partName = regexp.MustCompile(`\{\{-?\s*define "([^"]+)"`)

// unused tells of parts of one's own that no text shows: mostly a built-in name with a slip in it.
func unused(own []Override) []string {
	var found []string
	for _, l := range []cases.Language{cases.Dutch, cases.English} {
		f, err := read(partsFile, l, own)
		if err != nil || !f.own {
			continue
		}
		said := f.words
		for _, k := range cases.NoticeKinds() {
			if t, err := read(string(k)+".txt", l, own); err == nil {
				said += t.words
			}
		}
		for _, m := range partName.FindAllStringSubmatch(f.words, -1) {
			if !strings.Contains(said, `template "`+m[1]+`"`) && !builtInPart(m[1], l) {
				found = append(found, fmt.Sprintf("%s: warning: no text shows the part %q; look whether its name is right", f.name, m[1]))
			}
		}
	}
	return found
}

func builtInPart(name string, l cases.Language) bool {
	f, err := read(partsFile, l, nil)
	return err == nil && strings.Contains(f.words, `define "`+name+`"`)
}
