package mailin

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"
)

// Each gives the messages of an .eml file, an mbox, a Maildir, or a folder of message files, folders
// sorted by name. A message of an mbox is called path#n, n from 1, and arrived is its From line read as
// UTC; elsewhere arrived is zero. open may be called at any time, also after fn has returned, as long as
// the file stands unchanged. The error is that of the file system, or of fn.
func Each(path string, fn func(name string, arrived time.Time, open func() (io.ReadCloser, error)) error) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	if info.IsDir() {
		return eachFile(path, fn)
	}
	mbox, err := isMbox(path)
	switch {
	case err != nil:
		return err
	case mbox:
		return eachInMbox(path, fn)
	}
	return fn(path, time.Time{}, func() (io.ReadCloser, error) { return os.Open(path) })
}

// eachFile walks a folder: cur and new of a Maildir, else its message files and the folders in it, by name.
func eachFile(path string, fn func(string, time.Time, func() (io.ReadCloser, error)) error) error {
	files, err := messageFiles(path)
	if err != nil {
		return fmt.Errorf("read folder %s: %w", path, err)
	}
	for _, f := range files {
		if err := eachIn(f, fn); err != nil {
			return err
		}
	}
	return nil
}

// eachIn gives what one thing in a folder holds. An .mbox with another content than that is one message.
func eachIn(path string, fn func(string, time.Time, func() (io.ReadCloser, error)) error) error {
	switch info, err := os.Lstat(path); {
	case err != nil:
		return fmt.Errorf("read %s: %w", path, err)
	case info.IsDir():
		return eachFile(path, fn)
	case strings.EqualFold(filepath.Ext(path), ".mbox"):
		return Each(path, fn)
	}
	return fn(path, time.Time{}, func() (io.ReadCloser, error) { return os.Open(path) })
}

// messageFiles lists what of a folder holds mail. Links to other folders are not followed: they can go round.
func messageFiles(path string) ([]string, error) {
	if isMaildir(path) {
		files, err := plainFiles(filepath.Join(path, "cur"), nil)
		if err == nil {
			files, err = plainFiles(filepath.Join(path, "new"), files)
		}
		sort.Slice(files, func(i, j int) bool { return filepath.Base(files[i]) < filepath.Base(files[j]) })
		return files, err
	}
	entries, err := os.ReadDir(path)
	var files []string
	for _, e := range entries {
		ext := strings.ToLower(filepath.Ext(e.Name()))
		hidden := strings.HasPrefix(e.Name(), ".")
		if !hidden && (e.IsDir() || e.Type().IsRegular() && (ext == ".eml" || ext == ".mbox")) {
			files = append(files, filepath.Join(path, e.Name()))
		}
	}
	return files, err
}

func isMaildir(path string) bool {
	for _, sub := range []string{"cur", "new"} {
		if info, err := os.Stat(filepath.Join(path, sub)); err != nil || !info.IsDir() {
			return false
		}
	}
	return true
}

func plainFiles(path string, files []string) ([]string, error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if e.Type().IsRegular() && !strings.HasPrefix(e.Name(), ".") {
			files = append(files, filepath.Join(path, e.Name()))
		}
	}
	return files, nil
}

var fromLine = []byte("From ")

// isMbox tells an mbox from a message that kept the From line of one: a name that ends in .eml is always
// one message, and an empty file that ends in .mbox is the export of a folder without any.
func isMbox(path string) (bool, error) {
	if strings.EqualFold(filepath.Ext(path), ".eml") {
		return false, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return false, fmt.Errorf("read %s: %w", path, err)
	}
	defer f.Close()
	b, err := bufio.NewReader(f).Peek(len(fromLine))
	if err != nil && err != io.EOF {
		return false, fmt.Errorf("read %s: %w", path, err)
	}
	return bytes.Equal(b, fromLine) || len(b) == 0 && strings.EqualFold(filepath.Ext(path), ".mbox"), nil
}
