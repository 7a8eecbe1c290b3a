package sqlite

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"time"

	"complaintsd/cases/desk"
	"complaintsd/mailout"
)

// dots is a file of lines beside the database: which final dots are about to go out, and which letters were accepted
// since the last claim. A dot has to be noted durably before it goes out, and a synced line costs a small part of a
// transaction. While the program runs the lines are only written: what they say stands in memory too. The database learns
// of accepted letters with the next claim, and the file is emptied when no letter is on its way. Only the start after a
// crash reads it (replay.go). A note is of one attempt, so that an old line does nothing to a later one; an attempt
// that was not counted has its number again, and is at worst in doubt without a reason.
type dots struct {
	mu   sync.Mutex
	file *os.File // nil in memory, where nothing outlives the process

	underWay map[int64]*flight // claimed, and not settled in the database
	accepted []note            // to be written with the next claim
	size     int64             // of the file
}

// flight is one attempt at a letter.
type flight struct {
	attempt int
	dotted  bool
}

// note is a line of the file.
type note struct {
	Letter  int64  `json:"letter"`
	Attempt int    `json:"attempt"`          // so that a line left over from an earlier one says nothing
	At      int64  `json:"at,omitempty"`     // of an accepted letter, in milliseconds since 1970
	Answer  string `json:"answer,omitempty"` // of the relay
}

// inMemory are notes that nobody needs after the process.
func inMemory() *dots { return &dots{underWay: map[int64]*flight{}} }

func (d *dots) close() error {
	if d.file == nil {
		return nil
	}
	return d.file.Close()
}

// claimed notes an attempt at each of the letters.
func (d *dots) claimed(letters []mailout.Letter) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, l := range letters {
		d.underWay[l.ID] = &flight{attempt: l.Attempts}
	}
}

// dot notes durably that the final dot is about to go out. It refuses a letter that is not being sent.
func (d *dots) dot(letter int64) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	f := d.underWay[letter]
	switch {
	case f == nil:
		return fmt.Errorf("%w: %w", mailout.ErrWithdrawn, errStale)
	case f.dotted:
		return errStale
	}
	if err := d.write(note{Letter: letter, Attempt: f.attempt}); err != nil {
		return err
	}
	if d.file != nil {
		if err := d.file.Sync(); err != nil {
			return err
		}
	}
	f.dotted = true
	return nil
}

// withdraw refuses the final dot of a letter from now on. When that dot is out, it is too late until its answer is
// there. (A change that is not written after all has the letter sent a little later.)
func (d *dots) withdraw(letter int64) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if f := d.underWay[letter]; f != nil && f.dotted {
		return desk.ErrBusy
	}
	delete(d.underWay, letter)
	return nil
}

// accept notes that the relay has the letter. The line reaches the disk with the next dot: the power that fails before
// it leaves the letter uncertain, like every end behind a final dot.
func (d *dots) accept(letter, at int64, answer string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	f := d.underWay[letter]
	if f == nil {
		return errStale
	}
	n := note{Letter: letter, Attempt: f.attempt, At: at, Answer: answer}
	if err := d.write(n); err != nil {
		return err
	}
	d.accepted = append(d.accepted, n)
	return nil
}

// write puts a line behind the others. What a write that failed left there is no line, because it has no end, and the
// next one takes its place: behind it those after it could not be read.
func (d *dots) write(n note) error {
	if d.file == nil {
		return nil
	}
	line, err := json.Marshal(n)
	if err != nil {
		return err
	}
	line = append(line, '\n')
	if _, err = d.file.WriteAt(line, d.size); err != nil {
		return err
	}
	d.size += int64(len(line))
	return nil
}

// take gives the accepted letters of which the database does not know, to be written.
func (d *dots) take() []note {
	d.mu.Lock()
	defer d.mu.Unlock()
	list := d.accepted
	d.accepted = nil
	return list
}

// wrote forgets them, or keeps them for the next time when they could not be written.
func (d *dots) wrote(list []note, err error) {
	if err != nil {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.accepted = append(list, d.accepted...)
		return
	}
	for _, n := range list {
		d.settled(n.Letter)
	}
}

// settled forgets a letter of which the database knows what became of it. The last one empties the file; where that
// fails, what stands in it says nothing any more.
func (d *dots) settled(letter int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.underWay, letter)
	if len(d.underWay) == 0 && d.size > 0 && d.file.Truncate(0) == nil {
		d.size = 0
	}
}

// Dotted notes durably that the final dot is about to go out: from here on a crash leaves the letter
// uncertain. It refuses a letter that is not being sent, with mailout.ErrWithdrawn when it may have been taken back, and every letter once nothing can be written any more: what
// becomes of it could not be kept.
func (s *Store) Dotted(_ context.Context, letter int64) error {
	err := cmp.Or(s.usable(), s.inPlace())
	if err == nil {
		err = s.named(s.dots.dot(letter))
	}
	if err != nil {
		return fmt.Errorf("note the final dot of letter %d: %w", letter, err)
	}
	return nil
}

// Accepted notes that the relay has a letter of which nobody but the outbox has to know. It is written with the
// next claim.
func (s *Store) Accepted(letter int64, at time.Time, answer string) error {
	if err := s.named(s.dots.accept(letter, millis(at), answer)); err != nil {
		return fmt.Errorf("note that letter %d was accepted: %w", letter, err)
	}
	return nil
}

// flush writes of which letters the relay has taken care.
func (s *Store) flush(ctx context.Context) error {
	list := s.dots.take()
	if len(list) == 0 {
		return nil
	}
	err := s.write(ctx, func(l *link) error { return applyAll(l, list) })
	s.dots.wrote(list, err)
	return err
}
