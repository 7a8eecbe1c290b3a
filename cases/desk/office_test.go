package desk_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/cases/sqlite"
	"complaintsd/mailin"
	"complaintsd/mailout"
	"complaintsd/templates"
)

const (
	parent    = "ouder@post.example"
	registrar = "kwaliteit@kluppluz.example"
	operator  = "beheer@kluppluz.example"
)

// tester is what a test and a property have in common.
type tester interface {
	Helper()
	Fatalf(format string, args ...any)
	Errorf(format string, args ...any)
}

var zone = sync.OnceValue(func() *time.Location {
	z, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err) // the Go distribution has it
	}
	return z
})

// organisation has the terms, reminders and people of the example configuration.
func organisation() *cases.Organisation {
	days := func(n int) cases.Span { return cases.Span{Days: n} }
	return &cases.Organisation{
		Name: "KluppluZ", Prefix: "KLP", Address: "klachten@kluppluz.example",
		Aliases:    []string{"klantreactie@kluppluz.example"},
		Department: "afdeling Pedagogiek & Kwaliteit", Phone: "040-5550100", Operator: operator,
		Language: cases.Dutch, Tone: cases.Je, Word: "klantreactie",
		Calendar: cases.Calendar{Zone: zone(), Extra: cases.EquatedDays()},
		Terms: cases.Terms{
			Confirm: days(7), Propose: days(21), Dispute: cases.Span{Months: 12}, Hold: 10 * time.Minute,
			Statutory: map[cases.Regime]cases.StatutoryTerm{
				cases.Wko: {Term: days(42)}, cases.Wkkgz: {Term: days(42), Extension: days(28)}, cases.Jeugdwet: {Term: days(42)},
			},
			SatisfactionAfter: days(3), SatisfactionReminder: days(7), SatisfactionSilence: days(14),
		},
		Close: []cases.Role{cases.Registrar},
		Limits: cases.Limits{
			UnattendedPerHour: 30, ReceiptsPerSenderPerDay: 1, CasesPerSenderPerHour: 20, AnswersPerPersonPerDay: 2, UnprovenPerCasePerDay: 3,
			CommandsPerPersonPerHour: 60, WrongTokensPerCasePerHour: 10, WrongTokensPerHour: 100,
		},
		Reminders: cases.Reminders{
			Unassigned: map[cases.Role][]int{cases.Registrar: {3}, cases.Director: {5}},
			Propose:    map[cases.Role][]int{cases.Handler: {-7, -3, -1}, cases.Registrar: {-1, 0}, cases.Regional: {1}},
			Statutory:  map[cases.Role][]int{cases.Handler: {-7, -2}, cases.Registrar: {-7, -2}, cases.Director: {-2, 0, 1}},
			Measure:    map[cases.Role][]int{cases.Owner: {-3, 0}, cases.Registrar: {1}},
			At:         cases.Clock{Hour: 8}, Until: cases.Clock{Hour: 20}, DigestDay: time.Monday, DigestAt: cases.Clock{Hour: 8},
		},
		Proof:     cases.Proof{Token: true},
		Locations: []cases.Location{{Name: "De Messenmaker", Aliases: []string{"Messenmaker"}, Region: "Zuid", Regime: cases.Wko}, {Name: "Morel", Region: "West", Regime: cases.Wko}},
		People: []cases.Person{
			{ID: "kwaliteit", Name: "Noor de Wit", Address: registrar, Roles: []cases.Role{cases.Registrar}},
			{ID: "jansen", Name: "Joke Jansen", Address: "j.jansen@kluppluz.example", Roles: []cases.Role{cases.Manager}, Locations: []string{"De Messenmaker"}},
			{ID: "bakker", Name: "Anton Bakker", Address: "a.bakker@kluppluz.example", Roles: []cases.Role{cases.Manager}, Locations: []string{"Morel"}},
			{ID: "regio", Name: "Petra Smit", Address: "p.smit@kluppluz.example", Roles: []cases.Role{cases.Regional}, Regions: []string{"Zuid", "West"}},
			{ID: "directeur", Name: "Hanna Vos", Address: "h.vos@kluppluz.example", Roles: []cases.Role{cases.Director}},
		},
	}
}

