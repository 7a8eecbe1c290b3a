package templates

import (
	"fmt"
	"math/bits"
	"regexp"
	"strings"
	"testing"

	"complaintsd/cases"
)

// situation is what makes the words of a letter differ.
type situation struct {
	kind                                            cases.Kind
	regime                                          cases.Regime
	outcome                                         string
	measures                                        int
	phone, location, handler, title, paper, earlier bool
}

// situations are all that a case can be, with every bit on and off in turn.
func situations() []situation {
	var all []situation
	for set := range 64 {
		bit := func(n int) bool { return set>>n&1 == 1 }
		for i, kind := range []cases.Kind{cases.Complaint, cases.Suggestion, cases.Tip, cases.Compliment} {
			if (bits.OnesCount(uint(set))+i)%2 == 1 { // half of them: still each kind with each pair of bits
				continue
			}
			all = append(all, situation{
				kind: kind, regime: []cases.Regime{cases.Wko, cases.Wkkgz, cases.Jeugdwet, cases.NoRegime}[(set+i)%4],
				outcome: cases.Outcomes()[set%len(cases.Outcomes())], measures: set % 3,
				phone: bit(0), location: bit(1), handler: bit(2), title: bit(3), paper: bit(4), earlier: bit(5),
			})
		}
	}
	return all
}

// in puts the situation into a sample.
func (x situation) in(s Sample) Sample {
	o := *s.Org
	o.People = append([]cases.Person(nil), o.People...)
	c, n := &s.Step.Case, &s.Step.Notices[0]
	for i := range o.People {
		if !x.phone {
			o.People[i].Phone = ""
		}
		if !x.title {
			o.People[i].Title = ""
		}
	}
	if !x.phone {
		o.Phone = ""
	}
	c.Kind, c.Regime = x.kind, x.regime
	if c.Due.Of(cases.Confirm).IsZero() == false && x.kind == cases.Compliment {
		c.Due = cases.Dates{}
	}
	if x.kind != cases.Complaint {
		c.Due.Statutory, c.Judgement = cases.Date{}, cases.Judgement{}
	} else if n.Kind == cases.Closing {
		c.Judgement.Outcome = x.outcome
	}
	c.Measures = c.Measures[:min(x.measures, len(c.Measures))]
	if !x.location {
		c.Location = ""
	}
	if !x.handler {
		c.Handler = ""
	}
	if x.earlier {
		c.Kept.Confirm = sampleReceived.Add(1)
	}
	s.Org = &o
	if x.paper && n.Kind != cases.Receipt {
		s = onPaper(s)
	}
	return s
}

// eachParentLetter fills every letter to parents in every situation, in both languages and both tones.
func eachParentLetter(t *testing.T, do func(t *testing.T, what string, p *page, f filled)) {
	t.Helper()
	w := writer(t)
	for _, o := range SampleOrganisations() {
		for _, l := range []cases.Language{cases.Dutch, cases.English} {
			if l == cases.English && o.Tone == cases.U { // English has no tone
				continue
			}
			for _, k := range cases.NoticeKinds() {
				for _, x := range situations() {
					if !k.ToParent() || k == cases.Extension && x.kind == cases.Compliment { // it has no date to move
						continue
					}
					s := x.in(parentSample(o, k, l, ""))
					p := newPage(w, cleanOrganisation(s.Org), s.Step, s.Step.Notices[0], s.Now)
					f, err := w.fill(o.Prefix, p)
					if err != nil {
						t.Fatalf("%s %v: %v", k, x, err)
					}
					do(t, fmt.Sprintf("%s %s %s %+v", k, l, o.Tone, x), p, f)
				}
			}
		}
	}
}

