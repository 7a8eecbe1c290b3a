package mailin

import (
	"strings"

	"complaintsd/cases"
)

// sealedPart is an S/MIME part: what is signed comes out and is read like any other part; what is encrypted is
// recognised (RFC 8551).
type sealedPart struct {
	cms
	node   *node
	pass   *pass
	letter *letter
	lines  splitter
	files  int // that were there before
}

func (p *pass) newSealedPart(n *node, depth int) *sealedPart {
	s := &sealedPart{node: n, pass: p, letter: p.newLetter(depth, p.lim.PartHeader), files: len(p.files)}
	s.lines.take = s.letter.env.line
	s.out = func(b []byte) { s.lines.Write(b) }
	return s
}

func (s *sealedPart) close() bool {
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
