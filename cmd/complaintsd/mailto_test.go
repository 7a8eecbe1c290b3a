package main

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"complaintsd/cases"
	"complaintsd/mailin"
	"complaintsd/mailout"
	"complaintsd/templates"
)

// A mailto as every mail program opens it (RFC 6068): letters, digits and %XX of UTF-8, no + for a blank, one ? and at
// most one &, and lines of the text that end in %0D%0A.
var (
	wholeLink = regexp.MustCompile(`^mailto:([A-Za-z0-9@._~-]+)(?:\?subject=((?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+)(?:&body=((?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+))?)?$`)
	textLink  = regexp.MustCompile(`mailto:[^>\s]*`)
	htmlLink  = regexp.MustCompile(`href="(mailto:[^"]*)"`)
)

// Each link of each letter: of the samples here, of the stories in TestStories.
//
// What Outlook for the desktop does besides: it cuts a mailto at about 2,000 bytes, so that 1,800 are safe; and where its
// option to use UTF-8 in them is off, it reads the bytes of %C3%A9 as two letters of Windows-1252. The subjects that it
// then sends are read all the same (mailin: TestSubjectsThatOutlookGarbled).
func TestLinksOfSamples(t *testing.T) {
	w, err := templates.New("i1k2", templates.SampleKeys(), templates.SampleOrganisations())
	if err != nil {
		t.Fatal(err)
	}
	links := 0
	for _, s := range templates.Samples() {
		letters, err := w.Letters(s.Org, s.Step, s.Now)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range letters {
			n, err := linksOf(l, l.From)
			if links += n; err != nil {
				t.Errorf("%s: %v", s.Name, err)
			}
		}
	}
	if links < 250 {
		t.Errorf("only %d links", links)
	}
}

// linksOf checks the links of a letter, and that what the text part tells to write is what the HTML part opens.
func linksOf(l mailout.Letter, to string) (int, error) {
	if !bytes.HasPrefix(l.Bytes, []byte("From:")) && l.To == "" {
		return 0, nil // on paper
	}
	text, page, err := partsOf(l.Bytes)
	if err != nil {
		return 0, err
	}
	all := textLink.FindAllString(text, -1)
	opens := map[string]bool{}
	for _, m := range htmlLink.FindAllStringSubmatch(page, -1) {
		if strings.Contains(strings.ReplaceAll(m[1], "&amp;", ""), "&") {
			return 0, fmt.Errorf("a bare & in the HTML: %s", m[1])
		}
		link := html.UnescapeString(m[1])
		commands, err := opensWith(link, l, to)
		if err != nil {
			return 0, err
		}
		for _, c := range commands {
			opens["["+c+"]"] = !strings.Contains(text, link) // else the link itself stands there
		}
		all = slices.DeleteFunc(all, func(s string) bool { return s == link })
	}
	if len(all) > 0 {
		return 0, fmt.Errorf("links of the text part that the HTML part has not: %q", all)
	}
	flat := strings.Join(strings.Fields(text), " ")
	for c, words := range opens {
		if words && !strings.Contains(flat, c) {
			return 0, fmt.Errorf("the HTML part opens %q, of which the text part does not tell", c)
		}
	}
	return len(htmlLink.FindAllString(page, -1)), nil
}

func written(c cases.Command) string {
	return strings.TrimSpace(c.Word + " " + strings.Join(c.Args, " "))
}

// opensWith reads a link as a mail program does, and its subject as this house does, and gives the commands.
func opensWith(link string, l mailout.Letter, to string) ([]string, error) {
	m := wholeLink.FindStringSubmatch(link)
	switch {
	case m == nil:
		return nil, fmt.Errorf("not plain: %s", link)
	case len(link) > 1800:
		return nil, fmt.Errorf("%d bytes: %s", len(link), link)
	case m[2] == "":
		return nil, nil // somebody else's address
	}
	subject, err := url.PathUnescape(m[2])
	if err != nil {
		return nil, err
	}
	body, err := url.PathUnescape(m[3])
	if err != nil || strings.Contains(strings.ReplaceAll(body, "\r\n", ""), "\n") || strings.ToValidUTF8(subject+body, "") != subject+body {
		return nil, fmt.Errorf("%w: text %q", err, body)
	}
	tags := mailin.ParseTags(subject)
	if m[1] != to { // a question to a colleague carries no proof and no command
		if len(tags.Commands) > 0 || tags.Token != "" {
			return nil, fmt.Errorf("goes to %s: %s", m[1], link)
		}
		return nil, nil
	}
	if len(tags.Unknown) > 0 || len(tags.Commands) == 0 || tags.Ref != "" && tags.Token == "" {
		return nil, fmt.Errorf("subject %q is read as %+v", subject, tags)
	}
	var all []string
	for _, c := range tags.Commands {
		if _, ok := cases.FindWord(c.Word); !ok {
			return nil, fmt.Errorf("no word %q: %s", c.Word, subject)
		}
		all = append(all, written(c))
	}
	if tags.Ref != "" && l.Ref != "" && string(tags.Ref) != l.Ref {
		return nil, fmt.Errorf("a letter about %s opens %q", l.Ref, subject)
	}
	return all, nil
}

// partsOf gives the text and the HTML of a letter.
func partsOf(raw []byte) (text, page string, err error) {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return "", "", err
	}
	err = eachPart(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body, func(kind string, r io.Reader) error {
		b, err := io.ReadAll(r)
		switch kind {
		case "text/plain":
			text = string(b)
		case "text/html":
			page = string(b)
		}
		return err
	})
	return text, page, err
}

func eachPart(contentType, encoding string, body io.Reader, take func(string, io.Reader) error) error {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return err
	}
	if !strings.HasPrefix(kind, "multipart/") {
		if strings.EqualFold(encoding, "quoted-printable") {
			body = quotedprintable.NewReader(body)
		}
		return take(kind, body)
	}
	parts := multipart.NewReader(body, params["boundary"])
	for {
		p, err := parts.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = eachPart(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p, take)
		}
		if err != nil {
			return err
		}
	}
}
