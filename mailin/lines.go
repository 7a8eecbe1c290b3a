package mailin

import "bytes"

// line is a line, or a piece of a line that is too long to be held.
type line struct {
	data []byte // without the line end; valid only during the call
	end  []byte // the line end as it stood; empty in all but the last piece, and at the end of the input
	head bool   // it begins a line
	odd  bool   // its end has more than one CR
}

// maxLine is the length from which a line is given in pieces.
const maxLine = 64 << 10

var (
	lf   = []byte("\n")
	crlf = []byte("\r\n")
)

// splitter cuts what is written to it into lines. It holds one line at most. LF ends a line, with any CRs
// before it: CRCRLF is what some relays make of CRLF.
type splitter struct {
	take func(line)
	rest []byte
	mid  bool // rest is not the beginning of its line
}

// Write takes the next bytes. It never fails.
func (s *splitter) Write(p []byte) (int, error) {
	n := len(p)
	for len(p) > 0 {
		i := bytes.IndexByte(p, '\n')
		if i < 0 {
			s.hold(p)
			break
		}
		s.whole(p[:i+1])
		p = p[i+1:]
	}
	return n, nil
}

func (s *splitter) whole(p []byte) {
	if len(s.rest) > 0 {
		s.rest = append(s.rest, p...)
		p = s.rest
	}
	data := bytes.TrimRight(p[:len(p)-1], "\r")
	end, crs := lf, len(p)-1-len(data)
	if crs > 0 {
		end = crlf
	}
	s.take(line{data: data, end: end, head: !s.mid, odd: crs > 1})
	s.rest, s.mid = s.rest[:0], false
}

// hold keeps an unfinished line. A CR at the end stays behind: it may belong to a line end.
func (s *splitter) hold(p []byte) {
	s.rest = append(s.rest, p...)
	if len(s.rest) < maxLine {
		return
	}
	data := bytes.TrimRight(s.rest, "\r")
	crs := min(len(s.rest)-len(data), 2)
	s.take(line{data: data, head: !s.mid})
	s.rest, s.mid = append(s.rest[:0], "\r\r"[:crs]...), true
}

// close gives the last line, which nothing ended.
func (s *splitter) close() {
	if len(s.rest) > 0 {
		s.take(line{data: bytes.TrimRight(s.rest, "\r"), head: !s.mid})
		s.rest = s.rest[:0]
	}
}
