// Package dovecottest runs a real Dovecot for tests: on the loopback interface, in a folder of its own, with a
// configuration of its own, and gone when the test is over.
//
// A machine without Dovecot skips the test, with a clear word; where CI=true is set it fails there instead, so that
// no pipeline is green because nothing ran.
package dovecottest

import (
	"bufio"
	"crypto/x509"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// Server is a running Dovecot. Every user name is let in with Password.
type Server struct {
	Addr     string // clear text and STARTTLS, host:port
	Host     string
	Port     int            // clear text and STARTTLS
	TLSPort  int            // TLS from the first byte
	RootCAs  *x509.CertPool // knows the server's certificate, which is for Host
	Users    []string       // two names to use
	Password string

	tb       testing.TB
	dir      string
	settings []string
	process  *exec.Cmd
	exited   chan struct{}
}

const startWithin = 20 * time.Second

// Start runs a server until the test is over. Each setting is a line or block of a Dovecot configuration and goes
// behind ours, for example "imap_capability = IMAP4rev1 UIDPLUS".
func Start(tb testing.TB, settings ...string) *Server {
	tb.Helper()
	binary := find(tb)
	// A short path, because sockets stand in it: 108 bytes is the limit of the system.
	dir, err := os.MkdirTemp("", "dovecot")
	if err != nil {
		tb.Fatalf("make a folder for dovecot: %v", err)
	}
	s := &Server{
		Host: "127.0.0.1", Users: []string{"klachten", "tweede"}, Password: "geheim",
		tb: tb, dir: dir, settings: settings,
	}
	tb.Cleanup(func() {
		s.Stop()
		os.RemoveAll(dir)
	})
	s.RootCAs = s.writeCertificate()
	s.Port, s.TLSPort = freePorts(tb)
	s.Addr = net.JoinHostPort(s.Host, strconv.Itoa(s.Port))
	s.writeConfig()
	s.run(binary)
	return s
}

func find(tb testing.TB) string {
	tb.Helper()
	for _, name := range []string{"dovecot", "/usr/sbin/dovecot", "/usr/local/sbin/dovecot"} {
		if binary, err := exec.LookPath(name); err == nil {
			return binary
		}
	}
	if os.Getenv("CI") == "true" {
		tb.Fatal("dovecot is not installed, and CI=true wants this test to run")
	}
	tb.Skip("dovecot is not installed: this test needs a real IMAP server")
	return ""
}

// Stop ends the server at once and hard, connections included: a polite end takes Dovecot ten seconds while
// somebody is connected. It may be called again.
func (s *Server) Stop() {
	if s.process == nil {
		return
	}
	syscall.Kill(-s.process.Process.Pid, syscall.SIGKILL) // its whole process group, which is ours alone
	<-s.exited
	s.process = nil
	s.await("does not end", func() bool { return !s.listens() })
}

// Restart runs the server again, on the same ports with the same mail.
func (s *Server) Restart() {
	s.tb.Helper()
	s.Stop()
	s.unlock()
	s.run(find(s.tb))
}

// unlock takes the lock files away that a killed server left in its mailboxes: the next one would wait minutes for them.
func (s *Server) unlock() {
	s.tb.Helper()
	err := filepath.WalkDir(s.path("home"), func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && filepath.Ext(path) == ".lock" {
			err = os.Remove(path)
		}
		return err
	})
	if err != nil {
		s.tb.Fatalf("take away the locks of a killed dovecot: %v", err)
	}
}

func (s *Server) run(binary string) {
	s.tb.Helper()
	process := exec.Command(binary, "-F", "-c", s.path("dovecot.conf"))
	process.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := process.Start(); err != nil {
		s.tb.Fatalf("start dovecot: %v", err)
	}
	exited := make(chan struct{})
	go func() {
		process.Wait()
		close(exited)
	}()
	s.process, s.exited = process, exited
	s.await("does not greet", func() bool { return s.greeting() != "" })
}

// await looks every few milliseconds, because a server of many processes has no event for it.
func (s *Server) await(complaint string, holds func() bool) {
	s.tb.Helper()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for late := time.After(startWithin); !holds(); {
		select {
		case <-tick.C:
		case <-late:
			s.tb.Fatalf("dovecot %s:\n%s", complaint, s.log())
		}
	}
}

// listens says whether any process still holds the port: those of a killed server die a moment after it.
func (s *Server) listens() bool {
	conn, err := net.Dial("tcp", s.Addr)
	if err == nil {
		conn.Close()
	}
	return err == nil
}

// greeting gives the first line of a connection, "" when none comes.
func (s *Server) greeting() string {
	conn, err := net.Dial("tcp", s.Addr)
	if err != nil {
		return ""
	}
	defer conn.Close()
	line, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		return ""
	}
	return line
}

func (s *Server) path(elements ...string) string {
	return filepath.Join(append([]string{s.dir}, elements...)...)
}

func (s *Server) log() string {
	text, err := os.ReadFile(s.path("log"))
	if err != nil {
		return fmt.Sprintf("(no log: %v)", err)
	}
	return string(text)
}

func freePorts(tb testing.TB) (int, int) {
	tb.Helper()
	var ports [2]int
	for i := range ports {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			tb.Fatalf("find a free port: %v", err)
		}
		defer listener.Close()
		ports[i] = listener.Addr().(*net.TCPAddr).Port
	}
	return ports[0], ports[1]
}
