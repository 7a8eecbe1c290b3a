package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complaintsd/mailin/imap/dovecottest"
)

// benchRun has the figures of one run over a mailbox.
type benchRun struct {
	benchUse
	wall  time.Duration // until every mail was settled and every receipt at the sink
	mails int
}

func (f benchRun) rate() float64 { return float64(f.mails) / f.wall.Seconds() }

func (f benchRun) cpuPerMail() float64 { return f.cpu.Seconds() * 1000 / float64(f.mails) }

func (f benchRun) String() string {
	return fmt.Sprintf("%4.0f mails/s, %.2f ms CPU a mail, peak %.1f MB", f.rate(), f.cpuPerMail(), f.peak)
}

// benchRound is one turn of both.
type benchRound struct{ script, daemon benchRun }

// bench is what the runs of a benchmark share.
type bench struct {
	server *dovecottest.Server
	sink   *benchSink
	binary string
	users  int
}

func newBench(b *testing.B) *bench {
	b.Helper()
	return &bench{server: dovecottest.Start(b), sink: newBenchSink(b), binary: benchBinary(b)}
}

// mailbox gives a user with a mailbox of its own, and a folder for state.
func (x *bench) mailbox(b *testing.B, g benchMail) (user, dir string) {
	b.Helper()
	x.users++
	user = fmt.Sprintf("gebruiker%d", x.users)
	x.server.Fill(user, filepath.Join(g.Maildir, "new"))
	x.sink.empty()
	return user, b.TempDir()
}

func BenchmarkIntake(b *testing.B) {
	benchScript(b, "diy_intake.py")
	x := newBench(b)
	peaks := map[int]float64{}
	for _, n := range benchSizes(b) {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			g := newBenchMail(b, n)
			for b.Loop() {
				peaks[n] = x.compare(b, g)
			}
		})
	}
	list := benchSizes(b)
	if first, last := list[0], list[len(list)-1]; peaks[first] > 0 && first < last {
		fmt.Printf("peak memory from %d to %d mails: x %.2f (target at most 1.1)\n", first, last, peaks[last]/peaks[first])
	}
}

// compare runs script and daemon in turns over fresh copies of one mailbox, and reports.
func (x *bench) compare(b *testing.B, g benchMail) (peak float64) {
	b.Helper()
	var rounds []benchRound
	for range *benchRounds {
		disk := benchSynced(b, b.TempDir())
		r := benchRound{script: x.script(b, g), daemon: x.daemon(b, g)}
		rounds = append(rounds, r)
		fmt.Printf("synced writes %5.0f/s | script %s | daemon %s | speed x %.2f, CPU x %.2f\n", disk,
			r.script, r.daemon, r.speed(), r.cpu())
	}
	peak = median(ofRounds(rounds, func(r benchRound) float64 { return r.daemon.peak }))
	b.ReportMetric(median(ofRounds(rounds, func(r benchRound) float64 { return r.daemon.rate() })), "mails/s")
	b.ReportMetric(median(ofRounds(rounds, benchRound.speed)), "speed-ratio")
	b.ReportMetric(median(ofRounds(rounds, benchRound.cpu)), "cpu-ratio")
	b.ReportMetric(median(ofRounds(rounds, func(r benchRound) float64 { return r.daemon.cpuPerMail() })), "cpu-ms/mail")
	b.ReportMetric(peak, "peak-MB")
	return peak
}

func (r benchRound) speed() float64 { return r.daemon.rate() / r.script.rate() }

func (r benchRound) cpu() float64 { return r.daemon.cpuPerMail() / r.script.cpuPerMail() }

func (x *bench) script(b *testing.B, g benchMail) benchRun {
	b.Helper()
	user, dir := x.mailbox(b, g)
	began := time.Now()
	p := benchStart(b, benchPython(b), benchScript(b, "diy_intake.py"), "--imap", x.server.Addr, "--user", user,
		"--password", x.server.Password, "--smtp", fmt.Sprintf("127.0.0.1:%d", x.sink.Port), "--dir", dir)
	used := p.wait(b)
	g.right(b, "diy_intake.py", x.sink)
	return benchRun{benchUse: used, wall: time.Since(began), mails: g.N}
}

// benchPatience is for a run that goes nowhere.
const benchPatience = 10 * time.Minute

func (x *bench) daemon(b *testing.B, g benchMail) benchRun {
	b.Helper()
	user, dir := x.mailbox(b, g)
	config := benchConfigure(b, dir, user, x.server.Port, x.sink.Port)
	began := time.Now()
	p := benchStart(b, x.binary, "run", "--config", config)
	wall := x.finished(b, g, user, began)
	f := benchRun{benchUse: p.stop(b), wall: wall, mails: g.N}
	g.right(b, "complaintsd", x.sink)
	x.register(b, config, g.Cases)
	return f
}

// finished waits until all is done, and gives the time until every receipt was at the sink and the inbox was
// empty. The letters to staff that are still on their way then are waited for as well: they are work that the
// mails caused, and their CPU counts.
func (x *bench) finished(b *testing.B, g benchMail, user string, began time.Time) time.Duration {
	b.Helper()
	benchAwait(b, "every receipt at the sink", benchPatience, func() bool {
		outside, _, _ := x.sink.counts()
		return outside >= g.Total
	})
	benchAwait(b, "every mail filed", benchPatience, func() bool { return x.empty(b, user) })
	wall := time.Since(began)
	benchAwait(b, "every letter to staff at the sink", benchPatience, func() bool {
		_, inside, _ := x.sink.counts()
		return inside >= g.Cases
	})
	return wall
}

func (x *bench) empty(b *testing.B, user string) bool {
	b.Helper()
	for _, part := range []string{"new", "cur"} {
		folder := benchMust[*os.File](b)(os.Open(filepath.Join(x.server.Maildir(user), part)))
		names, _ := folder.Readdirnames(1) // an error is the end of an empty folder
		folder.Close()
		if len(names) > 0 {
			return false
		}
	}
	return true
}

// register asks the program how many cases there are now.
func (x *bench) register(b *testing.B, config string, want int) {
	b.Helper()
	out, err := exec.Command(x.binary, "cases", "--json", "--config", config).Output()
	benchOK(b, err)
	if got := strings.Count(string(out), `"ref":`); got != want {
		b.Errorf("%d cases, want %d", got, want)
	}
}

// BenchmarkLarge has one mail of 50 MB in the mailbox.
func BenchmarkLarge(b *testing.B) {
	x := newBench(b)
	g := newBenchMail(b, benchSizes(b)[0])
	g.swell(b, 50_000_000)
	for b.Loop() {
		f := x.daemon(b, g)
		fmt.Println("with a mail of 50 MB:", f)
		b.ReportMetric(f.peak, "peak-MB")
	}
}
