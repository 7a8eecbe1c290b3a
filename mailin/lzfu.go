package mailin

import "encoding/binary"

// rtfDictionary is what the window of compressed RTF begins with (MS-OXRTFCP 2.1.2.1).
const rtfDictionary = `{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0` +
	"\r\n" + `\par \pard\plain\f0\fs20\b\i\u\tab\tx`

// The forms of compressed RTF (MS-OXRTFCP 2.1.3.1.1), as little-endian numbers.
const (
	rtfCompressed   = 0x75465A4C // LZFu
	rtfUncompressed = 0x414C454D // MELA
)

// unpackRTF decompresses PR_RTF_COMPRESSED (MS-OXRTFCP 2.2): a header of sixteen bytes, then runs of eight tokens, each
// of which is a byte or a reference into a window of 4 kB. It gives at most limit bytes; what the header says of sizes
// and sums is not believed. whole is false for what is no such thing, is cut, or would be longer.
func unpackRTF(b []byte, limit int) (rtf []byte, whole bool) {
	if len(b) < 16 {
		return nil, false
	}
	body := b[16:]
	switch binary.LittleEndian.Uint32(b[8:]) {
	case rtfUncompressed:
		return body[:min(len(body), limit)], len(body) <= limit
	case rtfCompressed:
	default:
		return nil, false
	}
	u := unpacker{in: body, limit: limit, at: len(rtfDictionary)}
	copy(u.window[:], rtfDictionary)
	for !u.done && len(u.in) > 0 {
		u.run()
	}
	return u.out[:min(len(u.out), limit)], u.done && len(u.out) <= limit
}

type unpacker struct {
	in     []byte
	out    []byte
	limit  int
	window [4096]byte
	at     int  // where the next byte goes in the window
	done   bool // the end was reached, or the limit
}

// run reads a control byte and its tokens.
func (u *unpacker) run() {
	control := u.in[0]
	u.in = u.in[1:]
	for bit := range 8 {
		if u.done || len(u.in) == 0 {
			return
		}
		if control>>bit&1 == 0 {
			u.put(u.in[0])
			u.in = u.in[1:]
			continue
		}
		if len(u.in) < 2 {
			u.in = nil
			return
		}
		u.reference(int(binary.BigEndian.Uint16(u.in)))
		u.in = u.in[2:]
	}
}

// reference copies from the window. One to the place that is written next is the end.
func (u *unpacker) reference(token int) {
	from, n := token>>4, token&15+2
	if from == u.at {
		u.done = true
	}
	for range n {
		if u.done {
			return
		}
		u.put(u.window[from])
		from = (from + 1) % len(u.window)
	}
}

func (u *unpacker) put(c byte) {
	u.out = append(u.out, c)
	u.window[u.at] = c
	u.at = (u.at + 1) % len(u.window)
	u.done = len(u.out) > u.limit
}
