package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever job is done first, the output stands in the order of the jobs, and an error ends it in its place.
func TestOrderedKeepsTheOrder(t *testing.T) {
	bad := errors.New("job 70")
	gate := make(chan struct{})
	var got []string
	err := ordered(func(hand func(job) error) error {
		for i := range 100 {
			err := hand(func() ([]byte, error) {
				switch i {
				case 0:
					<-gate // the first one is the last to end
				case 1:
					close(gate)
				case 70:
					return nil, bad
				}
				return fmt.Append(nil, i), nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	}, func(out []byte) error { got = append(got, string(out)); return nil })
	if !errors.Is(err, bad) || len(got) != 70 || got[0] != "0" || got[69] != "69" {
		t.Errorf("%v after %v", err, got)
	}
	if err := ordered(func(func(job) error) error { return bad }, nil); !errors.Is(err, bad) {
		t.Errorf("an error of the source gives %v", err)
	}
}

// explain takes any number of files, archives and folders and prints them in the order in which they were named.
func TestExplainKeepsTheOrderOfItsArguments(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	mail := func(i int) string {
		// The first ones take the longest.
		return fmt.Sprintf("From: ouder@post.example\nSubject: nummer %d\n\n%s", i, strings.Repeat("Het hek stond open.\n", 2000/(i+1)))
	}
	single := write("z.eml", mail(0))
	var archive strings.Builder
	want := []string{single}
	for i := range 40 {
		fmt.Fprintf(&archive, "From a@x.example Mon Mar  3 10:15:00 2025\n%s\n", mail(i))
		want = append(want, fmt.Sprintf("%s#%d", filepath.Join(dir, "archief"), i+1))
	}
	box := write("archief", archive.String())
	for i := range 40 {
		want = append(want, write(fmt.Sprintf("map/%02d.eml", i), mail(i)))
	}
	status, out, errs := called(t, "explain", "--json", single, box, filepath.Join(dir, "map"))
	if status != 0 || errs != "" {
		t.Fatalf("%d %s", status, errs)
	}
	var got []string
	for line := range strings.Lines(out) {
		var e struct{ File string }
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		got = append(got, e.File)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the order is %v", got)
	}
}
