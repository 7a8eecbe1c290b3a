package sqlite

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func applyAll(l *link, list []note) error {
	for _, n := range list {
		if err := n.apply(l); err != nil {
			return err
		}
	}
	return nil
}

// apply writes what a note says. A letter that somebody else settled meanwhile, as a bounce does, stays as it is.
func (n note) apply(l *link) error {
	var err error
	if n.At == 0 {
		_, err = l.exec(`UPDATE letter SET state = 'dotted' WHERE id = ? AND attempts = ? AND state = 'sending'`, n.Letter, n.Attempt)
	} else {
		_, err = l.exec(`UPDATE letter SET state = 'sent', next = NULL, settled = ?, reason = ?
			WHERE id = ? AND attempts = ? AND state IN ('sending', 'dotted')`, n.At, n.Answer, n.Letter, n.Attempt)
	}
	if err != nil {
		return fmt.Errorf("letter %d: %w", n.Letter, err)
	}
	return nil
}

// replay opens the file beside the database at path, and brings into the database what the last process noted and
// did not live to write.
func (s *Store) replay(path string) error {
	f, err := os.OpenFile(path+"-dots", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("open the notes of final dots: %w", err)
	}
	s.dots.file = f
	content, err := io.ReadAll(f)
	switch {
	case err != nil:
	case len(content) == 0: // it may be new: a line is not durable in a file that is not
		err = syncDir(filepath.Dir(path))
	default:
		if err = s.write(context.Background(), func(l *link) error { return replay(l, content) }); err == nil {
			err = f.Truncate(0)
		}
	}
	if err != nil {
		return fmt.Errorf("replay the notes of final dots: %w", err)
	}
	return nil
}

// into brings all that is noted into a database that has no place any more, on its own connection.
func (d *dots) into(l *link) error {
	if d.file == nil {
		return nil
	}
	content := make([]byte, d.size)
	_, err := d.file.ReadAt(content, 0)
	if err == nil {
		err = replay(l, content)
	}
	if err != nil {
		return fmt.Errorf("replay the notes of final dots: %w", err)
	}
	return nil
}

func replay(l *link, content []byte) error {
	notes, readable := readNotes(content)
	if err := applyAll(l, notes); err != nil || readable {
		return err
	}
	// Something was noted that nobody can read any more: any letter on its way may have been meant.
	_, err := l.exec(`UPDATE letter SET state = 'dotted' WHERE next IS NOT NULL AND state = 'sending'`)
	return err
}

// readNotes reads the lines of the file. A last line without its end was not synced, so that nothing was done on the
// strength of it. The second value is false when another line cannot be read.
func readNotes(content []byte) (notes []note, readable bool) {
	whole := content[:bytes.LastIndexByte(content, '\n')+1]
	for lines := json.NewDecoder(bytes.NewReader(whole)); ; {
		var n note
		if err := lines.Decode(&n); err != nil {
			return notes, errors.Is(err, io.EOF)
		}
		notes = append(notes, n)
	}
}
