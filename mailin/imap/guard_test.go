package imap

import (
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

// spoken is a connection on which the other side has said all it will say.
type spoken struct {
	net.Conn
	io.Reader
}

func (s spoken) Read(p []byte) (int, error) { return s.Reader.Read(p) }

func throughGuard(r io.Reader) (string, error) {
	text, err := io.ReadAll(newGuard(spoken{Reader: r}, 1<<20))
	return string(text), err
}

func TestGuard(t *testing.T) {
	letter := strings.Repeat("((((( een lange regel ", 40_000) // no line end, many parentheses
	for _, test := range []struct {
		name, said string
		refused    bool
	}{
		{"a session", "* OK hello\r\n* 3 EXISTS\r\nT1 OK done\r\n", false},
		{"a large literal", fmt.Sprintf("* 1 FETCH (UID 1 BODY[] {%d}\r\n%s)\r\nT1 OK\r\n", len(letter), letter), false},
		{"two literals", "* 1 fetch (BODY[] {3}\r\n(((BODY[] {3}\r\n((()\r\n* 2 FETCH (BODY[] {2}\r\n(()\r\n", false},
		{"many UIDs", "* SEARCH" + strings.Repeat(" 123456", 100_000) + "\r\n", false},
		{"many lines", strings.Repeat("* OK (((( and on\r\n", 50_000), false},
		{"an endless line", "* OK " + strings.Repeat("x", maxLine) + "\r\n", true},
		{"an endless list of UIDs", "* SEARCH" + strings.Repeat(" 1", maxSearch/2), true},
		{"a literal beyond measure", "* 1 FETCH (UID 1 BODY[] {1048577}\r\nx", true},
		{"a literal elsewhere", "* OK {99999}\r\n" + strings.Repeat("x", 99_999), true},
		{"nested lists", "* 1 FETCH (BODYSTRUCTURE " + strings.Repeat("(", maxLists), true},
		{"nested lists behind a literal", "* 1 FETCH (BODY[] {1}\r\nx " + strings.Repeat("(", maxLists), true},
	} {
		for _, way := range []struct {
			name   string
			reader func(io.Reader) io.Reader
		}{
			{"whole", func(r io.Reader) io.Reader { return r }},
			{"in halves", iotest.HalfReader},
			{"byte by byte", iotest.OneByteReader},
		} {
			if way.name == "byte by byte" && len(test.said) > 2_000_000 {
				continue
			}
			got, err := throughGuard(way.reader(strings.NewReader(test.said)))
			if refused := errors.Is(err, errFlood); refused != test.refused {
				t.Errorf("%s, %s: %v", test.name, way.name, err)
			}
			if !test.refused && got != test.said {
				t.Errorf("%s, %s: changed on the way", test.name, way.name)
			}
		}
	}
}

// However a good session is cut into pieces, it passes unchanged.
func TestGuardPassesEverySession(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var said strings.Builder
		for range rapid.IntRange(1, 20).Draw(t, "responses") {
			body := rapid.StringN(0, 200, -1).Draw(t, "body")
			said.WriteString(rapid.SampledFrom([]string{
				"* 12 EXISTS\r\n", "* OK [ALERT] {12 words}\r\n", "T7 NO no {3}\r\nxxx\r\n",
				fmt.Sprintf("* 3 FETCH (UID 9 BODY[] {%d}\r\n%s)\r\n", len(body), body),
			}).Draw(t, "response"))
		}
		got, err := throughGuard(iotest.DataErrReader(iotest.HalfReader(strings.NewReader(said.String()))))
		if err != nil || got != said.String() {
			t.Fatalf("%q became %q (%v)", said.String(), got, err)
		}
	})
}

func FuzzGuard(f *testing.F) {
	f.Add("* OK hello\r\n* 1 FETCH (UID 1 BODY[] {3}\r\nabc)\r\n")
	f.Add("* SEARCH 1 2 3\r\n}{\r\n{}\r\n{-1}\r\n* 1 FETCH ({99999999999999999999}\r\n")
	f.Add("* 1 FETCH (")
	f.Fuzz(func(t *testing.T, said string) {
		whole, err := throughGuard(strings.NewReader(said))
		pieces, err2 := throughGuard(iotest.OneByteReader(strings.NewReader(said)))
		if errors.Is(err, errFlood) != errors.Is(err2, errFlood) {
			t.Fatalf("whole %v, in pieces %v", err, err2)
		}
		if err == nil && (whole != said || pieces != said) {
			t.Fatal("changed on the way")
		}
	})
}
