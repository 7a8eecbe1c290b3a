package imap

import (
	"context"
	"errors"
	"fmt"
	"slices"

	imap "github.com/emersion/go-imap/v2"
)

// Probe looks at a mailbox without changing anything in it: connection, login, folders, and what the server can.
// It gives what a person should know, in plain words; nothing when all is well.
func Probe(ctx context.Context, c Config) []Problem {
	c = c.withDefaults()
	s, err := connect(ctx, c)
	if err != nil {
		return []Problem{asProblem(c, err)}
	}
	defer s.close()
	if err := s.selectInbox(ctx); err != nil {
		return []Problem{asProblem(c, err)}
	}
	problems := s.lacks()
	for _, folder := range []string{c.Done, c.Aside} {
		if folder == "" {
			continue
		}
		if problem := s.probeFolder(ctx, folder); problem != nil {
			problems = append(problems, *problem)
		}
	}
	if problem := s.probeJunk(ctx); problem != nil {
		problems = append(problems, *problem)
	}
	return problems
}

// lacks names the abilities that would be missed.
func (s *session) lacks() []Problem {
	var problems []Problem
	moves := s.Done != "" || s.Aside != ""
	for _, ability := range []struct {
		lacking  bool
		what     string
		mend     string
		harmless bool
	}{
		{
			!s.caps.Has(imap.CapIdle), "the server cannot announce new mail (no IDLE)",
			fmt.Sprintf("nothing need be done: the mailbox is asked every %v", s.Poll), true,
		},
		{
			moves && !s.caps.Has(imap.CapMove) && !s.caps.Has(imap.CapUIDPlus),
			"the server cannot move single messages (neither MOVE nor UIDPLUS)",
			"settled mail is copied and stays in the inbox as well; take it out with a mail program", false,
		},
	} {
		if ability.lacking {
			problems = append(problems, Problem{What: ability.what, Mend: ability.mend, Harmless: ability.harmless})
		}
	}
	return problems
}

func (s *session) probeFolder(ctx context.Context, folder string) *Problem {
	name, err := s.folderName(ctx, folder)
	if err != nil {
		problem := asProblem(s.Config, err)
		return &problem
	}
	there, err := s.folderExists(ctx, name)
	switch {
	case err != nil:
		problem := asProblem(s.Config, err)
		return &problem
	case !there:
		return &Problem{
			What: fmt.Sprintf("folder %q is not there", name),
			Mend: "nothing need be done: it is made when the first message is filed", Harmless: true,
		}
	}
	return nil
}

// probeJunk looks for the folder of junk. Nothing makes it: what a server calls otherwise is never looked at.
func (s *session) probeJunk(ctx context.Context) *Problem {
	if s.Junk == "" {
		return nil
	}
	problem := s.probeFolder(ctx, s.Junk)
	if problem == nil || !problem.Harmless {
		return problem
	}
	problem.Mend = "mail among the junk is not looked at until it is; set junk to its name on this server, or to \"\""
	if own, err := s.junkFolder(ctx); err == nil && own != "" {
		problem.Mend = fmt.Sprintf("mail among the junk is not looked at; the server's own is %q: set junk to that", own)
	}
	return problem
}

// junkFolder is what the server itself keeps junk in (RFC 6154), "" when it does not say.
func (s *session) junkFolder(ctx context.Context) (name string, err error) {
	err = s.command(ctx, "look for the folder of junk", func() error {
		list, err := s.client.List("", "*", nil).Collect()
		for _, folder := range list {
			if slices.Contains(folder.Attrs, imap.MailboxAttrJunk) {
				name = folder.Mailbox
			}
		}
		return err
	})
	return name, err
}

func asProblem(c Config, err error) Problem {
	if problem := (*Problem)(nil); errors.As(err, &problem) {
		return *problem
	}
	return Problem{
		What: fmt.Sprintf("mailbox %s at %s cannot be used", c.User, c.address()),
		Mend: "check host, port and tls: another service may answer there, and a port for TLS from the first byte is silent without it",
		Err:  err,
	}
}
