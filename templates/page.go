package templates

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"complaintsd/cases"
)

// page is what a text can ask for: its exported methods are the {{.Fields}} of the texts. All that it holds
// has been cleaned, but for texts.
type page struct {
	w        *Writer
	o        *cases.Organisation
	c        cases.Case
	n        cases.Notice
	entries  []cases.Entry
	texts    map[string]string // words behind hashes, as they came: see behind
	now      time.Time
	language cases.Language
	token    string
	prints   map[int64]printed // letters of this step that are on paper, by number; may be nil
	mailto   string            // what command links begin with, "" until one is written
	parts    []*page           // see Parts, nil until they are asked for
	part     bool              // of a mail over several cases: an answer to it proves nothing for this one
}

func newPage(w *Writer, o *cases.Organisation, s cases.Step, n cases.Notice, now time.Time) *page {
	p := &page{w: w, o: o, c: cleanCase(s.Case), n: cleanNotice(n), texts: n.Texts, entries: s.Entries, now: now, language: cases.Dutch}
	if n.Parent && p.speaks() == cases.English || n.Kind == cases.DigestNotice && cmp.Or(n.To.Language, o.Language) == cases.English {
		p.language = cases.English
	}
	p.token = w.keys.Text(n.Token)
	return p
}

func (p *page) speaks() cases.Language {
	if p.c.Language != "" {
		return p.c.Language
	}
	return p.o.Language
}

func (p *page) date(d cases.Date) string { return long(d, p.language) }

func (p *page) today() cases.Date { return p.o.Today(p.now) }

// Ref is the reference.
func (p *page) Ref() string { return string(p.c.Ref) }

// Org is the name of the organisation.
func (p *page) Org() string { return p.o.Name }

// Phone of the department.
func (p *page) Phone() string { return p.Call(p.o.Phone) }

// Word is what the parent reads for the case. An organisation that calls a complaint a complaint does not
// call a compliment so.
func (p *page) Word() string {
	word := p.o.Word
	if word == "" {
		word = "klacht"
	}
	if word == "klacht" && !p.IsComplaint() {
		word = string(p.c.Kind)
	}
	if p.language == cases.English { // a word that nobody translated is no word for an English letter
		return cmp.Or(english[word], english[p.KindWord()], english["klacht"])
	}
	return word
}

var english = map[string]string{
	"klacht": "complaint", "klantreactie": "feedback", "suggestie": "suggestion", "tip": "tip", "compliment": "compliment",
	"reactie": "feedback", "melding": "report",
}

// IsComplaint tells whether the case is a complaint: then there are judgement and regret.
func (p *page) IsComplaint() bool { return p.c.Kind == cases.Complaint || p.c.Kind == "" }

// IsCompliment tells whether the parent was glad: then there is nothing to disagree with.
func (p *page) IsCompliment() bool { return p.c.Kind == cases.Compliment }

// Name is the parent's, when it looks like a name: an address or an advertisement in its place does not
// come into a letter.
func (p *page) Name() string {
	n := p.c.Complainant.Name
	if n == "" || utf8.RuneCountInString(n) > 60 || !nameForm.MatchString(n) || siteForm.MatchString(n) {
		return ""
	}
	return n
}

var (
	nameForm = regexp.MustCompile(`^[\p{L}\p{M}][\p{L}\p{M} .,'’()/-]*$`)
	siteForm = regexp.MustCompile(`(?i)\.[\p{L}]{2}|//|www`)
)

// Location is the location's name, "" while it is unknown.
func (p *page) Location() string { return p.c.Location }

// Department is the registrar's, as a subject of a sentence: de afdeling Pedagogiek & Kwaliteit.
func (p *page) Department() string {
	d := p.o.Department
	if d == "" {
		return p.o.Name
	}
	lower := strings.ToLower(d)
	bare, isDepartment := strings.CutPrefix(lower, "afdeling ")
	switch {
	case p.language == cases.English && isDepartment:
		return "the " + d[len(d)-len(bare):] + " department"
	case isDepartment:
		return "de " + lower[:1] + d[1:]
	}
	return d
}

// Handler is who handles the case; its Name is empty while nobody does.
func (p *page) Handler() cases.Person {
	h, _ := p.o.Person(p.c.Handler)
	return h
}

// HandlerPhone is the handler's number, or that of the department.
func (p *page) HandlerPhone() string {
	if h := p.Handler(); h.Phone != "" {
		return p.Call(h.Phone)
	}
	return p.Phone()
}

// HandlerFirst is the handler's first name.
func (p *page) HandlerFirst() string { return p.Handler().First() }

// HandlerIsAsker tells whether the department that asks for satisfaction is also who handled the case.
func (p *page) HandlerIsAsker() bool {
	return p.Handler().Name == "" || p.Handler().Has(cases.Registrar)
}

// Received is the date of receipt.
func (p *page) Received() string { return p.date(p.c.Received) }

// ConfirmBy is the date by which the parent hears who handles the case.
func (p *page) ConfirmBy() string { return p.date(p.c.Due.Confirm) }

// TellBy is that date as long as the parent was not told who handles the case, "" after that.
func (p *page) TellBy() string {
	if !p.c.Kept.Confirm.IsZero() {
		return ""
	}
	return p.ConfirmBy()
}

// ProposeBy is the date of the proposal, "" when it was done or is past, or when the parent waits for a decision on an
// appeal: no proposal comes before that.
func (p *page) ProposeBy() string {
	if p.c.Appealing() {
		return ""
	}
	return p.ahead(cases.Propose)
}

// AnswerBy is the date of the written answer that the law asks for, "" when it was given or is past.
func (p *page) AnswerBy() string { return p.ahead(cases.Statutory) }

