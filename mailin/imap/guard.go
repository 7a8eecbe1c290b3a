package imap

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"strconv"
)

// Bounds on what a server may send. The library below us reads a line of any length, and its time for nested
// lists grows with the square of their number.
const (
	maxLine   = 64 << 10
	maxSearch = 16 << 20 // a list of about two million UIDs stands in one line
	maxLists  = 256      // opening parentheses in one response
	maxHead   = 64       // bytes of a line that say what it is
)

var errFlood = errors.New("the server sends more than any mailbox needs")

// guard passes on what a server sends and breaks off when one response outgrows its bounds. A literal counts
// apart, and only in a FETCH response: elsewhere "{9999999999}" is a way around the bound. The first error, of
// whatever kind, is the last word: nothing is read behind it.
type guard struct {
	net.Conn
	maxLiteral int64

	literal int64  // bytes of the open literal that are still to come
	line    int    // bytes of this response outside literals
	lists   int    // opening parentheses of this response
	head    []byte // its first bytes
	tail    []byte // its last bytes, to see a literal announced
	err     error
}

func newGuard(conn net.Conn, maxLiteral int64) *guard {
	return &guard{Conn: conn, maxLiteral: maxLiteral}
}

func (g *guard) Read(p []byte) (int, error) {
	if g.err != nil {
		return 0, g.err
	}
	n, err := g.Conn.Read(p)
	if flood := g.watch(p[:n]); flood != nil {
		n, err = 0, flood
	}
	g.err = err
	return n, err
}

func (g *guard) watch(p []byte) error {
	for len(p) > 0 {
		if g.literal > 0 {
			n := min(g.literal, int64(len(p)))
			g.literal -= n
			p = p[n:]
			continue
		}
		n := bytes.IndexByte(p, '\n') + 1
		ended := n > 0
		if !ended {
			n = len(p)
		}
		if err := g.text(p[:n]); err != nil {
			return err
		}
		if ended {
			if err := g.endLine(); err != nil {
				return err
			}
		}
		p = p[n:]
	}
	return nil
}

// text counts a piece of a response outside literals.
func (g *guard) text(p []byte) error {
	if missing := maxHead - len(g.head); missing > 0 {
		g.head = append(g.head, p[:min(missing, len(p))]...)
	}
	g.tail = append(g.tail, p[max(0, len(p)-maxHead):]...)
	g.tail = g.tail[max(0, len(g.tail)-maxHead):]
	g.line += len(p)
	g.lists += bytes.Count(p, []byte("("))
	switch {
	case g.line > maxSearch, g.line > maxLine && !isSearch(g.head):
		return fmt.Errorf("%w: a line of more than %d bytes", errFlood, g.line-1)
	case g.lists > maxLists:
		return fmt.Errorf("%w: more than %d lists in one response", errFlood, maxLists)
	}
	return nil
}

// endLine opens the literal that the line announces, or starts a new response.
func (g *guard) endLine() error {
	size, announced := literalSize(g.tail)
	if announced && isFetch(g.head) {
		if size > g.maxLiteral {
			return fmt.Errorf("%w: a literal of %d bytes", errFlood, size)
		}
		g.literal = size
		g.tail = g.tail[:0]
		return nil
	}
	g.line, g.lists = 0, 0
	g.head, g.tail = g.head[:0], g.tail[:0]
	return nil
}

// literalSize reads "{123}" at the end of a line.
func literalSize(line []byte) (int64, bool) {
	line = bytes.TrimRight(line, "\r\n")
	open := bytes.LastIndexByte(line, '{')
	if open < 0 || line[len(line)-1] != '}' {
		return 0, false
	}
	size, err := strconv.ParseInt(string(line[open+1:len(line)-1]), 10, 64)
	return size, err == nil && size >= 0
}

func isSearch(head []byte) bool {
	return hasPrefixFold(head, "* SEARCH") || hasPrefixFold(head, "* ESEARCH")
}

func isFetch(head []byte) bool {
	rest, ok := bytes.CutPrefix(head, []byte("* "))
	return ok && hasPrefixFold(bytes.TrimLeft(rest, "0123456789"), " FETCH (")
}

func hasPrefixFold(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && bytes.EqualFold(b[:len(prefix)], []byte(prefix))
}
