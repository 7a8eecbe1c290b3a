// Package templates gives a decided notice its words. Each letter is written once, as a small structured
// text; the plain part and the HTML part are both made from it, so that they never say different things.
//
// The texts stand in nl and en, and an organisation may replace any of them (Override). They are parsed and
// tried out in New: a text that cannot be filled stops the start of the program, never a letter. Should a text
// of an organisation fail on a case that no sample is like, the built-in one takes its place. Everything
// that comes from outside passes clean on its way in (clean.go), so that no name and no mail can add a
// header, a heading or a link to a letter.
package templates

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"complaintsd/cases"
	"complaintsd/mailout"
	"complaintsd/mailout/mime"
	"complaintsd/mailout/pdf"
)

// Writer writes letters. It may be used by several goroutines at once.
type Writer struct {
	instance string
	keys     cases.Keyring
	sets     map[setKey]set
	logos    map[string]pdf.Logo // by prefix of the organisation
	looks    map[string]looks    // by prefix of the organisation
}

// Override replaces texts of one organisation: Files holds nl/receipt.txt and the like, as many as differ.
type Override struct {
	Org   string // prefix
	Files fs.FS
	Dir   string // what the folder is called in faults
}

// setKey names a set of texts: those of an organisation, in a language and a tone.
type setKey struct {
	org      string
	language cases.Language
	tone     cases.Tone
}

// New reads the texts of all organisations. Instance is the id of this installation, as it stands in each
// Message-ID. The error joins every fault in every text, each in one plain line with file and mend.
func New(instance string, keys cases.Keyring, orgs []*cases.Organisation, overrides ...Override) (*Writer, error) {
	w := &Writer{instance: clean(instance), keys: keys, sets: map[setKey]set{}, logos: map[string]pdf.Logo{}, looks: map[string]looks{}}
	var faults []error
	for _, o := range orgs {
		w.looks[o.Prefix] = looksOf(cleanOrganisation(o))
		own := ownFiles(o, overrides)
		for _, v := range own {
			faults = append(faults, v.strangers()...)
		}
		for _, l := range []cases.Language{cases.Dutch, cases.English} {
			for org, from := range map[string][]Override{"": nil, o.Prefix: own} {
				texts, err := load(l, tone(o), from)
				w.sets[setKey{org, l, tone(o)}] = texts
				faults = append(faults, err)
			}
		}
	}
	if err := oneEach(faults); err != nil {
		return nil, err
	}
	return w, w.try(orgs, overrides)
}

func tone(o *cases.Organisation) cases.Tone {
	if o.Tone == cases.U {
		return cases.U
	}
	return cases.Je
}

func ownFiles(o *cases.Organisation, overrides []Override) []Override {
	return slices.DeleteFunc(slices.Clone(overrides), func(v Override) bool { return v.Org != o.Prefix })
}

// try writes every sample with the texts of each organisation that brought its own.
func (w *Writer) try(orgs []*cases.Organisation, overrides []Override) error {
	var faults []error
	for _, p := range w.tried(orgs, overrides) {
		_, err := w.fill(p.o.Prefix, p)
		faults = append(faults, err)
	}
	return oneEach(faults)
}

// tried are the samples of each organisation that brought texts of its own.
func (w *Writer) tried(orgs []*cases.Organisation, overrides []Override) []*page {
	var pages []*page
	for _, o := range orgs {
		if len(ownFiles(o, overrides)) == 0 {
			continue
		}
		for _, s := range SamplesOf(o) {
			for _, n := range s.Step.Notices {
				pages = append(pages, newPage(w.with(SampleKeys()), cleanOrganisation(s.Org), s.Step, n, s.Now))
			}
		}
	}
	return pages
}

func (w *Writer) with(keys cases.Keyring) *Writer {
	v := *w
	v.keys = keys
	return &v
}

// Letters writes the notices of a step, one letter each and in their order. The same step at the same
// moment gives the same bytes.
func (w *Writer) Letters(o *cases.Organisation, s cases.Step, now time.Time) ([]mailout.Letter, error) {
	letters := make([]mailout.Letter, 0, len(s.Notices))
	o = cleanOrganisation(o)
	prints := map[int64]printed{}
	for _, n := range s.Notices {
		p := newPage(w, o, s, n, now)
		p.prints = prints
		l, err := w.letter(p)
		if err != nil {
			return nil, fmt.Errorf("write letter %d (%s %s): %w", n.Letter, n.Kind, s.Case.Ref, err)
		}
		letters = append(letters, l)
	}
	return letters, nil
}

func (w *Writer) letter(p *page) (mailout.Letter, error) {
	words, err := w.words(p)
	if err != nil {
		return mailout.Letter{}, err
	}
	n := p.n
	l := mailout.Letter{
		ID: n.Letter, Org: p.o.Prefix, Ref: string(p.c.Ref), Kind: string(n.Kind), From: p.o.Address, To: n.Address,
		Subject: words.subject, Text: words.plain(p), MessageID: w.messageID(p),
		Token: p.token, Auto: n.Auto, Release: n.Release, State: mailout.Due,
	}
	if n.Held {
		l.State = mailout.Held
	}
	if n.Address == "" {
		return w.onPaper(p, l, words), nil
	}
	parts := w.parts(p, l, words.blocks)
	if parts.Files, err = p.files(); err != nil {
		return l, err
	}
	for _, f := range parts.Files {
		l.Files = append(l.Files, mailout.File{Name: f.Name, Type: f.Type, Size: int64(len(f.Data))})
		l.Contents = append(l.Contents, f.Data)
	}
	l.Bytes, err = mime.Render(parts)
	return l, err
}

func (w *Writer) parts(p *page, l mailout.Letter, body []block) mime.Parts {
	return mime.Parts{
		From: l.From, FromName: p.o.Name, To: l.To, ToName: p.n.To.Name, ReplyTo: l.From,
		Subject: l.Subject, MessageID: l.MessageID, Date: p.o.Local(p.now), InReplyTo: p.n.ReplyTo,
		References: p.n.Thread, Auto: auto(p.n), Text: l.Text, HTML: w.look(p).page(p, l.Subject, body),
	}
}

func (w *Writer) look(p *page) *look {
	own, ok := w.looks[p.o.Prefix]
	if !ok {
		own = looksOf(p.o)
	}
	if p.n.Parent {
		return own.parent
	}
	return own.staff
}

// auto tells answers to somebody's mail from letters that the clock sends (RFC 3834 section 5.1).
func auto(n cases.Notice) mime.Auto {
	switch {
	case !n.Auto:
		return mime.ByPerson
	case n.Kind == cases.Receipt, n.Kind == cases.TranscriptNotice, n.Kind == cases.RefusedNotice:
		return mime.Replied
	default:
		return mime.Generated
	}
}

// messageID carries the token, so that an answer proves what it answers. Mail programs fold a Message-ID of
// more than 60 characters after the header's name, which some cannot read back; the domain decides.
func (w *Writer) messageID(p *page) string {
	_, domain, _ := strings.Cut(p.o.Address, "@")
	return p.token + "." + w.instance + "@" + domain
}
