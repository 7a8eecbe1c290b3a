package main

import (
	"bytes"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"complaintsd/cases"
	"complaintsd/cmd/complaintsd/config"
	"complaintsd/mailout"
)

// brand is an organisation of the test, with what is its own: none of it may show in the mail of the other.
type brand struct {
	prefix, handler, second, director, location, parent, story, wrong string
	own                                                               []string
	words                                                             *regexp.Regexp // its own words in letters to parents
}

var brands = []brand{
	{
		prefix: "KLP", handler: "jansen", second: "petra", director: "vos", location: "De Messenmaker", parent: "sanne@ouders.example", story: "De overdracht gaat mis.", wrong: "Messenmakker",
		own: []string{
			"KluppluZ", "kluppluz", "KLP-", "Pedagogiek", "040-555", "De Messenmaker", "Morel", "Brabant", "Joke", "Jansen", "Hanna", "Vos,",
			"locatiemanager", "sanne", "overdracht", "#8a1440", "klantreactie", "[KLP",
		},
		words: regexp.MustCompile(`(?i)\b(klantreactie|je|jij|jouw)\b`),
	},
	{
		prefix: "ZON", handler: "bos", second: "kuiper", director: "kuiper", location: "Het Kompas", parent: "otto@ouders.example", story: "De tuinpoort stond open.", wrong: "Het Kompass",
		own: []string{
			"Zonnewijzer", "zonnewijzer", "ZON-", "team Ouders", "Team Ouders", "030-555", "Het Kompas", "Zonnehof", "Utrecht", "Karim", "Ria", "Kuiper",
			"clusterhoofd", "regiohoofd", "bestuurder", "otto@", "tuinpoort", "#7a3e00", "[ZON",
		},
		words: regexp.MustCompile(`(?i)\b(melding|u|uw)\b`),
	},
}

// day is a part of the story that both brands live through, in the same minutes. REF and the rest stand for what
// differs.
var brandDays = []string{`
on 2026-11-02 09:12
PARENT writes: Graag uw hulp
  STORY
noor answers new-case: [locatie WRONG] [toewijzen HANDLER]
noor answers new-case: [locatie LOCATION] [toewijzen HANDLER]
`, `
on 2026-11-02 10:30
PARENT answers confirmation: vraag
  STORY Wanneer hoor ik iets?
petra answers new-case: [ernstig]
  Dit is groot. STORY
DIRECTOR answers serious: [toewijzen HANDLER]
`, `
on 2026-11-04 11:00
HANDLER answers assigned: [notitie]
  Gebeld. STORY
HANDLER answers assigned: [stand] [help]
HANDLER answers assigned: [uitstel 2026-12-01]
  Een collega is met vakantie.
confirmation to PARENT comes back
`, `
on 2026-11-17 09:00
HANDLER answers assigned: [voorstel]
  Wij stellen een vast gesprek voor.
`, `
on 2026-11-24 09:00
HANDLER answers assigned: [maatregel 2026-12-10 HANDLER]
  Er komt een formulier.
HANDLER answers assigned: [oordeel deels]
  Het had beter gemoeten.
noor answers new-case: [tevreden ja deels]
noor answers new-case: [sluiten]
  Dank voor het geduld.
`, `
on 2026-11-24 09:30
SECOND taps Akkoord: de brief mag weg in reminder
`, `
on 2026-11-24 10:00
PARENT answers closing: nee
  STORY De directie moet kijken.
noor answers parent-wrote: [heropenen beroep]
  We kijken er opnieuw naar.
`, `
on 2026-11-26 09:00
noor answers new-case: [melder]
  e-mail: nieuw.PARENT
noor taps Ja, verander het adres in transcript
`, `
on 2026-12-16 09:00
`, `
on 2027-03-10 09:00
`}

func (b brand) tell(s *teller, day string) {
	for i, o := range s.cfg.Organisations {
		if o.Prefix == b.prefix {
			s.org = s.cfg.Organisations[i]
		}
	}
	day = strings.NewReplacer("PARENT", b.parent, "HANDLER", b.handler, "DIRECTOR", b.director, "SECOND", b.second, "LOCATION", b.location, "STORY", b.story, "WRONG", b.wrong).Replace(day)
	for _, sent := range sentences(day) {
		s.sentence(sent)
	}
}

// Two brands live through the same days in one daemon, with the same registrar and the same regional manager, and
// nothing of one shows in the mail of the other.
func TestNothingOfOneBrandShowsInTheMailOfAnother(t *testing.T) {
	s := brandTeller(t)
	for _, day := range brandDays {
		for _, b := range brands {
			b.tell(s, day)
		}
	}
	for _, b := range brands { // what the operator of both hears
		for _, recovered := range []bool{false, true} {
			if err := s.play.Desk.Tell(t.Context(), b.prefix, recovered, "De mailbox is niet te bereiken."); err != nil {
				t.Fatal(err)
			}
		}
	}
	s.turn("2027-03-11 09:00")
	kinds := map[string][]string{}
	for _, l := range s.letters {
		kinds[l.Org] = append(kinds[l.Org], l.Kind)
		for _, b := range brands {
			if b.prefix != l.Org {
				b.absent(t, l)
			} else if cases.NoticeKind(l.Kind).ToParent() && !b.words.MatchString(l.Text) {
				t.Errorf("%s %s to %s has no word of its own", l.Org, l.Kind, l.To)
			}
		}
	}
	for _, b := range brands {
		for _, k := range []cases.NoticeKind{
			cases.Receipt, cases.NewCase, cases.RefusedNotice, cases.TranscriptNotice, cases.AssignedNotice, cases.SeriousNotice, cases.Confirmation,
			cases.ParentWrote, cases.Extension, cases.LetterFailed, cases.Proposal, cases.Reminder, cases.Closing, cases.ReopenedLetter,
			cases.DigestNotice, cases.Alert, cases.Recovery, cases.AddressChanged,
		} {
			if !slices.Contains(kinds[b.prefix], string(k)) {
				t.Errorf("%s: the days brought no %s", b.prefix, k)
			}
		}
	}
}

