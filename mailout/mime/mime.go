// Package mime gives a letter its final bytes. They are made once and are the same for the same input: a
// second attempt at delivery, on another day or after a crash, sends what was decided and nothing else.
//
// Failure policy: an address that is none is refused with an error, before any byte exists. Nothing else
// can fail: values with line breaks are encoded by the library and never become a header of their own.
package mime

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/mail"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	gomail "github.com/wneessen/go-mail"
)

// Parts is all that a letter consists of.
type Parts struct {
	From, FromName string // bare address, display name
	To, ToName     string // bare address; the name may be empty
	ReplyTo        string // bare address, "" for none
	Subject        string
	MessageID      string // without < >
	Date           time.Time
	InReplyTo      string   // without < >, "" for none
	References     []string // without < >, oldest first
	Auto           Auto
	Text, HTML     string // LF
	Files          []File
}

// Auto says why a letter leaves without a person's hand (RFC 3834 section 5).
type Auto string

// The values of Auto-Submitted that are in use. ByPerson leaves the header out.
const (
	ByPerson  Auto = ""
	Replied   Auto = "auto-replied"
	Generated Auto = "auto-generated"
)

// File is an attachment.
type File struct {
	Name, Type string
	Data       []byte
}

// Render makes the bytes, with CRLF.
func Render(p Parts) ([]byte, error) {
	m := gomail.NewMsg(
		gomail.WithNoDefaultUserAgent(), gomail.WithEncoding(gomail.EncodingQP), gomail.WithBoundary(boundary(p)),
	)
	if err := address(m, p); err != nil {
		return nil, fmt.Errorf("render letter %s: %w", p.MessageID, err)
	}
	header(m, p)
	text, as := written(p.Text)
	m.SetBodyWriter(gomail.TypeTextPlain, text, as)
	html, as := written(p.HTML)
	m.AddAlternativeWriter(gomail.TypeTextHTML, html, as)
	for _, f := range p.Files {
		attach(m, f)
	}
	var b bytes.Buffer
	b.Grow(room(p))
	if _, err := m.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("render letter %s: %w", p.MessageID, err)
	}
	return labelled(fixed(b.Bytes(), p), p), nil
}

func address(m *gomail.Msg, p Parts) error {
	for _, a := range []struct {
		field         gomail.AddrHeader
		name, address string
	}{{gomail.HeaderFrom, p.FromName, p.From}, {gomail.HeaderTo, p.ToName, p.To}, {gomail.HeaderReplyTo, "", p.ReplyTo}} {
		if a.address == "" && a.field == gomail.HeaderReplyTo {
			continue
		}
		// The library takes a ready address as it is; only parsing shows a line break inside it.
		parsed, err := mail.ParseAddress(a.address)
		if err != nil || parsed.Address != a.address {
			return fmt.Errorf("%s address %q is not one", a.field, a.address)
		}
		m.SetAddrHeaderFromMailAddress(a.field, &mail.Address{Name: bounded(a.name), Address: a.address})
	}
	return nil
}

func header(m *gomail.Msg, p Parts) {
	m.Subject(bounded(p.Subject))
	m.SetDateWithValue(p.Date)
	m.SetMessageIDWithValue(p.MessageID)
	if p.InReplyTo != "" {
		m.SetGenHeader(gomail.HeaderInReplyTo, "<"+p.InReplyTo+">")
	}
	if len(p.References) > 0 {
		// One string: the library joins several with a comma, which RFC 5322 section 3.6.4 does not know.
		m.SetGenHeader(gomail.HeaderReferences, "<"+strings.Join(p.References, "> <")+">")
	}
	if p.Auto != ByPerson {
		m.SetGenHeader("Auto-Submitted", string(p.Auto))
		m.SetGenHeader("X-Auto-Response-Suppress", "All") // Exchange reads this one only
	}
}

func attach(m *gomail.Msg, f File) {
	options := []gomail.FileOption{}
	if f.Type != "" {
		options = append(options, gomail.WithFileContentType(gomail.ContentType(f.Type)))
	}
	m.AttachReadSeeker(bounded(f.Name), bytes.NewReader(f.Data), options...)
}

// maxValue bounds a name or a subject, in runes. The library folds at blanks only, and a line may have 998
// bytes (RFC 5322 section 2.1.1).
const maxValue = 200

// bounded also leaves out control characters: the library encodes them, and readers decode them again.
func bounded(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return ' '
		}
		return r
	}, s)
	if utf8.RuneCountInString(s) > maxValue {
		s = string([]rune(s)[:maxValue-1]) + "…"
	}
	return s
}

// boundary is fixed in advance when there is one multipart only. The library would give several the same
// boundary, so with attachments it makes random ones, which fixed replaces.
func boundary(p Parts) string {
	if len(p.Files) > 0 {
		return ""
	}
	return derived(p, 0)
}

// derived is unknown to whoever wrote a part of the text, as the Message-ID holds a signed token.
func derived(p Parts, n byte) string {
	sum := sha256.Sum256(append([]byte(p.MessageID), n))
	length := 16
	if len(p.Files) > 0 {
		length = 30 // that of the random ones which it replaces
	}
	return hex.EncodeToString(sum[:length])
}

var boundaryForm = regexp.MustCompile(`boundary=([0-9a-f]{60})\r\n`)

// fixed replaces them where they stand: a copy of a letter with files is large.
func fixed(b []byte, p Parts) []byte {
	if len(p.Files) == 0 {
		return b
	}
	header := 0
	for n := range byte(2) {
		at := boundaryForm.FindSubmatchIndex(b[header:])
		if at == nil {
			break
		}
		random := bytes.Clone(b[header+at[2] : header+at[3]])
		header += at[1]
		replace(b, random, derived(p, n))
	}
	return b
}

// replace writes new over each old, which is as long.
func replace(b, old []byte, fresh string) {
	for at := 0; ; {
		i := bytes.Index(b[at:], old)
		if i < 0 {
			return
		}
		at += i + copy(b[at+i:], fresh)
	}
}

// room is about how many bytes a letter takes.
func room(p Parts) int {
	n := (len(p.Text)+len(p.HTML))*9/8 + 1536
	for _, f := range p.Files {
		n += len(f.Data)*137/100 + 512
	}
	return n
}