var keys = cases.Keyring{Current: 1, Keys: map[int][]byte{1: []byte("a key that signs nothing that leaves")}}

// writer is the real one; its texts are read once for all tests.
var writer = sync.OnceValues(func() (*templates.Writer, error) {
	return templates.New(sqlite.Constant, keys, []*cases.Organisation{organisation()})
})

var errStore = errors.New("the disk is full")

// shaky is the store with calls that fail when a test asks for it.
type shaky struct {
	*sqlite.Store
	commits int // so many commits fail
	last    desk.Change
}

func (s *shaky) Commit(ctx context.Context, c desk.Change) error {
	if s.commits > 0 {
		s.commits--
		return errStore
	}
	s.last = c
	return s.Store.Commit(ctx, c)
}

// office is the desk on a store in memory, with a turned clock, a post and a relay that accepts.
type office struct {
	t     tester
	o     *cases.Organisation
	store *shaky
	desk  *desk.Desk
	now   time.Time
	sent  []mailout.Letter // what the relay accepted
	mails int
}

// open makes an office whose first start is at a local moment. The caller closes its store.
func open(t tester, at string) *office {
	t.Helper()
	f := &office{t: t, o: organisation(), now: local(t, at)}
	store, err := sqlite.OpenMemory(sqlite.Options{
		Keys: keys, Now: func() time.Time { return f.now }, Zone: func(string) *time.Location { return zone() },
	})
	if err != nil {
		t.Fatalf("%v", err)
	}
	f.store = &shaky{Store: store}
	f.restart()
	return f
}

func begin(t *testing.T, at string) *office {
	t.Helper()
	f := open(t, at)
	t.Cleanup(f.close)
	return f
}

// close ends the office. What it leaves behind is as it was written.
func (f *office) close() {
	f.t.Helper()
	if err := f.store.Verify(context.Background(), func(line string) { f.t.Errorf("verify: %s", line) }); err != nil {
		f.t.Errorf("%v", err)
	}
	if err := f.store.Close(); err != nil {
		f.t.Errorf("%v", err)
	}
}

// restart puts a new desk before the same store: all that the old one knew by heart is gone.
func (f *office) restart() {
	f.t.Helper()
	w, err := writer()
	if err != nil {
		f.t.Fatalf("%v", err)
	}
	f.desk = &desk.Desk{
		Store: f.store, Writer: w, Kept: f.store.Kept, Orgs: []*cases.Organisation{f.o}, Now: func() time.Time { return f.now }, Started: f.store.Started(),
	}
}

func local(t tester, at string) time.Time {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04", at, zone())
	if err != nil {
		t.Fatalf("%v", err)
	}
	return v
}

func (f *office) ok(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatalf("%s: %v", f.now.In(zone()).Format("2006-01-02 15:04"), err)
	}
}

// turn sets the clock and does nothing.
func (f *office) turn(at string) { f.t.Helper(); f.now = local(f.t, at) }

// tick turns the clock and lets the desk do what is due.
func (f *office) tick(at string) {
	f.t.Helper()
	f.turn(at)
	f.ok(f.desk.Tick(context.Background()))
}

// mail is a message that arrives now.
type mail struct {
	from, subject, text string
	id                  string // Message-ID, "" for one of its own
	answers             string // In-Reply-To
	arrived             time.Time
	bytes               string // instead of all of the above
}

func (f *office) raw(m mail) mailin.Raw {
	f.mails++
	if m.arrived.IsZero() {
		m.arrived = f.now
	}
	if m.id == "" {
		m.id = fmt.Sprintf("mail.%d@post.example", f.mails)
	}
	if m.bytes == "" {
		m.bytes = fmt.Sprintf("From: %s\nTo: %s\nSubject: %s\nDate: %s\nMessage-ID: <%s>\n", m.from, f.o.Address, m.subject,
			m.arrived.Format(time.RFC1123Z), m.id)
		if m.answers != "" {
			m.bytes += "In-Reply-To: <" + m.answers + ">\n"
		}
		m.bytes += "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + m.text + "\n"
	}
	bytes := strings.ReplaceAll(m.bytes, "\n", "\r\n")
	return mailin.Raw{
		Place:   mailin.Place{Account: f.o.Prefix, Mailbox: "INBOX", Validity: 1, UID: uint32(f.mails)},
		Arrived: m.arrived, Size: int64(len(bytes)),
		Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(bytes)), nil },
	}
}

