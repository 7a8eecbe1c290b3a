// Package ocr reads the words of a scanned letter with commands of the operating system, where they are installed:
// pdftotext for the text that a PDF holds, pdftoppm and tesseract for what is only a picture. What they find is a help
// for the person who reads the letter, and never a fact.
//
// Failure policy: a scan comes from outside and is read by large programs. Each runs as a process of its own with
// limits on its memory, its processor time, its wait and its output, in an empty folder, without anything of our
// environment. Whatever goes wrong is an error of this one scan: it has then no text.
package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Reader holds the paths of the commands and their limits. A command that is not installed is "".
type Reader struct {
	PDFText, PDFPages, Tesseract string

	Folder string        // for the files of one scan; "": the system's
	Memory int64         // bytes of each process; 0: 512 MB
	Wait   time.Duration // for each process, of the clock and of the processor; 0: one minute
}

const (
	maxText  = 32 << 10 // bytes of text of one scan
	maxPages = 5        // of a PDF that are pictures
	enough   = 20       // letters of text in a PDF; fewer are the stamp of the scanner
)

// Find looks for the commands.
func Find() Reader {
	path := func(name string) string {
		p, err := exec.LookPath(name)
		if err != nil {
			return ""
		}
		return p
	}
	return Reader{PDFText: path("pdftotext"), PDFPages: path("pdftoppm"), Tesseract: path("tesseract")}
}

// Works tells whether anything can be read at all.
func (r Reader) Works() bool { return r.PDFText != "" || r.Tesseract != "" }

// pictures are the types that tesseract reads.
var pictures = []string{"image/jpeg", "image/png", "image/tiff"}

// Reads tells whether files of a type are looked into.
func (r Reader) Reads(kind string) bool {
	return kind == "application/pdf" && r.Works() || slices.Contains(pictures, kind) && r.Tesseract != ""
}

// Read gives the words of a file, "" when there are none.
func (r Reader) Read(ctx context.Context, kind string, data []byte) (string, error) {
	if !r.Reads(kind) {
		return "", nil
	}
	dir, err := os.MkdirTemp(r.Folder, "scan-*")
	if err != nil {
		return "", fmt.Errorf("make a folder for a scan: %w", err)
	}
	defer os.RemoveAll(dir)
	in := filepath.Join(dir, "scan")
	if err := os.WriteFile(in, data, 0o600); err != nil {
		return "", fmt.Errorf("write a scan: %w", err)
	}
	if kind != "application/pdf" {
		return r.recognise(ctx, dir, in)
	}
	return r.pdf(ctx, dir, in)
}

// pdf takes the text that the file holds, else reads its first pages as pictures.
func (r Reader) pdf(ctx context.Context, dir, in string) (string, error) {
	text, err := "", error(nil)
	if r.PDFText != "" {
		text, err = r.run(ctx, dir, r.PDFText, "-enc", "UTF-8", "-l", "20", in, "-")
	}
	if len(text) >= enough || r.PDFPages == "" || r.Tesseract == "" {
		return text, err
	}
	_, err = r.run(ctx, dir, r.PDFPages, "-r", "200", "-gray", "-png", "-l", fmt.Sprint(maxPages), in, filepath.Join(dir, "page"))
	if err != nil {
		return text, err
	}
	pages, err := filepath.Glob(filepath.Join(dir, "page*.png"))
	if err != nil {
		return text, fmt.Errorf("list the pages of a scan: %w", err)
	}
	return r.recognise(ctx, dir, pages[:min(len(pages), maxPages)]...)
}

func (r Reader) recognise(ctx context.Context, dir string, pages ...string) (string, error) {
	var found []string
	for _, page := range pages {
		text, err := r.run(ctx, dir, r.Tesseract, page, "stdout", "-l", "nld")
		if err != nil {
			return strings.Join(found, "\n\n"), err
		}
		found = append(found, text)
	}
	return cut(strings.TrimSpace(strings.Join(found, "\n\n"))), nil
}

// limited sets the limits of a process before it becomes the command: kilobytes of memory, seconds of processor.
const limited = `ulimit -v "$1" && ulimit -t "$2" && ulimit -c 0 && shift 2 && exec "$@"`

// run gives what a command writes, as clean text.
func (r Reader) run(ctx context.Context, dir, name string, args ...string) (string, error) {
	wait, memory := r.Wait, r.Memory
	if wait == 0 {
		wait = time.Minute
	}
	if memory == 0 {
		memory = 512 << 20
	}
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	all := append([]string{"-c", limited, "sh", fmt.Sprint(memory >> 10), fmt.Sprint(max(1, int(wait.Seconds()))), name}, args...)
	cmd := exec.CommandContext(ctx, "/bin/sh", all...)
	cmd.Dir, cmd.Env, cmd.WaitDelay = dir, []string{"LC_ALL=C.UTF-8", "OMP_THREAD_LIMIT=1", "HOME=" + dir, "TMPDIR=" + dir}, time.Second
	var out capped
	cmd.Stdout = &out
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("%s: %w", filepath.Base(name), errors.Join(ctx.Err(), err))
	}
	return cut(strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(out.kept.String(), "\f", "\n"), ""))), nil
}

func cut(s string) string {
	if len(s) <= maxText {
		return s
	}
	return strings.ToValidUTF8(s[:maxText], "") + "\n(…)"
}

// capped keeps the beginning of what is written to it. It is no bytes.Buffer itself: whoever copies into one asks it to
// read for itself, and it would read all.
type capped struct{ kept bytes.Buffer }

func (c *capped) Write(p []byte) (int, error) {
	if room := maxText + 1 - c.kept.Len(); room > 0 {
		c.kept.Write(p[:min(len(p), room)])
	}
	return len(p), nil
}
