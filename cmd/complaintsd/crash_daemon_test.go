package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"complaintsd/cmd/complaintsd/config"
)

// crashUser is the name by which the mailbox is entered.
const crashUser = "klachten"

// configure writes the example configuration with the ports of this run, and without limits: each complaint
// is to get its receipt at once.
func (c *crash) configure() {
	text := config.Example
	for _, change := range []struct{ section, key, value string }{
		{"", "state", `"` + c.state + `"`},
		{"[organisation.imap]", "port", fmt.Sprint(c.dovecot.Port)},
		{"[organisation.imap]", "tls", `"none"`},
		{"[organisation.imap]", "user", `"` + crashUser + `"`},
		{"[organisation.imap]", "poll", `"1s"`},
		{"[organisation.smtp]", "port", fmt.Sprint(c.sink.port)},
		{"[organisation.smtp]", "tls", `"none"`},
		{"[organisation.limits]", "unattended_per_hour", "0"},
		{"[organisation.limits]", "receipts_per_sender_per_day", "0"},
	} {
		before, section, found := strings.Cut(text, change.section)
		if !found {
			c.t.Fatalf("the example has no %s", change.section)
		}
		lines := strings.Split(section, "\n")
		for i, line := range lines {
			if key, _, _ := strings.Cut(line, "="); strings.TrimSpace(key) == change.key {
				lines[i] = change.key + " = " + change.value
				break
			}
		}
		text = before + change.section + strings.Join(lines, "\n")
	}
	for name, content := range map[string]string{
		"complaintsd.toml": text, "imap-password": c.dovecot.Password, "smtp-password": "geheim",
	} {
		if err := os.WriteFile(filepath.Join(c.dir, name), []byte(content), 0o600); err != nil {
			c.t.Fatal(err)
		}
	}
}

// command is the program as a process of its own.
func (c *crash) command(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], append(args, "--config", filepath.Join(c.dir, "complaintsd.toml"))...)
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s", clockAhead, c.ahead))
	return cmd
}

// daemonProcess is one life of the daemon.
type daemonProcess struct {
	cmd     *exec.Cmd
	started <-chan struct{} // it has opened its state
	ended   chan struct{}
	err     error // how it ended; after ended
}

func (c *crash) start() *daemonProcess {
	c.ahead += nap
	c.starts++
	c.sink.begin()
	d := &daemonProcess{cmd: c.command("run", "--verbose"), started: c.log.await("msg=started"), ended: make(chan struct{})}
	d.cmd.Stderr = c.log
	if err := d.cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	go func() {
		d.err = d.cmd.Wait()
		close(d.ended)
	}()
	c.t.Cleanup(d.kill)
	return d
}

// kill ends the daemon as a power cut would end it for the daemon's own eyes. It may be called again.
func (d *daemonProcess) kill() {
	_ = d.cmd.Process.Kill() // it may have ended before
	<-d.ended
}

func (d *daemonProcess) stop() error {
	if err := d.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	select {
	case <-d.ended:
		return d.err
	case <-time.After(crashPatience):
		return fmt.Errorf("it still runs %s after SIGTERM", crashPatience)
	}
}

// logTail keeps the last lines of a log and waits for words in it.
type logTail struct {
	mu    sync.Mutex
	lines []string
	rest  []byte
	words string
	said  chan struct{} // closed when words were said; nil when they were
}

const tailLines = 40

// await gives a channel that is closed when the next line with these words is written.
func (l *logTail) await(words string) <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.words, l.said, l.rest = words, make(chan struct{}), nil
	return l.said
}

func (l *logTail) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.rest = append(l.rest, p...)
	for {
		line, rest, whole := bytes.Cut(l.rest, []byte("\n"))
		if !whole {
			return len(p), nil
		}
		l.rest = rest
		l.lines = append(l.lines[max(0, len(l.lines)-tailLines):], string(line))
		if l.said != nil && strings.Contains(string(line), l.words) {
			close(l.said)
			l.said = nil
		}
	}
}

func (l *logTail) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.lines, "\n")
}
