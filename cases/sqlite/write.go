package sqlite

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// change is something that is to be written, whole or not at all.
type change struct {
	write func(*link) error
	done  chan error
}

// write runs f in a transaction and makes it durable before it returns. Who comes while another transaction is
// made durable waits, and all who waited share the next one: a synced write costs the same for one as for
// several. Each of them is whole or not at all all the same.
func (s *Store) write(ctx context.Context, f func(*link) error) error {
	c := &change{write: f, done: make(chan error, 1)}
	s.line.Lock()
	s.queue = append(s.queue, c)
	s.line.Unlock()
	select {
	case l := <-s.writer:
		s.lead(l)
	case err := <-c.done:
		return err
	case <-ctx.Done():
		if s.leave(c) {
			return ctx.Err()
		}
	}
	return <-c.done
}

// lead writes what waits and gives the writer back, whatever happens. Who panics leaves a transaction in doubt:
// the program has to end, and must not wait for ever for a writer that nobody holds.
func (s *Store) lead(l *link) {
	calm := false
	defer func() {
		if !calm {
			s.broken.Store(true)
		}
		s.writer <- l
	}()
	s.writeAll(l)
	calm = true
}

// leave takes a change out of the queue; false when it is being written.
func (s *Store) leave(c *change) bool {
	s.line.Lock()
	defer s.line.Unlock()
	i := slices.Index(s.queue, c)
	if i < 0 {
		return false
	}
	s.queue = slices.Delete(s.queue, i, i+1)
	return true
}

// writeAll writes what waits at this moment, in the order in which it came.
func (s *Store) writeAll(l *link) {
	s.line.Lock()
	list := s.queue
	s.queue = nil
	s.line.Unlock()
	if len(list) == 0 {
		return
	}
	errs := slices.Repeat([]error{ErrDoubt}, len(list))
	defer func() { // also when one of them panics: the others must not wait for ever
		for i, c := range list {
			c.done <- errs[i]
		}
	}()
	errs = s.transact(l, list)
}

// transact writes the changes in one transaction, and says for each what became of it.
func (s *Store) transact(l *link, list []*change) []error {
	if err := cmp.Or(s.usable(), s.inPlace()); err != nil {
		return slices.Repeat([]error{err}, len(list))
	}
	if _, err := l.exec("BEGIN IMMEDIATE"); err != nil {
		return slices.Repeat([]error{fmt.Errorf("begin transaction: %w", s.named(err))}, len(list))
	}
	errs := make([]error, len(list))
	wrote := false
	for i, c := range list {
		lost, err := one(l, c, len(list) > 1)
		if lost {
			// After an error of the disk SQLite may have rolled back by itself, and what the others wrote with it.
			_, _ = l.exec("ROLLBACK")
			return slices.Repeat([]error{s.named(err)}, len(list))
		}
		errs[i], wrote = s.named(err), wrote || err == nil
	}
	if !wrote {
		_, _ = l.exec("ROLLBACK")
		return errs
	}
	if _, err := l.exec("COMMIT"); err != nil {
		return slices.Repeat([]error{s.uncommitted(l, err)}, len(list))
	}
	return errs
}

// uncommitted says what an error of the commit means. One that the disk did not take leaves nothing behind, and the
// connection is as good as before; of any other nobody knows.
func (s *Store) uncommitted(l *link, err error) error {
	if unwritten(err) {
		_, _ = l.exec("ROLLBACK") // most often SQLite has done it by itself
		return fmt.Errorf("commit: %w", s.named(err))
	}
	s.broken.Store(true)
	return fmt.Errorf("commit: %w: %w", ErrDoubt, err)
}

// one writes a change so that it can be taken back alone, if there are others. The first value is true when
// that was not possible.
func one(l *link, c *change, others bool) (lost bool, err error) {
	if !others {
		return false, c.write(l)
	}
	if _, err := l.exec("SAVEPOINT change"); err != nil {
		return true, fmt.Errorf("begin change: %w", err)
	}
	if err = c.write(l); err != nil {
		if _, back := l.exec("ROLLBACK TO change"); back != nil {
			return true, err
		}
	}
	if _, back := l.exec("RELEASE change"); back != nil {
		return true, fmt.Errorf("end change: %w", back)
	}
	return false, err
}
