package main

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"complaintsd/mailin/imap/dovecottest"
)

// BenchmarkReceipt is the time from delivery until the receipt is at the relay, beside the time until a bare
// IDLE client hears of the same mail in a mailbox of its own: in the daemon's, the mail is gone before Dovecot
// tells anybody else. Dovecot holds its notice half a second; what counts is the difference.
func BenchmarkReceipt(b *testing.B) {
	const mails = 20
	x := newBench(b)
	user, other := x.server.Users[0], x.server.Users[1]
	x.server.Deliver(user, parentsMail(0))
	p := benchStart(b, x.binary, "run", "--config", benchConfigure(b, b.TempDir(), user, x.server.Port, x.sink.Port))
	x.server.Deliver(other, parentsMail(0))
	notice := idler(b, x.server, other)
	receipt(b, x.sink.news)
	var waited, more []float64
	for b.Loop() {
		for i := range mails {
			drain(notice)
			mail := parentsMail(1 + i + len(waited))
			began := time.Now()
			x.server.Deliver(other, mail)
			x.server.Deliver(user, mail)
			bare := heard(b, notice).Sub(began)
			receipt(b, x.sink.news)
			_, _, last := x.sink.counts()
			waited = append(waited, float64(bare.Microseconds())/1000)
			more = append(more, float64(last.Sub(began.Add(bare)).Microseconds())/1000)
			benchAwait(b, "the mail filed", benchPatience, func() bool { return x.empty(b, user) })
		}
	}
	p.stop(b)
	b.ReportMetric(median(waited), "ms/notice")
	b.ReportMetric(median(more), "ms/receipt-after-notice")
}

func parentsMail(n int) []byte {
	return fmt.Appendf(nil, "From: <ouder%d@ouders.example>\nTo: <klachten@voorbeeld.test>\nSubject: Klacht %d\n"+
		"Date: %s\nMessage-ID: <%d.bench@ouders.example>\n\nDe opvang was dicht.\n", n, n, time.Now().Format(time.RFC1123Z), n)
}

// receipt waits for a receipt.
func receipt(b *testing.B, news chan string) {
	b.Helper()
	select {
	case <-news:
	case <-time.After(benchPatience):
		b.Fatal("no receipt")
	}
}

func heard(b *testing.B, notice chan time.Time) time.Time {
	b.Helper()
	select {
	case at := <-notice:
		return at
	case <-time.After(benchPatience):
		b.Fatal("the bare client hears nothing")
	}
	return time.Time{}
}

func drain(notice chan time.Time) {
	for len(notice) > 0 {
		<-notice
	}
}

// idler is a client that does nothing but listen: it gives the moment of each EXISTS.
func idler(b *testing.B, server *dovecottest.Server, user string) chan time.Time {
	b.Helper()
	conn := benchMust[net.Conn](b)(net.Dial("tcp", server.Addr))
	b.Cleanup(func() { conn.Close() })
	lines := bufio.NewScanner(conn)
	_, err := fmt.Fprintf(conn, "a LOGIN %s %s\r\nb EXAMINE INBOX\r\nc IDLE\r\n", user, server.Password)
	benchOK(b, err)
	for lines.Scan() && !strings.HasPrefix(lines.Text(), "+") {
	}
	notice := make(chan time.Time, 1000)
	go func() {
		for lines.Scan() {
			if strings.HasSuffix(lines.Text(), " EXISTS") {
				notice <- time.Now()
			}
		}
	}()
	return notice
}
