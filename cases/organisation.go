package cases

import (
	"cmp"
	"strings"
	"time"
	"unicode/utf8"
)

// Organisation is one houder: a brand with its own mailbox, sender, words, people, locations and terms.
// Everything in this program is per organisation. Prefix is its key in store and references.
type Organisation struct {
	Name       string
	Prefix     string   // of references, "KLP"; unique in one daemon
	Address    string   // letters come from here, lower case
	Aliases    []string // further addresses at which parents write, lower case
	Department string   // the registrar's department, as it stands in letters
	Phone      string
	Website    string
	Privacy    string // address of the privacy statement
	Word       string // what parents read for "klacht"
	Tone       Tone
	Language   Language
	Operator   string // address that hears of technical trouble
	Plus       bool   // the mailbox takes plus-addresses

	Calendar   Calendar
	Terms      Terms
	Close      []Role // who may close
	Assign     []Role // who names the handler; none: registrar and director
	Alarm      []Role // who hears of a serious complaint besides the director; none: the regional manager
	Decide     []Role // who decides on an appeal
	Second     []Role // of whom one agrees before a closing letter leaves; none: nobody has to
	Escalation Escalation
	Limits     Limits
	Reminders  Reminders
	Proof      Proof
	Locations  []Location
	People     []Person
	Paper      Paper
	Forms      []Form
	Scanners   []string // senders whose mail is a scanned letter, lower case
	Referrals  []Referral
	Colour     Colour // of links, headings and buttons in letters
	LogoURL    string // a picture above letters to parents, "" for the name in words
	Since      time.Time
}

// Tone is how parents are addressed: je or u.
type Tone string

// Language of a letter: nl or en.
type Language string

// The tones and languages.
const (
	Je      Tone     = "je"
	U       Tone     = "u"
	Dutch   Language = "nl"
	English Language = "en"
)

// Role is what a person of the roster may do.
type Role string

// The roles. Owner and Handler are never in the roster: a case gives them.
const (
	Registrar Role = "registrar" // afdeling Pedagogiek & Kwaliteit
	Manager   Role = "manager"   // locatiemanager
	Regional  Role = "regional"  // regiomanager
	Director  Role = "director"
	Handler   Role = "handler" // behandelaar of the case
	Owner     Role = "owner"   // of a measure
)

// Person of the roster.
type Person struct {
	ID        string
	Name      string
	Title     string // as it stands in letters, "locatiemanager"
	Address   string // lower case
	Roles     []Role
	Locations []string // names of locations
	Regions   []string
	Phone     string
	Deputy    string   // id of a person
	Language  Language // of the digest; "" is that of the organisation

	DeputyFrom, DeputyUntil Date // both zero: the deputy may act always; else between these days, both included
	Left                    Date // from then on known, and without any power

	Gone bool // as On found it: left
	Away bool // as On found it: the deputy has the person's roles too
}

// Has tells whether the person has the role.
func (p Person) Has(r Role) bool {
	for _, x := range p.Roles {
		if x == r {
			return true
		}
	}
	return false
}

// First is the first name, for the greeting of a mail to staff. Who is written with initials or a title is called by
// the whole name.
func (p Person) First() string {
	first, _, _ := strings.Cut(p.Name, " ")
	if strings.HasSuffix(first, ".") || utf8.RuneCountInString(first) == 1 {
		return p.Name
	}
	return first
}

// Location where children are looked after.
type Location struct {
	Name    string
	Aliases []string
	Region  string
	Regime  Regime
}

// Form is a sender of web-form mails, with the labels that its form uses besides the known ones:
// label, in lower case, to field (see mailin).
type Form struct {
	Sender string
	Labels map[string]string
}

// Paper is how letters on paper look.
type Paper struct {
	Return     string // where the post brings a letter back to, on one line, "" for none
	Logo       string // path of a PNG or JPEG file, "" for none
	LeftWindow bool   // the window of the envelopes is on the left; in the Netherlands it is on the right
	Left, Top  int    // of the address, in millimetres from the edges of the paper; 0 is the usual place
}

// Proof says what a command mail must show (DESIGN section 7).
type Proof struct {
	Token    bool   // a signed token suffices
	DMARC    bool   // an aligned dmarc=pass suffices
	Authserv string // the pinned authserv-id; "" trusts no Authentication-Results
	Dialect  string // rfc8601 or microsoft365
}

