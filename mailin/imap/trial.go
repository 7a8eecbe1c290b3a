package imap

import "time"

// trials is what is known against messages: which ones are asked for alone, and which ones are left alone. It
// lives as long as the watcher and means one UIDVALIDITY.
type trials struct {
	validity uint32
	byUID    map[uint32]*trial
}

type trial struct {
	strikes int       // times it failed although it was asked for alone
	undated bool      // its arrival time cannot be asked
	until   time.Time // left where it is until then
	told    bool      // a person knows
}

// maxStrikes is after how many failures a message is left where it is.
const maxStrikes = 2

// of starts anew when the UIDs mean other messages now.
func (t *trials) of(validity uint32) {
	if t.byUID == nil || t.validity != validity {
		*t = trials{validity: validity, byUID: map[uint32]*trial{}}
	}
}

// suspect has the messages asked for one by one from now on.
func (t *trials) suspect(uids ...uint32) {
	for _, uid := range uids {
		t.trial(uid)
	}
}

func (t *trials) trial(uid uint32) *trial {
	if t.byUID[uid] == nil {
		t.byUID[uid] = &trial{}
	}
	return t.byUID[uid]
}

// strike counts a failure of a message that was asked for alone, and says whether a person must now be told.
func (t *trials) strike(uid uint32, now time.Time, again time.Duration) (tell bool) {
	trial := t.trial(uid)
	trial.strikes++
	if trial.strikes < maxStrikes {
		return false
	}
	trial.strikes = maxStrikes - 1 // the next chance is a single one
	trial.until = now.Add(again)
	tell, trial.told = !trial.told, true
	return tell
}

func (t *trials) undated(uid uint32) bool {
	trial := t.byUID[uid]
	return trial != nil && trial.undated
}

func (t *trials) clear(uid uint32) { delete(t.byUID, uid) }

// part says which messages are asked for together, which alone and which not now.
func (t *trials) part(uids []uint32, now time.Time) (together, alone, held []uint32) {
	for _, uid := range uids {
		switch trial := t.byUID[uid]; {
		case trial == nil:
			together = append(together, uid)
		case now.Before(trial.until):
			held = append(held, uid)
		default:
			alone = append(alone, uid)
		}
	}
	return together, alone, held
}
