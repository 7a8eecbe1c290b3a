package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/cmd/complaintsd/config"
	"complaintsd/mailout"
)

// The stories in testdata/*.story are played through the real desk on a store in memory with a turned clock.
// A story reads as it happened:
//
//	on 2026-11-02 09:12                     the clock; later: `on 2026-11-05 08:00`
//	SENDER writes: Subject                  a new mail; the indented lines below are its text. The mail server of
//	                                        the organisation vouches for its own people. `file rooster.pdf` sends a file
//	                                        along, `file plan.pdf of 11 MB` a large one
//	SENDER answers KIND: [tags]             an answer to the latest letter KIND to that sender, with its token
//	SENDER taps LABEL in KIND               the mail that a button of the latest letter KIND opens, sent as it is
//	SENDER forges KIND: [tags]              the same answer, sent by somebody who has not got the letter
//	SENDER autoanswers KIND                 an out-of-office to it
//	... also to RECEIVER: ...               behind writes and answers: the mail goes to that address as well
//	PERSON is away until DATE, PERSON stands in
//	PERSON has PERSON for a deputy
//	PERSON leaves on DATE
//	KIND to SENDER comes back               a non-delivery report
//	SENDER writes N times: Subject          as many mails, one a minute
//	a machine sends                         a mail that is written below, header and all; {KIND to SENDER} stands for
//	                                        the Message-ID of that letter
//	expect KIND to RECEIVER                 and below it, indented: words that the letter holds, or after `without`
//	                                        words that it does not hold; `file NAME` is a file that comes with it, and
//	                                        `no file` says that there is none
//	expect nothing
//	case REF is STATE [handler ID] [kept PROMISE DATE] [open PROMISE] [due PROMISE DATE] [measures N]
//
// A letter that nobody expected fails the story. SENDER and RECEIVER are the id of a person of the example
// configuration, or an address. Digests are expected like the rest, unless the story says `no digests`. A line
// `rule appeal = "1mo"` at its top puts that key into [organisation.terms].
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/*.story")
	if err != nil || len(files) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".story"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			newTeller(t, file, rules(string(text))...).tell(string(text))
		})
	}
}

// teller tells a story.
type teller struct {
	t       *testing.T
	file    string
	line    int
	cfg     *config.Config
	org     *cases.Organisation
	play    *desk.Play
	house   *house
	at      time.Time
	letters []mailout.Letter // all that left
	waiting []mailout.Letter // those that nobody expected yet
	digests bool
	mails   int
	cc      string // of the next mail
}

// rules are the keys that a story sets.
func rules(text string) []string {
	var found []string
	for _, sent := range sentences(text) {
		if rule, ok := strings.CutPrefix(sent.words, "rule "); ok {
			found = append(found, rule)
		}
	}
	return found
}

func newTeller(t *testing.T, file string, rules ...string) *teller {
	terms := "[organisation.terms] "
	cfg, problems := config.Read(strings.NewReader(strings.Replace(config.Example, terms, strings.Join(append([]string{terms}, rules...), "\n")+"\n", 1)), t.TempDir())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return tellerOf(t, file, cfg)
}

func tellerOf(t *testing.T, file string, cfg *config.Config) *teller {
	play, h, err := stage(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.Close(); err != nil {
			t.Error(err)
		}
	})
	s := &teller{t: t, file: file, cfg: cfg, org: cfg.Organisations[0], play: play, house: h, digests: true}
	play.Sent = func(at time.Time, l mailout.Letter) error {
		if testing.Verbose() {
			t.Logf("%s %s to %s\n%s\n\n%s", at.In(cfg.Zone).Format("2006-01-02 15:04"), l.Kind, l.To, l.Subject, l.Text)
		}
		if _, err := linksOf(l, l.From); err != nil {
			t.Errorf("%s: the letter %s to %s: %v", file, l.Kind, l.To, err)
		}
		s.letters = append(s.letters, l)
		if s.digests || l.Kind != string(cases.DigestNotice) {
			s.waiting = append(s.waiting, l)
		}
		return nil
	}
	return s
}

func (s *teller) fatalf(format string, args ...any) {
	s.t.Helper()
	s.t.Fatalf("%s:%d: %s", s.file, s.line, fmt.Sprintf(format, args...))
}

// sentence is a line of a story with the indented lines below it.
type sentence struct {
	line  int
	words string
	below []string
}

func sentences(text string) []sentence {
	var all []sentence
	in := bufio.NewScanner(strings.NewReader(text))
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "  "), strings.TrimSpace(line) == "" && len(all) > 0 && len(all[len(all)-1].below) > 0:
			last := &all[len(all)-1]
			last.below = append(last.below, strings.TrimPrefix(line, "  "))
		case strings.TrimSpace(line) != "":
			all = append(all, sentence{line: n, words: line})
		}
	}
	return all
}

func (s *teller) tell(text string) {
	for _, sent := range sentences(text) {
		s.line = sent.line
		s.sentence(sent)
	}
	s.nothing()
	if at := s.broken(); at != "" {
		s.fatalf("the store is not as it was written: %s", at)
	}
}

func (s *teller) broken() (wrong string) {
	if err := s.house.store.Verify(context.Background(), func(line string) { wrong = line }); err != nil {
		s.fatalf("verify: %v", err)
	}
	return wrong
}

func (s *teller) sentence(sent sentence) {
	head, tail, _ := strings.Cut(sent.words, ":")
	head, also, _ := strings.Cut(head, " also to ")
	if s.cc = ""; also != "" {
		s.cc = s.address(also)
	}
	words := strings.Fields(head)
	switch {
	case words[0] == "rule":
	case sent.words == "no digests":
		s.digests = false
	case words[0] == "on":
		s.turn(strings.TrimPrefix(sent.words, "on "))
	case sent.words == "expect nothing":
		s.nothing()
	case words[0] == "expect" && words[2] != "to": // expect 20 KIND to RECEIVER
		n, _ := strconv.Atoi(words[1])
		for range n {
			s.expect(words[2], s.address(words[4]), sent.below)
		}
	case words[0] == "expect":
		s.expect(words[1], s.address(words[3]), sent.below)
	case words[0] == "case":
		s.check(strings.Fields(sent.words))
	case strings.HasSuffix(sent.words, "stands in"):
		s.away(words[0], strings.TrimSuffix(words[4], ","), words[5])
	case strings.HasSuffix(sent.words, " for a deputy"):
		s.person(words[0]).Deputy = s.person(words[2]).ID
	case strings.Contains(sent.words, " leaves on "):
		s.person(words[0]).Left = s.date(words[3])
	case sent.words == "a machine sends":
		s.machine(sent.below)
	case strings.HasSuffix(sent.words, "comes back"):
		s.bounce(words[0], s.address(words[2]))
	case words[1] == "writes" && words[len(words)-1] == "times":
		s.often(words, strings.TrimSpace(tail), sent.below)
	case words[1] == "taps":
		label, kind, _ := strings.Cut(strings.TrimPrefix(sent.words, words[0]+" taps "), " in ")
		s.tap(s.address(words[0]), label, kind)
	case words[1] == "writes":
		s.mail(s.address(words[0]), strings.TrimSpace(tail), s.vouched(words[0]), sent.below)
	case words[1] == "answers" || words[1] == "forges" || words[1] == "autoanswers":
		s.answer(s.address(words[0]), words[1], words[2], strings.TrimSpace(tail), sent.below)
	default:
		s.fatalf("this sentence is not understood: %s", sent.words)
	}
}

func (s *teller) address(who string) string {
	if p, ok := s.org.Person(who); ok {
		return p.Address
	}
	if !strings.Contains(who, "@") {
		s.fatalf("nobody is called %s", who)
	}
	return who
}

func (s *teller) turn(to string) {
	at, err := time.ParseInLocation("2006-01-02 15:04", to, s.cfg.Zone)
	if err != nil {
		s.fatalf("%v", err)
	}
	if s.at.IsZero() {
		s.play.Start(at)
		s.house.desk.Started = at
	}
	s.at = at
	if err := s.play.Until(context.Background(), at); err != nil {
		s.fatalf("%v", err)
	}
}

func (s *teller) expect(kind, to string, words []string) {
	i := slices.IndexFunc(s.waiting, func(l mailout.Letter) bool { return l.Kind == kind && l.To == to })
	if i < 0 {
		s.fatalf("no letter %s to %s; there is: %s", kind, to, list(s.waiting))
	}
	l := s.waiting[i]
	s.waiting = slices.Delete(s.waiting, i, i+1)
	said := strings.Join(strings.Fields(l.Subject+"\n"+strings.NewReplacer("\n> ", "\n", "\n| ", "\n").Replace(l.Text)), " ")
	for _, w := range words {
		if s.files(l, strings.TrimSpace(w)) {
			continue
		}
		w, without := strings.CutPrefix(strings.TrimSpace(w), "without ")
		if w != "" && strings.Contains(said, w) == without {
			s.fatalf("the letter %s to %s: says %q is %v; it says:\n%s\n\n%s", kind, to, w, without, l.Subject, l.Text)
		}
	}
}

// files reads `file NAME` and `no file`.
func (s *teller) files(l mailout.Letter, words string) bool {
	name, one := strings.CutPrefix(words, "file ")
	switch {
	case one && !slices.ContainsFunc(l.Files, func(f mailout.File) bool { return f.Name == name }):
		s.fatalf("the letter %s does not come with %s; it has %v", l.Kind, name, l.Files)
	case words == "no file" && len(l.Files) > 0:
		s.fatalf("the letter %s comes with %v", l.Kind, l.Files)
	}
	return one || words == "no file"
}

func (s *teller) nothing() {
	if len(s.waiting) > 0 {
		s.fatalf("nobody expected: %s\n\n%s", list(s.waiting), s.waiting[0].Text)
	}
}

func list(letters []mailout.Letter) string {
	var all []string
	for _, l := range letters {
		all = append(all, l.Kind+" to "+l.To)
	}
	if all == nil {
		return "nothing"
	}
	return strings.Join(all, ", ")
}

// check reads `case REF is STATE ...`.
func (s *teller) check(words []string) {
	d, found, err := s.house.store.One(context.Background(), cases.Ref(words[1]))
	if err != nil || !found {
		s.fatalf("case %s: found %v, %v", words[1], found, err)
	}
	if string(d.Case.State) != words[3] {
		s.fatalf("case %s is %s", words[1], d.Case.State)
	}
	for i := 4; i < len(words); i += 2 {
		switch words[i] {
		case "handler":
			if d.Case.Handler != words[i+1] {
				s.fatalf("the handler is %q", d.Case.Handler)
			}
		case "kept":
			if got := d.Case.Kept.Of(cases.Promise(words[i+1])).String(); got != words[i+2] {
				s.fatalf("%s was kept on %q", words[i+1], got)
			}
			i++
		case "open":
			if got := d.Case.Kept.Of(cases.Promise(words[i+1])); !got.IsZero() {
				s.fatalf("%s was kept on %s", words[i+1], got)
			}
		case "due":
			if got := d.Case.Due.Of(cases.Promise(words[i+1])).String(); got != words[i+2] {
				s.fatalf("%s is due on %q", words[i+1], got)
			}
			i++
		case "measures":
			if n, _ := strconv.Atoi(words[i+1]); n != len(d.Case.Measures) {
				s.fatalf("there are %d measures", len(d.Case.Measures))
			}
		default:
			s.fatalf("not understood: %s", words[i])
		}
	}
}
