package templates

import (
	"fmt"
	"strings"

	"complaintsd/cases"
	"complaintsd/mailout/mime"
)

// files are what travels with a letter: what the handler sent along, and with the notice to the registrar the letter
// that is to be posted, with all that belongs to it.
func (p *page) files() ([]mime.File, error) {
	var files []mime.File
	enclosed := p.n.Files
	if p.n.Post != nil {
		s, err := p.postSheet()
		if err != nil {
			return nil, err
		}
		if s.bytes != nil {
			files = append(files, mime.File{Name: s.name, Type: pdfType, Data: s.bytes})
		}
		enclosed = cleanFiles(p.n.Post.Files)
	}
	for _, f := range enclosed {
		files = append(files, mime.File{Name: f.Name, Type: f.Type, Data: f.Data})
	}
	return files, nil
}

const pdfType = "application/pdf"

// enclosure is the line below a letter that says what comes with it; "" for nothing.
func (p *page) enclosure() string {
	var names []string
	for _, f := range p.n.Files {
		names = append(names, f.Name)
	}
	labels := enclosures[p.language]
	switch len(names) {
	case 0:
		return ""
	case 1:
		return labels[0] + ": " + names[0]
	}
	return labels[1] + ": " + strings.Join(names, ", ")
}

var enclosures = map[cases.Language][2]string{
	cases.Dutch:   {"Bijlage", "Bijlagen"},
	cases.English: {"Enclosure", "Enclosures"},
}

// PostFiles are the files that are to be posted with a letter on paper.
func (p *page) PostFiles() string {
	if p.n.Post == nil {
		return ""
	}
	return listed(cleanFiles(p.n.Post.Files))
}

// listed names files with their sizes.
func listed(files []cases.File) string {
	var names []string
	for _, f := range files {
		names = append(names, fmt.Sprintf("%s (%s)", f.Name, size(f.Size)))
	}
	return strings.Join(names, ", ")
}

// left names the pictures within the text of the mail that stay behind when its letter leaves.
func (p *page) left(n cases.Notice) string {
	encloses := n.Kind == cases.Message || n.Kind == cases.Proposal || n.Kind == cases.Closing
	if p.n.Mail == nil || !encloses {
		return ""
	}
	return listed(p.n.Mail.Left())
}

// faultFile says why a file cannot go with a letter.
func faultFile(_ *page, r cases.Result) string {
	why := fileFaults[strings.Join(r.Refusal.Missing, "")]
	if why == "" {
		why = fileFaults[cases.FileType]
	}
	return strings.ReplaceAll(why, "NAAM", arg(r)) + " Er is niets verstuurd."
}

var fileFaults = map[string]string{
	cases.FileTooBig:    "De bijlagen zijn samen groter dan 10 MB. Maak ze kleiner, of stuur ze in meer dan één mail.",
	cases.FileType:      "De bijlage “NAAM” kan niet mee. Alleen pdf, jpg, png en docx kunnen mee.",
	cases.FileDangerous: "De bijlage “NAAM” kan niet mee, want zo’n bestand kan schade doen. Maak er een pdf van.",
	cases.FileFalse:     "De bijlage “NAAM” is iets anders dan de naam zegt. Bewaar het bestand opnieuw, het liefst als pdf.",
	cases.FileGone:      "De bijlagen bij deze brief zijn niet meer te lezen. Vraag de collega die wil sluiten om dat opnieuw te doen, met de bijlagen.",
	cases.FileUnread:    "De bijlage “NAAM” is leeg of beschadigd. Voeg hem opnieuw toe.",
}
