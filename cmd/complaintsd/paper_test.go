package main

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// withPaper writes the example configuration with a section for letters on paper, and a file for the logo.
func withPaper(t *testing.T, section string, logo []byte) string {
	t.Helper()
	path := configuredWith(t, nil)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.Replace(text, []byte("templates = \"teksten\"\n"), nil, 1)
	text = bytes.Replace(text, []byte("[organisation.proof]"), []byte("[organisation.paper]\n"+section+"\n[organisation.proof]"), 1)
	for name, b := range map[string][]byte{path: text, filepath.Join(filepath.Dir(path), "logo.png"): logo} {
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

func TestCheckLooksAtTheLogo(t *testing.T) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		section string
		logo    []byte
		status  int
		says    string
	}{
		{"logo = \"logo.png\"\nwindow = \"left\"\nreturn = \"Postbus 12, 5600 AA Voorbeeldstad\"\naddress_top = 48", picture.Bytes(), 0, "address_top = 48"},
		{"logo = \"logo.png\"", []byte("<svg/>"), 1, "logo.png: is no PNG or JPEG picture; name another file with logo in [organisation.paper]"},
		{"logo = \"weg.png\"", nil, 1, "weg.png: no such file or directory"},
		{"window = \"midden\"", nil, 1, "midden"},
		{"address_left = 300", nil, 1, "address_left"},
	} {
		status, out, errs := called(t, "check", "--config", withPaper(t, c.section, c.logo))
		if status != c.status || !strings.Contains(out+errs, c.says) || strings.Contains(errs, "weg.png: open") {
			t.Errorf("%s: status %d\n%s%s", c.section, status, out, errs)
		}
	}
}
