package main

import (
	_ "embed"
	"fmt"
	"html/template"
	"os"
	"path/filepath"

	"complaintsd/templates"
)

// indexName is the page from which a preview is clicked through.
const indexName = "index.html"

//go:embed preview.html
var indexSource string

// shelf is the letters of one organisation.
type shelf struct {
	Org            string
	Parents, Staff []previewed
}

// previewed is one letter; its files begin with Name.
type previewed struct {
	Name, Subject string
	Forms         []string // of the files beside the one that is shown: txt, pdf
}

func (s *shelf) put(x templates.Sample, subject string) {
	p := previewed{Name: x.Name, Subject: subject}
	if x.Kind.ToParent() {
		s.Parents = append(s.Parents, p)
		return
	}
	s.Staff = append(s.Staff, p)
}

// writeIndex lists what stands in the folder. A letter on paper has no HTML: its text is shown, or its sheet.
func writeIndex(dir string, shelves []shelf) error {
	page, err := template.New(indexName).Parse(indexSource)
	if err != nil {
		return fmt.Errorf("read the page of the preview: %w", err)
	}
	for _, s := range shelves {
		for _, list := range [][]previewed{s.Parents, s.Staff} {
			for i := range list {
				list[i].Forms = formsOf(dir, list[i].Name)
			}
		}
	}
	f, err := os.Create(filepath.Join(dir, indexName))
	if err != nil {
		return fmt.Errorf("write the page of the preview: %w", err)
	}
	if err := page.Execute(f, shelves); err != nil {
		f.Close()
		return fmt.Errorf("write the page of the preview: %w", err)
	}
	return f.Close()
}

// formsOf are the forms of a letter, the one to look at first.
func formsOf(dir, name string) []string {
	var found []string
	for _, form := range []string{"html", "pdf", "txt"} {
		if _, err := os.Stat(filepath.Join(dir, name+"."+form)); err == nil {
			found = append(found, form)
		}
	}
	return found
}
