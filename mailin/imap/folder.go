package imap

import (
	"context"
	"errors"
	"fmt"
	"strings"

	imap "github.com/emersion/go-imap/v2"
)

// folders is how this server writes folder names.
type folders struct {
	delim  string          // between the levels; "" when there are none
	prefix string          // of a person's own folders, such as "INBOX."
	exist  map[string]bool // names that are known to exist
}

// folderName writes a configured name, levels parted by "/", as the server does.
func (s *session) folderName(ctx context.Context, name string) (string, error) {
	if strings.EqualFold(name, "INBOX") {
		return "INBOX", nil
	}
	if err := s.learnFolders(ctx); err != nil {
		return "", err
	}
	return s.folders.name(name), nil
}

func (f *folders) name(name string) string {
	if f.delim != "" {
		name = strings.ReplaceAll(name, "/", f.delim)
	}
	if strings.HasPrefix(name, f.prefix) {
		return name
	}
	return f.prefix + name
}

// learnFolders asks once in a session for separator and prefix.
func (s *session) learnFolders(ctx context.Context) error {
	if s.folders != nil {
		return nil
	}
	f := &folders{exist: map[string]bool{}}
	err := s.command(ctx, "ask for the folder separator", func() error {
		list, err := s.client.List("", "", nil).Collect() // RFC 3501 6.3.8: an empty name asks for the separator
		if len(list) > 0 && list[0].Delim != 0 {
			f.delim = string(list[0].Delim)
		}
		return err
	})
	if err == nil && s.caps.Has(imap.CapNamespace) {
		err = s.command(ctx, "ask for the namespace", func() error {
			data, err := s.client.Namespace().Wait()
			if err == nil && len(data.Personal) > 0 {
				f.prefix = data.Personal[0].Prefix
			}
			return err
		})
	}
	if err != nil {
		return err
	}
	s.folders = f
	return nil
}

// haveFolder makes sure that a folder exists, once in a session.
func (s *session) haveFolder(ctx context.Context, name string) error {
	if s.folders.exist[name] {
		return nil
	}
	there, err := s.folderExists(ctx, name)
	if err == nil && !there {
		err = s.command(ctx, "make folder "+name, func() error {
			return creationError(name, s.client.Create(name, nil).Wait())
		})
	}
	s.folders.exist[name] = err == nil
	return err
}

func (s *session) folderExists(ctx context.Context, name string) (bool, error) {
	var there bool
	err := s.command(ctx, "look for folder "+name, func() error {
		list, err := s.client.List("", name, nil).Collect()
		for _, folder := range list {
			there = there || folder.Mailbox == name && !isUnusable(folder.Attrs)
		}
		return err
	})
	return there, err
}

// isUnusable tells a name that only parts the levels above its children.
func isUnusable(attrs []imap.MailboxAttr) bool {
	for _, attr := range attrs {
		if attr == imap.MailboxAttrNoSelect || attr == imap.MailboxAttrNonExistent {
			return true
		}
	}
	return false
}

func creationError(name string, err error) error {
	answer := (*imap.Error)(nil)
	switch {
	case !errors.As(err, &answer):
		return err
	case answer.Code == imap.ResponseCodeAlreadyExists: // somebody else was faster
		return nil
	}
	return &Problem{
		What: fmt.Sprintf("folder %q is not there and cannot be made", name),
		Mend: "make it with a mail program, or choose another name",
		Err:  err,
	}
}