func (p *page) ahead(promise cases.Promise) string {
	due := *p.c.Due.Of(promise)
	if !p.c.Kept.Of(promise).IsZero() || due.Before(p.today()) {
		return ""
	}
	return p.date(due)
}

// NewTarget is the date that an extension promises.
func (p *page) NewTarget() string {
	if s := p.ahead(cases.Propose); s != "" {
		return s
	}
	return p.date(p.c.Due.Statutory)
}

// Again tells that an earlier confirmation named somebody else.
func (p *page) Again() bool { return !p.c.Kept.Confirm.IsZero() }

// Privacy is the address of the privacy statement.
func (p *page) Privacy() string { return p.o.Privacy }

// Text is what the handler wrote for the parent.
func (p *page) Text() string {
	if p.n.Kind != cases.Closing || !slices.ContainsFunc(p.c.Measures, func(m cases.Measure) bool { return same(p.behind(m.Mail), p.n.Text) }) {
		return p.n.Text
	}
	return beside(p.n.Text)
}

// Paper tells that the letter goes by post: then there is no mail to answer.
func (p *page) Paper() bool { return p.n.Parent && p.n.Address == "" }

// AskedLater tells that satisfaction is asked before the closing letter.
func (p *page) AskedLater() bool { return !p.o.Terms.AskAfterClosing }

// Answer is a button with which a parent tells what he thinks of the solution and of the process.
func (p *page) Answer(label, solution, process string) string {
	return p.Button(label, "tevreden "+solution+" "+process)
}

// Solution is what the parent is asked about: there is one of a complaint only.
func (p *page) Solution() string {
	say := map[cases.Language][2]string{cases.Dutch: {"de oplossing", "ons antwoord"}, cases.English: {"the solution", "our answer"}}[p.language]
	if p.IsComplaint() {
		return say[0]
	}
	return say[1]
}

// Answered is the same as words in a line.
func (p *page) Answered(label, solution, process string) string {
	return link(label, p.command("tevreden "+solution+" "+process))
}

// Outcome is the judgement: gegrond, deels, ongegrond, opgelost, geen-oordeel; "" for none.
func (p *page) Outcome() string {
	if !p.IsComplaint() {
		return ""
	}
	return p.c.Judgement.Outcome
}

// Reasons are the words of the judgement, unless the letter says them already.
func (p *page) Reasons() string {
	if p.c.Judgement.Mail == "" || same(p.behind(p.c.Judgement.Mail), p.n.Text) {
		return ""
	}
	return p.besideMeasures(p.c.Judgement.Mail)
}

// behind gives the words behind a hash. They are cleaned here and not with the rest: a notice has those of all cases of
// its event, and a letter asks for two or three.
func (p *page) behind(hash string) string { return cleanText(p.texts[hash]) }

func same(a, b string) bool { return strings.TrimSpace(a) == strings.TrimSpace(b) }

// DisputeBy is the last day on which the Geschillencommissie can be asked.
func (p *page) DisputeBy() string {
	if p.o.Terms.Dispute == (cases.Span{}) || p.c.Received.IsZero() {
		return ""
	}
	return p.date(p.o.Calendar.End(p.o.Terms.Dispute, p.c.Received))
}

// Referral is somebody outside to whom the parent can go; Reach is how, as words in a line.
type Referral struct{ Name, About, Kind, Reach string }

// Referrals are those for the regime of the case.
func (p *page) Referrals() []Referral {
	var found []Referral
	for _, r := range p.o.ReferralsFor(p.regime()) {
		v := Referral{Name: r.Name, About: r.About, Kind: string(r.Kind), Reach: p.reach(r)}
		if p.language == cases.English {
			v.About = r.AboutEn
		}
		found = append(found, v)
	}
	return found
}

// regime is that of the case; most have that of the Wet kinderopvang.
func (p *page) regime() cases.Regime { return cmp.Or(p.c.Regime, cases.Wko) }

func (p *page) reach(r cases.Referral) string {
	ways := []string{p.Site(bareSite(r.Website), r.Website), p.Call(r.Phone), ""}
	if r.Mail != "" {
		ways[2] = link(r.Mail, "mailto:"+r.Mail)
	}
	ways = slices.DeleteFunc(ways, func(s string) bool { return s == "" })
	if len(ways) < 2 {
		return strings.Join(ways, "")
	}
	or := map[cases.Language]string{cases.Dutch: " of ", cases.English: " or "}[p.language]
	return strings.Join(ways[:len(ways)-1], ", ") + or + ways[len(ways)-1]
}

// bareSite is a web address as people say it.
func bareSite(url string) string {
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(url, "https://"), "http://"), "/")
}

// ReferredTo is to whom the case was passed on.
func (p *page) ReferredTo() string {
	for _, e := range slices.Backward(p.entries) {
		if e.Kind == cases.EntryReferred {
			return clean(e.Facts.Value)
		}
	}
	return ""
}

// Signed is who signs a letter to the parent: the handler, or the department.
func (p *page) Signed() string {
	if h := p.Handler(); h.Name != "" {
		if h.Title != "" {
			return h.Name + string(markBreak) + h.Title + ", " + p.o.Name
		}
		return h.Name + string(markBreak) + p.o.Name
	}
	return p.SignedDepartment()
}

// SignedDepartment signs for the registrar.
func (p *page) SignedDepartment() string {
	if p.o.Department == "" {
		return p.o.Name
	}
	d := p.o.Department
	if p.language == cases.English {
		d = strings.TrimPrefix(p.Department(), "the ")
	}
	return title(d) + string(markBreak) + p.o.Name
}
