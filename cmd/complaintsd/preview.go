package main

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"strings"

	"complaintsd/cases"
	"complaintsd/mailout"
	"complaintsd/templates"
)

type previewCmd struct {
	configured
	Out string `required:"" help:"Folder for the letters." type:"path"`
}

// Run writes the letters of each organisation with its own texts, words, people and looks.
func (c previewCmd) Run(w *world) error {
	cfg, err := c.load(w)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return fmt.Errorf("make the folder for the letters: %w", err)
	}
	writer, err := writerOf(cfg, "example", templates.SampleKeys())
	if err != nil {
		return err
	}
	var written []shelf
	count := 0
	for _, o := range cfg.Organisations {
		on := shelf{Org: o.Name}
		for _, s := range named(o, len(cfg.Organisations)) {
			subject, err := c.preview(writer, s)
			if err != nil {
				return fmt.Errorf("preview %s: %w", s.Name, err)
			}
			on.put(s, subject)
			count++
		}
		written = append(written, on)
	}
	if err := writeIndex(c.Out, written); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w.stdout, "%d letters written to %s; open %s\n", count, c.Out, filepath.Join(c.Out, indexName))
	return err
}

// named gives the samples of an organisation. Where there are several, the prefix tells the files apart.
func named(o *cases.Organisation, of int) []templates.Sample {
	samples := templates.SamplesOf(o)
	for i := range samples {
		if of > 1 {
			samples[i].Name += "-" + strings.ToLower(o.Prefix)
		}
	}
	return samples
}

// preview writes the letter of a sample as its receiver gets it, each of its forms in a file.
func (c previewCmd) preview(writer *templates.Writer, s templates.Sample) (subject string, err error) {
	letters, err := writer.Letters(s.Org, s.Step, s.Now)
	if err != nil {
		return "", err
	}
	for _, l := range letters {
		if cases.NoticeKind(l.Kind) != s.Kind {
			continue
		}
		subject = l.Subject
		forms := map[string]string{".txt": l.Subject + "\n\n" + l.Text}
		if l.State != mailout.Paper {
			if forms[".html"], err = htmlOf(l.Bytes); err != nil {
				return "", err
			}
		}
		if s.Kind.ToParent() {
			sheet, err := writer.Paper(s.Org, s.Step, s.Step.Notices[0], s.Now)
			if err != nil {
				return "", err
			}
			forms[".pdf"] = string(sheet)
		}
		for ext, text := range forms {
			if err := os.WriteFile(filepath.Join(c.Out, s.Name+ext), []byte(text), 0o644); err != nil {
				return "", err
			}
		}
	}
	return subject, nil
}

// htmlOf takes the HTML part out of a letter of ours.
func htmlOf(letter []byte) (string, error) {
	m, err := mail.ReadMessage(bytes.NewReader(letter))
	if err != nil {
		return "", err
	}
	return htmlIn(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body)
}

func htmlIn(contentType, encoding string, body io.Reader) (string, error) {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return "", err
	}
	if kind == "text/html" {
		if encoding == "quoted-printable" {
			body = quotedprintable.NewReader(body)
		}
		text, err := io.ReadAll(body)
		return string(text), err
	}
	if params["boundary"] == "" {
		return "", nil
	}
	for parts := multipart.NewReader(body, params["boundary"]); ; {
		p, err := parts.NextRawPart()
		if err == io.EOF {
			return "", nil
		}
		if err != nil {
			return "", err
		}
		html, err := htmlIn(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p)
		if err != nil || html != "" {
			return html, err
		}
	}
}