// ownWords are those that the samples bring, and no text of ours.
var ownWords = strings.NewReplacer(
	"Pedagogiek & Kwaliteit", "Team", "Klachtenloket Kinderopvang", "Desk", "Geschillencommissie Kinderopvang", "Desk",
	"Geschillencommissie Zorg", "Desk", "De Messenmaker", "Place", "Joke Jansen", "Jo", "locatiemanager", "Boss", "KluppluZ", "Org", "De Zonnewijzer", "Org",
	"www.klachtenloket-kinderopvang.nl", "site", "vertrouwenspersonen in de jeugdhulp", "help",
)

func (f filled) words() []string {
	var all []string
	for _, b := range f.blocks {
		text := strings.NewReplacer(string(markBold), "", string(markPlain), "", string(markBreak), "\n", string(markBlank), " ", string(markField), " ").Replace(linkless(b.words))
		all = append(all, strings.Split(text, "\n")...)
	}
	return all
}

var linkForm = regexp.MustCompile(string(markLink) + `([^` + string(markURL) + `]*)` + string(markURL) + `[^` + string(markEnd) + `]*` + string(markEnd))

func linkless(s string) string { return linkForm.ReplaceAllString(s, "$1") }

// The language of the texts: one rule a row, that no line of any letter may match. B1 leaves out the words of an office.
var bans = []struct {
	what string
	l    cases.Language // "" for both
	tone cases.Tone     // "" for both
	form *regexp.Regexp
}{
	{"a word of an office", cases.Dutch, "", regexp.MustCompile(`(?i)\b(indien|echter|conform|inzake|middels|teneinde|derhalve|omtrent|alsmede|dient|dienen|betreffende|aangaande|zulks|desbetreffende|onderhavige|reeds|thans|tevens|wederom|voornoemde?|bovengenoemde?|hierbij|bijgaand|behoeve|geachte|hoogachtend|gelieve|gaarne|doch|retourneren|voorts|mits|tenzij|kenbaar|in behandeling|naar aanleiding|met betrekking|ter zake)\b`)},
	{"a word of an office", cases.English, "", regexp.MustCompile(`(?i)\b(hereby|herewith|pursuant|aforementioned|henceforth|regarding|shall|furthermore|notwithstanding|in accordance|with respect to|endeavour|commence)\b`)},
	{"u and uw in a letter with je", cases.Dutch, cases.Je, regexp.MustCompile(`(?i)\b(u|uw|uzelf)\b`)},
	{"je and jij in a letter with u", cases.Dutch, cases.U, regexp.MustCompile(`(?i)\b(je|jij|jou|jouw|jullie)\b`)},
	{"an English word in a Dutch letter", cases.Dutch, "", regexp.MustCompile(`(?i)\b(the|your|you|please|this|that|about|dear|complaint|feedback|report|letter|reply)\b`)},
	{"a Dutch word in an English letter", cases.English, "", regexp.MustCompile(`(?i)\b(je|jij|uw|het|een|niet|wij|ons|onze|klacht|klantreactie|maatregel|bericht|brief|uiterlijk|afdeling|januari|maart|mei|oktober|maandag|dinsdag|woensdag|vrijdag)\b`)},
	{"a sentence that begins small", "", "", regexp.MustCompile(`[.?!]\s+\p{Ll}|^\p{Ll}`)},
	{"doubled blanks or marks", "", "", regexp.MustCompile(`  |[.,;:?!]{2}|\s[.,;:?!]|\(\s|\s\)|\(\)|\[\]`)},
	{"a left-over", "", "", regexp.MustCompile(`\{\{|\}\}|<no value>|%!|\bnull\b|\bnil\b|\*\*|\||\\|#|0001|undefined`)},
	{"a mark that is not resolved", "", "", regexp.MustCompile(`[\x01-\x09\x0b-\x1f]`)},
}

// checking looks at a filled letter.
type checking func(t *testing.T, what string, p *page, f filled)

func TestLettersInEverySituation(t *testing.T) {
	rules := []checking{plainLanguage(), shortSentences(), wholeLetters}
	eachParentLetter(t, func(t *testing.T, what string, p *page, f filled) {
		for _, rule := range rules {
			rule(t, what, p, f)
		}
	})
}

