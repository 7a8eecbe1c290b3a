package sqlite

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"complaintsd/mailin"
)

// A message out of an archive comes line by line. It is not written like that: a write each cost half of an import.
func TestMailIsWrittenInLargePieces(t *testing.T) {
	s, _ := inFile(t)
	whole := text("a@example.org", strings.Repeat("klacht ", 20_000))
	raw := rawMail(1, whole)
	raw.Open = func() (io.ReadCloser, error) {
		return io.NopCloser(iotest.OneByteReader(strings.NewReader(whole))), nil
	}
	before := writes(t)
	ok(t, s.Accept(context.Background(), []mailin.Raw{raw}))
	if n := writes(t) - before; n > 1000 {
		t.Errorf("%d writes for %d bytes", n, len(whole))
	}
	if m, _ := next(t, s); content(t, m) != whole {
		t.Error("it is not what came")
	}
}

// writes is how many system calls of this process wrote something.
func writes(t testing.TB) (n int) {
	t.Helper()
	_, after, found := strings.Cut(string(must[[]byte](t)(os.ReadFile("/proc/self/io"))), "syscw:")
	if _, err := fmt.Sscan(after, &n); err != nil || !found {
		t.Fatal("the system does not count writes")
	}
	return n
}
