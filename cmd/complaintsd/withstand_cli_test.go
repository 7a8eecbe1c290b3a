package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"complaintsd/cmd/complaintsd/config"
)

// TestCommandLine: exit status 2 for wrong use and 1 for failure, one plain line for each error, and what is
// asked for on the standard output alone.
func TestCommandLine(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	fresh := put("complaintsd.toml", config.Example)
	put("imap-password", "geheim")
	put("smtp-password", "geheim")
	absent := filepath.Join(dir, "nergens")
	for _, c := range []struct {
		args   []string
		status int
		words  string // of the one line
	}{
		{nil, 2, "see complaintsd --help"},
		{[]string{"verzin"}, 2, "verzin"},
		{[]string{"run", "--verzin"}, 2, "--verzin"},
		{[]string{"digest", "--config", fresh}, 2, "--as"},
		{[]string{"preview", "--config", fresh}, 2, "--out"},
		{[]string{"explain"}, 2, "<file>"},
		{[]string{"simulate", "--config", fresh}, 2, "<file>"},
		{[]string{"simulate", "--config", fresh, "--until", "morgen", fresh}, 2, "--until"},
		{[]string{"digest", "--config", fresh, "--as", "kwaliteit", "--at", "straks"}, 2, "--at"},
		{[]string{"verify", "--config", fresh, "--at", "straks"}, 2, "--at"},
		{[]string{"check", "--config", absent}, 1, "name the configuration file with --config"},
		{[]string{"explain", absent}, 1, "no such file"},
		{[]string{"import", "--config", fresh, absent}, 1, "no such file"},
		{[]string{"simulate", "--config", fresh, absent}, 1, "no such file"},
	} {
		status, out, errs := called(t, c.args...)
		if status != c.status || out != "" || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, c.words) {
			t.Errorf("%q: status %d, want %d; %q %q", c.args, status, c.status, out, errs)
		}
	}
	if status, out, errs := called(t, "version"); status != 0 || out != "complaintsd "+version+"\n" || errs != "" {
		t.Errorf("version: %d %q %q", status, out, errs)
	}
}

// TestBeforeAnyDatabase: who only reads says that there is nothing yet, and makes nothing.
func TestBeforeAnyDatabase(t *testing.T) {
	t.Parallel()
	cfg := configuredWith(t, map[string]string{"nl/receipt.txt": "Ontvangen\n\n{{.Ref}}\n"})
	for _, args := range [][]string{{"cases"}, {"cases", "KLP-2026-0001"}, {"verify"}, {"digest", "--as", "kwaliteit"}} {
		status, out, errs := called(t, append(args, "--config", cfg)...)
		if status != 1 || out != "" || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, "there is no database yet") {
			t.Errorf("%q: status %d, %q, %q", args, status, out, errs)
		}
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(cfg), "state")); !os.IsNotExist(err) {
		t.Errorf("reading made a state folder: %v", err)
	}
}

// TestCheckNamesEachMistake with the line where it stands and its mend.
func TestCheckNamesEachMistake(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "complaintsd.toml")
	mistakes := []struct{ right, wrong string }{
		{"Europe/Amsterdam", "Europe/Amsterdan"},
		{`confirm      = "7d"`, `confirm      = "een week"`},
		{`deputy    = "kwaliteit"`, `deputy    = "niemand"`},
	}
	text := config.Example
	for _, m := range mistakes {
		text = strings.Replace(text, m.right, m.wrong, 1)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	status, out, errs := called(t, "check", "--config", path)
	lines := strings.Split(strings.TrimSuffix(errs, "\n"), "\n")
	if status != 1 || out != "" || len(lines) != len(mistakes) {
		t.Fatalf("status %d, %q\n%s", status, out, errs)
	}
	for i, m := range mistakes {
		at := 1 + strings.Count(text[:strings.Index(text, m.wrong)], "\n")
		if !strings.HasPrefix(lines[i], fmt.Sprintf("%s:%d: ", path, at)) || !strings.Contains(lines[i], "; ") {
			t.Errorf("line %d of %q is told as %q", at, m.wrong, lines[i])
		}
	}
}

// TestCheckOnline tries the servers, and says what is wrong with each of them.
func TestCheckOnline(t *testing.T) {
	t.Parallel()
	o := newOrdeal(t)
	o.configure(o.first())
	status, out, errs := o.called("check", "--online")
	if status != 0 || !strings.Contains(errs, "the configuration is in order") || strings.Contains(out+errs, officePassword) {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
	if !strings.Contains(errs, `folder "Verwerkt" is not there; nothing need be done`) || o.dovecot.HasFolder(o.dovecot.Users[0], doneFolder) {
		t.Errorf("check makes no folders, and says which are missing: %s", errs)
	}
	o.write("imap-password", "fout")
	o.write("smtp-password", "fout")
	status, out, errs = o.called("check", "--online")
	if status != 1 || out != "" || strings.Count(errs, "\n") != 2 ||
		!strings.Contains(errs, "KLP: mailbox: the mail server refuses user") || !strings.Contains(errs, "of [organisation.smtp]") {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
	if err := os.Remove(filepath.Join(o.dir, "smtp-password")); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"check"}, {"check", "--online"}, {"run"}} {
		if status, _, errs := o.called(args...); status != 1 || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, "smtp-password") {
			t.Errorf("%q without a secret: status %d, %s", args, status, errs)
		}
	}
}
