package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"complaintsd/cases"
	"complaintsd/cmd/complaintsd/config"
	"complaintsd/mailin/postroom"
	"complaintsd/mailout"
)

type demoCmd struct {
	Once bool `help:"End after the story, with status 0 only if every expected letter came."`
}

func (c demoCmd) Run(w *world) error {
	t, err := newTheatre(w)
	if err != nil {
		return err
	}
	defer t.Close()
	fmt.Fprint(w.stdout, prologue)
	if err := t.play(story); err != nil {
		return err
	}
	fmt.Fprintf(w.stdout, "\nHet verhaal is uit: alle %d verwachte brieven zijn aangekomen.\n", t.met)
	if c.Once {
		return nil
	}
	t.clock.run()
	fmt.Fprintf(w.stdout, "\nDoe zelf mee met een mailprogramma. IMAP %s, SMTP %s, zonder versleuteling.\nWachtwoord van iedereen: %s\n", t.room.IMAPAddr(), t.room.SMTPAddr(), demoPassword)
	for _, a := range t.accounts {
		fmt.Fprintf(w.stdout, "  %s\n", a.Address)
	}
	fmt.Fprintln(w.stdout, "Ctrl-C stopt het programma.")
	<-w.ctx.Done()
	return nil
}

const (
	demoPassword = "demo"
	demoParent   = "sanne@ouders.example"
	demoDesk     = "klachten@kluppluz.example"
)

const prologue = `Een klacht, van de eerste mail tot de sluitingsbrief. Het is het echte programma: het leest een
mailbox over IMAP en stuurt brieven over SMTP. Alleen de klok wordt vooruitgedraaid.

`

// turned is a clock that the story sets. After the story it runs on by itself.
type turned struct {
	mu    sync.Mutex
	at    time.Time
	since time.Time // when it began to run; zero while it stands
	real  func() time.Time
}

func (c *turned) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.since.IsZero() {
		return c.at
	}
	return c.at.Add(c.real().Sub(c.since))
}

func (c *turned) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = t
}

func (c *turned) run() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.since = c.real()
}

// theatre is the real program on an in-process mail provider, with a clock to turn.
type theatre struct {
	w        *world
	clock    *turned
	room     *postroom.Room
	accounts []postroom.Account
	house    *house
	dir      string
	stop     context.CancelFunc
	ended    chan error
	zone     *time.Location

	mu      sync.Mutex
	letters []mailout.Letter // accepted by the relay, oldest first
	mark    int              // how many of them belong to earlier acts
	news    chan struct{}
	met     int
}

// demoStart is the Monday on which the story begins.
var demoStart = time.Date(2026, time.November, 2, 8, 12, 0, 0, time.UTC)

func newTheatre(w *world) (*theatre, error) {
	dir, err := os.MkdirTemp("", "complaintsd-demo-")
	if err != nil {
		return nil, fmt.Errorf("make a folder for the demo: %w", err)
	}
	t := &theatre{w: w, dir: dir, clock: &turned{at: demoStart, real: w.now}, news: make(chan struct{}, 1), ended: make(chan error, 1)}
	t.accounts = demoAccounts()
	t.room, err = postroom.Open(postroom.Options{Accounts: t.accounts, AuthServ: "mx.kluppluz.example", Now: t.clock.Now, Turned: true})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	if err := t.start(); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return t, nil
}

// demoAccounts are the people of the example configuration, and a parent.
func demoAccounts() []postroom.Account {
	cfg, _ := config.Read(strings.NewReader(config.Example), "")
	list := []postroom.Account{
		{Address: demoDesk, User: "klachten", Password: demoPassword},
		{Address: demoParent, Password: demoPassword},
		{Address: cfg.Operator, Password: demoPassword},
	}
	for _, p := range cfg.Organisations[0].People {
		list = append(list, postroom.Account{Address: p.Address, Password: demoPassword})
	}
	return list
}

