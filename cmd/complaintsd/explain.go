package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"complaintsd/cases"
	"complaintsd/cmd/complaintsd/config"
	"complaintsd/mailin"
)

type explainCmd struct {
	Config string   `help:"Configuration file; without one there is no command, form, scan or forward kind." type:"path"`
	JSON   bool     `help:"One JSON object a line." name:"json"`
	Files  []string `arg:"" name:"file" help:"eml, mbox or a folder."`
}

func (c explainCmd) Run(w *world) error {
	var cfg *config.Config
	if c.Config != "" {
		var err error
		if cfg, err = (configured{c.Config}).load(w); err != nil {
			return err
		}
	}
	messages := func(hand func(job) error) error {
		for _, file := range c.Files {
			err := mailin.Each(file, func(name string, _ time.Time, open func() (io.ReadCloser, error)) error {
				return hand(func() ([]byte, error) { return c.one(cfg, name, open) })
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
	return ordered(messages, func(out []byte) error {
		_, err := w.stdout.Write(out)
		return err
	})
}

// one reads a message and gives what is printed of it.
func (c explainCmd) one(cfg *config.Config, name string, open func() (io.ReadCloser, error)) ([]byte, error) {
	lim := mailin.DefaultLimits()
	lim.Hashed, lim.FileHashes = true, true // of the message itself no hash is printed
	m, err := parse(open, lim)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = c.print(&out, explain(m, name, organisationOf(cfg, m)))
	return out.Bytes(), err
}

func parse(open func() (io.ReadCloser, error), lim mailin.Limits) (mailin.Message, error) {
	r, err := open()
	if err != nil {
		return mailin.Message{}, err
	}
	defer r.Close()
	return mailin.Parse(r, lim), nil
}

// explain says how a message is read without any state.
func explain(m mailin.Message, name string, o *cases.Organisation) mailin.Explanation {
	e := m.Explained(name)
	kind, reason, ref, commands, proof, form := m.Explain(o)
	if kind == string(cases.KindForward) {
		e.Forward, e.IsForward = m.Original(o), true
	}
	e.Kind, e.Reason, e.Ref, e.Proof, e.Form = kind, reason, string(ref), string(proof), form
	if commands != nil {
		e.Commands = commands
	}
	return e
}

// organisationOf is the one a message is for: the first whose address or alias stands in Delivered-To,
// X-Original-To, To or Cc, else the first; nil without a configuration.
func organisationOf(cfg *config.Config, m mailin.Message) *cases.Organisation {
	if cfg == nil {
		return nil
	}
	to := append([]string{}, m.Delivered...)
	for _, a := range append(append([]mailin.Address{}, m.To...), m.Cc...) {
		to = append(to, a.Addr)
	}
	for _, o := range cfg.Organisations {
		for _, a := range to {
			if o.Owns(a) {
				return o
			}
		}
	}
	return cfg.Organisations[0]
}

func (c explainCmd) print(w io.Writer, e mailin.Explanation) error {
	if c.JSON {
		out := json.NewEncoder(w)
		out.SetEscapeHTML(false)
		return out.Encode(e)
	}
	lines := []struct{ label, value string }{
		{"Bestand", e.File},
		{"Van", strings.TrimSpace(e.FromName + " <" + e.From + ">")},
		{"Onderwerp", e.Subject},
		{"Datum", e.Date},
		{"Soort", e.Kind + ": " + e.Reason},
		{"Zaak", e.Ref},
		{"Bewijs", e.Proof},
		{"Inhoud", forwardLine(e.Forward)},
		{"Brief", bounceLine(e.Bounce)},
		{"Velden", fieldLine(e.Form)},
		{"Bijlagen", attachmentList(e.Attachments)},
		{"Gebreken", strings.Join(e.Defects, ", ")},
	}
	for _, l := range lines {
		if l.value != "" {
			fmt.Fprintf(w, "%-10s %s\n", l.label+":", l.value)
		}
	}
	_, err := fmt.Fprintf(w, "\n%s\n\n", indent(e.Text, "    "))
	return err
}

func attachmentList(list []mailin.Attachment) string {
	var names []string
	for _, a := range list {
		warning := ""
		if (cases.File{Name: a.Name, Type: a.Type}).Dangerous() {
			warning = ", gevaarlijk"
		}
		names = append(names, fmt.Sprintf("%s (%s, %d bytes%s)", a.Name, a.Type, a.Size, warning))
	}
	return strings.Join(names, ", ")
}

func indent(text, by string) string {
	return by + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n"+by)
}

// gather lists the messages of the files with their arrival, in the order of arguments. The bytes are read
// again when they are needed, so that a year of mail costs no memory.
func gather(cfg *config.Config, files []string) ([]arrival, error) {
	var all []arrival
	for _, file := range files {
		if _, err := os.Stat(file); err != nil {
			return nil, fmt.Errorf("read mail: %w", err)
		}
		err := mailin.Each(file, func(name string, arrived time.Time, open func() (io.ReadCloser, error)) error {
			lim := mailin.DefaultLimits()
			lim.Hashed = true // who it is for and when it came is all that is asked
			m, err := parse(open, lim)
			if err != nil {
				return err
			}
			if arrived.Year() < 1970 { // none, or nonsense that would have the clock turn through centuries
				arrived = m.Date
			}
			all = append(all, arrival{name, organisationOf(cfg, m).Prefix, arrived.UTC(), m.Size, open})
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// arrival is one message of an archive.
type arrival struct {
	name string
	org  string
	at   time.Time // zero when it has no readable date
	size int64
	open func() (io.ReadCloser, error)
}

// raw gives it as a mailbox would. UIDs count from 1 in the archive.
func (a arrival) raw(uid int) mailin.Raw {
	return mailin.Raw{
		Place:   mailin.Place{Account: a.org, Mailbox: "archive", Validity: 1, UID: uint32(uid)},
		Arrived: a.at, Size: a.size, Open: a.open,
	}
}
