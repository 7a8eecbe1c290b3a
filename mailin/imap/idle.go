package imap

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	imap "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

var errEnded = errors.New("the server has ended the connection")

// rest waits until there is reason to look again: a hint from the server, a nudge, or the clock.
func (v *visit) rest(ctx context.Context) (byClock bool, err error) {
	if v.hinted() {
		return false, nil
	}
	v.dropBatches() // the memory is not ours while nothing happens
	if !v.s.caps.Has(imap.CapIdle) {
		return v.wait(ctx, v.Poll)
	}
	idle, err := v.s.startIdle(ctx)
	if isAnswer(err) { // promised, but refused
		return v.wait(ctx, v.Poll)
	}
	if err != nil {
		return false, err
	}
	byClock, waited := v.wait(ctx, min(v.Poll, v.Limits.Idle))
	ended := v.s.command(ctx, "end IDLE", func() error {
		if err := idle.Close(); err != nil {
			return err
		}
		return idle.Wait()
	})
	return byClock, cmp.Or(waited, ended)
}

func (v *visit) wait(ctx context.Context, d time.Duration) (byClock bool, err error) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true, nil
	case <-v.s.exists:
		return false, nil
	case <-v.nudged():
		return false, nil
	case <-v.s.client.Closed():
		return false, fmt.Errorf("wait for mail: %w", errEnded)
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

func (s *session) startIdle(ctx context.Context) (idle *imapclient.IdleCommand, err error) {
	err = s.command(ctx, "start IDLE", func() error {
		idle, err = s.client.Idle()
		return err
	})
	return idle, err
}
