package main

import (
	"bytes"
	"context"
	"io"
	"testing"
	"time"
)

// BenchmarkInside is the daemon's turn of Intake in the test's own process, so that the profiles of go test
// show where time and memory go:
//
//	go test -run '^$' -bench Inside -benchtime 1x -cpuprofile cpu.out -memprofile mem.out ./cmd/complaintsd
func BenchmarkInside(b *testing.B) {
	x := newBench(b)
	g := newBenchMail(b, benchSizes(b)[0])
	for b.Loop() {
		user, dir := x.mailbox(b, g)
		config := benchConfigure(b, dir, user, x.server.Port, x.sink.Port)
		ctx, stop := context.WithCancel(context.Background())
		defer stop()
		said := &bytes.Buffer{}
		ended := make(chan int, 1)
		began := time.Now()
		go func() {
			ended <- run(&world{ctx: ctx, stdout: io.Discard, stderr: said, now: time.Now}, []string{"run", "--config", config})
		}()
		wall := x.finished(b, g, user, began)
		stop()
		if status := <-ended; status != 0 {
			b.Fatalf("status %d\n%s", status, lastWords(said.String()))
		}
		g.right(b, "complaintsd", x.sink)
		b.ReportMetric(float64(g.N)/wall.Seconds(), "mails/s")
	}
}
