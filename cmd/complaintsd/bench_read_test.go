package main

import (
	"io"
	"runtime"
	"syscall"
	"testing"
	"time"

	"complaintsd/mailin"
)

// BenchmarkRead reads the mails of gen_mail.py on one core, attachments and all hashes included. With
// -bench.mails 5000 it holds the 5,000 typical mails of which 1,500 a second are the aim.
func BenchmarkRead(b *testing.B) {
	size := benchSizes(b)[0]
	box := newBenchMail(b, size)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	b.ReportAllocs()
	var bytes int64
	before := processorTime(b)
	for b.Loop() {
		bytes = 0
		err := mailin.Each(box.Maildir, func(name string, _ time.Time, open func() (io.ReadCloser, error)) error {
			m, err := parse(open, mailin.DefaultLimits())
			bytes += m.Size
			return err
		})
		benchOK(b, err)
	}
	b.SetBytes(bytes)
	mails := float64(size * b.N)
	b.ReportMetric(mails/b.Elapsed().Seconds(), "mails/s")
	b.ReportMetric(mails/(processorTime(b)-before).Seconds(), "mails/cpu-s") // on a machine that others use too
}

// processorTime is what this process has used.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var use syscall.Rusage
	benchOK(b, syscall.Getrusage(syscall.RUSAGE_SELF, &use))
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}
