package imap

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"runtime"
	"testing"
	"time"

	"complaintsd/mailin"
	"complaintsd/mailin/imap/dovecottest"
)

// reader is an Inbox that reads every byte and keeps none.
type reader struct {
	shelf
	bytes int64
}

func (r *reader) Accept(_ context.Context, batch []mailin.Raw) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	defer r.tell()
	for _, raw := range batch {
		text, err := raw.Open()
		if err != nil {
			return err
		}
		n, err := io.Copy(io.Discard, text)
		text.Close()
		if err != nil {
			return err
		}
		r.bytes += n
		r.accepts++
	}
	return nil
}

func (r *reader) Unknown(_ context.Context, _, _ string, _ uint32, uids []uint32) ([]uint32, error) {
	return uids, nil
}

// BenchmarkIntake takes 2,000 messages of 118 kB from a real server over loopback, in clear text.
func BenchmarkIntake(b *testing.B) {
	const messages = 2000
	server := dovecottest.Start(b)
	text := append(letter("groot genoeg"), bytes.Repeat([]byte("0123456789abcdef0123456789abcdef0123456789abcdef\r\n"), 118_000/50)...)
	for range messages {
		server.Deliver(server.Users[0], text)
	}
	b.SetBytes(int64(len(text)) * messages)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for b.Loop() {
		inbox := &reader{shelf: *newShelf()}
		w := watcherOf(server, inbox)
		w.Done, w.Aside = "", ""
		ctx, cancel := context.WithCancel(b.Context())
		ended := make(chan error)
		w.Now, w.Log = time.Now, slog.New(slog.DiscardHandler)
		go func() { ended <- w.Run(ctx) }()
		inbox.await(b, "mail", func() bool { inbox.mu.Lock(); defer inbox.mu.Unlock(); return inbox.accepts >= messages })
		cancel()
		<-ended
	}
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(messages*b.N)/b.Elapsed().Seconds(), "messages/s")
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(messages*b.N), "B/message")
	b.ReportMetric(float64(after.Sys)/(1<<20), "MiB-of-the-system")
}
