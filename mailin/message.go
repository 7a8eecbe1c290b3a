package mailin

import (
	"strings"
	"time"

	"complaintsd/cases"
)

// Address is one mailbox of a header.
type Address struct {
	Name string
	Addr string // lower case
}

// Message is what a person would read in a mail, and what the program needs of its headers.
type Message struct {
	SHA256     string // hex, of the raw bytes
	Ident      string // hex, of Message-ID, Date, From, To, Subject and body: without what relays add (invariant 2)
	Size       int64
	MessageID  string // without < >
	From       []Address
	FromCount  int // number of From headers: a command needs exactly one with one clean mailbox
	Sender     []Address
	ReplyTo    []Address
	To, Cc     []Address
	Delivered  []string  // Delivered-To, X-Original-To: bare, lower case
	Subject    string    // decoded, without control characters
	Date       time.Time // zero when absent or unreadable; location as written
	InReplyTo  []string  // without < >
	References []string
	Headers    []Header // all of the top level, in order, raw values unfolded

	Full string // whole readable text, LF
	Text string // new text: without quoted history, signature and disclaimers; never empty when Full is not
	// NothingNew tells that the writer wrote nothing of his own: Text is quoted history or a signature
	// then, only because it is never empty. A command that needs words must refuse such a text.
	NothingNew bool

	// Sealed tells why the mail cannot be read here: it is encrypted, or only the notice of a service that keeps the mail
	// itself on a page of its own. "" for any other mail.
	Sealed cases.Seal

	Attachments []Attachment
	Tables      []Table  // of Attachments: small tables, which may be a form
	Forward     *Forward // the mail inside a forwarded one
	Perhaps     *Forward // a mail inside that only a colleague would be passing on: attached, or its sender without an address
	Bounce      *Bounce  // a non-delivery report
	Returned    string   // Message-ID of the mail that a receipt or a feedback report is about
	Auto        string   // why it is automatic, "" when it is not
	AutoKind    string   // auto_reply, receipt, list, feedback, ""
	Defects     []string // what was wrong and tolerated, sorted, each once
}

// Header is one header field.
type Header struct{ Name, Value string }

// Attachment is a part that is a file.
type Attachment struct {
	Name   string `json:"name"` // clean: no path, no control characters, bounded
	Type   string `json:"type"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	Inline bool   `json:"inline"`
	Data   []byte `json:"-"` // the content, when Limits.Files asks for it
}

// Files lists the attachments as the cases know them.
func (m Message) Files() []cases.File {
	var files []cases.File
	for _, a := range m.Attachments {
		files = append(files, cases.File{Name: a.Name, Type: a.Type, SHA256: a.SHA256, Size: a.Size, Inline: a.Inline, Data: a.Data})
	}
	return files
}

// Forward is the mail inside a forwarded one, as the forwarding mail shows it.
type Forward struct {
	From     string `json:"from"`
	FromName string `json:"from_name"`
	Date     string `json:"date"` // RFC 3339 or ""
	Subject  string `json:"subject"`
	Body     string `json:"body"`

	Inner *Forward `json:"-"` // what this one passes on itself, nil when nothing
}

// Bounce is what a non-delivery report says.
type Bounce struct {
	Recipient string `json:"recipient"`
	Status    string `json:"status"` // enhanced status code (RFC 3463), or ""
	Action    string `json:"action"` // failed, delayed, delivered, relayed, expanded, or ""
	Reason    string `json:"reason"`
	MessageID string `json:"message_id"` // of the returned letter
}

// Permanent tells that nobody will try again. A report of failure with a temporary code says that the mail system
// has given up (RFC 3464 2.3.3); without an action the code decides.
func (b Bounce) Permanent() bool {
	return b.Action == "failed" || b.Action == "" && strings.HasPrefix(b.Status, "5")
}
