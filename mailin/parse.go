package mailin

import (
	"io"
	"sort"
	"strings"

	"golang.org/x/text/unicode/norm"

	"complaintsd/cases"
)

// Parse reads a message. Any bytes give one: what was wrong with them is in its defects. The bytes are
// read once and never held: memory goes to the header, the readable text and one line. A reader that
// fails ends the message there, with the defect "read-error".
func Parse(r io.Reader, lim Limits) Message {
	p := newPass(lim)
	top := p.newLetter(0, lim.Header)
	take := func(l line) {
		if l.odd {
			p.defect("line-ends")
		}
		top.env.line(l)
	}
	if lim.Hashed {
		return p.read(top, func() (string, int64, error) {
			size, err := split(r, take)
			return "", size, err
		})
	}
	body := newIdent()
	top.heard, top.also = body.header, body.line
	m := p.read(top, func() (string, int64, error) { return pour(r, take) })
	m.Ident = body.sum()
	return m
}

// read makes a Message of what feed gives to top.
func (p *pass) read(top *letter, feed func() (sha string, size int64, err error)) Message {
	sha, size, err := feed()
	if err != nil {
		p.defect("read-error")
	}
	top.close()
	m := p.message(top)
	m.SHA256, m.Size = sha, size
	m.Defects = p.defectList()
	return m
}

// pass is what the reading of one mail has used up and found, over all the messages inside it.
type pass struct {
	lim        Limits
	parts      int
	decoded    int64
	room       int // bytes of text that may still be kept
	reportRoom int
	spareRoom  int
	spares     bool       // texts that are files count as text
	inside     int        // attached messages that are open
	sealed     cases.Seal // why it cannot be read here
	files      []Attachment
	kept       int64   // bytes of files that are kept, and of the one that was too much
	data       []Table // JSON and CSV, which may be a form
	defects    map[string]bool
}

func newPass(lim Limits) *pass {
	return &pass{lim: lim, room: lim.Text, reportRoom: lim.Text, spareRoom: lim.Text, defects: map[string]bool{}}
}

func (p *pass) defect(word string) { p.defects[word] = true }

func (p *pass) defectList() []string {
	list := make([]string, 0, len(p.defects))
	for word := range p.defects {
		list = append(list, word)
	}
	sort.Strings(list)
	return list
}

// letter is a message being read: the mail itself, or one inside it.
type letter struct {
	pass   *pass
	env    envelope
	walk   walker
	fields []Header
	root   *node
	heard  func([]Header) // gets the header when it is read
	also   func(line)     // gets the lines of the body too
}

func (p *pass) newLetter(depth, maxHeader int) *letter {
	l := &letter{pass: p, walk: walker{pass: p, depth: depth}}
	l.env = envelope{head: head{max: maxHeader}, fields: p.lim.Fields, begun: l.begun, body: l.line}
	return l
}

func (l *letter) begun(list []Header, h *head, repaired bool) {
	if repaired {
		l.pass.defect("header-repaired")
	}
	if h.over {
		l.pass.defect("header-too-long")
	}
	if l.env.skipped {
		l.pass.defect("blank-lines-first")
	}
	l.fields = list
	if l.heard != nil {
		l.heard(list)
	}
	l.root = l.walk.begin(list)
}

func (l *letter) line(ln line) {
	if l.also != nil {
		l.also(ln)
	}
	l.walk.line(ln)
}

func (l *letter) close() {
	l.env.finish()
	l.walk.end()
}

// message makes the Message of the mail.
func (p *pass) message(top *letter) Message {
	f := top.fields
	m := Message{
		MessageID:  messageIDOf(f),
		FromCount:  len(all(f, "From")),
		Subject:    p.text(first(f, "Subject")),
		InReplyTo:  messageIDs(strings.Join(all(f, "In-Reply-To"), " ")),
		References: messageIDs(strings.Join(all(f, "References"), " ")),
		Headers:    f,
	}
	p.people(&m, f)
	if raw := first(f, "Date"); raw != "" {
		var clean bool
		if m.Date, clean = readDate(raw); m.Date.IsZero() {
			p.defect("bad-date")
		} else if !clean {
			p.defect("odd-date")
		}
	}
	body := p.readable(top.root)
	body.text = norm.NFC.String(body.text) // parts were normal; what HTML makes of them need not be
	m.Full = unmark(body.text)
	m.Text, m.NothingNew = p.newText(body)
	m.Attachments, m.Tables = p.files, p.data
	p.classify(&m, top, body)
	if more := p.contents(top.root, !said(strings.Split(body.text, "\n"))); more != "" {
		if strings.TrimSpace(m.Full) == "" {
			m.Text, m.NothingNew = more, true // it is there to be read, and is not what the sender says
		}
		m.Full = strings.TrimSpace(m.Full + "\n\n" + more)
	}
	m.Full, m.Text = norm.NFC.String(m.Full), norm.NFC.String(m.Text)
	m.Sealed = p.sealedBy(&m, top.root)
	return m
}

func (p *pass) people(m *Message, f []Header) {
	from := strings.Join(all(f, "From"), ", ")
	list, clean := p.addresses(from)
	m.From = list
	if !clean || m.FromCount != 1 || len(m.From) != 1 || !unambiguous(from, m.From[0].Addr) {
		p.defect("bad-from")
	}
	for name, to := range map[string]*[]Address{"Sender": &m.Sender, "Reply-To": &m.ReplyTo, "To": &m.To, "Cc": &m.Cc} {
		if *to, clean = p.addresses(strings.Join(all(f, name), ", ")); !clean {
			p.defect("bad-address")
		}
	}
	for _, v := range append(all(f, "Delivered-To"), all(f, "X-Original-To")...) {
		if a := firstAddrSpec(v); a != "" && len(m.Delivered) < p.lim.Addresses {
			m.Delivered = append(m.Delivered, a)
		}
	}
}
