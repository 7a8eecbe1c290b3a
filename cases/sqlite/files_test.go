package sqlite

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"complaintsd/cases"
	"complaintsd/mailout"
	"complaintsd/mailout/mime"
)

// enclosing is a letter with files as it is really rendered.
func enclosing(t testing.TB, id int64, files ...[]byte) mailout.Letter {
	t.Helper()
	m := letter(id, "", cases.Proposal)
	m.Files, m.Contents = nil, files
	p := mime.Parts{From: m.From, To: m.To, Subject: m.Subject, MessageID: m.MessageID, Date: noon, Text: "Zie de bijlagen", HTML: "<p>Zie de bijlagen</p>"}
	for i, data := range files {
		f := mailout.File{Name: fmt.Sprintf("bijlage-%d.pdf", i), Type: "application/pdf", Size: int64(len(data))}
		m.Files = append(m.Files, f)
		p.Files = append(p.Files, mime.File{Name: f.Name, Type: f.Type, Data: data})
	}
	m.Bytes = must[[]byte](t)(mime.Render(p))
	return m
}

// random bytes do not repeat, so that every mistake in their place shows.
func random(seed uint64, size int) []byte {
	r := rand.New(rand.NewPCG(seed, 1))
	b := make([]byte, size)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

func count(t testing.TB, s *Store, query string) (n int64) {
	t.Helper()
	ok(t, s.read(context.Background(), func(l *link) error {
		_, err := l.one(query, nil, &n)
		return err
	}))
	return n
}

func TestFileIsKeptOnce(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		plan, photo := random(1, 4*chunkFile+100), random(2, 40_000)
		first, second := enclosing(t, 1, plan, photo), enclosing(t, 2, photo, plan, photo)
		paper := mailout.Letter{
			ID: 3, Org: "KLP", Kind: string(cases.Closing), MessageID: "papier@example.org", State: mailout.Paper, Release: noon,
			Bytes: photo, Contents: [][]byte{photo}, Files: []mailout.File{{Name: "brief.pdf"}},
		}
		queue(t, s, noon, first, second, paper)

		kept := count(t, s, `SELECT sum(length(bytes)) FROM file_chunk`)
		frames := count(t, s, `SELECT sum(length(bytes)) FROM letter_body`)
		if want := int64(len(plan) + len(photo)); kept != want || frames > 8000 {
			t.Errorf("%d bytes of files are kept, want %d; beside them %d bytes of letters", kept, want, frames)
		}
		var got []mailout.Letter
		for range 2 { // they have no room in memory together
			claimed := claim(t, s, noon, 10)
			if len(claimed) != 1 {
				t.Fatalf("claimed %v", numbers(claimed))
			}
			got = append(got, claimed...)
		}
		for i, want := range []mailout.Letter{first, second} {
			if got[i].Damaged || !bytes.Equal(got[i].Bytes, want.Bytes) || !slices.Equal(got[i].Files, want.Files) {
				t.Errorf("letter %d: damaged %v, %d bytes of %d", want.ID, got[i].Damaged, len(got[i].Bytes), len(want.Bytes))
			}
		}
		ok(t, s.Verify(context.Background(), func(line string) { t.Error(line) }))
	})
}

// Whatever the files are like: what is read back is what was decided, and files that stand elsewhere than expected
// stay in the letter.
func TestLettersComeBackWhole(t *testing.T) {
	s := must[*Store](t)(OpenMemory(options()))
	defer s.Close()
	id := int64(0)
	rapid.Check(t, func(r *rapid.T) {
		id++
		var files [][]byte
		for i := range rapid.IntRange(0, 4).Draw(r, "files") {
			size := rapid.SampledFrom([]int{0, 1, 56, 57, 58, leastFile - 1, leastFile, leastFile + 1, 57 * 100, 57*100 - 1, chunkFile, chunkFile + 1}).Draw(r, "size")
			seed := rapid.Uint64Range(0, 2).Draw(r, "seed") // some are the same, some begin alike
			data := random(seed, size)
			if size > 5000 && rapid.Bool().Draw(r, "other end") {
				data[size-1-i] ^= 0xff
			}
			files = append(files, data)
		}
		want := enclosing(t, id, files...)
		if rapid.Bool().Draw(r, "unknown") { // contents that are not in the bytes at all
			want.Contents = append([][]byte{random(99, 9000)}, want.Contents...)
		}
		queue(t, s, noon, want)
		got := claim(t, s, noon, 1)
		if len(got) != 1 || got[0].Damaged || !bytes.Equal(got[0].Bytes, want.Bytes) {
			r.Fatalf("letter %d with %d files is not what was decided", id, len(files))
		}
	})
}

func TestLostFileDamagesItsLetterOnly(t *testing.T) {
	s, _ := inFile(t)
	queue(t, s, noon, enclosing(t, 1, random(1, 50_000)), enclosing(t, 2, random(2, 50_000)))
	ok(t, s.write(context.Background(), func(l *link) error {
		_, err := l.exec(`DELETE FROM file_chunk WHERE sha256 = (SELECT sha256 FROM letter_file WHERE letter = 1)`)
		return err
	}))
	var lines []string
	ok(t, s.Verify(context.Background(), func(line string) { lines = append(lines, line) }))
	if !slices.Contains(lines, "letter 1: its bytes are not what was decided") {
		t.Errorf("verify says %q", lines)
	}
	got := claim(t, s, noon, 10)
	if len(got) != 2 || !got[0].Damaged || got[1].Damaged {
		t.Errorf("claimed %v", numbers(got))
	}
}

func BenchmarkLetterWithFiles(b *testing.B) {
	s := must[*Store](b)(OpenMemory(options()))
	defer s.Close()
	file := random(1, 10<<20)
	b.ReportAllocs()
	now := noon
	for i := int64(1); b.Loop(); i++ {
		queue(b, s, now, enclosing(b, i, file))
		claim(b, s, now, 1)
		now = now.Add(time.Second)
	}
}
