package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complaintsd/cmd/complaintsd/config"
)

// configuredWith writes the example configuration with texts of its own, and gives its path.
func configuredWith(t *testing.T, texts map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	put := func(name, words string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(words), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("complaintsd.toml", strings.Replace(config.Example, "[organisation.imap]", "templates = \"teksten\"\n[organisation.imap]", 1))
	put("imap-password", "geheim")
	put("smtp-password", "geheim")
	for name, words := range texts {
		put(filepath.Join("teksten", name), words)
	}
	return filepath.Join(dir, "complaintsd.toml")
}

// called runs the program as from the command line, on a day of its own.
func called(t *testing.T, args ...string) (status int, out, errs string) {
	t.Helper()
	var stdout, stderr strings.Builder
	now := func() time.Time { return time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC) }
	status = run(&world{ctx: context.Background(), stdout: &stdout, stderr: &stderr, now: now}, args)
	return status, stdout.String(), stderr.String()
}

func TestCheckReadsOwnTexts(t *testing.T) {
	good := configuredWith(t, map[string]string{"nl/receipt.txt": "Eigen onderwerp\n\nHet nummer is {{.Ref}}.\n"})
	if status, out, errs := called(t, "check", "--config", good); status != 0 || !strings.Contains(out, `templates = "teksten"`) {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
	bad := configuredWith(t, map[string]string{"nl/receipt.txt": "Eigen onderwerp\n\n{{if .Ref}}\n"})
	file := filepath.Join(filepath.Dir(bad), "teksten", "nl", "receipt.txt")
	want := file + ":4: unexpected EOF; mend the line, or take the file away to use the built-in text\n"
	if status, _, errs := called(t, "check", "--config", bad); status != 1 || errs != want {
		t.Errorf("status %d: %swant %s", status, errs, want)
	}
}

func TestSimulateWritesOwnTexts(t *testing.T) {
	cfg := configuredWith(t, map[string]string{"nl/receipt.txt": "Eigen onderwerp\n\nHet nummer is {{.Ref}}.\n"})
	mail := filepath.Join(filepath.Dir(cfg), "klacht.eml")
	words := "From: ouder@post.example\nTo: klachten@kluppluz.example\nSubject: Klacht\nDate: Mon, 02 Nov 2026 10:00:00 +0100\nMessage-ID: <1@post.example>\n\nGraag bellen.\n"
	if err := os.WriteFile(mail, []byte(words), 0o600); err != nil {
		t.Fatal(err)
	}
	status, out, errs := called(t, "simulate", "--config", cfg, "--until", "2026-11-02", mail)
	if status != 0 || !strings.Contains(out, "[KLP-2026-0001] Eigen onderwerp") || !strings.Contains(out, "Het nummer is KLP-2026-0001.") {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
}
