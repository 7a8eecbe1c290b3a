package main

import (
	"log/slog"
	"strings"
	"testing"
	"time"
)

// A leap of the clock is believed when it lasts; small steps are followed at once.
func TestSteadyClock(t *testing.T) {
	noon := time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC)
	const year = 365 * 24 * time.Hour
	type reading struct{ after, off, want time.Duration } // since the start, of the machine's clock, of ours
	for name, c := range map[string]struct {
		readings []reading
		lines    int // of the log
	}{
		"no leap":           {[]reading{{time.Minute, 0, 0}, {time.Hour, 0, 0}}, 0},
		"summer time":       {[]reading{{time.Minute, time.Hour, time.Hour}, {time.Hour, 0, 0}}, 0},
		"nothing for weeks": {[]reading{{500 * time.Hour, 0, 0}}, 0},
		"a glitch":          {[]reading{{time.Minute, year, 0}, {9 * time.Minute, year, 0}, {9*time.Minute + 1, 0, 0}}, 2},
		"a glitch backwards": {[]reading{
			{time.Minute, -year, 0}, {9 * time.Minute, -year, 0}, {10 * time.Minute, time.Second, time.Second},
		}, 2},
		"it lasts": {[]reading{
			{time.Minute, year, 0}, {11*time.Minute - 1, year, 0}, {11 * time.Minute, year, year}, {time.Hour, year, year},
		}, 2},
		"one after the other": {[]reading{
			{time.Minute, year, 0}, {2 * time.Minute, 0, 0}, {3 * time.Minute, year, 0}, {12 * time.Minute, year, 0}, {13 * time.Minute, year, year},
		}, 4},
		"the edge": {[]reading{{time.Minute, leap, leap}, {time.Minute, 2*leap + 1, leap}}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			var said journal
			at, off := time.Duration(1), time.Duration(0)
			s := &steady{
				wall: func() time.Time { return noon.Add(at + off) }, elapsed: func() time.Duration { return at },
				log: slog.New(slog.NewTextHandler(&said, nil)), time: noon.Add(1), at: 1,
			}
			for _, r := range c.readings {
				at, off = r.after+1, r.off
				if got, want := s.Now(), noon.Add(at+r.want); !got.Equal(want) {
					t.Errorf("after %v: %v, want %v", r.after, got, want)
				}
			}
			if n := strings.Count(said.String(), "\n"); n != c.lines {
				t.Errorf("%d lines, want %d:\n%s", n, c.lines, said.String())
			}
		})
	}
}

// The machine's own clock is followed to the letter.
func TestSteadyFollowsTheMachine(t *testing.T) {
	s := newSteady(time.Now, slog.New(slog.DiscardHandler))
	for range 3 {
		before := time.Now()
		if now := s.Now(); now.Before(before) || now.After(time.Now()) {
			t.Errorf("%v is not now", now)
		}
	}
}
