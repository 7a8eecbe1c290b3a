package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"complaintsd/cmd/complaintsd/config"
	"complaintsd/templates"
)

// archive writes mails as an mbox and as a folder of files.
func archive(t *testing.T, mails ...string) (mbox, folder string) {
	t.Helper()
	dir := t.TempDir()
	mbox, folder = filepath.Join(dir, "post.mbox"), filepath.Join(dir, "post")
	var all strings.Builder
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for i, m := range mails {
		fmt.Fprintf(&all, "From ouder@post.example Mon Nov  2 08:%02d:00 2026\n%s\n", i, m)
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%d.eml", i)), []byte(m), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(mbox, []byte(all.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return mbox, folder
}

func TestExplainFilesAndFolders(t *testing.T) {
	t.Parallel()
	mbox, folder := archive(t, plainMail("een", "een@post.example", "Klacht een"), "", "\xff\x01\n", plainMail("twee", "twee@post.example", "Klacht twee"))
	keys := strings.Fields(`file message_id subject from from_name reply_to to cc date kind reason text body attachments is_auto is_bounce
		is_forward forward bounce form ref commands proof defects`)
	slices.Sort(keys)
	for _, c := range []struct {
		file  string
		names []string
	}{
		{folder, []string{folder + "/0.eml", folder + "/1.eml", folder + "/2.eml", folder + "/3.eml"}},
		{mbox, []string{mbox + "#1", mbox + "#2", mbox + "#3", mbox + "#4"}},
	} {
		status, out, errs := called(t, "explain", "--json", c.file)
		var names []string
		for line := range strings.Lines(out) {
			var fields map[string]any
			if err := json.Unmarshal([]byte(line), &fields); err != nil {
				t.Fatalf("%q: %v", line, err)
			}
			if got := slices.Sorted(maps.Keys(fields)); !slices.Equal(got, keys) {
				t.Errorf("keys %q, want %q", got, keys)
			}
			if fields["attachments"] == nil || fields["defects"] == nil || fields["reason"] == "" {
				t.Errorf("a list is null or there is no reason: %s", line)
			}
			names = append(names, fmt.Sprint(fields["file"]))
		}
		if status != 0 || errs != "" || !slices.Equal(names, c.names) {
			t.Errorf("status %d, %q, files %q, want %q", status, errs, names, c.names)
		}
	}
}

func TestSimulateTwiceIsTheSame(t *testing.T) {
	t.Parallel()
	mbox, _ := archive(t, plainMail("een", "een@post.example", "Klacht een"), plainMail("twee", "twee@post.example", "Klacht twee"),
		"In-Reply-To: <een@post.example>\n"+plainMail("drie", "een@post.example", "Re: Klacht een"))
	var runs [2]string
	for i := range runs {
		cfg := configuredWith(t, map[string]string{"nl/receipt.txt": "Ontvangen\n\n{{.Ref}}\n"})
		out := filepath.Join(filepath.Dir(cfg), "brieven")
		status, letters, errs := called(t, "simulate", "--config", cfg, "--json", "--out", out, mbox)
		if status != 0 || errs != "" || strings.Count(letters, "\n") < 10 {
			t.Fatalf("status %d, %s%s", status, letters, errs)
		}
		if _, err := os.Stat(filepath.Join(filepath.Dir(cfg), "state")); !os.IsNotExist(err) {
			t.Errorf("simulate touched the state: %v", err)
		}
		runs[i] = letters + filesIn(t, out)
	}
	if runs[0] != runs[1] {
		t.Error("two runs differ")
	}
}

// TestSimulateWithoutDates: mail that does not say when it came is played all the same, and no nonsense in a
// date has the clock turn through centuries.
func TestSimulateWithoutDates(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"geen.eml": "From: geen@post.example\nSubject: Klacht\n\nDe deur was dicht.\n",
		"nul.mbox": "From geen@post.example Mon Jan  3 00:00:00 0000\nFrom: geen@post.example\nSubject: Klacht\n\nDe deur was dicht.\n",
		"leeg.eml": "",
	} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		cfg := configuredWith(t, map[string]string{"nl/receipt.txt": "Ontvangen\n\n{{.Ref}}\n"})
		status, out, errs := called(t, "simulate", "--config", cfg, "--json", "--until", "2026-11-22", file)
		if status != 0 || errs != "" || !strings.HasPrefix(out, `{"at":"2026-08-24T`) {
			t.Errorf("%s: status %d, %.100s%s", name, status, out, errs)
		}
	}
	cfg := configuredWith(t, map[string]string{"nl/receipt.txt": "Ontvangen\n\n{{.Ref}}\n"})
	if status, out, errs := called(t, "simulate", "--config", cfg, t.TempDir()); status != 0 || out+errs != "" {
		t.Errorf("no mail at all: status %d, %.100s%s", status, out, errs)
	}
}

// filesIn gives the names and contents of a folder.
func filesIn(t *testing.T, dir string) string {
	t.Helper()
	var all bytes.Buffer
	files, err := os.ReadDir(dir)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s is empty: %v", dir, err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&all, "%s\n%s\n", f.Name(), raw)
	}
	return all.String()
}

func TestPreviewWritesEveryLetter(t *testing.T) {
	t.Parallel()
	cfg := configuredWith(t, map[string]string{"nl/receipt.txt": "Ontvangen\n\nEigen tekst voor {{.Ref}} van {{.Org}}{{if .ConfirmBy}}, uiterlijk {{.ConfirmBy}}{{end}}.\n"})
	dir := filepath.Join(filepath.Dir(cfg), "voorbeelden")
	if status, out, errs := called(t, "preview", "--config", cfg, "--out", dir); status != 0 || !strings.Contains(out, "letters written to") {
		t.Fatalf("status %d, %s%s", status, out, errs)
	}
	loaded, problems := config.Load(cfg)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	index, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range templates.SamplesOf(loaded.Organisations[0]) {
		for _, ext := range []string{".txt", ".html", ".pdf"} {
			if ext == ".html" && strings.HasSuffix(s.Name, "-papier") || ext == ".pdf" && !s.Kind.ToParent() { // goes by post; never does
				continue
			}
			raw, err := os.ReadFile(filepath.Join(dir, s.Name+ext))
			if err != nil || len(raw) < 100 || ext == ".html" && !bytes.Contains(raw, []byte("</html>")) {
				t.Errorf("%s%s: %d bytes, %v", s.Name, ext, len(raw), err)
			}
			if !bytes.Contains(index, []byte(`href="`+s.Name+ext+`"`)) {
				t.Errorf("the index does not lead to %s%s", s.Name, ext)
			}
			if own := bytes.Contains(raw, []byte("Eigen tekst voor KLP-2026-0042")); own != strings.HasPrefix(s.Name, "receipt-nl") && ext != ".pdf" {
				t.Errorf("%s%s: text of its own %v", s.Name, ext, own)
			}
		}
	}
}
