package imap

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	imap "github.com/emersion/go-imap/v2"

	"complaintsd/mailin"
)

// perFetch is how many messages at most are asked for in one FETCH of bodies.
const perFetch = 50

// piece is how much is read between two signs of life.
const piece = 256 << 10

// batch holds the messages of one FETCH until they are accepted: small ones in one stretch of memory, which is
// used again, large ones in one nameless file.
type batch struct {
	raws  []mailin.Raw
	arena []byte
	spool *os.File
	end   int64 // of what is in the spool
}

// reset empties the batch and makes room for messages of size bytes together.
func (b *batch) reset(size int64) {
	clear(b.raws)
	b.raws = b.raws[:0]
	b.end = 0
	// RFC822.SIZE is an estimate on some servers; what does not fit after all is spooled.
	room := int(min(size+size/16+4096, memory))
	if cap(b.arena) < room {
		b.arena = make([]byte, 0, room)
	}
	b.arena = b.arena[:0]
}

// drop gives memory and disk back.
func (b *batch) drop() {
	if b.spool != nil {
		b.spool.Close()
	}
	*b = batch{}
}

// put reads one message. It is kept only when every byte that was announced has come: on a connection that ends in
// mid-message the library reports a plain end of file.
func (b *batch) put(raw mailin.Raw, literal imap.LiteralReader, folder string, alive func()) error {
	size := literal.Size()
	var err error
	if size <= int64(cap(b.arena)-len(b.arena)) {
		raw.Open, err = b.keep(literal, int(size), alive)
	} else {
		raw.Open, err = b.write(literal, size, folder, alive)
	}
	if err != nil {
		return err
	}
	if !raw.Cut {
		raw.Size = size
	}
	b.raws = append(b.raws, raw)
	return nil
}

type opener = func() (io.ReadCloser, error)

func (b *batch) keep(r io.Reader, size int, alive func()) (opener, error) {
	start := len(b.arena)
	text := b.arena[start : start+size : start+size]
	for rest := text; len(rest) > 0; {
		n, err := io.ReadFull(r, rest[:min(piece, len(rest))])
		if err != nil {
			return nil, brokenOff(err, int64(size))
		}
		rest = rest[n:]
		alive()
	}
	b.arena = b.arena[:start+size]
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }, nil
}

func (b *batch) write(r io.Reader, size int64, folder string, alive func()) (opener, error) {
	if err := b.openSpool(folder); err != nil {
		return nil, err
	}
	file, start := b.spool, b.end
	out := io.NewOffsetWriter(file, start)
	for done := int64(0); done < size; {
		n, err := io.CopyN(out, r, min(piece, size-done))
		if ours := (*fs.PathError)(nil); errors.As(err, &ours) {
			return nil, spoolProblem(err)
		}
		if err != nil {
			return nil, brokenOff(err, size)
		}
		done += n
		alive()
	}
	b.end = start + size
	return func() (io.ReadCloser, error) {
		return io.NopCloser(io.NewSectionReader(file, start, size)), nil
	}, nil
}

// openSpool makes the file (mode 0600) and takes its name away at once, so that no crash leaves mail behind.
func (b *batch) openSpool(folder string) error {
	if b.spool != nil {
		return nil
	}
	file, err := os.CreateTemp(folder, "mail-*")
	if err != nil {
		return spoolProblem(err)
	}
	if err := os.Remove(file.Name()); err != nil {
		file.Close()
		return spoolProblem(err)
	}
	b.spool = file
	return nil
}

// has says whether a message is complete in the batch.
func (b *batch) has(uid uint32) bool {
	for i := range b.raws {
		if b.raws[i].Place.UID == uid {
			return true
		}
	}
	return false
}

// errSpool marks a failure of our own disk: no message is to blame for it.
var errSpool = errors.New("spool")

func spoolProblem(err error) error {
	return &Problem{
		What: "a large message cannot be kept on disk while it is taken in",
		Mend: "check space and rights of the folder for it",
		Err:  fmt.Errorf("%w: %w", errSpool, err),
	}
}

// errBroken marks a literal that could not be read to its end.
var errBroken = errors.New("message broken off")

func brokenOff(err error, size int64) error {
	return fmt.Errorf("%w before its %d bytes: %w", errBroken, size, err)
}
