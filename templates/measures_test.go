package templates

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"complaintsd/cases"

	"pgregory.net/rapid"
)

// The words of a measure are the lines that begin with its name; the rest of the mail is for the reasons.
func TestMeasureLines(t *testing.T) {
	for name, v := range map[string]struct {
		text string
		own  []string
		rest string
	}{
		"none":           {"De deur was stuk.\nWe maken hem.", nil, "De deur was stuk.\nWe maken hem."},
		"one":            {"De deur was stuk.\n\nMaatregel: er komt een slot.", []string{"er komt een slot."}, "De deur was stuk."},
		"in a line":      {"Onze maatregel: een slot.", nil, "Onze maatregel: een slot."},
		"wrapped":        {"maatregel: er komt een\nslot op de deur.\n\nGroet", []string{"er komt een slot op de deur."}, "Groet"},
		"two":            {"Dat is zo.\nmaatregel 1: een slot\nmaatregel 2: een deur", []string{"een slot", "een deur"}, "Dat is zo."},
		"listed":         {"- Maatregel : een slot\n- Maatregel: een deur", []string{"een slot", "een deur"}, ""},
		"on the next":    {"maatregel:\neen slot\n\nDat is zo.", []string{"een slot"}, "Dat is zo."},
		"empty":          {"maatregel:\n\nDat is zo.", nil, "Dat is zo."},
		"in English":     {"We agree.\nMeasure: a lock.", []string{"a lock."}, "We agree."},
		"a word alike":   {"maatregelen: een slot", nil, "maatregelen: een slot"},
		"nothing":        {"", nil, ""},
		"spaces of HTML": {"Maatregel\u00a01: een slot", []string{"een slot"}, ""},
	} {
		own, rest := measureLines(v.text)
		if !slices.Equal(own, v.own) || rest != v.rest {
			t.Errorf("%s: %q and %q, want %q and %q", name, own, rest, v.own, v.rest)
		}
	}
}

// Whatever a mail looks like, each of its words is in the measures or beside them, once.
func TestMeasureLinesLoseNothing(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		lines := rapid.SliceOf(rapid.SampledFrom([]string{"", "maatregel:", "maatregel: @", "- Maatregel 2: @ @", "@", "@: @", " @ maatregel: @", "\u00a0"})).Draw(r, "lines")
		text, n := strings.Join(lines, "\n"), 0
		for strings.Contains(text, "@") {
			n++
			text = strings.Replace(text, "@", fmt.Sprintf("w%dw", n), 1)
		}
		own, rest := measureLines(text)
		all := strings.Join(append(own, rest), "\n")
		for i := range n {
			if w := fmt.Sprintf("w%dw", i+1); strings.Count(all, w) != 1 {
				r.Fatalf("%q is there %d times: %q and %q", w, strings.Count(all, w), own, rest)
			}
		}
	})
}

// A parent never reads of a number: what will be done stands in the letter, or it says where it stands.
func TestMeasureOfTheMailWithTheJudgement(t *testing.T) {
	const plain, apart = "De deur was stuk. We laten hem maken.", "De deur was stuk.\n\nMaatregel: er komt een nieuwe deur."
	for name, v := range map[string]struct {
		language cases.Language
		text     string // of the closing letter
		mails    map[string]string
		measures []string // the mail of each
		want     []string
		not      string
	}{
		"in one mail":          {cases.Dutch, "", map[string]string{"o": plain}, []string{"o"}, []string{"Wat we hierboven schrijven: klaar uiterlijk op zondag 27 december 2026. Joke Jansen zorgt hiervoor."}, ""},
		"in English":           {cases.English, "", map[string]string{"o": plain}, []string{"o"}, []string{"What we describe above: done by Sunday 27 December 2026 at the latest."}, ""},
		"two in one mail":      {cases.Dutch, "", map[string]string{"o": plain}, []string{"o", "o"}, []string{"Een deel van wat we hierboven schrijven: klaar"}, "Wat we hierboven"},
		"said apart":           {cases.Dutch, "", map[string]string{"o": apart}, []string{"o"}, []string{"De deur was stuk.", "Er komt een nieuwe deur: klaar uiterlijk op"}, "Maatregel"},
		"one of two apart":     {cases.Dutch, "", map[string]string{"o": apart}, []string{"o", "o"}, []string{"Er komt een nieuwe deur: klaar", "Wat we hierboven schrijven: klaar"}, ""},
		"of the letter's mail": {cases.Dutch, plain, map[string]string{"o": "Het klopt.", "s": plain}, []string{"s"}, []string{"Wat we hierboven schrijven: klaar"}, ""},
		"apart in that mail":   {cases.Dutch, apart, map[string]string{"o": "Het klopt.", "s": apart}, []string{"s"}, []string{"Er komt een nieuwe deur: klaar"}, "Maatregel"},
		"a mail without words": {cases.Dutch, "", map[string]string{"o": plain, "m": ""}, []string{"m"}, []string{"We doen hier iets aan: klaar uiterlijk op"}, ""},
		"in its own mail":      {cases.Dutch, "", map[string]string{"o": plain, "m": "Er komt een nieuwe deur."}, []string{"m"}, []string{"Er komt een nieuwe deur: klaar uiterlijk op"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := parentSample(SampleOrganisations()[0], cases.Closing, v.language, name)
			n := &s.Step.Notices[0]
			n.Text, n.Texts = v.text, maps.Clone(v.mails)
			s.Step.Case.Judgement.Mail, s.Step.Case.Measures = "o", nil
			for i, mail := range v.measures {
				s.Step.Case.Measures = append(s.Step.Case.Measures, cases.Measure{Number: i + 1, Date: sampleReceived.Add(40), Owner: s.Step.Case.Handler, Mail: mail})
			}
			letters, err := writer(t).Letters(s.Org, s.Step, s.Now)
			if err != nil {
				t.Fatal(err)
			}
			said := strings.Join(strings.Fields(letters[0].Text), " ")
			for _, w := range v.want {
				if !strings.Contains(said, w) {
					t.Errorf("%q is not there:\n%s", w, letters[0].Text)
				}
			}
			if v.not != "" && strings.Contains(said, v.not) {
				t.Errorf("%q is there:\n%s", v.not, letters[0].Text)
			}
		})
	}
}
