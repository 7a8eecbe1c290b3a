package templates

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"complaintsd/cases"

	"golang.org/x/net/html"
)

// eachLetter hands over every sample that is a mail.
func eachLetter(t *testing.T, do func(t *testing.T, s Sample, subject, text, html string)) {
	t.Helper()
	w := writer(t)
	for _, s := range slices.Concat(Samples(), stripped(), ends()) {
		t.Run(s.Name, func(t *testing.T) {
			l := written(t, w, s)
			if l.To == "" {
				do(t, s, l.Subject, l.Text, "")
				return
			}
			_, text, part := opened(t, l)
			if strings.TrimRight(text, "\n") != strings.TrimRight(l.Text, "\n") {
				t.Error("the text in the bytes is not the text of the letter")
			}
			do(t, s, l.Subject, text, part)
		})
	}
}

// stripped gives the samples with everything empty that may be empty.
func stripped() []Sample {
	all := Samples()
	for i := range all {
		s := &all[i]
		s.Name += "-kaal"
		s.Org.Department, s.Org.Phone, s.Org.Website, s.Org.Privacy, s.Org.Word = "", "", "", "", ""
		for j := range s.Org.People {
			s.Org.People[j].Title, s.Org.People[j].Phone = "", ""
		}
		c := &s.Step.Case
		c.Location, c.Category, c.Thread = "", "", nil
		c.Complainant = cases.Complainant{Email: c.Complainant.Email}
		c.Due, c.Kept = cases.Dates{}, cases.Dates{}
		n := &s.Step.Notices[0]
		n.ReplyTo, n.Thread, n.Texts, n.Story = "", nil, nil, ""
		if n.Kind != cases.Extension { // its text cannot be empty, and it has a date
			continue
		}
		c.Due.Statutory = sampleReceived.Add(42)
	}
	return all
}

// ends gives the letters of cases in every state and of every kind, for every reader.
func ends() []Sample {
	var all []Sample
	states := []cases.State{cases.New, cases.Closed, cases.NotComplaint, cases.Withdrawn, cases.Referred, cases.Merged}
	for _, k := range []cases.NoticeKind{cases.NewCase, cases.ParentWrote, cases.SeriousNotice, cases.TranscriptNotice, cases.RefusedNotice} {
		for i, state := range states {
			for _, id := range []string{"kwaliteit", "jansen", "directeur"} {
				s := staffSample(sampleOrganisation("KLP", cases.Je), k, "nl-"+string(state)+"-"+id)
				s.Step.Case.State = state
				s.Step.Case.Kind = []cases.Kind{cases.Complaint, cases.Suggestion, cases.Tip, cases.Compliment}[i%4]
				s.Step.Case.Satisfied = cases.Satisfaction{Asked: sampleReceived, Silent: i == 1, Solution: map[bool]string{true: "ja"}[i == 2]}
				n := &s.Step.Notices[0]
				n.To, _ = s.Org.Person(id)
				n.Address = n.To.Address
				if n.Transcript != nil {
					n.Transcript.Status, n.Transcript.Bare = i%2 == 0, i == 5
				}
				all = append(all, s)
			}
		}
	}
	return all
}

func TestEveryKindHasAText(t *testing.T) {
	w := writer(t)
	sampled := map[cases.NoticeKind]bool{}
	for _, s := range Samples() {
		sampled[s.Kind] = true
	}
	for _, k := range cases.NoticeKinds() {
		if !sampled[k] {
			t.Errorf("no sample of %s", k)
		}
		for key, set := range w.sets {
			if _, ok := set[k]; !ok && (k.ToParent() || key.language == cases.Dutch) {
				t.Errorf("no text of %s in %s for %s", k, key.language, key.org)
			}
		}
	}
}

var leftovers = []string{"<no value>", "{{", "}}", "%!", "null", "nil", "<nil>", "**", " ,", " .", "..", "()", "[]", "DATE", " :", "\\", "0001", ",,", "# "}

func TestNothingIsLeftOver(t *testing.T) {
	double := regexp.MustCompile(`\S  +\S|\n\n\n`)
	eachLetter(t, func(t *testing.T, s Sample, subject, text, part string) {
		for _, bad := range leftovers {
			if s.Kind == cases.DigestNotice && bad == ".." {
				continue // the bar of days
			}
			if strings.Contains(subject+"\n"+text+tagless(t, part), bad) {
				t.Errorf("%q is left over", bad)
			}
		}
		if m := double.FindString(strings.ReplaceAll(text, "\n  ", "\n")); m != "" {
			t.Errorf("doubled blanks: %q", m)
		}
	})
}

