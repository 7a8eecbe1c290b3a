package mailin

// cms reads the outer part of a CMS message (RFC 5652, the smime.p7m of S/MIME) as it comes in, and gives the content
// that was signed, or packed. It reads BER: lengths that are not known beforehand, and strings in pieces, as mail programs write
// them. The signature is not judged: whoever signed, the mail is read like any other. Nothing is kept but the heads of
// what is open.
type cms struct {
	out  func([]byte)
	kind string // object identifier of what it is, in its bytes
	head []byte // of the element that is being read
	path []berLevel
	left int64 // bytes of a primitive element still to come
	take int   // what is done with them
	done bool  // the content was read, or it cannot be
	some bool  // content came out
}

// berLevel is an element that is open.
type berLevel struct {
	left  int64 // bytes still to come, -1 when its end is marked
	index int   // number of the next element in it
}

// What is done with the bytes of an element.
const (
	berSkip = iota
	berKind
	berContent
)

// maxBER bounds the elements inside each other up to the content.
const maxBER = 32

// The object identifiers of signedData (RFC 5652 5.1) and of compressedData (RFC 3274 1.1).
const (
	cmsSigned = "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
	cmsPacked = "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x09"
)

// cmsContent is where the content stands in both: in ContentInfo [0], SignedData, its third element, [0]; and there whole
// or in pieces.
var cmsContent = []int{1, 0, 2, 1, 0}

// Write takes the next bytes. It never fails.
func (c *cms) Write(b []byte) (int, error) {
	n := len(b)
	for len(b) > 0 && !c.done {
		if c.left > 0 {
			part := b[:min(int64(len(b)), c.left)]
			b = b[len(part):]
			c.content(part)
			continue
		}
		c.head, b = append(c.head, b[0]), b[1:]
		if size, ok := c.header(); ok {
			c.open(size)
		}
	}
	return n, nil
}

// header tells the length of an element, -1 when its end is marked, once its head is whole.
func (c *cms) header() (size int64, whole bool) {
	h := c.head
	if h[0]&0x1F == 0x1F {
		c.done = true // no such tag is used here
		return 0, false
	}
	switch {
	case len(h) < 2:
		return 0, false
	case h[1] < 0x80:
		return int64(h[1]), true
	case h[1] == 0x80:
		return -1, true
	}
	n := int(h[1] & 0x7F)
	if n > 6 {
		c.done = true
		return 0, false
	}
	for _, b := range h[2:] {
		size = size<<8 | int64(b)
	}
	return size, len(h) == 2+n
}

// open begins an element.
func (c *cms) open(size int64) {
	tag := c.head[0]
	c.used(int64(len(c.head)))
	c.head = c.head[:0]
	switch {
	case tag == 0 && size == 0 && len(c.path) > 0 && c.path[len(c.path)-1].left < 0:
		c.path = c.path[:len(c.path)-1] // the mark of an end
		c.next()
	case len(c.path) == maxBER, size < 0 && tag&0x20 == 0, len(c.path) == 0 && tag != 0x30:
		c.done = true
	case tag&0x20 != 0:
		if size > 0 {
			c.used(size) // of the elements around it
		}
		c.path = append(c.path, berLevel{left: size})
		c.close()
	default:
		c.left, c.take = size, c.use(tag)
		if size == 0 {
			c.next()
		}
	}
}

// used counts bytes in the innermost element around that has a length: those around that one have counted it whole.
func (c *cms) used(n int64) {
	for i := len(c.path) - 1; i >= 0; i-- {
		if l := &c.path[i]; l.left >= 0 {
			if l.left -= n; l.left < 0 {
				c.done = true // it is longer than what it stands in
			}
			return
		}
	}
}

// use tells what an element is for, by where it stands.
func (c *cms) use(tag byte) int {
	switch {
	case tag == 0x06 && len(c.path) == 1 && c.path[0].index == 0:
		return berKind
	case tag == 0x04 && (c.kind == cmsSigned || c.kind == cmsPacked) && c.stands(cmsContent):
		return berContent
	}
	return berSkip
}

func (c *cms) stands(at []int) bool {
	if len(c.path) < len(at) {
		return false
	}
	for i, index := range at {
		if c.path[i].index != index {
			return false
		}
	}
	return true
}

func (c *cms) content(b []byte) {
	c.left -= int64(len(b))
	c.used(int64(len(b)))
	switch c.take {
	case berKind:
		if len(c.kind)+len(b) <= 32 {
			c.kind += string(b)
		}
	case berContent:
		c.some = true
		c.out(b)
	}
	if c.left == 0 {
		c.next()
	}
}

// next goes on to the element after the one that ended. What comes after the content is not read.
func (c *cms) next() {
	if len(c.path) > 0 {
		c.path[len(c.path)-1].index++
	}
	c.close()
	c.done = c.done || len(c.path) == 3 && c.stands([]int{1, 0, 3})
}

// close ends the elements that have no bytes left.
func (c *cms) close() {
	for len(c.path) > 0 && c.path[len(c.path)-1].left == 0 {
		c.path = c.path[:len(c.path)-1]
		if len(c.path) > 0 {
			c.path[len(c.path)-1].index++
		}
	}
}
