package main

import (
	"fmt"

	"complaintsd/cases"
	"complaintsd/cmd/complaintsd/config"
	"complaintsd/mailin/imap"
	"complaintsd/mailout/smtp"
)

type checkCmd struct {
	configured
	Online bool `help:"Try mailbox, folders and relay as well."`
}

func (c checkCmd) Run(w *world) error {
	cfg, err := c.load(w)
	if err != nil {
		return err
	}
	var problems []string
	for _, p := range cfg.Secrets() {
		problems = append(problems, p.String())
	}
	writer, err := writerOf(cfg, "example", constantKeys())
	if err != nil {
		problems = append(problems, err.Error())
	} else {
		for _, line := range writer.Missing(cfg.Organisations, ownTexts(cfg)...) {
			fmt.Fprintln(w.stderr, line)
		}
	}
	if c.Online && len(problems) == 0 {
		problems = c.try(w, cfg)
	}
	if len(problems) > 0 {
		for _, p := range problems {
			fmt.Fprintln(w.stderr, p)
		}
		return errSaid
	}
	for _, p := range cfg.Warnings(cases.DateOf(w.now().In(cfg.Zone))) {
		fmt.Fprintln(w.stderr, p)
	}
	if err := cfg.Print(w.stdout); err != nil {
		return err
	}
	_, err = fmt.Fprintln(w.stderr, "complaintsd: the configuration is in order")
	return err
}

// try looks at each mailbox and each relay without changing or sending anything. What is only good to know is
// printed and is no problem.
func (c checkCmd) try(w *world, cfg *config.Config) []string {
	var problems []string
	for _, o := range cfg.Organisations {
		in, out := cfg.Mail[o.Prefix].IMAP, cfg.Mail[o.Prefix].SMTP
		for _, p := range imap.Probe(w.ctx, mailbox(o.Prefix, in, "")) {
			line := fmt.Sprintf("%s: mailbox: %s", o.Prefix, p.Error())
			if p.Harmless {
				fmt.Fprintln(w.stderr, line)
				continue
			}
			problems = append(problems, line)
		}
		if err := smtp.Probe(w.ctx, relay(out)); err != nil {
			problems = append(problems, fmt.Sprintf("%s: %v; check host, port, tls, user and password of [organisation.smtp]", o.Prefix, err))
		}
	}
	return problems
}

func mailbox(org string, m config.IMAP, spool string) imap.Config {
	return imap.Config{
		Account: org, Host: m.Host, Port: m.Port, TLS: string(m.TLS), User: m.User, Password: m.Password.Value,
		Inbox: m.Inbox, Done: m.Done, Aside: m.Aside, Junk: m.Junk, Poll: m.Poll, Spool: spool,
	}
}

func relay(m config.SMTP) smtp.Relay {
	return smtp.Relay{Host: m.Host, Port: m.Port, TLS: smtp.TLS(m.TLS), User: m.User, Password: m.Password.Value}
}
