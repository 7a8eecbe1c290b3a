package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"complaintsd/cases"
	"complaintsd/mailin"
)

// attempts is how often the reading of a mail may end the process: the next time it is not read any more
// (invariant 3).
const attempts = 2

// read makes a Message of a mail. A mail that was there when the process ended twice is not read, and one
// whose reading panics is as unreadable as any other: it is kept and a person is told. The error is the store's:
// half of a mail is not taken for the whole. Of its files so many bytes are kept with their content.
func read(mail Mail, files int64) (msg mailin.Message, err error) {
	unread := func(defect string) mailin.Message {
		return mailin.Message{SHA256: mail.SHA256, Size: mail.Size, Defects: []string{defect}}
	}
	if mail.Attempts > attempts {
		return unread("not-read-twice-ended"), nil
	}
	defer func() {
		if v := recover(); v != nil {
			msg, err = unread("reader-failed"), nil
		}
	}()
	r, err := mail.Open()
	if err != nil {
		return msg, fmt.Errorf("open mail %d: %w", mail.ID, err)
	}
	defer r.Close()
	lim := mailin.DefaultLimits()
	lim.Hashed, lim.Files = true, files
	s := &source{r: r}
	msg = mailin.Parse(s, lim)
	msg.SHA256 = mail.SHA256
	if s.err != nil {
		return msg, fmt.Errorf("read mail %d: %w", mail.ID, s.err)
	}
	return msg, nil
}

// enclose reads the files of a mail that are to go with a letter. Nobody else needs their content.
func enclose(mail Mail, m *cases.Mail) error {
	if !m.Encloses() {
		return nil
	}
	msg, err := read(mail, cases.MaxEnclosed)
	if len(msg.Attachments) == len(m.Files) { // else what was listed has no content, and the mail is refused for it
		m.Files = msg.Files()
	}
	return err
}

// source remembers what failed while a mail was read: for Parse it is only the end of the mail.
type source struct {
	r   io.Reader
	err error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err
}

// sort says what the mail is. One whose triage panics is unreadable, like one whose reading does.
func sort(msg mailin.Message, o *cases.Organisation, known cases.Known, arrived time.Time) (e cases.Event) {
	defer func() {
		if v := recover(); v != nil {
			e = cases.Event{Mail: &cases.Mail{
				Kind: cases.KindUnreadable, Reason: "het kon niet worden ingedeeld", MessageID: msg.MessageID, Arrived: arrived,
			}}
		}
	}()
	return mailin.Triage(msg, o, known, arrived)
}

// event reads on, with what is known of the mail.
func (d *Desk) event(ctx context.Context, o *cases.Organisation, mail Mail, msg mailin.Message) (cases.Event, error) {
	known, err := d.Store.Known(ctx, msg.Claims(o.Prefix, mail.Arrived))
	if err != nil {
		return cases.Event{}, err
	}
	e := d.triage(o, mail, msg, known)
	return e, enclose(mail, e.Mail)
}

// clear takes the suspicion from a mail that was in hand when the process ended: all of it is read, and that is
// noted at once, before it waits for another event. Each moment until then is one in which a power cut is put
// down to the mail. One that is not read any more survives nothing.
func (d *Desk) clear(ctx context.Context, o *cases.Organisation, mail Mail, msg mailin.Message) error {
	if _, err := d.event(ctx, o, mail, msg); err != nil {
		return err
	}
	if err := mail.Survived(ctx); err != nil {
		return err
	}
	d.pending.Survived = nil // it is noted once, however often its commit fails
	return nil
}

// triage says what the mail is. Mail from before the first day and imported mail have outcomes of their own.
func (d *Desk) triage(o *cases.Organisation, mail Mail, msg mailin.Message, known cases.Known) cases.Event {
	e := sort(msg, o, known, mail.Arrived)
	e.At, e.Org = d.Now(), o.Prefix
	if e.Mail.ID == "" {
		e.Mail.ID = mail.SHA256
	}
	switch {
	case mail.Attempts > attempts: // invariant 3 comes first: a person is told of it, wherever it came from
		e.Ref, e.Mail.Kind = "", cases.KindUnreadable
		e.Mail.Reason = "het lezen ervan heeft het programma twee keer beëindigd"
	case mail.Imported:
		archived(&e)
	case mail.Arrived.Before(o.Since):
		e.Ref, e.Mail.Kind = "", cases.KindBeforeStart
		e.Mail.Reason = fmt.Sprintf("van voor de eerste dag (%s)", o.Since.Format(time.DateOnly))
	}
	return e
}

// archived says what a mail comes to that was imported: a case that sleeps, or a mail kept at a case that is
// there. It commands nothing, opens no clock again and causes no letter, and automatic mail makes no case
// (invariants 6 and 12).
func archived(e *cases.Event) {
	m := e.Mail
	m.Bounce = nil
	switch {
	case m.Kind.Automatic():
		m.Reason = "ingelezen uit een archief: " + m.Reason
	case m.Kind == cases.KindUnreadable:
		m.Kind, m.Reason = cases.KindReceipt, "ingelezen uit een archief: "+m.Reason
	case e.Ref != "":
		m.Kind, m.Reason = cases.KindReceipt, "ingelezen uit een archief, bij een bestaande zaak"
	default:
		m.Kind, m.Reason = cases.KindImported, "ingelezen uit een archief"
	}
}

