package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/cases/sqlite"
	"complaintsd/cmd/complaintsd/config"
	"complaintsd/mailin"
	"complaintsd/mailout"
)

// ticking is the real clock on a store in memory, inside a bubble of turned time. It notes each tick.
type ticking struct {
	*sqlite.Store
	mu    sync.Mutex
	ticks []time.Time
	fault func(n int) error // of the n-th tick
}

func (s *ticking) Due(ctx context.Context, now time.Time, limit int) ([]cases.Ref, error) {
	s.mu.Lock()
	if n := len(s.ticks); n == 0 || !s.ticks[n-1].Equal(now) {
		s.ticks = append(s.ticks, now)
	}
	n := len(s.ticks)
	s.mu.Unlock()
	if s.fault != nil {
		if err := s.fault(n); err != nil {
			return nil, err
		}
	}
	return s.Store.Due(ctx, now, limit)
}

func (s *ticking) noted() []time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.ticks)
}

// wind builds a daemon of which only the clock runs. The example configuration has KluppluZ in Amsterdam.
func wind(t *testing.T) (*daemon, *ticking) {
	t.Helper()
	cfg, problems := config.Read(strings.NewReader(config.Example), t.TempDir())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	store, err := sqlite.OpenMemory(options(cfg, constantKeys(), time.Now, nil))
	if err != nil {
		t.Fatal(err)
	}
	h, err := furnish(cfg, store, constantKeys(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	s := &ticking{Store: store}
	h.desk.Store = s
	d := &daemon{house: h, log: slog.New(slog.DiscardHandler)}
	d.trouble = newTrouble(d)
	return d, s
}

// start runs the clock, and gives what ends it: it waits, and gives the clock's error.
func start(d *daemon) (stop func() error) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- d.clock(ctx) }()
	return func() error {
		cancel()
		return <-ended
	}
}

// until lets the turned time of the bubble pass.
func until(t *testing.T, zone *time.Location, at string) {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04:05", at, zone)
	if err != nil {
		t.Fatal(err)
	}
	<-time.After(time.Until(v))
	synctest.Wait()
}

// complain opens a case at this moment.
func complain(t *testing.T, d *daemon) {
	t.Helper()
	text := "From: ouder@post.example\r\nTo: klachten@kluppluz.example\r\nSubject: Te weinig leidsters\r\n" +
		"Message-ID: <een@post.example>\r\n\r\nEr staan te weinig mensen op de groep.\r\n"
	err := d.store.Accept(context.Background(), []mailin.Raw{{
		Place: mailin.Place{Account: "KLP", Mailbox: "INBOX", Validity: 1, UID: 1}, Arrived: time.Now(), Size: int64(len(text)),
		Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil },
	}})
	if err != nil {
		t.Fatal(err)
	}
	if found, err := d.desk.Receive(context.Background()); !found || err != nil {
		t.Fatalf("found %v, %v", found, err)
	}
}

