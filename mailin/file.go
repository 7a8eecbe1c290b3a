package mailin

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
)

// file is a file of a mail while it is read: counted, hashed, and looked at for what it really is.
type file struct {
	pass   *pass
	name   string
	label  string // the type that the mail gives it
	inline bool
	size   int64
	head   []byte    // the first bytes: they tell the type
	hash   hash.Hash // nil when nobody wants it
	cut    bool      // a limit was met
	keep   bool      // the content is wanted
	data   []byte
}

// headSize is how much of a file is looked at.
const headSize = 512

func (p *pass) newFile(name, label string, inline bool) *file {
	f := &file{pass: p, name: name, label: label, inline: inline}
	f.keep = p.inside == 0 && p.lim.Files > 0
	if f.keep || p.inside == 0 && (p.lim.FileHashes || !p.lim.Hashed) {
		f.hash = sha256.New()
	}
	return f
}

func (f *file) write(b []byte) {
	f.size += int64(len(b))
	f.look(b)
	if f.hash != nil {
		f.hash.Write(b)
	}
	if !f.keep {
		return
	}
	if f.pass.kept += int64(len(b)); f.pass.kept > f.pass.lim.Files {
		f.keep, f.data = false, nil
		return
	}
	f.data = append(f.data, b...)
}

func (f *file) look(b []byte) {
	if room := headSize - len(f.head); room > 0 {
		f.head = append(f.head, b[:min(room, len(b))]...)
	}
}

// list adds the file to the message's. Files of an attached message are not listed: the message is, and holds
// them.
func (f *file) list() {
	p := f.pass
	if p.inside > 0 {
		return
	}
	a := Attachment{Name: f.name, Type: typeOf(f.label, f.name, f.head), Size: f.size, Inline: f.inline, Data: f.data}
	if a.Type != f.label && !vague[f.label] {
		p.defect("type-corrected")
	}
	if a.Name == "" {
		a.Name = fmt.Sprintf("attachment-%d%s", len(p.files)+1, extensions[a.Type])
	}
	if f.hash != nil && !f.cut {
		a.SHA256 = hex.EncodeToString(f.hash.Sum(nil))
	}
	p.files = append(p.files, a)
}

// extensions of nameless files. The table of the operating system would differ from machine to machine.
var extensions = map[string]string{
	"message/rfc822": ".eml", "message/global": ".eml", "image/jpeg": ".jpg", "image/png": ".png",
	"image/gif": ".gif", "image/heic": ".heic", "application/pdf": ".pdf", "text/plain": ".txt",
	"text/html": ".html", "text/calendar": ".ics", "text/x-vcard": ".vcf", "text/vcard": ".vcf",
	"application/pkcs7-signature": ".p7s", "application/pgp-signature": ".asc", "video/mp4": ".mp4",
	"application/ms-tnef": ".dat", "application/zip": ".zip", "audio/mpeg": ".mp3", "image/tiff": ".tif",
	"image/webp": ".webp", "application/rtf": ".rtf", "application/pkcs7-mime": ".p7m",
	"message/delivery-status": ".txt", "text/rfc822-headers": ".txt", "message/disposition-notification": ".txt",
}
