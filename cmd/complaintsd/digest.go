package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/cmd/complaintsd/config"
	"complaintsd/mailout"
	"complaintsd/templates"
)

type digestCmd struct {
	configured
	As  string `required:"" help:"Id or address of the person."`
	At  string `help:"Moment, as 2026-11-23 or 2026-11-23T08:00:00+01:00; default now." placeholder:"TIME"`
	Out string `help:"Write the mail to this file instead of printing its text." type:"path"`
}

func (c digestCmd) Run(w *world) error {
	cfg, err := c.load(w)
	if err != nil {
		return err
	}
	at, err := c.moment(cfg.Zone, w.now())
	if err != nil {
		return err
	}
	for _, o := range cfg.Organisations {
		o = o.On(o.Today(at)) // as the desk sees it: who left, and who stands in
		for _, p := range o.People {
			if !strings.EqualFold(p.ID, c.As) && !strings.EqualFold(p.Address, c.As) {
				continue
			}
			store, err := read(cfg, w.now)
			if err != nil {
				return err
			}
			defer store.Close()
			book, err := store.Load(w.ctx, desk.Want{Org: o.Prefix, All: true, Readers: []string{p.Address}, Now: at})
			if err != nil {
				return err
			}
			d := o.Digest(p, book, o.Today(at))
			return c.show(w, cfg, o, p, d, at)
		}
	}
	return fmt.Errorf("nobody in the configuration has the id or address %q", c.As)
}

func (c digestCmd) moment(zone *time.Location, now time.Time) (time.Time, error) {
	if c.At == "" {
		return now, nil
	}
	if d, err := cases.ParseDate(c.At); err == nil {
		return d.At(cases.Clock{Hour: 8}, zone), nil
	}
	t, err := time.Parse(time.RFC3339, c.At)
	if err != nil {
		return t, errUsage{fmt.Errorf("--at: %q is neither a date nor a time as 2026-11-23T08:00:00+01:00", c.At)}
	}
	return t, nil
}

// show writes the digest as it would be sent, with a token that opens nothing.
func (c digestCmd) show(w *world, cfg *config.Config, o *cases.Organisation, p cases.Person, d cases.Digest, at time.Time) error {
	writer, err := templates.New("example", constantKeys(), []*cases.Organisation{o}, ownTexts(cfg)...)
	if err != nil {
		return err
	}
	keys := []cases.Token{}
	for _, ref := range d.Linked() {
		keys = append(keys, cases.Token{Key: 1, Org: o.Prefix, Ref: ref, Party: p.ID, Scope: cases.ScopeStaff})
	}
	letters, err := writer.Letters(o, cases.Step{Notices: []cases.Notice{{
		Letter: 1, Kind: cases.DigestNotice, To: p, Address: p.Address, Digest: &d, Keys: keys, Auto: true, Release: at,
		Token: cases.Token{Key: 1, Org: o.Prefix, Party: p.ID, Scope: cases.ScopeStaff},
	}}}, at)
	if err != nil {
		return err
	}
	return c.write(w, letters[0])
}

func (c digestCmd) write(w *world, l mailout.Letter) error {
	if c.Out != "" {
		if err := os.WriteFile(c.Out, l.Bytes, 0o600); err != nil {
			return fmt.Errorf("write digest: %w", err)
		}
		return nil
	}
	_, err := fmt.Fprintf(w.stdout, "%s\n\n%s\n", l.Subject, l.Text)
	return err
}
