package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// benchMail is a mailbox of gen_mail.py, and what a correct intake makes of it.
type benchMail struct {
	Maildir  string
	N, Cases int
	Receipts map[string]int // by recipient
	Total    int            // of the receipts
}

func newBenchMail(b *testing.B, n int) benchMail {
	b.Helper()
	dir := b.TempDir()
	make := exec.Command(benchPython(b), benchScript(b, "gen_mail.py"), "-n", strconv.Itoa(n), "--out", dir)
	if out, err := make.CombinedOutput(); err != nil {
		b.Fatalf("gen_mail.py: %v\n%s", err, out)
	}
	var truth struct {
		Summary struct {
			Cases   int `json:"cases"`
			Replies int `json:"expect_autoreply"`
		} `json:"summary"`
		Messages []struct {
			From  string `json:"from"`
			Reply bool   `json:"expect_autoreply"`
		} `json:"messages"`
	}
	file := benchMust[*os.File](b)(os.Open(filepath.Join(dir, "truth.json")))
	defer file.Close()
	benchOK(b, json.NewDecoder(file).Decode(&truth))
	g := benchMail{Maildir: filepath.Join(dir, "Maildir"), N: n, Cases: truth.Summary.Cases, Receipts: map[string]int{}}
	for _, m := range truth.Messages {
		if m.Reply {
			g.Receipts[m.From]++
			g.Total++
		}
	}
	if g.Total != truth.Summary.Replies {
		b.Fatalf("truth.json counts %d receipts and lists %d", truth.Summary.Replies, g.Total)
	}
	return g
}

// swell adds one mail of that many bytes, from somebody of its own.
func (g *benchMail) swell(b *testing.B, size int) {
	b.Helper()
	const from = "groot@ouders.example"
	random := rand.NewChaCha8([32]byte{})
	data := make([]byte, size/4*3)
	_, _ = random.Read(data) // never fails
	var mail strings.Builder
	fmt.Fprintf(&mail, "From: <%s>\nTo: <klachten@voorbeeld.test>\nSubject: Klacht met film\nMessage-ID: <groot@ouders.example>\n"+
		"Date: Mon, 03 Mar 2025 10:00:00 +0100\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=grens\n\n"+
		"--grens\nContent-Type: text/plain; charset=utf-8\n\nZie de film.\n--grens\nContent-Type: video/mp4; name=film.mp4\n"+
		"Content-Disposition: attachment; filename=film.mp4\nContent-Transfer-Encoding: base64\n\n", from)
	for line := range cutEvery(base64.StdEncoding.EncodeToString(data), 76) {
		mail.WriteString(line)
		mail.WriteByte('\n')
	}
	mail.WriteString("--grens--\n")
	benchOK(b, os.WriteFile(filepath.Join(g.Maildir, "new", "1739999999.M000000P1.bench"), []byte(mail.String()), 0o644))
	g.N, g.Cases, g.Total = g.N+1, g.Cases+1, g.Total+1
	g.Receipts[from]++
}

func cutEvery(s string, n int) func(func(string) bool) {
	return func(yield func(string) bool) {
		for ; len(s) > n; s = s[n:] {
			if !yield(s[:n]) {
				return
			}
		}
		yield(s)
	}
}

// right compares what the sink took with what it had to.
func (g *benchMail) right(b *testing.B, who string, s *benchSink) {
	b.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if maps.Equal(s.taken, g.Receipts) {
		return
	}
	var wrong []string
	for to, n := range g.Receipts {
		if s.taken[to] != n {
			wrong = append(wrong, fmt.Sprintf("%s: %d for %d", to, s.taken[to], n))
		}
	}
	for to, n := range s.taken {
		if g.Receipts[to] == 0 {
			wrong = append(wrong, fmt.Sprintf("%s: %d for none", to, n))
		}
	}
	b.Errorf("%s: %d receipts for %d; %s", who, s.total, g.Total, strings.Join(wrong[:min(5, len(wrong))], "; "))
}
