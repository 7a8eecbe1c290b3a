package main

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"complaintsd/mailin/imap/dovecottest"
)

// The long form, by hand:
//
//	go test ./cmd/complaintsd -run TestCrash -crash.kills=30 -crash.mails=300 -count=1 -v
//
// With -crash.power=ext4 (or xfs) the power fails instead: what the program had not synced is gone.
var (
	crashKills   = flag.Int("crash.kills", 5, "how often TestCrash kills the daemon")
	crashMails   = flag.Int("crash.mails", 60, "how many mails TestCrash writes")
	crashSeed    = flag.Uint64("crash.seed", 0, "seed of TestCrash; 0 takes one from the clock")
	crashMaildir = flag.String("crash.maildir", "", "folder made by gen_mail.py, whose mails TestCrash delivers")
	crashGen     = flag.Bool("crash.gen", false, "let gen_mail.py make the mails of TestCrash")
	crashPower   = flag.String("crash.power", "", "instead of a kill let the power fail beneath a file system (ext4, xfs; behind a comma options of its mount); needs root")
)

// clockAhead names the environment variable that makes a daemon of this test binary: the real program, whose
// clock runs ahead by so much. A letter whose answer was lost waits for a quarter of an hour, and more after
// every attempt; so each life of the daemon begins later than the one before it.
const clockAhead = "COMPLAINTSD_CRASH_CLOCK_AHEAD"

func TestMain(m *testing.M) {
	if ahead, isDaemon := os.LookupEnv(clockAhead); isDaemon {
		os.Exit(runAhead(ahead))
	}
	os.Exit(m.Run())
}

func runAhead(by string) int {
	ahead, err := time.ParseDuration(by)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	now := func() time.Time { return time.Now().Add(ahead) }
	return run(&world{ctx: ctx, stdout: os.Stdout, stderr: os.Stderr, now: now}, os.Args[1:])
}

// nap is what the clock goes forward from one life of the daemon to the next: enough for a letter whose answer
// was lost to leave again.
const nap = 20 * time.Minute

// crashPatience is how long all that was delivered may take to come to rest. It only bounds a failure.
const crashPatience = 2 * time.Minute

// TestCrash kills the daemon at random moments, while mail arrives and while the relay answers late, refuses,
// or goes away without an answer. Afterwards nothing may be lost, and nothing may have its effect twice but
// the one letter that invariant 4 allows.
func TestCrash(t *testing.T) {
	c := newCrash(t)
	begun := time.Now()
	for life := range *crashKills {
		c.liveAndDie(c.waves[life])
	}
	c.sink.calm()
	for _, wave := range c.waves[*crashKills:] {
		c.liveOn(wave)
	}
	for c.waiting() { // letters with a date that the clock has not reached
		c.liveOn(nil)
	}
	c.sink.close()
	e := c.gather()
	for _, wrong := range e.judge() {
		t.Error(wrong)
	}
	c.verify()
	t.Logf("seed %d: %d %s %v, %d starts, %d mails delivered %d times, %d cases, %d letters, %d doubled and told (%d by a kill), %d set aside, %s",
		c.seed, *crashKills, c.what, c.moments, c.starts, len(c.mails), c.delivered, len(e.cases), len(e.letters), e.doubled(), len(e.doubledByKill()), e.setAside(),
		time.Since(begun).Round(time.Second/10))
}

// crash is one run of the test.
type crash struct {
	t       *testing.T
	seed    uint64
	random  *rand.Rand
	dovecot *dovecottest.Server
	sink    *sink
	dir     string // of the configuration
	state   string // folder
	what    string // ends a life
	end     func(*daemonProcess)
	log     *logTail

	mails     []crashMail
	waves     [][][]byte
	delivered int
	ahead     time.Duration
	starts    int
	moments   map[string]int
	inHand    map[int64]int // kills of each mail that was in hand
}

func newCrash(t *testing.T) *crash {
	seed := *crashSeed
	if seed == 0 {
		seed = uint64(time.Now().UnixNano())
	}
	c := &crash{
		t: t, seed: seed, random: rand.New(rand.NewPCG(seed, 0)), dir: t.TempDir(), log: &logTail{},
		what: "kills", end: (*daemonProcess).kill, moments: map[string]int{}, inHand: map[int64]int{},
	}
	c.state = filepath.Join(c.dir, "state")
	if *crashPower != "" {
		d := newDisk(t, *crashPower, seed)
		c.state, c.what, c.end = filepath.Join(d.dir, "state"), "power cuts under "+*crashPower, d.cut
	}
	c.dovecot, c.sink = dovecottest.Start(t), newSink(t, seed)
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("seed %d; the last lines of the daemon's log:\n%s", seed, c.log)
		}
	})
	c.configure()
	c.mails = crashPost(t, c.random)
	c.waves = inWaves(c.random, c.mails, *crashKills+1)
	return c
}

// moment is when the daemon is killed.
type moment struct {
	name  string
	begun bool // it has said that it started
	most  time.Duration
	trap  int // instead, while it waits for the answer to one of so many letters; most is then the longest wait
}

var moments = []moment{
	{name: "start", most: 250 * time.Millisecond},
	{name: "work", begun: true, most: 150 * time.Millisecond},
	{name: "work", begun: true, most: 700 * time.Millisecond},
	{name: "answer", begun: true, most: 2 * time.Second, trap: 8},
}

