package main

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"complaintsd/cases/sqlite"
	"complaintsd/mailin/imap"
)

// trouble knows what fails, logs it in plain words, and tells the operator once when it begins and once when
// it is over. A relay that is down cannot carry the news of itself: that mail leaves when it is up again, and
// the log has it at once.
type trouble struct {
	d    *daemon
	mu   sync.Mutex
	down map[string]string // what was told last of what fails
	news chan news

	unable map[string]bool // machines for which the disk has no room
}

type news struct {
	org       string
	recovered bool
	words     string
}

func newTrouble(d *daemon) *trouble {
	return &trouble{d: d, down: map[string]string{}, news: make(chan news, 100), unable: map[string]bool{}}
}

// report says how a machine is: nil is well. Only a change is told.
func (t *trouble) report(org, machine string, err error) {
	if !t.reportFull(org, machine, err) {
		t.changed(org, machine, err)
	}
}

// reportFull says whether a machine met the full disk.
func (t *trouble) reportFull(org, machine string, err error) bool {
	if errors.Is(err, sqlite.ErrDoubt) {
		nudge(t.d.arrived) // the reader will find it so, and ends the program
	}
	full, isFull := fullDisk(err)
	if isFull {
		t.meet(org+" "+machine, full)
	} else {
		t.part(org + " " + machine)
	}
	return isFull
}

func (t *trouble) changed(org, machine string, err error) {
	key, what := org+" "+machine, topic(machine, err)
	t.mu.Lock()
	was := t.down[key]
	t.down[key] = what
	t.mu.Unlock()
	switch {
	case what == was:
	case err != nil:
		t.d.log.Error("trouble", "org", org, "machine", machine, "err", err)
		t.pass(news{org, false, fmt.Sprintf("%s werkt niet: %v", dutch[machine], err)})
	default:
		t.d.log.Info("works again", "org", org, "machine", machine)
		t.pass(news{org, true, dutch[machine] + " werkt weer."})
	}
}

// meet notes that a machine met the full disk. The first one is told.
func (t *trouble) meet(who string, full *sqlite.FullError) {
	t.mu.Lock()
	first := len(t.unable) == 0
	t.unable[who] = true
	t.mu.Unlock()
	nudge(t.d.full)
	if first {
		t.d.log.Error("trouble", "machine", "disk", "err", full, "mend", diskMend)
		t.pass(news{"", false, diskWords(full)})
	}
}

// part notes that a machine is well again. With the last one the trouble is over.
func (t *trouble) part(who string) {
	t.mu.Lock()
	last := t.unable[who] && len(t.unable) == 1
	delete(t.unable, who)
	t.mu.Unlock()
	if last {
		t.d.log.Info("works again", "machine", "disk")
		t.pass(news{"", true, "Er is weer ruimte op de schijf. Het programma is vanzelf verder gegaan."})
	}
}

// full tells whether a machine met the full disk and is not well since.
func (t *trouble) full() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.unable) > 0
}

// topic is what a trouble is about, "" for none. A mailbox may have another one before the first is mended,
// and each wants another mend; what else a machine says differs in words only.
func topic(machine string, err error) string {
	problem := (*imap.Problem)(nil)
	switch {
	case err == nil:
		return ""
	case errors.As(err, &problem):
		return problem.What
	}
	return machine
}

// dutch names the machines for the operator.
var dutch = map[string]string{
	"mailbox": "De mailbox",
	"relay":   "De mailserver voor uitgaande brieven",
	"store":   "De database",
	"tick":    "De klok van het programma",
}

// pass never waits: whoever reports has other work. What does not fit stands in the log.
func (t *trouble) pass(n news) {
	select {
	case t.news <- n:
	default:
	}
}

// tell writes the operator, from the desk: the letter is in the outbox like any other.
func (t *trouble) tell(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case n := <-t.news:
			if n.org == "" {
				n.org = t.d.cfg.Organisations[0].Prefix
			}
			if err := t.write(ctx, n); err != nil && ctx.Err() == nil {
				t.d.log.Error("tell the operator", "err", err)
			}
		}
	}
}

// write puts news in the outbox. While the disk has no room for it, it waits.
func (t *trouble) write(ctx context.Context, n news) error {
	for {
		err := t.d.desk.Tell(ctx, n.org, n.recovered, n.words)
		if !t.reportFull("", "news", err) {
			return err
		}
		if err := sleep(ctx, lookAgain); err != nil {
			return err
		}
	}
}
