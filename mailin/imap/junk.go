package imap

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"time"

	"complaintsd/mailin"
)

// Junk looks into the junk folder now and then: form mail and answers of parents end up there. Nothing is moved or
// marked, and nothing of it becomes a case; Suspect decides what a person should hear of.
//
// It has a connection of its own for each look, so that whatever stands among the junk cannot hold up the inbox. A
// failure is logged and tried again at the next look; that there is no such folder is logged once. A message that ends the connection twice is left alone.
type Junk struct {
	Config
	Every time.Duration // between two looks; 0: five minutes
	Log   *slog.Logger

	// Suspect gets the beginnings of messages that it was not given since the start, or since the folder was made
	// anew. When it fails they are given again.
	Suspect func(ctx context.Context, batch []mailin.Raw) error

	told     bool // that the folder cannot be opened
	validity uint32
	seen     map[uint32]bool
	strikes  map[uint32]int // connections that ended while this message was awaited
}

// junkPart is how much of a message is looked at, in bytes: its header and its first words.
const junkPart = 64 << 10

// Run looks until ctx ends, and returns its error.
func (j *Junk) Run(ctx context.Context) error {
	j.Config = j.withDefaults()
	j.Inbox = j.Config.Junk // the folder of this session
	if j.Every == 0 {
		j.Every = 5 * time.Minute
	}
	for ctx.Err() == nil {
		pause := j.Every
		err := j.look(ctx)
		switch lacking := isAnswer(err) && !errors.Is(err, errRefused); {
		case lacking && !j.told: // most often there is no such folder, and there will be none
			j.Log.Info("the junk folder cannot be opened: its mail is not looked at", "account", j.Account, "folder", j.Inbox, "error", err)
			j.told = true
		case lacking || ctx.Err() != nil:
		case err != nil:
			j.Log.Warn("the junk folder could not be looked at", "account", j.Account, "folder", j.Inbox, "error", err)
			if errors.Is(err, errRefused) {
				pause = j.Limits.LockMax // the watcher of the inbox tries often enough
			}
		default:
			j.told = false
		}
		sleep(ctx, pause)
	}
	return ctx.Err()
}

// look is one connection.
func (j *Junk) look(ctx context.Context) error {
	s, err := connect(ctx, j.Config)
	if err != nil {
		return err
	}
	defer s.close()
	s.readOnly = true
	if err := s.selectInbox(ctx); err != nil {
		return err
	}
	uids, err := s.listed(ctx, 1)
	if err != nil {
		return err
	}
	var b batch
	defer b.drop()
	for _, group := range j.groups(s.validity, uids) {
		if err := j.take(ctx, s, group, &b); err != nil {
			return err
		}
	}
	return nil
}

// groups parts what was not looked at yet. What was awaited when a connection ended goes alone.
func (j *Junk) groups(validity uint32, uids []uint32) [][]item {
	if j.validity != validity || j.seen == nil {
		j.validity, j.seen, j.strikes = validity, map[uint32]bool{}, map[uint32]int{}
	}
	maps.DeleteFunc(j.seen, func(uid uint32, _ bool) bool { _, there := slices.BinarySearch(uids, uid); return !there })
	var together []item
	var alone [][]item
	for _, uid := range uids {
		it := item{uid: uid, size: junkPart}
		switch {
		case j.seen[uid] || j.strikes[uid] > maxStrikes:
		case j.strikes[uid] > 0:
			alone = append(alone, []item{it})
		default:
			together = append(together, it)
		}
	}
	return append(plan(together), alone...)
}

func (j *Junk) take(ctx context.Context, s *session, group []item, b *batch) error {
	b.reset(weight(group))
	set := make([]uint32, len(group))
	for i, it := range group {
		set[i] = it.uid
	}
	err := s.bodies(ctx, want{set: uidSet(set), items: group, cut: true, part: junkPart}, b)
	if err != nil && !isAnswer(err) {
		for _, uid := range set {
			if !b.has(uid) && ctx.Err() == nil {
				j.strikes[uid]++
			}
		}
		return err
	}
	if err := j.Suspect(ctx, b.raws); err != nil {
		return fmt.Errorf("%w: %w", errInbox, err)
	}
	for _, uid := range set {
		j.seen[uid] = true
	}
	return nil
}
