package imap

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	imap "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"complaintsd/mailin"
)

// Only UID, RFC822.SIZE, INTERNALDATE and BODY.PEEK[] are ever asked for: a malformed ENVELOPE or BODYSTRUCTURE
// ends the connection, and headers are read by ourselves.

// sizes asks how large messages are. Those that the server says nothing of are left out.
func (s *session) sizes(ctx context.Context, uids []uint32) (map[uint32]int64, error) {
	sizes := make(map[uint32]int64, len(uids))
	err := s.facts(ctx, "ask for sizes", uids, &imap.FetchOptions{UID: true, RFC822Size: true},
		func(uid uint32, fact imapclient.FetchItemData) {
			if size, ok := fact.(imapclient.FetchItemDataRFC822Size); ok {
				sizes[uid] = size.Size
			}
		})
	return sizes, err
}

// dates asks when messages arrived. It is a command of its own, because one unreadable date ends the connection.
func (s *session) dates(ctx context.Context, uids []uint32) (map[uint32]time.Time, error) {
	dates := make(map[uint32]time.Time, len(uids))
	err := s.facts(ctx, "ask for arrival times", uids, &imap.FetchOptions{UID: true, InternalDate: true},
		func(uid uint32, fact imapclient.FetchItemData) {
			if date, ok := fact.(imapclient.FetchItemDataInternalDate); ok {
				dates[uid] = date.Time
			}
		})
	return dates, err
}

func (s *session) facts(ctx context.Context, what string, uids []uint32, options *imap.FetchOptions,
	each func(uid uint32, fact imapclient.FetchItemData),
) error {
	return s.command(ctx, what, func() error {
		fetch := s.client.Fetch(uidSet(uids), options)
		for message := fetch.Next(); message != nil; message = fetch.Next() {
			var uid uint32
			for fact := message.Next(); fact != nil; fact = message.Next() {
				if item, ok := fact.(imapclient.FetchItemDataUID); ok {
					uid = uint32(item.UID)
				}
				each(uid, fact)
			}
		}
		return fetch.Close()
	})
}

// want is one FETCH of bodies.
type want struct {
	set   imap.NumSet
	items []item
	bySeq bool  // the set is one sequence number: the server need not repeat the UID
	cut   bool  // the beginning is enough
	part  int64 // how much of it; 0: beginning
}

// bodies reads messages into a batch as they come. After an error the batch holds those that came whole.
func (s *session) bodies(ctx context.Context, w want, b *batch) error {
	silence := fmt.Errorf("fetch messages: %w", errTimeout)
	watchdog := time.AfterFunc(s.Limits.Silence, func() { s.cut(silence) })
	defer watchdog.Stop()
	stop := context.AfterFunc(ctx, func() { s.cut(context.Cause(ctx)) })
	defer stop()

	section := &imap.FetchItemBodySection{Peek: true}
	if w.cut {
		section.Partial = &imap.SectionPartial{Offset: 0, Size: cmp.Or(w.part, beginning)}
	}
	fetch := s.client.Fetch(w.set, &imap.FetchOptions{UID: true, BodySection: []*imap.FetchItemBodySection{section}})
	err := s.receive(fetch, w, b, func() { watchdog.Reset(s.Limits.Silence) })
	if err != nil {
		s.cut(wrap("fetch messages", err)) // else the rest of the answer would have to be read first
	}
	// Closing reads what is left of the answer; without it the library's reader would hang for ever. But a literal
	// that has failed is no longer ours: the reader goes on by itself, and closing would read beside it.
	if !errors.Is(err, errBroken) {
		err = cmp.Or(err, fetch.Close())
	}
	if err != nil {
		return s.explain(wrap("fetch messages", err))
	}
	return nil
}

func (s *session) receive(fetch *imapclient.FetchCommand, w want, b *batch, alive func()) error {
	for message := fetch.Next(); message != nil; message = fetch.Next() {
		if err := s.receiveOne(message, w, b, alive); err != nil {
			return err
		}
		alive()
	}
	return nil
}

func (s *session) receiveOne(message *imapclient.FetchMessageData, w want, b *batch, alive func()) error {
	var uid uint32
	if w.bySeq {
		uid = w.items[0].uid
	}
	for fact := message.Next(); fact != nil; fact = message.Next() {
		switch fact := fact.(type) {
		case imapclient.FetchItemDataUID:
			if w.bySeq && uint32(fact.UID) != uid {
				return fmt.Errorf("the server gave message %d for %d", fact.UID, uid)
			}
			uid = uint32(fact.UID)
		case imapclient.FetchItemDataBodySection:
			if err := s.receiveBody(uid, fact.Literal, w, b, alive); err != nil {
				return err
			}
		}
	}
	return nil
}

// receiveBody leaves out what was not asked for, what came already, and NIL (the message is gone).
func (s *session) receiveBody(uid uint32, literal imap.LiteralReader, w want, b *batch, alive func()) error {
	i := slices.IndexFunc(w.items, func(it item) bool { return it.uid == uid })
	if i < 0 || literal == nil || b.has(uid) {
		return nil
	}
	raw := mailin.Raw{
		Place:   mailin.Place{Account: s.Account, Mailbox: s.Inbox, Validity: s.validity, UID: uid},
		Arrived: w.items[i].arrived,
		Size:    w.items[i].size,
		Cut:     w.cut,
	}
	return b.put(raw, literal, s.Spool, alive)
}

func uidSet(uids []uint32) imap.UIDSet {
	var set imap.UIDSet
	for _, uid := range uids {
		if n := len(set); n > 0 && uint32(set[n-1].Stop)+1 == uid {
			set[n-1].Stop++
			continue
		}
		set = append(set, imap.UIDRange{Start: imap.UID(uid), Stop: imap.UID(uid)})
	}
	return set
}
