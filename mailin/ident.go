package mailin

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"strings"
	"sync"
)

// ident hashes what stays the same when a mail comes a second time by another way: five fields of the
// header and the body with its line ends made equal. Trace fields, which relays add, and blank lines at
// the end, which mailbox files add, stay out (DESIGN section 4, invariant 2).
type ident struct {
	hash  hash.Hash
	buf   []byte // hashing in large pieces is twice as fast as line by line
	blank int    // line ends that count only when something follows
}

const identBlock = 4 << 10

var identFields = []string{"Message-ID", "Date", "From", "To", "Subject"}

func newIdent() *ident { return &ident{hash: sha256.New(), buf: make([]byte, 0, 2*identBlock)} }

func (i *ident) header(list []Header) {
	for _, name := range identFields {
		for _, v := range all(list, name) {
			fmt.Fprintf(i.hash, "%s:%s\n", name, strings.Join(strings.Fields(v), " "))
		}
	}
	i.hash.Write(lf)
}

func (i *ident) line(l line) {
	if l.head && len(l.data) == 0 {
		i.blank++
		return
	}
	for ; i.blank > 0; i.blank-- {
		i.write(lf)
	}
	i.write(l.data)
	if len(l.end) > 0 {
		i.blank++
	}
}

func (i *ident) write(b []byte) {
	if i.buf = append(i.buf, b...); len(i.buf) >= identBlock {
		i.hash.Write(i.buf)
		i.buf = i.buf[:0]
	}
}

func (i *ident) sum() string {
	i.hash.Write(i.buf)
	i.buf = i.buf[:0]
	return hex.EncodeToString(i.hash.Sum(nil))
}

// Identity reads a message once for its hashes, its size in bytes and its Message-ID, as Parse gives
// them, without reading it as mail. The error is that of the reader.
func Identity(r io.Reader) (sha, id, messageID string, size int64, err error) {
	lim := DefaultLimits()
	body := newIdent()
	env := envelope{head: head{max: lim.Header}, fields: lim.Fields, body: body.line}
	env.begun = func(list []Header, _ *head, _ bool) {
		body.header(list)
		messageID = messageIDOf(list)
	}
	raw, size, err := pour(r, env.line)
	env.finish()
	if err != nil {
		return "", "", "", size, fmt.Errorf("read message: %w", err)
	}
	return raw, body.sum(), messageID, size, nil
}

// pour reads r to its end, hashes it and gives its lines.
func pour(r io.Reader, take func(line)) (sha string, size int64, err error) {
	whole := sha256.New()
	size, err = split(io.TeeReader(r, whole), take)
	return hex.EncodeToString(whole.Sum(nil)), size, err
}

// buffers are for reading; each mail needs one for a moment.
var buffers = sync.Pool{New: func() any { b := make([]byte, 32<<10); return &b }}

// split reads r to its end and gives its lines.
func split(r io.Reader, take func(line)) (size int64, err error) {
	lines := splitter{take: take}
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	// The reader is wrapped so that it cannot hand over all its bytes in one piece.
	size, err = io.CopyBuffer(&lines, struct{ io.Reader }{r}, *buf)
	lines.close()
	return size, err
}

func messageIDOf(list []Header) string {
	if ids := messageIDs(first(list, "Message-ID")); len(ids) > 0 {
		return ids[0]
	}
	return ""
}