// start runs the daemon on the example configuration, pointed at the provider in this process.
func (t *theatre) start() error {
	cfg, err := t.configure()
	if err != nil {
		return err
	}
	t.zone = cfg.Zone
	if t.house, err = open(cfg, t.clock.Now); err != nil {
		return err
	}
	t.house.sent = t.heard
	ctx, stop := context.WithCancel(t.w.ctx)
	t.stop = stop
	go func() { t.ended <- t.house.run(ctx, slog.New(slog.DiscardHandler)) }()
	return nil
}

func (t *theatre) configure() (*config.Config, error) {
	for _, name := range []string{"imap-password", "smtp-password"} {
		if err := os.WriteFile(filepath.Join(t.dir, name), []byte(demoPassword), 0o600); err != nil {
			return nil, fmt.Errorf("write the demo's password: %w", err)
		}
	}
	_, imapPort, _ := net.SplitHostPort(t.room.IMAPAddr())
	_, smtpPort, _ := net.SplitHostPort(t.room.SMTPAddr())
	text := strings.NewReplacer("port     = 143", "port = "+imapPort, "port     = 25", "port = "+smtpPort,
		`tls      = "starttls"`, `tls = "none"`).Replace(config.Example)
	cfg, problems := config.Read(strings.NewReader(text), t.dir)
	if len(problems) > 0 {
		return nil, errors.New(problems[0].String())
	}
	return cfg, nil
}

func (t *theatre) Close() error {
	if t.stop != nil {
		t.stop()
		<-t.ended
	}
	var errs []error
	if t.house != nil {
		errs = append(errs, t.house.Close())
	}
	errs = append(errs, t.room.Close(), os.RemoveAll(t.dir))
	return errors.Join(errs...)
}

// heard gets each letter that the relay accepted.
func (t *theatre) heard(at time.Time, l mailout.Letter) {
	t.mu.Lock()
	t.letters = append(t.letters, l)
	t.mu.Unlock()
	t.show(at, l)
	nudge(t.news)
}

// show prints a letter; of the digests, which look alike, only the first one whole.
func (t *theatre) show(at time.Time, l mailout.Letter) {
	whole := l.Kind != string(cases.DigestNotice) || l.To == "h.vos@kluppluz.example"
	if whole {
		_ = printLetter(t.w.stdout, at.In(t.zone), l)
		return
	}
	fmt.Fprintf(t.w.stdout, "%s  %s  aan %s\n    %s\n%s\n", at.In(t.zone).Format("2006-01-02 15:04"), l.Kind, l.To, l.Subject, strings.Repeat("─", 72))
}

// act is one line of the story: the clock moves to a day and hour, somebody writes, and letters come.
type act struct {
	day    int // since the first mail
	at     string
	title  string
	from   string
	answer cases.NoticeKind // answers the latest letter of this kind to from, with its token
	tags   string           // after the reference
	text   string
	expect []string // kind and receiver
}

// patience is how long a letter may take in real time.
const patience = 20 * time.Second

func (t *theatre) play(acts []act) error {
	for _, a := range acts {
		if err := t.perform(a); err != nil {
			return fmt.Errorf("%s: %w", a.title, err)
		}
	}
	return nil
}

func (t *theatre) perform(a act) error {
	at, err := cases.ParseClock(a.at)
	if err != nil {
		return err
	}
	if err := t.until(cases.DateOf(demoStart.In(t.zone)).Add(a.day).At(at, t.zone)); err != nil {
		return err
	}
	fmt.Fprintf(t.w.stdout, "\n═══ Dag %d, %s: %s ═══\n\n", a.day, a.at, a.title)
	if a.from != "" {
		if err := t.write(a); err != nil {
			return err
		}
	}
	return t.await(a.expect)
}

