package imap

import (
	"context"
	"errors"
	"fmt"

	imap "github.com/emersion/go-imap/v2"
)

// perMove is how many messages are filed at once; their UIDs fit in a command line of 8,192 bytes (RFC 7162 4).
const perMove = 500

// keyword marks a message that was copied but could not be taken out of the inbox.
const keyword imap.Flag = "$ComplaintFiled"

// file moves settled messages to their folders. An error that is the server's answer leaves the session usable.
func (v *visit) file(ctx context.Context) error {
	if v.Done == "" && v.Aside == "" {
		return nil
	}
	for {
		limit := perMove + v.unmoved
		settled, err := v.Inbox.Unfiled(ctx, v.Account, v.Config.Inbox, v.s.validity, limit)
		if err != nil {
			return fmt.Errorf("%w: %w", errInbox, err)
		}
		done, aside, stay := v.destined(settled)
		if err := v.moveAll(ctx, v.Done, done); err != nil {
			return err
		}
		if err := v.moveAll(ctx, v.Aside, aside); err != nil {
			return err
		}
		// Messages without a folder stay in the Inbox's list; look past them.
		v.unmoved = stay
		if len(settled) < limit {
			return nil
		}
	}
}

func (v *visit) destined(settled []Settled) (done, aside []uint32, stay int) {
	for _, message := range settled {
		switch {
		case message.Aside && v.Aside != "":
			aside = append(aside, message.UID)
		case !message.Aside && v.Done != "":
			done = append(done, message.UID)
		default:
			stay++
		}
	}
	return done, aside, stay
}

// moveAll moves messages and notes it. Those that are not there any more are noted as well.
func (v *visit) moveAll(ctx context.Context, folder string, uids []uint32) error {
	if len(uids) == 0 {
		return nil
	}
	there, err := v.s.search(ctx, &imap.SearchCriteria{UID: []imap.UIDSet{imap.UIDSetNum(imapUIDs(uids)...)}}, 1)
	if err == nil && len(there) > 0 {
		err = v.s.moveTo(ctx, folder, there)
	}
	if err != nil {
		return err
	}
	if err := v.Inbox.Filed(ctx, v.Account, v.Config.Inbox, v.s.validity, uids); err != nil {
		return fmt.Errorf("%w: %w", errInbox, err)
	}
	v.Log.Debug("messages filed", "account", v.Account, "folder", folder, "count", len(uids))
	return nil
}

// moveTo moves messages to a configured folder, which is made when it is not there.
func (s *session) moveTo(ctx context.Context, folder string, uids []uint32) error {
	name, err := s.folderName(ctx, folder)
	if err != nil {
		return err
	}
	if err := s.learnFolders(ctx); err != nil {
		return err
	}
	if err := s.haveFolder(ctx, name); err != nil {
		return err
	}
	err = s.move(ctx, name, uids)
	if answer := (*imap.Error)(nil); errors.As(err, &answer) && answer.Code == imap.ResponseCodeTryCreate {
		s.folders.exist[name] = false // somebody has deleted it since
		if err := s.haveFolder(ctx, name); err != nil {
			return err
		}
		err = s.move(ctx, name, uids)
	}
	if isAnswer(err) {
		return &Problem{What: fmt.Sprintf("messages cannot be moved to folder %q", name), Mend: "check its rights and the mailbox's quota", Err: err}
	}
	return err
}

// move uses the best that the server has. The library's own way around a missing MOVE deletes messages whose copy
// was refused, so each step here waits for the answer to the one before.
func (s *session) move(ctx context.Context, name string, uids []uint32) error {
	set := imap.UIDSetNum(imapUIDs(uids)...)
	switch {
	case s.caps.Has(imap.CapMove):
		return s.command(ctx, "move messages", func() error {
			_, err := s.client.Move(set, name).Wait()
			return err
		})
	case s.caps.Has(imap.CapUIDPlus):
		return s.copyAndRemove(ctx, name, set)
	}
	return s.copyAndMark(ctx, name, set)
}

// copyAndRemove removes these messages only (UID EXPUNGE, RFC 4315). When it is cut off after the copy, the next
// try makes a second copy, which harms nobody.
func (s *session) copyAndRemove(ctx context.Context, name string, set imap.UIDSet) error {
	if err := s.copy(ctx, name, set); err != nil {
		return err
	}
	if err := s.flag(ctx, set, imap.FlagDeleted); err != nil {
		return err
	}
	return s.command(ctx, "remove moved messages", func() error { return s.client.UIDExpunge(set).Close() })
}

// copyAndMark leaves the messages where they are: without UIDPLUS there is no way to remove only them. The mark
// keeps them from being copied again.
func (s *session) copyAndMark(ctx context.Context, name string, set imap.UIDSet) error {
	uids, err := s.search(ctx, &imap.SearchCriteria{UID: []imap.UIDSet{set}, NotFlag: []imap.Flag{keyword}}, 1)
	if err != nil || len(uids) == 0 {
		return err
	}
	set = imap.UIDSetNum(imapUIDs(uids)...)
	if err := s.copy(ctx, name, set); err != nil {
		return err
	}
	if err := s.flag(ctx, set, keyword); err != nil && !isAnswer(err) { // some servers know no own keywords
		return err
	}
	return nil
}

func (s *session) copy(ctx context.Context, name string, set imap.UIDSet) error {
	return s.command(ctx, "copy messages", func() error {
		_, err := s.client.Copy(set, name).Wait()
		return err
	})
}

func (s *session) flag(ctx context.Context, set imap.UIDSet, flag imap.Flag) error {
	return s.command(ctx, "mark messages", func() error {
		store := &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{flag}}
		return s.client.Store(set, store, nil).Close()
	})
}

func imapUIDs(uids []uint32) []imap.UID {
	out := make([]imap.UID, len(uids))
	for i, uid := range uids {
		out[i] = imap.UID(uid)
	}
	return out
}
