package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func put(t *testing.T, dir, name, text string, mode os.FileMode) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

func TestSecretValue(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "good", "hunter2\n", 0o600)
	put(t, dir, "windows", "hunter2\r\n", 0o400)
	put(t, dir, "spaced", " hunter2 ", 0o600)
	put(t, dir, "open", "hunter2", 0o640)
	put(t, dir, "world", "hunter2", 0o604)
	put(t, dir, "empty", "\n", 0o600)
	put(t, dir, "lines", "hunter2\nmore\n", 0o600)
	put(t, dir, "large", strings.Repeat("x", longestSecret+1), 0o600)
	t.Setenv("KLP_PASSWORD", "hunter2")
	t.Setenv("CREDENTIALS_DIRECTORY", dir)
	others := "secret DIR/%[1]s can be read or changed by other users of this machine; run: chmod 600 DIR/%[1]s"
	for _, s := range []struct{ ref, value, err string }{
		{"file:good", "hunter2", ""},
		{"file:" + filepath.Join(dir, "good"), "hunter2", ""},
		{"file:windows", "hunter2", ""},
		{"file:spaced", " hunter2 ", ""},
		{"env:KLP_PASSWORD", "hunter2", ""},
		{"credential:good", "hunter2", ""},
		{"credential:open", "hunter2", ""}, // systemd guards the folder
		{"file:open", "", fmt.Sprintf(others, "open")},
		{"file:world", "", fmt.Sprintf(others, "world")},
		{"file:empty", "", "file:empty is empty; put the password into it"},
		{"file:lines", "", "file:lines has more than one line; leave only the password in it"},
		{"file:large", "", "secret DIR/large is larger than a password; name a file that holds only the password"},
		{"file:.", "", "secret DIR is not a file; name a file that holds only the password"},
		{"file:none", "", "secret DIR/none cannot be read: no such file or directory; put the password into this file and let only this program's user read it (mode 600)"},
		{"env:KLP_NONE", "", "environment variable KLP_NONE is not set; set it where the program is started"},
		{"credential:none", "", "credential none cannot be read: no such file or directory; add LoadCredential=none to the service"},
		{"", "", `no secret is named; write password = "file:NAME"`},
	} {
		v, err := Secret{ref: s.ref, dir: dir}.Value()
		text := ""
		if err != nil {
			text = strings.ReplaceAll(err.Error(), dir, "DIR")
		}
		same(t, s.ref, []string{v, text}, []string{s.value, s.err})
	}
}

func TestCredentialWithoutSystemd(t *testing.T) {
	t.Setenv("CREDENTIALS_DIRECTORY", "")
	_, err := Secret{ref: "credential:imap"}.Value()
	same(t, "error", fmt.Sprint(err), "credential imap is not there: systemd gave no credentials; add LoadCredential=imap to the service, or use file:")
}

func TestSecrets(t *testing.T) {
	dir := t.TempDir()
	c, problems := Read(strings.NewReader(Example), dir)
	same(t, "loads without its secrets", len(problems), 0)
	put(t, dir, "imap-password", "hunter2\n", 0o644)
	var got []string
	for _, p := range c.Secrets() {
		got = append(got, strings.ReplaceAll(p.String(), dir, "DIR"))
	}
	same(t, "problems", got, []string{
		"configuration:26: secret DIR/imap-password can be read or changed by other users of this machine; run: chmod 600 DIR/imap-password",
		"configuration:40: secret DIR/smtp-password cannot be read: no such file or directory; put the password into this file and let only this program's user read it (mode 600)",
	})
	put(t, dir, "imap-password", "hunter2\n", 0o600)
	put(t, dir, "smtp-password", "hunter2\n", 0o600)
	same(t, "no problems", len(c.Secrets()), 0)
	same(t, "shown", fmt.Sprint(c.Mail["KLP"].IMAP.Password), "file:imap-password")
}

func TestSecretsNameAbsentSections(t *testing.T) {
	c := load(t, minimal)
	same(t, "problems", lines(c.Secrets()), []string{
		"3: the organisation has no [organisation.imap]; add it with host, user and password",
		"3: the organisation has no [organisation.smtp]; add it with host, user and password",
	})
}