// write sends a mail as a person would: an answer to a letter from the desk, with the tags in the subject, or
// a first mail.
func (t *theatre) write(a act) error {
	now := t.clock.Now()
	head := fmt.Sprintf("From: %s\nTo: %s\nDate: %s\nMessage-ID: <%d.%s>\n", a.from, demoDesk, now.Format(time.RFC1123Z), now.UnixNano(), a.from)
	subject := a.tags
	if a.answer != "" {
		l, ok := t.latest(a.answer, a.from)
		if !ok {
			return fmt.Errorf("%s has no letter %s to answer", a.from, a.answer)
		}
		subject = strings.TrimSpace("Re: [" + l.Ref + "] " + a.tags)
		head += "In-Reply-To: <" + l.MessageID + ">\n"
	}
	mail := head + "Subject: " + subject + "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + a.text + "\n"
	fmt.Fprintf(t.w.stdout, "%s  %s schrijft aan %s\n    %s\n\n%s\n\n%s\n", now.In(t.zone).Format("2006-01-02 15:04"), a.from, demoDesk, subject, indent(a.text, "    "), strings.Repeat("─", 72))
	return t.room.Submit(a.from, []string{demoDesk}, []byte(strings.ReplaceAll(mail, "\n", "\r\n")))
}

func (t *theatre) latest(kind cases.NoticeKind, to string) (mailout.Letter, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, l := range slices.Backward(t.letters) {
		if l.Kind == string(kind) && l.To == to {
			return l, true
		}
	}
	return mailout.Letter{}, false
}

// await waits until each expected letter has come and nothing else is under way.
func (t *theatre) await(expect []string) error {
	deadline := time.After(patience)
	for {
		missing := t.missing(expect)
		if len(missing) == 0 {
			t.close(len(expect))
			return nil
		}
		select {
		case <-t.news:
		case err := <-t.ended:
			t.ended <- err
			return fmt.Errorf("the daemon ended: %w", err)
		case <-t.w.ctx.Done():
			return t.w.ctx.Err()
		case <-deadline:
			return fmt.Errorf("these letters did not come: %s", strings.Join(missing, ", "))
		}
	}
}

// close ends an act: what came belongs to it.
func (t *theatre) close(met int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.mark = len(t.letters)
	t.met += met
}

// missing gives the expected letters that have not come since the last act.
func (t *theatre) missing(expect []string) []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var missing []string
	for _, want := range expect {
		if !slices.ContainsFunc(t.letters[t.mark:], func(l mailout.Letter) bool { return l.Kind+" "+l.To == want }) {
			missing = append(missing, want)
		}
	}
	return missing
}

// until turns the clock, stopping at each moment at which something is due, until all of it has left.
func (t *theatre) until(target time.Time) error {
	for {
		next, err := t.next()
		if err != nil {
			return err
		}
		if next.IsZero() || next.After(target) {
			t.clock.set(target)
			return nil
		}
		if next.After(t.clock.Now()) {
			t.clock.set(next)
		}
		if err := t.house.desk.Tick(t.w.ctx); err != nil {
			return err
		}
		t.house.desk.Queued(1) // wakes the sender: the clock that it sleeps by does not turn
		if err := t.quiet(); err != nil {
			return err
		}
	}
}

// next is the first moment at which a duty, a letter or a digest is due.
func (t *theatre) next() (time.Time, error) {
	o := t.house.cfg.Organisations[0]
	tick, err := t.house.store.NextTick(t.w.ctx)
	if err != nil {
		return time.Time{}, err
	}
	letter, err := t.house.store.NextDue(t.w.ctx, o.Prefix)
	if err != nil {
		return time.Time{}, err
	}
	first := o.NextDigest(t.clock.Now())
	for _, other := range []time.Time{tick, letter} {
		if !other.IsZero() && other.Before(first) {
			first = other
		}
	}
	return first, nil
}

// quiet waits until no letter is due at this moment any more.
func (t *theatre) quiet() error {
	deadline := time.After(patience)
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for {
		due, err := t.house.store.NextDue(t.w.ctx, t.house.cfg.Organisations[0].Prefix)
		if err != nil {
			return err
		}
		flying, err := t.house.store.InFlight(t.w.ctx)
		if err != nil {
			return err
		}
		if flying == 0 && (due.IsZero() || due.After(t.clock.Now())) {
			return nil
		}
		select {
		case <-look.C:
		case <-t.w.ctx.Done():
			return t.w.ctx.Err()
		case <-deadline:
			return errors.New("letters that are due do not leave")
		}
	}
}
