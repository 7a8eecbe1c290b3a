package templates

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"complaintsd/cases"
	"complaintsd/mailout"

	"golang.org/x/net/html"
)

// Every link of a letter to staff or to a parent opens a mail with the case's tag and its token.
func TestLinksCarryTheToken(t *testing.T) {
	href := regexp.MustCompile(`href="(mailto:klachten[^"]+)"`)
	w := writer(t)
	for _, s := range Samples() {
		l := written(t, w, s)
		if l.To == "" {
			continue
		}
		_, _, part := opened(t, l)
		for _, m := range href.FindAllStringSubmatch(part, -1) {
			link := html.UnescapeString(m[1])
			if len(link) >= maxMailto {
				t.Errorf("%s: link of %d bytes", s.Name, len(link))
			}
			u, err := url.Parse(link)
			if err != nil {
				t.Fatal(err)
			}
			subject := u.Query().Get("subject")
			if !slices.ContainsFunc(tags(s.Step.Notices[0], l), func(tag string) bool { return strings.HasPrefix(subject, tag+" [") }) {
				t.Errorf("%s: link with subject %q", s.Name, subject)
			}
		}
	}
}

// tags are what a letter may name a case with: its own, or those of the cases that it is about.
func tags(n cases.Notice, l mailout.Letter) []string {
	all := []string{"[" + l.Ref + " " + l.Token + "]"}
	for _, k := range n.Keys {
		all = append(all, "["+string(k.Ref)+" "+SampleKeys().Text(k)+"]")
	}
	return all
}

// bracketed are the commands that a text offers: in the subject of a link, or as words for the subject.
var bracketed = regexp.MustCompile(`\[([^\[\]]+)\]`)

// A word that a letter offers must be one that the desk knows, or who taps it is refused.
func TestLinksOfferKnownWords(t *testing.T) {
	href := regexp.MustCompile(`href="mailto:klachten[^"]*subject=([^"&]+)`)
	names := map[string]bool{}
	for _, w := range cases.Words() {
		names[w.Name] = true
	}
	offered := map[string]bool{}
	eachLetter(t, func(t *testing.T, s Sample, _, text, part string) {
		for _, m := range href.FindAllStringSubmatch(part, -1) {
			subject, err := url.PathUnescape(m[1])
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range bracketed.FindAllStringSubmatch(subject, -1)[1:] {
				word, _, _ := strings.Cut(c[1], " ")
				offered[word] = true
				if !names[word] {
					t.Errorf("the link [%s] offers no word of the table", c[1])
				}
			}
		}
		if s.Kind.ToParent() {
			return // a number in brackets, no commands
		}
		text, _, _ = strings.Cut(text, "Welke woorden zijn er?")
		for _, c := range bracketed.FindAllStringSubmatch(text, -1) {
			word, _, _ := strings.Cut(strings.Join(strings.Fields(c[1]), " "), " ")
			if !names[word] && !strings.HasPrefix(word, "KLP-") && !strings.ContainsAny(word, "#.") && s.Kind != cases.RefusedNotice {
				t.Errorf("the text offers [%s]", c[1])
			}
		}
	})
	for _, word := range []string{
		"toewijzen", "locatie", "ernstig", "voorstel", "uitstel", "oordeel", "maatregel", "klaar", "tevreden", "sluiten", "heropenen",
		"intrekken", "doorgezonden", "geen-klacht", "vertrouwelijk", "verstuurd", "ongedaan", "nu", "melder", "ontvangen", "stand", "help",
	} {
		if !offered[word] {
			t.Errorf("no letter offers [%s]", word)
		}
	}
}

// Who has no mail address gets a letter that asks for no mail.
func TestPaperAsksForNoMail(t *testing.T) {
	mail := regexp.MustCompile(`(?i)e-?mail|onderwerp|the subject|tik op|tap your|mailto`)
	w := writer(t)
	for _, s := range Samples() {
		if !s.Kind.ToParent() || s.Kind.Loose() { // it answers a mail, or goes to an address for mail
			continue
		}
		for _, phone := range []string{s.Org.Phone, ""} {
			s := onPaper(s)
			s.Org.Phone = phone
			if l := written(t, w, s); mail.MatchString(l.Text) {
				t.Errorf("%s speaks of mail: %q", s.Name, mail.FindString(l.Text))
			}
		}
	}
}

func TestRefusalsAreAllExplained(t *testing.T) {
	codes := []cases.RefusalCode{
		cases.RefuseUnknownWord, cases.RefuseNoCase, cases.RefuseNotYours, cases.RefuseDirector, cases.RefuseAccused,
		cases.RefuseArgument, cases.RefusePerson, cases.RefuseSeveral, cases.RefuseLocation, cases.RefuseDate, cases.RefuseEmptyText,
		cases.RefuseNoLink, cases.RefuseUsed, cases.RefuseExpired, cases.RefuseNotAlone, cases.RefuseClash, cases.RefuseLeft, cases.RefuseSince, cases.RefuseFinal, cases.RefuseUndone, cases.RefuseNoRow, cases.RefuseLate, cases.RefuseNoAppeal, cases.RefuseExtensions, cases.RefuseUnknownCase, cases.RefuseSameCase, cases.RefuseOtherParent,
		cases.RefuseEndedCase, cases.RefuseTooFar,
		cases.RefuseMissing, cases.RefuseState, cases.RefuseStale, cases.RefuseEarly, cases.RefuseFile, cases.RefuseNoAddress,
	}
	for _, c := range codes {
		if faults[c] == nil {
			t.Errorf("no words for the refusal %s", c)
		}
	}
	if len(faults) != len(codes) {
		t.Errorf("%d words for %d refusals", len(faults), len(codes))
	}
	for _, o := range cases.Outcomes() {
		if outcomeWords[o] == "" {
			t.Errorf("no words for the judgement %s", o)
		}
	}
	for _, k := range cases.NoticeKinds() {
		if k.ToParent() && letterWords[k] == "" {
			t.Errorf("no words for a letter of kind %s", k)
		}
	}
}

func TestHelpHasEveryWord(t *testing.T) {
	eachLetter(t, func(t *testing.T, s Sample, _, text, _ string) {
		if s.Kind != cases.TranscriptNotice || s.Step.Notices[0].Transcript == nil || !s.Step.Notices[0].Transcript.Help {
			return
		}
		text = strings.Join(strings.Fields(text), " ")
		for _, w := range cases.Words() {
			needed := whoMay(s.Org, w) != ""
			if strings.Contains(text, "["+spelled(w)+"]: "+title(w.Effect)) != needed {
				t.Errorf("help has %s: %v", w.Name, !needed)
			}
		}
	})
}
