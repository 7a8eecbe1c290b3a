package mailin

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"strings"
)

// leaf is a part whose body is being read: decoded, and then kept as text, hashed as a file, or read as
// a message of its own.
type leaf struct {
	pass  *pass
	node  *node
	dec   decoder
	keep  bool // the bytes are text or a report
	file  *Attachment
	hash  hash.Hash
	cut   bool // a limit was met
	lines *splitter
}

// reports are parts that the program reads and people do not.
var reports = map[string]bool{
	"message/delivery-status": true, "message/global-delivery-status": true,
	"message/feedback-report": true, "message/disposition-notification": true,
	"text/rfc822-headers": true, "message/global-headers": true, "message/rfc822-headers": true,
}

func (p *pass) newLeaf(n *node, fields []Header, depth int) *leaf {
	l := &leaf{pass: p, node: n}
	disposition, dp := parseMedia(first(fields, "Content-Disposition"))
	name := ""
	for _, v := range []string{dp["filename"], n.params["name"], n.params["filename"], n.params["file"]} {
		if name == "" {
			name = fileName(decodeWords(v, p.defect))
		}
	}
	switch {
	case reports[n.kind]:
		l.keep, n.report = true, true
	case isText(n.kind) && disposition != "attachment" && name == "":
		l.keep = true
	default:
		l.file = &Attachment{Name: name, Type: n.kind, Inline: inline(n, disposition, fields)}
		l.hash = sha256.New()
		// A text with a name is a file, unless it turns out to be all the text there is.
		n.spare = isText(n.kind) && disposition != "attachment"
		if n.kind == "message/rfc822" || n.kind == "message/global" {
			l.open(depth)
		}
	}
	l.dec = newDecoder(first(fields, "Content-Transfer-Encoding"), l.take, p.defect)
	if _, ok := l.dec.(*base64Decoder); ok && p.lim.Hashed && l.file != nil && !n.spare && l.lines == nil {
		l.hash, l.dec = nil, &base64Counter{take: l.count}
	}
	return l
}

func isText(kind string) bool { return kind == "text/plain" || kind == "text/html" }

// inline tells whether a file is shown within the text rather than beside it.
func inline(n *node, disposition string, fields []Header) bool {
	if disposition == "inline" {
		return true
	}
	return disposition == "" && first(fields, "Content-ID") != "" && strings.HasPrefix(n.kind, "image/")
}

// open begins to read the attached message.
func (l *leaf) open(depth int) {
	if depth+1 >= l.pass.lim.Depth {
		l.pass.defect("too-deep")
		return
	}
	l.node.inner = l.pass.newLetter(depth+1, l.pass.lim.PartHeader)
	l.lines = &splitter{take: l.node.inner.env.line}
}

// take gets decoded bytes.
func (l *leaf) take(b []byte) {
	if l.pass.decoded += int64(len(b)); l.pass.decoded > l.pass.lim.Decoded {
		l.cut = true
		l.pass.defect("too-big")
		return
	}
	if l.keep || l.node.spare {
		l.takeText(b)
	}
	if l.file == nil {
		return
	}
	l.file.Size += int64(len(b))
	if l.pass.inside == 0 || l.lines != nil {
		l.hash.Write(b)
	}
	if l.lines != nil {
		l.lines.Write(b)
	}
}

// count takes the size of a file that is not decoded.
func (l *leaf) count(size int64) {
	l.file.Size += size
	if l.pass.decoded += size; l.pass.decoded > l.pass.lim.Decoded {
		l.cut = true
		l.pass.defect("too-big")
	}
}

func (l *leaf) takeText(b []byte) {
	room := &l.pass.room
	switch {
	case l.node.report:
		room = &l.pass.reportRoom
	case l.node.spare:
		room = &l.pass.spareRoom
	}
	if len(b) > *room {
		b = b[:*room]
		if !l.node.spare {
			l.pass.defect("text-cut")
		}
	}
	*room -= len(b)
	l.node.text = append(l.node.text, b...)
}

func (l *leaf) close() {
	l.dec.close()
	if l.lines != nil {
		l.lines.close()
		l.node.inner.close()
	}
	if l.file == nil {
		return
	}
	if !l.cut && l.hash != nil {
		l.file.SHA256 = hex.EncodeToString(l.hash.Sum(nil))
	}
	l.pass.add(l.node, l.file)
}

// add lists a file. Parts of an attached message are not listed: the message is, and holds them.
func (p *pass) add(n *node, a *Attachment) {
	if p.inside > 0 {
		return
	}
	if a.Name == "" {
		a.Name = fmt.Sprintf("attachment-%d%s", len(p.files)+1, extensions[n.kind])
	}
	p.files = append(p.files, *a)
}

// extensions of nameless files. The table of the operating system would differ from machine to machine.
var extensions = map[string]string{
	"message/rfc822": ".eml", "message/global": ".eml", "image/jpeg": ".jpg", "image/png": ".png",
	"image/gif": ".gif", "image/heic": ".heic", "application/pdf": ".pdf", "text/plain": ".txt",
	"text/html": ".html", "text/calendar": ".ics", "text/x-vcard": ".vcf", "text/vcard": ".vcf",
	"application/pkcs7-signature": ".p7s", "application/pgp-signature": ".asc", "video/mp4": ".mp4",
	"application/ms-tnef": ".dat", "application/zip": ".zip", "audio/mpeg": ".mp3",
}
