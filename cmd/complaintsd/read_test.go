package main

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"complaintsd/cases/desk"
)

// failing is a store that fails so often before it has nothing to read.
type failing struct {
	desk.Store
	err   error
	times int
	rest  context.CancelFunc // called when there is nothing to read
}

func (f *failing) Next(context.Context, time.Time) (m desk.Mail, found bool, err error) {
	if f.times--; f.times >= 0 {
		return m, false, f.err
	}
	f.rest()
	return m, false, nil
}

// A mail that waits for the answer to a letter is no trouble, and is tried again soon; a store that fails is told once.
func TestReaderRestsWhileTheStoreRefuses(t *testing.T) {
	for _, c := range []struct {
		name  string
		err   error
		most  time.Duration // until five tries are over
		lines int           // of trouble, and of its end
	}{
		{"a letter is with the relay", desk.ErrBusy, 5 * time.Second, 0},
		{"the database fails", errors.New("disk I/O error"), 31 * time.Second, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, stop := context.WithCancel(t.Context())
				defer stop()
				var said bytes.Buffer
				store := &failing{err: c.err, times: 5, rest: stop}
				d := &daemon{
					house:   &house{desk: &desk.Desk{Store: store, Now: time.Now}},
					log:     slog.New(slog.NewTextHandler(&said, nil)),
					arrived: make(chan struct{}, 1),
				}
				d.trouble = newTrouble(d)
				began := time.Now()
				if err := d.read(ctx); !errors.Is(err, context.Canceled) {
					t.Errorf("ended with %v", err)
				}
				if took := time.Since(began); took > c.most {
					t.Errorf("five tries took %s", took)
				}
				if lines := strings.Count(said.String(), "\n"); lines != c.lines {
					t.Errorf("%d lines: %s", lines, said.String())
				}
			})
		})
	}
}
