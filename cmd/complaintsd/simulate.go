package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/cases/sqlite"
	"complaintsd/cmd/complaintsd/config"
	"complaintsd/mailout"
)

type simulateCmd struct {
	configured
	Until string   `help:"Last day, local and inclusive, as 2026-11-21; default 90 days after the last mail." placeholder:"DATE"`
	JSON  bool     `help:"One JSON object a letter." name:"json"`
	Out   string   `help:"Folder in which every letter is written as .eml." type:"path"`
	Files []string `arg:"" name:"file" help:"mbox or .eml."`
}

func (c simulateCmd) Run(w *world) error {
	cfg, err := c.load(w)
	if err != nil {
		return err
	}
	mails, err := gather(cfg, c.Files)
	if err != nil {
		return err
	}
	until, err := c.until(cfg.Zone, mails)
	if err != nil {
		return err
	}
	if c.Out != "" {
		if err := os.MkdirAll(c.Out, 0o755); err != nil {
			return fmt.Errorf("make the folder for the letters: %w", err)
		}
	}
	out := &letterbox{print: c.printer(w.stdout, cfg.Zone), dir: c.Out}
	if err := simulate(w, cfg, mails, until, out.post); err != nil {
		return err
	}
	return out.flush()
}

// after is how many days are played after the last mail, if nothing else is asked for.
const after = 90

// until is the end of the last day.
func (c simulateCmd) until(zone *time.Location, mails []arrival) (time.Time, error) {
	var last time.Time
	for _, m := range mails {
		if m.at.After(last) {
			last = m.at
		}
	}
	if last.IsZero() { // no mail says when it came: any day will do
		last = time.Unix(0, 0)
	}
	end := cases.DateOf(last.In(zone)).Add(after)
	if c.Until != "" {
		d, err := cases.ParseDate(c.Until)
		if err != nil {
			return time.Time{}, errUsage{fmt.Errorf("--until: %w", err)}
		}
		end = d
	}
	return end.Add(1).At(cases.Clock{}, zone).Add(-time.Millisecond), nil
}

// constantKeys make a simulation the same each time. They sign nothing that ever leaves.
func constantKeys() cases.Keyring {
	return cases.Keyring{Current: 1, Keys: map[int][]byte{1: []byte("complaintsd simulate, not a secret")}}
}

// simulate plays the mails through the real desk, from the first one to the end.
func simulate(w *world, cfg *config.Config, mails []arrival, until time.Time, sent func(time.Time, mailout.Letter) error) error {
	play, h, err := stage(cfg)
	if err != nil {
		return err
	}
	defer h.Close()
	defer debug.SetGCPercent(debug.SetGCPercent(garbage)) // the store in memory, which is not collected, takes several times the rest
	play.Sent = sent
	if len(mails) == 0 {
		return nil
	}
	mails = inOrder(mails)
	if mails[0].at.IsZero() { // none has a date
		for i := range mails {
			mails[i].at = until.AddDate(0, 0, -after)
		}
	}
	play.Start(mails[0].at)
	h.desk.Started = mails[0].at
	for i, m := range mails {
		if m.at.After(until) {
			break
		}
		if err := play.Mail(w.ctx, m.raw(i+1)); err != nil {
			return fmt.Errorf("simulate %s: %w", m.name, err)
		}
	}
	return play.Until(w.ctx, until)
}

// stage is the real desk on a store in memory with a clock to turn.
func stage(cfg *config.Config) (*desk.Play, *house, error) {
	play := &desk.Play{}
	keys := constantKeys()
	store, err := sqlite.OpenMemory(options(cfg, keys, play.Now, nil))
	if err != nil {
		return nil, nil, err
	}
	for _, o := range cfg.Organisations {
		o.Since = time.Time{} // it does not apply: the whole archive is played
	}
	h, err := furnish(cfg, store, keys, play.Now)
	if err != nil {
		return nil, nil, err
	}
	play.Desk, play.House = h.desk, store
	return play, h, nil
}

