package main

import (
	"log/slog"
	"sync"
	"time"
)

// A clock that leaps by more than a day is wrong more often than right: a host that wakes up with another idea of the
// time, until the time service has set it right. What is done meanwhile cannot be undone: letters of dates that have
// not come leave, and after the way back nobody looks at their cases for as long as the leap was.
const (
	leap    = 26 * time.Hour   // a day, and the hour by which a local clock may be set
	lasting = 10 * time.Minute // a clock that stays where it leapt to is believed
)

// steady is the clock of the machine without its leaps.
type steady struct {
	wall    func() time.Time     // what the machine says
	elapsed func() time.Duration // never leaps
	log     *slog.Logger

	mu    sync.Mutex
	time  time.Time     // believed last
	at    time.Duration // elapsed then
	since time.Duration // when it leapt; 0 while it has not
}

func newSteady(now func() time.Time, log *slog.Logger) *steady {
	start := now()
	return &steady{
		wall: now, elapsed: func() time.Duration { return now().Sub(start) + 1 }, // by the monotonic clock
		log: log, time: start, at: 1,
	}
}

// Now is what the machine says, unless it has just leapt.
func (s *steady) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	now, at := s.wall(), s.elapsed()
	due := s.time.Add(at - s.at)
	switch by := now.Round(0).Sub(due.Round(0)); {
	case by.Abs() <= leap:
		if s.since != 0 {
			s.log.Info("the clock of this machine is right again", "time", now)
		}
	case s.since == 0:
		s.log.Error("the clock of this machine leapt: it is believed when it stays so", "from", due, "to", now, "for", lasting)
		s.since = at
		return due
	case at-s.since < lasting:
		return due
	default:
		s.log.Error("the clock of this machine is believed after its leap", "time", now)
	}
	s.time, s.at, s.since = now, at, 0
	return now
}
