package sqlite

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailout"
)

// Two senders share the notes, and somebody takes letters back meanwhile: each letter leaves once or is cancelled, never
// both, and the file is empty in the end.
func TestSendersShareTheNotes(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		const letters = 60
		var all []mailout.Letter
		for id := range int64(letters) {
			l := letter(id+1, "", cases.Alert)
			l.Org = []string{"KLP", "BRE"}[id%2]
			all = append(all, l)
		}
		queue(t, s, noon, all...)
		var senders sync.WaitGroup
		var mu sync.Mutex
		want := make([]string, letters)
		for _, org := range []string{"KLP", "BRE"} {
			senders.Go(func() {
				for _, id := range sendAll(t, s, org) {
					mu.Lock()
					want[id-1] += "sent"
					mu.Unlock()
				}
			})
		}
		for id := int64(letters); id > 0; id-- {
			err := s.Commit(ctx, desk.Change{Org: "KLP", Now: noon, Cancelled: []int64{id}})
			if err == nil {
				mu.Lock()
				want[id-1] += "cancelled"
				mu.Unlock()
			} else if !errors.Is(err, desk.ErrBusy) && !errors.Is(err, desk.ErrRefused) {
				t.Errorf("cancel letter %d: %v", id, err)
			}
		}
		senders.Wait()
		if have := strings.Split(states(t, s), ", "); !slices.Equal(have, want) {
			t.Errorf("states\n%s, want\n%s", have, want)
		}
		if len(s.dots.underWay) > 0 || s.dots.size > 0 {
			t.Errorf("%d letters are on their way, and %d bytes of notes are left", len(s.dots.underWay), s.dots.size)
		}
	})
}

// sendAll is a sender without a relay. It gives the letters whose dot went out.
func sendAll(t *testing.T, s *Store, org string) (sent []int64) {
	ctx := context.Background()
	for now := noon; ; now = now.Add(time.Minute) {
		letters, err := s.Claim(ctx, org, now, 5)
		if err != nil {
			t.Errorf("claim: %v", err)
		}
		if len(letters) == 0 {
			return sent
		}
		for _, l := range letters {
			switch err := s.Dotted(ctx, l.ID); {
			case err == nil:
				sent = append(sent, l.ID)
				err = s.Accepted(l.ID, now, "")
				if err != nil {
					t.Errorf("letter %d: %v", l.ID, err)
				}
			case errors.Is(err, mailout.ErrWithdrawn):
				if err := s.Defer(ctx, l.ID, now, "not tried"); err != nil {
					t.Errorf("letter %d: %v", l.ID, err)
				}
			default:
				t.Errorf("dot of letter %d: %v", l.ID, err)
			}
		}
	}
}
