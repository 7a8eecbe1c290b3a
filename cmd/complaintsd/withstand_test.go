package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"complaintsd/cmd/complaintsd/config"
	"complaintsd/mailin/imap/dovecottest"
)

// ordeal is the whole house in this process, between a real Dovecot and a relay that does as it is told.
type ordeal struct {
	t       *testing.T
	dovecot *dovecottest.Server
	office  *office
	dir     string       // of the configuration
	ahead   atomic.Int64 // of the house's clock, in nanoseconds
	log     journal

	house *house
	leave context.CancelFunc
	ended chan error
}

func newOrdeal(t *testing.T, dovecot ...string) *ordeal {
	t.Helper()
	o := &ordeal{t: t, dovecot: dovecottest.Start(t, dovecot...), office: newOffice(t), dir: t.TempDir()}
	o.write("imap-password", o.dovecot.Password)
	o.write("smtp-password", officePassword)
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("log of the house:\n%s", o.log.String())
		}
	})
	return o
}

func (o *ordeal) write(name, content string) {
	o.t.Helper()
	if err := os.WriteFile(filepath.Join(o.dir, name), []byte(content), 0o600); err != nil {
		o.t.Fatal(err)
	}
}

func (o *ordeal) now() time.Time { return time.Now().Add(time.Duration(o.ahead.Load())) }

func (o *ordeal) turn(by time.Duration) { o.ahead.Add(int64(by)) }

// People of the example.
const (
	registrar = "kwaliteit@kluppluz.example"
	operator  = "beheer@kluppluz.example"
)

// setting is one line of a section of the configuration.
type setting struct{ section, key, value string }

const (
	inOrg  = "[[organisation]]"
	inIMAP = "[organisation.imap]"
	inSMTP = "[organisation.smtp]"
)

// mailboxOf gives the settings that lead an organisation to its user at this ordeal's servers.
func (o *ordeal) mailboxOf(user string) []setting {
	return []setting{
		{inIMAP, "port", fmt.Sprint(o.dovecot.Port)},
		{inIMAP, "tls", `"none"`},
		{inIMAP, "user", fmt.Sprintf("%q", user)},
		{inIMAP, "poll", `"1s"`},
		{inSMTP, "port", fmt.Sprint(o.office.port)},
		{inSMTP, "tls", `"none"`},
	}
}

// first is the organisation of the example, at this ordeal's servers.
func (o *ordeal) first(more ...setting) string {
	return changed(o.t, theOrganisation(), append(o.mailboxOf(o.dovecot.Users[0]), more...))
}

// another is an organisation like the first under another name: "anders" has the prefix AND.
func (o *ordeal) another(name string, more ...setting) string {
	text := strings.NewReplacer(
		"kluppluz", name, "KluppluZ", name, `"KLP"`, fmt.Sprintf("%q", strings.ToUpper(name[:3])),
	).Replace(theOrganisation())
	return changed(o.t, text, append(o.mailboxOf(name), more...))
}

func theOrganisation() string {
	return config.Example[strings.Index(config.Example, inOrg):]
}

// changed sets lines of a configuration, also such as stand there as a comment.
func changed(t *testing.T, text string, settings []setting) string {
	t.Helper()
	for _, s := range settings {
		before, after, found := strings.Cut(text, s.section+"\n")
		if !found {
			before, after, found = strings.Cut(text, s.section+" ")
			after = " " + after
		} else {
			after = "\n" + after
		}
		lines := strings.Split(after, "\n")
		done := false
		for i := 0; i < len(lines) && !done; i++ {
			key, _, _ := strings.Cut(strings.TrimPrefix(lines[i], "# "), "=")
			if strings.TrimSpace(key) == s.key {
				lines[i], done = s.key+" = "+s.value, true
			}
		}
		if !found || !done {
			t.Fatalf("the example has no %s in %s", s.key, s.section)
		}
		text = before + s.section + strings.Join(lines, "\n")
	}
	return text
}

func (o *ordeal) configure(organisations ...string) {
	o.t.Helper()
	top, _, _ := strings.Cut(config.Example, inOrg)
	o.write("complaintsd.toml", top+strings.Join(organisations, "\n"))
}

func (o *ordeal) config() string { return filepath.Join(o.dir, "complaintsd.toml") }

// begin opens the house and runs it.
func (o *ordeal) begin() {
	o.t.Helper()
	cfg, problems := config.Load(o.config())
	if len(problems) > 0 {
		o.t.Fatal(problems)
	}
	h, err := open(cfg, o.now)
	if err != nil {
		o.t.Fatal(err)
	}
	ctx, leave := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	log := slog.New(slog.NewTextHandler(&o.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	go func() { ended <- h.run(ctx, log) }()
	o.house, o.leave, o.ended = h, leave, ended
	o.t.Cleanup(o.end)
}

// end asks the house to stop, as a signal does, and looks how it did. It may be called again.
func (o *ordeal) end() {
	o.t.Helper()
	if o.house == nil {
		return
	}
	o.leave()
	select {
	case err := <-o.ended:
		if err != nil {
			o.t.Errorf("the house ended with: %v", err)
		}
	case <-time.After(ordealEnd):
		o.t.Fatal("the house does not end")
	}
	if err := o.house.Close(); err != nil {
		o.t.Error(err)
	}
	o.house = nil
}

// ordealEnd bounds a failure; nothing waits that long when all is well.
const ordealEnd = 40 * time.Second

// until waits for something that has no event of its own.
func (o *ordeal) until(what string, holds func() bool) {
	o.t.Helper()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for late := time.After(ordealEnd); !holds(); {
		select {
		case <-look.C:
		case <-late:
			o.t.Fatalf("waited in vain for %s\nmail:\n%s\nletters:\n%s", what, strings.Join(o.mail(), "\n"), strings.Join(o.letters(), "\n"))
		}
	}
}

// settled waits until so many mails of all mailboxes have an outcome and no letter is due.
func (o *ordeal) settled(mails int) {
	o.t.Helper()
	o.until(fmt.Sprintf("%d settled mails and no letter on its way", mails), func() bool {
		return o.count(`SELECT count(*) FROM mail WHERE kind IS NOT NULL`) == mails &&
			o.count(`SELECT count(*) FROM letter WHERE state IN ('sending', 'dotted') OR next <= ?`, o.now().UnixMilli()) == 0
	})
}

// filed waits until nothing stands in a user's inbox any more.
func (o *ordeal) filed(user string) {
	o.t.Helper()
	o.until("an empty inbox of "+user, func() bool { return len(o.dovecot.Mailbox(user, inboxFolder)) == 0 })
}
