package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestImportTwice: what was there already stays as it is, by whatever file it comes, and also when the
// daemon finds it in the mailbox afterwards.
func TestImportTwice(t *testing.T) {
	t.Parallel()
	o := newOrdeal(t)
	o.configure(o.first())
	words := plainMail("een", "een@post.example", "Klacht een")
	mbox, folder := archive(t, words, plainMail("twee", "twee@post.example", "Klacht twee"))
	maildir := t.TempDir()
	for _, part := range []string{"cur", "new", "tmp"} {
		if err := os.Mkdir(filepath.Join(maildir, part), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(maildir, "new", "1.host"), []byte(words), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		file string
		want string
	}{
		{mbox, "2 messages read, 2 new, 0 were there already\n"},
		{mbox, "2 messages read, 0 new, 2 were there already\n"},
		{folder, "2 messages read, 0 new, 2 were there already\n"},
		{maildir, "1 messages read, 0 new, 1 were there already\n"},
	} {
		if status, out, errs := o.called("import", c.file); status != 0 || out != c.want || errs != "" {
			t.Errorf("import: status %d, %q, %q, want %q", status, out, errs, c.want)
		}
	}
	o.dovecot.Deliver(o.dovecot.Users[0], []byte(words))
	o.begin()
	o.filed(o.dovecot.Users[0])
	o.end()
	if cases, letters := o.count(`SELECT count(*) FROM "case"`), o.count(`SELECT count(*) FROM letter`); cases != 2 || letters != 0 {
		t.Errorf("%d cases and %d letters, want 2 and none", cases, letters)
	}
	o.verified()
}

// TestRegister reads what a daemon has written, and finds what was changed since.
func TestRegister(t *testing.T) {
	t.Parallel()
	o := newOrdeal(t)
	o.configure(o.first())
	o.dovecot.Deliver(o.dovecot.Users[0], []byte(plainMail("een", "een@post.example", "Klacht een")))
	o.begin()
	o.settled(1)
	o.end()
	ref := fmt.Sprintf("KLP-%d-0001", o.now().Year())
	t.Run("cases", func(t *testing.T) { o.registered(t, ref) })
	t.Run("digest", func(t *testing.T) { o.digested(t, ref) })
	t.Run("verify", func(t *testing.T) { o.tampered(t, ref) })
}

func (o *ordeal) registered(t *testing.T, ref string) {
	one := strings.Fields("due handler history kept kind letters location mail received ref regime state")
	row := slices.DeleteFunc(slices.Clone(one), func(k string) bool { return k == "history" || k == "letters" || k == "mail" })
	for _, c := range []struct {
		args []string
		keys []string
	}{{[]string{"cases", "--json"}, row}, {[]string{"cases", "--json", ref}, one}, {[]string{"cases", "--json", strings.ToLower(ref)}, one}} {
		status, out, errs := o.called(c.args...)
		var k map[string]any
		if err := json.Unmarshal([]byte(out), &k); err != nil || status != 0 || errs != "" {
			t.Errorf("%q: status %d, %v, %q", c.args, status, err, errs)
			continue
		}
		if got := slices.Sorted(maps.Keys(k)); !slices.Equal(got, c.keys) {
			t.Errorf("%q: keys %q, want %q", c.args, got, c.keys)
		}
		for _, clock := range []string{"due", "kept"} {
			dates, _ := k[clock].(map[string]any)
			if got := slices.Sorted(maps.Keys(dates)); !slices.Equal(got, []string{"confirm", "propose", "statutory"}) {
				t.Errorf("%s: keys %q", clock, got)
			}
		}
		if k["ref"] != ref || k["kind"] != "klacht" || k["received"] != o.now().Format(time.DateOnly) {
			t.Errorf("%q gives %v, %v, %v", c.args, k["ref"], k["kind"], k["received"])
		}
		for _, list := range []string{"history", "letters", "mail"} {
			if rows, _ := k[list].([]any); len(c.keys) == len(one) && len(rows) == 0 {
				t.Errorf("%q: no %s", c.args, list)
			}
		}
	}
	// A person reads who did it, at which level, and by what proof.
	if status, out, errs := o.called("cases", ref); status != 0 || errs != "" || !strings.Contains(out, "parent       0 geen bewijs    opened") {
		t.Errorf("cases %s: status %d, %s\n%s", ref, status, errs, out)
	}
	for _, c := range []struct {
		ref    string
		status int
		words  string
	}{{"onzin", 2, "is not a reference"}, {"KLP-2019-0077", 1, "there is no case KLP-2019-0077"}} {
		if status, out, errs := o.called("cases", c.ref); status != c.status || out != "" || !strings.Contains(errs, c.words) {
			t.Errorf("cases %s: status %d, %q, %q", c.ref, status, out, errs)
		}
	}
	for _, args := range [][]string{{"cases"}, {"cases", ref}} {
		if status, out, errs := o.called(args...); status != 0 || errs != "" || !strings.Contains(out, ref) || strings.Contains(out, "%!") {
			t.Errorf("%q: status %d, %s%s", args, status, out, errs)
		}
	}
}

func (o *ordeal) digested(t *testing.T, ref string) {
	before := o.count(`SELECT count(*) FROM letter`) + o.count(`SELECT count(*) FROM job_run`)
	for _, who := range []string{"kwaliteit", "KWALITEIT@kluppluz.example"} {
		if status, out, errs := o.called("digest", "--as", who); status != 0 || errs != "" || !strings.Contains(out, ref) {
			t.Errorf("digest --as %s: status %d, %s%s", who, status, out, errs)
		}
	}
	file := filepath.Join(o.dir, "overzicht.eml")
	if status, out, errs := o.called("digest", "--as", "kwaliteit", "--at", "2026-12-07", "--out", file); status != 0 || out+errs != "" {
		t.Errorf("digest --out: status %d, %s%s", status, out, errs)
	}
	if raw, err := os.ReadFile(file); err != nil || !bytes.Contains(raw, []byte("<"+registrar+">")) {
		t.Errorf("%v: %.200s", err, raw)
	}
	if status, _, errs := o.called("digest", "--as", "niemand"); status != 1 || !strings.Contains(errs, `the id or address "niemand"`) {
		t.Errorf("digest --as niemand: status %d, %s", status, errs)
	}
	// Who stands in for the director reads what the director would, as in the digest that is sent.
	day, vos := o.now().Format(time.DateOnly), `address = "h.vos@kluppluz.example"`
	o.configure(strings.Replace(o.first(), vos, vos+"\ndeputy = \"bakker\"\ndeputy_from = \""+day+"\"", 1))
	if status, out, errs := o.called("digest", "--as", "bakker", "--at", day); status != 0 || errs != "" || !strings.Contains(out, ref) {
		t.Errorf("digest --as the deputy: status %d, %s%s", status, out, errs)
	}
	o.configure(o.first())
	if after := o.count(`SELECT count(*) FROM letter`) + o.count(`SELECT count(*) FROM job_run`); after != before {
		t.Error("looking at a digest left a mark")
	}
}

// tampered changes one thing at a time in a copy of the store.
func (o *ordeal) tampered(t *testing.T, ref string) {
	o.compared(t)
	o.verified()
	for _, c := range []struct{ change, words string }{
		{`UPDATE mail SET start = start + 1`, "mail 1: its bytes are not what arrived"},
		{`UPDATE letter_body SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Goedendag', 'Goedenacht') AS BLOB) WHERE letter = 1`, "letter 1: its bytes"},
		{`UPDATE "case" SET state = 'closed'`, "case " + ref + ": what is looked up of it is not its state"},
		{`UPDATE "case" SET body = replace(body, 'een@post.example', 'nep@post.example')`, "case " + ref + ": its state is not the sum of its history"},
		{`DROP TRIGGER history_fixed; UPDATE history SET at = at + 1 WHERE seq = 1`, "case " + ref + ": history row 1 is not what was written"},
		{`UPDATE "case" SET next = NULL`, "case " + ref + ": something has still to be done, and the clock does not look at it"},
		{`UPDATE token SET party = 'nep@post.example' WHERE scope = 'parent'`, "its token is not what was handed out"},
		{`DROP TRIGGER history_stays; DELETE FROM history WHERE seq = (SELECT max(seq) FROM history)`, "case " + ref + ": "},
	} {
		copied := &ordeal{t: t, dir: t.TempDir()}
		copied.ahead.Store(o.ahead.Load())
		if err := os.CopyFS(copied.dir, os.DirFS(o.dir)); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(filepath.Join(copied.dir, "state", "token-keys"), 0o600); err != nil { // a copy is readable for all
			t.Fatal(err)
		}
		db := copied.open("rw")
		if _, err := db.Exec(c.change); err != nil {
			t.Fatalf("%s: %v", c.change, err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		status, out, errs := copied.called("verify")
		if status != 1 || !strings.Contains(out, c.words) || !strings.Contains(errs, "restore a backup") {
			t.Errorf("%s:\nstatus %d, %q, %q, want %q", c.change, status, out, errs, c.words)
		}
	}
}

// compared holds the check number of an overview against the histories: at its moment it is theirs, and another is not.
func (o *ordeal) compared(t *testing.T) {
	status, out, _ := o.called("verify")
	m := regexp.MustCompile(`KLP: check number ([0-9a-f]{16}), (\S+)`).FindStringSubmatch(out)
	if status != 0 || m == nil {
		t.Fatalf("status %d, %q", status, out)
	}
	if status, _, errs := o.called("verify", "--head", m[1], "--at", m[2]); status != 0 {
		t.Errorf("the same number: status %d, %q", status, errs)
	}
	if status, _, errs := o.called("verify", "--head", "0123456789abcdef", "--at", m[2]); status != 1 || !strings.Contains(errs, "0123456789abcdef") {
		t.Errorf("another number: status %d, %q", status, errs)
	}
	if status, _, _ := o.called("verify", "--at", "gisteren"); status != 2 {
		t.Errorf("no moment: status %d", status)
	}
}