func (f *office) accept(list ...mail) {
	f.t.Helper()
	var batch []mailin.Raw
	for _, m := range list {
		batch = append(batch, f.raw(m))
	}
	f.ok(f.store.Accept(context.Background(), batch))
}

// read lets the desk settle all mail.
func (f *office) read() {
	f.t.Helper()
	for {
		found, err := f.desk.Receive(context.Background())
		f.ok(err)
		if !found {
			return
		}
	}
}

func (f *office) receive(list ...mail) { f.t.Helper(); f.accept(list...); f.read() }

// complain opens a case and gives its reference.
func (f *office) complain(from string) cases.Ref {
	f.t.Helper()
	f.receive(mail{from: from, subject: "Mijn kind was bang", text: "Er waren te weinig leidsters."})
	return f.store.last.Cases[0].Ref
}

// command is an answer of staff to the newest accepted letter of the case that went to them.
func (f *office) command(person string, ref cases.Ref, tags, text string) {
	f.t.Helper()
	p, ok := f.o.Person(person)
	if !ok {
		f.t.Fatalf("nobody is called %s", person)
	}
	for _, l := range slices.Backward(f.sent) {
		if l.To == p.Address && l.Ref == string(ref) {
			f.receive(mail{from: p.Address, subject: "Re: [" + string(ref) + "] " + tags, text: text, answers: l.MessageID})
			return
		}
	}
	f.t.Fatalf("%s has no letter about %s", person, ref)
}

// claim takes what may leave now.
func (f *office) claim() []mailout.Letter {
	f.t.Helper()
	letters, err := f.store.Claim(context.Background(), f.o.Prefix, f.now, 1000)
	f.ok(err)
	return letters
}

func (f *office) settle(l mailout.Letter, o mailout.Outcome) {
	f.t.Helper()
	f.ok(f.desk.Settle(context.Background(), l, o, f.now))
}

// post lets the relay accept all that may leave, and tells who got what, in the order of its numbers.
func (f *office) post() []string {
	f.t.Helper()
	var told []string
	for {
		letters := f.claim()
		if len(letters) == 0 {
			return told
		}
		for _, l := range letters {
			f.settle(l, mailout.Outcome{Result: mailout.Accepted, Code: 250})
			f.sent = append(f.sent, l)
			told = append(told, l.Kind+" "+f.who(l.To))
		}
	}
}

// who is the id of a person of the roster, parent, or an address.
func (f *office) who(address string) string {
	if p, ok := f.o.PersonAt(address); ok {
		return p.ID
	}
	if address == parent {
		return "parent"
	}
	return address
}

// expect compares the letters that leave now with those that should, in any order.
func (f *office) expect(want ...string) {
	f.t.Helper()
	got := f.post()
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		f.t.Errorf("%s: letters\n got %q\nwant %q", f.now.In(zone()).Format("2006-01-02 15:04"), got, want)
	}
}

func (f *office) dossier(ref cases.Ref) sqlite.Dossier {
	f.t.Helper()
	d, found, err := f.store.One(context.Background(), ref)
	f.ok(err)
	if !found {
		f.t.Fatalf("there is no case %s", ref)
	}
	return d
}

func (f *office) refs() []cases.Ref {
	f.t.Helper()
	var refs []cases.Ref
	f.ok(f.store.List(context.Background(), sqlite.Filter{}, func(c cases.Case) error {
		refs = append(refs, c.Ref)
		return nil
	}))
	return refs
}

// letter is the newest accepted letter of a kind.
func (f *office) letter(kind cases.NoticeKind) mailout.Letter {
	f.t.Helper()
	for _, l := range slices.Backward(f.sent) {
		if l.Kind == string(kind) {
			return l
		}
	}
	f.t.Fatalf("no letter %s was sent", kind)
	return mailout.Letter{}
}