// want says what an event needs to be decided.
func want(o *cases.Organisation, e cases.Event) Want {
	w := Want{Org: o.Prefix, Now: e.At, Year: o.Today(e.At).Year}
	if e.Ref != "" {
		w.Refs = []cases.Ref{e.Ref}
	}
	if m := e.Mail; m != nil {
		w.Refs = append(w.Refs, m.Named(o.Prefix)...)
		if m.Hint != "" {
			w.Refs = append(w.Refs, m.Hint)
		}
		w.Unsent, w.Flood, w.Guess = m.Withdraws(), o.Limits.CasesPerSenderPerHour, guess(e)
		w.Sender, w.Arrived, w.Year = m.From, m.Arrived, o.Today(m.Arrived).Year
		if p, ok := o.Person(m.Person); ok {
			w.Person = p.Address
		}
		w.History = m.LooksBack()
		if m.Form != nil {
			w.Sender = m.Form.Email
		}
		if w.Near = e.Ref == "" && m.Kind.Opens(); w.Near {
			w.Parent = m.Parent()
		}
		if m.Bounce != nil {
			w.Letter = m.Bounce.Letter
		}
	}
	if e.Settled != nil {
		w.Receiver, w.Letter, w.Operator = e.Settled.To, e.Settled.Letter, o.Operator
	}
	if e.Tick != nil {
		w.Refs, w.Reminded = append(w.Refs, e.Tick.Refs...), e.Tick.Job == ""
		if e.Tick.Job == cases.JobDigest {
			w.All, w.Readers = true, o.Readers()
		}
		w.BeforeStart = e.Tick.Job == cases.JobBeforeStart
	}
	return w
}

// guess are the made-up tokens of a mail, nil when it has none that count.
func guess(e cases.Event) *Guess {
	if e.Mail.Tries() == 0 {
		return nil
	}
	return &Guess{Ref: cmp.Or(e.Ref, e.Mail.Hint), N: e.Mail.Tries()}
}

// words are what the history refers to by the hash of a mail: its new text, and of the first mail of a case all of
// it (DESIGN section 6), also when that mail was a command. A case that was split off has the words that say so.
func words(m *cases.Mail, decision cases.Decision) string {
	for _, step := range decision.Steps {
		if slices.ContainsFunc(step.Entries, func(e cases.Entry) bool { return e.Kind == cases.EntrySplit }) {
			return m.Text
		}
		for _, e := range step.Entries {
			if e.Kind == cases.EntryOpened && e.Facts.Mail == m.ID {
				return m.Full
			}
		}
	}
	return m.Text
}

// errWords says that a letter cannot be written.
var errWords = errors.New("write the letters")

// change gathers what a decision writes.
func (d *Desk) change(o *cases.Organisation, e cases.Event, book cases.Book, decision cases.Decision, mail *Outcome) (Change, error) {
	c := Change{Org: o.Prefix, Now: e.At}
	if e.Tick != nil && e.Tick.Job == "" {
		decision.Steps = append(decision.Steps, untouched(book, decision)...)
	}
	for _, step := range decision.Steps {
		if step.Case.Ref != "" {
			c.Cases = append(c.Cases, step.Case)
			c.Duties = append(c.Duties, duties(o, step.Case, e)...)
		}
		c.Entries = append(c.Entries, step.Entries...)
		c.Cancelled = append(c.Cancelled, step.Cancelled...)
		c.Released = append(c.Released, step.Released...)
		letters, err := d.Writer.Letters(o, step, e.At)
		if err != nil {
			return Change{}, fmt.Errorf("%w of %s: %w", errWords, step.Case.Ref, err)
		}
		c.Letters = append(c.Letters, letters...)
		for _, n := range step.Notices {
			c.Tokens = append(c.Tokens, n.Tokens()...)
		}
	}
	if mail != nil {
		m, out := e.Mail, decision.Mail
		c.Guessed = guess(e)
		c.Mail = &Outcome{
			ID: mail.ID, Kind: out.Kind, Ref: out.Ref, Reason: out.Reason, Aside: out.Aside,
			From: m.From, Subject: m.Subject, MessageID: m.MessageID, Text: words(m, decision),
		}
	}
	return c, nil
}

// untouched are the cases of which nothing was due after all, or nothing that can be done now: when they are to be
// looked at again is brought up to date.
func untouched(book cases.Book, decision cases.Decision) []cases.Step {
	touched := map[cases.Ref]bool{}
	for _, step := range decision.Steps {
		touched[step.Case.Ref] = true
	}
	var steps []cases.Step
	for _, c := range book.Cases {
		if !touched[c.Ref] {
			steps = append(steps, cases.Step{Case: c})
		}
	}
	return steps
}

// duties are what has still to be done for a case. What is due and cannot be done now, as at night, is put off.
func duties(o *cases.Organisation, c cases.Case, e cases.Event) []cases.Duty {
	all := o.Duties(c)
	for i, d := range all {
		if !d.At.After(e.At) && (e.Tick != nil || !o.Hours(d, e.At)) {
			all[i].At = o.Resume(d, e.At)
		}
	}
	return all
}
