package mailin

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

type found struct{ Name, Arrived, Text string }

func each(t *testing.T, path string) []found {
	t.Helper()
	var list []found
	err := Each(path, func(name string, arrived time.Time, open func() (io.ReadCloser, error)) error {
		r, err := open()
		if err != nil {
			return err
		}
		defer r.Close()
		b, err := io.ReadAll(r)
		at := ""
		if !arrived.IsZero() {
			at = arrived.Format(time.RFC3339)
		}
		list = append(list, found{name, at, string(b)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func write(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestEachReadsAnMbox(t *testing.T) {
	text := "From a@x.example Mon Mar  3 10:15:00 2025\nSubject: een\n\nDe\n>From tekst\n>>From dieper\nFrom hier niet\n\nFrom vorige week: het hek\n\n" +
		"From - zonder datum\nSubject: twee\n\n" + strings.Repeat("lang ", 30_000) + "\n\n" +
		"From b@x.example Tue Mar  4 10:15:00 2025\nSubject: drie\n\nslot\nFrom c@x.example Tue Mar  4 11:15:00 2025\nSubject: vier\n\nx"
	for name, raw := range map[string]string{"lf": text, "crlf": strings.ReplaceAll(text, "\n", "\r\n")} {
		path := write(t, filepath.Join(t.TempDir(), "post"), raw)
		list := each(t, path)
		for i := range list {
			list[i].Text = strings.ReplaceAll(list[i].Text, "\r\n", "\n")
		}
		want := []found{
			{path + "#1", "2025-03-03T10:15:00Z", "Subject: een\n\nDe\nFrom tekst\n>From dieper\nFrom hier niet\n\nFrom vorige week: het hek\n"},
			{path + "#2", "", "Subject: twee\n\n" + strings.Repeat("lang ", 30_000) + "\n"},
			{path + "#3", "2025-03-04T10:15:00Z", "Subject: drie\n\nslot\n"},
			{path + "#4", "2025-03-04T11:15:00Z", "Subject: vier\n\nx"},
		}
		if diff := cmp.Diff(want, list); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestEachReadsFilesAndFolders(t *testing.T) {
	dir := t.TempDir()
	eml := write(t, filepath.Join(dir, "map", "b.eml"), "From a@x Mon Mar  3 10:15:00 2025\nSubject: b\n\nx")
	other := write(t, filepath.Join(dir, "map", "a.EML"), "Subject: a\n\nx")
	write(t, filepath.Join(dir, "map", "lees.txt"), "geen mail")
	cur := write(t, filepath.Join(dir, "Maildir", "cur", "2.x:2,S"), "Subject: twee\n\nx")
	fresh := write(t, filepath.Join(dir, "Maildir", "new", "1.x"), "Subject: een\n\nx")
	write(t, filepath.Join(dir, "Maildir", "tmp", "0.x"), "half")
	deep := write(t, filepath.Join(dir, "diep", "jaar", "c.eml"), "Subject: c\n\nx")
	inbox := write(t, filepath.Join(dir, "diep", "post", "new", "1.y"), "Subject: d\n\nx")
	write(t, filepath.Join(dir, "diep", "post", "cur", ".verborgen"), "Subject: e\n\nx")
	last := write(t, filepath.Join(dir, "diep", "z.mbox"), "From a@x Mon Mar  3 10:15:00 2025\nSubject: z\n\nx")
	empty := write(t, filepath.Join(dir, "leeg"), "")
	for path, want := range map[string][]string{
		eml: {eml}, filepath.Join(dir, "map"): {other, eml}, filepath.Join(dir, "Maildir"): {fresh, cur}, empty: {empty},
		filepath.Join(dir, "diep"): {deep, inbox, last + "#1"},
	} {
		var names []string
		for _, f := range each(t, path) {
			names = append(names, f.Name)
		}
		if diff := cmp.Diff(want, names); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
	}
}

func TestEachPassesErrorsOn(t *testing.T) {
	if err := Each(filepath.Join(t.TempDir(), "weg"), nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file gives %v", err)
	}
	stop := errors.New("stop")
	path := write(t, filepath.Join(t.TempDir(), "m"), "From a Mon Mar  3 10:15:00 2025\n\nx\n\nFrom a Mon Mar  3 10:15:00 2025\n\ny")
	calls := 0
	err := Each(path, func(string, time.Time, func() (io.ReadCloser, error)) error { calls++; return stop })
	if !errors.Is(err, stop) || calls != 1 {
		t.Errorf("%v after %d calls", err, calls)
	}
}

func TestExplainedHasNoNullLists(t *testing.T) {
	b, err := json.Marshal(read("").Explained("leeg.eml"))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"file":"leeg.eml","message_id":"","subject":"","from":"","from_name":"","reply_to":"","to":[],"cc":[],"date":"",` +
		`"kind":"","reason":"","text":"","body":"","attachments":[],"is_auto":false,"is_bounce":false,"is_forward":false,` +
		`"forward":null,"bounce":null,"form":null,"ref":"","commands":[],"proof":"","defects":["bad-from"]}`
	if diff := cmp.Diff(want, string(b)); diff != "" {
		t.Error(diff)
	}
}

// An empty folder of a mail program is exported as an empty file; an empty .eml is a message all the same.
func TestEachOfNothing(t *testing.T) {
	dir := t.TempDir()
	if list := each(t, write(t, filepath.Join(dir, "leeg.MBOX"), "")); len(list) != 0 {
		t.Errorf("an empty mbox holds %v", list)
	}
	path := write(t, filepath.Join(dir, "leeg.eml"), "")
	if diff := cmp.Diff([]found{{path, "", ""}}, each(t, path)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]found{{path, "", ""}}, each(t, dir)); diff != "" {
		t.Error(diff)
	}
}
