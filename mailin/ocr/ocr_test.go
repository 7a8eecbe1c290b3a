package ocr

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// command writes a small program that stands for one of the large ones.
func command(t *testing.T, name, script string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRead(t *testing.T) {
	text := command(t, "pdftotext", `for last; do in=$before; before=$last; done; cat "$in"`)
	pages := command(t, "pdftoppm", `for last; do :; done; printf een > "$last-1.png"; printf twee > "$last-2.png"`)
	words := command(t, "tesseract", `printf 'gelezen: '; cat "$1"`)
	for name, c := range map[string]struct {
		r          Reader
		kind, data string
		want       string
	}{
		"a PDF with text":              {Reader{PDFText: text, PDFPages: pages, Tesseract: words}, "application/pdf", "Geachte mevrouw, het hek stond open.\f", "Geachte mevrouw, het hek stond open."},
		"a PDF of pictures":            {Reader{PDFText: text, PDFPages: pages, Tesseract: words}, "application/pdf", "KM_C258", "gelezen: een\n\ngelezen: twee"},
		"a PDF of pictures, text only": {Reader{PDFText: text}, "application/pdf", "KM_C258", "KM_C258"},
		"a picture":                    {Reader{Tesseract: words}, "image/tiff", "brief", "gelezen: brief"},
		"a picture, no tesseract":      {Reader{PDFText: text}, "image/tiff", "brief", ""},
		"another file":                 {Reader{PDFText: text, Tesseract: words}, "application/zip", "brief", ""},
		"nothing installed":            {Reader{}, "application/pdf", "brief", ""},
		"not UTF-8":                    {Reader{PDFText: text}, "application/pdf", "Geachte mevrouw, \xff\xfehet hek stond open.", "Geachte mevrouw, het hek stond open."},
	} {
		c.r.Folder = t.TempDir()
		got, err := c.r.Read(context.Background(), c.kind, []byte(c.data))
		if err != nil || got != c.want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if left, _ := os.ReadDir(c.r.Folder); len(left) > 0 {
			t.Errorf("%s: left behind %v", name, left)
		}
	}
}

// A program that takes too much is ended, and costs only the text of this scan.
func TestLimits(t *testing.T) {
	for name, script := range map[string]string{
		"time":         `exec sleep 600`,
		"processor":    `while :; do :; done`,
		"memory":       `exec dd if=/dev/zero of=/dev/null bs=900M count=1`,
		"a failure":    `exit 3`,
		"not a script": `exec /nirgends/niets`,
	} {
		r := Reader{PDFText: command(t, "pdftotext", script), Folder: t.TempDir(), Wait: time.Second}
		if text, err := r.Read(context.Background(), "application/pdf", []byte("x")); err == nil || text != "" {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
	endless := Reader{PDFText: command(t, "pdftotext", `exec dd if=/dev/zero bs=1M count=64 2>/dev/null`), Folder: t.TempDir()}
	if text, err := endless.Read(context.Background(), "application/pdf", []byte("x")); err != nil || len(text) > maxText+10 {
		t.Errorf("%d bytes, %v", len(text), err)
	}
	secret := Reader{PDFText: command(t, "pdftotext", `env`), Folder: t.TempDir()}
	t.Setenv("IMAP_PASSWORD", "geheim")
	if text, err := secret.Read(context.Background(), "application/pdf", []byte("x")); err != nil || strings.Contains(text, "geheim") {
		t.Errorf("%q, %v", text, err)
	}
}

func TestNoMoreIsKeptThanIsShown(t *testing.T) {
	var out capped
	n, err := io.Copy(&out, strings.NewReader(strings.Repeat("x", 1<<20)))
	if err != nil || n != 1<<20 || out.kept.Len() != maxText+1 {
		t.Errorf("took %d bytes and kept %d, %v", n, out.kept.Len(), err)
	}
}
