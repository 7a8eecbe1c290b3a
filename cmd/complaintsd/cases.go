package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/sqlite"
	"complaintsd/cmd/complaintsd/config"
	"complaintsd/templates"
)

type casesCmd struct {
	configured
	JSON bool   `help:"One JSON object a line." name:"json"`
	Ref  string `arg:"" optional:"" help:"One case, with history, letters and mail."`
}

func (c casesCmd) Run(w *world) error {
	cfg, err := c.load(w)
	if err != nil {
		return err
	}
	store, err := read(cfg, w.now)
	if err != nil {
		return err
	}
	defer store.Close()
	if c.Ref != "" {
		return c.one(w, cfg, store)
	}
	return c.list(w, store, cases.DateOf(w.now().In(cfg.Zone)))
}

// registered is a case as the register shows it: a contract.
type registered struct {
	Ref      cases.Ref    `json:"ref"`
	Kind     cases.Kind   `json:"kind"`
	State    cases.State  `json:"state"`
	Location string       `json:"location"`
	Handler  string       `json:"handler"`
	Regime   cases.Regime `json:"regime"`
	Received cases.Date   `json:"received"`
	Due      cases.Dates  `json:"due"`
	Kept     cases.Dates  `json:"kept"`
}

func register(c cases.Case) registered {
	return registered{c.Ref, c.Kind, c.State, c.Location, c.Handler, c.Regime, c.Received, c.Due, c.Kept}
}

func (c casesCmd) list(w *world, store *sqlite.Store, today cases.Date) error {
	if c.JSON {
		out := json.NewEncoder(w.stdout)
		return store.List(w.ctx, sqlite.Filter{}, func(k cases.Case) error { return out.Encode(register(k)) })
	}
	table := tabwriter.NewWriter(w.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "KENMERK\tSOORT\tSTAND\tLOCATIE\tBEHANDELAAR\tONTVANGEN\tBEVESTIGING\tVOORSTEL\tOORDEEL\tBESLUIT")
	err := store.List(w.ctx, sqlite.Filter{}, func(k cases.Case) error {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", k.Ref, k.Kind, k.State, dash(k.Location), dash(k.Handler), k.Received,
			milestone(k, cases.Confirm, today), milestone(k, cases.Propose, today), milestone(k, cases.Statutory, today), milestone(k, cases.Appeal, today))
		return nil
	})
	if err != nil {
		return err
	}
	return table.Flush()
}

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// milestone shows how a promise stands, in few words.
func milestone(c cases.Case, p cases.Promise, today cases.Date) string {
	for _, m := range cases.Milestones(c, today) {
		if m.Promise == p {
			return brief(m)
		}
	}
	return "-"
}

func brief(m cases.Milestone) string {
	s := "voor " + m.Due.String()
	if !m.Kept.IsZero() {
		s = m.Kept.String()
	}
	switch {
	case m.Late > 0:
		s += fmt.Sprintf(" (%d te laat)", m.Late)
	case !m.Kept.IsZero():
		s += " ✓"
	case !m.Back.IsZero():
		s += " (brief kwam terug)"
	}
	return s
}

// dossier is one case as JSON: the register's fields with all that is kept.
type dossier struct {
	registered
	History []cases.Entry `json:"history"`
	Letters []letterRow   `json:"letters"`
	Mail    []mailRow     `json:"mail"`
}

type letterRow struct {
	ID        int64     `json:"id"`
	Kind      string    `json:"kind"`
	To        string    `json:"to"`
	Subject   string    `json:"subject"`
	MessageID string    `json:"message_id"`
	State     string    `json:"state"`
	Queued    time.Time `json:"queued"`
	Settled   time.Time `json:"settled,omitzero"`
	Attempts  int       `json:"attempts"`
	Reason    string    `json:"reason"`
}

type mailRow struct {
	SHA256    string    `json:"sha256"`
	MessageID string    `json:"message_id"`
	From      string    `json:"from"`
	Subject   string    `json:"subject"`
	Kind      string    `json:"kind"`
	Reason    string    `json:"reason"`
	Arrived   time.Time `json:"arrived"`
	Size      int64     `json:"size"`
}

