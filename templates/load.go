package templates

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
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
type text struct{ subject, body *template.Template }

// load parses the texts. A later source replaces single files of an earlier one.
func load(l cases.Language, t cases.Tone, from ...fs.FS) (set, error) {
	shared, err := read(partsFile, l, from)
	if err != nil {
		return nil, err
	}
	loaded := set{}
	var faults []error
	for _, k := range cases.NoticeKinds() {
		if !k.ToParent() && l != cases.Dutch {
			continue
		}
		source, err := read(string(k)+".txt", l, from)
		if err == nil {
			loaded[k], err = parseText(string(k), marked(source, t), marked(shared, t))
		}
		faults = append(faults, err)
	}
	return loaded, errors.Join(faults...)
}

func read(name string, l cases.Language, from []fs.FS) (string, error) {
	name = path.Join(string(l), name)
	for i := len(from) - 1; i >= 0; i-- {
		b, err := fs.ReadFile(from[i], name)
		if err == nil {
			return string(b), nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("read text %s: %w", name, err)
		}
	}
	return "", fmt.Errorf("read text %s: %w", name, fs.ErrNotExist)
}

// parseText takes the first line for the subject, the rest for the body.
func parseText(name, source, shared string) (text, error) {
	first, rest, _ := strings.Cut(source, "\n")
	base, err := template.New("parts").Option("missingkey=error").Funcs(functions).Parse(shared)
	if err != nil {
		return text{}, fmt.Errorf("parse text %s: %w", partsFile, err)
	}
	subject, err := base.New("subject").Parse(first)
	if err != nil {
		return text{}, fmt.Errorf("parse subject of text %s: %w", name, err)
	}
	body, err := base.New(name).Parse(rest)
	if err != nil {
		return text{}, fmt.Errorf("parse text %s: %w", name, err)
	}
	return text{subject, body}, nil
}

var functions = template.FuncMap{
	"prose": prose,
	"quote": func(s string) string { return cited(quote, s) },
	"title": title,
	"list":  func(first string, rest ...string) []string { return append([]string{first}, rest...) },
}

// filled is a letter with its words, before it is text or HTML.
type filled struct {
	subject string
	blocks  []block
}

func (w *Writer) words(p *page) (filled, error) {
	t, ok := w.sets[setKey{p.o.Prefix, p.language, tone(p.o)}][p.n.Kind]
	if !ok {
		return filled{}, fmt.Errorf("no text for %s in %s of %s", p.n.Kind, p.language, p.o.Prefix)
	}
	var subject, body strings.Builder
	if err := t.subject.Execute(&subject, p); err != nil {
		return filled{}, fmt.Errorf("fill subject: %w", err)
	}
	body.Grow(4096)
	if err := t.body.Execute(&body, p); err != nil {
		return filled{}, fmt.Errorf("fill text: %w", err)
	}
	return filled{clean(tagged(p, inline(subject.String()))), parse(body.String())}, nil
}

// tagged puts the reference before the subject, bare: the token stays out of sight.
func tagged(p *page, subject string) string {
	if p.c.Ref == "" {
		return subject
	}
	return "[" + string(p.c.Ref) + "] " + subject
}
