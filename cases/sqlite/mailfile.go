package sqlite

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"

	"complaintsd/mailin"
)

// mailFile is the file beside the database in which raw mail stands, one message behind the other; the row of a message
// tells where it begins and how long it is.
//
// The bytes are on the disk before the row is, and what a row tells of never changes: a copy that is made at any moment
// has all mail of an older copy of the database. Nothing is ever written over what stood there at the start either: when
// an older database was put back, it does not know of all the mail in this file. So a crash leaves a gap at most.
type mailFile struct {
	file  *os.File
	lost  error // why it could not be opened for reading only
	keeps bool  // it outlives the process
	begin int64 // where this process begins to write
	out   *bufio.Writer
}

// piece is how many bytes are written at once, of a message that comes line by line out of an archive too.
const piece = 64 << 10

// mailPath gives the name of the file that belongs to the database at path.
func mailPath(path string) string { return path + "-mail" }

// openMailFile opens the file of the database at path for writing; it is made when it is not there. The rows tell of so
// many bytes.
func openMailFile(path string, told int64) (*mailFile, error) {
	m, name := &mailFile{keeps: true}, mailPath(path)
	info, err := os.Stat(name)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return m, fmt.Errorf("%s is no file: take it away", name)
	case err == nil:
		m.begin = info.Size()
	case !errors.Is(err, os.ErrNotExist):
		return m, fmt.Errorf("look at the file of raw mail: %w", err)
	}
	if m.begin < told {
		return m, fmt.Errorf("the raw mail of database %s is not there (%s has %d bytes of %d): put back the file that belongs to it; "+
			"if there is none, \"truncate -s %d %s\" makes up for it with empty mail", path, name, m.begin, told, told, name)
	}
	if m.file, err = os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o600); err != nil {
		return m, fmt.Errorf("open the file of raw mail: %w", err)
	}
	if err := syncDir(filepath.Dir(path)); err != nil {
		return m, fmt.Errorf("make the file of raw mail durable: %w", err)
	}
	return m, nil
}

// readMailFile opens the file for reading only. One that cannot be opened is missed when a mail is to be read.
func readMailFile(path string) *mailFile {
	m := &mailFile{}
	m.file, m.lost = os.Open(mailPath(path))
	return m
}

// tempMailFile is the file of a store in memory: it has no name and goes with the process.
func tempMailFile() (*mailFile, error) {
	f, err := os.CreateTemp("", "complaintsd-mail-*")
	if err != nil {
		return &mailFile{}, fmt.Errorf("make a passing file for raw mail (TMPDIR can name another folder for it): %w", err)
	}
	return &mailFile{file: f}, os.Remove(f.Name())
}

// errOther says that a message gave other bytes when it was read again.
var errOther = errors.New("the message changed while it was read")

// write puts a message of so many bytes at its place. It is not durable before sync.
func (m *mailFile) write(raw mailin.Raw, start, size int64) error {
	r, err := raw.Open()
	if err != nil {
		return fmt.Errorf("open: %w", err)
	}
	defer r.Close()
	if m.out == nil {
		m.out = bufio.NewWriterSize(nil, piece)
	}
	m.out.Reset(io.NewOffsetWriter(m.file, start))
	n, err := io.Copy(m.out, r)
	switch {
	case err != nil:
		return err
	case n != size:
		return errOther
	}
	return m.out.Flush()
}

// sync makes what was written durable. After an error the same may be written again: whatever the disk made of it, all
// of its bytes are then new.
func (m *mailFile) sync() error {
	if !m.keeps {
		return nil
	}
	if err := m.file.Sync(); err != nil {
		return fmt.Errorf("make raw mail durable: %w", err)
	}
	return nil
}

// cut takes away what stands from start on: mail that came to nothing. On a full disk its room is needed. It never makes
// the file longer: a hole would hide that mail is gone.
func (m *mailFile) cut(start int64) {
	if m.reaches(start) {
		_ = m.file.Truncate(start) // what stays is written over by the next batch
	}
}

// reaches tells whether the file has so many bytes.
func (m *mailFile) reaches(end int64) bool {
	info, err := m.file.Stat()
	return err == nil && info.Size() >= end
}

// open gives the bytes of a message.
func (m *mailFile) open(start, size int64) (io.ReadCloser, error) {
	if m.lost != nil {
		return nil, fmt.Errorf("open the file of raw mail: %w", m.lost)
	}
	return io.NopCloser(stretch{io.NewSectionReader(m.file, start, size)}), nil
}

// opener gives the bytes of a message as often as they are wanted.
func (m *mailFile) opener(start, size int64) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return m.open(start, size) }
}

// into writes the bytes of a message to w, and says how many there were.
func (m *mailFile) into(w io.Writer, start, size int64) (int64, error) {
	r, err := m.open(start, size)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	return io.Copy(w, r)
}

// stretch is a part of a file that has to be there whole.
type stretch struct{ bytes *io.SectionReader }

func (s stretch) Read(p []byte) (int, error) {
	n, err := s.bytes.Read(p)
	if at, _ := s.bytes.Seek(0, io.SeekCurrent); errors.Is(err, io.EOF) && at < s.bytes.Size() {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// save copies all of it into a file that is there.
func (m *mailFile) save(_ *link, path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("open the copy: %w", err)
	}
	_, err = io.Copy(f, io.NewSectionReader(m.file, 0, math.MaxInt64))
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("copy raw mail: %w", err)
	}
	return nil
}

func (m *mailFile) close() error {
	if m.file == nil {
		return nil
	}
	return m.file.Close()
}
