package main

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"maps"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"complaintsd/mailin"
	"complaintsd/mailout"
)

// latest is the letter that is answered: the newest of its kind to that address, of the organisation that is told
// about.
func (s *teller) latest(kind, to string) mailout.Letter {
	for _, l := range slices.Backward(s.letters) {
		if l.Kind == kind && l.To == to && l.Org == s.org.Prefix {
			return l
		}
	}
	s.fatalf("%s has no letter %s", to, kind)
	return mailout.Letter{}
}

func (s *teller) answer(from, how, kind, tags string, text []string) {
	l := s.latest(kind, from)
	subject := strings.TrimSpace("Re: [" + l.Ref + "] " + tags)
	headers := map[string]string{"In-Reply-To": "<" + l.MessageID + ">"}
	switch how {
	case "forges":
		headers["In-Reply-To"] = "<een.vreemd.nummer@kluppluz.example>"
	case "autoanswers":
		subject, headers["Auto-Submitted"] = "Automatisch antwoord: "+l.Subject, "auto-replied"
	}
	s.mail(from, subject, headers, text)
}

// tap sends the mail that a button opens. Its proof is the token in the link, and no server vouches for it.
func (s *teller) tap(from, label, kind string) {
	l := s.latest(kind, from)
	text := strings.Join(strings.Fields(l.Text), " ")
	_, after, found := strings.Cut(text, "- "+label)
	_, after, also := strings.Cut(after, "<mailto:")
	link, _, _ := strings.Cut(after, ">")
	u, err := url.Parse("mailto:" + link)
	if !found || !also || err != nil {
		s.fatalf("the letter %s has no button %q: %v\n%s", kind, label, err, l.Text)
	}
	s.mail(from, u.Query().Get("subject"), nil, strings.Split(u.Query().Get("body"), "\r\n"))
}

func (s *teller) mail(from, subject string, headers map[string]string, text []string) {
	s.mails++
	var b strings.Builder
	fmt.Fprintf(&b, "From: %s\r\nTo: %s\r\nSubject: %s\r\nDate: %s\r\nMessage-ID: <story.%d@post.example>\r\n",
		from, s.org.Address, subject, s.at.Format(time.RFC1123Z), s.mails)
	if s.cc != "" {
		fmt.Fprintf(&b, "Cc: %s\r\n", s.cc)
	}
	for _, k := range slices.Sorted(maps.Keys(headers)) {
		fmt.Fprintf(&b, "%s: %s\r\n", k, headers[k])
	}
	b.WriteString(s.body(text))
	s.deliver(b.String())
}

// body writes the text of a mail, and the files that lines like `file rooster.pdf` and `file plan.pdf of 11 MB` name.
func (s *teller) body(lines []string) string {
	const text = "Content-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n"
	isFile := func(l string) bool { return strings.HasPrefix(l, "file ") }
	words := strings.Join(slices.DeleteFunc(slices.Clone(lines), isFile), "\r\n")
	if !slices.ContainsFunc(lines, isFile) {
		return "MIME-Version: 1.0\r\n" + fmt.Sprintf(text, words)
	}
	var b strings.Builder
	b.WriteString("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=rand\r\n\r\n--rand\r\n")
	fmt.Fprintf(&b, text, words)
	for _, l := range lines {
		if isFile(l) {
			b.WriteString(s.attached(strings.Fields(l)[1:]))
		}
	}
	return b.String() + "--rand--\r\n"
}

// storyFiles are how files begin, by the ending of their names.
var storyFiles = map[string]string{".pdf": "%PDF-1.4\n", ".png": "\x89PNG\r\n\x1a\n", ".jpg": "\xff\xd8\xff", ".docx": "PK\x03\x04 word/", ".exe": "MZ\x00"}

func (s *teller) attached(words []string) string {
	name, size := words[0], 2000
	if len(words) == 4 {
		n, err := strconv.Atoi(words[2])
		if err != nil {
			s.fatalf("a file of %v", words)
		}
		size = n << 20
	}
	content := storyFiles[filepath.Ext(name)] + strings.Repeat("inhoud ", size/7)
	return fmt.Sprintf("--rand\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=%s\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n",
		name, base64.StdEncoding.EncodeToString([]byte(content)))
}

// vouched is what the organisation's mail server writes into a mail of its own people.
func (s *teller) vouched(who string) map[string]string {
	if _, ok := s.org.Person(who); !ok {
		return nil
	}
	return map[string]string{"Authentication-Results": s.org.Proof.Authserv +
		"; dkim=pass header.d=kluppluz.example; dmarc=pass header.from=kluppluz.example"}
}

func (s *teller) bounce(kind, to string) {
	l := s.latest(kind, to)
	s.mails++
	s.deliver(strings.ReplaceAll(fmt.Sprintf(`From: MAILER-DAEMON@mx.post.example
To: %s
Subject: Undelivered Mail Returned to Sender
Date: %s
Message-ID: <story.%d@mx.post.example>
Return-Path: <>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=grens

--grens
Content-Type: text/plain

Uw bericht kon niet worden bezorgd.

--grens
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.post.example

Final-Recipient: rfc822; %s
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 No such user

--grens
Content-Type: text/rfc822-headers

Message-ID: <%s>
To: %s

--grens--
`, s.org.Address, s.at.Format(time.RFC1123Z), s.mails, to, l.MessageID, to), "\n", "\r\n"))
}

var sentLetter = regexp.MustCompile(`\{(\S+) to (\S+)\}`)

// machine delivers a mail as it is written, with a date and an id of its own where it has none.
func (s *teller) machine(lines []string) {
	s.mails++
	mail := sentLetter.ReplaceAllStringFunc(strings.Join(lines, "\r\n")+"\r\n", func(m string) string {
		f := sentLetter.FindStringSubmatch(m)
		return s.latest(f[1], s.address(f[2])).MessageID
	})
	if !strings.Contains(mail, "Date: ") {
		mail = "Date: " + s.at.Format(time.RFC1123Z) + "\r\n" + mail
	}
	if !strings.Contains(mail, "Message-ID: ") {
		mail = fmt.Sprintf("Message-ID: <story.%d@machine.example>\r\n", s.mails) + mail
	}
	s.deliver(mail)
}

func (s *teller) deliver(mail string) {
	raw := mailin.Raw{
		Place:   mailin.Place{Account: s.org.Prefix, Mailbox: "INBOX", Validity: 1, UID: uint32(s.mails)},
		Arrived: s.at, Size: int64(len(mail)),
		Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(mail)), nil },
	}
	if err := s.play.Mail(context.Background(), raw); err != nil {
		s.fatalf("%v", err)
	}
}
