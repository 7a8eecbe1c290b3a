package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The preview shows every letter of both brands as its receivers get it, and nothing of the one in the letters of the
// other.
func TestPreviewOfTwoBrands(t *testing.T) {
	out := t.TempDir()
	status, _, errs := called(t, "preview", "--config", "testdata/two-brands.toml", "--out", out)
	if status != 0 {
		t.Fatal(errs)
	}
	index, err := os.ReadFile(filepath.Join(out, indexName))
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	entries, err := os.ReadDir(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() == indexName {
			continue
		}
		if !strings.Contains(string(index), `href="`+e.Name()+`"`) {
			t.Errorf("the index does not lead to %s", e.Name())
		}
		text, err := os.ReadFile(filepath.Join(out, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		count[filepath.Ext(e.Name())]++
		if filepath.Ext(e.Name()) == ".pdf" {
			if !strings.HasPrefix(string(text), "%PDF-") {
				t.Errorf("%s is no PDF", e.Name())
			}
			continue
		}
		for _, b := range brands {
			if strings.HasSuffix(strings.TrimSuffix(e.Name(), filepath.Ext(e.Name())), "-"+strings.ToLower(b.prefix)) {
				continue
			}
			for _, w := range b.own {
				if !slices.Contains(invented, w) && strings.Contains(string(text), w) {
					t.Errorf("%s holds %q of %s", e.Name(), w, b.prefix)
				}
			}
		}
	}
	if count[".html"] < 100 || count[".txt"] < count[".html"] || count[".pdf"] < 60 {
		t.Errorf("%v", count)
	}
}

// invented are words of a parent who stands in the samples of every brand.
var invented = []string{"sanne", "overdracht"}
