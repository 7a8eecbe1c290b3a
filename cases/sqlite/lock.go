//go:build unix

package sqlite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// Lock says that one program works on a state folder. The kernel drops it when the process ends, however
// it ends.
type Lock struct{ file *os.File }

// LockState locks the folder, which is made when it is not there. While another process holds it, the error
// says so in plain words, with that process's number.
func LockState(dir string) (*Lock, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the state folder: %w", err)
	}
	path := filepath.Join(dir, "lock")
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the lock of the state folder: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(held(path, err), f.Close())
	}
	// Who holds it is only for people; the lock holds without it.
	if err := f.Truncate(0); err == nil {
		_, _ = fmt.Fprintf(f, "%d\n", os.Getpid())
	}
	return &Lock{file: f}, nil
}

func held(path string, err error) error {
	if !errors.Is(err, syscall.EWOULDBLOCK) {
		return fmt.Errorf("lock the state folder: %w", err)
	}
	who := "another process"
	if b, err := os.ReadFile(path); err == nil && len(b) > 0 {
		who = "process " + strings.TrimSpace(string(b))
	}
	return fmt.Errorf("state folder %s is in use by %s: stop that one first", filepath.Dir(path), who)
}

// Release gives the folder free. It says so to the kernel, for which a lock lasts as long as any copy of the open
// file: a process that was forked this moment has one until it executes its program.
func (l *Lock) Release() error {
	return errors.Join(syscall.Flock(int(l.file.Fd()), syscall.LOCK_UN), l.file.Close())
}
