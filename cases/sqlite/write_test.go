package sqlite

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"complaintsd/cases/desk"
)

// Changes that share a transaction are each whole or not at all: one that is refused takes no other with it.
func TestWritersShareATransactionAndNoFate(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		const writers = 40
		writer := <-s.writer // all of them have to wait, and are written together
		errs := make([]error, writers)
		var all sync.WaitGroup
		for n := range writers {
			all.Go(func() {
				slot := &desk.Slot{Job: "job", Slot: fmt.Sprint(n)}
				change := desk.Change{Org: "KLP", Now: noon, Slot: slot}
				if n%4 == 0 {
					change.Cancelled = []int64{99} // refused after the slot was written
				}
				errs[n] = s.Commit(ctx, change)
			})
		}
		waitFor(s, writers)
		s.writer <- writer
		all.Wait()
		for n, err := range errs {
			slot := must[string](t)(s.lastOf(ctx, fmt.Sprint(n)))
			if refused := n%4 == 0; refused != errors.Is(err, desk.ErrRefused) || refused == (slot != "") {
				t.Errorf("writer %d: error %v, slot %q", n, err, slot)
			}
		}
	})
}

// waitFor returns when so many changes wait to be written.
func waitFor(s *Store, n int) {
	for {
		s.line.Lock()
		waiting := len(s.queue)
		s.line.Unlock()
		if waiting == n {
			return
		}
	}
}

func (s *Store) lastOf(ctx context.Context, slot string) (found string, err error) {
	err = s.read(ctx, func(l *link) error {
		_, err := l.one(`SELECT slot FROM job_run WHERE job = 'job' AND slot = ?`, []any{slot}, &found)
		return err
	})
	return found, err
}

func TestWhoStopsWaitingWritesNothing(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		writer := <-s.writer
		ctx, stop := context.WithCancel(context.Background())
		done := make(chan error)
		go func() {
			done <- s.Commit(ctx, desk.Change{Org: "KLP", Now: noon, Slot: &desk.Slot{Job: "job", Slot: "1"}})
		}()
		waitFor(s, 1)
		stop()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("stopped: %v", err)
		}
		s.writer <- writer
		ok(t, s.Commit(context.Background(), desk.Change{Org: "KLP", Now: noon, Slot: &desk.Slot{Job: "job", Slot: "1"}}))
	})
}

func TestPanicEndsTheStoreAndHangsNobody(t *testing.T) {
	s, _ := inFile(t)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = s.write(context.Background(), func(*link) error { panic("a mistake") })
	}()
	if err := s.Filed(context.Background(), "KLP", "INBOX", 7, []uint32{1}); !errors.Is(err, ErrDoubt) {
		t.Errorf("after it: %v", err)
	}
}