func (c casesCmd) one(w *world, cfg *config.Config, store *sqlite.Store) error {
	ref, ok := cases.ParseRef(c.Ref)
	if !ok {
		return errUsage{fmt.Errorf("%q is not a reference of the form KLP-2026-0042", c.Ref)}
	}
	d, found, err := store.One(w.ctx, ref)
	if err != nil {
		return err
	}
	if !found {
		return fmt.Errorf("there is no case %s; complaintsd cases lists them", ref)
	}
	if c.JSON {
		return json.NewEncoder(w.stdout).Encode(file(d))
	}
	return printDossier(w.stdout, cfg.Zone, cases.DateOf(w.now().In(cfg.Zone)), d)
}

func file(d sqlite.Dossier) dossier {
	out := dossier{registered: register(d.Case), History: append([]cases.Entry{}, d.History...), Letters: []letterRow{}, Mail: []mailRow{}}
	for _, l := range d.Letters {
		out.Letters = append(out.Letters, letterRow{
			l.ID, l.Kind, l.To, l.Subject, l.MessageID, string(l.State), l.Queued, l.Settled, l.Attempts, l.Reason,
		})
	}
	for _, m := range d.Mail {
		out.Mail = append(out.Mail, mailRow{m.SHA256, m.MessageID, m.From, m.Subject, string(m.Kind), m.Reason, m.Arrived, m.Size})
	}
	return out
}

func printDossier(out io.Writer, zone *time.Location, today cases.Date, d sqlite.Dossier) error {
	c := d.Case
	fmt.Fprintf(out, "%s  %s, %s\nLocatie %s, behandelaar %s, wet %s, ontvangen %s\n",
		c.Ref, c.Kind, c.State, dash(c.Location), dash(c.Handler), c.Regime, c.Received)
	for _, m := range cases.Milestones(c, today) {
		fmt.Fprintf(out, "%s: %s\n", templates.MilestoneNames[m.Promise], templates.MilestoneWords(m, today, cases.Date.String))
	}
	if c.Into != "" {
		fmt.Fprintf(out, "      gaat verder in %s\n", c.Into)
	}
	fmt.Fprintln(out, "\nGeschiedenis (wanneer, wie, niveau en bewijs, wat)")
	for _, e := range d.History {
		fmt.Fprintf(out, "%4d  %s  %-12s %-16s %-11s %s\n", e.Seq, e.At.In(zone).Format("2006-01-02 15:04"), e.Actor, shown(e), e.Kind, facts(e))
	}
	fmt.Fprintln(out, "\nBrieven")
	for _, l := range d.Letters {
		fmt.Fprintf(out, "%4d  %s  %-12s %-10s aan %s\n", l.ID, l.Queued.In(zone).Format("2006-01-02 15:04"), l.Kind, l.State, dash(l.To))
	}
	fmt.Fprintln(out, "\nMail")
	for _, m := range d.Mail {
		fmt.Fprintf(out, "      %s  %-12s van %s: %s\n", m.Arrived.In(zone).Format("2006-01-02 15:04"), m.Kind, m.From, m.Reason)
	}
	return nil
}

// shown is the level at which the actor did it, and by what proof. Clock and relay need none.
func shown(e cases.Entry) string {
	if e.Actor == cases.ActorClock || e.Actor == cases.ActorRelay {
		return "-"
	}
	proof := string(e.Proof)
	if e.Proof == cases.NoProof {
		proof = "geen bewijs"
	}
	return fmt.Sprintf("%d %s", e.Level, proof)
}

// facts shows the small facts of a row.
func facts(e cases.Entry) string {
	f := e.Facts
	first, second := f.Value, f.Other
	if e.Kind == cases.EntryField { // its name, and what it is now
		first, second = f.Other, f.Value
	}
	var all []string
	for _, s := range []string{f.Person, first, second, string(f.Notice), string(f.Promise), f.Date.String(), f.Reason} {
		if s != "" {
			all = append(all, s)
		}
	}
	if len(f.Rows) > 0 {
		all = append(all, "telt niet meer: regel "+strings.Trim(fmt.Sprint(f.Rows), "[]"))
	}
	return strings.Join(all, " ")
}