// A person of both who answers the mail of one at the address of the other, and a parent who does, learn nothing and
// move nothing there.
func TestAnswerToOneBrandAtTheAddressOfTheOther(t *testing.T) {
	s := brandTeller(t)
	for _, b := range brands {
		b.tell(s, brandDays[0])
	}
	before := len(s.letters)
	klp, zon := s.cfg.Organisations[0], s.cfg.Organisations[1]
	s.org = klp
	notice, confirmation := s.latest("new-case", "noor@samen.example"), s.latest("receipt", brands[0].parent)
	s.org = zon
	for _, m := range []struct{ from, subject, to string }{
		{"noor@samen.example", "Re: [" + notice.Ref + "] [stand]", notice.MessageID},
		{"noor@samen.example", "Re: [" + notice.Ref + " " + notice.Token + "] [sluiten]", "los@post.example"},
		{"noor@samen.example", "Re: [ZON-2026-0001 " + notice.Token + "] [stand]", notice.MessageID},
		{brands[0].parent, "Re: [" + confirmation.Ref + "] vraag", confirmation.MessageID},
	} {
		s.mail(m.from, m.subject, map[string]string{"In-Reply-To": "<" + m.to + ">"}, []string{"Hoe staat het ermee?"})
	}
	for _, l := range s.letters[before:] {
		if l.Org != "ZON" {
			t.Errorf("%s %s to %s: mail to one brand moved the other", l.Org, l.Kind, l.To)
			continue
		}
		own := brands[0]
		// The reference that the sender wrote, and the sender, may come back; nothing else of that brand.
		own.own = slices.DeleteFunc(slices.Clone(own.own), func(w string) bool { return w == "KLP-" || w == "[KLP" || w == "sanne" })
		own.absent(t, l)
	}
	d, found, err := s.house.store.One(t.Context(), cases.Ref(notice.Ref))
	if err != nil || !found || d.Case.State == cases.Closed {
		t.Errorf("case %s: %v, %v, %v", notice.Ref, d.Case.State, found, err)
	}
}

func brandTeller(t *testing.T) *teller {
	t.Helper()
	text, err := os.ReadFile("testdata/two-brands.toml")
	if err != nil {
		t.Fatal(err)
	}
	cfg, problems := config.Read(bytes.NewReader(text), t.TempDir())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return tellerOf(t, "brands_test.go", cfg)
}

// absent fails when a letter holds anything that is the brand's own, in what is seen or in what is not.
func (b brand) absent(t *testing.T, l mailout.Letter) {
	t.Helper()
	whole := opened(t, l)
	for _, w := range b.own {
		if i := strings.Index(whole, w); i >= 0 {
			t.Errorf("%s %s to %s holds %q of %s: %q", l.Org, l.Kind, l.To, w, b.prefix, whole[max(0, i-60):min(len(whole), i+60)])
		}
	}
	if cases.NoticeKind(l.Kind).ToParent() && b.words.MatchString(l.Text) {
		t.Errorf("%s %s to %s holds %q, a word of %s", l.Org, l.Kind, l.To, b.words.FindString(l.Text), b.prefix)
	}
}

// opened gives a letter as a mail program reads it: headers, texts, and the bytes of what comes with it.
func opened(t *testing.T, l mailout.Letter) string {
	t.Helper()
	if l.To == "" {
		return l.Subject + "\n" + l.Text
	}
	m, err := mail.ReadMessage(bytes.NewReader(l.Bytes))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for name, values := range m.Header {
		for _, v := range values {
			decoded, err := new(mime.WordDecoder).DecodeHeader(v)
			if err != nil {
				t.Fatal(err)
			}
			b.WriteString(name + ": " + decoded + "\n")
		}
	}
	parts(t, &b, m.Header.Get("Content-Type"), m.Body)
	return b.String()
}

func parts(t *testing.T, b *strings.Builder, contentType string, body io.Reader) {
	t.Helper()
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		t.Fatal(err)
	}
	for r := multipart.NewReader(body, params["boundary"]); ; {
		p, err := r.NextRawPart()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(p.Header.Get("Content-Type"), "multipart/") {
			parts(t, b, p.Header.Get("Content-Type"), p)
			continue
		}
		var text io.Reader = p
		if p.Header.Get("Content-Transfer-Encoding") == "quoted-printable" {
			text = quotedprintable.NewReader(p)
		}
		raw, err := io.ReadAll(text)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(raw)
	}
}