func TestLinesAreReadable(t *testing.T) {
	eachLetter(t, func(t *testing.T, _ Sample, subject, text, _ string) {
		if n := len([]rune(subject)); n > 100 {
			t.Errorf("subject of %d characters: %s", n, subject)
		}
		for line := range strings.Lines(text) {
			if !strings.Contains(line, "<mailto:") && !strings.Contains(line, "<http") && len([]rune(strings.TrimSpace(line))) > width {
				t.Errorf("long line: %s", line)
			}
			if len(line) > 990 {
				t.Errorf("line of %d bytes (RFC 5322 allows 998)", len(line))
			}
		}
	})
}

func TestHeadingsAreQuestionsWithAnAnswer(t *testing.T) {
	eachLetter(t, func(t *testing.T, s Sample, _, _, part string) {
		empty := regexp.MustCompile(`</h2>\s*(<h2|$|</td>)`)
		if m := empty.FindString(part); m != "" {
			t.Errorf("a heading with nothing below it: %s", m)
		}
		for _, h := range regexp.MustCompile(`<h2[^>]*>(.*?)</h2>`).FindAllStringSubmatch(part, -1) {
			if !strings.Contains(h[1], "?") && !strings.HasPrefix(h[1], "Wat gaat er naar de ouder") {
				t.Errorf("heading is no question: %s", h[1])
			}
		}
	})
}

// The subject is seen on lock screens and in journals (invariant 11).
func TestSubjectsHoldNoNamesAndNoToken(t *testing.T) {
	w := writer(t)
	for _, s := range Samples() {
		l := written(t, w, s)
		for _, secret := range []string{"Sanne", "Peeters", "overdracht", "Joke", "Jansen", l.Token} {
			if strings.Contains(l.Subject, secret) {
				t.Errorf("%s: subject %q holds %q", s.Name, l.Subject, secret)
			}
		}
		if ref := string(s.Step.Case.Ref); ref != "" && !strings.HasPrefix(l.Subject, "["+ref+"] ") {
			t.Errorf("%s: subject %q does not begin with the reference", s.Name, l.Subject)
		}
		if !strings.HasPrefix(l.MessageID, l.Token+".i1k2@") || len(l.MessageID) >= 60 {
			t.Errorf("%s: Message-ID %s", s.Name, l.MessageID)
		}
	}
}

// A digest goes to people who need not know who complained (invariant 11).
func TestDigestHoldsNoParents(t *testing.T) {
	eachLetter(t, func(t *testing.T, s Sample, _, text, part string) {
		if s.Kind == cases.DigestNotice && (strings.Contains(text+part, "Sanne") || strings.Contains(text+part, "ouder.example")) {
			t.Error("the digest names a parent")
		}
	})
}

// A receipt goes to whoever wrote; nothing of it may come from them (invariant 7), and it names nobody who
// will handle the case.
func TestReceiptHoldsNoWordOfTheSender(t *testing.T) {
	w := writer(t)
	for _, s := range Samples() {
		if s.Kind != cases.Receipt {
			continue
		}
		before := written(t, w, s)
		s.Step.Case.Complainant = cases.Complainant{Name: "Koop Nu", Phone: "0900", Child: "Kind", Address: "Adres"}
		s.Step.Notices[0].Mail = &cases.Mail{Text: "Koop nu", Subject: "Koop nu", FromName: "Koop Nu", FormLocation: "Koop Nu"}
		if after := written(t, w, s); !bytes.Equal(before.Bytes, after.Bytes) {
			t.Errorf("%s: the sender's words change the letter", s.Name)
		}
	}
}

func TestLettersNeverQuoteTheComplaint(t *testing.T) {
	w := writer(t)
	for _, s := range Samples() {
		if !s.Kind.ToParent() {
			continue
		}
		s.Step.Notices[0].Mail = &cases.Mail{Text: "GEHEIM", Full: "GEHEIM", Subject: "GEHEIM"}
		s.Step.Notices[0].Story = "GEHEIM"
		if l := written(t, w, s); strings.Contains(l.Text+l.Subject, "GEHEIM") {
			t.Errorf("%s quotes the parent's mail", s.Name)
		}
	}
}

