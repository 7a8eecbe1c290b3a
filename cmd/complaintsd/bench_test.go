package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The benchmarks of the whole program. Absolute benchRun swing on a shared machine, so the intake is measured
// against a script (diy_intake.py) in one run, in turns, and what is reported are medians of the ratios. The
// number of synced writes a second of the same disk stands beside them.
//
//	go test -run '^$' -bench Intake ./cmd/complaintsd -bench.mails 1000,5000
//
// They need Dovecot, python3 and the folder with the scripts; without those they are skipped with a word.
//
//	Intake   a mailbox until every receipt is at the relay: speed, CPU and memory against the script
//	Large    the same with one mail of 50 MB: memory
//	Receipt  from delivery to the receipt, beside a bare IDLE client
//	Start    start-up with many cases
//	Tick     a tick of the clock in which 50 of many cases are due
//	Digest   the overview of one person, with many cases in the register
//	Year     a year of 5,000 mails through simulate
//	Inside   the daemon in the test's own process, for -cpuprofile and -memprofile
var (
	benchMails   = flag.String("bench.mails", "1000", "Intake: mails in the mailbox; several sizes with commas")
	benchRounds  = flag.Int("bench.rounds", 3, "Intake: turns of script and daemon")
	benchScripts = flag.String("bench.scripts", "../../../shared/bench", "folder with diy_intake.py and gen_mail.py")
	benchCases   = flag.Int("bench.cases", 100_000, "Start, Tick: cases in the register")
)

// benchScript gives the path of one of the scripts, or skips the benchmark.
func benchScript(b *testing.B, name string) string {
	b.Helper()
	path := filepath.Join(*benchScripts, name)
	if _, err := os.Stat(path); err != nil {
		b.Skipf("%s is not in %s; -bench.scripts names the folder", name, *benchScripts)
	}
	return path
}

func benchPython(b *testing.B) string {
	b.Helper()
	path, err := exec.LookPath("python3")
	if err != nil {
		b.Skip("python3 is not installed")
	}
	return path
}

// benchBinary builds the program as it is shipped.
func benchBinary(b *testing.B) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "complaintsd")
	build := exec.Command("go", "build", "-o", path, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	return path
}

// benchMust is for steps of a benchmark that are not what it measures.
func benchMust[T any](b *testing.B) func(v T, err error) T {
	b.Helper()
	return func(v T, err error) T {
		b.Helper()
		benchOK(b, err)
		return v
	}
}

func benchOK(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func benchSizes(b *testing.B) []int {
	b.Helper()
	var list []int
	for word := range strings.SplitSeq(*benchMails, ",") {
		list = append(list, benchMust[int](b)(strconv.Atoi(strings.TrimSpace(word))))
	}
	return list
}

// benchAwait polls until done says so.
func benchAwait(b *testing.B, what string, within time.Duration, done func() bool) {
	b.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	late := time.After(within)
	for !done() {
		select {
		case <-tick.C:
		case <-late:
			b.Fatalf("%s: not within %s", what, within)
		}
	}
}

// benchSynced tells how many writes of 4 kB a second the disk makes durable, one after another.
func benchSynced(b *testing.B, dir string) float64 {
	b.Helper()
	file := benchMust[*os.File](b)(os.CreateTemp(dir, "probe"))
	defer os.Remove(file.Name())
	defer file.Close()
	page, n := make([]byte, 4096), 0
	start := time.Now()
	for time.Since(start) < time.Second/2 {
		_, err := file.Write(page)
		benchOK(b, err)
		benchOK(b, file.Sync())
		n++
	}
	return float64(n) / time.Since(start).Seconds()
}

func median(list []float64) float64 {
	list = slices.Sorted(slices.Values(list))
	if n := len(list); n%2 == 0 {
		return (list[n/2-1] + list[n/2]) / 2
	}
	return list[len(list)/2]
}

// ofRounds applies f, for the median of one figure of many rounds.
func ofRounds[R any](rounds []R, f func(R) float64) []float64 {
	list := make([]float64, len(rounds))
	for i, r := range rounds {
		list[i] = f(r)
	}
	return list
}

// benchConfigure writes the configuration of a house at an IMAP and an SMTP port, with a state folder of its own,
// and gives the name of the file.
func benchConfigure(b *testing.B, dir, user string, imapPort, smtpPort int) string {
	b.Helper()
	benchOK(b, os.WriteFile(filepath.Join(dir, "password"), []byte("geheim\n"), 0o600))
	text := fmt.Sprintf(benchTOML, imapPort, user, smtpPort)
	path := filepath.Join(dir, "complaintsd.toml")
	benchOK(b, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// benchTOML has no limits: they would hold the receipts of a full mailbox back for hours.
const benchTOML = `
state    = "state"
operator = "beheer@voorbeeld.test"

[[organisation]]
name       = "Voorbeeld"
prefix     = "VBD"
address    = "klachten@voorbeeld.test"
department = "afdeling Kwaliteit"
phone      = "040-5550100"

[organisation.imap]
host     = "127.0.0.1"
port     = %d
tls      = "none"
user     = %q
password = "file:password"
since    = "2020-01-01"

[organisation.smtp]
host = "127.0.0.1"
port = %d
tls  = "none"

[organisation.limits]
unattended_per_hour         = 0
receipts_per_sender_per_day = 0

[[organisation.location]]
name   = "Molenhof"
region = "Noord"

[[organisation.person]]
id      = "kwaliteit"
name    = "Noor de Wit"
address = "kwaliteit@voorbeeld.test"
roles   = ["registrar"]

[[organisation.person]]
id      = "directeur"
name    = "Hanna Vos"
address = "directeur@voorbeeld.test"
roles   = ["director"]
`
