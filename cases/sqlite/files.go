package sqlite

import (
	"bytes"
	"encoding/base64"
	"fmt"

	"complaintsd/mailout"
)

// A file that goes with a letter stands in the bytes of that letter, and may stand in those of others: the letter on
// paper and the notice that carries it, or two letters of one mail. It is kept once, by its hash and in pieces,
// and the bytes of its letters are kept without it. What is read back is byte for byte what was decided: the hash of
// the whole stands beside it, and a letter that does not have it is damaged.

// leastFile is the size in bytes from which a file is kept apart.
const leastFile = 4 << 10

const (
	lineBytes = 57                // of a file in a line of base64 with 76 characters (RFC 2045 6.8)
	chunkFile = lineBytes * 18396 // just below 1 MB, and whole lines: the library holds a value in memory three times
)

// part is a file inside the bytes of a letter.
type part struct {
	at      int  // where it begins
	size    int  // of the file
	encoded bool // in base64, as mail carries it
	sum     string
	data    []byte // while it is being written
}

// length is how many bytes of the letter the file takes.
func (p part) length() int {
	if !p.encoded {
		return p.size
	}
	n := base64.StdEncoding.EncodedLen(p.size)
	return n + 2*((n-1)/76)
}

// partsOf finds the files in the bytes of a letter. One that is not found as expected stays where it is.
func partsOf(m mailout.Letter) []part {
	var parts []part
	from := 0
	for _, data := range m.Contents {
		if len(data) < leastFile {
			continue
		}
		p := part{size: len(data), data: data, encoded: !bytes.Equal(data, m.Bytes)}
		if p.encoded {
			first := base64.StdEncoding.EncodeToString(data[:lineBytes])
			i := bytes.Index(m.Bytes[from:], []byte(first))
			if i < 0 {
				continue
			}
			p.at = from + i
		}
		if !p.fits(m.Bytes) {
			continue
		}
		p.sum = sumOf(data)
		parts, from = append(parts, p), p.at+p.length()
	}
	return parts
}

// fits tells whether the file stands at its place in the letter. It is encoded piece by piece: a whole copy of ten
// megabytes would be one too many.
func (p part) fits(letter []byte) bool {
	if p.at+p.length() > len(letter) {
		return false
	}
	rest := letter[p.at : p.at+p.length()]
	var piece []byte
	for data := p.data; len(data) > 0; {
		n := min(len(data), 64*lineBytes)
		piece = p.written(piece[:0], data[:n], len(data) == n)
		if !bytes.HasPrefix(rest, piece) {
			return false
		}
		rest, data = rest[len(piece):], data[n:]
	}
	return len(rest) == 0
}

// written adds a piece of the file as it stands in the letter: lines of base64, with no line end after the last.
func (p part) written(to, piece []byte, last bool) []byte {
	if !p.encoded {
		return append(to, piece...)
	}
	for len(piece) > 0 {
		n := min(len(piece), lineBytes)
		to = base64.StdEncoding.AppendEncode(to, piece[:n])
		piece = piece[n:]
		if len(piece) > 0 || !last {
			to = append(to, '\r', '\n')
		}
	}
	return to
}

// without gives the bytes of a letter without its files.
func without(letter []byte, parts []part) []byte {
	if len(parts) == 0 {
		return letter
	}
	frame := []byte{}
	from := 0
	for _, p := range parts {
		frame = append(frame, letter[from:p.at]...)
		from = p.at + p.length()
	}
	return append(frame, letter[from:]...)
}

// files keeps the files of a letter, those that are not there yet.
func (w *writer) files(letter int64, parts []part) error {
	for i, p := range parts {
		_, err := w.link.exec(`INSERT INTO letter_file (letter, number, at, size, encoded, sha256) VALUES (?, ?, ?, ?, ?, ?)`,
			letter, i, p.at, p.size, p.encoded, p.sum)
		if err == nil {
			err = w.file(p)
		}
		if err != nil {
			return fmt.Errorf("file %d: %w", i, err)
		}
	}
	return nil
}

func (w *writer) file(p part) error {
	var there int
	found, err := w.link.one(`SELECT 1 FROM file_chunk WHERE sha256 = ? AND number = 0`, []any{p.sum}, &there)
	if err != nil || found {
		return err
	}
	for n, data := 0, p.data; len(data) > 0; n++ {
		piece := data[:min(len(data), chunkFile)]
		if _, err := w.link.exec(`INSERT INTO file_chunk (sha256, number, bytes) VALUES (?, ?, ?)`, p.sum, n, piece); err != nil {
			return err
		}
		data = data[len(piece):]
	}
	return nil
}

// whole puts the files of a letter back into its bytes.
func whole(l *link, letter int64, frame []byte) ([]byte, error) {
	var parts []part
	total := len(frame)
	err := l.each(`SELECT at, size, encoded, sha256 FROM letter_file WHERE letter = ? ORDER BY number`, []any{letter}, func(scan scan) error {
		var p part
		err := scan(&p.at, &p.size, &p.encoded, &p.sum)
		parts, total = append(parts, p), total+p.length()
		return err
	})
	if err != nil || len(parts) == 0 {
		return frame, err
	}
	b := make([]byte, 0, total)
	for _, p := range parts {
		n := min(max(p.at-len(b), 0), len(frame))
		b, frame = append(b, frame[:n]...), frame[n:]
		if b, err = p.read(l, b); err != nil {
			return nil, err
		}
	}
	return append(b, frame...), nil
}

func (p part) read(l *link, to []byte) ([]byte, error) {
	left := p.size
	err := l.each(`SELECT bytes FROM file_chunk WHERE sha256 = ? ORDER BY number`, []any{p.sum}, func(scan scan) error {
		var piece []byte
		err := scan(&piece)
		left -= len(piece)
		to = p.written(to, piece, left <= 0)
		return err
	})
	return to, err
}
