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
	later bool // its durability may wait for the next change that cannot
}

// mostLater is how many changes may wait for their durability: so many mails are read again after a crash.
const mostLater = 16

// write runs f in a transaction and makes it durable before it returns. Who comes while another transaction is
// made durable waits, and all who waited share the next one: a synced write costs the same for one as for
// several. Each of them is whole or not at all all the same.
func (s *Store) write(ctx context.Context, f func(*link) error) error {
	return s.put(ctx, &change{write: f, done: make(chan error, 1)})
}

// writeLater is write without the disk: the change is made durable together with the next one that write is asked
// for. It is for what can be made again from what is durable. Nothing can act on it before it is durable: whoever
// sends a letter, files a mail or looks from another connection makes it so first.
func (s *Store) writeLater(ctx context.Context, f func(*link) error) error {
	return s.put(ctx, &change{write: f, done: make(chan error, 1), later: true})
}

// settleDown makes durable what waits for it.
func (s *Store) settleDown(ctx context.Context) error {
	if s.later.Load() == 0 {
		return nil
	}
	return s.write(ctx, func(*link) error { return nil })
}

func (s *Store) put(ctx context.Context, c *change) error {
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
			s.takeBack(l)
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

// transact writes the changes in one transaction, and says for each what became of it. The transaction may have
// begun with earlier changes whose durability waits.
func (s *Store) transact(l *link, list []*change) []error {
	if err := cmp.Or(s.usable(), s.inPlace()); err != nil {
		return slices.Repeat([]error{err}, len(list))
	}
	wrote, now := int(s.later.Load()), false
	if wrote == 0 {
		if _, err := l.exec("BEGIN IMMEDIATE"); err != nil {
			return slices.Repeat([]error{fmt.Errorf("begin transaction: %w", s.named(err))}, len(list))
		}
	}
	errs := make([]error, len(list))
	for i, c := range list {
		lost, err := one(l, c, wrote > 0 || len(list) > 1)
		if lost {
			// After an error of the disk SQLite may have rolled back by itself, and what the others wrote with it.
			s.takeBack(l)
			return slices.Repeat([]error{s.named(err)}, len(list))
		}
		if errs[i] = s.named(err); err == nil {
			wrote, now = wrote+1, now || !c.later
		}
	}
	if err := s.end(l, wrote, now); err != nil {
		return slices.Repeat([]error{err}, len(list))
	}
	return errs
}

// end makes so many changes durable, or keeps their transaction open when that may wait.
func (s *Store) end(l *link, wrote int, now bool) error {
	switch {
	case wrote == 0:
		_, _ = l.exec("ROLLBACK")
		return nil
	case !now && wrote < mostLater:
		s.later.Store(int32(wrote))
		return nil
	}
	_, err := l.exec("COMMIT")
	if err == nil {
		s.later.Store(0)
		return nil
	}
	// What an error of the commit means: one that the disk did not take leaves nothing behind, and the connection is
	// as good as before; of any other nobody knows.
	if unwritten(err) {
		s.takeBack(l)
		return fmt.Errorf("commit: %w", s.named(err))
	}
	s.broken.Store(true)
	return fmt.Errorf("commit: %w: %w", ErrDoubt, err)
}

// takeBack takes back the whole transaction, and with it outcomes of mails that were told to be written: the mails come
// again, in their order, and until then nothing is taken that was decided from what is gone. The bytes of mail that was
// accepted in it go too: on a full disk their room is needed.
func (s *Store) takeBack(l *link) {
	_, _ = l.exec("ROLLBACK") // most often SQLite has done it by itself
	if s.later.Swap(0) > 0 {
		s.again.Store(true)
	}
	if s.broken.Load() {
		return // who is in doubt takes nothing away
	}
	if _, end, err := s.last(l); err == nil {
		s.raw.cut(end)
	}
}

// inTransaction asks by beginning another one, which is refused within one.
func inTransaction(l *link) bool {
	if _, err := l.exec("BEGIN"); err != nil {
		return true
	}
	_, _ = l.exec("ROLLBACK") // of nothing
	return false
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
