// Command complaintsd runs an organisation's complaints procedure from the mailbox that it already has.
//
// One file a sub-command: flags, one call, print. What they share stands in assemble.go, which builds the
// house. The clock is read here and nowhere else.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // the binary must know Europe/Amsterdam on a machine that does not

	"github.com/alecthomas/kong"
)

// version of the program; a build sets it with -ldflags "-X main.version=…".
var version = "0.1.0"

// cli is the command line: a contract, because other programs call it.
type cli struct {
	Run      runCmd      `cmd:"" help:"The daemon. Signals end it cleanly; a second one on the same state is refused."`
	Demo     demoCmd     `cmd:"" help:"Play a case from complaint to closing letter on an in-process mail provider."`
	Check    checkCmd    `cmd:"" help:"Check configuration and templates; each problem in one plain line."`
	Explain  explainCmd  `cmd:"" help:"Say how each message is read."`
	Simulate simulateCmd `cmd:"" help:"Play mail through the real desk with a turned clock; nothing leaves."`
	Import   importCmd   `cmd:"" help:"Take .eml, mbox or Maildir into the store."`
	Cases    casesCmd    `cmd:"" help:"The register, or one case with its history."`
	Digest   digestCmd   `cmd:"" help:"A digest as it would be, without sending or marking."`
	Verify   verifyCmd   `cmd:"" help:"Check chain, fold and hashes of the store."`
	Preview  previewCmd  `cmd:"" help:"Write every letter of every kind with sample data."`
	Version  versionCmd  `cmd:"" help:"Print the version."`
}

// world is what a sub-command may touch.
type world struct {
	ctx            context.Context
	stdout, stderr io.Writer
	now            func() time.Time
}

// errUsage is a wrong use of the command line: exit status 2.
type errUsage struct{ error }

// errSaid ends with status 1 without another line: what was wrong has been printed.
var errSaid = errors.New("")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(&world{ctx: ctx, stdout: os.Stdout, stderr: os.Stderr, now: time.Now}, os.Args[1:]))
}

// run is main without the process: it gives the exit status, 2 for wrong use and 1 for failure.
func run(w *world, args []string) (status int) {
	var c cli
	exited := false
	parser, err := kong.New(&c, kong.Name("complaintsd"), kong.UsageOnError(),
		kong.Description("Runs a complaints procedure from a mailbox."),
		kong.Writers(w.stdout, w.stderr), kong.Exit(func(code int) { exited, status = true, code }))
	if err != nil {
		return w.fail(err)
	}
	parsed, err := parser.Parse(args)
	if exited {
		return status
	}
	if err != nil {
		return w.fail(errUsage{fmt.Errorf("%w; see complaintsd --help", err)})
	}
	return w.fail(parsed.Run(w))
}

func (w *world) fail(err error) int {
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errSaid):
		return 1
	}
	fmt.Fprintln(w.stderr, "complaintsd:", err)
	if errors.As(err, &errUsage{}) {
		return 2
	}
	return 1
}

type versionCmd struct{}

func (versionCmd) Run(w *world) error {
	_, err := fmt.Fprintln(w.stdout, "complaintsd", version)
	return err
}
