package mailin

import (
	"bytes"
	"compress/zlib"
	"io"
	"strings"

	"complaintsd/cases"
)

// sealedPart is an S/MIME part: what is signed or packed comes out and is read like any other part; what is encrypted is
// recognised (RFC 8551).
type sealedPart struct {
	cms
	node   *node
	pass   *pass
	letter *letter
	lines  splitter
	files  int    // that were there before
	packed []byte // compressed content (RFC 3274), at most maxPacked
}

// Of compressed content so much is kept before it is unpacked, and so much comes out of it, in bytes: a few of them can
// stand for a thousand times as many.
const (
	maxPacked   = 8 << 20
	maxUnpacked = 64 << 20
)

func (p *pass) newSealedPart(n *node, depth int) *sealedPart {
	s := &sealedPart{node: n, pass: p, letter: p.newLetter(depth, p.lim.PartHeader), files: len(p.files)}
	s.lines.take = s.letter.env.line
	s.out = func(b []byte) {
		if s.kind == cmsPacked {
			s.packed = append(s.packed, b[:min(len(b), maxPacked-len(s.packed))]...)
			return
		}
		s.lines.Write(b)
	}
	return s
}

// unpack reads compressed content as far as it goes.
func (s *sealedPart) unpack() {
	s.some = false
	z, err := zlib.NewReader(bytes.NewReader(s.packed))
	if err == nil {
		var n int64
		n, err = io.Copy(&s.lines, io.LimitReader(z, maxUnpacked))
		s.some = n > 0
		if n == maxUnpacked {
			err = io.ErrShortBuffer
		}
	}
	if err != nil {
		s.pass.defect("smime-cut")
	}
}

func (s *sealedPart) close() bool {
	if s.kind == cmsPacked && s.some {
		s.unpack()
	}
	if s.some {
		s.lines.close()
		s.letter.close()
		s.node.kind, s.node.kids = "multipart/signed", []*node{s.letter.root}
		return len(s.pass.files) > s.files || strings.TrimSpace(s.pass.readable(s.letter.root).text) != ""
	}
	if s.kind != cmsSigned { // encrypted, broken, or of a kind that we do not know; signed without content is certificates
		s.pass.seal(cases.SealedSMIME)
	}
	return false
}
