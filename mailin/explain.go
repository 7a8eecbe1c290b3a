package mailin

import (
	"time"

	"complaintsd/cases"
)

// Explanation is what `explain` prints of a message (DESIGN section 10). Lists are never null; Form,
// Forward and Bounce are when they do not apply. Kind, Reason, Form, Ref, Commands and Proof are for
// whoever classifies the message to fill in.
type Explanation struct {
	File        string            `json:"file"`
	MessageID   string            `json:"message_id"`
	Subject     string            `json:"subject"`
	From        string            `json:"from"`
	FromName    string            `json:"from_name"`
	ReplyTo     string            `json:"reply_to"`
	To          []string          `json:"to"`
	Cc          []string          `json:"cc"`
	Date        string            `json:"date"` // RFC 3339 or ""
	Kind        string            `json:"kind"`
	Reason      string            `json:"reason"`
	Text        string            `json:"text"` // new text
	Body        string            `json:"body"` // full text
	Attachments []Attachment      `json:"attachments"`
	IsAuto      bool              `json:"is_auto"`
	IsBounce    bool              `json:"is_bounce"`
	IsForward   bool              `json:"is_forward"`
	Forward     *Forward          `json:"forward"`
	Bounce      *Bounce           `json:"bounce"`
	Form        map[string]string `json:"form"`
	Ref         string            `json:"ref"`
	Commands    []cases.Command   `json:"commands"`
	Proof       string            `json:"proof"`
	Defects     []string          `json:"defects"`
}

// Explained gives what the message itself says; file is the name to print.
func (m Message) Explained(file string) Explanation {
	e := Explanation{
		File: file, MessageID: m.MessageID, Subject: m.Subject, Text: m.Text, Body: m.Full,
		To: bare(m.To), Cc: bare(m.Cc), Attachments: append([]Attachment{}, m.Attachments...),
		IsAuto: m.Auto != "", IsBounce: m.Bounce != nil, IsForward: m.Forward != nil,
		Forward: m.Forward, Bounce: m.Bounce, Commands: []cases.Command{},
		Defects: append([]string{}, m.Defects...),
	}
	if len(m.From) > 0 {
		e.From, e.FromName = m.From[0].Addr, m.From[0].Name
	}
	if len(m.ReplyTo) > 0 {
		e.ReplyTo = m.ReplyTo[0].Addr
	}
	if !m.Date.IsZero() {
		e.Date = m.Date.Format(time.RFC3339)
	}
	return e
}

func bare(list []Address) []string {
	out := make([]string, 0, len(list))
	for _, a := range list {
		out = append(out, a.Addr)
	}
	return out
}
