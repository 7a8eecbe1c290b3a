package mailin

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// eachInMbox finds the messages of an mbox in one pass that remembers only where each begins and ends; a
// message is read from the file when it is opened.
func eachInMbox(path string, fn func(string, time.Time, func() (io.ReadCloser, error)) error) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	defer f.Close()
	s := mboxScanner{r: bufio.NewReaderSize(f, maxLine), start: -1}
	for n := 1; ; n++ {
		begin, end, arrived, err := s.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
		open := func() (io.ReadCloser, error) { return openInMbox(path, begin, end) }
		if err := fn(fmt.Sprintf("%s#%d", path, n), arrived, open); err != nil {
			return err
		}
	}
}

// inMbox is one message of an mbox.
type inMbox struct {
	io.Reader
	io.Closer
}

func openInMbox(path string, begin, end int64) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	r := bufio.NewReaderSize(io.NewSectionReader(f, begin, end-begin), maxLine)
	return inMbox{&unquoter{r: r, head: true}, f}, nil
}

// mboxScanner finds the From lines that begin messages.
type mboxScanner struct {
	r     *bufio.Reader
	at    int64 // offset of what is read next
	start int64 // of the message that began, -1 before the first
	when  time.Time
	done  bool
}

// next gives the place of the next message and the time of its From line; io.EOF after the last.
func (s *mboxScanner) next() (begin, end int64, arrived time.Time, err error) {
	if s.done {
		return 0, 0, time.Time{}, io.EOF
	}
	blank, head := s.start < 0, true
	var gap int64 // length of the blank line before a From line, which is not part of a message
	for {
		l, err := s.r.ReadSlice('\n')
		if err != nil && err != bufio.ErrBufferFull && err != io.EOF {
			return 0, 0, time.Time{}, err
		}
		from := s.at
		s.at += int64(len(l))
		isBlank, size := len(bytes.Trim(l, "\r\n")) == 0, int64(len(l))
		when := fromTime(l)
		if head && s.begins(l, when, blank) {
			begin, end, arrived = s.start, from-gap, s.when
			s.start, s.when = s.at, when
			if begin >= 0 {
				return begin, end, arrived, nil
			}
		}
		if err == io.EOF {
			s.done = true
			if s.start < 0 {
				return 0, 0, time.Time{}, io.EOF
			}
			return s.start, s.at, s.when, nil
		}
		if head {
			blank, gap = isBlank, 0
			if blank {
				gap = size
			}
		}
		head = err == nil
	}
}

// begins tells whether the line begins a message: after a blank line it has a date, or a header follows;
// without the blank line, which some writers forget, it must have both. Text whose writer forgot the `>`
// can begin with "From " too.
func (s *mboxScanner) begins(l []byte, when time.Time, blank bool) bool {
	switch {
	case !bytes.HasPrefix(l, fromLine):
		return false
	case s.start < 0 || blank && !when.IsZero():
		return true
	case !blank && when.IsZero():
		return false
	}
	next, _ := s.r.Peek(64)
	name, _, _ := bytes.Cut(next, []byte(":"))
	lower := strings.ToLower(string(name))
	return known[lower] || strings.HasPrefix(lower, "x-")
}

var fromLayouts = []string{
	"Mon Jan 2 15:04:05 2006", "Mon Jan 2 15:04 2006", "Mon Jan 2 15:04:05 MST 2006", "Mon Jan 2 15:04:05 -0700 2006",
}

// fromTime reads the date of a From line as UTC; zero when there is none.
func fromTime(l []byte) time.Time {
	if !bytes.HasPrefix(l, fromLine) || len(l) > 1000 {
		return time.Time{}
	}
	words := strings.Fields(string(l))
	for i := range words {
		for _, layout := range fromLayouts {
			n := len(strings.Fields(layout))
			if i+n > len(words) {
				continue
			}
			if t, err := time.Parse(layout, strings.Join(words[i:i+n], " ")); err == nil {
				return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
			}
		}
	}
	return time.Time{}
}

// unquoter takes one `>` from lines that begin with `>From `, `>>From ` and so on (the mboxrd rule).
type unquoter struct {
	r    *bufio.Reader
	head bool // the next byte begins a line
	rest []byte
}

func (u *unquoter) Read(p []byte) (int, error) {
	for len(u.rest) == 0 {
		l, err := u.r.ReadSlice('\n')
		if len(l) == 0 && err != nil && err != bufio.ErrBufferFull {
			return 0, err
		}
		if u.head && len(l) > 0 && l[0] == '>' && bytes.HasPrefix(bytes.TrimLeft(l, ">"), fromLine) {
			l = l[1:]
		}
		u.rest, u.head = l, l[len(l)-1] == '\n'
	}
	n := copy(p, u.rest)
	u.rest = u.rest[n:]
	return n, nil
}
