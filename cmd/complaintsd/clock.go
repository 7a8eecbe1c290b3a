package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/robfig/cron/v3"

	"complaintsd/cases/sqlite"
)

// table is the cron table. Cron is the metronome and nothing more: it has no memory of missed runs, skips the
// hour that a clock change takes away and runs twice in the one that it gives. What is due is data: the dates
// of duties, and the slots of jobs that the store knows to be done. So a minute that cron skips or repeats
// changes nothing, and a daemon that was down catches up once.
var table = []struct {
	name, spec string
	run        func(*daemon, context.Context) error
}{
	{"tick", "* * * * *", func(d *daemon, ctx context.Context) error { return d.desk.Tick(ctx) }},
}

// clock ticks at once, for what was missed, and then every minute.
func (d *daemon) clock(ctx context.Context) error {
	failed := make(chan error, 1)
	log := cron.PrintfLogger(cronLog{d})
	// This order of the chain: the other way round, a job that panics once never runs again.
	chain := cron.NewChain(cron.SkipIfStillRunning(log), cron.Recover(log))
	c := cron.New(cron.WithLocation(d.cfg.Zone))
	for _, row := range table {
		job := func() {
			err := row.run(d, ctx)
			if errors.Is(err, sqlite.ErrDoubt) {
				failed <- err
			}
			if ctx.Err() == nil {
				d.trouble.report("", row.name, err)
			}
		}
		guarded := chain.Then(cron.FuncJob(job))
		if _, err := c.AddJob(row.spec, guarded); err != nil {
			return fmt.Errorf("cron table: %s: %w", row.name, err)
		}
		guarded.Run()
	}
	c.Start()
	defer func() { <-c.Stop().Done() }()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case err := <-failed:
		return err
	}
}

type cronLog struct{ d *daemon }

func (l cronLog) Printf(format string, args ...any) { l.d.log.Error(fmt.Sprintf(format, args...)) }
