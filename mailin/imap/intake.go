package imap

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	imap "github.com/emersion/go-imap/v2"
)

const (
	perAsk     = 200  // messages whose sizes are asked for at once
	perUnknown = 1000 // UIDs that the Inbox is asked about at once
)

// errInbox marks a failure of the Inbox: no message is to blame for it.
var errInbox = errors.New("mail cannot be stored")

// intake brings in every message that the Inbox does not know.
func (v *visit) intake(ctx context.Context) error {
	uids, err := v.unknown(ctx)
	if err != nil {
		return err
	}
	together, alone, held := v.trials.part(uids, v.Now())
	v.left = held
	err = v.takeAll(ctx, together, alone)
	return cmp.Or(err, v.accepted())
}

func (v *visit) takeAll(ctx context.Context, together, alone []uint32) error {
	for uids := range slices.Chunk(together, perAsk) {
		if err := v.take(ctx, uids); err != nil {
			return err
		}
	}
	for _, uid := range alone {
		if err := v.takeAlone(ctx, uid); err != nil {
			return err
		}
	}
	return nil
}

// unknown lists what is new since the last look and what was left then.
func (v *visit) unknown(ctx context.Context) ([]uint32, error) {
	fresh, err := v.s.listed(ctx, v.next)
	if err != nil {
		return nil, err
	}
	if n := len(fresh); n > 0 {
		v.next = max(v.next, fresh[n-1]+1)
	}
	unknown := v.left
	for uids := range slices.Chunk(fresh, perUnknown) {
		some, err := v.Inbox.Unknown(ctx, v.Account, v.Config.Inbox, v.s.validity, uids)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errInbox, err)
		}
		unknown = append(unknown, some...)
	}
	return unknown, nil
}

// take fetches messages together; those that do not come are asked for one by one. A server can leave a message
// out, or hide it behind an unasked-for answer, and still say OK.
func (v *visit) take(ctx context.Context, uids []uint32) error {
	missing, err := v.fetch(ctx, uids)
	if err != nil {
		return err
	}
	for _, uid := range missing {
		if err := v.takeAlone(ctx, uid); err != nil {
			return err
		}
	}
	return nil
}

// takeAlone asks for one message by UID, then by its place in the mailbox.
func (v *visit) takeAlone(ctx context.Context, uid uint32) error {
	missing, err := v.fetch(ctx, []uint32{uid})
	if err != nil || len(missing) == 0 {
		return err
	}
	position, err := v.s.position(ctx, uid)
	if isAnswer(err) { // the server cannot say now: that is no word about the message
		v.left = append(v.left, uid)
		return nil
	}
	if err != nil {
		return err
	}
	if position == 0 { // moved or deleted by somebody since it was listed
		v.trials.clear(uid)
		return nil
	}
	group := []item{{uid: uid, size: -1}}
	missing, err = v.fetchGroup(ctx, want{set: imap.SeqSetNum(position), items: group, bySeq: true})
	if err == nil && len(missing) > 0 {
		v.left = append(v.left, uid)
		v.strike(uid)
	}
	return err
}

// fetch gets messages and hands them over; it gives those that did not come.
func (v *visit) fetch(ctx context.Context, uids []uint32) (missing []uint32, err error) {
	items, missing, err := v.measure(ctx, uids)
	if err != nil {
		return nil, err
	}
	for _, group := range plan(items) {
		if err := v.fileIfNudged(ctx); err != nil {
			return nil, err
		}
		set := make([]uint32, len(group))
		for i, it := range group {
			set[i] = it.uid
		}
		more, err := v.fetchGroup(ctx, want{set: uidSet(set), items: group, cut: group[0].size > v.MaxMessage})
		if err != nil {
			return nil, err
		}
		missing = append(missing, more...)
	}
	return missing, nil
}

// measure asks for sizes and arrival times before any body.
func (v *visit) measure(ctx context.Context, uids []uint32) (items []item, missing []uint32, err error) {
	sizes, err := v.s.sizes(ctx, uids)
	for _, uid := range uids {
		if size, ok := sizes[uid]; ok {
			items = append(items, item{uid: uid, size: size})
		} else {
			missing = append(missing, uid)
		}
	}
	if err != nil && !isAnswer(err) {
		v.blame(ctx, err, missing)
		return nil, nil, err
	}
	return items, missing, v.date(ctx, items)
}

// date adds the arrival times. A message whose date ends the connection goes without it.
func (v *visit) date(ctx context.Context, items []item) error {
	var uids []uint32
	for _, it := range items {
		if !v.trials.undated(it.uid) {
			uids = append(uids, it.uid)
		}
	}
	if len(uids) == 0 {
		return nil
	}
	dates, err := v.s.dates(ctx, uids)
	for i := range items {
		items[i].arrived = dates[items[i].uid]
	}
	if err == nil || isAnswer(err) {
		return nil
	}
	if ctx.Err() == nil {
		undated := slices.DeleteFunc(uids, func(uid uint32) bool { return !dates[uid].IsZero() })
		v.trials.suspect(undated...)
		if len(undated) == 1 {
			v.trials.trial(undated[0]).undated = true
		}
		v.fruitful = true
	}
	return err
}

// fetchGroup gets one group, and hands over what came, also when the connection ended in the middle.
func (v *visit) fetchGroup(ctx context.Context, w want) (missing []uint32, err error) {
	b := v.spare()
	b.reset(min(weight(w.items), memory))
	err = v.s.bodies(ctx, w, b)
	for _, it := range w.items {
		if !b.has(it.uid) {
			missing = append(missing, it.uid)
		}
	}
	if isAnswer(err) { // "NO, not all of them": the others have come
		err = nil
	}
	if err != nil {
		v.blame(ctx, err, missing)
	}
	return missing, cmp.Or(err, v.hand(ctx, b))
}

// isAnswer tells a NO or BAD, after which the connection goes on, from its end.
func isAnswer(err error) bool {
	answer := (*imap.Error)(nil)
	return errors.As(err, &answer)
}