// liveAndDie is one life of the daemon, in which a wave of mail arrives.
func (c *crash) liveAndDie(wave [][]byte) {
	m := moments[c.random.IntN(len(moments))]
	c.moments[m.name]++
	early := c.random.IntN(2) == 0
	if early {
		c.deliver(wave)
	}
	d := c.start()
	var trapped <-chan struct{}
	wait := m.most
	if m.begun {
		c.await(d, d.started, "start")
	}
	if m.trap > 0 {
		trapped = c.sink.trap(1 + c.random.IntN(m.trap))
	} else {
		wait = time.Duration(c.random.Int64N(int64(m.most)))
	}
	if !early {
		c.deliver(wave)
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-trapped:
	case <-d.ended:
		c.t.Fatalf("seed %d: the daemon ended by itself: %v", c.seed, d.err)
	}
	c.end(d)
	c.sink.release()
	c.autopsy()
}

// autopsy looks at what a killed daemon left: every mail stands in the mailbox, and none had left the inbox
// before its outcome was written (invariant 1). The inbox is read first, because the server may still be moving.
func (c *crash) autopsy() {
	stand := 0
	for _, folder := range []string{inboxFolder, doneFolder, asideFolder} {
		stand += len(c.dovecot.Mailbox(crashUser, folder))
	}
	if stand < c.delivered {
		c.t.Errorf("%d messages stand in the mailbox after a kill; %d were delivered", stand, c.delivered)
	}
	db := c.open()
	defer db.Close()
	var early int // stays 0 where the daemon was killed before it had a database
	err := db.QueryRow(`SELECT count(*) FROM place JOIN mail ON mail.id = place.mail WHERE state <> 'waiting' AND kind IS NULL`).Scan(&early)
	if err == nil && early > 0 {
		c.t.Errorf("%d messages were filed before their outcome was written", early)
	}
	var begun int
	if db.QueryRow(`SELECT count(*) FROM mail`).Scan(&begun) == nil && begun > 0 && *crashPower != "" {
		c.verify() // before any start has mended something
	}
	var id int64
	note, _ := os.ReadFile(filepath.Join(c.state, "complaintsd.db-hand")) // there is none before the first start was through
	if n, _ := fmt.Sscan(string(note), &id); n != 1 {
		return
	}
	err = db.QueryRow(`SELECT id FROM mail WHERE id = ? AND kind IS NULL`, id).Scan(&id)
	if err == nil {
		c.inHand[id]++
	}
}

// liveOn is a life in which a wave of mail arrives and all comes to rest, and which ends by a polite signal.
func (c *crash) liveOn(wave [][]byte) {
	c.deliver(wave)
	d := c.start()
	c.await(d, d.started, "start")
	late := time.After(crashPatience)
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	for unrest := "nothing was looked at"; unrest != ""; {
		select {
		case <-look.C:
			unrest = c.unrest()
		case <-d.ended:
			c.t.Fatalf("seed %d: the daemon ended by itself: %v", c.seed, d.err)
		case <-late:
			d.kill()
			c.t.Fatalf("seed %d: no rest after %s: %s", c.seed, crashPatience, unrest)
		}
	}
	if err := d.stop(); err != nil {
		c.t.Fatalf("seed %d: the daemon did not end well: %v", c.seed, err)
	}
}

func (c *crash) await(d *daemonProcess, event <-chan struct{}, what string) {
	select {
	case <-event:
	case <-d.ended:
		c.t.Fatalf("seed %d: the daemon ended by itself before its %s: %v", c.seed, what, d.err)
	case <-time.After(crashPatience):
		c.t.Fatalf("seed %d: no %s of the daemon", c.seed, what)
	}
}

func (c *crash) deliver(wave [][]byte) {
	for _, raw := range wave {
		c.dovecot.Deliver(crashUser, raw)
		c.delivered++
	}
}

// unrest says what has still to be done; "" when mailbox and store are at rest for this moment.
func (c *crash) unrest() string {
	if n := len(c.dovecot.Mailbox(crashUser, "INBOX")); n > 0 {
		return fmt.Sprintf("%d messages stand in the inbox", n)
	}
	db := c.open()
	defer db.Close()
	now := time.Now().Add(c.ahead).UnixMilli()
	for _, q := range []struct {
		what, query string
		args        []any
	}{
		{"mails without an outcome", `SELECT count(*) FROM mail WHERE kind IS NULL`, nil},
		{"messages to be filed", `SELECT count(*) FROM place WHERE state <> 'filed'`, nil},
		{"messages not accepted", `SELECT ? - count(*) FROM place`, []any{c.delivered}},
		{"letters on their way", `SELECT count(*) FROM letter WHERE state IN ('sending', 'dotted') OR next <= ?`, []any{now}},
	} {
		var n int
		if err := db.QueryRow(q.query, q.args...).Scan(&n); err != nil || n != 0 {
			return fmt.Sprintf("%d %s (%v)", n, q.what, err)
		}
	}
	return ""
}

// waiting turns the clock to the last date of a letter that waits, and says whether there was one.
func (c *crash) waiting() bool {
	db := c.open()
	defer db.Close()
	var last sql.NullInt64
	if err := db.QueryRow(`SELECT max(next) FROM letter`).Scan(&last); err != nil {
		c.t.Fatal(err)
	}
	c.ahead = max(c.ahead, time.Until(time.UnixMilli(last.Int64))+time.Second-nap)
	return last.Valid
}

// open reads the database beside the daemon, as a program of its own would.
func (c *crash) open() *sql.DB {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(c.state, "complaintsd.db")+"?mode=ro&_pragma=busy_timeout(10000)")
	if err != nil {
		c.t.Fatal(err)
	}
	return db
}

func (c *crash) verify() {
	for _, call := range [][]string{{"verify"}, {"cases", "--json"}} {
		cmd := c.command(call...)
		out, err := cmd.CombinedOutput()
		if err != nil {
			c.t.Errorf("%s: %v\n%s", strings.Join(call, " "), err, out)
		}
	}
}