// inOrder sorts by arrival. A mail without a readable date arrives with the one before it in the archive.
func inOrder(mails []arrival) []arrival {
	mails = slices.Clone(mails)
	var last time.Time
	for i := range mails {
		if mails[i].at.IsZero() {
			mails[i].at = last
		}
		last = mails[i].at
	}
	first := slices.MinFunc(append(mails, arrival{at: last}), func(a, b arrival) int {
		return cmp.Compare(orNever(a.at), orNever(b.at))
	}).at
	for i := range mails {
		if mails[i].at.IsZero() {
			mails[i].at = first
		}
	}
	slices.SortStableFunc(mails, func(a, b arrival) int { return a.at.Compare(b.at) })
	return mails
}

// orNever sorts the zero time last.
func orNever(t time.Time) int64 {
	if t.IsZero() {
		return 1<<63 - 1
	}
	return t.UnixMilli()
}

// letterbox gathers the letters of one moment, and gives them out in the order in which they were queued.
type letterbox struct {
	print  func(at time.Time, l mailout.Letter) error
	dir    string
	at     time.Time
	held   []mailout.Letter
	number int
}

func (b *letterbox) post(at time.Time, l mailout.Letter) error {
	if !at.Equal(b.at) {
		if err := b.flush(); err != nil {
			return err
		}
		b.at = at
	}
	b.held = append(b.held, l)
	return nil
}

func (b *letterbox) flush() error {
	slices.SortFunc(b.held, func(x, y mailout.Letter) int { return cmp.Compare(x.ID, y.ID) })
	for _, l := range b.held {
		if err := b.print(b.at, l); err != nil {
			return err
		}
		if err := b.save(l); err != nil {
			return err
		}
	}
	b.held = nil
	return nil
}

func (b *letterbox) save(l mailout.Letter) error {
	if b.dir == "" {
		return nil
	}
	b.number++
	name := fmt.Sprintf("%05d-%s", b.number, l.Kind)
	if l.Ref != "" {
		name += "-" + l.Ref
	}
	if err := os.WriteFile(filepath.Join(b.dir, name+".eml"), l.Bytes, 0o644); err != nil {
		return fmt.Errorf("write letter: %w", err)
	}
	return nil
}

// posted is a letter as simulate prints it: a contract.
type posted struct {
	At          string         `json:"at"`
	Kind        string         `json:"kind"`
	Ref         string         `json:"ref"`
	To          string         `json:"to"`
	Subject     string         `json:"subject"`
	Text        string         `json:"text"`
	MessageID   string         `json:"message_id"`
	Attachments []mailout.File `json:"attachments"`
	Auto        bool           `json:"auto"`
}

func (c simulateCmd) printer(out io.Writer, zone *time.Location) func(time.Time, mailout.Letter) error {
	if !c.JSON {
		return func(at time.Time, l mailout.Letter) error { return printLetter(out, at.In(zone), l) }
	}
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return func(at time.Time, l mailout.Letter) error {
		return enc.Encode(posted{
			At: at.In(zone).Format(time.RFC3339), Kind: l.Kind, Ref: l.Ref, To: l.To, Subject: l.Subject, Text: l.Text,
			MessageID: l.MessageID, Attachments: append([]mailout.File{}, l.Files...), Auto: l.Auto,
		})
	}
}

// printLetter shows a letter as a person likes to read it.
func printLetter(out io.Writer, at time.Time, l mailout.Letter) error {
	to := l.To
	if to == "" {
		to = "(op papier)"
	}
	_, err := fmt.Fprintf(out, "%s  %s  aan %s\n    %s\n\n%s\n\n%s\n",
		at.Format("2006-01-02 15:04"), l.Kind, to, l.Subject, indent(l.Text, "    "), strings.Repeat("─", 72))
	return err
}