// Terms of the procedure, all in calendar units (Wet kinderopvang art. 1.57b; the organisation's own
// procedure).
type Terms struct {
	Confirm, Propose     Span
	Statutory            map[Regime]StatutoryTerm
	Laws                 []Law          // terms of regimes that hold from a day on
	Extensions           map[Regime]int // how often a parent may be told a later date; a regime that is not there: no limit
	File                 Span           // so long after it happened a complaint is to be filed: a remark to staff, no more; zero: no such term
	FileFormer           Span           // so long after the care ended a former parent is to file: likewise
	Dispute              Span           // in which the Geschillencommissie can be asked
	Appeal               Span           // after the closing letter its directors can be asked to look again; zero: they cannot
	AppealDecide         Span           // in which they decide on that; zero: the letter names no term
	Hold                 time.Duration  // letters to parents that a command caused wait this long
	Reopen               Span           // after its end a case can be opened again; zero: always
	AskAfterClosing      bool           // satisfaction is asked after the closing letter instead of before
	SatisfactionAfter    Span
	SatisfactionReminder Span // after asking
	SatisfactionSilence  Span // after asking; from then on it is "no answer"
	Review               Span // after a measure is done: did it help? Zero does not ask
	Progress             Span // after the last letter the parent hears how it goes; zero: no such term
	ConfirmUnnamed       bool // the confirmation need not name the handler: it leaves the next morning
	Undated              bool // a measure need not have a date
	Unjudged             bool // a complaint may be closed without a judgement
}

// Escalation says who acts where nobody has a role, or who has it may not read of the case: the one above. Above the
// registrar is the director, and the other way round. An empty role has its default.
type Escalation struct{ Handler, Owner, Manager, Regional Role }

// above is the next step of the chain.
func (e Escalation) above(r Role) Role {
	own := map[Role]Role{Handler: e.Handler, Owner: e.Owner, Manager: e.Manager, Regional: e.Regional}
	return cmp.Or(own[r], up[r], lastResort)
}

// Ends tells whether the chain leads from each role to registrar or director, and does not turn in a circle.
func (e Escalation) Ends() bool {
	for _, r := range []Role{Handler, Owner, Manager, Regional} {
		for range 4 {
			if r != Registrar && r != Director {
				r = e.above(r)
			}
		}
		if r != Registrar && r != Director {
			return false
		}
	}
	return true
}

// StatutoryTerm is the term of a regime, and by how much it can be extended.
type StatutoryTerm struct{ Term, Extension Span }

// Limits on automatic mail (DESIGN invariant 7), and on what one sender may cause before that is taken for a flood, a
// machine or an attack. All of it is kept, and becomes a case or a note; only what follows from it stops, and a person
// is told once. 0 is no limit.
type Limits struct {
	UnattendedPerHour       int
	ReceiptsPerSenderPerDay int

	CasesPerSenderPerHour     int // new cases of which the registrar hears one by one
	AnswersPerPersonPerDay    int // answers to somebody who only answers our answers
	UnprovenPerCasePerDay     int // mails in the name of staff about one case of which the registrar hears
	CommandsPerPersonPerHour  int // mails with commands that are done
	WrongTokensPerCasePerHour int // made-up tokens in mails that name one case, before somebody is told
	WrongTokensPerHour        int // the same in all
}

// Reminders are offsets in days from the due date they serve, per role.
type Reminders struct {
	Unassigned    map[Role][]int // days after receipt
	Propose       map[Role][]int
	Statutory     map[Role][]int
	Appeal        map[Role][]int
	Second        map[Role][]int // days after the request
	Measure       map[Role][]int
	Agreement     map[Role][]int
	Progress      map[Role][]int
	Review        map[Role][]int
	At            Clock // no reminder leaves earlier on a day
	Until         Clock // nor from this time on
	DigestDay     time.Weekday
	DigestAt      Clock
	NoEmptyDigest bool // a digest without anything to tell is not sent
}

// Person finds a person of the roster by id.
func (o *Organisation) Person(id string) (Person, bool) {
	for _, p := range o.People {
		if p.ID == id {
			return p, true
		}
	}
	return Person{}, false
}

// PersonAt finds a person of the roster by exact address (compared in lower case).
func (o *Organisation) PersonAt(address string) (Person, bool) {
	for _, p := range o.People {
		if p.Address == strings.ToLower(address) {
			return p, true
		}
	}
	return Person{}, false
}

// With gives the people that have the role, in the order of the roster.
func (o *Organisation) With(r Role) []Person {
	var found []Person
	for _, p := range o.People {
		if p.Has(r) {
			found = append(found, p)
		}
	}
	return found
}

// Location finds a location by name or alias, without regard to case and accents.
func (o *Organisation) Location(name string) (Location, bool) {
	for _, l := range o.Locations {
		for _, n := range append([]string{l.Name}, l.Aliases...) {
			if fold(n) == fold(name) {
				return l, true
			}
		}
	}
	return Location{}, false
}

// Owns tells whether the organisation receives mail at the address.
func (o *Organisation) Owns(address string) bool {
	address = strings.ToLower(address)
	for _, a := range append([]string{o.Address}, o.Aliases...) {
		if a == address {
			return true
		}
	}
	return false
}

// Local gives the instant in the organisation's zone.
func (o *Organisation) Local(t time.Time) time.Time { return t.In(o.Calendar.Zone) }

// Today is the organisation's civil date at an instant.
func (o *Organisation) Today(t time.Time) Date { return DateOf(o.Local(t)) }