func TestClosingTellsWhereToGoNext(t *testing.T) {
	eachLetter(t, func(t *testing.T, s Sample, _, text, _ string) {
		if s.Kind != cases.Closing {
			return
		}
		text = strings.Join(strings.Fields(text), " ")
		until := map[cases.Language]string{cases.Dutch: "woensdag 17 november 2027", cases.English: "Wednesday 17 November 2027"}
		complaint := s.Step.Case.Kind == cases.Complaint
		disputes := false
		for _, r := range s.Org.Referrals {
			stands := complaint && slices.Contains(r.Regimes, s.Step.Case.Regime)
			disputes = disputes || stands && r.Kind == cases.ReferDispute
			if strings.Contains(text, r.Name) != stands {
				t.Errorf("%s in the letter: %v (kind %s, regime %s)", r.Name, !stands, s.Step.Case.Kind, s.Step.Case.Regime)
			}
		}
		if strings.Contains(text, until[language(s)]) != disputes || disputes != complaint {
			t.Errorf("the last day for a dispute (%s) does not go with the letter", until[language(s)])
		}
	})
}

// The two parts come from one text; this shows that neither loses a word.
func TestTextAndHTMLSayTheSame(t *testing.T) {
	address := regexp.MustCompile(`<[a-z]+:[^>]*>|\[[A-Z]+-[0-9-]+ [0-9a-z]{24}\]|\[[a-z-]+( [^\]]*)?\]`)
	eachLetter(t, func(t *testing.T, s Sample, _, text, part string) {
		if part == "" || s.Kind == cases.DigestNotice { // its bars differ
			return
		}
		text = address.ReplaceAllString(strings.Split(text, "\n-- \n")[0], " ")
		shown := letters(address.ReplaceAllString(tagless(t, part), " "))
		for line := range strings.Lines(text) {
			if !strings.Contains(shown, letters(strings.TrimLeft(line, ">|- "))) {
				t.Errorf("HTML lacks the line %q", line)
			}
		}
	})
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// tagless gives what a reader sees of an HTML part.
func tagless(t *testing.T, part string) string {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(part))
	var b strings.Builder
	hidden := false
	for {
		switch z.Next() {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				t.Fatal(z.Err())
			}
			return b.String()
		case html.TextToken:
			if !hidden {
				b.WriteString(z.Token().Data)
			}
		case html.StartTagToken, html.EndTagToken:
			tok := z.Token()
			if tok.Data == "style" || tok.Data == "title" {
				hidden = tok.Type == html.StartTagToken
			}
		}
	}
}

func TestHTMLIsFitForMailPrograms(t *testing.T) {
	eachLetter(t, func(t *testing.T, s Sample, _, _, part string) {
		if part == "" {
			return
		}
		if len(part) >= 30_000 {
			t.Errorf("HTML of %d bytes", len(part))
		}
		if want := fmt.Sprintf("<html lang=%q>", language(s)); !strings.Contains(part, want) {
			t.Errorf("no %s", want)
		}
		for _, bad := range []string{"<img", "flex", "<script", "<svg", "url(", "javascript:", `href="#"`} {
			if strings.Contains(part, bad) {
				t.Errorf("HTML holds %s", bad)
			}
		}
		balanced(t, part)
	})
}

func language(s Sample) cases.Language {
	if s.Kind.ToParent() {
		return s.Step.Case.Language
	}
	return cmp.Or(s.Step.Notices[0].To.Language, cases.Dutch)
}

func balanced(t *testing.T, part string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(part))
	var open []string
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Errorf("left open: %v", open)
			}
			return
		case html.StartTagToken:
			if name := z.Token().Data; name != "meta" && name != "br" {
				open = append(open, name)
			}
		case html.EndTagToken:
			name := z.Token().Data
			if len(open) == 0 || open[len(open)-1] != name {
				t.Fatalf("</%s> closes %v", name, open)
			}
			open = open[:len(open)-1]
		}
	}
}

func TestSamplesHaveNamesOfTheirOwn(t *testing.T) {
	var names []string
	for _, s := range Samples() {
		if slices.Contains(names, s.Name) {
			t.Errorf("two samples named %s", s.Name)
		}
		names = append(names, s.Name)
	}
}
