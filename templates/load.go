package templates

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"text/template"

	"complaintsd/cases"
)

//go:embed nl/*.txt en/*.txt
var texts embed.FS

// partsFile holds the pieces that several texts share.
const partsFile = "parts.txt"

// set is the texts of one language and tone, by kind.
type set map[cases.NoticeKind]text

// text is one letter: a subject and a body, both with {{fields}}.
type text struct {
	name          string // of its file, for faults
	source        string // the file that an organisation replaced: its own, or that of the parts
	subject, body *template.Template
}

// load parses the texts. A later source replaces single files of an earlier one.
func load(l cases.Language, t cases.Tone, own []Override) (set, error) {
	parts, shared, err := loadParts(l, t, own)
	if err != nil {
		return nil, err
	}
	loaded := set{}
	var faults []error
	for _, k := range append(cases.NoticeKinds(), takenBackText, relievedText) {
		if !k.ToParent() && k != cases.DigestNotice && l != cases.Dutch { // staff read Dutch, but for their digest
			continue
		}
		f, err := read(string(k)+".txt", l, own)
		if err == nil {
			from := cmp.Or(when(f.own, f.name), when(shared.own, shared.name), f.name)
			loaded[k], err = parseText(f, from, parts, t)
		}
		faults = append(faults, err)
	}
	return loaded, oneEach(faults)
}

// loadParts parses the pieces that texts share. Those of an organisation stand over the built-in ones, each by itself: who
// wants another greeting writes that one only.
func loadParts(l cases.Language, t cases.Tone, own []Override) (*template.Template, source, error) {
	parts := template.New(partsFile).Option("missingkey=error").Funcs(functions)
	shared := source{}
	for _, from := range [][]Override{nil, own} {
		f, err := read(partsFile, l, from)
		if err != nil {
			return nil, f, err
		}
		if _, err := parts.New(f.name).Parse(marked(f.words, t)); err != nil {
			return nil, f, textFault(f.name, err)
		}
		shared = f
	}
	return parts, shared, nil
}

// source is a file with a text, under the name by which faults call it.
type source struct {
	name, words string
	own         bool // an organisation replaced the built-in one
}

func read(name string, l cases.Language, own []Override) (source, error) {
	name = path.Join(string(l), name)
	for _, v := range slices.Backward(own) {
		b, err := fs.ReadFile(v.Files, name)
		if err == nil {
			return source{v.called(name), string(b), true}, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return source{}, fmt.Errorf("%s: cannot be read: %w; let this program's user read it", v.called(name), err)
		}
	}
	b, err := fs.ReadFile(texts, name)
	if err != nil {
		return source{}, fmt.Errorf("read text %s: %w", name, err)
	}
	return source{name, string(b), false}, nil
}

// parseText takes the first line for the subject, the rest for the body. The texts share the trees of the parts: they
// are the larger half of all that is parsed.
func parseText(f source, from string, parts *template.Template, tone cases.Tone) (text, error) {
	first, rest, _ := strings.Cut(f.words, "\n")
	base, err := parts.Clone()
	if err != nil {
		return text{}, textFault(f.name, err)
	}
	subject, err := base.New(subjectOf + f.name).Parse(marked(first, tone))
	if err != nil {
		return text{}, textFault(f.name, err)
	}
	body, err := base.New(f.name).Parse(lineEnd + marked(rest, tone))
	if err != nil {
		return text{}, textFault(f.name, err)
	}
	return text{f.name, from, subject, body}, nil
}

var functions = template.FuncMap{
	"prose": prose,
	"quote": func(s string) string { return cited(quote, unwrapped(s)) },
	"title": title,
	"list":  func(first string, rest ...string) []string { return append([]string{first}, rest...) },
}

// filled is a letter with its words, before it is text or HTML.
type filled struct {
	subject string
	blocks  []block
}

// plain is the whole plain part.
func (f filled) plain(p *page) string {
	var b strings.Builder
	b.Grow(1024 + 64*len(f.blocks))
	plain(&b, f.blocks)
	plainFoot(&b, p)
	return b.String()
}

// words fills the text of the organisation. When that fails, the built-in text says what has to be said.
func (w *Writer) words(p *page) (filled, error) {
	f, err := w.fill(p.o.Prefix, p)
	if err != nil {
		f, err = w.fill("", p)
	}
	if e := p.enclosure(); e != "" {
		f.blocks = append(f.blocks, block{para, e})
	}
	return f, err
}

func (w *Writer) fill(org string, p *page) (filled, error) {
	t, ok := w.sets[setKey{org, p.language, tone(p.o)}][textOf(p.n)]
	if !ok {
		return filled{}, fmt.Errorf("no text for %s in %s of %s", p.n.Kind, p.language, p.o.Prefix)
	}
	var subject, body strings.Builder
	if err := t.subject.Execute(&subject, p); err != nil {
		return filled{}, textFault(t.name, err)
	}
	body.Grow(roomFor(p.n.Kind))
	if err := t.body.Execute(&body, p); err != nil {
		return filled{}, textFault(t.name, err)
	}
	return filled{clean(tagged(p, inline(subject.String()))), parse(body.String())}, nil
}

// roomFor is about how long a filled body gets, in bytes: the links of staff letters are long.
func roomFor(k cases.NoticeKind) int {
	if k.ToParent() {
		return 2 << 10
	}
	return 7 << 10
}

// tagged puts the reference before the subject, bare: the token stays out of sight.
func tagged(p *page, subject string) string {
	if p.c.Ref == "" {
		return subject
	}
	return "[" + string(p.c.Ref) + "] " + subject
}