// queued are the letters of a kind that may leave by now.
func queued(t *testing.T, d *daemon) map[string]int {
	t.Helper()
	letters, err := d.store.Claim(context.Background(), "KLP", time.Now(), 1000)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, l := range letters {
		kinds[l.Kind]++
		if err := d.desk.Settle(context.Background(), l, mailout.Outcome{Result: mailout.Accepted, Code: 250}, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	return kinds
}

// Both nights in which the clock of Amsterdam changes: each minute that passes has its tick, none is skipped or
// doubled, the confirmation of that Sunday leaves at 08:00 on the wall, and the digest once on Monday at 08:00.
func TestClockInTheNightsOfTheClockChange(t *testing.T) {
	for _, v := range []struct {
		name, received, night, sunday, monday string
		minutes                               int // from midnight to 08:00 on Sunday
	}{
		{"29 March 2026", "2026-03-22 12:00:00", "2026-03-29", "2026-03-29", "2026-03-30", 7 * 60},
		{"25 October 2026", "2026-10-18 12:00:00", "2026-10-25", "2026-10-25", "2026-10-26", 9 * 60},
	} {
		t.Run(v.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				zone, err := time.LoadLocation("Europe/Amsterdam")
				if err != nil {
					t.Fatal(err)
				}
				until(t, zone, v.received)
				d, s := wind(t)
				defer d.Close()
				complain(t, d)
				until(t, zone, v.night+" 00:00:00")
				if err := d.desk.Tick(context.Background()); err != nil { // of the week before
					t.Fatal(err)
				}
				queued(t, d)
				s.ticks = nil

				stop := start(d)
				until(t, zone, v.sunday+" 07:59:59")
				if got := queued(t, d); len(got) > 0 {
					t.Errorf("before 08:00: %v", got)
				}
				until(t, zone, v.sunday+" 08:00:30")
				if got := queued(t, d); got["confirmation"] != 1 || len(got) != 1 {
					t.Errorf("on Sunday at 08:00: %v", got)
				}
				ticks := s.noted()
				if len(ticks) != v.minutes+1 {
					t.Errorf("%d ticks from midnight to 08:00, want %d", len(ticks), v.minutes+1)
				}
				for i := range len(ticks) - 1 {
					if step := ticks[i+1].Sub(ticks[i]); step != time.Minute {
						t.Fatalf("%v between %s and %s", step, ticks[i].In(zone), ticks[i+1].In(zone))
					}
				}
				until(t, zone, v.monday+" 07:59:59")
				if got := queued(t, d); got["digest"] > 0 {
					t.Errorf("before Monday 08:00: %v", got)
				}
				until(t, zone, v.monday+" 08:00:30")
				if got := queued(t, d); got["digest"] != 5 {
					t.Errorf("on Monday at 08:00: %v", got)
				}
				until(t, zone, v.monday+" 12:00:00")
				if got := queued(t, d); len(got) > 0 {
					t.Errorf("later on Monday: %v", got)
				}
				if err := stop(); !errors.Is(err, context.Canceled) {
					t.Errorf("the clock ends with %v", err)
				}
			})
		})
	}
}

// A daemon that starts after weeks does what was missed at once, once, and not at its first minute again.
func TestClockCatchesUpAtItsStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, s := wind(t)
		defer d.Close()
		zone := d.cfg.Zone
		complain(t, d)
		queued(t, d)
		<-time.After((11*7+2)*24*time.Hour + 9*time.Hour) // a Monday morning: at night nobody is reminded
		stop := start(d)
		synctest.Wait()
		if got := queued(t, d); got["digest"] != 5 || got["confirmation"] != 1 || got["reminder"] != 2 || len(got) != 3 {
			t.Errorf("at its start: %v", got)
		}
		if n := len(s.noted()); n != 1 {
			t.Errorf("%d ticks at its start", n)
		}
		until(t, zone, time.Now().In(zone).Add(2*time.Hour).Format(time.DateTime))
		if got := queued(t, d); len(got) > 0 {
			t.Errorf("later: %v", got)
		}
		_ = stop()
	})
}

// A tick that fails or panics is not the last one; of trouble the operator hears once, and once of its end.
func TestClockGoesOnAfterAFault(t *testing.T) {
	for name, fail := range map[string]func() error{
		"an error": func() error { return errors.New("the disk is full") },
		"a panic":  func() error { panic("a mistake of the program") },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d, s := wind(t)
				defer d.Close()
				s.fault = func(n int) error {
					if n == 3 || n == 4 {
						return fail()
					}
					return nil
				}
				stop := start(d)
				<-time.After(10 * time.Minute)
				synctest.Wait()
				if n := len(s.noted()); n < 10 {
					t.Errorf("%d ticks in ten minutes", n)
				}
				_ = stop()
				told := len(d.trouble.news)
				if name == "an error" && told != 2 {
					t.Errorf("%d pieces of news, want the trouble and its end", told)
				}
			})
		})
	}
}

// When it is not known whether the last commit stands, the clock ends and with it the program: the next start reads
// what is there.
func TestClockEndsInDoubt(t *testing.T) {
	for _, n := range []int{1, 3} {
		synctest.Test(t, func(t *testing.T) {
			d, s := wind(t)
			defer d.Close()
			s.fault = func(tick int) error {
				if tick >= n {
					return sqlite.ErrDoubt
				}
				return nil
			}
			ended := make(chan error, 1)
			go func() { ended <- d.clock(context.Background()) }()
			<-time.After(10 * time.Minute)
			synctest.Wait()
			select {
			case err := <-ended:
				if !errors.Is(err, sqlite.ErrDoubt) {
					t.Errorf("it ends with %v", err)
				}
			default:
				t.Fatalf("doubt at tick %d does not end the clock", n)
			}
		})
	}
}

var _ desk.Store = (*ticking)(nil)
