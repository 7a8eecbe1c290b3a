package imap

import (
	"context"
	"io"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"complaintsd/mailin"
)

// shelf is an Inbox in memory. With settle, what it accepts is settled at once; mail with "ASIDE" in it goes aside.
type shelf struct {
	settle bool
	before func(ctx context.Context, batch []mailin.Raw) error // before a batch is accepted; may be nil

	mu      sync.Mutex
	mails   map[mailin.Place]mail
	unfiled []mailin.Place
	filed   []mailin.Place
	batches []int // sizes
	accepts int   // calls
	changed chan struct{}
}

type mail struct {
	text    string
	size    int64
	cut     bool
	arrived time.Time
}

func newShelf() *shelf {
	return &shelf{mails: map[mailin.Place]mail{}, changed: make(chan struct{})}
}

func (s *shelf) Accept(ctx context.Context, batch []mailin.Raw) error {
	if s.before != nil {
		if err := s.before(ctx, batch); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.tell()
	s.batches = append(s.batches, len(batch))
	for _, raw := range batch {
		text, err := read(raw)
		if err != nil {
			return err
		}
		if _, known := s.mails[raw.Place]; known {
			continue
		}
		s.mails[raw.Place] = mail{text: text, size: raw.Size, cut: raw.Cut, arrived: raw.Arrived}
		if s.settle {
			s.unfiled = append(s.unfiled, raw.Place)
		}
	}
	return nil
}

func read(raw mailin.Raw) (string, error) {
	r, err := raw.Open()
	if err != nil {
		return "", err
	}
	defer r.Close()
	text, err := io.ReadAll(r)
	return string(text), err
}

// tell wakes those who await; mu is held.
func (s *shelf) tell() {
	close(s.changed)
	s.changed = make(chan struct{})
}

func (s *shelf) Unknown(_ context.Context, account, mailbox string, validity uint32, uids []uint32) ([]uint32, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var unknown []uint32
	for _, uid := range uids {
		if _, ok := s.mails[mailin.Place{Account: account, Mailbox: mailbox, Validity: validity, UID: uid}]; !ok {
			unknown = append(unknown, uid)
		}
	}
	return unknown, nil
}

func (s *shelf) Unfiled(_ context.Context, _, _ string, validity uint32, limit int) ([]Settled, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var settled []Settled
	for _, place := range s.unfiled {
		if place.Validity == validity && len(settled) < limit {
			settled = append(settled, Settled{UID: place.UID, Aside: strings.Contains(s.mails[place].text, "ASIDE")})
		}
	}
	return settled, nil
}

func (s *shelf) Filed(_ context.Context, _, _ string, validity uint32, uids []uint32) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.tell()
	s.unfiled = slices.DeleteFunc(s.unfiled, func(place mailin.Place) bool {
		gone := place.Validity == validity && slices.Contains(uids, place.UID)
		if gone {
			s.filed = append(s.filed, place)
		}
		return gone
	})
	return nil
}

// settleAll says that all accepted mail is settled.
func (s *shelf) settleAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.unfiled = slices.SortedFunc(maps.Keys(s.mails), func(a, b mailin.Place) int { return int(a.UID) - int(b.UID) })
}

func (s *shelf) texts() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var texts []string
	for _, m := range s.mails {
		texts = append(texts, m.text)
	}
	slices.Sort(texts)
	return texts
}

func (s *shelf) uids() []uint32 {
	s.mu.Lock()
	defer s.mu.Unlock()
	var uids []uint32
	for place := range s.mails {
		uids = append(uids, place.UID)
	}
	slices.Sort(uids)
	return uids
}

func (s *shelf) filedCount() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.filed)
}

// await waits until a condition on the shelf holds; the shelf says when to look again.
func (s *shelf) await(t testing.TB, what string, holds func() bool) {
	t.Helper()
	late := time.NewTimer(time.Hour)
	defer late.Stop()
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if holds() {
			return
		}
		select {
		case <-changed:
		case <-late.C:
			t.Fatalf("in vain: %s", what)
		}
	}
}

func (s *shelf) awaitMails(t testing.TB, n int) {
	t.Helper()
	s.await(t, "mail", func() bool { return len(s.uids()) >= n })
}

func (s *shelf) awaitFiled(t testing.TB, n int) {
	t.Helper()
	s.await(t, "filing", func() bool { return s.filedCount() >= n })
}

// running starts a watcher and ends it with the test. It gives what Health was told.
func running(t testing.TB, w *Watcher) <-chan error {
	t.Helper()
	told := make(chan error, 100)
	w.Health = func(_ string, err error) { told <- err }
	if w.Now == nil {
		w.Now = time.Now
	}
	if w.Log == nil {
		w.Log = slog.New(slog.DiscardHandler)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- w.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != context.Canceled {
			t.Errorf("Run = %v, want the context's error", err)
		}
	})
	return told
}

func receive[T any](t testing.TB, what string, from <-chan T) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(time.Hour):
		t.Fatalf("in vain: %s", what)
		panic("unreachable")
	}
}
