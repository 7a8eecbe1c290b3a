package dovecottest_test

import (
	"bufio"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"complaintsd/mailin/imap/dovecottest"
)

// The server is killed while it works, and leaves a lock behind.
func TestServerKeepsMailOverARestart(t *testing.T) {
	server := dovecottest.Start(t)
	server.Deliver("klachten", []byte("Subject: een\n\ntekst\n"))
	lock := filepath.Join(server.Maildir("klachten"), "dovecot-uidlist.lock")
	if err := os.WriteFile(lock, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	server.Restart()
	if _, err := os.Stat(lock); err == nil {
		t.Error("the lock of the killed server is still there")
	}

	conn, err := net.Dial("tcp", server.Addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.Write([]byte("a LOGIN klachten geheim\r\nb STATUS INBOX (MESSAGES)\r\nc LOGOUT\r\n")); err != nil {
		t.Fatal(err)
	}
	var said []string
	lines := bufio.NewScanner(conn)
	for lines.Scan() {
		said = append(said, lines.Text())
	}
	if all := strings.Join(said, "\n"); !strings.Contains(all, "(MESSAGES 1)") {
		t.Errorf("one message expected:\n%s", all)
	}
	if got := server.Mailbox("klachten", "INBOX"); len(got) != 1 || string(got[0].Raw) != "Subject: een\n\ntekst\n" {
		t.Errorf("mailbox = %+v", got)
	}
}
