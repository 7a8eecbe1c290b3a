package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	driver "modernc.org/sqlite"
)

// FullError says that the disk takes no more. Nothing of the change was written, and the same change may be made
// again when there is room.
type FullError struct {
	Folder string // of the database
	Left   int64  // bytes that are kept for what must still be written; 0 when nothing more could be written
	Err    error  // what the database said; nil when it was not asked
}

func (e *FullError) Error() string {
	switch {
	case e.Err == nil && e.Left == 0:
		return fmt.Sprintf("the disk of %s is full", e.Folder)
	case e.Err == nil:
		return fmt.Sprintf("the disk of %s is nearly full: its last %d MB are kept for letters and dates", e.Folder, e.MB())
	case codeOf(e.Err)&primary == codeFull, errors.Is(e.Err, syscall.ENOSPC):
		return fmt.Sprintf("the disk of %s is full (%v)", e.Folder, e.Err)
	}
	return fmt.Sprintf("the disk of %s takes no more, by its quota, a limit or a defect (%v)", e.Folder, e.Err)
}

func (e *FullError) Unwrap() error { return e.Err }

// MB is Left in megabytes, rounded up.
func (e *FullError) MB() int64 { return (e.Left + 1<<20 - 1) >> 20 }

// Result codes of SQLite (sqlite.org/rescode.html). The low byte is the primary one.
const (
	primary    = 0xff
	codeFull   = 13      // a write found no space (ENOSPC)
	codeIO     = 10      // the disk failed
	ioWrite    = 3 << 8  // a write was refused for another reason: a quota, a limit on the size of files
	ioShmSize  = 19 << 8 // the index of the log could not grow
	codeBusy   = 5
	codeRead   = 8 // the file may only be read
	codeOpen   = 14
	codeNotDB  = 26
	codeBroken = 11
)

// codeOf gives SQLite's code of an error, 0 for none.
func codeOf(err error) int {
	if e := (*driver.Error)(nil); errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

// unwritten tells an error of a write that the disk did not take. It is certain that no commit stands behind one: a
// commit counts by its last page in the log, and that page was not written whole. After an fsync that failed, or a
// log whose index could not grow, nobody knows. The files beside the database say it in the words of the system.
func unwritten(err error) bool {
	code := codeOf(err)
	return code&primary == codeFull || code == codeIO|ioWrite ||
		errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}

// named gives an error of the disk its name, says who is in the way, and gives every other error as it is.
func (s *Store) named(err error) error {
	full := (*FullError)(nil)
	switch {
	case err == nil, errors.As(err, &full):
		return err
	case unwritten(err):
		return &FullError{Folder: filepath.Dir(s.path), Err: err}
	case codeOf(err)&primary == codeBusy:
		return fmt.Errorf("another program, such as sqlite3, holds the database: end it (%w)", err)
	}
	return err
}

// What is kept for letters, dates and the news itself when mail could fill the disk: mail may wait in its mailbox,
// and they may not. On a small disk it is a part of it.
const (
	reserve = 64 << 20 // bytes
	share   = 20       // at most one in so many
)

// space is what a disk has, in bytes.
type space struct{ all, left int64 }

// takes tells whether so many bytes of mail leave the reserve alone. What stands in the log by now has still to be written
// into its place.
func (d space) takes(mail, log int64) bool {
	return d.left >= min(reserve, d.all/share)+mail+log
}

// room refuses mail that would eat into the reserve, on any disk: raw mail may stand on another one than the database.
func (s *Store) room(mail int64) error {
	var log int64
	if info, err := os.Stat(s.path + "-wal"); err == nil { // by its name: who opens and closes it drops SQLite's locks
		log = info.Size()
	}
	for _, f := range s.files {
		var disk syscall.Statfs_t
		if syscall.Statfs(f.path, &disk) != nil {
			continue // the write itself will tell
		}
		have := space{all: int64(disk.Blocks) * int64(disk.Bsize), left: int64(disk.Bavail) * int64(disk.Bsize)}
		if !have.takes(mail, log) {
			return &FullError{Folder: f.folder(), Left: have.left}
		}
	}
	return nil
}

// Roomy tells whether the disk takes mail, by asking and by writing: nil, or a FullError.
func (s *Store) Roomy(ctx context.Context) error {
	if err := s.room(0); err != nil {
		return err
	}
	return s.write(ctx, func(l *link) error {
		_, err := l.exec(`INSERT INTO meta (name, value) VALUES ('room', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
			fmt.Sprint(millis(s.now())))
		return err
	})
}

// openingError says in plain words why a database cannot be opened, and how to mend that.
func openingError(path string, err error) error {
	code := codeOf(err)
	folder := filepath.Dir(path)
	switch {
	case err == nil, code == 0:
		return err
	case unwritten(err), code == codeIO|ioShmSize:
		return fmt.Errorf("the disk of %s is full or takes no more: free space and start again (%w)", folder, err)
	}
	if info, no := os.Stat(path); no == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("database %s: it is no file: take it away (%w)", path, err)
	}
	if mend, known := openingMends[code&primary]; known {
		return fmt.Errorf("database %s: %s (%w)", path, mend, err)
	}
	return err
}

var openingMends = map[int]string{
	codeBusy:   "another program holds it: end that one first",
	codeRead:   "it may only be read: give the file and its folder to the user that runs the daemon",
	codeOpen:   "it cannot be opened: give the file and its folder to the user that runs the daemon",
	codeNotDB:  "it is not a database: restore it from a backup",
	codeBroken: "it is damaged: restore it from a backup, and see what verify says of it",
}
