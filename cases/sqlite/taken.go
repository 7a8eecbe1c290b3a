package sqlite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// TakenError says that the file of the database was deleted, moved or replaced while the program had it open. Whatever
// is written after that is gone with the program, so the store refuses it; it is an ErrDoubt.
type TakenError struct{ Path string }

func (e *TakenError) Error() string {
	return fmt.Sprintf("database %s was taken away or replaced while the program ran", e.Path)
}

// Is says that the program has to end.
func (e *TakenError) Is(target error) bool { return target == ErrDoubt }

// taken looks whether the open file still stands at its place.
func (s *Store) taken() error {
	if s.file == nil {
		return nil
	}
	now, err := os.Stat(s.path)
	if err == nil && os.SameFile(s.file, now) || err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return &TakenError{Path: s.path}
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

// rescue writes what the open file holds beside the place from which it was taken: it ends with the program. The error
// says what was done, or why that was not possible.
func (s *Store) rescue(l *link) error {
	lost := s.taken()
	if lost == nil {
		return nil
	}
	if s.later.Swap(0) > 0 {
		_, _ = l.exec("COMMIT") // what has no place any more need not wait to be durable; the copy shows what it holds
	}
	unnoted := s.dots.into(l) // else what was sent would be sent again
	path := s.path + rescued + s.now().UTC().Format("20060102-150405")
	err := private(path)
	if err == nil {
		_, err = l.exec("VACUUM INTO ?", path)
	}
	if err != nil {
		return fmt.Errorf("%w, and what was in it could not be saved: %w", lost, err)
	}
	return errors.Join(fmt.Errorf("%w; what was in it was saved as %s: give that file the name of the database again, or delete it", lost, path), unnoted)
}

// Rescued gives the copies that were saved beside the place of a database that is not there; none when it is there.
func Rescued(path string) []string {
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		return nil
	}
	found, _ := filepath.Glob(path + rescued + "*") // an error would be one of the pattern
	return found
}
