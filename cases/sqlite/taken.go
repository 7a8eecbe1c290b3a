package sqlite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// TakenError says that a file was deleted, moved or replaced while the program had it open: the database, or the one with
// its raw mail. Whatever is written after that is gone with the program, so the store refuses it; it is an ErrDoubt.
type TakenError struct{ Path string }

func (e *TakenError) Error() string {
	return fmt.Sprintf("database file %s was taken away or replaced while the program ran", e.Path)
}

// Is says that the program has to end.
func (e *TakenError) Is(target error) bool { return target == ErrDoubt }

// placed is an open file that has to stay where it was opened.
type placed struct {
	path string
	info os.FileInfo
	save func(l *link, path string) error // writes what the open file holds into another one that is there
}

// watch notes where the files of the database stand now.
func (s *Store) watch() error {
	for _, p := range []placed{{path: s.path, save: s.saveDatabase}, {path: mailPath(s.path), save: s.raw.save}} {
		info, err := os.Stat(p.path)
		if err != nil {
			return fmt.Errorf("look at a file of the database: %w", err)
		}
		p.info = info
		s.files = append(s.files, p)
	}
	return nil
}

// folder gives where the file really stands: its name may be a link to another disk.
func (p placed) folder() string {
	path, err := filepath.EvalSymlinks(p.path)
	if err != nil {
		path = p.path
	}
	return filepath.Dir(path)
}

// taken looks whether the file still stands at its place.
func (p placed) taken() bool {
	now, err := os.Stat(p.path)
	return err == nil && !os.SameFile(p.info, now) || errors.Is(err, os.ErrNotExist)
}

// taken names the first file that no longer stands at its place.
func (s *Store) taken() error {
	for _, p := range s.files {
		if p.taken() {
			return &TakenError{Path: p.path}
		}
	}
	return nil
}

// usable is nil while the store can be trusted.
func (s *Store) usable() error {
	if !s.broken.Load() {
		return nil
	}
	if err := s.taken(); err != nil {
		return err
	}
	return ErrDoubt
}

// inPlace is nil while the file stands where it was opened. Else nothing is written any more.
func (s *Store) inPlace() error {
	err := s.taken()
	if err != nil {
		s.broken.Store(true)
	}
	return err
}

const rescued = ".rescued-"

// rescue writes what a file holds that was taken away beside its place: it ends with the program. The error says what was
// done, or why that was not possible.
func (s *Store) rescue(l *link) error {
	var errs []error
	for _, p := range s.files {
		if p.taken() {
			errs = append(errs, p.rescue(l, s.now()))
		}
	}
	return errors.Join(errs...)
}

func (p placed) rescue(l *link, now time.Time) error {
	lost, copied := &TakenError{Path: p.path}, p.path+rescued+now.UTC().Format("20060102-150405")
	err := private(copied)
	if err == nil {
		err = p.save(l, copied)
	}
	if err != nil {
		return fmt.Errorf("%w, and what was in it could not be saved whole as %s: %w", lost, copied, err)
	}
	return fmt.Errorf("%w; what was in it was saved as %s: give that file the name %s again, or delete it", lost, copied, p.path)
}

func (s *Store) saveDatabase(l *link, path string) error {
	if s.later.Swap(0) > 0 {
		_, _ = l.exec("COMMIT") // what has no place any more need not wait to be durable; the copy shows what it holds
	}
	unnoted := s.dots.into(l) // else what was sent would be sent again
	_, err := l.exec("VACUUM INTO ?", path)
	return errors.Join(unnoted, err)
}

// Rescued names a file of the database at path that is not there, and the copies that were saved beside its place; none
// when all is there.
func Rescued(path string) (lost string, copies []string) {
	for _, name := range []string{path, mailPath(path)} {
		if info, err := os.Stat(name); err == nil && info.Size() > 0 {
			continue
		}
		if copies, _ := filepath.Glob(name + rescued + "*"); len(copies) > 0 { // an error would be one of the pattern
			return name, copies
		}
	}
	return "", nil
}
