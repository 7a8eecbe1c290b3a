package desk

import (
	"context"
	"errors"
	"strconv"

	"complaintsd/cases"
)

// Scan is a scanned letter whose case was made and whose words nobody has looked for yet.
type Scan struct {
	Mail
	Ref cases.Ref
}

// Scanned puts before the registrar what a program read of a scanned letter, once; without words it is noted that
// there are none. It comes long after the case: whatever becomes of it changes nothing.
func (d *Desk) Scanned(ctx context.Context, s Scan, words string) error {
	o, err := d.org(s.Org)
	if err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	tick := cases.Tick{Job: cases.JobScan, Slot: strconv.FormatInt(s.ID, 10), Words: words}
	e := cases.Event{At: d.Now(), Org: s.Org, Ref: s.Ref, Tick: &tick}
	err = d.handle(ctx, o, e, nil, func(c *Change) { c.Slot = &Slot{Job: cases.JobScan, Slot: tick.Slot} })
	if errors.Is(err, ErrSlotDone) {
		return nil
	}
	return err
}
