package imap

import (
	"context"
	"fmt"

	imap "github.com/emersion/go-imap/v2"
)

// maxListed bounds how many messages a mailbox may claim to have.
const maxListed = 4_000_000

// listed gives the UIDs in the mailbox from one on, oldest first.
func (s *session) listed(ctx context.Context, from uint32) ([]uint32, error) {
	criteria := &imap.SearchCriteria{}
	if from > 1 {
		criteria.UID = []imap.UIDSet{{{Start: imap.UID(from), Stop: 0}}} // 0 is "*"
	}
	return s.search(ctx, criteria, from)
}

// search gives matching UIDs, ascending. "n:*" always matches the last message, even one below n (RFC 3501
// 6.4.8), so what is below from is left out.
func (s *session) search(ctx context.Context, criteria *imap.SearchCriteria, from uint32) ([]uint32, error) {
	var uids []uint32
	err := s.command(ctx, "list messages", func() error {
		data, err := s.client.UIDSearch(criteria, nil).Wait()
		if err != nil {
			return err
		}
		set, _ := data.All.(imap.UIDSet)
		uids, err = expand(set, from)
		return err
	})
	return uids, err
}

// expand counts a set out, within bounds: "1:4294967295" is a short thing to say.
func expand(set imap.UIDSet, from uint32) ([]uint32, error) {
	var uids []uint32
	for _, r := range set {
		start, stop := max(uint64(r.Start), uint64(from), 1), uint64(r.Stop)
		if stop >= start && stop-start >= maxListed-uint64(len(uids)) {
			return nil, fmt.Errorf("%w: more than %d messages listed", errFlood, maxListed)
		}
		for uid := start; uid <= stop; uid++ {
			uids = append(uids, uint32(uid))
		}
	}
	return uids, nil
}

// position gives a message's sequence number, 0 when it is not there any more. It holds until the next command
// other than FETCH, STORE and SEARCH: a server may not renumber before (RFC 3501 7.4.1).
func (s *session) position(ctx context.Context, uid uint32) (uint32, error) {
	var position uint32
	err := s.command(ctx, "look for a message", func() error {
		criteria := &imap.SearchCriteria{UID: []imap.UIDSet{uidSet([]uint32{uid})}}
		data, err := s.client.Search(criteria, nil).Wait()
		if err != nil {
			return err
		}
		if set, ok := data.All.(imap.SeqSet); ok && len(set) == 1 && set[0].Start == set[0].Stop {
			position = set[0].Start
		}
		return nil
	})
	return position, err
}
