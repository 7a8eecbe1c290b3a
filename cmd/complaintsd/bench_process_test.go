package main

import (
	"bytes"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// benchUse is what a process used.
type benchUse struct {
	cpu  time.Duration
	peak float64 // MB of memory that was resident at most
}

// benchProcess is a child with what it says.
type benchProcess struct {
	*exec.Cmd
	said bytes.Buffer
}

func benchStart(b *testing.B, name string, args ...string) *benchProcess {
	b.Helper()
	p := &benchProcess{Cmd: exec.Command(name, args...)}
	p.Stdout, p.Stderr = &p.said, &p.said
	benchOK(b, p.Start())
	b.Cleanup(func() {
		if p.ProcessState == nil {
			_ = p.Process.Kill()
			_ = p.Wait()
		}
	})
	return p
}

// wait waits for a child that ends by itself.
func (p *benchProcess) wait(b *testing.B) benchUse {
	b.Helper()
	if err := p.Wait(); err != nil {
		b.Fatalf("%s: %v\n%s", p.Path, err, lastWords(p.said.String()))
	}
	return p.benchUse(0)
}

// stop ends a daemon by signal.
func (p *benchProcess) stop(b *testing.B) benchUse {
	b.Helper()
	peak := p.resident()
	benchOK(b, p.Process.Signal(syscall.SIGTERM))
	if err := p.Wait(); err != nil {
		b.Fatalf("%s: %v\n%s", p.Path, err, lastWords(p.said.String()))
	}
	return p.benchUse(peak)
}

func (p *benchProcess) benchUse(peak float64) benchUse {
	if use, ok := p.ProcessState.SysUsage().(*syscall.Rusage); ok && peak == 0 {
		peak = float64(use.Maxrss) / 1024
	}
	return benchUse{cpu: p.ProcessState.UserTime() + p.ProcessState.SystemTime(), peak: peak}
}

// resident reads the peak of a process that runs. Its rusage would do, but that of a child begins with the
// peak of the process that made it: vfork shares the memory, and Linux takes its peak over at the exec. 0
// when the system does not say.
func (p *benchProcess) resident() float64 {
	status, err := os.ReadFile("/proc/" + strconv.Itoa(p.Process.Pid) + "/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, _ := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			return kb / 1024
		}
	}
	return 0
}

func lastWords(s string) string { return s[max(0, len(s)-2000):] }
