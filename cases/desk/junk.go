package desk

import (
	"context"
	"fmt"
	"time"

	"complaintsd/cases"
	"complaintsd/mailin"
)

// Junk looks at mail that stands in the junk folder of an organisation, and tells the registrar of what does not
// belong there: once each, also after a new start or when the folder was made anew. Nothing else comes of it: it is
// no mail of ours until a person moves it to the inbox.
func (d *Desk) Junk(ctx context.Context, org string, batch []mailin.Raw) error {
	o, err := d.org(org)
	if err != nil {
		return err
	}
	var sums []string
	var finds []cases.Find
	for _, raw := range batch {
		sum, find, err := d.misplaced(ctx, o, raw)
		if err != nil {
			return err
		}
		if find.Line != "" {
			sums, finds = append(sums, sum), append(finds, find)
		}
	}
	if len(finds) == 0 {
		return nil
	}
	ctx = context.WithoutCancel(ctx)
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.Now()
	book, err := d.Store.Load(ctx, Want{Org: org, Now: now, Junk: sums})
	if err != nil {
		return err
	}
	tick := cases.Tick{Job: cases.JobJunk}
	var fresh []string
	for i, sum := range sums {
		if !book.Reported[sum] {
			book.Reported[sum] = true
			fresh, tick.Finds = append(fresh, sum), append(tick.Finds, finds[i])
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	return d.handle(ctx, o, cases.Event{At: now, Org: org, Tick: &tick}, nil, func(c *Change) { c.Reported = fresh })
}

// misplaced gives a line about a mail that does not belong among the junk. One that cannot be read does. Whoever is
// complained about in a case that the mail names, or that its sender has, is not to read the line.
func (d *Desk) misplaced(ctx context.Context, o *cases.Organisation, raw mailin.Raw) (sum string, find cases.Find, err error) {
	now := d.Now()
	r, err := raw.Open()
	if err != nil {
		return "", find, fmt.Errorf("open mail of the junk folder: %w", err)
	}
	defer r.Close()
	var msg mailin.Message
	var claims cases.Claims
	if !calm(func() { msg = mailin.Parse(r, mailin.DefaultLimits()); claims = msg.Claims(o.Prefix, now) }) {
		return "", find, nil
	}
	known, err := d.Store.Known(ctx, claims)
	if err != nil {
		return "", find, err
	}
	var sender, why string
	if !calm(func() { sender, why = mailin.Misplaced(msg, o, known, now) }) || why == "" {
		return "", find, nil
	}
	sent := "zonder datum"
	if !msg.Date.IsZero() {
		sent = o.Local(msg.Date).Format(time.DateOnly)
	}
	for _, c := range known.Cases {
		find.Hidden = append(find.Hidden, c.Restricted...)
	}
	find.Line = fmt.Sprintf("%s  %s  %s  (%s)", sent, sender, msg.Subject, why)
	return msg.HeaderSum(), find, nil
}
