package desk

import (
	"fmt"
	"time"

	"complaintsd/cases"
	"complaintsd/mailin"
)

// attempts is how often the reading of a mail may end the process: the next time it is not read any more
// (invariant 3).
const attempts = 2

// read makes a Message of a mail. A mail that was there when the process ended twice is not read, and one
// whose reading panics is as unreadable as any other: it is kept and a person is told.
func read(mail Mail) (msg mailin.Message) {
	unread := func(defect string) mailin.Message {
		return mailin.Message{SHA256: mail.SHA256, Size: mail.Size, Defects: []string{defect}}
	}
	if mail.Attempts > attempts {
		return unread("not-read-twice-ended")
	}
	defer func() {
		if v := recover(); v != nil {
			msg = unread("reader-failed")
		}
	}()
	r, err := mail.Open()
	if err != nil {
		return unread("bytes-missing")
	}
	defer r.Close()
	lim := mailin.DefaultLimits()
	lim.Hashed = true
	msg = mailin.Parse(r, lim)
	msg.SHA256 = mail.SHA256
	return msg
}

// triage says what the mail is. Mail from before the first day and imported mail have outcomes of their own.
func (d *Desk) triage(o *cases.Organisation, mail Mail, msg mailin.Message, known cases.Known) cases.Event {
	e := mailin.Triage(msg, o, known, mail.Arrived)
	e.At, e.Org = d.Now(), o.Prefix
	if e.Mail.ID == "" {
		e.Mail.ID = mail.SHA256
	}
	switch {
	case mail.Imported && (e.Mail.Kind == cases.KindComplaint || e.Mail.Kind == cases.KindForm):
		e.Mail.Kind, e.Mail.Reason = cases.KindImported, "ingelezen uit een archief"
	case mail.Imported && e.Mail.Kind == cases.KindReply:
		e.Mail.Kind, e.Mail.Reason = cases.KindReceipt, "ingelezen uit een archief, bij een bestaande zaak"
	case mail.Imported:
		e.Ref, e.Mail.Kind, e.Mail.Reason = "", cases.KindImported, "ingelezen uit een archief"
	case mail.Arrived.Before(o.Since):
		e.Ref, e.Mail.Kind = "", cases.KindBeforeStart
		e.Mail.Reason = fmt.Sprintf("van voor de eerste dag (%s)", o.Since.Format(time.DateOnly))
	case mail.Attempts > attempts:
		e.Ref, e.Mail.Kind = "", cases.KindUnreadable
		e.Mail.Reason = "het lezen ervan heeft het programma twee keer beëindigd"
	}
	return e
}

// want says what an event needs to be decided.
func want(o *cases.Organisation, e cases.Event) Want {
	w := Want{Org: o.Prefix, Now: e.At, Year: o.Today(e.At).Year}
	if e.Ref != "" {
		w.Refs = []cases.Ref{e.Ref}
	}
	if m := e.Mail; m != nil {
		w.Sender, w.Year = m.From, o.Today(m.Arrived).Year
		if m.Form != nil {
			w.Sender = m.Form.Email
		}
	}
	if e.Tick != nil {
		w.All = e.Tick.Job == cases.JobDigest
		w.BeforeStart = e.Tick.Job == cases.JobBeforeStart
	}
	return w
}

// change gathers what a decision writes.
func (d *Desk) change(o *cases.Organisation, e cases.Event, book cases.Book, decision cases.Decision, mail *Outcome) (Change, error) {
	c := Change{Org: o.Prefix, Now: e.At}
	if same, ok := book.Case(e.Ref); ok && e.Tick != nil && len(decision.Steps) == 0 {
		// Nothing was due after all: what stands in the due table is brought up to date.
		decision.Steps = []cases.Step{{Case: same}}
	}
	for _, step := range decision.Steps {
		if step.Case.Ref != "" {
			c.Cases = append(c.Cases, step.Case)
			c.Duties = append(c.Duties, o.Duties(step.Case)...)
		}
		c.Entries = append(c.Entries, step.Entries...)
		c.Cancelled = append(c.Cancelled, step.Cancelled...)
		c.Released = append(c.Released, step.Released...)
		letters, err := d.Writer.Letters(o, step, e.At)
		if err != nil {
			return Change{}, fmt.Errorf("write the letters of %s: %w", step.Case.Ref, err)
		}
		c.Letters = append(c.Letters, letters...)
		for _, n := range step.Notices {
			c.Tokens = append(c.Tokens, n.Token)
		}
	}
	if mail != nil {
		m, out := e.Mail, decision.Mail
		c.Mail = &Outcome{
			ID: mail.ID, Kind: out.Kind, Ref: out.Ref, Reason: out.Reason, Aside: out.Aside,
			From: m.From, Subject: m.Subject, MessageID: m.MessageID, Text: m.Text,
		}
	}
	return c, nil
}