func plainLanguage() checking {
	seen := map[string]bool{}
	return func(t *testing.T, what string, p *page, f filled) {
		for _, line := range append(f.words(), f.subject) {
			bare := strings.ReplaceAll(line, "\n", " ")
			if p.language == cases.English {
				bare = ownWords.Replace(bare)
			}
			key := string(p.language) + string(p.o.Tone) + bare
			if seen[key] {
				continue
			}
			seen[key] = true
			for _, ban := range bans {
				if ban.l != "" && ban.l != p.language || ban.tone != "" && (ban.tone != p.o.Tone || p.language != cases.Dutch) {
					continue
				}
				if ban.what == "a sentence that begins small" && strings.HasPrefix(bare, "locatiemanager") { // a signature
					continue
				}
				if m := ban.form.FindString(bare); m != "" {
					t.Errorf("%s: %s: %q in %q", what, ban.what, m, bare)
				}
			}
		}
	}
}

var sentence = regexp.MustCompile(`[^.?!]+(\.\S[^.?!]*)*[.?!:]?`)

// maxWords is the length of a sentence that a reader at B1 follows, and meanWords what a letter should come to.
const (
	maxWords  = 20
	meanWords = 11
)

func shortSentences() checking {
	seen := map[string]bool{}
	return func(t *testing.T, what string, _ *page, f filled) {
		words, sentences := 0, 0
		for _, line := range f.words() {
			for _, s := range sentence.FindAllString(line, -1) {
				n := len(strings.Fields(s))
				if n > maxWords && !seen[s] {
					seen[s] = true
					t.Errorf("%s: %d words: %s", what, n, s)
				}
				words, sentences = words+n, sentences+1
			}
		}
		if words > meanWords*sentences {
			t.Errorf("%s: %d words in %d sentences", what, words, sentences)
		}
	}
}

// wholeLetters have a greeting and an answer below each heading, and on paper they do not speak of mail.
func wholeLetters(t *testing.T, what string, p *page, f filled) {
	if !p.n.Kind.Loose() && !greeting.MatchString(f.blocks[0].text()) {
		t.Errorf("%s: begins with %q", what, f.blocks[0].text())
	}
	for i, b := range f.blocks {
		if b.kind == heading && (i == len(f.blocks)-1 || f.blocks[i+1].kind == heading) {
			t.Errorf("%s: nothing below %q", what, b.text())
		}
	}
	text := strings.Join(f.words(), " ")
	if p.Paper() && !p.n.Kind.Loose() && (strings.Contains(text, "e-mail") || strings.Contains(text, "deze mail")) {
		t.Errorf("%s: speaks of mail", what)
	}
}

var greeting = regexp.MustCompile(`^(Beste|Dear) .+,$`)

// Staff reads the same plain Dutch, always with je.
func TestStaffLanguage(t *testing.T) {
	w := writer(t)
	for _, s := range append(Samples(), ends()...) {
		if s.Kind.ToParent() || language(s) == cases.English {
			continue
		}
		p := newPage(w, cleanOrganisation(s.Org), s.Step, s.Step.Notices[0], s.Now)
		f, err := w.fill(s.Org.Prefix, p)
		if err != nil {
			t.Fatal(err)
		}
		for _, ban := range bans {
			if ban.l == cases.English || ban.tone == cases.U || ban.what == "a sentence that begins small" || ban.what == "a left-over" {
				continue
			}
			for _, line := range append(f.words(), f.subject) {
				if strings.HasPrefix(line, "[") || strings.Contains(line, "mailbox unknown") { // the table of words has its English ones
					continue
				}
				if m := ban.form.FindString(line); m != "" {
					t.Errorf("%s: %s: %q in %q", s.Name, ban.what, m, line)
				}
			}
		}
	}
}
